"""One self-contained page: each article's text with its statements marked, and a card for each.

Everything that comes from an article is escaped, and isolated in its direction; the page runs no
script and loads nothing. Overlapping marks are cut into segments that know all their statements.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import escape
from importlib import resources
from itertools import pairwise
from typing import IO, Any

from musnad.model import Reading, Statement

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_KEYS = ("source", "cue", "content", "relay", "channel")


@lru_cache(maxsize=4)
def _texts(language: str) -> dict[str, Any]:
    """The interface texts of a language (``page/locale``)."""
    path = resources.files("musnad.faces") / "page" / "locale" / f"{language}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def write_page(readings: Iterable[Reading], out: IO[str], *, ui_language: str = "ar") -> None:
    """Write the page, article by article as the readings come.

    Args:
        readings: in the order shown.
        out: where the document goes.
        ui_language: of the interface texts, ``ar`` or ``en``; the articles keep their own direction.
    """
    t = _texts(ui_language)
    style = (resources.files("musnad.faces") / "page" / "style.css").read_text(encoding="utf-8")
    legend = " ".join(f'<span><span class="{key}">{escape(t[key])}</span></span>' for key in _KEYS)
    out.write(
        f'<!doctype html>\n<html lang="{ui_language}" dir="{t["direction"]}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(t['title'])}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        f'<header><h1>{escape(t["title"])}</h1><p class="legend">{escape(t["legend"])}: {legend}</p></header>\n<main>\n'
    )
    articles = statements = denials = 0
    for number, reading in enumerate(readings, 1):
        out.writelines(_article(reading, f"a{number}", t))
        articles += 1
        statements += len(reading.statements)
        denials += sum(s.act == "deny" for s in reading.statements)
    counts = f"{articles} {t['articles']} · {statements} {t['statements']} · {denials} {t['denials']}"
    out.write(f'</main>\n<footer class="meta">{escape(counts)}</footer>\n</body>\n</html>\n')


def _article(reading: Reading, key: str, t: dict[str, Any]) -> Iterator[str]:
    article = reading.article
    heading = article.title or article.text.strip().partition("\n")[0]
    about = " · ".join(f"<bdi>{escape(part)}</bdi>" for part in (article.outlet, article.date, article.id) if part)
    yield f'<article id="{key}" dir="auto">\n<h2><bdi>{escape(heading[:300])}</bdi></h2>\n<p class="meta">{about}</p>\n'
    yield '<div class="text" dir="auto">'
    yield from _marked(reading, key)
    yield f'</div>\n<ol dir="{t["direction"]}">\n'
    for statement in reading.statements:
        yield from _card(reading, statement, key, t)
    if not reading.statements:
        yield f"<li>{escape(t['nothing'])}</li>\n"
    yield "</ol>\n</article>\n"


def _marked(reading: Reading, key: str) -> Iterator[str]:
    """The text, each code point once, in segments between the edges of all marks."""
    text = reading.article.text
    marks: list[tuple[int, int, str, str]] = []
    for s in reading.statements:
        marks += [(c.start, c.end, "content", s.id) for c in s.content]
        marks.append((s.cue.span.start, s.cue.span.end, "cue", s.id))
        if s.source is not None:
            marks.append((s.source.start, s.source.end, "source", s.id))
        marks += [(r.span.start, r.span.end, "relay", s.id) for r in s.relays]
        if s.channel is not None and s.channel.span is not None:
            marks.append((s.channel.span.start, s.channel.span.end, "channel", s.id))
    edges = sorted({0, len(text), *(m[0] for m in marks), *(m[1] for m in marks)})
    begins = sorted(marks)
    open_: list[tuple[int, int, str, str]] = []
    anchored: set[str] = set()
    at = 0
    for start, end in pairwise(edges):
        while at < len(begins) and begins[at][0] <= start:
            open_.append(begins[at])
            at += 1
        open_ = [m for m in open_ if m[1] > start]
        piece = escape(text[start:end])
        if not open_:
            yield piece
            continue
        kinds = sorted({m[2] for m in open_}, key=_KEYS.index)
        deep = sum(m[2] == "content" for m in open_) > 1
        innermost = min(open_, key=lambda m: m[1] - m[0])[3]
        anchor = ""
        if innermost not in anchored:
            anchored.add(innermost)
            anchor = f' id="{key}-{innermost}-text"'
        classes = " ".join([*kinds, *(["deep"] if deep else [])])
        yield f'<a class="{classes}" href="#{key}-{innermost}"{anchor}>{piece}</a>'


def _card(reading: Reading, s: Statement, key: str, t: dict[str, Any]) -> Iterator[str]:
    text = reading.article.text
    speaker = s.speaker
    who = f"<bdi>{escape(speaker.name)}</bdi>" if speaker is not None else escape(t["unknown"])
    role = f", <bdi>{escape(speaker.role)}</bdi>" if speaker is not None and speaker.role else ""
    words = " … ".join(" ".join(c.of(text).split()) for c in s.content)
    facts = []
    if s.relays:
        facts.append(f"{escape(t['relay'])}: " + " ← ".join(f"<bdi>{escape(r.name)}</bdi>" for r in s.relays))
    if s.channel is not None:
        facts.append(f"{escape(t['channel'])}: {escape(t['channel_kind'][s.channel.kind])}")
    if s.said_on:
        facts.append(f"{escape(t['said_on'])}: <bdi>{escape(s.said_on)}</bdi>")
    if s.parent:
        facts.append(f'{escape(t["inside"])} <a href="#{key}-{s.parent}">{s.parent}</a>')
    facts.append(f"{escape(t['confidence'])}: {s.confidence:.2f}")
    classes = " ".join(name for name, there in (("inner", s.parent), ("deny", s.act == "deny")) if there)
    yield (
        f'<li id="{key}-{s.id}" class="{classes}"><a href="#{key}-{s.id}-text">{s.id}</a> '
        f'<span class="who">{who}</span>{role} <span class="act">{escape(t["act"][s.act])}</span>'
        f'<q dir="auto">{escape(words)}</q><div class="facts">{" · ".join(facts)}</div>'
        f'<details><summary>{escape(t["why"])}</summary><ul dir="ltr">'
    )
    for reason in s.why:
        quoted = " ".join(f"<bdi>“{escape(' '.join(span.of(text).split())[:120])}”</bdi>" for span in reason.spans)
        yield f"<li>{escape(reason.rule)}: <bdi>{escape(reason.note)}</bdi> {quoted}</li>"
    yield "</ul></details></li>\n"

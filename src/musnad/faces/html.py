"""One self-contained page: each article's text with its statements marked, and a card for each.

Everything that comes from an article is escaped, and isolated in its direction; the page runs no
script and loads nothing. Overlapping marks are cut into segments that know all their statements, so
that a chosen statement (``:target``) lights up everywhere in the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from importlib import resources
from typing import IO

from musnad.faces.cells import shown_outlet
from musnad.faces.reasons import reason_in
from musnad.faces.segments import DEEPEST, KINDS, NONE, Mark, depth, innermost_first, marks_of, segments
from musnad.faces.wording import Wording, is_right_to_left, load_wording
from musnad.model import Article, Reading, Reason, Span, Statement

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_PLAIN = ("title", "aside")  # marks that belong to no statement
_LIT = 120  # statements of an article that light up as a whole when chosen; those after it by their first words
_LONG = 300  # code points of a heading


def _style() -> str:
    """The style sheet, and the rule that lights a chosen statement up in its article's text."""
    sheet = (resources.files("musnad.faces") / "page" / "style.css").read_text(encoding="utf-8")
    chosen = ",\n".join(f'article:has([data-t="{n}"]:target) [data-n~="{n}"]' for n in range(1, _LIT + 1))
    return f"{sheet}{chosen} {{ background: var(--mark); }}\n"


def write_page(readings: Iterable[Reading], out: IO[str], *, ui_language: str = "ar") -> None:
    """Write the page, article by article as the readings come.

    Args:
        readings: in the order shown.
        out: where the document goes.
        ui_language: of the interface texts, ``ar`` or ``en``; the articles keep their own direction.

    Raises:
        ValueError: there are no interface texts in that language.
    """
    t = load_wording(ui_language)
    legend = " ".join(f'<span class="{key}">{escape(t[key])}</span>' for key in KINDS)
    out.write(
        f'<!doctype html>\n<html lang="{ui_language}" dir="{t["direction"]}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(t['title'])}</title>\n<style>\n{_style()}</style>\n</head>\n<body>\n"
        f'<header><h1>{escape(t["title"])}</h1><p class="legend">{escape(t["legend"])}: {legend}</p></header>\n<main>\n'
    )
    counts = dict.fromkeys(("articles", "statements", "denials"), 0)
    for number, reading in enumerate(readings, 1):
        out.writelines(_article(reading, f"a{number}", t))
        counts["articles"] += 1
        counts["statements"] += len(reading.statements)
        counts["denials"] += sum(s.act == "deny" for s in reading.statements)
    # Known only now; the style sheet shows it above the articles.
    told = " ".join(f"<span>{escape(t[name])}: <strong>{count}</strong></span>" for name, count in counts.items())
    out.write(f'</main>\n<footer class="counts">{told}</footer>\n</body>\n</html>\n')


def _article(reading: Reading, key: str, t: Wording) -> Iterator[str]:
    article = reading.article
    heading = (article.title or article.text.strip().partition("\n")[0]).strip()
    title = _title_in_text(article, heading)
    side = "rtl" if is_right_to_left(article.language) else "auto"
    own = f'lang="{escape(article.language)}" dir="{side}"'
    about = " · ".join(
        f"<bdi>{escape(part)}</bdi>" for part in (shown_outlet(article), article.date, article.id) if part
    )
    hidden = ' class="in-text"' if title is not None else ""
    yield f'<article id="{key}">\n<h2{hidden} {own}>{escape(heading[:_LONG])}</h2>\n<p class="about">{about}</p>\n'
    yield f'<div class="text" {own}>'
    yield from _marked(reading, title, key, t)
    yield "</div>\n<ol>\n"
    parents = {s.id: s.parent for s in reading.statements}
    for number, statement in enumerate(reading.statements, 1):
        yield from _card(reading, statement, number, _level(statement.id, parents), key, t)
    if not reading.statements:
        yield f'<li class="none">{escape(t["nothing"])}</li>\n'
    yield "</ol>\n</article>\n"


def _title_in_text(article: Article, heading: str) -> Span | None:
    """Where the text itself begins with the heading, so that it is shown once."""
    start = len(article.text) - len(article.text.lstrip())
    if not heading or len(heading) > _LONG or not article.text.startswith(heading, start):
        return None
    return Span(start, start + len(heading))


def _level(statement: str, parents: dict[str, str | None]) -> int:
    """How many statements this one is inside of, at most ``DEEPEST``."""
    level, at = 0, parents.get(statement)
    while at is not None and level < DEEPEST:
        level, at = level + 1, parents.get(at)
    return level


def _marked(reading: Reading, title: Span | None, key: str, t: Wording) -> Iterator[str]:
    """The text, each code point once, in segments between the edges of all marks."""
    text, statements = reading.article.text, reading.statements
    marks = marks_of(reading, *([Mark(title.start, title.end, "title", NONE)] if title is not None else []))
    anchored: set[int] = set()
    for start, end, over in segments(text, marks):
        piece = escape(text[start:end])
        if not over:
            yield piece
            continue
        kinds = {m.kind for m in over}
        deep = depth(over)
        classes = " ".join([k for k in (*_PLAIN, *KINDS) if k in kinds] + ([f"d{deep}"] if deep > 1 else []))
        told = innermost_first(over)
        if not told:
            yield f'<span class="{classes}">{piece}</span>'
            continue
        numbers = sorted({m.number for m in told})
        for number in numbers:
            if number not in anchored:
                anchored.add(number)
                yield f'<span id="{key}-{statements[number].id}-text" data-t="{number + 1}"></span>'
        hint = escape(" · ".join(dict.fromkeys(f"{statements[m.number].id}: {t[m.kind]}" for m in told)))
        yield (
            f'<a class="{classes}" data-n="{" ".join(str(number + 1) for number in numbers)}" title="{hint}" '
            f'href="#{key}-{statements[told[0].number].id}">{piece}</a>'
        )


def _card(reading: Reading, s: Statement, number: int, level: int, key: str, t: Wording) -> Iterator[str]:
    """One statement: who, what, on whose word, how sure and why."""
    text = reading.article.text
    words = " … ".join(" ".join(c.of(text).split()) for c in s.content)
    named = " ".join(name for name, there in ((f"in{level}", level), ("deny", s.act == "deny")) if there)
    classes = f' class="{named}"' if named else ""
    yield (
        f'<li id="{key}-{s.id}" data-t="{number}"{classes}>'
        f'<p><a href="#{key}-{s.id}-text" title="{escape(t["show"])}">{s.id}</a> {_who(s, t)} '
        f'<span class="act">{escape(t["act"][s.act])}</span></p>'
        f'<q dir="auto">{escape(words)}</q><p class="facts">{" · ".join(_facts(s, key, t))}</p>'
    )
    if s.why:
        yield f"<details><summary>{escape(t['why'])}</summary><ul>"
        for reason in s.why:
            quoted = " ".join(f"<bdi>{escape(_short(span.of(text)))}</bdi>" for span in reason.spans)
            said = reason_in(t, reason, s)
            yield f"<li>{escape(said) if said else _english(reason)}{f'<br>{quoted}' if quoted else ''}</li>"
        yield "</ul></details>"
    yield "</li>\n"


def _english(reason: Reason) -> str:
    rule, note = escape(reason.rule), escape(reason.note)
    return f'<span lang="en" dir="ltr"><code>{rule}</code> <bdi>{note}</bdi></span>'


def _who(s: Statement, t: Wording) -> str:
    if s.speaker is None:
        return f'<span class="who unknown">{escape(t["unknown"])}</span>'
    name = f'<bdi class="who">{escape(s.speaker.name)}</bdi>'
    told = [f"<bdi>{escape(s.speaker.role)}</bdi>"] if s.speaker.role else []
    if s.speaker.kind == "anonymous":
        told.append(escape(t["anonymous"]))
    return name + (f' <span class="role">({escape(t["comma"]).join(told)})</span>' if told else "")


def _facts(s: Statement, key: str, t: Wording) -> Iterator[str]:
    if s.relays:
        first = escape(t["speaker"]) if s.speaker is None else f"<bdi>{escape(s.speaker.name)}</bdi>"
        carriers = [f"<bdi>{escape(relay.name)}</bdi>" for relay in reversed(s.relays)]
        chain = f" {escape(t['arrow'])} ".join([first, *carriers, escape(t["this_article"])])
        yield f'<span class="chain">{chain}</span>'
    if s.channel is not None:
        yield f"{escape(t['channel'])}: {escape(t['channel_kind'][s.channel.kind])}"
    if s.said_on:
        yield f"{escape(t['said_on'])}: <bdi>{escape(s.said_on)}</bdi>"
    if s.parent:
        yield f'{escape(t["inside"])} <a href="#{key}-{s.parent}">{s.parent}</a>'
    yield f"{escape(t['confidence'])}: {s.confidence:.2f}"


def _short(words: str, most: int = 120) -> str:
    """The words on one line, cut if long."""
    line = " ".join(words.split())
    return line if len(line) <= most else line[: most - 1] + "…"

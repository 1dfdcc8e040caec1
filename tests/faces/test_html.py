"""The page: every word of the text once, hostile text escaped, a card and an anchor for each statement."""

from __future__ import annotations

import io
import re
import tomllib
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args

import msgspec
import pytest

from musnad.faces.html import write_page
from musnad.model import (
    Act,
    Article,
    Channel,
    ChannelKind,
    Cue,
    Furniture,
    Reading,
    Reason,
    Relay,
    Span,
    Speaker,
    Statement,
)

HOSTILE = 'قال سامر الوادي: «<script>alert(1)</script> & "لن نغلق \u202e الجسر"». وأضاف أن <b onclick=x>الجسر</b> آمن.'
VOID = {"meta", "link", "br"}


class Page(HTMLParser):
    """Collects the text of the article, tags and ids; fails on tags out of order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.text = ""
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        facts = dict(attrs)
        if facts.get("id"):
            self.ids.append(str(facts["id"]))
        if facts.get("href"):
            self.links.append(str(facts["href"]))
        assert not [name for name, _ in attrs if name.startswith("on") or name == "src"]
        if tag not in VOID:
            self.open.append(tag)
        if facts.get("class") == "text":
            self.depth = len(self.open)

    def handle_endtag(self, tag: str) -> None:
        assert self.open
        assert self.open[-1] == tag
        if len(self.open) == self.depth:
            self.depth = 0
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.text += data


def written(readings: list[Reading]) -> str:
    out = io.StringIO()
    write_page(readings, out)
    return out.getvalue()


def parsed(reading: Reading) -> Page:
    page = Page()
    page.feed(written([reading]))
    assert not page.open
    return page


def test_hostile_text_is_only_text(reader) -> None:
    reading = reader.read(Article(text=HOSTILE, title="<img src=x onerror=y>"))
    page = parsed(reading)
    assert page.text == HOSTILE
    assert not {"script", "b", "img", "iframe"} & page.tags


def test_every_statement_has_its_card_and_place(reader) -> None:
    text = (Path(__file__).resolve().parents[2] / "samples" / "market.txt").read_text(encoding="utf-8")
    reading = reader.read(Article(text=text))
    page = parsed(reading)
    assert page.text == text
    assert len(set(page.ids)) == len(page.ids)
    for statement in reading.statements:
        assert f"a1-{statement.id}" in page.ids
        assert f"a1-{statement.id}-text" in page.ids


@pytest.mark.parametrize("language", ["ar", "en"])
def test_interface_languages(reader, language: str) -> None:
    out = io.StringIO()
    write_page([reader.read(Article(text=HOSTILE))], out, ui_language=language)
    assert f'<html lang="{language}"' in out.getvalue()
    assert "default-src 'none'" in out.getvalue()


def lit(markup: str, number: int) -> str:
    """The words that light up when a statement is chosen."""
    found = re.findall(r'data-n="([^"]*)"[^>]*>([^<]*)</a>', markup)
    return "".join(unescape(words) for numbers, words in found if str(number) in numbers.split())


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def overlapping() -> Reading:
    """Three statements: one within another, and two that share every span; with a caption."""
    text = "قال سامر «أعلنت ليلى أن <الجسر> مغلق» لوكالة مرام\nالجسر (أرشيف)"
    outer = Statement(
        id="s1", source=span(text, "سامر"), cue=Cue(span=span(text, "قال"), lemma="x"),
        content=(span(text, "أعلنت ليلى أن <الجسر> مغلق"),), speaker=None, act="state", quote="direct",
        relays=(Relay(span=span(text, "وكالة مرام"), name="near"), Relay(span=span(text, "مرام"), name="far")),
        channel=Channel(kind="call", span=span(text, "لوكالة")),
    )  # fmt: skip
    inner = Statement(
        id="s2", source=span(text, "ليلى"), cue=Cue(span=span(text, "أعلنت"), lemma="x"),
        content=(span(text, "أن <الجسر>"), span(text, "مغلق")), act="deny", quote="indirect", parent="s1",
        speaker=Speaker(name="<i>\u202eليلى", kind="person", role='"&<u>'), why=(Reason("<r>", "<n>", (Span(0, 3),)),),
    )  # fmt: skip
    twin = msgspec.structs.replace(inner, id="s3")
    caption = Furniture(span=span(text, "الجسر (أرشيف)"), kind="caption")
    return Reading(article=Article(text=text), statements=(outer, inner, twin), furniture=(caption,))


def test_segments_know_all_their_statements() -> None:
    reading = overlapping()
    markup = written([reading])
    assert lit(markup, 1) == "قالسامرأعلنت ليلى أن <الجسر> مغلقلوكالة مرام"
    assert lit(markup, 2) == lit(markup, 3) == "أعلنتليلىأن <الجسر>مغلق"
    page = parsed(reading)
    assert page.text == reading.article.text
    assert {f"a1-s{n}{end}" for n in (1, 2, 3) for end in ("", "-text")} <= set(page.ids)
    assert len(set(page.ids)) == len(page.ids)
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert '<span class="aside">' in markup


def test_card_tells_chain_nesting_and_denial() -> None:
    markup = written([overlapping()])
    chain = re.search(r'<span class="chain">(.*?)</span>', markup)
    assert chain is not None
    assert re.findall(r"<bdi>(.*?)</bdi>", chain[1]) == ["far", "near"]
    assert 'class="in1 deny"' in markup
    assert '<bdi class="who">&lt;i&gt;\u202eليلى</bdi>' in markup
    assert "<i>" not in markup
    assert "<u>" not in markup


def test_counts_and_streaming() -> None:
    out = io.StringIO()

    def readings() -> Iterator[Reading]:
        yield overlapping()
        assert 'id="a1"' in out.getvalue()
        assert 'id="a2"' not in out.getvalue()
        yield overlapping()

    write_page(readings(), out, ui_language="en")
    footer = out.getvalue().partition("<footer")[2]
    assert [int(n) for n in re.findall(r"<strong>(\d+)</strong>", footer)] == [2, 6, 4]


def test_title_is_shown_once_where_the_text_begins_with_it() -> None:
    article = Article(text="  الجسر آمن\nخبر", title="الجسر آمن")
    markup = written([Reading(article=article)])
    assert '<h2 class="in-text"' in markup
    assert '  <span class="title">الجسر آمن</span>' in markup
    other = written([Reading(article=msgspec.structs.replace(article, title="عنوان آخر"))])
    assert '<h2 lang="ar"' in other
    assert 'class="title"' not in other


def test_unknown_interface_language() -> None:
    with pytest.raises(ValueError, match="interface"):
        write_page([], io.StringIO(), ui_language="../style")


def test_locales_have_the_same_texts() -> None:
    folder = Path(__file__).resolve().parents[2] / "src" / "musnad" / "faces" / "page" / "locale"
    arabic, english = (tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8")) for name in ("ar", "en"))
    assert arabic.keys() == english.keys()
    assert set(arabic["act"]) == set(english["act"]) == set(get_args(Act))
    assert set(arabic["channel_kind"]) == set(english["channel_kind"]) == set(get_args(ChannelKind))

"""The page: every word of the text once, hostile text escaped, a card and an anchor for each statement."""

from __future__ import annotations

import io
from html.parser import HTMLParser
from pathlib import Path

import pytest

from musnad.faces.html import write_page
from musnad.model import Article, Reading

HOSTILE = 'قال سامر الوادي: «<script>alert(1)</script> & "لن نغلق \u202e الجسر"». وأضاف أن <b onclick=x>الجسر</b> آمن.'
VOID = {"meta", "link", "br"}


class Page(HTMLParser):
    """Collects the text of the article, tags and ids; fails on tags out of order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: list[str] = []
        self.tags: set[str] = set()
        self.text = ""
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        facts = dict(attrs)
        if facts.get("id"):
            self.ids.append(str(facts["id"]))
        assert not [name for name, _ in attrs if name.startswith("on")]
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


def parsed(reading: Reading) -> Page:
    out = io.StringIO()
    write_page([reading], out)
    page = Page()
    page.feed(out.getvalue())
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

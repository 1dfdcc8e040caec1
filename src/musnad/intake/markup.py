"""Marked-up text of feeds and pages as plain text: what a reader sees, a line for each paragraph."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Final

_LONGEST: Final = (
    1000  # characters of what is told on one line: more is no title, and a tag left open costs their square
)
_BLOCKS: Final = frozenset({
    "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure", "footer", "h1",
    "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "tr", "ul",
})  # fmt: skip
_UNSEEN: Final = frozenset({"script", "style", "template", "noscript", "iframe", "object", "svg", "head"})


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._hidden.append(tag)
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._hidden:
            del self._hidden[self._hidden.index(tag) :]
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data.replace("\n", " "))


def plain_text(markup: str) -> str:
    """The text of an HTML fragment, its paragraphs as lines; what is not shown is left out."""
    seen = _Seen()
    seen.feed(markup)
    seen.close()
    lines = (" ".join(line.split()) for line in "".join(seen.parts).split("\n"))
    return "\n".join(line for line in lines if line)


def one_line(told: str) -> str:
    """A text that a page tells for machines on one line, without the markup that some programmes leave in it."""
    return " ".join((plain_text(told[:_LONGEST]) if "&" in told or "<" in told else told).split())


def with_credit(text: str, credit: str | None) -> str:
    """The text with a credit as its last line, unless it names it at one of its ends."""
    credit = " ".join((credit or "").split())
    if not credit or len(credit) > 120 or credit in text[:200] or credit in text[-200:]:
        return text
    return f"{text.rstrip()}\n{credit}"

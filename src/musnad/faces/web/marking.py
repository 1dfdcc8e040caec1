"""An article's text in pieces for a page: each code point once, between the edges of all that is marked in it.

A piece knows the statements it belongs to and as what, how deep it is nested, whether it is furniture, and the day
it stands for. No markup is made here; the template does that.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import msgspec

from musnad.model import Reading, Span, Time

KINDS = ("source", "cue", "content", "relay", "channel")
_HEADLINE = 120  # code points of a headline
_DEEPEST = 3  # levels of nesting told apart


class Piece(msgspec.Struct, frozen=True):
    """A stretch of text that is one thing throughout.

    ``kinds`` are what it is to any statement, ``numbers`` the statements (from 0), the innermost first; ``anchors``
    those whose cue or first words begin here; ``act`` that of the innermost statement.
    """

    text: str
    kinds: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    anchors: tuple[int, ...] = ()
    depth: int = 0
    act: str = ""
    aside: bool = False
    time: Time | None = None


class Paragraph(msgspec.Struct, frozen=True):
    """A line of the text; ``aside`` where all of it is furniture, ``title`` where it is the headline."""

    pieces: tuple[Piece, ...]
    aside: bool = False
    title: bool = False


class _Mark(msgspec.Struct, frozen=True, order=True):
    start: int
    end: int
    kind: str
    number: int


def marked(reading: Reading) -> list[Paragraph]:
    """The paragraphs of an article's text with everything that is marked in them."""
    text = reading.article.text
    marks = _marks(reading)
    anchors: dict[int, list[int]] = {}
    for number, one in enumerate(reading.statements):
        anchors.setdefault(one.cue.span.start, []).append(number)
    found: list[Paragraph] = []
    title = _headline(reading)
    pieces = _pieces(reading, marks, anchors)
    line: list[Piece] = []
    for piece in pieces:
        if piece.text == "\n":
            _close(line, found, title)
            line = []
        else:
            line.append(piece)
    _close(line, found, title)
    return found if text.strip() else []


def _headline(reading: Reading) -> str:
    """The headline as it may stand at the head of the text: the title, or a short first line that ends as none does."""
    first = " ".join(text.partition("\n")[0].split()) if (text := reading.article.text.strip()) else ""
    if reading.article.title:
        return " ".join(reading.article.title.split())
    short = "\n" in text and len(first) <= _HEADLINE and first[-1:].isalnum()
    return first if short else ""


def _close(line: list[Piece], found: list[Paragraph], title: str) -> None:
    words = "".join(piece.text for piece in line)
    if words.strip():
        heads = not found and " ".join(words.split()) == title
        found.append(Paragraph(tuple(line), all(piece.aside for piece in line if piece.text.strip()), heads))


def _marks(reading: Reading) -> list[_Mark]:
    marks = []
    for number, one in enumerate(reading.statements):
        spans: list[tuple[str, Span | None]] = [("content", span) for span in one.content]
        spans += [("relay", relay.span) for relay in one.relays]
        spans += [("cue", one.cue.span), ("source", one.source), ("channel", one.channel.span if one.channel else None)]
        marks += [_Mark(span.start, span.end, kind, number) for kind, span in spans if span is not None]
    marks += [_Mark(one.span.start, one.span.end, "aside", -1) for one in reading.furniture]
    marks += [_Mark(one.span.start, one.span.end, "time", n) for n, one in enumerate(reading.times) if one.value]
    return sorted(mark for mark in marks if mark.start < mark.end)


def _pieces(reading: Reading, marks: list[_Mark], anchors: dict[int, list[int]]) -> Iterator[Piece]:
    text, statements = reading.article.text, reading.statements
    edges = {0, len(text), *(m.start for m in marks), *(m.end for m in marks)}
    for at, sign in enumerate(text):
        if sign == "\n":
            edges |= {at, at + 1}
    open_: list[_Mark] = []
    at = 0
    for start, end in pairwise(sorted(edges)):
        open_ = [m for m in open_ if m.end > start]
        while at < len(marks) and marks[at].start <= start:
            open_.append(marks[at])
            at += 1
        piece = text[start:end]
        if not open_ or piece == "\n":
            yield Piece(piece)
            continue
        told = sorted((m for m in open_ if m.kind in KINDS), key=lambda m: (m.end - m.start, -m.number))
        numbers = tuple(dict.fromkeys(m.number for m in told))
        times = [m.number for m in open_ if m.kind == "time"]
        yield Piece(
            text=piece,
            kinds=tuple(kind for kind in KINDS if any(m.kind == kind for m in told)),
            numbers=numbers,
            anchors=tuple(anchors.get(start, ())) if any(m.kind == "cue" for m in told) else (),
            depth=min(sum(m.kind == "content" for m in told), _DEEPEST),
            act=statements[numbers[0]].act if numbers else "",
            aside=any(m.kind == "aside" for m in open_),
            time=reading.times[times[0]] if times else None,
        )  # fmt: skip

"""An article's text in pieces for a page: each code point once, between the edges of all that is marked in it.

A piece knows the statements it belongs to and as what, how deep it is nested, whether it is furniture, and the day
it stands for. No markup is made here; the template does that.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from musnad.faces.segments import KINDS, NONE, Mark, depth, innermost_first, marks_of, segments
from musnad.model import Reading, Time

_HEADLINE = 120  # code points of a headline


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


def marked(reading: Reading) -> list[Paragraph]:
    """The paragraphs of an article's text with everything that is marked in them."""
    text = reading.article.text
    anchors: dict[int, list[int]] = {}
    for number, one in enumerate(reading.statements):
        anchors.setdefault(one.cue.span.start, []).append(number)
    found: list[Paragraph] = []
    title = _headline(reading)
    pieces = _pieces(reading, anchors)
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


def _pieces(reading: Reading, anchors: dict[int, list[int]]) -> Iterator[Piece]:
    text, statements = reading.article.text, reading.statements
    times = [Mark(one.span.start, one.span.end, "time", NONE) for one in reading.times if one.value]
    at_time = {(one.span.start, one.span.end): one for one in reversed(reading.times) if one.value}
    lines = [edge for at, sign in enumerate(text) if sign == "\n" for edge in (at, at + 1)]
    for start, end, over in segments(text, marks_of(reading, *times), lines):
        piece = text[start:end]
        if not over or piece == "\n":
            yield Piece(piece)
            continue
        told = innermost_first(over)
        numbers = tuple(dict.fromkeys(m.number for m in told))
        yield Piece(
            text=piece,
            kinds=tuple(kind for kind in KINDS if any(m.kind == kind for m in told)),
            numbers=numbers,
            anchors=tuple(anchors.get(start, ())) if any(m.kind == "cue" for m in told) else (),
            depth=depth(told),
            act=statements[numbers[0]].act if numbers else "",
            aside=any(m.kind == "aside" for m in over),
            time=next((at_time[m.start, m.end] for m in over if m.kind == "time"), None),
        )  # fmt: skip

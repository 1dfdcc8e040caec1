"""An article's text cut at the edges of all that is marked in it, so that each code point is shown once.

What overlaps is cut into segments, each of which knows every mark that lies over it. No markup is made here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

import msgspec

from musnad.model import Reading, Span

KINDS = ("source", "cue", "content", "relay", "channel")  # what a stretch of text may be to a statement
DEEPEST = 3  # levels of nesting told apart
NONE = -1  # the number of a mark that belongs to no statement


class Mark(msgspec.Struct, frozen=True, order=True):
    """A stretch of text and what it is; ``number`` of the statement from 0, or ``NONE``. Offsets in code points."""

    start: int
    end: int
    kind: str
    number: int


def marks_of(reading: Reading, *more: Mark) -> list[Mark]:
    """All marks of a reading in text order: of its statements, its furniture ("aside"), and ``more``."""
    marks = [Mark(one.span.start, one.span.end, "aside", NONE) for one in reading.furniture]
    for number, one in enumerate(reading.statements):
        spans: list[tuple[str, Span | None]] = [("content", span) for span in one.content]
        spans += [("relay", relay.span) for relay in one.relays]
        spans += [("cue", one.cue.span), ("source", one.source), ("channel", one.channel.span if one.channel else None)]
        marks += [Mark(span.start, span.end, kind, number) for kind, span in spans if span is not None]
    return sorted(mark for mark in (*marks, *more) if mark.start < mark.end)


def segments(text: str, marks: list[Mark], cuts: Iterable[int] = ()) -> Iterator[tuple[int, int, list[Mark]]]:
    """Cut a text at the edges of its marks.

    Args:
        text: what the marks' offsets count in.
        marks: in text order.
        cuts: further offsets to cut at.

    Yields:
        start, end (exclusive) and the marks over it, of each segment; together all of the text.
    """
    edges = sorted({0, len(text), *(m.start for m in marks), *(m.end for m in marks), *cuts})
    over: list[Mark] = []
    at = 0
    for start, end in pairwise(edges):
        over = [m for m in over if m.end > start]
        while at < len(marks) and marks[at].start <= start:
            over.append(marks[at])
            at += 1
        yield start, end, over


def innermost_first(marks: Iterable[Mark]) -> list[Mark]:
    """Those of statements, the shortest first: it lies within the others."""
    return sorted((m for m in marks if m.number != NONE), key=lambda m: (m.end - m.start, -m.number))


def depth(marks: Iterable[Mark]) -> int:
    """In how many contents a segment lies, at most ``DEEPEST``."""
    return min(sum(m.kind == "content" for m in marks), DEEPEST)

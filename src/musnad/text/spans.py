"""Span algebra over half-open code point offsets."""

from __future__ import annotations

from collections.abc import Iterable

from musnad.model import Span


def overlaps(a: Span, b: Span) -> bool:
    """Whether the two spans share at least one code point."""
    return a.start < b.end and b.start < a.end


def contains(outer: Span, inner: Span) -> bool:
    """Whether ``inner`` lies wholly in ``outer``."""
    return outer.start <= inner.start and inner.end <= outer.end


def cover(spans: Iterable[Span]) -> Span:
    """The smallest span that holds all of them. Raises ValueError for none."""
    items = list(spans)
    return Span(min(s.start for s in items), max(s.end for s in items))


def trim(text: str, span: Span, edges: str) -> Span:
    """``span`` without white space and the characters of ``edges`` at both ends (may end up empty)."""
    start, end = span.start, span.end
    while start < end and (text[start].isspace() or text[start] in edges):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in edges):
        end -= 1
    return Span(start, end)

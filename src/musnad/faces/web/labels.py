"""Labels that fit into a box of a drawing: broken between words, cut only where there is no room."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_JOINED = 0.85  # the width of an Arabic letter, which joins the next, to that of a Latin one


@lru_cache(maxsize=4096)
def breadth(text: str) -> float:
    """How wide a text is, in Latin letters; what stands above or below a letter has no width."""
    wide = 0.0
    for sign in text:
        kind = unicodedata.bidirectional(sign)
        wide += 0 if kind == "NSM" else _JOINED if kind == "AL" else 1
    return wide


def broken(text: str, room: float, most: int) -> tuple[str, ...]:
    """A text in lines, none wider than the room; the last is cut where more lines than these would be needed.

    Args:
        text: on one line.
        room: in Latin letters.
        most: lines at most.
    """
    lines: list[str] = []
    words = text.split(" ")
    while words:
        if len(lines) == most - 1:
            return (*lines, _cut(" ".join(words), room))
        taken = 1
        while taken < len(words) and breadth(" ".join(words[: taken + 1])) <= room:
            taken += 1
        lines.append(_cut(" ".join(words[:taken]), room))
        words = words[taken:]
    return tuple(lines)


def _cut(text: str, room: float) -> str:
    if breadth(text) <= room:
        return text
    end = len(text) - 1
    while end > 1 and breadth(text[:end]) + 1 > room:
        end -= 1
    return text[:end].rstrip() + "…"

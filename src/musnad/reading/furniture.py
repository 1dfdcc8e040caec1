"""Lines and stretches that are not the report: marked, never cut.

General traits first: a dateline is places, agencies and dates before a dash; a line of links, hours
and numbers is none of the reporter's. Wording that varies by language is in ``furniture.toml``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from musnad.lang.lexicon import Word
from musnad.model import Article, Furniture, Span
from musnad.text.tokens import Tokens

_DASHES = frozenset({"-", "–", "—", "―", "\u0640", ":"})
_DATELINE = 14  # tokens a dateline may have
_FIRST_LINES = 8


class _Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kind: str
    longest: int
    starts: tuple[str, ...]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    line: tuple[_Line, ...] = ()


class FurnitureRules(msgspec.Struct, frozen=True):
    """Folded openings of lines, by first word: (kind, longest, words)."""

    by_first: dict[str, list[tuple[str, int, tuple[str, ...]]]]


def load_furniture(data: dict[str, Any], fold: Callable[[str], str]) -> FurnitureRules:
    """Index the wording. Raises msgspec.ValidationError for data that are none."""
    by_first: dict[str, list[tuple[str, int, tuple[str, ...]]]] = {}
    for line in msgspec.convert(data, _File).line:
        for text in line.starts:
            words = tuple(map(fold, text.split()))
            by_first.setdefault(words[0], []).append((line.kind, line.longest, words))
    return FurnitureRules(by_first)


def find_furniture(
    tokens: Tokens, words: Sequence[Word], article: Article, rules: FurnitureRules
) -> tuple[Furniture, ...]:
    """What of the article is furniture, in text order."""
    found: list[Furniture] = []
    last_line = len(tokens.lines) - 1
    for number, (first, last) in enumerate(tokens.lines):
        kind = _by_wording(words, first, last, rules) or _by_traits(words, first, last, number, last_line)
        if kind is not None and (number or (len(tokens.lines) == 1 and kind != "byline")):
            found.append(Furniture(span=Span(tokens.starts[first], tokens.ends[last - 1]), kind=kind))
            continue
        if number <= _FIRST_LINES:
            end = _dateline(words, first, last)
            if end is not None:
                found.append(Furniture(span=Span(tokens.starts[first], tokens.ends[end - 1]), kind="dateline"))
    return tuple(found)


def _by_wording(words: Sequence[Word], first: int, last: int, rules: FurnitureRules) -> str | None:
    for kind, longest, want in rules.by_first.get(words[first].norm, ()):
        if last - first > longest or first + len(want) > last:
            continue
        if not all(words[first + k].norm == word for k, word in enumerate(want)):
            continue
        # A line that goes on as a sentence is one, whatever its first word is.
        if words[last - 1].norm in (".", "؟") and last - first > longest // 2:
            continue
        return kind
    return None


def _by_traits(words: Sequence[Word], first: int, last: int, number: int, last_line: int) -> str | None:
    """A line mostly of marks, numbers and Latin letters: a link, an ending code, a share bar."""
    size = last - first
    letters = [w for w in words[first:last] if w.kind == "word"]
    if not letters:
        return "ending" if number > last_line // 2 else "rule"
    latin = sum(w.norm.isascii() for w in letters)
    if latin == len(letters) and size >= 3 and number and any(w.norm in ("www", "http", "https") for w in letters):
        return "link"
    if number == last_line and size <= 12 and sum(w.kind != "word" for w in words[first:last]) * 2 > size:
        return "ending"
    return None


def _dateline(words: Sequence[Word], first: int, last: int) -> int | None:
    """The token after a dateline: names, brackets, dates up to a dash or colon, no verb or common word."""
    depth = 0
    place = False
    for at in range(first, min(last, first + _DATELINE)):
        word = words[at]
        if word.norm in ("(", "["):
            depth += 1
        elif word.norm in (")", "]"):
            depth -= 1
            if not depth and at + 1 < last and place and words[at + 1].kind == "word" and at > first:
                return None
        elif word.norm in _DASHES and not depth:
            if not place or at == first:
                return None
            end = at + 1
            while end < last and words[end].norm in _DASHES:
                end += 1
            bracketed = any(w.norm == "(" for w in words[first:at])
            return end if word.norm != ":" or bracketed else None
        elif word.kind == "word":
            listed = any(p.phrase.kind in ("country", "capital", "media", "organization") for p in word.phrases)
            if (
                word.known
                and not listed
                and not depth
                and word.classes.isdisjoint(("name.place", "name.given", "name.family"))
            ):
                return None
            place = True
    return None

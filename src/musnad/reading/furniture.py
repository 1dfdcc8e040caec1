"""Lines and stretches that are not the report: marked, never cut.

General traits first: a dateline is places, agencies and dates before a dash; a line of links, hours
and numbers is none of the reporter's. Wording that varies by language is in ``furniture.toml``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from musnad.lang.lexicon import Lexicon, Word
from musnad.model import Furniture, Span
from musnad.text.tokens import Tokens

_DASHES = frozenset({"-", "–", "—", "―", "\u0640", ":"})
_DATELINE = 14  # tokens a dateline may have
_FIRST_LINES = 8
_TAIL = 60  # tokens at the end of a line that may be keywords or a link
_PLACES = frozenset({"country", "capital", "media", "organization"})
_NAMED = frozenset({"name.place", "name.given", "name.family"})
_CLOSERS = frozenset({".", '"', "”", "»", ")"})
_Openings = dict[str, list[tuple[str, int, tuple[str, ...]]]]


class _Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kind: str
    longest: int
    starts: tuple[str, ...]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    dateline: tuple[str, ...] = ()
    line: tuple[_Line, ...] = ()
    tail: tuple[_Line, ...] = ()


class FurnitureRules(msgspec.Struct, frozen=True):
    """Folded openings of lines and of their tails, by first word: (kind, longest, words)."""

    by_first: _Openings
    tails: _Openings
    dateline: frozenset[str]


def load_furniture(data: dict[str, Any], fold: Callable[[str], str]) -> FurnitureRules:
    """Index the wording. Raises msgspec.ValidationError for data that are none."""
    file = msgspec.convert(data, _File)

    def openings(lines: tuple[_Line, ...]) -> _Openings:
        by_first: _Openings = {}
        for line in lines:
            for text in line.starts:
                words = tuple(map(fold, text.split()))
                by_first.setdefault(words[0], []).append((line.kind, line.longest, words))
        return by_first

    return FurnitureRules(openings(file.line), openings(file.tail), frozenset(map(fold, file.dateline)))


def find_furniture(
    tokens: Tokens, words: Sequence[Word], lexicon: Lexicon, rules: FurnitureRules
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
            end = _dateline(words, first, last, lexicon, rules)
            if end is not None:
                found.append(Furniture(span=Span(tokens.starts[first], tokens.ends[end - 1]), kind="dateline"))
        tail = _tail(tokens, words, first, last, rules)
        if tail is not None:
            found.append(Furniture(span=Span(tokens.starts[tail[0]], tokens.ends[last - 1]), kind=tail[1]))
    return tuple(found)


def _tail(
    tokens: Tokens, words: Sequence[Word], first: int, last: int, rules: FurnitureRules
) -> tuple[int, str] | None:
    """Where, after a full stop, a line goes over into keywords or a link; and its kind."""
    for at in range(max(first, last - _TAIL), last):
        if at > first and tokens.sentence[at] == tokens.sentence[at - 1] and words[at - 1].norm not in _CLOSERS:
            continue
        for kind, longest, want in rules.tails.get(words[at].norm, ()):
            if last - at <= longest and at + len(want) <= last:
                if all(words[at + k].norm == word for k, word in enumerate(want)):
                    return at, kind
    return None


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


def _dateline(words: Sequence[Word], first: int, last: int, lexicon: Lexicon, rules: FurnitureRules) -> int | None:
    """The token after a dateline: names, brackets, dates up to dashes or a colon, no verb or common word."""
    end: int | None = None
    depth, named, known = 0, False, first
    for at in range(first, min(last, first + _DATELINE)):
        word = words[at]
        match = lexicon.match(words, at, _PLACES) if at >= known and word.phrases else None
        if match is not None:
            known, named = match.last, True
        if at < known:
            continue
        if word.norm in ("(", "["):
            depth += 1
        elif word.norm in (")", "]"):
            depth -= 1
            bracketed = end is None and at > first + 1 and at + 1 < last and named
            if not depth and bracketed and words[at + 1].kind == "word":
                return None
        elif word.norm in _DASHES and not depth:
            if not named or (word.norm == ":" and end is None and not any(w.norm == "(" for w in words[first:at])):
                return end
            end = at + 1
            while end < last and words[end].norm in _DASHES:
                end += 1
            if word.norm == ":":
                return end
        elif word.kind == "word":
            listed = not word.classes.isdisjoint(_NAMED)
            verb = any(cue.form.tense == "past" for cue in word.cues)  # "and X stressed - while … -"
            if (word.known or verb) and not listed and not depth and word.norm not in rules.dateline:
                return end
            if not word.known and any(cue.form.tense == "past" for cue in word.cues):
                return end  # a verb of saying
            named = True
    return end

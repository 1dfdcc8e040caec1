"""Tokens, sentences and lines, all by offsets.

A token is a run of letters with the marks written over them, a number, an abbreviation with dots
inside (``A.B.C``), a web address, or one punctuation mark. ``_`` parts words, so that a hashtag reads as its words.
A conjunction that its language writes onto the next word but a writer set apart is one token with that word.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from musnad.text.fold import INVISIBLE

# Combining marks: general, Arabic (harakat, Koranic signs, superscript alef), Hebrew points.
_MARKS = (
    "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
    + INVISIBLE
)
_LETTER = r"[^\W\d_]"
# One pass, no nested repetition: linear in the length of the text.
_WORD = rf"{_LETTER}[^\W\d_{_MARKS}]*(?:[{_MARKS}]+[^\W\d_]*)*"
_TOKEN = (
    rf"(?P<abbr>(?<![^\W\d_]){_LETTER}(?:\.{_LETTER}(?![^\W\d_{_MARKS}]))+)"
    r"|(?P<link>(?:https?://|www\.)[^\s\"«»“”()<>]+|[A-Za-z][A-Za-z0-9-]*(?:\.[a-z]{2,})+(?![^\W\d_]))"
    rf"|(?P<word>{_WORD})"
    r"|(?P<number>\d+(?:[.,\u066b\u066c]\d+)*)"
    r"|(?P<dots>\.{2,}|\u2026+)"
    r"|(?P<punct>'{2}|[^\w\s]|_)"
)
_LINE = re.compile(r"[^\r\n\u2028\u2029\x85]+")
_OPENERS = frozenset("\"'«“”‹(")
_LONGEST = 400  # tokens of a sentence: whole articles without a full stop are shorter
COMMAS = ("،", ",")
_TITLE = 2  # letters of an abbreviated title
_SPELT = 3  # letters of a letter's name in an abbreviation that spells them
_SPELT_APART = 2  # the same where spaces stand between them
_ENDERS = frozenset(".!?؟۔。")
_CLOSERS = frozenset("\"”“»’')]}›″")


class Tokens(msgspec.Struct, frozen=True):
    """The tokens of a text as parallel lists, with sentences and lines as token ranges.

    ``starts[i]``, ``ends[i]`` are the offsets of token ``i``; ``sentence[i]`` its sentence's number;
    ``sentences`` and ``lines`` hold half-open token ranges; a line is a paragraph in news text.
    """

    text: str
    starts: list[int]
    ends: list[int]
    raws: list[str]
    sentence: list[int]
    sentences: list[tuple[int, int]]
    line: list[int]
    lines: list[tuple[int, int]]

    def __len__(self) -> int:
        return len(self.starts)

    def at(self, offset: int) -> int:
        """The first token that ends after ``offset`` (``len(self)`` where there is none)."""
        return bisect_right(self.ends, offset)

    def between(self, start: int, end: int) -> tuple[int, int]:
        """The half-open token range that lies in the offsets ``start`` to ``end``."""
        return bisect_left(self.starts, start), bisect_right(self.ends, end)


@lru_cache(maxsize=8)
def _pattern(joining: tuple[str, ...]) -> re.Pattern[str]:
    """What a token is, where each of *joining* is one with the word after it, be there spaces between them."""
    if not joining:
        return re.compile(_TOKEN)
    either = "|".join(map(re.escape, joining))
    return re.compile(rf"(?P<apart>(?<!\S)(?:{either})[ \u00a0]{{1,3}}(?={_LETTER}){_WORD})|{_TOKEN}")


def tokenize(text: str, joining: tuple[str, ...] = ()) -> Tokens:
    """Split a text into tokens, sentences and lines. Any string is accepted; time is linear.

    ``joining`` are the words that their language writes onto the next one (``Affixes.joining``): set apart from it by
    spaces they are one token with it, as given.
    """
    starts: list[int] = []
    ends: list[int] = []
    raws: list[str] = []
    line_of: list[int] = []
    lines: list[tuple[int, int]] = []
    add_start, add_end, add_raw = starts.append, ends.append, raws.append
    pattern = _pattern(joining)
    for piece in _LINE.finditer(text):
        first = len(starts)
        for match in pattern.finditer(text, piece.start(), piece.end()):
            start, end = match.span()
            add_start(start)
            add_end(end)
            add_raw(text[start:end])
        if len(starts) > first:
            line_of.extend([len(lines)] * (len(starts) - first))
            lines.append((first, len(starts)))
    sentence, sentences = _sentences(raws, starts, ends, lines)
    return Tokens(text, starts, ends, raws, sentence, sentences, line_of, lines)


def _abbreviates(raws: Sequence[str], starts: Sequence[int], ends: Sequence[int], at: int, last: int) -> bool:
    """Whether a stop belongs to an abbreviation and ends no sentence.

    One of a letter or two (Dr., A.D.) is written onto them, with more to come; one of spelt letters (bee.bee.see) has
    two stops or more between words of three letters at most, or of two where spaces stand between them. So does one in
    a name of two words in quotation marks ("Morning.net").
    """
    before = at - 1
    if raws[at] != "." or before < 0 or at + 1 >= last or ends[before] != starts[at]:
        return False
    letters = raws[before].split(".")
    if len(letters) <= _TITLE and all(len(letter) == 1 and letter.isalpha() for letter in letters):
        return True
    if not raws[before].isalpha():
        return False
    if before and raws[before - 1] in _OPENERS and ends[before - 1] == starts[before] and at + 2 < last:
        if raws[at + 2] in _CLOSERS and ends[at] == starts[at + 1] and ends[at + 1] == starts[at + 2]:
            return True

    def spelt(stop: int) -> bool:
        if not 0 < stop < last - 1 or raws[stop] != "." or ends[stop - 1] != starts[stop]:
            return False
        most = _SPELT if ends[stop] == starts[stop + 1] else _SPELT_APART
        return all(len(raws[k]) <= most and raws[k].isalpha() for k in (stop - 1, stop + 1))

    return spelt(at) and (spelt(at - 2) or spelt(at + 2))


def _sentences(
    raws: Sequence[str], starts: Sequence[int], ends: Sequence[int], lines: Sequence[tuple[int, int]]
) -> tuple[list[int], list[tuple[int, int]]]:
    """Sentences end at a full stop, question or exclamation mark, with the line, and where no person would go on.

    A closing mark after the stop belongs to the sentence; two or three dots end none (they stand
    for a pause in headlines and quotations).
    """
    number: list[int] = []
    ranges: list[tuple[int, int]] = []
    for first, last in lines:
        begin = i = first
        while i < last:
            if i - begin >= _LONGEST or (raws[i] in _ENDERS and not _abbreviates(raws, starts, ends, i, last)):
                while i + 1 < last and (
                    raws[i + 1] in _ENDERS or (raws[i + 1] in _CLOSERS and starts[i + 1] == ends[i])
                ):
                    i += 1
                number.extend([len(ranges)] * (i + 1 - begin))
                ranges.append((begin, i + 1))
                begin = i + 1
            i += 1
        if begin < last:
            number.extend([len(ranges)] * (last - begin))
            ranges.append((begin, last))
    return number, ranges

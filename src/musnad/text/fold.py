"""A normal form of text with the way back to the offsets of the text as given.

What folds into what is a table of the language pack; the default table only drops what no script
shows (zero-width and bidirectional control characters, variation selectors). Offsets are counted
while folding, never re-guessed afterwards by comparing the two texts.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

import msgspec

# Unicode "default ignorable" format characters met in web text: they have no width and no meaning here.
INVISIBLE = (
    "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufe0e\ufe0f\ufeff"
)
_DROP = dict.fromkeys(map(ord, INVISIBLE))

FoldTable = Mapping[int, str | None]


class Folded(msgspec.Struct, frozen=True):
    """A folded text and, for each of its code points, the offset it came from.

    ``offsets`` has one more entry than ``text``: the length of the given text, so that
    ``offsets[a], offsets[b - 1] + 1`` are the given offsets of ``text[a:b]``.
    """

    text: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the given text of ``text[start:end]`` (half-open, non-empty)."""
        return self.offsets[start], self.offsets[end - 1] + 1 if end > start else self.offsets[start]


def fold_table(pairs: Mapping[str, str]) -> FoldTable:
    """A table from characters to what they fold into (``""`` drops them), plus the invisible ones."""
    table: dict[int, str | None] = dict(_DROP)
    for key, value in pairs.items():
        for char in key:
            table[ord(char)] = value or None
    return table


def fold_word(word: str, table: FoldTable) -> str:
    """The normal form of one word: compatibility forms (NFKC) undone, table applied, lower case."""
    if not word.isascii():
        word = word.translate(table)
        if not unicodedata.is_normalized("NFKC", word):
            word = unicodedata.normalize("NFKC", word).translate(table)
    return word.lower()


def fold(text: str, table: FoldTable) -> Folded:
    """Fold a text code point by code point, keeping for each result where it came from."""
    out: list[str] = []
    offsets: list[int] = []
    for offset, char in enumerate(text):
        for piece in fold_word(char, table):
            out.append(piece)
            offsets.append(offset)
    offsets.append(len(text))
    return Folded("".join(out), tuple(offsets))

"""What a pack says about the spelling of names (``spelling.toml``), folded and indexed."""

from __future__ import annotations

from collections.abc import Callable

import msgspec


class _Letters(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    drop: str = ""
    same: dict[str, str] = {}


class _Bodies(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    heads: tuple[str, ...] = ()
    fillers: tuple[str, ...] = ()


class SpellingFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``spelling.toml``."""

    optional: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
    same_joined: dict[str, str] = {}
    letters: _Letters = _Letters()
    latin: dict[str, str] = {}
    bodies: _Bodies = _Bodies()


class Spelling(msgspec.Struct, frozen=True):
    """The same, folded. ``letters`` maps a letter to what transliteration takes it for ("": dropped)."""

    optional: frozenset[str]
    joined: dict[str, str]
    letters: dict[str, str]
    latin: dict[str, str]
    heads: frozenset[str]
    fillers: frozenset[str]

    def skeleton(self, word: str) -> str:
        """What spellings of one foreign name share: consonants, with those that are swapped made one.

        Latin letters are read by the table of the pack; the first letter is kept, a vowel too.
        """
        if word.isascii():
            word = self._from_latin(word)
        kept = "".join(self.letters.get(c, c) for c in word[1:])
        first = self.letters.get(word[:1], word[:1]) or word[:1]
        return first + kept

    def _from_latin(self, word: str) -> str:
        out, at = [], 0
        while at < len(word):
            size = 2 if word[at : at + 2] in self.latin else 1
            out.append(self.latin.get(word[at : at + size], ""))
            at += size
        return "".join(out)


def make_spelling(file: SpellingFile, fold: Callable[[str], str]) -> Spelling:
    """Fold and index the file."""
    letters = {fold(one): fold(other) for one, other in file.letters.same.items()}
    letters.update(dict.fromkeys(file.letters.drop, ""))
    joined = {fold(word): fold(word) for word in file.joined}
    joined.update((fold(word), fold(usual)) for word, usual in file.same_joined.items())
    return Spelling(
        frozenset(map(fold, file.optional)), joined, letters, file.latin,
        frozenset(map(fold, file.bodies.heads)), frozenset(map(fold, file.bodies.fillers)),
    )  # fmt: skip

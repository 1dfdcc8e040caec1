"""What a pack says about sources (``speakers.toml``), folded: generic nouns, spokesmen, documents, carriers."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    ministry: str = ""
    superior: tuple[str, ...] = ()
    spokesman: tuple[str, ...] = ()
    unsigned: tuple[str, ...] = ()
    standing: tuple[str, ...] = ()
    was: tuple[str, ...] = ()
    came: tuple[str, ...] = ()
    made: tuple[str, ...] = ()
    this: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    issued: tuple[str, ...] = ()
    issuing: tuple[str, ...] = ()
    kin: tuple[str, ...] = ()
    homeland: tuple[str, ...] = ()
    ranks: tuple[str, ...] = ()
    rank_words: tuple[str, ...] = ()
    one: tuple[str, ...] = ()
    affairs: tuple[str, ...] = ()
    envoys: tuple[str, ...] = ()
    everybody: tuple[str, ...] = ()
    elaborating: tuple[str, ...] = ()
    another: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    undistinguished: tuple[str, ...] = ()
    anybody: tuple[str, ...] = ()


class _Forms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    forms: tuple[str, ...] = ()


class _CarriedNouns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: tuple[str, ...] = ()


class SpeakersFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``speakers.toml``."""

    generic: dict[str, tuple[str, ...]] = {}
    offices: dict[str, tuple[str, ...]] = {}
    words: _Words = _Words()
    carried: _Forms = _Forms()
    carried_nouns: _CarriedNouns = _CarriedNouns()
    governs: dict[str, tuple[str, ...]] = {}
    shared_adjectives: dict[str, dict[str, tuple[str, ...]]] = {}


class People(msgspec.Struct, frozen=True):
    """The same, folded.

    ``generic`` maps a noun to the gazetteer kinds it may stand for; ``offices`` holds, in order, the words of a
    title and those of the usual one for the same office; ``ministry`` is the noun in its usual spelling with
    ``ministry_word`` its folded form; ``governs`` maps a form of an adjective to its prepositions;
    ``shared_adjectives`` what a word behind an adjective of nation makes of it; the others are sets of folded words.
    """

    generic: dict[str, frozenset[str]]
    offices: tuple[tuple[frozenset[str], frozenset[str]], ...]
    ministry: str
    ministry_word: str
    superior: frozenset[str]
    spokesman: frozenset[str]
    unsigned: frozenset[str]
    standing: frozenset[str]
    was: frozenset[str]
    came: frozenset[str]
    made: frozenset[str]
    this: frozenset[str]
    apart: frozenset[str]
    issued: frozenset[str]
    issuing: frozenset[str]
    kin: frozenset[str]
    homeland: frozenset[str]
    ranks: frozenset[str]
    rank_words: frozenset[str]
    one: frozenset[str]
    affairs: frozenset[str]
    envoys: frozenset[str]
    everybody: frozenset[str]
    elaborating: frozenset[str]
    another: frozenset[str]
    called: frozenset[str]
    undistinguished: frozenset[str]
    anybody: frozenset[str]
    carried: frozenset[str]
    carried_nouns: frozenset[str]
    governs: dict[str, frozenset[str]]
    shared_adjectives: dict[str, dict[str, str]]

    def office(self, title: set[str]) -> set[str]:
        """The words of a title, an office of several names under its usual one."""
        for other, usual in self.offices:
            if other <= title:
                title = title - other | usual
        return title

    def usual(self, head: str) -> str:
        """The usual word for the head of a title: for a spokesman's other name, for a form without its ending."""
        return min(self.office({head}), default=head)


def make_people(file: SpeakersFile, fold: Callable[[str], str], endings: Iterable[str], article: str) -> People:
    """Fold and index the file; ``endings`` are those an adjective takes, whose stem may keep its ``article``."""

    def folded(words: tuple[str, ...]) -> frozenset[str]:
        return frozenset(map(fold, words))

    generic: dict[str, set[str]] = {}
    for kind, nouns in file.generic.items():
        for noun in nouns:
            generic.setdefault(fold(noun), set()).add(kind)
    governs: dict[str, frozenset[str]] = {}
    for preposition, adjectives in file.governs.items():
        for form in (fold(the + word + ending) for word in adjectives for ending in endings for the in ("", article)):
            governs[form] = governs.get(form, frozenset()) | {fold(preposition)}
    words = file.words
    offices = tuple(
        (folded(tuple(other.split())), folded(tuple(usual.split())))
        for usual, others in file.offices.items()
        for other in others
    )
    return People(
        {noun: frozenset(kinds) for noun, kinds in generic.items()}, offices,
        words.ministry, fold(words.ministry), folded(words.superior), folded(words.spokesman), folded(words.unsigned),
        folded(words.standing), folded(words.was), folded(words.came), folded(words.made), folded(words.this),
        folded(words.apart),
        folded(words.issued), folded(words.issuing), folded(words.kin), folded(words.homeland), folded(words.ranks),
        folded(words.rank_words),
        folded(words.one), folded(words.affairs), folded(words.envoys), folded(words.everybody),
        folded(words.elaborating), folded(words.another), folded(words.called),
        folded(words.undistinguished), folded(words.anybody),
        folded(file.carried.forms), folded(file.carried_nouns.words), governs,
        {
            first: {fold(word): country for country, held in told.items() for word in held}
            for first, told in file.shared_adjectives.items()
        },
    )  # fmt: skip

"""What a pack says about comparing propositions (``comparison.toml``, ``relations.toml``), folded and indexed."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

import msgspec

from musnad.lang.deeds import Deeds

_ALL = 10_000  # articles the counts of rarity.tsv are of
_TELLS = 2  # letters that relatives share which may be anybody's
_FORM = 0.7  # likeness in letters from which a word of the same root is another form of a listed one
_RARE = 20  # of these: a word no commoner than this tells all it can


class _Skeleton(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    drop: str = ""
    starts: str = ""
    ends: str = ""
    shortest: int = 3
    feminine: str = ""


class _Opposites(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    about: str
    one: tuple[str, ...]
    other: tuple[str, ...]


class ComparisonFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``comparison.toml``."""

    negations: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    excluding: tuple[str, ...] = ()
    still: tuple[str, ...] = ()
    seems: tuple[str, ...] = ()
    affirmed: tuple[str, ...] = ()
    exceptive: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    unproven: tuple[str, ...] = ()
    allegations: tuple[str, ...] = ()
    untrue: tuple[str, ...] = ()
    groundless: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    matters: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    involvement: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    performs: tuple[str, ...] = ()
    foresees: tuple[str, ...] = ()
    suppose: tuple[str, ...] = ()
    oblige: tuple[str, ...] = ()
    oblige_nouns: tuple[str, ...] = ()
    ahead: tuple[str, ...] = ()
    ahead_nouns: tuple[str, ...] = ()
    maybe: tuple[str, ...] = ()
    coming: tuple[str, ...] = ()
    coming_shapes: str = ""
    now_shapes: str = ""
    idle: tuple[str, ...] = ()
    quantities: tuple[str, ...] = ()
    dual: tuple[str, ...] = ()
    agent_first: bool = False
    mutual: tuple[str, ...] = ()
    synonyms: tuple[tuple[str, ...], ...] = ()
    skeleton: _Skeleton = _Skeleton()
    numbers: dict[str, str] = {}
    opposites: tuple[_Opposites, ...] = ()


class RelationsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``relations.toml``: weights of a multinomial logistic regression, written by ``evaluation/compare.py``.

    ``bias`` and ``weights`` are per relation; ``words`` holds, for a skeleton told on one side only, its
    weight towards "same" and towards "contradicts".
    """

    bias: dict[str, float] = {}
    weights: dict[str, dict[str, float]] = {}
    words: dict[str, tuple[float, float]] = {}


class Comparison(msgspec.Struct, frozen=True):
    """The same, folded: ``sides`` maps a word to (group, side) pairs; ``about`` names the groups.

    ``particles`` negate a clause and ``excluding`` a word within one, the former not before ``still`` and
    ``affirmed``, nor where an ``exceptive`` follows, or ``only`` in the clause; what ``seems`` not to be is
    negated; of ``unproven`` words the negation says that nothing is proven. ``allegations`` are what a denial
    may call that which it denies, ``untrue`` what is said of it,
    ``groundless`` of what it is said to have none, ``told`` how it is said to be about;
    ``matters`` what a denial may call it where it points back, ``says`` by what it tells whose word it is;
    ``involvement`` words for a part that somebody had in something; ``doubts`` are lemmas of cues that
    cast doubt, ``performs`` of cues by which something is done in saying it, ``foresees`` of cues that tell what is
    expected; ``suppose`` open a condition, ``oblige`` tell what ought to be, ``ahead`` what is meant or likely (their
    ``_nouns`` where they come first), as ``maybe`` does before a present tense; ``coming`` and a word of
    ``coming_shapes`` tell the plain future, a listed present tense that is not of ``now_shapes`` the past; ``idle`` are
    verbs that only say that the deed told behind them is done; ``dual`` is what words for two may end with;
    ``agent_first`` tells that who acts
    stands before whom it is done to, and ``mutual`` words of what two do together, where it makes no difference;
    ``synonyms`` maps a word to what the commonest words for the same are known by, the first for what it is mostly
    meant for; ``rarity`` says how much a word tells, 0 to 1, for the words that are common (``rarity.tsv``);
    ``deeds`` tells of deeds.
    """

    negations: frozenset[str]
    particles: frozenset[str]
    excluding: frozenset[str]
    still: frozenset[str]
    seems: frozenset[str]
    affirmed: frozenset[str]
    exceptive: frozenset[str]
    only: frozenset[str]
    unproven: frozenset[str]
    allegations: frozenset[str]
    untrue: frozenset[str]
    groundless: frozenset[str]
    told: frozenset[str]
    matters: frozenset[str]
    says: frozenset[str]
    involvement: frozenset[str]
    doubts: frozenset[str]
    performs: frozenset[str]
    rarity: dict[str, float]
    foresees: frozenset[str]
    suppose: frozenset[str]
    oblige: frozenset[str]
    oblige_nouns: frozenset[str]
    ahead: frozenset[str]
    ahead_nouns: frozenset[str]
    maybe: frozenset[str]
    coming: frozenset[str]
    coming_shapes: re.Pattern[str]
    now_shapes: re.Pattern[str]
    idle: frozenset[str]
    quantities: frozenset[str]
    dual: tuple[str, ...]
    agent_first: bool
    mutual: frozenset[str]
    synonyms: dict[str, tuple[str, ...]]
    related: dict[str, list[str]]
    deeds: Deeds
    numbers: dict[str, str]
    sides: dict[str, frozenset[tuple[int, int]]]
    about: tuple[str, ...]
    skeleton: _Skeleton
    relations: RelationsFile

    def known_by(self, stem: str) -> str:
        """By what the word of a folded stem is known: what its relatives share, unless that is too short."""
        key = self.key(stem)
        return key if len(key) > _TELLS else stem

    def senses(self, norm: str, stem: str) -> tuple[str, ...]:
        """What a word, folded and with its stem, shares with all words for the same things; none where it is not
        listed.

        Another form of a listed word counts as that, not every word of its root: to publish is not to consult.
        """
        known = self.synonyms.get(stem) or self.synonyms.get(norm)
        if known is None:
            near = [(letters_alike(stem, word), word) for word in self.related.get(self.known_by(stem), ())]
            likeness, word = max(near, default=(0.0, ""))
            known = self.synonyms[word] if likeness >= _FORM else ()
        return known

    def key(self, stem: str) -> str:
        """The letters of a folded stem that relatives of one root share, as far as spelling tells."""
        rule = self.skeleton
        if rule.feminine and stem.endswith(rule.feminine) and len(stem) > rule.shortest:
            stem = stem[: -len(rule.feminine)]
        key = "".join(c for c in stem if c not in rule.drop)
        while len(key) > rule.shortest and key[0] in rule.starts:
            key = key[1:]
        while len(key) > rule.shortest and key[-1] in rule.ends:
            key = key[:-1]
        return key or stem


def letters_alike(one: str, other: str) -> float:
    """The share of letter pairs that two words have in common (Dice 1945)."""
    ours, theirs = letter_pairs(one), letter_pairs(other)
    shared = len(ours & theirs)
    return 2 * shared / (len(ours) + len(theirs)) if shared else 0.0


@lru_cache(maxsize=1 << 16)
def letter_pairs(word: str) -> frozenset[str]:
    """The pairs of letters that stand side by side in a word."""
    return frozenset(word[i : i + 2] for i in range(len(word) - 1))


def _rarity(count: int) -> float:
    """How much a word tells that so many of ten thousand articles hold: its share of the most a word can tell."""
    return max(0.1, min(1.0, math.log(_ALL / count) / math.log(_ALL / _RARE)))


def make_comparison(
    file: ComparisonFile,
    relations: RelationsFile,
    deeds: Deeds,
    rarity: Iterable[Sequence[str]],
    fold: Callable[[str], str],
) -> Comparison:
    """Fold and index the files. Rows of ``rarity``: of ten thousand articles, how many hold the word; the word."""
    sides: dict[str, set[tuple[int, int]]] = {}
    for group, pair in enumerate(file.opposites):
        for side, words in enumerate((pair.one, pair.other)):
            for word in words:
                sides.setdefault(fold(word), set()).add((group, side))
    for group, pair_of in enumerate(deeds.pairs, len(file.opposites)):
        for side, deed in enumerate(pair_of):
            for word in deeds.forms[deed]:
                sides.setdefault(word, set()).add((group, side))
    found = Comparison(
        frozenset(map(fold, file.negations)),
        frozenset(map(fold, file.particles)),
        frozenset(map(fold, file.excluding)),
        frozenset(map(fold, file.still)),
        frozenset(map(fold, file.seems)),
        frozenset(map(fold, file.affirmed)),
        frozenset(map(fold, file.exceptive)),
        frozenset(map(fold, file.only)),
        frozenset(map(fold, file.unproven)),
        frozenset(map(fold, file.allegations)),
        frozenset(map(fold, file.untrue)),
        frozenset(map(fold, file.groundless)),
        frozenset(map(fold, file.told)),
        frozenset(map(fold, file.matters)),
        frozenset(map(fold, file.says)),
        frozenset(map(fold, file.involvement)),
        frozenset(map(fold, file.doubts)),
        frozenset(map(fold, file.performs)),
        {fold(word): _rarity(int(count)) for count, word in rarity},
        frozenset(map(fold, file.foresees)),
        frozenset(map(fold, file.suppose)),
        frozenset(map(fold, file.oblige)),
        frozenset(map(fold, file.oblige_nouns)),
        frozenset(map(fold, file.ahead)),
        frozenset(map(fold, file.ahead_nouns)),
        frozenset(map(fold, file.maybe)),
        frozenset(map(fold, file.coming)),
        re.compile(file.coming_shapes or "(?!)"),
        re.compile(file.now_shapes),
        frozenset(map(fold, file.idle)),
        frozenset(map(fold, file.quantities)),
        file.dual,
        file.agent_first,
        frozenset(map(fold, file.mutual)),
        {},
        {},
        deeds,
        {fold(word): value for word, value in file.numbers.items()},
        {word: frozenset(found) for word, found in sides.items()},
        (*(pair.about for pair in file.opposites), *deeds.about),
        file.skeleton,
        relations,
    )
    for words in file.synonyms:
        folded = tuple(map(fold, words))
        _add(found, found.known_by(folded[0]), folded, folded)
    for words, forms in zip(deeds.words, deeds.forms, strict=True):
        keys = [found.known_by(word) for word in words]
        commonest = min(keys, key=lambda key: found.rarity.get(key, 1.0))  # the first of these
        _add(found, commonest, words, sorted(forms))
    return found


def _add(found: Comparison, known: str, words: Iterable[str], forms: Iterable[str]) -> None:
    """Let some words stand for one thing, which is known by this; ``words`` are those by which others are likened."""
    for word in forms:
        found.synonyms[word] = (*found.synonyms.get(word, ()), known)
    for word in words:
        found.related.setdefault(found.known_by(word), []).append(word)

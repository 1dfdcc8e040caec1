"""What a proposition is about: its content words, with the numbers, places, sides and negations they carry."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from musnad.lang.comparison import letter_pairs
from musnad.lang.lexicon import Word
from musnad.lang.pack import Pack, load_pack
from musnad.resolution.doers import Deed, told_deed
from musnad.resolution.weights import key_weight
from musnad.text.tokens import tokenize

_FUNCTION = frozenset({
    "preposition", "that", "relative", "conjunction", "pronoun", "demonstrative", "pronominal", "auxiliary", "contrast",
    "subordinator", "occasion", "adverb", "interjection", "quantifier", "what", "because", "resumption",
})  # fmt: skip
_VERBS = frozenset({"verb3", "present"})
_PLACES = frozenset({"country", "capital"})
_NAMES = frozenset({"name.given", "name.family"})
_PEOPLE = frozenset({"head.person", "head.organization", "head.group", "head.ministry", "head.media", "head.country"})
_TIMES = ("weekday", "relative_day", "day_word", "daypart", "daypart_adverb", "month", "now")
_TELLS = 2  # letters that relatives share which may be anybody's
_DOER, _DONE = "who", "what"  # what a word is to the deed
_CARRIED = 6  # words from a verb on among which the noun stands that tells its deed
_NEAR = 2  # content words between a word that has a side and what it is said of


class Term(msgspec.Struct, frozen=True, eq=False, gc=False):
    """A content word: its folded forms, and what it carries. Of a word there is one, by which it is equal to itself.

    ``key`` is what relatives of its root share; ``place`` an ISO 3166-1 code; ``number`` a value in
    digits; ``quantity`` a rough one; ``senses`` what words for the same thing share; ``sides`` the (group, side)
    pairs of opposites it is one of; ``party`` is "name", "noun" (for people and bodies), "time" or "", ``conjoined``
    tells a conjunction written onto it, ``mutual`` that it is of what two do together, ``dual`` that it may be two;
    ``names`` is what it shares with every term it equals, ``letters`` the pairs of letters of its stem; ``known_by``
    tells by what it is known (its number, its country, what its relatives share, else its stem), and ``weight`` how
    much it says.
    """

    text: str
    norm: str
    stem: str
    key: str
    forms: frozenset[str]
    place: str
    number: str
    quantity: str
    sides: frozenset[tuple[int, int]]
    negates: bool
    verb: bool
    known: bool
    party: str
    conjoined: bool
    senses: frozenset[str]
    mutual: bool
    dual: bool
    names: tuple[str, ...]
    letters: tuple[str, ...]
    known_by: str
    weight: float


class Proposition(msgspec.Struct, frozen=True, gc=False):
    """The content words of a text in order, to which of them each sided word belongs (index → index), and who did what
    where a point is made of it."""

    terms: tuple[Term, ...]
    bound: dict[int, int]
    deed: Deed | None = None


def proposition(text: str, pack: Pack, *, accused: bool = False) -> Proposition:
    """Read a claim, a headline or a statement's content as a proposition; ``accused`` where it is an accusation's.

    Function words are left out unless they negate or count. A word with a side (rise, fall) is bound to
    the word it is said of: a verb to what stands before it, a noun to what follows.
    """
    tokens = tokenize(text)
    words = pack.lexicon.words(tokens.raws)
    terms: list[Term] = []
    where: list[int] = []
    at = 0
    while at < len(words):
        if _carries_only(words, at, pack):
            at += 1
            continue
        match = pack.lexicon.match(words, at, _PLACES) if words[at].phrases else None
        term = _term(words[at].raw, match.phrase.value.country if match is not None else "", pack.code)
        if term is not None:
            terms.append(term)
            where.append(at)
        at = match.last if match is not None else at + 1
    deed = told_deed(words, where, [term.verb for term in terms], pack, accused)
    return Proposition(tuple(terms), _bindings(terms), deed)


def without(read: Proposition, forms: frozenset[str]) -> Proposition:
    """A proposition without the words that have one of these forms."""
    terms = tuple(term for term in read.terms if term.forms.isdisjoint(forms))
    return Proposition(terms, _bindings(terms))


def _carries_only(words: Sequence[Word], at: int, pack: Pack) -> bool:
    """Whether a verb only carries the deed that a noun behind it tells: took his leave."""
    nouns = pack.comparison.deeds.light.get(words[at].norm) or pack.comparison.deeds.light.get(words[at].stem)
    return nouns is not None and any(
        word.norm in nouns or not nouns.isdisjoint(word.stems) for word in words[at + 1 : at + _CARRIED]
    )


def pack_words(read: Proposition) -> str:
    """The words of a proposition, from which :func:`unpack_words` makes it again: a word a line, beside it its country
    and what it is to the deed that is told."""
    doers, done = (read.deed.doers, read.deed.deed) if read.deed is not None else ((), -1)
    lines = []
    for at, term in enumerate(read.terms):
        mark = _DOER if at in doers else _DONE if at == done else ""
        lines.append(f"{term.text}\t{term.place}\t{mark}".rstrip("\t"))
    return "\n".join(lines)


def unpack_words(words: str, language: str) -> Proposition:
    """The proposition of :func:`pack_words`; what is derived from its words is derived anew."""
    terms: list[Term] = []
    doers: list[int] = []
    done = None
    for line in words.split("\n"):
        raw, place, mark = _parts(line)
        term = _term(raw, place, language)
        if term is None:
            continue
        if mark == _DOER:
            doers.append(len(terms))
        elif mark == _DONE:
            done = len(terms)
        terms.append(term)
    deed = Deed(tuple(doers), done) if doers and done is not None else None
    return Proposition(tuple(terms), _bindings(terms), deed)


def _parts(line: str) -> tuple[str, str, str]:
    raw, _, rest = line.partition("\t")
    place, _, mark = rest.partition("\t")
    return raw, place, mark


@lru_cache(maxsize=1 << 17)
def word_key(line: str, language: str) -> str:
    """By what one of the words of :func:`pack_words` is known; empty where it is none any more."""
    raw, place, _ = _parts(line)
    term = _term(raw, place, language)
    return term.known_by if term is not None else ""


@lru_cache(maxsize=1 << 17)
def _term(raw: str, place: str, language: str) -> Term | None:
    """The term a word is, if it is one; a distinct word is looked at once."""
    pack = load_pack(language)
    (word,) = pack.lexicon.words([raw])
    data = pack.comparison
    forms = frozenset((word.norm, *word.stems))
    sides = frozenset(side for form in forms for side in data.sides.get(form, ()))
    negates = not word.definite and not data.negations.isdisjoint((word.norm, word.stem))
    number = word.norm.replace(",", "") if word.kind == "number" else data.numbers.get(word.norm, "")
    number = number or data.numbers.get(word.stem, "")
    if not place and "nationality" in word.classes:
        place = word.values.get("nationality", "")
    weekday = word.definite and word.stem in _weekdays(language)  # Sunday and Monday are spelled like "one" and "two"
    number = "" if weekday else number
    carries = bool(sides or negates or number or place or weekday)
    if word.kind in ("punct", "dots") or (not carries and not word.classes.isdisjoint(_FUNCTION)):
        return None
    articled = word.definite or "noun" in word.classes
    verb = not word.classes.isdisjoint(_VERBS) or (not articled and bool(word.cues) and not word.known)
    carried = f"@{place}" if place else f"#{number}" if number else word.stem
    key, senses = data.key(word.stem), data.senses(word.norm, word.stem)
    known_by = number or place or (senses[0] if senses else "") or (key if len(key) > _TELLS else word.stem)
    return Term(
        text=word.raw, norm=word.norm, stem=word.stem, key=key, forms=forms, place=place, number=number,
        quantity=next((form for form in (word.norm, word.stem) if form in data.quantities), ""), sides=sides,
        negates=negates, known=word.known, senses=frozenset(senses), verb=verb,
        party="" if verb else _party(word, language),
        conjoined=any(clitic in pack.affixes.conjunctions for clitic in word.before),
        mutual=not forms.isdisjoint(data.mutual), dual=not verb and word.stem.endswith(data.dual),
        names=tuple(sorted(forms | {word.stem, carried})),
        letters=tuple(map(sys.intern, sorted(letter_pairs(word.stem)))), known_by=sys.intern(known_by),
        weight=key_weight(known_by, pack),
    )  # fmt: skip


@lru_cache(maxsize=8)
def _times(language: str) -> frozenset[str]:
    """The words that tell a day or a time of day."""
    pack = load_pack(language)
    kinds = (pack.calendar.get(kind, {}) for kind in _TIMES)
    return frozenset(pack.fold(word) for kind in kinds for words in kind.values() for word in words)


@lru_cache(maxsize=8)
def _weekdays(language: str) -> frozenset[str]:
    pack = load_pack(language)
    return frozenset(pack.fold(word) for words in pack.calendar.get("weekday", {}).values() for word in words)


def _party(word: Word, language: str) -> str:
    if not _times(language).isdisjoint((word.norm, word.stem)):
        return "time"
    if not word.known or not word.classes.isdisjoint(_NAMES):
        return "name"
    return "noun" if not word.classes.isdisjoint(_PEOPLE) else ""


def _bindings(terms: Sequence[Term]) -> dict[int, int]:
    """For each word with a side, the content word it is said of, where one is near."""
    bound: dict[int, int] = {}
    for at, term in enumerate(terms):
        if not term.sides:
            continue
        before = next((k for k in range(at - 1, max(at - _NEAR, 0) - 1, -1) if not terms[k].sides), None)
        after = next((k for k in range(at + 1, min(at + _NEAR + 1, len(terms))) if not terms[k].sides), None)
        first, second = (before, after) if term.verb else (after, before)
        owner = first if first is not None else second
        if owner is not None:
            bound[at] = owner
    return bound

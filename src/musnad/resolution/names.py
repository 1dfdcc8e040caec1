"""Whether two names are one actor's: same, different or unsure, with the features that met.

No threshold on letters tells a misspelt name from another one; what stands beside the name (the rest of it, function,
country) decides. Countries and listed bodies are known by their code or gazetteer id.
"""

from __future__ import annotations

from functools import lru_cache

import msgspec

from musnad.lang.pack import Pack, load_pack
from musnad.resolution.grounds import say
from musnad.text.tokens import tokenize

_GAZETTEER = frozenset({"media", "organization", "country", "capital"})
_BESIDE_ROLE = frozenset({"nationality", "preposition", "former", "head.honorific"})
_SHORT = 3  # letters of a skeleton below which it proves nothing
_EQUAL, _SPELLED, _TYPO, _NONE = 3, 2, 1, 0
_LONG = 4  # letters from which one wrong one may be a slip


class Name(msgspec.Struct, frozen=True, kw_only=True):
    """A name with what an article tells beside it. ``kind`` is a speaker's kind; ``country`` ISO alpha-2."""

    name: str
    kind: str
    role: str | None = None
    organization: str | None = None
    country: str | None = None


class Comparison(msgspec.Struct, frozen=True):
    """``relation`` is same, different or unsure; ``score`` 0 to 1 how alike; ``features`` what met or clashed."""

    relation: str
    score: float
    features: tuple[str, ...]


class Parts(msgspec.Struct, frozen=True):
    """A name taken apart: its folded words without what may be left out, their skeletons, a gazetteer id.

    ``listed`` tells which words are listed given names; ``described`` a person without a name ("the minister");
    ``articled`` whether the last word has the article.
    """

    words: tuple[str, ...]
    skeletons: tuple[str, ...]
    listed: tuple[bool, ...]
    countries: frozenset[str]
    ident: str
    described: bool
    articled: bool


def name_parts(name: str, kind: str, language: str = "ar") -> Parts:
    """Take a name apart. Raises BadPack where there is no such language."""
    return _parts(name, kind, language)


@lru_cache(maxsize=1 << 16)
def _parts(name: str, kind: str, language: str) -> Parts:
    pack = load_pack(language)
    raws = [raw for raw in tokenize(name).raws if raw[0].isalnum()]
    words = pack.lexicon.words(raws)
    kept = tuple(_kept([pack.fold(raw) for raw in raws], kind, pack))
    given = tuple("name.given" in word.classes for word in pack.lexicon.words(kept))
    idents: set[str] = set()
    countries: set[str] = set()
    rest = 0  # words that say more than the gazetteer's name does
    at = 0
    while at < len(words) and kind != "person":
        match = pack.lexicon.match(words, at, _GAZETTEER) if words[at].phrases else None
        if match is None:
            nation = words[at].values.get("nationality", "")
            countries.update({nation} - {""})
            if nation and kind == "country":
                idents.add(f"country:{nation}")
            rest += not nation and words[at].norm not in pack.spelling.heads | pack.spelling.fillers
            at += 1
            continue
        thing = match.phrase.value
        if match.phrase.kind in ("country", "capital"):
            countries.add(thing.country)
            idents |= {f"country:{thing.country}"} if kind == "country" else set()
        else:
            idents.add(thing.id)
        at = match.last
    ident = idents.pop() if len(idents) == 1 and not rest else ""
    described = bool(words) and "head.person" in words[0].classes
    article = pack.lexicon.article
    family = bool(raws) and bool(article) and pack.fold(raws[-1]).startswith(article)
    skeletons = tuple(map(pack.spelling.skeleton, kept))
    return Parts(kept, skeletons, given, frozenset(countries), ident, described, family)


def _kept(words: list[str], kind: str, pack: Pack) -> list[str]:
    """The words that make the name: those written apart joined, forms of respect and fillers left out."""
    rule = pack.spelling
    joined: list[str] = []
    at = 0
    while at < len(words):
        if kind == "person" and words[at] in rule.joined and at + 1 < len(words):
            joined.append(rule.joined[words[at]] + words[at + 1])
            at += 2
        else:
            joined.append(words[at])
            at += 1
    dropped = rule.optional if kind == "person" else rule.heads | rule.fillers
    article = pack.lexicon.article

    def plain(word: str) -> str:
        return word[len(article) :] if article and word.startswith(article) and len(word) > len(article) + 2 else word

    kept = [plain(word) for word in joined if word not in dropped and plain(word) not in dropped]
    says = any("nationality" not in word.classes for word in pack.lexicon.words(kept))
    return kept if says else [plain(word) for word in joined]


def compare_names(a: Name, b: Name, *, language: str = "ar") -> Comparison:
    """Whether two names are one actor's.

    Args:
        a, b: names with their context; the order does not matter.
        language: the code of a language pack.
    """
    if (a.kind == "person") != (b.kind == "person"):
        return Comparison("different", 0.0, (say("name/person"),))
    if "anonymous" in (a.kind, b.kind):
        return Comparison("different", 0.0, (say("name/nobody"),))
    one, other = name_parts(a.name, a.kind, language), name_parts(b.name, b.kind, language)
    if a.kind == "person":
        return _persons(a, b, one, other, load_pack(language))
    return _bodies(a, b, one, other)


def _persons(a: Name, b: Name, one: Parts, other: Parts, pack: Pack) -> Comparison:
    if len(one.words) > len(other.words):
        a, b, one, other = b, a, other, one
    roles = _roles(a, b, pack)
    lands = _lands(a, b)
    context = [say(f"name/{what}/{now}") for what, now in (("roles", roles), ("countries", lands)) if now]
    against = "differ" in (roles, lands)
    support = "agree" in (roles, lands)
    n, m = len(one.words), len(other.words)
    if not n:
        return Comparison("different", 0.0, (say("name/empty"),))
    if one.described or other.described:
        if one.words != other.words:
            return Comparison("different", 0.2, (say("name/nobody"), *context))
        return Comparison("same" if lands == "agree" else "unsure", 0.8, (say("name/description"), *context))
    ends = _level(one, other, n - 1, m - 1)
    if n == 1 and m == 1:
        return _single(ends, "the-one-word", support and not against, roles == lands == "differ", context)
    if n == 1:
        # A given name at the end is mostly the father's, not the one somebody goes by.
        known_by = not one.listed[0] or lands == "agree" or _shared_role(a, b, pack) > 1
        return _single(ends, "the-last-word", support and known_by and not against, against and not support, context)
    first = _level(one, other, 0, 0)
    inner = _inner(one, other)
    told = [_word("first-words", first), _word("last-words", ends)] + [say("name/between")] * (m > 2 and inner)
    sure = min(first, ends)
    if n == m or inner:
        settled = support or (one.articled == other.articled and _telling(one, other, first, ends))
        if sure == _EQUAL and inner:
            clash = (
                not settled
                or roles == lands == "differ"
                or (n < m and not support and (one.listed[-1] or roles == "differ"))
            )
            return Comparison("unsure" if clash else "same", 0.7 if clash else 0.98, (*told, *context))
        if sure >= _SPELLED and inner:
            clash = not settled or ((against or n < m) and not support)
            return Comparison("unsure" if clash else "same", 0.9, (*told, *context))
        if sure == _TYPO and inner and max(first, ends) >= _SPELLED:
            relation = "same" if roles == "agree" else "different" if roles == "differ" else "unsure"
            return Comparison(relation, 0.8 if relation == "same" else 0.5, (*told, *context))
    if n < m and first >= _SPELLED and all(_level(one, other, k, k) >= _SPELLED for k in range(n)):
        relation = "same" if support and not against else "unsure"
        return Comparison(relation, 0.85 if relation == "same" else 0.6, (say("name/begins"), *context))
    return Comparison("different", 0.1, (*told, *context))


def _telling(one: Parts, other: Parts, first: int, last: int) -> bool:
    """Whether what agrees says enough: all of it letter by letter, a word that is no given name, or a long one."""
    if min(first, last) == _EQUAL:
        return True
    for level, at in ((first, 0), (last, -1)):
        if level == _EQUAL and not one.listed[at] and not other.listed[at]:
            return True
        if level < _EQUAL and min(len(one.skeletons[at]), len(other.skeletons[at])) > _SHORT:
            return True
    return False


def _single(level: int, what: str, support: bool, against: bool, context: list[str]) -> Comparison:
    told = (_word(what, level), *context)
    if level >= _SPELLED and support:
        return Comparison("same", 0.85, told)
    if level >= _SPELLED and not against:
        return Comparison("unsure", 0.5, told)
    return Comparison("different", 0.2, told)


def _word(what: str, level: int) -> str:
    return say(f"name/{what}/{('differ', 'differ-by-a-letter', 'differ-in-spelling', 'agree')[level]}")


def _level(one: Parts, other: Parts, i: int, j: int) -> int:
    """How far two words of names agree; two listed given names that differ are two names."""
    a, b = one.words[i], other.words[j]
    if a == b:
        return _EQUAL
    x, y = one.skeletons[i], other.skeletons[j]
    if one.listed[i] and other.listed[j]:
        return _SPELLED if x == y and _swapped(a, b) else _NONE
    if x == y and (len(x) > _SHORT or _one_edit(a, b) or a.isascii() != b.isascii()):
        return _SPELLED
    return _TYPO if min(len(a), len(b)) >= _LONG and _one_edit(a, b) else _NONE


def _swapped(a: str, b: str) -> bool:
    """Whether two words of one length differ in one letter (transliteration swaps consonants)."""
    return len(a) == len(b) and sum(x != y for x, y in zip(a, b, strict=True)) == 1 and a[0] == b[0]


def _one_edit(a: str, b: str) -> bool:
    """Whether one letter more, less or other makes the one word of the other (Damerau 1964, without swaps)."""
    if abs(len(a) - len(b)) > 1:
        return False
    if len(a) > len(b):
        a, b = b, a
    at = next((k for k, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    return a[at:] == b[at + 1 :] or a[at + 1 :] == b[at + 1 :]


def _inner(one: Parts, other: Parts) -> bool:
    """Whether the words between the first and the last of the shorter name stand in the longer one, in order."""
    at = 1
    for i in range(1, len(one.words) - 1):
        while at < len(other.words) - 1 and _level(one, other, i, at) < _SPELLED:
            at += 1
        if at >= len(other.words) - 1:
            return False
        at += 1
    return True


def _roles(a: Name, b: Name, pack: Pack) -> str:
    """agree, differ or "" of two functions: the words they share but for nationality."""
    ours, theirs = role_words(a.role, pack), role_words(b.role, pack)
    if not ours or not theirs:
        return ""
    shared = len(set(ours) & set(theirs)) / min(len(set(ours)), len(set(theirs)))
    return "agree" if shared > 0.5 and ours[0] == theirs[0] else "differ" if not shared else ""


def _shared_role(a: Name, b: Name, pack: Pack) -> int:
    """How many words two functions share."""
    return len({*role_words(a.role, pack)} & {*role_words(b.role, pack)})


@lru_cache(maxsize=1 << 14)
def _role_words(role: str, language: str) -> tuple[str, ...]:
    words = load_pack(language).lexicon.words([raw for raw in tokenize(role).raws if raw[0].isalnum()])
    return tuple(w.stem for w in words if w.classes.isdisjoint(_BESIDE_ROLE))


def role_words(role: str | None, pack: Pack) -> tuple[str, ...]:
    """The stems of a function's words in order, without nationality."""
    return _role_words(role, pack.code) if role else ()


def _lands(a: Name, b: Name) -> str:
    if not a.country or not b.country:
        return ""
    return "agree" if a.country == b.country else "differ"


def _bodies(a: Name, b: Name, one: Parts, other: Parts) -> Comparison:
    if one.ident and other.ident:
        if one.ident == other.ident:
            return Comparison("same", 0.95, (say("name/gazetteer"),))
        return Comparison("different", 0.0, (say("name/gazetteer-apart"),))
    ours = one.countries or frozenset(filter(None, [a.country]))
    theirs = other.countries or frozenset(filter(None, [b.country]))
    if ours and theirs and ours.isdisjoint(theirs):
        return Comparison("different", 0.1, (say("name/countries/differ"),))
    x, y = frozenset(one.words), frozenset(other.words)
    if x == y and (ours == theirs or (not one.countries and not other.countries)):
        if ours == theirs and len(x) + 2 * bool(ours) > 2:
            return Comparison("same", 0.95, (say("name/words"),))
        return Comparison("unsure", 0.6, (say("name/few-words"),))
    shared = len(x & y) / max(min(len(x), len(y)), 1)
    if shared >= 0.5:
        return Comparison("unsure", round(0.5 * shared, 2), (say("name/some-words"),))
    return Comparison("different", 0.1, (say("name/other-words"),))

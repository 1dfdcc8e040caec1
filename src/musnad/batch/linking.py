"""Steps that find which statements make one claim: they meet, are compared, and gathered."""

from __future__ import annotations

import math
import zlib
from array import array
from collections.abc import Iterable, Iterator
from functools import lru_cache

import msgspec

from musnad.batch.components import LINK, met
from musnad.batch.engine import Row
from musnad.batch.records import Said, in_order, of_kind, packed, unpacked
from musnad.lang.pack import Pack, load_pack
from musnad.ledger.packing import tag
from musnad.resolution.aligning import Answers
from musnad.resolution.claims import DAYS, Link, Told, consider, day_number
from musnad.resolution.grouping import gather
from musnad.resolution.meeting import is_few, is_whole, meeting_keys, meets
from musnad.resolution.promise import longest_run, promises
from musnad.resolution.weights import key_weight

_SAID, _ASK = 0, 1  # kinds of values that meet under a statement: itself, and one that asks or is asked for
_CROWD = 48  # statements at one place, up to which each is tried with each
LAST_DAY = "9999"  # of statements without a day, in the order of a claim
_WHOLE = 255  # what a word that tells all it can weighs in a mark
_SHORT = 0xFFFFFFFF  # of a meeting key, what travels with a statement to others of its keys


class _Holder(msgspec.Struct, array_like=True, frozen=True):
    """A statement at a meeting place, with as much of it as tells most pairs apart that are of no claim.

    ``meets`` are its places, ``marks`` its words, each with what it weighs in the lowest byte, ``voices`` a bit for
    each word of its speaker's name (two names that share a word share a bit; others may), ``land`` that of the country
    he may speak for. ``names`` are his words and country as marks where he does something by saying it. No article is
    told: it counts for nothing here.
    """

    key: str
    day: str | None
    meets: bytes
    marks: bytes
    weighs: float
    voices: int
    land: int
    names: bytes
    own: bool
    sign: int

    @property
    def article(self) -> str:
        return self.key


class _Met(msgspec.Struct, frozen=True, eq=False):
    """A holder as it is compared."""

    held: _Holder
    day: int | None
    places: frozenset[int]
    marks: frozenset[int]
    names: frozenset[int]

    @classmethod
    def of(cls, value: bytes) -> _Met:
        held = unpacked(value, _Holder)
        places, marks, names = (frozenset(array("I", each)) for each in (held.meets, held.marks, held.names))
        return cls(held, day_number(held.day) if held.day else None, places, marks, names)


def meeting_value(one: Told, meetings: Iterable[int], pack: Pack) -> bytes:
    """What a statement brings to each of its meeting places."""
    marks = _marks(one.keys, pack)
    names = _marks({*one.speaker_terms, one.speaks_for} - {""}, pack) if one.own else set()
    if len({mark >> 8 for mark in marks}) < len(one.keys):
        marks = set()  # two words with one mark: better none
    voices = 0
    for name in one.speaker_terms:
        voices |= _bit(name)
    return packed(
        _Holder(
            one.key, one.day, array("I", sorted(each & _SHORT for each in meetings)).tobytes(),
            array("I", sorted(marks)).tobytes(), one.weighs, voices,
            _bit(one.speaks_for) if one.speaks_for else 0, array("I", sorted(names)).tobytes(), one.own, one.sign,
        )
    )  # fmt: skip


def _marks(keys: Iterable[str], pack: Pack) -> set[int]:
    return {_mark(key) << 8 | math.ceil(key_weight(key, pack) * _WHOLE) for key in keys}


def _bit(name: str) -> int:
    return 1 << (_mark(name) & 31)


@lru_cache(maxsize=1 << 16)
def _mark(word: str) -> int:
    """24 bits by which a word is known."""
    return zlib.crc32(word.encode()) >> 8


def meet_words(key: bytes, values: Iterator[bytes]) -> Iterator[Row]:
    """Statements that share an article or enough pairs of rare words: of two the one with the greater key is to
    ``ask`` for the other.

    Two statements meet at each place they share, and count at the first. Those that have many places need several
    in common, so in a crowd they are tried only where they share a second one too.
    """
    here = int.from_bytes(key, "big") & _SHORT
    first = next(values)
    others = list(values)
    if not others:
        return  # most places: one statement alone
    ordered = sorted(map(_Met.of, (first, *others)), key=lambda one: (one.day or 0, one.held.key))
    crowd = len(ordered) > _CROWD
    everybody, few = _Shelf(), _Shelf()
    second: dict[int, _Shelf] = {}
    for one in ordered:
        if not crowd or is_few(len(one.places)) or is_whole(here):
            met = set(everybody.near(one.day))
            if crowd:
                few.put(one)
        else:
            met = set(few.near(one.day))
            for place in one.places:
                if place != here:
                    shelf = second.setdefault(place, _Shelf())
                    met.update(shelf.near(one.day))
                    shelf.put(one)
        everybody.put(one)
        for other in met:
            shared = one.places & other.places
            if min(shared) == here and meets(len(one.places), len(other.places), shared) and _may_link(one, other):
                less, more = sorted((one.held.key, other.held.key))
                yield "ask", more.encode(), of_kind(_ASK, less.encode())


def _may_link(one: _Met, other: _Met) -> bool:
    """Whether :func:`musnad.resolution.claims.consider` may find a link: never no where it does."""
    a, b = one.held, other.held
    one_voice = (a.voices & b.voices) | (a.land & b.voices) | (b.land & a.voices) != 0
    unnamed = a.own and b.own and not (a.voices and b.voices)
    if (a.own or b.own) and not (unnamed or one_voice or _tells_of(one, other) or _tells_of(other, one)):
        return False
    if not one.marks or not other.marks:
        return True
    both = one.marks & other.marks
    shared = sum(mark & 0xFF for mark in both) / _WHOLE
    run = longest_run(len(both), len(one.marks), len(other.marks))
    days = 1 if one.day is None or other.day is None else abs(one.day - other.day)
    return promises(shared, run, a, b, one_voice=one_voice, days=days)


def _tells_of(one: _Met, other: _Met) -> bool:
    """Whether a statement may report of what another speaker does by saying it."""
    return other.held.own and not one.held.own and (not one.marks or not one.marks.isdisjoint(other.names))


class _Shelf:
    """Holders in the order of their days."""

    def __init__(self) -> None:
        self._dated: list[_Met] = []
        self._undated: list[_Met] = []

    def put(self, one: _Met) -> None:
        (self._undated if one.day is None else self._dated).append(one)

    def near(self, day: int | None) -> Iterator[_Met]:
        """Those whose days leave it open that they tell of one thing; days are asked for in their order."""
        yield from self._undated
        for one in reversed(self._dated):
            assert one.day is not None
            if day is not None and day - one.day > DAYS:
                break
            yield one


def bring_words(key: bytes, values: Iterator[bytes]) -> Iterator[Row]:
    """A statement goes to each that it asks for, as a ``half``."""
    said, last = b"", b""
    for value in values:
        if value[0] == _SAID:
            said = of_kind(_ASK, value[1:])
        elif said and value != last:
            last = value
            yield "half", value[1:], said


def link_met(key: bytes, values: Iterator[bytes]) -> Iterator[Row]:
    """A statement and those that came to it: an ``edge`` each way with its ``weight`` for each of one claim with it;
    any link is told."""
    said = next(values)
    if said[0] != _SAID:
        return
    ours: Told | None = None
    for value in values:
        half = unpacked(value[1:], Said)
        pack = load_pack(half.language)
        if ours is None:
            own = unpacked(said[1:], Said)
            ours = own.told(load_pack(own.language))
            ready = Answers(ours.proposition)
        theirs = half.told(pack)
        found = consider(ours, theirs, pack, ready) if half.language == own.language else None
        if found is not None and _meet(ours, theirs, pack):
            yield from _linked(ours, theirs, found)


def _meet(a: Told, b: Told, pack: Pack) -> bool:
    """Whether two statements meet by their whole keys, too: places know only half of each."""
    ours, theirs = meeting_keys(a), meeting_keys(b)
    return meets(len(ours), len(theirs), ours & theirs)


def _linked(a: Told, b: Told, found: Link) -> Iterator[Row]:
    one, other = a.key.encode(), b.key.encode()
    if found.relation == "same":
        yield "edge", one, other
        yield "edge", other, one
        yield "weight", one, of_kind(LINK, packed((b.key, found.score)))
    day = max(a.day or "", b.day or "")
    row = {"one": tag("s", a.key), "other": tag("s", b.key), "relation": found.relation, "score": found.score,
           "why": list(found.why)}  # fmt: skip
    yield "link", packed(("links", day)), in_order(f"{a.key} {b.key}", packed(row))


def whose(said: bytes) -> bytes:
    """What a statement tells of itself where it meets those of its claim: its article and its day."""
    one = unpacked(said, Said)
    return packed((one.article, one.day))


def form_claims(key: bytes, values: Iterator[bytes]) -> Iterator[Row]:
    """What is connected is gathered into claims; each statement of one of several tells its article its ``claim``."""
    members, links = met("s", values)
    told = {each: unpacked(about, tuple[str, str | None]) for each, (_, about) in members.items()}
    for group in gather(members, links):
        claim = min(group, key=lambda each: f"{told[each][1] or LAST_DAY} {members[each][0]}")
        for each in group:
            article, ident = told[each][0], members[each][0]
            yield "claim", article.encode(), of_kind(1, packed(("claim", ident, claim)))

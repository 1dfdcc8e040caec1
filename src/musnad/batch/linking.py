"""Steps that find which statements make one claim: they meet by pairs of rare words, are compared, and gathered."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from musnad.batch.components import LINK, met
from musnad.batch.engine import Row
from musnad.batch.records import Said, in_order, of_kind, packed, pair, unpacked
from musnad.lang.pack import load_pack
from musnad.ledger.packing import tag
from musnad.resolution.claims import DAYS, Told, consider, day_number, gather, is_few, meeting_keys, meets

_SAID, _ASK = 0, 1  # kinds of values that meet under a statement
_CROWD = 48  # statements at one place, up to which each is tried with each
LAST_DAY = "9999"  # of statements without a day, in the order of a claim
_SHORT = 0xFFFFFFFF  # of a meeting key, what travels with a statement to others of its keys


class _Holder(msgspec.Struct, frozen=True):
    key: str
    day: int | None
    meetings: frozenset[int]


def meeting_value(key: str, day: str | None, meetings: frozenset[int]) -> bytes:
    """What a statement brings to each of its meeting places."""
    return packed((key, day, array("I", sorted(each & _SHORT for each in meetings)).tobytes()))


def meet_words(key: bytes, values: Iterator[bytes]) -> Iterator[Row]:
    """Statements that share enough pairs of rare words ``ask`` each for its words.

    Two statements meet at each place they share, and count at the first. Those that have many places need several
    in common, so in a crowd they are tried only where they share a second one too.
    """
    here = int.from_bytes(key, "big") & _SHORT
    first = next(values)
    others = list(values)
    if not others:
        return  # most places: one statement alone
    ordered = sorted(map(_holder, (first, *others)), key=lambda one: (one.day or 0, one.key))
    crowd = len(ordered) > _CROWD
    everybody, few = _Shelf(), _Shelf()
    second: dict[int, _Shelf] = {}
    for one in ordered:
        if not crowd or is_few(len(one.meetings)):
            met = set(everybody.near(one.day))
            if crowd:
                few.put(one)
        else:
            met = set(few.near(one.day))
            for place in one.meetings:
                if place != here:
                    shelf = second.setdefault(place, _Shelf())
                    met.update(shelf.near(one.day))
                    shelf.put(one)
        everybody.put(one)
        for other in sorted(met, key=lambda each: each.key):
            shared = one.meetings & other.meetings
            if min(shared) == here and meets(len(one.meetings), len(other.meetings), len(shared)):
                asked = of_kind(_ASK, pair(one.key, other.key))
                yield "ask", one.key.encode(), asked
                yield "ask", other.key.encode(), asked


def _holder(value: bytes) -> _Holder:
    key, day, meetings = unpacked(value, tuple[str, str | None, bytes])
    return _Holder(key, day_number(day) if day else None, frozenset(array("I", meetings)))


class _Shelf:
    """Holders in the order of their days."""

    def __init__(self) -> None:
        self._dated: list[_Holder] = []
        self._undated: list[_Holder] = []

    def put(self, one: _Holder) -> None:
        (self._undated if one.day is None else self._dated).append(one)

    def near(self, day: int | None) -> Iterator[_Holder]:
        """Those whose days leave it open that they tell of one thing; days are asked for in their order."""
        yield from self._undated
        for one in reversed(self._dated):
            assert one.day is not None
            if day is not None and day - one.day > DAYS:
                break
            yield one


def bring_words(key: bytes, values: Iterator[bytes]) -> Iterator[Row]:
    """A statement goes to each pair that asks for it, as a ``half``."""
    said = b""
    for value in values:
        if value[0] == _SAID:
            said = value[1:]
        elif said:
            yield "half", value[1:], said


def link_pair(key: bytes, values: Iterator[bytes]) -> Iterator[Row]:
    """Two statements: an ``edge`` each way with its ``weight`` where they are of one claim; any link is told."""
    halves = [unpacked(value, Said) for value in values]
    if len(halves) != 2 or halves[0].language != halves[1].language:
        return
    pack = load_pack(halves[0].language)
    (a, ours), (b, theirs) = (_told(half) for half in sorted(halves, key=lambda half: half.key))
    if not meets(len(ours), len(theirs), len(ours & theirs)):
        return
    found = consider(a, b, pack)
    if found is None:
        return
    one, other = a.key.encode(), b.key.encode()
    if found.relation == "same":
        yield "edge", one, other
        yield "edge", other, one
        yield "weight", one, of_kind(LINK, packed((b.key, found.score)))
    day = max(a.day or "", b.day or "")
    row = {"one": tag("s", a.key), "other": tag("s", b.key), "relation": found.relation, "score": found.score,
           "why": list(found.why)}  # fmt: skip
    yield "link", packed(("links", day)), in_order(f"{a.key} {b.key}", packed(row))


@lru_cache(maxsize=4096)
def _told(half: Said) -> tuple[Told, frozenset[int]]:
    """A statement with what is derived from its words and its meeting places: one of a story is in many pairs."""
    pack = load_pack(half.language)
    told = half.told(pack)
    return told, meeting_keys(told, pack)


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

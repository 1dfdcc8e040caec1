"""Steps that find which names are one actor's."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from musnad.batch.components import LINK, NODE, met
from musnad.batch.engine import Row
from musnad.batch.records import of_kind, packed, pair, unpacked
from musnad.ledger.sightings import asking_names, commonest_name, meeting_names
from musnad.resolution.grouping import gather
from musnad.resolution.names import Name, compare_names


class Seen(msgspec.Struct, array_like=True, frozen=True):
    """A name as one article shows it, and how often."""

    name: str
    kind: str
    role: str | None
    country: str | None
    times: int


def settle_name(key: bytes, values: Iterator[bytes]) -> Iterator[Row]:
    """What is told beside a name, by majority: a ``profile``, and where it may ``meet`` others."""
    seen = [unpacked(value, Seen) for value in values]
    name = commonest_name((one.name, one.kind, one.role, one.country, one.times) for one in seen)
    language = _language(key.decode())
    yield "profile", key, of_kind(NODE, packed(name))
    keys = meeting_names(name, language)
    for there, places in ((True, keys), (False, asking_names(keys))):
        for each in places:
            yield "meet", each.encode(), packed((there, key.decode(), name))


def meet_names(key: bytes, values: Iterator[bytes]) -> Iterator[Row]:
    """Names that may be the same: a ``pair`` each two."""
    known: dict[str, Name] = {}
    asking: dict[str, Name] = {}
    for value in values:
        there, profile, name = unpacked(value, tuple[bool, str, Name])
        (known if there else asking)[profile] = name
    for one in sorted(asking):
        for other in sorted(known):
            if one != other:
                a, b = sorted((one, other))
                names = asking | known
                yield "pair", pair(a, b), packed((names[a], names[b]))


def judge_names(key: bytes, values: Iterator[bytes]) -> Iterator[Row]:
    """Two names: an ``edge`` each way with its ``weight`` where they are one actor's."""
    a, b = unpacked(key, tuple[str, str])
    language = _language(a)
    if language != _language(b):
        return
    found = compare_names(*unpacked(next(values), tuple[Name, Name]), language=language)
    if found.relation == "same":
        yield "edge", a.encode(), b.encode()
        yield "edge", b.encode(), a.encode()
        yield "weight", a.encode(), of_kind(LINK, packed((b, found.score)))


def _language(profile: str) -> str:
    return profile.split(" ", 2)[1]


def nothing(name: bytes) -> bytes:
    """What a name tells of itself where it meets those of its actor."""
    return b""


def form_actors(key: bytes, values: Iterator[bytes]) -> Iterator[Row]:
    """What is connected is gathered into actors; each name tells its ``actor``."""
    profiles, links = met("a", values)
    for group in gather(profiles, links):
        for each in group:
            yield "actor", profiles[each][0].encode(), of_kind(0, group[0].encode())


def tell_articles(key: bytes, values: Iterator[bytes]) -> Iterator[Row]:
    """A name's actor goes to each article that shows it."""
    actor = ""
    for value in values:
        if value[0] == 0:
            actor = value[1:].decode()
        else:
            article = value[1:]
            yield "actor", article, of_kind(1, packed(("actor", key.decode(), actor)))

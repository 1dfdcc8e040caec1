"""Steps that find which names are one actor's."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from musnad.batch.components import ROOT
from musnad.batch.engine import Row
from musnad.batch.records import of_kind, packed, pair, unpacked
from musnad.ledger.packing import tag
from musnad.ledger.sightings import asking_names, commonest_name, meeting_names
from musnad.resolution.claims import gather
from musnad.resolution.names import Name, compare_names

_NAME, _WEIGHT = 0, 1  # kinds of values that meet under a profile


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
    yield "profile", key, of_kind(_NAME, packed(name))
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
        yield "weight", a.encode(), of_kind(_WEIGHT, packed((b, found.score)))


def _language(profile: str) -> str:
    return profile.split(" ", 2)[1]


def bring_to_root(key: bytes, values: Iterator[bytes]) -> Iterator[Row]:
    """A name and its links go to what is connected with it, known by its root; one without links is its own actor."""
    weights: list[tuple[str, float]] = []
    root = b""
    for value in values:
        if value[0] == _WEIGHT:
            weights.append(unpacked(value[1:], tuple[str, float]))
        elif value[0] == ROOT:
            root = value[1:]
    yield "member", root or key, of_kind(0, key)
    for other, score in weights:
        yield "member", root or key, of_kind(1, packed((key.decode(), other, score)))


def form_actors(key: bytes, values: Iterator[bytes]) -> Iterator[Row]:
    """What is connected is gathered into actors; each name tells its ``actor``."""
    profiles: dict[str, bytes] = {}
    links: dict[tuple[str, str], float] = {}
    for value in values:
        if value[0] == 0:
            profiles[tag("a", value[1:].decode())] = value[1:]
        else:
            one, other, score = unpacked(value[1:], tuple[str, str, float])
            a, b = sorted((tag("a", one), tag("a", other)))
            links[a, b] = score
    for group in gather(profiles, links):
        for each in group:
            yield "actor", profiles[each], of_kind(0, group[0].encode())


def tell_articles(key: bytes, values: Iterator[bytes]) -> Iterator[Row]:
    """A name's actor goes to each article that shows it."""
    actor = ""
    for value in values:
        if value[0] == 0:
            actor = value[1:].decode()
        else:
            article = value[1:]
            yield "actor", article, of_kind(1, packed(("actor", key.decode(), actor)))

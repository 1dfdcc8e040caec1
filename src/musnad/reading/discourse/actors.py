"""Who is in an article: somebody with all the names, titles and places that name him, and the cast of all of them."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from functools import lru_cache

import msgspec

from musnad.model import Speaker, SpeakerKind
from musnad.reading.discourse.identity import Identity


class Actor(msgspec.Struct):
    """Somebody in the article; grows as phrases are read.

    ``shown`` is the kind a reading tells. ``at`` holds the first tokens of the phrases that name it, in text order;
    ``names`` all word sequences seen for it; ``features`` the words of all its titles.
    """

    kind: SpeakerKind
    name: str
    words: tuple[str, ...]
    names: list[tuple[str, ...]]
    features: set[str]
    heads: set[str]
    gender: str
    number: str
    key: str
    role: str | None
    organization: str | None
    country: str | None
    at: list[int]
    cls: str
    named: bool
    shown: SpeakerKind
    offices: set[str]

    def speaker(self) -> Speaker:
        """The record of a reading."""
        return Speaker(
            name=self.name, kind=self.shown, role=self.role, organization=self.organization, country=self.country,
            actor=actor_id(self.shown, self.key or " ".join(self.words) or self.name),
        )  # fmt: skip


class Cast(msgspec.Struct):
    """All actors, and which of them the phrase at a token names (token of the phrase's start → actor).

    ``by_name`` finds actors by the letters a name word begins with, ``by_body`` by head or gazetteer
    id; both only narrow the search.
    """

    actors: list[Actor]
    by_token: dict[int, int]
    identities: dict[int, Identity]
    by_name: dict[str, list[int]] = {}
    by_body: dict[str, list[int]] = {}


@lru_cache(maxsize=10_000)
def actor_id(kind: str, key: str) -> str:
    """A stable id: kind and a hash of the folded name (recipe 1)."""
    return f"{kind}:{hashlib.blake2b(f'1|{kind}|{key}'.encode(), digest_size=6).hexdigest()}"


def insert(actor: Actor, who: Identity) -> None:
    """Add what a phrase tells to its actor."""
    actor.at.append(who.first)
    actor.features |= who.features
    actor.heads.add(who.head)
    actor.offices |= who.offices
    if who.words and who.words not in actor.names:
        actor.names.append(who.words)
        if len(who.words) > len(actor.words):
            actor.name, actor.words = who.name, who.words
    if actor.gender == "-" and who.cls not in ("name",):
        actor.gender = who.gender
    if actor.named:
        actor.role = actor.role or who.role
    actor.organization = actor.organization or who.organization
    actor.country = actor.country or who.country


def add(cast: Cast, who: Identity) -> int:
    cast.actors.append(
        Actor(
            kind=who.kind, name=who.name or who.text, words=who.words, names=[who.words] if who.words else [],
            features=set(who.features), heads={who.head}, gender=who.gender, number=who.number, key=who.key,
            role=who.role if who.name else None, organization=who.organization, country=who.country, at=[who.first],
            cls=who.sort, named=bool(who.name), shown=who.shown,
            offices=set(who.offices),
        )
    )  # fmt: skip
    return len(cast.actors) - 1


def countries(features: Collection[str]) -> set[str]:
    """The countries among the words of titles, as these are kept there."""
    return {feature for feature in features if feature.startswith("country:")}


def of_other_countries(ours: Collection[str], theirs: Collection[str]) -> bool:
    """Whether titles of two tell of countries, and of none in common."""
    one, other = countries(ours), countries(theirs)
    return bool(one and other) and one.isdisjoint(other)

"""Accounts: one statement as its chain tells it, as origins and witnesses are counted from them."""

from __future__ import annotations

from functools import cache, lru_cache

import msgspec

from musnad.lang.pack import load_pack
from musnad.resolution.names import Name


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """One statement as its chain tells it.

    ``root`` is the speaker's actor ("" where nobody is named, ``named`` False for a description); ``relays`` the
    actors that carried it, nearest the article first; ``outlet`` and ``family`` who published it; ``day`` when the
    article appeared, ``said_on`` and ``channel`` the occasion where it is told. ``speaker`` is the root's name in its
    ``language``, ``said`` the folded words, ``quoted`` whether they are a quotation.
    """

    key: str
    article: str
    outlet: str
    family: str
    day: str | None
    root: str
    named: bool
    relays: tuple[str, ...]
    said_on: str | None
    channel: str | None
    stance: str
    credits: tuple[str, ...] = ()
    speaker: Name | None = None
    language: str = "ar"
    said: tuple[str, ...] = ()
    quoted: bool = False


def vouchers(one: Account) -> frozenset[str]:
    """Who vouches for an unnamed source: the one that heard it. A medium that is itself the source heard it."""
    if one.relays:
        return frozenset((one.relays[-1],))
    if one.speaker is not None and is_medium(one.speaker.name, one.language):
        return frozenset((one.root,))
    return frozenset(one.credits) or frozenset((one.family or one.outlet or one.article,))


def untold(one: Account) -> bool:
    """Whether an account leaves open how it was heard: it names neither carrier nor channel."""
    return not (one.relays or one.credits or one.channel)


@lru_cache(maxsize=1 << 15)
def is_medium(name: str, language: str) -> bool:
    """Whether a name is that of an outlet the language knows."""
    return load_pack(language).outlet_key(name) in _media(language)


@cache
def _media(language: str) -> frozenset[str]:
    pack = load_pack(language)
    return frozenset(pack.outlet_key(name) for one in pack.outlets for name in (one.name, *one.names))

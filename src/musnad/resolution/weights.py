"""How much a content word says: rare words say more (Spärck Jones 1972, by the pack's table)."""

from __future__ import annotations

from collections.abc import Iterable

from musnad.lang.pack import Pack

_NUMBER, _PLACE, _RARE = 0.7, 0.5, 1.0


def key_weight(key: str, pack: Pack) -> float:
    """The weight of the words known by a key, 0 to 1; a number and a country say less than a rare word."""
    listed = pack.comparison.rarity.get(key)
    return _unlisted(key) if listed is None else listed


def weigh(keys: Iterable[str], pack: Pack) -> float:
    """What words weigh together, by their keys; in one order, so that equal sets weigh the same to the last bit."""
    listed = pack.comparison.rarity
    return sum([listed[key] if key in listed else _unlisted(key) for key in sorted(keys)])


def _unlisted(key: str) -> float:
    if key[:1].isdigit():
        return _NUMBER
    return _PLACE if key.isascii() and key.isupper() else _RARE

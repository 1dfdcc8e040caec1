"""The outline of a statement: as much of it as tells it from most others it meets, made from what a ledger keeps.

Nine of ten statements that meet are of no claim, and told apart by the words they share (``promise``). An outline is
made in a third of the time of a whole :class:`musnad.resolution.claims.Told`, and takes a tenth of its room.
"""

from __future__ import annotations

import msgspec

from musnad.lang.pack import load_pack
from musnad.resolution.claims import LONGEST, Told, day_number, name_keys
from musnad.resolution.promise import signs_of
from musnad.resolution.propositions import word_key
from musnad.resolution.weights import weigh


class Outline(msgspec.Struct, frozen=True, gc=False):
    """A statement as it is glanced at; its fields are those of :class:`musnad.resolution.claims.Told`, and ``signs`` a
    bit for each of its words (``promise.signs_of``)."""

    article: str
    keys: tuple[str, ...]
    signs: int
    weighs: float
    sign: int
    own: bool
    speaks_for: str
    speaker_terms: frozenset[str]
    date: int | None
    language: str


def outline(
    *, article: str, words: str, language: str, sign: int, own: bool, speaker: str, speaks_for: str, day: str | None
) -> Outline:
    """An outline from what is kept of a statement; ``words`` are those of ``propositions.pack_words``."""
    pack = load_pack(language)
    known = (word_key(line, language) for line in words.split("\n"))
    keys = tuple(sorted({*[key for key in known if key][:LONGEST]}))
    return Outline(
        article, keys, signs_of(keys), weigh(keys, pack), sign, own, speaks_for, name_keys(speaker, pack),
        day_number(day) if day else None, language,
    )  # fmt: skip


def outline_of(one: Told) -> Outline:
    """The outline of a whole statement."""
    return Outline(
        one.article, one.keys, signs_of(one.keys), one.weighs, one.sign, one.own, one.speaks_for, one.speaker_terms,
        one.date, one.language,
    )  # fmt: skip

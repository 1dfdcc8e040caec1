"""The records that travel between the steps of a batch, and how they are packed.

Values of one key are sorted as bytes, and records of several kinds may meet under one key: the first byte of such a
value tells its kind, and what must come first is of a lower one. Numbers that order are written big-endian.
"""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

from musnad.lang.outlets import Outlet
from musnad.lang.pack import Pack
from musnad.resolution.claims import Told
from musnad.resolution.propositions import pack_words, unpack_words

T = TypeVar("T")
_ENCODE = msgspec.msgpack.Encoder().encode


class Given(msgspec.Struct, array_like=True, frozen=True):
    """What a user tells of all articles: the day and outlet of those that have none, their language, which columns are
    what (as :class:`musnad.intake.run.Options` has them), and outlets beside those that are known."""

    date: str | None
    outlet: str | None
    language: str
    columns: dict[str, str] = {}
    outlets: tuple[Outlet, ...] = ()


class Shard(msgspec.Struct, array_like=True, frozen=True):
    """Which articles a task reads: those of some files of input number ``number``, ``first`` being the number of the
    first of them there; or of one large file each ``of``-th from ``part``."""

    files: tuple[str, ...]
    number: int
    first: int
    part: int
    of: int
    given: Given


class Stored(msgspec.Struct, array_like=True, frozen=True):
    """An article with its reading, as bytes, the agencies it credits, and where each statement stands.

    ``sides`` holds for each statement its key over all articles, its stance and the day it is of.
    """

    article: bytes
    reading: bytes
    credits: tuple[str, ...]
    sides: tuple[tuple[str, str, str | None], ...]


class Said(msgspec.Struct, array_like=True, frozen=True):
    """A statement as it travels to be compared (:class:`musnad.resolution.claims.Told` without what is derived).

    ``words`` are those of its proposition: to find them in its text again would cost more than all comparing.
    """

    key: str
    article: str
    statement: str
    words: str
    sign: int
    stance: str
    wish: bool
    own: bool
    speaker: str
    speaks_for: str
    day: str | None
    language: str

    @classmethod
    def of(cls, one: Told, language: str) -> Said:
        """The record of a statement."""
        return cls(
            one.key, one.article, one.statement, pack_words(one.proposition), one.sign, one.stance, one.wish, one.own,
            one.speaker, one.speaks_for, one.day, language,
        )  # fmt: skip

    def told(self, pack: Pack) -> Told:
        """The statement again, with what is derived from its words."""
        return Told.of(
            key=self.key, article=self.article, statement=self.statement, text="",
            read=unpack_words(self.words, pack.code), pack=pack, sign=self.sign, stance=self.stance, wish=self.wish,
            own=self.own, speaker=self.speaker, speaks_for=self.speaks_for, day=self.day,
        )  # fmt: skip


def packed(value: Any) -> bytes:
    """A value as bytes; equal values give equal bytes."""
    return _ENCODE(value)


def unpacked(data: bytes, kind: type[T]) -> T:
    """The value of :func:`packed`."""
    return msgspec.msgpack.decode(data, type=kind)


def of_kind(kind: int, data: bytes) -> bytes:
    """A value that tells its kind (0 to 255); its data begin at the second byte."""
    return bytes((kind,)) + data


def pair(one: str, other: str) -> bytes:
    """A key for two ids, in their order."""
    return packed((one, other) if one < other else (other, one))


def in_order(place: str, data: bytes) -> bytes:
    """A value that stands at a place in the order of its group; :func:`after` gives its data."""
    return place.encode().replace(b"\0", b"\1") + b"\0" + data


def after(value: bytes) -> bytes:
    """The data of :func:`in_order`."""
    return value.partition(b"\0")[2]

"""What the statements of one claim come to: origins on each side and why, copies, standing by day, reversals.

A claim of many statements keeps its digest, so that showing it costs what is shown and not what it rests on.
"""

from __future__ import annotations

import zlib

import msgspec

from musnad.ledger.accounts import load_accounts
from musnad.ledger.database import Database
from musnad.ledger.sums import Sides, count_sides
from musnad.resolution.accounts import Account
from musnad.resolution.origins import reversals, standing

_FROM = 8  # statements from which on the digest is kept: of fewer it is made in a moment


class Digest(msgspec.Struct, frozen=True, array_like=True):
    """A claim's statements by their public ids in time order, and all that is counted over them."""

    order: tuple[str, ...]
    sides: Sides
    copies: tuple[tuple[str, str], ...]
    standing: tuple[tuple[str, str], ...]
    reversals: tuple[tuple[str, str, str], ...]


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Digest)


def make_digest(accounts: list[Account], copies: list[tuple[str, str]], sides: Sides) -> Digest:
    """The digest of a claim, from its accounts in time order."""
    return Digest(
        tuple(one.key for one in accounts), sides, tuple(copies), standing(accounts), reversals(accounts),
    )  # fmt: skip


def pack_digest(digest: Digest) -> bytes | None:
    """A digest as bytes; None where it is not worth keeping."""
    if len(digest.order) < _FROM:
        return None
    return zlib.compress(_ENCODER.encode(digest), 1)


def load_digest(db: Database, claim: str) -> Digest:
    """The digest of a claim as it is kept, else made of its statements."""
    kept = db.execute("SELECT digest FROM claims WHERE id = ?", (claim,)).fetchone()
    if kept is not None and kept[0] is not None:
        return _DECODER.decode(zlib.decompress(kept[0]))
    (made,) = load_accounts(db, [[n for (n,) in db.execute("SELECT n FROM statements WHERE claim = ?", (claim,))]])
    return make_digest(made.accounts, made.copies, count_sides(made.accounts, made.copies))

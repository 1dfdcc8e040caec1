"""Outlets that a user told the ledger of: their facts hold before the language's own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from musnad.lang.outlets import Outlet
from musnad.lang.pack import Pack, load_pack
from musnad.ledger.database import Database, told_plainly

if TYPE_CHECKING:
    from musnad.ledger.store import Ledger

_OUTLET = msgspec.json.Decoder(Outlet)


def store_outlets(ledger: Ledger, outlets: Iterable[Outlet]) -> None:
    """Keep facts about outlets; the claims their articles speak to are counted anew."""
    with told_plainly(ledger.url):
        known = {one.name: one for one in told_outlets(ledger.db)}
        fresh = [one for one in outlets if known.get(one.name) != one]
        if not fresh:
            return
        with ledger.writing() as db:
            for one in fresh:
                db.execute("DELETE FROM outlets WHERE name = ?", (one.name,))
                db.execute("INSERT INTO outlets VALUES (?, ?)", (one.name, msgspec.json.encode(one)))
            for outlet, language in db.execute("SELECT DISTINCT outlet, language FROM articles").fetchall():
                if family_of(outlet, load_pack(language), fresh):
                    db.execute(
                        "INSERT OR IGNORE INTO dirty_sums SELECT s.n FROM statements s JOIN articles a "
                        "ON a.n = s.article WHERE a.outlet = ?", (outlet,),
                    )  # fmt: skip


def told_outlets(db: Database) -> list[Outlet]:
    """The outlets a user told of, by name."""
    return [_OUTLET.decode(facts) for (facts,) in db.execute("SELECT facts FROM outlets ORDER BY name")]


def family_of(outlet: str | None, pack: Pack, told: Iterable[Outlet] = ()) -> str:
    """The family of an outlet, "" where nobody tells one.

    Args:
        told: outlets a user told of; they hold before the pack's.
    """
    if not outlet:
        return ""
    name = pack.outlet_key(outlet)
    own = (one.family for one in told if any(pack.outlet_key(each) == name for each in (one.name, *one.names)))
    return next(own, "") or pack.families.get(name, "")

"""What the ledger remembers of what is watched: when each is due, and what the next fetch of it needs."""

from __future__ import annotations

import msgspec

from musnad.intake.addresses import address_key
from musnad.ledger.database import Database

NEVER = 1e18  # a day that does not come


class Watched(msgspec.Struct, kw_only=True):
    """A feed or page that is watched; ``address`` is what all its variants share, ``feed`` tells what was asked for."""

    address: str
    url: str
    feed: bool = False
    article: str | None = None
    etag: str | None = None
    modified: str | None = None
    told: str | None = None
    due: float = 0.0
    changed: float = 0.0
    failures: int = 0
    problem: str | None = None


_FIELDS = Watched.__struct_fields__


def find(db: Database, url: str, feed: bool = False) -> Watched | None:
    """What is remembered of an address or a variant of it."""
    row = db.execute(f"SELECT {', '.join(_FIELDS)} FROM watched WHERE address = ?", (key_of(url, feed),)).fetchone()
    return _watched(row) if row is not None else None


def key_of(url: str, feed: bool) -> str:
    """By what an address is remembered: a feed is told from a page at the same address."""
    return f"feed {url}" if feed else address_key(url)


def keep(db: Database, one: Watched) -> None:
    """Remember this."""
    values = msgspec.structs.asdict(one)
    values["feed"] = int(one.feed)
    db.execute("DELETE FROM watched WHERE address = ?", (one.address,))
    marks = ", ".join("?" * len(_FIELDS))
    db.execute(f"INSERT INTO watched ({', '.join(_FIELDS)}) VALUES ({marks})", [values[name] for name in _FIELDS])


def due_pages(db: Database, now: float, limit: int) -> list[Watched]:
    """The pages that are to be looked at, those that wait longest first."""
    rows = db.execute(
        f"SELECT {', '.join(_FIELDS)} FROM watched WHERE due <= ? AND feed = 0 ORDER BY due, address LIMIT ?",
        (now, limit),
    )
    return [_watched(row) for row in rows.fetchall()]


def _watched(row: tuple[object, ...]) -> Watched:
    values = dict(zip(_FIELDS, row, strict=True))
    return Watched(**{**values, "feed": bool(values["feed"])})  # type: ignore[arg-type]

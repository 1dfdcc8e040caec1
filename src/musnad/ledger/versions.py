"""What articles were before they changed: kept with what changed in who said what, gone when the article goes."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import msgspec

from musnad.ledger.database import Database, told_plainly
from musnad.ledger.packing import fingerprint, unpack_article, unpack_reading
from musnad.model import Reading
from musnad.resolution.revisions import Change, compare_versions

if TYPE_CHECKING:
    from musnad.ledger.store import Ledger


def keep_version(db: Database, new: Reading) -> None:
    """Before a reading replaces another of its article: keep the other, if it is the article that has changed."""
    row = db.execute("SELECT hash, article, reading FROM articles WHERE id = ?", (new.article.id,)).fetchone()
    if row is None or row[0] == fingerprint(new.article):
        return
    old = unpack_reading(row[2], unpack_article(row[1]))
    changes = msgspec.json.encode(compare_versions(old, new)).decode()
    now = datetime.now(UTC).isoformat(timespec="seconds")
    db.execute(
        "INSERT INTO versions (article, seen, changes, old_article, old_reading) VALUES (?, ?, ?, ?, ?)",
        (new.article.id, now, changes, row[1], row[2]),
    )


def drop_versions(db: Database, article: str) -> None:
    """Forget what an article was before."""
    db.execute("DELETE FROM versions WHERE article = ?", (article,))


def list_changes(ledger: Ledger, article: str | None = None, limit: int = 20) -> list[dict[str, Any]]:
    """The changes of an article, or of all, the newest first: when each was seen, and what changed in who said what.

    Each has the number of its old version (:func:`old_version`).
    """
    where, values = ("WHERE v.article = ? ", (article,)) if article is not None else ("", ())
    with told_plainly(ledger.url):
        rows = ledger.db.execute(
            "SELECT v.n, v.article, v.seen, v.changes, a.title, a.url, a.outlet FROM versions v "
            f"JOIN articles a ON a.id = v.article {where}ORDER BY v.n DESC LIMIT ?", (*values, limit),
        ).fetchall()  # fmt: skip
    decode = msgspec.json.Decoder(list[Change]).decode
    return [
        {"number": n, "article": ident, "seen": seen, "title": title, "url": url, "outlet": outlet,
         "changes": [msgspec.to_builtins(change) for change in decode(changes)]}
        for n, ident, seen, changes, title, url, outlet in rows
    ]  # fmt: skip


def old_version(ledger: Ledger, number: int) -> Reading | None:
    """What an article was before a change of this number; None where there is none."""
    with told_plainly(ledger.url):
        row = ledger.db.execute("SELECT old_article, old_reading FROM versions WHERE n = ?", (number,)).fetchone()
    return unpack_reading(row[1], unpack_article(row[0])) if row is not None else None

"""The positions of one actor: every statement of its own, or folded and a page at a time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from musnad.ledger.database import Database, marks

_PART = 500  # values in one query
_OWN = "FROM statements s JOIN profiles p ON p.n = s.profile WHERE p.actor = ?"
_FIELDS = ("statement", "claim", "stance", "day", "content")


def actor_positions(db: Database, actor: str, claims: Iterable[str] | None = None) -> list[dict[str, Any]]:
    """The statements of an actor in time order.

    Args:
        claims: only those to these claims.
    """
    wanted = sorted(set(claims)) if claims is not None else []
    parts = [wanted[start : start + _PART] for start in range(0, len(wanted), _PART)] if claims is not None else [[]]
    rows: list[tuple[Any, ...]] = []
    for part in parts:
        rows += db.execute(
            f"SELECT s.tag, s.claim, s.stance, coalesce(s.said_on, s.day), s.content {_OWN}"
            + (f" AND s.claim IN ({marks(part)})" if part else "") + " ORDER BY 4, 1", (actor, *part),
        ).fetchall()  # fmt: skip
    if len(parts) > 1:
        rows.sort(key=lambda row: (row[3] or "", row[0]))
    return [dict(zip(_FIELDS, row, strict=True)) for row in rows]


def folded_positions(db: Database, actor: str, limit: int, offset: int = 0) -> list[dict[str, Any]]:
    """An actor's positions, the latest first: one for each claim, stance and day, with how many statements tell it."""
    rows = db.execute(
        "SELECT s.tag, s.claim, s.stance, f.day, s.content, f.told FROM ("
        f"SELECT coalesce(s.said_on, s.day, '') AS day, min(s.tag) AS tag, count(*) AS told {_OWN} "
        "GROUP BY 1, s.claim, s.stance ORDER BY 1 DESC, 2 DESC LIMIT ? OFFSET ?"
        ") AS f JOIN statements s ON s.tag = f.tag ORDER BY f.day DESC, f.tag DESC", (actor, limit, offset),
    ).fetchall()  # fmt: skip
    return [{**dict(zip((*_FIELDS, "told"), row, strict=True)), "day": row[3] or None} for row in rows]

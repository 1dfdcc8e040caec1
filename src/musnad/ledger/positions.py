"""The positions of one actor: every statement of its own, or folded and a page at a time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from musnad.ledger.database import Database, in_parts, marks

_STEP = 3  # statements that are read for one position at first; so many times more where that was too few
_FIELDS = ("statement", "claim", "stance", "day", "content", "act")


def actor_positions(db: Database, actor: str, claims: Iterable[str] | None = None) -> list[dict[str, Any]]:
    """The statements of an actor in time order.

    Args:
        claims: only those to these claims.
    """
    told = "SELECT s.tag, s.claim, s.stance, coalesce(s.said_on, s.day), s.content, s.act FROM statements s"
    rows: list[tuple[Any, ...]] = []
    if claims is None:
        rows += db.execute(f"{told} JOIN profiles p ON p.n = s.profile WHERE p.actor = ?", (actor,)).fetchall()
    wanted = sorted(set(claims or ()))
    for part in in_parts(wanted):
        rows += db.execute(  # CROSS JOIN: the claims come first, not all that the actor ever said
            f"{told} CROSS JOIN profiles p WHERE s.claim IN ({marks(part)}) AND p.n = s.profile AND p.actor = ?",
            (*part, actor),
        ).fetchall()
    rows.sort(key=lambda row: (row[3] or "", row[0]))
    return [dict(zip(_FIELDS, row, strict=True)) for row in rows]


def folded_positions(db: Database, actor: str, limit: int, offset: int = 0) -> list[dict[str, Any]]:
    """An actor's positions, the latest first: one for each claim, stance and day, with how many statements tell it.

    Only so many of the latest statements are read as these positions rest on.
    """
    wanted = offset + limit
    read = _STEP * wanted
    while True:
        # Which are the latest, an index tells: the statements themselves are not looked at for it.
        rows = db.execute(
            "SELECT f.day, s.tag, s.claim, s.stance, s.content, s.act FROM ("
            "SELECT coalesce(s.day, '') AS day, s.n AS n FROM profiles p JOIN statements s ON s.profile = p.n "
            "WHERE p.actor = ? ORDER BY 1 DESC LIMIT ?) AS f JOIN statements s ON s.n = f.n", (actor, read),
        ).fetchall()  # fmt: skip
        whole = len(rows) < read
        cut = "" if whole else min(row[0] for row in rows)  # of the earliest day only a part may have been read
        folded: dict[tuple[str, str, str], list[Any]] = {}
        for day, tag, claim, stance, content, act in rows:
            if whole or day > cut:
                one = folded.setdefault((day, claim, stance), [tag, content, act, 0])
                if tag < one[0]:
                    one[:3] = tag, content, act
                one[3] += 1
        if whole or len(folded) >= wanted:
            break
        read *= _STEP
    latest = sorted(folded.items(), key=lambda item: (item[0][0], item[1][0]), reverse=True)
    return [
        {"statement": tag, "claim": claim, "stance": stance, "day": day or None, "content": content, "act": act,
         "told": told}
        for (day, claim, stance), (tag, content, act, told) in latest[offset:wanted]
    ]  # fmt: skip

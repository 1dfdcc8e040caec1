"""Who speaks on which side of contested claims, and what follows for an actor: its reversals, who denies whom."""

from __future__ import annotations

from typing import Any

from musnad.ledger.database import Database, in_parts, marks
from musnad.resolution.accounts import Account
from musnad.resolution.origins import AGAINST, BEHIND, reversals

_SIDES = (*sorted(BEHIND), *sorted(AGAINST))
_STORE = (
    "INSERT INTO voices SELECT p.actor, s.claim, "
    f"sum(CASE WHEN s.stance IN ({marks(sorted(BEHIND))}) THEN 1 ELSE 0 END), "
    f"sum(CASE WHEN s.stance IN ({marks(sorted(AGAINST))}) THEN 1 ELSE 0 END) "
    f"FROM statements s JOIN profiles p ON p.n = s.profile WHERE s.claim = ? AND s.stance IN ({marks(_SIDES)}) "
    "GROUP BY p.actor, s.claim"
)
_OPPOSED = (
    "SELECT o.actor, v.claim, v.against FROM voices v JOIN voices o ON o.claim = v.claim AND o.actor <> v.actor "
    "WHERE v.actor = ? AND ((v.against > 0 AND o.behind > 0) OR (v.behind > 0 AND o.against > 0))"
)


def store_voices(db: Database, claim: str) -> None:
    """Write who speaks on which side of a claim that is contested; none of its voices are there yet."""
    db.execute(_STORE, (*_SIDES, claim, *_SIDES))


def drop_voices(db: Database, claim: str) -> None:
    """Take out who speaks on which side of a claim."""
    db.execute("DELETE FROM voices WHERE claim = ?", (claim,))


def opponents(db: Database, actor: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Whom an actor denies and who denies it: (other actor, claim), in that order."""
    denies: list[tuple[str, str]] = []
    denied_by: list[tuple[str, str]] = []
    for other, claim, against in db.execute(_OPPOSED, (actor,)):
        (denies if against else denied_by).append((other, claim))
    return sorted(denies), sorted(denied_by)


def actor_reversals(db: Database, actor: str) -> list[dict[str, Any]]:
    """The claims an actor was on both sides of, with the earlier statement and the later, by claim and in time."""
    both = [
        claim for (claim,) in db.execute(
            "SELECT claim FROM voices WHERE actor = ? AND behind > 0 AND against > 0 ORDER BY claim", (actor,)
        )
    ]  # fmt: skip
    told: dict[str, list[Account]] = {claim: [] for claim in both}
    for part in in_parts(both):
        for tag, claim, day, stance, said_on, article in db.execute(
            "SELECT s.tag, s.claim, s.day, s.stance, s.said_on, s.article FROM statements s CROSS JOIN profiles p "
            f"WHERE s.claim IN ({marks(part)}) AND p.n = s.profile AND p.actor = ?", (*part, actor),
        ):  # fmt: skip
            # Where, when and on which side is all that is asked here: the chain and the words are left out.
            told[claim].append(
                Account(key=tag, article=str(article), outlet="", family="", day=day, root=actor, named=True, relays=(),
                        said_on=said_on, channel=None, stance=stance)
            )  # fmt: skip
    return [
        {"claim": claim, "first": first, "then": then}
        for claim, accounts in told.items() for _, first, then in reversals(accounts)
    ]  # fmt: skip

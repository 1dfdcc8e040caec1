"""What a claim comes to: the words it is shown by, its counts, its days, how it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from musnad.resolution.accounts import Account
from musnad.resolution.origins import AGAINST, BEHIND, Origins, count_origins, standing


class Sides(msgspec.Struct, frozen=True):
    """The origins of those who put a claim forward, of those who dispute it, and, where there are neither, of all."""

    behind: Origins | None
    against: Origins | None
    neither: Origins | None = None

    @property
    def told(self) -> Origins:
        """The origins that a claim's row tells: of those behind it, else of those against it, else of all."""
        side = self.behind or self.against or self.neither
        assert side is not None
        return side


def count_sides(accounts: Sequence[Account], copies: Iterable[tuple[str, str]]) -> Sides:
    """Count the origins on each side of a claim.

    Args:
        accounts: of its statements.
        copies: pairs of ids of its articles one of which copies the other.
    """
    copied = [*copies]
    behind, against = (
        count_origins(ours, copied) if (ours := [one for one in accounts if one.stance in side]) else None
        for side in (BEHIND, AGAINST)
    )
    return Sides(behind, against, None if behind or against else count_origins(accounts, copied))


def claim_sums(ident: str, text: str, accounts: Sequence[Account], sides: Sides) -> dict[str, Any]:
    """The row of a claim.

    Args:
        ident: of the claim.
        text: the words it is shown by.
        accounts: of its statements, in time order.
        sides: its origins.
    """
    behind = [one for one in accounts if one.stance in BEHIND]
    against = [one for one in accounts if one.stance in AGAINST]
    side = sides.told
    days = [one.day for one in accounts if one.day]
    return {
        "id": ident, "text": text, "first_day": min(days, default=None), "last_day": max(days, default=None),
        "denied_day": min((one.said_on or one.day or "" for one in against), default=None),
        "statements": len(accounts), "reports": len({one.article for one in accounts}),
        "outlets": len({one.outlet for one in accounts if one.outlet}),
        "witnesses_least": side.witnesses.least, "witnesses_most": side.witnesses.most,
        "origins_least": max(1, side.named.least + side.anonymous.least),
        "origins_most": side.named.most + side.anonymous.most, "behind": len(behind), "against": len(against),
        "standing": _standing(accounts, behind, against),
    }  # fmt: skip


def _standing(accounts: Sequence[Account], behind: Sequence[Account], against: Sequence[Account]) -> str:
    """How a claim stands now; whoever spoke on a day nobody tells counts too, though it is not known after whom."""
    steps = standing(accounts)
    now = steps[-1][1] if steps else "uncontested"
    if against and now in ("uncontested", "confirmed"):
        return "contested" if behind else "denied"
    if now == "denied" and any(not (one.said_on or one.day) for one in behind):
        return "contested"
    return now


def wording(rows: Iterable[tuple[str, str, str]]) -> str:
    """The words a claim is shown by: of the statements that put it forward, those of the one of middling length.

    Args:
        rows: stance, content and key of its first statements.
    """
    told = list(rows)
    plain = [row for row in told if row[0] in BEHIND] or told
    plain.sort(key=lambda row: (len(row[1]), row[2]))
    return plain[len(plain) // 2][1]

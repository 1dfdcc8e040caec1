"""What a claim comes to: the words it is shown by, its counts, its days, how it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from musnad.resolution.origins import AGAINST, BEHIND, Account, count_origins, standing


def claim_sums(ident: str, text: str, accounts: Sequence[Account], copies: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """The row of a claim.

    Args:
        ident: of the claim.
        text: the words it is shown by.
        accounts: of its statements, in time order.
        copies: pairs of ids of its articles one of which copies the other.
    """
    behind = [one for one in accounts if one.stance in BEHIND]
    against = [one for one in accounts if one.stance in AGAINST]
    side = count_origins(behind or against or accounts, copies)
    steps = standing(accounts)
    days = [one.day for one in accounts if one.day]
    return {
        "id": ident, "text": text, "first_day": min(days, default=None), "last_day": max(days, default=None),
        "denied_day": min((one.said_on or one.day or "" for one in against), default=None),
        "statements": len(accounts), "reports": len({one.article for one in accounts}),
        "outlets": len({one.outlet for one in accounts if one.outlet}),
        "witnesses_least": side.witnesses.least, "witnesses_most": side.witnesses.most,
        "origins_least": max(1, side.named.least + side.anonymous.least),
        "origins_most": side.named.most + side.anonymous.most, "behind": len(behind), "against": len(against),
        "standing": steps[-1][1] if steps else "uncontested",
    }  # fmt: skip


def wording(rows: Iterable[tuple[str, str, str]]) -> str:
    """The words a claim is shown by: of the statements that put it forward, those of the one of middling length.

    Args:
        rows: stance, content and key of its first statements.
    """
    told = list(rows)
    plain = [row for row in told if row[0] in BEHIND] or told
    plain.sort(key=lambda row: (len(row[1]), row[2]))
    return plain[len(plain) // 2][1]

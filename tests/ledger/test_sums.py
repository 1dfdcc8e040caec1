"""What a claim comes to: how it stands, with those too of whom no day is told."""

from __future__ import annotations

import pytest

from musnad.ledger.sums import claim_sums, count_sides
from musnad.resolution.accounts import Account


def account(number: int, stance: str, day: str | None) -> Account:
    return Account(
        key=f"s{number}", article=f"a{number}", outlet="", family="", day=day, root=f"actor {number}", named=True,
        relays=(), said_on=None, channel=None, stance=stance,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("told", "standing"),
    [
        ([("asserts", None)], "uncontested"),
        ([("denies", None)], "denied"),
        ([("asserts", None), ("denies", None)], "contested"),
        ([("asserts", "2026-11-10"), ("denies", None)], "contested"),
        ([("asserts", None), ("denies", "2026-11-10")], "contested"),
        ([("asserts", "2026-11-10"), ("denies", "2026-11-12")], "denied"),
        ([("asserts", "2026-11-10"), ("confirms", "2026-11-12"), ("disputes", None)], "contested"),
        ([("asserts", "2026-11-10"), ("confirms", "2026-11-12"), ("other", None)], "confirmed"),
    ],
)
def test_a_denial_of_no_day_is_a_denial(told: list[tuple[str, str | None]], standing: str) -> None:
    accounts = [account(number, *one) for number, one in enumerate(told)]
    assert claim_sums("s0", "words", accounts, count_sides(accounts, []))["standing"] == standing

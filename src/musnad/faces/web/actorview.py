"""What the page of an actor shows beyond the ledger's answer: its positions by the page, what the claims are about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

SHOWN = 30  # positions on one page
_OTHERS = 40  # reversals, denials that are listed
_CLAIMS = 5  # claims of one other actor that are listed


class Besides(NamedTuple):
    """The reversals and the other actors that are listed, and the claims that these are about."""

    turns: list[Mapping[str, Any]]
    others: dict[str, list[dict[str, Any]]]
    claims: set[str]


def besides_of(actor: Mapping[str, Any]) -> Besides:
    """What is listed beside the positions of an actor, as the ledger shows it."""
    turns = actor["reversals"][:_OTHERS]
    others = {name: _by_actor(actor[name]) for name in ("denies", "denied_by")}
    claims = {turn["claim"] for turn in turns}
    claims |= {claim for rows in others.values() for other in rows for claim in other["claims"]}
    return Besides(turns, others, claims)


def actor_view(
    besides: Besides, told: Sequence[Mapping[str, Any]], folded: Sequence[Mapping[str, Any]], number: int = 1
) -> dict[str, Any]:
    """The parts of an actor's page.

    Args:
        besides: what is listed beside its positions.
        told: its positions to the claims of these, in time order.
        folded: the positions of this page, and one more where there is a next page.
        number: which page of its positions.
    """
    about: dict[str, str] = {}
    by_id = {}
    for one in told:
        about.setdefault(one["claim"], one["content"])
        by_id[one["statement"]] = one
    return {
        "positions": folded[:SHOWN],
        "page": number,
        "more": len(folded) > SHOWN,
        "turns": [
            {**turn, "about": about.get(turn["claim"], ""),
             "steps": [by_id[ident] for ident in (turn["first"], turn["then"]) if ident in by_id]}
            for turn in besides.turns
        ],
        "others": besides.others,
        "about": {claim: about.get(claim) or claim for claim in besides.claims},
    }  # fmt: skip


def _by_actor(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Each other actor once, those with the most claims first, with the first claims it is about and how many more."""
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        other = found.setdefault(row["actor"], {"actor": row["actor"], "name": row["name"], "claims": [], "more": 0})
        if len(other["claims"]) < _CLAIMS:
            other["claims"].append(row["claim"])
        else:
            other["more"] += 1
    return sorted(found.values(), key=lambda other: -len(other["claims"]) - other["more"])[:_OTHERS]

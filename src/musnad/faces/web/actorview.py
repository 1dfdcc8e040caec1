"""What the page of an actor shows beyond the ledger's answer: its positions by the page, what the claims are about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

SHOWN = 30  # positions on one page
_OTHERS = 40  # reversals, denials that are listed


def actor_view(actor: Mapping[str, Any], folded: Sequence[Mapping[str, Any]], number: int = 1) -> dict[str, Any]:
    """The parts of an actor's page.

    Args:
        actor: as the ledger shows it, with its positions to the claims it is on a side of.
        folded: the positions of this page, and one more where there is a next page.
        number: which page of its positions.
    """
    about: dict[str, str] = {}
    by_id = {}
    for one in actor["positions"]:
        about.setdefault(one["claim"], one["content"])
        by_id[one["statement"]] = one
    return {
        "positions": folded[:SHOWN],
        "page": number,
        "more": len(folded) > SHOWN,
        "turns": [
            {**turn, "about": about.get(turn["claim"], ""),
             "steps": [by_id[ident] for ident in (turn["first"], turn["then"]) if ident in by_id]}
            for turn in actor["reversals"][:_OTHERS]
        ],
        "others": {name: _by_actor(actor[name], about) for name in ("denies", "denied_by")},
    }  # fmt: skip


def _by_actor(rows: list[Mapping[str, Any]], about: Mapping[str, str]) -> list[dict[str, Any]]:
    """Each other actor once, with the claims it is about."""
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        other = found.setdefault(row["actor"], {"actor": row["actor"], "name": row["name"], "claims": []})
        other["claims"].append({"id": row["claim"], "about": about.get(row["claim"], "")})
    return sorted(found.values(), key=lambda other: -len(other["claims"]))[:_OTHERS]

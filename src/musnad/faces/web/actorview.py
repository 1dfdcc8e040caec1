"""What the page of an actor shows beyond the ledger's answer: positions folded, and what the claims are about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_PAGE = 30  # positions on one page
_OTHERS = 40  # reversals, denials that are listed


def actor_view(actor: Mapping[str, Any], number: int = 1) -> dict[str, Any]:
    """The parts of an actor's page.

    Args:
        actor: as the ledger shows it.
        number: which page of its positions.
    """
    about: dict[str, str] = {}
    by_id = {}
    for one in actor["positions"]:
        about.setdefault(one["claim"], one["content"])
        by_id[one["statement"]] = one
    folded = folded_positions(actor["positions"])
    end = number * _PAGE
    return {
        "positions": folded[end - _PAGE : end],
        "page": number,
        "more": len(folded) > end,
        "turns": [
            {**turn, "about": about.get(turn["claim"], ""),
             "steps": [by_id[ident] for ident in (turn["first"], turn["then"]) if ident in by_id]}
            for turn in actor["reversals"][:_OTHERS]
        ],
        "others": {name: _by_actor(actor[name], about) for name in ("denies", "denied_by")},
    }  # fmt: skip


def folded_positions(positions: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The positions, the latest first; one for each claim, stance and day, with how many tell it."""
    found: dict[tuple[str, str, str], dict[str, Any]] = {}
    for one in positions:
        key = (one["day"] or "", one["claim"], one["stance"])
        if key in found:
            found[key]["told"] += 1
        else:
            found[key] = {**one, "told": 1}
    return [*reversed(found.values())]


def _by_actor(rows: list[Mapping[str, Any]], about: Mapping[str, str]) -> list[dict[str, Any]]:
    """Each other actor once, with the claims it is about."""
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        other = found.setdefault(row["actor"], {"actor": row["actor"], "name": row["name"], "claims": []})
        other["claims"].append({"id": row["claim"], "about": about.get(row["claim"], "")})
    return sorted(found.values(), key=lambda other: -len(other["claims"]))[:_OTHERS]

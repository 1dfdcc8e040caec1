"""What the page of a claim shows beyond the ledger's answer: both sides, the time line, one page of the evidence."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import groupby
from typing import Any

from markupsafe import Markup, escape

from musnad.faces.web.paging import paged
from musnad.faces.web.view import article_path, isolated, plain

_DAYS = 60  # of the time line
_JOINS = 6  # reasons that are listed
_STATEMENTS = 30  # of the evidence on one page
_SIDES = {"asserts": "behind", "confirms": "behind", "denies": "against", "disputes": "against"}


def claim_view(claim: Mapping[str, Any], number: int = 1, unknown: str = "") -> dict[str, Any]:
    """The parts of a claim's page.

    Args:
        claim: as the ledger shows it.
        number: which page of the evidence.
        unknown: what a speaker is called whom the article does not name.
    """
    told = {one["id"]: one for one in claim["evidence"]}
    both = (("behind", claim["behind_it"]), ("against", claim["against_it"]))
    return {
        "told": told,
        "by": lru_cache(maxsize=None)(lambda ident: _voice(told.get(ident), ident, unknown)),
        "sides": [(name, side, side["joins"][:_JOINS]) for name, side in both if side],
        "timeline": timeline(claim),
        "passed_on": passed_on,
        **paged("evidence", claim["evidence"], number, _STATEMENTS),
    }


def passed_on(one: Mapping[str, Any]) -> list[str]:
    """Through whom a statement came, the speaker first; an outlet that was itself spoken to is named once."""
    return [name for name, _ in groupby(name for name in reversed(one["chain"]) if name)]


def _voice(one: Mapping[str, Any] | None, ident: str, unknown: str) -> Markup:
    """Who said it and where that was printed, leading to the words."""
    if one is None:
        return escape(ident)
    name = isolated(one["speaker"] or unknown)
    if one["outlet"]:
        name = Markup("{} · {}").format(name, isolated(one["outlet"]))
    return Markup('<a href="{}">{}</a>').format(article_path(one["article"], one["statement"]), name)


def timeline(claim: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Day by day who was on which side, the same speaker on the same day once, with how many articles tell it."""
    standing = {one["day"]: one["standing"] for one in claim["standing_by_day"]}
    days: dict[str, dict[tuple[str, str, str], dict[str, Any]]] = {}
    for one in claim["evidence"]:
        side = _SIDES.get(one["stance"])
        if side is None:
            continue
        voices = days.setdefault(one["day"] or "", {})
        key = (side, one["stance"], one["actor"] or plain(one["speaker"]))
        voice = voices.setdefault(
            key,
            {"side": side, "stance": one["stance"], "speaker": one["speaker"], "actor": one["actor"], "articles": set(),
             "href": article_path(one["article"], one["statement"])},
        )  # fmt: skip
        voice["articles"].add(one["article"])
    found = []
    for day in sorted(days, key=lambda each: each or "9999")[:_DAYS]:
        voices_of = [{**voice, "articles": len(voice["articles"])} for voice in days[day].values()]
        found.append({"day": day, "standing": standing.get(day), "voices": voices_of})
    return found

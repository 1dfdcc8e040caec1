"""A search with what its statements have in common: how many by outlet, act, stance, actor and year or month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from musnad.ledger.database import marks, told_plainly
from musnad.ledger.search import Question, all_of, best_matches, conditions, latest_matches
from musnad.ledger.store import Ledger
from musnad.ledger.views import actor_names

FACETS = ("day", "stance", "act", "outlet", "actor")
COUNTED = 100  # statements that are looked at, those added last first
_SHOWN = 8  # values of a facet
_SPANS = 12  # months or years


def faceted_search(
    ledger: Ledger, words: str, filters: Mapping[str, str | None], limit: int, language: str = "ar"
) -> tuple[list[dict[str, Any]], dict[str, list[dict[str, Any]]], int]:
    """What a search finds, the values of each facet with their counts, and over how many statements these were counted.

    Args:
        filters: as those of a search, by name.
        limit: how many statements are found at most.

    Raises:
        MusnadError: nothing is asked for, or a day is none.
    """
    question = conditions(ledger, words, filters, language)
    latest = latest_matches(ledger, question, max(limit, COUNTED))
    return best_matches(ledger, question, limit, latest), *_facets(ledger, question, latest)


def _facets(
    ledger: Ledger, question: Question, latest: Sequence[int] | None
) -> tuple[dict[str, list[dict[str, Any]]], int]:
    """The commonest values of each facet, the commonest first, days in order; how many statements were looked at."""
    if latest is None:
        held, values = all_of(question.filters)
        found = f"{held} ORDER BY s.day DESC, s.key"
    else:
        values = [*latest[:COUNTED]]
        found = f"s.n IN ({marks(values)}) ORDER BY s.n DESC"
    rows: list[Any] = []
    if values:
        with told_plainly(ledger.url):
            rows = ledger.db.execute(
                f"SELECT s.day, s.stance, s.act, s.outlet, s.profile FROM statements s WHERE {found} LIMIT ?",
                (*values, COUNTED),
            ).fetchall()
    counts = dict(zip(FACETS, (Counter(column) for column in zip(*rows, strict=True)), strict=bool(rows)))
    for count in counts.values():
        count.pop(None, None)
        count.pop("", None)
    if counts:
        counts["day"] = _added_up(counts["day"], lambda day: day[:7])
        if len(counts["day"]) > _SPANS:  # by year where there are many months
            counts["day"] = _added_up(counts["day"], lambda month: month[:4])
        counts["actor"] = _added_up(counts["actor"], _actors_of(ledger, [*counts["actor"]]).__getitem__)
    common = {name: counts[name].most_common(_SPANS if name == "day" else _SHOWN) for name in counts}
    names = actor_names(ledger, {actor for actor, _ in common["actor"]}) if common else {}
    shown = {
        name: [
            {"value": value, "label": names.get(value, value), "count": times} for value, times in common.get(name, ())
        ]
        for name in FACETS
    }
    shown["day"].sort(key=lambda one: str(one["value"]))
    return shown, len(rows)


def _added_up(counts: Counter[Any], kind: Callable[[Any], str]) -> Counter[Any]:
    """Counts of what the counted values are of, in the order in which these were met."""
    added: Counter[Any] = Counter()
    for value, times in counts.items():
        added[kind(value)] += times
    return added


def _actors_of(ledger: Ledger, profiles: Sequence[int]) -> dict[int, str]:
    """Whose profiles these are."""
    with told_plainly(ledger.url):
        rows = ledger.db.execute(f"SELECT n, actor FROM profiles WHERE n IN ({marks(profiles)})", profiles)
        return dict(rows.fetchall())

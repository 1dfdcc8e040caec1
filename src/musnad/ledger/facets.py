"""A search with what its statements have in common: how many by outlet, act, stance, actor and year or month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from musnad.ledger.database import marks, told_plainly
from musnad.ledger.search import Question, best_matches, conditions, latest_matches
from musnad.ledger.store import Ledger
from musnad.ledger.views import actor_names

FACETS = ("day", "stance", "act", "outlet", "actor")
COUNTED = 200  # statements that are looked at, those added last first
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
    latest = latest_matches(ledger, question, limit)
    return best_matches(ledger, question, limit, latest), *_facets(ledger, question, latest)


def _facets(
    ledger: Ledger, question: Question, latest: Sequence[int] | None
) -> tuple[dict[str, list[dict[str, Any]]], int]:
    """The commonest values of each facet, the commonest first, days in order; how many statements were looked at."""
    source, order, where, values = "statements s", "s.day DESC, s.key", question.where, [*question.values]
    if latest is not None:
        values = [*latest[:COUNTED]]
        order, where = "s.n DESC", [f"s.n IN ({marks(values)})"]
    elif question.asked:  # CROSS JOIN: the words come first, whatever else there is an index for
        source, order = "words w CROSS JOIN statements s", "w.rowid DESC"
        where = [*where, "s.n = w.rowid"]
    rows: list[Any] = []
    if values:
        with told_plainly(ledger.url):
            rows = ledger.db.execute(
                f"SELECT substr(s.day, 1, 7), s.stance, s.act, s.outlet, p.actor FROM {source} "
                f"LEFT JOIN profiles p ON p.n = s.profile "
                f"WHERE {' AND '.join(where)} ORDER BY {order} LIMIT ?", (*values, COUNTED),
            ).fetchall()  # fmt: skip
    counts = dict(zip(FACETS, (Counter(column) for column in zip(*rows, strict=True)), strict=bool(rows)))
    for count in counts.values():
        count.pop(None, None)
        count.pop("", None)
    if counts and len(counts["day"]) > _SPANS:  # by year where there are many months
        years: Counter[str] = Counter()
        for month, times in counts["day"].items():
            years[month[:4]] += times
        counts["day"] = years
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

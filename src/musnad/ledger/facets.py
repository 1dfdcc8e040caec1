"""What the statements of a search have in common: how many by outlet, act, stance, actor and year or month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from musnad.ledger.database import told_plainly
from musnad.ledger.search import conditions
from musnad.ledger.store import Ledger
from musnad.ledger.views import actor_names

FACETS = ("day", "stance", "act", "outlet", "actor")
COUNTED = 200  # statements that are looked at, those added last first
_SHOWN = 8  # values of a facet
_SPANS = 12  # months or years


def facets(
    ledger: Ledger, words: str, filters: Mapping[str, str | None], language: str = "ar"
) -> tuple[dict[str, list[dict[str, Any]]], int]:
    """The values of each facet with their counts, the commonest first, and over how many statements they were counted.

    Args:
        filters: as those of a search, by name.

    Raises:
        MusnadError: nothing is asked for, or a day is none.
    """
    asked, _, where, values = conditions(ledger, words, filters, language)
    source, order = "statements s", "s.day DESC, s.key"
    if asked:  # CROSS JOIN: the words come first, whatever else there is an index for
        source, order = "words w CROSS JOIN statements s", "w.rowid DESC"
        where.append("s.n = w.rowid")
    with told_plainly(ledger.url):
        rows = ledger.db.execute(
            f"SELECT s.day, s.stance, s.act, s.outlet, p.actor FROM {source} "
            f"LEFT JOIN profiles p ON p.n = s.profile "
            f"WHERE {' AND '.join(where)} ORDER BY {order} LIMIT ?", (*values, COUNTED),
        ).fetchall()  # fmt: skip
    counts = {name: Counter(row[at] for row in rows if row[at]) for at, name in enumerate(FACETS)}
    days = counts["day"]
    for length in (7, 4):  # by month; by year where there are many months
        counts["day"] = Counter()
        for day, times in days.items():
            counts["day"][day[:length]] += times
        if len(counts["day"]) <= _SPANS:
            break
    common = {name: count.most_common(_SPANS if name == "day" else _SHOWN) for name, count in counts.items()}
    names = actor_names(ledger, {actor for actor, _ in common["actor"]})
    shown = {
        name: [{"value": value, "label": names.get(value, value), "count": times} for value, times in most]
        for name, most in common.items()
    }
    shown["day"].sort(key=lambda one: str(one["value"]))
    return shown, len(rows)

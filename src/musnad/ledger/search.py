"""Statements by their words, with filters, the best match first."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from musnad.errors import MusnadError
from musnad.lang.pack import load_pack
from musnad.ledger.database import marks, told_plainly
from musnad.ledger.store import Ledger
from musnad.ledger.views import find_actors
from musnad.ledger.words import matching

_RANKED = 1000  # matches that are ranked, those added last
_COLUMNS = {
    "act": "s.act =",
    "stance": "s.stance =",
    "outlet": "s.outlet =",
    "since": "s.day >=",
    "until": "s.day <=",
}


def search(
    ledger: Ledger,
    words: str,
    *,
    who: str | None = None,
    act: str | None = None,
    stance: str | None = None,
    outlet: str | None = None,
    since: str | None = None,
    until: str | None = None,
    limit: int = 20,
    language: str = "ar",
) -> list[dict[str, Any]]:
    """Statements that hold all of the words, the best match first; where very many do, the best of the latest.

    Args:
        words: folded and read without clitics, so that a bare noun finds it with article, preposition, conjunction;
            may be empty where a filter is given: then the latest come first.
        who: a name or id of an actor; act, stance, outlet: exactly these; since, until: first and last day.

    Raises:
        MusnadError: nothing is asked for, or a day is none.
    """
    filters = {"who": who, "act": act, "stance": stance, "outlet": outlet, "since": since, "until": until}
    asked, best, where, values = conditions(ledger, words, filters, language)
    # Which are shown is found first, by an index where there is one; CROSS JOIN, for the words come before all else.
    held = " AND ".join(where)
    order = "w.best" if asked else "s.day DESC"
    if where == [asked]:
        found = f"SELECT rowid AS n, {best} AS best FROM words w WHERE {asked}"
        since_row = _ranked_from(ledger, asked, values, limit)
        if since_row is not None:
            found += " AND w.rowid >= ?"
            values.append(since_row)
        found += " ORDER BY best, n LIMIT ?"
    elif asked:
        found = f"SELECT s.n AS n, {best} AS best FROM words w CROSS JOIN statements s WHERE {held} AND s.n = w.rowid"
        found += " ORDER BY best, s.key LIMIT ?"
    else:
        found = f"SELECT n FROM statements s WHERE {held} ORDER BY s.day DESC, s.key LIMIT ?"
    with told_plainly(ledger.url):
        rows = ledger.db.execute(
            f"SELECT s.tag, s.claim, s.day, s.speaker, s.act, s.stance, s.content, s.outlet, a.id "
            f"FROM ({found}) w JOIN statements s ON s.n = w.n JOIN articles a ON a.n = s.article "
            f"ORDER BY {order}, s.key", (*values, limit),
        ).fetchall()  # fmt: skip
    fields = ("id", "claim", "day", "speaker", "act", "stance", "content", "outlet", "article")
    return [dict(zip(fields, row, strict=True)) for row in rows]


def _ranked_from(ledger: Ledger, asked: str, values: list[Any], limit: int) -> int | None:
    """The row from which on matches are ranked where very many match: to weigh each would cost more than the page."""
    with told_plainly(ledger.url):
        row = ledger.db.execute(
            f"SELECT w.rowid FROM words w WHERE {asked} ORDER BY w.rowid DESC LIMIT 1 OFFSET ?",
            (*values, max(_RANKED, limit) - 1),
        ).fetchone()
    return row[0] if row is not None else None


def conditions(
    ledger: Ledger, words: str, filters: Mapping[str, str | None], language: str
) -> tuple[str, str, list[str], list[Any]]:
    """How statements are found: the condition on the index of words, the order of matches, all conditions, values.

    Args:
        filters: who, act, stance, outlet, since, until; a value of None filters nothing.

    Raises:
        MusnadError: nothing is asked for, or a day is none.
    """
    for name in ("since", "until"):
        try:
            date.fromisoformat(filters.get(name) or "2000-01-01")
        except ValueError:
            raise MusnadError(name, f"{filters[name]!r} is no day", "write it as YYYY-MM-DD") from None
    asked, values, best = matching(ledger.db, words, load_pack(language))
    where = [asked] if asked else []
    who = filters.get("who")
    if who is not None:
        actors = find_actors(ledger, who, language)
        where.append(f"s.profile IN (SELECT n FROM profiles WHERE actor IN ({marks(actors)}))")
        values += actors
    for name, column in _COLUMNS.items():
        value = filters.get(name)
        if value is not None:
            where.append(f"{column} ?")
            values.append(value)
    if not where:
        raise MusnadError("search", "there is nothing to search for", "give words, or a filter such as --who NAME")
    return asked, best, where, values

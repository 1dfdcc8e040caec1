"""Statements by their words, with filters, the best match first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from musnad.errors import MusnadError
from musnad.lang.pack import load_pack
from musnad.ledger.database import marks, told_plainly
from musnad.ledger.store import Ledger
from musnad.ledger.views import find_actors
from musnad.ledger.words import matching

RANKED = 200  # matches that are ranked among each other: those added last, then those before them
_COLUMNS = {
    "act": "s.act =",
    "stance": "s.stance =",
    "outlet": "s.outlet =",
    "since": "s.day >=",
    "until": "s.day <=",
}
_HIT = ("id", "claim", "day", "speaker", "act", "stance", "content", "outlet", "article")


class Question(NamedTuple):
    """How statements are found: the condition on the index of words, the order of matches, all conditions, values."""

    asked: str
    best: str
    where: list[str]
    values: list[Any]


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
    """Statements that hold all of the words, the best match first; where very many do, the best of the latest first.

    Args:
        words: folded and read without clitics, so that a bare noun finds it with article, preposition, conjunction;
            may be empty where a filter is given: then the latest come first.
        who: a name or id of an actor; act, stance, outlet: exactly these; since, until: first and last day.

    Raises:
        MusnadError: nothing is asked for, or a day is none.
    """
    filters = {"who": who, "act": act, "stance": stance, "outlet": outlet, "since": since, "until": until}
    question = conditions(ledger, words, filters, language)
    return best_matches(ledger, question, limit, latest_matches(ledger, question, limit))


def latest_matches(ledger: Ledger, question: Question, limit: int) -> list[int] | None:
    """The rows of what matches words, those added last first: as many as are asked for, in whole blocks of
    :data:`RANKED`; None where there is more than words to a question."""
    if question.where != [question.asked]:
        return None
    with told_plainly(ledger.url):
        rows = ledger.db.execute(
            f"SELECT w.rowid FROM words w WHERE {question.asked} ORDER BY w.rowid DESC LIMIT ?",
            (*question.values, -(-limit // RANKED) * RANKED),
        ).fetchall()
    return [n for (n,) in rows]


def best_matches(ledger: Ledger, question: Question, limit: int, latest: Sequence[int] | None) -> list[dict[str, Any]]:
    """The best of what matches, or the latest where no words were asked for.

    Args:
        latest: as :func:`latest_matches` gives it for this question and limit.
    """
    asked, best, where, values = question
    # Which are shown is found first, by an index where there is one; CROSS JOIN, for the words come before all else.
    held = " AND ".join(where)
    if latest is not None:  # block by block: to weigh all that match would cost more than the page
        found = f"SELECT rowid AS n, {best} AS best FROM words w WHERE {asked} AND w.rowid BETWEEN ? AND ?"
        found += " ORDER BY best, n LIMIT ?"
        hits: list[dict[str, Any]] = []
        for start in range(0, len(latest), RANKED):
            block = latest[start : start + RANKED]
            hits += _shown(ledger, found, "w.best", (*values, block[-1], block[0], limit - len(hits)))
            if len(hits) >= limit:
                break
        return hits
    if not asked:
        found = f"SELECT n FROM statements s WHERE {held} ORDER BY s.day DESC, s.key LIMIT ?"
        return _shown(ledger, found, "s.day DESC", (*values, limit))
    found = f"SELECT s.n AS n, {best} AS best FROM words w CROSS JOIN statements s WHERE {held} AND s.n = w.rowid"
    return _shown(ledger, f"{found} ORDER BY best, s.key LIMIT ?", "w.best", (*values, limit))


def _shown(ledger: Ledger, found: str, order: str, values: Sequence[Any]) -> list[dict[str, Any]]:
    """What is shown of the statements that a query finds."""
    with told_plainly(ledger.url):
        rows = ledger.db.execute(
            f"SELECT s.tag, s.claim, s.day, s.speaker, s.act, s.stance, s.content, s.outlet, a.id "
            f"FROM ({found}) w JOIN statements s ON s.n = w.n JOIN articles a ON a.n = s.article "
            f"ORDER BY {order}, s.key", values,
        ).fetchall()  # fmt: skip
    return [dict(zip(_HIT, row, strict=True)) for row in rows]


def conditions(ledger: Ledger, words: str, filters: Mapping[str, str | None], language: str) -> Question:
    """How statements are found that hold all of the words and fit the filters.

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
    return Question(asked, best, where, values)

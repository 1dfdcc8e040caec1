"""Statements by their words, with filters, the best match first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from musnad.errors import MusnadError
from musnad.lang.pack import load_pack
from musnad.ledger.database import Database, marks, told_plainly
from musnad.ledger.ranking import best_first
from musnad.ledger.store import Ledger
from musnad.ledger.views import find_actors
from musnad.ledger.words import Asked, asked_words, words_of
from musnad.resolution.claims import article_of

RANKED = 100  # matches that are ranked among each other: those added last, then those before them
_LATEST = 400  # what holds the words: so many are held against the filters before anything else is tried
_FEW = 4096  # statements that fit a filter: up to so many are gathered before the words are asked for
_DEARER = 20  # how many rows of the index of words are passed in the time that one statement's words are read in
_COLUMNS = {"act": "s.act = ?", "stance": "s.stance = ?", "outlet": "s.outlet = ?"}
_HIT = ("id", "claim", "day", "speaker", "act", "stance", "content", "outlet", "article")

Filter = tuple[str, list[Any]]  # a condition on statements s, and its values


class Question(NamedTuple):
    """How statements are found: by the words they hold, if any are asked for, and the filters they fit."""

    asked: Asked | None
    filters: list[Filter]


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
    """The rows of what holds the words and fits the filters, those added last first: as many as are asked for, in whole
    blocks of :data:`RANKED`; None where no words are asked for."""
    if question.asked is None:
        return None
    wanted = -(-limit // RANKED) * RANKED
    with told_plainly(ledger.url):
        if question.filters:  # often the latest are enough, or all that there is
            latest = _matches(ledger.db, question.asked, [], _LATEST)
            found = _fit(ledger.db, latest, question.filters)
            if len(latest) < _LATEST or len(found) >= wanted:
                return found[:wanted]
        few, left = _fitting(ledger.db, question.filters)
        if few is not None:
            return _among(ledger.db, question.asked, few, left, wanted)
        return _matches(ledger.db, question.asked, left, wanted)


def best_matches(ledger: Ledger, question: Question, limit: int, latest: Sequence[int] | None) -> list[dict[str, Any]]:
    """The best of what matches, or the latest where no words were asked for.

    Args:
        latest: as :func:`latest_matches` gives it for this question and limit.
    """
    with told_plainly(ledger.url):
        if question.asked is None or latest is None:
            held, values = all_of(question.filters)
            found = f"SELECT n FROM statements s WHERE {held} ORDER BY s.day DESC, s.key LIMIT ?"
            return [hit for _, hit in _shown(ledger, found, "s.day DESC", (*values, limit))]
        hits: list[dict[str, Any]] = []
        for start in range(0, len(latest), RANKED):  # to weigh all that match would cost more than the page
            if len(hits) >= limit:
                break
            best = best_first(ledger.db, question.asked, latest[start : start + RANKED])[: limit - len(hits)]
            rows = [n for _, n in best]
            shown = dict(_shown(ledger, f"SELECT n FROM statements WHERE n IN ({marks(rows)})", "s.key", rows))
            places = {n: place for place, n in enumerate(shown)}
            hits += [shown[n] for _, n in sorted(best, key=lambda one: (one[0], places[one[1]]))]
        return hits


def _matches(db: Database, asked: Asked, filters: Sequence[Filter], limit: int) -> list[int]:
    """The rows of what holds words and fits filters, those added last first."""
    condition, values = asked.condition(db)
    source = "words w"
    if filters:  # CROSS JOIN, for the words come before all else
        fits, more = all_of(filters)
        source = "words w CROSS JOIN statements s"
        condition, values = f"{condition} AND s.n = w.rowid AND {fits}", [*values, *more]
    rows = db.execute(f"SELECT w.rowid FROM {source} WHERE {condition} ORDER BY w.rowid DESC LIMIT ?", (*values, limit))
    return [n for (n,) in rows]


def all_of(filters: Sequence[Filter]) -> Filter:
    """One filter of several."""
    return " AND ".join(condition for condition, _ in filters), [value for _, values in filters for value in values]


def _fitting(db: Database, filters: list[Filter]) -> tuple[set[int] | None, list[Filter]]:
    """The rows that fit those filters that few fit, None where there is no such filter; the filters that are left.

    PostgreSQL knows by itself how many fit what, and plans accordingly.
    """
    few: set[int] | None = None
    left = []
    for condition, values in [] if db.arrays else filters:
        rows = db.execute(f"SELECT s.n FROM statements s WHERE {condition} LIMIT ?", (*values, _FEW + 1)).fetchall()
        if len(rows) > _FEW:
            left.append((condition, values))
        else:
            fit = {n for (n,) in rows}
            few = fit if few is None else few & fit
    return few, filters if db.arrays else left


def _among(db: Database, asked: Asked, few: set[int], filters: Sequence[Filter], limit: int) -> list[int]:
    """What holds the words among few statements, as :func:`_matches`.

    What holds the words is gone through, from the last added on; where that is far more than the few, these are read
    instead. So it costs at most about twice the cheaper of the two.
    """
    if not few:
        return []
    condition, values = asked.condition(db)
    within = f"SELECT w.rowid FROM words w WHERE {condition} AND w.rowid BETWEEN ? AND ? ORDER BY w.rowid DESC"
    sure: list[int] = []
    unread: list[int] = []
    for passed, (n,) in enumerate(db.execute(within, (*values, min(few), max(few)))):
        if passed > _DEARER * len(few):
            unread = sorted((other for other in few if other <= n), reverse=True)
            break
        if n in few:
            sure.append(n)
    found: list[int] = []
    for rows, known in ((sure, True), (unread, False)):
        for start in range(0, len(rows), RANKED):
            if len(found) >= limit:
                break
            part = rows[start : start + RANKED]
            if not known:
                part = [n for n, said, _ in words_of(db, part) if asked.held_by(said)]
            found += _fit(db, part, filters)
    return found[:limit]


def _fit(db: Database, rows: Sequence[int], filters: Sequence[Filter]) -> list[int]:
    """Those rows that fit filters, those added last first."""
    if not filters:
        return sorted(rows, reverse=True)
    fits, values = all_of(filters)
    source = "statements s" if db.arrays else "statements s NOT INDEXED"  # by their rows, not by what fits a filter
    query = f"SELECT s.n FROM {source} WHERE s.n IN ({marks(rows)}) AND {fits} ORDER BY s.n DESC"
    return [n for (n,) in db.execute(query, (*rows, *values))]


def _shown(ledger: Ledger, found: str, order: str, values: Sequence[Any]) -> list[tuple[int, dict[str, Any]]]:
    """The rows of statements that a query finds, each with what is shown of it."""
    rows = ledger.db.execute(
        f"SELECT s.n, s.tag, s.claim, s.day, s.speaker, s.act, s.stance, s.content, s.outlet, s.key "
        f"FROM ({found}) w JOIN statements s ON s.n = w.n ORDER BY {order}, s.key", values,
    ).fetchall()  # fmt: skip
    return [(n, dict(zip(_HIT, (*row, article_of(key)), strict=True))) for n, *row, key in rows]


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
    asked = asked_words(words, load_pack(language))
    fitting: list[Filter] = []
    who, since, until = filters.get("who"), filters.get("since"), filters.get("until")
    if who is not None:
        actors = find_actors(ledger, who, language)
        fitting.append((f"s.profile IN (SELECT n FROM profiles WHERE actor IN ({marks(actors)}))", actors))
    for name, condition in _COLUMNS.items():
        value = filters.get(name)
        if value is not None:
            fitting.append((condition, [value]))
    days = [("s.day >= ?", since), ("s.day <= ?", until)]  # one filter: few may fit both where many fit each
    if since is not None or until is not None:
        fitting.append(all_of([(condition, [day]) for condition, day in days if day is not None]))
    if asked is None and not fitting:
        raise MusnadError("search", "there is nothing to search for", "give words, or a filter such as --who NAME")
    return Question(asked, fitting)

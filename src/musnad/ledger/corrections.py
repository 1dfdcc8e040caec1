"""What people decide about names: recorded with its day, never overwritten by the machine, only undone."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from musnad.errors import MusnadError
from musnad.ledger.database import told_plainly
from musnad.ledger.settling import settle
from musnad.ledger.store import Ledger
from musnad.ledger.views import find_actors

RELATIONS = ("same", "different")


def decide(ledger: Ledger, relation: str, one: str, other: str, language: str = "ar") -> int:
    """Record that two names are one actor's, or two actors'.

    Args:
        relation: one of :data:`RELATIONS`.
        one, other: names as they were seen, or ids of actors.

    Returns:
        The number of the decision, by which it can be undone; the old one where it holds already.

    Raises:
        MusnadError: a name is nobody's in this ledger, or both are the same name.
    """
    first, second = (_profile(ledger, name, language) for name in (one, other))
    if first == second:
        hint = "give each as it was seen, musnad who lists that; what was decided before, musnad decisions and undo"
        raise MusnadError(ledger.url, f"{one!r} and {other!r} lead to the same name here", hint)
    db = ledger.db
    held = db.execute(
        "SELECT n, relation FROM corrections WHERE undone IS NULL AND ((a = ? AND b = ?) OR (a = ? AND b = ?)) "
        "ORDER BY n DESC LIMIT 1", (first, second, second, first),
    ).fetchone()  # fmt: skip
    if held is not None and held[1] == relation:
        return int(held[0])
    with told_plainly(ledger.url):
        db.begin()
        now = datetime.now(UTC).isoformat(timespec="seconds")
        number = db.execute(
            "INSERT INTO corrections (relation, a, b, made) VALUES (?, ?, ?, ?) RETURNING n",
            (relation, first, second, now),
        ).fetchone()[0]
        _mark(ledger, first, second)
        settle(db)
        db.commit()
    return int(number)


def undo(ledger: Ledger, number: int) -> None:
    """Take back a decision; it stays on record. Raises MusnadError where there is none, or it is undone already."""
    db = ledger.db
    row = db.execute("SELECT a, b FROM corrections WHERE n = ? AND undone IS NULL", (number,)).fetchone()
    if row is None:
        raise MusnadError(ledger.url, f"there is no decision {number} to undo", "musnad decisions lists them")
    with told_plainly(ledger.url):
        db.begin()
        now = datetime.now(UTC).isoformat(timespec="seconds")
        db.execute("UPDATE corrections SET undone = ? WHERE n = ?", (now, number))
        _mark(ledger, *row)
        settle(db)
        db.commit()


def decisions(ledger: Ledger) -> list[dict[str, Any]]:
    """All decisions, the undone ones too, oldest first; of two about the same names the last that stands ``holds``."""
    rows = ledger.db.execute(
        "SELECT c.n, c.relation, c.a, c.b, coalesce(p.name, c.a), coalesce(q.name, c.b), c.made, c.undone "
        "FROM corrections c LEFT JOIN profiles p ON p.tag = c.a LEFT JOIN profiles q ON q.tag = c.b ORDER BY c.n"
    ).fetchall()
    last = {frozenset((a, b)): number for number, _, a, b, *_, undone in rows if undone is None}
    return [
        {"number": number, "relation": relation, "one": one, "other": other,
         "holds": last.get(frozenset((a, b))) == number, "made": made, "undone": undone}
        for number, relation, a, b, one, other, made, undone in rows
    ]  # fmt: skip


def _profile(ledger: Ledger, name: str, language: str) -> str:
    """The tag of the name that is meant: as it was seen, else the most seen name of the actor that goes by it."""
    row = ledger.db.execute(
        "SELECT p.tag FROM sightings g JOIN profiles p ON p.n = g.profile WHERE g.name = ? OR p.tag = ? "
        "GROUP BY p.n ORDER BY sum(g.times) DESC, p.tag LIMIT 1", (name, name),
    ).fetchone()  # fmt: skip
    if row is not None:
        return str(row[0])
    actors = find_actors(ledger, name, language)
    if not actors:
        raise MusnadError(ledger.url, f"nobody here goes by the name {name!r}")
    return actors[0]


def _mark(ledger: Ledger, *tags: str) -> None:
    """Have these names, and all that are joined to them, settled anew."""
    for tag in tags:
        ledger.db.execute(
            "INSERT OR IGNORE INTO dirty_profiles SELECT q.n FROM profiles p JOIN profiles q ON q.actor = p.actor "
            "WHERE p.tag = ?", (tag,),
        )  # fmt: skip
        ledger.db.execute(
            "UPDATE profiles SET settled = 0 WHERE actor = (SELECT actor FROM profiles WHERE tag = ?)", (tag,)
        )

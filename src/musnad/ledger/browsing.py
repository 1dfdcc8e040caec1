"""What a page shows of articles, the latest and how the ledger sees the statements of one; and of actors."""

from __future__ import annotations

from typing import Any

from musnad.errors import NotFound
from musnad.ledger.database import marks, told_plainly
from musnad.ledger.store import Ledger
from musnad.ledger.views import actor_names, find_actors

_COPIES = 50  # of an article that are listed
_ARTICLE = ("id", "title", "outlet", "day", "url", "statements")
_PLACE = ("id", "article", "local", "claim", "stance", "act", "day", "said_on", "speaker", "actor", "kind", "content")


def latest_articles(ledger: Ledger, limit: int = 20, offset: int = 0) -> list[dict[str, Any]]:
    """The articles added last, the newest first, with how many statements each has."""
    with told_plainly(ledger.url):
        rows = ledger.db.execute(
            "SELECT a.id, a.title, a.outlet, a.day, a.url, (SELECT count(*) FROM statements WHERE article = a.n) "
            "FROM articles a ORDER BY a.n DESC LIMIT ? OFFSET ?", (limit, offset),
        ).fetchall()  # fmt: skip
    found = []
    for row in rows:
        one = dict(zip(_ARTICLE, row, strict=True))
        one["title"] = one["title"] or ledger.article(one["id"]).text.strip().partition("\n")[0][:200]
        found.append(one)
    return found


def list_actors(ledger: Ledger, limit: int = 20, named: str | None = None) -> list[dict[str, Any]]:
    """The actors with the most statements, or those who go by a name, the most seen first; with how many each has."""
    asked = find_actors(ledger, named)[:limit] if named is not None else []
    theirs = f"AND profile IN (SELECT n FROM profiles WHERE actor IN ({marks(asked)}))" if named is not None else ""
    with told_plainly(ledger.url):
        # Counted along the index of profiles first: a statement itself is not looked at.
        rows = ledger.db.execute(
            "SELECT p.actor, sum(c.told) FROM (SELECT profile, count(*) AS told FROM statements "
            f"WHERE profile IS NOT NULL {theirs} GROUP BY profile) c JOIN profiles p ON p.n = c.profile "
            "GROUP BY p.actor ORDER BY 2 DESC, 1 LIMIT ?", (*asked, limit),
        ).fetchall()  # fmt: skip
    counts = {actor: int(told) for actor, told in rows}
    shown = asked if named is not None else list(counts)
    names = actor_names(ledger, set(shown))
    return [{"id": one, "name": names.get(one, ""), "statements": counts.get(one, 0)} for one in shown]


def article_places(ledger: Ledger, ident: str) -> list[dict[str, Any]]:
    """What the ledger says of an article's statements: public id, claim and its standing, stance, the actor's id."""
    fields = ("local", "id", "claim", "stance", "standing", "reports", "actor")
    with told_plainly(ledger.url):
        rows = ledger.db.execute(
            "SELECT s.local, s.tag, s.claim, s.stance, c.standing, c.reports, p.actor FROM articles a "
            "JOIN statements s ON s.article = a.n JOIN claims c ON c.id = s.claim "
            "LEFT JOIN profiles p ON p.n = s.profile WHERE a.id = ? ORDER BY s.n", (ident,),
        ).fetchall()  # fmt: skip
    return [dict(zip(fields, row, strict=True)) for row in rows]


def article_copies(ledger: Ledger, ident: str) -> list[dict[str, Any]]:
    """The articles that share an article's text, with whose it was first: this, other, an agency, or nothing."""
    found = []
    with told_plainly(ledger.url):
        for one, other in (("a", "b"), ("b", "a")):
            rows = ledger.db.execute(
                f"SELECT o.id, o.title, o.outlet, o.day, c.kind, c.share_{one}, c.first FROM articles m "
                f"JOIN copies c ON c.{one} = m.n JOIN articles o ON o.n = c.{other} WHERE m.id = ? "
                f"ORDER BY c.share_{one} DESC, o.id LIMIT {_COPIES}", (ident,),
            ).fetchall()  # fmt: skip
            for article, title, outlet, day, kind, share, first in rows:
                whose = {one: "this", other: "other"}.get(first, first)
                found.append({"id": article, "title": title, "outlet": outlet, "day": day, "kind": kind,
                              "share": share, "first": whose})  # fmt: skip
    return found


def statement_place(ledger: Ledger, ident: str) -> dict[str, Any]:
    """Where a statement of this public id stands. Raises NotFound: there is none."""
    with told_plainly(ledger.url):
        row = ledger.db.execute(
            "SELECT s.tag, a.id, s.local, s.claim, s.stance, s.act, coalesce(s.said_on, s.day), s.said_on, s.speaker, "
            "p.actor, s.kind, s.content FROM statements s JOIN articles a ON a.n = s.article "
            "LEFT JOIN profiles p ON p.n = s.profile WHERE s.tag = ?", (ident,),
        ).fetchone()  # fmt: skip
    if row is None:
        raise NotFound(ledger.url, f"there is no statement {ident!r}")
    return dict(zip(_PLACE, row, strict=True))

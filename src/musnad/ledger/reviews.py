"""Fact checks in the ledger: kept as their publishers' word, attached to the claims they review, never adopted.

A review is attached to each statement that makes the claim it reviews, by the same comparison that gathers
statements into claims; what the statements' claim is, it follows. Nothing else in the ledger depends on one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import msgspec

from musnad.errors import BadPack
from musnad.lang.pack import Pack, load_pack
from musnad.ledger.database import Database, told_plainly
from musnad.ledger.packing import pack_review, unpack_review
from musnad.model import Article, Review
from musnad.resolution.claims import Told, consider
from musnad.resolution.meeting import meeting_keys
from musnad.resolution.propositions import proposition

if TYPE_CHECKING:
    from musnad.ledger.store import Ledger


def add_reviews(ledger: Ledger, reviews: Iterable[Review], language: str = "ar") -> int:
    """Store fact checks that came without an article, and attach them; a corrected one replaces its old self.

    Args:
        language: of the reviews that tell none, or one that has no pack.

    Returns:
        How many were not there yet, just so.
    """
    count = 0
    with told_plainly(ledger.url), ledger.writing() as db:
        for review in reviews:
            count += _store(db, review, "", language)
    return count


def remove_review(ledger: Ledger, ident: str) -> bool:
    """Take a fact check out that came without an article; False where there is none of this id."""
    with told_plainly(ledger.url), ledger.writing() as db:
        if db.execute("SELECT 1 FROM reviews WHERE id = ? AND article = ''", (ident,)).fetchone() is None:
            return False
        _drop(db, ident, "")
    return True


def store_reviews(db: Database, article: Article) -> None:
    """Store the fact checks that came with an article; they go when it goes."""
    for told in article.extra.get("reviews") or ():
        _store(db, msgspec.convert(told, Review), article.id, article.language)


def drop_reviews(db: Database, article: str, n: int) -> None:
    """Take out the fact checks that came with an article, and those of others from its statements.

    Args:
        article: its id.
        n: its row.
    """
    for (ident,) in db.execute("SELECT id FROM reviews WHERE article = ?", (article,)).fetchall():
        _drop(db, ident, article)
    db.execute("DELETE FROM review_links WHERE statement IN (SELECT tag FROM statements WHERE article = ?)", (n,))


def _store(db: Database, review: Review, article: str, language: str) -> bool:
    """Store a review, again too (a later musnad may read it otherwise); whether it was not there yet, just so."""
    language = _language(review, language)
    row = (review.id, article, language, pack_review(review))
    asked = "SELECT 1 FROM reviews WHERE id = ? AND article = ? AND language = ? AND review = ?"
    new = db.execute(asked, row).fetchone() is None
    _drop(db, review.id, article)
    pack = load_pack(language)
    db.execute("INSERT INTO reviews VALUES (?, ?, ?, ?)", row)
    for key in sorted(meeting_keys(_told(review, pack))):
        db.execute("INSERT OR IGNORE INTO review_meets VALUES (?, ?)", (key, review.id))
    db.execute("INSERT OR IGNORE INTO dirty_reviews VALUES (?)", (review.id,))
    return new


def _drop(db: Database, ident: str, article: str) -> None:
    """Forget one place where a review is told; the review with its links goes with the last one."""
    db.execute("DELETE FROM reviews WHERE id = ? AND article = ?", (ident, article))
    if db.execute("SELECT 1 FROM reviews WHERE id = ?", (ident,)).fetchone() is None:
        for table in ("review_meets", "review_links", "dirty_reviews"):
            db.execute(f"DELETE FROM {table} WHERE review = ?", (ident,))


def _language(review: Review, default: str) -> str:
    """The pack a review's claim is read with: that of its own language, if there is one and its script fits."""
    for code in ((review.language or "")[:2].lower(), default):
        try:
            if code and load_pack(code).in_script(review.claim) and load_pack(code).comparison.relations.weights:
                return code
        except BadPack:
            continue
    return default


def _told(review: Review, pack: Pack) -> Told:
    """The claim that is reviewed, as statements are compared."""
    return Told.of(
        key=review.id, article="", statement="", text=review.claim, read=proposition(review.claim, pack), pack=pack,
        sign=1, stance="other", wish=False, own=False, speaker=review.claimant or "",
        day=review.claimed_on or review.reviewed_on,
    )  # fmt: skip


def attach_reviews(db: Database, told: Callable[[list[int]], Iterable[tuple[int, Told]]]) -> None:
    """Compare what is new: statements that are to be settled with all reviews, new reviews with all statements.

    Args:
        told: statements by their rows, as they are compared.
    """
    if db.execute("SELECT 1 FROM reviews LIMIT 1").fetchone() is None:
        return
    met: dict[int, set[str]] = {}
    for table, column in (("dirty_statements", "m.statement = d.statement"), ("dirty_reviews", "r.review = d.review")):
        for n, ident in db.execute(
            "SELECT DISTINCT m.statement, r.review FROM review_meets r JOIN meets m ON m.meet = r.meet "
            f"JOIN {table} d ON {column}"
        ):
            met.setdefault(n, set()).add(ident)
    load = lru_cache(maxsize=1000)(lambda ident: _load(db, ident))
    for n, one in told(sorted(met)):
        tag, language = db.execute("SELECT tag, language FROM statements WHERE n = ?", (n,)).fetchone()
        for ident in sorted(met[n]):
            reviewed, spoken = load(ident)
            found = consider(one, reviewed, load_pack(language)) if spoken == language else None
            db.execute("DELETE FROM review_links WHERE statement = ? AND review = ?", (tag, ident))
            if found is not None and found.relation == "same":
                why = json.dumps(found.why, ensure_ascii=False)
                db.execute("INSERT INTO review_links VALUES (?, ?, ?, ?)", (tag, ident, found.score, why))
    db.execute("DELETE FROM dirty_reviews")


def _load(db: Database, ident: str) -> tuple[Told, str]:
    review, language = db.execute(
        "SELECT review, language FROM reviews WHERE id = ? ORDER BY article LIMIT 1", (ident,)
    ).fetchone()
    return _told(unpack_review(review), load_pack(language)), language


def list_reviews(ledger: Ledger, claim: str | None = None) -> list[dict[str, Any]]:
    """The fact checks of a claim, or all there are, the newest first; each with why it stands where it stands.

    Args:
        claim: the id of a claim as it is now.
    """
    db, found = ledger.db, []
    with told_plainly(ledger.url):
        if claim is None:
            idents = [ident for (ident,) in db.execute("SELECT DISTINCT id FROM reviews")]
        else:
            idents = [
                ident
                for (ident,) in db.execute(
                    "SELECT DISTINCT l.review FROM review_links l JOIN statements s ON s.tag = l.statement "
                    "WHERE s.claim = ?", (claim,),
                )
            ]  # fmt: skip
        for ident in idents:
            packed, article = db.execute(
                "SELECT review, article FROM reviews WHERE id = ? ORDER BY article LIMIT 1", (ident,)
            ).fetchone()
            links = db.execute(
                "SELECT l.statement, s.claim, l.score, l.why FROM review_links l JOIN statements s "
                "ON s.tag = l.statement WHERE l.review = ? ORDER BY l.score DESC, l.statement", (ident,),
            ).fetchall()  # fmt: skip
            here = [row for row in links if claim is None or row[1] == claim]
            found.append({
                **msgspec.to_builtins(unpack_review(packed)), "article": article or None,
                "claims": sorted({row[1] for row in links}), "statements": [row[0] for row in here],
                "score": here[0][2] if here else None, "why": json.loads(here[0][3]) if here else [],
            })  # fmt: skip
    found.sort(key=lambda one: (one["reviewed_on"] or "", one["id"]), reverse=True)
    return found

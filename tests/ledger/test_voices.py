"""Who denies whom, as it is kept for contested claims, is what the claims themselves tell."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest

from musnad.lang.pack import load_pack
from musnad.ledger.corrections import decide, undo
from musnad.ledger.store import Ledger
from musnad.ledger.views import find_actors, list_claims, show_actor, show_claim
from musnad.ledger.voices import actor_reversals, opponents
from musnad.model import Article, Reading
from musnad.reading.reader import Reader
from musnad.resolution.origins import AGAINST, BEHIND

BRIDGE = "{} أن جسر مرفأ الزيتون سيغلق أمام الشاحنات ثلاثة أشهر."
HALL = "{} أن قاعة الأطفال في المكتبة تضم ألف كتاب مصور ومسرحا للدمى."
MINISTER, MAYOR, CAPTAIN = "وزير النقل سامر الوادي", "رئيس البلدية طارق المنارة", "مدير الميناء ناجي الشراع"
TOLD = [
    ("v1", "2026-11-10", BRIDGE.format(f"أعلن {MINISTER}")),
    ("v2", "2026-11-11", BRIDGE.format(f"نفى {MAYOR}")),
    ("v3", "2026-11-12", BRIDGE.format(f"أكد {CAPTAIN}")),
    ("v4", "2026-11-14", BRIDGE.format(f"نفى {MINISTER}")),
    ("v5", "2026-11-15", HALL.format(f"أعلن {MAYOR}")),
    ("v6", "2026-11-15", f"{HALL.format(f'نفى {CAPTAIN}')} {HALL.format(f'وأكد {MINISTER}')}"),
]


def readings(told: list[tuple[str, str, str]] = TOLD) -> list[Reading]:
    reader = Reader(load_pack("ar"))
    return [reader.read(Article(id=i, date=day, outlet="الساحل", text=text)) for i, day, text in told]


def as_claims_tell(book: Ledger, actor: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Whom an actor denies and who denies it, from the evidence of every claim."""
    denies, denied_by = [], []
    for claim in [row["id"] for row in list_claims(book, limit=100)]:
        sides: dict[str, set[str]] = {}
        for one in show_claim(book, claim)["evidence"]:
            side = "behind" if one["stance"] in BEHIND else "against" if one["stance"] in AGAINST else None
            if one["actor"] and side:
                sides.setdefault(one["actor"], set()).add(side)
        ours = sides.pop(actor, set())
        for other, theirs in sides.items():
            if ("behind" in ours and "against" in theirs) or ("against" in ours and "behind" in theirs):
                (denies if "against" in ours else denied_by).append((other, claim))
    return sorted(denies), sorted(denied_by)


def agree(book: Ledger) -> int:
    """That what is kept is what the claims tell, for every actor; how many pairs there are."""
    actors = [actor for (actor,) in book.db.execute("SELECT DISTINCT actor FROM profiles ORDER BY 1").fetchall()]
    for actor in actors:
        assert opponents(book.db, actor) == as_claims_tell(book, actor)
    return sum(len(opponents(book.db, actor)[0]) for actor in actors)


def test_voices_follow_what_is_added_replaced_and_removed(fresh: str) -> None:
    with Ledger(fresh) as book:
        book.add(readings())
        assert agree(book) == 6
        minister = find_actors(book, "سامر الوادي")[0]
        (turn,) = actor_reversals(book.db, minister)
        evidence = {one["id"]: one["article"] for one in show_claim(book, turn["claim"])["evidence"]}
        assert (evidence[turn["first"]], evidence[turn["then"]]) == ("v1", "v4")
        assert show_actor(book, minister)["reversals"] == [turn]
        book.add(readings([("v2", "2026-11-11", BRIDGE.format(f"أكد {MAYOR}"))]))
        assert agree(book) == 4
        book.remove("v4")
        assert agree(book) == 2
        assert actor_reversals(book.db, minister) == []
        book.remove("v6")
        assert agree(book) == 0
        assert [tuple(row) for row in book.db.execute("SELECT * FROM voices").fetchall()] == []


def test_voices_follow_a_decision_about_names(fresh: str) -> None:
    with Ledger(fresh) as book:
        book.add(readings())
        mayor, captain = (find_actors(book, name)[0] for name in ("طارق المنارة", "ناجي الشراع"))
        number = decide(book, "same", mayor, captain)
        assert agree(book) == 3
        undo(book, number)
        assert agree(book) == 6


def test_an_older_ledger_gets_its_voices(fresh: str) -> None:
    script = (resources.files("musnad.ledger.migrations") / "0005_voices.sql").read_text(encoding="utf-8")
    (fill,) = [part for part in script.split(";") if "INSERT INTO voices" in part]
    rows = "SELECT actor, claim, behind, against FROM voices ORDER BY actor, claim"
    with Ledger(fresh) as book:
        book.add(readings())
        kept = book.db.execute(rows).fetchall()
        assert len(kept) == 6
        with book.writing() as db:
            db.execute("DELETE FROM voices")
            db.execute(fill.strip())
        assert book.db.execute(rows).fetchall() == kept


@pytest.mark.parametrize("leaving", ["v1", "v2", "v3", "v4"])
def test_a_statement_that_leaves_a_claim_takes_its_voice_with_it(leaving: str, tmp_path: Path) -> None:
    kept = "SELECT actor, claim, behind, against FROM voices ORDER BY actor, claim"
    with Ledger(str(tmp_path / "press.db")) as book:
        book.add(readings())
        gone = "SELECT s.n FROM statements s JOIN articles a ON a.n = s.article WHERE a.id = ?"
        (n,) = book.db.execute(gone, (leaving,)).fetchone()
        with book.writing() as db:
            for one, other in (("a", "b"), ("b", "a")):
                db.execute(f"INSERT OR IGNORE INTO dirty_statements SELECT {other} FROM links WHERE {one} = ?", (n,))
                db.execute(f"DELETE FROM links WHERE {one} = ?", (n,))
            db.execute("INSERT OR IGNORE INTO dirty_statements VALUES (?)", (n,))
        assert book.db.execute("SELECT count(*) FROM statements WHERE claim = (SELECT claim FROM statements "
                               "WHERE n = ?)", (n,)).fetchone() == (1,)  # fmt: skip
        before = book.db.execute(kept).fetchall()
        with book.writing() as db:
            db.execute("INSERT INTO dirty_sums SELECT n FROM statements")
        assert before == book.db.execute(kept).fetchall()

"""The digest a large claim keeps is the one its statements make, and what is shown is a page of it."""

from __future__ import annotations

from musnad.lang.pack import load_pack
from musnad.ledger.digests import load_digest
from musnad.ledger.store import Ledger
from musnad.ledger.views import list_claims, show_claim
from musnad.model import Article
from musnad.reading.reader import Reader

SAID = "{} وزير النقل سامر الوادي أن جسر مرفأ الزيتون سيغلق أمام الشاحنات ثلاثة أشهر."
REPORTS = 9


def test_a_kept_digest_is_the_one_made_anew(fresh: str) -> None:
    reader = Reader(load_pack("ar"))
    rows = [(f"g{k}", f"2026-11-{k + 10}", f"outlet {k}", "نفى" if k == 7 else "أعلن") for k in range(REPORTS)]
    with Ledger(fresh) as book:
        book.add(reader.read(Article(id=i, date=day, outlet=o, text=SAID.format(cue))) for i, day, o, cue in rows)
        (claim, *_) = [row["id"] for row in list_claims(book)]
        kept = book.db.execute("SELECT digest FROM claims WHERE id = ?", (claim,)).fetchone()[0]
        assert kept is not None
        digest, shown = load_digest(book.db, claim), show_claim(book, claim)
        with book.writing() as db:
            db.execute("UPDATE claims SET digest = NULL")
        assert load_digest(book.db, claim) == digest
        assert show_claim(book, claim) == shown
        assert len(shown["evidence"]) == REPORTS
        assert [turn["name"] for turn in shown["reversals"]] == ["سامر الوادي", "سامر الوادي"]
        page = show_claim(book, claim, 2, 3)
        assert page["evidence"] == shown["evidence"][3:5]
        assert {**page, "evidence": None} == {**shown, "evidence": None}
        book.remove("g4")
        assert len(show_claim(book, claim)["evidence"]) == REPORTS - 1

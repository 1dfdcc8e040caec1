"""Searching: what is found does not depend on how much is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from musnad.ledger import ranking
from musnad.ledger import search as searching
from musnad.ledger.database import Database
from musnad.ledger.facets import faceted_search
from musnad.ledger.store import Ledger
from musnad.model import Article
from musnad.reading.reader import Reader

SAID = "قال وزير النقل سامر الوادي إن جسر مرفأ الزيتون رقم {} مغلق{}."


def test_where_very_many_match_the_best_of_the_latest_come_first(
    fresh: str, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    longer = " أمام الشاحنات والحافلات والدراجات والعربات ثلاثة أشهر كاملة بسبب ترميم الأعمدة"
    with Ledger(fresh) as book:
        for k in range(6):  # the shorter, the better a match
            text = SAID.format(k, "" if k in (1, 4) else longer)
            book.add([reader.read(Article(text=text, id=f"a{k}", date=f"2026-11-{k + 1:02}"))])

        def found(words: str, **asked: object) -> list[str]:
            return [hit["article"] for hit in searching.search(book, words, **asked)]

        assert found("الزيتون")[:2] == ["a1", "a4"]
        monkeypatch.setattr(searching, "RANKED", 3)
        assert found("الزيتون", limit=3) == ["a4", "a3", "a5"]
        assert found("الزيتون", limit=2) == ["a4", "a3"]
        assert found("الزيتون") == ["a4", "a3", "a5", "a1", "a0", "a2"], "then the best of those before them"
        assert found("الزيتون", until="2026-11-02", limit=2) == ["a1", "a0"], "a filter looks at all"
        assert found("كلمة") == []


def test_filters_find_the_same_whatever_is_gone_through_first(
    fresh: str, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Ledger(fresh) as book:
        for k in range(8):
            text = SAID.format(k, " أمام الحافلات" if k % 2 else "")
            book.add([reader.read(Article(text=text, id=f"a{k}", date=f"2026-11-{k + 1:02}", outlet=f"o{k % 3}"))])

        def found(words: str, **asked: str) -> set[str]:
            return {hit["article"] for hit in searching.search(book, words, **asked)}

        asked: list[dict[str, str]] = [
            {"outlet": "o1"}, {"outlet": "o1", "since": "2026-11-03"}, {"since": "2026-11-02", "until": "2026-11-06"},
            {"who": "سامر الوادي", "outlet": "o0"}, {"outlet": "o9"}, {"stance": "asserts", "until": "2026-11-01"},
        ]  # fmt: skip
        wanted = [
            {"a1", "a7"}, {"a7"}, {"a1", "a3", "a5"}, {"a3"}, set(), set(),
        ]  # fmt: skip
        assert [found("للحافلات", **filters) for filters in asked] == wanted
        assert found("كلمة", outlet="o1") == set(), "a word that nobody says"
        monkeypatch.setattr(searching, "_LATEST", 1)
        for few, dearer in ((4096, 20), (0, 20), (2, 20), (4096, 0), (3, 1)):  # both ways, and one half-way
            monkeypatch.setattr(searching, "_FEW", few)
            monkeypatch.setattr(searching, "_DEARER", dearer)
            assert [found("للحافلات", **filters) for filters in asked] == wanted, (few, dearer)


def test_the_best_are_those_that_the_database_would_call_the_best(
    tmp_path: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = "قال وزير النقل سامر الوادي إن "
    texts = [
        "الجسر مغلق.", "الجسر مغلق والجسر الآخر مفتوح.", "الطريق إلى الجسر مغلق أمام الشاحنات والحافلات.",
        "المرفأ مفتوح.", "جسر المرفأ مفتوح أمام الحافلات والشاحنات منذ أسبوع.", "المرفأ مغلق أمام الشاحنات.",
    ]  # fmt: skip
    with Ledger(str(tmp_path / "book.db")) as book:
        book.add(reader.read(Article(text=said + text, id=f"a{k}")) for k, text in enumerate(texts))
        lengths = [len(f"{said} {who}".split()) for said, who in book.db.execute("SELECT said, speaker FROM words")]
        monkeypatch.setattr(ranking, "_LENGTH", sum(lengths) / len(lengths))
        for words in ("الجسر", "جسر مغلق", "مغلق أمام الشاحنات", "المرفأ"):
            question = searching.conditions(book, words, {}, "ar")
            assert question.asked is not None
            condition, values = question.asked.condition(book.db)
            query = f"SELECT w.rowid FROM words w WHERE {condition} ORDER BY bm25(words), w.rowid"
            wanted = [n for (n,) in book.db.execute(query, values)]
            rows = searching.latest_matches(book, question, 20)
            assert rows is not None
            assert len(rows) > 1
            assert [n for _, n in ranking.best_first(book.db, question.asked, rows)] == wanted


def test_the_index_of_words_stays_in_few_pieces(tmp_path: Path, reader: Reader) -> None:
    with Ledger(str(tmp_path / "book.db")) as book:
        for k in range(40):
            book.add([reader.read(Article(text=SAID.format(k, ""), id=f"a{k}"))])
        pieces = book.db.execute("SELECT count(DISTINCT segid) FROM words_idx").fetchone()[0]
        assert 1 <= pieces <= 6, "each commit merges what the last ones left"
        assert len(searching.search(book, "الزيتون", limit=50)) == 40


def test_facets_of_statements_without_a_speaker(fresh: str, reader: Reader) -> None:
    with Ledger(fresh) as book:
        book.add([reader.read(Article(text="وقال إن جسر مرفأ الزيتون مغلق.", id="a", date="2026-11-01"))])
        hits, facets, counted = faceted_search(book, "الزيتون", {}, 5)
        assert [hit["speaker"] for hit in hits] in ([None], [""])
        assert counted == 1
        assert facets["actor"] == []


def test_only_forms_that_a_match_holds_are_weighed(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    asked_for: list[list[str]] = []
    rarities = ranking.rarities

    def noted(db: Database, forms: Sequence[str]) -> list[float]:
        asked_for.append([*forms])
        return rarities(db, forms)

    monkeypatch.setattr(ranking, "rarities", noted)
    with Ledger(":memory:") as book:
        for n in range(3):
            book.add([reader.read(Article(id=f"a{n}", text=f"قالت الوزيرة إن جسر المدينة رقم {n} يحتاج ترميم."))])
        question = searching.conditions(book, "جسر ترميم", {}, "ar")
        assert question.asked is not None
        assert len(question.asked.forms) > 2
        assert len(searching.search(book, "جسر ترميم")) == 3
    assert asked_for == [["جسر", "ترميم"]]

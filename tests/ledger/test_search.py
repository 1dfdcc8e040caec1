"""Searching: what is found does not depend on how much is looked at."""

from __future__ import annotations

import pytest

from musnad.ledger import search as searching
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

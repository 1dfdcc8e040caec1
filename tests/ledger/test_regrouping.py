"""Gathering around what changed gives the claims that gathering everything anew gives."""

from __future__ import annotations

import random

import pytest

from musnad.ledger.database import Database, connect
from musnad.ledger.regrouping import regroup
from musnad.resolution.grouping import gather

_ROW = (
    "INSERT INTO statements (n, tag, key, article, local, act, stance, sign, wish, own, terms, speaker, relays, "
    "content, kind, confidence, claim) "
    "VALUES (?, ?, ?, 1, '', 'state', 'asserts', 1, 0, 0, 1, '', '[]', '', 'person', 1, ?)"
)


class Graph:
    """Statements and links in a ledger's tables, with no text behind them."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.db: Database = connect(":memory:")
        self.last = 0

    def add(self, count: int) -> set[int]:
        """New statements, each linked to some of those there near it; they are dirty."""
        made = set()
        for _ in range(count):
            self.last += 1
            n = self.last
            tag = f"s{self.dice.randrange(10**6):06}x{n}"
            self.db.execute(_ROW, (n, tag, tag, tag))
            made.add(n)
            there = [m for (m,) in self.db.execute("SELECT n FROM statements WHERE n < ? AND n > ?", (n, n - 25))]
            for other in self.dice.sample(there, min(len(there), self.dice.choice((0, 1, 1, 2, 4)))):
                score = self.dice.choice((0.3, 0.31, 0.4, 0.5, 0.7, 0.9, 0.9, 0.99))
                relation = "rival" if self.dice.random() < 0.1 else "same"
                self.db.execute("INSERT INTO links VALUES (?, ?, ?, ?, '')", (other, n, relation, score))
        return made

    def remove(self, n: int) -> set[int]:
        """Take a statement out; those it was linked to or in one claim with are dirty."""
        dirty = set()
        for query in (
            "SELECT a FROM links WHERE b = ?", "SELECT b FROM links WHERE a = ?",
            "SELECT o.n FROM statements s JOIN statements o ON o.claim = s.claim WHERE s.n = ?",
        ):  # fmt: skip
            dirty |= {m for (m,) in self.db.execute(query, (n,))}
        self.db.execute("DELETE FROM links WHERE a = ? OR b = ?", (n, n))
        self.db.execute("DELETE FROM statements WHERE n = ?", (n,))
        return dirty - {n}

    def settle(self, dirty: set[int]) -> int:
        """Put the statements into the claims they make now; how many statements were looked at."""
        rows, groups = regroup(self.db, dirty)
        assert sorted(n for group in groups for n in group) == sorted(rows)
        for group in groups:
            first = min(group, key=lambda n: rows[n].order)
            for n in group:
                self.db.execute("UPDATE statements SET claim = ? WHERE n = ?", (rows[first].tag, n))
        return len(rows)

    def claims(self) -> list[list[str]]:
        """The claims as they are kept."""
        found: dict[str, list[str]] = {}
        for tag, claim in self.db.execute("SELECT tag, claim FROM statements"):
            found.setdefault(claim, []).append(tag)
        return sorted(map(sorted, found.values()))

    def anew(self) -> list[list[str]]:
        """The claims that all links make."""
        tags = dict(self.db.execute("SELECT n, tag FROM statements").fetchall())
        links = {}
        for a, b, score in self.db.execute("SELECT a, b, score FROM links WHERE relation = 'same'"):
            one, other = sorted((tags[a], tags[b]))
            links[one, other] = score
        return gather(tags.values(), links)


@pytest.mark.parametrize("seed", range(6))
def test_claims_are_those_of_all_links(seed: int) -> None:
    graph = Graph(seed)
    looked = []
    for _ in range(25):
        dirty = graph.add(graph.dice.randint(1, 12))
        for _ in range(graph.dice.choice((0, 0, 1, 3))):
            there = [n for (n,) in graph.db.execute("SELECT n FROM statements ORDER BY n")]
            gone = graph.dice.choice(there)
            dirty = (dirty | graph.remove(gone)) - {gone}
        looked.append(graph.settle(dirty))
        assert graph.claims() == graph.anew()
    assert any(len(claim) > 3 for claim in graph.claims())
    there = len(graph.anew())
    assert looked[-1] < sum(map(len, graph.claims())) / 2, f"everything was looked at again, of {there} claims"


def test_what_is_far_is_not_looked_at() -> None:
    graph = Graph(1)
    graph.settle(graph.add(200))
    assert graph.settle({1}) < 60
    assert graph.settle(set()) == 0

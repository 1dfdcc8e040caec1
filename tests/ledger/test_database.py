"""What both databases must do alike."""

from __future__ import annotations

import threading
import time

import pytest

from musnad.ledger import database
from musnad.ledger.store import Ledger
from musnad.model import Article, Reading


def test_a_connection_sees_that_another_has_written(fresh: str) -> None:
    with Ledger(fresh) as looks, Ledger(fresh) as writes:
        before = looks.db.state()
        assert looks.db.state() == before
        writes.db.begin()
        writes.db.execute("INSERT INTO formulas VALUES (1)")
        assert looks.db.execute("SELECT count(*) FROM formulas").fetchone()[0] == 0
        begun = looks.db.state()
        writes.db.commit()
        assert looks.db.execute("SELECT count(*) FROM formulas").fetchone()[0] == 1
        assert looks.db.state() not in (before, begun)
        after = looks.db.state()
        writes.add([Reading(article=Article(text="قال", id="a"))])
        assert looks.db.state() != after
        after = looks.db.state()
        assert looks.db.execute("SELECT count(*) FROM articles").fetchone()[0] == 1
        assert looks.db.state() == after


def test_another_writer_is_waited_for_and_told_of(fresh: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_PATIENCE", 0.2)
    told: list[str] = []
    held = threading.Event()

    def hold() -> None:
        with Ledger(fresh) as other:
            other.db.begin()
            held.set()
            time.sleep(0.8)
            other.db.rollback()

    with Ledger(fresh, on_wait=told.append) as ledger:
        ledger.db.begin()
        ledger.db.rollback()
        assert told == []
        writer = threading.Thread(target=hold)
        writer.start()
        assert held.wait(10)
        ledger.db.begin()
        ledger.db.rollback()
        writer.join()
        assert told == [ledger.url]


def test_links_of_an_older_ledger_are_kept(fresh: str, monkeypatch: pytest.MonkeyPatch) -> None:
    links = [(1, 2, "same", 0.5, "[]"), (2, 3, "rival", 0.75, '["why"]'), (1, 3, "same", 1.0, "[]")]
    scripts = database._scripts()
    with monkeypatch.context() as older:
        older.setattr(database, "_scripts", lambda: scripts[:8])
        with Ledger(fresh) as book:
            book.db.executemany("INSERT INTO links VALUES (?, ?, ?, ?, ?)", links)
    with Ledger(fresh) as book:
        assert sorted(book.db.execute("SELECT a, b, relation, score, why FROM links")) == sorted(links)
        book.db.execute("INSERT OR IGNORE INTO links VALUES (?, ?, ?, ?, ?)", links[0])
        assert book.db.execute("SELECT count(*) FROM links").fetchone() == (3,)

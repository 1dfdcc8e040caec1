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

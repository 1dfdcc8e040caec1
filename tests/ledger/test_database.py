"""What both databases must do alike."""

from __future__ import annotations

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

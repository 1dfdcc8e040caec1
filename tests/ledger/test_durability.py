"""What a full disk, a lock or a cut does to a ledger: one clear message, nothing stored lost, nothing twice.

Fifty kills at random moments are tried by ``evaluation/durability.py``.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from musnad.errors import MusnadError
from musnad.lang.pack import load_pack
from musnad.ledger import database
from musnad.ledger.store import Ledger
from musnad.ledger.views import list_claims
from musnad.model import Article, Reading
from musnad.reading.reader import Reader

_ROWS = [
    {
        "id": f"d{k}", "date": f"2026-11-{k % 20 + 1:02}", "outlet": f"outlet {k % 7}",
        "text": f"قال مدير المرفأ سامر الوادي إن القارب رقم {k} سيعود إلى رصيف الزيتون بعد ترميم {k + 3} ألواح.",
    }
    for k in range(90)
]  # fmt: skip


def _readings(rows: list[dict[str, str]]) -> list[Reading]:
    reader = Reader(load_pack("ar"))
    return [reader.read(Article(id=r["id"], date=r["date"], outlet=r["outlet"], text=r["text"])) for r in rows]


def _claims(book: Ledger) -> list[tuple[object, ...]]:
    return [tuple(row) for row in book.db.execute("SELECT * FROM claims ORDER BY id")]


def _whole(book: Ledger) -> bool:
    """Whether the file is sound and nothing is waiting to be settled."""
    waiting = sum(
        book.db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in ("dirty_statements", "dirty_sums", "dirty_profiles")
    )
    return book.db.execute("PRAGMA integrity_check").fetchone() == ("ok",) and not waiting


@pytest.mark.parametrize("pages", [1, 9, 40])
def test_a_full_disk_keeps_what_was_stored(tmp_path: Path, pages: int) -> None:
    path = str(tmp_path / "press.db")
    given = _readings(_ROWS)
    with Ledger(path) as book:
        book.add(given[:20])
        before = _claims(book)
        room = book.db.execute("PRAGMA page_count").fetchone()[0] + pages
        book.db.execute(f"PRAGMA max_page_count = {room}")
        with pytest.raises(MusnadError, match="the disk is full"):
            book.add(given)
        assert _claims(book) == before
    with Ledger(path, must_exist=True) as book, Ledger(":memory:") as other:
        assert _whole(book)
        assert book.add(given).new == 70
        other.add(given)
        assert _claims(book) == _claims(other)


def test_a_file_that_may_not_grow_is_told_in_one_line(tmp_path: Path) -> None:
    path, news = str(tmp_path / "press.db"), tmp_path / "news.jsonl"
    news.write_text("".join(json.dumps(row) + "\n" for row in _ROWS), encoding="utf-8")
    command = [sys.executable, "-m", "musnad", "add", str(news), "--ledger", path]

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))

    done = subprocess.run(command, capture_output=True, text=True, preexec_fn=small)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "the disk" in done.stderr
    again = subprocess.run(command, capture_output=True, text=True)
    assert again.returncode == 0, again.stderr
    with Ledger(path, must_exist=True) as book:
        assert _whole(book)
        assert book.db.execute("SELECT count(*), count(DISTINCT id) FROM articles").fetchone() == (90, 90)


def test_a_lock_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_WAIT", 0.1)
    path = str(tmp_path / "press.db")
    given = _readings(_ROWS[:4])
    with Ledger(path) as book, Ledger(path) as other:
        other.add(given[:2])
        other.db.begin()
        with pytest.raises(MusnadError, match="locked by another program"):
            book.add(given)
        other.db.rollback()
        assert book.add(given).new == 2


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.99])
def test_a_file_cut_short_is_told_and_never_written_on(tmp_path: Path, share: float) -> None:
    path = tmp_path / "press.db"
    given = _readings(_ROWS[:30])
    with Ledger(str(path)) as book:
        book.add(given[:20])
        book.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    cut = path.read_bytes()

    def use() -> None:
        with Ledger(str(path)) as book:
            list_claims(book, "reported")
            book.add(given)

    with pytest.raises(MusnadError, match=r"damaged|no ledger"):
        use()
    assert path.read_bytes()[100:] == cut[100:]

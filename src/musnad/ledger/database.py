"""The database behind a ledger: opening it, its schema, its errors in one line."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path

from musnad.errors import MusnadError

_WAIT = 60.0  # seconds to wait for another writer
_CACHE = 200_000  # kB of pages kept in memory while writing
_REASONS = (
    ("locked", "is locked by another program", "try again when it has ended"),
    ("disk is full", "the disk is full", "what was added before is kept"),
    ("disk I/O", "the disk cannot be read or written", "what was added before is kept"),
    ("not a database", "is no ledger", "give the path of a ledger, or a new one"),
    ("malformed", "is damaged", "restore a copy, or add the articles to a new ledger"),
    ("readonly", "cannot be written", ""),
    ("unable to open", "cannot be opened", "is the folder there?"),
)


@contextmanager
def told_plainly(place: str) -> Iterator[None]:
    """Turn what the database says into a :class:`MusnadError` that names the ledger."""
    try:
        yield
    except sqlite3.Error as error:
        said = str(error)
        for sign, problem, hint in _REASONS:
            if sign in said:
                raise MusnadError(place, problem, hint) from error
        raise MusnadError(place, said) from error


def connect(url: str, must_exist: bool = False) -> sqlite3.Connection:
    """Open a ledger, make it where there is none, and bring its schema up to date.

    Args:
        url: the path of an SQLite file, or ``:memory:``.
        must_exist: for reading: a ledger that is not there is an error, not a new one.

    Raises:
        MusnadError: it is not there, cannot be opened, or is of a newer musnad.
    """
    if "://" in url:
        raise MusnadError(url, "only SQLite files are supported so far", "give a path")
    if must_exist and url != ":memory:" and not Path(url).is_file():
        raise MusnadError(url, "there is no such ledger", "musnad add PATH… makes one")
    with told_plainly(url):
        db = sqlite3.connect(url, timeout=_WAIT, isolation_level=None)
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute(f"PRAGMA cache_size = -{_CACHE}")
        _migrate(db, url)
    return db


def _migrate(db: sqlite3.Connection, url: str) -> None:
    files = sorted(
        path.name for path in resources.files("musnad.ledger.migrations").iterdir() if path.name.endswith(".sql")
    )
    done = db.execute("PRAGMA user_version").fetchone()[0]
    if done > len(files):
        raise MusnadError(url, "was written by a newer musnad", "update musnad")
    if done == 0 and db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        raise MusnadError(url, "is a database, but no ledger", "give the path of a ledger, or a new one")
    for number, name in enumerate(files[done:], done + 1):
        script = (resources.files("musnad.ledger.migrations") / name).read_text(encoding="utf-8")
        db.executescript(f"BEGIN IMMEDIATE; {script}; PRAGMA user_version = {number}; COMMIT;")

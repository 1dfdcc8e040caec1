"""Kill a writer at random moments, and look at what is left.

Usage: python -m evaluation.durability [KILLS [ARTICLES]]

``musnad add`` is killed (SIGKILL) at random moments, KILLS times (50), over articles of ``../shared/corpus``. After
each kill: is the file sound, is every article there that was there before, is one there twice, does anything wait to
be settled? When all articles are there, the claims must be those of a writer that was left alone; then it starts
anew. Prints what was found; the exit status is 1 if anything was lost, doubled or damaged.
"""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import msgspec

from evaluation.copies import corpus
from musnad.ledger.store import Ledger

_SEED = 20261126
_WAITING = ("dirty_statements", "dirty_sums", "dirty_profiles")
_START = 1.0  # seconds a writer takes to begin


def state(path: str) -> tuple[set[str], list[str]]:
    """The ids that are stored, and what is wrong with the ledger."""
    if not Path(path).is_file():
        return set(), []
    wrong = []
    with Ledger(path) as book:
        ids = [row[0] for row in book.db.execute("SELECT id FROM articles")]
        if book.db.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            wrong.append("the file is damaged")
        if len(ids) != len(set(ids)):
            wrong.append("an article is there twice")
        tags = book.db.execute("SELECT count(*), count(DISTINCT tag) FROM statements").fetchone()
        if tags[0] != tags[1]:
            wrong.append("a statement is there twice")
        for table in _WAITING:
            if book.db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]:
                wrong.append(f"{table} is not empty")
        lost = "SELECT count(*) FROM statements WHERE claim NOT IN (SELECT id FROM claims)"
        if book.db.execute(lost).fetchone()[0]:
            wrong.append("a statement has no claim")
    return set(ids), wrong


def claims(path: str) -> list[tuple[object, ...]]:
    """All claims of a ledger with their sums."""
    with Ledger(path) as book:
        return [tuple(row) for row in book.db.execute("SELECT * FROM claims ORDER BY id")]


def main(kills: int = 50, articles: int = 900) -> int:
    """Print the figures."""
    chance = random.Random(_SEED)
    problems: list[str] = []
    done = killed_late = rounds = compared = 0
    with tempfile.TemporaryDirectory() as folder:
        news, path = Path(folder) / "news.jsonl", str(Path(folder) / "press.db")
        chosen = list(corpus().values())[:articles]
        with news.open("w", encoding="utf-8") as file:
            for article in chosen:
                row = {key: value for key, value in msgspec.to_builtins(article).items() if isinstance(value, str)}
                file.write(json.dumps(row, ensure_ascii=False) + "\n")

        def writer(ledger: str) -> subprocess.Popen[bytes]:
            command = [sys.executable, "-m", "musnad", "add", str(news), "--ledger", ledger]
            return subprocess.Popen(command, stderr=subprocess.DEVNULL)

        quiet = str(Path(folder) / "quiet.db")
        begun = time.monotonic()
        writer(quiet).wait()
        whole = time.monotonic() - begun
        expected = claims(quiet)
        before: set[str] = set()
        while done < kills:
            child = writer(path)
            time.sleep(_START + chance.random() * whole * 0.5)
            killed_late += child.poll() is not None
            child.send_signal(signal.SIGKILL)
            child.wait()
            done += 1
            now, wrong = state(path)
            problems += wrong + [f"lost: {ident}" for ident in sorted(before - now)]
            before = now
            if len(now) >= len({row[0] for row in _ids(quiet)}):
                compared += 1
                if claims(path) != expected:
                    problems.append("the claims are not those of a writer left alone")
                rounds += 1
                for name in Path(folder).glob("press.db*"):
                    name.unlink()
                before = set()
    print(f"{done} kills, {killed_late} of them after the writer had ended; {rounds} ledgers completed and compared")
    print(f"lost, doubled or damaged: {len(problems)}")
    for problem in problems[:20]:
        print(f"  {problem}")
    return 1 if problems else 0


def _ids(path: str) -> list[tuple[str]]:
    with Ledger(path) as book:
        return [tuple(row) for row in book.db.execute("SELECT id FROM articles")]


if __name__ == "__main__":
    sys.exit(main(*(int(value) for value in sys.argv[1:])))

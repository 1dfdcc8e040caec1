"""Kill a writer at random moments, and look at what is left.

Usage: python -m evaluation.durability [KILLS [ARTICLES]]

``musnad add`` is killed (SIGKILL) KILLS times (50) over short articles of ``../shared/corpus`` (120), of which it
commits twelve at a time: each time after so much processor time, drawn at random up to what a whole run takes, so that
the kills are spread over the run however busy the machine is. After each kill: is the file sound, is every article
there that was there before, is one there twice, does anything wait to be settled? When all articles are there, the
claims must be those of a writer that was left alone; then it starts anew. Prints each kill as it goes, and what was
found; the exit status is 1 if anything was lost, doubled or damaged.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

import msgspec

from evaluation.corpus import corpus
from musnad.ledger.store import Ledger

_SEED = 20261126
_WAITING = ("dirty_statements", "dirty_sums", "dirty_profiles")
_SHORT = 1_500  # characters of an article
_LOOK = 0.01  # seconds between two looks at a writer
_WRITER = (
    "import sys, musnad.ledger.store as store; from musnad.faces.cli import main; "
    "store._BATCH = 12; sys.argv[0] = 'musnad'; main()"
)


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


def used(pid: int) -> float:
    """Seconds of processor time that a process has used; 0 where it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def run_for(child: subprocess.Popen[bytes], seconds: float) -> bool:
    """Kill a writer after so much processor time; whether it had ended by itself before."""
    while child.poll() is None and used(child.pid) < seconds:
        time.sleep(_LOOK)
    ended = child.poll() is not None
    child.send_signal(signal.SIGKILL)
    child.wait()
    return ended


def main(kills: int = 50, articles: int = 120) -> int:
    """Print the figures."""
    chance = random.Random(_SEED)
    problems: list[str] = []
    late = rounds = 0
    with tempfile.TemporaryDirectory() as folder:
        news, path = Path(folder) / "news.jsonl", str(Path(folder) / "press.db")
        chosen = list(islice((one for one in corpus().values() if len(one.text) < _SHORT), articles))
        with news.open("w", encoding="utf-8") as file:
            for article in chosen:
                row = {key: value for key, value in msgspec.to_builtins(article).items() if isinstance(value, str)}
                file.write(json.dumps(row, ensure_ascii=False) + "\n")

        def writer(ledger: str) -> subprocess.Popen[bytes]:
            command = [sys.executable, "-c", _WRITER, "add", str(news), "--ledger", ledger]
            return subprocess.Popen(command, stderr=subprocess.DEVNULL)

        quiet = str(Path(folder) / "quiet.db")
        before_all = os.times().children_user + os.times().children_system
        if writer(quiet).wait():
            print("the writer that was left alone failed")
            return 1
        whole = os.times().children_user + os.times().children_system - before_all
        expected, everything = claims(quiet), state(quiet)[0]
        before: set[str] = set()
        for number in range(1, kills + 1):
            ended = run_for(writer(path), chance.uniform(0.1, 1.0) * whole)
            late += ended
            now, wrong = state(path)
            problems += wrong + [f"lost: {ident}" for ident in sorted(before - now)]
            print(f"kill {number}: {len(now)} of {len(everything)} articles stored, {len(wrong)} problems", flush=True)
            before = now
            if now >= everything:
                rounds += 1
                if claims(path) != expected:
                    problems.append("the claims are not those of a writer left alone")
                for name in Path(folder).glob("press.db*"):
                    name.unlink()
                before = set()
    print(f"{kills} kills, {late} of them after the writer had ended; {rounds} ledgers completed and compared")
    print(f"lost, doubled or damaged: {len(problems)}")
    for problem in problems[:20]:
        print(f"  {problem}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(*(int(value) for value in sys.argv[1:])))

"""Measure how fast the page answers over a ledger, as ratios to a bare look-up of the same rows in the same run.

Usage: python -m evaluation.pages LEDGER [--asked N] [--clients N]. Starts ``musnad serve`` over an SQLite ledger, asks
each kind of page for different claims, actors and words, then all kinds by many clients at once. A bare look-up reads
the rows that the page shows from the database, by their keys. Both are told in time that passed and in the processor's,
which does not count how busy the machine is besides. Prints a table and never fails: time is no test.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import socket
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote, urlencode

from musnad.ledger.search import search
from musnad.ledger.store import Ledger
from musnad.ledger.views import ORDERS, list_claims

_TARGET = 20
_SHOWN = 50  # statements that a page of a claim or an actor shows at most

Bare = Callable[[sqlite3.Connection], int]


def rows_of(db: sqlite3.Connection, table: str, key: str, values: Sequence[object]) -> int:
    """Read rows by their keys, whole; how many."""
    marks = ",".join("?" * len(values))
    return len(db.execute(f"SELECT * FROM {table} WHERE {key} IN ({marks})", values).fetchall())


def front(ledger: Ledger) -> Iterator[tuple[str, Bare]]:
    """The front page: the claims of its lists, the latest articles."""
    claims = [claim["id"] for order in ORDERS for claim in list_claims(ledger, order, 5)]
    articles = [n for (n,) in ledger.db.execute("SELECT n FROM articles ORDER BY n DESC LIMIT 8")]

    def bare(db: sqlite3.Connection) -> int:
        return rows_of(db, "claims", "id", claims) + rows_of(db, "articles", "n", articles)

    while True:
        yield "/", bare


def claims(ledger: Ledger, pick: random.Random) -> Iterator[tuple[str, Bare]]:
    """Claims: the most reported, and any."""
    most = [claim["id"] for claim in list_claims(ledger, "reported", 50)]
    every = [ident for (ident,) in ledger.db.execute("SELECT id FROM claims ORDER BY id")]
    while True:
        ident = pick.choice(most if pick.random() < 0.5 else every)
        told = ledger.db.execute("SELECT n, article FROM statements WHERE claim = ?", (ident,)).fetchall()[:_SHOWN]

        def bare(db: sqlite3.Connection, ident: str = ident, told: list[tuple[int, int]] = told) -> int:
            found = rows_of(db, "claims", "id", [ident]) + rows_of(db, "statements", "n", [n for n, _ in told])
            return found + rows_of(db, "articles", "n", [article for _, article in told])

        yield f"/claim/{quote(ident)}", bare


def actors(ledger: Ledger, pick: random.Random) -> Iterator[tuple[str, Bare]]:
    """Actors: those who say the most, and any."""
    ask = "SELECT p.actor FROM statements s JOIN profiles p ON p.n = s.profile GROUP BY p.actor ORDER BY {} LIMIT 2000"
    most = [actor for (actor,) in ledger.db.execute(ask.format("count(*) DESC"))][:50]
    every = [actor for (actor,) in ledger.db.execute(ask.format("p.actor"))]
    while True:
        actor = pick.choice(most if pick.random() < 0.5 else every)
        profiles = [n for (n,) in ledger.db.execute("SELECT n FROM profiles WHERE actor = ?", (actor,))]
        marks = ",".join("?" * len(profiles))
        ask_told = f"SELECT n FROM statements WHERE profile IN ({marks}) ORDER BY day DESC LIMIT {_SHOWN}"
        told = [n for (n,) in ledger.db.execute(ask_told, profiles)]

        def bare(db: sqlite3.Connection, profiles: list[int] = profiles, told: list[int] = told) -> int:
            return rows_of(db, "profiles", "n", profiles) + rows_of(db, "statements", "n", told)

        yield f"/actor/{quote(actor)}", bare


def searches(ledger: Ledger, pick: random.Random) -> Iterator[tuple[str, Bare]]:
    """Searches for one or two words of some statement."""
    last = ledger.db.execute("SELECT max(n) FROM statements").fetchone()[0]
    while True:
        row = ledger.db.execute(
            "SELECT content FROM statements WHERE n >= ? ORDER BY n LIMIT 1", (pick.randrange(1, last + 1),)
        ).fetchone()
        words = [word for word in str(row[0]).split() if len(word) > 3 and word.isalpha()]
        asked = " ".join(pick.sample(words, min(len(words), pick.choice((1, 2)))))
        tags = [hit["id"] for hit in search(ledger, asked, limit=20)] if asked else []
        if not tags:
            continue

        def bare(db: sqlite3.Connection, tags: list[str] = tags) -> int:
            return rows_of(db, "statements", "tag", tags)

        yield f"/search?{urlencode({'q': asked})}", bare


def p95(times: Sequence[float]) -> float:
    """What 95 of a hundred stay under."""
    return statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]


def timed(task: Callable[[], object], server: int | None = None) -> tuple[float, float]:
    """Seconds that a task takes, passed and of the processor: this process's, or a server's by its number."""
    begun, used = time.perf_counter(), used_by(server)
    task()
    return time.perf_counter() - begun, used_by(server) - used


def used_by(process: int | None) -> float:
    """Seconds of the processor that a process has used, this one or another (Linux's clock of a process)."""
    return time.process_time() if process is None else time.clock_gettime((~process << 3) | 2)


def asker(port: int) -> Callable[[str], int]:
    """Asks a page over one connection that is kept; gives the status."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=120)

    def ask(path: str) -> int:
        line.request("GET", path)
        answer = line.getresponse()
        answer.read()
        return answer.status

    return ask


def read_once(port: int) -> None:
    """Have an article read: the server loads its languages when it starts, which is not to be measured."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    line.request("POST", "/api/v1/read", json.dumps({"text": "."}), {"Content-Type": "application/json"})
    line.getresponse().read()
    line.close()


def serve(url: str) -> tuple[subprocess.Popen[bytes], int]:
    """``musnad serve`` over the ledger, once it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    musnad = str(Path(sys.executable).parent / "musnad")
    environment = {name: value for name, value in os.environ.items() if name != "MUSNAD_TOKEN"}
    server = subprocess.Popen([musnad, "serve", "--ledger", url, "--port", str(port)], env=environment)
    for _ in range(1200):
        try:
            asker(port)("/read")
        except OSError:
            time.sleep(0.05)
        else:
            read_once(port)
            return server, port
    server.terminate()
    raise SystemExit("musnad serve does not answer")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ledger", help="an SQLite ledger")
    parser.add_argument("--asked", type=int, default=60, help="pages of each kind")
    parser.add_argument("--clients", type=int, default=20, help="how many ask at once")
    told = parser.parse_args()
    pick = random.Random(7)
    with Ledger(told.ledger, must_exist=True) as ledger:
        count = ledger.db.execute("SELECT count(*) FROM articles").fetchone()[0]
        kinds = {"front": front(ledger), "claim": claims(ledger, pick), "actor": actors(ledger, pick),
                 "search": searches(ledger, pick)}  # fmt: skip
        asked = {kind: [next(each) for _ in range(told.asked)] for kind, each in kinds.items()}
    bare = sqlite3.connect(told.ledger)
    server, port = serve(told.ledger)
    try:
        ask = asker(port)
        print(f"{count} articles; {told.asked} pages of each kind; p95 in milliseconds")
        print("| page | bare look-up | page | ratio | processor: bare | page | ratio | to reach |")
        print("| --- | --- | --- | --- | --- | --- | --- | --- |")
        for kind, pairs in asked.items():
            for path, look in pairs[:5]:  # warm both
                look(bare)
                ask(path)
            looks, pages = [], []
            for path, look in pairs:  # turn by turn: whatever else the machine does falls on both
                looks.append(timed(lambda look=look: look(bare)))  # type: ignore[misc]
                pages.append(timed(lambda path=path: ask(path), server.pid))  # type: ignore[misc]
            cells = []
            for bare_took, page_took in zip(zip(*looks, strict=True), zip(*pages, strict=True), strict=True):
                cells += [
                    f"{p95(bare_took) * 1e3:.2f}",
                    f"{p95(page_took) * 1e3:.1f}",
                    f"{p95(page_took) / p95(bare_took):.1f}x",
                ]
            print(f"| {kind} | {' | '.join(cells)} | < {_TARGET}x |")
        paths = [path for pairs in asked.values() for path, _ in pairs]

        def client(number: int) -> list[tuple[int, float]]:
            mine = random.Random(number).sample(paths, min(len(paths), 20))
            one, seen = asker(port), []
            for path in mine:
                begun = time.perf_counter()
                seen.append((one(path), time.perf_counter() - begun))
            return seen

        begun = time.perf_counter()
        with ThreadPoolExecutor(told.clients) as pool:
            seen = [each for answers in pool.map(client, range(told.clients)) for each in answers]
        passed = time.perf_counter() - begun
        wrong = sum(status != 200 for status, _ in seen)
        print(
            f"\n{told.clients} clients at once: {len(seen)} pages, {wrong} errors, "
            f"p95 {p95([spent for _, spent in seen]) * 1e3:.0f} ms, {len(seen) / passed:.0f} pages a second"
        )
    finally:
        server.terminate()
        server.wait(30)
        bare.close()


if __name__ == "__main__":
    main()

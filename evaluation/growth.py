"""Measure what an article costs, and how long look-ups take, as a ledger grows.

Usage: python -m evaluation.growth [ARTICLES [LEDGER [READINGS]]]

Adds the articles of ``../shared/corpus`` (all, or so many) in steps and prints for each step the processor time of
reading and of storing an article, and the memory. After 5 000 articles and at the end it times look-ups of the same
kinds: the median and the 95th percentile. Judge by ratios: two machines, or a busy one, differ. READINGS is a folder
in which the readings of each step are kept, so that another run need not make them again (and tells no time for them).
The corpus lies in no order of time; ``python -m evaluation.kept`` puts kept readings into that of their days.
"""

from __future__ import annotations

import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path

from evaluation import kept
from evaluation.corpus import corpus
from musnad.lang.pack import load_pack
from musnad.ledger.facets import faceted_search
from musnad.ledger.heap import looked_through_once
from musnad.ledger.search import search
from musnad.ledger.store import Ledger
from musnad.ledger.views import ORDERS, find_actors, list_claims, show_actor, show_claim
from musnad.reading.reader import Reader

_SMALL = 5_000  # articles of the ledger that a large one is held against
_DRAWN = 60  # look-ups of each kind
_PAGE = 50  # statements of a claim that are shown at once


def look_ups(ledger: Ledger) -> dict[str, list[float]]:
    """Milliseconds of each kind of look-up, drawn at random with a fixed seed."""
    chance = random.Random(7)

    def drawn(query: str) -> list[str]:
        rows = [row[0] for row in ledger.db.execute(query)]
        return chance.sample(rows, min(_DRAWN, len(rows)))

    texts = drawn("SELECT text FROM claims WHERE reports > 1")
    spoken = [[word for word in text.split() if word[0].isalpha()] for text in texts]
    words = [f"{said[0]} {said[-1]}" for said in spoken if said]
    names = drawn("SELECT name FROM profiles WHERE times > 3")
    actors = drawn("SELECT DISTINCT actor FROM profiles WHERE times > 3")
    claims = drawn("SELECT id FROM claims WHERE statements > 1")
    top = [row["id"] for row in list_claims(ledger, "reported", 20)]
    found = {
        "an article": _timed(ledger.article, drawn("SELECT id FROM articles")),
        "a name": _timed(lambda name: find_actors(ledger, name), names),
        "an actor": _timed(lambda actor: show_actor(ledger, actor), actors),
        "words": _timed(lambda text: search(ledger, text), words),
        "words with facets": _timed(lambda text: faceted_search(ledger, text, {}, 20), words),
        "an actor's statements": _timed(lambda actor: search(ledger, "", who=actor), actors),
        "a stance": _timed(lambda stance: search(ledger, "", stance=stance), ["denies", "disputes", "confirms"] * 9),
        "a claim": _timed(lambda claim: show_claim(ledger, claim, _PAGE), claims),
        "a foremost claim": _timed(lambda claim: show_claim(ledger, claim, _PAGE), top),
    }
    for order in ORDERS:
        found[f"list: {order}"] = _timed(lambda name: list_claims(ledger, name), [order] * _DRAWN)
    return found


def _timed(ask: Callable[[str], object], values: Iterable[str]) -> list[float]:
    times = []
    for value in values:
        begun = time.process_time()
        ask(value)
        times.append((time.process_time() - begun) * 1000)
    return sorted(times)


def main(limit: int = 1_000_000, ledger_file: str | None = None, folder_kept: str | None = None) -> int:
    """Print the figures."""
    reader = Reader(load_pack("ar"))
    with tempfile.TemporaryDirectory() as folder, Ledger(ledger_file or str(Path(folder) / "scale.db")) as ledger:
        articles = islice(iter(corpus().values()), limit)
        done = 0
        small: dict[str, list[float]] = {}
        while part := list(islice(articles, kept.STEP)):
            path = kept.file_of(Path(folder_kept), done) if folder_kept else None
            begun = time.process_time()
            with looked_through_once():  # as where what is read is stored at once
                given, made = kept.readings(part, reader, path)
            read = time.process_time()
            ledger.add(given)
            stored = time.process_time()
            done += len(part)
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            reading = f"reading {(read - begun) / len(part) * 1000:.1f} ms, " if made else ""
            print(
                f"{done:6} articles: {reading}storing {(stored - read) / len(part) * 1000:.1f} ms, {memory} MB",
                flush=True,
            )
            if done == _SMALL:
                small = look_ups(ledger)
        for name, times in look_ups(ledger).items():
            first = small.get(name)
            before = f"{_middle(first)} at {_SMALL}, " if first else ""
            print(f"{name}: {before}{_middle(times)} at {done} (median / 95th percentile, ms)")
    return 0


def _middle(times: list[float]) -> str:
    return f"{statistics.median(times):.2f} / {times[int(len(times) * 0.95)]:.2f}" if times else "none"


if __name__ == "__main__":
    given = sys.argv[1:4]
    sys.exit(main(int(given[0]) if given else 1_000_000, *given[1:]))

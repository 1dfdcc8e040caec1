"""Measure what the steps of a batch after reading cost, and how they grow: processor time, memory and storage.

Usage: python -m evaluation.scale [--articles 4000,16000] [--days N] [--jobs N] [--folder DIR] [--readings DIR]
    [--even] [--sample N [--compared N]]

Prints each step as it is done and a table for each size; a run that was stopped goes on where it was. The corpus is
read once, into ``--readings`` (2 500 articles a file, as evaluation.growth keeps them); readings past the corpus are
copies of these with other names, words, numbers and days (evaluation.multiply). With ``--days`` all days are pressed
into so many: 30 lets every statement meet every other, as in one month of a large archive; without it each copy of the
corpus is a month later than the one before. With ``--even`` as many articles lie on each of the days, those without one
too, so that a whole run can be laid beside what a sample foretells. Times are the processor's, so that other work does
not count.
With ``--sample`` only what grows faster than the corpus is measured, and only at some places (evaluation.sampled).
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache, partial
from itertools import islice
from pathlib import Path
from typing import Any

from evaluation import kept, sampled
from evaluation.corpus import corpus, corpus_files
from evaluation.multiply import Copier, Days, Facts, facts_of, is_across
from musnad.batch.engine import LocalEngine, Row
from musnad.batch.job import STAGES, WORK, buckets_for, settle, stage_of
from musnad.batch.readings import ORDER
from musnad.batch.records import packed, unpacked
from musnad.lang.pack import load_pack
from musnad.ledger.packing import pack_article, pack_reading
from musnad.model import Reading
from musnad.reading.reader import Reader

_PIECE = 500  # articles to a task that makes copies
_FIRST = "read-00000"  # the step that stands for reading
_SEEN = 16  # times more is in a sample than its share, for a statement has some twenty places
_JSON = 1.15  # bytes of a line of JSON Lines for each of its text


def read_corpus(folder: Path, count: int) -> None:
    """Keep the readings of so many articles of the corpus, as far as they are not there yet."""
    articles, reader = iter(corpus().values()), Reader(load_pack("ar"))
    for first in range(0, count, kept.STEP):
        part = list(islice(articles, kept.STEP))
        path = kept.file_of(folder, first)
        if part and not path.exists():
            begun = time.process_time()
            kept.readings(part, reader, path)
            spent = time.process_time() - begun
            print(f"  read {first + len(part)}: {1000 * spent / len(part):.1f} ms an article", flush=True)


def pieces(files: dict[str, int], count: int) -> Iterator[bytes]:
    """Tasks that make so many readings: of which file, which copy, from where, how many."""
    turn = 0
    while count > 0:
        for name, size in sorted(files.items()):
            for start in range(0, min(size, count), _PIECE):
                yield packed((name, turn, start, min(_PIECE, size - start, count - start)))
            count -= min(size, count)
        turn += 1


class _Maker:
    """Makes the copies of kept readings; with ``even`` it lays as many on each day."""

    def __init__(self, facts: Facts, span: int, even: bool) -> None:
        self._days = Days(span, facts.first, facts.last)
        self._copier = Copier(facts.stems, self._days)
        self._places = facts.places() if even else []
        names = sorted(facts.files)
        self._before = {name: sum(facts.files[each] for each in names[:at]) for at, name in enumerate(names)}

    def copy(self, one: Reading, turn: int, name: str, number: int) -> Reading:
        """Copy number ``turn`` of a reading, of which file and which there."""
        if not self._places:
            return self._copier.copy(one, turn)
        place = self._places[self._before[name] + number]
        return self._copier.copy(one, turn, self._days.at(place / len(self._places)))


@lru_cache(maxsize=1)
def _maker(folder: str, span: int, even: bool) -> _Maker:
    return _Maker(facts_of(Path(folder)), span, even)


def make(folder: str, span: int, even: bool, item: bytes) -> Iterator[Row]:
    """The readings of a task, as the batch's own steps hand them on."""
    name, turn, start, size = unpacked(item, tuple[str, int, int, int])
    for number, one in islice(enumerate(kept.load(Path(folder, name))), start, start + size):
        copy = _maker(folder, span, even).copy(one, turn, name, number)
        yield (
            "article",
            copy.article.id.encode(),
            bytes(ORDER) + packed((pack_article(copy.article), pack_reading(copy))),
        )


class Costs:
    """Processor time of each step, and the most memory at each stage, kept in a file that a later run goes on with."""

    def __init__(self, path: Path) -> None:
        self._path = path
        known: dict[str, Any] = json.loads(path.read_text()) if path.exists() else {}
        self.steps: Counter[str] = Counter(known.get("steps", {}))
        self.memory: Counter[str] = Counter(known.get("memory", {}))
        self._last = _spent()

    def tell(self, step: str, done: int, total: int) -> None:
        """What was spent since the last call was spent on this step."""
        now = _spent()
        self.steps[step] += now - self._last  # type: ignore[assignment]
        self._last = now
        stage = stage_of(step)
        self.memory[stage] = max(self.memory[stage], _highest())
        self._path.write_text(json.dumps({"steps": self.steps, "memory": self.memory}))
        if done == total and self.steps[step] > 1:
            print(f"    {step} {self.steps[step]:.1f} s", flush=True)


def _spent() -> float:
    """Seconds of processor time of this process and of its children that have ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _highest() -> int:
    """Most memory of this process since the last call, in kB."""
    found = re.search(r"VmHWM:\s*(\d+)", Path("/proc/self/status").read_text())
    Path("/proc/self/clear_refs").write_text("5")
    return int(found[1]) if found else 0


def _made(work: Path, buckets: int, given: str, span: int, even: bool, items: list[bytes]) -> None:
    engine = LocalEngine(work, 1, buckets, lambda step, done, total: None)
    engine.source(_FIRST, items, partial(make, given, span, even))


def measure(count: int, span: int, even: bool, jobs: int, given: Path, folder: Path) -> None:
    """Run the steps after reading, or go on with them, and print what they cost."""
    out = folder / "out"
    (out / WORK).mkdir(parents=True, exist_ok=True)
    facts = facts_of(given)
    buckets = buckets_for(int(_JSON * facts.size * count / sum(facts.files.values())))
    print(f"{count} articles, {buckets} buckets, {jobs} processes", flush=True)
    items = list(pieces(facts.files, count))
    # in a process of its own, so that its memory is not counted
    making = multiprocessing.Process(target=_made, args=(out / WORK, buckets, str(given), span, even, items))
    making.start()
    making.join()
    costs = Costs(folder / "costs.json")
    engine = LocalEngine(out / WORK, jobs, buckets, costs.tell)
    try:
        done = settle(engine, [_FIRST], out)
        met, own = engine.count("meetings/ask"), facts.idents()
        same = [
            is_across(own, one.decode(), unpacked(value[1:], tuple[str, float])[0])
            for one, value in engine.records("links/weight")
        ]
    finally:
        engine.close()
    work, tables = _bytes(out / WORK), _bytes(out) - _bytes(out / WORK)
    told = done.rows["statements"]
    print(f"  {', '.join(f'{n} {table}' for table, n in done.rows.items())}")
    print(f"  {met} pairs that met, {len(same)} links of one claim, {sum(same)} of these of two copies")
    print(f"  {'stage':<8}{'ms an article':>16}{'ms a statement':>16}{'memory, MB':>12}")
    for stage in [name for name in STAGES if name != "read"]:
        spent = 1000 * sum(seconds for step, seconds in costs.steps.items() if stage_of(step) == stage)
        print(f"  {stage:<8}{spent / count:>16.2f}{spent / told:>16.2f}{costs.memory[stage] / 1024:>12.0f}")
    whole = 1000 * sum(costs.steps.values())
    print(f"  {'all':<8}{whole / count:>16.2f}{whole / told:>16.2f}")
    print(
        f"  an article takes {tables / count / 1024:.1f} kB of results, {work / count / 1024:.1f} kB of work",
        flush=True,
    )


def measure_samples(count: int, making: sampled.Making, folder: Path) -> None:
    """Let statements meet in samples of their places, one after the other, and print after each what those so far come
    to for all of them."""
    size = int(_JSON * facts_of(Path(making.given)).size / sum(facts_of(Path(making.given)).files.values()) * count)
    told = sampled.statements_of(making, count)
    print(f"{count} articles, {told} statements; samples of one place in {making.samples}", flush=True)
    found, spent = list[list[sampled.Found]](), Counter[str]()
    for part in range(sampled.PARTS):
        work = folder / f"{part}" / WORK
        work.mkdir(parents=True, exist_ok=True)
        costs = Costs(work.parent / "costs.json")
        engine = LocalEngine(work, 1, buckets_for(size * _SEEN // making.samples), costs.tell)
        found.append(sampled.compare_sample(engine, making, count, part))
        for name, steps in sampled.STEPS.items():
            spent[name] += sum(costs.steps[step] for step in steps)
        _print_samples(making, found, spent, told)
        print(f"    memory {max(costs.memory.values()) / 1024:.0f} MB, {_bytes(work) >> 20} MB of records", flush=True)


def _print_samples(making: sampled.Making, found: list[list[sampled.Found]], spent: Counter[str], told: int) -> None:
    one, (whole, error) = sampled.estimate(making, found[-1:])[0], sampled.estimate(making, found)
    share = len(found) / making.samples
    print(f"  {len(found)} samples of places where pairs met: {sum(map(len, found))}, made in {spent['made']:.0f} s")
    for name in whole.__struct_fields__:
        value, off, last = (getattr(each, name) for each in (whole, error, one))
        print(f"    {name:<14}{value:>12.0f} ± {off:.0f} ({value / told:.2f} a statement; the last alone {last:.0f})")
    for name, divided in ("meetings", share), ("links", share / making.compared):
        print(f"    {name:<14}{spent[name]:>12.0f} s, of all {spent[name] / divided:.0f} s")


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def main() -> int:
    """Print a table for each size."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--articles", default="4000,16000", help="sizes, with commas between")
    parser.add_argument("--days", type=int, default=0, help="into which all days are pressed")
    parser.add_argument("--sample", type=int, default=0, help="let statements meet at one place in so many only")
    parser.add_argument(
        "--compared", type=int, default=1, help="with --sample: of the pairs there compare one in so many"
    )
    parser.add_argument("--even", action="store_true", help="as many articles on each of the days")
    parser.add_argument("--jobs", type=int, default=1, help="with more than one, times of steps are told only together")
    parser.add_argument("--folder", type=Path, default=Path("scale"), help="what is done is kept here")
    parser.add_argument("--readings", type=Path, help="the corpus's readings, kept; without it below the folder")
    args = parser.parse_args()
    given: Path = args.readings or args.folder / "readings"
    sizes = [int(size) for size in args.articles.split(",")]
    if args.even and not args.days:
        parser.error("--even wants --days")
    if not any(given.glob("*.msgpack")):
        missing = [path for path in corpus_files() if not path.is_file()]
        if missing:
            parser.error(f"there is no corpus at {missing[0]} (MUSNAD_SHARED names the folder that holds corpus/)")
        print(f"  reading the corpus, {kept.STEP} articles at a time", flush=True)
        read_corpus(given, max(sizes))
    for size in sizes if args.sample else ():
        making = sampled.Making(str(given), args.days, args.even, args.sample, args.compared)
        name = f"{size}-{args.days}-{args.sample}-{args.compared}{'-even' * args.even}"
        measure_samples(size, making, args.folder / name)
    for size in sizes if not args.sample else ():
        measure(size, args.days, args.even, args.jobs, given, args.folder / f"{size}-{args.days}{'-even' * args.even}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

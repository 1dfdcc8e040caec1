"""Measure what a batch costs: time per article of each stage on one core, memory, storage, and how they grow.

Usage: python -m evaluation.scale [--articles 1000,4000] [--jobs N] [--folder DIR]. Prints each step as it is done and a
table for each size; with ``--folder`` a run that was stopped goes on where it was. Times are the processor's, so that
other work on the machine does not count; only waiting for the disk is left out. Articles past those of
``../shared/corpus`` are its own again with other names, words, numbers and days, so that they are no copies.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import random
import resource
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from evaluation.bench import articles
from musnad.batch.engine import LocalEngine
from musnad.batch.job import STAGES, WORK, Plan, make_plan, prepare, run, stage_of
from musnad.lang.lexicon import Word
from musnad.lang.pack import load_pack
from musnad.model import Article
from musnad.text.tokens import tokenize

CORPUS = 50_430  # articles there are
_CHANGED = 0.7  # of the nouns and names
_DAYS = 31  # between an article and its next variant


def many(count: int) -> Iterator[Article]:
    """That many articles: the corpus, then variants of it."""
    for number, article in enumerate(_again(count)):
        turn = number // CORPUS
        yield varied(article, turn) if turn else article


def _again(count: int) -> Iterator[Article]:
    while count > 0:
        yield from articles(min(count, CORPUS))
        count -= CORPUS


def varied(article: Article, turn: int) -> Article:
    """An article about something else: most of its nouns and names, its numbers and its day are others."""
    pack = load_pack("ar")
    dice = random.Random(f"{article.id} {turn}")
    tokens = tokenize(article.text)
    words = pack.lexicon.words(tokens.raws)
    nouns = _nouns()
    parts, at = [], 0
    for start, end, word in zip(tokens.starts, tokens.ends, words, strict=True):
        raw = article.text[start:end]
        if word.kind == "number" and raw.isdigit():
            raw = str(dice.randrange(10 ** (len(raw) - 1), 10 ** len(raw)))
        elif word.kind == "word" and dice.random() < _CHANGED and (not word.known or _is_noun(word)):
            raw = dice.choice(nouns)
        parts += [article.text[at:start], raw]
        at = end
    parts.append(article.text[at:])
    day = article.date and str(datetime.date.fromisoformat(article.date) + datetime.timedelta(days=_DAYS * turn))
    return Article(id=f"{article.id}-{turn}", text="".join(parts), date=day, outlet=article.outlet)


def _is_noun(word: Word) -> bool:
    return "noun" in word.classes and not word.cues


@lru_cache(maxsize=1)
def _nouns() -> tuple[str, ...]:
    """Common nouns of the pack."""
    pack = load_pack("ar")
    seen: Counter[str] = Counter()
    for article in articles(500):
        for word in pack.lexicon.words(tokenize(article.text).raws):
            if word.kind == "word" and _is_noun(word):
                seen[word.raw] += 1
    return tuple(sorted(seen))


class Costs:
    """Processor time of each step and memory, kept in a file so that a later run can go on with them."""

    def __init__(self, path: Path) -> None:
        self._path = path
        known: dict[str, Any] = json.loads(path.read_text()) if path.exists() else {}
        self.steps: Counter[str] = Counter(known.get("steps", {}))
        self.peak = int(known.get("peak", 0))
        self._last = _spent()

    def tell(self, step: str, done: int, total: int) -> None:
        """What was spent since the last call was spent on this step."""
        now = _spent()
        self.steps[step] += now - self._last  # type: ignore[assignment]
        self._last = now
        usage = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        self.peak = max(self.peak, *usage)
        self._path.write_text(json.dumps({"steps": self.steps, "peak": self.peak}))
        if done == total:
            print(f"    {step} {self.steps[step]:.1f} s", flush=True)


def _spent() -> float:
    """Seconds of processor time of this process and of its children that have ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def measure(count: int, jobs: int, folder: Path) -> None:
    """Run a batch, or go on with one, and print what it cost."""
    folder.mkdir(parents=True, exist_ok=True)
    source, out = folder / "in.jsonl", folder / "out"
    if not source.exists():
        part = source.with_suffix(".part")
        with part.open("w", encoding="utf-8") as file:
            for one in many(count):
                row = {"id": one.id, "date": one.date, "outlet": one.outlet, "title": one.title, "text": one.text}
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
        part.replace(source)
    plan: Plan = make_plan([str(source)], date=None, outlet=None, language="ar")
    costs = Costs(folder / "costs.json")
    print(f"{count} articles, {plan.buckets} buckets, {jobs} processes", flush=True)
    engine = LocalEngine(prepare(out, plan, fresh=False), jobs, plan.buckets, costs.tell)
    try:
        done = run(engine, plan, out)
    finally:
        engine.close()
    work, kept = _bytes(out / WORK), _bytes(out) - _bytes(out / WORK)
    whole = sum(costs.steps.values())
    print(f"  {1000 * whole / count:.2f} ms an article; {', '.join(f'{n} {table}' for table, n in done.rows.items())}")
    for stage in STAGES:
        spent = sum(seconds for step, seconds in costs.steps.items() if stage_of(step) == stage)
        print(f"  {stage:<8}{1000 * spent / count:8.2f} ms   {spent / whole:5.0%}")
    print(f"  memory of the largest process {costs.peak / 1024:.0f} MB")
    print(
        f"  an article takes {kept / count / 1024:.1f} kB of results and {work / count / 1024:.1f} kB of work",
        flush=True,
    )


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def main() -> int:
    """Print a table for each size."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--articles", default="1000,4000", help="sizes, with commas between")
    parser.add_argument("--jobs", type=int, default=1, help="with more than one, times of steps are told only together")
    parser.add_argument("--folder", type=Path, help="keep what is done here, and go on with what was stopped")
    args = parser.parse_args()
    for size in args.articles.split(","):
        if args.folder is not None:
            measure(int(size), args.jobs, args.folder / size)
            continue
        with tempfile.TemporaryDirectory(prefix="musnad-scale-") as folder:
            measure(int(size), args.jobs, Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())

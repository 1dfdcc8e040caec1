"""Measure what a batch costs: time per article of each stage on one core, memory, storage, and how they grow.

Usage: python -m evaluation.scale [--articles 1000,4000] [--engine local]. Prints a table for each size. Articles past
those of ``../shared/corpus`` are its own again with other names, words, numbers and days, so that they are no copies.
"""

from __future__ import annotations

import argparse
import datetime
import json
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from evaluation.bench import articles
from musnad.batch.engine import LocalEngine
from musnad.batch.job import WORK, Plan, make_plan, prepare, run
from musnad.lang.lexicon import Word
from musnad.lang.pack import load_pack
from musnad.model import Article
from musnad.text.tokens import tokenize

CORPUS = 50_430  # articles there are
_CHANGED = 0.7  # of the nouns and names
_DAYS = 31  # between an article and its next variant
STAGES = {
    "read": ("read-",), "spread": ("articles",), "copies": ("prints", "pairs", "texts", "copies"),
    "claims": ("meetings", "words", "links", "stories", "gathered"),
    "actors": ("names", "likeness", "alike", "people", "actors", "shown"), "close": ("accounts", "claims", "tables"),
}  # fmt: skip


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


def measure(count: int, jobs: int) -> None:
    """Run a batch and print what it cost."""
    with tempfile.TemporaryDirectory(prefix="musnad-scale-") as folder:
        source, out = Path(folder) / "in.jsonl", Path(folder) / "out"
        with source.open("w", encoding="utf-8") as file:
            for one in many(count):
                row = {"id": one.id, "date": one.date, "outlet": one.outlet, "title": one.title, "text": one.text}
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
        plan: Plan = make_plan([str(source)], date=None, outlet=None, language="ar")
        spent: Counter[str] = Counter()
        last = time.perf_counter()

        def tell(step: str, done: int, total: int) -> None:
            nonlocal last
            now = time.perf_counter()
            spent[_stage(step)] += now - last  # type: ignore[assignment]
            last = now

        engine = LocalEngine(prepare(out, plan, fresh=False), jobs, plan.buckets, tell)
        try:
            done = run(engine, plan, out)
        finally:
            engine.close()
        work, kept = _bytes(out / WORK), _bytes(out) - _bytes(out / WORK)
        peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        whole = sum(spent.values())
        print(f"{count} articles, {plan.buckets} buckets, {jobs} processes: {1000 * whole / count:.2f} ms an article; "
              f"{', '.join(f'{n} {table}' for table, n in done.rows.items())}")  # fmt: skip
        for stage in STAGES:
            print(f"  {stage:<8}{1000 * spent[stage] / count:8.2f} ms   {spent[stage] / whole:5.0%}")
        print(f"  memory of the largest process {peak / 1024:.0f} MB; an article takes {kept / count / 1024:.1f} kB of "
              f"results and {work / count / 1024:.1f} kB of work", flush=True)  # fmt: skip


def _stage(step: str) -> str:
    return next(stage for stage, names in STAGES.items() if step.startswith(names))


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def main() -> int:
    """Print a table for each size."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--articles", default="1000,4000", help="sizes, with commas between")
    parser.add_argument("--jobs", type=int, default=1)
    args = parser.parse_args()
    for size in args.articles.split(","):
        measure(int(size), args.jobs)
    return 0


if __name__ == "__main__":
    sys.exit(main())

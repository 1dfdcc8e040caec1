"""Measure speed and memory as ratios within one run, so that any machine can tell the same.

Usage: python -m evaluation.bench [--full] [--repeats N]. Prints a table and never fails: time is no test.
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from evaluation.corpus import ROOT, corpus_files, shared_folder
from evaluation.rivals import rates
from musnad.lang.pack import load_pack
from musnad.model import Article
from musnad.reading.reader import Reader
from musnad.text.fold import FoldTable, fold_word
from musnad.text.tokens import tokenize

SAMPLES = ROOT / "samples" / "news.jsonl"
SAMPLE_SIZE = 300  # articles for the ratios

_CHILD = """
import re, sys
from musnad.lang.pack import load_pack
from musnad.model import Article
from musnad.reading.reader import Reader
sys.path.insert(0, sys.argv[1])
from evaluation.bench import articles
reader, count = Reader(load_pack("ar")), int(sys.argv[2])
for done, article in enumerate(articles(count), 1):
    reader.read(article)
    if done in (count // 5, count):
        # not getrusage: a child's figure begins with that of the process it was started from
        print(re.search(r"VmHWM:\\s*(\\d+)", open("/proc/self/status").read()).group(1), flush=True)
"""


def articles(count: int) -> Iterator[Article]:
    """That many articles of the corpus, or the repository's samples over and over where there is none."""
    given = 0
    for path in corpus_files():
        if given < count and path.is_file():
            with gzip.open(path, "rt", encoding="utf-8") as file:
                for line in islice(file, count - given):
                    yield _article(line)
                    given += 1
    lines = [line for line in SAMPLES.read_text(encoding="utf-8").splitlines() if line] if given < count else []
    while given < count and lines:
        for line in lines[: count - given]:
            yield _article(line)
            given += 1


def _article(line: str) -> Article:
    row = json.loads(line)
    date = row.get("date")
    return Article(id=str(row.get("id", "")), text=row["text"], title=row.get("title"), date=date and date[:10])


def timed(task: Callable[[], object], repeats: int, clock: Callable[[], float] = time.perf_counter) -> float:
    """The median time of a task in seconds; a task of this process is timed by its processor time."""
    times = []
    for _ in range(repeats):
        begin = clock()
        task()
        times.append(clock() - begin)
    return statistics.median(times)


def plain(texts: Sequence[str], table: FoldTable) -> None:
    """The yardstick: tokens of each text, each folded."""
    for text in texts:
        for raw in tokenize(text).raws:
            fold_word(raw, table)


def reading_ratio(sample: Sequence[Article], repeats: int) -> Iterator[str]:
    """Reading against the yardstick on the same articles, one core."""
    pack = load_pack("ar")
    reader = Reader(pack)
    texts = [a.text for a in sample]

    def read() -> None:
        for article in sample:
            reader.read(article)

    read()  # the word memo of a long run is warm
    base = timed(lambda: plain(texts, pack.table), repeats, time.process_time)
    ours = timed(read, repeats, time.process_time)
    rate = len(sample) / ours
    yield _row("reading / (tokenize + fold)", f"{ours / base:.1f}x", "<= 25x")
    yield _row("  articles a second, one core", f"{rate:.0f}", "")


def linearity(sample: Sequence[Article], repeats: int) -> Iterator[str]:
    """Time per character of articles joined 1, 10 and 100 times over."""
    reader = Reader(load_pack("ar"))
    texts = [a.text for a in sample]
    once = None
    for times in (1, 10, 100):
        joined = ["\n".join(texts[k : k + times]) for k in range(0, max(len(texts) - times + 1, 1), times)]
        size = sum(map(len, joined))

        def read(joined: Sequence[str] = joined) -> None:
            for text in joined:
                reader.read(Article(text=text, date="2018-01-01"))

        per_char = timed(read, repeats, time.process_time) / size
        once = once or per_char
        yield _row(f"time per character, joined {times}x", f"{per_char / once:.2f}x", "about 1x")


def jobs(sample: Sequence[Article], repeats: int) -> Iterator[str]:
    """What a second process gains, through the command line."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "in.jsonl"
        many = max(1, 3000 // max(len(sample), 1))
        rows = [
            {"id": f"{a.id}-{k}", "date": a.date, "title": a.title, "text": a.text} for k in range(many) for a in sample
        ]
        path.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in rows), encoding="utf-8")

        def run(count: int) -> float:
            command = [str(Path(sys.executable).parent / "musnad"), "read", "--jobs", str(count)]
            return timed(
                lambda: subprocess.run(
                    [*command, "--format", "jsonl", str(path)], stdout=subprocess.DEVNULL, check=True
                ),
                max(1, repeats // 2),
            )

        try:
            one, two = run(1), run(2)
        except (OSError, subprocess.CalledProcessError) as error:
            yield _row("--jobs 2 / --jobs 1", "-", f">= 1.7x (not measured: {error})")
            return
    yield _row(f"--jobs 2 / --jobs 1 ({len(rows)} articles)", f"{one / two:.2f}x", ">= 1.7x")


def memory(count: int) -> Iterator[str]:
    """Peak memory at a fifth of the articles and at the end, in a process of its own."""
    child = subprocess.run(
        [sys.executable, "-c", _CHILD, str(ROOT), str(count)], capture_output=True, text=True, check=False
    )
    peaks = [int(line) for line in child.stdout.split()]
    if len(peaks) != 2:
        yield _row("peak memory", "-", f"flat (not measured: {child.stderr.strip()[-80:]})")
        return
    early, late = peaks
    value = f"{late / early:.2f}x"
    yield _row(f"peak memory, {count} / {count // 5} articles", value, "flat")
    yield _row("  peak memory at the end", f"{late / 1024:.0f} MB", "")


def rivals(sample: Sequence[Article]) -> Iterator[str]:
    """What else a user might run on the same articles."""
    ours = 0.0
    for name, rate, remark in rates(sample):
        ours = ours or rate or 0.0
        value = f"{rate:.1f}/s" if rate is not None else "-"
        yield _row(name, value, remark or f"musnad read does {ours / rate:.2f} of that" if rate else remark)


def import_time(repeats: int) -> Iterator[str]:
    """``import musnad`` in a fresh interpreter, less the interpreter's own start."""

    def start(code: str) -> float:
        return timed(lambda: subprocess.run([sys.executable, "-c", code], check=True), repeats)

    yield _row("import musnad", f"{max(start('import musnad') - start('pass'), 0):.3f} s", "< 0.3 s")


def _row(name: str, value: str, target: str) -> str:
    return f"{name:<44}{value:>12}   {target}"


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--full", action="store_true", help="memory over 50 000 articles instead of 5 000")
    parser.add_argument("--repeats", type=int, default=5, help="each time is the median of this many")
    args = parser.parse_args(argv)
    sample = list(articles(SAMPLE_SIZE))
    if not sample:
        print(f"bench: no articles: neither {shared_folder() / 'corpus'} nor {SAMPLES} is there")
        return 0
    print(f"{len(sample)} articles, {sum(len(a.text) for a in sample)} characters; median of {args.repeats}")
    for part in (
        import_time(args.repeats),
        reading_ratio(sample, args.repeats),
        rivals(sample),
        linearity(sample, args.repeats),
        jobs(sample, args.repeats),
        memory(50_000 if args.full else 5_000),
    ):
        for row in part:
            print(row, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

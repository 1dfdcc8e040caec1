"""Measure what a web archive costs before reading: processor time of a page in another language and of an Arabic one.

Usage: python -m evaluation.archive [--pages 400] [--size 80]. The pages are made here: words between much markup.
"""

from __future__ import annotations

import argparse
import gzip
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from evaluation.bench import articles
from musnad.intake import read_articles

_FIELDS = (
    "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://press.example/{n}\r\n"
    "WARC-Record-ID: <urn:uuid:{n:032x}>\r\n"
)
_HTTP = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"


def page(title: str, lines: Sequence[str], size: int) -> str:
    """A page of about that many kB: the lines as paragraphs, the rest links, styles and a script."""
    body = "".join(f"<p>{line}</p>" for line in lines)
    links = "".join(f'<li class="menu-item"><a href="/section/{k}">Section {k}</a></li>' for k in range(120))
    script = (
        "<script>" + "var setting = {colour: 'none', width: 10};" * max(0, (size * 1024 - 12_000) // 42) + "</script>"
    )
    day = '<meta property="article:published_time" content="2018-03-04T10:00:00Z">'
    head = f"<head><title>{title}</title>{day}{script}</head>"
    return f"<html>{head}<body><nav><ul>{links}</ul></nav><article><h1>{title}</h1>{body}</article></body></html>"


def archive(path: Path, pages: Iterator[str]) -> None:
    """Write pages as a WARC, each record compressed by itself, as Common Crawl does."""
    with path.open("wb") as file:
        for number, one in enumerate(pages):
            block = (_HTTP + one).encode()
            fields = _FIELDS.format(n=number) + "WARC-Date: 2018-03-04T10:00:00Z\r\n"
            fields += f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
            file.write(gzip.compress(fields.encode() + block + b"\r\n\r\n"))


def english(count: int, size: int) -> Iterator[str]:
    """Pages of random words."""
    dice = random.Random(1)
    words = [
        f"{a}{b}{c}" for a in ("re", "con", "in", "de") for b in ("port", "vis", "mit") for c in ("ed", "ing", "ion")
    ]
    for number in range(count):
        yield page(f"Report {number}", [" ".join(dice.choices(words, k=60)) for _ in range(10)], size)


def arabic(count: int, size: int) -> Iterator[str]:
    """Pages of the corpus's articles."""
    for one in articles(count):
        yield page(one.title or one.id, [line for line in one.text.splitlines() if line.strip()], size)


def main(argv: Sequence[str] | None = None) -> int:
    """Print the two costs."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pages", type=int, default=400)
    parser.add_argument("--size", type=int, default=80, help="kB of a page")
    args = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="musnad-archive-") as folder:
        for name, make in (("another language", english), ("Arabic", arabic)):
            path = Path(folder) / f"{name.split()[0]}.warc.gz"
            archive(path, make(args.pages, args.size))
            problems: list[object] = []
            begin = time.process_time()
            found = sum(1 for _ in read_articles([str(path)], on_problem=problems.append))
            spent = 1000 * (time.process_time() - begin) / args.pages
            print(f"{args.pages} pages in {name}, {args.size} kB each: {spent:.1f} ms a page, {found} articles")
    return 0


if __name__ == "__main__":
    sys.exit(main())

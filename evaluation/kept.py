"""Readings kept in files, so that what comes after reading can be measured again without it.

Usage: python -m evaluation.kept FOLDER TARGET: the same readings once more, in the order of their days, as a newsroom
meets them. An article without a day stays behind the one it stood behind.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

from musnad.ledger.packing import pack_article, pack_reading, unpack_article, unpack_reading
from musnad.model import Article, Reading
from musnad.reading.reader import Reader

STEP = 2_500  # articles to a file
_KEPT = msgspec.msgpack.Decoder(list[tuple[bytes, bytes]])


def file_of(folder: Path, first: int) -> Path:
    """The file of the readings that begin with the article of this number."""
    return folder / f"{first:06}.msgpack"


def load(path: Path) -> Iterator[Reading]:
    """The readings of a file, in order."""
    for article_bytes, reading in _KEPT.decode(path.read_bytes()):
        article = unpack_article(article_bytes)
        yield unpack_reading(reading, article)


def by_day(folder: Path, target: Path) -> int:
    """Keep the readings of a folder in another one, in the order of their days; how many."""
    dated: list[tuple[str, tuple[bytes, bytes]]] = []
    day = ""
    for path in sorted(folder.glob("*.msgpack")):
        for pair in _KEPT.decode(path.read_bytes()):
            day = unpack_article(pair[0]).date or day
            dated.append((day, pair))
    dated.sort(key=lambda one: one[0])
    target.mkdir(parents=True, exist_ok=True)
    for first in range(0, len(dated), STEP):
        pairs = [pair for _, pair in dated[first : first + STEP]]
        file_of(target, first).write_bytes(msgspec.msgpack.encode(pairs))
    return len(dated)


def readings(part: list[Article], reader: Reader, path: Path | None) -> tuple[list[Reading], bool]:
    """The readings of some articles, and whether they were made now; with a path they are kept there."""
    if path is not None and path.is_file():
        return [*load(path)], False
    made = [*map(reader.read, part)]
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_suffix(".half")
        half.write_bytes(msgspec.msgpack.encode([(pack_article(one.article), pack_reading(one)) for one in made]))
        half.replace(path)
    return made, True


if __name__ == "__main__":
    source, into = map(Path, sys.argv[1:3])
    print(f"{by_day(source, into)} readings in {into}")

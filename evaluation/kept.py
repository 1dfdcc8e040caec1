"""Readings kept in files, so that what comes after reading can be measured again without it."""

from __future__ import annotations

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

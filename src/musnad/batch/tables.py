"""Last of all: the rows of a table and a day become a Parquet file, ``OUT/table/day=2016-08-30/part.parquet``."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from musnad.batch.engine import Row, arrow
from musnad.batch.records import after, packed, unpacked

TABLES = ("articles", "statements", "copies", "links", "claims", "origins")
_UNDATED = "undated"
_ROWS = 2_000  # rows to a row group
_NUMBERS = ("statements", "reports", "outlets", "witnesses_least", "witnesses_most", "origins_least", "origins_most",
            "behind", "against", "cue_start", "cue_end", "source_start", "source_end", "content_start",
            "content_end")  # fmt: skip
_SHARES = ("share_a", "share_b", "score", "confidence")
_LISTS = ("relays", "relay_actors", "why", "actors", "articles")


def path_of(out: str | Path, table: str, day: str) -> Path:
    """Where the rows of a table and a day lie; ``day`` is empty for those without one."""
    return Path(out, table, f"day={day or _UNDATED}", "part.parquet")


def write_table(out: str, key: bytes, values: Iterator[bytes]) -> Iterator[Row]:
    """Write the rows of a table and a day; tells how many by ``table``."""
    table, day = unpacked(key, tuple[str, str])
    pa = arrow()
    import pyarrow.parquet as pq

    where = path_of(out, table, day)
    where.parent.mkdir(parents=True, exist_ok=True)
    rows = (msgspec.msgpack.decode(after(value)) for value in values)
    part = list(islice(rows, _ROWS))
    schema = pa.schema([(name, _kind(table, name)) for name in part[0]])
    count = 0
    # a file opened here costs a quarter of one opened by its name: days are many and mostly small
    with (
        pa.OSFile(str(where.with_suffix(".part")), "wb") as file,
        pq.ParquetWriter(file, schema, compression="zstd") as writer,
    ):
        while part:
            writer.write_table(pa.Table.from_pylist(part, schema))
            count += len(part)
            part = list(islice(rows, _ROWS))
    os.replace(where.with_suffix(".part"), where)
    yield "table", table.encode(), packed((day, count))


@lru_cache(maxsize=256)
def _kind(table: str, name: str) -> Any:
    pa = arrow()
    if name == "passages":
        return pa.list_(pa.list_(pa.int64()))
    if name in _LISTS or (table, name) == ("origins", "statements"):
        return pa.list_(pa.string())
    if name in _NUMBERS:
        return pa.int64()
    if name in _SHARES:
        return pa.float64()
    return pa.bool_() if name == "named" else pa.string()

"""Tables: a row is an article. CSV (also with semicolons or tabs) and Parquet, read as they come."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, BinaryIO, Final

from musnad.errors import BadArticle, MusnadError
from musnad.intake.encodings import decode_text
from musnad.intake.run import Run, reason
from musnad.model import Article

_AHEAD: Final = 1 << 16  # bytes by which the encoding is told
_WIDEST: Final = 1 << 26  # characters of a cell
_ROWS: Final = 64  # of a Parquet file that are held at a time
_MARKS: Final = ("\t", ";", "|", ",")


def from_csv(run: Run, place: str, stem: str, stream: BinaryIO) -> Iterator[Article]:
    """The articles of a table whose first line names its columns."""
    ahead = stream.read(_AHEAD)
    if not ahead.strip():
        run.problem(place, "is empty")
        return
    cut = ahead.rfind(b"\n") + 1 if len(ahead) == _AHEAD else 0
    try:
        _, encoding = decode_text(ahead[:cut] if cut else ahead)
    except BadArticle as error:
        run.problem(place, error.problem, error.hint)
        return
    stream.seek(0)
    marked = ahead.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"))
    encoding = {"utf-8": "utf-8-sig"}.get(encoding, "utf-16" if marked else encoding)
    lines = io.TextIOWrapper(stream, encoding=encoding, newline="")
    try:
        yield from _rows(run, place, stem, lines)
    except (OSError, UnicodeDecodeError) as error:
        run.problem(place, reason(error))
    finally:
        lines.detach()


def _rows(run: Run, place: str, stem: str, lines: io.TextIOWrapper) -> Iterator[Article]:
    csv.field_size_limit(_WIDEST)
    head = lines.readline()
    mark = max(_MARKS, key=head.count) if any(map(head.count, _MARKS)) else ","
    names = next(csv.reader([head], delimiter=mark))
    if not _has_text(run, place, names):
        return
    rows = csv.reader(lines, delimiter=mark)
    seen = False
    try:
        while (row := next(rows, None)) is not None:
            here = f"{place}:{rows.line_num + 1}"
            if not any(cell.strip() for cell in row):
                continue
            seen = True
            if len(row) > len(names):
                run.problem(here, f"has {len(row)} cells where there are {len(names)} columns")
                continue
            fields = {name: cell for name, cell in zip(names, row, strict=False) if cell != ""}
            yield from run.from_fields(here, f"{stem}-{rows.line_num}", {run.columns.get("text", "text"): "", **fields})
    except csv.Error as error:
        run.problem(f"{place}:{rows.line_num + 1}", f"is no CSV: {error}")
    if not seen:
        run.problem(place, "has no rows")


def from_parquet(run: Run, place: str, stem: str, stream: BinaryIO) -> Iterator[Article]:
    """The articles of a Parquet file; a few rows are held at a time.

    Raises:
        MusnadError: the package that Parquet needs is missing.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise MusnadError(place, f"Parquet cannot be read here: {error}", "pip install 'musnad[parquet]'") from error
    number = 0
    try:
        file = pyarrow.parquet.ParquetFile(stream)
        if not _has_text(run, place, file.schema_arrow.names):
            return
        for batch in file.iter_batches(batch_size=_ROWS):
            for row in batch.to_pylist():
                number += 1
                here = f"{place}:row {number}"
                fields = {name: _plain(value) for name, value in row.items() if value is not None}
                yield from run.from_fields(here, f"{stem}-{number}", {run.columns.get("text", "text"): "", **fields})
    except (pyarrow.ArrowException, OSError) as error:
        run.problem(f"{place}:row {number + 1}" if number else place, f"is no Parquet that can be read: {error}")
        return
    if not number:
        run.problem(place, "has no rows")


def _has_text(run: Run, place: str, names: list[str]) -> bool:
    """Whether the columns that are asked for are there, above all the text's."""
    wanted = {"text": "text", **run.columns}
    missing = [column for field, column in wanted.items() if column not in names and field in (*run.columns, "text")]
    if missing:
        shown = ", ".join(names[:12]) + (" …" if len(names) > 12 else "")
        run.problem(place, f"has no column {missing[0]!r}", f"it has {shown}; --columns text=NAME names the text's")
    return not missing


def _plain(value: Any) -> Any:
    """A cell as JSON has it: days and times as text."""
    return value.isoformat() if isinstance(value, date | datetime) else value

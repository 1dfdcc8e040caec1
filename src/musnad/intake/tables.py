"""Tables: a row is an article. CSV (also with semicolons or tabs) and Parquet, read as they come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, BinaryIO, Final

from musnad.errors import BadArticle
from musnad.intake.run import Run, package
from musnad.intake.sheets import Sheet
from musnad.model import Article

_ROWS: Final = 64  # of a Parquet file that are held at a time


def from_csv(run: Run, place: str, stem: str, stream: BinaryIO) -> Iterator[Article]:
    """The articles of a table whose first line names its columns."""
    try:
        sheet = Sheet(stream)
    except BadArticle as error:
        run.problem(place, error.problem, error.hint)
        return
    with sheet:
        yield from _rows(run, place, stem, sheet)


def _rows(run: Run, place: str, stem: str, sheet: Sheet) -> Iterator[Article]:
    if not _has_text(run, place, sheet.names):
        return
    seen = False
    for line, row in sheet.rows():
        here = f"{place}:{line}"
        if not isinstance(row, BadArticle) and not any(cell.strip() for cell in row):
            continue
        seen = True
        if not run.takes():
            continue
        if isinstance(row, BadArticle):
            run.problem(here, row.problem)
            continue
        fields = {name: cell for name, cell in zip(sheet.names, row, strict=False) if cell != ""}
        yield from run.from_fields(here, f"{stem}-{line - 1}", {run.columns.get("text", "text"): "", **fields})
    if not seen:
        run.problem(place, "has no rows")


def from_parquet(run: Run, place: str, stem: str, stream: BinaryIO) -> Iterator[Article]:
    """The articles of a Parquet file; a few rows are held at a time.

    Raises:
        MusnadError: the package that Parquet needs is missing.
    """
    parquet = package("pyarrow.parquet", place, "Parquet", "parquet")
    broken: type[Exception] = package("pyarrow", place, "Parquet", "parquet").ArrowException
    number = 0
    try:
        file = parquet.ParquetFile(stream)
        if not _has_text(run, place, file.schema_arrow.names):
            return
        for batch in file.iter_batches(batch_size=_ROWS):
            for row in batch.to_pylist():
                number += 1
                if not run.takes():
                    continue
                here = f"{place}:row {number}"
                fields = {name: _plain(value) for name, value in row.items() if value is not None}
                yield from run.from_fields(here, f"{stem}-{number}", {run.columns.get("text", "text"): "", **fields})
    except (broken, OSError) as error:
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
    """A cell as JSON has it: days and times as text, and bytes that are UTF-8 (what wrote them told no type)."""
    if isinstance(value, bytes):
        try:
            return value.decode()
        except UnicodeDecodeError:
            return value
    return value.isoformat() if isinstance(value, date | datetime) else value

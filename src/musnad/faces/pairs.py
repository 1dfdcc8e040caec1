"""Pairs of claims in a CSV file, judged one by one as JSON Lines."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from musnad.errors import BadArticle, MusnadError
from musnad.intake.run import reason
from musnad.intake.sheets import Sheet
from musnad.resolution.compare import compare

_COLUMNS = ("s1", "s2")
_WANTED = "wanted is a CSV file with the columns s1 and s2"


def judged(
    pairs: str | Iterable[tuple[str, str]], language: str, on_problem: Callable[[BadArticle], None]
) -> Iterator[str]:
    """A line of JSON for each pair, in order: relation, score, why.

    Args:
        pairs: the pairs, or the name of a CSV file with the columns ``s1`` and ``s2`` (``-``: standard input).
        language: the code of a language pack.
        on_problem: told of each row that is none; a row without a judgement still gets its line
            (relation null), so that lines and rows keep step.

    Raises:
        MusnadError: the file cannot be read or has other columns.
    """
    for pair in _rows(pairs, on_problem) if isinstance(pairs, str) else pairs:
        if pair is None:
            yield '{"relation":null,"score":null,"why":["the row has no s1 and s2"]}'
            continue
        yield msgspec.json.encode(compare(*pair, language=language)).decode()


def _rows(name: str, on_problem: Callable[[BadArticle], None]) -> Iterator[tuple[str, str] | None]:
    place = "standard input" if name == "-" else name
    try:
        with _opened(name) as file, Sheet(file) as sheet:
            yield from _read(sheet, place, on_problem)
    except OSError as error:
        raise MusnadError(place, reason(error)) from None
    except BadArticle as error:
        raise MusnadError(place, error.problem, error.hint or _WANTED) from None


def _opened(name: str) -> BinaryIO:
    return io.BytesIO(sys.stdin.buffer.read()) if name == "-" else Path(name).open("rb")


def _read(sheet: Sheet, place: str, on_problem: Callable[[BadArticle], None]) -> Iterator[tuple[str, str] | None]:
    missing = [column for column in _COLUMNS if column not in sheet.names]
    if missing:
        has = ", ".join(sheet.names[:12])
        raise BadArticle("", f"has no column {' and no column '.join(map(repr, missing))}", f"it has {has}; {_WANTED}")
    first, second = map(sheet.names.index, _COLUMNS)
    for line, row in sheet.rows():
        if isinstance(row, BadArticle):
            on_problem(BadArticle(f"{place}:{line}", row.problem))
            yield None
        elif len(row) <= max(first, second):
            on_problem(BadArticle(f"{place}:{line}", "the row has too few cells"))
            yield None
        else:
            yield row[first], row[second]

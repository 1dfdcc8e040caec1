"""Pairs of claims in a CSV file, judged one by one as JSON Lines."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO

import msgspec

from musnad.errors import BadArticle, MusnadError
from musnad.lang.pack import load_pack
from musnad.resolution.compare import judge
from musnad.resolution.propositions import proposition

_COLUMNS = ("s1", "s2")
_LONGEST = 10_000_000  # characters a cell may have


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
    pack = load_pack(language)
    for pair in _rows(pairs, on_problem) if isinstance(pairs, str) else pairs:
        if pair is None:
            yield '{"relation":null,"score":null,"why":["the row has no s1 and s2"]}'
            continue
        judgement = judge(proposition(pair[0], pack), proposition(pair[1], pack), pack)
        yield msgspec.json.encode(judgement).decode()


def _rows(name: str, on_problem: Callable[[BadArticle], None]) -> Iterator[tuple[str, str] | None]:
    if name == "-":
        yield from _read(sys.stdin, "standard input", on_problem)
        return
    try:
        with Path(name).open(encoding="utf-8-sig", newline="") as file:
            yield from _read(file, name, on_problem)
    except OSError as error:
        raise MusnadError(name, error.strerror or "cannot be read") from None
    except UnicodeDecodeError as error:
        raise MusnadError(name, f"is not UTF-8 at byte {error.start}") from None


def _read(file: IO[str], name: str, on_problem: Callable[[BadArticle], None]) -> Iterator[tuple[str, str] | None]:
    csv.field_size_limit(_LONGEST)
    table = csv.DictReader(file)
    try:
        missing = [column for column in _COLUMNS if column not in (table.fieldnames or ())]
        if missing:
            raise MusnadError(f"{name}:1", f"there is no column {missing[0]!r}", "the columns are s1 and s2")
        for row in table:
            one, other = (row.get(column) for column in _COLUMNS)
            if one is None or other is None:
                on_problem(BadArticle(f"{name}:{table.line_num}", "the row has too few cells"))
                yield None
            else:
                yield one, other
    except csv.Error as error:
        raise MusnadError(f"{name}:{table.line_num}", f"is no CSV: {error}") from None

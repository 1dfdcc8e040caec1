"""What is held in memory of a table's rows: so many and no more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Generic, TypeVar

T = TypeVar("T")
_SHARE = 8  # of what is held, this part goes at once


class Memory(Generic[T]):
    """Records by their rows; where there would be more than ``size``, those go that have been held longest.

    Which of them was used last is not kept: they are looked at far more often than made again.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._kept: dict[int, T] = {}

    def get(self, row: int) -> T | None:
        """The record of a row, if it is held."""
        return self._kept.get(row)

    def among(self, rows: Sequence[int]) -> tuple[list[tuple[int, T]], list[int]]:
        """Those of some rows that are held, with their records, and those that are not."""
        found = [(row, held) for row, held in zip(rows, map(self._kept.get, rows), strict=True) if held is not None]
        return found, [row for row in rows if row not in self._kept] if len(found) < len(rows) else []

    def keep(self, row: int, record: T) -> T:
        """Hold a record, and give it back."""
        kept = self._kept
        if len(kept) >= self._size and row not in kept:
            for old in [*islice(kept, max(1, self._size // _SHARE))]:
                del kept[old]
        kept[row] = record
        return record

    def forget(self, rows: Iterable[int] | None = None) -> None:
        """Forget the records of some rows, or all."""
        if rows is None:
            self._kept.clear()
            return
        for row in rows:
            self._kept.pop(row, None)

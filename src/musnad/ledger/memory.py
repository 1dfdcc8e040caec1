"""What is held in memory of a table's rows: those used last, so many and no more."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from typing import Generic, TypeVar

T = TypeVar("T")


class Memory(Generic[T]):
    """Records by their rows; where there are more than ``size``, the one not used for longest goes."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._kept: OrderedDict[int, T] = OrderedDict()

    def get(self, row: int) -> T | None:
        """The record of a row, if it is held."""
        found = self._kept.get(row)
        if found is not None:
            self._kept.move_to_end(row)
        return found

    def keep(self, row: int, record: T) -> T:
        """Hold a record, and give it back."""
        self._kept[row] = record
        if len(self._kept) > self._size:
            self._kept.popitem(last=False)
        return record

    def forget(self, rows: Iterable[int] | None = None) -> None:
        """Forget the records of some rows, or all."""
        if rows is None:
            self._kept.clear()
            return
        for row in rows:
            self._kept.pop(row, None)

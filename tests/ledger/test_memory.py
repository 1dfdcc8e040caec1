"""What is held in memory of a table's rows."""

from __future__ import annotations

from musnad.ledger.memory import Memory


def test_rows_are_parted_into_those_held_and_those_not() -> None:
    memory: Memory[str] = Memory(8)
    for row in (3, 1, 2):
        memory.keep(row, f"row {row}")
    assert memory.among([1, 2]) == ([(1, "row 1"), (2, "row 2")], [])
    assert memory.among([4, 2, 5, 3]) == ([(2, "row 2"), (3, "row 3")], [4, 5])

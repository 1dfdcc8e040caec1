"""Lists a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import Query

Page = Annotated[int, Query(ge=1, le=50)]  # the number of a page


def paged(name: str, rows: Sequence[Any], number: int, size: int) -> dict[str, Any]:
    """One page of a list, under its name, with its number and whether there are more.

    Args:
        rows: from the first on, at least one more than the page ends with where there are more.
    """
    end = number * size
    return {"page": number, "more": len(rows) > end, name: rows[end - size : end]}

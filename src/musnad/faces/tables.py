"""What the ledger's commands print: JSON Lines for machines, tables for people."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from musnad.model import Article, Span
from musnad.resolution.copies import Copy

_FSI, _PDI = "\u2068", "\u2069"  # each value is laid out by itself, whatever its direction


def print_lines(rows: Iterable[Mapping[str, Any]]) -> None:
    """One JSON object a line."""
    for row in rows:
        sys.stdout.write(msgspec.json.encode(row).decode() + "\n")


def print_rows(rows: Iterable[Mapping[str, Any]], columns: Sequence[tuple[str, int]], empty: str) -> None:
    """A table of the named fields; a column's number is its share of the width, 0 for as wide as it needs."""
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False, markup=False, emoji=False)
    table = Table(pad_edge=False, expand=True)
    for name, ratio in columns:
        table.add_column(name.replace("_", " "), ratio=ratio or None, no_wrap=not ratio, overflow="fold")
    for row in rows:
        table.add_row(*(_cell(row.get(name)) for name, _ in columns))
    if table.row_count:
        console.print(table)
    else:
        console.print(empty)


def _cell(value: object) -> Any:
    from rich.text import Text

    if isinstance(value, list | tuple):
        value = " · ".join(str(each) for each in value)
    return Text(isolated("" if value is None else str(value)))


def isolated(text: str) -> str:
    """The text on one line without control codes, in directional isolation (Unicode FSI and PDI)."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return f"{_FSI}{line}{_PDI}" if line else ""


def copy_row(copy: Copy, articles: Mapping[str, Article]) -> dict[str, Any]:
    """A copy as plain data, its passages with their words from both articles."""

    def piece(span: Span, article: str) -> dict[str, Any]:
        return {"start": span.start, "end": span.end, "text": span.of(articles[article].text)}

    return {
        **{name: getattr(copy, name) for name in ("a", "b", "kind", "share_a", "share_b", "first")},
        "passages": [
            {"a": piece(one.a, copy.a), "b": piece(one.b, copy.b), "words": one.words, "formula": one.formula}
            for one in copy.passages
        ],
        "why": copy.why,
    }


def unique(articles: Iterable[Article], seen: dict[str, Article], repeated: Any) -> Iterator[Article]:
    """The articles with ids not met before, each kept in ``seen``; ``repeated`` is told of the others."""
    for article in articles:
        if article.id in seen:
            repeated(article)
        else:
            seen[article.id] = article
            yield article

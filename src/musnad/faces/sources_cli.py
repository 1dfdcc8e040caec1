"""The ledger's commands about its sources: fact checks, articles that changed, watching."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from musnad.faces.shell import app

_Format = Annotated[str | None, typer.Option(help="table or jsonl; table on a terminal, else jsonl.")]
_Url = Annotated[str, typer.Option("--ledger", help="The ledger: an SQLite file, or postgresql://…")]


def _as_table(format: str | None) -> bool:
    if format not in (None, "table", "jsonl"):
        raise typer.BadParameter(f"no such format: {format!r} (table or jsonl)", param_hint="--format")
    return format == "table" or (format is None and sys.stdout.isatty())


@app.command()
def reviews(ledger: _Url = "musnad.db", format: _Format = None) -> None:
    """List the fact checks that the ledger holds, and to which claims each is attached."""
    from musnad.faces.tables import print_lines, print_rows
    from musnad.ledger.reviews import list_reviews
    from musnad.ledger.store import Ledger

    with Ledger(ledger, must_exist=True) as book:
        rows = list_reviews(book)
    if _as_table(format):
        columns = [("id", 0), ("publisher", 2), ("rating", 2), ("claim", 5), ("claims", 2)]
        print_rows(rows, columns, "no fact checks")
    else:
        print_lines(rows)


@app.command()
def changes(
    article: Annotated[str | None, typer.Argument(help="Id of an article; all without it.", metavar="ID")] = None,
    limit: Annotated[int, typer.Option(min=1, help="How many at most.")] = 20,
    ledger: _Url = "musnad.db",
    format: _Format = None,
) -> None:
    """Show what changed in who said what, where an article was replaced by a newer version of itself."""
    from musnad.faces.tables import change_lines, print_lines
    from musnad.ledger.store import Ledger
    from musnad.ledger.versions import list_changes

    with Ledger(ledger, must_exist=True) as book:
        rows = list_changes(book, article, limit)
    if _as_table(format):
        print("\n".join(change_lines(rows)) or "no article has changed")
    else:
        print_lines(rows)

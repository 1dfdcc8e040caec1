"""The commands over many articles: copies."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from musnad.errors import BadArticle
from musnad.faces.shell import Problems, app, tell
from musnad.model import Article

_Format = Annotated[str | None, typer.Option(help="table or jsonl; table on a terminal, else jsonl.")]
_Lang = Annotated[str, typer.Option(help="Language pack.")]


def _as_table(format: str | None) -> bool:
    if format not in (None, "table", "jsonl"):
        raise typer.BadParameter(f"no such format: {format!r} (table or jsonl)", param_hint="--format")
    return format == "table" or (format is None and sys.stdout.isatty())


@app.command()
def copies(
    paths: Annotated[list[str], typer.Argument(help="Files of articles, folders, or - for standard input.")],
    format: _Format = None,
    lang: _Lang = "ar",
) -> None:
    """Tell which articles copy which, wholly or in part, with the passages they share."""
    from musnad.faces.tables import copy_row, print_lines, print_rows, unique
    from musnad.intake import read_articles
    from musnad.resolution.copies import find_copies

    as_table = _as_table(format)
    problems = Problems(False)

    def repeated(article: Article) -> None:
        problems.tell(BadArticle(article.place, f"the id {article.id!r} has been seen before", "left out"))

    seen: dict[str, Article] = {}
    articles = unique(read_articles(paths, language=lang, on_problem=problems.tell), seen, repeated)
    rows = (copy_row(one, seen) for one in find_copies(articles))
    if as_table:
        columns = [("a", 2), ("b", 2), ("kind", 0), ("share_a", 0), ("share_b", 0), ("first", 0), ("why", 4)]
        print_rows(rows, columns, "no article copies another")
    else:
        print_lines(rows)
    tell(f"{len(seen)} articles compared")
    if problems.count:
        raise typer.Exit(1)

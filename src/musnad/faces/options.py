"""The options that many commands have. A value that is none is wrong usage, told with what is allowed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import Annotated

import typer


def one_of(allowed: Iterable[str]) -> Callable[[str | None], str | None]:
    """A judge of an option's value that must be one of some words."""
    words = tuple(allowed)

    def judge(value: str | None) -> str | None:
        if value is not None and value not in words:
            raise typer.BadParameter(f"there is no {value!r} (one of {', '.join(words)})")
        return value

    return judge


def _day(value: str | None) -> str | None:
    from musnad.intake.days import iso_day

    day = iso_day(value)
    if value is not None and (day is None or value.strip()[len(day) :][:1] not in ("", "T", " ")):
        raise typer.BadParameter(f"{value!r} is no day (write it as YYYY-MM-DD)")
    return day


def language(value: str | None) -> str | None:
    """The code of a language pack, if there is such a pack."""
    if value is not None:
        from musnad.lang.pack import installed_packs

        one_of(installed_packs())(value)
    return value


TABLE_FORMATS = ("table", "jsonl")
Format = Annotated[
    str | None,
    typer.Option(callback=one_of(TABLE_FORMATS), help="table or jsonl; table on a terminal, else jsonl."),
]
Lang = Annotated[str, typer.Option(callback=language, help="Language pack.")]
LedgerUrl = Annotated[str, typer.Option("--ledger", help="The ledger: an SQLite file, or postgresql://…")]
Limit = Annotated[int, typer.Option(min=1, help="How many at most.")]
Date = Annotated[str | None, typer.Option(callback=_day, help="Day of the articles that have none, YYYY-MM-DD.")]
Since = Annotated[str | None, typer.Option(callback=_day, help="First day, YYYY-MM-DD.")]
Until = Annotated[str | None, typer.Option(callback=_day, help="Last day, YYYY-MM-DD.")]
Outlet = Annotated[str | None, typer.Option(help="Outlet of the articles that have none.")]
Jobs = Annotated[int, typer.Option(min=1, help="Processes that read side by side.")]
Paths = Annotated[list[str], typer.Argument(help="Files of articles, folders, or - for standard input.")]


def as_table(format: str | None) -> bool:
    """Whether rows are printed as a table: where that is asked for, or on a terminal."""
    return format == "table" or (format is None and sys.stdout.isatty())

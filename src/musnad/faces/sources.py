"""The options by which the commands are told where articles come from, and what is known of their outlets."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from musnad.errors import FetchFailed

if TYPE_CHECKING:
    from musnad.fetching import Fetched

Urls = Annotated[list[str] | None, typer.Option("--url", help="A web page or feed to fetch; may be repeated.")]
Columns = Annotated[
    list[str] | None,
    typer.Option(help="Columns of a table, or fields of JSON: text=body,date=published,…; may be repeated."),
]
OutletsFile = Annotated[
    str | None, typer.Option("--outlets", help="A table of outlets beside those musnad knows (name, country, …).")
]
Private = Annotated[bool, typer.Option("--allow-private", help="Fetch also from hosts named here that are not public.")]


def source_options(
    lang: str, urls: list[str] | None, columns: list[str] | None, outlets: str | None, private: bool
) -> dict[str, Any]:
    """What these options come to, as arguments of ``musnad.intake.read_articles``.

    Raises:
        typer.BadParameter: a column map that is none.
        MusnadError: the table of outlets cannot be read.
    """
    from musnad.intake.outlets import Outlets, read_outlets

    fields = column_map(columns)
    known = Outlets.of_language(lang, read_outlets(outlets)) if outlets else None
    return {"urls": urls or (), "columns": fields, "outlets": known, "fetch": fetching(private, urls or ())}


def fetching(private: bool, given: Iterable[str]) -> Callable[..., Fetched]:
    """How pages are fetched by a command: what ``--allow-private`` would let through is told so.

    Args:
        private: whether that option was given.
        given: the addresses that the user named: the option opens their hosts and no others, wherever a page leads.
    """
    return partial(_fetch, private, frozenset(given))


def _fetch(private: bool, given: frozenset[str], url: str, **told: Any) -> Fetched:
    from musnad.fetching import fetch

    try:
        return fetch(url, allow_private=given if private else False, **told)
    except FetchFailed as failed:
        if failed.inner and url in given:
            failed.hint += "; --allow-private fetches from a server of your own"
        raise


def column_map(told: list[str] | None) -> dict[str, str]:
    """The fields of an article and the columns that hold them, of ``--columns``.

    Raises:
        typer.BadParameter: it is none.
    """
    from musnad.intake import FIELDS

    found: dict[str, str] = {}
    for part in ",".join(told or ()).split(","):
        field, mark, column = part.partition("=")
        if part.strip() and not (mark and field.strip() and column.strip()):
            raise typer.BadParameter(f"{part!r} is not field=column", param_hint="--columns")
        if part.strip() and field.strip() not in FIELDS:
            allowed = ", ".join(sorted(FIELDS))
            raise typer.BadParameter(f"there is no field {field.strip()!r} (one of {allowed})", param_hint="--columns")
        if field.strip() in found:
            raise typer.BadParameter(f"the field {field.strip()!r} is given twice", param_hint="--columns")
        if part.strip():
            found[field.strip()] = column.strip()
    return found

"""The options by which the commands are told where articles come from, and what is known of their outlets."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any

import typer

Urls = Annotated[list[str] | None, typer.Option("--url", help="A web page or feed to fetch; may be repeated.")]
Columns = Annotated[str | None, typer.Option(help="Columns of a table, or fields of JSON: text=body,date=published,…")]
OutletsFile = Annotated[
    str | None, typer.Option("--outlets", help="A table of outlets beside those musnad knows (name, country, …).")
]
Private = Annotated[bool, typer.Option("--allow-private", help="Fetch also from addresses that are not public.")]


def source_options(
    lang: str, urls: list[str] | None, columns: str | None, outlets: str | None, private: bool
) -> dict[str, Any]:
    """What these options come to, as arguments of ``musnad.intake.read_articles``.

    Raises:
        typer.BadParameter: a column map that is none.
        MusnadError: the table of outlets cannot be read.
    """
    from musnad.fetching import fetch
    from musnad.intake.outlets import Outlets, read_outlets

    fields = _columns(columns)
    known = Outlets.of_language(lang, read_outlets(outlets)) if outlets else None
    own_fetch = partial(fetch, allow_private=True) if private else None
    return {"urls": urls or (), "columns": fields, "outlets": known, "fetch": own_fetch}


def _columns(text: str | None) -> dict[str, str]:
    from musnad.intake import FIELDS

    found: dict[str, str] = {}
    for part in (text or "").split(","):
        field, mark, column = part.partition("=")
        if part.strip() and not (mark and field.strip() and column.strip()):
            raise typer.BadParameter(f"{part!r} is not field=column", param_hint="--columns")
        if part.strip() and field.strip() not in FIELDS:
            allowed = ", ".join(sorted(FIELDS))
            raise typer.BadParameter(f"there is no field {field.strip()!r} (one of {allowed})", param_hint="--columns")
        if part.strip():
            found[field.strip()] = column.strip()
    return found

"""Part of the ledger in other people's formats, as a file to keep."""

from __future__ import annotations

import re
from typing import Any, Literal

from fastapi import APIRouter, Request
from fastapi.responses import Response

from musnad.faces.web import models
from musnad.faces.web.view import desk
from musnad.ledger.export import LINES, Scope
from musnad.ledger.store import Ledger

_Kind = Literal["claim", "article", "actor"]
_FORMS = {
    "csv": ("text/csv; charset=utf-8", "csv"),
    "jsonl": ("application/jsonl; charset=utf-8", "jsonl"),
    "annotation": ("application/ld+json; charset=utf-8", "annotations.jsonld"),
    "prov": ("application/n-triples; charset=utf-8", "prov.nt"),
}
_NONE: dict[int | str, dict[str, Any]] = {404: {"model": models.Trouble}}
_BOM = "\ufeff"  # spreadsheets take CSV for UTF-8 only with it


def offer_exports(pages: APIRouter, api: APIRouter, of: _Kind, page_path: str, api_path: str) -> None:
    """Let the statements of a claim, an article or an actor be had as a file, from its page and from the API.

    Args:
        page_path, api_path: where it is itself, with ``{ident}``.
    """

    @pages.get(f"{page_path}/export.{{form}}", name=f"{of}_file")
    @api.get(f"{api_path}/export/{{form}}", name=f"{of}_export", response_class=Response, responses=_NONE)
    async def exported(request: Request, ident: str, form: models.ExportFormat) -> Response:
        """The statements as CSV, JSON Lines, Web Annotations or PROV-O."""
        return await _file(request, form, Scope(of, ident))


async def _file(request: Request, form: str, scope: Scope) -> Response:
    """Raises NotFound where there are none."""
    media, suffix = _FORMS[form]

    def written(ledger: Ledger) -> str:
        return "".join(f"{line}\n" for line in LINES[form](ledger, scope.settled(ledger)))

    text = await desk(request).ask(written)
    name = re.sub(r"[^A-Za-z0-9_-]+", "_", scope.ident)[:60] or scope.of
    return Response(
        (_BOM if form == "csv" else "") + text, media_type=media,
        headers={"Content-Disposition": f'attachment; filename="{scope.of}-{name}.{suffix}"'},
    )  # fmt: skip

"""Part of the ledger in other people's formats, as a file to keep."""

from __future__ import annotations

import re

from fastapi import Request
from fastapi.responses import Response

from musnad.faces.web.view import desk
from musnad.ledger.export import LINES, Scope
from musnad.ledger.store import Ledger

_FORMS = {
    "csv": ("text/csv; charset=utf-8", "csv"),
    "jsonl": ("application/jsonl; charset=utf-8", "jsonl"),
    "annotation": ("application/ld+json; charset=utf-8", "annotations.jsonld"),
    "prov": ("application/n-triples; charset=utf-8", "prov.nt"),
}
_BOM = "\ufeff"  # spreadsheets take CSV for UTF-8 only with it


async def export_response(request: Request, form: str, scope: Scope) -> Response:
    """A file of the statements of one claim, article or actor. Raises NotFound where there are none."""
    media, suffix = _FORMS[form]

    def written(ledger: Ledger) -> str:
        return "".join(f"{line}\n" for line in LINES[form](ledger, scope.settled(ledger)))

    text = await desk(request).ask(written)
    name = re.sub(r"[^A-Za-z0-9_-]+", "_", scope.ident)[:60] or scope.of
    return Response(
        (_BOM if form == "csv" else "") + text, media_type=media,
        headers={"Content-Disposition": f'attachment; filename="{scope.of}-{name}.{suffix}"'},
    )  # fmt: skip

"""Search with facets; everything asked stands in the address."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse

from musnad.faces.web import models
from musnad.faces.web.front import Page
from musnad.faces.web.view import desk, page, settings
from musnad.ledger.facets import FACETS, facets
from musnad.ledger.search import search
from musnad.ledger.store import Ledger
from musnad.model import Act, Stance

pages = APIRouter(include_in_schema=False)
api = APIRouter(tags=["search"], responses={400: {"model": models.Trouble}})
_PAGE = 20
_Words = Annotated[str, Query(max_length=300, description="Words that must all occur.")]
_Name = Annotated[str, Query(max_length=200)]
_Day = Annotated[str, Query(pattern=r"^(\d{4}-\d{2}-\d{2})?$")]


class Asked:
    """What is searched for; an empty value asks for nothing."""

    def __init__(self, words: str, number: int, **given: str) -> None:
        self.words, self.number, self.given = words.strip(), number, given
        self.filters = {name: value.strip() for name, value in given.items() if value.strip()}


async def asked_for(
    q: _Words = "",
    who: _Name = "",
    outlet: _Name = "",
    act: Act | Literal[""] = "",
    stance: Stance | Literal[""] = "",
    since: _Day = "",
    until: _Day = "",
    number: Page = 1,
) -> Asked:
    """What is searched for; asynchronous, so that it costs no thread."""
    return Asked(q, number, who=who, act=act, stance=stance, outlet=outlet, since=since, until=until)


def found(ledger: Ledger, asked: Asked, language: str) -> dict[str, Any]:
    """One page of what a search finds, and its facets."""
    if not asked.words and not asked.filters:
        return {"page": 1, "more": False, "hits": [], "facets": {name: [] for name in FACETS}, "counted": 0}
    end = asked.number * _PAGE
    rows = search(ledger, asked.words, **asked.filters, limit=end + 1, language=language)
    values, counted = facets(ledger, asked.words, asked.filters, language)
    return {"page": asked.number, "more": len(rows) > end, "hits": rows[end - _PAGE : end], "facets": values,
            "counted": counted}  # fmt: skip


@pages.get("/search", response_class=HTMLResponse)
async def search_page(request: Request, asked: Annotated[Asked, Depends(asked_for)]) -> HTMLResponse:
    """What a search finds, and its facets."""
    language = settings(request).language
    return await desk(request).ask(
        lambda ledger: page(request, "search.html", asked=asked, **found(ledger, asked, language))
    )


@pages.get("/search.json", response_model=models.Found)
@api.get("/search", response_model=models.Found)
async def search_data(request: Request, asked: Annotated[Asked, Depends(asked_for)]) -> dict[str, Any]:
    """Statements that hold all of the words, the best match first, or the latest that fit the filters."""
    language = settings(request).language
    return await desk(request).ask(lambda ledger: found(ledger, asked, language))

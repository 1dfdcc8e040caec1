"""An article with its statements, the latest articles, and where a statement stands."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from musnad.contract import to_dict
from musnad.faces.cells import shown_outlet
from musnad.faces.web import models, readings
from musnad.faces.web.exports import offer_exports
from musnad.faces.web.marking import marked
from musnad.faces.web.paging import Page
from musnad.faces.web.view import article_path, desk, page
from musnad.ledger.browsing import article_copies, article_places, latest_articles, statement_place
from musnad.ledger.store import Ledger
from musnad.ledger.versions import list_changes

pages = APIRouter(include_in_schema=False)
api = APIRouter(tags=["articles"])
_NONE: dict[int | str, dict[str, Any]] = {404: {"model": models.Trouble}}
_PAGE = 20


def stored(ledger: Ledger, ident: str) -> dict[str, Any]:
    """A reading with what the ledger makes of it."""
    return {
        "reading": to_dict(ledger.reading(ident)),
        "statements": article_places(ledger, ident),
        "copies": article_copies(ledger, ident),
        "changes": list_changes(ledger, ident),
    }


def listed(ledger: Ledger, number: int) -> dict[str, Any]:
    """One page of the latest articles."""
    rows = latest_articles(ledger, _PAGE + 1, (number - 1) * _PAGE)
    return {"page": number, "more": len(rows) > _PAGE, "articles": rows[:_PAGE]}


@pages.get("/articles", response_class=HTMLResponse)
async def articles_page(request: Request, number: Page = 1) -> HTMLResponse:
    """The latest articles."""
    return await desk(request).ask(lambda ledger: page(request, "articles.html", **listed(ledger, number)))


@pages.get("/articles.json", response_model=models.Articles)
@api.get("/articles", response_model=models.Articles)
async def articles_data(request: Request, number: Page = 1) -> dict[str, Any]:
    """The articles added last, twenty at a time."""
    return await desk(request).ask(lambda ledger: listed(ledger, number))


@api.get("/statements/{ident}", response_model=models.Place, responses=_NONE)
async def statement_data(request: Request, ident: str) -> dict[str, Any]:
    """A statement by its public id, with the article and the claim it belongs to."""
    return await desk(request).ask(lambda ledger: statement_place(ledger, ident))


@pages.get("/statement/{ident}.json", response_model=models.Place)
async def statement_json(request: Request, ident: str) -> dict[str, Any]:
    """A statement by its public id."""
    return await statement_data(request, ident)


@pages.get("/statement/{ident}")
async def statement_page(request: Request, ident: str) -> Response:
    """The permanent link of a statement leads to its words."""
    place = await statement_data(request, ident)
    return RedirectResponse(article_path(place["article"], place["local"]), 302)


offer_exports(pages, api, "article", "/article/{ident:path}", "/articles/{ident:path}")


@pages.get("/article/{ident:path}.json", response_model=readings.StoredReading)
@api.get("/articles/{ident:path}", response_model=readings.StoredReading, responses=_NONE)
async def article_data(request: Request, ident: str) -> dict[str, Any]:
    """An article as read, with what the ledger makes of its statements."""
    return await desk(request).ask(lambda ledger: stored(ledger, ident))


@pages.get("/article/{ident:path}", response_class=HTMLResponse)
async def article_page(request: Request, ident: str) -> HTMLResponse:
    """An article with its statements."""

    def answer(ledger: Ledger) -> HTMLResponse:
        reading = ledger.reading(ident)
        places = {one["local"]: one for one in article_places(ledger, ident)}
        return page(
            request, "article.html", reading=reading, article=reading.article, outlet=shown_outlet(reading.article),
            text=marked(reading), places=places, copies=article_copies(ledger, ident),
            changes=list_changes(ledger, ident),
        )  # fmt: skip

    return await desk(request).ask(answer)

"""The front page, and lists of claims: newly denied, most disputed, many reports with one origin."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from musnad.faces.web import models
from musnad.faces.web.keeping import Kept
from musnad.faces.web.paging import Page, paged
from musnad.faces.web.view import desk, page, wording
from musnad.ledger.browsing import latest_articles
from musnad.ledger.store import Ledger
from musnad.ledger.views import ORDERS, list_claims

pages = APIRouter(include_in_schema=False)
api = APIRouter(tags=["claims"])
_SHOWN = 5  # of each list on the front page
_PAGE = 20


def front(ledger: Ledger) -> dict[str, Any]:
    """What the front page shows."""
    lists = {order.replace("-", "_"): list_claims(ledger, order, _SHOWN) for order in ORDERS}
    return {**lists, "articles": latest_articles(ledger, _SHOWN + 3)}


_FRONT: Kept[tuple[dict[str, Any], dict[str, bytes]]] = Kept(lambda ledger: (front(ledger), {}))


@pages.get("/", response_class=HTMLResponse)
async def front_page(request: Request) -> HTMLResponse:
    """The front page; made once in each language, until somebody writes."""

    def answer(ledger: Ledger) -> HTMLResponse:
        shown, made = _FRONT.of(ledger)
        if request.query_params:  # they stand in its links
            return page(request, "front.html", **shown)
        language = wording(request).code
        if language not in made:
            made[language] = bytes(page(request, "front.html", **shown).body)
        return HTMLResponse(made[language], headers={"Vary": "Cookie"})

    return await desk(request).ask(answer)


@pages.get("/.json", response_model=models.Front)
@pages.get("/index.json", response_model=models.Front)
@api.get("/front", response_model=models.Front)
async def front_data(request: Request) -> dict[str, Any]:
    """Newly denied, most disputed, many reports with one origin, most reported, latest readings."""
    return await desk(request).ask(lambda ledger: _FRONT.of(ledger)[0])


def claims_in(ledger: Ledger, order: str, number: int) -> dict[str, Any]:
    """One page of a list of claims."""
    return {"order": order, **paged("claims", list_claims(ledger, order, number * _PAGE + 1), number, _PAGE)}


@pages.get("/claims", response_class=HTMLResponse)
async def claims_page(request: Request, order: models.Order = "reported", number: Page = 1) -> HTMLResponse:
    """A list of claims."""
    return await desk(request).ask(
        lambda ledger: page(request, "claims.html", orders=list(ORDERS), **claims_in(ledger, order, number))
    )


@pages.get("/claims.json", response_model=models.Claims)
@api.get("/claims", response_model=models.Claims)
async def claims_data(request: Request, order: models.Order = "reported", number: Page = 1) -> dict[str, Any]:
    """Claims in an order, twenty at a time."""
    return await desk(request).ask(lambda ledger: claims_in(ledger, order, number))

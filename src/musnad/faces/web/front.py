"""The front page, and lists of claims: newly denied, most disputed, many reports with one origin."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from musnad.faces.web import models
from musnad.faces.web.view import desk, page, wording
from musnad.ledger.browsing import latest_articles
from musnad.ledger.store import Ledger
from musnad.ledger.views import ORDERS, list_claims

pages = APIRouter(include_in_schema=False)
api = APIRouter(tags=["claims"])
_SHOWN = 5  # of each list on the front page
_PAGE = 20
Page = Annotated[int, Query(ge=1, le=50)]


def front(ledger: Ledger) -> dict[str, Any]:
    """What the front page shows."""
    lists = {order.replace("-", "_"): list_claims(ledger, order, _SHOWN) for order in ORDERS}
    return {**lists, "articles": latest_articles(ledger, _SHOWN + 3)}


class Kept:
    """The front page as a connection last made it: good as long as nobody has written, and while it shows the same."""

    def __init__(self) -> None:
        self._state: object = None
        self._shown: dict[str, Any] = {}
        self._made: dict[str, bytes] = {}

    def page(self, request: Request, ledger: Ledger) -> HTMLResponse:
        """The page in the language asked for; made anew only where what it shows has changed."""
        state = ledger.db.state()  # asked first: what is written meanwhile makes it another
        if self._state is None or state != self._state:
            shown = front(ledger)
            if shown != self._shown:
                self._shown, self._made = shown, {}
            self._state = state
        if request.query_params:  # they stand in its links
            return page(request, "front.html", **self._shown)
        language = wording(request).code
        if language not in self._made:
            self._made[language] = bytes(page(request, "front.html", **self._shown).body)
        return HTMLResponse(self._made[language], headers={"Vary": "Cookie"})


@pages.get("/", response_class=HTMLResponse)
async def front_page(request: Request) -> HTMLResponse:
    """The front page."""
    fronts: MutableMapping[Ledger, Kept] = request.app.state.fronts

    def answer(ledger: Ledger) -> HTMLResponse:
        if ledger not in fronts:
            fronts[ledger] = Kept()
        return fronts[ledger].page(request, ledger)

    return await desk(request).ask(answer)


@pages.get("/.json", response_model=models.Front)
@pages.get("/index.json", response_model=models.Front)
@api.get("/front", response_model=models.Front)
async def front_data(request: Request) -> dict[str, Any]:
    """Newly denied, most disputed, many reports with one origin, most reported, latest readings."""
    return await desk(request).ask(front)


def claims_in(ledger: Ledger, order: str, number: int) -> dict[str, Any]:
    """One page of a list of claims."""
    rows = list_claims(ledger, order, number * _PAGE + 1)
    shown = rows[(number - 1) * _PAGE : number * _PAGE]
    return {"order": order, "page": number, "more": len(rows) > number * _PAGE, "claims": shown}


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

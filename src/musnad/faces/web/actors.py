"""An actor: names, roles, positions in time, reversals, who is on the other side."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from musnad.faces.web import models
from musnad.faces.web.actorview import SHOWN, actor_view, besides_of
from musnad.faces.web.exports import offer_exports
from musnad.faces.web.keeping import Kept
from musnad.faces.web.paging import Page, paged
from musnad.faces.web.view import desk, page
from musnad.ledger.browsing import list_actors
from musnad.ledger.positions import actor_positions, folded_positions
from musnad.ledger.store import Ledger
from musnad.ledger.views import show_actor

pages = APIRouter(include_in_schema=False)
api = APIRouter(prefix="/actors", tags=["actors"], responses={404: {"model": models.Trouble}})
_PAGE = 20


@pages.get("/actor/{ident}.json", response_model=models.Actor)
@api.get("/{ident}", response_model=models.Actor)
async def actor_data(request: Request, ident: str) -> dict[str, Any]:
    """An actor with the names and roles seen for it, its positions, reversals, and who denies whom."""
    return await desk(request).ask(lambda ledger: show_actor(ledger, ident))


def listed(ledger: Ledger, name: str, number: int) -> dict[str, Any]:
    """One page of the actors with the most statements, or those who go by a name."""
    if name.strip():
        return {"name": name, **paged("actors", list_actors(ledger, _PAGE, name.strip()), 1, _PAGE)}
    return {"name": "", **paged("actors", _HEARD.of(ledger), number, _PAGE)}


_HEARD = Kept(lambda ledger: list_actors(ledger, 50 * _PAGE))
_Name = Annotated[str, Query(max_length=200, description="A name in any of its spellings.")]


@pages.get("/actors", response_class=HTMLResponse)
async def actors_page(request: Request, name: _Name = "", number: Page = 1) -> HTMLResponse:
    """Actors, those with the most statements first, or by name."""
    return await desk(request).ask(lambda ledger: page(request, "actors.html", **listed(ledger, name, number)))


@pages.get("/actors.json", response_model=models.Actors)
@api.get("", response_model=models.Actors)
async def actors_data(request: Request, name: _Name = "", number: Page = 1) -> dict[str, Any]:
    """Actors with the most statements, twenty at a time, or those who go by a name, the most seen first."""
    return await desk(request).ask(lambda ledger: listed(ledger, name, number))


offer_exports(pages, api, "actor", "/actor/{ident}", "/{ident}")


@pages.get("/actor/{ident}", response_class=HTMLResponse)
async def actor_page(request: Request, ident: str, number: Page = 1) -> HTMLResponse:
    """An actor: positions in time, reversals, who is on the other side, names and roles."""

    def answer(ledger: Ledger) -> HTMLResponse:
        actor = show_actor(ledger, ident, positions=False)
        folded = folded_positions(ledger.db, actor["id"], SHOWN + 1, (number - 1) * SHOWN)
        besides = besides_of(actor)
        told = actor_positions(ledger.db, actor["id"], besides.claims)
        return page(request, "actor.html", actor=actor, **actor_view(besides, told, folded, number))

    return await desk(request).ask(answer)

"""An actor: names, roles, positions in time, reversals, who is on the other side."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response

from musnad.faces.web import models
from musnad.faces.web.actorview import SHOWN, actor_view
from musnad.faces.web.exports import export_response
from musnad.faces.web.front import Page
from musnad.faces.web.view import desk, page
from musnad.ledger.export import Scope
from musnad.ledger.positions import folded_positions
from musnad.ledger.store import Ledger
from musnad.ledger.views import actor_names, find_actors, show_actor

pages = APIRouter(include_in_schema=False)
api = APIRouter(prefix="/actors", tags=["actors"], responses={404: {"model": models.Trouble}})
_MOST = 20  # actors that go by a name


@pages.get("/actor/{ident}.json", response_model=models.Actor)
@api.get("/{ident}", response_model=models.Actor)
async def actor_data(request: Request, ident: str) -> dict[str, Any]:
    """An actor with the names and roles seen for it, its positions, reversals, and who denies whom."""
    return await desk(request).ask(lambda ledger: show_actor(ledger, ident))


@api.get("", response_model=models.Actors)
async def actors_named(request: Request, name: Annotated[str, Query(min_length=1, max_length=200)]) -> dict[str, Any]:
    """Actors that go by a name in any of its spellings, the most seen first."""

    def answer(ledger: Ledger) -> dict[str, Any]:
        found = find_actors(ledger, name)[:_MOST]
        names = actor_names(ledger, set(found))
        return {"actors": [{"id": one, "name": names.get(one, "")} for one in found]}

    return await desk(request).ask(answer)


@pages.get("/actor/{ident}/export.{form}")
@api.get("/{ident}/export/{form}", response_class=Response)
async def actor_export(request: Request, ident: str, form: models.ExportFormat) -> Response:
    """The statements of an actor as CSV, JSON Lines, Web Annotations or PROV-O."""
    return await export_response(request, form, Scope("actor", ident))


@pages.get("/actor/{ident}", response_class=HTMLResponse)
async def actor_page(request: Request, ident: str, number: Page = 1) -> HTMLResponse:
    """An actor: positions in time, reversals, who is on the other side, names and roles."""

    def answer(ledger: Ledger) -> HTMLResponse:
        actor = show_actor(ledger, ident, every=False)
        folded = folded_positions(ledger.db, actor["id"], SHOWN + 1, (number - 1) * SHOWN)
        return page(request, "actor.html", actor=actor, **actor_view(actor, folded, number))

    return await desk(request).ask(answer)

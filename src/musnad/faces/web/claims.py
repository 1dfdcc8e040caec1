"""A claim: its page, its card to embed, its graph, as JSON and in other people's formats."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from musnad.faces.web import models
from musnad.faces.web.claimview import claim_view
from musnad.faces.web.exports import offer_exports
from musnad.faces.web.graph import NARROW, WIDE, draw, nodes_and_edges
from musnad.faces.web.paging import Page
from musnad.faces.web.svg import svg
from musnad.faces.web.view import desk, page, wording
from musnad.ledger.store import Ledger
from musnad.ledger.views import show_claim

pages = APIRouter(include_in_schema=False)
api = APIRouter(prefix="/claims", tags=["claims"], responses={404: {"model": models.Trouble}})


@pages.get("/claim/{ident}.json", response_model=models.Claim)
@api.get("/{ident}", response_model=models.Claim)
async def claim_data(request: Request, ident: str) -> dict[str, Any]:
    """A claim with every statement in time order, the counts and why they are so, and what comes near."""
    return await desk(request).ask(lambda ledger: show_claim(ledger, ident))


@pages.get("/claim/{ident}/card", response_class=HTMLResponse)
async def claim_card(request: Request, ident: str) -> HTMLResponse:
    """The claim as a card that other pages may embed."""
    return await desk(request).ask(lambda ledger: page(request, "card.html", claim=show_claim(ledger, ident)))


offer_exports(pages, api, "claim", "/claim/{ident}", "/{ident}")


@pages.get("/claim/{ident}", response_class=HTMLResponse)
async def claim_page(request: Request, ident: str, number: Page = 1) -> HTMLResponse:
    """A claim: both sides with their counts, the time line, the chain graph, the evidence."""
    words = wording(request)
    heads = tuple(words["claim"][name] for name in ("articles", "relays", "roots"))
    mirrored = words.direction == "rtl"

    def answer(ledger: Ledger) -> HTMLResponse:
        claim = show_claim(ledger, ident)
        drawn = {kind: draw(claim, form, mirrored, heads) for kind, form in (("wide", WIDE), ("narrow", NARROW))}
        return page(
            request, "claim.html", claim=claim, origin=str(request.base_url).rstrip("/"),
            graph=Markup("").join(svg(drawing, kind, words) for kind, drawing in drawn.items() if drawing),
            left_out=drawn["wide"].left_out if drawn["wide"] else 0,
            **claim_view(claim, number, words["unknown"]),
        )  # fmt: skip

    return await desk(request).ask(answer)


@api.get("/{ident}/graph", response_model=models.Graph)
async def claim_graph(request: Request, ident: str) -> dict[str, Any]:
    """The chain graph of a claim: articles, relays, origins, and the statements along each edge."""
    return await desk(request).ask(lambda ledger: nodes_and_edges(show_claim(ledger, ident)))

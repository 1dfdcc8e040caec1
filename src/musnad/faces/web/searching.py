"""Search with facets; everything asked stands in the address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, NamedTuple

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse

from musnad.faces.web import models
from musnad.faces.web.paging import Page, paged
from musnad.faces.web.view import addresses, desk, isolated, last_day, page, settings, told_day, wording
from musnad.ledger.facets import COUNTED, FACETS, faceted_search
from musnad.ledger.store import Ledger
from musnad.model import Act, Stance

pages = APIRouter(include_in_schema=False)
api = APIRouter(tags=["search"], responses={400: {"model": models.Trouble}})
_PAGE = 20
_Words = Annotated[str, Query(max_length=300, description="Words that must all occur.")]
_Name = Annotated[str, Query(max_length=200)]
_Day = Annotated[str, Query(pattern=r"^(\d{4}-\d{2}-\d{2})?$")]
_KEYS = {"day": "day", "stance": "stance", "act": "act", "outlet": "outlet", "actor": "who"}  # facets: what they set


class _Choice(NamedTuple):
    """A value of a facet: where it leads, what it is called, how many have it, whether it is chosen."""

    href: str
    label: str
    times: int
    chosen: bool


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
    rows, values, counted = faceted_search(ledger, asked.words, asked.filters, asked.number * _PAGE + 1, language)
    return {**paged("hits", rows, asked.number, _PAGE), "facets": values, "counted": counted}


def _choices(request: Request, asked: Asked, values: Mapping[str, Any]) -> list[tuple[str, list[_Choice]]]:
    """The facets that have values, each by its name in the page's texts; choosing a value again takes it out."""
    words, here = wording(request), addresses(request)
    shown: list[tuple[str, list[_Choice]]] = []
    for name, key in _KEYS.items():
        rows = []
        for one in values[name]:
            value, count = one["value"], one["count"]
            if name == "day":
                since = f"{value}-01" if len(value) == 7 else f"{value}-01-01"
                href = here(since=since, until=last_day(value), number=None)
                rows.append(_Choice(href, told_day(words, value), count, False))
                continue
            chosen = asked.given[key] == value
            label = words[name][value] if name in ("stance", "act") else isolated(one["label"])
            rows.append(_Choice(here(**{key: None if chosen else value}, number=None), label, count, chosen))
        if rows:
            shown.append((key, rows))
    return shown


@pages.get("/search", response_class=HTMLResponse)
async def search_page(request: Request, asked: Annotated[Asked, Depends(asked_for)]) -> HTMLResponse:
    """What a search finds, and its facets."""
    language = settings(request).language

    def answer(ledger: Ledger) -> HTMLResponse:
        what = found(ledger, asked, language)
        choices = _choices(request, asked, what["facets"])
        return page(request, "search.html", asked=asked, choices=choices, partly=what["counted"] == COUNTED, **what)

    return await desk(request).ask(answer)


@pages.get("/search.json", response_model=models.Found)
@api.get("/search", response_model=models.Found)
async def search_data(request: Request, asked: Annotated[Asked, Depends(asked_for)]) -> dict[str, Any]:
    """Statements that hold all of the words, the best match first, or the latest that fit the filters."""
    language = settings(request).language
    return await desk(request).ask(lambda ledger: found(ledger, asked, language))

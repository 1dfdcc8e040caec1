"""The application: what is served, by whom it is answered, how errors are told."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import resources

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from musnad import __version__
from musnad.errors import MusnadError, NotFound
from musnad.faces.web import actors, articles, claims, front, read, searching, signin
from musnad.faces.web.desk import Desk
from musnad.faces.web.security import Guard, check_settings
from musnad.faces.web.settings import Settings
from musnad.faces.web.uploads import TooLong
from musnad.faces.web.view import page, wording
from musnad.faces.wording import load_wording

_ABOUT = "Who said what, on whose word, when, and who denies it. Every answer leads back to the words of articles."


def make_app(ledger_url: str, settings: Settings | None = None) -> FastAPI:
    """The application over a ledger, which is made where there is none.

    Raises:
        MusnadError: it would be open to others without a token.
    """
    settings = settings or Settings()
    check_settings(settings)
    desk = Desk(ledger_url, settings.threads)

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        desk.warm(settings.language)
        yield
        desk.close()

    app = FastAPI(
        title="musnad", version=__version__, description=_ABOUT, lifespan=life, openapi_url="/api/v1/openapi.json",
        docs_url=None, redoc_url=None,
    )  # fmt: skip
    app.state.desk, app.state.settings = desk, settings
    for part in (front, read, claims, articles, actors, searching):
        app.include_router(part.pages)
        app.include_router(part.api, prefix="/api/v1")
    app.include_router(signin.pages)
    folder = resources.files("musnad.faces") / "page" / "static"
    app.mount("/static", StaticFiles(directory=str(folder)), name="static")
    app.add_exception_handler(MusnadError, _told)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _wrong)
    app.add_middleware(Guard, settings=settings, refuse=refuse)
    return app


async def _told(request: Request, error: Exception) -> Response:
    status = 404 if isinstance(error, NotFound) else 413 if isinstance(error, TooLong) else 400
    hint = error.hint if isinstance(error, MusnadError) else ""
    problem = error.problem if isinstance(error, MusnadError) else str(error)
    return tell(request, status, problem, hint)


async def _refused(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    said = str(error.detail) if isinstance(error, HTTPException) else ""
    if status == 400 and said.startswith("Part exceeded"):  # a field of a form longer than is read
        return refuse(request, 413, "large")
    unread = isinstance(error.__cause__, (ValueError, RecursionError)) and request.url.path.startswith("/api/")
    if status == 400 and unread:  # before any field was looked at
        return tell(request, 400, "the body is no JSON", "it must be UTF-8 and not nested too deep")
    return tell(request, status, said, "")


async def _wrong(request: Request, error: Exception) -> Response:
    found = error.errors() if isinstance(error, RequestValidationError) else []
    for one in found:
        if one["type"] == "json_invalid":
            return tell(request, 400, f"the body is no JSON: {one['ctx']['error']} (character {one['loc'][-1]})", "")
        if tuple(one["loc"]) == ("body",):
            return tell(request, 422, "the body is no JSON object", "send it with Content-Type: application/json")
    told = [f"{'.'.join(map(str, one['loc'][1:]))}: {one['msg']}" for one in found]
    return tell(request, 422, "; ".join(told), "")


def refuse(request: Request, status: int, reason: str) -> Response:
    """A request that is not carried out, for one of the wording's refusals."""
    return tell(request, status, load_wording("en")["refused"][reason], "", wording(request)["refused"][reason])


def tell(request: Request, status: int, problem: str, hint: str, said: str = "") -> Response:
    """An error as JSON where JSON was asked for, else as a page."""
    path = request.url.path
    if path.startswith("/api/") or path.endswith(".json"):
        return JSONResponse({"error": {"status": status, "problem": problem, "hint": hint}}, status)
    return page(request, "error.html", status, code=status, problem=problem, hint=hint, said=said)

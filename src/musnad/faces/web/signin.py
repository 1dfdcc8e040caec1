"""Signing in with the server's token, where it has one."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from musnad.faces.web.security import SESSION, SIGN_IN, Refused, form_is_ours, same, session_of
from musnad.faces.web.view import page, settings

pages = APIRouter(include_in_schema=False)
_KEPT = 30 * 86_400  # seconds that a browser stays signed in


@pages.get(SIGN_IN, response_class=HTMLResponse)
async def signin_page(request: Request, next: str = "/") -> HTMLResponse:
    """Where the token is given."""
    return page(request, "signin.html", next=_inside(next), wrong=False)


@pages.post(SIGN_IN)
async def sign_in(
    request: Request,
    token: Annotated[str, Form()] = "",
    next: Annotated[str, Form()] = "/",
    form: Annotated[str, Form()] = "",
) -> Response:
    """Go on with a cookie that stands for the token, if it is the right one."""
    told = settings(request).token
    if not form_is_ours(request, form):
        raise Refused(403, "foreign")
    if not told or not same(token.strip(), told):
        return page(request, "signin.html", 403, next=_inside(next), wrong=True)
    answer = RedirectResponse(_inside(next), 303)
    safe = request.url.scheme == "https"
    answer.set_cookie(SESSION, session_of(told), max_age=_KEPT, httponly=True, samesite="strict", secure=safe)
    return answer


def _inside(there: str) -> str:
    """The address if it is one of ours, else the front page: nobody is sent on to elsewhere."""
    ours = there.startswith("/") and not there.startswith(("//", "/\\")) and there.isprintable() and "\\" not in there
    return there if ours else "/"

"""What stands between the network and the page (``docs/security.md`` names each threat, its measure and its test).

:class:`Guard` sees every request first and every answer last: who may ask, under which name, how often and how much;
what a browser may do with the answer. It knows nothing of what the pages show.
"""

from __future__ import annotations

import asyncio
import hmac
import ipaddress
import logging
import re
import secrets
import socket
import time
from collections import OrderedDict
from collections.abc import Callable
from hashlib import sha256
from typing import Any, Final, NamedTuple
from urllib.parse import quote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from musnad.errors import MusnadError
from musnad.faces.web.settings import Settings

SESSION: Final = "musnad_session"  # the cookie of who has signed in
FORM: Final = "musnad_form"  # the cookie and the hidden field of a form, which must agree
SIGN_IN: Final = "/signin"
SAFE: Final = frozenset(("GET", "HEAD", "OPTIONS"))
_HOST: Final = re.compile(r"(\[[0-9a-f:.]+\]|[^\s@/?#:\[\]]+)(?::[0-9]+)?")
_CARD: Final = re.compile(r"/claim/[^/]+/card")  # the one page that others may frame
_ASSETS: Final = "/static/"
_RELAYED: Final = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")
_WAIT: Final = 30.0  # seconds for a request's body
_DRAINED: Final = 4  # times the bound that are read of a body too long, so that the browser hears the answer
_CLIENTS: Final = 10_000  # remembered by the rate limit
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors {}"
)
_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_log = logging.getLogger("musnad.web")

# request, status, which of the wording's refusals → the answer
Refuse = Callable[[Request, int, str], Response]


class Refused(Exception):
    """A request that is not carried out: its status, and which of the wording's refusals tells why."""

    def __init__(self, status: int, reason: str, **fields: str) -> None:
        super().__init__(reason)
        self.status, self.reason, self.fields = status, reason, fields


def is_local(host: str) -> bool:
    """Whether a host's name or address is of this machine only."""
    if host.lower().rstrip(".") == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def check_settings(settings: Settings) -> None:
    """Refuse to serve a ledger to others without a token.

    Raises:
        MusnadError: the host is not of this machine only and there is no token.
    """
    if not is_local(settings.host) and not settings.token:
        raise MusnadError("--host", f"{settings.host} is open to others, and there is no token", "set MUSNAD_TOKEN")


def session_of(token: str) -> str:
    """What the cookie of one who knows the token holds: from it the token cannot be told."""
    return hmac.new(token.encode(), b"musnad session", sha256).hexdigest()


def knows_token(request: Request, settings: Settings) -> bool:
    """Whether a request shows the token, in its header or by the cookie of having signed in."""
    if not settings.token:
        return False
    kind, _, shown = request.headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer":
        return same(shown.strip(), settings.token)
    return same(request.cookies.get(SESSION, ""), session_of(settings.token))


def same(one: str, other: str) -> bool:
    """Whether two secrets are the same, in a time that does not tell where they differ."""
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode("utf-8", "replace"))


def form_is_ours(request: Request, shown: str | None) -> bool:
    """Whether a form was sent from a page of ours: its hidden field agrees with the browser's cookie."""
    kept = request.cookies.get(FORM, "")
    return bool(kept) and same(kept, shown or "")


class Rates:
    """How often a client may do what costs: so many at once, then so many a minute."""

    def __init__(self, burst: int, minute: float) -> None:
        self._burst, self._second = float(burst), minute / 60
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, client: str, now: float) -> float:
        """Take one; seconds to wait where none is left."""
        left, seen = self._left.pop(client, (self._burst, now))
        left = min(self._burst, left + (now - seen) * self._second)
        self._left[client] = (left - 1 if left >= 1 else left, now)
        if len(self._left) > _CLIENTS:
            self._left.popitem(last=False)
        return 0.0 if left >= 1 else (1 - left) / self._second


class _Asked(NamedTuple):
    """A request with what matters here."""

    request: Request
    headers: Headers
    path: str
    host: str
    local: bool


class Guard:
    """The outermost layer of the application.

    Args:
        app: what answers.
        settings: who may do what.
        refuse: makes the answer to a request that is not carried out.
    """

    def __init__(self, app: ASGIApp, settings: Settings, refuse: Refuse) -> None:
        self._app, self._settings, self._refuse = app, settings, refuse
        self._names = {"localhost", settings.host.lower(), socket.gethostname().lower(), *settings.hosts}
        self._views, self._works = Rates(300, 600), Rates(settings.burst, settings.minute)
        self._signing = Rates(5, 5)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":  # there is no web socket here
            await send({"type": "websocket.close", "code": 1008})
            return
        request = Request(scope)
        scope.setdefault("state", {})
        kept = request.cookies.get(FORM)
        fresh = None if kept and re.fullmatch(r"[\w-]{20,60}", kept) else secrets.token_urlsafe(24)
        scope["state"]["form"] = kept if fresh is None else fresh
        await _Answering(self, request, fresh).run(receive, send)

    def judge(self, request: Request) -> Response | None:
        """Whether a request may go on: None, or an answer that sends it elsewhere.

        Raises:
            Refused: it may not.
        """
        asked = self._asked(request)
        scope = request.scope
        if asked.path.startswith(_ASSETS) and scope["method"] in SAFE:
            return None
        writing = scope["method"] not in SAFE
        self._limit(asked, writing)
        if writing:
            _judge_sender(asked)
        return self._admit(asked, writing)

    def _asked(self, request: Request) -> _Asked:
        """The request, if it names this server."""
        headers = request.headers
        hosts = headers.getlist("host")
        named = _HOST.fullmatch(hosts[0].lower()) if len(hosts) == 1 else None
        if named is None or not self._is_ours(named[1].strip("[]")):
            raise Refused(421, "host")
        client = request.client.host if request.client else ""
        near = is_local(self._settings.host) and is_local(named[1]) and (not client or is_local(client))
        local = near and not any(name in headers for name in _RELAYED)
        return _Asked(request, headers, request.url.path, hosts[0].lower(), local)

    def _is_ours(self, named: str) -> bool:
        """Whether a Host may lead here: a number, or a name of ours; a page that rebinds its name has another."""
        try:
            ipaddress.ip_address(named)
        except ValueError:
            return named.rstrip(".") in self._names
        return True

    def _limit(self, asked: _Asked, writing: bool) -> None:
        if asked.local and not writing:
            return
        rates = self._signing if writing and asked.path == SIGN_IN else self._works if writing else self._views
        wait = rates.wait(_who(asked.request), time.monotonic())
        if wait:
            raise Refused(429, "often", **{"Retry-After": str(int(wait) + 1)})

    def _admit(self, asked: _Asked, writing: bool) -> Response | None:
        """Whether the token is needed and shown."""
        settings = self._settings
        free = asked.local and not (writing and settings.token) if writing else asked.local or settings.public
        if free or asked.path == SIGN_IN or knows_token(asked.request, settings):
            return None
        if not settings.token:
            raise Refused(403, "closed")
        page = not (asked.path.startswith("/api/") or asked.path.endswith(".json"))
        if page and not writing:
            there = asked.path + (f"?{asked.request.url.query}" if asked.request.url.query else "")
            return RedirectResponse(f"{SIGN_IN}?next={quote(there, safe='')}", 303)
        raise Refused(401, "token", **{"WWW-Authenticate": "Bearer"})

    def dress(self, request: Request, headers: MutableHeaders, fresh: str | None) -> None:
        """Tell the browser what it may do with an answer."""
        card = _CARD.fullmatch(request.url.path) is not None
        headers["Content-Security-Policy"] = _POLICY.format("*" if card else "'none'")
        headers["Cross-Origin-Resource-Policy"] = "cross-origin" if card else "same-origin"
        if not card:
            headers["X-Frame-Options"] = "DENY"
        for name, value in _HEADERS.items():
            headers[name] = value
        if not request.url.path.startswith(_ASSETS):
            headers.setdefault("Cache-Control", "private, no-cache")
            if fresh is not None and headers.get("content-type", "").startswith("text/html") and not card:
                safe = "; Secure" if request.url.scheme == "https" else ""
                headers.append("Set-Cookie", f"{FORM}={fresh}; Path=/; HttpOnly; SameSite=Strict{safe}")


class _Answering:
    """One request on its way through."""

    def __init__(self, guard: Guard, request: Request, fresh: str | None) -> None:
        self._guard, self._request, self._fresh = guard, request, fresh
        # whether the answer has begun, the request's body has ended, or was cut short as too long or too slow
        self._begun = self._ended = self._over = False
        self._read = 0
        self._until = time.monotonic() + _WAIT

    async def run(self, receive: Receive, send: Send) -> None:
        scope = self._request.scope
        most = self._guard._settings.body

        async def bounded() -> Message:
            try:
                message = await asyncio.wait_for(receive(), None if self._ended else self._left())
            except TimeoutError:
                self._over = True
                raise Refused(408, "slow") from None
            self._read += len(message.get("body", b""))
            self._ended = message["type"] != "http.request" or not message.get("more_body")
            if self._read > most:
                self._over = True
                raise Refused(413, "large")
            return message

        async def dressed(message: Message) -> None:
            if self._over and not self._begun:
                return  # whatever the application makes of a body cut short
            if message["type"] == "http.response.start":
                self._begun = True
                self._guard.dress(self._request, MutableHeaders(scope=message), self._fresh)
            await send(message)

        try:
            other = self._guard.judge(self._request)
            if other is None:
                told = self._request.headers.get("content-length", "0")
                if told.isdigit() and int(told[:20]) > most:
                    raise Refused(413, "large")
                await self._guard._app(scope, bounded, dressed)
                if self._over and not self._begun:
                    raise Refused(413, "large")
                return
        except Refused as refused:
            if self._begun:
                return
            other = self._guard._refuse(self._request, refused.status, refused.reason)
            other.headers.update(refused.fields)
            await self._drain(receive, most)
        except Exception:
            _log.exception("%s %s", scope["method"], scope["path"])
            if self._begun:
                raise
            other = self._guard._refuse(self._request, 500, "broken")
        self._over = False
        await other(scope, receive, dressed)

    def _left(self) -> float:
        return max(0.0, self._until - time.monotonic())

    async def _drain(self, receive: Receive, most: int) -> None:
        """Read on what nobody wants, for a while: a browser that is cut off while sending shows no answer."""
        try:
            while not self._ended and self._read < _DRAINED * most:
                message = await asyncio.wait_for(receive(), min(5.0, self._left()))
                self._read += len(message.get("body", b""))
                self._ended = message["type"] != "http.request" or not message.get("more_body")
        except TimeoutError:
            self._ended = True


def _who(request: Request) -> str:
    """Whom the rate limit counts: an address, or the network one customer has of IPv6."""
    host = request.client.host if request.client else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    return str(address) if address.version == 4 else str(ipaddress.ip_network(f"{host.split('%')[0]}/64", False))


def _judge_sender(asked: _Asked) -> None:
    """Whether a page of another site made the browser send this.

    Browsers tell where a request comes from; other clients tell nothing and carry no one's cookies.
    """
    site, origin, referrer = (asked.headers.get(name) for name in ("sec-fetch-site", "origin", "referer"))
    if site is not None:
        ours = site == "same-origin"
    elif origin is not None:
        ours = _same_host(origin, asked.host)
    elif referrer is not None:
        ours = _same_host(referrer, asked.host)
    else:
        ours = True
    if not ours:
        raise Refused(403, "foreign")


def _same_host(address: str, host: str) -> bool:
    try:
        parts: Any = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and parts.netloc.lower() == host

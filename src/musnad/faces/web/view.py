"""How a page is made: templates and what they are given, the language asked for, addresses, headings, days."""

from __future__ import annotations

import unicodedata
from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from hashlib import blake2b
from importlib import resources
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from musnad.errors import BadPack
from musnad.faces.reasons import ground_in, reason_in
from musnad.faces.web.desk import Desk
from musnad.faces.web.settings import Settings
from musnad.faces.wording import Wording, is_right_to_left, languages, load_wording
from musnad.lang.pack import load_pack
from musnad.resolution.contents import as_heading

_FIRST = "ar"  # the language of whoever asks for none
_COOKIE = "lang"
_YEAR = 365 * 86_400
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_BREAKS = frozenset("\t\n\r\x0b\x0c\x85\u2028\u2029")


def desk(request: Request) -> Desk:
    """Whoever does the work of this application."""
    found: Desk = request.app.state.desk
    return found


def settings(request: Request) -> Settings:
    """How this application is served."""
    found: Settings = request.app.state.settings
    return found


def wording(request: Request) -> Wording:
    """The interface texts in the language asked for: by the address, else by the cookie, else Arabic."""
    for asked in (request.query_params.get("lang"), request.cookies.get(_COOKIE)):
        if asked in languages_known():
            return load_wording(asked)
    return load_wording(_FIRST)


@lru_cache(maxsize=1)
def languages_known() -> frozenset[str]:
    """The languages the page speaks."""
    return frozenset(languages())


def page(request: Request, template: str, status: int = 200, **data: Any) -> HTMLResponse:
    """A page of a template; keeps the language in a cookie where the address asks for one."""
    words = wording(request)
    html = _environment().get_template(template).render(
        t=words.texts, w=words, request=request, path=request.url.path, here=addresses(request),
        because=partial(reason_in, words), **data,
    )  # fmt: skip
    response = HTMLResponse(html, status)
    if request.query_params.get("lang") in languages_known():
        response.set_cookie(_COOKIE, words.code, max_age=_YEAR, httponly=True, samesite="lax")
    response.headers["Vary"] = "Cookie"
    return response


def addresses(request: Request) -> Callable[..., str]:
    """Makes the address of the page with some of its query changed; None takes a key out."""
    asked = [(key, _pair(key, value)) for key, value in request.query_params.multi_items()]
    path = quote(request.url.path, safe="/:@!$&'()*+,;=~-._")

    def here(**changed: Any) -> str:
        query = [pair for key, pair in asked if key not in changed]
        query += [_pair(key, str(value)) for key, value in changed.items() if value is not None]
        return f"{path}?{'&'.join(query)}" if query else path

    return here


@lru_cache(maxsize=2048)
def _pair(key: str, value: str) -> str:
    return urlencode({key: value})


@lru_cache(maxsize=4096)
def article_path(ident: str, statement: str | None = None) -> str:
    """The address of an article, or of a statement in it."""
    return f"/article/{quote(ident, safe='')}" + (f"#{quote(statement, safe='')}" if statement else "")


def claim_path(ident: str) -> str:
    """The address of a claim."""
    return f"/claim/{quote(ident, safe='')}"


def actor_path(ident: str) -> str:
    """The address of an actor."""
    return f"/actor/{quote(ident, safe='')}"


def plain(text: object) -> str:
    """A value on one line, without control characters and without what turns the direction of what follows."""
    value = str(text if text is not None else "")
    if not value.isprintable():
        value = "".join(
            " " if c in _BREAKS else c
            for c in value
            if c in _BREAKS or (c not in _BIDI and unicodedata.category(c) != "Cc")
        )  # fmt: skip
    return " ".join(value.split())


@lru_cache(maxsize=4096)
def heading(text: str) -> str:
    """What was said, as a heading: without the "that" of whatever language it opens with."""
    for code in languages_known():
        try:
            shown = as_heading(text, load_pack(code))
        except BadPack:
            continue
        if shown != text:
            return shown
    return text


def shortened(text: object, most: int = 200) -> str:
    """A value on one line, cut if it is long."""
    line = plain(text)
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


# What stands on a page a hundred times is made here: a macro costs ten times as much.


@lru_cache(maxsize=8192)
def isolated(value: str) -> Markup:
    """A value on one line that turns nothing around it."""
    return Markup("<bdi>{}</bdi>").format(plain(value))


@lru_cache(maxsize=4096)
def _day(language: str, iso: str) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(plain(iso), load_wording(language).day(iso))


def told_day(words: Wording, iso: str | None) -> Markup:
    """A day in words, nothing where there is none."""
    return _day(words.code, iso) if iso else Markup()


@lru_cache(maxsize=128)
def badge(kind: str, value: str, label: str) -> Markup:
    """A standing or a stance."""
    return Markup('<span class="{} is-{}">{}</span>').format(kind, value, label)


def grounds(words: Wording, sentences: Sequence[str]) -> Markup:
    """What the ledger gives as grounds, in the page's language where that has words for them."""
    return Markup(words["semicolon"]).join(_ground(words.code, one) for one in sentences)


@lru_cache(maxsize=4096)
def _ground(language: str, sentence: str) -> Markup:
    said = ground_in(load_wording(language), sentence)
    if said is not None:
        return Markup("{}").format(said)
    return Markup('<span lang="en" dir="ltr">{}</span>').format(isolated(shortened(sentence, 400)))


def direction(language: str) -> str:
    """The direction a text of this language is laid out in."""
    return "rtl" if is_right_to_left(language) else "ltr"


def web_link(url: object) -> str:
    """An address if it is one of the web and fit for a link, else nothing."""
    text = str(url or "")
    safe = text.lower().startswith(("http://", "https://")) and not any(c <= " " for c in text)
    return text if safe else ""


def last_day(part: str) -> str:
    """The last day of a year or of a month of ISO 8601."""
    year, _, month = part.partition("-")
    return f"{year}-{month or 12}-{monthrange(int(year), int(month or 12))[1]:02}"


@lru_cache(maxsize=32)
def static(name: str) -> str:
    """The address of a file of ours, with what changes when the file does."""
    data = (resources.files("musnad.faces") / "page" / "static" / name).read_bytes()
    return f"/static/{name}?v={blake2b(data, digest_size=4).hexdigest()}"


class _Templates(Environment):
    """Templates that look into a dict first: nearly all they are given are dicts."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        try:
            return getattr(obj, attribute)
        except AttributeError:
            return super().getattr(obj, attribute)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    made = _Templates(
        loader=PackageLoader("musnad.faces", "page/templates"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, auto_reload=False,
    )  # fmt: skip
    made.filters |= {"plain": plain, "short": shortened, "web": web_link, "heading": heading}
    functions: Mapping[str, Any] = {
        "article_path": article_path, "claim_path": claim_path, "actor_path": actor_path, "static": static,
        "direction": direction, "isolated": isolated, "told_day": told_day, "badge": badge, "grounds": grounds,
    }  # fmt: skip
    made.globals |= functions
    return made

"""What one fetch may cost and what comes of it, and how it is told that nothing does."""

from __future__ import annotations

import re
from typing import Final

import msgspec

from musnad.errors import FetchFailed

PAGES: Final = frozenset(("text/html", "application/xhtml+xml", "text/plain"))
FEEDS: Final = frozenset(
    ("application/rss+xml", "application/x-rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml",
     "text/xml", "application/feed+json", "application/json")
)  # fmt: skip


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What one fetch may cost: seconds in all, bytes of the unpacked body, redirects."""

    seconds: float = 20.0
    size: int = 5_000_000
    redirects: int = 5


class Fetched(msgspec.Struct, frozen=True, kw_only=True):
    """An answer: ``url`` is where it came from after redirects; ``etag`` and ``last_modified`` go into the next fetch.

    ``not_modified`` tells that the server has nothing newer than these; ``body`` is empty then.
    """

    url: str
    status: int
    body: bytes
    content_type: str
    charset: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    not_modified: bool = False


def failure(url: str, problem: str, hint: str = "", inner: bool = False, deaf: bool = False) -> FetchFailed:
    return FetchFailed(shown(url), _plain(problem), hint, inner=inner, deaf=deaf)


def shown(url: str) -> str:
    """The address for a message: not too long, without user and password."""
    return _plain(re.sub(r"//[^/?#]*@", "//", url[:200]))


def _plain(said: str) -> str:
    """Words of a stranger for a message: nothing in them moves a terminal's cursor or turns its line about."""
    return "".join(sign if sign.isprintable() else "?" for sign in said)

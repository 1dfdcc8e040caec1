"""What the one who starts the server decides."""

from __future__ import annotations

import msgspec


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """How the page is served.

    ``host`` and ``port`` are where it listens, ``hosts`` the names it is called by besides. ``token`` is what writing
    wants; where the host is not local there must be one, and looking wants it too unless ``public``. ``language`` is
    that of articles that do not tell theirs. ``body`` bounds a request in bytes, ``text`` the article that is read in
    code points, ``articles`` how many an uploaded file may hold, ``burst`` and ``minute`` how often one client may
    have something read or kept, at once and in a minute. ``threads`` answer side by side. ``fetch_private`` lets
    addresses be fetched that are not public.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    hosts: tuple[str, ...] = ()
    token: str | None = None
    public: bool = False
    language: str = "ar"
    body: int = 8_000_000
    text: int = 500_000
    articles: int = 50
    burst: int = 30
    minute: float = 60.0
    threads: int = 4
    fetch_private: bool = False

"""What the one who starts the server decides."""

from __future__ import annotations

import msgspec


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """How the page is served.

    ``host`` and ``port`` are where it listens; ``token`` is what writing wants where the host is not local;
    ``language`` is that of articles that do not tell theirs; ``body`` bounds a request in bytes, ``text`` the article
    that is read in code points, ``articles`` how many an uploaded file may hold; ``threads`` answer side by side.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    token: str | None = None
    language: str = "ar"
    body: int = 8_000_000
    text: int = 1_000_000
    articles: int = 50
    threads: int = 4

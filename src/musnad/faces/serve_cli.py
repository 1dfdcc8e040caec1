"""The command that opens the page and the REST API."""

from __future__ import annotations

import gc
import os
import secrets
from typing import Annotated

import typer

from musnad.errors import MusnadError
from musnad.faces.options import language
from musnad.faces.shell import app, tell

_AT_ONCE = 200  # connections; more are told to come back
_IDLE = 15  # seconds a connection may be kept without a request


@app.command()
def serve(
    ledger: Annotated[str, typer.Option(help="The ledger: an SQLite file, or postgresql://…")] = "musnad.db",
    host: Annotated[str, typer.Option(help="Address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen at.")] = 8000,
    name: Annotated[list[str] | None, typer.Option(help="A name the server is called by; may be repeated.")] = None,
    public: Annotated[
        bool, typer.Option("--public", help="Others may look without the token; writing wants it still.")
    ] = False,
    lang: Annotated[
        str, typer.Option(callback=language, help="Language pack of articles that do not tell theirs.")
    ] = "ar",
) -> None:
    """Open a ledger as a web page and a REST API.

    Where the host is not this machine only, a token is wanted: MUSNAD_TOKEN, or one made up and printed.
    """
    try:
        import uvicorn

        from musnad.faces.web.app import make_app
        from musnad.faces.web.security import is_local
        from musnad.faces.web.settings import Settings
    except ImportError as error:
        raise MusnadError("serve", f"needs {error.name}", "pip install 'musnad[web]'") from error
    from musnad.lang.pack import load_pack
    from musnad.ledger.store import Ledger

    with Ledger(ledger) as book:  # what cannot be opened is told before anything is served
        place = book.url
    token = os.environ.get("MUSNAD_TOKEN") or None
    if token is None and not is_local(host):
        token = secrets.token_urlsafe(18)
        tell(f"the token of this run is {token} (set MUSNAD_TOKEN to choose it)")
    names = tuple(one.lower() for one in name or ())
    settings = Settings(host=host, port=port, hosts=names, token=token, public=public, language=lang)
    made = make_app(ledger, settings)
    load_pack(lang)
    gc.freeze()  # what a language knows is kept to the end: no look through it for what could be thrown away
    shown = f"[{host}]" if ":" in host else host
    tell(f"{place} is open at http://{shown}:{port}/ (Ctrl-C ends it)")
    # What a proxy says of the client is not believed: whoever comes through one is no local user.
    uvicorn.run(
        made, host=host, port=port, log_level="warning", server_header=False, proxy_headers=False,
        limit_concurrency=_AT_ONCE, timeout_keep_alive=_IDLE,
    )  # fmt: skip

"""The command that opens the page and the REST API."""

from __future__ import annotations

from typing import Annotated

import typer

from musnad.errors import MusnadError
from musnad.faces.shell import app, tell


@app.command()
def serve(
    ledger: Annotated[str, typer.Option(help="The ledger: an SQLite file, or postgresql://…")] = "musnad.db",
    host: Annotated[str, typer.Option(help="Address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen at.")] = 8000,
    lang: Annotated[str, typer.Option(help="Language pack of articles that do not tell theirs.")] = "ar",
) -> None:
    """Open a ledger as a web page and a REST API."""
    try:
        import uvicorn

        from musnad.faces.web.app import make_app
        from musnad.faces.web.settings import Settings
    except ImportError as error:
        raise MusnadError("serve", f"needs {error.name}", "pip install 'musnad[web]'") from error
    from musnad.ledger.store import Ledger

    Ledger(ledger).close()  # what cannot be opened is told before anything is served
    made = make_app(ledger, Settings(host=host, port=port, language=lang))
    shown = f"[{host}]" if ":" in host else host
    tell(f"{ledger} is open at http://{shown}:{port}/ (Ctrl-C ends it)")
    uvicorn.run(made, host=host, port=port, log_level="warning", server_header=False)

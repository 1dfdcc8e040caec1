"""A page over the samples, served on loopback, and a browser that tells what it was not meant to do."""

from __future__ import annotations

import contextlib
import http.server
import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
# No request of the browser's own; tests run as root where CI does, which its sandbox refuses.
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
)  # fmt: skip


class Served:
    """An application that answers on a port of this machine."""

    def __init__(self, url: str, ledger: str) -> None:
        self.url, self.ledger = url, ledger


@contextlib.contextmanager
def serving(ledger: str, **told: Any) -> Iterator[Served]:
    """The page over a ledger, in a thread."""
    import uvicorn

    from musnad.faces.web.app import make_app
    from musnad.faces.web.settings import Settings

    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        port = bound.getsockname()[1]
        app = make_app(ledger, Settings(port=port, **told))
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical", proxy_headers=False, timeout_keep_alive=60))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
        thread.start()
        until = time.monotonic() + 30
        while not server.started and thread.is_alive() and time.monotonic() < until:
            time.sleep(0.02)
        assert server.started, "the page does not come up"
        try:
            yield Served(f"http://127.0.0.1:{port}", ledger)
        finally:
            server.should_exit = True
            thread.join(20)


def kept(path: Path, articles: list[Any]) -> str:
    """A ledger of these articles."""
    import musnad

    reader = musnad.Reader(musnad.load_pack("ar"))
    with musnad.Ledger(str(path)) as ledger:
        ledger.add(reader.read(one) for one in articles)
    return str(path)


CHANGED = "water-5"  # the article of the samples that had said something else before


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A ledger of the samples, one of which was another before, and of a fact check of the most reported claim."""
    from msgspec.structs import replace

    from musnad import Ledger
    from musnad.intake import read_articles
    from musnad.ledger.reviews import add_reviews
    from musnad.ledger.views import list_claims
    from musnad.model import Review

    problems: list[object] = []
    articles = list(read_articles([str(SAMPLES)], on_problem=problems.append))
    assert not problems
    before = [replace(one, text=one.text.replace("لن تتوقف", "تتوقف")) for one in articles if one.id == CHANGED]
    path = kept(tmp_path_factory.mktemp("page") / "press.db", before + articles)
    with Ledger(path) as ledger:
        claim = list_claims(ledger, "reported", 1)[0]
        review = Review(
            id="r1", claim=claim["text"], publisher="مرصد مرام", url="https://marsad.example/1", rating="مضلل",
            claimed_on=claim["first_day"], reviewed_on=claim["last_day"], language="ar",
        )  # fmt: skip
        add_reviews(ledger, [review])
    return path


@pytest.fixture(scope="session")
def press(samples: str) -> Iterator[Served]:
    """The page over the samples; what is read there may come from loopback."""
    with serving(samples, fetch_private=True, burst=10_000, minute=1e6) as served:
        yield served


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The browser."""
    sync_api = pytest.importorskip("playwright.sync_api")
    if not CHROMIUM:
        pytest.skip("no Chromium here (apt-get install chromium)")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


Visit = Callable[..., Any]
Window = Callable[..., Any]


@pytest.fixture(scope="session")
def window(chromium: Any) -> Iterator[Window]:
    """A browser of this language, width and so on; used again by other tests: it has loaded fonts and styles before."""
    known: dict[tuple[object, ...], Any] = {}

    def start(language: str, width: int, **told: Any) -> Any:
        key = (language, width, *sorted(told.items()))
        if key not in known:
            context = known[key] = chromium.new_context(
                viewport={"width": width, "height": 900}, locale=language, **told
            )
            context.set_default_timeout(30_000)
        return known[key]

    yield start
    for context in known.values():
        context.close()


@pytest.fixture
def visit(window: Window) -> Iterator[Visit]:
    """Opens a page. When the test ends, nothing may have gone wrong that it did not expect: no error in the console,
    no failed script, no dialog, no request to elsewhere."""
    undo: list[Callable[[], None]] = []
    troubles: list[str] = []
    cleared: set[int] = set()

    def start(
        url: str, language: str = "ar", width: int = 1280, errors: bool = True, others: bool = False, **told: Any
    ) -> Any:
        context = window(language, width, **told)
        if id(context) not in cleared:  # nothing that another test has left there
            context.clear_cookies()
            cleared.add(id(context))
        parts = urlsplit(url)
        ours = f"{parts.scheme}://{parts.netloc}"
        host = parts.hostname
        context.add_cookies([{"name": "lang", "value": language, "domain": host, "path": "/"}])
        page = context.new_page()

        def asked(request: Any) -> None:
            if not others and not request.url.startswith((ours + "/", "data:", "blob:", "about:")):
                troubles.append(f"asks elsewhere: {request.url}")

        def said(message: Any) -> None:
            if errors and message.type in ("error", "warning"):
                troubles.append(f"console: {message.text}")

        def dialog(shown: Any) -> None:
            troubles.append(f"dialog: {shown.message}")
            shown.dismiss()

        context.on("request", asked)
        undo.append(lambda: context.remove_listener("request", asked))
        undo.append(page.close)
        page.on("console", said)
        page.on("pageerror", lambda error: troubles.append(f"script: {error}"))
        page.on("dialog", dialog)
        page.goto(url)
        return page

    yield start
    for step in undo:
        step()
    assert not troubles


@pytest.fixture
def elsewhere() -> Iterator[Callable[[str, bytes], str]]:
    """Another server on loopback, that serves one page; gives its address."""
    servers: list[http.server.ThreadingHTTPServer] = []

    def start(kind: str, body: bytes) -> str:
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: object) -> None:
                """Says nothing."""

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}/"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()

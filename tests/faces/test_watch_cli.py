"""The command that watches: Ctrl-C in the middle of a fetch ends it, and the next run goes on."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("feedparser")
pytest.importorskip("trafilatura", exc_type=ImportError)
STORY = (
    "<html><body><h1>{title}</h1><article><p>قال وزير النقل سامر الوادي إن {title} آمن ولا يحتاج إلى ترميم الآن."
    "</p><p>وأضاف الوزير أن السوق مفتوح أمام الزوار كل يوم حتى المساء، وأن البلدية ستعلن المواعيد الجديدة لاحقا.</p>"
    "</article></body></html>"
)


class Slow(ThreadingHTTPServer):
    """A site with a feed of two pages, the second of which comes only when ``hold`` is let go."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: Counter[str] = Counter()
        self.waiting, self.hold = threading.Event(), threading.Event()
        self.url = f"http://127.0.0.1:{self.server_port}"
        threading.Thread(target=self.serve_forever, daemon=True).start()


class _Handler(BaseHTTPRequestHandler):
    server: Slow

    def do_GET(self) -> None:
        self.server.asked[self.path] += 1
        status, kind, body = 200, "text/html", STORY.format(title=f"الجسر {self.path}")
        if self.path == "/robots.txt":
            status = 404
        elif self.path == "/feed":
            items = "".join(f"<item><title>x</title><link>{self.server.url}/{one}</link></item>" for one in "ab")
            kind, body = "application/rss+xml", f"<rss version='2.0'><channel>{items}</channel></rss>"
        elif self.path == "/b":
            self.server.waiting.set()
            self.server.hold.wait(60)
        try:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body.encode())))
            self.end_headers()
            self.wfile.write(body.encode())
        except OSError:
            self.close_connection = True  # whoever asked has gone

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def slow() -> Iterator[Slow]:
    site = Slow()
    yield site
    site.hold.set()
    site.shutdown()
    site.server_close()


def test_ctrl_c_ends_a_fetch_and_the_next_run_goes_on(tmp_path: Path, slow: Slow) -> None:
    command = [
        sys.executable, "-m", "musnad", "watch", f"{slow.url}/feed", "--ledger", str(tmp_path / "w.db"), "--delay", "0",
        "--allow-private",
    ]  # fmt: skip
    with subprocess.Popen(command, stderr=subprocess.PIPE) as child:
        assert slow.waiting.wait(60)
        child.send_signal(signal.SIGINT)
        assert child.stderr is not None
        said = child.stderr.read().decode()  # ends with the child, while the page is still held back
    assert (child.returncode, said) == (130, "musnad: interrupted\n")  # had it waited, the fetch would have failed
    slow.hold.set()
    again = subprocess.run([*command, "--once"], capture_output=True, check=False)
    assert (again.returncode, "1 article added" in again.stderr.decode()) == (0, True), again.stderr.decode()
    assert (slow.asked["/a"], slow.asked["/b"]) == (1, 2)


def test_a_server_of_ones_own_is_told_how_to_be_let_in(tmp_path: Path) -> None:
    site = Slow()
    try:
        command = [sys.executable, "-m", "musnad", "watch", f"{site.url}/feed", "--once", "--ledger", "l.db"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    finally:
        site.shutdown()
        site.server_close()
    assert done.returncode == 1
    assert "--allow-private fetches from a server of your own" in done.stderr.splitlines()[0]
    assert not site.asked


def test_what_was_refused_here_may_be_let_in_at_once_and_what_failed_there_waits(tmp_path: Path) -> None:
    site = Slow()
    site.hold.set()

    def look(path: str, *options: str) -> list[str]:
        command = [sys.executable, "-m", "musnad", "watch", f"{site.url}{path}", "--once", "--delay", "0", *options]
        done = subprocess.run([*command, "--ledger", "l.db"], cwd=tmp_path, capture_output=True, text=True, check=False)
        return done.stderr.splitlines()

    try:
        assert "1 fetch failed" in look("/feed")[-1]
        assert "2 articles added" in look("/feed", "--allow-private")[-1]
    finally:
        site.shutdown()
        site.server_close()
    assert "cannot be reached" in look("/gone", "--allow-private")[0]
    assert "left alone until 2" in look("/gone", "--allow-private")[0]

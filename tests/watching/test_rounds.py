"""Watching a site that misbehaves: on loopback, with everything the web does to a reader."""

from __future__ import annotations

import gzip
import threading
import time
from collections import Counter
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from musnad.errors import BadArticle
from musnad.fetching import Limits, fetch
from musnad.intake.run import Run
from musnad.ledger.store import Ledger
from musnad.ledger.versions import list_changes
from musnad.reading.reader import Reader
from musnad.watching.politeness import Polite
from musnad.watching.rounds import Watcher

pytest.importorskip("feedparser")
pytest.importorskip("trafilatura", exc_type=ImportError)
STORY = (
    "قال وزير النقل سامر الوادي إن الجسر القديم في مرفأ الزيتون {state} ولا يحتاج إلى ترميم في الوقت الحاضر.",
    "وأضاف الوزير أن السوق مفتوح أمام الزوار كل يوم حتى المساء، وأن البلدية ستعلن المواعيد الجديدة لاحقا.",
    "ورفض متحدث باسم البلدية التعليق على هذا الكلام، وقال إن البيان سيصدر بعد انتهاء الاجتماع.",
)


def story(state: str = "آمن", head: str = "") -> bytes:
    body = "".join(f"<p>{one.format(state=state)}</p>" for one in STORY)
    return f"<html><head>{head}</head><body><h1>الجسر</h1><article>{body}</article></body></html>".encode()


def rss(*links: str, updated: str = "") -> bytes:
    items = "".join(
        f"<item><title>الجسر</title><link>{link.replace('&', '&amp;')}</link><pubDate>Tue, 10 Nov 2026 10:00:00 GMT"
        f"</pubDate><description>قال سامر الوادي إن الجسر آمن. {updated}</description></item>"
        for link in links
    )
    return f'<rss version="2.0"><channel><title>مرفأ</title>{items}</channel></rss>'.encode()


class Site:
    """A server whose pages a test scripts: path → (status, fields, body), or a function that answers by itself."""

    def __init__(self) -> None:
        self.pages: dict[str, Any] = {}
        self.asked: Counter[str] = Counter()
        self.conditions: list[str] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                path = self.path.split("?")[0]
                site.asked[path] += 1
                page = site.pages.get(path, (404, {}, b""))
                if callable(page):
                    page(self)
                    return
                status, fields, body = page
                tag = self.headers.get("If-None-Match")
                if tag and tag == fields.get("ETag"):
                    site.conditions.append(path)
                    status, body = 304, b""
                self.send_response(status)
                for name, value in {"Content-Type": "text/html", "Content-Length": str(len(body)), **fields}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def page(self, path: str, body: bytes, status: int = 200, **fields: str) -> None:
        self.pages[path] = (status, {name.replace("_", "-"): value for name, value in fields.items()}, body)

    def feed(self, *paths: str, updated: str = "", **fields: str) -> None:
        body = rss(*(self.url + path for path in paths), updated=updated)
        self.page("/feed", body, **{"Content_Type": "application/rss+xml", **fields})


@pytest.fixture
def site() -> Iterator[Site]:
    found = Site()
    yield found
    found.server.shutdown()
    found.server.server_close()


class Watch:
    """A watcher with a clock of its own; ``restart`` makes another that knows only what the ledger does."""

    def __init__(self, path: str, reader: Reader) -> None:
        self.path, self.reader, self.now, self.problems = path, reader, 1_000_000.0, list[str]()
        self.slept = 0.0

    def sleep(self, seconds: float) -> None:
        self.slept += seconds
        self.now += seconds

    def look(self, *urls: str, later: float = 0.0) -> tuple[int, int, int]:
        self.now += later
        self.problems.clear()

        def told(problem: BadArticle) -> None:
            self.problems.append(str(problem))

        limits = Limits(seconds=2.0, size=300_000)
        polite = Polite(partial(fetch, allow_private=True, limits=limits), 5.0, lambda: self.now, self.sleep)
        with Ledger(self.path) as book:
            done = Watcher(book, self.reader, Run(on_problem=told), polite, clock=lambda: self.now).round(urls)
        return done.new, done.changed, done.failed

    def ledger(self) -> Ledger:
        return Ledger(self.path)


@pytest.fixture
def watch(tmp_path: Path, reader: Reader) -> Watch:
    return Watch(str(tmp_path / "press.db"), reader)


def count(watch: Watch) -> int:
    with watch.ledger() as book:
        return int(book.db.execute("SELECT count(*) FROM articles").fetchone()[0])


def test_each_article_once_whatever_hangs_on_its_address(site: Site, watch: Watch) -> None:
    for path in ("/n/1", "/n/1/", "/n/1/amp"):
        site.page(path, story())
    site.feed("/n/1?utm_source=a", "/n/1/#top", "/n/1/amp?utm_medium=b", "/n/1?fbclid=x", ETag='"f1"')
    assert watch.look(f"{site.url}/feed") == (1, 0, 0)
    assert sum(site.asked[path] for path in ("/n/1", "/n/1/", "/n/1/amp")) == 1
    assert watch.look(f"{site.url}/feed", later=900) == (0, 0, 0)  # another process: it knows only the ledger
    assert site.conditions == ["/feed"]
    assert count(watch) == 1
    assert watch.problems == []


def test_on_each_database_a_watch_goes_on_after_a_restart(site: Site, fresh: str, reader: Reader) -> None:
    watch = Watch(fresh, reader)
    site.page("/n/1", story(), ETag='"1"')
    site.page("/n/2", b"", status=500)
    site.feed("/n/1", "/n/2", ETag='"f1"')
    assert watch.look(f"{site.url}/feed") == (1, 0, 1)
    assert watch.look(f"{site.url}/feed", later=1) == (0, 0, 0)  # nothing is due
    assert watch.look(f"{site.url}/feed", later=4000) == (0, 0, 1)
    assert set(site.conditions) == {"/feed", "/n/1"}
    site.page("/n/1", story(state="غير آمن"), ETag='"2"')
    assert watch.look(f"{site.url}/feed", later=86_400)[:2] == (0, 1)
    with watch.ledger() as book:
        (row,) = list_changes(book)
    assert [one["kind"] for one in row["changes"]] == ["changed"]
    assert count(watch) == 1


def test_two_addresses_with_one_canonical_are_one_article(site: Site, watch: Watch) -> None:
    site.page("/a", story(head=f'<link rel="canonical" href="{site.url}/b">'))
    site.page("/b", story(state="آمن تماما"))
    site.feed("/a", "/b")
    assert watch.look(f"{site.url}/feed") == (1, 0, 0)
    site.feed("/b", "/a")
    assert watch.look(f"{site.url}/feed", later=900) == (0, 0, 0)


def test_a_change_is_noticed_and_both_versions_kept(site: Site, watch: Watch) -> None:
    site.page("/n/1", story(), ETag='"1"')
    site.feed("/n/1")
    watch.look(f"{site.url}/feed")
    assert watch.look(f"{site.url}/feed", later=4000) == (0, 0, 0)  # looked at again: not modified
    assert "/n/1" in site.conditions
    site.page("/n/1", story(state="غير آمن"), ETag='"2"')
    assert watch.look(f"{site.url}/feed", later=3 * 86_400) == (0, 1, 0)
    with watch.ledger() as book:
        (row,) = list_changes(book)
    assert [(one["kind"], list(one["what"])) for one in row["changes"]] == [("changed", ["words"])]


def test_a_feed_that_tells_of_an_update_has_its_page_looked_at_at_once(site: Site, watch: Watch) -> None:
    site.page("/n/1", story())
    site.feed("/n/1")
    watch.look(f"{site.url}/feed")
    site.page("/n/1", story(state="غير آمن"))
    site.feed("/n/1", updated="تحديث")
    assert watch.look(f"{site.url}/feed", later=900) == (0, 1, 0)


def test_robots_are_heeded_and_the_feed_itself_is_read_instead(site: Site, watch: Watch) -> None:
    site.page("/robots.txt", b"User-agent: *\nDisallow: /n/\nCrawl-delay: 30\n", Content_Type="text/plain")
    site.page("/n/1", story())
    site.feed("/n/1")
    assert watch.look(f"{site.url}/feed") == (1, 0, 1)
    assert site.asked["/n/1"] == 0
    assert "robots.txt" in watch.problems[0]
    with watch.ledger() as book:
        (article,) = (book.article(ident) for (ident,) in book.db.execute("SELECT id FROM articles"))
    assert article.text.startswith("قال سامر الوادي")
    assert watch.look(f"{site.url}/feed", later=900) == (0, 0, 0)


def test_a_redirect_opens_nothing_that_robots_close(site: Site, watch: Watch) -> None:
    site.page("/robots.txt", b"User-agent: *\nAllow: /\nDisallow: /closed/\n", Content_Type="text/plain")
    site.page("/closed/1", story())
    site.page("/n/1", b"", status=302, Location="/closed/1")
    site.feed("/n/1", "/closed/1")
    assert watch.look(f"{site.url}/feed")[2] == 2
    assert (site.asked["/n/1"], site.asked["/closed/1"]) == (1, 0)
    assert watch.problems[0] == (
        f"{site.url}/n/1: redirects to {site.url}/closed/1: its robots.txt asks to leave it alone"
    )


def test_a_host_is_given_time(site: Site, watch: Watch) -> None:
    for number in range(3):
        site.page(f"/n/{number}", story(state=f"آمن {number}"))
    site.feed(*(f"/n/{number}" for number in range(3)))
    assert watch.look(f"{site.url}/feed")[0] == 3
    assert watch.slept >= 4 * 5 - 1  # robots.txt, the feed, three pages


def test_trouble_is_backed_off_from_and_got_over(site: Site, watch: Watch) -> None:
    site.page("/feed", b"", status=503, Retry_After="7200")
    url = f"{site.url}/feed"
    assert watch.look(url) == (0, 0, 1)
    assert watch.look(url, later=3600) == (0, 0, 0)
    assert site.asked["/feed"] == 1  # left alone
    site.page("/n/1", story())
    site.feed("/n/1")
    assert watch.look(url, later=7200) == (1, 0, 0)


def test_a_host_that_does_not_answer_keeps_no_round_waiting(site: Site, watch: Watch) -> None:
    def hang(handler: Any) -> None:
        handler.close_connection = True
        time.sleep(3)

    for number in range(6):
        site.page(f"/n/{number}", story(state=f"آمن {number}"))
    working = dict(site.pages)
    site.pages |= dict.fromkeys(working, hang)
    site.feed(*working)
    assert watch.look(f"{site.url}/feed") == (0, 0, 3)
    assert watch.problems[-1].partition(": ")[2].startswith("does not answer")
    assert sum(site.asked[path] for path in working) == 3
    site.pages |= working
    assert watch.look(f"{site.url}/feed", later=3600)[0] == 6  # nothing is lost


def test_hosts_are_fetched_from_side_by_side(site: Site, watch: Watch) -> None:
    other = Site()
    reached = threading.Event()

    def first(handler: Any) -> None:
        reached.wait(1.5)  # answers when the other host has been asked, or too late
        handler.send_response(200 if reached.is_set() else 500)
        handler.send_header("Content-Type", "application/rss+xml")
        handler.end_headers()
        handler.wfile.write(rss(f"{site.url}/n/1"))

    def second(handler: Any) -> None:
        reached.set()
        handler.send_response(200)
        handler.send_header("Content-Type", "application/rss+xml")
        handler.end_headers()
        handler.wfile.write(rss(f"{other.url}/n/2"))

    site.pages["/feed"], other.pages["/feed"] = first, second
    site.page("/n/1", story())
    other.page("/n/2", story(state="مغلق"))
    assert watch.look(f"{site.url}/feed", f"{other.url}/feed") == (2, 0, 0)
    other.server.shutdown()
    other.server.server_close()


def test_a_page_that_fails_is_tried_again_by_itself(site: Site, watch: Watch) -> None:
    site.page("/n/1", b"", status=500)
    site.feed("/n/1")
    assert watch.look(f"{site.url}/feed") == (0, 0, 1)
    assert watch.look(f"{site.url}/feed", later=60) == (0, 0, 0)
    site.page("/n/1", story())
    assert watch.look(f"{site.url}/feed", later=3600) == (1, 0, 0)


def test_of_a_page_that_is_given_up_what_its_feed_holds_is_read(site: Site, watch: Watch) -> None:
    site.page("/n/1", b"%PDF", Content_Type="application/pdf")
    site.feed("/n/1")
    looks = [watch.look(f"{site.url}/feed", later=86_400) for _ in range(7)]
    assert [failed for _, _, failed in looks] == [1, 1, 1, 1, 1, 0, 0]
    assert [new for new, _, _ in looks] == [0, 0, 0, 0, 0, 1, 0]


def _slow(handler: Any) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    for _ in range(100):
        try:
            handler.wfile.write(b"<p>")
        except OSError:
            return
        time.sleep(0.1)


def _endless(handler: Any) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "application/rss+xml")
    handler.end_headers()
    try:
        handler.wfile.write(b"<rss version='2.0'><channel>")
        while True:
            handler.wfile.write(b"<item><link>http://127.0.0.1/x</link></item>" * 100)
    except OSError:
        return


@pytest.mark.parametrize(
    ("page", "problem"),
    [
        (_slow, "took longer than"),
        (_endless, "is longer than"),
        (
            (200, {"Content-Encoding": "gzip", "Content-Type": "text/html"}, gzip.compress(b"x" * 9_000_000, mtime=0)),
            "longer than",
        ),
        ((302, {"Location": "/bad"}, b""), "redirects more than"),
        ((500, {}, b""), "answers 500"),
        ((200, {"Content-Type": "video/mp4"}, b"x"), "is video/mp4"),
    ],
)
def test_servers_that_misbehave_stop_nobody(site: Site, watch: Watch, page: Any, problem: str) -> None:
    site.pages["/bad"] = page
    site.page("/n/1", story())
    site.feed("/n/1")
    new, _, failed = watch.look(f"{site.url}/bad", f"{site.url}/feed")
    assert (new, failed) == (1, 1)
    assert problem in watch.problems[0]
    assert len(watch.problems) == 1


def test_how_much_of_a_long_feed_is_looked_at_is_told(site: Site, watch: Watch) -> None:
    items = "".join(f"<item><guid>{n}</guid><title>n</title></item>" for n in range(501))
    feed = f'<rss version="2.0"><channel>{items}</channel></rss>'
    site.page("/feed", feed.encode(), Content_Type="text/xml")
    assert watch.look(f"{site.url}/feed") == (0, 0, 0)
    assert watch.problems == [f"{site.url}/feed: has 501 entries (the first 500 are looked at)"]


def test_wrong_charsets_and_redirects(site: Site, watch: Watch) -> None:
    site.page("/n/1", story().decode().encode("windows-1256"), Content_Type="text/html; charset=utf-8")
    site.page("/old", b"", status=301, Location="/n/1")
    site.feed("/old", "/n/1")
    assert watch.look(f"{site.url}/feed")[0] == 1
    assert count(watch) == 1
    with watch.ledger() as book:
        (ident,) = book.db.execute("SELECT id FROM articles").fetchone()
        assert book.article(ident).text.startswith("قال وزير النقل سامر الوادي")
        assert book.article(ident).date == "2026-11-10"  # the page tells none: the feed does


def test_a_page_may_be_watched_by_itself(site: Site, watch: Watch) -> None:
    site.page("/n/1", story())
    assert watch.look(f"{site.url}/n/1") == (1, 0, 0)
    site.page("/n/1", story(state="غير آمن"))
    assert watch.look(f"{site.url}/n/1", later=900) == (0, 1, 0)


def test_pages_of_nonsense_are_told_and_not_asked_for_again_at_once(site: Site, watch: Watch) -> None:
    site.page("/n/1", b"<html></html>")
    site.feed("/n/1")
    assert watch.look(f"{site.url}/feed") == (0, 0, 0)
    assert "no article text found" in watch.problems[0]
    watch.look(f"{site.url}/feed", later=900)
    assert site.asked["/n/1"] == 1

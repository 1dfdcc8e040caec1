"""One round over what is watched: feeds are asked for news, new pages read, pages seen before looked at again.

Hosts are fetched from side by side (``lanes``); whatever comes is read and stored here, one after the other.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from hashlib import blake2b
from typing import Any, Final

import msgspec

from musnad.errors import BadArticle, FetchFailed, MusnadError
from musnad.fetching import FEEDS, PAGES, Fetched
from musnad.intake.addresses import address_key
from musnad.intake.encodings import decode_page
from musnad.intake.feeds import entry_address, entry_article, parsed_feed
from musnad.intake.pages import from_answer, is_feed
from musnad.intake.run import Run
from musnad.ledger.store import Ledger
from musnad.model import Article
from musnad.reading.reader import Reader
from musnad.watching.lanes import Errand, Lanes
from musnad.watching.politeness import Forbidden, Polite, backed_off
from musnad.watching.state import NEVER, Watched, due_pages, find, keep, key_of

_ENTRIES: Final = 500  # of a feed that are looked at in one round
_PAGES: Final = 200  # seen before that are looked at again in one round
_SOONEST, _LATEST, _LONG = 3_600.0, 7 * 86_400.0, 30 * 86_400.0  # seconds between looks; after which none
_TRIES: Final = 5  # of a page that cannot be had
_DEAF: Final = 3  # failures of a host that does not answer, after which it is left alone for the round


class Round(msgspec.Struct):
    """What came of a round."""

    new: int = 0
    changed: int = 0
    failed: int = 0
    waiting: list[Watched] = []  # feeds in trouble, left alone for a while


class Watcher:
    """Watches feeds and pages for a ledger. What it knows is in the ledger: it may stop and go on at any time.

    Args:
        run: how what is fetched becomes articles; its problems are told by it.
        every: seconds between two looks at a feed.
    """

    def __init__(
        self, ledger: Ledger, reader: Reader, run: Run, polite: Polite, *, every: float = 900.0,
        clock: Callable[[], float] = time.time,
    ) -> None:  # fmt: skip
        self._ledger, self._reader, self._run, self._polite = ledger, reader, run, polite
        self._every, self._clock = every, clock
        self._deaf = Counter[str]()
        self._lanes = Lanes()

    def round(self, urls: Sequence[str]) -> Round:
        """Look once at all feeds and pages that are due."""
        done = Round()
        self._deaf.clear()
        self._lanes = Lanes()
        for url in urls:
            one = find(self._ledger.db, url, True) or Watched(address=key_of(url, True), url=url, feed=True)
            if one.failures and one.due > self._clock():
                done.waiting.append(one)
            else:
                self._lanes.add(
                    _host(url), partial(self._errand, one, PAGES | FEEDS, partial(self._feed, one, done), done)
                )
        self._lanes.run()
        for page in due_pages(self._ledger.db, self._clock(), _PAGES):
            self._lanes.add(_host(page.url), partial(self._page, page, None, done))
        self._lanes.run()
        return done

    def _errand(
        self, one: Watched, types: frozenset[str], then: Callable[[Fetched | None], None], done: Round
    ) -> Errand | None:
        """The fetch of what is watched; ``then`` gets the answer, if it has something new.

        A host that does not answer keeps the others waiting: its further pages stay due, for the next round.
        """
        host = _host(one.url)
        if self._deaf[host] >= _DEAF:
            return None
        fetch = partial(self._polite.fetch, one.url, etag=one.etag, last_modified=one.modified, types=types)
        return Errand(fetch, lambda came: then(self._taken(one, came, done)))

    def _taken(self, one: Watched, came: Fetched | FetchFailed, done: Round) -> Fetched | None:
        """What came, if it is something new; the state of what is watched is kept where it is not."""
        if isinstance(came, FetchFailed):
            self._failed(one, came, done)
            return None
        one.failures, one.problem = 0, None
        one.due = self._clock() + self._every if one.feed else self._later(one)
        if came.not_modified:
            keep(self._ledger.db, one)
            return None
        one.etag, one.modified = came.etag, came.last_modified
        return came

    def _failed(self, one: Watched, error: FetchFailed, done: Round) -> None:
        """Tell why something cannot be had, and when it is asked for again."""
        host = _host(one.url)
        done.failed += 1
        self._run.problem(error.place, error.problem, error.hint)
        if error.inner:
            return  # refused here: nobody was asked, and it may be let in at once
        self._deaf[host] += error.deaf
        if error.deaf and self._deaf[host] == _DEAF:
            self._run.problem(host, "does not answer", "what else is to be fetched there waits for the next look")
        one.failures += 1
        one.problem = error.problem
        one.due = self._clock() + backed_off(one.failures, self._every, error.retry_after)
        gone = isinstance(error, Forbidden) or error.status in (404, 410) or one.failures >= _TRIES
        if gone and not one.feed:
            one.due = NEVER
        keep(self._ledger.db, one)

    def _feed(self, one: Watched, done: Round, got: Fetched | None) -> None:
        """Look at a feed's entries; what is no feed is a page that is watched by itself."""
        if got is None:
            return
        try:
            text = decode_page(got.body, got.charset)
        except BadArticle as error:
            self._run.problem(one.url, error.problem)
        else:
            if is_feed(text):
                feed = parsed_feed(self._run, one.url, text.encode())
                entries = feed.entries if feed is not None else []
                if len(entries) > _ENTRIES:
                    self._run.problem(one.url, f"has {len(entries)} entries", f"the first {_ENTRIES} are looked at")
                for number, entry in enumerate(entries[:_ENTRIES], 1):
                    self._entry(one.url, number, entry, done)
            else:
                page = find(self._ledger.db, got.url) or Watched(address=key_of(got.url, False), url=got.url)
                self._read(page, got, None, done)
        keep(self._ledger.db, one)

    def _entry(self, place: str, number: int, entry: Any, done: Round) -> None:
        """Have the page of a feed's entry looked at, or add what the feed holds of one without a page."""
        own = entry_article(self._run, f"{place}:entry {number}", entry, name=f"entry-{number}")
        url = entry_address(entry)
        if url is None:
            if own is not None and entry.get("id"):
                self._add(own, done)
            return
        # feedparser gives "published" for an "updated" that is not there, and warns of it: the dictionary does not.
        said = "\0".join(str(dict.get(entry, name) or "") for name in ("updated", "title", "summary"))
        told = blake2b(said.encode(), digest_size=8).hexdigest()
        self._lanes.add(_host(url), partial(self._told_of, url, told, own, done))

    def _told_of(self, url: str, told: str, own: Article | None, done: Round) -> Errand | None:
        """The fetch of a page that a feed tells of, if it is new, has changed by what the feed tells, or is due."""
        page = find(self._ledger.db, url)
        if page is None:
            page = Watched(address=key_of(url, False), url=url, changed=self._clock())
        elif page.failures:
            self._instead(page, own, done)
            return None  # due when its time has come
        elif page.told in (told, None) and page.due > self._clock():
            return None
        page.told = told
        return self._page(page, own, done)

    def _page(self, page: Watched, own: Article | None, done: Round) -> Errand | None:
        """Have a page fetched and read; where it is not to be had, what the feed holds of it is read."""

        def then(got: Fetched | None) -> None:
            if got is not None:
                self._read(page, got, own, done)
            else:
                self._instead(page, own, done)

        return self._errand(page, PAGES, then, done)

    def _instead(self, page: Watched, own: Article | None, done: Round) -> None:
        """Add what a feed holds of a page that is given up and never was read."""
        if own is not None and page.due == NEVER and page.article is None:
            page.article = own.id
            self._add(own, done)
            keep(self._ledger.db, page)

    def _read(self, page: Watched, got: Fetched, own: Article | None, done: Round) -> None:
        found = next(from_answer(self._run, got.url, got.body, got.content_type, got.charset), None)
        if found is not None and found.url is not None and key_of(found.url, False) != page.address:
            main = find(self._ledger.db, found.url)
            if main is not None and main.article is not None and main.article != page.article:
                page.article, page.due = main.article, NEVER  # another address of a page that is watched
                keep(self._ledger.db, page)
                return
            keep(self._ledger.db, Watched(
                address=key_of(found.url, False), url=found.url, article=found.id, told=page.told, due=NEVER,
            ))  # fmt: skip
        if found is not None:
            page.article = found.id
            if self._add(self._completed(found, own), done):
                page.changed = self._clock()
            page.due = self._later(page)
        keep(self._ledger.db, page)

    def _completed(self, found: Article, own: Article | None) -> Article:
        """The article with what its page does not tell from the feed, or from what was known of it before."""
        try:
            before: Article | None = self._ledger.article(found.id)
        except MusnadError:
            before = None
        for other in (own, before):
            if other is not None:
                found = msgspec.structs.replace(
                    found, date=found.date or other.date, title=found.title or other.title,
                    outlet=other.outlet or found.outlet,
                )  # fmt: skip
        return found

    def _add(self, article: Article, done: Round) -> bool:
        """Read and store an article, if it is new or has changed; whether it is."""
        if self._ledger.knows(article):
            return False
        try:
            reading = self._reader.read(article)
        except BadArticle as error:
            self._run.problem(article.url or error.place, error.problem, error.hint)
            return False
        added = self._ledger.add([reading])
        done.new += added.new
        done.changed += added.replaced
        return bool(added.new or added.replaced)

    def _later(self, page: Watched) -> float:
        """When a page is to be looked at again: the longer it has not changed, the later."""
        age = self._clock() - page.changed
        return NEVER if age > _LONG else self._clock() + min(max(age / 2, _SOONEST), _LATEST)


def _host(url: str) -> str:
    """Whose address it is: one lane for all variants of a page's address."""
    return address_key(url).partition("/")[0].partition("?")[0]

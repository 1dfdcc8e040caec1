"""Feeds: the entries of RSS and Atom as articles, with whose they are and whom they credit."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from musnad.errors import BadArticle
from musnad.intake.addresses import address_id, is_address
from musnad.intake.days import written_day
from musnad.intake.encodings import decode_page
from musnad.intake.markup import plain_text, with_credit
from musnad.intake.run import Run, package
from musnad.model import Article

_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>")


def from_feed(run: Run, place: str, stem: str, data: bytes) -> Iterator[Article]:
    """The articles of a feed, as far as it holds their text, in its order.

    Raises:
        MusnadError: the package that feeds need is missing.
    """
    feed = parsed_feed(run, place, data)
    if feed is None:
        return
    if not feed.entries:
        run.problem(place, "is a feed without entries")
    for number, entry in enumerate(feed.entries, 1):
        here = f"{place}:entry {number}"
        article = entry_article(run, here, entry, name=f"{stem or 'entry'}-{number}")
        if article is None:
            run.problem(here, "has no text")
        else:
            yield article


def parsed_feed(run: Run, place: str, data: bytes) -> Any:
    """A feed taken apart; None, with the problem told, where it is none."""
    feedparser = package("feedparser", place, "feeds", "feeds")
    try:
        text = decode_page(data)
    except BadArticle as error:
        run.problem(place, error.problem, error.hint)
        return None
    try:  # as UTF-8, whatever it says of itself: its encoding has been told by its content
        feed = feedparser.parse(io.BytesIO(_DECLARED.sub("", text, count=1).encode("utf-8", errors="replace")))
    except Exception as error:  # whatever nonsense does to the parser
        run.problem(place, f"its XML cannot be taken apart: {type(error).__name__}")
        return None
    if not feed.get("version"):
        run.problem(place, "is no RSS or Atom feed")
        return None
    return feed


def entry_article(run: Run, place: str, entry: Any, *, name: str) -> Article | None:
    """The article of an entry; None where the feed holds no text of it."""
    bodies = [plain_text(_markup(one)) for one in (*entry.get("content", ()), entry.get("summary_detail") or {})]
    text = max(bodies, key=len, default="").strip()
    if not text:
        return None
    url = entry_address(entry)
    credits = [one.get("content") or "" for one in entry.get("media_credit", ())]
    author = " ".join((entry.get("author") or "").split())
    credit = " / ".join(dict.fromkeys(filter(None, (author, *map(str.strip, credits)))))
    return Article(
        text=with_credit(text, credit),
        id=address_id(url) if url else entry.get("id") or name,
        title=plain_text(_markup(entry.get("title_detail") or {})) or None,
        date=_day(run, place, entry),
        outlet=entry_outlet(run, entry),
        url=url,
        language=run.language,
        extra={"author": author} if author else {},
        place=place,
    )


def entry_address(entry: Any) -> str | None:
    """Where the entry's article is."""
    for told in (entry.get("feedburner_origlink"), entry.get("link"), entry.get("id")):
        if isinstance(told, str) and is_address(told):
            return told
    return None


def entry_outlet(run: Run, entry: Any) -> str | None:
    """Whose article an entry is: its source's where it tells one, else that of its address."""
    source = entry.get("source") or {}
    href, title = source.get("href") or source.get("id"), " ".join((source.get("title") or "").split())
    known = run.outlets.at(href)
    if known is not None:
        return known.name
    return title or run.outlets.name_at(href) or run.outlets.name_at(entry_address(entry)) or run.outlet


def _markup(detail: Any) -> str:
    """A text of the feed as markup: plain text is escaped."""
    value = detail.get("value") or ""
    if "html" in (detail.get("type") or "html"):
        return str(value)
    return str(value).replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")


def _day(run: Run, place: str, entry: Any) -> str | None:
    told = next((entry[name] for name in ("published", "created", "issued", "updated") if entry.get(name)), None)
    if told is None:
        return run.date
    day, doubt = written_day(told, run.language)
    if day is None:
        run.problem(place, f"the date {told[:40]!r} {doubt or 'is no day'}", "read without a date")
    return day

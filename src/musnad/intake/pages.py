"""Web pages: the article of an HTML page, from a file, an archive or the web.

The text is found by trafilatura. Days, title and address are read from what the page tells for machines
(``structured.py``); a day in words by musnad's own grammar, never by trafilatura's guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import msgspec

from musnad.errors import BadArticle, MusnadError
from musnad.intake.addresses import address_id, canonical, is_address
from musnad.intake.days import shown_day
from musnad.intake.encodings import decode_page
from musnad.intake.markup import with_credit
from musnad.intake.run import Run, package
from musnad.intake.structured import Facts, facts_of
from musnad.model import Article

_LINES: Final = 4  # at the top of an article that may hold its day
_SHORT: Final = 80  # characters of such a line
_SENTENCE: Final = 5  # words that one line of an article has at least
_FOREIGN: Final = 200  # characters in another script that may be an article; fewer are a notice
_SHOWN: Final = 60  # characters of what was found in place of an article
_PROSE: Final = 300  # characters in a cell of a table that are no datum
_TABLE: Final = ("table", "thead", "tbody", "tfoot", "tr", "th", "td")
_FEED: Final = re.compile(r"<(?:rss|feed|rdf:RDF)[\s>]")


def from_html(run: Run, place: str, stem: str, data: bytes) -> Iterator[Article]:
    """The article of an HTML file."""
    page = _decoded(run, place, data, None)
    if page is not None:
        yield from from_page(run, place, page, name=stem)


def from_page(run: Run, place: str, page: str, *, url: str | None = None, name: str = "") -> Iterator[Article]:
    """The article of a page.

    Args:
        page: the page's source.
        url: where it was found; its id is made of the page's address then.
        name: its id where there is no ``url``.

    Raises:
        MusnadError: the package that HTML needs is missing.
    """
    trafilatura = package("trafilatura", place, "HTML", "html")
    try:
        tree = trafilatura.load_html(page)
        facts = facts_of(tree, run.language) if tree is not None else Facts()
        text = _text(trafilatura, tree) if tree is not None else ""
    except Exception as error:  # whatever a page made of nonsense does to its parsers, the others go on
        run.problem(place, f"its HTML cannot be taken apart: {type(error).__name__}")
        return
    for lacking in facts.lacking:
        run.problem(place, lacking)
    if _is_no_article(run, text):
        for review in facts.reviews:
            run.review(place, review)
        if not facts.reviews and not facts.lacking:
            begun = " ".join(text.split())
            shown = f"{begun[:_SHOWN]} …" if len(begun) > _SHOWN else begun
            run.problem(place, "no article text found in the HTML", f"only {shown!r}" if shown else "")
        return
    own = canonical(url or "", facts.canonical) or None
    extra: dict[str, Any] = {name: told for name in ("author", "site") if (told := getattr(facts, name))}
    if facts.reviews:
        extra["reviews"] = [msgspec.to_builtins(review) for review in facts.reviews]
    yield Article(
        text=with_credit(text, facts.author),
        id=address_id(own) if url and own else name,
        title=facts.title,
        date=facts.day or _day_in_lines(text, run.language) or run.date,
        # A page may call itself an agency: where it has an address, that tells whose it is, and its name stands beside.
        outlet=run.outlets.name_at(own) or run.outlets.called(facts.site) or run.outlet,
        url=own,
        language=run.language,
        extra=extra,
        place=place,
    )


def _is_no_article(run: Run, text: str) -> bool:
    """Whether what was found is not even a sentence: menus, or a few words that are not in the run's language."""
    if not run.pack.in_script(text):
        return len(text) < _FOREIGN
    return all(len(line.split()) < _SENTENCE for line in text.splitlines())


def _text(trafilatura: Any, tree: Any) -> str:
    """The article's words as trafilatura finds them."""
    _without_layout(tree)
    found = trafilatura.extract(tree, output_format="txt", with_metadata=False, include_comments=False)
    return (found or "").strip()


def _without_layout(tree: Any) -> None:
    """Make blocks of the tables that a page is laid out with, or its story would be one line of a table."""
    cells = [one for one in tree.iter("td") if len(" ".join(one.itertext())) > _PROSE]
    layout = {table for one in cells for table in one.iterancestors("table")}
    parts = (part for table in layout for part in table.iter(*_TABLE))
    for part in [one for one in parts if one in layout or next(one.iterancestors("table")) in layout]:
        part.tag = "div"


def _day_in_lines(text: str, language: str) -> str | None:
    """The day a short line at the top of the article shows."""
    lines = [line for line in text.splitlines()[:_LINES] if line.strip() and len(line) <= _SHORT]
    return next(filter(None, (shown_day(line, language) for line in lines)), None)


def _decoded(run: Run, place: str, data: bytes, charset: str | None) -> str | None:
    try:
        page = decode_page(data, charset)
    except BadArticle as error:
        run.problem(place, error.problem, error.hint)
        return None
    if not page.strip():
        run.problem(place, "is empty")
        return None
    return page


def from_url(run: Run, url: str) -> Iterator[Article]:
    """The article of a page on the web, or the articles of a feed there."""
    from musnad.fetching import FEEDS, PAGES

    if not is_address(url):
        run.problem(url, "is no web address", "it must begin with http:// or https://")
        return
    try:
        got = run.fetch(url, types=PAGES | FEEDS)
    except MusnadError as error:
        run.problem(error.place, error.problem, error.hint)
        return
    yield from from_answer(run, got.url, got.body, got.content_type, got.charset)


def from_answer(run: Run, url: str, body: bytes, kind: str, charset: str | None) -> Iterator[Article]:
    """The articles of what a server sent."""
    from musnad.intake.feeds import from_feed
    from musnad.intake.records import from_json

    page = _decoded(run, url, body, charset)
    if page is None:
        return
    if "json" in kind:
        yield from from_json(run, url, address_id(url), page.encode())
    elif is_feed(page):
        yield from from_feed(run, url, "", page.encode())
    elif kind == "text/plain":
        yield Article(
            text=page, id=address_id(url), date=run.date, outlet=run.outlets.name_at(url) or run.outlet, url=url,
            language=run.language, place=url,
        )  # fmt: skip
    else:
        yield from from_page(run, url, page, url=url)


def is_feed(page: str) -> bool:
    """Whether a document is an RSS or Atom feed, by its root element."""
    return _FEED.search(page[:4000]) is not None and "<html" not in page[:4000].lower()

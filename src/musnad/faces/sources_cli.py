"""The ledger's commands about its sources: fact checks, articles that changed, watching."""

from __future__ import annotations

import time
from typing import Annotated
from urllib.parse import urljoin

import typer

from musnad.faces.options import Format, Lang, LedgerUrl, Limit, as_table
from musnad.faces.shell import Problems, app, counted, tell, tell_waiting
from musnad.faces.sources import OutletsFile, Private, fetching


@app.command()
def reviews(ledger: LedgerUrl = "musnad.db", format: Format = None) -> None:
    """List the fact checks that the ledger holds, and to which claims each is attached."""
    from musnad.faces.tables import print_lines, print_rows
    from musnad.ledger.reviews import list_reviews
    from musnad.ledger.store import Ledger

    with Ledger(ledger, must_exist=True, on_wait=tell_waiting) as book:
        rows = list_reviews(book)
    if as_table(format):
        columns = [("id", 0), ("publisher", 2), ("rating", 2), ("claim", 5), ("claims", 2)]
        print_rows(rows, columns, "no fact checks")
    else:
        print_lines(rows)


@app.command()
def changes(
    article: Annotated[str | None, typer.Argument(help="Id of an article; all without it.", metavar="ID")] = None,
    limit: Limit = 20,
    ledger: LedgerUrl = "musnad.db",
    format: Format = None,
) -> None:
    """Show what changed in who said what, where an article was replaced by a newer version of itself."""
    from musnad.faces.tables import change_lines, print_lines
    from musnad.ledger.store import Ledger
    from musnad.ledger.versions import list_changes

    with Ledger(ledger, must_exist=True, on_wait=tell_waiting) as book:
        if article is not None:
            book.article(article)
        rows = list_changes(book, article, limit)
    if as_table(format):
        print("\n".join(change_lines(rows)) or "no article has changed")
    else:
        print_lines(rows)


@app.command()
def watch(
    sources: Annotated[list[str], typer.Argument(help="Web addresses, OPML files, or files with an address a line.")],
    ledger: LedgerUrl = "musnad.db",
    once: Annotated[bool, typer.Option("--once", help="Look once and end.")] = False,
    every: Annotated[float, typer.Option(min=60, help="Seconds between two looks at a feed.")] = 900,
    delay: Annotated[float, typer.Option(min=0, help="Least seconds between two fetches from one host.")] = 5,
    outlets: OutletsFile = None,
    allow_private: Private = False,
    lang: Lang = "ar",
) -> None:
    """Watch feeds and pages: new articles are added, changed ones kept in both versions; Ctrl-C ends it safely.

    An article's page is looked at again after an hour, then ever more seldom, for a month, and at once where its feed
    tells of a change; a page named here, like a feed, at every look.
    """
    from musnad.intake.outlets import Outlets, read_outlets
    from musnad.intake.run import Run
    from musnad.ledger.outlets import store_outlets, told_outlets
    from musnad.ledger.store import Ledger
    from musnad.reading.reader import reader_of
    from musnad.watching.addresses import read_addresses
    from musnad.watching.politeness import Polite
    from musnad.watching.rounds import Watcher

    problems = Problems(False)
    urls = read_addresses(sources, problems.tell)
    if not urls:
        raise typer.BadParameter("there is nothing to watch", param_hint="SOURCES")
    with Ledger(ledger, on_wait=tell_waiting) as book:
        if outlets:
            store_outlets(book, read_outlets(outlets))
        known = Outlets.of_language(lang, told_outlets(book.db))
        run = Run(language=lang, on_problem=problems.tell, outlets=known)
        asked = [*urls, *(urljoin(url, "/robots.txt") for url in urls)]  # robots.txt is the first that is fetched
        polite = Polite(fetching(allow_private, asked), delay)
        watcher = Watcher(book, reader_of(lang), run, polite, every=every)
        while True:
            done = watcher.round(urls)
            for one in done.waiting:
                until = time.strftime("%Y-%m-%d %H:%M", time.localtime(one.due))
                tell(f"{one.url}: {one.problem}: left alone until {until}")
            added, failed = counted(done.new, "article"), "1 fetch" if done.failed == 1 else f"{done.failed} fetches"
            tell(f"{book.url}: {added} added, {done.changed} changed, {failed} failed")
            if once:
                break
            time.sleep(every)
    if problems.count:
        raise typer.Exit(1)

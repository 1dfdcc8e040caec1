"""The commands over many articles: copies, and the ledger's."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Annotated, Any

import typer

from musnad.errors import MusnadError
from musnad.faces.batch_cli import batch_readings, is_batch
from musnad.faces.progress import Progress
from musnad.faces.shell import Problems, app, tell, unique
from musnad.faces.sources import Columns, OutletsFile, Private, Urls, source_options
from musnad.model import Article, Reading, Review

if TYPE_CHECKING:
    from musnad.ledger.store import Ledger

_STDIN = "stdin"  # the place of what comes from standard input
_Format = Annotated[str | None, typer.Option(help="table or jsonl; table on a terminal, else jsonl.")]
_Lang = Annotated[str, typer.Option(help="Language pack.")]
_Url = Annotated[str, typer.Option("--ledger", help="The ledger: an SQLite file, or postgresql://…")]
_Limit = Annotated[int, typer.Option(min=1, help="How many at most.")]
_Paths = Annotated[list[str], typer.Argument(help="Files of articles, folders, or - for standard input.")]


def _as_table(format: str | None) -> bool:
    if format not in (None, "table", "jsonl"):
        raise typer.BadParameter(f"no such format: {format!r} (table or jsonl)", param_hint="--format")
    return format == "table" or (format is None and sys.stdout.isatty())


def _open(url: str, must_exist: bool = True) -> Ledger:
    from musnad.ledger.store import Ledger

    return Ledger(url, must_exist=must_exist)


def _show(rows: Iterable[dict[str, Any]], columns: list[tuple[str, int]], format: str | None, empty: str) -> None:
    from musnad.faces.tables import print_lines, print_rows

    if _as_table(format):
        print_rows(rows, columns, empty)
    else:
        print_lines(rows)


def _show_one(shown: dict[str, Any], lines: Callable[[dict[str, Any]], Iterator[str]], format: str | None) -> None:
    from musnad.faces.tables import print_lines

    if _as_table(format):
        print("\n".join(lines(shown)))
    else:
        print_lines([shown])


@app.command()
def copies(paths: _Paths, format: _Format = None, lang: _Lang = "ar") -> None:
    """Tell which articles copy which, wholly or in part, with the passages they share."""
    from musnad.faces.tables import copy_row
    from musnad.intake import read_articles
    from musnad.resolution.copies import find_copies

    problems = Problems(False)

    seen: dict[str, Article] = {}

    def compared() -> Iterator[Article]:
        for article in unique(read_articles(paths, language=lang, on_problem=problems.tell), problems):
            seen[article.id] = article
            yield article

    rows = (copy_row(one, seen) for one in find_copies(compared()))
    columns = [("a", 2), ("b", 2), ("kind", 0), ("share_a", 0), ("share_b", 0), ("first", 0), ("why", 4)]
    _show(rows, columns, format, "no article copies another")
    tell(f"{len(seen)} articles compared")
    if problems.count:
        raise typer.Exit(1)


@app.command()
def add(
    paths: Annotated[
        list[str] | None, typer.Argument(help="Files of articles, folders, or - for standard input.")
    ] = None,
    url: Urls = None,
    ledger: _Url = "musnad.db",
    date: Annotated[str | None, typer.Option(help="Day of the articles that have none, YYYY-MM-DD.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Outlet of the articles that have none.")] = None,
    columns: Columns = None,
    outlets: OutletsFile = None,
    allow_private: Private = False,
    lang: _Lang = "ar",
    jobs: Annotated[int, typer.Option(min=1, help="Processes that read side by side.")] = 1,
) -> None:
    """Read articles and store them in a ledger; run again, it goes on where it was stopped."""
    from musnad.intake import read_articles
    from musnad.intake.outlets import Outlets, read_outlets
    from musnad.ledger.outlets import store_outlets, told_outlets
    from musnad.ledger.reviews import add_reviews

    if not paths and not url:
        raise typer.BadParameter("no articles given (use - for standard input)", param_hint="PATHS")
    problems = Problems(False)
    sources = source_options(lang, url, columns, None, allow_private)
    batches = [path for path in paths or () if is_batch(path)]
    paths = [path for path in paths or () if path not in batches]
    with _open(ledger, must_exist=False) as book:
        known, checks = 0, list[Review]()
        if outlets:
            store_outlets(book, read_outlets(outlets))
        sources["outlets"] = Outlets.of_language(lang, told_outlets(book.db))
        progress = Progress(quiet=True, paths=paths)

        def new_ones() -> Iterator[Article]:
            nonlocal known
            given = read_articles(
                paths, date=date, outlet=outlet, language=lang, on_problem=problems.tell, on_review=checks.append,
                **sources,
            )  # fmt: skip
            # An id met twice would replace the first article: a later edition may do that, not a file called alike.
            for article in unique(map(_identified, given), problems):
                if book.knows(article):
                    known += 1
                    progress.step()
                else:
                    yield article

        read = _readings(new_ones(), jobs, lang, problems, progress)
        done = book.add(chain(read, *(batch_readings(path, problems) for path in batches)))
        if checks:
            tell(f"{ledger}: {add_reviews(book, checks, lang)} fact checks added")
    tell(f"{ledger}: {done.new} articles added, {done.replaced} replaced, {known + done.known} known already")
    if problems.count:
        raise typer.Exit(1)


def _identified(article: Article) -> Article:
    """The article; one from standard input that tells no id gets one made of what it says."""
    if article.id.partition("-")[0] != _STDIN or not article.place.startswith(_STDIN):
        return article
    import msgspec

    from musnad.ledger.packing import tag

    return msgspec.structs.replace(article, id=tag("n", article.outlet or "", article.date or "", article.text))


def _readings(
    articles: Iterable[Article], jobs: int, lang: str, problems: Problems, progress: Progress
) -> Iterator[Reading]:
    """The readings of articles as they are made; problems are told, progress is shown on a terminal."""
    from musnad.faces.parallel import read_all
    from musnad.faces.shell import as_it_is

    try:
        for outcome in read_all(articles, jobs, lang, as_it_is):
            progress.step()
            if outcome.problem is not None:
                problems.tell(outcome.problem, outcome.trace)
            elif outcome.result is not None:
                yield outcome.result
    finally:
        progress.close()


@app.command()
def remove(
    ids: Annotated[list[str], typer.Argument(help="Ids of articles or fact checks.", metavar="ID…")],
    ledger: _Url = "musnad.db",
) -> None:
    """Take articles out of a ledger, with all that rests on them."""
    from musnad.ledger.reviews import remove_review

    missing = 0
    with _open(ledger) as book:
        for ident in ids:
            if book.remove(ident) or remove_review(book, ident):
                tell(f"{ledger}: {ident} removed")
            else:
                tell(f"{ledger}: there is no article {ident!r}")
                missing += 1
    if missing:
        raise typer.Exit(1)


@app.command()
def refresh(
    ledger: _Url = "musnad.db",
    jobs: Annotated[int, typer.Option(min=1, help="Processes that read side by side.")] = 1,
) -> None:
    """Read again the articles that an older musnad, or one with other language data, has read."""
    problems = Problems(False)
    with _open(ledger) as book:
        stale = list(book.stale())
        done = 0
        for language in sorted({article.language for article in stale}):
            those = [article for article in stale if article.language == language]
            done += book.add(_readings(those, jobs, language, problems, Progress(quiet=True))).replaced
    tell(f"{ledger}: {done} articles read again")
    if problems.count:
        raise typer.Exit(1)


@app.command()
def claims(
    order: Annotated[
        str, typer.Option(help="reported, disputed, denied (newly), or one-origin (many reports, one origin).")
    ] = "reported",
    limit: _Limit = 20,
    ledger: _Url = "musnad.db",
    format: _Format = None,
) -> None:
    """List claims: the most reported, the most disputed, the newly denied, many reports with one origin."""
    from musnad.faces.tables import ranged
    from musnad.ledger.views import list_claims

    with _open(ledger) as book:
        rows = list_claims(book, order, limit)
    columns = [("id", 0), ("text", 6), ("standing", 0), ("reports", 0), ("origins", 0)]
    _show((ranged(row) for row in rows), columns, format, "no such claim")


@app.command()
def claim(
    ident: Annotated[str, typer.Argument(help="Id of a claim or of one of its statements.", metavar="ID")],
    ledger: _Url = "musnad.db",
    format: _Format = None,
) -> None:
    """Show a claim: every statement with its evidence, origins and witnesses and why, what comes near."""
    from musnad.faces.tables import claim_lines
    from musnad.ledger.views import show_claim

    with _open(ledger) as book:
        shown = show_claim(book, ident)
    _show_one(shown, claim_lines, format)


@app.command()
def who(
    name: Annotated[str, typer.Argument(help="A name in any spelling, or an actor's id.")],
    ledger: _Url = "musnad.db",
    format: _Format = None,
    lang: _Lang = "ar",
) -> None:
    """Show an actor: names and roles, positions in time, reversals, whom it denies and who denies it."""
    from musnad.faces.tables import actor_lines
    from musnad.ledger.views import actor_names, find_actors, show_actor

    with _open(ledger) as book:
        actors = find_actors(book, name, lang)
        if not actors:
            raise MusnadError(ledger, f"nobody here goes by the name {name!r}")
        shown = show_actor(book, actors[0])
        others = actor_names(book, set(actors[1:6]))
    _show_one(shown, actor_lines, format)
    for actor in actors[1:6]:
        tell(f"the name is also like that of {others.get(actor, '')} ({actor})")


@app.command()
def search(
    words: Annotated[list[str] | None, typer.Argument(help="Words that must all occur.", metavar="WORDS…")] = None,
    who: Annotated[str | None, typer.Option(help="Name or id of an actor.")] = None,
    act: Annotated[str | None, typer.Option(help="state, deny, accuse, …")] = None,
    stance: Annotated[str | None, typer.Option(help="asserts, denies, confirms, disputes, other.")] = None,
    outlet: Annotated[str | None, typer.Option(help="The outlet's name as the articles give it.")] = None,
    since: Annotated[str | None, typer.Option(help="First day, YYYY-MM-DD.")] = None,
    until: Annotated[str | None, typer.Option(help="Last day, YYYY-MM-DD.")] = None,
    limit: _Limit = 20,
    ledger: _Url = "musnad.db",
    format: _Format = None,
    lang: _Lang = "ar",
) -> None:
    """Find statements by their words, whatever is written onto them, the best match first."""
    from musnad.ledger.search import search as find

    with _open(ledger) as book:
        rows = find(
            book, " ".join(words or ()), who=who, act=act, stance=stance, outlet=outlet, since=since, until=until,
            limit=limit, language=lang,
        )  # fmt: skip
    columns = [("id", 0), ("day", 0), ("speaker", 2), ("stance", 0), ("content", 5)]
    _show(rows, columns, format, "no statement holds all of these words")


@app.command()
def same(
    a: Annotated[str, typer.Argument(help="A name, or an actor's id.")],
    b: Annotated[str, typer.Argument(help="Another.")],
    ledger: _Url = "musnad.db",
    lang: _Lang = "ar",
) -> None:
    """Decide that two names are one actor's; recorded, and never overwritten by musnad."""
    _decide("same", a, b, ledger, lang)


@app.command()
def different(
    a: Annotated[str, typer.Argument(help="A name, or an actor's id.")],
    b: Annotated[str, typer.Argument(help="Another.")],
    ledger: _Url = "musnad.db",
    lang: _Lang = "ar",
) -> None:
    """Decide that two names are two actors'; recorded, and never overwritten by musnad."""
    _decide("different", a, b, ledger, lang)


def _decide(relation: str, a: str, b: str, url: str, lang: str) -> None:
    from musnad.ledger.corrections import decide

    with _open(url) as book:
        number = decide(book, relation, a, b, lang)
    tell(f"{url}: decision {number} recorded; musnad undo {number} takes it back")


@app.command()
def undo(number: Annotated[int, typer.Argument(help="Number of a decision.")], ledger: _Url = "musnad.db") -> None:
    """Take back a decision about two names."""
    from musnad.ledger.corrections import undo as take_back

    with _open(ledger) as book:
        take_back(book, number)
    tell(f"{ledger}: decision {number} undone")


@app.command()
def decisions(ledger: _Url = "musnad.db", format: _Format = None) -> None:
    """List the decisions about names, the undone ones too."""
    from musnad.ledger.corrections import decisions as listed

    with _open(ledger) as book:
        rows = listed(book)
    columns = [("number", 0), ("relation", 0), ("one", 2), ("other", 2), ("made", 0), ("undone", 0)]
    _show(rows, columns, format, "no decisions")


def explain_stored(url: str, one: str, other: str | None) -> None:
    """Why a stored statement came out as it did, or how two of them are linked, on standard output.

    Raises:
        MusnadError: there is no such statement.
    """
    from musnad.faces.render import explain as lines
    from musnad.faces.tables import isolated
    from musnad.ledger.views import find_statement, judge_pair

    with _open(url) as book:
        if other is None:
            print("\n".join(lines(*find_statement(book, one))))
            return
        judged = judge_pair(book, one, other)
    print(f"{one} and {other}: {judged['relation']}")
    for reason in judged["why"]:
        print(f"  {isolated(reason)}")


@app.command()
def export(
    format: Annotated[
        str, typer.Option(help="jsonl, csv, parquet, prov (N-Triples), annotation or schema-org (JSON-LD lines).")
    ] = "jsonl",
    output: Annotated[str | None, typer.Option("--output", "-o", help="Write here instead of standard output.")] = None,
    ledger: _Url = "musnad.db",
) -> None:
    """Write the ledger out: statements, claims, actors, edges, each with its evidence; never a rating."""
    from musnad.ledger.export import FORMATS, LINES, parquet

    if format not in FORMATS:
        raise typer.BadParameter(f"no such format: {format!r} (one of {', '.join(FORMATS)})", param_hint="--format")
    if format == "parquet" and output is None:
        raise typer.BadParameter("Parquet needs --output FILE", param_hint="--output")
    with _open(ledger) as book:
        if format == "parquet" and output is not None:
            tell(f"{output}: {parquet(book, output)} statements")
            return
        lines = LINES[format](book, None)
        if output is None:
            for line in lines:
                sys.stdout.write(line + "\n")
            return
        with open(output, "w", encoding="utf-8", newline="") as file:
            file.writelines(line + "\n" for line in lines)

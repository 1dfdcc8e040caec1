"""The commands over many articles: copies, and the ledger's."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from musnad.errors import MusnadError
from musnad.faces.options import Format, Lang, LedgerUrl, Limit, Paths, Since, Until, as_table, one_of
from musnad.faces.outputs import STDOUT, spare, whole
from musnad.faces.shell import Problems, app, counted, tell, tell_stale, tell_waiting, unique
from musnad.model import Act, Article, Stance

if TYPE_CHECKING:
    from musnad.ledger.store import Ledger

_ACTS, _STANCES = get_args(Act), get_args(Stance)
_UNNAMED = "sources without a name are found by words: musnad search"
_LIKE = 6  # actors that are offered where nobody goes by a name
_SHOWN = 50  # statements of a claim in a table
_EXPORTS = ("jsonl", "csv", "parquet", "prov", "annotation", "schema-org")
# The orders of a list of claims, and what of them a table shows.
_TOLD = {
    "reported": ("standing", "reports", "origins"),
    "disputed": ("last_day", "behind", "against"),
    "denied": ("denied_day", "behind", "against"),
    "one-origin": ("reports", "outlets", "origins"),
}
_ORDERS = tuple(_TOLD)
# What is told where an order has nothing to list.
_NONE = {
    "reported": "there is no claim here",
    "disputed": "no claim here is put forward by some and denied by others",
    "denied": "nobody here denies a claim",
    "one-origin": "no claim here has several reports that go back to one origin",
}


@contextmanager
def _open(url: str) -> Iterator[Ledger]:
    """A ledger to look into or decide in; what its database says while that is done is told in one line."""
    from musnad.ledger.database import told_plainly
    from musnad.ledger.store import Ledger

    with Ledger(url, must_exist=True, on_wait=tell_waiting) as book, told_plainly(book.url):
        tell_stale(book)
        yield book


def _only_one_containing(book: Ledger, name: str, lang: str) -> str:
    """The one actor whose name contains what was asked for. Raises MusnadError, with those it may be: it is not one."""
    from musnad.ledger.actorsearch import actors_containing

    found = actors_containing(book, name, lang, _LIKE + 1)
    if len(found) != 1:
        raise _nobody(book, name, found)
    tell(f"nobody goes by {name!r} alone; it is part of this name only")
    return found[0][0]


def _nobody(book: Ledger, name: str, found: Sequence[tuple[str, str]]) -> MusnadError:
    """That nobody goes by a name, with those whose name contains it."""
    like = ", ".join(f"{each} ({actor})" for actor, each in found[:_LIKE]) + ", …" * (len(found) > _LIKE)
    hint = f"it is part of: {like}" if found else _UNNAMED
    return MusnadError(book.url, f"nobody here goes by the name {name!r}", hint)


def _show(rows: Iterable[dict[str, Any]], columns: list[tuple[str, int]], format: str | None, empty: str) -> None:
    from musnad.faces.tables import print_lines, print_rows

    if as_table(format):
        print_rows(rows, columns, empty)
    elif not print_lines(rows):
        tell(empty)


def _show_one(shown: dict[str, Any], lines: Callable[[dict[str, Any]], Iterator[str]], format: str | None) -> None:
    from musnad.faces.tables import print_lines

    if as_table(format):
        print("\n".join(lines(shown)))
    else:
        print_lines([shown])


@app.command()
def copies(paths: Paths, format: Format = None, lang: Lang = "ar") -> None:
    """Tell which articles copy which, wholly or in part, with the passages they share."""
    from musnad.faces.tables import copy_row
    from musnad.intake import read_articles
    from musnad.resolution.copies import find_copies

    problems = Problems(False)

    seen: dict[str, Article] = {}

    found = read_articles(paths, language=lang, on_problem=problems.tell, written=STDOUT)

    def compared() -> Iterator[Article]:
        for article in unique(found, problems):
            seen[article.id] = article
            yield article

    rows = (copy_row(one, seen) for one in find_copies(compared()))
    columns = [("a", 3), ("b", 3), ("kind", 0), ("share_a", 0), ("share_b", 0), ("first", 2), ("why", 5)]
    _show(rows, columns, format, "no article copies another")
    tell(f"{counted(len(seen), 'article')} compared")
    if problems.count:
        raise typer.Exit(1)


@app.command()
def claims(
    order: Annotated[
        str | None, typer.Argument(callback=one_of(_ORDERS), help="The same as --order.", metavar="ORDER")
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(
            "--order",
            callback=one_of(_ORDERS),
            help="reported (the default), disputed, denied (newly), or one-origin (many reports, one origin).",
        ),
    ] = None,
    limit: Limit = 20,
    ledger: LedgerUrl = "musnad.db",
    format: Format = None,
) -> None:
    """List claims: the most reported, the most disputed, the newly denied, many reports with one origin."""
    from musnad.faces.tables import heading, ranged
    from musnad.ledger.views import list_claims

    if order is not None and by is not None and order != by:
        raise typer.BadParameter(f"two orders, {order} and {by}", param_hint="--order")
    order = order or by or "reported"
    with _open(ledger) as book:
        rows = list_claims(book, order, limit)
    if as_table(format):
        rows = [{**row, "text": heading(row["text"])} for row in rows]
    columns = [("id", 0), ("text", 6), *((name, 0) for name in _TOLD[order])]
    _show((ranged(row, as_table(format)) for row in rows), columns, format, _NONE[order])
    if len(rows) == limit:
        tell(f"the first {limit} are listed; --limit N lists more")


@app.command()
def claim(
    ident: Annotated[str, typer.Argument(help="Id of a claim or of one of its statements.", metavar="ID")],
    limit: Annotated[
        int | None, typer.Option(min=1, help="How many statements at most; 50 in a table, else all without it.")
    ] = None,
    offset: Annotated[int, typer.Option(min=0, help="How many statements are passed over.")] = 0,
    ledger: LedgerUrl = "musnad.db",
    format: Format = None,
) -> None:
    """Show a claim: every statement with its evidence, origins and witnesses and why, what comes near."""
    from musnad.faces.tables import claim_lines
    from musnad.ledger.views import show_claim

    if limit is None and as_table(format):
        limit = _SHOWN
    with _open(ledger) as book:
        shown = show_claim(book, ident, limit, offset)
    _show_one(shown, partial(claim_lines, offset=offset), format)


@app.command()
def who(
    name: Annotated[str, typer.Argument(help="A name in any spelling, or an actor's id.")],
    ledger: LedgerUrl = "musnad.db",
    format: Format = None,
    lang: Lang = "ar",
) -> None:
    """Show an actor: names and roles, positions in time, reversals, whom it denies and who denies it."""
    from musnad.faces.tables import actor_lines
    from musnad.ledger.views import actor_names, find_actors, show_actor

    with _open(ledger) as book:
        actors = find_actors(book, name, lang)
        if not actors:
            actors = [_only_one_containing(book, name, lang)]
        shown = show_actor(book, actors[0])
        others = actor_names(book, set(actors[1:6]))
    _show_one(shown, actor_lines, format)
    for actor in actors[1:6]:
        tell(f"the name is also like that of {others.get(actor, '')} ({actor})")


@app.command()
def search(
    words: Annotated[list[str] | None, typer.Argument(help="Words that must all occur.", metavar="WORDS…")] = None,
    who: Annotated[str | None, typer.Option(help="Name or id of an actor.")] = None,
    act: Annotated[str | None, typer.Option(callback=one_of(_ACTS), help=f"{', '.join(_ACTS)}.")] = None,
    stance: Annotated[str | None, typer.Option(callback=one_of(_STANCES), help=f"{', '.join(_STANCES)}.")] = None,
    outlet: Annotated[str | None, typer.Option(help="The outlet's name as the articles give it.")] = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = 20,
    ledger: LedgerUrl = "musnad.db",
    format: Format = None,
    lang: Lang = "ar",
) -> None:
    """Find statements by their words, whatever is written onto them, the best match first."""
    from musnad.ledger.actorsearch import actors_containing
    from musnad.ledger.search import search as find
    from musnad.ledger.views import find_actors

    asked = " ".join(words or ())
    if not any(map(str.isalnum, asked)) and not any((who, act, stance, outlet, since, until)):
        raise typer.BadParameter("give words, or a filter such as --who NAME", param_hint="WORDS")
    with _open(ledger) as book:
        if who is not None and not find_actors(book, who, lang):
            raise _nobody(book, who, actors_containing(book, who, lang, _LIKE + 1))
        rows = find(
            book, asked, who=who, act=act, stance=stance, outlet=outlet, since=since, until=until,
            limit=limit, language=lang,
        )  # fmt: skip
    columns = [("id", 0), ("day", 0), ("speaker", 2), ("stance", 0), ("content", 5)]
    _show(rows, columns, format, "no such statement")


@app.command()
def same(
    a: Annotated[str, typer.Argument(help="A name, or an actor's id.")],
    b: Annotated[str, typer.Argument(help="Another.")],
    ledger: LedgerUrl = "musnad.db",
    lang: Lang = "ar",
) -> None:
    """Decide that two names are one actor's; recorded, and never overwritten by musnad."""
    _decide("same", a, b, ledger, lang)


@app.command()
def different(
    a: Annotated[str, typer.Argument(help="A name, or an actor's id.")],
    b: Annotated[str, typer.Argument(help="Another.")],
    ledger: LedgerUrl = "musnad.db",
    lang: Lang = "ar",
) -> None:
    """Decide that two names are two actors'; recorded, and never overwritten by musnad."""
    _decide("different", a, b, ledger, lang)


def _decide(relation: str, a: str, b: str, url: str, lang: str) -> None:
    from musnad.ledger.corrections import decide

    with _open(url) as book:
        number = decide(book, relation, a, b, lang)
    tell(f"{book.url}: decision {number} holds; musnad undo {number} takes it back")


@app.command()
def undo(number: Annotated[int, typer.Argument(help="Number of a decision.")], ledger: LedgerUrl = "musnad.db") -> None:
    """Take back a decision about two names."""
    from musnad.ledger.corrections import undo as take_back

    with _open(ledger) as book:
        take_back(book, number)
    tell(f"{book.url}: decision {number} undone")


@app.command()
def decisions(ledger: LedgerUrl = "musnad.db", format: Format = None) -> None:
    """List the decisions about names, the undone ones too."""
    from musnad.faces.tables import minute
    from musnad.ledger.corrections import decisions as listed

    with _open(ledger) as book:
        rows = listed(book)
    if as_table(format):
        rows = [
            row | {name: minute(row[name]) for name in ("made", "undone")} | {"holds": "yes" if row["holds"] else "no"}
            for row in rows
        ]
    columns = [("number", 0), ("relation", 0), ("one", 2), ("other", 2), ("holds", 0), ("made", 0), ("undone", 0)]
    _show(rows, columns, format, "no decisions")


def explain_stored(url: str, one: str, other: str | None, format: str | None) -> None:
    """Why a stored statement came out as it did, or how two of them are linked, on standard output.

    Raises:
        MusnadError: there is no such statement.
    """
    from musnad.faces.cells import isolated
    from musnad.faces.render import explain as lines
    from musnad.faces.tables import explained, print_lines
    from musnad.ledger.views import find_statement, judge_pair

    with _open(url) as book:
        if other is None:
            reading, statement = find_statement(book, one)
            if format == "jsonl":
                print_lines([{"id": one, **explained(reading, statement)}])
                return
            article = reading.article
            place = " · ".join(part for part in (article.id, article.outlet, article.date) if part)
            print("\n".join((f"id         {one}", f"article    {isolated(place)}", *lines(reading, statement))))
            return
        judged = judge_pair(book, one, other)
    if format == "jsonl":
        print_lines([{"one": one, "other": other, **judged}])
        return
    print(f"{one} and {other}: {judged['relation']}")
    for reason in judged["why"]:
        print(f"  {isolated(reason)}")


@app.command()
def export(
    format: Annotated[
        str,
        typer.Option(
            callback=one_of(_EXPORTS),
            help="jsonl; csv or parquet (statements only; parquet needs --output); prov (N-Triples); annotation or "
            "schema-org (JSON-LD lines).",
        ),
    ] = "jsonl",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write here instead of standard output.")
    ] = None,
    ledger: LedgerUrl = "musnad.db",
) -> None:
    """Write the ledger out: statements, claims, actors, edges, each with its evidence; never a rating."""
    from musnad.ledger.export import LINES, parquet

    if format == "parquet" and output is None:
        raise typer.BadParameter("Parquet goes into a file: give --output FILE", param_hint="--format")
    with _open(ledger) as book:
        if output is None:
            for line in LINES[format](book, None):
                sys.stdout.write(line + "\n")
            return
        spare(output, [ledger, f"{ledger}-wal", f"{ledger}-shm"])
        with whole(output) as path:
            if format == "parquet":
                tell(f"{output}: {parquet(book, str(path))} statements")
                return
            with path.open("w", encoding="utf-8", newline="") as file:
                file.writelines(line + "\n" for line in LINES[format](book, None))

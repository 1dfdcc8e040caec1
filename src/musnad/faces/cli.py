"""The command line: the entry point; reading, explaining, comparing; the packs."""

from __future__ import annotations

import csv
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any

import typer

from musnad import __version__
from musnad.errors import INTERRUPTED, MusnadError
from musnad.faces import add_cli, batch_cli, ledger_cli, serve_cli, sources_cli  # noqa: F401 - their commands join the app
from musnad.faces.options import Date, Jobs, Lang, Outlet, language, one_of
from musnad.faces.outputs import STDOUT, named, spare
from musnad.faces.progress import Progress
from musnad.faces.shell import Problems, app, as_it_is, results, tell
from musnad.faces.sources import Columns, OutletsFile, Private, Urls, source_options

if TYPE_CHECKING:
    from musnad.faces.parallel import Processes
    from musnad.model import Article, Reading

_LISTED = 10  # ids that are named in a message
_FORMATS = ("table", "jsonl", "json", "html", "csv")


def main() -> None:
    """Run the command line; errors are one line, Ctrl-C and a closed pipe are quiet."""
    try:
        _open_descriptors()
        status = _run()
        sys.stdout.flush()
        if status == INTERRUPTED:
            tell("interrupted")
        sys.exit(status if isinstance(status, int) else 0)
    except (typer.Abort, KeyboardInterrupt):
        tell("interrupted")
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except MusnadError as error:
        tell(str(error))
        sys.exit(1)
    except OSError as error:  # a file that cannot be written, a full disk
        tell(f"{error.filename or 'output'}: {(error.strerror or str(error)).lower()}")
        sys.exit(1)
    except Exception as error:
        message = getattr(error, "format_message", None)
        if message is None:
            raise
        if type(error).__name__ == "NoArgsIsHelpError":
            sys.exit(2)  # the help has been shown
        place = _place(error)
        tell(f"{place}: {getattr(error, 'message', '') or 'is missing'}" if place else message())
        sys.exit(2)


def _open_descriptors() -> None:
    """Have something to write to where the shell has closed standard output or error: a pipe that nobody reads."""
    for name, number in (("stdout", 1), ("stderr", 2)):
        if getattr(sys, name) is None:
            os.dup2(os.open(os.devnull, os.O_WRONLY), number)
            setattr(sys, name, os.fdopen(number, "w", closefd=False))


def _run() -> object:
    """What the command came to. Raises BrokenPipeError where the reader of its output has gone."""
    try:
        return app(standalone_mode=False)
    except SystemExit as ended:  # typer ends the program itself there, as failed
        if isinstance(ended.__context__, BrokenPipeError):
            raise ended.__context__ from None
        raise


def _place(error: Exception) -> str:
    """The option or argument at fault, as a user types it."""
    if not isinstance(error, typer.BadParameter):
        return ""
    options = getattr(error.param, "opts", None) or [""]
    hint = error.param_hint or (options[0] if options[0].startswith("-") else options[0].upper())
    return hint if isinstance(hint, str) else " / ".join(hint)


def _version(value: bool) -> None:
    if value:
        print(f"musnad {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Attributed statements of news articles."""


@app.command()
def read(
    paths: Annotated[
        list[str] | None,
        typer.Argument(help="Files (text, HTML, JSON, feeds, CSV, Parquet, WARC), folders, or - for standard input."),
    ] = None,
    url: Urls = None,
    date: Date = None,
    outlet: Outlet = None,
    columns: Columns = None,
    outlets: OutletsFile = None,
    allow_private: Private = False,
    lang: Lang = "ar",
    format: Annotated[
        str | None,
        typer.Option(callback=one_of(_FORMATS), help=f"{', '.join(_FORMATS)}; table on a terminal, else jsonl."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write here instead of standard output.")
    ] = None,
    jobs: Jobs = 1,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on where an interrupted --output file of JSON Lines ends.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error of musnad.")] = False,
) -> None:
    """Read articles and print every attributed statement."""
    format = format or ("table" if output is None and sys.stdout.isatty() else "jsonl")
    if resume and (output is None or format != "jsonl"):
        raise typer.BadParameter("works with --output FILE and JSON Lines only", param_hint="--resume")
    if not paths and url:
        paths = []
    elif not paths:
        if sys.stdin.isatty():
            raise typer.BadParameter("no articles given (use - for standard input)", param_hint="PATHS")
        paths = ["-"]
    from musnad.faces.parallel import Processes
    from musnad.intake import read_articles

    if output is not None:
        spare(output, paths)
    problems = Problems(debug)
    sources = source_options(lang, url, columns, outlets, allow_private)
    processes = Processes(jobs, lang)
    articles: Iterator[Article] = read_articles(
        paths, date=date, outlet=outlet, language=lang, on_problem=problems.tell, submit=processes.pages,
        written=STDOUT if output is None else str(output), **sources,
    )  # fmt: skip
    if output is None:
        _write(articles, format, sys.stdout, processes, problems)
    else:
        with named(output):
            for _ in range(_drop_cut_line(output) if resume else 0):
                if next(articles, None) is None:
                    break
            with output.open("a" if resume else "w", encoding="utf-8", newline="") as out:
                _write(articles, format, out, processes, problems)
    if problems.count:
        raise typer.Exit(1)


def _drop_cut_line(output: Path) -> int:
    """How many complete lines a file holds; a last line that was cut is taken off it."""
    if not output.is_file():
        return 0
    lines, end = 0, 0
    with output.open("rb+") as file:
        for line in file:
            if line.endswith(b"\n"):
                lines, end = lines + 1, end + len(line)
        file.truncate(end)
    return lines


def _line(reading: Reading) -> str:
    from musnad.contract import to_json

    return to_json(reading).decode()


def _rows(reading: Reading) -> list[dict[str, str]]:
    from musnad.contract import to_rows

    return list(to_rows(reading))


def _write(articles: Iterator[Article], format: str, out: IO[str], processes: Processes, problems: Problems) -> None:
    """Read and write all articles in their order, as they come."""
    if format == "jsonl":
        out.writelines(f"{line}\n" for line in _results(articles, _line, processes, problems))
    elif format == "json":
        between = "[\n"
        for line in _results(articles, _line, processes, problems):
            out.write(between + line)
            between = ",\n"
        out.write("\n]\n" if between != "[\n" else "[\n\n]\n")
    elif format == "csv":
        from musnad.contract import CSV_FIELDS

        table = csv.DictWriter(out, CSV_FIELDS)
        table.writeheader()
        for rows in _results(articles, _rows, processes, problems):
            table.writerows(rows)
    elif format == "html":
        from musnad.faces.html import write_page

        write_page(_results(articles, as_it_is, processes, problems), out)
    else:
        from rich.console import Console

        from musnad.faces.render import print_table

        console = Console(file=out, highlight=False, markup=False, emoji=False)
        for reading in _results(articles, as_it_is, processes, problems):
            print_table(reading, console)


def _results(
    articles: Iterator[Article], render: Callable[[Reading], Any], processes: Processes, problems: Problems
) -> Iterator[Any]:
    """The rendered readings in order; problems are told, progress shown on a terminal."""
    from musnad.faces.parallel import read_all

    return results(read_all(articles, processes, render), problems, Progress())


@app.command()
def explain(
    file: Annotated[str, typer.Argument(help="A file of articles, or - for standard input; with --ledger, an id.")],
    statement: Annotated[
        str | None, typer.Argument(help="Which statement, as in the output of read: s3; with --ledger, another id.")
    ] = None,
    article: Annotated[str | None, typer.Option(help="Id of the article, where the file holds several.")] = None,
    date: Date = None,
    lang: Lang = "ar",
    ledger: Annotated[
        str | None, typer.Option(help="Explain a statement of this ledger, or how two of them are linked.")
    ] = None,
    format: Annotated[
        str | None, typer.Option(callback=one_of(("text", "jsonl")), help="text or jsonl; text without it.")
    ] = None,
) -> None:
    """Tell why a statement came out as it did; with --ledger, also why two statements are or are not one claim."""
    from musnad.faces.render import explain as lines
    from musnad.faces.tables import explained, print_lines
    from musnad.intake import read_articles
    from musnad.reading.reader import reader_of

    if ledger is not None:
        ledger_cli.explain_stored(ledger, file, statement, format)
        return
    if statement is None:
        raise typer.BadParameter("say which statement, such as s3", param_hint="STATEMENT")
    problems = Problems(False)
    one = _the_one(read_articles([file], date=date, language=lang, on_problem=problems.tell), file, article)
    if one is None:
        raise typer.Exit(1)  # why it cannot be read has been told
    reading = reader_of(lang).read(one)
    found = next((s for s in reading.statements if s.id == statement), None)
    if found is None:
        ids = [s.id for s in reading.statements]
        has = f"it has {ids[0]} to {ids[-1]}" if ids else "it has none"
        raise MusnadError(file, f"there is no statement {statement!r} in article {one.id!r}", has)
    if format == "jsonl":
        print_lines([explained(reading, found)])
    else:
        print("\n".join(lines(reading, found)))


def _the_one(articles: Iterator[Article], file: str, ident: str | None) -> Article | None:
    """The article of that id; without an id the only one there is; None where there is none at all.

    Raises:
        MusnadError: there is none of that id.
        typer.BadParameter: there are several, and none was named.
    """
    met: list[Article] = []
    for one in articles:
        if one.id == ident:
            return one
        if len(met) <= _LISTED:
            met.append(one)
        elif ident is None:
            break
    ids = ", ".join([one.id for one in met[:_LISTED]] + ["…"] * (len(met) > _LISTED))
    if ident is not None and met:
        raise MusnadError(file, f"there is no article {ident!r}", f"it has {ids}")
    if len(met) > 1:
        raise typer.BadParameter(f"say which article of {file} (it has {ids})", param_hint="--article")
    return met[0] if met else None


@app.command()
def compare(
    texts: Annotated[list[str] | None, typer.Argument(help="Two claims.", metavar="A B")] = None,
    pairs: Annotated[
        str | None, typer.Option(help="CSV file with the columns s1 and s2, or - for standard input.")
    ] = None,
    lang: Lang = "ar",
) -> None:
    """Tell whether two claims are the same, contradict each other, or speak of something else.

    Prints a line of JSON per pair: relation (same, contradicts or other), score, and why.
    """
    from musnad.faces.pairs import judged

    if (pairs is None) == (not texts) or (texts and len(texts) != 2):
        raise typer.BadParameter("give two claims, or --pairs FILE.csv", param_hint="A B")
    problems, line = Problems(False), ""
    for line in judged([(texts[0], texts[1])] if texts else pairs or "-", lang, problems.tell):
        print(line)
    if not line:
        tell(f"{pairs}: holds no pairs")
    if problems.count:
        raise typer.Exit(1)


@app.command()
def schema() -> None:
    """Print the JSON Schema of a reading."""
    import json

    from musnad.contract import json_schema

    print(json.dumps(json_schema(), ensure_ascii=False, indent=1))


@app.command()
def check_pack(
    code: Annotated[str | None, typer.Argument(callback=language, help="Language; all packs without it.")] = None,
) -> None:
    """Check the data of a language pack."""
    from musnad.lang.check import check_pack as check
    from musnad.lang.pack import installed_packs

    codes = [code] if code else installed_packs()
    found = [problem for one in codes for problem in check(one)]
    for problem in found:
        print(problem)
    if found:
        raise typer.Exit(1)
    tell(f"sound: {', '.join(codes)}")

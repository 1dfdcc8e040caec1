"""Which reader reads what: files by their suffix, folders to the bottom, standard input, web addresses."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any, BinaryIO, Final, Unpack, cast

from musnad.errors import BadArticle
from musnad.intake import feeds, pages, records, tables, warc
from musnad.intake.apart import Met, Queue
from musnad.intake.run import Options, Run, reason
from musnad.model import Article

STDIN: Final = "-"
BATCH: Final = "_batch.json"  # in a folder of a batch's results: the articles of all its tables are those of one
_BATCHED: Final = "articles"  # which is this folder's
_WHOLE: Final[dict[str, Callable[[Run, str, str, bytes], Iterator[Article]]]] = {
    ".txt": records.from_text, ".json": records.from_json, ".jsonld": records.from_json, ".html": pages.from_html,
    ".htm": pages.from_html, ".xhtml": pages.from_html, ".xml": feeds.from_feed, ".rss": feeds.from_feed,
    ".atom": feeds.from_feed,
}  # fmt: skip
_STREAMED: Final[dict[str, Callable[[Run, str, str, Any], Iterator[Article | Future[list[Met]]]]]] = {
    ".jsonl": records.from_lines, ".jsonl.gz": records.from_lines, ".csv": tables.from_csv, ".tsv": tables.from_csv,
    ".parquet": tables.from_parquet, ".warc": warc.from_warc, ".warc.gz": warc.from_warc,
}  # fmt: skip
SUFFIXES: Final = (*_WHOLE, *_STREAMED)
_LISTED: Final = f"read are {', '.join(SUFFIXES)}"


def read_articles(
    paths: Sequence[str],
    *,
    on_problem: Callable[[BadArticle], None],
    urls: Sequence[str] = (),
    stdin: BinaryIO | None = None,
    written: str | int | None = None,
    **options: Unpack[Options],
) -> Iterator[Article]:
    """The articles of files, folders (with all below them), web addresses and, for ``-``, standard input.

    Args:
        paths: what to read; a file's suffix tells its form, standard input's first sign does.
        on_problem: called with each article or file that cannot be read; reading goes on.
        urls: web pages and feeds, fetched after the paths.
        stdin: read for ``-`` in place of ``sys.stdin``.
        written: the file, or its descriptor, that what is read is written to; a folder is read without it, or it
            would feed itself.
        options: what holds for all articles: date, outlet, language and others of :class:`musnad.intake.run.Options`.

    Raises:
        MusnadError: ``date`` is no day, a column is for no field, or a package that a form needs is missing.
    """
    if options.get("submit") is None:
        # nothing but articles comes where nobody else makes any
        return cast(Iterator[Article], _read(Run(on_problem=on_problem, **options), paths, urls, stdin, written))
    on_review = options.get("on_review")
    queue = Queue(on_problem, on_review)
    options["on_review"] = None if on_review is None else queue.put
    return queue.drain(_read(Run(on_problem=queue.put, **options), paths, urls, stdin, written))


def _read(
    run: Run, paths: Sequence[str], urls: Sequence[str], stdin: BinaryIO | None, written: str | int | None
) -> Iterator[Article | Future[list[Met]]]:
    for path in paths:
        if path == STDIN:
            yield from records.from_stdin(run, "stdin", stdin or sys.stdin.buffer)
        elif os.path.isdir(path):
            for found in below(path, run.problem):
                if written is None or not _is_one_file(found, written):
                    yield from _from_file(run, found)
        elif _suffix(path) or not os.path.exists(path):
            yield from _from_file(run, path)
        else:
            suffix = Path(path).suffix
            what = f"the suffix {suffix} is unknown" if suffix else "has no suffix to tell its form"
            run.problem(path, what, _LISTED)
    for url in urls:
        yield from pages.from_url(run, url)


def _stem(path: str) -> str:
    """The file's name without its suffix, whole if it has none of ours."""
    name = os.path.basename(path)
    return name[: len(name) - len(_suffix(name))]


def _suffix(path: str) -> str:
    """The longest of our suffixes the name has, or an empty string."""
    return max((suffix for suffix in SUFFIXES if path.lower().endswith(suffix)), key=len, default="")


def is_streamed(path: str) -> bool:
    """Whether a file holds many articles that are read as they come, by its suffix."""
    return _suffix(path) in _STREAMED


def below(folder: str, tell: Callable[[str, str, str], None]) -> list[str]:
    """The files of a folder, sorted; hidden ones and those of other suffixes are passed over.

    Of a batch's results the articles are read, its other tables hold none; results further down are passed over,
    what they were made of is likely to lie beside them.

    Args:
        tell: gets place, problem and hint of what cannot be looked into.
    """
    found: list[Path] = []
    failed: list[OSError] = []
    done = 0
    for here, folders, names in os.walk(folder, onerror=failed.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        if BATCH in names:
            names, folders[:] = [], [name for name in folders if name == _BATCHED and here == folder]
            done += here != folder
        found += [Path(here, name) for name in names if _suffix(name) and not name.startswith(".")]
    for error in failed:
        tell(str(error.filename or folder), reason(error), "")
    if not found and not failed and not done:
        tell(folder, "holds no file to read", _LISTED)
    return [str(path) for path in sorted(found) if not path.exists() or stat.S_ISREG(path.stat().st_mode)]


def _is_one_file(one: str, other: str | int) -> bool:
    try:
        return os.path.samefile(one, other)
    except OSError:  # one of them is not there
        return False


def _from_file(run: Run, path: str) -> Iterator[Article | Future[list[Met]]]:
    suffix, stem = _suffix(path), _stem(path)
    if suffix not in _STREAMED and not run.takes():
        return
    try:
        stream = open(path, "rb")  # noqa: SIM115 - closed below
    except OSError as error:
        run.problem(path, reason(error))
        return
    with stream:
        if suffix in _STREAMED:
            yield from _STREAMED[suffix](run, path, stem, stream)
            return
        try:
            data = stream.read()
        except OSError as error:
            run.problem(path, reason(error))
            return
    read = _WHOLE.get(suffix, pages.from_html)
    if read is pages.from_html:
        yield from run.apart(read, path, stem, data)
    else:
        yield from read(run, path, stem, data)

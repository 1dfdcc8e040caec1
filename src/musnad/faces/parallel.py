"""Reading many articles, in order, in one process or several.

Work goes out in chunks, a few of them ahead of what is consumed, so that memory stays constant over
any number of articles. What a worker sends back is already rendered by ``render``: bytes travel
between processes faster than records.
"""

from __future__ import annotations

import multiprocessing
import signal
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import Any, Generic, TypeVar

import msgspec

from musnad.batch.workers import end_with_parent
from musnad.errors import BadArticle, BadPack, of_ours
from musnad.lang.pack import installed_packs
from musnad.model import Article, Reading
from musnad.reading.reader import reader_of

T = TypeVar("T")
R = TypeVar("R")
_CHUNK = 16  # articles that travel together
_AHEAD = 4  # chunks in flight for each process


class Outcome(msgspec.Struct, Generic[T], frozen=True):
    """What became of one article: its rendered reading, or the problem; ``trace`` for an error of ours."""

    result: T | None = None
    problem: BadArticle | None = None
    trace: str = ""


class Processes:
    """Processes that take pages apart and read articles; they start when the first is asked for.

    Args:
        jobs: how many; 1 is this process.
        language: of most articles; its pack is loaded before anything is read.
    """

    def __init__(self, jobs: int, language: str) -> None:
        self.jobs, self._language = jobs, language
        self._pool: ProcessPoolExecutor | None = None

    @property
    def pages(self) -> Callable[..., Future[Any]] | None:
        """:meth:`submit` where there are others that pages could be taken apart by."""
        return self.submit if self.jobs > 1 else None

    def submit(self, function: Callable[..., R], *given: Any) -> Future[R]:
        """Have a function run by one of them."""
        if self._pool is None:
            context = multiprocessing.get_context(
                "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else None
            )
            self._pool = ProcessPoolExecutor(
                self.jobs, mp_context=context, initializer=_start, initargs=(self._language,)
            )
        return self._pool.submit(function, *given)

    def close(self) -> None:
        """End them; what waits is dropped."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)


def read_all(articles: Iterable[Article], processes: Processes, render: Callable[[Reading], T]) -> Iterator[Outcome[T]]:
    """Outcomes of all articles in their order; ends the processes.

    Args:
        articles: read lazily, each in its own language.
        processes: read them, and may take them apart before (``musnad.intake.run.Options.submit``).
        render: applied to each reading where it was made; must be picklable where that is another process.
    """
    source = iter(articles)
    waiting: deque[Future[list[Outcome[T]]]] = deque()
    try:
        if processes.jobs <= 1:
            for article in source:
                yield _read(article, render)
            return
        while True:
            while len(waiting) < processes.jobs * _AHEAD:
                chunk = list(islice(source, _CHUNK))
                if not chunk:
                    break
                waiting.append(processes.submit(_read_chunk, chunk, render))
            if not waiting:
                return
            yield from waiting.popleft().result()
    finally:
        processes.close()


def _start(language: str) -> None:
    """Load the pack once in each process; Ctrl-C is the parent's business, its end theirs."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
    reader_of(language)


def _read_chunk(chunk: list[Article], render: Callable[[Reading], T]) -> list[Outcome[T]]:
    return [_read(article, render) for article in chunk]


def _read(article: Article, render: Callable[[Reading], T]) -> Outcome[T]:
    """Read and render one article; an error in it never stops the others."""
    place = article.place or article.id or "article"
    try:
        reader = reader_of(article.language)
    except BadPack:
        others = f"one of {', '.join(installed_packs())}"
        return Outcome(problem=BadArticle(place, f"there is no language pack {article.language[:20]!r}", others))
    try:
        return Outcome(result=render(reader.read(article)))
    except BadArticle as problem:
        return Outcome(problem=problem)
    except Exception as error:
        return Outcome(problem=of_ours(place, error), trace=traceback.format_exc())

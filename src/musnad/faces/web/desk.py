"""Who does the work behind the page: threads that each hold the ledger open, one that writes, one that reads articles.

A connection to a ledger stays in the thread that opened it. One Reader of each language serves the whole process, in
one thread: what it remembers of words is shared, and a long article keeps nobody else from an answer.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from typing import Any, Generic, TypeVar

from musnad.errors import NotFound
from musnad.ledger.store import Ledger
from musnad.model import Article, Reading
from musnad.reading.reader import reader_of

T = TypeVar("T")
C = TypeVar("C")


class _Crew(Generic[C]):
    """Threads that take jobs from one queue; each makes what it works with at its first job."""

    def __init__(self, name: str, size: int, open_: Callable[[], C], close: Callable[[C], None]) -> None:
        self._jobs: SimpleQueue[tuple[Future[Any], Callable[[C], Any]] | None] = SimpleQueue()
        self._open, self._close, self._name, self._size = open_, close, name, size
        self._threads: list[threading.Thread] = []
        self._lock = threading.Lock()

    def submit(self, work: Callable[[C], T]) -> Future[T]:
        """Have the work done by the next thread that is free."""
        with self._lock:
            if not self._threads:
                self._threads = [
                    threading.Thread(target=self._serve, name=f"{self._name}-{n}", daemon=True)
                    for n in range(self._size)
                ]
                for thread in self._threads:
                    thread.start()
        future: Future[T] = Future()
        self._jobs.put((future, work))
        return future

    def _serve(self) -> None:
        tool: C | None = None
        while (job := self._jobs.get()) is not None:
            future, work = job
            if not future.set_running_or_notify_cancel():
                continue
            try:
                tool = self._open() if tool is None else tool
                future.set_result(work(tool))
            except NotFound as missing:
                future.set_exception(missing)
            except Exception as error:  # handed to whoever asked; the connection may be the reason
                future.set_exception(error)
                if tool is not None:
                    self._close(tool)
                tool = None
        if tool is not None:
            self._close(tool)

    def close(self) -> None:
        """End the threads when they have done what is waiting."""
        with self._lock:
            for _ in self._threads:
                self._jobs.put(None)
            for thread in self._threads:
                thread.join()
            self._threads = []


class Desk:
    """Answers questions of the ledger, writes into it, reads articles.

    Args:
        url: the ledger; it is made where there is none.
        threads: how many questions are answered side by side.
    """

    def __init__(self, url: str, threads: int = 4) -> None:
        self.url = url
        self._askers = _Crew("ledger", threads, self._ledger, Ledger.close)
        self._writer = _Crew("writer", 1, self._ledger, Ledger.close)
        self._reader = _Crew[None]("reader", 1, lambda: None, lambda _: None)

    def _ledger(self) -> Ledger:
        return Ledger(self.url, mapped=True)

    async def ask(self, question: Callable[[Ledger], T]) -> T:
        """What a question of the ledger comes to."""
        return await asyncio.wrap_future(self._askers.submit(question))

    async def write(self, work: Callable[[Ledger], T]) -> T:
        """What writing comes to; one at a time."""
        return await asyncio.wrap_future(self._writer.submit(work))

    async def read(self, article: Article) -> Reading:
        """The reading of an article."""
        return await asyncio.wrap_future(self._reader.submit(lambda _: reader_of(article.language).read(article)))

    def warm(self, language: str) -> None:
        """Load a language before the first article comes."""
        self._reader.submit(lambda _: reader_of(language).read(Article(text=".", language=language)))

    def close(self) -> None:
        """End all threads; whatever is waiting is done first."""
        for crew in (self._askers, self._writer, self._reader):
            crew.close()

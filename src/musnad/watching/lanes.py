"""Fetches from many hosts at once, from each host one after the other.

A thread does nothing but fetch. What is fetched, and what becomes of an answer, is decided on the thread of whoever
asks, between two answers: a ledger has one writer.
"""

from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Callable
from typing import Final, NamedTuple

from musnad.errors import FetchFailed
from musnad.fetching import Fetched

_MOST: Final = 32  # hosts that are fetched from at once


class Errand(NamedTuple):
    """A fetch, done on another thread, and what is done with what came of it, on the thread that runs the lanes."""

    fetch: Callable[[], Fetched]
    then: Callable[[Fetched | FetchFailed], None]


class Lanes:
    """Errands in the order they were asked for, those of one host in a lane of their own.

    Args:
        most: lanes that are moving at once.
    """

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._waiting: dict[str, deque[Callable[[], Errand | None]]] = {}
        self._under_way: set[str] = set()
        self._back: queue.SimpleQueue[tuple[str, Errand, Fetched | BaseException]] = queue.SimpleQueue()

    def add(self, host: str, begin: Callable[[], Errand | None]) -> None:
        """Ask for an errand at the end of a host's lane.

        Args:
            begin: makes the errand when its turn has come, when all before it are done; None where there is none any
                more.
        """
        self._waiting.setdefault(host, deque()).append(begin)

    def run(self) -> None:
        """Do all errands, also those that are added meanwhile. What is no FetchFailed is raised here."""
        while self._set_out():
            host, errand, came = self._back.get()
            self._under_way.discard(host)
            if not isinstance(came, Fetched | FetchFailed):
                raise came
            errand.then(came)

    def _set_out(self) -> bool:
        """Send out what may go now; whether anything is under way."""
        for host in [host for host in self._waiting if host not in self._under_way]:
            if len(self._under_way) >= self._most:
                break
            lane, errand = self._waiting[host], None
            while lane and errand is None:
                errand = lane.popleft()()
            if errand is None:
                del self._waiting[host]
            else:
                self._under_way.add(host)
                self._waiting[host] = self._waiting.pop(host)  # the others come before its next
                # A daemon: whoever is stopped does not wait for what is still being fetched.
                threading.Thread(target=self._do, args=(host, errand), daemon=True).start()
        return bool(self._under_way)

    def _do(self, host: str, errand: Errand) -> None:
        came: Fetched | BaseException
        try:
            came = errand.fetch()
        except BaseException as error:  # raised again where the lanes are run
            came = error
        self._back.put((host, errand, came))

"""Politeness: robots.txt is heeded, a host is given time between fetches, and more of it when it is in trouble."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import urlsplit

from musnad.errors import FetchFailed
from musnad.fetching import Fetched
from musnad.watching.robots import Robots, read_robots

_AGENT: Final = "musnad"
_KEPT: Final = 86_400.0  # seconds for which a robots.txt holds
_LONGEST_DELAY: Final = 120.0  # seconds between two fetches, whatever robots.txt asks
_LONGEST_WAIT: Final = 86_400.0  # seconds of back-off
_RULES: Final = frozenset(("text/plain", "text/html", ""))


class Forbidden(FetchFailed):
    """A robots.txt asks that an address be left alone."""


class Polite:
    """Fetches like ``fetch``, but heeds robots.txt and waits between two fetches from one host; from any thread.

    Args:
        fetch: gets what is at an address.
        delay: least seconds between two fetches from one host.
        clock, sleep: of :mod:`time`, for tests.
    """

    def __init__(
        self,
        fetch: Callable[..., Fetched],
        delay: float = 5.0,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._fetch, self._delay, self._clock, self._sleep = fetch, delay, clock, sleep
        self._last: dict[str, float] = {}
        self._robots: dict[str, tuple[float, Robots]] = {}
        self._turns = threading.Lock()
        self._asking: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)  # who reads a host's rules
        self._open = read_robots(b"", _AGENT)

    def fetch(self, url: str, **options: Any) -> Fetched:
        """What is at an address.

        Raises:
            Forbidden: its host asks to leave it alone.
            FetchFailed: it cannot be had, or its host's robots.txt cannot for now.
        """
        self._take_turn(url)
        return self._fetch(url, on_move=self._take_turn, **options)

    def _take_turn(self, url: str) -> None:
        """Wait until an address may be fetched; where another leads, too. Raises as ``fetch`` does."""
        parts = urlsplit(url)
        host = f"{parts.scheme}://{parts.netloc}"
        rules = self._rules(host)
        if not rules.allows(url):
            raise Forbidden(url[:200], "its robots.txt asks to leave it alone")
        self._wait(host, min(max(self._delay, rules.delay), _LONGEST_DELAY))

    def _wait(self, host: str, delay: float) -> None:
        with self._turns:  # each takes the next turn, and waits for it by itself
            now = self._clock()
            turn = self._last[host] = max(now, self._last.get(host, now - delay) + delay)
        if turn > now:
            self._sleep(turn - now)

    def _rules(self, host: str) -> Robots:
        """What a host's robots.txt says; where it has none, everything is open."""
        with self._turns:
            asking = self._asking[host]
        with asking:
            return self._read_rules(host)

    def _read_rules(self, host: str) -> Robots:
        read, rules = self._robots.get(host, (-_KEPT, self._open))
        if self._clock() - read < _KEPT:
            return rules
        self._wait(host, self._delay)
        rules = self._open
        try:
            got = self._fetch(f"{host}/robots.txt", types=_RULES)
        except FetchFailed as error:
            if error.status is None or error.status >= 500 or error.status == 429:
                raise  # nobody knows what it would say: the host is left alone for now
        else:
            if got.content_type != "text/html":
                rules = read_robots(got.body, _AGENT)
        self._robots[host] = (self._clock(), rules)
        return rules


def backed_off(failures: int, every: float, asked: float | None) -> float:
    """Seconds to the next try after so many failures in a row; ``asked`` is what the server wants."""
    return min(max(every * 2.0 ** min(failures - 1, 20), asked or 0.0), _LONGEST_WAIT)

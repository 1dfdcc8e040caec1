"""Politeness: robots.txt is heeded, a host is given time between fetches, and more of it when it is in trouble."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from musnad.errors import FetchFailed
from musnad.fetching import Fetched

_AGENT: Final = "musnad"
_KEPT: Final = 86_400.0  # seconds for which a robots.txt holds
_LONGEST_DELAY: Final = 120.0  # seconds between two fetches, whatever robots.txt asks
_LONGEST_WAIT: Final = 86_400.0  # seconds of back-off
_RULES: Final = frozenset(("text/plain", "text/html", ""))


class Forbidden(FetchFailed):
    """A robots.txt asks that an address be left alone."""


class Polite:
    """Fetches like ``fetch``, but heeds robots.txt and waits between two fetches from one host.

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
        self._robots: dict[str, tuple[float, RobotFileParser | None]] = {}

    def fetch(self, url: str, **options: Any) -> Fetched:
        """What is at an address.

        Raises:
            Forbidden: its host asks to leave it alone.
            FetchFailed: it cannot be had, or its host's robots.txt cannot for now.
        """
        parts = urlsplit(url)
        host = f"{parts.scheme}://{parts.netloc}"
        rules = self._rules(host)
        if rules is not None and not rules.can_fetch(_AGENT, url):
            raise Forbidden(url[:200], "its robots.txt asks to leave it alone")
        asked = float(rules.crawl_delay(_AGENT) or 0) if rules is not None else 0.0
        self._wait(host, min(max(self._delay, asked), _LONGEST_DELAY))
        return self._fetch(url, **options)

    def _wait(self, host: str, delay: float) -> None:
        left = self._last.get(host, -delay) + delay - self._clock()
        if left > 0:
            self._sleep(left)
        self._last[host] = self._clock()

    def _rules(self, host: str) -> RobotFileParser | None:
        """What a host's robots.txt says; None where it has none."""
        read, rules = self._robots.get(host, (-_KEPT, None))
        if self._clock() - read < _KEPT:
            return rules
        self._wait(host, self._delay)
        rules = None
        try:
            got = self._fetch(f"{host}/robots.txt", types=_RULES)
        except FetchFailed as error:
            if error.status is None or error.status >= 500 or error.status == 429:
                raise  # nobody knows what it would say: the host is left alone for now
        else:
            if got.content_type != "text/html":
                rules = RobotFileParser()
                rules.parse(got.body.decode("utf-8", errors="replace").splitlines())
        self._robots[host] = (self._clock(), rules)
        return rules


def backed_off(failures: int, every: float, asked: float | None) -> float:
    """Seconds to the next try after so many failures in a row; ``asked`` is what the server wants."""
    return min(max(every * 2.0 ** min(failures - 1, 20), asked or 0.0), _LONGEST_WAIT)

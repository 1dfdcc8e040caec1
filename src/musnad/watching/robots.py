"""What a robots.txt lets a reader fetch, as RFC 9309 has it: the longest rule that fits an address holds.

By Protego, for Python's own ``robotparser`` takes the first rule that fits, so that after ``Allow: /`` nothing is
closed to it, and knows neither ``*`` nor ``$``.
"""

from __future__ import annotations

import re
from typing import Any, Final

from musnad.intake.run import package

_LONGEST: Final = 500 * 1024  # bytes that are looked at
_VERSION: Final = re.compile(r"(?im)^([ \t]*user-agent[ \t]*:[ \t]*[a-z_-]+)/[^\r\n]*")


class Robots:
    """The rules for one reader.

    Args:
        parsed: a Protego's.
        agent: whose they are, by its name alone.
    """

    def __init__(self, parsed: Any, agent: str) -> None:
        self._parsed, self._agent = parsed, agent

    def allows(self, url: str) -> bool:
        """Whether an address may be fetched."""
        return bool(self._parsed.can_fetch(url, self._agent))

    @property
    def delay(self) -> float:
        """Seconds asked for between fetches."""
        return float(self._parsed.crawl_delay(self._agent) or 0)


def read_robots(body: bytes, agent: str) -> Robots:
    """What a robots.txt says to an agent: in all groups that name it, or else in those for everybody.

    Raises:
        MusnadError: Protego is not installed.
    """
    text = body[:_LONGEST].decode("utf-8-sig", errors="replace")
    if len(body) > _LONGEST:
        text = text.rpartition("\n")[0]  # a line that is cut counts for nothing
    protego = package("protego", "watch", "robots.txt", "feeds")
    return Robots(protego.Protego.parse(_VERSION.sub(r"\1", text)), agent)

"""Words for a terminal: on one line, without control codes, laid out by themselves whatever their direction."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult
    from rich.measure import Measurement

    from musnad.model import Article

_SITE = 60  # code points of what a page calls itself
_FSI, _LRI, _RLI, _PDI = "\u2068", "\u2066", "\u2067", "\u2069"


def plain(text: str) -> str:
    """The text on one line without control codes."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def isolated(text: str) -> str:
    """The text on one line, in directional isolation (Unicode FSI and PDI) if it needs any."""
    line = plain(text)
    return line if line.isascii() else f"{_FSI}{line}{_PDI}"


def shown_outlet(article: Article) -> str:
    """The outlet of an article, and in brackets what its page calls itself where that is another name."""
    outlet, site = article.outlet or "", article.extra.get("site")
    if not outlet or not isinstance(site, str) or not plain(site) or plain(site).casefold() == outlet.casefold():
        return outlet
    name = plain(site)
    return f"{outlet} ({name[: _SITE - 1].rstrip()}…)" if len(name) > _SITE else f"{outlet} ({name})"


class Cell:
    """A cell of a table whose lines are each isolated, in the direction of the whole.

    Isolated once around the whole, the lines of a wrapped cell would run into those of the cell beside it.
    """

    def __init__(self, text: str, limit: int = 0) -> None:
        line = plain(text)
        self._text = line[: limit - 1].rstrip() + "…" if limit and len(line) > limit else line

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        from rich.text import Text

        start = _RLI if _is_right_to_left(self._text) else _LRI
        for line in Text(self._text).wrap(console, options.max_width, overflow="fold"):
            shown = line.plain.rstrip()
            yield Text(shown if shown.isascii() else f"{start}{shown}{_PDI}", no_wrap=True, overflow="ignore")

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        from rich.measure import Measurement
        from rich.text import Text

        return Measurement.get(console, options, Text(self._text))


def _is_right_to_left(text: str) -> bool:
    """By the first letter that has a direction."""
    strong = (unicodedata.bidirectional(sign) for sign in text)
    return next((kind for kind in strong if kind in ("L", "R", "AL")), "L") != "L"

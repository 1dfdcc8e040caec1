"""What the commands share: the app they join, messages for people, counted problems, progress."""

from __future__ import annotations

import sys

import typer

from musnad.errors import BadArticle
from musnad.model import Reading

_PROGRESS = 20  # articles after which progress is shown

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Who said what, on whose word, when, and who denies it: attributed statements of news articles.",
)


def tell(message: str) -> None:
    """A message for people: one line on stderr."""
    print(f"musnad: {message}", file=sys.stderr)


class Problems:
    """Tells each problem as it comes and counts them."""

    def __init__(self, debug: bool) -> None:
        self.count, self._debug = 0, debug

    def tell(self, problem: BadArticle, trace: str = "") -> None:
        self.tell_line(str(problem))
        if trace and self._debug:
            print(trace, file=sys.stderr)

    def tell_line(self, line: str) -> None:
        """A problem that was told elsewhere."""
        self.count += 1
        tell(line)


class Progress:
    """How many articles are done, on stderr, if that is a terminal.

    Args:
        quiet: nothing else is printed meanwhile; else it is shown only where the output goes elsewhere.
    """

    def __init__(self, quiet: bool = False) -> None:
        self._done, self._shown = 0, sys.stderr.isatty() and (quiet or not sys.stdout.isatty())

    def step(self) -> None:
        self._done += 1
        if self._shown and self._done % _PROGRESS == 0:
            print(f"\r{self._done} articles", end="", file=sys.stderr, flush=True)

    def close(self) -> None:
        if self._shown and self._done >= _PROGRESS:
            print(f"\r{self._done} articles", file=sys.stderr)


def as_it_is(reading: Reading) -> Reading:
    """The reading itself: for work that needs no rendering in the process that reads."""
    return reading

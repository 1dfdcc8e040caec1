"""What the commands share: the app they join, messages for people, counted problems, what came of articles."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

import typer
from typer.core import TyperGroup

from musnad.errors import BadArticle
from musnad.model import Article, Reading

if TYPE_CHECKING:
    from musnad.faces.parallel import Outcome
    from musnad.faces.progress import Progress
    from musnad.ledger.store import Ledger

T = TypeVar("T")

_ORDER = (  # in which help lists the commands: reading, the ledger's filling, its questions, its sources, the rest
    "read", "explain", "compare", "copies", "add", "watch", "claims", "claim", "who", "search", "export", "serve",
    "same", "different", "decisions", "undo", "changes", "reviews", "remove", "refresh", "batch", "schema",
    "check-pack",
)  # fmt: skip


class _Ordered(TyperGroup):
    def list_commands(self, ctx: Any) -> list[str]:
        return sorted(super().list_commands(ctx), key=lambda name: _ORDER.index(name) if name in _ORDER else 99)


app = typer.Typer(
    cls=_Ordered,
    add_completion=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["--help", "-h"]},
    pretty_exceptions_enable=False,
    help="Who said what, on whose word, when, and who denies it: attributed statements of news articles.",
)


def tell(message: str) -> None:
    """A message for people: one line on stderr; nothing that strangers wrote moves the cursor or turns the line."""
    print("musnad: " + "".join(sign if sign.isprintable() else "?" for sign in message), file=sys.stderr)


@cache
def tell_waiting(ledger: str) -> None:
    """A ledger to which another process writes is not waited for in silence; told once, though writers take turns."""
    tell(f"{ledger}: another process writes to it; waiting for its turn")


def tell_stale(book: Ledger) -> None:
    """What another musnad has read is not shown in silence."""
    if book.is_stale():
        tell(f"{book.url}: some of it was read by another musnad than this; musnad refresh reads that again")


def counted(number: int, what: str) -> str:
    """``1 article``, ``2 articles``."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


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


def results(outcomes: Iterable[Outcome[T]], problems: Problems, progress: Progress | None = None) -> Iterator[T]:
    """What came of articles, in their order; problems are told, and each article is a step of the progress."""
    try:
        for outcome in outcomes:
            if progress is not None:
                progress.step()
            if outcome.problem is not None:
                problems.tell(outcome.problem, outcome.trace)
            elif outcome.result is not None:
                yield outcome.result
    finally:
        if progress is not None:
            progress.close()


def unique(articles: Iterable[Article], problems: Problems) -> Iterator[Article]:
    """The articles with ids not met before; the others are told of, with where their id was met first."""
    places: dict[str, str] = {}
    for article in articles:
        if article.id in places:
            first = f"the id {article.id!r} is also that of {places[article.id]}"
            problems.tell(BadArticle(article.place, first, "left out; give it an id of its own"))
        else:
            places[article.id] = article.place
            yield article


def as_it_is(reading: Reading) -> Reading:
    """The reading itself: for work that needs no rendering in the process that reads."""
    return reading

"""Answers that are kept as long as nobody has written into the ledger."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from musnad.ledger.store import Ledger

T = TypeVar("T")


class Kept(Generic[T]):
    """What a question of a ledger comes to; asked again only when somebody has written since.

    Each connection keeps its own: only it can tell whether another has written.
    """

    def __init__(self, question: Callable[[Ledger], T]) -> None:
        self._question = question
        self._found: WeakKeyDictionary[Ledger, tuple[object, T]] = WeakKeyDictionary()

    def of(self, ledger: Ledger) -> T:
        """The answer as of now."""
        state = ledger.db.state()  # asked first: what is written meanwhile makes it another
        found = self._found.get(ledger)
        if found is None or found[0] != state:
            found = self._found[ledger] = (state, self._question(ledger))
        return found[1]

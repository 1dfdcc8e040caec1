"""Pages taken apart by other processes, in the order in which they were met, with what is told of each."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future

from musnad.errors import BadArticle
from musnad.model import Article, Review

Met = Article | BadArticle | Review  # what a run meets: an article, a problem, a fact check with no article
_AHEAD = 32  # pages that are under way


class Queue:
    """What a run has met, to be handed on in its order: what a run tells at once waits here for its turn.

    Args:
        on_problem, on_review: get problems and fact checks when it is their turn; without ``on_review`` these are told
            as problems where they are met.
    """

    def __init__(self, on_problem: Callable[[BadArticle], None], on_review: Callable[[Review], None] | None) -> None:
        self._on_problem, self._on_review = on_problem, on_review
        self._met: deque[Met | Future[list[Met]]] = deque()
        self.put = self._met.append

    def drain(self, items: Iterable[Article | Future[list[Met]]]) -> Iterator[Article]:
        """The articles among the items and in what other processes make of them."""
        for item in items:
            self.put(item)
            while len(self._met) > _AHEAD or (self._met and not isinstance(self._met[0], Future)):
                yield from self._next()
        while self._met:
            yield from self._next()

    def _next(self) -> Iterator[Article]:
        item = self._met.popleft()
        for one in item.result() if isinstance(item, Future) else (item,):
            if isinstance(one, Article):
                yield one
            elif isinstance(one, BadArticle):
                self._on_problem(one)
            elif self._on_review is not None:
                self._on_review(one)

"""A noun phrase while it is read: what it is about so far, and what its reader has been told of its place."""

from __future__ import annotations

import msgspec

from musnad.reading.document import Document
from musnad.reading.phrases.phraseparts import inner_preposition

STOP = -1  # in place of the token from which a phrase goes on: it ends here


class Reach(msgspec.Struct):
    """A phrase from token ``at`` on, at most to ``limit``.

    ``stops``, ``wants_object``, ``takes_object`` and ``coordinate`` are as for ``noun_phrase``. ``head`` is the token
    of the head (-1: none yet), ``title`` that of a title behind the name. ``complete``: no genitive is awaited;
    ``named``: it holds somebody's name; ``within``: a preposition led on; ``counted``: it is a number of things.
    """

    doc: Document
    at: int
    limit: int
    stops: frozenset[str]
    wants_object: bool
    takes_object: bool
    coordinate: bool
    head: int = -1
    cls: str = "thing"
    gender: str = "-"
    number: str = "-"
    definite: bool = False
    complete: bool = False
    named: bool = False
    title: int = -1
    within: bool = False
    counted: bool = False

    def led_on(self, at: int) -> bool:
        """Whether the preposition at a token goes on with the phrase."""
        return inner_preposition(self.doc, at, self.at, max(self.head, self.title), self.named, self.stops)

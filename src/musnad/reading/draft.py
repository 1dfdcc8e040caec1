"""A statement in the making: what each stage of a reading adds to it."""

from __future__ import annotations

import msgspec

from musnad.model import Reason
from musnad.reading.cues import CueAt
from musnad.reading.frames.openers import Opener
from musnad.reading.phrases.nounphrases import Phrase


class Told(msgspec.Struct, frozen=True):
    """A value (kind of channel, day) and the tokens that tell it."""

    value: str
    first: int
    last: int


class Relayed(msgspec.Struct, frozen=True):
    """A carrier: its name, its actor's id and the tokens that name it.

    ``how``: ``spoken`` to (an interview), ``broadcast`` as a whole, or ``carried``, what an agency took from it;
    ``aside`` where that is told in passing.
    """

    name: str
    actor: str
    first: int
    last: int
    how: str = "broadcast"


class Draft(msgspec.Struct):
    """A statement in the making, in token ranges.

    ``order`` tells where the source stood: after, before, antecedent, or none (null subject);
    ``adjuncts`` are (kind, first, last) of what stood between; ``carriers`` the relays named there.
    ``speaker``, ``relays``, ``channel``, ``said_on`` and ``parent`` are filled in by later stages.
    """

    cue: CueAt
    opener: Opener
    source: Phrase | None = None
    order: str = "none"
    content: list[tuple[int, int]] = []
    adjuncts: list[tuple[str, int, int]] = []
    carriers: list[Phrase] = []
    first: int = 0
    last: int = 0
    rule: str = ""
    parent: int | None = None
    negates: bool = False
    speaker: int | None = None
    relays: list[Relayed] = []
    channel: Told | None = None
    said_on: Told | None = None
    why: list[Reason] = []

"""A walk from a cue to where its content opens: where it stands, and what it has met."""

from __future__ import annotations

from typing import Literal

import msgspec

from musnad.reading.cues import CueAt
from musnad.reading.document import Document
from musnad.reading.frames.openers import Opener
from musnad.reading.frames.othercues import Zone
from musnad.reading.phrases.agreement import pronoun_subject
from musnad.reading.phrases.nounphrases import Phrase

# What a step says of the token it was asked about: it is past it; nothing more can be met; the content opens.
# None: the token is not its business.
Step = Literal["on", "stop", "done"] | None

_STRESSED = 2  # tokens, with the closing mark, after a cue that is quoted for its wording
_ZONE = 70  # tokens between a cue and its content beyond which they are strangers


class Walk(msgspec.Struct):
    """Where a walk stands (``at``, of tokens, before ``end``) and what it has met (``zone`` and the flags)."""

    doc: Document
    cue: CueAt
    by_token: dict[int, list[CueAt]]
    subject: Phrase | None  # the one before the verb
    known: bool  # who speaks is known without a source behind the verb
    takes: set[str]
    stop: frozenset[str]  # prepositions that open content, or name whom it was carried from
    relay: bool
    wants_object: bool
    at: int
    end: int
    zone: Zone
    commas: int = 0
    loose: bool = False  # an occasion was met: what follows may be its own
    carried: bool = False  # from whom it was carried is told
    predicate: bool = False  # what somebody is said to be was met

    def on(self, at: int) -> Step:
        """Go on at a token."""
        self.at = at
        return "on"

    def opens(self, opener: Opener, last: int | None = None) -> Step:
        """The content opens here; the zone ends there, or at ``last``."""
        self.zone.opener, self.zone.last = opener, opener.first if last is None else last
        return "done"

    def object(self, at: int) -> Step:
        """What is said is told by a noun phrase that begins at a token."""
        return self.opens(Opener("object", at))

    def beside(self, kind: str, first: int, last: int, at: int | None = None) -> Step:
        """Keep what stands beside the saying, and go on behind it, or at ``at``."""
        self.zone.adjuncts.append((kind, first, last))
        return self.on(last if at is None else at)


def walk_from(doc: Document, cue: CueAt, known: bool, by_token: dict[int, list[CueAt]], subject: Phrase | None) -> Walk:
    """A walk that begins behind a verb, up to the end of its sentence or of the quotation it stands in."""
    frames, takes = doc.pack.frames, set(cue.entry.takes)
    relay = cue.entry.id in frames.relay_verbs
    leading = takes - {"for"} if "to" in takes else takes  # the secretary general of (for) the United Nations called
    stop = frozenset(p for name in leading & set(frames.prepositions) for p in frames.prepositions[name])
    named = cue.last in doc.names and doc.names[cue.last].phrase.kind == "media"
    if relay or (cue.entry.id in frames.reporting and (named or doc.is_a(cue.last, "media", "head.media"))):
        stop |= frozenset(form.split()[0] for form in frames.relay_from)
    end = min(doc.sentence_end(cue.first), cue.last + _ZONE)
    if doc.inside[cue.first] >= 0:
        first, close = doc.quote_tokens[doc.inside[cue.first]]
        if first + 1 != cue.first or close - cue.last > _STRESSED:  # not «strongly denied» what follows
            end = min(end, close - 1)
    return Walk(
        doc=doc,
        cue=cue,
        by_token=by_token,
        subject=subject,
        known=known or pronoun_subject(doc, cue),
        takes=takes,
        stop=stop,
        relay=relay,
        wants_object="object" in takes and bool(cue.entry.needs),
        at=cue.last,
        end=end,
        zone=Zone(last=cue.last),
    )

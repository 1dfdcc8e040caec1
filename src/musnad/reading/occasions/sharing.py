"""Who has a carrier in common with the statement beside, another one who told the same medium; and who has none."""

from __future__ import annotations

from musnad.reading.discourse.actors import Cast
from musnad.reading.document import Document
from musnad.reading.draft import Draft, Relayed
from musnad.reading.occasions.mediums import MARKS, addressed

_SOMEBODY = ("head.anonymous", "head.person", "head.honorific")
_SHORT = 4  # tokens of a source that only tells of another


def share_medium(doc: Document, beside: Draft, draft: Draft) -> None:
    """Give a statement whose speaker is only told of as another one the carrier of the one beside: said a third."""
    if draft.relays or beside.speaker == draft.speaker or not _another(doc, draft):
        return
    draft.relays = [relay for relay in beside.relays if relay.how in ("spoken", "carried")]


def speaks_itself(doc: Document, draft: Draft, relay: Relayed, cast: Cast) -> bool:
    """Whether a body that would have carried something is itself who says it, with more or fewer words in its name."""
    actor = cast.actors[draft.speaker] if draft.speaker is not None else None
    if actor is None or actor.kind != "organization" or addressed(doc, relay.first):
        return False  # what is said to it, it does not say
    if draft.source is not None and draft.source.cls in _SOMEBODY:
        return False  # "the source", whom the agency quoted, is somebody else though taken for it
    ours, theirs = (set("".join(" " if c in MARKS else c for c in name).split()) for name in (actor.name, relay.name))
    return bool(theirs) and (theirs <= ours or ours <= theirs)


def _another(doc: Document, draft: Draft) -> bool:
    """Whether a speaker is told of only as another one: said another, added a second woman."""
    source, another = draft.source, doc.pack.people.another
    if source is None or source.last - source.first > _SHORT or draft.cue.tense != "past":
        return False
    words = (doc.words[k] for k in range(source.first, source.last))
    return any(word.norm in another and not word.definite and "demonstrative" not in word.classes for word in words)


__all__ = ["share_medium", "speaks_itself"]

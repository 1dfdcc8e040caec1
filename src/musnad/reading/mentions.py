"""Where the article names somebody, for the ledger and for showing."""

from __future__ import annotations

from musnad.model import Mention
from musnad.reading.discourse.actors import Cast
from musnad.reading.document import Document


def find_mentions(doc: Document, cast: Cast) -> tuple[Mention, ...]:
    """All phrases of the article that name an actor of its cast, in text order."""
    out = []
    for first in sorted(cast.by_token):
        who, actor = cast.identities[first], cast.actors[cast.by_token[first]]
        if not actor.named:
            continue
        speaker = actor.speaker()
        out.append(Mention(span=doc.span(first, who.last), actor=speaker.actor, kind=speaker.kind, name=speaker.name))
    return tuple(out)

"""A day between a verb's subject and its content, which tells where the one ends and the other begins."""

from __future__ import annotations

import msgspec

from musnad.reading.cues import CueAt
from musnad.reading.document import Document
from musnad.reading.frames.openers import Opener, opener
from musnad.reading.frames.othercues import Zone
from musnad.reading.phrases.phrasestarts import starts_phrase
from musnad.reading.phrases.wordkinds import is_verb
from musnad.text.tokens import COMMAS

_NAME = 12  # tokens a subject may go on for behind what was taken for all of it


def day_behind(doc: Document, cue: CueAt, zone: Zone) -> None:
    """Where a day stands behind what was taken for the start of the object, the subject goes on up to it.

    "The committee of radiation and | safety in the country, on Friday, of the loss of …": ``zone`` is mended.
    """
    source, begin = zone.source, zone.opener.first if zone.opener is not None else 0
    if source is None or zone.opener is None or zone.opener.frame != "object" or begin != source.last or zone.carriers:
        return
    if not cue.finite or cue.tense != "past":
        return
    for at in range(begin + 1, min(begin + _NAME, doc.sentence_end(cue.first))):
        if at in doc.opens or is_verb(doc, at) or doc.is_a(at, "that", "relative", "what"):
            return
        if at not in doc.time_at:
            continue
        found = _behind(doc, cue, begin, at)
        if found is not None:
            comma = doc.words[at - 1].norm in COMMAS
            if not doc.is_a(begin, "masdar") and not any(c.startswith("head.") for c in doc.words[begin].classes):
                zone.source = msgspec.structs.replace(source, last=at - comma)  # not whom it was told
            zone.adjuncts.append(("time", at, doc.time_at[at]))
            zone.opener, zone.last = found, found.first
        return


def _behind(doc: Document, cue: CueAt, begin: int, day: int) -> Opener | None:
    """What opens right behind a day, if it can only be the content."""
    after, end = doc.time_at[day], doc.sentence_end(cue.first)
    closed = after < end and doc.words[after].norm in COMMAS
    set_off = closed and doc.words[day - 1].norm in COMMAS
    after += closed
    if after >= end or doc.words[day - 1].classes & {"preposition"}:
        return None
    found = opener(doc, after, cue, object_seen=True)
    if found is not None and (set_off or found.frame == "clause"):
        return found
    if not starts_phrase(doc, after) or doc.words[after].definite:
        return None
    goes_on = doc.words[begin].definite and not doc.is_a(begin, "masdar")
    return Opener("object", after) if goes_on and (set_off or doc.is_a(after, "masdar")) else None


__all__ = ["day_behind"]

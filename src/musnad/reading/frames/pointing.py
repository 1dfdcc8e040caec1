"""Statements whose content was told before and is only pointed at: `The minister made this known`.

Where the pointing word stands between the verb and its subject ("announced this the spokesman"), it is the whole
content and the phrase after it the source; where the subject stands first, ``zone.py`` reads it as an object.
"""

from __future__ import annotations

import msgspec

from musnad.reading.cues import CueAt
from musnad.reading.document import Document
from musnad.reading.draft import Draft
from musnad.reading.frames.nouncues import SPEAKING
from musnad.reading.frames.openers import SPOKEN, Opener
from musnad.reading.frames.zone import zone_after

POINTING = "this"  # the frame of such content


def pointed_at(doc: Document, cue: CueAt, by_token: dict[int, list[CueAt]]) -> Draft | None:
    """The draft of a verb with a pointing word after it and its subject behind that; None where it is something else.

    "That spokesman announced that …" is no such statement: a clause or quotation follows there.
    """
    at = cue.last
    if at >= len(doc) or cue.after is not None or doc.words[at].stem not in doc.pack.frames.pointing:
        return None
    zone = zone_after(doc, msgspec.structs.replace(cue, last=at + 1), False, by_token)
    if zone.source is None or zone.source.cls not in SPEAKING or (zone.opener and zone.opener.frame in SPOKEN):
        return None
    return Draft(
        cue=cue, opener=Opener(POINTING, at), source=zone.source, order="after", adjuncts=zone.adjuncts,
        carriers=zone.carriers, first=cue.first, last=at, rule=f"verb/{POINTING}", negates=cue.negated,
    )  # fmt: skip

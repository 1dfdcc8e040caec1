"""What is met between a cue and its content, and what another cue met there means."""

from __future__ import annotations

import msgspec

from musnad.reading.cues import CueAt
from musnad.reading.document import Document
from musnad.reading.frames.openers import Opener
from musnad.reading.phrases.nounphrases import Phrase
from musnad.reading.phrases.wordkinds import NOUNS

_SPEAKERS = frozenset({"head.person", "head.anonymous", "head.honorific", "head.group"})


class Zone(msgspec.Struct):
    """What was met between a cue and its content."""

    source: Phrase | None = None
    opener: Opener | None = None
    last: int = 0
    adjuncts: list[tuple[str, int, int]] = []
    carriers: list[Phrase] = []
    cue: CueAt | None = None


def other_cue(doc: Document, at: int, cue: CueAt, by_token: dict[int, list[CueAt]], commas: int, zone: Zone) -> str:
    """What another cue between a cue and its content means: stop, merge into one, pass over, or none."""
    other = by_token[at][0]
    if doc.words[at].classes & _SPEAKERS and not other.joined:
        return ""
    if other.entry.id in doc.pack.frames.merging and other.tense == "masdar" and other.preposition:
        if other.after is not None:
            return "pass"  # and added by his saying
        if other.definite:
            return "merge" if at <= cue.last + 1 else "stop"
    relaying = cue.entry.id in doc.pack.frames.relay_verbs and zone.source is not None and not zone.carriers
    if relaying and other.tense in ("masdar", "noun"):
        return "stop"  # the agency carried her warning: the warning is the statement
    if other.tense == "participle" and not other.definite and by_token[at][-1].tense != "noun":
        if other.entry.id in doc.pack.frames.merging and not commas and not (at - cue.last > 12):
            return "merge" if at == cue.last else "stop"
        if commas:
            return "stop"
        return "pass" if "clause" in cue.entry.takes and cue.entry.strength == "sure" else "stop"
    if other.finite:
        if doc.is_a(at - 1, "contrast", "subordinator"):
            return "stop"
        nominal = doc.words[at].classes & NOUNS or doc.is_a(at, "preposition")
        weak = other.entry.strength == "weak" and cue.entry.strength == "sure"
        if nominal and (not other.joined or (weak and other.entry.id not in doc.pack.frames.relay_verbs)):
            return ""
        if at + 1 in doc.time_at and zone.adjuncts and zone.adjuncts[-1][2] == at and not other.joined:
            return "pass"  # in an interview with the paper (which was) published on Friday
        return "stop"
    if other.tense == "phrase":
        return "stop"
    return ""

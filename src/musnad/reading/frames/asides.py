"""Asides between a cue and its content that attribute: an agency's word set off by commas."""

from __future__ import annotations

from musnad.reading.cues import CueAt
from musnad.reading.document import Document
from musnad.reading.frames.ahead import clause_ahead
from musnad.reading.frames.openers import Opener, opener
from musnad.reading.frames.passing import media_between
from musnad.reading.phrases.deeds import bare_deed
from musnad.reading.phrases.nounphrases import Phrase, noun_phrase
from musnad.reading.phrases.phrasestarts import starts_phrase
from musnad.text.tokens import COMMAS

_ASIDE = 18  # tokens an attribution between commas may have
_SAYING = 4  # tokens from a noun of saying to what it opens


def attributed_aside(doc: Document, at: int, end: int, cue: CueAt, by_token: dict[int, list[CueAt]]) -> int:
    """Where an attribution set off by commas ends ("…, as the agency told, …") if the content follows it; 0 if not."""
    commas = ("،", ",", "-", "–")
    aside = by_token[at][0]
    if aside.tense != "phrase":
        return 0
    if aside.entry.id in doc.pack.frames.relay_phrases:
        root = noun_phrase(doc, aside.last, end)
        if root is not None and root.last + 1 < end:
            comma = doc.words[root.last].norm in commas and doc.is_a(root.last + 1, "that")
            if opener(doc, root.last + comma, cue, object_seen=True) is not None:
                return root.last + comma
            if cue.entry.id in doc.pack.frames.telling and bare_deed(doc, root.last):
                return root.last  # citing a source, the fall of …
            if own_saying(doc, root.last + (doc.words[root.last].norm in commas), end, by_token) is not None:
                return root.last + (doc.words[root.last].norm in commas)
            if "clause" in cue.entry.takes and clause_ahead(doc, root.last, end, cue, by_token):
                return root.last
    if doc.words[at - 1].norm not in commas:
        return _told_by(doc, at, end, cue)
    for k in range(at + 1, min(at + _ASIDE, end - 1)):
        if doc.words[k].norm in commas:
            found = opener(doc, k + 1, cue, object_seen=True)
            if found is None and _named_by(doc, at, k + 1, cue):
                return k
            return k if found is not None and found.frame in ("clause", "quote", "colon") else 0
        if doc.words[k].norm == ":" and k > at + 1:  # X said, according to Y: "…"
            found = opener(doc, k, cue, object_seen=True)
            return k if found is not None and found.frame in ("clause", "quote", "colon") else 0
    return 0


def own_saying(doc: Document, at: int, end: int, by_token: dict[int, list[CueAt]]) -> tuple[CueAt, Opener] | None:
    """The noun of saying that takes up who was cited right before it, and what it opens: citing X, his saying that."""
    own = next((c for c in by_token.get(at, ()) if c.tense in ("masdar", "noun") and c.after is not None), None)
    if own is None:
        return None
    for k in range(own.last, min(own.last + _SAYING, end)):
        found = opener(doc, k, own, object_seen=False)
        if found is not None:
            return own, found
    return None


def _told_by(doc: Document, at: int, end: int, cue: CueAt) -> int:
    """Where an attribution to a medium ends that no comma sets off ("X said, as a channel carried, that …"); or 0."""
    for k in range(at + 1, min(at + _ASIDE, end - 1)):
        comma = doc.words[k].norm in COMMAS
        found = opener(doc, k + comma, cue, object_seen=True)
        if found is not None and found.frame in ("clause", "quote", "colon"):
            return k if media_between(doc, at, k) else 0
        if comma:
            return k if _named_by(doc, at, k + 1, cue) else 0
    return 0


def _named_by(doc: Document, at: int, behind: int, cue: CueAt) -> bool:
    """Whether the object of a verb stands behind an attribution to a medium: affirmed, as Z told, its stand."""
    if "object" not in cue.entry.takes or not starts_phrase(doc, behind) or doc.is_a(behind, "relative"):
        return False
    return bool(media_between(doc, at, behind - 1))


def taken_from(doc: Document, cue: CueAt, end: int) -> Phrase | None:
    """From whom an aside says the words were taken; None where it says something else."""
    root = noun_phrase(doc, cue.last, end) if cue.entry.id in doc.pack.frames.relay_phrases else None
    return root if root is not None and doc.words[root.head].after is None else None  # not by its own spokesman

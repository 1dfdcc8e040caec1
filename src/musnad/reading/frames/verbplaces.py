"""How a verb stands in its clause: begins it, is wished for, tells a purpose, describes a thing.

What stands around a cue before its source is looked for; no source, no content yet.
"""

from __future__ import annotations

from musnad.reading.cues import CueAt
from musnad.reading.document import Document

_BARE_THAT = 3  # letters of "that" without a pronoun
_OPENING = frozenset({
    "conjunction", "auxiliary", "subordinator", "contrast", "that", "occasion", "relative", "what", "negation",
    "adverb", "pronoun", "resumption", "because",
})  # fmt: skip


def of_people(cue: CueAt) -> bool:
    """Whether a verb has a form that only people are the subject of: its supporters said that."""
    return cue.number == "p" and cue.gender == "m"


def wished(doc: Document, at: int) -> bool:
    """Whether a verb stands under a bare "that" of wishing or expecting, and so is not said to have happened."""
    if at < 2 or "that" not in doc.words[at - 1].classes or doc.words[at - 1].after is not None:
        return False
    plain = len(doc.words[at - 1].norm) <= _BARE_THAT
    return plain and "occasion" not in doc.words[at - 2].classes


def purposed(doc: Document, cue: CueAt) -> bool:
    """Whether a verb tells what something was for, with the preposition of purpose written onto it."""
    befores = [
        c.before for c in doc.words[cue.first].cues if c.form.entry.id == cue.entry.id and c.form.tense == "present"
    ]
    return bool(befores) and all(not doc.pack.frames.addressee.isdisjoint(before) for before in befores)


def implied(doc: Document, cue: CueAt) -> bool:
    """Whether something, not somebody, does not rule out what follows: this does not deny that."""
    at = cue.first - 2
    return cue.tense == "present" and at >= 0 and doc.is_a(at, "demonstrative") and doc.words[at].number != "p"


def clause_initial(doc: Document, cue: CueAt) -> bool:
    """Whether a clause begins with the cue, so that its subject may be left out."""
    if cue.joined or cue.first == doc.sentence_start(cue.first):
        return True
    before = doc.words[cue.first - 1]
    if before.kind != "word" or not before.classes.isdisjoint(_OPENING) or cue.first in doc.time_at.values():
        return True
    return within(doc, cue)


def within(doc: Document, cue: CueAt) -> bool:
    """Whether a verb tells what is said within the noun before it: a statement in which it denied …"""
    if cue.last >= len(doc) or doc.words[cue.first - 1].definite or cue.joined:
        return False
    return doc.is_a(cue.last, "pronominal") and doc.words[cue.last].norm[:-1] in doc.pack.frames.where


def describing(doc: Document, cue: CueAt) -> bool:
    """Whether a present verb without a subject tells of a thing in what somebody says: which shows great …"""
    if cue.entry.act in ("accuse", "deny", "demand", "condemn", "warn") or cue.tense != "present":
        return False
    if within(doc, cue):
        return False
    return not cue.joined or doc.inside[cue.first] >= 0

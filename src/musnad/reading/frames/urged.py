"""Whether the one phrase after a verb is the one accused or urged, and not who accuses or urges."""

from __future__ import annotations

from musnad.reading.cues import CueAt
from musnad.reading.document import Document
from musnad.reading.frames.openers import opener
from musnad.reading.phrases.nounphrases import Phrase
from musnad.text.tokens import COMMAS


def urged(doc: Document, phrase: Phrase, cue: CueAt, by_token: dict[int, list[CueAt]]) -> bool:
    """Whether a phrase that agrees with its verb is its object all the same: what the verb needs follows at once.

    So it is after verbs that always name the accused, with a noun of the subject's own ("urged his followers"), where
    all of them are called on, and where "and also" goes on in the sentence of a speaker.
    """
    if cue.after is not None or not cue.entry.needs or "object" not in cue.entry.takes:
        return False
    if doc.words[phrase.head].norm.endswith(doc.pack.frames.nominative[1:]) and phrase.number == "p":
        return False  # a plural in the case of subjects
    after = doc.words[phrase.head].after
    owned = after is not None and after.person == 3
    everybody = cue.entry.act == "demand" and _all(doc, phrase.first)
    if not (cue.entry.id in doc.pack.frames.transitive or owned or everybody or _goes_on(doc, cue, by_token)):
        return False
    at = phrase.last
    if at + 1 < len(doc) and doc.words[at].norm in COMMAS:
        at += 1
    at += at in doc.opens  # called on all "to take steps"
    found = opener(doc, at, cue, object_seen=True) if at < doc.sentence_end(cue.first) else None
    return found is not None and found.frame in cue.entry.needs


def _all(doc: Document, at: int) -> bool:
    """Whether a word for all of them stands at a token, and not "each of X and Y"."""
    if doc.words[at].norm not in doc.pack.frames.everybody or at + 1 >= len(doc):
        return False
    return doc.words[at + 1].norm not in doc.pack.frames.who


def _goes_on(doc: Document, cue: CueAt, by_token: dict[int, list[CueAt]]) -> bool:
    """Whether "and also" stands before the verb, and another verb of saying before that in the sentence."""
    if cue.first < 2 or doc.words[cue.first - 1].norm not in doc.pack.frames.also:
        return False
    start = doc.sentence_start(cue.first)
    return any(by_token[at][0].finite for at in range(start, cue.first - 1) if at in by_token)

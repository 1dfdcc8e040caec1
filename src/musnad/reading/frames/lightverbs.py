"""Light verbs: "voiced concern", "pointed the finger at": the noun tells the act, the verb its subject."""

from __future__ import annotations

import msgspec

from musnad.lang.inflect import Cue
from musnad.reading.cues import CueAt
from musnad.reading.document import Document
from musnad.reading.draft import Draft
from musnad.reading.frames.openers import Opener, opener
from musnad.reading.phrases.agreement import agrees
from musnad.reading.phrases.nounphrases import Phrase, noun_phrase
from musnad.reading.phrases.phraseends import somebody_behind
from musnad.reading.phrases.phrasestarts import starts_phrase

_REACH = 14  # tokens from the verb to its noun
_AFTER = 8  # tokens from the noun to where content opens


def light_verb(doc: Document, cue: CueAt, subject: Phrase | None) -> Draft | None:
    """The draft of a light verb at a cue, if its noun follows in the clause.

    ``subject`` is the one before the verb, if there is one.
    """
    nouns = doc.pack.light_verbs.get(cue.entry.id)
    if not nouns or cue.negated:
        return None
    end = min(doc.sentence_end(cue.first), cue.last + _REACH)
    for at in range(cue.last, end):
        for words, entry in nouns:
            if not _stands(doc, at, words, end):
                continue
            return _with_noun(doc, cue, entry, at, at + len(words), subject)
        if doc.words[at].norm in (".", ":", "؛") or at in doc.opens or "that" in doc.words[at].classes:
            return None
    return None


def _passed_on(doc: Document, at: int) -> bool:
    """Whether whom it is laid on stands behind the noun: held responsibility for it against X."""
    frames = doc.pack.frames
    return at < len(doc) and not (frames.addressee | frames.prepositions["on"]).isdisjoint(
        (doc.words[at].norm, *doc.words[at].before)
    )


def _stands(doc: Document, at: int, want: tuple[str, ...], end: int) -> bool:
    """Whether the words stand at a token; the first may carry a preposition, the last an ending or pronoun."""
    if at + len(want) > end:
        return False
    for k, word in enumerate(want):
        here = doc.words[at + k]
        if here.norm == word:
            continue
        peel = here.stems.get(word)
        if peel is None or (peel.after is not None and here.raw.endswith(doc.pack.affixes.feminine)):
            return False  # an ending that only looks like a pronoun
    return True


def _with_noun(doc: Document, cue: CueAt, entry: Cue, noun: int, last: int, subject: Phrase | None) -> Draft | None:
    source, order = subject, "before" if subject is not None else "none"
    if source is None and noun > cue.last and starts_phrase(doc, cue.last):
        source = noun_phrase(doc, cue.last, noun)
        order = "after" if source is not None else "none"
    apart = noun != cue.last
    whole = msgspec.structs.replace(
        cue, entry=entry, first=noun if apart else cue.first, last=last, joined=cue.joined and not apart
    )
    claims = entry.id in doc.pack.frames.claiming
    if claims:
        whole = msgspec.structs.replace(cue, entry=entry)
    if "object" in entry.takes:  # to hold somebody responsible: whom belongs to the content
        first = source.last if source is not None and order == "after" else cue.last
        split = noun_phrase(doc, cue.last, noun, wants_object=True, takes_object=True) if order == "after" else None
        if split is not None and split.last < noun:
            source, first = split, split.last
        elif source is not None and order == "after" and source.last == noun:
            if whom := somebody_behind(doc, source.first, noun, source.head):
                source, first = msgspec.structs.replace(source, last=whom), whom
            elif claims:
                first = noun
            elif not agrees(source, cue, before=False) or (cue.joined and not _passed_on(doc, last)):
                source, order, first = None, "none", cue.last  # and it held the hospital responsible
        if first < noun or claims:
            return Draft(
                cue=whole, opener=Opener("object", first), source=source, order=order, first=cue.first, last=first,
                rule="light-verb/object",
            )  # fmt: skip
    end = min(doc.sentence_end(cue.first), last + _AFTER)
    at = last
    while at < end:
        found = opener(doc, at, whole, object_seen=True)
        if found is not None:
            return Draft(
                cue=whole, opener=found, source=source, order=order, first=cue.first, last=at,
                rule=f"light-verb/{found.frame}",
            )  # fmt: skip
        if doc.words[at].kind == "punct" and at not in doc.bracket_at:
            return None
        at = doc.time_at.get(at, at + 1)
    return None

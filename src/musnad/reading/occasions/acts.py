"""What somebody did who is then quoted: issued a statement, gave a speech, sent a cable."""

from __future__ import annotations

from musnad.lang.lexicon import CHANNEL
from musnad.reading.cues import CueAt
from musnad.reading.discourse.actors import Cast
from musnad.reading.document import Document
from musnad.reading.draft import Draft, Told
from musnad.reading.occasions.channels import posted
from musnad.reading.occasions.medianames import medium_named
from musnad.reading.occasions.mediums import medium_at
from musnad.reading.phrases.wordkinds import is_verb
from musnad.text.tokens import COMMAS

_ISSUED = 20  # tokens from a verb of issuing to what was issued
_TAKEN_UP = 40  # tokens from what was issued to the word that takes it up
_BEFORE = 4  # sentences before a first statement that may tell its occasion
_NEXT = 2  # sentences from a meeting to the words of whoever was met
_REACH = 160  # tokens from such a sentence to the statement
_SUBJECT = 12  # tokens from the start of a sentence in which its subject begins
_VERB = 3  # tokens in which its verb begins
_PHRASE = 8  # tokens of a phrase before it, comma included


def act_before(
    doc: Document, draft: Draft, quoting: frozenset[int], cast: Cast, heading: int
) -> tuple[int, int, int] | None:
    """The sentence that tells what the speaker did right before a first statement, and quotes nobody.

    ``quoting`` are the numbers of the sentences with a statement, ``heading`` is that of the headline's line. First
    token, that of the subject, and the end.
    """
    if draft.speaker is None:
        return None
    name = cast.actors[draft.speaker].name
    number = doc.tokens.sentence[draft.cue.first]
    for near in range(number - 1, max(number - _BEFORE, 0) - 1, -1):
        first, last = doc.tokens.sentences[near]
        if doc.tokens.line[first] <= heading or draft.cue.first - first > _REACH:
            return None
        if near in quoting:
            continue
        verb = opening_verb(doc, first, last)
        if verb is None or (doc.is_a(verb, "present") and doc.words[verb].stem[0] in doc.pack.occasions.going_on):
            continue  # what somebody is doing is of no day of its own
        both = not doc.pack.occasions.meeting.isdisjoint(doc.forms(verb))  # whoever was met was there too
        both = both and number - near <= _NEXT and cast.actors[draft.speaker].kind == "person"
        end = _clause(doc, first, last) if both else min(verb + _SUBJECT, last)
        named = [k for k in range(first, end) if k in cast.by_token]
        subject = next((k for k in named if cast.actors[cast.by_token[k]].name == name), None)
        if subject is not None and (both or subject == named[0]):
            return first, named[0], last
    return None


def opening_verb(doc: Document, first: int, last: int) -> int | None:
    """The verb with which a sentence begins, at once or behind a short phrase and a comma: meanwhile, he received."""
    comma = next((k for k in range(first, min(first + _PHRASE, last)) if doc.words[k].norm in COMMAS), None)
    for start in (first,) if comma is None else (first, comma + 1):
        for k in range(start, min(start + _VERB, last)):
            if is_verb(doc, k) or _acts(doc, k) or _told(doc, k):
                return k
    return None


def _told(doc: Document, at: int) -> bool:
    """Whether a token may be a verb of saying, in a sentence where nothing was found to be said."""
    return any(c.form.tense == "past" for c in doc.words[at].cues)


def _clause(doc: Document, first: int, last: int) -> int:
    """Where the main clause of a sentence ends: at what is told of somebody in it."""
    return next(
        (k for k in range(first + 1, last) if doc.is_a(k, "relative", "that", "occasion", "subordinator")), last
    )


def hosted(
    doc: Document, draft: Draft, quoting: frozenset[int], cast: Cast, heading: int
) -> tuple[int, int, tuple[int, int]] | None:
    """The sentence that tells to what medium the speaker spoke before a first statement, and quotes nobody.

    "The channel had the minister on the air yesterday." First token, the end, and the tokens that name the medium.
    """
    if draft.speaker is None:
        return None
    name, hosts = cast.actors[draft.speaker].name, doc.pack.occasions.hosts
    number = doc.tokens.sentence[draft.cue.first]
    for near in range(number - 1, max(number - _BEFORE, 0) - 1, -1):
        first, last = doc.tokens.sentences[near]
        if doc.tokens.line[first] <= heading or draft.cue.first - first > _REACH:
            return None
        mine = [k for k in range(first, last) if k in cast.by_token and cast.actors[cast.by_token[k]].name == name]
        if near in quoting or not mine:
            continue
        verb = next((k for k in range(first, min(first + _VERB, last)) if doc.among(k, hosts)), None)
        medium = medium_named(doc, verb + 1) if verb is not None else None
        if medium is None:  # "the paper" had him on the air
            behind = medium_named(doc, first)
            medium = behind if behind is not None and doc.among(min(behind[1] + 1, last - 1), hosts) else None
        if medium is None:
            guest = any(doc.among(k, doc.pack.occasions.guests) for k in range(first, last))
            told = (medium_at(doc, k, bare=guest) for k in range(first, last))
            medium = next((found for found in told if found is not None), None)
        if medium is None or any(medium[0] <= k < medium[1] for k in mine):
            return None  # what the medium itself tells next
        return first, last, medium
    return None


def issued(doc: Document, first: int, last: int) -> Told | None:
    """What somebody issued, gave or held in some tokens: the channel noun that is the object of such a verb."""
    if (found := posted(doc, first, last)) is not None:
        return found
    verb = next((k for k in range(first, last) if _acts(doc, k)), None)
    if verb is None:
        return None
    for at in range(verb + 1, min(verb + _ISSUED, last)):
        match = doc.pack.lexicon.match(doc.words, at, CHANNEL) if doc.words[at].phrases else None
        if match is None or doc.words[at].definite or doc.words[at - 1].norm in doc.pack.people.apart:
            continue
        lead = match.before[-1] if match.before else doc.words[at - 1].norm
        if not doc.is_a(at - 1, "preposition") or lead in doc.pack.occasions.leads:
            return Told(str(match.phrase.value), at, match.last)
    return None


def taken_up(doc: Document, cue: CueAt) -> bool:
    """Whether a cue takes up what was issued, written or shown before it: a message in which he said."""
    return cue.last < len(doc) and doc.words[cue.last].norm in doc.pack.occasions.within


def issued_here(doc: Document, draft: Draft, covered: list[bool]) -> Told | None:
    """The same in the sentence of a cue, before it, with nobody's words between."""
    cue = draft.cue
    first = next((k + 1 for k in range(cue.first - 1, -1, -1) if covered[k]), 0)
    first = max(first, doc.sentence_start(cue.first))
    if taken_up(doc, cue):  # after a message X sent, in which he called …
        for at in range(cue.first - 1, max(first, cue.first - _TAKEN_UP) - 1, -1):
            match = doc.pack.lexicon.match(doc.words, at, CHANNEL) if doc.words[at].phrases else None
            if match is not None and not (match.last < cue.first and doc.is_a(cue.first - 2, "preposition")):
                return Told(str(match.phrase.value), at, match.last)  # not "at a time in which he called"
    if not (cue.finite or cue.tense == "participle") or draft.source is not None:
        return None
    return issued(doc, first, cue.first)


def _acts(doc: Document, at: int) -> bool:
    """Whether a token is a verb of issuing, "and" written onto it or not."""
    occasions = doc.pack.occasions
    return any(form in occasions.acts or form in occasions.deeds for form in doc.forms(at))


__all__ = ["act_before", "hosted", "issued", "issued_here", "opening_verb", "taken_up"]

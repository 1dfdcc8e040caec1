"""A noun phrase between a cue and its content: who speaks, more of who speaks, or what is told of."""

from __future__ import annotations

import msgspec

from musnad.reading.document import Document
from musnad.reading.frames.ahead import clause_ahead, far_clause, subject_to_that, that_near
from musnad.reading.frames.openers import Opener, complementiser, name_in_marks, opens_behind, speech
from musnad.reading.frames.passing import media_between, relayed_from
from musnad.reading.frames.urged import urged
from musnad.reading.frames.walk import Step, Walk
from musnad.reading.phrases.agreement import (
    accusative,
    adverb,
    contentlike,
    object_form,
    people,
    person,
    subject_after,
    subject_first,
)
from musnad.reading.phrases.deeds import bare_deed
from musnad.reading.phrases.nounphrases import Phrase, noun_phrase
from musnad.reading.phrases.phraseends import owned_noun, somebody_behind
from musnad.reading.phrases.phrasestarts import starts_phrase
from musnad.reading.phrases.wordkinds import is_name

_AIMED = ("warn", "demand", "promise")  # acts whose object is whom they are aimed at, not who is merely told


def noun(walk: Walk) -> Step:
    """What a noun phrase is to the verb: its source, more of it, its object, or nothing."""
    doc, at, zone = walk.doc, walk.at, walk.zone
    if not starts_phrase(doc, at):
        return None
    takes_object = "object" in walk.takes
    phrase = noun_phrase(
        doc, at, walk.end, stop_prepositions=walk.stop, wants_object=walk.wants_object, takes_object=takes_object
    )
    if phrase is None:
        return walk.on(at + 1)
    beside = "last" if zone.source is not None else "adverb"
    if phrase.last - phrase.first == 1 and phrase.cls == "thing" and doc.is_a(phrase.head, "adverb", beside):
        return walk.on(phrase.last)  # finally, said; on the day that was last
    if step := _source(walk, phrase):
        return step
    begun = zone.source is not None or not object_form(doc, phrase)
    if begun and not walk.known and not walk.commas and subject_goes_on(walk, phrase):
        return "on"
    if person(phrase) and clause_ahead(doc, phrase.last, walk.end, walk.cue, walk.by_token):
        if zone.source is None and not walk.known:
            zone.source = phrase
        elif takes_object and walk.cue.entry.act in _AIMED:
            return walk.object(phrase.first)  # she warned the leaders that: part of the warning
        return walk.on(phrase.last)
    if step := _object(walk, phrase):
        return step
    # "counts as a factor in …": what the verb needs is not told by a preposition after that
    during = bool(zone.adjuncts) and at - zone.adjuncts[-1][2] <= (doc.words[at - 1].kind == "punct")  # meeting him
    walk.predicate = walk.predicate or (zone.source is not None and not during and accusative(doc, phrase))
    return walk.on(phrase.last)


def _source(walk: Walk, phrase: Phrase) -> Step:
    """Whether the phrase is who speaks: it agrees with the verb, and is not what is told of."""
    doc, cue, zone, at = walk.doc, walk.cue, walk.zone, walk.at
    if walk.known or zone.source is not None or cue.person != 3 or walk.loose:
        return None
    if (walk.commas and not zone.adjuncts and at > cue.last + 1) or object_form(doc, phrase):
        return None
    fits, close = subject_after(doc, phrase, cue), at == cue.last
    if fits and urged(doc, phrase, cue, walk.by_token):
        if whom := somebody_behind(doc, phrase.first, phrase.last, phrase.head):
            zone.source = msgspec.structs.replace(phrase, last=whom)
            return walk.object(whom)  # the president, then the contractor whom he accuses
        return walk.object(phrase.first)
    if close and name_in_marks(doc, at):
        named = noun_phrase(doc, at, doc.quote_tokens[doc.opens[at]][1])
        if named is not None:
            return _speaks(walk, msgspec.structs.replace(named, cls="name"))
    if fits and close and subject_first(doc, phrase, walk.end):
        return _speaks(walk, phrase)
    if not walk.wants_object and fits and people(doc, phrase) and phrase.last < walk.end:
        last = phrase.last
        if doc.words[last].norm == ":" or complementiser(doc, last) or speech(doc, last):
            return _speaks(walk, phrase)  # "critics of the treaty", said that
    if _family_name(walk, phrase):
        return _speaks(walk, msgspec.structs.replace(phrase, cls="name") if _name_shaped(doc, phrase) else phrase)
    if fits and (not contentlike(doc, phrase, walk.takes) or opens_behind(doc, phrase, cue)):
        return _speaks(walk, phrase)
    return None


def _speaks(walk: Walk, phrase: Phrase) -> Step:
    walk.zone.source = _teller(walk, phrase)
    return walk.on(phrase.last)


def _teller(walk: Walk, phrase: Phrase) -> Phrase:
    """Who tells something without the medium that he told: the villagers told "the agency" that."""
    doc, cue, occasions = walk.doc, walk.cue, walk.doc.pack.occasions
    if "object" not in walk.takes or not doc.among(cue.last - 1, occasions.tells):
        return phrase
    told = media_between(doc, phrase.head + 1, phrase.last)
    if not told or doc.words[phrase.head].stem in occasions.reporters or phrase.cls == "head.media":
        return phrase
    last = told[0].first - (told[0].first - 1 in doc.opens)
    finished = doc.words[last - 1].definite or is_name(doc, last - 1) or doc.is_a(last - 1, "adjective", "nationality")
    return msgspec.structs.replace(phrase, last=last) if finished else phrase  # not the director of the paper


def _family_name(walk: Walk, phrase: Phrase) -> bool:
    """Whether a common word between a verb and "that" is its subject, a family name."""
    if phrase.cls != "thing" or not phrase.definite or walk.at != walk.cue.last or phrase.last >= walk.end:
        return False
    if walk.doc.is_a(phrase.first, "quantifier"):
        return False  # one of the neighbours
    if walk.wants_object:
        return phrase.last - walk.at == 1 and owned_noun(walk.doc, phrase.last)  # X called on his followers
    return that_near(walk.doc, phrase.last, walk.end)


def _name_shaped(doc: Document, phrase: Phrase) -> bool:
    """Whether a definite common word may be a family name: listed as one, or of the shape of a tribe's or town's."""
    word = doc.words[phrase.head]
    nisba = word.raw.endswith(doc.pack.frames.of_tribe) and word.number in ("s", "-")
    return phrase.last - phrase.first == 1 and (nisba or any(cls.startswith("name.") for cls in word.classes))


def _object(walk: Walk, phrase: Phrase) -> Step:
    """Whether the phrase is what is told of: the verb takes one, or it is a deed that was told."""
    doc, zone, source, takes = walk.doc, walk.zone, walk.zone.source, walk.takes
    told = source is not None and source.cls != "thing"
    told = told and walk.cue.entry.id in doc.pack.frames.telling and bare_deed(doc, walk.at)
    if ("object" not in takes and not told) or adverb(doc, phrase):
        return None
    closed = walk.known and walk.commas <= 2 and bool(zone.adjuncts) and walk.at - zone.adjuncts[-1][2] == 1
    if walk.commas and source is None and not closed:
        return None
    if walk.commas > 1 and zone.adjuncts and "clause" in takes and source is not None:
        if far := far_clause(doc, walk.at, walk.end, walk.by_token, takes):
            return walk.opens(Opener("clause", far))  # before a meeting, held …, that …
    unlike = phrase.first - 1 >= walk.cue.last and doc.words[phrase.first - 1].norm in doc.pack.frames.privative
    return walk.object(phrase.first - unlike)  # not enough


def subject_goes_on(walk: Walk, begun: Phrase | None = None) -> bool:
    """Go past what still belongs to the subject, as nothing else stands before "that"; False if something does."""
    doc, at, source = walk.doc, walk.at, walk.zone.source
    known = source or begun
    if known is None or (source is not None and at != source.last):
        return False
    last = subject_to_that(doc, at, walk.end, walk.cue, walk.by_token)
    if last <= at or (walk.relay and any(relayed_from(doc, k) for k in range(at, last))):
        return False
    walk.zone.source = msgspec.structs.replace(source or noun_phrase(doc, at, last) or known, last=last)
    walk.at = last
    return True

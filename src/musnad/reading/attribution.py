"""From a cue to its source and to where its content opens.

For a verb the stretch after it is read piece by piece: subject, adjuncts (when, where, to whom),
asides, until the first place at which its content may open; the subject may also stand before the
verb, or be the noun a relative clause hangs on. Nouns and phrases of attribution have their source
after them. Where content ends is ``extent.py``'s work.

The terms are those of PARC 3.0 (Pareti 2012) and PolNeAR (Newell et al. 2018): cue, source, content.
"""

from __future__ import annotations

import msgspec

from musnad.reading.backward import leads_back
from musnad.reading.cues import CueAt
from musnad.reading.document import Document
from musnad.reading.draft import Draft
from musnad.reading.frames.ahead import far_clause
from musnad.reading.frames.lightverbs import light_verb
from musnad.reading.frames.nouncues import SPEAKING, noun_cue
from musnad.reading.frames.openers import SPOKEN, Opener, enough, opener
from musnad.reading.frames.othercues import Zone
from musnad.reading.frames.pointing import pointed_at
from musnad.reading.frames.refusals import Verb, keeps_silent, refused_by_source, refused_by_zone, silent
from musnad.reading.frames.setoff import day_behind
from musnad.reading.frames.subjects import phrase_before, subject_before
from musnad.reading.frames.verbplaces import of_people, within
from musnad.reading.frames.zone import zone_after
from musnad.reading.phrases.agreement import agrees, inanimate, mute
from musnad.reading.phrases.nounphrases import Phrase, noun_phrase
from musnad.reading.phrases.wordkinds import finite
from musnad.text.tokens import COMMAS

_THINGS_DO = ("state", "confirm", "warn", "promise", "deny")  # acts that are told of things too: facts prove, threaten
_NOMINAL = ("noun", "masdar")
_PAPERS = ("quoted", "media", "head.media")


def attribute(doc: Document, places: list[list[CueAt]]) -> list[Draft]:
    """A draft for each cue that has content, in text order (a cue that follows its content gets one in extent.py)."""
    by_token = {p[0].first: p for p in places}
    drafts: list[Draft] = []
    taken: set[int] = set()
    for place in places:
        if place[0].first in taken:
            continue
        for cue in place:
            draft = _draft(doc, cue, by_token)
            if draft is not None:
                drafts.append(draft)
                taken.add(draft.cue.first)
                taken.update(range(place[0].first, draft.cue.last))
                for kind, first, last in draft.adjuncts:
                    if kind == "aside":
                        taken.update(range(first, last))
                break
    return _renewed(doc, drafts)


def _renewed(doc: Document, drafts: list[Draft]) -> list[Draft]:
    """Where a verb only renews or shows a saying ("renewed his call for", "repeated the threat to") its noun tells."""
    told = {d.cue.first: d for d in drafts if d.cue.tense in _NOMINAL}
    kept: list[Draft] = []
    owned: set[int] = set()
    for draft in drafts:
        noun = told.get(draft.opener.first) if draft.opener.frame == "object" else None
        renews = draft.cue.entry.id in doc.pack.frames.renewing
        if noun is None or not (renews or (noun.cue.entry.act == "deny" and draft.cue.entry.act == "state")):
            if noun is not None and noun.order == "pronoun" and noun.cue.entry.act == "reject":
                owned.add(noun.first)  # affirmed its rejection of: one statement
            kept.append(draft)
            continue
        if draft.source is not None:
            noun.source, noun.order = draft.source, draft.order
        elif noun.source is None or not noun.cue.definite:
            noun.source, noun.order = None, "none"
        noun.first, noun.carriers = draft.first, draft.carriers or noun.carriers
        noun.adjuncts = [*draft.adjuncts, *noun.adjuncts]
        if draft.cue.last == noun.cue.first:
            noun.cue = msgspec.structs.replace(draft.cue, entry=noun.cue.entry, last=noun.cue.last)
    return [d for d in kept if d.first not in owned or d.cue.tense != "masdar"]


def _draft(doc: Document, cue: CueAt, by_token: dict[int, list[CueAt]]) -> Draft | None:
    if cue.tense == "phrase":
        return _told_in(doc, cue, by_token) if cue.entry.place == "told-in" else None
    if cue.finite:
        return _verb(doc, cue, by_token)
    if cue.tense == "participle":
        return _participle(doc, cue, by_token)
    return noun_cue(doc, cue)


# Verbs ------------------------------------------------------------------------------------------


def _verb(doc: Document, cue: CueAt, by_token: dict[int, list[CueAt]]) -> Draft | None:
    """A verb with its source and where its content opens, or None where it says nothing."""
    if silent(doc, cue) or leads_back(doc, cue) >= 0:  # which it denies: backward.py
        return None
    before, order = subject_before(doc, cue)
    if order == "antecedent" and cue.after is not None and "object" in cue.entry.takes:
        before, order = None, "none"  # "which he called …": what the clause hangs on is the object
    light = light_verb(doc, cue, before)
    if light is not None:
        return light
    pointed = pointed_at(doc, cue, by_token) if before is None else None
    if pointed is not None:
        return pointed
    zone = zone_after(doc, cue, before is not None and order == "before", by_token, before)
    if order == "before" and before is not None and before.last < cue.first:
        again = _subject_after(doc, cue, by_token)
        if again is not None:
            zone, before, order = again, None, "none"  # a thing before the comma is of another clause
    _clause_behind(doc, cue, zone, by_token)
    day_behind(doc, cue, zone)
    governs = zone.cue if zone.cue is not None and zone.carriers else cue  # carried: the noun of saying governs it
    if zone.opener is None or not enough(doc, governs, zone.opener):
        return None
    verb = Verb(doc, cue, zone, zone.opener, before, order)
    if refused_by_zone(verb):
        return None
    _find_source(verb)
    if refused_by_source(verb):
        return None
    if verb.source is None:
        verb.order = "none"
    if not _without_things(verb) or not _heard(verb):
        return None
    return Draft(
        cue=zone.cue or cue, opener=verb.opener, source=verb.source, order=verb.order, adjuncts=zone.adjuncts,
        carriers=zone.carriers, first=cue.first, last=zone.last, rule=f"verb/{verb.opener.frame}", negates=cue.negated,
    )  # fmt: skip


def _find_source(verb: Verb) -> None:
    """Who speaks: the phrase before the verb or the one behind it, or who issued the statement it stands in."""
    zone, before = verb.zone, verb.before
    if before is None and zone.source is None and within(verb.doc, verb.cue):
        before, verb.order = _issuer(verb.doc, verb.cue)
    verb.source = before
    if before is not None and before.cls == "thing" and zone.source is not None and zone.source.cls in SPEAKING:
        before = None  # a thing stands before the verb, a speaker after it
    if zone.source is not None and (before is None or verb.order == "antecedent" or zone.carriers):
        verb.source, verb.order = zone.source, "after"


def _without_things(verb: Verb) -> bool:
    """Leave out a source that is a thing and cannot speak; False where then nobody says anything."""
    doc, cue, zone, source = verb.doc, verb.cue, verb.zone, verb.source
    described = verb.order == "antecedent" or (verb.order == "before" and cue.entry.act in _THINGS_DO)
    if source is not None and described and inanimate(doc, source):
        if not (verb.order == "before" and of_people(cue) and doc.words[source.head].after is None):
            if not verb.listed(doc.pack.frames.bare) or not verb.spoken:
                return False  # "evidence shows that": nobody speaks
            # things do not say: pictures which, they said, …
            source = zone.source if zone.source is not None and zone.source.cls != "thing" else None
            verb.source, verb.order = source, "none" if source is None else "after"
    if source is not None and verb.order == "after" and not zone.carriers and mute(doc, source, cue):
        if source.last == verb.opener.first and not doc.is_a(source.head, "demonstrative"):
            frame = verb.opener.frame if verb.spoken else "object"
            verb.opener, zone.last = Opener(frame, source.first), source.first
        verb.source, verb.order = None, "none"
    return True


def _heard(verb: Verb) -> bool:
    """Of a paper that has learnt something the sources it names speak; False where what has learnt it is no paper."""
    if not verb.listed(verb.doc.pack.frames.heard):
        return True
    source = verb.source
    if source is None or verb.order != "after" or source.cls not in _PAPERS or verb.cue.tense != "past":
        return False
    named = _heard_from(verb.doc, verb.zone)
    if named is not None:
        verb.zone.carriers, verb.source = [source], named
    return True


def _clause_behind(doc: Document, cue: CueAt, zone: Zone, by_token: dict[int, list[CueAt]]) -> None:
    """Where a clause is told behind a comma, what stands before it is no content: pointed, to X about Y, out that …"""
    if zone.opener is None or zone.opener.frame in SPOKEN or "clause" not in cue.entry.takes or zone.carriers:
        return
    if "what" in doc.words[zone.opener.first].classes:
        return
    far = far_clause(doc, zone.opener.first + 1, doc.sentence_end(cue.first), by_token, cue.entry.takes)
    if far:
        zone.opener, zone.last = Opener("clause", far), far


def _subject_after(doc: Document, cue: CueAt, by_token: dict[int, list[CueAt]]) -> Zone | None:
    """The zone of a verb with a speaker right after it, who is its subject though another phrase stood before."""
    if "object" in cue.entry.takes and cue.entry.needs:
        return None  # it may be the one accused
    zone = zone_after(doc, cue, False, by_token)
    if zone.opener is None or zone.source is None or zone.source.first != cue.last:
        return None
    return zone if zone.source.cls in SPEAKING and enough(doc, cue, zone.opener) else None


def _heard_from(doc: Document, zone: Zone) -> Phrase | None:
    """The sources from which a paper has learnt something: from informed sources, that …"""
    for kind, first, last in zone.adjuncts:
        if kind == "pp" and doc.words[first].norm in doc.pack.frames.who and first + 1 < last:
            phrase = noun_phrase(doc, first + 1, doc.sentence_end(first))
            if phrase is not None and phrase.cls in SPEAKING:
                return phrase
    return None


def _issuer(doc: Document, cue: CueAt) -> tuple[Phrase | None, str]:
    """Who issued the statement in which something is said, if named right before it: the ministry published one."""
    issuer = phrase_before(doc, cue.first - 1, doc.sentence_start(cue.first))
    if issuer is not None and issuer.cls == "thing" and finite(doc, issuer.head):
        issuer = phrase_before(doc, cue.first - 1, issuer.head + 1)  # "published" is spelled like a noun
    if issuer is None or issuer.cls not in SPEAKING or not agrees(issuer, cue, before=True):
        return None, "none"
    return issuer, "before"


def _clause_at_once(doc: Document, cue: CueAt) -> bool:
    """Whether content opens right after the cue."""
    if cue.last >= len(doc):
        return False
    found = opener(doc, cue.last, cue, object_seen=True)
    return found is not None and found.frame in SPOKEN


def _told_in(doc: Document, cue: CueAt, by_token: dict[int, list[CueAt]]) -> Draft | None:
    """`It says in the statement that …`: the document after the preposition is the source."""
    within = doc.is_a(cue.last - 1, "pronominal")  # "a statement in which it says that …"
    source = _document_before(doc, cue) if within else noun_phrase(doc, cue.last, doc.sentence_end(cue.first))
    if source is None or source.cls not in ("head.document", "thing"):
        return None
    last = cue.last if within else source.last
    zone = zone_after(doc, msgspec.structs.replace(cue, last=last), True, by_token, source)
    if zone.opener is None or zone.opener.frame not in SPOKEN:
        return None
    return Draft(
        cue=cue, opener=zone.opener, source=source, order="antecedent" if within else "after",
        adjuncts=zone.adjuncts, carriers=zone.carriers, first=cue.first, last=zone.last, rule=f"phrase/{cue.entry.id}",
    )  # fmt: skip


def _document_before(doc: Document, cue: CueAt) -> Phrase | None:
    """The document of the same sentence that a pronoun of the cue stands for."""
    for at in range(cue.first - 1, doc.sentence_start(cue.first) - 1, -1):
        if doc.is_a(at, "head.document"):
            return noun_phrase(doc, at, cue.first)
    return None


# Participles ------------------------------------------------------------------------------------


def _participle(doc: Document, cue: CueAt, by_token: dict[int, list[CueAt]]) -> Draft | None:
    """A participle goes on with the speaker of the sentence; a definite one describes somebody."""
    if cue.definite or cue.preposition or cue.after is not None:
        return None  # with a pronoun on it: its seat, their demands
    if keeps_silent(doc, cue):
        return None
    light = light_verb(doc, cue, None)
    if light is not None:
        return light
    zone = zone_after(doc, cue, True, by_token)
    _clause_behind(doc, cue, zone, by_token)
    if zone.opener is None or not enough(doc, cue, zone.opener):
        return None
    at_once = zone.opener.first == cue.last
    if cue.entry.act == "admit" and zone.opener.frame not in SPOKEN and not at_once:
        return None  # a seat, spelled like admitting
    if (
        cue.entry.id in doc.pack.frames.transitive
        and cue.entry.act == "accuse"
        and zone.opener.frame == "by"
        and at_once
    ):
        return None  # one accused of it: who accuses somebody names him
    if doc.is_a(cue.first, "adverb") and not _clause_at_once(doc, cue):
        return None
    urging = zone.opener.frame == "object" and cue.entry.act == "demand" and zone.opener.first == cue.last
    urging = urging and (cue.gender, cue.number) == ("m", "p")
    if not urging and not _adverbial(doc, cue) and not _clause_at_once(doc, cue):
        return None  # a noun: a speaker, an accuser, a supporter
    return Draft(
        cue=zone.cue or cue, opener=zone.opener, order="none", adjuncts=zone.adjuncts, first=cue.first,
        last=zone.last, rule=f"participle/{zone.opener.frame}",
    )  # fmt: skip


def _gathered(doc: Document, cue: CueAt) -> bool:
    """Whether a plural participle stands behind a clause, and what its verb needs follows it at once."""
    before = doc.words[cue.first - 1]
    if not before.definite or before.kind != "word" or cue.last >= doc.sentence_end(cue.first):
        return False
    found = opener(doc, cue.last, cue, object_seen=True)
    if found is None or found.frame not in (*cue.entry.needs, *SPOKEN):
        return False
    clause = range(doc.sentence_start(cue.first), cue.first - 1)
    return len(clause) > 1 and not any(doc.is_a(k, "auxiliary") for k in clause)


def _adverbial(doc: Document, cue: CueAt) -> bool:
    """Whether a participle stands as an adverb of the saying: with its ending, or set off by a comma."""
    word = doc.words[cue.first]
    if cue.gender == "m" and cue.number == "s" and word.norm.endswith(doc.pack.frames.adverbial[-1:]):
        return True
    if cue.number == "s" and cue.gender == "f" and cue.first and doc.words[cue.first - 1].norm in COMMAS:
        return True
    if cue.number == "p" and cue.gender == "m" and cue.first and word.norm.endswith(doc.pack.frames.oblique):
        if doc.words[cue.first - 1].norm in COMMAS:
            return True  # several speakers go on: "stressing that", set off by a comma
        if cue.entry.act in ("demand", "condemn") and _gathered(doc, cue):
            return True  # hundreds went into the streets demanding
    if word.known and not word.classes.isdisjoint(("noun", "head.person", "head.group", "adjective")):
        return False
    if cue.gender == "m" and cue.number == "s":
        return _clause_at_once(doc, cue)
    return cue.number == "s" and cue.first > 0 and doc.words[cue.first - 1].kind == "punct"

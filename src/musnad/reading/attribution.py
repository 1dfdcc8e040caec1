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
from musnad.reading.frames.passing import describes_saying
from musnad.reading.frames.pointing import pointed_at
from musnad.reading.frames.setoff import day_behind
from musnad.reading.frames.subjects import phrase_before, subject_before
from musnad.reading.frames.verbplaces import clause_initial, describing, implied, of_people, purposed, wished, within
from musnad.reading.frames.zone import zone_after
from musnad.reading.phrases.agreement import agrees, inanimate, mute
from musnad.reading.phrases.nounphrases import Phrase, noun_phrase
from musnad.reading.phrases.wordkinds import HUMAN, finite

_TURNS = frozenset({"end"})  # what ends content turns to the next speaker where a sentence begins: for his part
_THINGS_DO = ("state", "confirm", "warn", "promise", "deny")  # acts that are told of things too: facts prove, threaten
_NEAR = 4  # tokens between who told something and what it was about
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
    if cue.negated and (cue.entry.act not in ("deny", "reject") or implied(doc, cue)):
        return None  # "this does not rule out that"
    if cue.tense == "present" and not cue.joined and wished(doc, cue.first):
        return None
    if cue.tense == "present" and purposed(doc, cue):
        return None  # so as to affirm that
    what = cue.after is None and cue.first > 0 and doc.is_a(cue.first - 1, "what")
    if what and cue.last < len(doc) and doc.is_a(cue.last, "negation"):
        return None  # what was mentioned is not …
    if leads_back(doc, cue) >= 0:
        return None  # which it denies: backward.py
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
    if cue.after is not None and zone.opener.frame == "object" and cue.entry.needs in ((), ("object",)):
        return None  # which it announced: the pronoun is all that is announced
    if cue.entry.id in doc.pack.frames.counted and cue.tense == "present":
        subject = zone.source or before
        if (subject is not None and subject.cls == "thing") or (
            zone.opener.frame not in SPOKEN and zone.opener.first != cue.last
        ):
            return None  # "counts, with its capacity, as": spelled like promising
    if cue.person != 3 and doc.inside[cue.first] < 0 and (zone.opener.frame not in SPOKEN or cue.tense == "present"):
        return None  # outside speech nobody says "I": the form is spelled like that of another person
    if cue.person == 1 and cue.tense == "present" and doc.inside[cue.first] >= 0:
        return None  # who says "we call on you" does so in these very words: they are the content
    if cue.after is not None and "object" not in cue.entry.takes and cue.after.person == 3:
        passes = cue.entry.id in doc.pack.frames.relay_verbs
        if passes and describes_saying(doc, cue.first):
            return None  # in the statement, which the agency carried, that
        carried = passes and zone.opener.frame == "clause"
        told = doc.is_a(cue.first - 1, "what", "relative") and zone.opener.frame in ("clause", "about", "by")
        near = zone.source is not None and zone.opener.first - zone.source.last < _NEAR
        if zone.source is None or not (carried or (told and near)):
            return None  # "which he said": the pronoun stands for what was said, told elsewhere
    if cue.after is not None and zone.opener.frame == "object" and cue.first and doc.is_a(cue.first - 1, "what"):
        return None  # "which is what he confirmed": that was told before
    if doc.is_a(cue.first, "preposition") and not cue.joined and not _surely_verb(doc, cue, zone, before):
        return None  # spelled like a preposition
    thing = zone.source is not None and zone.source.cls == "thing" and not zone.source.definite
    if doc.is_a(cue.first, "preposition") and thing:
        return None  # and without concern …
    if before is None and zone.source is None and within(doc, cue):
        before, order = _issuer(doc, cue)
    source = before
    if before is not None and before.cls == "thing" and zone.source is not None and zone.source.cls in SPEAKING:
        before = None  # a thing stands before the verb, a speaker after it
    if zone.source is not None and (before is None or order == "antecedent" or zone.carriers):
        source, order = zone.source, "after"
    if source is None:
        rare = cue.number == "d" or (cue.number == "p" and cue.gender == "f")
        if rare and (zone.opener.frame not in SPOKEN or not clause_initial(doc, cue)):
            return None  # rare forms that other words are spelled like
        if order == "antecedent" and zone.opener.frame not in SPOKEN:
            return None  # those who keep to the rules
        order = "none"
        if zone.opener.frame not in SPOKEN and (not clause_initial(doc, cue) or describing(doc, cue)):
            return None  # a verb that describes the noun before it
    if cue.entry.id in doc.pack.frames.measuring and zone.opener.frame == "object":
        if source is None or source.cls == "thing":
            return None  # their number is put at
    described = order == "antecedent" or (order == "before" and cue.entry.act in _THINGS_DO)
    if source is None and cue.entry.id in doc.pack.frames.impersonal and cue.tense == "present" and cue.gender == "m":
        return None  # it is expected that
    if cue.after is None and cue.entry.id in doc.pack.frames.deemed and zone.opener.first == cue.last:
        somebody = source is not None and (order == "after" or cue.last in doc.names or cue.tense != "present")
        if zone.opener.frame == "object" and not doc.words[cue.last].definite and not somebody:
            return None  # is considered a part of
    if source is not None and order == "after" and doc.words[source.first].kind == "number":
        if source.cls not in HUMAN:
            return None  # a number says nothing
    if source is not None and source.cls == "thing" and cue.entry.act == "demand" and cue.entry.strength == "weak":
        return None  # racist words were directed
    if (
        source is not None
        and described
        and inanimate(doc, source)
        and not (order == "before" and of_people(cue) and doc.words[source.head].after is None)
    ):
        if cue.entry.id not in doc.pack.frames.bare or zone.opener.frame not in SPOKEN:
            return None  # "evidence shows that": nobody speaks
        # things do not say: pictures which, they said, …
        behind = zone.source if zone.source is not None and zone.source.cls != "thing" else None
        source, order = behind, "none" if behind is None else "after"
    if source is not None and order == "after" and not zone.carriers and mute(doc, source, cue):
        if source.last == zone.opener.first and not doc.is_a(source.head, "demonstrative"):
            frame = "object" if zone.opener.frame not in SPOKEN else zone.opener.frame
            zone.opener, zone.last = Opener(frame, source.first), source.first
        source, order = None, "none"
    if cue.entry.id in doc.pack.frames.heard:
        if source is None or order != "after" or source.cls not in _PAPERS or cue.tense != "past":
            return None
        named = _heard_from(doc, zone)
        if named is not None:
            zone.carriers, source = [source], named
    final = zone.cue or cue
    return Draft(
        cue=final, opener=zone.opener, source=source, order=order, adjuncts=zone.adjuncts, carriers=zone.carriers,
        first=cue.first, last=zone.last, rule=f"verb/{zone.opener.frame}", negates=cue.negated,
    )  # fmt: skip


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


def _surely_verb(doc: Document, cue: CueAt, zone: Zone, before: Phrase | None) -> bool:
    """Whether what is spelled like a preposition has a speaker and a clause, as only a verb has."""
    assert zone.opener is not None
    source = zone.source or before
    if before is not None and before.last < cue.first:
        return False  # a subject stands beside it
    if before is None and cue.first - 1 in doc.closes:
        return False
    if before is None and cue.first > doc.sentence_start(cue.first):
        previous = doc.words[cue.first - 1]
        turn = doc.pack.lexicon.match(doc.words, doc.sentence_start(cue.first), _TURNS)
        turned = turn is not None and turn.last == cue.first
        if previous.kind == "word" and "auxiliary" not in previous.classes and not turned:
            return False
    return zone.opener.frame in ("clause", "quote", "colon", "about") and (
        source is not None and source.cls in SPEAKING
    )


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
    if source is None or source.cls != "head.document":
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
    light = light_verb(doc, cue, None)
    if light is not None:
        return light
    zone = zone_after(doc, cue, True, by_token)
    _clause_behind(doc, cue, zone, by_token)
    if zone.opener is None or not enough(doc, cue, zone.opener):
        return None
    if cue.entry.act == "admit" and zone.opener.frame not in SPOKEN and zone.opener.first != cue.last:
        return None  # a seat, spelled like admitting
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


def _adverbial(doc: Document, cue: CueAt) -> bool:
    """Whether a participle stands as an adverb of the saying: with its ending, or set off by a comma."""
    word = doc.words[cue.first]
    if cue.gender == "m" and cue.number == "s" and word.norm.endswith(doc.pack.frames.adverbial[-1:]):
        return True
    if cue.number == "s" and cue.gender == "f" and cue.first and doc.words[cue.first - 1].norm in ("،", ","):
        return True
    if cue.number == "p" and cue.gender == "m" and cue.first and word.norm.endswith(doc.pack.frames.oblique):
        if doc.words[cue.first - 1].norm in ("،", ","):
            return True  # several speakers go on: "stressing that", set off by a comma
    if word.known and not word.classes.isdisjoint(("noun", "head.person", "head.group", "adjective")):
        return False
    if cue.gender == "m" and cue.number == "s":
        return _clause_at_once(doc, cue)
    return cue.number == "s" and cue.first > 0 and doc.words[cue.first - 1].kind == "punct"

"""Why a verb of saying says nothing here: rules about the verb, its zone and its source, each with its example.

Forms of verbs of saying are spelled like those of other words, verbs of saying tell other things too (numbers *are put
at*, evidence *shows*), and a pronoun may stand for what was said elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from musnad.reading.cues import CueAt
from musnad.reading.document import Document
from musnad.reading.frames.nouncues import SPEAKING
from musnad.reading.frames.openers import SPOKEN, Opener, complementiser
from musnad.reading.frames.othercues import Zone
from musnad.reading.frames.passing import describes_saying
from musnad.reading.frames.verbplaces import clause_initial, describing, implied, purposed, wished
from musnad.reading.phrases.nounphrases import Phrase, noun_phrase
from musnad.reading.phrases.phrasestarts import starts_phrase
from musnad.reading.phrases.wordkinds import HUMAN

_TURNS = frozenset({"end"})  # what ends content turns to the next speaker where a sentence begins: for his part
_NEAR = 4  # tokens between who told something and what it was about

_REFUSED = 6  # tokens from a verb of refusing to the speaking that is refused
_CLOSE = 4  # tokens from a verb of purpose to what was said


class Verb(msgspec.Struct):
    """A verb of saying with what was found around it."""

    doc: Document
    cue: CueAt
    zone: Zone
    opener: Opener
    before: Phrase | None  # the phrase before the verb that may be its subject
    order: str  # where the source stands: before, after, antecedent, none
    source: Phrase | None = None

    @property
    def spoken(self) -> bool:
        """Whether a clause or speech is told, not a noun phrase."""
        return self.opener.frame in SPOKEN

    def listed(self, entries: frozenset[str]) -> bool:
        """Whether the verb's entry is one of those."""
        return self.cue.entry.id in entries


def at_once(doc: Document, cue: CueAt) -> bool:
    """Whether what was said follows a verb of purpose at once, so that it was said: called him to say that."""
    for at in range(cue.last, min(cue.last + _CLOSE, doc.sentence_end(cue.first))):
        if complementiser(doc, at) or at in doc.opens or doc.words[at].norm == ":":
            return True
        if at in doc.time_at or doc.is_a(at, "pronominal", "adverb"):
            continue
        return False
    return False


def keeps_silent(doc: Document, cue: CueAt) -> bool:
    """Whether somebody only refuses to speak: refused to answer questions about it."""
    if cue.entry.act != "reject" or not (cue.finite or cue.tense == "participle"):
        return False
    for at in range(cue.last, min(cue.last + _REFUSED, doc.sentence_end(cue.first) - 1)):
        word = doc.words[at]
        if word.kind != "word" or "that" in word.classes:
            return False
        if word.definite and word.stem in doc.pack.frames.speaking:
            return "preposition" in doc.words[at + 1].classes or doc.words[at + 1].kind == "punct"
        if not word.before and any(c.form.tense == "masdar" for c in word.cues):
            return False
    return False


def silent(doc: Document, cue: CueAt) -> bool:
    """Whether the verb by itself says nothing, whatever stands around it."""
    if cue.negated and (cue.entry.act not in ("deny", "reject") or implied(doc, cue)):
        return True  # "this does not rule out that"
    if cue.tense == "present" and (
        (not cue.joined and wished(doc, cue.first)) or (purposed(doc, cue) and not at_once(doc, cue))
    ):
        return True  # so as to affirm that
    if cue.first and doc.words[cue.first - 1].norm in doc.pack.frames.asking:
        return True  # did the minister reveal
    if cue.entry.id in doc.pack.frames.thinking and (cue.tense == "present" or cue.person != 3):
        return True  # he hopes, he fears: what he thinks
    if keeps_silent(doc, cue):
        return True
    what = cue.after is None and cue.first > 0 and doc.is_a(cue.first - 1, "what")
    return what and cue.last < len(doc) and doc.is_a(cue.last, "negation")  # what was mentioned is not …


def refused_by_zone(verb: Verb) -> bool:
    """Whether what stands between the verb and its content tells that nothing is said."""
    return any(refuses(verb) for refuses in _OF_ZONE)


def refused_by_source(verb: Verb) -> bool:
    """Whether who would speak, or that nobody is told, tells that nothing is said."""
    return any(refuses(verb) for refuses in _OF_SOURCE)


# Of the zone ------------------------------------------------------------------------------------


def _only_pronoun(verb: Verb) -> bool:
    """Which it announced: the pronoun is all that is announced."""
    return verb.cue.after is not None and verb.opener.frame == "object" and verb.cue.entry.needs in ((), ("object",))


def _counts(verb: Verb) -> bool:
    """It counts, with its capacity, as: spelled like promising."""
    if not verb.listed(verb.doc.pack.frames.counted) or verb.cue.tense != "present":
        return False
    subject = verb.zone.source or verb.before
    return (subject is not None and subject.cls == "thing") or (not verb.spoken and verb.opener.first != verb.cue.last)


def _first_person(verb: Verb) -> bool:
    """Outside speech nobody says "I": the form is another's. Who says "we call on you" does so: it is the content."""
    cue = verb.cue
    if verb.doc.inside[cue.first] < 0:
        return cue.person != 3 and (not verb.spoken or cue.tense == "present")
    return cue.person == 1 and cue.tense == "present"


def _told_elsewhere(verb: Verb) -> bool:
    """Which he said: the pronoun stands for what was said, told elsewhere."""
    doc, cue, zone = verb.doc, verb.cue, verb.zone
    if cue.after is None or "object" in cue.entry.takes or cue.after.person != 3:
        return False
    passes = verb.listed(doc.pack.frames.relay_verbs)
    if passes and describes_saying(doc, cue.first):
        return True  # in the statement, which the agency carried, that
    carried = passes and verb.opener.frame == "clause"
    told = doc.is_a(cue.first - 1, "what", "relative") and verb.opener.frame in ("clause", "about", "by")
    near = zone.source is not None and verb.opener.first - zone.source.last < _NEAR
    return zone.source is None or not (carried or (told and near))


def _confirmed(verb: Verb) -> bool:
    """Which is what he confirmed: that was told before."""
    cue = verb.cue
    behind_what = cue.first > 0 and verb.doc.is_a(cue.first - 1, "what")
    return cue.after is not None and verb.opener.frame == "object" and behind_what


def _preposition(verb: Verb) -> bool:
    """Spelled like a preposition: and without concern …"""
    doc, cue, source = verb.doc, verb.cue, verb.zone.source
    if not doc.is_a(cue.first, "preposition"):
        return False
    return (not cue.joined and not _surely_verb(verb)) or (
        source is not None and source.cls == "thing" and not source.definite
    )


def _surely_verb(verb: Verb) -> bool:
    """Whether what is spelled like a preposition has a speaker and a clause, as only a verb has."""
    doc, cue, before = verb.doc, verb.cue, verb.before
    source = verb.zone.source or before
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
    return verb.opener.frame in ("clause", "quote", "colon", "about") and (
        source is not None and source.cls in SPEAKING
    )


def _by_deeds(verb: Verb) -> bool:
    """Showed great resistance; renewed the contract."""
    doc, frames, at = verb.doc, verb.doc.pack.frames, verb.opener.first
    if verb.opener.frame != "object" or not verb.listed(frames.renewing):
        return False
    word = doc.words[at]
    stems = {word.stem.removeprefix(doc.pack.lexicon.article), *(base for base, _ in word.owned)}
    if verb.listed(frames.voicing):
        return not stems.isdisjoint(frames.shown)
    told = any(c.form.tense in ("noun", "masdar") for c in word.cues) or "masdar" in word.classes
    return verb.cue.entry.needs[:1] == ("object",) and not told and stems.isdisjoint(frames.renewed)


def _accused(verb: Verb) -> bool:
    """Was accused of: an accusation tells whom it is aimed at."""
    cue = verb.cue
    aimed = cue.entry.act == "accuse" and verb.listed(verb.doc.pack.frames.transitive)
    return aimed and cue.after is None and verb.opener.frame == "by" and verb.opener.first == cue.last


_OF_ZONE: tuple[Callable[[Verb], bool], ...] = (
    _only_pronoun,
    _counts,
    _first_person,
    _told_elsewhere,
    _confirmed,
    _preposition,
    _by_deeds,
    _accused,
)

# Of the source ----------------------------------------------------------------------------------


def _nobody(verb: Verb) -> bool:
    """Nobody speaks: rare forms that other words are spelled like; those who keep to rules; what describes a noun."""
    doc, cue = verb.doc, verb.cue
    if verb.source is not None:
        return False
    if (
        cue.after is not None
        and verb.listed(doc.pack.frames.deemed)
        and cue.first
        and doc.is_a(cue.first - 1, "relative")
    ):
        return False  # which they consider dangerous
    rare = cue.number == "d" or (cue.number == "p" and cue.gender == "f")
    if rare and not (verb.spoken and clause_initial(doc, cue)):
        return True
    if verb.spoken:
        return False
    return verb.order == "antecedent" or not clause_initial(doc, cue) or describing(doc, cue)


def _measures(verb: Verb) -> bool:
    """Their number is put at."""
    measures = verb.listed(verb.doc.pack.frames.measuring) and verb.opener.frame == "object"
    return measures and (verb.source is None or verb.source.cls == "thing")


def _impersonal(verb: Verb) -> bool:
    """It is expected that."""
    cue = verb.cue
    masculine = cue.tense == "present" and cue.gender == "m"
    return verb.source is None and masculine and verb.listed(verb.doc.pack.frames.impersonal)


def _deemed(verb: Verb) -> bool:
    """Is considered a part of; the office, which is considered the largest, said that: "that" is of the saying."""
    doc, cue = verb.doc, verb.cue
    described = cue.tense == "present" and cue.first > 0 and doc.is_a(cue.first - 1, "relative")
    if described and cue.after is None and verb.listed(doc.pack.frames.deemed) and verb.opener.first != cue.last:
        return verb.opener.frame == "clause"
    if cue.after is not None or not verb.listed(doc.pack.frames.deemed) or verb.opener.first != cue.last:
        return False
    behind = verb.order == "after" or cue.last in doc.names or cue.tense != "present"
    somebody = verb.source is not None and behind
    return verb.opener.frame == "object" and not somebody and not _definite(doc, cue.last)


def _definite(doc: Document, at: int) -> bool:
    """Whether a definite phrase begins at a token: by its article, or, all of it, by that of what it is of."""
    if doc.words[at].definite or not doc.is_a(at, "quantifier"):
        return doc.words[at].definite
    phrase = noun_phrase(doc, at, doc.sentence_end(at)) if starts_phrase(doc, at) else None
    return phrase is not None and phrase.definite


def _number(verb: Verb) -> bool:
    """A number says nothing."""
    source = verb.source
    if source is None or verb.order != "after":
        return False
    return verb.doc.words[source.first].kind == "number" and source.cls not in HUMAN


def _directed(verb: Verb) -> bool:
    """Racist words were directed."""
    entry = verb.cue.entry
    thing = verb.source is not None and verb.source.cls == "thing"
    return thing and entry.act == "demand" and entry.strength == "weak"


_OF_SOURCE: tuple[Callable[[Verb], bool], ...] = (_nobody, _measures, _impersonal, _deemed, _number, _directed)

"""What may stand between a cue and its content and is neither source nor content, step by step.

Each step looks at the token a walk stands at and says what it makes of it (`walk.Step`); the order in which they are
asked is in `zone.py`.
"""

from __future__ import annotations

import msgspec

from musnad.lang.lexicon import PSEUDO
from musnad.reading.document import Document
from musnad.reading.frames.ahead import by_saying, clause_past_description, dashed_aside, elsewhere, verbal_aside
from musnad.reading.frames.asides import attributed_aside, own_saying, taken_from
from musnad.reading.frames.openers import Opener, complementiser, opener, owned_object, speech
from musnad.reading.frames.othercues import other_cue
from musnad.reading.frames.passing import (
    PASSIVE,
    and_others,
    describes_document,
    describes_saying,
    from_somebody,
    media_between,
    relayed_from,
)
from musnad.reading.frames.skipping import past_adjunct, past_adverb, past_relative, to_channel
from musnad.reading.frames.sourcephrase import subject_goes_on
from musnad.reading.frames.walk import Step, Walk
from musnad.reading.phrases.agreement import person
from musnad.reading.phrases.deeds import misspelt_deed
from musnad.reading.phrases.nounphrases import Phrase, noun_phrase
from musnad.reading.phrases.phraseparts import bracketed_name
from musnad.reading.phrases.phrasestarts import somebody, starts_phrase
from musnad.reading.phrases.wordkinds import adjunct_preposition

_COMMAS = frozenset({"،", ",", "-", "–"})
_ENDS = frozenset({".", "؟", "?", "!", "؛", ";", "…"})
_MOST_COMMAS = 6
_CARRIED = 30  # tokens from whom something was carried to what was said
_SAYING = 8  # tokens from a noun of saying to what was said


def time(walk: Walk) -> Step:
    """When it was said."""
    last = walk.doc.time_at.get(walk.at)
    return None if last is None else walk.beside("time", walk.at, last)


def content(walk: Walk) -> Step:
    """Where content may open, unless more of the subject or another's content is told there."""
    doc, at, end, cue, zone, by_token = walk.doc, walk.at, walk.end, walk.cue, walk.zone, walk.by_token
    prepositions = doc.pack.frames.prepositions
    sourced = zone.source is not None
    seen = cue.after is not None or (sourced and "what" not in doc.words[at].classes)
    found = opener(doc, at, cue, object_seen=seen)
    if (said := by_saying(doc, at, end, cue, by_token)) is not None and (sourced or walk.known):
        return walk.opens(said)
    if found is None or (walk.predicate and (walk.commas or found.frame in prepositions)):
        return None
    margin = at + 1 < end and doc.words[at + 1].norm in doc.pack.occasions.margins
    if found.frame in prepositions and (margin or to_channel(doc, at)):
        return None  # on the margin of
    if (walk.relay and found.frame == "about") or (found.frame in ("about", "to") and from_whom(walk)):
        return None  # from whom it was carried comes first
    if subject_goes_on(walk):
        return "on"
    if found.frame in prepositions and _of_adjunct(doc, at) and _clause_told(walk):
        return walk.beside("pp", at, max(past_adjunct(doc, at, end, walk.takes), at + 1))
    if found.frame == "by" and elsewhere(doc, at, end, cue, by_token):
        return walk.beside("pp", at, at + 1, max(past_adjunct(doc, at, end, walk.takes), at + 1))
    return walk.opens(found, at)


def _of_adjunct(doc: Document, at: int) -> bool:
    """Whether a preposition at a token belongs to a noun of when something was said: after his meeting with, …"""
    if at < 2 or not doc.is_a(at - 2, "occasion") or at - 1 in doc.names:
        return False
    return doc.words[at - 1].after is not None or bool(doc.words[at - 1].owned)


def _clause_told(walk: Walk) -> bool:
    """Whether a clause is told behind the token of a walk, before any other verb of saying."""
    if "clause" not in walk.takes:
        return False
    for k in range(walk.at + 1, walk.end):
        if complementiser(walk.doc, k):
            return not walk.doc.words[k].before
        if any(c.finite for c in walk.by_token.get(k, ())[:1]):
            return False
    return False


def carried_from(walk: Walk) -> Step:
    """A relayed from B: the subject carried it, the one after the preposition said it."""
    first = from_whom(walk)
    if not first:
        return None
    walk.carried = True
    walk.at = _carried(walk, first)
    return "done" if walk.zone.opener is not None else "on"


def from_whom(walk: Walk) -> int:
    """Where whoever spoke begins, behind the preposition at which the walk stands; 0 where it leads to nobody such.

    Behind a verb of carrying anybody; behind one of reporting, somebody from whom a medium has it; behind one of
    ascribing ("to an official his saying that"), whose saying follows.
    """
    doc, at, cue, frames = walk.doc, walk.at, walk.cue, walk.doc.pack.frames
    if walk.carried:
        return 0
    size = relayed_from(doc, at)
    if size and walk.relay:
        return at + size
    if size and cue.entry.id in frames.reporting and _of_medium(walk):
        who = noun_phrase(doc, at + size, walk.end)
        own = walk.by_token.get(who.last, ()) if who is not None else ()
        if from_somebody(doc, at) or any(c.tense in ("masdar", "noun") and c.after is not None for c in own):
            return at + size
    if cue.entry.id not in frames.ascribing:
        return 0
    forms = {form for name in ("to", "for") for form in frames.prepositions[name]}
    first = at if not forms.isdisjoint(doc.words[at].before) else at + 1 if doc.words[at].norm in forms else 0
    phrase = noun_phrase(doc, first, walk.end, behind_clitic=True) if first else None
    if phrase is None:
        return 0
    saying = walk.by_token.get(phrase.last, ())
    return first if any(c.tense in ("masdar", "noun") for c in saying) or _ascribed(walk, phrase) else 0


def _ascribed(walk: Walk, phrase: Phrase) -> int:
    """Where the saying stands that is ascribed to somebody: the saying that, that he said that; 0 for none."""
    doc, last = walk.doc, phrase.last
    for k in range(phrase.head + 1, min(last + 1, walk.end - 1)):
        named = any(c.tense in ("masdar", "noun") and c.definite for c in walk.by_token.get(k, ()))
        if named and (complementiser(doc, k + 1) or doc.words[k + 1].norm == ":" or k + 1 in doc.opens):
            return k
    he = last + 1 < walk.end and doc.is_a(last, "that") and any(c.person == 3 for _, c in doc.words[last].owned)
    said = walk.by_token.get(last + 1, ()) if he else ()
    return last + 1 if any(c.finite and c.tense == "past" and not c.negated for c in said) else 0


def _of_medium(walk: Walk) -> bool:
    """Whether who reports is a medium."""
    who = walk.zone.source or walk.subject
    return who is not None and bool(media_between(walk.doc, who.first, who.last))


def _carried(walk: Walk, first: int) -> int:
    """Who said what was carried, and what: behind a noun of saying ("his saying that …"), or where it opens by itself.

    ``first`` is where whoever said it begins. Returns where to go on.
    """
    doc, end, cue, zone, by_token = walk.doc, walk.end, walk.cue, walk.zone, walk.by_token
    phrase = noun_phrase(doc, first, end, behind_clitic=cue.entry.id in doc.pack.frames.ascribing)
    if phrase is None:
        return first
    carrier = zone.source or walk.subject
    if carrier is not None:
        zone.carriers = [carrier]
    said = _ascribed(walk, phrase) if cue.entry.id in doc.pack.frames.ascribing else 0
    if 0 < said < phrase.last:
        phrase = msgspec.structs.replace(phrase, last=said)
    zone.source = phrase
    described = phrase.last < end and doc.is_a(phrase.last, "relative")  # "the minister, who began …, his call to …"
    for k in range(said or phrase.last, min(end, phrase.last + _CARRIED)):
        saying = next((c for c in by_token.get(k, ()) if c.tense in ("masdar", "noun") or k == said), None)
        if saying is not None:
            for m in range(k + 1, min(k + _SAYING, end)):
                found = opener(doc, m, saying, object_seen=False)
                if found is None and owned_object(doc, m, saying):
                    found = Opener("object", m)
                if found is not None:
                    zone.cue, zone.opener, zone.last = saying, found, m
                    return m
        found = opener(doc, k, cue, object_seen=True)
        if found is not None and found.frame in ("clause", "quote", "colon"):
            zone.opener, zone.last = found, k
            return k
        if k in by_token and by_token[k][0].finite and not by_token[k][0].negated and not described:
            break
    return phrase.last


def bracket(walk: Walk) -> Step:
    """Something in brackets, unless it is the name of who speaks."""
    doc, at = walk.doc, walk.at
    if at not in doc.bracket_at or (at == walk.cue.last and not walk.known and bracketed_name(doc, at)):
        return None
    return walk.on(doc.bracket_at[at])


def punctuation(walk: Walk) -> Step:
    """Commas with what is set off by them, marks that end a sentence, quotations."""
    doc, at = walk.doc, walk.at
    word = doc.words[at]
    if word.kind not in ("punct", "dots"):
        return None
    if word.norm in _COMMAS:
        if step := _comma(walk):
            return step
    elif word.norm == "." and at + 1 < walk.end and doc.tokens.ends[at] == doc.tokens.starts[at + 1]:
        return walk.on(at + 1)  # between spelt letters
    elif word.norm in _ENDS:
        return "stop"
    elif at in doc.opens and (step := _quotation(walk)):
        return step
    return None if at in doc.opens else walk.on(at + 1)


def _comma(walk: Walk) -> Step:
    walk.commas += 1
    if walk.commas > _MOST_COMMAS:
        return "stop"
    if walk.zone.source is None and not walk.known:
        return None
    if close := verbal_aside(walk.doc, walk.at, walk.end, walk.cue):
        return walk.on(close)
    if close := dashed_aside(walk.doc, walk.at, walk.end, walk.cue):
        return walk.beside("pp", walk.at + 1, close)
    return None


def _quotation(walk: Walk) -> Step:
    doc, at, source = walk.doc, walk.at, walk.zone.source
    close = doc.quote_tokens[doc.opens[at]][1]
    if "object" not in walk.takes and (walk.known or source is not None):
        return walk.on(close)
    if subject_goes_on(walk):
        return "on"
    behind = at == source.last if source is not None else walk.wants_object and walk.cue.after is None
    if "object" in walk.takes and behind and at > walk.cue.last and speech(doc, at):
        return walk.object(at)  # condemned "the flagrant breach of …"
    return None if starts_phrase(doc, at) else walk.on(close)


def silent(walk: Walk) -> Step:
    """What looks like a cue and is none: who asked not to be named."""
    if not walk.doc.words[walk.at].phrases or somebody(walk.doc, walk.at):
        return None
    match = walk.doc.pack.lexicon.match(walk.doc.words, walk.at, PSEUDO)
    return None if match is None else walk.on(match.last)


def absence(walk: Walk) -> Step:
    """Affirmed the absence of …, the nearness of …"""
    doc, at, source = walk.doc, walk.at, walk.zone.source
    behind = source.last if source is not None else walk.cue.last if walk.known or walk.subject is not None else -1
    if at == behind and "object" in walk.takes and misspelt_deed(doc, at):
        return walk.object(at)
    if doc.words[at].norm not in doc.pack.frames.absence or "object" not in walk.takes:
        return None
    return walk.object(at) if at + 1 < walk.end and starts_phrase(doc, at + 1) else None


def adverb(walk: Walk) -> Step:
    """Adverbs."""
    passed = past_adverb(walk.doc, walk.at, walk.end) if walk.doc.words[walk.at].kind == "word" else 0
    return walk.on(passed) if passed else None


def occasion(walk: Walk) -> Step:
    """The occasion of a saying: at a meeting, after talks with."""
    doc, at = walk.doc, walk.at
    if "occasion" not in doc.words[at].classes:
        return None
    walk.loose = True
    return walk.beside("occasion", at, at + 1, past_adjunct(doc, at + 1, walk.end, walk.takes))


def aside(walk: Walk) -> Step:
    """An aside that attributes: by an agency's word, quoting its director."""
    doc, at, end, cue, zone, by_token = walk.doc, walk.at, walk.end, walk.cue, walk.zone, walk.by_token
    last = attributed_aside(doc, at, end, cue, by_token) if at in by_token and at > cue.first else 0
    if not last:
        return None
    root = taken_from(doc, by_token[at][0], last)
    carrier = zone.source or walk.subject
    cites = carrier is not None and (not person(carrier) or bool(media_between(doc, carrier.first, at)))
    if root is not None and carrier is not None and cites:
        zone.carriers, zone.source = [carrier], root
        if (own := own_saying(doc, last, end, by_token)) is not None:
            zone.adjuncts.append(("aside", at, last))
            zone.cue = own[0]
            return walk.opens(own[1])
    else:
        zone.carriers += media_between(doc, at, last)
    return walk.beside("aside", at, last)


def broadcast(walk: Walk) -> Step:
    """Who carried the speech: in a speech (which) the channel carried."""
    doc, at = walk.doc, walk.at
    known = walk.zone.source is not None or walk.known
    if known and "clause" in walk.takes and not walk.relay and (that := clause_past_description(doc, at, walk.end)):
        return walk.beside("pp", at, that)
    carried = doc.words[at].norm in doc.pack.people.carried and describes_saying(doc, at)
    if not carried and known and (made := describes_document(doc, at)):
        if made == PASSIVE:
            return walk.on(at + 1)  # a study published yesterday
    elif not carried:
        return None
    after = at + 1 + (at + 1 < walk.end and doc.is_a(at + 1, "pronominal"))  # an interview it held with him
    carrier = noun_phrase(doc, after, walk.end)
    return walk.beside("pp", at, carrier.last if carrier is not None else after)


def cue(walk: Walk) -> Step:
    """Another cue: the end of the walk, a part of the same saying, or of what describes it."""
    at = walk.at
    if at not in walk.by_token or at <= walk.cue.first:
        return None
    met = other_cue(walk.doc, at, walk.cue, walk.by_token, walk.commas, walk.zone)
    if met == "stop":
        return "stop"
    if met == "merge":
        walk.zone.cue = msgspec.structs.replace(walk.cue, last=at + 1)
    return walk.on(at + 1) if met else None


def relative_clause(walk: Walk) -> Step:
    """A clause that describes who speaks."""
    doc, at = walk.doc, walk.at
    word = doc.words[at]
    if "relative" not in word.classes and not ("pronoun" in word.classes and word.before):
        return None
    close = past_relative(doc, at, walk.end, walk.cue)
    if walk.relay and not walk.carried:  # the observatory, which has its seat in …, from medical sources
        close = next((k for k in range(at + 1, close) if from_somebody(doc, k)), close)
    return walk.on(close)


def others(walk: Walk) -> Step:
    """Others who carried it too."""
    if not walk.relay or walk.zone.source is None or walk.at != walk.zone.source.last:
        return None
    last = and_others(walk.doc, walk.at, walk.end, walk.stop)
    return walk.on(last) if last else None


def adjunct(walk: Walk) -> Step:
    """A preposition with what it governs: where, to whom."""
    doc, at = walk.doc, walk.at
    if not adjunct_preposition(doc, at):
        return None
    alone = bool(doc.words[at].before) or at in doc.names
    last = at + 1
    if "pronominal" not in doc.words[at].classes:
        last = max(past_adjunct(doc, at if alone else at + 1, walk.end, walk.takes), at + 1)
    return walk.beside("pp", at, last)

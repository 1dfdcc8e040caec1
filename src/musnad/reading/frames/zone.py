"""The stretch between a cue and its content, read piece by piece.

Subject, adjuncts (when, where, to whom), asides and carriers are told apart, until the first place at
which the content of the cue may open.
"""

from __future__ import annotations

import msgspec

from musnad.reading.cues import CueAt
from musnad.reading.document import Document
from musnad.reading.frames.ahead import (
    bare_speech,
    by_saying,
    clause_ahead,
    dashed_aside,
    elsewhere,
    far_clause,
    subject_to_that,
    that_near,
    verbal_aside,
)
from musnad.reading.frames.asides import attributed_aside, own_saying, taken_from
from musnad.reading.frames.openers import Opener, complementiser, opener, opens_behind, owned_object, speech
from musnad.reading.frames.othercues import Zone, other_cue
from musnad.reading.frames.passing import and_others, describes_saying, from_somebody, media_between, relayed_from
from musnad.reading.frames.skipping import far_opener, past_adjunct, past_adverb, past_relative, to_channel
from musnad.reading.frames.urged import urged
from musnad.reading.phrases.agreement import (
    accusative,
    adverb,
    contentlike,
    people,
    person,
    pronoun_subject,
    subject_after,
    subject_first,
)
from musnad.reading.phrases.deeds import bare_deed
from musnad.reading.phrases.nounphrases import Phrase, noun_phrase
from musnad.reading.phrases.phraseends import owned_noun, thing_after_name
from musnad.reading.phrases.phraseparts import bracketed_name
from musnad.reading.phrases.phrasestarts import starts_phrase
from musnad.reading.phrases.wordkinds import adjunct_preposition, is_verb

_PSEUDO = frozenset({"pseudo"})
_JUDGING = ("condemn", "welcome", "reject")  # acts whose object seldom is anybody
_CARRIED = 30  # tokens from whom something was carried to what was said
_STRESSED = 2  # tokens, with the closing mark, after a cue that is quoted for its wording
_ZONE = 70  # tokens between a cue and its content beyond which they are strangers


def zone_after(
    doc: Document,
    cue: CueAt,
    subject_known: bool,
    by_token: dict[int, list[CueAt]],
    subject: Phrase | None = None,
) -> Zone:
    """Read what follows a verb until its content opens."""
    words, frames = doc.words, doc.pack.frames
    subject_known = subject_known or pronoun_subject(doc, cue)
    takes, needs = set(cue.entry.takes), cue.entry.needs
    relay = cue.entry.id in frames.relay_verbs
    wants_object = "object" in takes and bool(needs)
    leading = takes - {"for"} if "to" in takes else takes  # the secretary general of (for) the United Nations called
    stop = frozenset(p for name in leading & set(frames.prepositions) for p in frames.prepositions[name])
    if relay:
        stop |= frozenset(form.split()[0] for form in frames.relay_from)
    zone = Zone(last=cue.last)
    if not subject_known and bare_speech(doc, cue.last, cue, by_token):
        zone.opener = Opener("clause", cue.last)  # "and said we welcome": speech without a mark
        return zone
    end = min(doc.sentence_end(cue.first), cue.last + _ZONE)
    if doc.inside[cue.first] >= 0:
        first, close = doc.quote_tokens[doc.inside[cue.first]]
        if first + 1 != cue.first or close - cue.last > _STRESSED:  # not «strongly denied» what follows
            end = min(end, close - 1)
    at, commas, loose, carried, predicate = cue.last, 0, False, False, False
    object_seen = cue.after is not None
    while at < end:
        word = words[at]
        if at in doc.time_at:
            zone.adjuncts.append(("time", at, doc.time_at[at]))
            at = doc.time_at[at]
            continue
        found = opener(
            doc, at, cue, object_seen=object_seen or (zone.source is not None and "what" not in word.classes)
        )
        if (said := by_saying(doc, at, end, cue, by_token)) is not None and (zone.source is not None or subject_known):
            zone.opener, zone.last = said, said.first
            return zone
        if found is not None and predicate and (commas or found.frame in frames.prepositions):
            found = None
        if found is not None and not (found.frame in frames.prepositions and to_channel(doc, at)):
            if relay and found.frame == "about":
                found = None  # from whom it was carried comes first
            elif further := _goes_on(doc, at, end, cue, zone, by_token):
                at = further
                continue
            elif found.frame == "by" and elsewhere(doc, at, end, cue, by_token):
                found = None
                zone.adjuncts.append(("pp", at, at + 1))
                at = max(past_adjunct(doc, at, end, takes), at + 1)
                continue
            else:
                zone.opener, zone.last = found, at
                return zone
        if relay and not carried and (size := relayed_from(doc, at)):
            carried = True
            at = _carried(doc, at + size - 1, end, zone, cue, subject, by_token)
            if zone.opener is not None:
                return zone
            continue
        if at in doc.bracket_at and not (at == cue.last and not subject_known and bracketed_name(doc, at)):
            at = doc.bracket_at[at]
            continue
        if word.kind in ("punct", "dots"):
            if word.norm in ("،", ",", "-", "–"):
                commas += 1
                if commas > 6:
                    break
                known = zone.source is not None or subject_known
                if known and (close := verbal_aside(doc, at, end, cue)):
                    at = close
                    continue
                if known and (close := dashed_aside(doc, at, end, cue)):
                    zone.adjuncts.append(("pp", at + 1, close))
                    at = close
                    continue
            elif word.norm == "." and at + 1 < end and doc.tokens.ends[at] == doc.tokens.starts[at + 1]:
                at += 1
                continue  # between spelt letters
            elif word.norm in (".", "؟", "?", "!", "؛", ";", "…"):
                break
            elif at in doc.opens and ("object" in takes or (not subject_known and zone.source is None)):
                if further := _goes_on(doc, at, end, cue, zone, by_token):
                    at = further
                    continue
                if "object" in takes and zone.source is not None and at == zone.source.last and speech(doc, at):
                    zone.opener, zone.last = Opener("object", at), at
                    return zone  # condemned "the flagrant breach of …"
                if not starts_phrase(doc, at):
                    at = doc.quote_tokens[doc.opens[at]][1]
                    continue
            elif at in doc.opens:
                at = doc.quote_tokens[doc.opens[at]][1]
                continue
            if at not in doc.opens:
                at += 1
                continue
        if word.phrases and (silent := doc.pack.lexicon.match(words, at, _PSEUDO)) is not None:
            at = silent.last  # who asked not to be named
            continue
        if word.norm in frames.absence and "object" in takes and at + 1 < end and starts_phrase(doc, at + 1):
            zone.opener, zone.last = Opener("object", at), at
            return zone  # affirmed the absence of …
        if word.kind == "word" and (passed := past_adverb(doc, at, end)):
            at = passed
            continue
        if "occasion" in word.classes:
            loose = True
            zone.adjuncts.append(("occasion", at, at + 1))
            at = past_adjunct(doc, at + 1, end, takes)
            continue
        aside = attributed_aside(doc, at, end, cue, by_token) if at in by_token and at > cue.first else 0
        if aside:
            zone.adjuncts.append(("aside", at, aside))
            root = taken_from(doc, by_token[at][0], aside)
            carrier = zone.source or subject
            if root is not None and carrier is not None:
                zone.carriers, zone.source = [carrier], root
                if (own := own_saying(doc, aside, end, by_token)) is not None:
                    zone.cue, zone.opener, zone.last = own[0], own[1], own[1].first
                    return zone
            else:
                zone.carriers += media_between(doc, at, aside)
            at = aside
            continue
        if word.norm in doc.pack.people.carried and describes_saying(
            doc, at
        ):  # in a speech (which) the channel carried
            begin = at
            after = at + 1 + (at + 1 < end and doc.is_a(at + 1, "pronominal"))  # an interview it held with him
            carrier = noun_phrase(doc, after, end)
            at = carrier.last if carrier is not None else after
            zone.adjuncts.append(("pp", begin, at))
            continue
        if at in by_token and at > cue.first:
            stopped = other_cue(doc, at, cue, by_token, commas, zone)
            if stopped == "stop":
                break
            if stopped == "merge":
                zone.cue = msgspec.structs.replace(cue, last=at + 1)
                at += 1
                continue
            if stopped == "pass":
                at += 1
                continue
        if "relative" in word.classes or ("pronoun" in word.classes and word.before):
            close = past_relative(doc, at, end, cue)
            if relay and not carried:  # the observatory, which has its seat in …, from medical sources
                close = next((k for k in range(at + 1, close) if from_somebody(doc, k)), close)
            at = close
            continue
        if relay and zone.source is not None and at == zone.source.last and (others := and_others(doc, at, end, stop)):
            at = others
            continue
        if adjunct_preposition(doc, at):
            begin, alone = at, bool(word.before) or at in doc.names
            at = (
                at + 1
                if "pronominal" in word.classes
                else max(past_adjunct(doc, at if alone else at + 1, end, takes), at + 1)
            )
            zone.adjuncts.append(("pp", begin, at))
            continue
        if starts_phrase(doc, at):
            phrase = noun_phrase(
                doc, at, end, stop_prepositions=stop, wants_object=wants_object, takes_object="object" in takes
            )
            if phrase is None:
                at += 1
                continue
            subject_open = not subject_known and zone.source is None and cue.person == 3
            beside = "last" if zone.source is not None else "adverb"
            if phrase.last - phrase.first == 1 and phrase.cls == "thing" and doc.is_a(phrase.head, "adverb", beside):
                at = phrase.last  # finally, said; on the day that was last
                continue
            if subject_open and not loose and not (commas and not zone.adjuncts and at > cue.last + 1):
                fits = subject_after(doc, phrase, cue)
                # between a verb and "that" stands its subject, though a common word: a family name
                surname = not wants_object and phrase.cls == "thing" and phrase.definite and at == cue.last
                surname = surname and phrase.last < end and that_near(doc, phrase.last, end)
                if wants_object and phrase.cls == "thing" and phrase.definite and at == cue.last and phrase.last < end:
                    surname = phrase.last - at == 1 and owned_noun(doc, phrase.last)  # X called on his followers
                if fits and urged(doc, phrase, cue, by_token):
                    zone.opener, zone.last = Opener("object", phrase.first), phrase.first
                    return zone
                if fits and at == cue.last and subject_first(doc, phrase, end):
                    zone.source = phrase
                    at = phrase.last
                    continue
                if not wants_object and fits and people(doc, phrase) and phrase.last < end:
                    if words[phrase.last].norm == ":" or complementiser(doc, phrase.last) or speech(doc, phrase.last):
                        zone.source = phrase  # "critics of the treaty", said that
                        at = phrase.last
                        continue
                if surname or (fits and (not contentlike(doc, phrase, takes) or opens_behind(doc, phrase, cue))):
                    zone.source = msgspec.structs.replace(phrase, cls="name") if surname else phrase
                    at = phrase.last
                    continue
            if not subject_known and not commas:
                if further := _goes_on(doc, at, end, cue, zone, by_token, phrase):
                    at = further
                    continue
            if person(phrase) and clause_ahead(doc, phrase.last, end, cue, by_token):
                if zone.source is None and not subject_known:
                    zone.source = phrase
                at = phrase.last
                continue
            closed = subject_known and commas <= 2 and bool(zone.adjuncts) and at - zone.adjuncts[-1][2] == 1
            named = zone.source is not None and zone.source.cls != "thing"
            told = named and cue.entry.id in frames.telling and bare_deed(doc, at)
            if ("object" in takes or told) and (not commas or zone.source or closed) and not adverb(doc, phrase):
                set_off = commas > 1 and bool(zone.adjuncts) and "clause" in takes  # before a meeting, held …, that …
                if set_off and zone.source is not None and (far := far_clause(doc, at, end, by_token, takes)):
                    zone.opener, zone.last = Opener("clause", far), far
                    return zone
                zone.opener, zone.last = Opener("object", phrase.first), phrase.first
                return zone
            # "counts as a factor in …": what the verb needs is not told by a preposition after that
            during = bool(zone.adjuncts) and at - zone.adjuncts[-1][2] <= (words[at - 1].kind == "punct")  # meeting him
            predicate = predicate or (zone.source is not None and not during and accusative(doc, phrase))
            at = phrase.last
            continue
        if is_verb(doc, at) and commas == 0 and zone.source is not None and word.before:
            break
        at += 1
    behind_source = zone.source.last if zone.source is not None and "clause" in takes else end
    if far := far_clause(doc, behind_source, end, by_token, takes):
        zone.opener, zone.last = Opener("clause", far), far
        return zone
    if zone.source is not None and (behind := far_opener(doc, zone.source, end, cue, by_token)) is not None:
        zone.opener, zone.last = behind, behind.first
        return zone
    if zone.source is not None and "object" in takes and cue.entry.act in _JUDGING:
        spoken = zone.source
        stretches = [(spoken.first, spoken.last, spoken.head)]
        stretches += [(first, last, first) for kind, first, last in zone.adjuncts if kind == "pp"]
        for first, last, head in stretches:
            if thing := thing_after_name(doc, first, last, head):
                zone.source = msgspec.structs.replace(spoken, last=min(spoken.last, thing))
                zone.opener, zone.last = Opener("object", thing), thing
                return zone  # the director of X in Gizan, then what he condemned
    begin = zone.source.last if zone.source is not None else cue.last
    while any(first == begin for _, first, _ in zone.adjuncts):
        begin = next(last for _, first, last in zone.adjuncts if first == begin)
    if (zone.source is not None or begin > cue.last) and bare_speech(doc, begin, cue, by_token):
        zone.opener, zone.last = Opener("clause", begin), begin
    return zone


def _goes_on(
    doc: Document,
    at: int,
    end: int,
    cue: CueAt,
    zone: Zone,
    by_token: dict[int, list[CueAt]],
    begun: Phrase | None = None,
) -> int:
    """Past what still belongs to the subject, as nothing else stands before "that"; 0 if something does."""
    known = zone.source or begun
    if known is None or (zone.source is not None and at != zone.source.last):
        return 0
    last = subject_to_that(doc, at, end, cue, by_token)
    if last <= at or (
        cue.entry.id in doc.pack.frames.relay_verbs and any(relayed_from(doc, k) for k in range(at, last))
    ):
        return 0
    zone.source = msgspec.structs.replace(zone.source or noun_phrase(doc, at, last) or known, last=last)
    return last


def _carried(
    doc: Document, at: int, end: int, zone: Zone, cue: CueAt, subject: Phrase | None, by_token: dict[int, list[CueAt]]
) -> int:
    """A relayed from B: the subject carried it, the one after the preposition said it.

    The content hangs on a noun of saying ("his saying that …") or opens by itself. Returns where to go on.
    """
    phrase = noun_phrase(doc, at + 1, end)
    if phrase is None:
        return at + 1
    carrier = zone.source or subject
    if carrier is not None:
        zone.carriers = [carrier]
    zone.source = phrase
    described = phrase.last < end and doc.is_a(phrase.last, "relative")  # "the minister, who began …, his call to …"
    for k in range(phrase.last, min(end, phrase.last + _CARRIED)):
        saying = next((c for c in by_token.get(k, ()) if c.tense in ("masdar", "noun")), None)
        if saying is not None:
            for m in range(k + 1, min(k + 8, end)):
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

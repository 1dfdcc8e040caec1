"""From a cue to its source and to where its content opens.

For a verb the stretch after it is read piece by piece: subject, adjuncts (when, where, to whom),
asides, until the first place at which its content may open; the subject may also stand before the
verb, or be the noun a relative clause hangs on. Nouns and phrases of attribution have their source
after them. Where content ends is ``extent.py``'s work.

The terms are those of PARC 3.0 (Pareti 2012) and PolNeAR (Newell et al. 2018): cue, source, content.
"""

from __future__ import annotations

import msgspec

from musnad.reading.cues import CueAt
from musnad.reading.document import Document
from musnad.reading.draft import Draft
from musnad.reading.nounphrases import (
    CONTENT_NOUNS,
    NOUNS,
    Phrase,
    is_verb,
    noun_phrase,
    phrase_before,
    starts_phrase,
)
from musnad.reading.openers import Opener, complementiser, opener, speech

_ZONE = 70  # tokens between a cue and its content beyond which they are strangers


class _Zone(msgspec.Struct):
    """What was met between a cue and its content."""

    source: Phrase | None = None
    opener: Opener | None = None
    last: int = 0
    adjuncts: list[tuple[str, int, int]] = []
    carriers: list[Phrase] = []
    cue: CueAt | None = None


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
                break
    return drafts


def _draft(doc: Document, cue: CueAt, by_token: dict[int, list[CueAt]]) -> Draft | None:
    if cue.tense == "phrase":
        return None
    if cue.finite:
        return _verb(doc, cue, by_token)
    if cue.tense == "participle":
        return _participle(doc, cue, by_token)
    return _noun(doc, cue)


# Verbs ------------------------------------------------------------------------------------------


def _verb(doc: Document, cue: CueAt, by_token: dict[int, list[CueAt]]) -> Draft | None:
    if cue.negated and cue.entry.act not in ("deny", "reject"):
        return None
    before, order = _subject_before(doc, cue)
    zone = zone_after(doc, cue, before is not None and order == "before", by_token)
    if zone.opener is None or not _enough(doc, cue, zone.opener):
        return None
    source = before
    if zone.source is not None and (before is None or order == "antecedent"):
        source, order = zone.source, "after"
    if source is None:
        order = "none"
    final = zone.cue or cue
    return Draft(
        cue=final, opener=zone.opener, source=source, order=order, adjuncts=zone.adjuncts, carriers=zone.carriers,
        first=cue.first, last=zone.last, rule=f"verb/{zone.opener.frame}", negates=cue.negated,
    )  # fmt: skip


def _enough(doc: Document, cue: CueAt, found: Opener) -> bool:
    """Whether the frame found meets what the entry needs."""
    needs = cue.entry.needs
    if cue.entry.strength == "weak" and found.frame not in ("clause", "quote", "colon") and found.frame not in needs:
        return False
    if not needs or found.frame in needs:
        return True
    if found.frame == "colon":
        return "quote" in needs or "clause" in needs
    # an object (the one accused, the one asked) with what is needed after it, in the same clause
    if found.frame == "object":
        end = min(doc.sentence_end(found.first), found.first + 25)
        at = found.first
        while at < end:
            later = opener(doc, at, cue, object_seen=True)
            if later is not None and later.frame in needs:
                return True
            if doc.words[at].norm in ("،", ",", "؛"):
                return False
            at += 1
    return False


def _subject_before(doc: Document, cue: CueAt) -> tuple[Phrase | None, str]:
    """A subject before its verb, or the noun that the relative clause of the verb hangs on."""
    words = doc.words
    start = doc.sentence_start(cue.first)
    at = cue.first - 1
    if cue.joined or at < start:
        return None, "none"
    while at >= start and doc.is_a(at, "auxiliary") and words[at].after is None and at == cue.first - 1:
        at -= 1
    if at >= start and "relative" in words[at].classes:
        end = at
        if end > start and words[end - 1].norm in ("،", ","):
            end -= 1
        phrase = phrase_before(doc, end, start)
        return phrase, "antecedent"
    if at < start or words[at].kind == "punct" and words[at].norm not in ("،", ",", ")", "\"", "”", "»", "-", "–"):
        return None, "none"
    phrase = _clause_subject(doc, at + 1, start, cue)
    if phrase is None or not agrees(phrase, cue, before=True):
        return None, "none"
    return phrase, "before"


def _clause_subject(doc: Document, end: int, start: int, cue: CueAt) -> Phrase | None:
    """The noun phrase from the head of the clause up to ``end``, adjuncts set off by commas skipped."""
    for at in _clause_starts(doc, end, start):
        if at >= end or not starts_phrase(doc, at):
            continue
        phrase = noun_phrase(doc, at, end)
        if phrase is None:
            continue
        reach = _skip_asides(doc, phrase.last, end)
        if reach >= end:
            return phrase
    return None


def _clause_starts(doc: Document, end: int, start: int) -> list[int]:
    """Tokens at which the clause that ends at ``end`` may begin its subject, outermost first."""
    words = doc.words
    starts = [start]
    for at in range(max(start, end - 45), end):
        word = words[at]
        if at == start and word.kind == "word" and "auxiliary" in word.classes:
            starts.append(at + 1)
        elif word.kind in ("punct", "dots") and at + 1 < end:
            starts.append(at + 1)
        elif not word.classes.isdisjoint(("that", "contrast", "conjunction", "subordinator", "auxiliary", "what")):
            starts.append(at + 1)
        elif at in doc.time_at:
            starts.append(doc.time_at[at])
        elif at > start and any(b in (doc.pack.affixes.proclitics or ((),))[0] for b in word.before):
            starts.append(at)
    # after a preposition no subject begins
    good = []
    for at in starts:
        if at - 1 >= start and at > start and "preposition" in words[at - 1].classes:
            continue
        good.append(at)
    return good


def _skip_asides(doc: Document, at: int, end: int) -> int:
    """Past commas, brackets, times and relative clauses that stand between a subject and its verb."""
    words = doc.words
    while at < end:
        if at in doc.bracket_at:
            at = doc.bracket_at[at]
        elif at in doc.time_at:
            at = doc.time_at[at]
        elif words[at].kind == "punct" and (at not in doc.opens):
            at += 1
        elif "relative" in words[at].classes or "pronoun" in words[at].classes and words[at].before:
            close = at
            while close < end and words[close].norm not in ("،", ",", "-", "–"):
                close += 1
            if close >= end:
                return at
            at = close + 1
        elif "auxiliary" in words[at].classes:
            at += 1
        elif "adjunct" in words[at].classes or "preposition" in words[at].classes and at + 1 < end:
            inner = noun_phrase(doc, at + 1, end)
            if inner is None:
                return at
            at = inner.last
        else:
            return at
    return at


def agrees(phrase: Phrase, cue: CueAt, *, before: bool) -> bool:
    """Whether a phrase may be the subject of the form: gender always, number only after its subject."""
    if cue.person != 3 or cue.tense in ("masdar", "noun", "phrase"):
        return cue.person == 3
    if phrase.gender in ("m", "f") and cue.gender in ("m", "f") and phrase.gender != cue.gender:
        return phrase.number == "p" and not before
    if before and cue.number == "p" and phrase.number == "s" and phrase.cls in ("name", "country", "capital"):
        return False
    return True


def zone_after(doc: Document, cue: CueAt, subject_known: bool, by_token: dict[int, list[CueAt]]) -> _Zone:
    """Read what follows a verb until its content opens."""
    words, frames = doc.words, doc.pack.frames
    takes, needs = set(cue.entry.takes), cue.entry.needs
    relay = cue.entry.id in frames.relay_verbs
    wants_object = "object" in takes and bool(needs)
    stop = frozenset(p for name in takes & set(frames.prepositions) for p in frames.prepositions[name])
    if relay:
        stop |= frozenset(p for p in frames.relay_from)
    zone = _Zone(last=cue.last)
    end = min(doc.sentence_end(cue.first), cue.last + _ZONE)
    if doc.inside[cue.first] >= 0:
        end = min(end, doc.quote_tokens[doc.inside[cue.first]][1] - 1)
    at, commas, loose = cue.last, 0, False
    object_seen = cue.after is not None
    while at < end:
        word = words[at]
        if at in doc.time_at:
            zone.adjuncts.append(("time", at, doc.time_at[at]))
            at = doc.time_at[at]
            continue
        found = opener(doc, at, cue, object_seen=object_seen or zone.source is not None and "what" not in word.classes)
        if found is not None and not (found.frame in frames.prepositions and _is_channel(doc, at)):
            if relay and found.frame == "about":
                found = None  # from whom it was carried comes first
            else:
                zone.opener, zone.last = found, at
                return zone
        if relay and word.norm in frames.relay_from and zone.source is not None and not zone.carriers:
            at = _carried(doc, at, end, zone, by_token)
            if zone.opener is not None:
                return zone
            continue
        if at in doc.bracket_at:
            at = doc.bracket_at[at]
            continue
        if word.kind in ("punct", "dots"):
            if word.norm in ("،", ",", "-", "–"):
                commas += 1
                if commas > 6:
                    break
            elif word.norm in (".", "؟", "?", "!", "؛", ";", "…"):
                break
            elif at in doc.opens and not subject_known and zone.source is None and starts_phrase(doc, at):
                pass
            elif at in doc.opens:
                at = doc.quote_tokens[doc.opens[at]][1]
                continue
            if at not in doc.opens:
                at += 1
                continue
        if at in by_token and at > cue.first:
            stopped = _other_cue(doc, at, cue, by_token, commas, zone)
            if stopped == "stop":
                break
            if stopped == "merge":
                zone.cue = msgspec.structs.replace(cue, last=at + 1)
                at += 1
                continue
            if stopped == "pass":
                at += 1
                continue
        if "relative" in word.classes:
            at = _past_relative(doc, at, end, cue)
            continue
        if "occasion" in word.classes or word.norm in ("ردا",):
            loose = True
            zone.adjuncts.append(("occasion", at, at + 1))
            at = _past_adjunct(doc, at + 1, end, zone)
            continue
        if _adjunct_preposition(doc, at):
            begin = at
            at = _past_adjunct(doc, at if word.before or at in doc.names else at + 1, end, zone)
            zone.adjuncts.append(("pp", begin, at))
            continue
        if starts_phrase(doc, at):
            phrase = noun_phrase(doc, at, end, stop_prepositions=stop, wants_object=wants_object)
            if phrase is None:
                at += 1
                continue
            subject_open = not subject_known and zone.source is None
            if subject_open and not loose and not (commas and not zone.adjuncts and at > cue.last + 1):
                if agrees(phrase, cue, before=False) and not _contentlike(doc, phrase, takes):
                    zone.source = phrase
                    at = phrase.last
                    continue
            if "object" in takes and not (commas and not zone.source) and not _adverb(doc, phrase):
                zone.opener, zone.last = Opener("object", phrase.first), phrase.first
                return zone
            at = phrase.last
            continue
        if is_verb(doc, at) and commas == 0 and zone.source is not None and word.before:
            break
        at += 1
    return zone


def _carried(doc: Document, at: int, end: int, zone: _Zone, by_token: dict[int, list[CueAt]]) -> int:
    """A relayed from B: what was read as source carried it; the one after the preposition said it."""
    phrase = noun_phrase(doc, at + 1, end)
    if phrase is None or zone.source is None:
        return at + 1
    zone.carriers.append(zone.source)
    zone.source = phrase
    at = phrase.last
    while at < end:
        for cue in by_token.get(at, ()):
            if cue.tense in ("masdar", "noun") and at > phrase.first:
                for k in range(at + 1, min(at + 6, end)):
                    found = opener(doc, k, cue, object_seen=False)
                    if found is not None:
                        zone.cue, zone.opener, zone.last = cue, found, k
                        return k
        if "relative" in doc.words[at].classes or doc.words[at].norm in ("،", ","):
            nxt = at + 1
            while nxt < end and doc.words[nxt].norm not in ("،", ",") and not complementiser(doc, nxt) and nxt not in by_token:
                if nxt in doc.opens:
                    break
                nxt += 1
            if "relative" in doc.words[at].classes:
                at = nxt
                continue
        break
    return at


def _other_cue(
    doc: Document, at: int, cue: CueAt, by_token: dict[int, list[CueAt]], commas: int, zone: _Zone
) -> str:
    """What another cue between a cue and its content means: stop, merge into one, pass over, or none."""
    other = by_token[at][0]
    if other.tense == "participle" and not other.definite:
        if other.entry.id in doc.pack.frames.merging and not commas and not (at - cue.last > 12):
            return "merge" if at == cue.last else "stop"
        if commas:
            return "stop"
        return "pass" if "clause" in cue.entry.takes and cue.entry.strength == "sure" else "stop"
    if other.finite:
        if doc.words[at].classes & NOUNS and not other.joined:
            return ""
        return "stop"
    if other.tense == "phrase":
        return "stop" if zone.source is None else "stop"
    return ""


def _is_channel(doc: Document, at: int) -> bool:
    """Whether the preposition at a token leads to a channel noun (in a statement), not to content."""
    nxt = at + 1 if "preposition" in doc.words[at].classes else at
    return nxt < len(doc) and doc.pack.lexicon.match(doc.words, nxt, frozenset({"channel"})) is not None


def _past_relative(doc: Document, at: int, end: int, cue: CueAt) -> int:
    """Past a relative clause: to its closing comma, or to where the cue's clause content opens."""
    depth_comma = at > 0 and doc.words[at - 1].norm in ("،", ",")
    k = at + 1
    while k < end:
        if doc.words[k].norm in ("،", ",") and depth_comma:
            return k
        if k in doc.time_at:
            return k
        if complementiser(doc, k) or speech(doc, k):
            return k
        if doc.words[k].norm == ":":
            return k
        k += 1
    return k


def _adjunct_preposition(doc: Document, at: int) -> bool:
    word = doc.words[at]
    if "preposition" in word.classes:
        return True
    article, conj = doc.pack.facts.article, (doc.pack.affixes.proclitics or ((),))[0]
    match = doc.names.get(at)
    before = match.before if match is not None else word.before
    return any(b != article and b not in conj for b in before)


def _past_adjunct(doc: Document, at: int, end: int, zone: _Zone) -> int:
    """Past the noun phrase of an adjunct, with the prepositional phrases hanging on it."""
    begin = at
    if at < end and at in doc.names:
        at = doc.names[at].last
    elif at < end and (doc.words[at].before or starts_phrase(doc, at)):
        at += 1
    elif at < end and at not in doc.opens:
        return at if complementiser(doc, at) else at + 1
    while at < end:
        word = doc.words[at]
        if at in doc.time_at or word.kind != "word" and word.kind != "number" or not word.classes.isdisjoint(("that", "relative", "preposition", "occasion")):
            if at in doc.opens and at > begin:
                return at
            break
        if is_verb(doc, at) or any(c.form.tense in ("past", "present", "participle") for c in word.cues):
            break
        if not word.classes.isdisjoint(("head.person", "head.honorific", "head.organization", "head.anonymous")) and doc.words[at - 1].definite:
            break
        at += 1
    return max(at, begin)


def _contentlike(doc: Document, phrase: Phrase, takes: set[str]) -> bool:
    """Whether a phrase right after the verb is what was said rather than who said it."""
    word = doc.words[phrase.head]
    if phrase.cls != "thing":
        return False
    if "object" not in takes:
        return not word.classes.isdisjoint(("adjective",)) and not word.definite
    return bool(word.classes & CONTENT_NOUNS) or "quantifier" in word.classes


def _adverb(doc: Document, phrase: Phrase) -> bool:
    """A lone indefinite adjective or accusative is an adverb (again, officially), no object."""
    word = doc.words[phrase.head]
    return phrase.last - phrase.first == 1 and "adjective" in word.classes and not word.definite


# Participles ------------------------------------------------------------------------------------


def _participle(doc: Document, cue: CueAt, by_token: dict[int, list[CueAt]]) -> Draft | None:
    """A participle goes on with the speaker of the sentence; a definite one describes somebody."""
    if cue.definite or cue.preposition:
        return None
    word = doc.words[cue.first]
    if cue.gender == "m" and cue.number == "s" and word.norm == doc.pack.fold(cue.entry.participle or ""):
        # without its adverbial ending it is a noun (a speaker, an accuser) unless it opens a clause at once
        nxt = cue.last
        if nxt >= len(doc) or opener(doc, nxt, cue, object_seen=False) is None:
            return None
    zone = zone_after(doc, cue, True, by_token)
    if zone.opener is None or not _enough(doc, cue, zone.opener):
        return None
    return Draft(
        cue=zone.cue or cue, opener=zone.opener, order="none", adjuncts=zone.adjuncts, first=cue.first,
        last=zone.last, rule=f"participle/{zone.opener.frame}",
    )  # fmt: skip


# Nouns ------------------------------------------------------------------------------------------


def _noun(doc: Document, cue: CueAt) -> Draft | None:
    """Saying as a noun: its source is a pronoun on it, an adjective of nation, or the noun after it."""
    words, frames = doc.words, doc.pack.frames
    takes = set(cue.entry.takes)
    end = min(doc.sentence_end(cue.first), cue.last + 25)
    stop = frozenset(p for name in takes & set(frames.prepositions) for p in frames.prepositions[name])
    at = cue.last
    source: Phrase | None = None
    order = "pronoun" if cue.after is not None else "none"
    if at < end and "nationality" in words[at].classes and not words[at].before or (
        at < end and "nationality" in words[at].classes and words[at].definite
    ):
        source, order = Phrase(at, at + 1, at, "nationality", "-", "-", True), "after"
        at += 1
    elif cue.after is None and not cue.definite and at < end and starts_phrase(doc, at):
        phrase = noun_phrase(doc, at, end, stop_prepositions=stop)
        if phrase is not None and phrase.cls not in ("thing",):
            source, order, at = phrase, "after", phrase.last
        elif phrase is not None:
            if cue.tense == "masdar":
                return None
            at = phrase.last
    while at < end:
        if at in doc.time_at:
            at = doc.time_at[at]
            continue
        found = opener(doc, at, cue, object_seen=True)
        if found is not None:
            if not _enough(doc, cue, found):
                return None
            if cue.tense == "masdar" and found.frame not in ("clause", "quote", "colon") and source is None and cue.after is None:
                return None
            if cue.entry.strength == "weak" and found.frame not in ("clause", "quote", "colon") and source is None and order != "pronoun":
                return None
            return Draft(
                cue=cue, opener=found, source=source, order=order, first=cue.first, last=at, rule=f"{cue.tense}/{found.frame}"
            )
        word = words[at]
        if word.kind == "punct" and at not in doc.bracket_at or is_verb(doc, at):
            return None
        if _adjunct_preposition(doc, at) and source is None:
            nxt = at if word.before or at in doc.names else at + 1
            phrase = noun_phrase(doc, nxt, end, stop_prepositions=stop, behind_clitic=nxt == at)
            if phrase is not None and phrase.cls in ("name", "country", "capital", "organization", "media") + tuple(
                f"head.{c}" for c in ("person", "organization", "anonymous", "group", "media", "honorific")
            ):
                source, order, at = phrase, "after", phrase.last
                continue
            return None
        if "adjective" in word.classes or "nationality" in word.classes:
            at += 1
            continue
        return None
    return None


__all__ = ["Draft", "Phrase", "agrees", "attribute", "phrase_before"]

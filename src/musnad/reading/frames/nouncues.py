"""Nouns of saying: the announcement of X that, his accusing of others, reports of."""

from __future__ import annotations

import msgspec

from musnad.reading.cues import CueAt
from musnad.reading.document import Document
from musnad.reading.draft import Draft
from musnad.reading.frames.openers import SPOKEN, Opener, enough, opener, owned_object
from musnad.reading.phrases.deeds import bare_deed
from musnad.reading.phrases.nounphrases import Phrase, noun_phrase
from musnad.reading.phrases.phrasestarts import starts_phrase
from musnad.reading.phrases.wordkinds import HEADS, adjunct_preposition, is_verb

_AGENT = frozenset({"agent"})
# acts that have somebody they are aimed at
_AIMED = frozenset({"accuse", "condemn", "demand", "warn", "ask", "promise"})
SPEAKING = frozenset({
    "name", "country", "capital", "organization", "media", "head.person", "head.organization", "head.anonymous",
    "head.group", "head.media", "head.honorific", "head.ministry",
})  # fmt: skip


def noun_cue(doc: Document, cue: CueAt) -> Draft | None:
    """Saying as a noun: its source is a pronoun on it, an adjective of nation, or the noun after it."""
    words, frames = doc.words, doc.pack.frames
    if cue.first > 1 and doc.is_a(cue.first - 2, "negation") and is_verb(doc, cue.first - 1):
        return None  # there were no reports of …
    if cue.first and words[cue.first - 1].norm in frames.absence:
        return None  # his not disclosing
    if cue.definite and cue.after is not None:
        return None  # the proposed one: what looks like a pronoun is the ending of an adjective
    takes = set(cue.entry.takes)
    end = min(doc.sentence_end(cue.first), cue.last + 25)
    stop = frozenset(p for name in takes & set(frames.prepositions) for p in frames.prepositions[name])
    at = cue.last
    source: Phrase | None = None
    aimed: int | None = None
    if _hastened(doc, cue):
        return Draft(
            cue=cue, opener=Opener("object", at), order="none", first=cue.first, last=at, rule=f"{cue.tense}/object"
        )
    order = "pronoun" if cue.after is not None else "none"
    if (at < end and "nationality" in words[at].classes and not words[at].before) or (
        at < end and "nationality" in words[at].classes and words[at].definite
    ):
        source, order = Phrase(at, at + 1, at, "nationality", "-", "-", True), "after"
        at += 1
    elif (
        at < end
        and doc.is_a(at, "adjective")
        and not doc.is_a(at, *HEADS)
        and not words[at].definite
        and (at not in doc.names)
    ):
        at += 1
    elif cue.after is None and not cue.definite and at < end and at not in doc.opens and starts_phrase(doc, at):
        phrase = noun_phrase(doc, at, end, stop_prepositions=stop)
        if phrase is not None and phrase.cls not in ("thing",):
            source, order, at = phrase, "after", phrase.last
        elif phrase is not None:
            if cue.tense == "masdar":
                return None
            at = phrase.last
    if cue.entry.act == "ask" and order != "none" and cue.first and doc.is_a(cue.first - 1, "preposition", "occasion"):
        return None  # when he was asked: whom it names is the one asked
    behind = source.last if source is not None else -1  # where the object of what the source said may open
    while at < end:
        if at in doc.time_at:
            behind = doc.time_at[at] if at == behind else behind
            at = doc.time_at[at]
            continue
        found = opener(doc, at, cue, object_seen=True)
        if found is None and source is not None and at == behind:
            if _announced(doc, at, cue, source):
                found = Opener("object", at)
            elif (passed := _placed(doc, at, end)) and _announced(doc, passed, cue, source):
                found = Opener("object", passed)
        if found is None and order == "pronoun" and (owned_object(doc, at, cue) or _own_deed(doc, at, cue)):
            found = Opener("object", at)
        if found is not None:
            if not enough(doc, cue, found) or (found.frame == "colon" and cue.definite):
                return None
            purpose = cue.preposition and cue.entry.id in frames.purposes  # marched to demand
            if cue.tense == "masdar" and cue.preposition and cue.after is None and source is None:
                if cue.entry.id not in frames.merging and not purpose:
                    return None  # "in order to point out that": a purpose
            if cue.tense == "masdar" and found.frame == "quote" and cue.after is None:
                return None  # what is quoted after "the announcement of X" is told of it
            if found.frame == "object" and cue.entry.act == "state" and (source is not None or cue.after is not None):
                purpose = purpose or cue.preposition  # surprised them by his announcement the halt of
            if cue.preposition and cue.tense == "masdar" and found.frame not in ("clause", "quote") and not purpose:
                return None  # "for refusing to": a reason, no report
            bare = cue.tense == "masdar" and found.frame not in SPOKEN and source is None and cue.after is None
            if bare and not purpose:
                return None
            if cue.entry.strength == "weak" and found.frame not in SPOKEN and source is None and order != "pronoun":
                return None
            if source is None and order == "none" and words[cue.first].stem in doc.pack.people.unsigned:
                # reports, rumours: nobody stands behind them but their own name
                source = Phrase(cue.first, cue.last, cue.first, "head.anonymous", "-", "-", cue.definite)
                order = "after"
            if aimed is not None:
                found = msgspec.structs.replace(found, first=aimed)
            return Draft(
                cue=cue, opener=found, source=source, order=order, first=cue.first, last=at,
                rule=f"{cue.tense}/{found.frame}",
            )  # fmt: skip
        word = words[at]
        closing = source is not None and word.norm in ("،", ",") and words[source.last - 1].kind == "word"
        if closing and at == source.last and at + 1 < end and opener(doc, at + 1, cue, object_seen=True) is not None:  # type: ignore[union-attr]
            at += 1  # the comma after an apposition
            continue
        if (word.kind == "punct" and at not in doc.bracket_at) or is_verb(doc, at):
            return None
        if "pronominal" in word.classes and words[at - 1].definite:
            at += 1  # the accusations raised against her
            continue
        if source is None and (size := doc.pack.lexicon.match(words, at, _AGENT)) is not None:
            phrase = noun_phrase(doc, size.last, end, stop_prepositions=stop)
            if phrase is None or phrase.cls not in SPEAKING:
                return None
            source, order, at = phrase, "after", phrase.last
            continue
        if aimed is None and cue.entry.act in _AIMED and _addressed(doc, at):
            phrase = noun_phrase(doc, at, end, stop_prepositions=stop, behind_clitic=True)
            aimed = at  # the one accused or warned belongs to the content
            at = phrase.last if phrase is not None else at + 1
            continue
        if "adverb" in word.classes:
            at += 1
            continue
        if (
            word.norm in frames.where
            and at + 1 in doc.names
            and doc.names[at + 1].phrase.kind in ("country", "capital")
        ):
            at = doc.names[at + 1].last  # calls in Iran: where
            continue
        if adjunct_preposition(doc, at) and source is None:
            nxt = at if word.before or at in doc.names else at + 1
            phrase = noun_phrase(doc, nxt, end, stop_prepositions=stop, behind_clitic=nxt == at)
            if phrase is not None and phrase.cls in SPEAKING:
                source, order, at = phrase, "after", phrase.last
                continue
            return None
        if word.norm in frames.relating:
            return None  # the reports relating to: no word of what they say
        if "adjective" in word.classes or "nationality" in word.classes:
            at += 1
            continue
        owned = cue.tense == "masdar" and cue.after is not None and cue.entry.act in _AIMED
        if owned and aimed is None and at == cue.last and starts_phrase(doc, at):
            phrase = noun_phrase(doc, at, end, stop_prepositions=stop)
            if phrase is not None:
                aimed, at = at, phrase.last  # his accusing others of …
                continue
        return None
    return None


def _hastened(doc: Document, cue: CueAt) -> bool:
    """Whether a noun of denying hangs on a verb or its like: hastened to the denial of the news."""
    if cue.tense != "masdar" or cue.entry.act != "deny" or cue.definite or cue.after is not None or not cue.first:
        return False
    word, before = doc.words[cue.first], doc.words[cue.first - 1]
    purpose = not doc.pack.frames.addressee.isdisjoint(word.before)
    led = (cue.preposition and not purpose) or (
        "preposition" in before.classes and before.norm in doc.pack.frames.before_that
    )
    led = led or ("that" in before.classes and before.after is None)  # that the denial of it is nonsense
    return led and word.kind == "word" and starts_phrase(doc, cue.last) if cue.last < len(doc) else False


def _announced(doc: Document, at: int, cue: CueAt, source: Phrase) -> bool:
    """Whether the object of a noun of saying begins after its speaker: the ministry's announcement the closing of."""
    word = doc.words[at]
    if cue.tense != "masdar" or "object" not in cue.entry.takes or source.cls not in SPEAKING or word.before:
        return False
    return not word.definite and "noun" in word.classes and starts_phrase(doc, at)


def _placed(doc: Document, at: int, end: int) -> int:
    """Past a phrase that tells where the one who spoke is: the government in exile; 0 for none."""
    if doc.words[at].norm not in doc.pack.frames.where or at + 1 >= end or not starts_phrase(doc, at + 1):
        return 0
    place = noun_phrase(doc, at + 1, end)
    return place.last if place is not None and place.last < end else 0


def _own_deed(doc: Document, at: int, cue: CueAt) -> bool:
    """Whether a deed stands right after a noun of saying with its speaker's pronoun: his announcement the halt of."""
    if cue.tense != "masdar" or cue.after is None or "object" not in cue.entry.takes or at != cue.last:
        return False
    return bare_deed(doc, at)


def _addressed(doc: Document, at: int) -> bool:
    """Whether the preposition of an addressee is written onto the token."""
    match = doc.names.get(at)
    before = match.before if match is not None else doc.words[at].before
    return not doc.pack.frames.addressee.isdisjoint(before)

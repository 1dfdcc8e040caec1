"""Past what stands between a cue and its content and is neither: adverbs, adjuncts, relative clauses."""

from __future__ import annotations

from collections.abc import Collection

from musnad.lang.lexicon import CHANNEL, CueReading
from musnad.reading.cues import CueAt
from musnad.reading.document import Document
from musnad.reading.frames.openers import Opener, complementiser, opener, speech
from musnad.reading.phrases.deeds import bare_deed, deed
from musnad.reading.phrases.nounphrases import Phrase, noun_phrase
from musnad.reading.phrases.phraseparts import describes
from musnad.reading.phrases.phrasestarts import starts_phrase
from musnad.reading.phrases.wordkinds import HEADS, is_verb
from musnad.text.tokens import COMMAS

_MEDIUM = 8  # tokens of a medium's name in quotation marks
_PASSED = 3  # tokens of an aside at least


def past_adverb(doc: Document, at: int, end: int) -> int:
    """Past an adverb between a verb and its object: recently, in a decided manner; 0 for none."""
    frames = doc.pack.frames
    if doc.words[at].norm in frames.passing:
        return at + 1
    for size in (2, 3, 4):
        if at + size < end and tuple(word.norm for word in doc.words[at : at + size]) in frames.passing_phrases:
            return at + size
    if doc.words[at].norm not in frames.manner or at + 1 >= end or doc.words[at + 1].definite:
        return 0
    at += 2
    while at < end and doc.is_a(at, "adjective") and not doc.words[at].definite and not doc.is_a(at, "noun", "masdar"):
        at += 1
    return at


def far_opener(doc: Document, source: Phrase, end: int, cue: CueAt, by_token: dict[int, list[CueAt]]) -> Opener | None:
    """What opens behind a relative clause or aside that hangs on a speaker: spoke X, who masters the language, about …

    The preposition the verb asks for, behind a verb of the aside, with no statement of another verb before it.
    """
    asked = set(cue.entry.needs or cue.entry.takes) & set(doc.pack.frames.prepositions)
    if cue.entry.strength != "sure" or source.cls in ("thing", "nationality") or not asked or source.last >= end:
        return None
    if not (doc.is_a(source.last, "relative") or doc.words[source.last].norm in COMMAS):
        return None
    passed = False
    for at in range(source.last + 1, end):
        passed = passed or is_verb(doc, at) or at in by_token or doc.words[at - 1].norm in COMMAS
        if (
            at in by_token
            and by_token[at][0].finite
            and by_token[at][0].joined
            and by_token[at][0].entry.strength == "sure"
        ):
            return None
        found = opener(doc, at, cue, object_seen=True)
        if found is None or at - source.last < _PASSED or not passed or to_channel(doc, at):
            continue
        if (
            found.frame in asked
            and found.frame != "for"
            and (found.frame != "by" or cue.entry.act != "demand" or deed(doc, at))
        ):
            return found
    return None


def past_relative(doc: Document, at: int, end: int, cue: CueAt) -> int:
    """Past a relative clause: to its closing comma, or to where the cue's clause content opens."""
    depth_comma = at > 0 and doc.words[at - 1].norm in COMMAS
    k = at + 1
    closed = False  # what the clause hangs on was taken up in it
    told, inner = False, 0  # a verb of saying in the clause, and the "that" of what it tells there
    while k < end:
        if closed and not depth_comma and "object" in cue.entry.takes and _told_behind(doc, k):
            return k
        word = doc.words[k]
        closed = closed or "pronominal" in word.classes or any(c.person == 3 for _, c in word.owned)
        if doc.words[k].norm in COMMAS and (depth_comma or _object_after(doc, k + 1, end, cue)):
            return k
        told = told or (depth_comma and any(_tells(c) for c in word.cues))
        if told and not inner and complementiser(doc, k):
            inner = k  # the study, which called it such that …, said: up to the comma
        elif k in doc.time_at or complementiser(doc, k) or speech(doc, k) or doc.words[k].norm == ":":
            return inner or k
        k += 1
    return inner or k


def _tells(reading: CueReading) -> bool:
    """Whether a word may be a verb that tells a clause, as every verb of saying that needs no noun of its own does."""
    sure = reading.form.entry.strength == "sure" and reading.form.tense in ("past", "present")
    return sure and not {"clause", "by"}.isdisjoint(reading.form.entry.takes)


def _told_behind(doc: Document, at: int) -> bool:
    """Whether news or a deed begins behind a finished clause: X, whom Y leads, the holding of these talks."""
    word, before = doc.words[at], doc.words[at - 1]
    finished = before.definite or "pronominal" in before.classes or at in doc.name_ends or before.after is not None
    if not finished or word.before or word.definite or word.kind != "word" or at + 1 >= len(doc):
        return False
    if word.stem in doc.pack.people.unsigned:
        return True
    nxt = doc.words[at + 1]
    return bare_deed(doc, at) and (nxt.definite or at + 1 in doc.names or "demonstrative" in nxt.classes)


def _object_after(doc: Document, at: int, end: int, cue: CueAt) -> bool:
    """Whether the object of a verb begins after a comma that closes a relative clause opened without one."""
    if at >= end or "object" not in cue.entry.takes or doc.words[at].before[:1] != (doc.pack.lexicon.article,):
        return False
    return doc.words[at].definite and starts_phrase(doc, at)


def past_adjunct(doc: Document, at: int, end: int, takes: Collection[str] = ()) -> int:
    """Past the noun phrase of an adjunct that starts at token ``at`` (its preposition may be written onto it)."""
    if at >= end or at in doc.time_at:
        return at
    if at in doc.opens:
        close = doc.quote_tokens[doc.opens[at]][1]
        return close if close - at <= _MEDIUM else at
    if complementiser(doc, at):
        return at
    channel = doc.pack.lexicon.match(doc.words, at, CHANNEL) if doc.words[at].phrases else None
    if channel is not None and channel.last in doc.opens and channel.last < end and "quote" in takes:
        if not doc.words[at].definite and speech(doc, channel.last):
            return channel.last  # "in a statement", then what it says in quotation marks, no name of it
    if channel is not None and channel.last < end and not doc.words[at].definite and "object" in takes:
        told = doc.words[channel.last]
        plain = "noun" in told.classes and told.classes.isdisjoint(("adjective", *HEADS))
        rest = range(channel.last, end)
        plain = plain and not any(doc.words[k].norm == ":" or complementiser(doc, k) for k in rest)
        if plain or "masdar" in told.classes or any(c.form.tense == "masdar" for c in told.cues):
            return channel.last  # "in a statement" the halt of …: what was announced follows
    stop: frozenset[str] = frozenset()
    frames = doc.pack.frames
    if "head.media" in doc.words[at].classes:  # told a site about …
        stop = frozenset(p for name in takes if name in frames.prepositions for p in frames.prepositions[name])
    phrase = noun_phrase(doc, at, end, stop_prepositions=stop, wants_object=True, behind_clitic=True)
    if phrase is None:
        return at + 1
    return phrase.last + (phrase.last < end and describes(doc, phrase.last))


def to_channel(doc: Document, at: int) -> bool:
    """Whether the preposition at a token leads to a channel noun (in a statement), not to content."""
    nxt = at + 1 if "preposition" in doc.words[at].classes else at
    if doc.words[at].norm in doc.pack.frames.prepositions.get("about", ()):
        return False  # told of a recording
    return nxt < len(doc) and doc.pack.lexicon.match(doc.words, nxt, CHANNEL) is not None

"""Where content may open: complementiser, quotation, colon, or the preposition a cue asks for."""

from __future__ import annotations

import msgspec

from musnad.reading.cues import CueAt
from musnad.reading.document import Document
from musnad.reading.phrases.deeds import bare_deed, deed, purpose
from musnad.reading.phrases.heads import QUOTED_BODIES
from musnad.reading.phrases.nounphrases import Phrase
from musnad.reading.phrases.phraseends import owned_noun
from musnad.reading.phrases.wordkinds import is_name

_SPEECH = 4  # inner tokens from which a quotation is speech rather than a name
_COLON = ":"
_COMMAS = ("،", ",", "؛")
_OBJECT = 25  # tokens of an object before what the cue needs
_FIGURE = 6  # tokens from a preposition to the figure
_CALLED = 5  # words of somebody's name in quotation marks
_BESIDE = 12  # tokens of an apposition behind it
_APPOSITION = 30  # tokens an apposition to whom a cue is aimed at may have
_HEARERS = frozenset({
    "head.person", "head.organization", "head.anonymous", "head.group", "head.media", "head.honorific", "head.ministry",
    "demonstrative",
})  # fmt: skip
_NAMED_BODIES = ("country", "capital", "organization")
_WANTING = ("demand", "warn")  # acts that are aimed at a deed
SPOKEN = ("clause", "quote", "colon")  # frames of words that were said


class Opener(msgspec.Struct, frozen=True):
    """How content opens: the frame (clause, quote, colon, object, to, by …) and its first token."""

    frame: str
    first: int


def speech(doc: Document, at: int, *, after_colon: bool = False, near: bool = False, governed: bool = False) -> bool:
    """Whether the quotation that opens at token ``at`` is speech and not a quoted name or term.

    ``governed``: it follows a preposition that its cue asks for, so that it is no addressee.
    """
    number = doc.opens.get(at)
    if number is None:
        return False
    quote = doc.quotes[number]
    first, last = doc.quote_tokens[number]
    if first + 1 in doc.names and doc.names[first + 1].last >= last - 1 and not after_colon:
        return False
    if quote.closed and last < len(doc) and doc.words[last].norm == _COLON and last - first <= 8:
        return False  # a name in quotation marks: what it said follows
    if (
        quote.closed
        and last + 1 < len(doc)
        and last - first <= 8
        and last + 1 in doc.opens
        and _addressed(doc, last + 1)
    ):
        return False  # "X" to "the paper"
    if not governed and not after_colon and last - first <= 8 and _addressed(doc, at):
        return False
    if quote.closed and not governed and not after_colon and _names_speaker(doc, first, last):
        return False
    size = last - first - (2 if quote.closed else 1)
    if quote.family == "bracket":
        return after_colon and size >= 3
    if after_colon or size >= _SPEECH:
        return size >= 1
    inner = range(first + 1, last - 1)
    verbal = any(doc.is_a(k, "that", "negation", "pronoun", "present", "verb3", "auxiliary") for k in inner)
    return verbal or (near and size >= 2)


def _names_speaker(doc: Document, first: int, last: int) -> bool:
    """Whether a short quotation only names who says what opens behind it: said "X", one of the tenants, that …"""
    size = last - first - 2
    if not 0 < size <= _CALLED or any(doc.words[k].kind != "word" for k in range(first + 1, last - 1)):
        return False
    end = min(doc.sentence_end(first), last + _BESIDE)
    if last < end and complementiser(doc, last):
        return not doc.words[last].before
    if name_in_marks(doc, first):
        return True
    if last < end and owned_noun(doc, last) and doc.is_a(first + 1, *QUOTED_BODIES) and not doc.words[first + 1].before:
        return True  # announced the "Movement of X" its support for
    if last + 1 >= end or doc.words[last].norm not in _COMMAS[:2]:
        return False
    for at in range(last + 1, end - 1):
        word = doc.words[at]
        if word.norm in _COMMAS[:2]:
            return complementiser(doc, at + 1) and not doc.words[at + 1].before
        if word.kind != "word" or word.cues or "relative" in word.classes or "that" in word.classes:
            return False
    return False


def name_in_marks(doc: Document, at: int) -> bool:
    """Whether a short quotation at a token is but a name, behind which something is told: stressed "X" the need for."""
    number = doc.opens.get(at)
    if number is None or not doc.quotes[number].closed:
        return False
    first, last = doc.quote_tokens[number]
    if not 0 < last - first - 2 <= _CALLED or not all(is_name(doc, k) for k in range(first + 1, last - 1)):
        return False
    end = doc.sentence_end(first)
    return last < end and _told_behind(doc, last, end)


def _told_behind(doc: Document, at: int, end: int) -> bool:
    """Whether what is told opens at a token by a preposition with "that" or a deed: to that …, the need for …"""
    if doc.words[at].norm in doc.pack.frames.before_that:
        return at + 1 < end and "that" in doc.words[at + 1].classes
    return not doc.words[at].before and bare_deed(doc, at)


def _addressed(doc: Document, at: int) -> bool:
    """Whether the token follows the preposition of an addressee: what is quoted there is a paper's name."""
    if not at:
        return False
    before = doc.words[at - 1]
    return before.norm in doc.pack.frames.addressee and "preposition" in before.classes


def complementiser(doc: Document, at: int) -> bool:
    """Whether token ``at`` opens a reported clause."""
    word = doc.words[at]
    if "that" not in word.classes or _spelt(doc, at):
        return False
    before = at - 1
    while before >= 0 and doc.words[before].norm in doc.pack.frames.before_that:
        before -= 1
    blocked = before >= 0 and doc.words[before].norm in doc.pack.frames.that_blockers
    return not blocked or _quality(doc, before)


def _quality(doc: Document, at: int) -> bool:
    """Whether "special" describes how something was said (in a special interview) and is no "especially as"."""
    noun = doc.words[at - 1]
    if at < 1 or "adjective" not in doc.words[at].classes or noun.kind != "word" or noun.definite:
        return False
    return noun.stem in doc.pack.occasions.interviews


def _spelt(doc: Document, at: int) -> bool:
    """Whether a token is a letter's name in an abbreviation that spells them, a stop written onto it."""
    starts, ends = doc.tokens.starts, doc.tokens.ends
    after = at + 1 < len(doc) and doc.words[at + 1].norm == "." and ends[at] == starts[at + 1]
    after = after and at + 2 < len(doc) and ends[at + 1] == starts[at + 2]
    before = at > 1 and doc.words[at - 1].norm == "." and ends[at - 1] == starts[at] and ends[at - 2] == starts[at - 1]
    return after or before


def opener(doc: Document, at: int, cue: CueAt, *, object_seen: bool) -> Opener | None:
    """What content of this cue opens at token ``at``, if any."""
    word = doc.words[at]
    takes = cue.entry.takes
    if word.kind == "punct":
        if at in doc.opens and "quote" in takes and speech(doc, at, near=at == cue.last):
            return Opener("quote", at)
        clock = 0 < at < len(doc) - 1 and doc.words[at - 1].kind == doc.words[at + 1].kind == "number"
        if word.norm == _COLON and at + 1 < len(doc) and ("quote" in takes or "clause" in takes) and not clock:
            nxt = at + 1
            if speech(doc, nxt, after_colon=True):
                return Opener("quote", nxt)
            if doc.tokens.line[nxt] == doc.tokens.line[at]:
                return Opener("clause" if complementiser(doc, nxt) else "colon", nxt)
        return None
    conjunctions = doc.pack.affixes.conjunctions
    if "that" in word.classes and "clause" in takes:
        joined = any(b in conjunctions for b in word.before)
        if not joined and complementiser(doc, at):
            return Opener("clause", at)
        return None
    nxt = at + 1
    if cue.entry.act == "ask" and "clause" in takes and _question(doc, at):
        return Opener("clause", at)
    if "preposition" in word.classes and nxt < len(doc):
        if word.norm in doc.pack.frames.before_that and "that" in doc.words[nxt].classes and not doc.words[nxt].before:
            if "clause" in takes and not (provided(doc, at) and "on" not in takes):
                return Opener("clause", at)
        if "quote" in takes and (word.norm in doc.pack.frames.before_that or len(word.norm) == 1):
            governed = not doc.pack.frames.frame_of.get(word.norm, frozenset()).isdisjoint(takes)
            if governed and speech(doc, nxt, near=True, governed=True):
                return Opener("quote", at)
    frame = _preposition_frame(doc, at, takes, cue.entry.needs if cue.entry.act == "welcome" else ())
    aimed = "to" in takes or cue.entry.act == "demand"
    if frame == "for" and aimed and cue.entry.kind == "verb" and _to_somebody(doc, at):
        return None
    if frame is None and cue.entry.act == "demand" and "by" in takes and _speed_of(doc, at):
        return Opener("by", at)
    if frame is not None:
        return Opener(frame, at) if frame != "on" or not _on_air(doc, cue.last, at) else None
    for cls, name in (("by_what", "by"), ("about_what", "about"), ("from_what", "from")):
        if cls in word.classes and name in takes:
            return Opener(name, at)
    if "what" in word.classes and "object" in takes and not word.before and not object_seen:
        return Opener("object", at)
    return None


def _speed_of(doc: Document, at: int) -> bool:
    """Whether an adverb written with "by" governs a deed, and so is what is asked for: by the speed of mending."""
    word = doc.words[at]
    by = doc.pack.frames.prepositions.get("by", frozenset())
    if "adverb" not in word.classes or at + 1 >= len(doc) or not bare_deed(doc, at + 1):
        return False
    return any(word.norm.startswith(p) and word.norm[len(p) :] in doc.pack.frames.deeds for p in by)


def _on_air(doc: Document, first: int, at: int) -> bool:
    """Whether "on" leads to the medium that a noun of speaking before it was broadcast by: in remarks on the radio."""
    nxt, spoken = at + 1, doc.pack.occasions.spoken
    if nxt >= len(doc) or not any(doc.words[k].stem in spoken or doc.words[k].norm in spoken for k in range(first, at)):
        return False
    named = nxt in doc.names and doc.names[nxt].phrase.kind == "media"
    return named or doc.is_a(nxt, "head.media") or doc.words[nxt].norm in doc.outlet[:1]


def provided(doc: Document, at: int) -> bool:
    """Whether "on" before "that" stands behind a comma, where it sets a condition unless its verb asks for it."""
    on = doc.pack.frames.prepositions.get("on", frozenset())
    return doc.words[at].norm in on and at > 0 and doc.words[at - 1].norm in _COMMAS


def _question(doc: Document, at: int) -> bool:
    """Whether an indirect question begins at a token: where he was, whether they knew."""
    if doc.words[at].norm in doc.pack.frames.questions:
        return True
    return at + 1 < len(doc) and (doc.words[at].norm, doc.words[at + 1].norm) in doc.pack.frames.whether


def _to_somebody(doc: Document, at: int) -> bool:
    """Whether what is written for "to" leads to whom it was said, and not to what is meant."""
    noun = at + 1 if len(doc.words[at].norm) == 1 else at
    if noun >= len(doc) or noun in doc.names or noun in doc.opens:
        return True
    if doc.words[noun].classes & _HEARERS:
        return not (noun + 1 < len(doc) and doc.words[noun + 1].norm in doc.pack.frames.prepositions.get("with", ()))
    return "pronominal" in doc.words[noun].classes or not doc.words[noun].known


def _preposition_frame(doc: Document, at: int, takes: tuple[str, ...], needs: tuple[str, ...]) -> str | None:
    """The frame whose preposition stands at the token, alone or written onto it."""
    word = doc.words[at]
    frames = doc.pack.frames
    if word.norm in frames.frame_of and "preposition" in word.classes:
        for name in takes:
            if name in frames.frame_of[word.norm]:
                return name
        return None
    if "preposition" in word.classes and len(word.norm) > 1:  # "with the taking part of": its first letter is one
        for name in needs:
            if any(len(p) == 1 and word.norm.startswith(p) for p in frames.prepositions.get(name, ())):
                return name
    for clitic in word.before:
        names = frames.frame_of.get(clitic)
        if names:
            for name in takes:
                if name in names:
                    return name
    match = doc.names.get(at)
    if match is not None and match.before:
        for clitic in match.before:
            for name in takes:
                if name in frames.frame_of.get(clitic, ()):
                    return name
    if not word.known and word.kind == "word":
        # an unlisted word (a name) with the clitic written on it: the reading with that clitic alone
        for name in takes:
            for clitic in frames.prepositions.get(name, ()):
                if len(clitic) == 1 and word.norm.startswith(clitic) and word.norm[1:] in word.stems:
                    rest = word.norm[1:]
                    if rest.startswith(doc.pack.lexicon.article) and doc.pack.lexicon.article:
                        return name
    return None


def owned_object(doc: Document, at: int, cue: CueAt) -> bool:
    """Whether what a noun with its speaker's pronoun denies or rejects begins here: his denial of the news."""
    if cue.tense != "masdar" or cue.entry.act not in ("deny", "reject") or cue.after is None or cue.preposition:
        return False
    before = doc.words[cue.first - 1].norm if cue.first else ""
    if before in doc.pack.frames.prepositions.get("about", ()):
        return False  # voiced his rejection of: the light verb tells
    match = doc.names.get(at)
    return not doc.pack.frames.addressee.isdisjoint(match.before if match is not None else doc.words[at].before)


def enough(doc: Document, cue: CueAt, found: Opener) -> bool:
    """Whether the frame found meets what the entry needs."""
    needs = cue.entry.needs
    if cue.entry.strength == "light" or (cue.entry.act == "admit" and found.frame == "by" and _named(doc, found.first)):
        return False  # recognised a state: no admission
    if found.frame == "object" and cue.entry.id in doc.pack.frames.telling and bare_deed(doc, found.first):
        return True  # mentioned the fall of
    if cue.entry.strength == "weak" and found.frame not in SPOKEN and found.frame not in needs:
        return False
    if cue.entry.kind == "verb" and cue.entry.strength == "weak" and found.frame == "by" and cue.entry.act in _WANTING:
        return deed(doc, found.first) or _speed_of(doc, found.first)
    if not needs or found.frame in needs:
        return True
    if found.frame == "colon":
        return "quote" in needs or "clause" in needs
    return needed_at(doc, cue, found) >= 0


def needed_at(doc: Document, cue: CueAt, found: Opener) -> int:
    """Where behind an object (the one accused, the one asked) what the cue needs opens, in the same clause; or -1."""
    if found.frame != "object":
        return -1
    needs, at = cue.entry.needs, found.first
    end = min(doc.sentence_end(at), at + _OBJECT)
    while at < end:
        later = opener(doc, at, cue, object_seen=True)
        if later is not None and later.frame in needs:
            return at
        if cue.entry.id in doc.pack.frames.measuring and at > found.first and _at_figure(doc, at):
            return at
        if cue.entry.act == "demand" and purpose(doc, at):
            return at  # called on all bodies to double their effort
        if doc.words[at].norm in _COMMAS:
            return _behind_apposition(doc, at, cue)
        at += 1
    return -1


def _named(doc: Document, at: int) -> bool:
    """Whether the preposition at a token leads to a state or body, which somebody recognises."""
    at += "preposition" in doc.words[at].classes
    if at >= len(doc):
        return False
    match = doc.names.get(at)
    return (match is not None and match.phrase.kind in _NAMED_BODIES) or doc.is_a(
        at, "head.country", "head.organization"
    )


def _behind_apposition(doc: Document, comma: int, cue: CueAt) -> int:
    """Where what a cue needs opens after a comma behind whom it is aimed at (the doctors, wherever they live, to …)."""
    conjunctions = doc.pack.affixes.conjunctions
    end = min(doc.sentence_end(comma), comma + _APPOSITION)
    for at in range(comma, end - 1):
        if doc.words[at].norm not in _COMMAS:
            continue
        nxt = doc.words[at + 1]
        found = opener(doc, at + 1, cue, object_seen=True)
        if found is not None and found.frame in cue.entry.needs:
            return at + 1
        joined = any(b in conjunctions for b in nxt.before)
        if (joined and not nxt.definite) or any(c.form.tense != "noun" for c in nxt.cues):
            return -1  # another clause
    return -1


def _at_figure(doc: Document, at: int) -> bool:
    """Whether a figure stands at a token behind the preposition that puts something at it: at some 400 ships."""
    if doc.pack.frames.prepositions.get("by", frozenset()).isdisjoint(doc.words[at].before):
        by = doc.words[at].norm in doc.pack.frames.prepositions.get("by", ())
        return by and at + 1 < len(doc) and doc.words[at + 1].kind == "number"
    return any(doc.words[k].kind == "number" for k in range(at + 1, min(at + _FIGURE, len(doc))))


def opens_behind(doc: Document, phrase: Phrase, cue: CueAt) -> bool:
    """Whether a definite thing is the subject of a verb: what it tells opens right behind it (the rules stress on)."""
    if cue.entry.needs or phrase.cls != "thing" or not phrase.definite or phrase.last >= doc.sentence_end(cue.first):
        return False
    found = opener(doc, phrase.last, cue, object_seen=True)
    return found is not None and found.frame in ("clause", "about", "on")

"""Looking ahead in the sentence of a verb of saying: where a clause, an aside or speech without a mark begins."""

from __future__ import annotations

from collections.abc import Collection

from musnad.lang.lexicon import CHANNEL, PSEUDO
from musnad.reading.cues import CueAt
from musnad.reading.document import Document
from musnad.reading.frames.openers import SPOKEN, Opener, complementiser, opener, provided
from musnad.reading.frames.passing import describes_saying
from musnad.reading.frames.skipping import to_channel
from musnad.reading.phrases.deeds import deed
from musnad.reading.phrases.phraseends import own_thing
from musnad.reading.phrases.wordkinds import NOUNS, adjunct_preposition, conjoined, is_verb
from musnad.text.tokens import COMMAS

_QUALITIES = 4  # tokens from such a verb back to the noun, adjectives between
_DESCRIPTION = 18  # tokens of a clause that describes how something was said
_DASHES = ("-", "–")
_ASIDE = 25  # tokens of an aside between dashes
_PLACE = 14  # tokens of a place or field before what is asked for
_NOMINAL = 24  # tokens of a subject's name, title and body
_NAME = 10  # tokens of a name in quotation marks, marks included
_MEDIUM = 8  # tokens of an aside, or of the phrases that go on with a subject


def clause_ahead(doc: Document, at: int, end: int, cue: CueAt, by_token: dict[int, list[CueAt]]) -> bool:
    """Whether a clause or speech opens later in the sentence, with no other cue before it."""
    for k in range(at, min(end, at + 30)):
        found = opener(doc, k, cue, object_seen=True)
        if found is not None and found.frame in ("clause", "quote", "colon"):
            return True
        if k in by_token and by_token[k][0].finite and not doc.is_a(k, "preposition"):
            return False
    return False


def that_near(doc: Document, at: int, end: int) -> bool:
    """Whether a complementiser opens at a token, or behind a day or phrases that go on with a subject."""
    at = doc.time_at.get(at, at)
    while at < end and doc.words[at].norm in doc.pack.frames.passing:
        at += 1
    for k in range(at, min(end, at + _MEDIUM)):
        if complementiser(doc, k):
            return k == at or adjunct_preposition(doc, at)
        told = is_verb(doc, k) and not describes_saying(doc, k)
        if doc.words[k].norm in ("،", ",", ":") or told or "relative" in doc.words[k].classes:
            return False
    return False


def subject_to_that(doc: Document, at: int, end: int, cue: CueAt, by_token: dict[int, list[CueAt]]) -> int:
    """Where a subject that goes on at a token ends, if nothing else stands before "that"; 0 if something does.

    What stands between a verb of saying and "that" without a verb, comma or relative clause names who says it, unless
    it is a deed that itself takes "that" (the need that …).
    """
    words = doc.words
    aimed = "object" in cue.entry.takes and bool(cue.entry.needs)
    if "clause" not in cue.entry.takes or aimed or cue.after is not None or _takes_that(doc, at):
        return 0
    k, last, end = at, 0, min(end, at + _NOMINAL)
    if not any("that" in words[n].classes for n in range(at, end)):
        return 0
    while k < end:
        word = words[k]
        if complementiser(doc, k):
            governed = words[k - 1].norm in doc.pack.frames.before_that or _takes_that(doc, k - 1)
            return 0 if governed or conjoined(doc, k) else last or k
        if k in doc.bracket_at:
            k = doc.bracket_at[k]
            continue
        if k in doc.opens:
            close = doc.quote_tokens[doc.opens[k]][1]
            if close - k > _NAME:
                return 0
            k = close
            continue
        if k in doc.time_at or "occasion" in word.classes or _set_apart(doc, k):
            last = last or k
            k = doc.time_at.get(k, k + 1)
            continue
        nominal = not word.classes.isdisjoint(NOUNS) or k in doc.names
        spoken = k in by_token and by_token[k][0].tense != "noun" and not (nominal and by_token[k][0].tense == "past")
        owned = own_thing(doc, k)
        told = spoken or (is_verb(doc, k) and not nominal)
        negated = "negation" in word.classes and word.norm not in doc.pack.frames.privative
        if word.kind == "punct" or owned or told or negated or "relative" in word.classes:
            return 0
        k += 1
    return 0


def _set_apart(doc: Document, at: int) -> bool:
    """Whether a token begins where or to whom it was said: in a speech, to «the paper», to the agency."""
    if "preposition" in doc.words[at].classes and to_channel(doc, at):
        return True
    addressee, match = doc.pack.frames.addressee, doc.names.get(at)
    if doc.words[at].norm in addressee:
        return at + 1 in doc.opens or doc.is_a(at + 1, "head.media") or at + 1 in doc.names
    before = match.before if match is not None else doc.words[at].before
    medium = doc.is_a(at, "head.media") or (match is not None and match.phrase.kind == "media")
    return medium and not addressee.isdisjoint(before)


def _takes_that(doc: Document, at: int) -> bool:
    """Whether a deed stands at a token, which may go on with "that": its readiness that, the need that."""
    word = doc.words[at]
    return not word.definite and ("masdar" in word.classes or deed(doc, at))


def far_clause(doc: Document, at: int, end: int, by_token: dict[int, list[CueAt]], takes: Collection[str]) -> int:
    """The complementiser after a comma behind a long aside; 0 for none, or if another cue stands before it."""
    for k in range(at, end):
        if complementiser(doc, k) and not doc.words[k].before:
            first = k - (doc.words[k - 1].norm in doc.pack.frames.before_that)
            if doc.words[first - 1].norm in COMMAS and not conjoined(doc, first):
                return 0 if provided(doc, first) and "on" not in takes else first
        if any(c.finite and (c.joined or c.entry.strength == "sure") for c in by_token.get(k, ())[:1]):
            return 0
    return 0


def clause_past_description(doc: Document, at: int, end: int) -> int:
    """The complementiser behind a verb that describes how something was said: in a speech television aired, that; or 0.

    The noun before the verb is indefinite, one for a channel or for what somebody says, and the verb itself says
    nothing; up to "that" stand no comma and no cue with words of its own.
    """
    if not any(_describes(doc, verb) for verb in (at, at - 1)):
        return 0
    for k in range(at + 1, min(at + _DESCRIPTION, end)):
        if complementiser(doc, k) and not conjoined(doc, k):
            return k if doc.words[k - 1].norm not in doc.pack.frames.before_that else 0
        sure = any(c.form.entry.strength == "sure" and c.form.tense in ("past", "present") for c in doc.words[k].cues)
        if doc.words[k].norm in ("،", ",", ":", ".") or (sure and is_verb(doc, k)):
            return 0
    return 0


def _describes(doc: Document, at: int) -> bool:
    """Whether a verb that says nothing itself describes the indefinite noun before it, for how something was said."""
    verb = doc.words[at]
    if verb.before or at in doc.names or not (is_verb(doc, at) or any(c.form.tense == "past" for c in verb.cues)):
        return False
    if any(c.form.entry.strength == "sure" and "clause" in c.form.entry.takes for c in verb.cues):
        return False  # in remarks in which he said that
    for k in range(at - 1, max(at - _QUALITIES, 0), -1):
        noun = doc.words[k]
        if noun.kind != "word" or noun.definite:
            return False
        channel = bool(noun.phrases) and doc.pack.lexicon.match(doc.words, k, CHANNEL) is not None
        if channel or noun.stem in doc.pack.occasions.spoken:
            return True
        if noun.known and "adjective" not in noun.classes:
            return False
    return False


def verbal_aside(doc: Document, comma: int, end: int, cue: CueAt) -> int:
    """The comma that closes a clause about the occasion ("…, which television showed, that …"); 0 for none."""
    first = comma + 1
    if first >= end:
        return 0
    if described := _described(doc, comma, end, cue):
        return described
    silent = doc.words[first].phrases and doc.pack.lexicon.match(doc.words, first, PSEUDO) is not None
    if not (silent or is_verb(doc, first) or (doc.words[first].after is not None and first not in doc.names)):
        return 0
    for at in range(first + 1, min(first + _MEDIUM, end - 1)):
        if doc.words[at].norm in COMMAS:
            opens = complementiser(doc, at + 1) or (silent and opener(doc, at + 1, cue, object_seen=True) is not None)
            return at if opens else 0
    return 0


def _described(doc: Document, comma: int, end: int, cue: CueAt) -> int:
    """The comma that closes an adjective with what hangs on it, about who speaks ("…, belonging to X, said"); or 0."""
    first = comma + 1
    word = doc.words[first]
    bound = word.definite and len(word.before) == 1 and first not in doc.names
    if not bound or not doc.is_a(first, "adjective") or not doc.words[comma - 1].definite:
        return 0
    if first + 2 >= end or not adjunct_preposition(doc, first + 1):
        return 0
    for at in range(first + 2, min(first + _MEDIUM, end - 1)):
        if doc.words[at].norm in COMMAS:
            told = at + 1 in doc.time_at or opener(doc, at + 1, cue, object_seen=True) is not None
            return at if told else 0
    return 0


def dashed_aside(doc: Document, dash: int, end: int, cue: CueAt) -> int:
    """The dash that closes an aside between dashes, after which the content of the cue opens; 0 for none."""
    if doc.words[dash].norm not in _DASHES:
        return 0
    for at in range(dash + 2, min(dash + _ASIDE, end - 1)):
        if doc.words[at].norm in _DASHES:
            return at if opener(doc, at + 1, cue, object_seen=True) is not None else 0
    return 0


def bare_speech(doc: Document, at: int, cue: CueAt, by_token: dict[int, list[CueAt]]) -> bool:
    """Whether speech without mark or complementiser begins at a token after a plain verb of saying."""
    if cue.entry.id not in doc.pack.frames.bare or cue.tense != "past" or cue.person != 3 or at >= len(doc):
        return False
    word = doc.words[at]
    if doc.tokens.sentence[at] != doc.tokens.sentence[cue.first] or word.kind != "word" or conjoined(doc, at):
        return False
    if any(c.entry.id in doc.pack.frames.merging or c.person == 3 for c in by_token.get(at, ())):
        return False
    first_person = not word.known and any(c.form.person == 1 for c in word.cues)
    goes_on = at + 1 < len(doc) and at + 1 not in doc.names and not doc.is_a(at + 1, "name.given", "name.family")
    goes_on = goes_on and (doc.words[at + 1].known or bool(doc.words[at + 1].cues))  # "I", not Anna
    clause = any(complementiser(doc, k) for k in range(at, min(at + 3, len(doc))))
    said = "pronoun" in word.classes and goes_on and not clause
    return is_verb(doc, at) or "negation" in word.classes or first_person or said


def elsewhere(doc: Document, at: int, end: int, cue: CueAt, by_token: dict[int, list[CueAt]]) -> bool:
    """Whether "by" at a token only tells where or in what, since what is asked for or told opens behind it.

    So it is before a deed that is asked for: of passengers in the airport of X, for the mending of …
    """
    if cue.entry.act != "demand" or deed(doc, at):
        return False
    for k in range(at + 1, min(end, at + _PLACE)):
        if doc.words[k].norm in ("،", ",", ":") or k in by_token or is_verb(doc, k) or k in doc.opens:
            return False
        found = opener(doc, k, cue, object_seen=True)
        if found is not None and (found.frame != "by" or deed(doc, k)):
            return found.frame == "by"
    return False


def by_saying(doc: Document, at: int, end: int, cue: CueAt, by_token: dict[int, list[CueAt]]) -> Opener | None:
    """What opens behind "by saying" after a verb: the minister answered by saying «…»."""
    if at not in by_token or at + 1 >= end:
        return None
    saying = next((c for c in by_token[at] if c.entry.id in doc.pack.frames.merging and c.tense == "masdar"), None)
    if saying is None or not (saying.definite and saying.preposition):
        return None
    found = opener(doc, at + 1, saying, object_seen=True)
    return found if found is not None and found.frame in SPOKEN and found.frame in (*cue.entry.takes, "colon") else None

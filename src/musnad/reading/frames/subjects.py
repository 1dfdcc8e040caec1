"""The subject that stands before its verb: `the minister, who …, said`."""

from __future__ import annotations

from musnad.lang.lexicon import PSEUDO
from musnad.reading.cues import CueAt
from musnad.reading.document import Document
from musnad.reading.phrases.agreement import agrees, object_form
from musnad.reading.phrases.nounphrases import Phrase, noun_phrase
from musnad.reading.phrases.phrasestarts import starts_phrase
from musnad.reading.phrases.wordkinds import HUMAN, NAMES, STOPS, finite, is_verb
from musnad.text.tokens import COMMAS

_SOMEBODY = HUMAN | NAMES | {"name", "head.organization", "head.ministry", "head.media", "head.country"}
_DESCRIBED = HUMAN | {"head.organization", "head.media", "head.document"}  # of whom or what a bare clause tells
_FRONTING = frozenset({"fronting"})
_LONGEST = 3  # words of a conjunction of time
_MAX = 40
_BARE = 12  # tokens that somebody described without a relative pronoun may have
_ASIDE = 25  # tokens an aside between subject and verb may have


def subject_before(doc: Document, cue: CueAt) -> tuple[Phrase | None, str]:
    """A subject before its verb, or the noun that the relative clause of the verb hangs on."""
    phrase, order = _subject_before(doc, cue)
    if phrase is not None and (object_form(doc, phrase) or _only_in_it(doc, phrase, cue)):
        return None, "none"
    return phrase, order


def _only_in_it(doc: Document, phrase: Phrase, cue: CueAt) -> bool:
    """Whether it is told in the thing, not by it: a report in which officials said that."""
    if phrase.cls not in ("thing", "head.document") or cue.last >= len(doc):
        return False
    where = doc.words[cue.last]
    return "pronominal" in where.classes and where.norm.startswith(tuple(doc.pack.frames.where))


def _subject_before(doc: Document, cue: CueAt) -> tuple[Phrase | None, str]:
    words = doc.words
    start = doc.sentence_start(cue.first)
    while start < cue.first and not doc.plain[start]:
        start += 1  # a dateline is no subject
    at = cue.first - 1
    if cue.joined and doc.is_a(start, "contrast") and cue.first - start < _ASIDE:
        topic = noun_phrase(doc, start + 1, cue.first)  # as for X, he said
        return (topic, "before") if topic is not None and agrees(topic, cue, before=True) else (None, "none")
    if cue.joined or at < start or _purpose(doc, cue) or _fronted(doc, cue.first):
        return None, "none"
    while at >= start and doc.is_a(at, "auxiliary") and words[at].after is None and at == cue.first - 1:
        at -= 1
    if at >= start and "relative" in words[at].classes:
        end = at
        if end > start and words[end - 1].norm in COMMAS:
            end -= 1
        phrase = phrase_before(doc, end, start)
        if phrase is not None and phrase.cls == "thing" and (last := _hung_on(doc, phrase, end, cue)) is not None:
            phrase = last
        if phrase is not None and not agrees(phrase, cue, before=True):
            return None, "none"  # "a party which, she says, …": somebody else's word on it
        return phrase, "antecedent"
    if at < start or (words[at].kind == "punct" and words[at].norm not in ("،", ",", ")", '"', "”", "»", "-", "–")):
        return None, "none"
    phrase = _clause_subject(doc, at + 1, start, cue)
    if phrase is not None and agrees(phrase, cue, before=True):
        return phrase, "before"
    hung = _bare_relative(doc, cue, start)
    return hung, "none" if hung is None else "antecedent"


def _bare_relative(doc: Document, cue: CueAt, start: int) -> Phrase | None:
    """Somebody indefinite right before a verb that describes him without a relative pronoun: an activist (who) urged"""
    if cue.after is not None or (cue.last < len(doc) and doc.is_a(cue.last, "pronominal")):
        return None
    if cue.number == "d" or cue.entry.id in doc.pack.frames.impersonal:
        return None  # spelled like others; "a wing thought to be"
    near = range(max(start, cue.first - _BARE), cue.first)
    if not near or doc.words[near[-1]].kind != "word" or near[-1] in doc.names:
        return None
    if all(doc.words[k].classes.isdisjoint(_DESCRIBED) for k in near):
        return None  # nobody stands there: looking for phrases is dear
    phrase = phrase_before(doc, cue.first, near[0])
    if phrase is None or phrase.last != cue.first or phrase.cls not in _DESCRIBED:
        return None
    if phrase.definite or doc.words[phrase.first].definite:
        return None
    inner = range(phrase.first, phrase.last)
    if any(doc.words[k].kind != "word" or k in doc.names or "name.family" in doc.words[k].classes for k in inner):
        return None
    if phrase.first > start and any(c.form.tense == "past" for c in doc.words[phrase.first - 1].cues):
        return None  # revealed sources that spoke to the paper, that: they reveal
    return phrase if agrees(phrase, cue, before=True) and not finite(doc, phrase.head) else None


def _hung_on(doc: Document, phrase: Phrase, end: int, cue: CueAt) -> Phrase | None:
    """Somebody behind the last preposition of a thing, on whom a relative clause hangs: word from the army, which"""
    at = next((k for k in range(end - 1, phrase.first, -1) if doc.is_a(k, "preposition")), -1)
    last = noun_phrase(doc, at + 1, end) if at > 0 and starts_phrase(doc, at + 1) else None
    if last is None or last.last < end or last.cls not in _SOMEBODY or not agrees(last, cue, before=True):
        return None
    return last


def _purpose(doc: Document, cue: CueAt) -> bool:
    """Whether a preposition is written onto the verb: in order to admit."""
    conjunctions = doc.pack.affixes.conjunctions
    before = doc.words[cue.first].before
    return cue.tense == "present" and any(b not in conjunctions and b in doc.pack.frames.addressee for b in before)


def _fronted(doc: Document, at: int) -> bool:
    """Whether a conjunction of time ends before the verb (at a time when …): its subject follows."""
    return any(
        doc.words[k].phrases and (match := doc.pack.lexicon.match(doc.words, k, _FRONTING)) and match.last == at
        for k in range(max(at - _LONGEST, 0), at)
    )


def _clause_subject(doc: Document, end: int, start: int, cue: CueAt) -> Phrase | None:
    """The noun phrase from the head of the clause up to ``end``, adjuncts set off by commas skipped."""
    opened = cue.first > 0 and cue.first - 1 in doc.opens  # its country "asked for …": the subject stands outside
    inside = doc.inside[cue.first - 1] if opened else doc.inside[cue.first]
    if opened:
        end = cue.first - 1
    for at in _clause_starts(doc, end, start):
        if at >= end or not starts_phrase(doc, at) or doc.inside[at] != inside:
            continue
        if doc.in_bracket[at] != doc.in_bracket[cue.first]:
            continue
        phrase = noun_phrase(doc, at, end)
        if phrase is None or (phrase.cls == "thing" and finite(doc, phrase.head)):
            continue  # a verb that is spelled like a noun
        reach = _skip_asides(doc, phrase.last, end)
        if reach >= end or _aside_to(doc, phrase.last, end):
            return phrase
    return _had(doc, end, start, cue)


def _had(doc: Document, end: int, start: int, cue: CueAt) -> Phrase | None:
    """The subject of a sentence that tells of earlier, whatever is told of it before its verb: X, who …, had said."""
    if start + 1 >= end or doc.words[start].stem not in doc.pack.people.was or not doc.is_a(cue.first - 1, "auxiliary"):
        return None
    if any("auxiliary" in doc.words[k].classes for k in range(start + 1, end - 1)) or not starts_phrase(doc, start + 1):
        return None
    phrase = noun_phrase(doc, start + 1, end)
    if phrase is None or phrase.cls == "thing" or phrase.last >= end:
        return None
    if doc.words[phrase.last].kind == "word" and not finite(doc, phrase.last) and not doc.is_a(phrase.last, "relative"):
        return None
    return phrase if agrees(phrase, cue, before=True) else None


def _aside_to(doc: Document, at: int, end: int) -> bool:
    """Whether an aside between commas fills the tokens from ``at`` to the verb (an auxiliary may stand before it)."""
    last = end - 1
    while last > at and doc.is_a(last, "auxiliary"):
        last -= 1
    commas = ("،", ",", "-", "–")
    return last > at and doc.words[at].norm in commas and doc.words[last].norm in commas and last - at < _ASIDE


def _clause_starts(doc: Document, end: int, start: int) -> list[int]:
    """Tokens at which the clause that ends at ``end`` may begin its subject, outermost first."""
    words = doc.words
    starts = [start]
    timed = 0  # where the time told here ends: its words (June/Haziran) begin no subject
    for at in range(max(start, end - 45), end):
        word = words[at]
        if at < timed:
            continue
        if (
            (at == start and word.kind == "word" and "auxiliary" in word.classes)
            or (word.kind in ("punct", "dots") and at + 1 < end)
            or not word.classes.isdisjoint(("that", "contrast", "conjunction", "subordinator", "auxiliary", "what"))
        ):
            starts.append(at + 1)
        elif at in doc.time_at:
            timed = doc.time_at[at]
            starts.append(timed)
        elif at > start and any(b in doc.pack.affixes.conjunctions for b in word.before):
            starts.append(at)
    # after a preposition no subject begins
    good = []
    for at in starts:
        if at - 1 >= start and at > start and "preposition" in words[at - 1].classes:
            continue
        if at > start and words[at - 1].stem in doc.pack.frames.verbal:
            continue  # after it was over, X said: a verb stands there
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
        elif "relative" in words[at].classes or ("pronoun" in words[at].classes and words[at].before):
            close = at
            while close < end and words[close].norm not in ("،", ",", "-", "–"):
                close += 1
            if close >= end:  # no comma closes it: then it has a verb of its own
                return end if any(is_verb(doc, k) or finite(doc, k) for k in range(at + 1, end)) else at
            at = close + 1
        elif "auxiliary" in words[at].classes:
            at += 1
        elif words[at].phrases and (match := doc.pack.lexicon.match(words, at, PSEUDO)) is not None:
            at = match.last  # who spoke on condition of not being named
        elif "pronominal" in words[at].classes and at > 0 and words[at - 1].definite:
            at += 1  # those held (on whom it was seized)
        elif _with_preposition(doc, at):
            inner = noun_phrase(doc, at, end, behind_clitic=True)
            if inner is None or inner.last < end:
                return at
            at = inner.last
        elif "adjunct" in words[at].classes or ("preposition" in words[at].classes and at + 1 < end):
            inner = noun_phrase(doc, at + 1, end)
            if inner is None:
                return at
            at = inner.last
        else:
            return at
    return at


def _with_preposition(doc: Document, at: int) -> bool:
    """Whether a preposition is written onto a definite noun: for the national security."""
    article, conjunctions = doc.pack.lexicon.article, doc.pack.affixes.conjunctions
    match = doc.names.get(at)
    before = match.before if match is not None else doc.words[at].before
    return doc.words[at].definite and any(b != article and b not in conjunctions for b in before)


def phrase_before(doc: Document, end: int, start: int) -> Phrase | None:
    """The noun phrase that ends just before token ``end``, found by trying starts from the left.

    ``start`` bounds the search; the longest phrase that reaches ``end`` (a comma may stand between) wins.
    """
    for at in range(max(start, end - _MAX), end):
        if at > start and not _boundary(doc, at):
            continue
        if not starts_phrase(doc, at):
            continue
        phrase = noun_phrase(doc, at, end)
        if phrase is None:
            continue
        rest = range(phrase.last, end)
        if all(doc.words[k].kind == "punct" for k in rest) and len(rest) <= 2:
            return phrase
    return None


def _boundary(doc: Document, at: int) -> bool:
    """Whether a phrase may begin here when walking from the left: after a preposition, a verb, a mark."""
    previous = doc.words[at - 1]
    if previous.kind != "word":
        return True
    return (
        not previous.classes.isdisjoint(STOPS)
        or is_verb(doc, at - 1)
        or bool(doc.words[at].before)
        or not previous.definite
    )

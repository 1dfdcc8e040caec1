"""The subject of the clause before a verb that leaves its own out, and who agrees with a verb at all."""

from __future__ import annotations

from musnad.reading.discourse.actors import Actor, Cast
from musnad.reading.document import Document
from musnad.reading.draft import Draft
from musnad.reading.phrases.wordkinds import NOUNS, STOPS, adjunct_preposition, is_name, is_verb

_FINITE = frozenset({"past", "present"})
_PAUSES = frozenset({"،", ",", ":", "؛", ";"})
_TIME = 4  # tokens of a time between a verb and its subject
_OPENS = 2  # tokens of "it is expected"
_ASIDE = 8  # tokens from a name to the verb of its relative clause


def speaks(actor: Actor) -> bool:
    """Whether somebody can take the floor: no document."""
    return actor.kind in ("organization", "person", "group", "country") and not actor.cls.startswith("head.document")


def fitting(actor: Actor, gender: str, plural: bool) -> bool:
    """Whether a verb of that form may have the actor as its subject."""
    if plural:
        return actor.number == "p" or actor.kind in ("group", "organization")
    if gender in ("m", "f") and actor.gender in ("m", "f") and actor.number != "p":
        return gender == actor.gender
    if actor.number == "p" and gender == "m":
        return False
    # officials (m.): a verb behind them agrees in number; of sources and reports it is that of one woman
    return not (actor.number == "p" and gender == "f" and actor.gender == "m")


def _unlisted_verb(doc: Document, at: int) -> bool:
    """Whether a word before a subject may be its verb, for it is nothing else."""
    word = doc.words[at]
    return word.kind == "word" and not word.definite and word.classes.isdisjoint(NOUNS | STOPS)


def _opening_verb(doc: Document, at: int) -> bool:
    """Whether the word a sentence opens with may be its verb, though a noun is spelled like it: and described X …"""
    word = doc.words[at]
    if word.definite or word.kind != "word" or doc.tokens.line[at] == 0:
        return False  # headlines open with nouns
    return bool(word.tenses & _FINITE) or not word.classes.isdisjoint(("verb3", "present"))


def _verb_after_turn(doc: Document, at: int) -> bool:
    """Whether a form that may also be a noun is a verb: where a clause opens (while X refused; in turn X refused)."""
    word = doc.words[at]
    if word.tenses.isdisjoint(_FINITE) or word.definite or word.kind != "word" or at <= doc.sentence_start(at):
        return False
    if doc.is_a(at - 1, "contrast", "subordinator", "conjunction", "auxiliary"):
        return True
    if doc.words[at - 1].norm in _PAUSES:
        return doc.tokens.line[at] > 0  # in headlines nouns follow marks
    return _led_in(doc, at)


def _led_in(doc: Document, at: int) -> bool:
    """Whether before a token its sentence has only a preposition and a noun with its pronoun: for his part, in turn."""
    opening, word = doc.sentence_start(at), doc.words[at - 1]
    owned = "noun" in word.classes and any(clitic.person == 3 for _, clitic in word.owned)
    alone = at - 2 == opening and doc.is_a(opening, "preposition")
    return owned and (alone or (at - 1 == opening and bool(word.before)))


def subordinate(doc: Document, verb: int, start: int, cast: Cast) -> bool:
    """Whether a verb tells of somebody named before ("the force, which X leads") or of a time ("after X said")."""
    if verb - 1 < start or doc.words[verb].kind != "word":
        return False
    if doc.is_a(verb - 1, "relative"):
        return any(at in cast.by_token for at in range(max(verb - _ASIDE, 0), verb - 1))
    return doc.is_a(verb - 1, "that") and not _foreseen(doc, verb - 1)


def _foreseen(doc: Document, that: int) -> bool:
    """Whether "that" only follows "it is expected" at the beginning of a sentence: its clause is the sentence's own."""
    opening = doc.sentence_start(that)
    return 0 < that - opening <= _OPENS and doc.words[that - 1].norm in doc.pack.frames.that_blockers


def _describing(doc: Document, at: int, name: int) -> bool:
    """Whether a word only describes the name after it: the French woman X."""
    return at == name - 1 and doc.words[at].definite and doc.is_a(at, "nationality") and is_name(doc, name)


def turned(doc: Document, at: int) -> bool:
    """Whether a clause with its subject first begins after a word: but X, except that X."""
    that = at > 0 and doc.is_a(at, "that") and doc.is_a(at - 1, "contrast")
    return at >= 0 and (that or doc.is_a(at, "contrast"))


def before_subject(doc: Document, at: int, start: int) -> int:
    """The token before somebody at ``at``, auxiliaries and what only describes him aside; not before ``start - 1``."""
    previous = at - 1 - (at - 1 in doc.opens)
    while previous >= start:
        time = next((k for k in range(previous, max(previous - _TIME, start) - 1, -1) if k in doc.time_at), -1)
        if time >= 0 and doc.time_at[time] == previous + 1:
            previous = time - 1  # did not say yesterday the spokesman
        elif doc.is_a(previous, "auxiliary") or _describing(doc, previous, at):
            previous -= 1
        else:
            break
    return previous


def leads(doc: Document, at: int, previous: int) -> bool:
    """Whether somebody named at a token is the subject of its clause: it begins with him, or with his verb."""
    opening = doc.sentence_start(at)
    if at == opening or previous < 0:
        return at == opening
    return (
        is_verb(doc, previous)
        or doc.is_a(previous, "verb3", "present", "auxiliary")
        or _verb_after_turn(doc, previous)
        or previous < opening
        or (previous == opening and (_unlisted_verb(doc, previous) or _opening_verb(doc, previous)))
        or turned(doc, previous)
    )


def clause_subject(
    doc: Document, draft: Draft, earlier: list[Draft], cast: Cast, gender: str, plural: bool
) -> int | None:
    """The subject of a verb of narration between the last statement and this cue."""
    first = draft.cue.first
    start = max(
        (other.content[-1][1] for other in earlier if other.content and other.content[-1][1] <= first), default=0
    )
    start = max(start, doc.sentence_start(first) - 60, 0)
    best: int | None = None
    main: int | None = None  # whose sentence it is: a participle goes on with him
    carriers = {at for other in earlier for phrase in other.carriers for at in range(phrase.first, phrase.last)}
    for at in range(start, first):
        index = cast.by_token.get(at)
        if index is None or at in carriers:
            continue
        actor = cast.actors[index]
        before = at - 1 - (at - 1 in doc.opens)
        if adjunct_preposition(doc, at) or (before >= 0 and doc.is_a(before, "preposition")):
            continue  # what stands behind a preposition is no subject
        if doc.words[at].norm in doc.pack.people.homeland:
            continue
        if not (speaks(actor) or actor.kind == "anonymous") or not fitting(actor, gender, plural):
            continue
        previous = before_subject(doc, at, start)
        lead = leads(doc, at, previous)
        owned = previous >= 0 and doc.words[previous].after is not None  # "which X denied, and said": its own object
        beside = owned and draft.cue.joined and at in cast.identities and cast.identities[at].last == first
        if (lead or beside) and (beside or turned(doc, previous) or not subordinate(doc, previous, start, cast)):
            best = index
            opening = doc.sentence_start(first)
            if main is None and opening in (at, previous) and actor.kind == "person":
                main = index
    return main if main is not None and draft.cue.tense == "participle" else best

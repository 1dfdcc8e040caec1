"""What the word at a token does to the noun phrase before it: it ends it, links it to more, or goes on with it.

``step`` asks what kind of token it is and hands it to the one function for that kind. Each gives the token from
which the phrase goes on, or ``STOP`` where it ends before the word; links give None where they have no say.
"""

from __future__ import annotations

from musnad.reading.phrases.deeds import deed
from musnad.reading.phrases.heads import agreement_of_name, counts, elative, head_of
from musnad.reading.phrases.phraseends import adverb_behind, object_begins
from musnad.reading.phrases.phrasenouns import common
from musnad.reading.phrases.phraseparts import coordinates, dedicated, owned_part, saying
from musnad.reading.phrases.phrasereach import STOP, Reach
from musnad.reading.phrases.phrasestarts import somebody, starts_phrase
from musnad.reading.phrases.wordkinds import (
    BODIES,
    CONTENT_NOUNS,
    HEADS,
    HUMAN,
    NOUNS,
    STOPS,
    after_particle,
    conjoined,
    cue_only,
    finite,
    is_name,
    is_verb,
    may_be_named,
    prepositional,
)

_PSEUDO = frozenset({"pseudo", "cue"})
_CUES = frozenset({"cue"})
_SEVERAL = frozenset({"head.person", "head.group", "head.anonymous"})


def step(reach: Reach, i: int) -> int:
    """Where a phrase goes on from the word, name or number at token ``i``; ``STOP`` where it ended before."""
    doc = reach.doc
    if i in doc.names:
        return _listed(reach, i)
    if doc.words[i].kind == "number":
        return STOP if reach.complete and reach.head >= 0 else i + 1
    if i > reach.at:
        for link in _LINKS:
            if (on := link(reach, i)) is not None:
                return on
    if reach.head < 0:
        return _head(reach, i)
    if (reach.wants_object and object_begins(doc, reach.head, i, reach.gender, reach.complete)) or adverb_behind(
        doc, reach.head, i
    ):
        return STOP  # whom it accuses; scientists, lately
    return _name(reach, i) if is_name(doc, i) else common(reach, i)


def _listed(reach: Reach, i: int) -> int:
    """A name of the gazetteer: the head, what the head belongs to, or another phrase."""
    doc = reach.doc
    match = doc.names[i]
    joined = all(clitic in doc.pack.affixes.conjunctions for clitic in match.before)
    if i > reach.at and match.before and not joined:
        if not reach.led_on(i):
            return STOP
    elif not match.before and (_after_finished(reach, i) or _country_as_object(reach, i)):
        return STOP
    if reach.head < 0:
        reach.head, reach.cls = i, match.phrase.kind
        reach.gender, reach.number, reach.definite = agreement_of_name(doc, i, match.last), "s", True
    reach.complete = True
    return match.last


def _after_finished(reach: Reach, i: int) -> bool:
    """Whether a listed name stands behind a finished phrase with a name, or one that wants an object."""
    if not reach.complete:
        return False
    if i > reach.at and reach.named and reach.doc.words[i - 1].kind != "punct":
        return True
    return reach.wants_object and reach.doc.names[i].phrase.kind != "media"


def _country_as_object(reach: Reach, i: int) -> bool:
    """Whether no genitive can follow where a listed name stands: a Syrian leader, then the country as object."""
    doc, inner = reach.doc, range(reach.head + 1, i)
    if not 0 <= reach.head < i or not any(doc.is_a(k, "nationality") for k in inner):
        return False
    loose = not any(doc.words[k].definite or k in doc.names for k in range(reach.head, i))
    return loose and doc.words[i - 1].kind == "word" and not doc.is_a(i - 1, "preposition")


def _function_word(reach: Reach, i: int) -> int | None:
    """A word that is no noun: a preposition that leads on, "some of them", "without"; else the end."""
    doc, word = reach.doc, reach.doc.words[i]
    if word.classes.isdisjoint(STOPS) or not word.classes.isdisjoint(NOUNS):
        return None
    if "preposition" in word.classes:
        some = "quantifier" in doc.words[i - 1].classes and word.norm in doc.pack.frames.place
        if some or reach.led_on(i):
            reach.complete = False
            return i + 1
    if "pronominal" in word.classes and reach.head >= 0 and owned_part(doc, i, reach.at):
        reach.complete, on = True, i + 1
        how = on < reach.limit and not doc.words[on].before and doc.is_a(on, "noun", "adverb")  # recognized abroad
        return on + (how and doc.words[on].norm.endswith(doc.pack.frames.adverbial[-1:]))
    privative = word.norm in doc.pack.frames.privative and reach.head >= 0 and i + 1 < reach.limit
    return i + 2 if privative and doc.is_a(i + 1, "adjective") else STOP


def _verb(reach: Reach, i: int) -> int | None:
    """A verb, a noun of saying with what was said, a set phrase ("asking not to be named"), a cue: the end."""
    doc, word = reach.doc, reach.doc.words[i]
    if is_verb(doc, i) or saying(doc, i, reach.limit):
        return STOP
    if word.phrases and word.classes & CONTENT_NOUNS and not somebody(doc, i):
        if doc.pack.lexicon.match(doc.words, i, _PSEUDO):
            return STOP
    if word.phrases and doc.pack.lexicon.match(doc.words, i, _CUES):
        return STOP  # at a press conference, according to the agency
    if not cue_only(doc, i):
        return None
    joined = conjoined(doc, i)
    if not (joined or any(cue.form.tense == "participle" for cue in word.cues)):
        return None
    return STOP if word.classes.isdisjoint(NOUNS) or (joined and finite(doc, i)) else None


def _preposition(reach: Reach, i: int) -> int | None:
    """A preposition written onto the word."""
    if not prepositional(reach.doc, i):
        return None
    if not reach.led_on(i):
        return STOP
    word = reach.doc.words[i]
    headed = not word.definite and not word.classes.isdisjoint(BODIES)  # at the centre of X
    reach.complete, reach.within = word.definite or ("name" in reach.cls and not headed), True
    return i + 1


def _conjunction(reach: Reach, i: int) -> int | None:
    """A conjunction written onto the word: more of them, the same one's other title, or the end."""
    doc, word = reach.doc, reach.doc.words[i]
    if not conjoined(doc, i):
        return None
    title_goes_on = reach.within and not reach.named and reach.cls in HUMAN
    if not (reach.coordinate or title_goes_on) or not coordinates(doc, i, reach.head):
        return STOP
    reach.complete = word.definite
    head = doc.words[reach.head]
    titles = reach.number == "s" and not word.definite and not word.classes.isdisjoint(HEADS)
    if titles and reach.cls in _SEVERAL:
        # the ambassador and its delegate, imam and preacher: the same one
        owned = word.after is not None or (i == reach.head + 1 and word.number == "s" and not head.definite)
        reach.number = "s" if owned else "p"
    return i + 1


_LINKS = (_function_word, _verb, _preposition, _conjunction)


def _head(reach: Reach, i: int) -> int:
    """The head, or what stands before it: a number, "this", "the same", an elative."""
    doc, word = reach.doc, reach.doc.words[i]
    if counts(doc, i, reach.limit) or elative(doc, i, reach.limit):
        return _before_head(reach, i)
    if i - 1 in doc.closes and not word.known and doc.opens.get(reach.at) == doc.closes[i - 1]:
        return STOP  # according to "X", then a verb of no list
    name = is_name(doc, i)
    reach.head = i
    reach.cls, reach.gender, reach.number, reach.definite = head_of(doc, i, name)
    if i > reach.at and doc.words[reach.at].stem in doc.pack.people.one and reach.cls in HUMAN:
        woman = doc.words[reach.at].norm.endswith(doc.pack.frames.feminine_too)  # one, whatever the several are
        reach.number, reach.gender = "s", "f" if woman else "m"
    reach.named = reach.cls == "name"
    reach.complete = word.definite or reach.named or word.after is not None
    return i + 1


def _before_head(reach: Reach, i: int) -> int:
    """Where the phrase goes on behind a word that stands before its head; where none comes it is the head itself."""
    doc, word = reach.doc, reach.doc.words[i]
    on = i + 1
    if on < reach.limit and "quantifier" in word.classes and doc.words[on].norm in doc.pack.frames.place:
        on += 1  # a number of …: the verb may agree with either
        reach.counted = True
    if reach.gender == "-" and "demonstrative" in word.classes:
        reach.gender = word.gender
        nxt = doc.words[on] if on < reach.limit and i == reach.at else None
        if nxt is not None and not nxt.definite and not nxt.classes.isdisjoint(HEADS):
            reach.head, reach.definite, reach.limit = i, True, on  # "that", then another phrase
    if reach.head < 0 and on < reach.limit and not starts_phrase(doc, on):
        reach.head, reach.complete = on - 1, True
    return on


def _name(reach: Reach, i: int) -> int:
    """A name goes on with names; after a title it begins one; after a finished thing it begins another phrase."""
    doc, word, before = reach.doc, reach.doc.words[i], reach.doc.words[i - 1]
    given = "name.given" in word.classes
    if reach.complete and not reach.named:
        trade = i == reach.head + 1 and doc.words[reach.head].definite and given and not reach.takes_object
        if reach.cls == "thing" and not trade and not after_particle(doc, i):
            return STOP
        several = before.number == "p" or before.classes.isdisjoint(HUMAN)
        if reach.cls in BODIES and given and several:
            return STOP  # the ministry, then somebody of it
        if reach.cls in BODIES and i == reach.head + 1 and before.definite and before.before and not word.definite:
            return STOP  # the police, then whom they seized
    if reach.cls == "head.document" and reach.complete and not word.known:
        if not doc.is_a(i - 1, *HUMAN, "nationality"):
            return STOP  # according to the statement, then a verb of no list
    if reach.takes_object and reach.named and not word.known and deed(doc, i):
        return STOP  # X, then the attracting of attention
    reach.named, reach.complete = reach.named or (may_be_named(doc, i) and not dedicated(doc, i)), True
    return i + 1

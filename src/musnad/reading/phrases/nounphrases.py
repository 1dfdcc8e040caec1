"""Noun phrases: where the phrase that starts (or ends) at a token stops, and what it is about.

A shallow chunker: head nouns with their genitives and adjectives, proper names, appositions set
off by commas, short names in quotation marks, brackets. It stops at verbs, at most prepositions,
and where a bare noun follows a finished phrase: there the object begins.
"""

from __future__ import annotations

import msgspec

from musnad.reading.document import Document
from musnad.reading.phrases.heads import body_in_quotes, head_of
from musnad.reading.phrases.phraseparts import bracketed_name, ranked_name
from musnad.reading.phrases.phrasereach import STOP, Reach
from musnad.reading.phrases.phrasestarts import quoted_name, starts_after_preposition, starts_phrase
from musnad.reading.phrases.phrasesteps import step
from musnad.reading.phrases.wordkinds import BODIES, HUMAN, NOUNS, conjoined, is_name, is_verb, prepositional

_PLACES = frozenset({"country", "capital"})
_SUBJECTS = HUMAN | BODIES
_LOOSE = frozenset({"،", ",", "-", "–", "#", ":"})  # marks that no phrase ends with
_MAX = 40
_NICKNAME = 2


class Phrase(msgspec.Struct, frozen=True):
    """A noun phrase over tokens ``first`` to ``last`` (half-open).

    ``head`` is its first meaningful token and ``cls`` that token's class (``name`` for a proper
    name, ``thing`` for an ordinary noun); ``gender`` and ``number`` are what a verb agrees with.
    """

    first: int
    last: int
    head: int
    cls: str
    gender: str
    number: str
    definite: bool


def noun_phrase(
    doc: Document,
    at: int,
    end: int,
    *,
    stop_prepositions: frozenset[str] = frozenset(),
    wants_object: bool = False,
    behind_clitic: bool = False,
    coordinate: bool = True,
    takes_object: bool = False,
) -> Phrase | None:
    """The noun phrase that starts at token ``at``, up to ``end``; None where none does.

    ``stop_prepositions`` (folded) are those that open the content of the cue at hand and so never
    belong to its source; ``takes_object`` says that an object may follow, ``wants_object`` that it may
    be another person;
    ``behind_clitic`` takes a first word that has its preposition written onto it; without
    ``coordinate`` the phrase ends before "and".
    """
    if at >= end or not (starts_phrase(doc, at) or (behind_clitic and starts_after_preposition(doc, at))):
        return None
    limit = min(end, at + _MAX, body_in_quotes(doc, at))
    reach = Reach(doc, at, limit, stop_prepositions, wants_object, takes_object, coordinate)
    i = _read(reach, _placed(reach))
    if reach.head < 0:
        return _headless(reach, i)
    if reach.cls in ("head.person", "head.honorific") and reach.number != "p" and not reach.named:
        i = _closing_name(reach, i)
    while i > at + 1 and doc.words[i - 1].kind == "punct" and doc.words[i - 1].norm in _LOOSE:
        i -= 1
    while i > reach.head + 1 and doc.is_a(i - 1, "preposition") and not doc.is_a(i - 1, *NOUNS):
        i -= 1
    return Phrase(at, i, reach.head, reach.cls, "-" if reach.counted else reach.gender, reach.number, reach.definite)


def _placed(reach: Reach) -> int:
    """Where to read on: behind a name that is told by its place, with all that stands before it."""
    doc = reach.doc
    told = doc.placed.get(reach.at)
    if told is None or told.first <= reach.at or told.last > reach.limit:
        return reach.at
    before = (k for k in range(reach.at, told.first) if doc.is_a(k, "head.person", "head.honorific"))
    reach.head, reach.named, reach.complete = next(before, reach.at), True, True
    reach.cls, reach.gender, reach.number, reach.definite = head_of(doc, reach.head, False)
    return told.last


def _read(reach: Reach, i: int) -> int:
    """The token before which a phrase that is read from token ``i`` on ends."""
    doc = reach.doc
    while i < reach.limit:
        if i > reach.at and i in doc.time_at:
            break
        mark = doc.words[i].kind in ("punct", "dots") and i not in doc.names
        on = _mark(reach, i) if mark else step(reach, i)
        if on == STOP:
            break
        i = on
    return i


def _headless(reach: Reach, i: int) -> Phrase | None:
    """The phrase of a number without its thing, or of a short quotation; None for none."""
    doc, at = reach.doc, reach.at
    if i == at:
        return None
    word = doc.words[at]
    if word.kind != "punct" and "quantifier" in word.classes:
        return Phrase(at, i, at, "thing", word.gender, word.number, word.definite)
    if at not in doc.opens:
        return None
    inner = noun_phrase(doc, at + 1, i - 1) if doc.is_a(at + 1, *_SUBJECTS) else None
    if inner is not None and inner.last == i - 1 and (inner.definite or inner.cls in BODIES):
        return msgspec.structs.replace(inner, first=at, last=i)  # "the official", as he wants to be called
    return Phrase(at, i, at + 1, "quoted", "-", "-", True)


def _closing_name(reach: Reach, i: int) -> int:
    """The token behind the name with its rank that closes a long title, which else ends at token ``i``."""
    doc, limit = reach.doc, reach.limit
    far = ranked_name(doc, i, limit, reach.stops)
    inner = noun_phrase(doc, far, limit, stop_prepositions=reach.stops) if far else None
    if inner is None:
        return i
    object_behind = inner.last < limit and starts_phrase(doc, inner.last) and not doc.is_a(inner.last, "that")
    return inner.last if object_behind or not reach.wants_object else i


def _mark(reach: Reach, i: int) -> int:
    """Where a phrase goes on from a mark; ``STOP`` where that ends it."""
    doc = reach.doc
    quoted = i in doc.opens and doc.quotes[doc.opens[i]].family != "bracket"
    if reach.takes_object and reach.cls in _PLACES and quoted:
        return STOP  # a country, then the words it condemned
    if reach.wants_object and reach.named and quoted and is_name(doc, i - 1) and _accused(doc, i):
        return STOP  # X accused "Y" of
    on = _punctuation(doc, i, reach.at, reach.limit, reach.head, reach.named or reach.title >= 0, reach.wants_object)
    if on is None:
        return STOP
    if on < 0:
        reach.named = True
        return -on
    reach.complete = reach.complete or on > i + 1
    return on


def _accused(doc: Document, mark: int) -> bool:
    """Whether a word with its preposition stands behind a quotation, so that it is whom somebody accuses of that."""
    close = doc.quote_tokens[doc.opens[mark]][1]
    return close < len(doc) and prepositional(doc, close)


def _punctuation(doc: Document, i: int, at: int, limit: int, head: int, named: bool, wants_object: bool) -> int | None:
    """Where to go on after a punctuation mark in a phrase; None ends it; negative: a name came in."""
    words = doc.words
    norm = words[i].norm
    if i in doc.bracket_at and not (i == at and bracketed_name(doc, i)):
        return doc.bracket_at[i] if doc.bracket_at[i] - i <= 12 and i > at else None
    if norm == ":" and _named_behind(doc, i, limit):
        return i + 1
    if norm in ("#", "_") or (
        norm in ("-", "–", "'", "’") and i > at and doc.tokens.ends[i - 1] == doc.tokens.starts[i]
    ):
        return i + 1
    short = len(words[i - 1].norm) == 1 or "." in words[i - 1].norm
    if norm == "." and "head.honorific" in words[i - 1].classes and short:
        return i + 1
    if i in doc.opens:
        last = quoted_name(doc, i)
        if last is None or (named and last - i - 2 > _NICKNAME and doc.quotes[doc.opens[i]].family != "bracket"):
            return None
        return last
    if i > at and doc.inside[i - 1] >= 0 and doc.inside[i] < 0:
        return i + 1
    if norm in ("-", "–") and head >= 0 and i + 1 < limit and words[i - 1].definite and words[i + 1].definite:
        if doc.is_a(i - 1, "adjective", "nationality") and doc.is_a(i + 1, "nationality") and not conjoined(doc, i + 1):
            return i + 1  # the French – Moroccan friendship
    if norm in ("،", ",", "-", "–") and head >= 0:
        after = _apposition(doc, i, limit, named, wants_object)
        if after is not None:
            return after
    return None


def _named_behind(doc: Document, colon: int, limit: int) -> bool:
    """Whether a name stands behind a title and a colon ("the citizen: X Y said that"), and what he said after it."""
    title = doc.words[colon - 1]
    if not title.definite or title.classes.isdisjoint(("head.person", "head.honorific")):
        return False
    k = colon + 1
    while k < limit and is_name(doc, k):
        k += 1
    if k - colon <= 2 or k >= limit:
        return False
    to = doc.pack.frames.addressee
    spoken_to = doc.words[k].norm in to or (k in doc.names and not to.isdisjoint(doc.names[k].before))
    return "that" in doc.words[k].classes or spoken_to


def _apposition(doc: Document, comma: int, limit: int, named: bool, wants_object: bool) -> int | None:
    """After a comma: a name or title that is closed by another mark, a saying or an adjunct."""
    words = doc.words
    j = comma + 1
    if j >= limit or (words[j].kind == "punct" and j not in doc.opens) or conjoined(doc, j) or prepositional(doc, j):
        return None
    if j in doc.time_at or is_verb(doc, j):
        return None
    if "relative" in words[j].classes:
        return None
    titled = not words[j].classes.isdisjoint(("head.person", "head.honorific")) or words[j].stem in doc.pack.people.one
    own = any(j == told.first for told in doc.placed.values())
    if not (titled or (is_name(doc, j) and (own or not named))):
        return None
    inner = noun_phrase(doc, j, limit, wants_object=False)
    if inner is None or inner.last - j > 16:
        return None
    k = inner.last
    body = any(doc.is_a(n, *BODIES) or n in doc.names for n in range(j, k))
    if named and titled and is_name(doc, k - 1) and (wants_object or not body):
        return None  # a title with a name of its own: somebody else
    closing = (
        k >= limit
        or words[k].norm in ("،", ",", ":", "-", "–")
        or (words[k].norm in (".", "؛") and is_name(doc, k - 1))
        or k in doc.time_at
        or k in doc.opens
        or not words[k].classes.isdisjoint(("that", "preposition", "occasion", "relative", "auxiliary", "adverb"))
        or is_verb(doc, k)
        or prepositional(doc, k)
    )
    if not closing:
        return None
    return -k if is_name(doc, j) else k

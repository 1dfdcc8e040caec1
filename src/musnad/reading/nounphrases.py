"""Noun phrases: where the phrase that starts (or ends) at a token stops, and what it is about.

A shallow chunker: head nouns with their genitives and adjectives, proper names, appositions set
off by commas, short names in quotation marks, brackets. It stops at verbs, at most prepositions,
and where a bare noun follows a finished phrase: there the object begins.
"""

from __future__ import annotations

import msgspec

from musnad.reading.deeds import deed
from musnad.reading.document import Document
from musnad.reading.heads import agreement_of_name, body_in_quotes, closed, concords, counts, elative, head_of
from musnad.reading.phraseends import (
    adverb_behind,
    genitive_barred,
    going_on,
    object_begins,
    other_number,
    others_begin,
    own_thing,
    titled_behind,
    unlike_in_gender,
)
from musnad.reading.phraseparts import (
    bare_name,
    bracketed_name,
    coordinates,
    dedicated,
    inner_preposition,
    owned_part,
    ranked,
    ranked_name,
    saying,
)
from musnad.reading.phrasestarts import quoted_name, starts_after_preposition, starts_phrase
from musnad.reading.wordkinds import (
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

_PLACES = frozenset({"country", "capital"})
_GAZETTEER = _PLACES | {"organization", "media"}
_SUBJECTS = HUMAN | BODIES
_MAX = 40
_PSEUDO = frozenset({"pseudo", "cue"})
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
    words = doc.words
    i, head, complete, named, counted, title, within = at, -1, False, False, False, -1, False
    limit = min(end, at + _MAX, body_in_quotes(doc, at))
    cls, gender, number, definite = "thing", "-", "-", False
    if (told := doc.placed.get(at)) is not None and told.first > at and told.last <= limit:
        head = next((k for k in range(at, told.first) if doc.is_a(k, "head.person", "head.honorific")), at)
        named, complete, i, (cls, gender, number, definite) = True, True, told.last, head_of(doc, head, False)
    while i < limit:
        word = words[i]
        if i in doc.time_at and i > at:
            break
        if i in doc.names:
            match = doc.names[i]
            if i > at and match.before and not all(b in doc.pack.affixes.conjunctions for b in match.before):
                if not inner_preposition(doc, i, at, max(head, title), named, stop_prepositions):
                    break
            elif (i > at and named and complete and not match.before and words[i - 1].kind != "punct") or (
                wants_object and complete and not match.before and match.phrase.kind != "media"
            ):
                break
            elif 0 <= head < i and not match.before and any(doc.is_a(k, "nationality") for k in range(head + 1, i)):
                loose = not any(words[k].definite or k in doc.names for k in range(head, i))
                if loose and words[i - 1].kind == "word" and not doc.is_a(i - 1, "preposition"):
                    break  # after "a Syrian leader" no genitive follows: a country is the object
            if head < 0:
                head, cls = i, match.phrase.kind
                gender, number, definite = agreement_of_name(doc, i, match.last), "s", True
            i, complete = match.last, True
            continue
        if word.kind == "punct" or word.kind == "dots":
            if takes_object and cls in _PLACES and i in doc.opens and doc.quotes[doc.opens[i]].family != "bracket":
                break  # a country, then the words it condemned
            after = _punctuation(doc, i, at, limit, head, named or title >= 0, wants_object)
            if after is None:
                break
            if after < 0:
                named, i = True, -after
            else:
                complete, i = complete or after > i + 1, after
            continue
        if word.kind == "number":
            if complete and head >= 0:
                break
            i += 1
            continue
        if i > at and (not word.classes.isdisjoint(STOPS) and word.classes.isdisjoint(NOUNS)):
            some = "quantifier" in words[i - 1].classes and word.norm in doc.pack.frames.place
            if "preposition" in word.classes and (
                some or inner_preposition(doc, i, at, max(head, title), named, stop_prepositions)
            ):
                i += 1
                complete = False
                continue
            if "pronominal" in word.classes and head >= 0 and owned_part(doc, i, at):
                i, complete = i + 1, True
                how = i < limit and not words[i].before and doc.is_a(i, "noun", "adverb")  # recognized abroad
                i += how and words[i].norm.endswith(doc.pack.frames.adverbial[-1:])
                continue
            if word.norm in doc.pack.frames.privative and head >= 0 and i + 1 < limit and doc.is_a(i + 1, "adjective"):
                i += 2
                continue
            break
        if i > at and (is_verb(doc, i) or saying(doc, i, limit)):
            break
        if i > at and word.phrases and word.classes & CONTENT_NOUNS and doc.pack.lexicon.match(words, i, _PSEUDO):
            break  # an official, asking not to be named; the agency, citing
        if i > at and cue_only(doc, i) and (conjoined(doc, i) or any(c.form.tense == "participle" for c in word.cues)):
            if word.classes.isdisjoint(NOUNS) or (conjoined(doc, i) and finite(doc, i)):
                break
        if i > at and prepositional(doc, i):
            if not inner_preposition(doc, i, at, max(head, title), named, stop_prepositions):
                break
            complete, within = "name" in cls or word.definite, True
            i += 1
            continue
        if i > at and conjoined(doc, i):
            if not (coordinate or (within and not named and cls in HUMAN)) or not coordinates(doc, i, head):
                break
            complete = word.definite
            if number == "s" and cls not in ("thing",) and not word.definite and not words[i].classes.isdisjoint(HEADS):
                # the ambassador and its delegate, imam and preacher: the same one
                owned = word.after is not None or (i == head + 1 and word.number == "s" and not words[head].definite)
                number = "p" if cls in ("head.person", "head.group", "head.anonymous") and not owned else number
            i += 1
            continue
        if wants_object and 0 <= head < i and object_begins(doc, head, i, gender, complete):
            break  # whom it accuses
        if head >= 0 and adverb_behind(doc, head, i):
            break
        name = is_name(doc, i)
        modifier = not word.classes.isdisjoint(("adjective", "nationality", "former", "same", "last")) and not (
            (word.classes & CONTENT_NOUNS and not word.definite and complete)
            or ((named or cls in _PLACES) and not word.classes.isdisjoint(HEADS))
        )
        if head < 0:
            if counts(doc, i, limit) or elative(doc, i, limit):
                i += 1
                if i < limit and "quantifier" in word.classes and words[i].norm in doc.pack.frames.place:
                    i += 1  # a number of …: the verb may agree with either
                    counted = True
                if gender == "-" and "demonstrative" in word.classes:
                    gender = word.gender
                    if i < limit and i == at + 1 and not words[i].definite and words[i].classes & set(HEADS):
                        return Phrase(at, i, at, "thing", gender, "-", True)  # "that", then another phrase
                if head < 0 and i < limit and not starts_phrase(doc, i):
                    head, cls, complete, number = i - 1, "thing", True, "-"
                continue
            if i - 1 in doc.closes and not word.known and doc.opens.get(at) == doc.closes[i - 1]:
                break  # according to "X", then a verb of no list
            head = i
            cls, gender, number, definite = head_of(doc, i, name)
            if i > at and words[at].stem in doc.pack.people.one and cls in HUMAN:
                number = "s"
            named = cls == "name"
            complete = word.definite or named or word.after is not None
            i += 1
            continue
        if name:
            # A name goes on with names; after a title it begins one; after a finished thing it begins the object.
            trade = i == head + 1 and words[head].definite and "name.given" in word.classes and not takes_object
            if cls == "thing" and complete and not named and not trade and not after_particle(doc, i):
                break
            if cls == "head.document" and complete and not word.known and not doc.is_a(i - 1, *HUMAN, "nationality"):
                break  # according to the statement, then a verb of no list
            body = cls in BODIES and complete and not named
            several = words[i - 1].number == "p" or words[i - 1].classes.isdisjoint(HUMAN)
            if body and "name.given" in word.classes and several:
                break  # the ministry, then somebody of it
            if takes_object and named and not word.known and deed(doc, i):
                break  # X, then the attracting of attention
            named, complete = named or (may_be_named(doc, i) and not dedicated(doc, i)), True
            i += 1
            continue
        heading = not word.definite and not word.classes.isdisjoint(HEADS)
        if heading and i == head + 1 and genitive_barred(doc, head, i, cls):
            break  # some users, then whom they called upon
        if modifier and named and not word.definite and i + 1 < limit and is_name(doc, i + 1) and is_name(doc, i - 1):
            i += 1  # between two names: a name that is also an adjective
            continue
        ministry = i == head + 1 and cls == "head.ministry" and word.definite and words[head].definite
        if takes_object and ministry and "noun" in word.classes and "nationality" not in word.classes:
            break  # the interior ministry, then what it called cowardly
        if modifier and takes_object and complete and not named and title < 0 and other_number(doc, head, i, number):
            break
        if modifier:
            i += 1
            complete = complete or word.definite
            continue
        if i > at and word.stem in doc.pack.people.rank_words and ranked(doc, i - 1):
            i += 1
            continue
        if complete and not word.definite and (going_on(doc, i) or (cls in HUMAN and own_thing(doc, i))):
            break
        if not word.definite and genitive_barred(doc, head, i, cls):
            break
        modified = words[i - 1].classes & {"adjective", "nationality", "noun"}
        if word.after is not None and i > head + 1 and modified and "noun" not in modified:
            break  # after an adjective no genitive follows: its object
        if word.definite:
            if (i == head + 1 and closed(doc, head, number)) or unlike_in_gender(doc, head, i):
                break  # a plural with its full ending has no genitive
            if cls in _SUBJECTS and not named and others_begin(doc, head, i, number):
                break  # the deputy of the region, then the travellers
            if cls in BODIES and doc.is_a(i - 1, "nationality") and "head.document" in word.classes:
                break  # the Syrian army, then the report
            if takes_object and not words[i - 1].definite and closed(doc, i - 1, words[i - 1].number):
                break  # nor one after it: international officials, then what they condemned
            if takes_object and cls in _GAZETTEER and i in doc.name_ends and not concords(doc, i):
                break  # a country or body, then what it denies
            if named and complete and not wants_object and title < 0 and titled_behind(doc, i, cls):
                title, named, i = i, False, i + 1  # a title after the name: "X the director of …"
                continue
            if named and complete and word.classes.isdisjoint(("head.ministry",)):
                break
            if takes_object and complete and words[i - 1].definite and cls in _SUBJECTS | {"head.document"}:
                if other_number(doc, head, i, number) or ("noun" in word.classes and word.classes.isdisjoint(HEADS)):
                    break
            complete = True
            i += 1
            continue
        if complete and not named and cls in HUMAN and "head.honorific" in word.classes:
            i += 1  # a function, then "Dr" and the name
            continue
        if complete and not named and cls in HUMAN and (bare := bare_name(doc, i, limit)):
            named, i = True, bare
            continue
        if complete:
            # A bare noun after a finished phrase: an apposition (title after name), else the object.
            if (
                not wants_object
                and named
                and ("head.person" in word.classes or word.stem in doc.pack.people.one)
                and word.number in ("s", "-")
            ):
                title, named, complete, i = i, False, False, i + 1
                continue
            break
        complete = word.after is not None or "name.place" in word.classes
        i += 1
    if head < 0:
        if i > at and words[at].kind != "punct" and "quantifier" in words[at].classes:
            return Phrase(at, i, at, "thing", words[at].gender, words[at].number, words[at].definite)
        if i > at and (at in doc.opens):
            inner = noun_phrase(doc, at + 1, i - 1) if at + 1 < i and doc.is_a(at + 1, *_SUBJECTS) else None
            if inner is not None and inner.last == i - 1 and (inner.definite or inner.cls in BODIES):
                return msgspec.structs.replace(inner, first=at, last=i)  # "the official", as he wants to be called
            return Phrase(at, i, at + 1, "quoted", "-", "-", True)
        return None
    if cls in ("head.person", "head.honorific") and number != "p" and not named:
        far = ranked_name(doc, i, limit, stop_prepositions)
        if far and (inner := noun_phrase(doc, far, limit, stop_prepositions=stop_prepositions)) is not None:
            if not wants_object or (inner.last < limit and (words[inner.last].definite or inner.last in doc.names)):
                i = inner.last  # with an object after it
    while i > at + 1 and words[i - 1].kind == "punct" and words[i - 1].norm in ("،", ",", "-", "–", "#", ":"):
        i -= 1
    while i > head + 1 and "preposition" in words[i - 1].classes and words[i - 1].classes.isdisjoint(NOUNS):
        i -= 1
    return Phrase(at, i, head, cls, "-" if counted else gender, number, definite)


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

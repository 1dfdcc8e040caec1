"""What a common noun or adjective does to the noun phrase before it: it describes it, belongs to it, or begins another.

``common`` gives the token from which the phrase goes on, or ``STOP`` where it ends before the word. The tables hold
the signs that another phrase begins, each a question of its own.
"""

from __future__ import annotations

from collections.abc import Callable

from musnad.reading.phrases.deeds import deed
from musnad.reading.phrases.heads import closed, concords
from musnad.reading.phrases.phraseends import (
    genitive_barred,
    going_on,
    other_number,
    others_begin,
    own_thing,
    owned_noun,
    titled_behind,
    unlike_in_gender,
)
from musnad.reading.phrases.phraseparts import bare_name, ranked, unlisted_name
from musnad.reading.phrases.phrasereach import STOP, Reach
from musnad.reading.phrases.wordkinds import BODIES, CONTENT_NOUNS, HEADS, HUMAN, conjoined, is_name

Sign = Callable[[Reach, int], bool]
_GAZETTEER = frozenset({"country", "capital", "organization", "media"})
_PLACES = frozenset({"country", "capital"})
_SUBJECTS = HUMAN | BODIES
_SPEAKERS = frozenset(HEADS) - {"head.document"}
_DESCRIBING = ("adjective", "nationality", "former", "same", "last")


def common(reach: Reach, i: int) -> int:
    """Where a phrase goes on that has a head and is followed by a word that is no name."""
    doc, word = reach.doc, reach.doc.words[i]
    if any_of(_BEGINS, reach, i):
        return STOP
    if _describes(reach, i):
        return _described(reach, i)
    if i > reach.at and word.stem in doc.pack.people.rank_words and ranked(doc, i - 1):
        return i + 1
    if any_of(_BEGINS_NOUN, reach, i):
        return STOP
    return _definite(reach, i) if word.definite else _bare(reach, i)


def any_of(signs: tuple[Sign, ...], reach: Reach, i: int) -> bool:
    """Whether one of the signs holds at a token."""
    for sign in signs:  # noqa: SIM110 - asked 170 times an article, where a generator costs twice as much
        if sign(reach, i):
            return True
    return False


def _describes(reach: Reach, i: int) -> bool:
    """Whether an adjective stands here that may describe what the phrase is about."""
    word = reach.doc.words[i]
    if word.classes.isdisjoint(_DESCRIBING):
        return False
    begins = word.classes & CONTENT_NOUNS and not word.definite and reach.complete
    return not (begins or ((reach.named or reach.cls in _PLACES) and not word.classes.isdisjoint(HEADS)))


def _described(reach: Reach, i: int) -> int:
    """Where the phrase goes on behind an adjective."""
    doc, word = reach.doc, reach.doc.words[i]
    if reach.named and not word.definite and i + 1 < len(doc) and is_name(doc, i + 1) and is_name(doc, i - 1):
        return i + 1  # between two names: a name that is also an adjective
    finished = reach.takes_object and reach.complete and not reach.named and reach.title < 0
    if finished and other_number(doc, reach.head, i, reach.number):
        return STOP
    reach.complete = reach.complete or word.definite or "name.place" in word.classes
    return i + 1


def _definite(reach: Reach, i: int) -> int:
    """Where the phrase goes on behind a definite noun: its genitive, or a title behind the name."""
    if any_of(_BEGINS_DEFINITE, reach, i):
        return STOP
    finished = reach.named and reach.complete
    if finished and not reach.wants_object and reach.title < 0 and titled_behind(reach.doc, i, reach.cls):
        reach.title, reach.named = i, False  # "X the director of …"
        return i + 1
    if (finished and "head.ministry" not in reach.doc.words[i].classes) or _definite_object(reach, i):
        return STOP
    reach.complete = True
    return i + 1


def _bare(reach: Reach, i: int) -> int:
    """Where the phrase goes on behind a bare noun: the genitive it waits for, a name, a title behind the name."""
    doc, word = reach.doc, reach.doc.words[i]
    if not reach.complete:
        reach.complete = word.after is not None or "name.place" in word.classes
        return i + 1
    if not reach.named and reach.cls in HUMAN:
        if "head.honorific" in word.classes:
            return i + 1  # a function, then "Dr" and the name
        after = bare_name(doc, i, reach.limit)
        if not after and not reach.takes_object and (after := unlisted_name(doc, i, reach.limit)):
            doc.told_names[i] = True
        if after:
            reach.named = True
            return after
    function = "head.person" in word.classes or word.stem in doc.pack.people.one
    if reach.wants_object or not reach.named or not function or word.number not in ("s", "-"):
        return STOP  # the object
    reach.title, reach.named, reach.complete = i, False, False
    return i + 1


def _barred_title(reach: Reach, i: int) -> bool:
    """Some users, then whom they called upon."""
    word = reach.doc.words[i]
    heading = i == reach.head + 1 and not word.definite and not word.classes.isdisjoint(HEADS)
    return heading and genitive_barred(reach.doc, reach.head, i, reach.cls)


def _came_out(reach: Reach, i: int) -> bool:
    """A report, then when it came out: its verb is spelled like a noun."""
    people, head = reach.doc.pack.people, reach.doc.words[reach.head]
    if reach.cls != "head.document" or reach.complete or head.definite or reach.doc.words[i].before:
        return False
    return reach.doc.words[i].norm in people.came or reach.doc.words[i].norm in people.issuing


def _deed_of_some(reach: Reach, i: int) -> bool:
    """Foreign companies, then their withdrawal; Arab states, then the escalation: a deed behind a bare adjective."""
    doc, before = reach.doc, reach.doc.words[i - 1]
    some = reach.takes_object and not reach.named and reach.cls in _SUBJECTS and not doc.words[reach.head].definite
    if not some or i <= reach.head + 1 or before.definite or not doc.is_a(i - 1, "adjective", "nationality"):
        return False
    ends = before.norm.endswith(doc.pack.frames.feminine) and not before.after and before.classes.isdisjoint(HEADS)
    return ends and (deed(doc, i) or owned_noun(doc, i)) and not doc.is_a(i, "adjective", "nationality")


def _nobodys(reach: Reach, i: int) -> bool:
    """A citizen, then the authorities he calls upon."""
    word, head = reach.doc.words[i], reach.doc.words[reach.head]
    mine = i == reach.head + 1 and word.definite and len(word.before) == 1 and not head.definite
    return mine and head.stem in reach.doc.pack.people.anybody and word.classes.isdisjoint(_DESCRIBING)


def _unlike_plural(reach: Reach, i: int) -> bool:
    """American officials, then the truth of; activists, then the contractor: neither describes several men."""
    doc, word, head = reach.doc, reach.doc.words[i], reach.doc.words[reach.head]
    inner = range(reach.head + 1, i)
    led = reach.within or any(doc.is_a(k, "preposition") for k in inner)
    led = led or (conjoined(doc, i - 1) and i - 1 in inner and doc.words[i - 1].gender == "f")  # and security sources
    if led or reach.named or head.number != "p" or not head.norm.endswith(doc.pack.frames.full[:1]):
        return False
    return word.definite is not head.definite or (not word.definite and word.norm.endswith(doc.pack.frames.feminine))


def _behind_ministry(reach: Reach, i: int) -> bool:
    """The interior ministry, then what it called cowardly."""
    word = reach.doc.words[i]
    if not reach.takes_object or i != reach.head + 1 or reach.cls != "head.ministry":
        return False
    both = word.definite and reach.doc.words[reach.head].definite
    return both and "noun" in word.classes and "nationality" not in word.classes


def _owned_or_going_on(reach: Reach, i: int) -> bool:
    """X, saying; the minister, his speech."""
    if not reach.complete or reach.doc.words[i].definite:
        return False
    return going_on(reach.doc, i) or (reach.cls in _SUBJECTS | _PLACES and own_thing(reach.doc, i))


def _barred(reach: Reach, i: int) -> bool:
    """Local sources, then what they saw."""
    return not reach.doc.words[i].definite and genitive_barred(reach.doc, reach.head, i, reach.cls)


def _owned_after_adjective(reach: Reach, i: int) -> bool:
    """After an adjective no genitive follows: its object."""
    if reach.doc.words[i].after is None or i <= reach.head + 1:
        return False
    described = reach.doc.words[i - 1].classes & {"adjective", "nationality", "noun"}
    return bool(described) and "noun" not in described


def _closed_plural(reach: Reach, i: int) -> bool:
    """A plural with its full ending has no genitive."""
    return i == reach.head + 1 and closed(reach.doc, reach.head, reach.number)


def _unlike(reach: Reach, i: int) -> bool:
    return unlike_in_gender(reach.doc, reach.head, i)


def _others(reach: Reach, i: int) -> bool:
    """The deputy of the region, then the travellers."""
    mine = reach.cls in _SUBJECTS and not reach.named
    return mine and others_begin(reach.doc, reach.head, i, reach.number)


def _document_of_body(reach: Reach, i: int) -> bool:
    """The Syrian army, then the report."""
    nation = reach.cls in BODIES and reach.doc.is_a(i - 1, "nationality")
    return nation and "head.document" in reach.doc.words[i].classes


def _news(reach: Reach, i: int) -> bool:
    """The prime minister, then the news he denies: news has nobody behind it, and describes nobody."""
    doc = reach.doc
    mine = reach.complete and reach.cls in HUMAN and doc.words[i - 1].definite
    return mine and doc.words[i].stem in doc.pack.people.unsigned


def _closed_before(reach: Reach, i: int) -> bool:
    """International officials, then what they condemned."""
    before = reach.doc.words[i - 1]
    return reach.takes_object and not before.definite and closed(reach.doc, i - 1, before.number)


def _behind_listed(reach: Reach, i: int) -> bool:
    """A country or body, then what it denies."""
    listed = reach.takes_object and reach.cls in _GAZETTEER and i in reach.doc.name_ends
    return listed and not concords(reach.doc, i)


def _definite_object(reach: Reach, i: int) -> bool:
    """A finished phrase of somebody who can act, then a definite noun that is not of it."""
    doc, word = reach.doc, reach.doc.words[i]
    acts = reach.cls in _SUBJECTS or reach.cls == "head.document"
    closed_before = doc.words[i - 1].definite or (reach.cls in HUMAN and is_name(doc, i - 1))
    if not (reach.takes_object and reach.complete and closed_before and acts):
        return False
    thing = "noun" in word.classes and word.classes.isdisjoint(_SPEAKERS)
    return thing or other_number(doc, reach.head, i, reach.number)


def _everybody(reach: Reach, i: int) -> bool:
    """The president, then everybody, whom he thanks."""
    word = reach.doc.words[i]
    return reach.complete and word.definite and word.stem in reach.doc.pack.frames.everybody and i > reach.head


_BEGINS: tuple[Sign, ...] = (
    _everybody,
    _barred_title,
    _came_out,
    _deed_of_some,
    _nobodys,
    _unlike_plural,
    _behind_ministry,
)
_BEGINS_NOUN: tuple[Sign, ...] = (_owned_or_going_on, _barred, _owned_after_adjective)
_BEGINS_DEFINITE: tuple[Sign, ...] = (
    _closed_plural, _unlike, _others, _document_of_body, _news, _closed_before, _behind_listed,
)  # fmt: skip

"""Whom a noun phrase speaks of: name, titles, function, organization, country, kind.

An identity holds what the phrase itself says; whether "the minister" is somebody named elsewhere in
the article is the work of ``cast.py``.
"""

from __future__ import annotations

import msgspec

from musnad.model import SpeakerKind
from musnad.reading.discourse.kinds import NAMED, kind_of, one_of, shown_kind
from musnad.reading.document import Document
from musnad.reading.phrases.nounphrases import Phrase, noun_phrase
from musnad.reading.phrases.objectforms import called_alone
from musnad.reading.phrases.phraseparts import told_near, wants_genitive
from musnad.reading.phrases.wording import name_words, plain
from musnad.reading.phrases.wordkinds import HEADS, HUMAN, NAMES, conjoined, is_name, may_be_named, prepositional
from musnad.text.tokens import COMMAS

_BODIES = frozenset({"head.organization", "head.ministry", "head.media"})
_EMPTY = frozenset({
    "preposition", "quantifier", "same", "last", "demonstrative", "head.honorific", "punct", "dots", "former",
    "relative",
})  # fmt: skip
_COMMON = frozenset({"noun", "adjective", "name.surname", *NAMES})
_OWN = frozenset({"country", "television", "radio"})  # kinds of which a country has its own (the Syrian television)
_NAME = 4  # words of a name


class Identity(msgspec.Struct, frozen=True, kw_only=True):
    """What a phrase at tokens ``first`` to ``last`` tells of whom it names.

    ``name`` is the proper name (without title) with its folded words in ``words``; ``""`` where the
    phrase only describes. ``features`` are the folded words of titles and functions, with gazetteer
    ids (``country:US``) in place of the many ways to write them. ``head`` is the folded head word.
    ``text`` is the phrase as given; ``key`` a gazetteer id and ``sort`` the gazetteer's kind (agency …).
    ``shown`` is the kind a reading tells, ``kind`` the one that its own rules go by; ``offices`` are the heads of
    titles.
    """

    first: int
    last: int
    name: str
    words: tuple[str, ...]
    kind: SpeakerKind
    cls: str
    features: frozenset[str]
    head: str
    text: str
    role: str | None
    organization: str | None
    country: str | None
    gender: str
    number: str
    definite: bool
    key: str
    sort: str
    same: bool
    shown: SpeakerKind
    offices: frozenset[str]


def identify(doc: Document, phrase: Phrase) -> Identity:
    """The identity a noun phrase tells."""
    words = doc.words
    name_first, name_last = _personal_name(doc, phrase)
    named = name_last > name_first
    head = words[phrase.head]
    gazetteer = doc.names.get(phrase.head) if phrase.cls in ("country", "capital", "media", "organization") else None
    features: set[str] = set()
    country: str | None = None
    at = phrase.first
    same = False
    while at < phrase.last:
        if named and name_first <= at < name_last:
            at = name_last
            continue
        match = doc.names.get(at)
        if match is not None:
            thing = match.phrase.value
            features.add(f"country:{thing.country}" if match.phrase.kind in ("country", "capital") else thing.id)
            country = country or (thing.country or None)
            at = match.last
            continue
        word = words[at]
        if "nationality" in word.classes and word.values.get("nationality"):
            nation, at = _nation(doc, at, phrase.last)
            if nation:
                features.add(f"country:{nation}")
                country = country or nation
        elif "same" in word.classes or "last" in word.classes:
            same = True
        elif word.kind == "word" and word.classes.isdisjoint(_EMPTY) and not doc.in_bracket[at]:
            features.add(word.stem)
        at += 1
    if head.definite and head.stem in doc.pack.people.generic and gazetteer is None:
        features -= doc.pack.people.undistinguished - {head.stem}  # "the world body" is told by that no better
    offices = {words[at].stem for at in _offices(doc, phrase, name_first, name_last)}
    if named or phrase.cls in HUMAN:
        told, features = features, doc.pack.people.office(features)
        if not offices <= features:
            offices |= features - told  # the custodian of the two mosques: the king
    joined = gazetteer is not None and phrase.last > gazetteer.last and conjoined(doc, gazetteer.last)
    kind = kind_of(doc, phrase, named, gazetteer is not None)
    text = called_alone(doc, phrase, plain(doc, phrase.first, phrase.last))
    name = ""
    if named:
        name = plain(doc, name_first, name_last)
    elif gazetteer is not None:
        thing = gazetteer.phrase.value
        name = thing.name if phrase.cls == "capital" else text if joined else plain(doc, phrase.head, gazetteer.last)
    elif kind in ("organization", "group") and phrase.cls in _BODIES and _specific(doc, phrase, features):
        name = _full_name(doc, phrase, plain(doc, phrase.first, end) if (end := _body_end(doc, phrase)) else text)
    elif phrase.cls == "quoted":
        name = text.strip("\"«»“”()'")
    organization = (
        _organization(doc, phrase, name_first if named else phrase.last) if kind in ("person", "anonymous") else None
    )
    role = _role(doc, phrase, name_first, name_last) if kind == "person" else None
    key = gazetteer.phrase.value.id if gazetteer is not None and phrase.last <= gazetteer.last else ""
    if gazetteer is not None and phrase.cls in ("country", "capital") and not joined:
        key = gazetteer.phrase.value.country
    elif not key and kind == "organization" and phrase.cls == "head.media":
        listed = (doc.names.get(k) for k in range(phrase.first, phrase.last))
        key = next((m.phrase.value.id for m in listed if m is not None and m.phrase.kind == "media"), "")
    gender, beside = phrase.gender, words[name_first - 1]
    own = beside.definite and not beside.classes.isdisjoint(HUMAN) and not wants_genitive(doc, name_first - 2)
    if named and name_first - 1 > phrase.head and own:
        gender = beside.gender  # "the delegate of X, the ambassadress Y": the title next to the name tells
    return Identity(
        first=phrase.first, last=phrase.last, name=name, words=tuple(name_words(doc, name)), kind=kind, cls=phrase.cls,
        features=frozenset(features), head=doc.pack.people.usual(head.stem), text=text, role=role,
        organization=organization, country=country, gender=gender,
        number="s" if named and kind == "person" else phrase.number, definite=phrase.definite, key=key, same=same,
        sort=gazetteer.phrase.value.kind if gazetteer is not None else phrase.cls,
        shown=shown_kind(doc, phrase, kind, bool(name), gazetteer is not None), offices=frozenset(offices),
    )  # fmt: skip


def _offices(doc: Document, phrase: Phrase, name_first: int, name_last: int) -> list[int]:
    """The tokens of the functions a phrase tells somebody bears; not of those whom he serves (the king's envoy)."""
    found = [phrase.head] if phrase.cls in HUMAN else []
    for at in range(phrase.first, phrase.last):
        word = doc.words[at]
        if at == phrase.head or word.classes.isdisjoint(HUMAN) or name_first <= at < name_last or doc.in_bracket[at]:
            continue
        before = doc.words[at - 1]
        apart = at == phrase.first or at == name_last or at == name_first - 1 or conjoined(doc, at)
        if apart or before.kind != "word" or "head.honorific" in before.classes:
            found.append(at)
    return found


def _nation(doc: Document, at: int, last: int) -> tuple[str, int]:
    """The country of an adjective, "" where two share it and nothing tells which, and the token that told it."""
    nation = doc.words[at].values["nationality"]
    told = doc.pack.people.shared_adjectives.get(nation)
    if told is None:
        return nation, at
    if at + 1 < last and doc.words[at + 1].stem in told:
        return told[doc.words[at + 1].stem], at + 1
    return "", at


def _personal_name(doc: Document, phrase: Phrase) -> tuple[int, int]:
    """The tokens of the personal name in a phrase: at its head, or the last run after a title."""
    several = phrase.number == "p" and phrase.cls != "name"
    if phrase.cls == "name" and one_of(doc, phrase):
        return phrase.first, phrase.first  # an unlisted noun
    if phrase.cls not in NAMED or (several and doc.words[phrase.head].number != "s"):
        return phrase.first, phrase.first
    if _speaks_for(doc, phrase):
        return phrase.first, phrase.first
    told = doc.placed.get(phrase.first)
    if told is not None and told.last <= phrase.last:
        return told.first, told.last
    runs, regions, at = list[tuple[int, int]](), doc.pack.frames.regions, phrase.first
    while at < phrase.last:
        if not is_name(doc, at):
            at = doc.names[at].last if at in doc.names else at + 1
            continue
        start = at
        while at < phrase.last and (is_name(doc, at) or _hyphen(doc, at, phrase.last)):
            at += 1
        placed = at - start > 2 and wants_genitive(doc, start - 1) and doc.words[start - 1].stem in regions
        start += placed  # of the region of X, Y Z
        start = start if placed else _behind_place(doc, start, at, phrase)
        while start < at and not placed and not _may_be_named(doc, start, phrase):
            start = next((k for k in range(start + 1, at) if "name.given" in doc.words[k].classes), at)
        if at - start > 1 and start == phrase.head and _placed(doc, start):
            start += 1
        if start < at:
            runs.append((start, at))
    if not runs and not several and phrase.cls in ("head.person", "head.honorific"):
        return _closing_name(doc, phrase)
    if not runs or (several and (len(runs) > 1 or runs[0][1] < phrase.last)):
        return phrase.first, phrase.first  # one name at the end of two titles is somebody who bears both
    ranked = [r for r in runs if r[0] > phrase.head and _ranked(doc, r[0])]
    if ranked and not _ranked(doc, runs[0][0]) and (phrase.cls != "name" or runs[0][1] - runs[0][0] == 1):
        return ranked[0]  # "the custodian of …, Captain X": the name is the one with the rank
    if runs[0][0] == phrase.head:
        return runs[0]
    for k in range(len(runs) - 1):
        if doc.is_a(runs[k][1], "quantifier"):  # "one of the rivals of …": whoever is named there is another
            runs = runs[: k + 1]
            break
    listed = [r for r in runs if any(not doc.words[k].classes.isdisjoint(NAMES) for k in range(*r))]
    bare = [r for r in listed if not doc.words[r[0]].definite]  # "the supported": rather an adjective than a name
    return (bare or listed or runs)[-1]


def _speaks_for(doc: Document, phrase: Phrase) -> bool:
    """Whether a phrase is "a spokeswoman for President X": somebody unnamed who speaks for a person."""
    head, at = doc.words[phrase.head], phrase.head + 1
    if head.stem not in doc.pack.people.spokesman or head.definite or at + 1 >= phrase.last:
        return False
    leads = doc.words[at].norm in doc.pack.people.governs.get(head.norm, ()) and not doc.words[at + 1].before[1:]
    return leads and (doc.is_a(at + 1, "head.person", "head.honorific") or is_name(doc, at + 1))


def _closing_name(doc: Document, phrase: Phrase) -> tuple[int, int]:
    """Two to four bare words that end a title which can take no further noun: a name, be they spelled like nouns."""
    start = phrase.last
    while start > phrase.head + 1 and _bare(doc, start - 1):
        start -= 1
    before = doc.words[start - 1]
    if prepositional(doc, start - 1) and not before.definite and start not in doc.name_ends:
        start += 1  # for the affairs of …
    elif not before.definite and start not in doc.name_ends:
        return phrase.first, phrase.first
    unlisted = any(is_name(doc, k) for k in range(start, phrase.last))
    return (start, phrase.last) if 1 < phrase.last - start <= _NAME and unlisted else (phrase.first, phrase.first)


def _bare(doc: Document, at: int) -> bool:
    """Whether a word without article or clitics stands here that may be part of a name."""
    word = doc.words[at]
    plain = word.kind == "word" and not word.definite and not word.before and word.after is None and at not in doc.names
    return plain and (is_name(doc, at) or (bool(word.classes) and word.classes <= _COMMON))


def _placed(doc: Document, at: int) -> bool:
    """Whether a name is the place of the bare noun before it, and somebody's given name follows ("of … region, X")."""
    if at < 1 or not wants_genitive(doc, at - 1) or doc.is_a(at - 1, *HUMAN):
        return False
    return not doc.is_a(at, "name.given", "name.particle") and doc.is_a(at + 1, "name.given")


def _behind_place(doc: Document, first: int, last: int, phrase: Phrase) -> int:
    """Where somebody's name begins in a run of names that follows "in": behind a place of no list (in X, Y Z)."""
    title = phrase.cls == "head.person" and first - 1 > phrase.head
    if not (title or first == phrase.head) or first < 1 or doc.words[first].known:
        return first
    if doc.words[first - 1].norm not in doc.pack.frames.where:
        return first
    named = next((k for k in range(first + 1, last - 1) if doc.is_a(k, "name.given")), first)
    return first if any(doc.words[k].known for k in range(first, named)) else named


def _ranked(doc: Document, at: int) -> bool:
    """Whether a rank or honorific stands before a name."""
    people = doc.pack.people
    while at > 1 and doc.words[at - 1].stem in people.rank_words and not doc.words[at - 1].definite:
        at -= 1
    if at < 1 or (at > 1 and wants_genitive(doc, at - 2)):
        return False
    before = doc.words[at - 1]
    return before.definite and ("head.honorific" in before.classes or before.stem in people.ranks)


def _hyphen(doc: Document, at: int, last: int) -> bool:
    """A mark inside a double name."""
    inside = doc.words[at].norm in ("-", "'", "’", "_", "#") and at + 1 < last
    return inside and is_name(doc, at + 1) and is_name(doc, at - 1)


def _may_be_named(doc: Document, at: int, phrase: Phrase) -> bool:
    """Whether a run of names in a phrase is the person's own name."""
    if not doc.words[phrase.head].definite and told_near(doc, at, phrase.head, phrase.first):
        return False
    mother = "name.particle" in doc.words[at].classes and at + 1 < phrase.last and doc.is_a(at + 1, "name.given")
    if at - 1 in doc.opens and at + 1 < phrase.last and doc.words[at + 1].kind == "punct" and not doc.words[at].known:
        beside = doc.words[at - 2]  # the player "X"; not the deputy of the French company "X"
        told = doc.is_a(at - 2, *HUMAN) or ("nationality" in beside.classes and beside.gender == phrase.gender)
        return at - 1 <= phrase.first or (beside.definite and told)
    return at == phrase.head or at == phrase.first or mother or may_be_named(doc, at)


def _specific(doc: Document, phrase: Phrase, features: set[str]) -> bool:
    """Whether a body is told from others of its kind: more than its bare head noun."""
    head = doc.words[phrase.head]
    kinds = doc.pack.people.generic.get(head.stem, _OWN)
    if head.definite and kinds.isdisjoint(_OWN) and not any(f for f in features - {head.stem} if f[:8] != "country:"):
        return False  # the French magazine
    pronouns = any(doc.words[k].after is not None for k in range(phrase.first, phrase.last))
    return len(features) > 1 and not pronouns


def _body_end(doc: Document, phrase: Phrase) -> int:
    """Where a body's name ends before who is told beside it ("the authority, the engineer X"); 0 where nobody is."""
    for at in range(phrase.head + 1, phrase.last - 1):
        if doc.words[at].norm in COMMAS and not conjoined(doc, at + 1):
            return at
        # "the university of the town Doctor X": not "the town of King X"
        complete = doc.words[at - 1].definite or doc.is_a(at - 1, "name.place") or at in doc.name_ends
        titled = doc.words[at].definite and doc.is_a(at, "head.honorific", "head.person")
        if complete and titled and is_name(doc, at + 1):
            return at
    return 0


def _full_name(doc: Document, phrase: Phrase, text: str) -> str:
    """A department without its noun gets it: "the foreign [ministry]"."""
    people = doc.pack.people
    head = doc.words[phrase.head]
    if "head.ministry" in head.classes and head.stem != people.ministry_word and people.ministry:
        return f"{people.ministry} {text}"
    return text


def _organization(doc: Document, phrase: Phrase, end: int) -> str | None:
    """The body a person belongs to: the first one named between title and name."""
    for at in range(phrase.head + 1, min(end, phrase.last)):
        match = doc.names.get(at)
        if match is not None and match.phrase.kind in ("organization", "media"):
            return str(match.phrase.value.name)
        word = doc.words[at]
        if not word.classes.isdisjoint(_BODIES):
            inner = noun_phrase(doc, at, end, behind_clitic=True)
            if inner is not None:
                text = plain(doc, inner.first, inner.last)
                for clitic in word.before:
                    if clitic != doc.pack.lexicon.article and text.startswith(clitic):
                        text = text[len(clitic) :]
                return _full_name(doc, inner, text)
    return None


def _role(doc: Document, phrase: Phrase, name_first: int, name_last: int) -> str | None:
    """The titles as given before the name, else those after it; honorifics left out."""
    if name_last <= name_first:
        return _titles(doc, phrase.first, phrase.last)
    before = None if phrase.cls == "nationality" else _titles(doc, phrase.first, name_first)
    return before or _titles(doc, name_last, phrase.last)


def _titles(doc: Document, first: int, last: int) -> str | None:
    begin = first
    while first < last and _no_title(doc, first, begin, last):
        first += 1
    while last > first and (doc.words[last - 1].kind == "punct" or "head.honorific" in doc.words[last - 1].classes):
        last -= 1
    return plain(doc, first, last) or None


def _no_title(doc: Document, at: int, begin: int, last: int) -> bool:
    """Whether a leading word is no part of a function: a mark, an honorific, an adjective of one."""
    classes = doc.words[at].classes
    if "head.honorific" in classes:
        owned = at + 1 < last and not doc.is_a(at + 1, "head.honorific", "name.given", *HUMAN)
        if owned and not doc.words[at].definite and doc.is_a(at + 1, "noun"):
            return False  # the owner of a shop
        return not ("head.person" in classes and at + 1 < last and prepositional(doc, at + 1))
    return (
        doc.words[at].kind != "word"
        or at in doc.bracket_at
        or doc.in_bracket[at] > 0
        or (at > begin and "adjective" in classes and classes.isdisjoint(HEADS))
    )

"""Noun phrases: where the phrase that starts (or ends) at a token stops, and what it is about.

A shallow chunker: head nouns with their genitives and adjectives, proper names, appositions set
off by commas, short names in quotation marks, brackets. It stops at verbs, at most prepositions,
and where a bare noun follows a finished phrase: there the object begins.
"""

from __future__ import annotations

import msgspec

from musnad.reading.document import Document

NOUNS = frozenset({
    "head.person", "head.honorific", "head.anonymous", "head.group", "head.organization", "head.ministry",
    "head.media", "head.document", "head.country", "noun", "masdar", "adjective", "nationality",
    "name.given", "name.family", "name.particle", "quantifier", "former", "same", "last",
})  # fmt: skip
NAMES = frozenset({"name.given", "name.family", "name.particle"})
HEADS = ("head.honorific", "head.person", "head.anonymous", "head.group", "head.organization", "head.media",
         "head.document", "head.ministry", "head.country")  # fmt: skip
HUMAN = frozenset({"head.honorific", "head.person", "head.anonymous", "head.group"})
STOPS = frozenset({
    "that", "because", "relative", "what", "who", "pronoun", "preposition", "pronominal", "occasion", "conjunction", "contrast",
    "subordinator", "negation", "auxiliary", "adverb", "verb3", "present", "resumption", "interjection",
})  # fmt: skip
CONTENT_NOUNS = frozenset({"noun", "masdar"})
_COMMON = frozenset({"noun", "adjective"})
_SET = frozenset({"cue", "pseudo", "end"})  # set phrases: no part of a name
_BODIES = frozenset({"head.organization", "head.ministry", "head.media", "head.country", "head.group"})
_MAX = 40
_QUOTED_NAME = 6  # tokens a body's name in quotation marks may have
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


def is_verb(doc: Document, at: int) -> bool:
    """Whether the token reads as a finite verb and not as a noun."""
    word = doc.words[at]
    if not word.classes.isdisjoint(NOUNS):
        return False
    if not word.classes.isdisjoint(("verb3", "present")):
        return True
    return any(c.form.tense in ("past", "present", "passive") for c in word.cues) and not word.known


def is_name(doc: Document, at: int) -> bool:
    """Whether the token may be part of a personal name: in the name lists, or in no list at all."""
    word = doc.words[at]
    if word.kind != "word" or at in doc.names or _set_phrase(doc, at):
        return False
    if "nationality" in word.classes and (word.definite or _after_noun(doc, at)):
        return False
    if not word.classes.isdisjoint(NAMES):
        return not word.before or word.definite
    if word.norm in doc.family_names and word.classes.isdisjoint(STOPS):
        return True
    if at and at + 1 < len(doc) and "name.given" in doc.words[at - 1].classes and not word.definite and not word.before:
        following = doc.words[at + 1]
        if following.kind == "word" and not following.known and not following.cues and word.classes <= _COMMON:
            return True  # between a given name and an unknown word
    return not word.known and not _cue_only(doc, at) and not _joined_unknown(doc, at)


def _after_noun(doc: Document, at: int) -> bool:
    """Whether a noun stands before, so that an adjective of nation is one."""
    if not at:
        return False
    before = doc.words[at - 1]
    return not before.classes.isdisjoint(("noun", *HEADS)) and before.classes.isdisjoint(NAMES)


def _joined_unknown(doc: Document, at: int) -> bool:
    """Whether an unlisted word begins like a conjunction: then it joins, and is no name by itself."""
    conjunctions = doc.pack.affixes.proclitics[:1]
    return bool(conjunctions) and doc.words[at].norm[:1] in conjunctions[0]


def _set_phrase(doc: Document, at: int) -> bool:
    """Whether a phrase of attribution or another set phrase starts here."""
    return bool(doc.words[at].phrases) and doc.pack.lexicon.match(doc.words, at, _SET) is not None


def _cue_only(doc: Document, at: int) -> bool:
    """An unlisted word that is a finite cue verb (with or without a conjunction) is no name."""
    return any(c.form.tense in ("past", "present", "participle") for c in doc.words[at].cues)


def _prepositional(doc: Document, at: int) -> bool:
    """Whether a preposition (or the future particle) is written onto the token."""
    article = doc.pack.facts.article
    conjunctions = doc.pack.affixes.proclitics[:1]
    known = set(conjunctions[0]) if conjunctions else set()
    return any(clitic not in known and clitic != article for clitic in doc.words[at].before)


def conjoined(doc: Document, at: int) -> bool:
    """Whether a conjunction is written onto the token."""
    conjunctions = doc.pack.affixes.proclitics[:1]
    return bool(conjunctions) and any(c in conjunctions[0] for c in doc.words[at].before)


def starts_phrase(doc: Document, at: int) -> bool:
    """Whether a noun phrase may start at the token."""
    word = doc.words[at]
    if at in doc.names:
        return not doc.names[at].before or all(b in doc.pack.affixes.proclitics[0] for b in doc.names[at].before)
    if word.kind != "word":
        return word.kind == "number" or word.norm == "#" or _quoted_name(doc, at) is not None
    if _prepositional(doc, at):
        return False
    if not word.classes.isdisjoint(NOUNS) or "demonstrative" in word.classes:
        return True
    if not word.classes.isdisjoint(STOPS) or _set_phrase(doc, at):
        return False
    return not is_verb(doc, at)


def _quoted_name(doc: Document, at: int) -> int | None:
    """The token after a short quotation or bracket that starts here and can be a name."""
    number = doc.opens.get(at)
    if number is None:
        return None
    first, last = doc.quote_tokens[number]
    if not doc.quotes[number].closed or last - first - 2 > _QUOTED_NAME or last - first <= 2:
        return None
    inner = range(first + 1, last - 1)
    if doc.quotes[number].family != "bracket" and any(
        is_verb(doc, k) or doc.is_a(k, "that", "negation", "pronoun", "subordinator", "what") for k in inner
    ):
        return None
    return last


def noun_phrase(
    doc: Document,
    at: int,
    end: int,
    *,
    stop_prepositions: frozenset[str] = frozenset(),
    wants_object: bool = False,
    behind_clitic: bool = False,
    coordinate: bool = True,
) -> Phrase | None:
    """The noun phrase that starts at token ``at``, up to ``end``; None where none does.

    ``stop_prepositions`` (folded) are those that open the content of the cue at hand and so never
    belong to its source; ``wants_object`` says that another person may follow as its object;
    ``behind_clitic`` takes a first word that has its preposition written onto it; without
    ``coordinate`` the phrase ends before "and".
    """
    if at >= end or not (starts_phrase(doc, at) or (behind_clitic and starts_after_preposition(doc, at))):
        return None
    words = doc.words
    i, head, complete, named = at, -1, False, False
    limit = min(end, at + _MAX)
    cls, gender, number, definite = "thing", "-", "-", False
    while i < limit:
        word = words[i]
        if i in doc.time_at and i > at:
            break
        if i in doc.names:
            match = doc.names[i]
            if i > at and match.before and not all(b in doc.pack.affixes.proclitics[0] for b in match.before):
                if not _inner_preposition(doc, i, at, head, named, stop_prepositions):
                    break
            elif (i > at and named and not match.before and words[i - 1].kind != "punct") or (
                wants_object and complete and not match.before and match.phrase.kind != "media"
            ):
                break
            if head < 0:
                head, cls = i, match.phrase.kind
                gender, number, definite = _agreement_of_name(doc, i, match.last), "s", True
            i, complete = match.last, True
            continue
        if word.kind == "punct" or word.kind == "dots":
            after = _punctuation(doc, i, at, limit, head, named, wants_object)
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
            if "preposition" in word.classes and _inner_preposition(doc, i, at, head, named, stop_prepositions):
                i += 1
                complete = False
                continue
            break
        if i > at and (is_verb(doc, i) or _saying(doc, i, limit)):
            break
        if i > at and _cue_only(doc, i) and (conjoined(doc, i) or any(c.form.tense == "participle" for c in word.cues)):
            if word.classes.isdisjoint(NOUNS) or (conjoined(doc, i) and _finite(doc, i)):
                break
        if i > at and _prepositional(doc, i):
            if not _inner_preposition(doc, i, at, head, named, stop_prepositions):
                break
            complete = "name" in cls or word.definite
            i += 1
            continue
        if i > at and conjoined(doc, i):
            if not coordinate or not _coordinates(doc, i, head):
                break
            complete = word.definite
            if number == "s" and cls not in ("thing",) and not word.definite and not words[i].classes.isdisjoint(HEADS):
                number = "p" if cls in ("head.person", "head.group", "head.anonymous") else number
            i += 1
            continue
        name = is_name(doc, i)
        modifier = not word.classes.isdisjoint(("adjective", "nationality", "former", "same", "last")) and not (
            (word.classes & CONTENT_NOUNS and not word.definite and complete)
            or (named and not word.classes.isdisjoint(HEADS))
        )
        if head < 0:
            if not word.classes.isdisjoint(("quantifier", "demonstrative")):
                i += 1
                if gender == "-" and "demonstrative" in word.classes:
                    gender = word.gender
                if head < 0 and i < limit and not starts_phrase(doc, i):
                    head, cls, complete, number = i - 1, "thing", True, "-"
                continue
            head = i
            cls, gender, number, definite = _head(doc, i, name)
            named = cls == "name"
            complete = word.definite or named or word.after is not None
            i += 1
            continue
        if name:
            # A name goes on with names; after a title it begins one; after a finished thing it begins the object.
            if cls == "thing" and complete and not named:
                break
            body = cls in _BODIES and complete and not named
            if body and "name.given" in word.classes and words[i - 1].classes.isdisjoint(HUMAN):
                break  # the ministry, then somebody of it
            named, complete = named or may_be_named(doc, i), True
            i += 1
            continue
        if modifier and named and not word.definite and i + 1 < limit and is_name(doc, i + 1) and is_name(doc, i - 1):
            i += 1  # between two names: a name that is also an adjective
            continue
        if modifier:
            i += 1
            complete = complete or word.definite
            continue
        if word.definite:
            if named and word.classes.isdisjoint(("head.ministry",)):
                break
            if wants_object and complete and not word.classes.isdisjoint(("noun", *HEADS)):
                if words[i - 1].definite or "nationality" in words[i - 1].classes:
                    break
            complete = True
            i += 1
            continue
        if complete and not named and cls in HUMAN and (bare := _bare_name(doc, i, limit)):
            named, i = True, bare
            continue
        if complete:
            # A bare noun after a finished phrase: an apposition (title after name), else the object.
            if (
                not wants_object
                and named
                and not word.classes.isdisjoint(("head.person", "quantifier"))
                and word.number in ("s", "-")
            ):
                complete = False
                i += 1
                continue
            break
        complete = word.after is not None
        i += 1
    if head < 0:
        if i > at and words[at].kind != "punct" and "quantifier" in words[at].classes:
            return Phrase(at, i, at, "thing", words[at].gender, words[at].number, words[at].definite)
        if i > at and (at in doc.opens):
            return Phrase(at, i, at + 1, "quoted", "-", "-", True)
        return None
    while i > at + 1 and words[i - 1].kind == "punct" and words[i - 1].norm in ("،", ",", "-", "–", "#", ":"):
        i -= 1
    while i > head + 1 and "preposition" in words[i - 1].classes and words[i - 1].classes.isdisjoint(NOUNS):
        i -= 1
    return Phrase(at, i, head, cls, gender, number, definite)


def may_be_named(doc: Document, at: int) -> bool:
    """Whether a name at a token is a person's: after a bare noun or a preposition it is a place's or body's."""
    if at in doc.name_ends:
        return True
    before = doc.words[at - 1]
    if before.kind != "word" or not before.classes.isdisjoint(("head.honorific", "nationality", "former", "adjective")):
        return True
    if "preposition" in before.classes or doc.words[at].before[:1] not in ((), (doc.pack.lexicon.article,)):
        return False
    if before.stem in doc.pack.people.kin and not before.definite:
        return before.after is not None
    return "head.person" in before.classes or before.definite or before.after is not None or is_name(doc, at - 1)


def _bare_name(doc: Document, at: int, limit: int) -> int:
    """The token after bare words that can only be a name: between a title and what was said; 0 for none."""
    k = at
    while k < limit and k - at < 4 and k not in doc.names and k not in doc.time_at:
        word = doc.words[k]
        if word.kind != "word" or word.definite or word.before or not word.classes.isdisjoint(STOPS | set(HEADS)):
            break
        k += 1
    if k == at or k >= len(doc):
        return 0
    return k if doc.is_a(k, "that") or doc.words[k].norm == ":" or (k in doc.opens and k - at <= 3) else 0


def _saying(doc: Document, at: int, limit: int) -> bool:
    """Whether a noun of saying with a pronoun ("his saying that") stands here: what was said follows."""
    if at + 1 >= limit or not any(
        c.after is not None and c.form.tense in ("masdar", "noun") for c in doc.words[at].cues
    ):
        return False
    return doc.is_a(at + 1, "that") or at + 1 in doc.opens or doc.words[at + 1].norm == ":"


def _finite(doc: Document, at: int) -> bool:
    return any(c.form.tense in ("past", "present") for c in doc.words[at].cues)


def _agreement_of_name(doc: Document, first: int, last: int) -> str:
    """Countries and cities are feminine where the language says so (pack: speakers.toml, place_gender)."""
    match = doc.names[first]
    if match.phrase.kind in ("country", "capital"):
        return doc.pack.frames.place_gender
    head = doc.words[first]
    return head.gender if not head.classes.isdisjoint(HEADS) else "-"


def _head(doc: Document, at: int, name: bool) -> tuple[str, str, str, bool]:
    """Class, gender, number and definiteness of a head token."""
    word = doc.words[at]
    for cls in HEADS:
        if cls in word.classes:
            return cls, word.gender, word.number, word.definite
    if name:
        return "name", "-", "s", True
    if "nationality" in word.classes:
        return "nationality", word.gender, word.number, word.definite
    return "thing", word.gender, word.number, word.definite


def _punctuation(doc: Document, i: int, at: int, limit: int, head: int, named: bool, wants_object: bool) -> int | None:
    """Where to go on after a punctuation mark in a phrase; None ends it; negative: a name came in."""
    words = doc.words
    norm = words[i].norm
    if i in doc.bracket_at:
        return doc.bracket_at[i] if doc.bracket_at[i] - i <= 12 and i > at else None
    if norm in ("#", "_") or (
        norm in ("-", "–", "'", "’") and i > at and doc.tokens.ends[i - 1] == doc.tokens.starts[i]
    ):
        return i + 1
    if i in doc.opens:
        last = _quoted_name(doc, i)
        if last is None or (named and last - i - 2 > _NICKNAME and doc.quotes[doc.opens[i]].family != "bracket"):
            return None
        return last
    if i > at and doc.inside[i - 1] >= 0 and doc.inside[i] < 0:
        return i + 1
    if norm in ("،", ",", "-", "–") and head >= 0:
        after = _apposition(doc, i, limit, named, wants_object)
        if after is not None:
            return after
    return None


def _apposition(doc: Document, comma: int, limit: int, named: bool, wants_object: bool) -> int | None:
    """After a comma: a name or title that is closed by another mark, a saying or an adjunct."""
    words = doc.words
    j = comma + 1
    if j >= limit or (words[j].kind == "punct" and j not in doc.opens) or conjoined(doc, j) or _prepositional(doc, j):
        return None
    if j in doc.time_at or is_verb(doc, j):
        return None
    if "relative" in words[j].classes:
        return None
    titled = not words[j].classes.isdisjoint(("head.person", "head.honorific", "quantifier"))
    if not (titled or (is_name(doc, j) and not named)):
        return None
    inner = noun_phrase(doc, j, limit, wants_object=False)
    if inner is None or inner.last - j > 16:
        return None
    k = inner.last
    closing = (
        k >= limit
        or words[k].norm in ("،", ",", ":", "-", "–")
        or k in doc.time_at
        or k in doc.opens
        or not words[k].classes.isdisjoint(("that", "preposition", "occasion", "relative", "auxiliary"))
        or is_verb(doc, k)
        or _prepositional(doc, k)
    )
    if not closing:
        return None
    return -k if is_name(doc, j) else k


def _inner_preposition(
    doc: Document, i: int, at: int, head: int, named: bool, stop_prepositions: frozenset[str]
) -> bool:
    """Whether the preposition at a token goes on with the phrase (a source in the police) or leaves it."""
    if head < 0 or head in doc.names:
        return False
    words, frames = doc.words, doc.pack.frames
    word = words[i]
    full = word.norm if "preposition" in word.classes else ""
    clitic = "" if full else next((b for b in word.before if b not in doc.pack.affixes.proclitics[0]), "")
    key = full or clitic
    if key in stop_prepositions:
        return False
    if key not in frames.inner or (key in frames.inner_indefinite and words[head].definite):
        return False
    nxt = i if clitic else i + 1
    if nxt >= len(words) or nxt in doc.time_at or nxt in doc.opens:
        return False
    if doc.pack.lexicon.match(words, nxt, frozenset({"channel"})) is not None:
        return False
    if clitic and key in frames.addressee:
        # to a newspaper, to journalists: the addressee is not the source
        match = doc.names.get(nxt)
        if (match is not None and match.phrase.kind == "media") or not words[nxt].classes.isdisjoint(
            ("head.media", "head.group")
        ):
            return False
        if named or words[head].classes.isdisjoint(
            ("head.person", "head.organization", "head.honorific", "head.group", "head.anonymous")
        ):
            return False
    if key in frames.place and words[head].definite and head == i - 1 and not words[head].classes.isdisjoint(_BODIES):
        if nxt not in doc.names and "name.place" not in words[nxt].classes:
            return False  # the ministry, in doing something
    headed = not words[head].classes.isdisjoint(HEADS) or not words[head].classes.isdisjoint(("noun", "quantifier"))
    if named and not (headed and key in frames.place and words[i - 1].classes & NOUNS):
        return False
    if nxt < len(words) and not starts_after_preposition(doc, nxt):
        return False
    return headed


def starts_after_preposition(doc: Document, at: int) -> bool:
    """Whether a noun phrase may follow a preposition at this token (the preposition may be written on it)."""
    word = doc.words[at]
    if at in doc.names:
        return True
    if word.kind != "word":
        return word.kind == "number" or word.norm == "#"
    if not word.classes.isdisjoint(("that", "what", "who", "relative", "occasion")):
        return False
    return not is_verb(doc, at)


def _coordinates(doc: Document, i: int, head: int) -> bool:
    """Whether "and" + this word goes on with the phrase: a noun like the head, and no verb."""
    word = doc.words[i]
    if _finite(doc, i) and word.classes.isdisjoint(NOUNS):
        return False
    if _prepositional(doc, i):
        return False
    if word.classes.isdisjoint(NOUNS) and i not in doc.names:
        return False
    return not is_verb(doc, i) and head >= 0


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

"""Names told by their place between a verb of saying and what was said, whatever their words are spelled like.

What stands between "said" and "that" and is no time, no phrase with a preposition and no clause belongs to who says it.
After a title that can take no further noun ("the head of the council of X") bare words there can only be his name, and
right behind the verb a bare noun with a word of no list is one, where a title, a mark or what was said follows.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from musnad.lang.lexicon import CHANNEL, CueReading, Match, Word
from musnad.lang.pack import Pack

_COMMAS = frozenset({"،", ",", "؛", ";"})
_MARKS = _COMMAS | {"(", "[", "-", "–"}
QUOTES = frozenset({'"', "“", "«", "”", "''"})
_NAMES = frozenset({"name.given", "name.family", "name.particle", "name.surname", "name.ending"})
_PEOPLE = frozenset({"head.person", "head.honorific"})
_PLAIN = frozenset({"noun", "adjective", "nationality", "name.place", *_NAMES})
_PHRASES = frozenset({"cue"})
_VERBS = frozenset({"verb3", "present"})
_BODIES = frozenset({"head.organization", "head.media", "head.ministry", "head.document", "head.country", "head.group"})
_HEADS = _BODIES | _PEOPLE | {"head.anonymous"}
_LONG = 24  # tokens between a verb and what was said
_NAME = 4  # words of a name
_AHEAD = 30  # tokens from a comma to what was said


class Named(msgspec.Struct, frozen=True):
    """A subject that ends in a name: where it begins, and the tokens of the name (half-open)."""

    begin: int
    first: int
    last: int


class Text(msgspec.Struct, frozen=True):
    """A text whose names are looked for: its words, the listed names by the token they begin at and where they end,
    the times (first to last token)."""

    words: Sequence[Word]
    names: dict[int, Match]
    ends: frozenset[int]
    time_at: dict[int, int]
    pack: Pack


def names_in_place(
    words: Sequence[Word], names: dict[int, Match], time_at: dict[int, int], pack: Pack
) -> dict[int, Named]:
    """Subjects of verbs of saying that can only end in a name, by the token they begin at."""
    text = Text(words, names, frozenset(m.last for m in names.values()), time_at, pack)
    found: dict[int, Named] = {}
    for at in range(len(words) - 2):
        cues = words[at].cues
        if words[at].phrases and (match := pack.lexicon.match(words, at, _PHRASES)) is not None:
            named = _after_phrase(text, match.last)
            if named is not None:
                found[named.begin] = named
        if not cues or (words[at].known and not _begins(words, at)):
            continue
        told = [cue.form.entry for cue in cues if _says(cue)]
        if told:
            clause = any("clause" in entry.takes for entry in told)
            named = _behind(text, at + 1, any("object" in entry.takes for entry in told), clause)
            if named is not None:
                found[named.begin] = named
    return found


def _after_phrase(text: Text, begin: int) -> Named | None:
    """The subject with a name behind a phrase of attribution, up to the next mark: according to the head of X, Y Z."""
    title = False
    for k in range(begin, min(begin + _LONG, len(text.words))):
        word = text.words[k]
        if word.kind != "word" and k not in text.names:
            return _named(text, begin, k, title, -1, False) if title and k > begin else None
        if not word.classes.isdisjoint(("that", "relative", "what", "pronoun")) or any(map(_says, word.cues)):
            return None
        title = title or not word.classes.isdisjoint(_PEOPLE)
    return None


def _says(cue: CueReading) -> bool:
    """Whether a word may be a verb whose subject and clause follow."""
    form = cue.form
    if cue.after is not None or form.person != 3 or form.number != "s" or form.tense not in ("past", "present"):
        return False
    return form.entry.strength == "sure" and form.entry.kind == "verb"


def _begins(words: Sequence[Word], at: int) -> bool:
    """Whether a verb that is spelled like a noun begins its clause: after a mark, or with a conjunction."""
    if not words[at].classes.isdisjoint(("verb3", "present")):
        return True
    before = words[at - 1] if at else None
    return before is None or before.kind != "word" or bool(words[at].before) or before.after is not None


def _behind(text: Text, at: int, takes_object: bool, clause: bool) -> Named | None:
    """The subject with a name that begins at ``at``; without a ``clause`` only one set off by commas."""
    words = text.words
    title, k, comma = False, at, -1
    while k < min(at + _LONG, len(words)):
        if k in text.time_at and k == at:
            k = at = text.time_at[k]
            continue
        word = words[k]
        if _said(text, k):
            return _named(text, at, k, title, comma, takes_object) if clause else None
        closing = k in text.time_at
        if k in text.names and not closing:
            k = text.names[k].last
            continue
        closing = closing or not word.classes.isdisjoint(("relative", "occasion", "contrast", "preposition"))
        function = not word.classes.isdisjoint(_PEOPLE) and "name.given" not in word.classes
        closing = closing or (k > at + 1 and function and not _son(text, k))
        if closing or word.kind != "word":
            if word.kind != "word" and word.norm not in _MARKS:
                return None
            apart = comma >= 0 and word.norm in _COMMAS
            if k > at and (apart or (clause and _said_ahead(text, k))):
                named = _named(text, at, k, title, comma, takes_object)
                if named is not None:
                    return named
            if k in text.time_at or "relative" in word.classes or (comma >= 0 and word.kind != "word"):
                return None
            if word.kind != "word":
                if word.norm not in _COMMAS:
                    return None
                comma = k
        elif not word.classes.isdisjoint(("that", "what", "negation", "pronoun", "because", "auxiliary")):
            return None
        title = title or not word.classes.isdisjoint(_PEOPLE)
        k += 1
    return None


def _said(text: Text, at: int) -> bool:
    """Whether what was said begins here: "that", with or without a preposition, a colon, a quotation."""
    words = text.words
    if at >= len(words):
        return False
    if "preposition" in words[at].classes and at + 1 < len(words) and "that" in words[at + 1].classes:
        return not words[at + 1].before
    return "that" in words[at].classes or words[at].norm == ":" or words[at].norm in QUOTES


def _said_ahead(text: Text, at: int) -> bool:
    """Whether what was said begins later in the sentence, with no other verb of saying before it."""
    for k in range(at, min(at + _AHEAD, len(text.words))):
        word = text.words[k]
        if "that" in word.classes or word.norm == ":" or (word.norm in QUOTES and k > at + 1):
            return True
        if word.norm in (".", "؟", "?", "!") or (word.cues and not word.known and any(map(_says, word.cues))):
            return False
    return False


def _at_once(text: Text, at: int) -> bool:
    """Whether what was said follows, be it behind a day and a comma."""
    while at < len(text.words) and (at in text.time_at or text.words[at].norm in _COMMAS):
        at = text.time_at.get(at, at + 1)
    return _said(text, at)


def _named(text: Text, begin: int, end: int, title: bool, comma: int, takes_object: bool) -> Named | None:
    """The subject whose name ends before ``end``, if one must stand there."""
    words = text.words
    if begin >= end or words[end - 1].kind != "word" or words[begin].classes & {"quantifier", "demonstrative"}:
        return None
    if comma >= 0 and words[begin].stem in text.pack.people.kin:
        return None
    told = _at_once(text, end)
    for at in range(end - 1, max(end - _NAME, begin) - 1, -1):
        if at in text.names or at in text.time_at or not _part(text, at, begin, end):
            return None
        if words[at].definite or not (at == begin or at == comma + 1 or _closes(text, at)):
            continue
        while at < end - 2 and words[at].stem in text.pack.people.rank_words:
            at += 1
        name = [words[k] for k in range(at, end)]
        if at == begin:
            sure = _bare(name, _said(text, end) or _titled(words, end), takes_object)
        else:
            sure = title and not (at == comma + 1 and name[0].owned)
            that = "preposition" not in words[end].classes and _said(text, end)
            sure = sure and _behind_title(name, told, takes_object, that)
            sure = sure and _one_title(text, begin, at)
        return Named(begin, at, end) if sure else None
    return None


def _one_title(text: Text, begin: int, end: int) -> bool:
    """Whether all from ``begin`` on is the title of one: no name, no clause, nobody else it was told to or with."""
    words, inner, article = text.words, False, text.pack.lexicon.article
    conjunctions = text.pack.affixes.conjunctions
    head = next((k for k in range(begin, end) if words[k].classes & _PEOPLE), end)
    if any(words[k].definite or words[k].before or k in text.names for k in range(begin, head)):
        return False
    for k in range(begin, end):
        word = words[k]
        if word.kind != "word" or k in text.names:
            continue
        full = "preposition" in word.classes
        clitics = [b for b in word.before if b != article and b not in conjunctions]
        if full and word.norm not in text.pack.frames.titular and word.norm not in text.pack.frames.inner:
            return False
        if inner and (word.classes & _PEOPLE) and not (k == end - 1 and "head.honorific" in word.classes):
            return False
        inner = inner or full or bool(clitics)
        if inner and word.phrases and text.pack.lexicon.match(words, k, CHANNEL) is not None:
            return False
        if word.after is not None or (word.known and not word.classes.isdisjoint(_VERBS) and word.classes <= _VERBS):
            return False
        if word.cues and not word.known and any(cue.form.tense in ("past", "present") for cue in word.cues):
            return False
    return True


def _closes(text: Text, at: int) -> bool:
    """Whether the title ends before this word: with a definite word or place, or since a given name stands here."""
    word, before = text.words[at], text.words[at - 1]
    if at in text.ends or "name.place" in before.classes:
        return True
    if before.definite and before.known and before.classes.isdisjoint(("name.family", "name.particle")):
        return True
    given = "name.given" in word.classes and word.classes <= {"name.given", "name.family", "noun"}
    return given and before.kind == "word" and before.classes.isdisjoint(_HEADS | _NAMES | {"preposition"})


def _part(text: Text, at: int, begin: int, end: int) -> bool:
    """Whether a word may be part of a name."""
    word = text.words[at]
    if word.kind != "word" or word.cues or word.stem in text.pack.people.kin or (word.known and word.after is not None):
        return False
    if word.phrases and text.pack.lexicon.match(text.words, at, _PHRASES) is not None:
        return False  # X, according to
    if at == end - 1 and at > begin and word.stem in text.pack.people.rank_words:
        return False  # X, the first …
    if not word.known:
        return True
    foreign = at > begin and (not text.words[at - 1].known or "name.given" in text.words[at - 1].classes)
    if not word.classes.isdisjoint(_VERBS) and word.classes <= _VERBS:
        return foreign and not ("present" in word.classes and at + 1 == end and _said(text, end))
    clitics = [clitic for clitic in word.before if clitic != text.pack.lexicon.article]
    if clitics:
        if word.definite or len(clitics) > 1 or not foreign:
            return False
        if clitics[0] in text.pack.affixes.conjunctions:
            return clitics[0] not in text.pack.affixes.joining
        return word.classes <= _NAMES | {"name.place"} and clitics[0] not in text.pack.frames.addressee
    if not word.classes <= _PLAIN | _PEOPLE:
        return False
    if not word.classes.isdisjoint(_PEOPLE) and word.classes.isdisjoint(_NAMES):
        return _son(text, at) or (at == end - 2 and not word.definite)
    return not (word.norm.endswith(text.pack.frames.adverbial[-1:]) and word.classes.isdisjoint(_NAMES))


def _son(text: Text, at: int) -> bool:
    """Whether a function is a name: bare behind "son of", or definite behind the father's name."""
    words = text.words
    if at > 2 and words[at].definite and _particle(words[at - 2]):
        nxt = words[at + 1] if at + 1 < len(words) else None
        return nxt is not None and not nxt.definite and nxt.classes.isdisjoint(_HEADS | {"nationality", "adjective"})
    return at > 0 and _particle(words[at - 1]) and not (words[at].definite or words[at].before)


def _particle(word: Word) -> bool:
    return "name.particle" in word.classes and not word.before


def _behind_title(name: Sequence[Word], told: bool, takes_object: bool, that: bool) -> bool:
    """Whether words behind a finished title are a name; ``told``: what was said follows, ``that``: right behind it."""
    last = name[-1]
    family = that and "name.given" in name[0].classes
    if len(name) == 1 or (last.definite and not _listed(last) and not family):
        return False  # called the attention to
    if not (told or _listed(last) or (not takes_object and any(map(_listed, name)))):
        return False
    if not name[0].classes.isdisjoint(_PEOPLE) and not _listed(last):
        return False
    return any(map(_listed, name)) or not any(word.definite for word in name)


def _titled(words: Sequence[Word], at: int) -> bool:
    """Whether a definite word, or a comma and a definite function, stands behind a name."""
    if at + 1 < len(words) and words[at].norm in _COMMAS:
        return words[at + 1].definite and not words[at + 1].classes.isdisjoint(_PEOPLE)
    return at < len(words) and words[at].definite


def _bare(name: Sequence[Word], closed: bool, takes_object: bool) -> bool:
    """Whether words right behind a verb are a name: a common noun and a word of no list, or a name that goes on.

    ``closed``: a definite title or what was said stands right behind them. A word of no list and a definite common
    one are a name where the verb takes no object.
    """
    if len(name) == 1 or not name[0].classes.isdisjoint(_PEOPLE) or name[0].owned:
        return False
    if not _listed(name[0]):
        unlisted = any(not word.known or "name.given" in word.values for word in name)
        return unlisted and not name[1].definite and name[0].number != "p" and _listed(name[-1])
    family = not name[-1].definite or (len(name) == 2 and not name[0].known and not takes_object)
    return _listed(name[-1]) or (closed and family)


def _listed(word: Word) -> bool:
    """Whether a word is one of a name: in the lists of names, or in none."""
    return not word.known or not word.classes.isdisjoint(_NAMES)

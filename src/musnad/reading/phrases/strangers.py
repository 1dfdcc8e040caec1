"""Names of people whom no list knows, told by their place, whatever their last word is spelled like.

A given name or a word of no list behind a verb of saying, behind a finished title or at a line's start begins a name.
What stands between it and a mark, "that", a relative or a function belongs to the name: nothing else can stand there.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from musnad.lang.inflect import CueForm
from musnad.lang.lexicon import Match, Word
from musnad.lang.pack import Pack
from musnad.reading.phrases.nameplaces import QUOTES, Text
from musnad.text.tokens import COMMAS, Tokens

_COMMON = frozenset({"noun", "adjective", "nationality", "verb3", "present", "name.surname"})
_NAMES = frozenset({"name.given", "name.family", "name.particle", "name.ending"})
_PEOPLE = frozenset({"head.person", "head.honorific"})
_STOPPING = frozenset({
    "that", "because", "relative", "what", "pronoun", "preposition", "pronominal", "negation", "auxiliary",
    "conjunction", "subordinator", "demonstrative", "adverb", "occasion", "contrast", "quantifier",
})  # fmt: skip
_ODD = frozenset({"nationality", "verb3", "present", "name.surname"})
_VERBS = frozenset({"verb3", "present"})
_ENDS = frozenset({".", ":", "(", ")", "؛", ";", "؟", "?", "!"}) | QUOTES
_CALLED = frozenset({"media", "organization"})  # what is called like somebody
_HYPHENS = frozenset({"-", "‐", "‑"})
_LONG = 4  # words of a name
_TITLE = 9  # words from a title's head to its end
_AHEAD = 14  # words from a function to what was said
_SHORT = 2  # letters of a word that is half of a name


class Stranger(msgspec.Struct, frozen=True):
    """A name told by its place: its tokens (half-open)."""

    first: int
    last: int


class _Text(Text, frozen=True):
    tokens: Tokens
    said: dict[str, list[int]]


def strangers(
    words: Sequence[Word], names: dict[int, Match], time_at: dict[int, int], tokens: Tokens, pack: Pack
) -> list[Stranger]:
    """The names in a text that are told by their place, in order."""
    text = _Text(words, names, frozenset(m.last for m in names.values()), time_at, pack, tokens, _said_alone(words))
    found: list[Stranger] = []
    at = 0
    while at < len(words) - 1:
        if _may_begin(text, at) and (last := _name_end(text, at)) > at + 1:
            found.append(Stranger(at, last))
            found += [Stranger(k, k + 1) for k in text.said.pop(words[last - 1].norm, ()) if k >= last]
            at = last
        else:
            at += 1
    return found


def _said_alone(words: Sequence[Word]) -> dict[str, list[int]]:
    """Bare words alone between a verb of saying and "that", by their form, where they stand."""
    said: dict[str, list[int]] = {}
    for at in range(1, len(words) - 1):
        word = words[at]
        if "that" not in words[at + 1].classes or words[at + 1].before or not words[at - 1].cues or word.definite:
            continue
        if word.kind == "word" and not word.before and word.classes.isdisjoint(_STOPPING):
            said.setdefault(word.norm, []).append(at)
    return said


def _may_begin(text: _Text, at: int) -> bool:
    """Whether a word is a given name and nothing else, or in no list."""
    word = text.words[at]
    if word.kind != "word" or at in text.names or at in text.time_at:
        return False
    if "name.given" in word.classes:
        titled = any(cls[:5] == "head." for cls in word.classes)
        return not (titled or word.before or word.definite or word.after)
    return not word.known and not word.cues and (not word.before or _article_inside(text, word))


def _article_inside(text: _Text, word: Word) -> bool:
    """Whether an unlisted word seems to have a preposition and the article before it: Calista is no "like the ista"."""
    return len(word.before) > 1 and word.before[0] not in text.pack.affixes.joining


def _name_end(text: _Text, at: int) -> int:
    """The token after the name that begins at ``at``; ``at`` where none is sure to."""
    words = text.words
    led = _led(text, at)
    if not led:
        return at
    last, k, common = at, at + 1, False
    while k < min(at + 2 * _LONG, len(words)):
        if _hyphen(text, k):
            k += 2
            continue
        word = words[k]
        if _closes(text, at, k, led, common):
            last = k
            break
        if common or k in text.time_at or not _part(text, k):
            break
        if word.norm in text.said and word.known:
            last = k + 1  # later he is called so alone
            break
        common = word.known and word.classes.isdisjoint(_NAMES)
        k += 1
    return last


def _hyphen(text: _Text, at: int) -> bool:
    """Whether a hyphen joins the name before it with half of a name."""
    words, tokens = text.words, text.tokens
    if words[at].norm not in _HYPHENS or at + 1 >= len(words) or words[at + 1].kind != "word":
        return False
    tight = tokens.ends[at - 1] == tokens.starts[at] and tokens.ends[at] == tokens.starts[at + 1]
    return tight and at + 1 not in text.names and not words[at + 1].definite


def _part(text: _Text, at: int) -> bool:
    """Whether a word may be the family name of somebody."""
    word = text.words[at]
    if (
        word.kind != "word"
        or word.definite
        or word.stem in text.pack.people.kin
        or word.norm == text.pack.lexicon.article
    ):
        return False
    if at in text.names:
        match = text.names[at]
        return match.phrase.kind in _CALLED and match.last == at + 1 and not match.before and len(word.norm) > _SHORT
    if any(cls[:5] == "head." for cls in word.classes) or not word.classes.isdisjoint(_STOPPING):
        return False
    if word.known and (word.before or word.after is not None or word.owned):
        return False
    if word.phrases and text.pack.lexicon.match(text.words, at, frozenset({"cue"})) is not None:
        return False
    if not word.known:
        return not any(cue.form.tense not in ("past", "present") or _says(cue.form) for cue in word.cues)
    if not word.classes.isdisjoint(_NAMES):
        return True
    if word.cues or not word.classes <= _COMMON or "masdar" in word.classes or word.stem in text.pack.people.rank_words:
        return False
    marked = any(ord(c) in range(0x64B, 0x653) for c in word.raw)
    # a foreign name may well end like an accusative, hardly with the feminine ending
    return not marked and word.raw[-1] != text.pack.affixes.feminine


def _says(form: CueForm) -> bool:
    """Whether a cue's form tells of one who speaks, not of several."""
    return form.number == "s"


def _led(text: _Text, at: int) -> str:
    """What a name's place is: behind a verb (that takes an object: "object") or a title, at a line's start; or ""."""
    words = text.words
    if at == 0 or text.tokens.line[at - 1] != text.tokens.line[at]:
        return "line"
    before = words[at - 1]
    told = [
        c.form.entry for c in before.cues if c.after is None and c.form.tense in ("past", "present") and _says(c.form)
    ]
    told = [entry for entry in told if entry.kind == "verb"]
    if told and not before.known:
        return "object" if any("object" in entry.takes for entry in told) else "verb"
    return _titled(text, at)


def _titled(text: _Text, at: int) -> str:
    """Whether a title that can take no further noun ends before ``at``, a comma between them or not."""
    words, back = text.words, at - 1
    comma = words[back].norm in COMMAS
    back -= comma
    if back < 0:
        return ""
    end = words[back]
    inside = back + 1 in text.ends
    if not inside and (
        end.kind != "word" or not (end.definite or end.after is not None or "name.place" in end.classes)
    ):
        return ""
    if end.classes & _NAMES and not end.classes & _PEOPLE:
        return ""
    for k in range(back, max(back - _TITLE, -1), -1):
        word = words[k]
        if not word.classes.isdisjoint(_PEOPLE) and word.number != "p":
            if k and "name.given" in words[k - 1].classes:
                return ""  # X, the minister of Y: who he is has been told
            return "comma" if comma else "title"
        if word.kind != "word":
            return ""
        if not word.classes.isdisjoint(("that", "relative", "what", "verb3", "name.given")):
            return ""
    return ""


def _closes(text: _Text, first: int, at: int, led: str, common: bool) -> bool:
    """Whether the name of somebody ends before ``at``; ``common``: its last word is a common one."""
    if at <= first + 1:
        return False
    words = text.words
    word, last = words[at], words[at - 1]
    plain = common and last.classes.isdisjoint(_ODD)
    if led == "line":
        return word.norm == ":" and not (common and "adjective" in last.classes and "noun" not in last.classes)
    if led == "comma":
        return word.norm in COMMAS or word.norm == "("
    if "that" in word.classes and not word.before:
        return True
    if common and not last.classes.isdisjoint(_VERBS) and word.classes.isdisjoint(_PEOPLE):
        return False  # X visited
    if word.norm in COMMAS:
        return led != "object" or not plain or _told_ahead(text, at)
    if word.norm in _ENDS or "relative" in word.classes:
        return led != "object" or not plain
    if word.kind != "word":
        return False
    if not word.classes.isdisjoint(_PEOPLE) and not word.before and word.number != "p":
        return not plain or led == "verb" or _told_ahead(text, at)
    if word.owned and any(cue.after is not None and cue.form.tense == "masdar" for cue in word.cues):
        return True  # X, his saying
    foreign = not words[first].known or not words[at - 1].known or at - first > 2
    return (not plain or (foreign and led == "title")) and _adjunct(text, at)


def _adjunct(text: _Text, at: int) -> bool:
    """Whether a preposition or a time stands here."""
    word = text.words[at]
    prefixed = bool(word.before) and word.before != (text.pack.lexicon.article,)
    return at in text.time_at or "preposition" in word.classes or (prefixed and word.definite)


def _told_ahead(text: _Text, at: int) -> bool:
    """Whether what was said begins later in the sentence, with no other verb of saying before it."""
    for k in range(at, min(at + _AHEAD, len(text.words))):
        word = text.words[k]
        if "that" in word.classes and not word.before:
            return True
        if word.norm in (".", "؟", "?", "!") or (
            word.cues and any(c.form.tense in ("past", "present") for c in word.cues)
        ):
            return False
    return False

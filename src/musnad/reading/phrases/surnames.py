"""Common words that are names in an article, told by their place: after a given name, after a full title."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from musnad.lang.lexicon import Match, Word
from musnad.text.tokens import COMMAS

_COMMON = frozenset({"noun", "adjective", "name.surname"})
_NAMED = _COMMON | {"name.given", "name.family", "name.particle"}
_FINITE = frozenset({"past", "present"})
_QUOTES = frozenset({'"', "“", "«", "”"})
_CLOSED = frozenset({'"', "”", "»", ")"})
_FULL, _TITLE = 4, 12  # words of a full name; words from a title's head to its end


def _introduced(words: Sequence[Word], at: int) -> bool:
    """Whether an unlisted word stands where a given name does: after a comma, and two words later a mark."""
    if words[at].known or words[at].kind != "word" or not at or at + 2 >= len(words) or words[at].cues:
        return False
    return words[at - 1].norm in COMMAS and words[at + 2].kind == "punct"


def family_names(words: Sequence[Word], names: dict[int, Match], time_at: dict[int, int]) -> frozenset[str]:
    """Words that follow a given name somewhere in the article: family names, though they may be common words."""
    found, said = set(), _said_alone(words)
    for at, word in enumerate(words):
        second = at > 0 and "name.particle" in words[at - 1].classes and "name.family" in word.classes
        if at in names or ("name.given" not in word.classes and not second and not _introduced(words, at)):
            continue
        owned = at + 1 < len(words) and not words[at + 1].definite and not _honoured(words, at)
        if any(cls.startswith("head.") for cls in word.classes) and (word.definite or owned):
            continue  # the secretary, the emir of a region: not somebody called so
        nxt = at + 1
        while nxt < len(words) and (
            words[nxt].norm == "_" or not words[nxt].classes.isdisjoint(("name.given", "name.particle", "name.ending"))
        ):
            if _bare_head(words, nxt) and "name.particle" not in words[nxt - 1].classes:
                break  # X, emir of
            if words[nxt].definite and "head.person" in words[nxt].classes and words[nxt + 1 : nxt + 2]:
                if words[nxt + 1].definite and "adjective" in words[nxt + 1].classes:
                    break  # X, the secretary general
            nxt += 1
        if nxt >= len(words) or nxt in names or nxt in time_at:
            continue
        if "name.given" in words[nxt - 1].values and words[nxt].definite:
            continue  # a foreign given name, then what is done
        family = words[nxt]
        if "name.surname" in family.classes and not family.before[:-1]:
            found.add(family.norm)
            continue
        if family.kind != "word" or not family.classes <= _COMMON or not family.classes:
            continue
        titled = _titled(words, nxt) or (_honoured(words, at) and family.definite) or _telling(words, nxt)
        if family.cues and not titled:
            continue
        if not family.definite and (family.after is not None or _owned(words, nxt + 1)):
            continue
        if _told_of(words, at, nxt):
            continue  # X affirmed the existence of a quarrel
        if "adjective" in family.classes and _bare_head(words, nxt + 1):
            continue  # X, the first woman at the head of …
        bare = not family.before and nxt + 1 < len(words) and not family.cues and not family.definite
        if bare and (words[nxt + 1].norm in said or (_honoured(words, at) and _closed_name(words, nxt + 1))):
            found.update((family.norm, words[nxt + 1].norm))  # X Y the Z, and later: the Z said
            continue
        genitive = nxt + 1 < len(words) and words[nxt + 1].definite and not titled
        alone = not family.before
        if family.definite:  # by an article written onto it; a noun listed with its own is none
            alone = bool(family.before) and family.before == (family.norm[: len(family.before[0])],)
        if alone and (family.definite or not genitive):
            found.add(family.norm)
    return frozenset(found)


def _told_of(words: Sequence[Word], at: int, family: int) -> bool:
    """Whether a bare noun behind a verb that takes an object and its subject owns the bare noun behind it."""
    if family != at + 1 or family + 1 >= len(words) or words[family].definite or words[family].before or not at:
        return False
    verbs = [words[at - 1]] if words[at - 1].tenses else [words[max(at - 2, 0)]] * words[at - 1].definite
    takes = any("object" in c.form.entry.takes for verb in verbs for c in verb.cues if c.form.tense in _FINITE)
    owned = words[family + 1]
    bare = owned.known and not (owned.definite or owned.before or owned.after) and owned.classes <= _COMMON
    return takes and bare and "noun" in words[family].classes and "noun" in owned.classes


def _honoured(words: Sequence[Word], at: int) -> bool:
    """Whether a rank or honorific stands before a given name."""
    return at > 0 and words[at - 1].definite and "head.honorific" in words[at - 1].classes


def _closed_name(words: Sequence[Word], at: int) -> bool:
    """Whether a definite common word stands before a comma and a bare function: Doctor X Y the Z, governor of."""
    if at + 2 >= len(words) or not words[at].definite or not words[at].classes <= _COMMON:
        return False
    return words[at + 1].norm in COMMAS and _functional(words[at + 2]) and not words[at + 2].definite


def _said_alone(words: Sequence[Word]) -> set[str]:
    """Definite common words alone between a verb of saying and "that": somebody's family name, if he is called so."""
    return {
        word.norm
        for verb, word, that in zip(words, words[1:], words[2:], strict=False)
        if not verb.tenses.isdisjoint(("past", "present"))
        and word.definite
        and word.classes <= _COMMON
        and "that" in that.classes
        and not that.before
    }


def _bare_head(words: Sequence[Word], at: int) -> bool:
    """Whether a noun of a person or body stands here without article."""
    if at >= len(words) or words[at].definite or words[at].before:
        return False
    return any(cls.startswith("head.") for cls in words[at].classes)


def names_after_title(
    words: Sequence[Word], names: dict[int, Match], time_at: dict[int, int], governs: Collection[str]
) -> frozenset[str]:
    """Common words that stand where only a name can: bare, after a full title, with nothing behind that they could own.

    After "the Turkish minister" or "the spokesman of the ministry," two or three bare words before "that", a
    quotation or a comma are his name, be they spelled like nouns.
    """
    found: set[str] = set()
    for at in range(1, len(words) - 2):
        if at in names or at in time_at or not _bare(words[at]) or words[at].cues:
            continue
        back = at - 1
        apposed = words[back].norm in COMMAS
        back -= apposed
        if apposed and words[back].norm in _CLOSED:
            back = next((k for k in range(back - 1, max(back - _FULL, 0), -1) if words[k].kind != "word"), 0) - 1
        titled = back > 0 and _ends_title(words, names, back, apposed, governs)
        if not titled:
            if _named_saying(words, at):
                found.update((words[at].norm, words[at + 1].norm))
            continue
        end = at + 1
        while end < min(at + _FULL, len(words)) and end not in names and end not in time_at and _of_name(words[end]):
            end += 1
        if end - at < 2 or end >= len(words):
            continue
        after = words[end]
        if (after.norm in COMMAS or after.norm == "(") if apposed else _opens(words, end):
            found.update(words[k].norm for k in range(at, end))
    return frozenset(found)


def _bare(word: Word) -> bool:
    return (
        word.kind == "word" and not word.definite and not word.before and word.after is None and word.classes <= _COMMON
    )


def _of_name(word: Word) -> bool:
    joined = len(word.before) > 1 or (word.before and not word.definite)
    return _bare(word) or (word.kind == "word" and word.classes <= _NAMED and not word.cues and not joined)


def _opens(words: Sequence[Word], at: int) -> bool:
    """Whether what was said begins here, a comma before it or not."""
    at += words[at].norm in COMMAS and at + 1 < len(words)
    return "that" in words[at].classes or words[at].norm == ":" or words[at].norm in _QUOTES


def _named_saying(words: Sequence[Word], at: int) -> bool:
    """Whether a bare common word and an unlisted one stand between a verb of saying and what was said: X Y that."""
    verb = not words[at - 1].tenses.isdisjoint(("past", "present"))
    unlisted = words[at + 1].kind == "word" and not words[at + 1].known and not words[at + 1].cues
    if not verb or not unlisted:
        return False
    if words[at + 2].norm in COMMAS and at + 3 < len(words) and _functional(words[at + 3]):
        return True  # X Y, the head of …
    return "that" in words[at + 2].classes and not words[at + 2].before


def _functional(word: Word) -> bool:
    """Whether a word is a function of one person."""
    return "head.person" in word.classes and word.number == "s" and len(word.before) < 2


def _ends_title(
    words: Sequence[Word], names: dict[int, Match], at: int, apposed: bool, governs: Collection[str]
) -> bool:
    """Whether a title of a person that can take no further noun ends with this word (charged with the budget)."""
    word = words[at]
    if word.kind != "word" or not (word.definite or (apposed and at in names)):
        return False
    charged = any(words[k].definite and words[k].stem in governs for k in range(max(at - _FULL, 0), at))
    if not apposed and not charged and word.classes.isdisjoint(("nationality", "head.person")):
        return False
    for k in range(at, max(at - _TITLE, -1), -1):
        if "head.person" in words[k].classes and words[k].number == "s":
            return True
        if words[k].kind != "word" or not words[k].classes.isdisjoint(("that", "relative", "what", "verb3")):
            return False
    return False


def _titled(words: Sequence[Word], at: int) -> bool:
    """Whether a word spelled like a participle of a cue is a name after all: a title follows."""
    if at + 1 >= len(words) or any(cue.form.tense != "participle" for cue in words[at].cues):
        return False
    return words[at + 1].definite and "head.person" in words[at + 1].classes


def _telling(words: Sequence[Word], at: int) -> bool:
    """Whether a definite participle of a cue tells nothing here, so that it is a name (al-Rawi, the narrator)."""
    word = words[at]
    if not word.definite or len(word.before) > 1 or at + 1 >= len(words):
        return False
    if not word.cues or any(cue.form.tense != "participle" for cue in word.cues):
        return False
    nxt = words[at + 1]
    return "preposition" not in nxt.classes and not (nxt.before and not nxt.definite)


def _owned(words: Sequence[Word], at: int) -> bool:
    """Whether what follows a noun makes it a thing that is spoken of: any …, its country's …"""
    if at >= len(words) or words[at].kind != "word":
        return False
    word = words[at]
    with_pronoun = any(peel.after is not None and not peel.before for peel in word.stems.values())
    own = with_pronoun and word.classes <= _COMMON and bool(word.classes)
    return own or ("quantifier" in word.classes and not word.before)

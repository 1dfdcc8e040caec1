"""Definite words that are family names by their place: an adjective of nation or a function behind a given name."""

from __future__ import annotations

from musnad.lang.lexicon import Word
from musnad.reading.document import Document

_CLOSING = frozenset({"،", ",", ":", "«", "“", '"', "(", ".", "؟", "!"})
_FUNCTIONS = frozenset({"head.person", "head.honorific"})
_DESCRIBING = frozenset({"adjective", "nationality", *_FUNCTIONS})


def family_of_nation(doc: Document, at: int) -> bool:
    """Whether an adjective of nation is a family name: alone behind a given name that a title or verb leads to."""
    words = doc.words
    if at < 2 or not words[at].definite or not _given(words[at - 1]):
        return False
    before = words[at - 2]
    led = before.definite and not before.classes.isdisjoint(_DESCRIBING)
    led = led or "name.particle" in before.classes  # X son of Y the Turk
    return led or not before.tenses.isdisjoint(("past", "present"))


def function_as_name(doc: Document, at: int) -> bool:
    """Whether a definite function is a family name: behind a given name, with nothing that it is a function of."""
    words = doc.words
    if at < 2 or at + 1 >= len(doc) or words[at].classes.isdisjoint(_FUNCTIONS) or not _given(words[at - 1]):
        return False
    nxt = words[at + 1]
    if "name.particle" in words[at - 2].classes and not nxt.definite and nxt.classes.isdisjoint(_DESCRIBING):
        return True  # X son of Y the Mullah
    return "that" in nxt.classes or nxt.norm in _CLOSING or "auxiliary" in nxt.classes


def _given(word: Word) -> bool:
    """Whether a bare word is a given name, and no title."""
    titled = any(cls.startswith("head.") for cls in word.classes)
    return "name.given" in word.classes and not titled and not (word.before or word.definite or word.after)


def of_officer(doc: Document, at: int) -> bool:
    """Whether an adjective of nation is a family name: after a rank and a given name (Colonel X "the Turk")."""
    if at < 2 or not doc.words[at].definite or "name.given" not in doc.words[at - 1].classes:
        return False
    rank = doc.words[at - 2]
    return rank.definite and ("head.honorific" in rank.classes or rank.stem in doc.pack.people.ranks)

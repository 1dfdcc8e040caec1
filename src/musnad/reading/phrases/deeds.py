"""Whether a word names a deed: by its class, as one of a list, or by the shape such nouns have."""

from __future__ import annotations

from musnad.reading.document import Document
from musnad.reading.phrases.wordkinds import HEADS


def deed(doc: Document, first: int) -> bool:
    """Whether what stands at a token, its preposition aside, is a deed or a clause: closing it, that it be closed."""
    at = first + ("preposition" in doc.words[first].classes)
    if at >= len(doc):
        return False
    word, frames = doc.words[at], doc.pack.frames
    if "that" in word.classes:
        return True
    stem = word.stem.removeprefix(doc.pack.lexicon.article)
    if not word.classes.isdisjoint(HEADS) or at in doc.names or "name.place" in word.classes:
        return False
    return stem in frames.deeds or frames.deed_shapes.fullmatch(stem) is not None


def bare_deed(doc: Document, at: int) -> bool:
    """Whether a deed without article or preposition stands at a token, as what is told: the fall of, its existence."""
    word = doc.words[at]
    if word.definite or word.before or "that" in word.classes or "preposition" in word.classes:
        return False
    return deed(doc, at) or ("masdar" in word.classes and word.classes.isdisjoint(HEADS))


def misspelt_deed(doc: Document, at: int) -> bool:
    """Whether a deed stands at a token though it is spelled like a verb or preposition: her control of.

    It stands right behind whoever tells it, where neither can stand.
    """
    word, frames = doc.words[at], doc.pack.frames
    if word.before or word.kind != "word":
        return False
    if word.norm in frames.nearness:
        return at + 1 < len(doc) and bare_deed(doc, at + 1)
    bound = bool(frames.feminine_bound) and word.stem.endswith(frames.feminine_bound)
    return bound and word.after is not None and "verb3" in word.classes


def purpose(doc: Document, at: int) -> bool:
    """Whether what somebody is called on to do stands at a token, behind "to" written onto it."""
    return not doc.pack.frames.addressee.isdisjoint(doc.words[at].before) and deed(doc, at)


__all__ = ["bare_deed", "deed", "misspelt_deed", "purpose"]

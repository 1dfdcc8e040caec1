"""What somebody is called who is told of as an object: "they quoted an official", without the object's ending."""

from __future__ import annotations

from musnad.reading.document import Document
from musnad.reading.phrases.nounphrases import Phrase
from musnad.reading.phrases.wordkinds import HUMAN

_DESCRIBING = frozenset({"adjective", "nationality", "head.anonymous"})  # also "informed", which may stand for who is


def called_alone(doc: Document, phrase: Phrase, text: str) -> str:
    """The words of a description as they are where it is no object: the noun and the adjectives that follow it."""
    if phrase.first != phrase.head or not _is_object(doc, phrase):
        return text
    words = text.split(" ")
    words[0] = doc.words[phrase.head].values[phrase.cls]
    for k in range(1, min(len(words), phrase.last - phrase.head)):
        bare = _adjective(doc, phrase.head + k)
        if not bare:
            break
        words[k] = bare
    return " ".join(words)


def _is_object(doc: Document, phrase: Phrase) -> bool:
    head = doc.words[phrase.head]
    if phrase.cls not in HUMAN or head.definite or head.before or not head.values.get(phrase.cls):
        return False
    alone = doc.pack.fold(head.values[phrase.cls])
    return any(head.stem == doc.pack.fold(alone + ending) for ending in doc.pack.facts.object_endings)


def _adjective(doc: Document, at: int) -> str:
    """An adjective without the ending it shares with its noun; "" where the word is none."""
    word = doc.words[at]
    letters = "".join(c for c in word.raw if c.isalpha())
    for ending in doc.pack.facts.object_endings:
        if word.kind == "word" and not word.before and not word.definite and letters.endswith(ending):
            bare = letters[: -len(ending)]
            if not doc.pack.lexicon.words([bare])[0].classes.isdisjoint(_DESCRIBING):
                return bare
    return ""

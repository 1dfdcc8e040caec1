"""Accounts: nouns of what somebody tells, behind "according to", and who tells it: a count that the mayor gave."""

from __future__ import annotations

import msgspec

from musnad.reading.document import Document
from musnad.reading.phrases.nounphrases import Phrase, noun_phrase
from musnad.reading.phrases.phrasestarts import starts_phrase
from musnad.reading.phrases.wordkinds import finite, is_verb, issues


def account(doc: Document, phrase: Phrase) -> bool:
    """Whether a phrase names what somebody tells: the estimates, her words."""
    word = doc.words[phrase.first]
    return word.stem.removeprefix(doc.pack.lexicon.article) in doc.pack.frames.accounts


def teller(doc: Document, phrase: Phrase, end: int) -> Phrase:
    """Who tells what a phrase names: whose account it is, or the subject of the verb that gave it; else the phrase."""
    if phrase.cls not in ("thing", "head.document"):
        return phrase
    last = phrase.last - 1
    if last > phrase.head and issues(doc, last) and starts_phrase(doc, phrase.last):  # a study (which) it published
        phrase = msgspec.structs.replace(phrase, last=last)
    given = _given_by(doc, phrase, end)
    if given is not None:
        return given
    if not account(doc, phrase) or phrase.first + 1 >= phrase.last or not starts_phrase(doc, phrase.first + 1):
        return phrase
    owner = noun_phrase(doc, phrase.first + 1, end)
    return owner if owner is not None and owner.cls != "thing" else phrase


def _given_by(doc: Document, phrase: Phrase, end: int) -> Phrase | None:
    """The subject of a verb with a pronoun right behind an indefinite account: a count (which) the mayor gave."""
    at = phrase.last
    if phrase.definite or at + 1 >= end or doc.words[at].before or not starts_phrase(doc, at + 1):
        return None
    word = doc.words[at]
    owned = word.after is not None or any(c.after is not None for c in word.cues)
    if not owned or not (finite(doc, at) or is_verb(doc, at)):
        return None
    subject = noun_phrase(doc, at + 1, end)
    return subject if subject is not None and subject.cls != "thing" else None

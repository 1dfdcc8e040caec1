"""To which medium somebody told what a phrase attributes to him: as an official affirmed to the paper's reporter."""

from __future__ import annotations

import msgspec

from musnad.reading.document import Document
from musnad.reading.occasions.medianames import medium_named, own_outlet, tailed
from musnad.reading.phrases.nounphrases import Phrase, noun_phrase
from musnad.reading.phrases.phrasestarts import starts_phrase
from musnad.reading.phrases.wordkinds import conjoined, is_verb
from musnad.text.tokens import COMMAS

_FAR = 10  # tokens between who told and whom: where he is, his name behind a comma
_PEOPLE = ("head.person", "head.anonymous", "head.honorific", "name")


def told_to(doc: Document, at: int, end: int, far: bool = True) -> tuple[int, list[Phrase]]:
    """Past days and media spoken to from a token on, behind the source of a phrase; and the media.

    ``far``: also past where somebody is and the name behind a comma, if a medium spoken to follows.
    """
    media: list[Phrase] = []
    while at < end:
        if at in doc.time_at:
            at = doc.time_at[at]
            continue
        first = at
        if not media and doc.words[at].norm in COMMAS and at + 1 < end:
            first = at + 1
        medium = addressed(doc, first, bare=far)
        if medium is None and far and not media:
            between = next((k for k in range(at, min(at + _FAR, end)) if _leaves(doc, k) or addressed(doc, k)), end)
            medium = addressed(doc, between) if between < min(at + _FAR, end) else None
        if medium is None:
            break
        media.append(medium)
        at = doc.bracket_at.get(medium.last - 1, medium.last)
        at += at < end and at in doc.closes
        at = _where(doc, at, end)
    return at, media


def object_told(doc: Document, at: int, end: int) -> tuple[int, list[Phrase]]:
    """Past the medium that is the object of a verb of telling, if who told it follows: as told "the paper" X."""
    medium = _medium(doc, at) if at < end else None
    if medium is None:
        return at, []
    behind = medium.last + (medium.last < end and doc.words[medium.last].norm in COMMAS)
    if behind >= end or conjoined(doc, behind) or not starts_phrase(doc, behind) or is_verb(doc, behind):
        return at, []
    teller = noun_phrase(doc, behind, end)
    if teller is None or teller.cls not in _PEOPLE:
        return at, []
    return behind, [medium]


def told_behind(doc: Document, teller: Phrase) -> tuple[Phrase, list[Phrase]]:
    """Who told something without the medium at his end, and that medium: as the customs informed the news agency."""
    for at in range(teller.head + 1, min(teller.last + 1, len(doc))):
        medium = _medium(doc, at) if doc.is_a(at, "head.media") or at in doc.names else None
        if medium is not None and doc.words[teller.head].stem not in doc.pack.occasions.reporters:
            return msgspec.structs.replace(teller, last=at), [medium]
    return teller, []


def addressed(doc: Document, at: int, bare: bool = True) -> Phrase | None:
    """The medium to which something is told at a token: a preposition of telling, then a reporter of it or it itself.

    ``bare``: also where the reporter is the object of the verb (informed the reporter of the paper).
    """
    if at + 1 >= len(doc):
        return None
    word, addressee = doc.words[at], doc.pack.frames.addressee
    match = doc.names.get(at)
    before = match.before if match is not None else word.before
    if word.norm in addressee:
        return _medium(doc, at + 1)
    if word.stem in doc.pack.occasions.reporters and not word.definite:
        return _medium(doc, at + 1, of=True) if bare or not addressee.isdisjoint(before) else None
    if addressee.isdisjoint(before) and not (own_outlet(doc, at) and word.norm[:1] in addressee):
        return None
    return _medium(doc, at)


def _medium(doc: Document, at: int, of: bool = False) -> Phrase | None:
    """The medium named from a token on; ``of`` behind who reports for it, where any unknown word may name it."""
    last = own_outlet(doc, at) or tailed(doc, at)
    if last:
        return Phrase(at, last, at, "media", "-", "s", True)
    named = medium_named(doc, at)
    if named is not None:
        return Phrase(*named, named[0], "media", "-", "s", True)
    word = doc.words[at]
    return Phrase(at, at + 1, at, "media", "-", "s", True) if of and word.kind == "word" and not word.known else None


def _leaves(doc: Document, at: int) -> bool:
    """Whether a token cannot stand between who told something and whom he told it."""
    if doc.is_a(at, "that", "relative", "subordinator", "contrast", "conjunction") or is_verb(doc, at):
        return True
    return doc.words[at].kind == "punct" and doc.words[at].norm not in COMMAS


def _where(doc: Document, at: int, end: int) -> int:
    """Past where the reporter is: to the reporter of the paper in the region."""
    if at + 1 >= end or not (doc.is_a(at, "preposition") or doc.words[at].before):
        return at
    clitic = not set(doc.words[at].before).isdisjoint(doc.pack.frames.at)
    if not clitic and doc.words[at].norm not in doc.pack.frames.where:
        return at
    place = noun_phrase(doc, at if clitic else at + 1, end, behind_clitic=clitic)
    stops = place is not None and (place.last >= end or doc.words[place.last].kind in ("punct", "dots"))
    return place.last if place is not None and stops else at


__all__ = ["addressed", "object_told", "told_behind", "told_to"]

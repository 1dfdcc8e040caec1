"""Who had the floor before a statement: the last speaker of its rank, and of its sentence."""

from __future__ import annotations

from musnad.reading.discourse.actors import Cast
from musnad.reading.discourse.topics import fitting
from musnad.reading.document import Document
from musnad.reading.draft import Draft
from musnad.reading.phrases.wordkinds import conjoined
from musnad.text.tokens import COMMAS

NOMINAL = ("noun", "masdar")  # threats and calls are told about somebody, they do not take the floor
FAR = 160  # tokens back beyond which nothing is taken up


def last_speaker(
    doc: Document, draft: Draft, earlier: list[Draft], cast: Cast, gender: str, plural: bool, far: int = FAR
) -> int | None:
    """The last of the earlier speakers of the same rank who agrees, if there is one.

    Who speaks only in a relative clause ("the rumours that tell of …, he added") gives way to the speaker of
    the sentence around it. Where who was quoted does not agree, whoever carried his words may.
    """
    cue = draft.cue
    aside: tuple[int, int] | None = None  # where, and who
    for other in reversed(earlier):
        if other.speaker is None or other.cue.first >= cue.first:
            continue
        renewed = other.source is not None and other.first < other.cue.first  # a verb before the noun
        if other.parent != draft.parent or (other.cue.tense in NOMINAL and not other.carriers and not renewed):
            continue
        said = max((last for _, last in other.content if last <= cue.first), default=other.cue.last)
        if cue.first - said > far or (aside is not None and not same_sentence(doc, other.cue.first, aside[0])):
            break
        written = other.source is not None and gender == other.source.gender  # the statement, not the ministry
        speaker: int | None = other.speaker
        fits = suits(doc, other, cast, gender, plural)
        if fits and not plural and cue.finite and other.carriers and cast.actors[other.speaker].number == "p":
            fits = False  # "the paper added, quoting sources, that …; it went on": the paper, if that agrees
        if not fits:
            if not (written and other.source is not None and other.source.cls == "head.document"):
                carriers = (cast.by_token.get(phrase.first) for phrase in other.carriers)
                speaker = next((k for k in carriers if k is not None and fitting(cast.actors[k], gender, plural)), None)
        if speaker is None:
            continue
        if other.order != "antecedent" or other.carriers:
            return speaker
        aside = aside or (max(other.cue.first, other.source.first if other.source else 0), speaker)
    return aside[1] if aside is not None else None


def sentence_speaker(doc: Document, draft: Draft, earlier: list[Draft], cast: Cast, gender: str) -> int | None:
    """Who speaks in the sentence that a participle goes on with: whoever agrees, of any rank, else by a slip."""
    slip: int | None = None
    for other in reversed(earlier):
        if not same_sentence(doc, other.cue.first, draft.cue.first):
            break
        if not other.cue.finite or other.order == "antecedent" or other.speaker is None:
            continue
        if other.source is not None and fitting(cast.actors[other.speaker], gender, False):
            return other.speaker
        if slip is None and other.parent == draft.parent:
            slip = other.speaker
    return slip


def suits(doc: Document, draft: Draft, cast: Cast, gender: str, plural: bool) -> bool:
    """Whether a verb of that form may go on with a statement's speaker: as he is, or as he is called there."""
    if draft.speaker is None:
        return False
    actor = cast.actors[draft.speaker]
    if fitting(actor, gender, plural):
        return True
    if plural:
        return several(doc, draft)
    if actor.kind not in ("organization", "country") or draft.order not in ("after", "before"):
        return False
    called = draft.source
    if called is not None and called.number != "p" and gender == called.gender:
        return True  # the authority: its office
    if not draft.cue.finite:
        return False
    said_in = (at for _, first, last in draft.adjuncts for at in range(first, last))  # in a statement (which) added
    return any(doc.is_a(at, "head.document") and doc.words[at].gender == gender for at in said_in)


def several(doc: Document, draft: Draft) -> bool:
    """Whether the source names more than one: the country and its allies; X, Y, and Z."""
    phrase = draft.source
    if phrase is None:
        return False
    listed = phrase.last + 1 < len(doc) and doc.words[phrase.last].norm in COMMAS and conjoined(doc, phrase.last + 1)
    return listed or any(conjoined(doc, at) for at in range(phrase.first + 1, phrase.last))


def same_sentence(doc: Document, a: int, b: int) -> bool:
    """Whether two tokens stand in one sentence."""
    return doc.tokens.sentence[a] == doc.tokens.sentence[b]

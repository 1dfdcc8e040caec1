"""What goes on with the clause that is told, and not with the verb of saying: verbs and participles of its subject."""

from __future__ import annotations

from musnad.reading.document import Document
from musnad.reading.draft import Draft
from musnad.reading.phrases.nounphrases import Phrase, noun_phrase
from musnad.reading.phrases.phrasestarts import starts_phrase
from musnad.reading.phrases.wordkinds import is_verb

_GENDERS = frozenset({"m", "f"})


def goes_on_within(doc: Document, draft: Draft, other: Draft) -> Phrase | None:
    """The subject of the clause that is told, where a joined verb goes on with it, told by gender or by tense."""
    return _by_gender(doc, draft, other) or _by_tense(doc, draft, other)


def _by_gender(doc: Document, draft: Draft, other: Draft) -> Phrase | None:
    """The subject of the clause that is told, where a joined verb goes on with it: that she met him and urged him.

    Genders tell it: the verb agrees with the subject after "that", and not with the verb of saying.
    """
    verb = other.cue
    if other.order != "none" or verb.person != 3 or not (verb.finite and verb.joined) or verb.number != "s":
        return None
    if {draft.cue.gender, verb.gender} != _GENDERS:
        return None
    subject = _told_subject(doc, draft, verb.first)
    return subject if subject is not None and subject.gender == verb.gender else None


def participle_within(doc: Document, draft: Draft, at: int, by_first: dict[int, Draft]) -> bool:
    """Whether a participle is of the clause's subject: she said that the guard stood there, calling for help (he).

    As with verbs, genders tell it; and no verb of saying that stands before in the sentence may claim it, nor one
    outside a clause that only describes ("a statement that says").
    """
    if draft.cue.number != "s" or not draft.cue.finite or draft.order == "antecedent":
        return False
    other = by_first.get(at)
    if other is not None and (other.cue.tense != "participle" or other.cue.number != "s"):
        return False
    gender = other.cue.gender if other is not None else doc.words[at].gender or "m"
    if {draft.cue.gender, gender} != _GENDERS:
        return False
    subject = _told_subject(doc, draft, at)
    if subject is None or subject.gender != gender:
        return False
    claiming = (by_first.get(k) for k in range(doc.sentence_start(draft.cue.first), draft.first))
    return not any(d is not None and d.cue.finite and d.cue.gender == gender for d in claiming)


def _by_tense(doc: Document, draft: Draft, other: Draft) -> Phrase | None:
    """The subject of a clause in the present, told in the past, where a joined verb in the present goes on with it.

    He said that the party supports them and calls for talks: its subject is named and agrees, and the reporter
    would have gone on in the past.
    """
    cue, verb = draft.cue, other.cue
    if draft.opener.frame != "clause" or cue.tense != "past" or verb.tense != "present" or other.order != "none":
        return None
    if verb.person != 3 or verb.future or verb.after is not None or not verb.joined or doc.inside[verb.first] >= 0:
        return None
    subject = _told_subject(doc, draft, verb.first)
    if subject is None or subject.gender != verb.gender:
        return None
    return subject if any(_present(doc, k) for k in range(subject.last, verb.first)) else None


def _present(doc: Document, at: int) -> bool:
    word = doc.words[at]
    return is_verb(doc, at) and ("present" in word.classes or "present" in word.tenses)


def _told_subject(doc: Document, draft: Draft, end: int) -> Phrase | None:
    """The subject that stands right after "that" in the clause a draft tells, before token ``end``."""
    if draft.opener.frame != "clause" or draft.cue.tense in ("noun", "masdar", "phrase"):
        return None
    at = draft.opener.first
    while at < end and doc.is_a(at, "preposition", "that"):
        at += 1
    if at >= end or doc.words[at - 1].after is not None or not starts_phrase(doc, at):
        return None
    return noun_phrase(doc, at, end)


__all__ = ["goes_on_within", "participle_within"]

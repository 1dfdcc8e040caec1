"""How words were passed on between whoever said them and the article, as a verb's surroundings tell."""

from __future__ import annotations

from musnad.lang.lexicon import CHANNEL
from musnad.reading.document import Document
from musnad.reading.draft import Draft
from musnad.reading.phrases.nounphrases import Phrase, noun_phrase
from musnad.reading.phrases.wordkinds import issues
from musnad.text.tokens import COMMAS

MADE, PASSIVE = "made", "passive"

_QUOTED = 6  # tokens of a medium's name in quotation marks, marks included
_DESCRIBED = 8  # tokens from a kind of channel to the relative clause that describes it
_SAYING = 4  # tokens between a noun of saying and the verb that describes it
_SPEAKERS = frozenset({"head.person", "head.anonymous", "head.honorific", "head.group"})


def describes_saying(doc: Document, at: int) -> bool:
    """Whether a verb describes the noun of saying before it: a statement (which) the agency carried."""
    which = at > 0 and doc.is_a(at - 1, "relative")  # behind a definite noun
    for k in range(at - 1 - which, max(at - which - _SAYING, -1), -1):
        word = doc.words[k]
        if word.norm not in COMMAS and word.classes.isdisjoint(("adjective", "noun")):
            return False
        if (which or not word.definite) and (
            word.stem in doc.pack.people.carried_nouns or word.stem in doc.pack.occasions.spoken
        ):
            return True
    return False


def describes_document(doc: Document, at: int) -> str:
    """How a verb describes the document or speech before it: who made it follows, PASSIVE, or not at all.

    A report the ministry issued, a speech he gave; a study published on Monday.
    """
    before = at - 1 - (doc.is_a(at - 1, "adjective") and not doc.words[at - 1].definite)
    if before < 0 or doc.words[before].definite or doc.words[before].kind != "word":
        return ""
    document = doc.is_a(before, "head.document")
    if not document and (not doc.words[before].phrases or doc.pack.lexicon.match(doc.words, before, CHANNEL) is None):
        return ""
    if issues(doc, at) and doc.words[at].norm not in doc.pack.people.issued:
        return MADE
    acts, when = doc.pack.occasions.acts, at + 1 in doc.time_at or doc.is_a(at + 1, "preposition")
    return PASSIVE if document and when and doc.words[at].norm in acts else ""


def came_out(doc: Document, first: int, at: int) -> bool:
    """Whether a verb tells how a document came out that is named from ``first`` on, right before it: was issued."""
    if at >= len(doc) or doc.words[at].norm not in doc.pack.occasions.out:
        return False
    return any(doc.words[k].phrases and doc.pack.lexicon.match(doc.words, k, CHANNEL) for k in range(first, at))


def describes_occasion(doc: Document, at: int) -> bool:
    """Whether a verb of carrying describes an occasion told right before it."""
    return any(doc.pack.lexicon.match(doc.words, k, CHANNEL) for k in range(max(at - _DESCRIBED, 0), at))


def describes_source(doc: Document, draft: Draft, at: int) -> bool:
    """Whether a verb of carrying only describes a source (the report that the channel carried; reports it carried)."""
    source = draft.source
    if source is None or not source.first < at <= source.last + 1:
        return False
    return doc.is_a(at - 1, "relative") or doc.words[source.head].stem in doc.pack.occasions.several


def forum(doc: Document, first: int, last: int) -> bool:
    """Whether the tokens name a place where everybody speaks (a site of short messages), no medium."""
    kinds = (doc.pack.lexicon.match(doc.words, k, CHANNEL) for k in range(first, last + 1) if k < len(doc))
    return any(m is not None and m.phrase.value == "social_media" for m in kinds)


def relayed_from(doc: Document, at: int) -> int:
    """How many tokens a preposition has that leads to whom something was carried from; 0 for none."""
    words, forms = doc.words, doc.pack.frames.relay_from
    if at + 1 < len(doc) and f"{words[at].norm} {words[at + 1].norm}" in forms:
        return 2
    return 1 if words[at].norm in forms else 0


def from_somebody(doc: Document, at: int) -> bool:
    """Whether the preposition that leads to whom something was carried from stands before somebody who speaks."""
    size = relayed_from(doc, at)
    return bool(size) and at + size < len(doc) and not doc.words[at + size].classes.isdisjoint(_SPEAKERS)


def and_others(doc: Document, at: int, end: int, stop: frozenset[str]) -> int:
    """Where "and others of …" after a carrier ends; 0 for anything else."""
    word = doc.words[at]
    if word.stem not in doc.pack.frames.others or word.after is None or not word.before:
        return 0
    if at + 1 >= end or doc.words[at + 1].norm not in doc.pack.frames.who:
        return at + 1
    phrase = noun_phrase(doc, at + 2, end, stop_prepositions=stop)
    return phrase.last if phrase is not None else 0


def media_between(doc: Document, first: int, last: int) -> list[Phrase]:
    """The media named between two tokens: those of the gazetteer, and others with a noun for a medium."""
    found: list[Phrase] = []
    at = first
    while at < last:
        match = doc.names.get(at)
        phrase = None
        if match is not None and match.phrase.kind == "media":
            phrase = Phrase(at, match.last, at, "media", "-", "s", True)
        elif at in doc.opens and doc.is_a(at - 1, "pronominal") and doc.quote_tokens[doc.opens[at]][1] - at <= _QUOTED:
            phrase = Phrase(at, doc.quote_tokens[doc.opens[at]][1], at, "quoted", "-", "s", True)
        elif doc.is_a(at, "head.media") and doc.words[at].after is None:
            phrase = noun_phrase(doc, at, last, stop_prepositions=doc.pack.frames.relay_from, behind_clitic=True)
        if phrase is not None:
            found.append(phrase)
        at = max(phrase.last if phrase is not None else 0, at + 1)
    return found


__all__ = [
    "MADE",
    "PASSIVE",
    "and_others",
    "came_out",
    "describes_document",
    "describes_occasion",
    "describes_saying",
    "describes_source",
    "forum",
    "from_somebody",
    "media_between",
    "relayed_from",
]

"""Where a noun phrase may start: at a noun or name, at a short quotation that is one, after a preposition."""

from __future__ import annotations

from musnad.reading.document import Document
from musnad.reading.phrases.wordkinds import HUMAN, NOUNS, STOPS, is_verb, prepositional, set_phrase

_QUOTED_NAME = 6  # tokens a body's name in quotation marks may have


def starts_phrase(doc: Document, at: int) -> bool:
    """Whether a noun phrase may start at the token; none does where the text has ended."""
    if at in doc.names:
        return not doc.names[at].before or all(b in doc.pack.affixes.conjunctions for b in doc.names[at].before)
    if at >= len(doc) or at in doc.time_at:
        return False  # a day is nobody
    word = doc.words[at]
    if word.kind != "word":
        return word.kind == "number" or word.norm == "#" or quoted_name(doc, at) is not None
    if prepositional(doc, at):
        return False
    if not word.classes.isdisjoint(NOUNS) or "demonstrative" in word.classes:
        return True
    if not word.classes.isdisjoint(STOPS) or set_phrase(doc, at):
        return False
    return not is_verb(doc, at)


def somebody(doc: Document, at: int) -> bool:
    """Whether a set phrase that begins here is of people, who may speak: guardians, in whose name no order is given."""
    return not doc.words[at].classes.isdisjoint(HUMAN) and not doc.words[at].cues


def quoted_name(doc: Document, at: int) -> int | None:
    """The token after a short quotation or bracket that starts here and can be a name."""
    number = doc.opens.get(at)
    if number is None:
        return None
    first, last = doc.quote_tokens[number]
    if not doc.quotes[number].closed or last - first - 2 > _QUOTED_NAME or last - first <= 2:
        return None
    paper = doc.is_a(first - 1, "head.media") and not doc.words[first - 1].definite
    if paper and doc.quotes[number].family != "bracket":
        return last  # a paper is called what stands in the marks
    if first + 1 in doc.names and doc.names[first + 1].last == last - 1:
        return last  # one that is listed, whatever its word looks like
    inner = range(first + 1, last - 1)
    if _future(doc, first + 1):
        return None
    if doc.quotes[number].family != "bracket" and any(
        is_verb(doc, k) or doc.is_a(k, "that", "negation", "pronoun", "subordinator", "what") for k in inner
    ):
        return None
    return last


def _future(doc: Document, at: int) -> bool:
    """Whether an unlisted word begins as "we shall" does."""
    word = doc.words[at]
    return not word.known and bool(doc.pack.frames.we_shall) and word.norm.startswith(doc.pack.frames.we_shall)


def starts_after_preposition(doc: Document, at: int) -> bool:
    """Whether a noun phrase may follow a preposition at this token (the preposition may be written on it)."""
    word = doc.words[at]
    if at in doc.names:
        return True
    if word.kind != "word":
        return word.kind == "number" or word.norm == "#"
    if not word.classes.isdisjoint(("that", "what", "who", "relative", "occasion")):
        return False
    return not is_verb(doc, at)

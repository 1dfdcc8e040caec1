"""The head of a noun phrase: its class, what a verb agrees with, and what may stand before or after it."""

from __future__ import annotations

from musnad.reading.document import Document
from musnad.reading.phrases.phrasestarts import quoted_name
from musnad.reading.phrases.wordkinds import BODIES, HEADS

QUOTED_BODIES = BODIES - {"head.country"}  # whose names newspapers write in quotation marks


def concords(doc: Document, at: int) -> bool:
    """Whether an adjective could describe a country before it."""
    word = doc.words[at]
    adjective = "adjective" in word.classes and word.classes.isdisjoint(HEADS)
    return adjective and word.gender in (doc.pack.frames.place_gender, "-")


def closed(doc: Document, head: int, number: str) -> bool:
    """Whether the ending of a plural or dual shows that no genitive follows."""
    full = doc.pack.frames.full  # the dual's last: of a plural it is no ending (sukkan, inhabitants of)
    return number in ("p", "d") and doc.words[head].norm.endswith(full if number == "d" else full[:2])


def counts(doc: Document, at: int, limit: int) -> bool:
    """Whether a quantifier, demonstrative or "the same" stands before its noun; a group may be a head by itself."""
    word = doc.words[at]
    if "demonstrative" in word.classes:
        return True
    if "same" in word.classes and at + 1 < limit and doc.words[at + 1].definite:
        return not word.definite and not doc.words[at + 1].classes.isdisjoint(HEADS)
    if "quantifier" not in word.classes:
        return False
    of = at + 1 < limit and doc.words[at + 1].norm in doc.pack.frames.place
    return of or word.classes.isdisjoint(HEADS)


def elative(doc: Document, at: int, limit: int) -> bool:
    """Whether a bare adjective stands before the noun it describes (the greatest party)."""
    word = doc.words[at]
    if at + 1 >= limit or "adjective" not in word.classes or word.definite or not word.classes.isdisjoint(HEADS):
        return False
    nxt = doc.words[at + 1]
    return not nxt.definite and not nxt.before and not nxt.classes.isdisjoint(HEADS)


def agreement_of_name(doc: Document, first: int, last: int) -> str:
    """Countries and cities are feminine where the language says so (pack: speakers.toml, place_gender)."""
    match = doc.names[first]
    if match.phrase.kind in ("country", "capital"):
        if match.phrase.words[0] in doc.pack.frames.place_either and len(match.phrase.words) == 1:
            return "-"
        return doc.pack.frames.place_gender
    head = doc.words[first]
    if not head.classes.isdisjoint(HEADS):
        return head.gender
    described = (
        first + 1 < last and head.definite and doc.words[first + 1].definite and doc.is_a(first + 1, "adjective")
    )
    return doc.words[first + 1].gender if described else "-"  # the United Nations: as its adjective


def head_of(doc: Document, at: int, name: bool) -> tuple[str, str, str, bool]:
    """Class, gender, number and definiteness of a head token."""
    word = doc.words[at]
    for cls in (*HEADS[1:], HEADS[0]):  # a rank that is also a function is the function
        if cls in word.classes:
            return cls, word.gender, word.number, word.definite
    if name:
        return "name", "-", "s", True
    if "nationality" in word.classes:
        return "nationality", word.gender, word.number, word.definite
    return "thing", word.gender, word.number, word.definite


def body_in_quotes(doc: Document, at: int) -> int:
    """The token after a body's name in quotation marks that starts here, where its deed follows; else the end."""
    close = quoted_name(doc, at) if doc.is_a(at + 1, *QUOTED_BODIES) else None
    if close is None or close >= len(doc):
        return len(doc)
    word = doc.words[close]
    return close if "noun" in word.classes and not (word.definite or word.before) else len(doc)

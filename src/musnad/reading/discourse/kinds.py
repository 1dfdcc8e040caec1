"""What kind of speaker a noun phrase speaks of: a person, a body, a country, a group, somebody unnamed."""

from __future__ import annotations

from musnad.model import SpeakerKind
from musnad.reading.document import Document
from musnad.reading.phrases.nounphrases import Phrase
from musnad.reading.phrases.wordkinds import HEADS, HUMAN, conjoined, is_name, prepositional

NAMED = HUMAN | {"name", "thing", "nationality"}  # heads of phrases that may hold somebody's name
_KINDS: dict[str, SpeakerKind] = {
    "country": "country", "capital": "country", "media": "organization", "head.organization": "organization",
    "head.ministry": "organization", "head.media": "organization", "head.document": "organization",
    "head.group": "group", "head.anonymous": "anonymous", "head.country": "country", "nationality": "country",
}  # fmt: skip


def kind_of(doc: Document, phrase: Phrase, named: bool, listed: bool) -> SpeakerKind:
    """The kind that the rules of a reading go by; ``named``: it holds a name, ``listed``: that of the gazetteer."""
    word = doc.words[phrase.head]
    several = phrase.last - phrase.first == 1 and word.definite and not word.known and phrase.cls == "name"
    if several and word.norm.endswith(doc.pack.frames.full[:1]):
        return "group"  # those who confer
    if named and phrase.cls in NAMED | {"quoted"}:
        return "person"
    if listed and phrase.cls == "organization":
        kind = doc.names[phrase.head].phrase.value.kind
        return "group" if kind == "group" else "organization"
    if phrase.cls in (*HUMAN, "thing", "name") and one_of(doc, phrase):
        return "anonymous"
    if phrase.cls == "nationality" and phrase.number in ("p", "d"):
        return "group"  # the Swedes
    if phrase.cls in _KINDS:
        return _KINDS[phrase.cls]
    counted = phrase.first < phrase.head and doc.is_a(phrase.first, "quantifier")
    if counted and not named and phrase.cls in ("thing", *HUMAN):
        return "anonymous"  # one of them, some of them
    if phrase.cls in ("head.person", "head.honorific"):
        if phrase.number in ("p", "d"):
            return "group"
        return "person" if phrase.definite or _genitive_definite(doc, phrase) else "anonymous"
    if phrase.cls == "thing" and doc.words[phrase.head].norm.endswith(doc.pack.frames.nominative):
        return "group"
    return "person" if phrase.cls == "name" else "organization"


def one_of(doc: Document, phrase: Phrase) -> bool:
    """Whether a phrase begins with one of several, or is one of them."""
    return doc.words[phrase.first].stem in doc.pack.people.one


def shown_kind(doc: Document, phrase: Phrase, kind: SpeakerKind, named: bool, listed: bool) -> SpeakerKind:
    """The kind a reading tells: figures and rumours are nobody's, a listed movement is a body, some of many a group."""
    head = doc.words[phrase.head]
    if phrase.cls == "head.document" and head.stem in doc.pack.people.unsigned:
        return "anonymous"
    if phrase.last - phrase.first == 1 and head.norm in doc.pack.people.another:
        return "anonymous" if head.number == "s" else "group"
    if kind == "group" and listed:
        return "organization"
    counted = "quantifier" in doc.words[phrase.first].classes and not one_of(doc, phrase)
    if not named and phrase.cls in ("thing", "head.group") and counted:
        return "group"
    return kind


def _genitive_definite(doc: Document, phrase: Phrase) -> bool:
    """A bare head is definite by its genitive: the minister of the interior, the head of X."""
    if phrase.head + 1 >= phrase.last:
        return doc.words[phrase.head].after is not None
    nxt = doc.words[phrase.head + 1]
    if prepositional(doc, phrase.head + 1):
        return False  # an opponent of the president
    if phrase.head + 1 in doc.names:
        return not doc.names[phrase.head + 1].before
    if conjoined(doc, phrase.head + 1) and phrase.head + 2 < phrase.last:  # the imam and preacher of …
        return any(doc.words[k].definite or k in doc.names for k in range(phrase.head + 2, phrase.last))
    if not nxt.before and is_name(doc, phrase.head + 1):
        return True  # the lawyer of X
    if doc.words[phrase.head].after is not None:
        return True
    if nxt.definite:
        return True
    if (nxt.classes.isdisjoint(HEADS) and not nxt.classes.isdisjoint(("adjective", "nationality", "preposition"))) or (
        nxt.before and not nxt.definite
    ):
        return False
    rest = range(phrase.head + 1, phrase.last)
    return any(doc.words[k].definite or k in doc.names or "name.place" in doc.words[k].classes for k in rest)

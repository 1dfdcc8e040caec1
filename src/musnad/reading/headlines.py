"""The colon of a headline: which side says the other, and where it only names the place of the news."""

from __future__ import annotations

from musnad.reading.agreement import people
from musnad.reading.cues import CueAt
from musnad.reading.document import Document
from musnad.reading.draft import Draft
from musnad.reading.nounphrases import Phrase, noun_phrase
from musnad.reading.openers import Opener
from musnad.reading.phrasestarts import starts_phrase
from musnad.reading.wordkinds import is_verb

_COLON = ":"
_EVENT = 2  # tokens after a headline's colon that tell of an event
_HEADLINE = 40  # tokens a headline may have
_SPEAKER = 12  # tokens the side that speaks may have
_QUOTED = 6  # tokens of a body's name in quotation marks, marks included
_SECTION = 3  # tokens before the stroke after a section's name
_SHORT = 4  # tokens a heading has at least
_NAMED = ("name", "head.person", "head.honorific")
_PLACES = ("country", "capital")
_MUTE = ("thing", "nationality", "quoted")


def find_headline(doc: Document, drafts: list[Draft]) -> Draft | None:
    """`X: …` as the article's first line, or `…: X`: X says the rest. ``drafts``: those of the first sentences."""
    if not doc.tokens.lines:
        return None
    first, last = doc.tokens.lines[0]
    if last - first > _HEADLINE or last == len(doc):
        return None
    colon = next((k for k in range(first, last) if doc.words[k].norm == _COLON), None)
    if colon is None or colon == first or colon + 1 >= last:
        return None
    entry = next((c for c in doc.pack.cues if c.kind == "phrase" and c.place == "headline"), None)
    if entry is None:
        return None
    section = next((k for k in range(first, min(first + _SECTION, colon)) if doc.words[k].norm == "/"), first - 1)
    end = last
    while end > colon + 2 and doc.words[end - 1].norm in (".", "…"):
        end -= 1
    source, content, order = _speaking(doc, section + 1, colon, before=True), (colon + 1, end), "before"
    if source is None:
        source, content, order = _speaking(doc, colon + 1, end, before=False), (first, colon), "after"
    if source is None or any(
        a < content[1] and content[0] < b for d in drafts for a, b in d.content if d.first < content[0]
    ):
        return None
    if order == "before" and any(content[0] <= d.first < content[0] + 2 and d.order == "none" for d in drafts):
        return None  # a verb right after the colon: the words before it are its topic
    if source.cls in _PLACES and (order == "after" or not _speaks(doc, source, content, drafts)):
        return None
    cue = CueAt(colon, colon + 1, entry, "phrase", 3, "-", "-", False, False, False, None, False)
    return Draft(
        cue=cue, opener=Opener("colon", content[0]), source=source, order=order, content=[content], first=content[0],
        last=colon + 1, rule="headline/colon",
    )  # fmt: skip


def find_headings(doc: Document, drafts: list[Draft]) -> list[Draft]:
    """`X: …` as a later line: a heading inside the article, or another one's headline, that gives X's words."""
    entry = next((c for c in doc.pack.cues if c.kind == "phrase" and c.place == "headline"), None)
    if entry is None:
        return []
    told = {d.first for d in drafts} | {d.cue.first for d in drafts}
    covered = [piece for d in drafts for piece in d.content]
    made: list[Draft] = []
    for first, last in doc.tokens.lines[1:]:
        if not _SHORT <= last - first <= _HEADLINE or not doc.plain[first]:
            continue
        colon = next((k for k in range(first, min(first + _SPEAKER + 1, last)) if doc.words[k].norm == _COLON), None)
        if colon is None or colon == first or last - colon < _SHORT or any(k in told for k in range(first, colon + 3)):
            continue
        if doc.words[last - 1].norm == "." or any(a < last and colon < b for a, b in covered):
            continue
        source = _speaking(doc, first, colon, before=True)
        if source is None or source.cls not in _NAMED or doc.inside[colon] >= 0 or not _spoken(doc, colon + 1, last):
            continue
        cue = CueAt(colon, colon + 1, entry, "phrase", 3, "-", "-", False, False, False, None, False)
        made.append(
            Draft(
                cue=cue, opener=Opener("colon", colon + 1), source=source, order="before", content=[(colon + 1, last)],
                first=colon + 1, last=colon + 1, rule="headline/colon",
            )
        )  # fmt: skip
    return made


def _spoken(doc: Document, first: int, last: int) -> bool:
    """Whether a heading goes on with somebody's words, and no description: a verb, a negation, one long quotation."""
    if first in doc.opens:
        return last - first > _QUOTED and doc.quote_tokens[doc.opens[first]][1] >= last
    word = doc.words[first]
    return "negation" in word.classes or any(c.form.tense == "present" for c in word.cues) or is_verb(doc, first)


def _speaks(doc: Document, place: Phrase, content: tuple[int, int], drafts: list[Draft]) -> bool:
    """Whether a country or capital before a colon speaks, and is not the place of the news.

    It does where the report then lets somebody of that country speak.
    """
    words, (first, last) = doc.words, content
    if any(d.source is not None and d.cue.finite and first <= d.source.first < first + 2 for d in drafts):
        return False  # somebody else speaks after the colon
    for at in range(first, min(first + _EVENT, last)):
        if words[at].kind == "number" or not doc.pack.frames.events.isdisjoint((words[at].norm, *words[at].stems)):
            return False  # something happened there
    if doc.is_a(first, "negation") or first in doc.opens:
        return True
    country = doc.names[place.head].phrase.value.country
    return any(_of_country(doc, d.source, country) for d in drafts if d.source is not None and d.first >= last)


def _of_country(doc: Document, source: Phrase, country: str | None) -> bool:
    """Whether a source names a country, its capital, or its people."""
    for at in range(source.first, source.last):
        match = doc.names.get(at)
        if match is not None and match.phrase.kind in _PLACES and match.phrase.value.country == country:
            return True
        if doc.words[at].values.get("nationality") == country:
            return True
    return False


def _speaking(doc: Document, first: int, last: int, *, before: bool) -> Phrase | None:
    """A short noun phrase that can speak and fills the range, an adjunct after a person aside ("X from Cairo")."""
    if last - first > _SPEAKER or first >= last or not starts_phrase(doc, first):
        return None
    source = noun_phrase(doc, first, last)
    if source is None:
        return None
    if source.last == last:
        plural = source.cls == "nationality" and doc.words[source.head].norm.endswith(doc.pack.frames.nominative)
        if (people(doc, source) or plural) and not source.definite:
            return source  # security officers: …
        if source.cls == "quoted" and before and source.first == first and last - first <= _QUOTED:
            return source  # "Labour": …
        return None if source.cls in _MUTE or (source.cls == "head.document" and source.definite) else source
    rest = doc.words[source.last]
    adjunct = "preposition" in rest.classes or bool(rest.before and rest.before[0] != doc.pack.lexicon.article)
    match = doc.names.get(source.last)
    adjunct = adjunct or (match is not None and bool(match.before))
    return source if adjunct and source.cls in ("name", "head.person", "head.organization") else None

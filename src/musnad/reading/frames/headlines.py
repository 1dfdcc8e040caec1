"""The colon of a headline: which side says the other, and where it only names the place of the news."""

from __future__ import annotations

import msgspec

from musnad.reading.cues import CueAt
from musnad.reading.document import Document
from musnad.reading.draft import Draft
from musnad.reading.frames.openers import SPOKEN, Opener
from musnad.reading.phrases.agreement import people
from musnad.reading.phrases.nounphrases import Phrase, noun_phrase
from musnad.reading.phrases.phrasestarts import starts_phrase
from musnad.reading.phrases.wordkinds import NAMES, is_verb

_COLON = ":"
_EVENT = 2  # tokens after a headline's colon that tell of an event
_HEADLINE = 40  # tokens a headline may have
_SPEAKER = 12  # tokens the side that speaks may have
_QUOTED = 6  # tokens of a body's name in quotation marks, marks included
_SECTION = 3  # tokens before the stroke after a section's name
_LABEL = 3  # tokens of a label before another article's headline
_DOING = 16  # tokens of somebody doing something before a colon
_CALLED = 4  # words of an unlisted name before a colon
_FEWEST = 2  # tokens after such a colon
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
    section = max([section, *(k for k in range(first, colon - 1) if _parts(doc, k))])
    end = last
    while end > colon + 2 and doc.words[end - 1].norm in (".", "…"):
        end -= 1
    source, content, order = _speaking(doc, section + 1, colon, ahead=True), (colon + 1, end), "before"
    if source is None:
        source = _doing(doc, section + 1, colon, end, drafts) or _speaking_later(doc, section + 1, colon, end, drafts)
    if source is None:
        source, content, order = _speaking(doc, colon + 1, end, ahead=False), (first, colon), "after"
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


def _parts(doc: Document, at: int) -> bool:
    """Whether dots part two clauses of a headline at a token."""
    return doc.words[at].kind == "dots" or doc.words[at].norm == "…"


def _doing(doc: Document, first: int, colon: int, end: int, drafts: list[Draft]) -> Phrase | None:
    """Who does something before a colon and says what follows it: "the minister attacks the paper: …"."""
    if colon - first > _DOING or not starts_phrase(doc, first) or end - colon <= _FEWEST:
        return None
    source = noun_phrase(doc, first, colon)
    if source is None or source.cls in _MUTE or source.cls == "head.document" or source.last >= colon:
        return None
    verb = doc.words[source.last]
    cues = [c.form for c in verb.cues if c.form.tense == "present" and c.form.person == 3]
    spoken = bool(cues) or _first_person(doc, colon + 1, end)
    if verb.before or verb.definite or not (cues or is_verb(doc, source.last)) or not spoken:
        return None
    over = [d for d in drafts if d.first < colon and d.content and d.content[-1][1] > colon + 1]
    if any(d.opener.first > colon or d.opener.frame in SPOKEN or d.content[-1][0] > colon for d in over):
        return None  # the colon is what its verb asks for
    for draft in over:
        draft.content[-1] = (draft.content[-1][0], colon)
    return msgspec.structs.replace(source, cls="name") if source.cls in _PLACES else source


def _first_person(doc: Document, first: int, last: int) -> bool:
    """Whether somebody speaks of "us" in a range: a verb or a pronoun of the first person."""
    return any(
        (word.after is not None and word.after.person == 1) or any(c.form.person == 1 for c in word.cues)
        for word in doc.words[first:last]
    )


def _speaking_later(doc: Document, first: int, colon: int, end: int, drafts: list[Draft]) -> Phrase | None:
    """Who stands before a colon as an unlisted name, told by whom the report lets speak: "Hamma Nadawi: …"."""
    if not 0 < colon - first <= _CALLED or end - colon <= _FEWEST:
        return None
    if any(doc.words[k].kind != "word" or is_verb(doc, k) for k in range(first, colon)):
        return None
    named = any(not word.known or not word.classes.isdisjoint(NAMES) for word in doc.words[first:colon])
    if not named or any(doc.is_a(k, "name.place") or k in doc.names for k in range(first, colon)):
        return None
    name = [word.norm for word in doc.words[first:colon]]
    for draft in drafts:
        if draft.source is None or draft.first < end or draft.source.cls in _PLACES:
            continue
        words = [word.norm for word in doc.words[draft.source.first : draft.source.last]]
        if words == name or (len(name) > 1 and words[-len(name) :] == name):
            return Phrase(first, colon, first, "name", draft.source.gender, draft.source.number, True)
    return None


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
        colons = [k for k in range(first, min(first + _SPEAKER + 1, last)) if doc.words[k].norm == _COLON]
        if len(colons) > 1 and colons[0] - first <= _LABEL:
            first = colons.pop(0) + 1  # read also: X: …
        colon = colons[0] if colons else None
        first = max([first, *(k + 1 for k in range(first, colon or first) if _parts(doc, k))])
        if colon is None or colon == first or last - colon < _SHORT or any(k in told for k in range(first, colon + 3)):
            continue
        if doc.words[last - 1].norm == "." or any(a < last and colon < b for a, b in covered):
            continue
        source = _speaking(doc, first, colon, ahead=True)
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


def _speaking(doc: Document, first: int, last: int, *, ahead: bool) -> Phrase | None:
    """A short noun phrase that can speak and fills the range, an adjunct after a person aside ("X from Cairo")."""
    if last - first > _SPEAKER or first >= last or not starts_phrase(doc, first):
        return None
    about = doc.pack.frames.prepositions.get("about", frozenset()) if ahead else frozenset()
    source = noun_phrase(doc, first, last, stop_prepositions=about)
    if source is None:
        return None
    if source.last == last:
        plural = source.cls == "nationality" and doc.words[source.head].norm.endswith(doc.pack.frames.nominative)
        if (people(doc, source) or plural) and not source.definite:
            return source  # security officers: …
        if source.cls == "quoted" and ahead and source.first == first and last - first <= _QUOTED:
            return source  # "Labour": …
        return None if source.cls in _MUTE or (source.cls == "head.document" and source.definite) else source
    rest, match = doc.words[source.last], doc.names.get(source.last)
    before = match.before if match is not None else rest.before
    led = "preposition" in rest.classes or bool(before and before[0] != doc.pack.lexicon.article)
    if source.cls in ("name", "head.person", "head.organization") and (led or _turned(doc, source.last, before)):
        return source
    if not ahead or source.cls in _MUTE or source.cls == "head.document" or not _turned(doc, source.last, before):
        return None
    return msgspec.structs.replace(source, cls="name") if source.cls in _PLACES else source


def _turned(doc: Document, at: int, before: tuple[str, ...]) -> bool:
    """Whether a token tells to whom, after or in answer to what somebody before it speaks, so that a country does."""
    word, frames = doc.words[at], doc.pack.frames
    adverb = word.kind == "word" and word.norm.endswith(frames.adverbial[-1:]) and not word.definite
    adverb = adverb and bool(word.cues or word.classes & {"masdar", "noun"}) and not before
    addressed = word.norm in frames.addressee or not frames.addressee.isdisjoint(before)
    return addressed or adverb or "occasion" in word.classes

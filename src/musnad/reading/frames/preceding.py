"""Content that stands before its cue: `…, according to X` and `"…", said X`."""

from __future__ import annotations

from musnad.reading.cues import CueAt
from musnad.reading.document import Document
from musnad.reading.draft import Draft
from musnad.reading.frames.openers import speech
from musnad.text.tokens import COMMAS

_LONG = 5  # tokens a quotation before its verb has at least, if it is no clause


def content_before(doc: Document, cue: CueAt, drafts: list[Draft]) -> list[tuple[int, int]]:
    """The clause or quotation that stands before a cue: `…, according to …` and `"…", said …`."""
    words = doc.words
    start = doc.sentence_start(cue.first)
    end = cue.first
    while end > start and words[end - 1].norm in ("،", ",", "-", "–", ":"):
        end -= 1
    if end <= start:
        return []
    number = doc.inside[cue.first]
    if number >= 0:
        start = max(start, doc.quote_tokens[number][0] + 1)
    for draft in drafts:
        if draft.first >= cue.first or draft.first < start:
            continue
        for _, last in draft.content:
            if start < last <= end and any(words[k].kind == "word" for k in range(last, end)):
                start = max(start, last)
    while start < end and (
        (words[start].kind == "punct" and start not in doc.opens)
        or not words[start].classes.isdisjoint(("conjunction",))
    ):
        start += 1
    if start in doc.time_at and doc.time_at[start] < end and words[doc.time_at[start]].norm in COMMAS:
        start = doc.time_at[start] + 1
    return [(start, end)] if end > start else []


def quote_before(doc: Document, before: int) -> tuple[int, int] | None:
    """A quotation of the same line that closes just before a token (a comma may stand between)."""
    at = before - 1
    start = doc.tokens.lines[doc.tokens.line[before]][0]
    while at >= start and doc.words[at].norm in ("،", ",", "-", "–", ".", ":"):
        at -= 1
    number = doc.closes.get(at)
    if number is None:
        return None
    first, last = doc.quote_tokens[number]
    long = last - first >= _LONG or speech(doc, first)
    return (first, last) if long and first >= start else None

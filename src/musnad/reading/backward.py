"""Statements about what was just told: `…, which the ministry denies`, `…, an accusation that he rejects`.

The verb has the pronoun that points back; what it points at is the content of the statement that ends there, or the
clause before it. Such a clause is the article's own word, so that the content before it ends with it.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from musnad.reading.cues import CueAt
from musnad.reading.document import Document
from musnad.reading.draft import Draft
from musnad.reading.frames.openers import Opener
from musnad.reading.frames.preceding import content_before
from musnad.reading.phrases.agreement import agrees, inanimate
from musnad.reading.phrases.nounphrases import noun_phrase
from musnad.reading.phrases.phrasestarts import starts_phrase
from musnad.reading.phrases.wordkinds import conjoined

_BACK = frozenset({"back"})
_ACTS = ("deny", "state")  # what was asked for and is refused is a deed as often
_LONGEST = 3  # words that lead back: and it is the matter that
_FEWEST = 2  # tokens of what is pointed at
_MARKS = frozenset({"،", ",", "؛", "-", "–"})


def leads_back(doc: Document, cue: CueAt) -> int:
    """The first token of the words that make a verb with a pronoun point back ("which is what"); -1 for none."""
    if cue.entry.act not in _ACTS or cue.after is None or cue.after.person != 3 or cue.person != 3:
        return -1
    if cue.joined or cue.negated:
        return -1
    at = cue.first
    while at and doc.is_a(at - 1, "auxiliary"):
        at -= 1
    denied = cue.entry.act == "deny"
    if denied and at > 1 and doc.words[at - 2].norm in _MARKS and (doc.is_a(at - 1, "what") or _claim(doc, at - 1)):
        return at - 1  # …, which he denies; …, charges he denies
    for first in range(max(at - _LONGEST, doc.sentence_start(at)), at):
        match = doc.pack.lexicon.match(doc.words, first, _BACK) if doc.words[first].phrases else None
        if match is not None and match.last == at:
            closed = first - 1 in doc.closes or doc.words[first - 1].norm in _MARKS
            shown = doc.is_a(first, "demonstrative") and closed
            if conjoined(doc, first) or shown or (denied and doc.words[first - 1].norm in _MARKS):
                return first
            return -1
    return -1


def _claim(doc: Document, at: int) -> bool:
    """Whether an indefinite noun for what is claimed stands at a token: charges, allegations, news."""
    word = doc.words[at]
    return not word.definite and word.after is None and any(c.form.tense == "noun" for c in word.cues)


def find_told_back(doc: Document, places: list[list[CueAt]], drafts: Sequence[Draft]) -> list[Draft]:
    """A draft for each verb that points back; the contents before it are cut where it begins."""
    made: list[Draft] = []
    for place in places:
        cue = next((c for c in place if c.finite and ({"object", "clause"} & set(c.entry.takes))), None)
        back = leads_back(doc, cue) if cue is not None else -1
        if cue is None or back < 0:
            continue
        end = back
        while end and doc.words[end - 1].norm in _MARKS:
            end -= 1
        content = _pointed_at(doc, msgspec.structs.replace(cue, first=back), end, drafts)
        if not content or content[-1][1] - content[0][0] < _FEWEST:
            continue
        stop = doc.sentence_end(cue.first)  # a text may end with the verb
        source = noun_phrase(doc, cue.last, stop) if cue.last < stop and starts_phrase(doc, cue.last) else None
        if source is not None and inanimate(doc, source) and source.first == cue.last and source.definite:
            continue  # which the rise in prices refutes: nobody speaks
        if source is not None and (source.cls == "thing" or not agrees(source, cue, before=False)):
            source = None
        if cue.entry.act == "state" and (source is None or _predicate(doc, source.last)):
            continue
        made.append(
            Draft(
                cue=cue, opener=Opener("before", content[0][0]), source=source, order="after" if source else "none",
                content=content, first=cue.first, last=source.last if source else cue.last, rule="verb/back",
            )
        )  # fmt: skip
    return made


def _predicate(doc: Document, at: int) -> bool:
    """Whether something follows a speaker that may be what he called it: which he considered a mistake."""
    if at >= len(doc) or at in doc.time_at:
        return False
    return at in doc.opens or starts_phrase(doc, at)


def _pointed_at(doc: Document, cue: CueAt, end: int, drafts: Sequence[Draft]) -> list[tuple[int, int]]:
    """What ends before the words that lead back: the innermost content there, else the clause."""
    around = [
        d
        for d in drafts
        if d.first < end and d.content and d.content[-1][0] < end <= d.content[-1][1] and doc.inside[d.cue.first] < 0
    ]
    for draft in around:
        draft.content[-1] = (draft.content[-1][0], end)
    if around:
        return list(max(around, key=lambda d: d.cue.first).content)
    return [(first, min(last, end)) for first, last in content_before(doc, cue, list(drafts)) if first < end]

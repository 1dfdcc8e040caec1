"""Claims that are spoken of: the reports that told of it are false; called the charges of it "lies"."""

from __future__ import annotations

from musnad.reading.cues import CueAt
from musnad.reading.document import Document
from musnad.reading.draft import Draft
from musnad.reading.frames.openers import SPOKEN, complementiser

_DENIAL = frozenset({"denial"})
_NOMINAL = ("noun", "masdar")
_LEADING = frozenset({"that", "preposition", "quantifier", "demonstrative", "punct"})
_CALLED = 12  # tokens from a verb that calls to the claim that is called
_BESIDE = 3  # tokens from a noun to the word that says it is only claimed
_BARE_THAT = 2  # letters of "that" without a pronoun


def claim_spoken_of(doc: Document, first: int, last: int) -> bool:
    """Whether a clause is about a claim: that the reports of it …, that the alleged attack …; not about a denial."""
    at = first
    while (
        at < last and doc.words[at].classes & _LEADING and not any(c.form.tense == "noun" for c in doc.words[at].cues)
    ):
        at += 1
    if at >= last or at == first:
        return False
    nouns = [c.form.entry.act for c in doc.words[at].cues if c.form.tense in _NOMINAL and not c.before]
    if nouns:
        return "deny" not in nouns
    nouns = [c.form.entry.act for c in doc.words[at].cues if c.form.tense in _NOMINAL]
    if nouns and doc.words[at].definite:
        return "deny" not in nouns
    return any(doc.words[k].stem in doc.pack.frames.alleged for k in range(at + 1, min(at + _BESIDE, last)))


def denial_spoken_of(doc: Document, first: int, last: int) -> bool:
    """Whether a clause is about a denial, so that calling it false affirms."""
    at = first
    while at < last and doc.words[at].classes & _LEADING:
        at += 1
    return at < last and any(c.form.tense == "masdar" and c.form.entry.act == "deny" for c in doc.words[at].cues)


def judged(doc: Document, draft: Draft, at: int, by_first: dict[int, Draft]) -> bool:
    """Whether what is said of the claim that a draft tells begins at a token, so that its content ends."""
    head = _head(draft.cue, draft)
    if head < 1 or doc.inside[at] != doc.inside[draft.opener.first]:
        return False
    word = doc.words[at]
    calls = "that" in word.classes and bool(word.before) and len(word.stem) > _BARE_THAT
    if calls:
        return draft.cue.tense in _NOMINAL and _called(head, by_first)
    lead = head - 1
    while lead > 0 and doc.is_a(lead, "demonstrative", "quantifier"):
        lead -= 1
    if not complementiser(doc, lead):
        return False
    if word.phrases and doc.pack.lexicon.match(doc.words, at, _DENIAL) is not None and not word.definite:
        return True
    if draft.opener.frame in SPOKEN or doc.is_a(at - 1, "relative", "that", "conjunction") or word.before:
        return False
    return "auxiliary" in word.classes or "pronoun" in word.classes


def _head(cue: CueAt, draft: Draft) -> int:
    """The token of the claim: a noun of saying, or what a relative clause that tells hangs on; -1 for none."""
    if cue.tense in _NOMINAL:
        return cue.first
    return draft.source.first if draft.order == "antecedent" and draft.source is not None else -1


def _called(head: int, by_first: dict[int, Draft]) -> bool:
    """Whether a claim is the object of a verb that calls it something: described the charges of … as …"""
    for at in range(head - 1, max(head - _CALLED, -1), -1):
        outer = by_first.get(at)
        if outer is not None:
            return outer.opener.frame == "object" and outer.opener.first <= head and "by" in outer.cue.entry.takes
    return False


__all__ = ["claim_spoken_of", "denial_spoken_of", "judged"]

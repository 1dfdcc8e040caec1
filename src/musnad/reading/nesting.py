"""Which statement is told inside another's content, and what there is none."""

from __future__ import annotations

from musnad.lang.frames import Frames
from musnad.reading.document import Document
from musnad.reading.draft import Draft
from musnad.reading.frames.openers import SPOKEN

_BESIDE = ("phrase/", "verb/back", "verb/quote-before", "headline/")
_COLON = 2  # tokens of a colon and what stands before it
_NOMINAL = ("noun", "masdar")


def nest(drafts: list[Draft], doc: Document) -> list[Draft]:
    """The drafts in text order of their cues, each with the index of the innermost one around it.

    A draft without content is dropped, and so is a noun of saying that is itself a source, and what inside a content
    is no statement but part of it.
    """
    frames = doc.pack.frames
    named = {at for d in drafts if d.source is not None and not _own(d) for at in range(d.source.first, d.source.last)}
    kept = sorted(
        (d for d in drafts if d.content and not (d.cue.tense in _NOMINAL and d.cue.first in named)),
        key=lambda d: (d.cue.first, d.cue.last),
    )
    kept = [
        d
        for n, d in enumerate(kept)
        if not (d.cue.tense in _NOMINAL and _doubles(d, kept[max(0, n - 3) : n], frames.merging))
    ]
    kept = _owned_once(kept, doc)
    _find_parents(kept)
    stated = [d for d in kept if d.parent is None or not _part_of(d, frames)]
    if len(stated) < len(kept):
        _find_parents(stated)
    return stated


def _owned_once(kept: list[Draft], doc: Document) -> list[Draft]:
    """Of two cues whose content begins at one token the nearer that can have it keeps it, else the first.

    A phrase and a reference back to what was told stand beside another cue; who carried words has them too.
    """
    owner: dict[int, Draft] = {}
    lost: set[int] = set()
    for draft in kept:
        first = draft.content[0][0]
        if draft.rule.startswith(_BESIDE) or draft.opener.frame not in SPOKEN or draft.cue.last > first:
            continue
        other = owner.setdefault(first, draft)
        if other is draft or other.carriers or draft.carriers:
            continue
        loser = other if _nearer(doc, draft, other) else draft
        lost.add(id(loser))
        owner[first] = draft if loser is other else other
    return [draft for draft in kept if id(draft) not in lost]


def _nearer(doc: Document, draft: Draft, other: Draft) -> bool:
    """Whether what both cues may tell belongs to the later one: nothing but its subject stands before it."""
    cue, first = draft.cue, draft.content[0][0]
    if cue.tense == "participle":  # "went on, saying": one statement; "called for X, stressing that": two
        apart = any(doc.words[k].kind == "punct" for k in range(other.cue.last, cue.first))
        told_else = other.cue.tense == "masdar" or other.cue.after is not None or other.cue.entry.act != "state"
        return first - cue.last <= 1 and (apart or told_else)
    if not cue.finite or cue.person != 3 or cue.after is not None:
        return False
    if draft.source is not None and draft.source.cls == "thing":
        return False
    told = draft.source.last if draft.source is not None and draft.order == "after" else cue.last
    return (
        first - told <= 1
        or (cue.joined and told > cue.last)
        or (doc.words[first - 1].norm == ":" and first - told <= _COLON)
    )


def _part_of(draft: Draft, frames: Frames) -> bool:
    """Whether what is told inside a content only tells what will be said, what things show, or what somebody thinks."""
    cue = draft.cue
    if cue.tense != "present":
        return False
    if cue.future:
        return True
    if cue.entry.id in frames.thinking:
        return True
    return draft.order == "none" and cue.entry.id in frames.showing


def _find_parents(kept: list[Draft]) -> None:
    """Give each draft, in text order, the index of the innermost one around it.

    One sweep over the text keeps the contents that are open.
    """
    begins = sorted((first, last, number) for number, draft in enumerate(kept) for first, last in draft.content)
    open_: list[tuple[int, int, int]] = []
    at = 0
    for number, draft in enumerate(kept):
        cue = draft.cue.first
        while at < len(begins) and begins[at][0] <= cue:
            open_.append(begins[at])
            at += 1
        open_ = [piece for piece in open_ if piece[1] > cue]
        around = [
            (last - first, other) for first, last, other in open_ if other != number and not _within(draft, kept[other])
        ]
        draft.parent = min(around)[1] if around else None


def _doubles(draft: Draft, earlier: list[Draft], merging: frozenset[str]) -> bool:
    """Whether a noun only names the saying of a cue before it: "said in remarks: …", "repeated the saying that …"."""
    for other in earlier:
        if other.content == draft.content:
            if draft.source is None and other.cue.last <= draft.cue.first < other.content[0][0]:
                return True  # answered by his saying: …
            if other.source is not None and other.source.last <= draft.cue.first:
                return True
            if any(kind == "pp" and first <= draft.cue.first < last for kind, first, last in other.adjuncts):
                return True
        if draft.cue.entry.id in merging and draft.source is None and other.content[0][0] == draft.cue.first:
            if draft.cue.after is None and other.content[-1][1] == draft.content[-1][1]:
                other.content = draft.content
                return True
    return False


def _own(draft: Draft) -> bool:
    """Whether a noun is its own source (rumours, reports)."""
    return draft.source is not None and draft.source.first == draft.cue.first


def _within(outer: Draft, inner: Draft) -> bool:
    """Whether the cue of ``inner`` lies in the content of ``outer``: then it cannot be its parent too."""
    return any(first <= inner.cue.first < last for first, last in outer.content)

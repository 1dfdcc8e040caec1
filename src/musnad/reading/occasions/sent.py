"""Media that were sent a statement or spoken to where the text quotes nobody: they carried what is quoted next."""

from __future__ import annotations

from collections.abc import Iterator

from musnad.reading.discourse.actors import Cast
from musnad.reading.document import Document
from musnad.reading.draft import Draft
from musnad.reading.occasions.medianames import medium_named, own_outlet
from musnad.reading.occasions.mediums import addressed, medium_at

_COPY = 8  # tokens from a medium to the copy it received
_MEDIUM = 3  # tokens from a verb of receiving to the medium
_REACH = 200  # tokens from such a sentence to the statement


def received(doc: Document, near: list[int]) -> tuple[int, int] | None:
    """The medium that got a copy of what is quoted: in a statement of which the agency received a copy.

    That the article's own outlet got it tells of no carrier; whose article this is must be known.
    """
    occasions = doc.pack.occasions
    if not doc.article.outlet:
        return None
    for at in near:
        word = doc.words[at]
        if word.kind != "word" or occasions.received.isdisjoint(doc.forms(at)):
            continue
        end = doc.sentence_end(at)
        for k in range(at + 1, min(at + 1 + _MEDIUM, end)):
            medium = medium_named(doc, k)
            if medium is None:
                continue
            copy = word.after is not None or any(
                doc.words[m].norm in occasions.copies
                for m in (*range(at + 1, k), *range(medium[1], min(medium[1] + _COPY, end)))
            )
            return medium if copy and not _own(doc, *medium) else None
    return None


def _own(doc: Document, first: int, last: int) -> bool:
    """Whether some tokens name the article's own outlet."""
    outlet = {doc.pack.fold(word) for word in (doc.article.outlet or "").split()}
    return any(
        own_outlet(doc, k) or doc.words[k].norm in outlet or doc.words[k].stem in outlet for k in range(first, last)
    )


def told_beside(
    doc: Document, drafts: list[Draft], cast: Cast, covered: list[bool]
) -> Iterator[tuple[Draft, tuple[int, int], range]]:
    """Statements, the medium their speaker spoke to where nothing of it was found, and the sentence that tells so."""
    main = [d for d in drafts if d.parent is None and d.speaker is not None]
    known = {k for d in main for r in d.relays for k in range(r.first, r.last)}
    for first, last in doc.tokens.sentences:
        for at in range(first, last):
            if covered[at] or at in known or doc.inside[at] >= 0:
                continue
            if not (at in doc.opens or at in doc.bracket_at or at in doc.names or doc.is_a(at, "head.media")):
                if not any(name in doc.words[at].norm for name in doc.outlet[:1]):
                    continue
            medium = medium_at(doc, at, bare=True) if addressed(doc, at) else None
            if medium is None:
                continue
            told = next((k for k in range(at - 1, first - 1, -1) if k in cast.by_token and not covered[k]), None)
            beside = [d for d in main if d.cue.first > at][:1] + [d for d in main if d.cue.first < at][-1:]
            for draft in beside:
                if draft.speaker is None or abs(draft.cue.first - at) > _REACH:
                    continue
                if told is not None and cast.actors[draft.speaker].name == cast.actors[cast.by_token[told]].name:
                    yield draft, medium, range(first, last)
                    break
            break


__all__ = ["received", "told_beside"]

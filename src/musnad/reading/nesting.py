"""Which statement is told inside another's content."""

from __future__ import annotations

from musnad.reading.draft import Draft


def nest(drafts: list[Draft]) -> list[Draft]:
    """The drafts in text order of their cues, each with the index of the innermost one around it.

    A draft without content is dropped, and so is one whose content is wholly another's with the same cue.
    """
    kept = sorted((d for d in drafts if d.content), key=lambda d: (d.cue.first, d.cue.last))
    for draft in kept:
        inner = draft.cue.first
        best: tuple[int, int] | None = None
        for other_number, other in enumerate(kept):
            if other is draft:
                continue
            for first, last in other.content:
                if first <= inner < last and not _within(draft, other):
                    size = last - first
                    if best is None or size < best[0]:
                        best = (size, other_number)
        draft.parent = best[1] if best is not None else None
    return kept


def _within(outer: Draft, inner: Draft) -> bool:
    """Whether the cue of ``inner`` lies in the content of ``outer``: then it cannot be its parent too."""
    return any(first <= inner.cue.first < last for first, last in outer.content)

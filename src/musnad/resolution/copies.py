"""Which articles are whole or partial copies of which, by their text, whoever signs them.

Articles that share prints (``passages.sketch``) are aligned; what they have in common outside quotations
decides. Words of one speech quoted by two reporters are no copying, and neither is a form that is filled with
other numbers every day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator

import msgspec

from musnad.lang.pack import load_pack
from musnad.model import Article
from musnad.resolution.passages import Alignment, Passage, Sketch, align, sketch

_WHOLE = 0.7  # share of the words of both that makes the whole a copy
_PART = 0.25  # share of the shorter one that makes a part of it one
_LEAST = 20  # words outside quotations that must be alike
_REUSE = 0.5  # the same within one outlet, which uses its own background paragraphs again
_PRINTS, _FEW = 2, 8  # prints to share, where both have at least so many
MOST_HOLDERS = 60  # articles that may print the same words
_DAYS = 4  # days on which they may appear
_FORM = 0.05  # places where only a number differs, per word alike: above, it is a form


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """Two articles that share text: ``kind`` is whole, contains, contained or partial, said of ``a``.

    ``share_a`` and ``share_b`` are the shares of each article's words that stand in both. ``first`` tells
    whose text it was: ``a``, ``b``, the name of an agency that is credited, or "" where the articles leave it
    open. ``passages`` hold offsets into both texts.
    """

    a: str
    b: str
    kind: str
    share_a: float
    share_b: float
    first: str
    passages: tuple[Passage, ...]
    why: tuple[str, ...]


def find_copies(articles: Iterable[Article]) -> Iterator[Copy]:
    """Every pair of articles one of which copies the other, or both a third; in the order of the articles.

    Args:
        articles: of any languages with a pack; ids should be unique. All sketches are held in memory
            (about 10 kB an article), none of the texts.

    Raises:
        BadPack: an article is in a language without a pack.
    """
    seen: list[tuple[Article, Sketch]] = []
    holders: dict[int, list[int]] = {}
    for article in articles:
        own = sketch(article, load_pack(article.language))
        for run in own.prints:
            holders.setdefault(run, []).append(len(seen))
        seen.append((msgspec.structs.replace(article, text="", extra={}), own))
    formulas = {run for run, there in holders.items() if is_formula(seen[k][0].date for k in there)}
    for number, (article, own) in enumerate(seen):
        meeting: Counter[int] = Counter()
        for run in own.prints:
            if run not in formulas:
                meeting.update(k for k in holders[run] if k < number)
        for other in sorted(meeting):
            if not worth_aligning(len(own.prints), len(seen[other][1].prints), meeting[other]):
                continue
            found = judge_copy(*seen[other], article, own, formulas)
            if found is not None:
                yield found


def worth_aligning(own: int, other: int, shared: int) -> bool:
    """Whether two articles of so many prints share enough to be aligned; one will do where either has few."""
    return shared >= _PRINTS or min(own, other) < _FEW


def is_formula(days: Iterable[str | None]) -> bool:
    """Whether words that stand in articles of these days are nobody's: said again and again.

    Agency copy is printed by many within three days; a title, a weather form, a site's own line comes back.
    """
    dates = list(days)
    return len(dates) > MOST_HOLDERS or len(set(dates)) > _DAYS


def judge_copy(first: Article, a: Sketch, second: Article, b: Sketch, formulas: Container[int] = ()) -> Copy | None:
    """Whether one of two articles copies the other; None where it does not. Either order finds the same.

    Only their sketches and what the articles tell about themselves are used, not their texts; ``formulas``
    are prints of words that are nobody's.
    """
    # Aligned in one order, whichever was given: the order of adding must not matter.
    ahead = (first.date or "", first.id) <= (second.date or "", second.id)
    found = align(a, b, formulas) if ahead else align(b, a, formulas).turned()
    shorter = min(found.free_a, found.free_b)
    share_a, share_b = found.shared / max(len(a.words), 1), found.shared / max(len(b.words), 1)
    own = first.outlet is not None and first.outlet == second.outlet
    least = max(min(_LEAST, shorter), (_REUSE if own else _PART) * shorter, 1)
    if found.free < least or _is_form(found, first, second):
        return None
    whose, reason = _first(first, a, second, b)
    return Copy(
        a=first.id, b=second.id, kind=_kind(share_a, share_b), share_a=round(share_a, 3), share_b=round(share_b, 3),
        first=whose, passages=found.passages,
        why=(f"{found.shared} words alike in {len(found.passages)} passages, {found.free} outside quotations", reason),
    )  # fmt: skip


def _is_form(found: Alignment, first: Article, second: Article) -> bool:
    """Whether the text is a form that is filled anew: other days, and only the numbers differ."""
    return first.date != second.date and found.renumbered > max(1, _FORM * found.shared)


def _kind(share_a: float, share_b: float) -> str:
    if min(share_a, share_b) >= _WHOLE:
        return "whole"
    if share_b >= _WHOLE:
        return "contains"
    return "contained" if share_a >= _WHOLE else "partial"


def _first(first: Article, a: Sketch, second: Article, b: Sketch) -> tuple[str, str]:
    """Whose text it was: of the agency both credit, else of the earlier day, else of the one that credits nobody."""
    both = sorted(a.credits & b.credits)
    if both:
        return both[0], f"both credit {both[0]}"
    if a.credits or b.credits:
        either = sorted(a.credits | b.credits)
        return either[0], f"one of them credits {either[0]}"
    if first.date and second.date and first.date != second.date:
        return ("a" if first.date < second.date else "b"), "one appeared on an earlier day"
    return "", "neither day nor credit tells whose text it was"

"""How two statements are linked whose vectors lie near each other: by structure, the cosine being one value of it.

In one language the words decide as ever (:func:`claims.link`), with the cosine beside them. Words of two languages
cannot be aligned: there the cosine must be high, and what both languages carry must not be at odds: numbers, countries
and their order, days, and who does something by saying it.
"""

from __future__ import annotations

import math

from musnad.lang.pack import Pack
from musnad.resolution.claims import Link, Told, barred, day_number, link, may_link
from musnad.resolution.grounds import say
from musnad.resolution.meanings import NEAR, NEAR_ALIKE

_LINKED = 0.35  # probability from which statements of two languages are linked
# Set by hand on ``evaluation/meanings.tsv``: without anything else in common a cosine of .56 is the least.
_BIAS = -11.8
_WEIGHTS = {"meaning": 20.0, "carried": 1.2, "far": -0.8}
_MOST = 2  # things carried by both that count
_FAR = 4  # days between two from which it is less likely


def consider_near(a: Told, b: Told, pack: Pack, cosine: float | None, met: bool) -> Link | None:
    """How two statements are linked that met by their words (``met``) or by their vectors; the order does not matter.

    Args:
        pack: of the language of both, where they have one.
        cosine: of their vectors, None where either has none.
    """
    if a.language != b.language:
        return _across(a, b, cosine) if cosine is not None and cosine >= NEAR else None
    if barred(a, b):
        return None
    if (cosine is not None and cosine >= NEAR_ALIKE) or (met and may_link(a, b, pack)):
        return link(a, b, cosine)
    return None


def _across(a: Told, b: Told, cosine: float) -> Link | None:
    """How two statements of two languages are linked."""
    if a.key > b.key:
        a, b = b, a
    if barred(a, b):
        return None
    places = [[term.place for term in one.proposition.terms if term.place] for one in (a, b)]
    numbers = [{term.number for term in one.proposition.terms if term.number} for one in (a, b)]
    ours, theirs = map(set, places)
    if ours - theirs and theirs - ours:
        return None
    if len(ours) > 1 and ours == theirs and places[0][0] != places[1][0]:
        return None
    both = sorted((ours & theirs) | (numbers[0] & numbers[1]))
    far = bool(a.day and b.day) and abs(day_number(a.day or "") - day_number(b.day or "")) > _FAR
    raw = _BIAS + _WEIGHTS["meaning"] * cosine + _WEIGHTS["carried"] * min(len(both), _MOST) + _WEIGHTS["far"] * far
    score = round(1 / (1 + math.exp(-raw)), 3)
    if score < _LINKED:
        return None
    why = [say("alike/meaning", near=f"{cosine:.0%}"), say("alike/languages")]
    if both:
        why.append(say("alike/carried", words=", ".join(both)))
    left = numbers[0] - numbers[1], numbers[1] - numbers[0]
    if left[0] and left[1]:
        one, other = (", ".join(sorted(each)) for each in left)
        return Link("rival", score, (*why, say("alike/numbers", one=one, other=other)))
    if a.sign != b.sign:
        why.append(say("alike/denial"))
    return Link("same", score, tuple(why))

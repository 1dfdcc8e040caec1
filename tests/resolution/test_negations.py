"""Negations answer each other, whatever tells them: our own sentences."""

from __future__ import annotations

from itertools import combinations

import pytest

from musnad.lang.pack import load_pack
from musnad.model import Article
from musnad.reading.reader import Reader
from musnad.resolution.claims import Told, link, told
from musnad.resolution.compare import compare

READER = Reader(load_pack("ar"))
SAYS = "أعلن وزير التموين سامر الوادي {}."
NOT_SO = [
    "لن ترتفع أسعار الخبز", "لا زيادة في أسعار الخبز", "لم ترتفع أسعار الخبز", "أسعار الخبز لن ترتفع",
    "ليست هناك زيادة في أسعار الخبز", "لا توجد زيادة في أسعار الخبز", "عدم ارتفاع أسعار الخبز",
]  # fmt: skip


def said(text: str, name: str) -> Told:
    return told(READER.read(Article(id=name, text=text, date="2026-11-10")), READER.pack)[0]


@pytest.mark.parametrize(("a", "b"), list(combinations(NOT_SO, 2)))
def test_negations_on_both_sides_agree(a: str, b: str) -> None:
    assert compare(a, b).relation == "same"
    one, other = said(SAYS.format(f"أن {a}"), "a"), said(SAYS.format(f"أن {b}"), "b")
    assert (one.stance, other.stance) == ("denies", "denies")
    found = link(one, other)
    assert found is not None
    assert found.relation == "same"


@pytest.mark.parametrize("a", NOT_SO)
def test_a_denial_agrees_with_a_negation(a: str) -> None:
    denied = said("نفى وزير التموين سامر الوادي وجود زيادة في أسعار الخبز.", "b")
    assert denied.stance == "denies"
    found = link(said(SAYS.format(f"أن {a}"), "a"), denied)
    assert found is not None
    assert found.relation == "same"


@pytest.mark.parametrize(
    ("a", "b", "linked"),
    [
        ("إن الحريق انتهى دون وقوع إصابات في مصنع الورق", "إن الحريق لم يسفر عن إصابات في مصنع الورق", False),
        ("إن الحريق انتهى دون إصابات في مصنع الورق", "إن الحريق انتهى مع إصابات في مصنع الورق", False),
        ("إن الحريق انتهى دون إصابات في مصنع الورق", "إن الحريق انتهى بدون إصابات في مصنع الورق", True),
    ],
)
def test_what_ends_without_something_denies_only_that(a: str, b: str, linked: bool) -> None:
    found = link(said(f"قالت الشرطة {a}.", "a"), said(f"قالت الشرطة {b}.", "b"))
    assert (found is not None) == linked


def test_a_negation_on_one_side_contradicts() -> None:
    assert compare("لا زيادة في أسعار الخبز", "سترتفع أسعار الخبز").relation == "contradicts"

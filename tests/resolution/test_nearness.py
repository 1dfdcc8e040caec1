"""Statements of two languages are linked by a high cosine, unless what both languages carry is at odds."""

from __future__ import annotations

from typing import Any

import pytest

from musnad.lang.pack import load_pack
from musnad.resolution.claims import Told, consider
from musnad.resolution.nearness import consider_near
from musnad.resolution.propositions import proposition

CLOSED = ("أن الجسر سيغلق 3 أشهر", "that the bridge will be closed for 3 months")


def said(text: str, language: str, **fields: Any) -> Told:
    pack = load_pack(language)
    told = {
        "key": f"{language}:0:0:1", "article": language, "statement": "s1", "sign": 1, "stance": "asserts",
        "wish": False, "own": False, "speaker": "", "day": "2026-11-20",
    }  # fmt: skip
    return Told.of(text=text, read=proposition(text, pack), pack=pack, **(told | fields))


def linked(arabic: str, english: str, cosine: float | None, **fields: Any) -> tuple[str, tuple[str, ...]] | None:
    ours, theirs = said(arabic, "ar"), said(english, "en", **fields)
    found = consider_near(ours, theirs, load_pack("ar"), cosine, met=True)
    assert found == consider_near(theirs, ours, load_pack("en"), cosine, met=True)
    return (found.relation, found.why) if found is not None else None


def test_one_claim_in_two_languages() -> None:
    found = linked(*CLOSED, 0.7)
    assert found == ("same", ("70% near in meaning", "told in two languages", "both tell of 3"))


@pytest.mark.parametrize("cosine", [None, 0.2, 0.5])
def test_too_far(cosine: float | None) -> None:
    assert linked("أن المدرب استقال", "that the coach resigned", cosine) is None


def test_what_both_carry_makes_up_for_some_distance() -> None:
    assert linked("أن المدرب استقال", "that the coach resigned", 0.53) is None
    assert linked(*CLOSED, 0.53) is not None


def test_other_figures_are_rivals() -> None:
    found = linked(CLOSED[0], CLOSED[1].replace("3", "5"), 0.8)
    assert found is not None
    assert found[0] == "rival"
    assert found[1][-1] == "other numbers: 3 and 5"


def test_other_countries_or_turned_roles_are_not_linked() -> None:
    assert linked("أن روسيا أغلقت الجسر", "that Britain closed the bridge", 0.9) is None
    assert linked("أن روسيا تتهم فرنسا", "that Russia accuses France", 0.9) is not None
    assert linked("أن روسيا تتهم فرنسا", "that France accuses Russia", 0.9) is None


def test_a_denial_lies_beside_what_it_denies() -> None:
    found = linked(*CLOSED, 0.8, sign=-1)
    assert found is not None
    assert found[0] == "same"
    assert found[1][-1] == "one is denied or negated, the other is not"


def test_days_and_own_words_bar_as_ever() -> None:
    assert linked(*CLOSED, 0.9, day="2027-03-01") is None
    assert linked(*CLOSED, 0.9, own=True) is None


def test_words_alone_do_not_link_two_languages() -> None:
    text = "3 4 5 6"
    ours, theirs = said(text, "ar"), said(text, "en")
    assert consider(ours, said(text, "ar", key="x:0:0:1", article="x"), load_pack("ar")) is not None
    assert consider(ours, theirs, load_pack("ar")) is None


def test_in_one_language_a_cosine_is_one_value_of_several() -> None:
    ours = said("أن جسر المرفأ يغلق أمام الشاحنات", "ar")
    theirs = said("أن معبر الميناء سيقفل في وجه مركبات النقل", "ar", key="x:0:0:1", article="x")
    pack = load_pack("ar")
    assert consider_near(ours, theirs, pack, 0.95, met=False) is None  # without a word in common
    alike = said("أن جسر المرفأ يغلق في وجه الشاحنات", "ar", key="x:0:0:1", article="x")
    plain, near = consider(ours, alike, pack), consider_near(ours, alike, pack, 0.9, met=True)
    assert plain is not None
    assert near is not None
    assert near.score != plain.score
    assert "90% near in meaning" in near.why
    assert consider_near(ours, alike, pack, None, met=True) == plain

"""What statements put forward: our own sentences about a fictional harbour."""

from __future__ import annotations

import pytest

from musnad.lang.pack import load_pack
from musnad.model import Article
from musnad.reading.reader import Reader
from musnad.resolution.contents import as_heading, put_forward

READER = Reader(load_pack("ar"))


def words_of(text: str, lemma: str) -> str:
    reading = READER.read(Article(id="a", text=text, date="2026-11-10"))
    said = put_forward(reading, READER.pack)
    return said[next(one.id for one in reading.statements if one.cue.lemma == lemma)]


def test_a_denial_of_these_accusations_denies_the_accusation_before_it() -> None:
    text = "اتهم الصياد سامر الوادي بلدية الزيتون بإهمال الجسر القديم. ونفى رئيس البلدية طارق المنارة هذه الاتهامات."
    assert "إهمال الجسر" in words_of(text, "نفى")


def test_a_denial_that_says_what_it_denies_keeps_its_own_words() -> None:
    text = "اتهم الصياد سامر الوادي بلدية الزيتون بإهمال الجسر. ونفى رئيس البلدية طارق المنارة إغلاق المكتبة العامة."
    assert "المكتبة" in words_of(text, "نفى")
    assert "الجسر" not in words_of(text, "نفى")


def test_a_denial_that_says_again_in_short_what_was_said_denies_all_of_it() -> None:
    text = (
        "قال الصياد سامر الوادي إن البلدية ضللت السائقين بلافتات قديمة عند مرفأ الزيتون. "
        "ونفى رئيس البلدية طارق المنارة تضليل السائقين."
    )
    assert "مرفأ الزيتون" in words_of(text, "نفى")


def test_a_denial_that_says_only_that_there_is_no_ground_denies_what_stands_before_it() -> None:
    text = "اتهم الصياد سامر الوادي بلدية الزيتون بإهمال الجسر القديم. {} رئيس البلدية طارق المنارة أنه لا أساس لها."
    assert "إهمال الجسر" in words_of(text.format("ونفى"), "نفى")
    assert "إهمال الجسر" in words_of(text.format("وأكد"), "أكد")  # which the reader takes for a denial


def test_nothing_before_leaves_a_denial_as_it_is() -> None:
    assert words_of("نفى رئيس البلدية طارق المنارة هذه الاتهامات.", "نفى") == "هذه الاتهامات"


@pytest.mark.parametrize(
    "denial",
    [
        "ونفى رئيس البلدية طارق المنارة أي علاقة لبلدية الزيتون بالأمر.",  # a part in it
        "ونفى رئيس البلدية طارق المنارة تلك الاتهامات جملة وتفصيلا.",
        "ونفى رئيس البلدية طارق المنارة الأمر.",
        "وقال رئيس البلدية طارق المنارة إن هذه الأنباء لا أساس لها من الصحة.",
        "ونفى رئيس البلدية طارق المنارة رواية الوادي.",  # whose word it is
    ],
)
def test_denials_that_only_point_back_deny_what_was_said(denial: str) -> None:
    text = "اتهم الصياد سامر الوادي بلدية الزيتون وطارق المنارة بإهمال الجسر القديم. " + denial
    reading = READER.read(Article(id="a", text=text, date="2026-11-10"))
    (answer,) = (one for one in reading.statements if one.act == "deny")
    assert "إهمال الجسر" in put_forward(reading, READER.pack)[answer.id]


@pytest.mark.parametrize(
    ("code", "said", "shown"),
    [
        ("ar", "إن الجسر آمن", "الجسر آمن"),
        ("ar", "أنّ الجسر آمن", "الجسر آمن"),
        ("ar", "«إن الجسر آمن»", "«الجسر آمن»"),
        ("ar", "إنه آمن", "إنه آمن"),
        ("ar", "إن لم يكن آمنا أغلق", "إن لم يكن آمنا أغلق"),
        ("ar", "بأن الجسر آمن", "الجسر آمن"),
        ("ar", "الجسر آمن", "الجسر آمن"),
        ("ar", "أن", "أن"),
        ("ar", "", ""),
        ("en", "that the bridge is safe", "the bridge is safe"),
    ],
)
def test_a_heading_opens_without_that(code: str, said: str, shown: str) -> None:
    assert as_heading(said, load_pack(code)) == shown

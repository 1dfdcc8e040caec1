"""Stances: the act of the cue and the negation of the main clause, in our own sentences."""

from __future__ import annotations

import pytest

from musnad.lang.pack import load_pack
from musnad.model import Article
from musnad.reading.reader import Reader
from musnad.resolution.stances import negated, stance_of

READER = Reader(load_pack("ar"))


@pytest.mark.parametrize(
    ("content", "stance"),
    [
        ("إن الجسر القديم سيغلق غدا", "asserts"),
        ("إن رئيس بلدية الزيتون، طارق المنارة، لم يتسلم مفاتيح الجسر", "denies"),
        ("إن المراكب التي اشترتها البلدية لم تصل إلى المرفأ", "denies"),
        ("إن البلدية أغلقت جسرا لم يكن مرخصا", "asserts"),
        ("إن إصلاح الجسر لا بد أن يبدأ غدا", "asserts"),
        ("إن البلدية لن تصلح إلا الجسر القديم", "asserts"),
        ("إنه لا يستطيع تأكيد غرق القارب", "disputes"),
        ("إن بلديته لن تغلق الجسر", "denies"),
        ("إن لبنان لن يغلق الجسر", "denies"),
        ("إن البلدية التي أعلنت ذلك لم تغلق الجسر", "denies"),
        ("إن البلدية التي أعلنت أنها لن تغلق الجسر وافقت", "asserts"),
        ("إن الجسر الذي تم إصلاحه مؤخرا لن يغلق", "denies"),
        ("إن منظمة يونسكو لن تغلق الجسر", "denies"),
        ("إن المرفأ يعيش منذ أسابيع حالة من عدم الاستقرار", "asserts"),
        ("إن البلدية أكدت أن الجسر لن يغلق", "denies"),
        ("إن البلدية تؤكد أن الجسر لن يغلق", "denies"),
        ("إنه يبدو أن الجسر لن يغلق", "denies"),
        ("إن ما لا يقل عن ست سفن رست في المرفأ", "asserts"),
        ("إن الصيادين لا يزالان في المرفأ", "asserts"),
        ("إن غرفة لا تتسع للمعرض اختيرت له", "asserts"),
    ],
)
def test_the_main_clause_decides(content: str, stance: str) -> None:
    reading = READER.read(Article(id="a", text=f"قال المتحدث سامر الوادي {content}.", date="2026-11-10"))
    assert stance_of(reading.statements[0], content, READER.pack)[1] == stance


def test_rejecting_an_accusation_denies_it_and_rejecting_a_proposal_does_not() -> None:
    text = "رفض رئيس البلدية طارق المنارة هذه الاتهامات."
    one = READER.read(Article(id="a", text=text, date="2026-11-10")).statements[0]
    assert stance_of(one, "هذه الاتهامات", READER.pack) == (-1, "denies")
    assert stance_of(one, "نقل السوق إلى الميناء", READER.pack)[1] == "asserts"


@pytest.mark.parametrize("content", ["إلى أن الجسر لن يغلق", 'إلى أنه "لن يغلق الجسر"', "على أن الجسر لم يغلق"])
def test_the_preposition_of_the_cue_opens_no_clause(content: str) -> None:
    assert negated(content, READER.pack)

"""A denial is of what it denies, not of whatever else is told of the same people and places."""

from __future__ import annotations

import pytest

from musnad.lang.pack import load_pack
from musnad.model import Article
from musnad.reading.reader import Reader
from musnad.resolution.claims import find_links, told
from musnad.resolution.contents import put_forward

PACK = load_pack("ar")
READER = Reader(PACK)
OTHERS = [
    ("قال المدير إن ميناء العقيق استقبل سفينة.", "نفى المدير إغلاق ميناء العقيق."),
    ("أكد رئيس النادي أن المدرب حازم الغدير باق في منصبه.", "نفى رئيس النادي أن يكون المدرب حازم الغدير قد ضرب لاعبا."),
    ("قال الجيش إن جماعة الريح هاجمت قرية الصفا.", "نفت جماعة الريح انسحابها من قرية الصفا."),
]
ITS_OWN = [
    ("قالت الوزارة إن ماهر السندس زار المستشفى. ونفى ناطق باسم الوزارة استقالة ماهر السندس.", "استقالة ماهر السندس"),
    ("قالت الشرطة إن حريقا اندلع في سوق مرام الكبير. ونفت البلدية هدم سوق مرام الكبير.", "هدم سوق مرام الكبير"),
    (
        "اتهم حزب الفجر بلدية مرام بالفساد في مشروع الجسر. ونفت بلدية مرام أي علاقة لها بحريق السوق.",
        "أي علاقة لها بحريق السوق",
    ),
]


def denied(one: str, other: str) -> int:
    articles = [Article(id=name, text=text, date="2026-11-02") for name, text in (("a", one), ("b", other))]
    found = [each for article in articles for each in told(READER.read(article), PACK)]
    return len(find_links(found, PACK))


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_another_deed_of_the_same_is_not_denied(one: str, other: str) -> None:
    assert denied(one, other) == 0


def test_the_same_deed_is_denied() -> None:
    assert denied("قال المدير إنه سيغلق ميناء العقيق.", "نفى المدير إغلاق ميناء العقيق.") == 1
    assert (
        denied("قال الناطق إن المدرب حازم الغدير ضرب لاعبا.", "نفى الناطق أن يكون المدرب حازم الغدير قد ضرب لاعبا.")
        == 1
    )


@pytest.mark.parametrize(("text", "words"), ITS_OWN)
def test_a_denial_that_only_shares_a_name_keeps_its_own_words(text: str, words: str) -> None:
    reading = READER.read(Article(id="a", text=text, date="2026-11-02"))
    denial = next(one for one in reading.statements if one.act == "deny")
    assert put_forward(reading, PACK)[denial.id] == words

"""What is told by how two texts are built: our own sentences."""

from __future__ import annotations

import pytest

from musnad.resolution.compare import compare

NO_REPORT = [
    ("دعا النائب إلى إغلاق المصنع", "البلدية أغلقت المصنع"),
    ("المدير يعتزم بيع المصنع", "مجلس الإدارة باع المصنع"),
    ("البلدية تتوقع انتهاء العمل في الجسر", "الشركة أنهت العمل في الجسر"),
    ("وعد الرئيس بخفض الضرائب", "البرلمان خفض الضرائب"),
    ("حذر الخبراء من زلزال في الجزيرة", "زلزال يهز الجزيرة"),
    ("يخشى السكان انهيار السد", "السد انهار"),
    ("النقابة ترفض خفض الأجور", "الشركة تخفض الأجور"),
]
ON_CONDITION = [
    ("إذا ارتفعت الأسعار سيضرب العمال", "سيضرب العمال"),
    ("لو وافق المجلس لبدأ البناء", "بدأ البناء"),
]
OF_ONE_PARTY = [
    ("لجين الصافي تفوز بجائزة الرواية", "لجين الصافي تزور برن"),
    ("وزير الزراعة يفتتح معرض الزهور", "وزير الزراعة يلتقي سفير فنلندا"),
    ("النرويج تصدر تقريرا عن الأسماك", "النرويج تكرم كاتبة شابة"),
    ("وزيرة الصحة تتفقد مستشفى الأطفال", "وزيرة الصحة تجتمع بنقابة الممرضين"),
]
AT_ODDS = [
    ("شركة المنار تفتح فرعا في برن", "شركة المنار تغلق فرعها في برن"),
    ("النرويج تستضيف البطولة", "السويد تستضيف البطولة"),
    ("وزيرة الصحة ترحب بالقرار", "وزيرة الصحة تنتقد القرار"),
    ("مدينة برن هادئة", "احتجاجات في برن"),
    ("أصيب خمسة عمال في المصنع", "جرح تسعة عمال في المصنع"),
]


@pytest.mark.parametrize(("a", "b"), [*NO_REPORT, *ON_CONDITION, *OF_ONE_PARTY])
def test_neither_the_same_nor_at_odds(a: str, b: str) -> None:
    assert compare(a, b).relation == compare(b, a).relation == "other"


@pytest.mark.parametrize(("a", "b"), AT_ODDS)
def test_one_place_filled_otherwise_contradicts(a: str, b: str) -> None:
    assert compare(a, b).relation == compare(b, a).relation == "contradicts"


def test_a_word_within_a_word_negates_nothing() -> None:
    why = compare("رئيس البرلمان يلقي كلمة في جنيف", "رئيس البرلمان يستقبل سفير اليابان").why
    assert not any(line.startswith("negated") for line in why)


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ("العمال سيضربون غداً", "العمال سيضربون غداً إذا لم تدفع الأجور", "other"),
        ("لم تغلق المدارس أبوابها", "لم تغلق المتاجر أبوابها", "other"),
        ("اتهمت السويد جماعة النسور بخطف السياح", "اتهمت السويد جماعة النسور بسرقة المتحف", "other"),
        ("تخطط بلدية الزيتونة لبناء جسر", "بلدية الزيتونة تنوي بناء جسر", "same"),
        ("لم يصب أحد في الحريق", "الحريق لم يسفر عن إصابات", "same"),
    ],
)
def test_denied_planned_or_charged_on_both_sides(a: str, b: str, relation: str) -> None:
    assert compare(a, b).relation == compare(b, a).relation == relation

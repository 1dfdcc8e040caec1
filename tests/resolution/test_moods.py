"""In what mood a text puts something forward: our own sentences."""

from __future__ import annotations

import pytest

import musnad
from musnad.resolution.moods import AHEAD, COMING, DEMANDED, DONE, NOW, SUPPOSED, TOLD, framed

MOODS = {
    "أغلقت الوزارة الجسر": (DONE, 1),
    "الوزارة تغلق الجسر": (NOW, 1),
    "إغلاق الجسر": (TOLD, 1),
    "ستغلق الوزارة الجسر": (COMING, 1),
    "سوف ينتقل الحارس إلى الميناء": (COMING, 1),
    "لن تغلق الوزارة الجسر": (COMING, -1),
    "لم تغلق الوزارة الجسر": (NOW, -1),
    "نفت الوزارة إغلاق الجسر": (TOLD, -1),
    "البلدية تنفي أنها رفعت الرسوم": (DONE, -1),
    "رفضت الوزارة إغلاق الجسر": (TOLD, -1),
    "دعا المحافظ إلى إغلاق الجسر": (DEMANDED, 1),
    "دعا المحافظ إلى عدم إغلاق الجسر": (DEMANDED, -1),
    "يجب إغلاق الجسر": (DEMANDED, 1),
    "مطالبة بإغلاق الجسر": (DEMANDED, 1),
    "هددت الشركة بإغلاق المصنع": (AHEAD, 1),
    "توقع الخبراء إغلاق المصنع": (AHEAD, 1),
    "الشركة تعتزم إغلاق المصنع": (AHEAD, 1),
    "ربما يغلق المصنع": (AHEAD, 1),
    "قد يغلق المصنع": (AHEAD, 1),
    "خطة لإغلاق المصنع": (AHEAD, 1),
    "إذا انهار السد غرقت القرية": (SUPPOSED, 1),
}
DENIED = [
    ("نفت الوزارة إغلاق الجسر", "ستغلق الوزارة الجسر"),
    ("نفت الوزارة إغلاق الجسر", "أغلقت الوزارة الجسر"),
    ("أنكر الحارس تلقي هدية من التاجر", "تلقى الحارس هدية من التاجر"),
    ("كذّب الحزب انسحاب مرشحه من السباق", "مرشح الحزب ينسحب من السباق"),
    ("لن يغلق الحارس البوابة", "أغلق الحارس البوابة"),
]
NO_REPORT = [
    ("دعا المحافظ إلى إغلاق الجسر", "أغلق المحافظ الجسر"),
    ("طالب النواب باستقالة وزير الري", "استقال وزير الري"),
    ("هددت الشركة بإغلاق المصنع", "أغلقت الشركة المصنع"),
    ("توقع الخبراء ارتفاع أسعار القمح", "ارتفعت أسعار القمح"),
    ("قد ينسحب الحارس من السباق", "انسحب الحارس من السباق"),
    ("إذا انهار السد فستغرق القرية", "انهار السد وغرقت القرية"),
    ("ستغلق الوزارة الجسر", "أغلقت الوزارة الجسر"),
    ("لم تغلق الوزارة الجسر", "تعتزم الوزارة إغلاق الجسر"),
]
SAME = [
    ("دعا رئيس البلدية إلى إصلاح السد", "رئيس البلدية يطالب بترميم السد"),
    ("ستفتتح الشركة مصنعا جديدا في الميناء", "الشركة تعتزم افتتاح مصنع جديد في الميناء"),
    ("لم تغلق الوزارة الجسر", "الوزارة لم تقم بإغلاق الجسر"),
]


@pytest.mark.parametrize(("text", "read"), MOODS.items(), ids=MOODS)
def test_moods_and_sides(text: str, read: tuple[str, int]) -> None:
    found = framed(text, "ar")
    assert (found.mood, found.sign) == read


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        *((*pair, "contradicts") for pair in DENIED),
        *((*pair, "other") for pair in NO_REPORT),
        *((*p, "same") for p in SAME),
    ],
)
def test_compared(a: str, b: str, relation: str) -> None:
    assert musnad.compare(a, b).relation == relation
    assert musnad.compare(b, a).relation == relation


def test_a_verb_that_is_itself_told_stays() -> None:
    assert "اتهم" in [term.text for term in framed("اتهم حزب الفجر حزب السنابل بالتزوير", "ar").read.terms]


def test_a_text_that_cannot_be_read_frames_nothing() -> None:
    assert framed("", "ar").mood == TOLD
    assert framed("bridge closed", "ar").sign == 1

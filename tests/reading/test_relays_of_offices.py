"""Carriers: offices told last, media that asked or are joined, what another told, and a medium that speaks itself."""

from __future__ import annotations

import pytest

import musnad


def _relays(text: str) -> list[tuple[str | None, list[str]]]:
    reading = musnad.read(text, date="2018-05-10")
    return [(s.speaker.name if s.speaker else None, [r.name for r in s.relays]) for s in reading.statements]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("حذر سالم البدري من أن الطريق مغلق، وفقا لمكتب رئيس الوزراء.", ["مكتب رئيس الوزراء"]),
        ("وقال سالم البدري إن الزيارة تمت، بحسب ما ذكره السفير مازن يوسف المتحدث باسم الرئاسة.", ["مازن يوسف"]),
        ("وقال سالم البدري إن الزيارة تمت، بحسب متحدث رئاسي.", []),
        (
            "وقال سالم البدري إن الزيارة تمت، بحسب ما نقلت وكالة إرنا عن المتحدث باسم الخارجية.",
            ["وكالة إرنا", "المتحدث باسم الخارجية"],
        ),
    ],
)
def test_an_office_told_last_carried(text: str, last: list[str]) -> None:
    assert dict(_relays(text))["سالم البدري"] == last


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ورداً على أسئلة وكالة فرانس برس، قال سالم البدري: إن الطريق مغلق.", ["وكالة فرانس برس"]),
        ("ورداً على أسئلة صحافيي قناة فوكس نيوز، قال سالم البدري إن الطريق مغلق.", ["قناة فوكس نيوز"]),
        (
            'وأوضح سالم البدري في مقابلة مع إذاعة "Europe 1" وقناة "TF1"، أن الطريق مغلق.',
            ["إذاعة Europe 1", "قناة TF1"],
        ),
        ("وقال سالم البدري لمحطة تليفزيون روما إن الطريق مغلق.", ["محطة تليفزيون روما"]),
        ("وقال سالم البدري، لهيئة التلفزيون والإذاعة النرويجية (إن آر كيه)، إن الطريق مغلق.", ["إن آر كيه"]),
        ("وقال سالم البدري لوسائل الإعلام في عدن إن الطريق مغلق.", []),
        ("قال سالم البدري في مقابلة إعلامية عن انضمامه لـ«اليونسكو» إن الطريق مغلق.", []),
        (
            'وفي اتصال هاتفي هو الثاني في أقل من يوم واحد مع قناة "فوكس نيوز"، قال سالم البدري إن الطريق مغلق.',
            ["فوكس نيوز"],
        ),
    ],
)
def test_media_that_asked_or_are_told(text: str, names: list[str]) -> None:
    assert _relays(text) == [("سالم البدري", names)]


def test_to_that_stands_alone_ends_who_speaks() -> None:
    assert _relays("وقال مسؤول محلي لـ CNN إن الطريق مغلق.") == [("مسؤول محلي", ["CNN"])]


def test_carried_from_him() -> None:
    text = "وقال الوزير سالم البدري إن الطريق مغلق.\nوكان المطر غزيرا.\nونقل التلفزيون عنه قوله إن الجسر سليم."
    assert _relays(text)[-1] == ("سالم البدري", ["التلفزيون"])


def test_radio_is_no_broadcasting() -> None:
    text = 'رفض سالم البدري السماح بالزيارة.\nوأوضح في مقابلة مع إذاعة "Europe 1" وقناة "TF1" أن الطريق مغلق.'
    assert {tuple(relays) for _, relays in _relays(text)} == {("إذاعة Europe 1", "قناة TF1")}


def test_another_told_the_same_medium() -> None:
    text = 'وأبلغ تجار السوق "رويترز" أن السوق مفتوح. وقالت بائعة أخرى: "أغلقت المتجر". وقال سالم البدري إنه بخير.'
    assert [relays for _, relays in _relays(text)] == [["رويترز"], ["رويترز"], []]


def test_a_medium_that_speaks_carries_nothing_of_its_own() -> None:
    text = 'وأفادت وكالة "أسوشيتد برس" بأن الطريق مغلق.\nوأضافت الوكالة أن الجسر سليم.'
    assert [relays for _, relays in _relays(text)] == [[], []]


def test_what_is_told_to_a_site_it_does_not_say() -> None:
    text = 'وأوضح سالم البدري في تصريح لموقع "النهار" الإخباري أن الطريق مغلق.'
    assert [name for name, _ in _relays(text)] == ["سالم البدري"]

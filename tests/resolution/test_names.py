"""Names: one actor's or not, by what stands beside them; people made up, but for spellings of leaders' names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.resolution.names import Name, compare_names


def person(name: str, role: str | None = None, country: str | None = None) -> Name:
    return Name(name=name, kind="person", role=role, country=country)


def body(name: str, country: str | None = None, kind: str = "organization") -> Name:
    return Name(name=name, kind=kind, country=country)


CASES = [
    # spellings, what may be left out, words written together
    (person("دونالد ترامب"), person("دونالد ترمب"), "same"),
    (person("Donald Trump"), person("دونالد ترامب"), "same"),
    (person("عبد الفتاح الساحلي"), person("عبدالفتاح الساحلي"), "same"),
    (person("أبو بكر النبع"), person("ابوبكر النبع"), "same"),
    (person("لمى الساحلي"), person("لمى بنت سامر الساحلي"), "same"),
    (person("محمد_بن_سلمان"), person("محمد بن سلمان"), "same"),
    # a surname alone needs what stands beside it
    (person("المنارة", "رئيس اللجنة"), person("طارق المنارة", "رئيس اللجنة"), "same"),
    (person("المنارة"), person("طارق المنارة", "رئيس اللجنة"), "unsure"),
    (person("المنارة", "وزير النقل", "TN"), person("طارق المنارة", "رئيس اللجنة", "EG"), "different"),
    # a letter may be a slip or another name
    (person("جيمي كارتر", "الرئيس"), person("جيمي كاتر", "الرئيس"), "same"),
    (person("جون كيري", "وزير الخارجية"), person("جون كيربي", "المتحدث باسم الوزارة"), "different"),
    (person("محمد علي"), person("محمود علي"), "different"),
    (person("طارق المنارة"), person("سامر المنارة"), "different"),
    # two people of one name
    (person("محمد علي", "وزير النقل", "TN"), person("محمد علي", "لاعب كرة", "EG"), "unsure"),
    # bodies
    (body("حركة حماس", kind="group"), body("حماس", kind="group"), "same"),
    (body("بريطانيا", kind="country"), body("المملكة المتحدة", kind="country"), "same"),
    (body("وزارة النقل", "RU"), body("وزارة النقل", "US"), "different"),
    (body("البعثة الأمريكية لدى الأمم المتحدة"), body("الأمم المتحدة"), "unsure"),
    (body("وزارة النقل"), person("وزارة النقل"), "different"),
    (Name(name="مصدر مطلع", kind="anonymous"), Name(name="مصدر مطلع", kind="anonymous"), "different"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "relation"), CASES)
def test_judgement(one: Name, other: Name, relation: str) -> None:
    found = compare_names(one, other)
    assert found.relation == relation, found
    assert found.features


words = st.sampled_from(["طارق", "المنارة", "سامر", "بن", "عبد", "الله", "محمد", "علي", "Trump", "-", ""])
names = st.builds(
    person, st.lists(words, max_size=4).map(" ".join), st.sampled_from([None, "وزير", "رئيس اللجنة"]),
    st.sampled_from([None, "TN", "EG"]),
)  # fmt: skip


@given(names, names)
def test_the_order_does_not_matter(one: Name, other: Name) -> None:
    assert compare_names(one, other).relation == compare_names(other, one).relation


@given(st.text(max_size=30), st.text(max_size=30), st.sampled_from(["person", "organization", "country", "group"]))
def test_any_names_are_judged(one: str, other: str, kind: str) -> None:
    found = compare_names(Name(name=one, kind=kind), Name(name=other, kind=kind))
    assert found.relation in ("same", "different", "unsure")

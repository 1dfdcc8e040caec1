"""Words for one thing: other forms of a listed word are that thing, other words of its root are not."""

from __future__ import annotations

import pytest

from musnad.lang.pack import load_pack
from musnad.resolution.propositions import proposition

PACK = load_pack("ar")


def key(word: str) -> str:
    return proposition(word, PACK).terms[0].known_by


@pytest.mark.parametrize(("one", "other"), [("غارات", "بالضربات"), ("مصرع", "مقتل"), ("تحطمت", "سقوط")])
def test_words_for_one_thing_are_known_by_one(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("نشرت", "مشاورات"), ("مقتل", "مقاتلة"), ("حدث", "محادثات"), ("عمل", "عميل")]
)
def test_a_root_in_common_does_not_make_words_one_thing(one: str, other: str) -> None:
    assert key(one) != key(other)

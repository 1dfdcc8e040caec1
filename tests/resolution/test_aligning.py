"""Aligning: the closest words answer each other, and what was made ready for many changes nothing."""

from __future__ import annotations

from itertools import permutations

import pytest

from musnad.lang.pack import load_pack
from musnad.resolution.aligning import RELATED, SAME, Answers, align
from musnad.resolution.propositions import proposition

PACK = load_pack("ar")
TEXTS = (
    "ارتفاع عدد القوارب في مرفأ الزيتون إلى 40 قاربا",
    "انخفاض عدد قوارب مرفأ الزيتون إلى 30 قاربا",
    "مرفأ الزيتون استقبل 40 قاربا وارتفعت رسوم المرفأ",
    "الصيادون في المرفأ يطالبون بترميم المنارة والمرفأ",
    "ترميم منارة المرفأ",
)


@pytest.mark.parametrize("pair", [*permutations(range(len(TEXTS)), 2)], ids=str)
def test_what_is_made_ready_for_many_aligns_as_for_one(pair: tuple[int, int]) -> None:
    a, b = (proposition(TEXTS[at], PACK) for at in pair)
    others = [proposition(text, PACK) for text in TEXTS]
    found = align(a, b)
    for one, other in ((a, b), (b, a)):
        ready = Answers(one)
        for each in others:
            align(one, each, ready)  # what it has looked at before
        assert align(a, b, ready) == found
        turned = align(other, one, ready)
        assert {(i, j) for i, (j, _) in turned.pairs.items()} == {
            (i, j) for i, (j, _) in align(other, one).pairs.items()
        }


def test_a_word_answers_an_equal_one_before_one_of_its_root() -> None:
    a, b = proposition("رسوم المرفأ", PACK), proposition("الرسم ورسوم المرافئ", PACK)
    found = align(a, b)
    words = {a.terms[i].text: (b.terms[j].text, near) for i, (j, near) in found.pairs.items()}
    assert words["رسوم"] == ("ورسوم", SAME)
    assert [b.terms[j].text for j in found.left_b] == ["الرسم"]
    assert words["المرفأ"][1] <= RELATED


def test_numbers_answer_only_their_equals() -> None:
    found = align(proposition("40 قاربا", PACK), proposition("30 قاربا", PACK))
    assert [found.a.terms[i].text for i in found.left_a] == ["40"]
    assert [found.b.terms[j].text for j in found.left_b] == ["30"]

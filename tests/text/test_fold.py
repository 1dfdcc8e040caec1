from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.lang.pack import load_pack
from musnad.text.fold import INVISIBLE, fold, fold_table, fold_word

TABLE = load_pack("ar").table


@pytest.mark.parametrize(
    ("given_word", "folded"),
    [
        ("أكّد", "اكد"),
        ("آخر", "اخر"),
        ("مستشفى", "مستشفي"),
        ("وزارة", "وزاره"),
        ("مسؤول", "مسوول"),
        ("عـــام", "عام"),
        ("مضيفاً", "مضيفا"),
        ("ﻻ", "لا"),
        ("٢٠١٨", "2018"),
        ("تشرین", "تشرين"),
        ("CNN", "cnn"),
        ("قا\u200fل", "قال"),
    ],
    ids=["hamza", "madda", "maksura", "marbuta", "carrier", "tatweel", "tanwin", "ligature", "digits",
         "persian yeh", "case", "bidi"],
)  # fmt: skip
def test_fold_word(given_word: str, folded: str) -> None:
    assert fold_word(given_word, TABLE) == folded


@given(st.text(max_size=200))
def test_fold_leads_back(text: str) -> None:
    folded = fold(text, TABLE)
    assert len(folded.offsets) == len(folded.text) + 1
    assert folded.offsets[-1] == len(text)
    assert list(folded.offsets) == sorted(folded.offsets)
    for k in range(len(folded.text)):
        start, end = folded.span(k, k + 1)
        assert folded.text[k] in fold_word(text[start:end], TABLE)


@given(st.text(alphabet=st.characters(min_codepoint=0x600, max_codepoint=0x6FF), max_size=50))
def test_fold_twice_is_fold_once(word: str) -> None:
    once = fold_word(word, TABLE)
    assert fold_word(once, TABLE) == once


def test_fold_span_of_nothing_is_empty() -> None:
    folded = fold("قال", TABLE)
    assert folded.span(1, 1) == (1, 1)


def test_fold_table_drops_invisible_characters() -> None:
    assert fold_word(f"a{INVISIBLE}b", fold_table({})) == "ab"

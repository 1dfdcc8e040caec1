"""Fitting the weights of links: the same marks give the same weights, and what tells claims apart weighs."""

from __future__ import annotations

import pytest

pytest.importorskip("scipy")

from evaluation.refit import as_code, fit, weighing

from musnad.lang.pack import load_pack
from musnad.model import Article
from musnad.reading.reader import Reader
from musnad.resolution import likelihood
from musnad.resolution.claims import Told, told

READER = Reader(load_pack("ar"))


def said(text: str, ident: str) -> Told:
    return told(READER.read(Article(id=ident, text=text, date="2026-11-10")), READER.pack)[0]


def test_the_same_marks_give_the_same_weights_and_likeness_weighs_for_one_claim() -> None:
    bridge = said("قال وزير النقل سامر الوادي إن جسر مرفأ الزيتون سيغلق أمام الشاحنات ثلاثة أشهر.", "a")
    again = said("قال وزير النقل سامر الوادي إن الجسر سيغلق أمام الشاحنات ثلاثة أشهر.", "b")
    library = said("قالت رئيسة البلدية ندى المنارة إن مكتبة الزيتون ستفتح أمام الطلاب ثلاثة أيام.", "c")
    pairs = [(bridge, again, True), (bridge, library, False), (again, library, False)]
    weights = fit(pairs)
    assert weights == fit([(b, a, same) for a, b, same in pairs])
    assert weights["longer"] > 0
    assert weights.keys() == likelihood.WEIGHTS.keys()
    with weighing(weights):
        assert weights == likelihood.WEIGHTS
    assert weights != likelihood.WEIGHTS
    assert as_code({"longer": 1.5, "bias": -2.0}) == 'WEIGHTS = {\n    "longer": 1.5,\n    "bias": -2.0,\n}\n'

"""How probably two statements are of one claim: more in common makes it likelier, other days less."""

from __future__ import annotations

import pytest

from musnad.lang.pack import load_pack
from musnad.resolution.aligning import align
from musnad.resolution.likelihood import FEATURES, WEIGHTS, Sharing, features, most, probability, words_alone
from musnad.resolution.propositions import proposition

PACK = load_pack("ar")
ONE = proposition("أن جسر مرفأ الزيتون سيغلق أمام الشاحنات ثلاثة أشهر", PACK)
OTHER = proposition("أن جسر المرفأ سيغلق أمام الشاحنات", PACK)


def shared(**told: object) -> Sharing:
    fields: dict[str, object] = {
        "longer": 0.6, "shorter": 0.9, "covered": 3.0, "length": 5.0, "voice": True, "own": False, "days": 0,
        "article": False, "turned": False,
    }  # fmt: skip
    return Sharing(**(fields | told))  # type: ignore[arg-type]


def test_what_makes_it_likelier_and_what_does_not() -> None:
    found = align(ONE, OTHER)
    usual = probability(shared(), found)
    assert probability(shared(longer=0.9), found) > usual
    assert probability(shared(voice=False), found) < usual
    assert probability(shared(days=20), found) < usual
    assert probability(shared(article=True, longer=0.2), found) < probability(shared(longer=0.2), found)


def test_words_in_the_same_order_make_a_run() -> None:
    assert features(shared(), align(ONE, OTHER))["run"] == 1.0


def test_each_fact_is_weighed_by_the_weight_of_its_name() -> None:
    told = shared(own=True, turned=True, article=True, days=9)
    found = align(ONE, OTHER)
    facts = features(told, found)
    assert (*FEATURES, "bias") == tuple(WEIGHTS)
    assert (facts["longer"], facts["shorter"], facts["weight"], facts["length"]) == (0.6, 0.9, 0.5, 5 / 12)
    assert (facts["voice"], facts["voice and shorter"], facts["own"], facts["sign"]) == (1.0, 0.9, 1.0, 1.0)
    assert (facts["days"], facts["many days"], facts["both"]) == (1.0, 1.0, 0.6 * 0.9)
    assert facts["part"] == pytest.approx(0.3)
    by_name = WEIGHTS["bias"] + sum(WEIGHTS[name] * value for name, value in facts.items())
    assert words_alone(told, found) == by_name
    assert most(told, facts["run"]) >= probability(told, found)

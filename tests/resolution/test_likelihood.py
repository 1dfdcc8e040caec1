"""How probably two statements are of one claim: more in common makes it likelier, other days less."""

from __future__ import annotations

from musnad.lang.pack import load_pack
from musnad.resolution.aligning import align
from musnad.resolution.likelihood import Sharing, features, probability
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

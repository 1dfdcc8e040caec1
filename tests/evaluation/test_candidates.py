"""Fitting who a left-out subject is: the fact that tells weighs most, and a weights file keeps its other sections."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

pytest.importorskip("scipy")

from evaluation.candidates import Open, fit, hits, noted, write

from musnad.lang.pack import load_pack
from musnad.model import Article
from musnad.reading import speakers
from musnad.reading.discourse.ranking import Ranking
from musnad.reading.reader import Reader


def opens(times: int) -> list[Open]:
    """Statements whose speaker is who spoke last, but at a paragraph's start who stands in the headline."""
    last, head, other = {"last-speaker": 1.0}, {"headline": 1.0}, {"mentions": 2.0}
    inside = Open("look", "a", ("any", "finite"), (other, last, head), (False, True, False), True)
    start = Open("look", "b", ("any", "finite", "opening"), ({"rank-2nd": 1.0}, last), (True, False), False)
    return [inside, start] * times


def test_the_facts_that_tell_weigh_and_by_situation() -> None:
    weights = fit(opens(20), 4, 1)
    assert len(weights) == 4
    assert all(hits(opens(1), weights))
    assert weights == fit(opens(20)[::-1], 4, 1)


def test_a_weights_file_keeps_its_other_sections(tmp_path: Path) -> None:
    path = tmp_path / "weights.toml"
    path.write_text("weak = 0.8\n\n[candidates.any]\nold = 1.0\n\n[confidence]\npoints = [\n  [0.1, 0.2],\n]\n")
    write(path, {("any", "last-speaker"): 0.5, ("opening", "headline"): -0.25})
    held = tomllib.loads(path.read_text())
    assert held["candidates"] == {"any": {"last-speaker": 0.5}, "opening": {"headline": -0.25}}
    assert (held["weak"], held["confidence"]) == (0.8, {"points": [[0.1, 0.2]]})


def test_candidates_are_noted_with_their_names_and_only_meanwhile() -> None:
    text = "قال وزير النقل سامر الوادي إن الجسر آمن. وأضاف أن نادر السهل غائب."
    reader = Reader(load_pack("ar"))
    with noted() as notes:
        reader.read(Article(text=text, id="a"))
    ((number, situations, facts, names),) = notes
    assert (number, names[0]) == (1, "سامر الوادي")
    assert {"any", "finite", "continuing"} <= set(situations)
    assert facts[0]["last-speaker"] == 1.0
    assert speakers.Ranking is Ranking

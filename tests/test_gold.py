"""The gate's floors, as a test: figures on the hand-marked articles must not fall."""

from __future__ import annotations

from pathlib import Path

from evaluation import floors, gate, groups


def test_no_figure_is_below_its_floor(shared: Path) -> None:
    loaded = groups.load_groups(shared)
    gold = [article for articles in loaded.values() for article in articles]
    scores = gate.score_all(gold, gate.read_all(gold))
    counts = gate.group_counts(scores, groups.membership(loaded))
    assert floors.check_floors(counts, loaded) == []

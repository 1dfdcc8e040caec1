"""The gate's floors, as a test: figures on the hand-marked articles must not fall."""

from __future__ import annotations

from pathlib import Path

from evaluation import gate, score


def test_no_figure_is_below_its_floor(shared: Path) -> None:
    gold = score.load_gold(shared / "gold" / "dev")
    counts = gate.group_counts(gate.score_all(gold, gate.read_all(gold)))
    assert gate.check_floors(counts, gate.fingerprint(gold)) == []

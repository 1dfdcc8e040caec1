"""Which article counts where, and what the floors say of marks that changed."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from evaluation.score import GoldArticle, GoldStatement

from evaluation import floors, gate, groups

MARK = GoldStatement(source=(0, 4), cue=(5, 9), content=((10, 14),), speaker="Mara", act="state", quote="indirect")


def gold(id: str) -> GoldArticle:
    return GoldArticle(id=id, text="Mara said this.", statements=(MARK,))


LOADED = {"all": [gold("a"), gold("an03")], "marked": [gold("m")], "fresh": [gold("f")]}


def test_articles_count_in_their_groups_only() -> None:
    own = groups.membership(LOADED)
    assert own == {"a": "look", "an03": "blind", "m": "marked", "f": "fresh"}
    scores = gate.score_all([a for held in LOADED.values() for a in held], [{"statements": []}] * 4)  # type: ignore[list-item]
    counts = gate.group_counts(scores, own)
    assert {g: c["articles"] for g, c in counts.items()} == {"all": 2, "look": 1, "blind": 1, "marked": 1, "fresh": 1}


def test_nothing_is_loaded_where_nothing_is(tmp_path: Path) -> None:
    assert groups.load_groups(tmp_path) == {}


def test_the_gate_says_that_it_is_skipped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MUSNAD_SHARED", str(tmp_path))
    assert gate.main([]) == 0
    assert "skipped, no hand-marked articles at" in capsys.readouterr().out


@pytest.mark.parametrize("group", ["blind", "fresh", "all"])
def test_errors_of_what_nobody_reads_are_refused(shared: Path, group: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert gate.main(["--errors", "5", "--group", group]) == 2
    assert "never read" in capsys.readouterr().out


def test_floors_hold_under_the_marks_they_were_pinned_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(floors, "FLOORS", tmp_path / "floors.json")
    loaded = {"fresh": LOADED["fresh"]}
    counts = {"fresh": Counter(articles=1, gold=2, predicted=2, found=1)}
    assert floors.check_floors(counts, loaded) == ["no floors are pinned yet: run the gate with --update"]
    floors.pin(counts, loaded)
    assert floors.check_floors(counts, loaded) == []
    [fell] = floors.check_floors({"fresh": Counter(articles=1, gold=2, predicted=2)}, loaded)
    assert fell.startswith("fresh: found F1 fell to 0.0000")
    assert "marks have changed" in floors.check_floors(counts, {"fresh": [gold("g")]})[0]
    floors.pin({"marked": counts["fresh"]}, {"marked": LOADED["marked"]})
    assert set(json.loads((tmp_path / "floors.json").read_text(encoding="utf-8"))["floors"]) == {"fresh", "marked"}
    capsys.readouterr()

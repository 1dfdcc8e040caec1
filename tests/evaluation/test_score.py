"""The scorer: perfect in, perfect out; nothing in, nothing out; equal to the shared one."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from evaluation import score

TEXT = "alpha said that beta gamma delta. omega denied that beta gamma."
GOLD = score.GoldArticle(
    id="a",
    text=TEXT,
    statements=(
        score.GoldStatement(
            source=(0, 5), cue=(6, 10), content=((11, 32),), speaker="alpha", act="state", quote="indirect",
            relays=("wire",), said_on="2026-01-02",
        ),
        score.GoldStatement(
            source=(34, 39), cue=(40, 46), content=((47, 62),), speaker="omega", act="deny", quote="indirect"
        ),
    ),
)  # fmt: skip


def perfect() -> list[score.Predicted]:
    return [
        score.Predicted(
            id=f"s{k}", source=g.source, cue=g.cue, content=g.content, speaker=g.speaker, act=g.act, quote=g.quote,
            relays=g.relays, said_on=g.said_on,
        )
        for k, g in enumerate(GOLD.statements)
    ]  # fmt: skip


def test_perfect_is_one() -> None:
    figures = score.figures(score.score_article(GOLD, perfect()).counts)
    assert figures["found P/R/F1"] == [1.0, 1.0, 1.0]
    assert figures["whole P/R/F1"] == [1.0, 1.0, 1.0]
    assert figures["relay P/R/F1"] == [1.0, 1.0, 1.0]
    assert figures["said_on P/R/F1"] == [1.0, 1.0, 1.0]


@pytest.mark.parametrize("nothing", [None, []])
def test_nothing_is_zero(nothing: list[score.Predicted] | None) -> None:
    figures = score.figures(score.score_article(GOLD, nothing).counts)
    assert figures["found P/R/F1"] == [0.0, 0.0, 0.0]


def test_a_wrong_speaker_is_found_but_not_whole() -> None:
    wrong = [score.msgspec.structs.replace(p, speaker="nobody") for p in perfect()]
    figures = score.figures(score.score_article(GOLD, wrong).counts)
    assert figures["found P/R/F1"] == [1.0, 1.0, 1.0]
    assert figures["whole P/R/F1"] == [0.0, 0.0, 0.0]


def test_one_prediction_is_paired_once() -> None:
    twice = [*perfect(), *perfect()]
    figures = score.figures(score.score_article(GOLD, twice).counts)
    assert figures["found P/R/F1"] == [0.5, 1.0, 0.667]


def test_equal_to_the_shared_scorer(shared: Path, tmp_path: Path, reader) -> None:
    from evaluation.gate import as_article

    from musnad.contract import to_dict

    gold = score.load_gold(shared / "gold" / "dev")
    readings = [reader.read(as_article(article)) for article in gold]
    predictions = tmp_path / "predictions.jsonl"
    predictions.write_text(
        "".join(json.dumps(to_dict(r), ensure_ascii=False) + "\n" for r in readings), encoding="utf-8"
    )
    command = [
        sys.executable,
        str(shared / "gold" / "score.py"),
        str(shared / "gold" / "dev"),
        str(predictions),
        "--json",
    ]
    theirs = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    ours = score.figures(
        score.total(score.score_article(a, score.predicted_of(r)) for a, r in zip(gold, readings, strict=True))
    )
    assert {key: ours[key] for key in theirs} == theirs

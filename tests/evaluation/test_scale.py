"""Measuring how a batch grows."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

pytest.importorskip("numpy")

from evaluation import kept, sampled, scale
from musnad.lang.pack import load_pack
from musnad.model import Article
from musnad.reading.reader import Reader


def test_without_a_corpus_it_says_where_one_is_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MUSNAD_SHARED", str(tmp_path))
    monkeypatch.setattr(sys, "argv", ["scale", "--folder", str(tmp_path / "runs")])
    with pytest.raises(SystemExit) as stop:
        scale.main()
    assert stop.value.code == 2
    assert f"no corpus at {tmp_path / 'corpus' / 'articles.jsonl.gz'}" in capsys.readouterr().err


def test_samples_are_told_one_after_the_other(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = "قال وزير الري حازم الغدير إن سد العقيق لن يجف هذا الصيف."
    articles = [Article(id=f"t:{n}", text=said, date=f"2026-03-0{n + 1}", language="ar") for n in range(3)]
    given = tmp_path / "readings"
    kept.readings(articles, Reader(load_pack("ar")), kept.file_of(given, 0))
    scale.measure_samples(3, sampled.Making(str(given), 30, True, 1), tmp_path / "run")
    told = capsys.readouterr().out
    sampled.forget()
    assert "3 articles, 3 statements; samples of one place in 8" in told
    assert "1 samples of" in told
    last = told[told.index("8 samples of") :]
    assert re.search(r"pairs +3 ± 0 ", last)
    assert re.search(r"same +3 ± 0 ", last)

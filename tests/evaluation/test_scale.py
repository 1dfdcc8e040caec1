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


def test_a_whole_run_has_what_all_samples_foretold(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    articles = [
        Article(id=f"t:{n}", text=text, date=day, language="ar")
        for n, (day, text) in enumerate(
            (
                ("2026-03-01", "قال وزير الري حازم الغدير إن سد العقيق لن يجف هذا الصيف."),
                ("2026-08-02", "أكد وزير الري حازم الغدير أمس أن سد العقيق لن يجف هذا الصيف."),
                (None, "نفى وزير الري حازم الغدير أن سد العقيق سيجف هذا الصيف. وقالت رويترز إن مصر أرسلت 12 خبيرا."),
            )
        )
    ]
    given = tmp_path / "readings"
    kept.readings(articles, Reader(load_pack("ar")), kept.file_of(given, 0))
    scale.measure(6, 20, True, 1, given, tmp_path / "whole")
    whole = capsys.readouterr().out
    scale.measure_samples(6, sampled.Making(str(given), 20, True, 1), tmp_path / "sample")
    told = capsys.readouterr().out
    sampled.forget()
    last = told[told.index("8 samples of") :]
    ((met, same, across),) = re.findall(r"(\d+) pairs that met, (\d+) links of one claim, (\d+) of", whole)
    assert int(same) > int(across) > 0
    for name, value in ("pairs", met), ("same", same), ("same_across", across):
        assert re.search(rf" {name} +{value} ± 0 ", last), name
    days = sorted(path.name for path in (tmp_path / "whole" / "out" / "articles").iterdir())
    assert days == ["day=2026-03-01", "day=2026-03-07", "day=2026-03-14"]

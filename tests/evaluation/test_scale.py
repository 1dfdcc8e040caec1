"""Measuring how a batch grows."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

pytest.importorskip("numpy")

from evaluation import scale


def test_without_a_corpus_it_says_where_one_is_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MUSNAD_SHARED", str(tmp_path))
    monkeypatch.setattr(sys, "argv", ["scale", "--folder", str(tmp_path / "runs")])
    with pytest.raises(SystemExit) as stop:
        scale.main()
    assert stop.value.code == 2
    assert f"no corpus at {tmp_path / 'corpus' / 'articles.jsonl.gz'}" in capsys.readouterr().err

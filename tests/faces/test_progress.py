"""The bar of long commands: how much there is to do, and that nothing is shown where nobody looks."""

from __future__ import annotations

import gzip
import io
import sys
from pathlib import Path

import pytest

from musnad.faces.progress import Progress, Stages, expected


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_what_there_is_to_read_is_counted(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x\ny\n")
    (tmp_path / "b.jsonl").write_text("{}\n{}\n{}\n")
    with gzip.open(tmp_path / "c.jsonl.gz", "wb") as file:
        file.write(b"{}\n{}\n")
    assert expected([str(tmp_path)]) == 6
    assert expected([str(tmp_path / "b.jsonl")]) == 3
    assert expected([str(tmp_path / "none.txt")]) is None
    assert expected(["-"]) is None


def test_a_terminal_shows_a_bar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "b.jsonl").write_text("{}\n{}\n")
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    progress = Progress(quiet=True, paths=[str(tmp_path)])
    progress.step()
    progress.close()
    assert "1/2" in terminal.getvalue()


def test_a_pipe_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = io.StringIO()
    monkeypatch.setattr(sys, "stderr", pipe)
    progress = Progress(quiet=True)
    progress.step()
    progress.close()
    assert pipe.getvalue() == ""


def test_stages_are_a_bar_on_a_terminal_and_a_line_each_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    for stream, lines in ((_Terminal(), []), (io.StringIO(), ["stage 1 of 2: read", "stage 2 of 2: copies"])):
        told: list[str] = []
        monkeypatch.setattr(sys, "stderr", stream)
        stages = Stages(("read", "copies"), told.append)
        for stage, step in (("read", "read-0"), ("read", "read-1"), ("copies", "prints"), ("copies", "pairs")):
            stages.step(stage, step, 0, 3)
            stages.step(stage, step, 3, 3)
        stages.close()
        assert told == lines
        shown = stream.getvalue()
        assert ("stage 2 of 2: copies, pairs" in shown) == (not lines)

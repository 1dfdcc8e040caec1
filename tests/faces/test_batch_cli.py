"""The command of batches: what it prints, what it refuses, and that a ledger takes its results."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("pyarrow")
SAMPLES = Path(__file__).resolve().parents[2] / "samples"


def musnad(*arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "musnad", *map(str, arguments)]
    environment = {**os.environ, "COLUMNS": "100"}
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, env=environment, check=False)


def test_batch_then_add(tmp_path: Path) -> None:
    done = musnad("batch", SAMPLES, "out", "--jobs", 1, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    stages = [line.rpartition(": ")[2] for line in done.stderr.splitlines()[:-1]]
    assert stages == ["read", "spread", "copies", "claims", "actors", "close"]
    assert " articles, " in done.stderr.splitlines()[-1]
    again = musnad("batch", SAMPLES, "out", "--jobs", 1, cwd=tmp_path)
    assert again.stderr.splitlines() == done.stderr.splitlines()[-1:], "a finished batch is not run again"
    one = musnad("add", "out", "--ledger", "a.db", cwd=tmp_path)
    assert one.returncode == 0, one.stderr
    other = musnad("add", SAMPLES, "--ledger", "b.db", cwd=tmp_path)
    assert other.returncode == 0, other.stderr
    lists = [musnad("claims", "--ledger", name, "--limit", 50, cwd=tmp_path).stdout for name in ("a.db", "b.db")]
    assert lists[0] == lists[1] != ""


def test_what_is_refused_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text("{no json\n", encoding="utf-8")
    for arguments, status, said in (
        (("batch", "in.jsonl"), 2, "OUT"),
        (("batch", "none.jsonl", "out"), 1, "no such file"),
        (("batch", "in.jsonl", "out", "--engine", "steam"), 2, "steam"),
        (("batch", "in.jsonl", "."), 1, "holds no batch"),
    ):
        done = musnad(*arguments, cwd=tmp_path)
        assert (done.returncode, done.stdout) == (status, ""), arguments
        assert said in done.stderr
        assert "Traceback" not in done.stderr
    unfinished = tmp_path / "half"
    unfinished.mkdir()
    (unfinished / "_batch.json").write_text("{}", encoding="utf-8")
    done = musnad("add", "half", "--ledger", "a.db", cwd=tmp_path)
    assert done.returncode == 1
    assert "not finished" in done.stderr


def test_a_bad_line_is_told_and_counts(tmp_path: Path) -> None:
    first = (SAMPLES / "news.jsonl").read_text(encoding="utf-8").splitlines()[0]
    (tmp_path / "in.jsonl").write_text("{no json\n" * 11 + first + "\n", encoding="utf-8")
    done = musnad("batch", "in.jsonl", "out", "--jobs", 1, cwd=tmp_path)
    assert done.returncode == 1
    places = [line.split(":")[1] for line in (tmp_path / "out" / "problems.txt").read_text("utf-8").splitlines()]
    assert places == [str(number) for number in range(1, 12)]
    assert any("in.jsonl:1:" in line for line in done.stderr.splitlines())
    assert done.stderr.splitlines()[-1].startswith("musnad: out: 1 articles")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no such device")
def test_what_cannot_be_written_is_told_by_the_name_a_user_gave(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for command, place, why in (
        (("batch", SAMPLES, "file/out"), "file/out", "not a directory"),
        (("read", SAMPLES / "news.jsonl", "-o", "/dev/full"), "/dev/full", "no space left on device"),
        (("read", SAMPLES / "news.jsonl", "-o", "none/out"), "none/out", "no such file or directory"),
    ):
        done = musnad(*command, cwd=tmp_path)
        assert done.returncode == 1
        assert done.stderr == f"musnad: {place}: cannot be written: {why}\n"

"""What a command writes never takes what it reads."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from musnad.errors import MusnadError
from musnad.faces.outputs import spare, whole


def test_what_is_read_is_spared(tmp_path: Path) -> None:
    source, link, new = tmp_path / "a.jsonl", tmp_path / "b.jsonl", tmp_path / "c.jsonl"
    source.write_text("x")
    link.symlink_to(source)
    for output in (source, link):
        with pytest.raises(MusnadError, match="is what is read here"):
            spare(output, ["-", str(tmp_path), str(source)])
    spare(new, [str(source), str(new)])


def test_a_file_takes_its_place_when_it_is_whole(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.write_text("old")

    def fail() -> None:
        with whole(out) as path:
            path.write_text("ne")
            raise ValueError("half")

    with pytest.raises(ValueError, match="half"):
        fail()
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("out", "old")]
    with whole(out) as path:
        path.write_text("new")
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("out", "new")]


def test_what_is_no_plain_file_is_written_to() -> None:
    with whole(Path(os.devnull)) as path:
        assert path == Path(os.devnull)

"""What a command writes never takes what it reads."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from musnad.errors import MusnadError
from musnad.faces.outputs import named, spare, whole


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


@pytest.mark.parametrize("inner", ["out", "out/_work/a.arrow", ".out.part", ""])
def test_the_file_that_a_user_named_is_told_of(tmp_path: Path, inner: str) -> None:
    out, at = tmp_path / "out", str(tmp_path / inner)
    with pytest.raises(MusnadError) as caught, named(out):
        raise PermissionError(13, "Permission denied", at)
    assert str(caught.value) == f"{out}: cannot be written: permission denied"


def test_a_full_disk_has_no_name(tmp_path: Path) -> None:
    with pytest.raises(MusnadError, match="out: cannot be written: no space left on device"), named(tmp_path / "out"):
        raise OSError(28, "Error writing bytes to file. Detail: [errno 28]")
    with pytest.raises(BrokenPipeError), named(tmp_path / "out"):
        raise BrokenPipeError(32, "Broken pipe")
    with pytest.raises(FileNotFoundError), named(tmp_path / "out"):
        raise FileNotFoundError(2, "No such file", str(tmp_path / "in.jsonl"))


@pytest.mark.parametrize("name", ["none/x.jsonl", "none/x"])
def test_a_folder_that_is_not_there(tmp_path: Path, name: str) -> None:
    out = tmp_path / name
    with pytest.raises(MusnadError, match="cannot be written: no such file or directory") as caught, whole(out) as path:
        path.write_text("x")
    assert caught.value.place == str(out)

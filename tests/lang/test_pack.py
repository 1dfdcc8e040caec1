"""Packs: sound as shipped, and a wrong one says where."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from musnad.errors import BadPack
from musnad.lang.check import check_pack
from musnad.lang.pack import CueFile, decode, installed_packs, load_pack, packs_for


@pytest.mark.parametrize("code", installed_packs())
def test_shipped_packs_are_sound(code: str) -> None:
    assert check_pack(code) == []


def test_no_such_pack() -> None:
    with pytest.raises(BadPack, match="no such language pack"):
        load_pack("qq")


def test_a_wrong_field_names_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "cues").mkdir()
    (tmp_path / "cues" / "verbs.toml").write_text('[[cue]]\nid = "a"\nlemma = "b"\n\n[[cue]]\nid = "c"\nlema = "d"\n')
    with pytest.raises(BadPack, match=r"cues/verbs\.toml"):
        decode(tmp_path, "cues/verbs.toml", CueFile)


def test_broken_toml_names_the_file(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text("[[cue]\n")
    with pytest.raises(BadPack, match=r"x\.toml"):
        decode(tmp_path, "x.toml", CueFile)


def test_a_pack_pickles_by_its_code() -> None:
    pack = load_pack("ar")
    assert pickle.loads(pickle.dumps(pack)) is pack


def test_packs_for_a_text() -> None:
    assert packs_for("The bridge is safe.") == ["en"]
    assert packs_for("الجسر آمن.") == ["ar"]
    assert packs_for("1234 …") == []

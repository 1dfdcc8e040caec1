"""The tasks of an input: every article in one of them, in order, none too large, and a folder looked into once."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from musnad.batch import dividing
from musnad.batch.dividing import divide
from musnad.batch.readings import read_shard
from musnad.batch.records import Given, Shard, packed
from musnad.errors import MusnadError
from musnad.intake import read_articles

GIVEN = Given(None, None, "ar")

TEXT = "قال الوزير سالم الهادي إن الجسر آمن. وأضاف أن المرفأ سيفتح يوم الأحد."


def tasks(*paths: Path) -> tuple[Shard, ...]:
    return divide([str(path) for path in paths], GIVEN).shards


def line(name: str) -> str:
    return json.dumps({"id": name, "text": TEXT}, ensure_ascii=False)


def read_by(shards: tuple[Shard, ...]) -> list[str]:
    """The ids of articles as tasks read them, in the order in which they say the articles stand."""
    rows = [row for shard in shards for row in read_shard(packed(shard)) if row[0] == "article"]
    return [key.decode() for _, key, value in sorted(rows, key=lambda row: row[2][:16])]


def test_many_small_files_are_listed_once_and_shared_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dividing, "_SMALL", 2000)
    for n in range(60):
        (tmp_path / f"{n // 10}").mkdir(exist_ok=True)
        (tmp_path / f"{n // 10}" / f"{n:02}.json").write_text(line(f"a{n}"), encoding="utf-8")
    (tmp_path / "notes.md").write_text("not read")
    looked: list[object] = []
    walk = os.walk
    monkeypatch.setattr(os, "walk", lambda top, **how: looked.append(top) or walk(top, **how))
    shards = tasks(tmp_path)
    ids = read_by(shards)
    assert looked == [str(tmp_path)]
    assert ids == [one.id for one in read_articles([str(tmp_path)], on_problem=lambda problem: None)]
    assert len(ids) == 60
    assert 4 < len(shards) < 20
    assert [file for shard in shards for file in shard.files] == sorted(str(p) for p in tmp_path.rglob("*.json"))


def test_large_files_are_read_in_parts_between_small_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dividing, "_SMALL", 1000)
    (tmp_path / "a.json").write_text(line("first"), encoding="utf-8")
    (tmp_path / "b.jsonl").write_text("\n".join(line(f"b{n}") for n in range(50)), encoding="utf-8")
    (tmp_path / "c.json").write_text(line("last"), encoding="utf-8")
    shards = tasks(tmp_path)
    assert [shard.first for shard in shards] == [0, *[1] * (len(shards) - 2), 2]
    assert {shard.of for shard in shards[1:-1]} == {len(shards) - 2}
    assert len(shards) > 5
    assert read_by(shards) == ["first", *(f"b{n}" for n in range(50)), "last"]


def test_a_small_input_keeps_many_processes_busy(tmp_path: Path) -> None:
    given = tmp_path / "a.jsonl"
    given.write_text("\n".join(line(f"a{n}") for n in range(12_000)), encoding="utf-8")
    assert len(tasks(given)) >= 16
    given.write_text(line("a"), encoding="utf-8")
    assert len(tasks(given)) == 1


def test_a_web_archive_is_cut_into_few_tasks_as_each_unpacks_it(tmp_path: Path) -> None:
    given = tmp_path / "a.warc.gz"
    with given.open("wb") as file:
        file.truncate(1 << 20)
        assert len(tasks(given)) == 1
        file.truncate(100 << 20)
        assert len(tasks(given)) == 8
        file.truncate(1000 << 20)
        assert len(tasks(given)) == 16


def test_what_is_not_there_and_what_is_empty(tmp_path: Path) -> None:
    with pytest.raises(MusnadError, match="no such file or folder"):
        tasks(tmp_path / "none")
    found = divide([str(tmp_path)], GIVEN)
    assert not found.shards
    assert "holds no file to read" in found.problems[0]


def test_a_task_knows_which_columns_are_what(tmp_path: Path) -> None:
    given = tmp_path / "a.csv"
    given.write_text(f"key,body\nx1,{TEXT}\n", encoding="utf-8")
    columns = {"id": "key", "text": "body"}
    shards = divide([str(given)], Given(None, None, "ar", columns)).shards
    assert read_by(shards) == ["x1"]


def test_what_lies_where_the_results_go_is_no_input(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    for folder in (tmp_path, out):
        (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "link.txt").symlink_to(out / "a.txt")
    found = divide([str(tmp_path)], GIVEN, str(out))
    assert [file for shard in found.shards for file in shard.files] == [str(tmp_path / "a.txt")]
    assert found.inputs[0][1] == (tmp_path / "a.txt").stat().st_size

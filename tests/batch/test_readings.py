"""Shards of one input: together all of its articles, each taken apart once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from musnad.batch.readings import read_shard
from musnad.batch.records import Given, Shard, packed
from musnad.intake.run import Run

TEXT = "قال الوزير سالم الهادي إن الجسر آمن. وأضاف أن المرفأ سيفتح يوم الأحد."


def shards(path: Path, of: int) -> list[bytes]:
    return [packed(Shard((str(path),), 0, 0, part, of, Given(None, None, "ar"))) for part in range(of)]


@pytest.mark.parametrize("form", ["lines", "table", "folder"])
def test_each_shard_takes_apart_its_own_articles_only(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if form == "lines":
        given = tmp_path / "a.jsonl"
        lines = (json.dumps({"id": str(n), "text": TEXT}, ensure_ascii=False) for n in range(12))
        given.write_text("\n".join(lines), encoding="utf-8")
    elif form == "table":
        given = tmp_path / "a.csv"
        given.write_text("id,text\n" + "".join(f"{n},{TEXT}\n" for n in range(12)), encoding="utf-8")
    else:
        given = tmp_path
        for n in range(12):
            (tmp_path / f"{n:02d}.json").write_text(json.dumps({"id": str(n), "text": TEXT}), encoding="utf-8")
    taken = 0
    from_fields = Run.from_fields

    def counted(self: Run, *given: object) -> object:
        nonlocal taken
        taken += 1
        return from_fields(self, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(Run, "from_fields", counted)
    whole = sorted(row for item in shards(given, 1) for row in read_shard(item))
    assert len(whole) == taken == 12
    parts = [list(read_shard(item)) for item in shards(given, 5)]
    assert taken == 24
    assert [len(rows) for rows in parts] == [3, 3, 2, 2, 2]
    assert sorted(row for rows in parts for row in rows) == whole

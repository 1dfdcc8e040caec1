"""A whole batch says what a ledger of the same articles says, whatever engine runs it and however often it stops."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from musnad.batch.engine import LocalEngine, Reduce
from musnad.batch.job import WORK, Done, finish, is_done, make_plan, prepare, run, stored_readings
from musnad.errors import MusnadError
from musnad.lang.outlets import Outlet
from musnad.ledger.store import Ledger
from musnad.ledger.views import CLAIM_FIELDS
from musnad.model import Reading

pq = pytest.importorskip("pyarrow.parquet")
SAMPLES = Path(__file__).resolve().parents[2] / "samples"


def quiet(step: str, done: int, total: int) -> None:
    """Tells nobody."""


def whole(out: Path, *inputs: Path, jobs: int = 1) -> Done:
    plan = make_plan([str(path) for path in inputs], date=None, outlet=None, language="ar")
    engine = LocalEngine(prepare(out, plan, fresh=False), jobs, plan.buckets, quiet)
    try:
        done = run(engine, plan, out)
    finally:
        engine.close()
    finish(out, done)
    return done


def rows(out: Path, table: str) -> list[dict[str, Any]]:
    found = []
    for path in sorted((out / table).glob("day=*/part.parquet")):
        with pq.ParquetFile(path) as file:
            found += file.read().to_pylist()
    return found


def files(out: Path) -> dict[str, bytes]:
    return {str(path.relative_to(out)): path.read_bytes() for path in out.glob("*/day=*/part.parquet")}


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("batch") / "out"
    whole(out, SAMPLES)
    return out


@pytest.fixture(scope="module")
def ledger(batch: Path) -> Ledger:
    book = Ledger(":memory:")
    book.add(one for one in stored_readings(str(batch)) if isinstance(one, Reading))
    return book


def test_claims_are_the_ledgers(batch: Path, ledger: Ledger) -> None:
    theirs = ledger.db.execute(f"SELECT {', '.join(CLAIM_FIELDS)} FROM claims ORDER BY id").fetchall()
    ours = [tuple(row[name] for name in CLAIM_FIELDS) for row in rows(batch, "claims")]
    assert sorted(ours) == theirs
    assert max(row["reports"] for row in rows(batch, "claims")) > 1, "the samples tell no story twice"


def test_statements_are_the_ledgers(batch: Path, ledger: Ledger) -> None:
    asked = (
        "SELECT s.tag, s.claim, s.stance, p.actor FROM statements s LEFT JOIN profiles p ON p.n = s.profile ORDER BY 1"
    )
    theirs = ledger.db.execute(asked).fetchall()
    ours = [(row["id"], row["claim"], row["stance"], row["actor"]) for row in rows(batch, "statements")]
    assert sorted(ours) == theirs


def test_links_and_copies_are_the_ledgers(batch: Path, ledger: Ledger) -> None:
    asked = (
        "SELECT s.tag, t.tag, l.relation, l.score FROM links l JOIN statements s ON s.n = l.a "
        "JOIN statements t ON t.n = l.b"
    )
    theirs = {(frozenset(row[:2]), *row[2:]) for row in ledger.db.execute(asked)}
    assert {(frozenset((r["one"], r["other"])), r["relation"], r["score"]) for r in rows(batch, "links")} == theirs
    asked = "SELECT x.id, y.id FROM copies c JOIN articles x ON x.n = c.a JOIN articles y ON y.n = c.b"
    theirs = {frozenset(row) for row in ledger.db.execute(asked)}
    assert {frozenset((r["a"], r["b"])) for r in rows(batch, "copies")} == theirs


def test_origins_lead_back_to_statements(batch: Path) -> None:
    known = {row["id"]: row for row in rows(batch, "statements")}
    origins = rows(batch, "origins")
    assert origins
    for row in origins:
        assert row["statements"]
        for one in row["statements"]:
            assert known[one]["claim"] == row["claim"]


def test_processes_change_nothing(batch: Path, tmp_path: Path) -> None:
    whole(tmp_path / "two", SAMPLES, jobs=2)
    assert files(tmp_path / "two") == files(batch)


def test_a_stopped_batch_goes_on(batch: Path, tmp_path: Path) -> None:
    plan = make_plan([str(SAMPLES)], date=None, outlet=None, language="ar")
    steps: list[str] = []

    class Stop(Exception):
        pass

    def tell(step: str, done: int, total: int) -> None:
        steps.append(step)
        if step == "links" and done == 1:
            raise Stop

    work = prepare(tmp_path / "out", plan, fresh=False)
    with pytest.raises(Stop):
        run(LocalEngine(work, 1, plan.buckets, tell), plan, tmp_path / "out")
    assert is_done(tmp_path / "out") is None
    read = {path: path.stat().st_mtime_ns for path in (work / "read-00000").rglob("*.arrow")}
    work = prepare(tmp_path / "out", plan, fresh=False)
    finish(tmp_path / "out", run(LocalEngine(work, 1, plan.buckets, quiet), plan, tmp_path / "out"))
    assert read
    assert not (tmp_path / "out" / WORK).exists()
    assert files(tmp_path / "out") == files(batch)


def test_a_cut_task_is_done_again(batch: Path, tmp_path: Path) -> None:
    plan = make_plan([str(SAMPLES)], date=None, outlet=None, language="ar")
    work = prepare(tmp_path / "out", plan, fresh=False)
    done = run(LocalEngine(work, 1, plan.buckets, quiet), plan, tmp_path / "out")
    for step in ("links", "claims", "tables"):  # as if killed before their markers were written
        for marker in (work / step).glob("*.json"):
            marker.unlink()
    shutil.rmtree(tmp_path / "out" / "claims")
    assert run(LocalEngine(work, 1, plan.buckets, quiet), plan, tmp_path / "out") == done
    assert files(tmp_path / "out") == files(batch)


class Elsewhere(LocalEngine):
    """Its tables are written by a worker that has started in another folder, and sees another disk if told so."""

    own: Path
    other_disk = False

    def group(self, step: str, inputs: Sequence[str], reduce: Reduce) -> None:
        here = Path.cwd()
        if step == "tables":
            os.chdir(self.own)
        try:
            super().group(step, inputs, reduce)
        finally:
            os.chdir(here)
        if step == "tables" and self.other_disk:
            shutil.rmtree(here / "out" / "claims")


@pytest.mark.parametrize("other_disk", [False, True])
def test_workers_in_another_folder_write_where_the_user_said(
    batch: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, other_disk: bool
) -> None:
    (tmp_path / "worker").mkdir()
    monkeypatch.chdir(tmp_path)
    plan = make_plan([str(SAMPLES)], date=None, outlet=None, language="ar")
    engine = Elsewhere(prepare(Path("out"), plan, fresh=False).absolute(), 1, plan.buckets, quiet)
    engine.own, engine.other_disk = tmp_path / "worker", other_disk
    if other_disk:
        with pytest.raises(MusnadError, match="a worker wrote its tables elsewhere"):
            run(engine, plan, Path("out"))
        return
    run(engine, plan, Path("out"))
    assert files(Path("out")) == files(batch)
    assert not [*engine.own.iterdir()]


def test_other_input_is_another_batch(batch: Path, tmp_path: Path) -> None:
    plan = make_plan([str(SAMPLES / "news.jsonl")], date=None, outlet=None, language="ar")
    with pytest.raises(MusnadError, match="another batch"):
        prepare(batch, plan, fresh=False)
    (tmp_path / "mine").write_text("x")
    with pytest.raises(MusnadError, match="holds no batch"):
        prepare(tmp_path, plan, fresh=False)
    with pytest.raises(MusnadError, match="no such file"):
        make_plan([str(tmp_path / "none")], date=None, outlet=None, language="ar")


def test_a_fresh_batch_leaves_nothing_of_the_last(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text("{no json", encoding="utf-8")
    whole(tmp_path / "out", tmp_path / "in.jsonl")
    plan = make_plan([str(SAMPLES)], date=None, outlet=None, language="ar")
    prepare(tmp_path / "out", plan, fresh=True)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["_batch.json"]


def test_outlets_of_one_family_vouch_as_one(tmp_path: Path) -> None:
    told = {
        "Morning": "قال مصدر أمني إن الجسر القديم في مرفأ الزيتون انهار بالكامل.",
        "Evening": "كشف مصدر محلي أن الجسر القديم قرب السوق انهار بعد عاصفة ضربت مرفأ الزيتون ليلا.",
    }
    papers = [{"id": name, "outlet": name, "date": "2026-11-10", "text": text} for name, text in told.items()]
    text = "\n".join(json.dumps(each, ensure_ascii=False) for each in papers)
    (tmp_path / "in.jsonl").write_text(text, encoding="utf-8")
    house = [Outlet(name=name, family="House") for name in told]
    counted = {}
    for name, outlets in (("apart", []), ("joined", house)):
        out = tmp_path / name
        plan = make_plan([str(tmp_path / "in.jsonl")], date=None, outlet=None, language="ar", outlets=outlets, out=out)
        finish(out, run(LocalEngine(prepare(out, plan, fresh=False), 1, plan.buckets, quiet), plan, out))
        counted[name] = [row["witnesses_least"] for row in rows(out, "claims")]
    assert counted == {"apart": [2], "joined": [1]}


def test_problems_are_told_and_the_rest_is_read(tmp_path: Path) -> None:
    lines = (SAMPLES / "news.jsonl").read_text(encoding="utf-8").splitlines()
    (tmp_path / "in.jsonl").write_text("\n".join([lines[0], "{no json", *lines[1:]]), encoding="utf-8")
    done = whole(tmp_path / "out", tmp_path / "in.jsonl")
    assert done.rows["articles"] == len(lines)
    assert len(done.problems) == 1
    assert ":2:" in done.problems[0]
    assert is_done(tmp_path / "out") == done


def test_of_two_articles_with_one_id_the_last_stays(tmp_path: Path) -> None:
    first = json.loads((SAMPLES / "news.jsonl").read_text(encoding="utf-8").splitlines()[0])
    later = {**first, "outlet": "later"}
    text = "\n".join(json.dumps(each, ensure_ascii=False) for each in (first, later))
    (tmp_path / "in.jsonl").write_text(text, encoding="utf-8")
    whole(tmp_path / "out", tmp_path / "in.jsonl")
    assert [row["outlet"] for row in rows(tmp_path / "out", "articles")] == ["later"]


@pytest.mark.skipif(importlib.util.find_spec("pyspark") is None, reason="Apache Spark is not installed")
@pytest.mark.skipif(shutil.which("java") is None, reason="Apache Spark needs Java")
@pytest.mark.filterwarnings("ignore")
def test_spark_writes_the_same_bytes(batch: Path, tmp_path: Path) -> None:
    from musnad.batch.spark import SparkEngine

    plan = make_plan([str(SAMPLES)], date=None, outlet=None, language="ar")
    # one partition for each of the two workers: how records are divided changes no byte, and steps are many
    engine = SparkEngine(prepare(tmp_path / "out", plan, fresh=False), "local[2]", 2, quiet)
    try:
        done = run(engine, plan, tmp_path / "out")
        assert run(engine, plan, tmp_path / "out") == done, "what is done is passed over"
    finally:
        engine.close()
    assert files(tmp_path / "out") == files(batch)

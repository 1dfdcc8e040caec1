"""A batch from end to end: which steps there are, in which order, and what a folder of results must agree with."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec

from musnad.batch import closing, components, copying, linking, naming, readings, tables
from musnad.batch.dividing import divide
from musnad.batch.engine import Engine
from musnad.batch.records import Given, Shard, packed, unpacked
from musnad.contract import from_dict
from musnad.errors import MusnadError
from musnad.intake.files import BATCH
from musnad.lang.outlets import Outlet
from musnad.ledger.packing import engine as engine_name
from musnad.model import Article, Reading

WORK, DONE, PROBLEMS = "_work", "_SUCCESS", "problems.txt"
_WAVE = 64  # tasks to a step of reading: a step is what an engine of many machines goes on after
_BUCKET = 6 << 20  # bytes of input to a bucket
_LEAST, _MOST = 4, 4096
STAGES = {  # how the steps of each begin
    "read": ("read-",), "spread": ("articles",), "copies": ("prints", "pairs", "texts", "copies"),
    "claims": ("meetings", "words", "links", "stories", "gathered"),
    "actors": ("names", "likeness", "alike", "people", "actors", "shown"), "close": ("accounts", "claims", "tables"),
}  # fmt: skip


class Plan(msgspec.Struct, frozen=True):
    """What a batch reads and how it is divided; a folder of results goes on only with the same plan."""

    inputs: tuple[tuple[str, int], ...]
    given: Given
    read_by: str
    shards: tuple[Shard, ...]
    buckets: int
    problems: tuple[str, ...] = ()

    def told(self) -> dict[str, Any]:
        """What a folder of results keeps of it: of its tasks, which may name very many files, only a fingerprint."""
        told: dict[str, Any] = json.loads(msgspec.json.encode(self))
        return told | {"shards": blake2b(packed(self.shards), digest_size=8).hexdigest()}


class Done(msgspec.Struct, frozen=True):
    """What a batch came to: rows of each table, and the problems of articles that could not be read."""

    rows: dict[str, int]
    problems: tuple[str, ...]


def make_plan(
    paths: Sequence[str],
    *,
    date: str | None,
    outlet: str | None,
    language: str,
    columns: Mapping[str, str] | None = None,
    outlets: Iterable[Outlet] = (),
    out: Path | None = None,
) -> Plan:
    """Divide the input, without what lies in ``out``, where the results go; the others as :class:`Given` has them.

    Raises:
        MusnadError: there is no such file or folder.
    """
    given = Given(date, outlet, language, dict(columns or {}), tuple(outlets))
    divided = divide(paths, given, None if out is None else str(out))
    total = sum(size for _, size in divided.inputs)
    return Plan(
        divided.inputs, given, engine_name(language), divided.shards, buckets_for(total), divided.problems,
    )  # fmt: skip


def buckets_for(size: int) -> int:
    """Into how many buckets records are divided, for so many bytes of input."""
    return max(_LEAST, min(_MOST, -(-size // _BUCKET)))


def prepare(out: Path, plan: Plan, *, fresh: bool) -> Path:
    """Make the folder of results ready and return where its work goes; what a stopped batch has done is kept.

    Raises:
        MusnadError: it holds the results of another batch, or something else.
    """
    manifest = out / BATCH
    told = plan.told()
    if fresh and manifest.exists():
        for name in (WORK, *tables.TABLES):
            shutil.rmtree(out / name, ignore_errors=True)
        for name in (BATCH, DONE, PROBLEMS):
            (out / name).unlink(missing_ok=True)
    if manifest.exists():
        if json.loads(manifest.read_text(encoding="utf-8")) != told:
            raise MusnadError(str(out), "holds another batch (other input, options or musnad)", "--fresh starts anew")
    elif out.exists() and any(out.iterdir()):
        raise MusnadError(str(out), "is not empty and holds no batch", "name another folder")
    out.mkdir(parents=True, exist_ok=True)
    manifest.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    return out / WORK


def run(engine: Engine, plan: Plan, out: Path) -> Done:
    """Run all steps; those that are done already are passed over."""
    done = settle(engine, read_all(engine, plan), out, plan.given.outlets)
    return Done(done.rows, (*plan.problems, *done.problems))


def read_all(engine: Engine, plan: Plan) -> list[str]:
    """Read the articles; returns the steps that did."""
    items = [packed(shard) for shard in plan.shards]
    read = [f"read-{start // _WAVE:05d}" for start in range(0, len(items), _WAVE)]
    for number, step in enumerate(read):
        engine.source(step, items[number * _WAVE : (number + 1) * _WAVE], readings.read_shard)
    return read


def settle(engine: Engine, read: Sequence[str], out: Path, outlets: Sequence[Outlet] = ()) -> Done:
    """Run the steps after reading, on what these steps have read, to the tables below ``out``.

    Args:
        outlets: those a user told of, beside the packs' own.

    Raises:
        MusnadError: the tables are not below ``out``, as where workers do not see the folder of whoever asked them.
    """
    group = engine.group
    group("articles", [f"{step}/article" for step in read], readings.spread)

    group("prints", ["articles/print"], copying.meet_prints)
    group("pairs", ["prints/pair"], copying.weigh_pair)
    group("texts", ["articles/store", "prints/formula", "pairs/ask"], copying.bring_texts)
    group("copies", ["texts/half"], copying.judge_pair)

    group("meetings", ["articles/meet"], linking.meet_words)
    group("words", ["articles/said", "meetings/ask"], linking.bring_words)
    group("links", ["articles/said", "words/half"], linking.link_met)
    told = components.connect(engine, "stories", "links/edge")
    group("stories", ["articles/said", "links/weight", told], partial(components.bring_to_root, linking.whose, False))
    group("gathered", ["stories/member"], linking.form_claims)

    group("names", ["articles/name"], naming.settle_name)
    group("likeness", ["names/meet"], naming.meet_names)
    group("alike", ["likeness/pair"], naming.judge_names)
    known = components.connect(engine, "people", "alike/edge")
    group("people", ["names/profile", "alike/weight", known], partial(components.bring_to_root, naming.nothing, True))
    group("actors", ["people/member"], naming.form_actors)
    group("shown", ["actors/actor", "articles/use"], naming.tell_articles)

    tell_claims = partial(closing.tell_claims, outlets)
    group("accounts", ["articles/store", "shown/actor", "gathered/claim", "copies/near"], tell_claims)
    group("claims", ["accounts/voice"], closing.sum_claims)
    rows = ["accounts/row", "claims/row", "copies/copy", "links/link"]
    # a worker of another machine starts in a folder of its own
    group("tables", rows, partial(tables.write_table, os.path.abspath(out)))
    counts = dict.fromkeys(tables.TABLES, 0)
    for name, value in engine.records("tables/table"):
        table, (day, count) = name.decode(), unpacked(value, tuple[str, int])
        if not tables.path_of(out, table, day).exists():
            hint = "name a folder for OUT that all machines see, and --fresh"
            raise MusnadError(str(out), f"a worker wrote its tables elsewhere ({table} of {day or 'no day'})", hint)
        counts[table] += count
    problems = {value.decode() for step in read for _, value in engine.records(f"{step}/problem")}
    return Done(counts, tuple(sorted(problems, key=_in_order)))


def _in_order(problem: str) -> list[tuple[int, str]]:
    """By file and place, line 2 before line 11."""
    return [(int(part), "") if part.isdecimal() else (0, part) for part in re.split(r"(\d+)", problem)]


def stage_of(step: str) -> str:
    """Which of :data:`STAGES` a step belongs to."""
    return next(stage for stage, names in STAGES.items() if step.startswith(names))


def finish(out: Path, done: Done) -> None:
    """Write the problems and what tells that all is there; the records between the steps go."""
    lines = "".join(f"{line}\n" for line in done.problems)
    (out / PROBLEMS).write_text(lines, encoding="utf-8")
    (out / DONE).write_text(json.dumps(done.rows), encoding="utf-8")
    shutil.rmtree(out / WORK, ignore_errors=True)


def is_done(out: Path) -> Done | None:
    """What a finished batch came to; None where it is not finished."""
    if not (out / DONE).exists():
        return None
    problems = (out / PROBLEMS).read_text(encoding="utf-8").splitlines()
    return Done(json.loads((out / DONE).read_text(encoding="utf-8")), tuple(problems))


def stored_readings(path: str) -> Iterator[Article | Reading]:
    """What a finished batch has read: readings, and articles where another musnad or pack has read them.

    Raises:
        MusnadError: the batch is not finished.
    """
    import pyarrow.parquet as pq

    if not (Path(path) / DONE).exists():
        raise MusnadError(path, "the batch is not finished", "run musnad batch again, it goes on where it was")
    for part in sorted(Path(path).glob("articles/day=*/part.parquet")):
        with pq.ParquetFile(part) as file:
            for rows in file.iter_batches(batch_size=64):
                for row in rows.to_pylist():
                    read_by, read = row.pop("engine"), json.loads(row.pop("reading"))
                    reading = from_dict({**row, **read})
                    known = read_by == engine_name(reading.article.language)
                    yield reading if known else reading.article

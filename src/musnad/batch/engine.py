"""What a step of a batch is, and the engine for one machine.

A batch is a row of steps over records of (key, value), both bytes (Dean and Ghemawat 2004). A *source* step makes
records of its items; a *group* step sees all records of one key together, sorted, and makes further records. An engine
only moves records: whatever it is, a step sees the same keys with the same values in the same order, so the results
are the same to the byte.

Records go to named outputs; an output is addressed as ``step/output``. A finished task leaves a marker, and a finished
step one too: a batch that was stopped goes on after them.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, Protocol

from musnad.batch.workers import end_with_parent
from musnad.errors import MusnadError

Row = tuple[str, bytes, bytes]  # output, key, value
Read = Callable[[bytes], Iterable[Row]]
Reduce = Callable[[bytes, Iterator[bytes]], Iterable[Row]]
Told = Callable[[str, int, int], None]  # step, tasks done, tasks in all

_FLUSH = 48 << 20  # bytes of records a task holds before they are written


class Engine(Protocol):
    """Runs steps. Steps are functions of modules (or ``functools.partial`` of such): they travel to other processes."""

    def source(self, step: str, items: Sequence[bytes], read: Read) -> None:
        """Make records of items, each item by itself."""

    def group(self, step: str, inputs: Sequence[str], reduce: Reduce) -> None:
        """Make records of the records of each key: ``reduce(key, values)``, values sorted."""

    def count(self, output: str) -> int:
        """How many records an output has."""

    def records(self, output: str) -> Iterator[tuple[bytes, bytes]]:
        """All records of a small output, sorted."""

    def close(self) -> None:
        """Leave the machines; what is done stays."""


def arrow() -> Any:
    """The module ``pyarrow``. Raises MusnadError where it is not installed."""
    try:
        import pyarrow
    except ImportError as error:
        raise MusnadError("batch", "needs pyarrow", "pip install 'musnad[parquet]'") from error
    return pyarrow


def grouped(rows: Iterable[tuple[bytes, bytes]], reduce: Reduce) -> Iterator[Row]:
    """What a group step makes of records that are sorted by key and value."""
    for key, members in groupby(rows, key=itemgetter(0)):
        yield from reduce(key, (value for _, value in members))


class LocalEngine:
    """Runs steps in a pool of processes of this machine, records on disk between them.

    Args:
        folder: where records and markers are kept.
        jobs: processes.
        buckets: parts into which the records of a step are divided; the more, the less memory a process needs.
        tell: is told how far a step is.
    """

    def __init__(self, folder: Path, jobs: int, buckets: int, tell: Told) -> None:
        self._folder, self._buckets, self._tell = folder, buckets, tell
        # One pool for all steps: its processes load the language's data once.
        context = multiprocessing.get_context("forkserver")
        self._pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_start) if jobs > 1 else None

    def close(self) -> None:
        """End the processes; tasks that wait are dropped."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def source(self, step: str, items: Sequence[bytes], read: Read) -> None:
        """Make records of items; see :class:`Engine`."""
        self._run(step, [(str(self._folder), step, n, self._buckets, read, item) for n, item in enumerate(items)],
                  _source_task)  # fmt: skip

    def group(self, step: str, inputs: Sequence[str], reduce: Reduce) -> None:
        """Make records of the records of each key; see :class:`Engine`."""
        self._run(step, [(str(self._folder), step, bucket, self._buckets, reduce, tuple(inputs))
                         for bucket in range(self._buckets)], _group_task)  # fmt: skip

    def count(self, output: str) -> int:
        """How many records an output has."""
        step, _, name = output.partition("/")
        markers = (json.loads(path.read_text()) for path in sorted((self._folder / step).glob("*.json")))
        return sum(int(marker.get(name, 0)) for marker in markers)

    def records(self, output: str) -> Iterator[tuple[bytes, bytes]]:
        """All records of a small output, sorted."""
        rows = [row for bucket in range(self._buckets) for row in _rows(self._folder, (output,), bucket, self._buckets)]
        yield from sorted(rows)

    def _run(self, step: str, tasks: list[tuple[Any, ...]], run: Callable[..., None]) -> None:
        folder = self._folder / step
        folder.mkdir(parents=True, exist_ok=True)
        todo = [task for task in tasks if not (folder / f"{task[2]:05d}.json").exists()]
        done = len(tasks) - len(todo)
        self._tell(step, done, len(tasks))
        if self._pool is None:
            for task in todo:
                run(*task)
                done += 1
                self._tell(step, done, len(tasks))
            return
        for future in as_completed([self._pool.submit(run, *task) for task in todo]):
            future.result()
            done += 1
            self._tell(step, done, len(tasks))


def _start() -> None:
    """Ctrl-C is the parent's business; its end is theirs."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()


def _source_task(folder: str, step: str, number: int, buckets: int, read: Read, item: bytes) -> None:
    _write(Path(folder), step, number, buckets, read(item))


def _group_task(folder: str, step: str, bucket: int, buckets: int, reduce: Reduce, inputs: tuple[str, ...]) -> None:
    rows = sorted(_rows(Path(folder), inputs, bucket, buckets))
    _write(Path(folder), step, bucket, buckets, grouped(rows, reduce))


def _rows(folder: Path, outputs: Iterable[str], bucket: int, buckets: int) -> Iterator[tuple[bytes, bytes]]:
    """The records of one bucket of some outputs. A file holds the buckets in turn, once for each flush."""
    pa = arrow()
    for output in outputs:
        for path in sorted((folder / output).glob("*.arrow")):
            with pa.memory_map(str(path)) as source, pa.ipc.open_file(source) as file:
                for number in range(bucket, file.num_record_batches, buckets):
                    batch = file.get_batch(number)
                    yield from zip(batch.column(0).to_pylist(), batch.column(1).to_pylist(), strict=True)


def _write(folder: Path, step: str, number: int, buckets: int, rows: Iterable[Row]) -> None:
    """Write a task's records by output and bucket, and its marker last."""
    pa = arrow()
    schema = pa.schema([("key", pa.binary()), ("value", pa.binary())])
    options = pa.ipc.IpcWriteOptions(compression="lz4")
    held: dict[str, list[list[tuple[bytes, bytes]]]] = {}
    writers: dict[str, Any] = {}
    counts: dict[str, int] = {}
    size = 0

    def path(output: str) -> Path:
        return folder / step / output / f"{number:05d}"

    def flush() -> None:
        for output, parts in held.items():
            if output not in writers:
                path(output).parent.mkdir(parents=True, exist_ok=True)
                writers[output] = pa.ipc.new_file(f"{path(output)}.part", schema, options=options)
            for part in parts:
                keys, values = pa.array([k for k, _ in part], pa.binary()), pa.array([v for _, v in part], pa.binary())
                writers[output].write_batch(pa.record_batch([keys, values], schema=schema))
        held.clear()

    for output, key, value in rows:
        if output not in held:
            held[output] = [[] for _ in range(buckets)]
        held[output][zlib.crc32(key) % buckets].append((key, value))
        counts[output] = counts.get(output, 0) + 1
        size += len(key) + len(value)
        if size > _FLUSH:
            flush()
            size = 0
    flush()
    for output, writer in writers.items():
        writer.close()
        os.replace(f"{path(output)}.part", f"{path(output)}.arrow")
    marker = folder / step / f"{number:05d}.json"
    marker.with_suffix(".part").write_text(json.dumps(counts))
    os.replace(marker.with_suffix(".part"), marker)

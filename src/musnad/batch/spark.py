"""The engine for many machines: Apache Spark.

A step is a shuffle by key, a sort within each partition, and ``mapInArrow`` around the same functions that the engine
of one machine runs. Between steps records lie in Parquet files below the output folder, which driver and workers must
both see (a network file system, or one machine).
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from musnad.batch.engine import Read, Reduce, Row, Told, grouped
from musnad.errors import MusnadError

_ROWS = 1 << 11  # rows to an Arrow batch: values may be whole articles
_RECORD = "key binary, value binary"
_SCHEMA = f"output string, {_RECORD}"
_LOG = "FATAL"  # what fails is told by musnad, without the stacks of Java
_RAISED = re.compile(r"(?!org\.|java|py4j|scala)[\w.]*(?:Error|Exception|Failed|BadPack)\b: \S.*")


class SparkEngine:
    """Runs steps on Apache Spark.

    Args:
        folder: where records are kept.
        master: of the cluster (``local[2]`` for this machine); None takes what ``spark-submit`` or the environment say.
        buckets: partitions of a step.
        tell: is told how far a step is.

    Raises:
        MusnadError: pyspark or Java is missing.
    """

    def __init__(self, folder: Path, master: str | None, buckets: int, tell: Told) -> None:
        self._folder, self._buckets, self._tell = folder, buckets, tell
        self._spark = _session(master, buckets)

    def close(self) -> None:
        """Leave the cluster."""
        self._spark.stop()

    def source(self, step: str, items: Sequence[bytes], read: Read) -> None:
        """Make records of items; see :class:`musnad.batch.engine.Engine`."""
        if self._done(step):
            return
        rows = [(number, item) for number, item in enumerate(items)]
        frame = self._spark.createDataFrame(rows, "number int, item binary")
        frame = frame.repartitionByRange(max(1, len(items)), "number")
        self._write(step, frame.mapInArrow(partial(_read_batches, read), _SCHEMA))

    def group(self, step: str, inputs: Sequence[str], reduce: Reduce) -> None:
        """Make records of the records of each key; see :class:`musnad.batch.engine.Engine`."""
        if self._done(step):
            return
        paths = [_address(path) for each in inputs if (path := self._path(each)).is_dir()]
        if not paths:
            self._finish(step)
            return
        frame = self._spark.read.schema(_RECORD).parquet(*paths)
        frame = frame.repartition(self._buckets, "key").sortWithinPartitions("key", "value")
        self._write(step, frame.mapInArrow(partial(_group_batches, reduce), _SCHEMA))

    def count(self, output: str) -> int:
        """How many records an output has."""
        path = self._path(output)
        with _plainly(output):
            return int(self._spark.read.schema(_RECORD).parquet(_address(path)).count()) if path.is_dir() else 0

    def records(self, output: str) -> Iterator[tuple[bytes, bytes]]:
        """All records of a small output, sorted."""
        if not self._path(output).is_dir():
            return
        with _plainly(output):
            frame = self._spark.read.schema(_RECORD).parquet(_address(self._path(output)))
            for row in frame.sort("key", "value").toLocalIterator():
                yield bytes(row.key), bytes(row.value)

    def _path(self, output: str) -> Path:
        step, _, name = output.partition("/")
        return self._folder / step / f"output={name}"

    def _marker(self, step: str) -> Path:
        return self._folder / f"{step}.done"

    def _done(self, step: str) -> bool:
        done = self._marker(step).exists()
        self._tell(step, int(done), 1)
        return done

    def _write(self, step: str, frame: Any) -> None:
        with _plainly(step):
            frame.write.mode("overwrite").partitionBy("output").parquet(_address(self._folder / step))
        self._finish(step)

    def _finish(self, step: str) -> None:
        self._marker(step).parent.mkdir(parents=True, exist_ok=True)
        self._marker(step).touch()
        self._tell(step, 1, 1)


def _address(path: Path) -> str:
    """A path by which Spark finds what musnad finds there, on whatever a cluster keeps files that have no scheme."""
    return f"file://{path.absolute()}"


def _session(master: str | None, buckets: int) -> Any:
    try:
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise MusnadError("batch", "the engine needs Apache Spark", "pip install 'musnad[spark]'") from error
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("musnad batch")
    if master is not None:
        builder = builder.master(master)
    settings = {
        "spark.sql.execution.arrow.maxRecordsPerBatch": str(_ROWS),
        "spark.sql.shuffle.partitions": str(buckets),
        "spark.sql.adaptive.enabled": "false",  # partitions stay as they were asked for
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": _LOG,
    }
    for name, value in settings.items():
        builder = builder.config(name, value)
    try:
        spark = builder.getOrCreate()
    except (PySparkException, Py4JError, FileNotFoundError) as error:
        hint = "it needs Java 17 or later, and a master that answers"
        raise MusnadError("batch", f"Apache Spark does not start: {_why(error)}", hint) from error
    spark.sparkContext.setLogLevel(_LOG)
    return spark


@contextmanager
def _plainly(step: str) -> Iterator[None]:
    """What fails on Spark is told in one line.

    Raises:
        MusnadError: it did.
    """
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except (PySparkException, Py4JError) as error:
        hint = "what is done is kept: run again, it goes on"
        raise MusnadError("batch", f"Apache Spark failed in {step}: {_why(error)}", hint) from error


def _why(error: Exception) -> str:
    """What was raised in a worker, the last of it; else what Java says first."""
    java = getattr(error, "java_exception", None)
    told = [line.strip() for line in str(java if java is not None else error).splitlines() if line.strip()]
    raised = [found[0] for line in told if (found := _RAISED.match(line))]
    return (raised[-1:] or told[:1] or [type(error).__name__])[0][:300]


def _read_batches(read: Read, batches: Iterator[Any]) -> Iterator[Any]:
    rows = (row for batch in batches for item in batch.column(1).to_pylist() for row in read(item))
    yield from _as_batches(rows)


def _group_batches(reduce: Reduce, batches: Iterator[Any]) -> Iterator[Any]:
    rows = (
        pair for batch in batches for pair in zip(batch.column(0).to_pylist(), batch.column(1).to_pylist(), strict=True)
    )
    yield from _as_batches(grouped(rows, reduce))


def _as_batches(rows: Iterator[Row]) -> Iterator[Any]:
    import pyarrow as pa

    names = ["output", "key", "value"]
    kinds = [pa.string(), pa.binary(), pa.binary()]
    held: list[Row] = []

    def batch() -> Any:
        columns = zip(*held, strict=True) if held else ((), (), ())
        return pa.record_batch([pa.array(c, k) for c, k in zip(columns, kinds, strict=True)], names=names)

    for row in rows:
        held.append(row)
        if len(held) >= _ROWS:
            yield batch()
            held = []
    yield batch()

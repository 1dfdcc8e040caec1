"""What Spark has to say when it fails comes in one line."""

from __future__ import annotations

import pytest

from musnad.errors import MusnadError

pytest.importorskip("pyspark")

from py4j.protocol import Py4JError
from pyspark.errors import PySparkException

from musnad.batch.spark import _plainly

STACK = """
An exception was thrown from the Python worker. Please see the stack trace below.
Traceback (most recent call last):
  File "worker.py", line 1, in main
ValueError: inside
  File "tables.py", line 7, in write_table
OSError: [Errno 28] No space left on device: '/out/claims'

	at org.apache.spark.api.python.BasePythonRunner.handle(PythonRunner.scala:1)
Caused by: java.lang.RuntimeException: x
"""


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (PySparkException(STACK), "OSError: [Errno 28] No space left on device: '/out/claims'"),
        (Py4JError("org.apache.SparkException: cancelled\n\tat x"), "org.apache.SparkException: cancelled"),
        (Py4JError(""), "Py4JError"),
    ],
)
def test_a_failure_is_one_line(error: Exception, told: str) -> None:
    with pytest.raises(MusnadError) as found, _plainly("links"):
        raise error
    assert str(found.value) == (
        f"batch: Apache Spark failed in links: {told} (what is done is kept: run again, it goes on)"
    )

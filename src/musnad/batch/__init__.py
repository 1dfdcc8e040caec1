"""Batches: many articles to Parquet on an engine; the same steps on one machine's processes and on Apache Spark."""

from musnad.intake.files import BATCH

MANIFEST = BATCH  # the file by which a folder of results is known

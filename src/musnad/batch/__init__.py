"""Batches: many articles to Parquet on an engine; the same steps on one machine's processes and on Apache Spark."""

MANIFEST = "_batch.json"  # the file by which a folder of results is known

"""Batches: many articles to Parquet on an engine; the same steps on one machine's processes and on Apache Spark."""

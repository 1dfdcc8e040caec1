"""The shared material beside the repository, and the articles of its corpus."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Container
from pathlib import Path

from musnad.model import Article

ROOT = Path(__file__).resolve().parents[1]
FILES = ("articles.jsonl.gz", "bulk.jsonl.gz")  # of the corpus; where an id stands in both, the first holds


def shared_folder() -> Path:
    """Where the shared material is, whether it exists or not: ``$MUSNAD_SHARED``, else beside the repository."""
    return Path(os.environ.get("MUSNAD_SHARED") or ROOT.parent / "shared")


def corpus_files() -> list[Path]:
    """The files of the corpus, whether they exist or not."""
    return [shared_folder() / "corpus" / name for name in FILES]


def corpus(wanted: Container[str] | None = None) -> dict[str, Article]:
    """The articles of the corpus by id: all of them, or those that are wanted."""
    found: dict[str, Article] = {}
    for path in corpus_files():
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                if (wanted is None or row["id"] in wanted) and row["id"] not in found:
                    found[row["id"]] = Article(
                        id=row["id"], text=row["text"], title=row["title"], outlet=row["outlet"],
                        date=(row["date"] or "")[:10] or None,
                    )  # fmt: skip
    return found

"""Folded words without clitics: what is indexed, and how a question is asked of it."""

from __future__ import annotations

from typing import Any

from musnad.lang.pack import Pack
from musnad.ledger.database import Database
from musnad.text.tokens import tokenize


def index_words(db: Database, statement: int, said: str, speaker: str, pack: Pack) -> None:
    """Make a statement findable by its words and its speaker."""
    words = [[form for forms in _words(text, pack) for form in forms] for text in (said, speaker)]
    values: list[Any] = words if db.arrays else [" ".join(forms) for forms in words]
    db.execute("INSERT INTO words (rowid, said, speaker) VALUES (?, ?, ?)", (statement, *values))


def _words(text: str, pack: Pack) -> list[list[str]]:
    """For each word its stem, and the folded form it comes from where that differs."""
    words = [word for word in pack.lexicon.words(tokenize(text).raws) if word.kind in ("word", "number")]
    return [list(dict.fromkeys((word.stem, word.norm))) for word in words]


def matching(db: Database, text: str, pack: Pack) -> tuple[str, list[Any], str]:
    """How statements are found that hold all words of a text, each as it stands or without its clitics.

    Returns:
        A condition on ``words w``, its values, and what to order by, the best first: BM25 (Robertson and Zaragoza
        2009) where the database has it, else the shortest. The condition is "" where the text has no word.
    """
    asked = _words(text, pack)
    if not asked:
        return "", [], ""
    if db.arrays:
        # CAST, for a value whose type is not told.
        return " AND ".join("w.said && CAST(? AS TEXT[])" for _ in asked), [*asked], "cardinality(w.said)"
    quoted = ((form.replace('"', "") for form in forms) for forms in asked)
    query = " AND ".join("(" + " OR ".join(f'"{form}"' for form in forms) + ")" for forms in quoted)
    return "words MATCH ?", [f"said : ({query})"], "bm25(words)"

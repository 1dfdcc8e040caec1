"""Folded words without clitics: what is indexed, and how a question is asked of it."""

from __future__ import annotations

import sqlite3

from musnad.lang.pack import Pack
from musnad.text.tokens import tokenize


def index_words(db: sqlite3.Connection, statement: int, said: str, speaker: str, pack: Pack) -> None:
    """Make a statement findable by its words and its speaker."""
    db.execute("INSERT INTO words (rowid, said, speaker) VALUES (?, ?, ?)",
               (statement, _stems(said, pack), _stems(speaker, pack)))  # fmt: skip


def _stems(text: str, pack: Pack) -> str:
    """The stems of a text, and the folded forms they come from where those differ."""
    words = [word for word in pack.lexicon.words(tokenize(text).raws) if word.kind in ("word", "number")]
    return " ".join(word.stem if word.stem == word.norm else f"{word.stem} {word.norm}" for word in words)


def question(text: str, pack: Pack) -> str:
    """An FTS5 query for all words of a text, each as it stands or without its clitics; "" where it has no word."""
    parts = []
    for word in pack.lexicon.words(tokenize(text).raws):
        if word.kind in ("word", "number"):
            forms = dict.fromkeys(form.replace('"', "") for form in (word.stem, word.norm))
            parts.append("(" + " OR ".join(f'"{form}"' for form in forms if form) + ")")
    return " AND ".join(parts)

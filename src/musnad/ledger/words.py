"""Folded words without clitics: what is indexed, and how a question is asked of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from musnad.lang.pack import Pack
from musnad.ledger.database import Database, marks
from musnad.text.tokens import tokenize

_INFLECTED = 3  # letters of a word that an object's ending is looked for at
_MERGED = 1000  # pages of the index that a commit merges at most, about a tenth of a second


class Asked(NamedTuple):
    """Words that statements must hold: for each its forms, of which one is enough."""

    words: list[list[str]]

    @property
    def forms(self) -> list[str]:
        """All forms, each once."""
        return list(dict.fromkeys(form for forms in self.words for form in forms))

    def condition(self, db: Database) -> tuple[str, list[Any]]:
        """A condition on ``words w``, and its values."""
        return _condition(db, self.words)

    def held_by(self, said: str) -> bool:
        """Whether words as they are indexed, joined by spaces, hold all that is asked."""
        held = set(said.split(" "))
        return all(not held.isdisjoint(forms) for forms in self.words)


def index_words(db: Database, statement: int, said: str, speaker: str, pack: Pack) -> None:
    """Make a statement findable by its words and its speaker."""
    words = [[form for forms in _words(text, pack) for form in forms] for text in (said, speaker)]
    values: list[Any] = words if db.arrays else [" ".join(forms) for forms in words]
    db.execute("INSERT INTO words (rowid, said, speaker) VALUES (?, ?, ?)", (statement, *values))


def merge_words(db: Database) -> None:
    """Merge some pieces of the index of words, of which each article leaves one."""
    if not db.arrays:
        db.execute("INSERT INTO words (words, rank) VALUES ('merge', ?)", (_MERGED,))


def asked_words(text: str, pack: Pack) -> Asked | None:
    """All words of a text, each as it stands, without its clitics, and with or without the ending of an object; None
    where it has none."""
    endings = dict.fromkeys(map(pack.fold, pack.facts.object_endings))
    words = [_with_endings(forms, endings) for forms in _words(text, pack)]
    return Asked(words) if words else None


def _with_endings(forms: list[str], endings: Collection[str]) -> list[str]:
    """The forms of a word, with those that an object has instead ("a report" as what was written)."""
    longer = [form + ending for form in forms if len(form) >= _INFLECTED for ending in endings]
    shorter = [
        form[: -len(ending)] for form in forms for ending in endings
        if form.endswith(ending) and len(form) - len(ending) >= _INFLECTED
    ]  # fmt: skip
    return list(dict.fromkeys((*forms, *longer, *shorter)))


def holding(db: Database, form: str) -> tuple[str, list[Any]]:
    """A condition on ``words w``: statements that hold one form; and its values."""
    return _condition(db, [[form]])


def words_of(db: Database, rows: Sequence[int]) -> list[tuple[int, str, str]]:
    """The rows of statements, each with its indexed words and those of its speaker's name, joined by spaces."""
    told = "rowid, array_to_string(said, ' '), array_to_string(speaker, ' ')"
    source, key = "words", "rowid"
    if not db.arrays:  # from where FTS5 keeps its rows: asked for many, it looks for each of them anew
        told, source, key = "id, c0, c1", "words_content", "id"
    return [*db.execute(f"SELECT {told} FROM {source} WHERE {key} IN ({marks(rows)})", rows)]


def _condition(db: Database, asked: list[list[str]]) -> tuple[str, list[Any]]:
    if db.arrays:
        # CAST, for a value whose type is not told.
        return " AND ".join("w.said && CAST(? AS TEXT[])" for _ in asked), [*asked]
    quoted = ((form.replace('"', "") for form in forms) for forms in asked)
    query = " AND ".join("(" + " OR ".join(f'"{form}"' for form in forms) + ")" for forms in quoted)
    return "words MATCH ?", [f"said : ({query})"]


def _words(text: str, pack: Pack) -> list[list[str]]:
    """For each word its stem, and the folded form it comes from where that differs."""
    words = [word for word in pack.lexicon.words(tokenize(text).raws) if word.kind in ("word", "number")]
    return [list(dict.fromkeys((word.stem, word.norm))) for word in words]

"""Links between a new statement and those it meets: which are looked up, and what is kept in memory for it.

Statements meet in their article, by who spoke on a day, and by pairs of rare words, within the days one claim may span.
How two are linked is decided by nothing but the two (``resolution.claims.consider``), so that no order of adding
matters. A ledger that keeps vectors (``ledger.meanings``) brings what is near in meaning beside what meets by words.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable

import msgspec

from musnad.lang.pack import Pack, load_pack
from musnad.ledger.database import Database, in_parts, marks
from musnad.ledger.meanings import Meanings
from musnad.ledger.memory import Memory
from musnad.resolution.aligning import Answers
from musnad.resolution.claims import DAYS, Glance, Told, article_of, day_number, link
from musnad.resolution.meeting import SHARED, is_few, is_whole, meeting_keys
from musnad.resolution.nearness import consider_near
from musnad.resolution.outlines import Outline, outline, outline_of
from musnad.resolution.propositions import unpack_words

_KEPT = 400_000  # statements held in memory, some .6 kB each beside their words
_OUTLINES = 400_000  # outlines held in memory, some 1 kB each
_UNDATED = 0
_told_why = json.JSONEncoder(ensure_ascii=False).encode  # made once: json.dumps makes one for each call


class Linker:
    """Links statements of one ledger."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self.memory: Memory[Told] = Memory(_KEPT)
        self._outlines: Memory[Outline] = Memory(_OUTLINES)
        self.meanings = Meanings(db)

    def link(self, n: int, one: Told, pack: Pack, vector: bytes | None = None) -> None:
        """Compare a new statement, row ``n``, with those it meets, and have it met by those that come.

        Args:
            vector: what it means, where the ledger keeps that.
        """
        db = self._db
        own = sorted(meeting_keys(one))
        few = is_few(len(own))
        met = self._meeting(own, few, one.day)
        near = self.meanings.near(vector, one.day, met) if vector is not None and one.day else {}
        ready = Answers(one.proposition)
        links = []
        for other, theirs in self.told(sorted({*met, *near}) if near else self._promising(one, met, pack)):
            if self.meanings.model is None:
                found = link(one, theirs, ready=ready)  # glanced at before
            else:
                found = consider_near(one, theirs, pack, near.get(other), other in met)
            if found is not None:
                links.append((other, n, found.relation, found.score, _told_why(found.why)))
        if links:
            db.executemany("INSERT OR IGNORE INTO links VALUES (?, ?, ?, ?, ?)", links)
        day = _ordinal(one.day)
        db.executemany("INSERT OR IGNORE INTO meets VALUES (?, ?, ?, ?)", [
            (key, day, n, int(few or is_whole(key))) for key in own
        ])  # fmt: skip
        if vector is not None and one.day:
            self.meanings.put(n, vector, one.day)
        self.memory.keep(n, msgspec.structs.replace(one, text=""))  # nothing is compared by it
        self._outlines.keep(n, outline_of(one))

    def drop(self, numbers: list[int]) -> None:
        """Forget statements that are deleted."""
        self.memory.forget(numbers)
        self._outlines.forget(numbers)
        self.meanings.drop(numbers)

    def forget(self) -> None:
        """Forget what is held in memory."""
        self.memory.forget()
        self._outlines.forget()
        self.meanings.forget()

    def _meeting(self, own: list[int], few: bool, day: str | None) -> list[int]:
        """The statements that share enough with one of these keys, and are of a day near enough or of none."""
        if not own:
            return []
        spans = [(_UNDATED, _UNDATED), (_ordinal(day) - DAYS, _ordinal(day) + DAYS)] if day else [(_UNDATED, 1 << 30)]
        part = f"SELECT statement, few FROM meets WHERE meet IN ({marks(own)}) AND day BETWEEN ? AND ?"
        values = [value for span in spans for value in (*own, *span)]
        enough = "" if few else f" HAVING count(*) >= {SHARED} OR max(few) > 0"
        rows = self._db.execute(
            f"SELECT statement FROM ({' UNION ALL '.join([part] * len(spans))}) AS met GROUP BY statement{enough}",
            values,
        )
        return [n for (n,) in rows]

    def _promising(self, one: Told, met: list[int], pack: Pack) -> list[int]:
        """Those of the statements met that may be of one claim with this one, at a glance."""
        seen, missing = self._outlines.among(met)
        for part in in_parts(missing):
            for n, key, words, language, sign, own, speaker, country, day in self._db.execute(
                f"SELECT n, key, wording, language, sign, own, speaker, speaks_for, day "
                f"FROM statements WHERE n IN ({marks(part)})", part,
            ).fetchall():  # fmt: skip
                made = outline(
                    article=_article(key),
                    words=words,
                    language=language,
                    sign=sign,
                    own=bool(own),
                    speaker=speaker,
                    speaks_for=country,
                    day=day,
                )
                seen.append((n, self._outlines.keep(n, made)))
        return Glance(one, pack).promising(seen)

    def told(self, numbers: list[int]) -> Iterable[tuple[int, Told]]:
        """Statements by their rows, from memory where they are held there; without their texts."""
        missing = []
        for n in numbers:
            held = self.memory.get(n)
            if held is not None:
                yield n, held
            else:
                missing.append(n)
        for part in in_parts(missing):
            for n, key, sign, stance, wish, own, speaker, country, day, words, language in self._db.execute(
                f"SELECT n, key, sign, stance, wish, own, speaker, speaks_for, day, wording, language "
                f"FROM statements WHERE n IN ({marks(part)})", part,
            ).fetchall():  # fmt: skip
                one = Told.of(
                    key=key, article=_article(key), statement="", text="", pack=load_pack(language),
                    read=unpack_words(words, language), sign=sign, stance=stance, wish=bool(wish), own=bool(own),
                    speaker=speaker, speaks_for=country, day=day, seen=self._outlines.get(n),
                )  # fmt: skip
                yield n, self.memory.keep(n, one)


def _article(key: str) -> str:
    """The id of the article that a statement's key begins with; one string for all its statements."""
    return sys.intern(article_of(key))


def _ordinal(day: str | None) -> int:
    return day_number(day) if day else _UNDATED

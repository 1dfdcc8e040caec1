"""The ledger: articles in, articles out; what is derived from them follows.

An article is stored in one transaction with its statements, its links to other statements and articles, and the
names it shows; claims and actors are settled before each commit. The same articles in another order end in the
same claims.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from types import TracebackType

import msgspec

from musnad.errors import NotFound
from musnad.lang.pack import Pack, load_pack
from musnad.ledger.database import connect, marks, told_plainly
from musnad.ledger.packing import (
    engine,
    fingerprint,
    pack_article,
    pack_reading,
    tag,
    unpack_article,
    unpack_reading,
)
from musnad.ledger.settling import settle
from musnad.ledger.sightings import add_sightings
from musnad.ledger.words import index_words
from musnad.model import Article, Reading
from musnad.resolution.claims import (
    Told,
    barred,
    link,
    may_link,
    meeting_keys,
    meets,
    name_keys,
    said_keys,
    statement_keys,
    told,
)
from musnad.resolution.copies import is_formula, judge_copy, worth_aligning
from musnad.resolution.passages import Sketch, sketch

_BATCH = 120  # articles to a commit; what is derived is settled once for all of them
_CANDIDATES = 300  # statements one is compared with, those that share most
_COPIES = 200  # articles one is aligned with
_KEPT = 9_000  # propositions held in memory, and half as many sketches


class Added(msgspec.Struct):
    """What became of the articles handed in."""

    new: int = 0
    replaced: int = 0
    known: int = 0


class Ledger:
    """A database of readings. Use as a context manager; one writer, any number of readers.

    Args:
        url: path of an SQLite file; it is made where there is none.
        must_exist: an error instead of a new file.

    Raises:
        MusnadError: it cannot be opened, is no ledger, or is locked, full or damaged.
    """

    def __init__(self, url: str = "musnad.db", *, must_exist: bool = False) -> None:
        self.url = url
        self.db = connect(url, must_exist)
        self._told = lru_cache(maxsize=_KEPT)(self._load_told)
        self._sketch = lru_cache(maxsize=_KEPT // 2)(self._load_sketch)

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the database; whatever was not committed is as if it had not been added."""
        self.db.close()

    def knows(self, article: Article) -> bool:
        """Whether this very article is there, read by this engine."""
        with told_plainly(self.url):
            row = self.db.execute("SELECT hash, engine FROM articles WHERE id = ?", (article.id,)).fetchone()
        return row is not None and row == (fingerprint(article), engine(article.language))

    def add(self, readings: Iterable[Reading]) -> Added:
        """Store readings; one of an article that is there already replaces it, if anything in it is different.

        What is stored is committed every so many articles, and once more when the readings end or are interrupted.

        Raises:
            MusnadError: the database refuses; what was committed before is kept.
        """
        done = Added()
        waiting = 0
        with told_plainly(self.url):
            try:
                for reading in readings:
                    if self.knows(reading.article):
                        done.known += 1
                        continue
                    if not waiting:
                        self.db.begin()
                    waiting += 1
                    if self._put(reading):
                        done.replaced += 1
                    else:
                        done.new += 1
                    if waiting >= _BATCH:
                        self._commit()
                        waiting = 0
            except Exception:
                self.db.rollback()
                raise
            finally:
                if self.db.writing:
                    self._commit()
        return done

    def remove(self, ident: str) -> bool:
        """Take an article out, with all that rests on it; False where there is none of this id."""
        with told_plainly(self.url):
            self.db.begin()
            try:
                found = self._drop(ident)
                self._commit()
            except BaseException:
                self.db.rollback()
                raise
        return found

    def stale(self) -> Iterator[Article]:
        """The articles that an older engine read, or one with other data."""
        with told_plainly(self.url):
            rows = self.db.execute("SELECT id, language, engine FROM articles ORDER BY id").fetchall()
            for ident, language, read_by in rows:
                if read_by != engine(language):
                    yield self.article(ident)

    def article(self, ident: str) -> Article:
        """The article of this id. Raises MusnadError where there is none."""
        row = self.db.execute("SELECT article FROM articles WHERE id = ?", (ident,)).fetchone()
        if row is None:
            raise NotFound(self.url, f"there is no article {ident!r}")
        return unpack_article(row[0])

    def reading(self, ident: str) -> Reading:
        """The reading of the article of this id. Raises MusnadError where there is none."""
        row = self.db.execute("SELECT article, reading FROM articles WHERE id = ?", (ident,)).fetchone()
        if row is None:
            raise NotFound(self.url, f"there is no article {ident!r}")
        return unpack_reading(row[1], unpack_article(row[0]))

    def _put(self, reading: Reading) -> bool:
        """Store one reading wholly or, when something comes between, not at all; whether it replaced another."""
        self.db.execute("SAVEPOINT article")
        try:
            replaced = self._drop(reading.article.id)
            self._insert(reading)
        except BaseException:
            self.db.execute("ROLLBACK TO SAVEPOINT article")
            self._told.cache_clear()
            self._sketch.cache_clear()
            raise
        self.db.execute("RELEASE SAVEPOINT article")
        return replaced

    def _commit(self) -> None:
        settle(self.db)
        self.db.commit()

    def _drop(self, ident: str) -> bool:
        """Delete an article's rows; the neighbours of its statements and names are to be settled anew."""
        db = self.db
        row = db.execute("SELECT n FROM articles WHERE id = ?", (ident,)).fetchone()
        if row is None:
            return False
        article = row[0]
        statements = [n for (n,) in db.execute("SELECT n FROM statements WHERE article = ?", (article,))]
        for n in statements:
            for column, other in (("a", "b"), ("b", "a")):
                db.execute(f"INSERT OR IGNORE INTO dirty_statements SELECT {other} FROM links WHERE {column} = ?", (n,))
                db.execute(f"DELETE FROM links WHERE {column} = ?", (n,))
            db.execute("DELETE FROM meets WHERE statement = ?", (n,))
            db.execute("DELETE FROM words WHERE rowid = ?", (n,))
            # A claim that carried this statement's tag is settled by those who stay in it.
            db.execute(
                "INSERT OR IGNORE INTO dirty_statements SELECT o.n FROM statements s JOIN statements o "
                "ON o.claim = s.claim WHERE s.n = ?", (n,),
            )  # fmt: skip
            db.execute("DELETE FROM claims WHERE id = (SELECT claim FROM statements WHERE n = ?)", (n,))
        db.execute("DELETE FROM statements WHERE article = ?", (article,))
        for n in statements:
            db.execute("DELETE FROM dirty_statements WHERE statement = ?", (n,))
        db.execute("INSERT OR IGNORE INTO dirty_profiles SELECT profile FROM sightings WHERE article = ?", (article,))
        for table in ("sightings", "prints"):
            db.execute(f"DELETE FROM {table} WHERE article = ?", (article,))
        for column, other in (("a", "b"), ("b", "a")):
            db.execute(
                f"INSERT OR IGNORE INTO dirty_statements SELECT s.n FROM copies c JOIN statements s "
                f"ON s.article = c.{other} WHERE c.{column} = ?", (article,),
            )  # fmt: skip
            db.execute(f"DELETE FROM copies WHERE {column} = ?", (article,))
        db.execute("DELETE FROM articles WHERE n = ?", (article,))
        self._told.cache_clear()
        self._sketch.cache_clear()
        return True

    def _insert(self, reading: Reading) -> None:
        article = reading.article
        pack = load_pack(article.language)
        own = sketch(article, pack)
        number = self.db.execute(
            "INSERT INTO articles (id, outlet, day, title, url, language, hash, engine, credits, prints, article, "
            "reading) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING n",
            (article.id, article.outlet, article.date, article.title, article.url, article.language,
             fingerprint(article), engine(article.language), "[]", len(own.prints),
             pack_article(article), pack_reading(reading)),
        ).fetchone()[0]  # fmt: skip
        profiles = add_sightings(self.db, number, reading, own.credits)
        self._insert_statements(number, reading, pack, profiles)
        self._insert_copies(number, article, own)

    def _insert_statements(self, number: int, reading: Reading, pack: Pack, profiles: dict[str, int]) -> None:
        keys = statement_keys(reading)
        put_forward = {one.statement: one for one in told(reading, pack)}
        text = reading.article.text
        for one in reading.statements:
            said = put_forward.get(one.id)
            content = " … ".join(span.of(text) for span in one.content)
            speaker = one.speaker
            public = tag("s", keys[one.id])
            row = {
                "tag": public, "key": keys[one.id], "article": number, "local": one.id, "act": one.act,
                "day": said.day if said else one.said_on or reading.article.date, "said_on": one.said_on,
                "stance": said.stance if said else "other", "sign": said.sign if said else 1,
                "wish": int(bool(said and said.wish)), "own": int(bool(said and said.own)),
                "terms": len(said.proposition.terms) if said else 0,
                "keys": " ".join(sorted(said_keys(said))) if said else "", "speaker": speaker.name if speaker else "",
                "kind": speaker.kind if speaker else "anonymous", "profile": profiles.get(one.id),
                "relays": json.dumps([profiles[relay.name] for relay in one.relays if relay.name in profiles]),
                "channel": one.channel.kind if one.channel else None, "content": content,
                "confidence": one.confidence, "claim": public,
            }  # fmt: skip
            n = self.db.execute(
                f"INSERT INTO statements ({', '.join(row)}) VALUES ({', '.join('?' * len(row))}) RETURNING n",
                [*row.values()],
            ).fetchone()[0]
            index_words(self.db, n, content, speaker.name if speaker else "", pack)
            self.db.execute("INSERT OR IGNORE INTO dirty_statements VALUES (?)", (n,))
            if said is not None:
                self._link(n, said, pack)

    def _link(self, n: int, one: Told, pack: Pack) -> None:
        """Compare a new statement with those it meets."""
        db = self.db
        own = sorted(meeting_keys(one, pack))
        rows = db.execute(
            f"SELECT s.n, count(*), s.terms, s.keys, s.day, s.own, s.speaker FROM meets m "
            f"JOIN statements s ON s.n = m.statement WHERE m.meet IN ({marks(own)}) GROUP BY s.n "
            f"ORDER BY count(*) DESC, s.key LIMIT {_CANDIDATES}", own,
        ).fetchall()  # fmt: skip
        ours = said_keys(one)
        for other, shared, terms, keys, day, does, speaker in rows:
            own_deed = one.own or bool(does)
            one_voice = own_deed and not one.speaker_terms.isdisjoint(name_keys(speaker, pack))
            if barred(one.day, day, own_deed, one_voice):
                continue
            if not meets(len(own), terms, shared) or not may_link(ours, frozenset(keys.split()), pack):
                continue
            found = link(one, self._told(other), pack)
            if found is not None:
                db.execute(
                    "INSERT OR IGNORE INTO links VALUES (?, ?, ?, ?, ?)",
                    (other, n, found.relation, found.score, json.dumps(found.why, ensure_ascii=False)),
                )
        db.executemany("INSERT OR IGNORE INTO meets VALUES (?, ?)", [(key, n) for key in own])

    def _load_told(self, n: int) -> Told:
        row = self.db.execute(
            "SELECT s.key, a.id, s.local, s.content, s.sign, s.stance, s.wish, s.own, s.speaker, s.day, a.language "
            "FROM statements s JOIN articles a ON a.n = s.article WHERE s.n = ?", (n,),
        ).fetchone()  # fmt: skip
        key, article, local, content, sign, stance, wish, own, speaker, day, language = row
        return Told.of(
            key=key, article=article, statement=local, text=content, pack=load_pack(language), sign=sign, stance=stance,
            wish=bool(wish), own=bool(own), speaker=speaker, day=day,
        )  # fmt: skip

    def _load_sketch(self, n: int) -> tuple[Article, Sketch]:
        row = self.db.execute("SELECT article FROM articles WHERE n = ?", (n,)).fetchone()
        article = unpack_article(row[0])
        head = msgspec.structs.replace(article, text="", extra={})
        return head, sketch(article, load_pack(article.language))

    def _insert_copies(self, number: int, article: Article, own: Sketch) -> None:
        """Find what the article copies; runs of words that turn out to be formulas are judged anew."""
        db = self.db
        prints = sorted(own.prints)
        met: Counter[int] = Counter()
        sizes: dict[int, int] = {}
        days: dict[int, list[str | None]] = {run: [] for run in prints}
        formulas: set[int] = set()
        for start in range(0, len(prints), 500):
            part = prints[start : start + 500]
            formulas |= self._formulas_among(part)
            for run, other, day, size in db.execute(
                f"SELECT p.print, p.article, p.day, a.prints FROM prints p JOIN articles a ON a.n = p.article "
                f"WHERE p.print IN ({marks(part)})", part,
            ):  # fmt: skip
                met[other] += 1
                sizes[other] = size
                days[run].append(day)
        fresh = [run for run in prints if run not in formulas]
        db.executemany("INSERT INTO prints VALUES (?, ?, ?)", [(run, number, article.date) for run in fresh])
        turned = [run for run in fresh if is_formula([*days[run], article.date])]
        for run in turned:
            self._make_formula(run)
            formulas.add(run)
        for other, shared in sorted(met.most_common(_COPIES)):
            if worth_aligning(len(prints), sizes[other], shared):
                self._judge_copy(other, number, formulas, (article, own))

    def _formulas_among(self, prints: list[int]) -> set[int]:
        """Which of some runs of words are known to be formulas."""
        found = self.db.execute(f"SELECT print FROM formulas WHERE print IN ({marks(prints)})", prints)
        return {run for (run,) in found}

    def _make_formula(self, run: int) -> None:
        """A run of words has come back too often: whoever met by it alone is judged again."""
        db = self.db
        db.execute("INSERT OR IGNORE INTO formulas VALUES (?)", (run,))
        holders = [n for (n,) in db.execute("SELECT article FROM prints WHERE print = ?", (run,))]
        db.execute("DELETE FROM prints WHERE print = ?", (run,))
        pairs = db.execute(
            f"SELECT a, b FROM copies WHERE a IN ({marks(holders)}) AND b IN ({marks(holders)})", (*holders, *holders)
        ).fetchall()
        for a, b in pairs:
            db.execute("DELETE FROM copies WHERE a = ? AND b = ?", (a, b))
            self._judge_copy(a, b, None, None)

    def _judge_copy(self, a: int, b: int, formulas: set[int] | None, own: tuple[Article, Sketch] | None) -> None:
        first, one = self._sketch(a)
        second, other = own or self._sketch(b)
        if formulas is None:
            shared = sorted(set(one.prints) & set(other.prints))
            formulas = self._formulas_among(shared)
        found = judge_copy(first, one, second, other, formulas)
        if found is not None:
            self.db.execute(
                "INSERT OR IGNORE INTO copies VALUES (?, ?, ?, ?, ?, ?, ?)",
                (a, b, found.kind, found.share_a, found.share_b, found.first,
                 json.dumps(found.why, ensure_ascii=False)),
            )  # fmt: skip
            for article in (a, b):
                self.db.execute(
                    "INSERT OR IGNORE INTO dirty_statements SELECT n FROM statements WHERE article = ?", (article,)
                )

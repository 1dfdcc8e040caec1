"""Where two texts run word for word alike: sketches of articles, and their alignment with offsets.

A sketch keeps the hashes of an article's folded words, and of its runs of words those that winnowing picks
(Schleimer, Wilkerson, Aiken 2003): of every window of ``_WINDOW`` runs of ``_RUN`` words the least hash. Two
texts that share a passage of ``_RUN + _WINDOW - 1`` words or more share at least one of these prints, wherever
the passage stands, so that cut, joined and re-titled copies meet too.
"""

from __future__ import annotations

from array import array
from collections.abc import Container, Sequence
from functools import lru_cache
from hashlib import blake2b

import msgspec

from musnad.lang.pack import Pack
from musnad.model import Article, Span
from musnad.text.quotes import pair_quotes
from musnad.text.tokens import tokenize

_RUN = 5  # words of a run that is hashed
_WINDOW = 12  # runs of which one is kept
_SEED = 4  # words that start a passage
_SHORTEST = 6  # words a passage has at least
_GAP = 10  # words an edit may put between two pieces of a passage
_REPEATS = 6  # places of one run that are tried
_EDGE = 16  # words at either end of an article where an agency is credited
_MASK = (1 << 63) - 1
_FACTOR = 0x9E3779B97F4A7C15
_MEDIA = frozenset({"media"})


class Sketch(msgspec.Struct, frozen=True):
    """What of an article is compared: word hashes, their offsets, whether each is quoted or a number.

    ``prints`` are the runs that winnowing picked and the word each begins with; ``credits`` the
    agencies named at either end.
    """

    words: array[int]
    starts: array[int]
    ends: array[int]
    quoted: frozenset[int]
    numbers: frozenset[int]
    prints: dict[int, int]
    credits: frozenset[str] = frozenset()


class Passage(msgspec.Struct, frozen=True):
    """Words that stand in both texts: code points in ``a`` and in ``b``; ``words`` alike, ``free`` outside quotes.

    ``formula`` says that these words stand in many articles: a set phrase, a title, a form.
    """

    a: Span
    b: Span
    words: int
    free: int
    formula: bool = False


class Alignment(msgspec.Struct, frozen=True):
    """The shared passages of two sketches in the order of ``a``.

    ``free_a`` and ``free_b`` count the words of each that stand in no quotation; ``shared`` the words alike,
    ``free`` those of them in no quotation and no formula; ``renumbered`` the places where only a number differs.
    """

    passages: tuple[Passage, ...]
    shared: int
    free: int
    free_a: int
    free_b: int
    renumbered: int

    def turned(self) -> Alignment:
        """The same with the two sketches in each other's place."""
        passages = (Passage(one.b, one.a, one.words, one.free, one.formula) for one in self.passages)
        return Alignment(
            tuple(sorted(passages, key=lambda one: one.a.start)), self.shared, self.free, self.free_b, self.free_a,
            self.renumbered,
        )  # fmt: skip


def sketch(article: Article, pack: Pack) -> Sketch:
    """The sketch of an article. Any text is accepted; time is linear in its length."""
    tokens = tokenize(article.text)
    quotes = [(q.inner_start, q.inner_end) for q in pair_quotes(tokens, pack.marks) if q.closed and not q.depth]
    words: list[int] = []
    kept: list[int] = []
    quoted: set[int] = set()
    numbers: set[int] = set()
    at = 0
    for i, raw in enumerate(tokens.raws):
        if not raw[0].isalnum():
            continue
        start = tokens.starts[i]
        while at < len(quotes) and quotes[at][1] <= start:
            at += 1
        if at < len(quotes) and quotes[at][0] <= start:
            quoted.add(len(words))
        if raw[0].isdigit():
            numbers.add(len(words))
        words.append(_hash(pack.fold(raw)))
        kept.append(i)
    return Sketch(
        words=array("Q", words), starts=array("L", [tokens.starts[i] for i in kept]),
        ends=array("L", [tokens.ends[i] for i in kept]), quoted=frozenset(quoted), numbers=frozenset(numbers),
        prints=_winnow(_runs(words, _RUN)),
        credits=_credits(tokens.raws, pack),
    )  # fmt: skip


@lru_cache(maxsize=1 << 18)
def _hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "big")


def _runs(words: Sequence[int], size: int) -> list[int]:
    """A hash of each run of ``size`` words; the same run has the same hash in every process."""
    out = []
    for i in range(len(words) - size + 1):
        value = 0
        for word in words[i : i + size]:
            value = (value * _FACTOR + word) & _MASK
        out.append(value ^ (value >> 29))
    return out


def _winnow(runs: Sequence[int]) -> dict[int, int]:
    """The least run of each window, with where it first stands."""
    least = {min(runs[i : i + _WINDOW]) for i in range(max(len(runs) - _WINDOW, 0) + 1)} if runs else set()
    found: dict[int, int] = {}
    for at, run in enumerate(runs):
        if run in least:
            found.setdefault(run, at)
    return found


def _credits(raws: Sequence[str], pack: Pack) -> frozenset[str]:
    """The names of the agencies told at the beginning or the end of a text."""
    found = set()
    for edge in (raws[:_EDGE], raws[-_EDGE:]):
        words = pack.lexicon.words(edge)
        for at in range(len(words)):
            match = pack.lexicon.match(words, at, _MEDIA) if words[at].phrases else None
            if match is not None and match.phrase.value.kind == "agency":
                found.add(match.phrase.value.name)
    return frozenset(found)


def align(a: Sketch, b: Sketch, formulas: Container[int] = ()) -> Alignment:
    """All passages two texts share, each place of ``b`` used once; ``formulas`` are prints known to be common.

    It goes along ``a`` and takes the longest run it finds: along ``b`` others may be found.
    """
    pieces = _pieces(a, b)
    passages: list[Passage] = []
    shared = free = renumbered = 0
    at = 0
    while at < len(pieces):
        i, j, size = pieces[at]
        words, loose = size, _free(a, b, i, j, size)
        end_i, end_j = i + size, j + size
        while at + 1 < len(pieces):
            next_i, next_j, more = pieces[at + 1]
            if not (0 <= next_i - end_i <= _GAP and 0 <= next_j - end_j <= _GAP):
                break
            one = {a.words[k] for k in range(end_i, next_i) if k in a.numbers}
            other = {b.words[k] for k in range(end_j, next_j) if k in b.numbers}
            renumbered += bool(one and other and one != other)
            words, loose = words + more, loose + _free(a, b, next_i, next_j, more)
            end_i, end_j, at = next_i + more, next_j + more, at + 1
        prints = [run for run, place in a.prints.items() if i <= place and place + _RUN <= end_i and run in b.prints]
        common = sum(run in formulas for run in prints) * 2 >= max(len(prints), 1)
        here, there = Span(a.starts[i], a.ends[end_i - 1]), Span(b.starts[j], b.ends[end_j - 1])
        passages.append(Passage(here, there, words, loose, common))
        shared, free, at = shared + words, free + (0 if common else loose), at + 1
    return Alignment(
        tuple(passages), shared, free, len(a.words) - len(a.quoted), len(b.words) - len(b.quoted), renumbered
    )


def _seeds(words: Sequence[int]) -> list[tuple[int, ...]]:
    """The words, so many together, that may start a passage."""
    return [*zip(*(words[at:] for at in range(_SEED)), strict=False)]


def _free(a: Sketch, b: Sketch, i: int, j: int, size: int) -> int:
    return sum(i + k not in a.quoted and j + k not in b.quoted for k in range(size))


def _pieces(a: Sketch, b: Sketch) -> list[tuple[int, int, int]]:
    """Runs of equal words (start in a, start in b, length), in the order of a; no word of b twice."""
    places: dict[tuple[int, ...], list[int]] = {}
    for j, run in enumerate(_seeds(b.words)):
        found = places.setdefault(run, [])
        if len(found) < _REPEATS:
            found.append(j)
    taken = bytearray(len(b.words))
    pieces: list[tuple[int, int, int]] = []
    i, runs = 0, _seeds(a.words)
    while i < len(runs):
        best, start = 0, -1
        for j in places.get(runs[i], ()):
            size = 0
            while (
                i + size < len(a.words)
                and j + size < len(b.words)
                and a.words[i + size] == b.words[j + size]
                and not taken[j + size]
            ):
                size += 1
            if size > best:
                best, start = size, j
        if best >= _SHORTEST or (best >= _SEED and pieces and 0 <= start - sum(pieces[-1][1:]) <= _GAP):
            pieces.append((i, start, best))
            taken[start : start + best] = b"\1" * best
            i += best
        else:
            i += 1
    return pieces

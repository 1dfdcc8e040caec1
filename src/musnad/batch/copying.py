"""Steps that find copies: articles meet by their runs of words, pairs that share enough are aligned."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from musnad.batch.engine import Row
from musnad.batch.readings import stored
from musnad.batch.records import in_order, of_kind, packed, pair, unpacked
from musnad.lang.pack import load_pack
from musnad.model import Article
from musnad.resolution.copies import Copy, is_formula, judge_copy, worth_aligning
from musnad.resolution.passages import sketch

_STORE, _FORMULA, _ASK = 0, 1, 2  # kinds of values that meet under an article


def meet_prints(key: bytes, values: Iterator[bytes]) -> Iterator[Row]:
    """Articles with one run of words: a ``pair`` each two, or a ``formula`` where it is nobody's."""
    holders = [unpacked(value, tuple[str, str | None, int]) for value in values]
    if is_formula(day for _, day, _ in holders):
        for article, _, _ in holders:
            yield "formula", article.encode(), of_kind(_FORMULA, key)
        return
    for (one, _, own), (other, _, theirs) in combinations(holders, 2):
        yield "pair", pair(one, other), packed((own, theirs))


def weigh_pair(key: bytes, values: Iterator[bytes]) -> Iterator[Row]:
    """Two articles that share enough runs ``ask`` each for its text."""
    sizes = [unpacked(value, tuple[int, int]) for value in values]
    if worth_aligning(*sizes[0], len(sizes)):
        for article in unpacked(key, tuple[str, str]):
            yield "ask", article.encode(), of_kind(_ASK, key)


def bring_texts(key: bytes, values: Iterator[bytes]) -> Iterator[Row]:
    """An article goes to each pair that asks for it, as a ``half``, with the runs in it that are nobody's."""
    article: Article | None = None
    formulas: list[bytes] = []
    sent = b""
    for value in values:
        if value[0] == _STORE:
            _, article, _ = stored(value)
        elif value[0] == _FORMULA:
            formulas.append(value[1:])
        elif article is not None:
            sent = sent or packed((article, formulas))
            yield "half", value[1:], sent


def judge_pair(key: bytes, values: Iterator[bytes]) -> Iterator[Row]:
    """Two texts: a ``copy`` by its day where one copies the other, and each is ``near`` the other."""
    halves = [unpacked(value, tuple[Article, list[bytes]]) for value in values]
    if len(halves) != 2:
        return
    (a, x), (b, y) = sorted(halves, key=lambda half: half[0].id)
    formulas = frozenset(int.from_bytes(run, "big") for run in (*x, *y))
    one, other = sketch(a, load_pack(a.language)), sketch(b, load_pack(b.language))
    found = judge_copy(a, one, b, other, formulas)
    if found is None:
        return
    day = max(a.date or "", b.date or "")
    yield "copy", packed(("copies", day)), in_order(f"{a.id} {b.id}", packed(_row(found)))
    yield "near", a.id.encode(), of_kind(1, packed(("near", b.id, "")))
    yield "near", b.id.encode(), of_kind(1, packed(("near", a.id, "")))


def _row(found: Copy) -> dict[str, object]:
    places = [(p.a.start, p.a.end, p.b.start, p.b.end) for p in found.passages]
    return {
        "a": found.a, "b": found.b, "kind": found.kind, "share_a": found.share_a, "share_b": found.share_b,
        "first": found.first, "passages": places, "why": list(found.why),
    }  # fmt: skip

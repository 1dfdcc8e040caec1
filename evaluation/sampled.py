"""What it costs that statements meet and are compared, measured at some of their meeting places only.

Claims grow because statements meet; a pair counts at one of the places it shares (``batch.linking``), and places know
nothing of each other. So the whole work of one place in so many, picked by their hash, is that share of the work, and
the pairs and links found there that share of all; several such samples tell how far that may be off. All statements
are there, multiplied (``evaluation.multiply``), but of each only what places and comparing ask for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from pathlib import Path

import msgspec

from evaluation import kept
from evaluation.multiply import Copier, Days, facts_of
from evaluation.picking import Picker, sample_of
from musnad.batch.engine import LocalEngine, Row
from musnad.batch.linking import bring_words, link_met, meet_words, meeting_value
from musnad.batch.records import Said, of_kind, packed, unpacked
from musnad.lang.pack import load_pack
from musnad.model import Reading
from musnad.resolution.claims import Told, day_number, meeting_words, name_keys, place_of, places_of, told
from musnad.resolution.outlines import Outline
from musnad.resolution.propositions import Proposition, pack_words, word_key
from musnad.resolution.weights import key_weight, weigh
from musnad.text.tokens import tokenize

PARTS = 4  # samples, which together are what was asked for
_NO_WORDS = Proposition((), {})


class Drawn(msgspec.Struct, array_like=True, frozen=True):
    """A statement as it is compared, its words by their numbers; ``tail`` ends its key, which its article begins."""

    tail: str
    said: Said
    words: tuple[int, ...]


class Drawings(msgspec.Struct, array_like=True, frozen=True):
    """The statements of each article, and the distinct words of all, each with whether it stands for itself."""

    words: list[tuple[str, bool]]
    articles: list[tuple[str, str | None, list[Drawn]]]


class Making(msgspec.Struct, array_like=True, frozen=True):
    """How statements are multiplied: of which readings, into how many days (:class:`evaluation.multiply.Days`), whether
    ``even``: each day brings as many articles as any other, those without a day too; one place in how many is seen."""

    given: str
    span: int
    even: bool
    every: int


def outline(readings: Iterator[Reading], copier: Copier) -> Drawings:
    """What of these readings is needed to multiply their statements."""
    numbers: dict[tuple[str, bool], int] = {}
    articles = []
    for reading in readings:
        article, pack = reading.article, load_pack(reading.article.language)
        found = []
        for one in told(reading, pack):
            raws = tokenize(one.text).raws
            fixed = {raw for raw, stays in zip(raws, copier.fixed(raws), strict=True) if stays}
            said, tail = Said.of(one, pack.code), one.key[len(article.id) :]
            lines = [(line, "\t" in line or line in fixed) for line in pack_words(one.proposition).split("\n")]
            words = tuple(numbers.setdefault(line, len(numbers)) for line in lines)
            found.append(Drawn(tail, msgspec.structs.replace(said, words="", key="", article=""), words))
        articles.append((article.id, article.date, found))
    return Drawings([*numbers], articles)


class _Held(msgspec.Struct, frozen=True):
    """The outlines of a folder: the first statement of each article among all, its place by its day, a picker."""

    found: Drawings
    first: list[int]
    places: list[int]
    picker: Picker


@lru_cache(maxsize=1)
def _held(given: str) -> _Held:
    """The outlines of the readings in a folder, made once and kept beside them."""
    folder = Path(given)
    facts = facts_of(folder)
    path = folder / f"outlines-{len(facts.files)}"
    if not path.exists():
        readings = (one for name in sorted(facts.files) for one in kept.load(folder / name))
        path.with_suffix(".half").write_bytes(packed(outline(readings, _copier(given))))
        path.with_suffix(".half").replace(path)
    found = unpacked(path.read_bytes(), Drawings)
    first, order, last = [0], list[tuple[str, int]](), ""
    for number, (_, day, statements) in enumerate(found.articles):
        first.append(first[-1] + len(statements))
        last = day or last  # one without a day stands where the one before it does
        order.append((last, number))
    places = [0] * len(order)
    for place, (_, number) in enumerate(sorted(order)):
        places[number] = place
    words = [one.words for _, _, statements in found.articles for one in statements]
    return _Held(found, first, places, Picker(words))


@lru_cache(maxsize=1)
def _copier(given: str) -> Copier:
    facts = facts_of(Path(given))
    return Copier(facts.stems, Days(0, facts.first, facts.last))


def multiplied(making: Making, turn: int, size: int) -> Iterator[tuple[Said, Told, dict[int, int]]]:
    """The statements of copy number ``turn`` of the first ``size`` articles that have a place in the samples: as each
    travels, as it meets (without its words), and all its places, each with the sample it is in (:data:`PARTS`: none).
    """
    held, facts = _held(making.given), facts_of(Path(making.given))
    copier, days, pack = _copier(making.given), Days(making.span, facts.first, facts.last), load_pack("ar")
    samples, total = making.every * PARTS, len(held.found.articles)
    names: dict[str, str] = {}
    lines = [copier.word(line, turn) if turn and not stays else line for line, stays in held.found.words]
    keys = [word_key(line, pack.code) for line in lines]
    weights = [key_weight(key, pack) for key in keys]
    picked = held.picker.pick(keys, weights, samples, PARTS)
    for number, (ident, _, statements) in enumerate(held.found.articles[:size]):
        article = f"{ident}-{turn}" if turn else ident
        here = sample_of([article], samples)
        for at, one in enumerate(statements, held.first[number]):
            if here >= PARTS and not picked[at]:
                continue
            own = {keys[each]: weights[each] for each in one.words if keys[each]}
            meets = {place_of(words): min(sample_of(words, samples), PARTS) for words in meeting_words(own)}
            meets |= dict.fromkeys(places_of({}, article), min(here, PARTS))
            if not own or min(meets.values()) == PARTS:
                continue
            if one.said.speaker not in names:
                names[one.said.speaker] = copier.text(one.said.speaker, turn) if turn else one.said.speaker
            said = msgspec.structs.replace(
                one.said, key=article + one.tail, article=article, speaker=names[one.said.speaker],
                words="\n".join(lines[each] for each in one.words if keys[each]),
                day=days.at(held.places[number] / total) if making.even else days.other(one.said.day, turn),
            )  # fmt: skip
            seen = Outline(
                article, tuple(sorted(own)), weigh(own, pack), said.sign, said.own, said.speaks_for,
                name_keys(said.speaker, pack), day_number(said.day) if said.day else None, pack.code,
            )  # fmt: skip
            yield said, Told.of(
                read=_NO_WORDS, pack=pack, seen=seen, key=said.key, article=article, statement=said.statement, text="",
                sign=said.sign, stance=said.stance, wish=said.wish, own=said.own, speaker=said.speaker,
                speaks_for=said.speaks_for, day=said.day,
            ), meets  # fmt: skip


def spread(making: Making, item: bytes) -> Iterator[Row]:
    """The records of a task's statements at the places of each sample, as the batch's own step has them."""
    turn, size = unpacked(item, tuple[int, int])
    for said, one, meets in multiplied(making, turn, size):
        meeting = meeting_value(one, meets, load_pack(said.language))
        for place, part in meets.items():
            if part < PARTS:
                yield f"meet-{part}", place.to_bytes(8, "big"), meeting
        for part in {*meets.values()} - {PARTS}:
            yield f"said-{part}", said.key.encode(), of_kind(0, packed(said))


class Found(msgspec.Struct, frozen=True):
    """What a sample found: pairs that met, links, and how many of the pairs, and of those of one claim, are of two
    copies. Within a copy of the corpus these grow with the number of copies, across copies with its square."""

    pairs: int
    links: int
    pairs_across: int
    same: int
    same_across: int


def compare_samples(engine: LocalEngine, making: Making, count: int) -> list[Found]:
    """Make so many articles' statements, let those of each sample meet, and compare them."""
    total = len(_held(making.given).found.articles)
    turns = [packed((turn, min(total, count - turn * total))) for turn in range(-(-count // total))]
    engine.source("articles", turns, partial(spread, making))
    found = []
    for part in range(PARTS):
        said = f"articles/said-{part}"
        engine.group(f"meetings-{part}", [f"articles/meet-{part}"], meet_words)
        engine.group(f"words-{part}", [said, f"meetings-{part}/ask"], bring_words)
        engine.group(f"links-{part}", [said, f"words-{part}/half"], link_met)
        asked, linked = f"meetings-{part}/ask", f"links-{part}/weight"
        met = [(key, value[1:]) for key, value in engine.records(asked)]
        same = [(key, unpacked(value[1:], tuple[str, float])[0].encode()) for key, value in engine.records(linked)]
        found.append(
            Found(
                len(met), engine.count(f"links-{part}/link"), _across(making, met), len(same), _across(making, same),
            )
        )  # fmt: skip
    return found


def _across(making: Making, pairs: Iterable[tuple[bytes, bytes]]) -> int:
    """How many pairs of statements are of two copies of the corpus."""
    own = {ident for ident, _, _ in _held(making.given).found.articles}

    def copy_of(key: bytes) -> str:
        article = key.decode().rsplit(":", 3)[0]
        return "" if article in own else article.rpartition("-")[2]

    return sum(copy_of(one) != copy_of(other) for one, other in pairs)


def statements_of(making: Making, count: int) -> int:
    """How many statements so many articles have that can meet others."""
    articles = _held(making.given).found.articles
    each = [len(statements) for _, _, statements in articles]
    whole, rest = divmod(count, len(articles))
    return whole * sum(each) + sum(each[:rest])


def forget() -> None:
    """Let go of the readings that are held."""
    _held.cache_clear()
    _copier.cache_clear()

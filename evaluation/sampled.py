"""What it costs that statements meet and are compared, measured at some of their meeting places only.

Claims grow because statements meet; a pair counts at one of the places it shares (``batch.linking``), and places know
nothing of each other. So the whole work of one place in so many, picked by their hash, is that share of the work, and
the pairs and links found there that share of all. All statements are there, multiplied (``evaluation.multiply``): first
each tells by its words' numbers which of its places are in the sample, then those that meet another one there within a
claim's days are made as a batch has them, and go through the batch's own steps. Of pairs that are to be compared, one
in so many is.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache, partial
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from evaluation import kept
from evaluation.multiply import Copier, Days, facts_of, is_across
from evaluation.picking import Picker, beside, hash_of, sample_of
from musnad.batch.engine import LocalEngine, Row
from musnad.batch.linking import bring_words, link_met, meet_words, meeting_value
from musnad.batch.records import Said, of_kind, packed, pair, unpacked
from musnad.lang.pack import load_pack
from musnad.model import Reading
from musnad.resolution.claims import Told, day_number, name_keys, told
from musnad.resolution.meeting import meeting_points, meeting_words, place_of, whole_place
from musnad.resolution.outlines import Outline
from musnad.resolution.promise import signs_of
from musnad.resolution.propositions import Proposition, pack_words, word_key
from musnad.resolution.weights import key_weight, weigh
from musnad.text.tokens import tokenize

PARTS = 8  # samples, which together are what was asked for
STEPS = {"made": ("articles",), "meetings": ("meetings",), "links": ("words", "links")}  # what is measured
_NO_WORDS = Proposition((), {})
_known_by = cache(word_key)  # most words of a copy stand in earlier ones
_MET, _LINKED = 0, 1  # kinds of what is told of a pair, and of a place


class Drawn(msgspec.Struct, array_like=True, frozen=True, gc=False):
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
    ``even``: each day brings as many articles as any other, those without a day too; one place in how many is seen, and
    of the pairs there that are to be compared one in how many is."""

    given: str
    span: int
    even: bool
    every: int
    compared: int = 1

    @property
    def samples(self) -> int:
        """How many samples hold all places."""
        return self.every * PARTS


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
    idents: frozenset[str]


@lru_cache(maxsize=1)
def _held(given: str) -> _Held:
    """The outlines of the readings in a folder, made once and kept beside them."""
    folder = Path(given)
    facts = facts_of(folder)
    path = folder / f"outlines-{len(facts.files)}"
    if not path.exists():
        readings = (one for name in sorted(facts.files) for one in kept.load(folder / name))
        _keep(path, packed(outline(readings, _copier(given))))
    found = unpacked(path.read_bytes(), Drawings)
    first = [0]
    for _, _, statements in found.articles:
        first.append(first[-1] + len(statements))
    words = [one.words for _, _, statements in found.articles for one in statements]
    return _Held(found, first, facts.places(), Picker(words), facts.idents())


@lru_cache(maxsize=1)
def _copier(given: str) -> Copier:
    facts = facts_of(Path(given))
    return Copier(facts.stems, Days(0, facts.first, facts.last))


def _keep(path: Path, data: bytes) -> None:
    path.with_suffix(".half").write_bytes(data)
    path.with_suffix(".half").replace(path)


class Copy(msgspec.Struct, array_like=True, frozen=True):
    """The words of a copy and by what each is known, and its statements' places in the samples: each one's number and
    its hash."""

    lines: list[str]
    keys: list[str]
    statements: bytes
    places: bytes


@lru_cache(maxsize=1)
def copy_of(making: Making, turn: int) -> Copy:
    """A copy of all statements of the corpus, made once and kept beside the readings."""
    path = Path(making.given, f"copy-{turn:02}-{making.samples}-{making.span}{'-even' * making.even}")
    if not path.exists():
        held, copier, pack = _held(making.given), _copier(making.given), load_pack("ar")
        lines = [copier.word(line, turn) if turn and not stays else line for line, stays in held.found.words]
        keys = [_known_by(line, pack.code) for line in lines]
        weights = [key_weight(key, pack) for key in keys]
        statements, places = held.picker.pick(keys, weights, making.samples, PARTS)
        each = [
            (at, place)
            for at, one in enumerate(_outlines(making, turn))
            for place in map(hash_of, meeting_points(one))
            if sample_of(place, making.samples) < PARTS
        ]
        statements = np.concatenate([statements, np.array([number for number, _ in each], np.int64)])
        places = np.concatenate([places, np.array([place for _, place in each], np.uint64)])
        _keep(path, packed(Copy(lines, keys, statements.tobytes(), places.tobytes())))
    return unpacked(path.read_bytes(), Copy)


def _outlines(making: Making, turn: int) -> Iterator[Outline]:
    """The statements of a copy, without their words."""
    held, days = _held(making.given), _days(making)
    names: dict[str, str] = {}
    for number, (ident, _, statements) in enumerate(held.found.articles):
        for one in statements:
            yield _outline(_as_said(making, turn, number, one.said, names, days), _named(ident, turn), {})


def _as_said(making: Making, turn: int, number: int, said: Said, names: dict[str, str], days: Days) -> Said:
    """A statement of an article as a copy has it, but for its words and key; ``names`` are those of speakers so far."""
    held = _held(making.given)
    if said.speaker not in names:
        names[said.speaker] = _copier(making.given).text(said.speaker, turn) if turn else said.speaker
    day = days.at(held.places[number] / len(held.places)) if making.even else days.other(said.day, turn)
    return msgspec.structs.replace(said, speaker=names[said.speaker], day=day)


def _outline(said: Said, article: str, weights: Mapping[str, float]) -> Outline:
    """A statement as it is glanced at, with its words and their weights."""
    pack = load_pack("ar")
    return Outline(
        article, tuple(sorted(weights)), signs_of(weights), weigh(weights, pack), said.sign, said.own, said.speaks_for,
        name_keys(said.speaker, pack), day_number(said.day) if said.day else None, pack.code,
    )  # fmt: skip


def _named(ident: str, turn: int) -> str:
    return f"{ident}-{turn}" if turn else ident


@lru_cache(maxsize=1)
def _meeting(making: Making, count: int, part: int) -> list[tuple[Any, Any]]:
    """For each copy, of so many articles together: which statements meet others in a sample, and where (hashes), in
    the order of statements."""
    held, span = _held(making.given), _days(making)
    total = len(held.found.articles)
    if making.even:
        each = [day_number(span.at(place / total)) for place in held.places]
    else:
        each = [0] * total  # any two may meet: their days are looked at where they do
    day = np.repeat(np.array(each, np.int64), np.diff(held.first))
    found = []
    for turn, size in turns(making, count):
        copy = copy_of(making, turn)
        at, place = np.frombuffer(copy.statements, np.int64), np.frombuffer(copy.places, np.uint64)
        there = (sample_of(place, making.samples) == part) & (at < held.first[size])
        found.append((at[there], place[there]))
    every_at, every_place = (np.concatenate([one[n] for one in found]) for n in (0, 1))
    near = beside(every_place, day[every_at])
    result, start = [], 0
    for at, place in found:
        some = near[start : start + len(at)]
        start += len(at)
        order = np.argsort(at[some], kind="stable")
        result.append((at[some][order], place[some][order]))
    return result


def turns(making: Making, count: int) -> list[tuple[int, int]]:
    """The copies of which so many articles are made, with how many are of each."""
    total = len(_held(making.given).found.articles)
    return [(turn, min(total, count - turn * total)) for turn in range(-(-count // total))]


def _days(making: Making) -> Days:
    facts = facts_of(Path(making.given))
    return Days(making.span, facts.first, facts.last)


def multiplied(making: Making, count: int, part: int, turn: int) -> Iterator[tuple[Said, Told, dict[int, bool]]]:
    """The statements of copy number ``turn``, of so many articles in all, that meet others in a sample: as each
    travels, as it meets (without its words), and all its places, each with whether it meets others there.
    """
    held, copy, days, pack = _held(making.given), copy_of(making, turn), _days(making), load_pack("ar")
    lines, keys = copy.lines, copy.keys
    names: dict[str, str] = {}
    number = 0
    at, place = _meeting(making, count, part)[turn]
    for each, group in groupby(zip(at.tolist(), place.tolist(), strict=True), itemgetter(0)):
        while held.first[number + 1] <= each:
            number += 1
        ident, _, statements = held.found.articles[number]
        one, article = statements[each - held.first[number]], _named(ident, turn)
        here = {hashed for _, hashed in group}
        own = {keys[word]: key_weight(keys[word], pack) for word in one.words if keys[word]}
        if not own:
            continue
        meets = {place_of(words): hash_of(words) in here for words in meeting_words(own)}
        said = msgspec.structs.replace(
            _as_said(making, turn, number, one.said, names, days), key=article + one.tail, article=article,
            words="\n".join(lines[word] for word in one.words if keys[word]),
        )  # fmt: skip
        seen = _outline(said, article, own)
        meets |= {whole_place(point): hash_of(point) in here for point in meeting_points(seen)}
        yield said, Told.of(
            read=_NO_WORDS, pack=pack, seen=seen, key=said.key, article=article, statement=said.statement, text="",
            sign=said.sign, stance=said.stance, wish=said.wish, own=said.own, speaker=said.speaker,
            speaks_for=said.speaks_for, day=said.day,
        ), meets  # fmt: skip


def spread(making: Making, count: int, part: int, item: bytes) -> Iterator[Row]:
    """The records of a copy's statements at the places of a sample, as the batch's own step has them."""
    for said, one, meets in multiplied(making, count, part, unpacked(item, int)):
        meeting = meeting_value(one, meets, load_pack(said.language))
        for place, sampled in meets.items():
            if sampled:
                yield "meet", place.to_bytes(8, "big"), meeting
        yield "said", said.key.encode(), of_kind(0, packed(said))


def meet(making: Making, key: bytes, values: Iterator[bytes]) -> Iterator[Row]:
    """The batch's own step; a place tells how many pairs met there, and a pair that is to be compared its place."""
    pairs = across = 0
    for output, more, value in meet_words(key, values):
        less = value[1:]
        pairs += 1
        across += is_across(_held(making.given).idents, less.decode(), more.decode())
        both = pair(less.decode(), more.decode())
        if (zlib.crc32(both) >> 8) % making.compared == 0:
            yield output, more, value
            yield "pair", both, of_kind(_MET, key)
    if pairs:
        yield "met", key, of_kind(_MET, packed((pairs, across)))


def link(key: bytes, values: Iterator[bytes]) -> Iterator[Row]:
    """The batch's own step; a pair tells that it is linked, and whether by one claim."""
    same = set[str]()
    for output, _, value in link_met(key, values):
        if output == "weight":
            same.add(unpacked(value[1:], tuple[str, float])[0])
        elif output == "link":
            one, other = value.partition(b"\0")[0].decode().split(" ")
            yield "pair", pair(one, other), of_kind(_LINKED, packed(other in same))


def place_links(making: Making, key: bytes, values: Iterator[bytes]) -> Iterator[Row]:
    """A linked pair tells its place."""
    place = next(values)[1:]
    for value in values:
        across = is_across(_held(making.given).idents, *unpacked(key, tuple[str, str]))
        yield "link", place, of_kind(_LINKED, packed((unpacked(value[1:], bool), across)))


class Found(msgspec.Struct, array_like=True, frozen=True):
    """What was found at a place, or estimated of all places: pairs that met, links, and how many of the pairs, and of
    the links of one claim, are of two copies. Within a copy of the corpus these grow with the number of copies, across
    copies with its square."""

    pairs: float = 0
    links: float = 0
    pairs_across: float = 0
    same: float = 0
    same_across: float = 0


def sum_place(key: bytes, values: Iterator[bytes]) -> Iterator[Row]:
    """What was found at a place."""
    pairs = across = links = same = same_across = 0
    for value in values:
        if value[0] == _MET:
            pairs, across = unpacked(value[1:], tuple[int, int])
        else:
            of_one, of_two = unpacked(value[1:], tuple[bool, bool])
            links, same, same_across = links + 1, same + of_one, same_across + (of_one and of_two)
    yield "place", key, packed(Found(pairs, links, across, same, same_across))


def compare_sample(engine: LocalEngine, making: Making, count: int, part: int) -> list[Found]:
    """Make so many articles' statements, let those of a sample meet, and compare them; what each place came to."""
    engine.source("articles", [packed(turn) for turn, _ in turns(making, count)], partial(spread, making, count, part))
    engine.group("meetings", ["articles/meet"], partial(meet, making))
    engine.group("words", ["articles/said", "meetings/ask"], bring_words)
    engine.group("links", ["articles/said", "words/half"], link)
    engine.group("links-found", ["meetings/pair", "links/pair"], partial(place_links, making))
    engine.group("links-places", ["meetings/met", "links-found/link"], sum_place)
    return [unpacked(value, Found) for _, value in engine.records("links-places/place")]


def estimate(making: Making, found: list[list[Found]]) -> tuple[Found, Found]:
    """What these samples' places tell of all, and the error of it (one standard deviation).

    A place is in a sample or not, each by itself, so what those seen hold tells how far their sum may be off (Horvitz
    and Thompson 1952); one pair in so many being compared only adds to it.
    """
    share = len(found) / making.samples
    scale = np.array([1, making.compared, 1, making.compared, making.compared])
    rows = np.array([msgspec.structs.astuple(one) for each in found for one in each], float).reshape(-1, 5) * scale
    error = np.sqrt((rows**2).sum(axis=0) * (1 - share)) / share
    return Found(*(rows.sum(axis=0) / share).tolist()), Found(*error.tolist())


def statements_of(making: Making, count: int) -> int:
    """How many statements so many articles have that can meet others."""
    first = _held(making.given).first
    whole, rest = divmod(count, len(first) - 1)
    return whole * first[-1] + first[rest]


def forget() -> None:
    """Let go of the readings that are held."""
    for kept_ in (_held, _copier, copy_of, _meeting):
        kept_.cache_clear()

"""What it costs that statements meet and are compared, measured at some of their meeting places only.

Claims grow because statements meet; a pair counts at one of the places it shares (``batch.linking``), and places know
nothing of each other. So the whole work of one place in so many, picked by their hash, is that share of the work, and
the pairs and links found there that share of all; several such samples tell how far that may be off. All statements
are there, multiplied (``evaluation.multiply``), but of each only what places and comparing ask for.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache, partial
from pathlib import Path

import msgspec

from evaluation import kept
from evaluation.multiply import Copier, Days, Facts, facts_of
from musnad.batch.engine import LocalEngine, Row
from musnad.batch.linking import bring_words, link_met, meet_words, meeting_value
from musnad.batch.records import Said, of_kind, packed, unpacked
from musnad.lang.pack import load_pack
from musnad.model import Reading
from musnad.resolution.claims import Told, key_weight, name_keys, places_of, told, weigh
from musnad.resolution.propositions import Proposition, pack_words, word_key
from musnad.text.tokens import tokenize

PARTS = 4  # samples, which together are what was asked for
_SHIFT = 32  # of a place: the bits below decide where a pair counts, those above which sample it is in
_NO_WORDS = Proposition((), {})


class Outline(msgspec.Struct, array_like=True, frozen=True):
    """A statement as it is compared, its words by their numbers; ``tail`` ends its key, which its article begins."""

    tail: str
    said: Said
    words: tuple[int, ...]


class Outlines(msgspec.Struct, array_like=True, frozen=True):
    """The statements of each article, and the distinct words of all, each with whether it stands for itself."""

    words: list[tuple[str, bool]]
    articles: list[tuple[str, str | None, list[Outline]]]


class _Seen(msgspec.Struct, frozen=True):
    """What is known of a statement's words without its text (``resolution.promise.Glanced``)."""

    weighs: float
    own: bool
    sign: int
    article: str
    keys: frozenset[str]
    speaker_terms: frozenset[str]
    speaks_for: str
    day: str | None


class Making(msgspec.Struct, array_like=True, frozen=True):
    """How statements are multiplied: of which readings, into how many days (:class:`evaluation.multiply.Days`), whether
    ``even``: each day brings as many articles as any other, those without a day too; one place in how many is seen."""

    given: str
    span: int
    even: bool
    every: int


def outline(readings: Iterator[Reading], copier: Copier) -> Outlines:
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
            lines = [(line, line.partition("\t")[0] in fixed) for line in pack_words(one.proposition).split("\n")]
            words = tuple(numbers.setdefault(line, len(numbers)) for line in lines)
            found.append(Outline(tail, msgspec.structs.replace(said, words="", key="", article=""), words))
        articles.append((article.id, article.date, found))
    return Outlines([*numbers], articles)


@lru_cache(maxsize=1)
def _outlines(given: str) -> tuple[Outlines, Facts, list[int]]:
    """The outlines of the readings in a folder, made once and kept beside them, and the place of each article among
    all by its day; one without a day stands where the one before it does."""
    folder = Path(given)
    facts = facts_of(folder)
    path = folder / f"outlines-{len(facts.files)}"
    if not path.exists():
        readings = (one for name in sorted(facts.files) for one in kept.load(folder / name))
        path.with_suffix(".half").write_bytes(packed(outline(readings, _copier(given))))
        path.with_suffix(".half").replace(path)
    found = unpacked(path.read_bytes(), Outlines)
    order, last = list[tuple[str, int]](), ""
    for number, (_, day, _) in enumerate(found.articles):
        last = day or last
        order.append((last, number))
    places = [0] * len(order)
    for place, (_, number) in enumerate(sorted(order)):
        places[number] = place
    return found, facts, places


@lru_cache(maxsize=1)
def _copier(given: str) -> Copier:
    facts = facts_of(Path(given))
    return Copier(facts.stems, Days(0, facts.first, facts.last))


def multiplied(making: Making, turn: int, size: int) -> Iterator[tuple[Said, Told, frozenset[int]]]:
    """The statements of copy number ``turn`` of the first ``size`` articles, with their meeting places; of the told
    without the words themselves. Only those with a place in the samples."""
    found, facts, places = _outlines(making.given)
    copier, days = _copier(making.given), Days(making.span, facts.first, facts.last)
    pack = load_pack("ar")
    words: dict[int, tuple[str, str, float]] = {}
    names: dict[str, str] = {}

    def word(number: int) -> tuple[str, str, float]:
        line, fixed = found.words[number]
        if turn and not fixed and "\t" not in line:
            line = copier.word(line, turn)
        key = word_key(line, pack.code)
        return line, key, key_weight(key, pack)

    for number, (ident, _, statements) in enumerate(found.articles[:size]):
        even = days.at(places[number] / len(found.articles)) if making.even else ""
        article = f"{ident}-{turn}" if turn else ident
        for one in statements:
            for each in one.words:
                if each not in words:
                    words[each] = word(each)
            own = [known for each in one.words if (known := words[each])[1]]
            meets = places_of({key: weight for _, key, weight in own}, article)
            if not own or all(sample_of(each, making.every) is None for each in meets):
                continue
            if one.said.speaker not in names:
                names[one.said.speaker] = copier.text(one.said.speaker, turn) if turn else one.said.speaker
            said = msgspec.structs.replace(
                one.said, key=article + one.tail, article=article, words="\n".join(line for line, _, _ in own),
                speaker=names[one.said.speaker], day=even or days.other(one.said.day, turn),
            )  # fmt: skip
            keys = frozenset(key for _, key, _ in own)
            seen = _Seen(
                weighs=weigh(keys, pack), own=said.own, sign=said.sign, article=article, keys=keys,
                speaker_terms=name_keys(said.speaker, pack), speaks_for=said.speaks_for, day=said.day,
            )  # fmt: skip
            yield said, Told.of(
                read=_NO_WORDS, pack=pack, seen=seen, key=said.key, article=article, statement=said.statement, text="",
                sign=said.sign, stance=said.stance, wish=said.wish, own=said.own, speaker=said.speaker,
                speaks_for=said.speaks_for, day=said.day,
            ), meets  # fmt: skip


def sample_of(place: int, every: int) -> int | None:
    """Which of the samples a meeting place is in, if it is in one."""
    part = (place >> _SHIFT) % (every * PARTS)
    return part if part < PARTS else None


def spread(making: Making, item: bytes) -> Iterator[Row]:
    """The records of a task's statements at the places of each sample, as the batch's own step has them."""
    turn, size = unpacked(item, tuple[int, int])
    for said, one, meets in multiplied(making, turn, size):
        meeting = meeting_value(one, meets, load_pack(said.language))
        parts = set()
        for place in meets:
            part = sample_of(place, making.every)
            if part is not None:
                parts.add(part)
                yield f"meet-{part}", place.to_bytes(8, "big"), meeting
        for part in parts:
            yield f"said-{part}", said.key.encode(), of_kind(0, packed(said))


def compare_samples(engine: LocalEngine, making: Making, count: int) -> list[tuple[int, int]]:
    """Make so many articles' statements, let those of each sample meet, and compare them: pairs and links of each."""
    total = len(_outlines(making.given)[0].articles)
    turns = [packed((turn, min(total, count - turn * total))) for turn in range(-(-count // total))]
    engine.source("articles", turns, partial(spread, making))
    found = []
    for part in range(PARTS):
        said = f"articles/said-{part}"
        engine.group(f"meetings-{part}", [f"articles/meet-{part}"], meet_words)
        engine.group(f"words-{part}", [said, f"meetings-{part}/ask"], bring_words)
        engine.group(f"links-{part}", [said, f"words-{part}/half"], link_met)
        found.append((engine.count(f"meetings-{part}/ask"), engine.count(f"links-{part}/link")))
    return found


def statements_of(making: Making, count: int) -> int:
    """How many statements so many articles have that can meet others."""
    articles = _outlines(making.given)[0].articles
    each = [len(statements) for _, _, statements in articles]
    whole, rest = divmod(count, len(articles))
    return whole * sum(each) + sum(each[:rest])


def forget() -> None:
    """Let go of the readings that are held."""
    _outlines.cache_clear()
    _copier.cache_clear()

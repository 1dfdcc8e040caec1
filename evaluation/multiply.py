"""Many readings of few: each copy of a reading tells of other people and things, in other numbers, on another day.

Reading costs the same whatever else has been read, but what compares articles does not, and wants more of them than the
corpus has. In copy number ``turn`` each noun and name stands for another one of the corpus that is as long and about
as common, the same one wherever it stands, in the text and in what was read; so words are as common altogether as they
were, what an article says twice it still says twice, two articles that told one thing tell one other thing, and a copy
shares no more with its original than chance gives. Texts keep their length, so every offset holds.
"""

from __future__ import annotations

import datetime
import random
from collections import Counter
from collections.abc import Callable, Container, Iterable, Sequence
from functools import lru_cache
from math import gcd
from pathlib import Path
from typing import Any

import msgspec

from musnad.lang.lexicon import Word
from musnad.lang.pack import load_pack
from musnad.model import Reading
from musnad.text.tokens import tokenize

_NAME = 60  # letters, at most
_LEAST = 3  # letters of a word that is changed
_FIXED = frozenset({"country", "capital", "media"})  # names that others are no instance of
_MONTH = 31  # days between a copy and the next


def is_open(word: Word) -> bool:
    """Whether a word is one for which another may stand: a name or a common noun."""
    noun = not word.known or ("noun" in word.classes and not word.cues)
    return word.kind == "word" and noun and len(word.stem) >= _LEAST


def count_stems(readings: Iterable[Reading]) -> Counter[str]:
    """How often each stem stands in the texts, of the words that are changed."""
    lexicon = load_pack("ar").lexicon
    found: Counter[str] = Counter()
    for one in readings:
        found.update(word.stem for word in lexicon.words(tokenize(one.article.text).raws) if is_open(word))
    return found


class Days:
    """Where a copy's days lie.

    Args:
        span: days into which those of the corpus are pressed together, all copies in the same; 0 leaves them as they
            are, and each copy's a month after the one before.
        first, last: of the corpus.
    """

    def __init__(self, span: int, first: str, last: str) -> None:
        self._first = datetime.date.fromisoformat(first).toordinal()
        self._span = span
        self._share = span / (datetime.date.fromisoformat(last).toordinal() - self._first + 1)

    def other(self, day: str | None, turn: int) -> str | None:
        """The day of a copy."""
        if day is None:
            return None
        number = datetime.date.fromisoformat(day).toordinal()
        moved = self._first + int((number - self._first) * self._share) if self._share else number + _MONTH * turn
        return datetime.date.fromordinal(max(moved, 1)).isoformat()

    def at(self, share: float) -> str:
        """The day before which this share (below 1) of the span lies."""
        return datetime.date.fromordinal(self._first + int(share * self._span)).isoformat()


class Copier:
    """Makes copies of readings.

    Args:
        stems: of the corpus and how often each stands there (:func:`count_stems`).
        days: where the copies' days lie.
    """

    def __init__(self, stems: dict[str, int], days: Days) -> None:
        self._days = days
        self._lexicon = load_pack("ar").lexicon
        bands: dict[tuple[int, int, bool], list[str]] = {}
        for stem, word in zip(stems, self._lexicon.words(list(stems)), strict=True):
            bands.setdefault((len(stem), stems[stem].bit_length(), word.known), []).append(stem)
        self._bands = {band: sorted(members) for band, members in bands.items()}
        self._place = {stem: (band, at) for band, members in self._bands.items() for at, stem in enumerate(members)}
        self.word: Callable[[str, int], str] = lru_cache(maxsize=1 << 17)(self._other_word)  # one, by itself
        self._of_name = lru_cache(maxsize=1 << 17)(self._changed)  # these come again in every copy
        self._standing = lru_cache(maxsize=1 << 18)(self._stands)  # the same in all copies
        self._steps = lru_cache(maxsize=1 << 12)(self._step)

    def copy(self, reading: Reading, turn: int, day: str | None = None) -> Reading:
        """The reading of another article: the one itself in turn 0, but for its day. With ``day`` that is the day of
        the article and of all it tells."""
        article = reading.article
        moved = {"date": day or self._days.other(article.date, turn)}
        if turn:
            moved |= {"id": f"{article.id}-{turn}", "title": None, "text": self.text(article.text, turn), "url": None}
        return Reading(
            article=msgspec.structs.replace(article, **moved),
            statements=tuple(
                msgspec.structs.replace(
                    one,
                    said_on=(one.said_on and day) or self._days.other(one.said_on, turn),
                    speaker=self._renamed(one.speaker, turn, "name", "role", "organization"),
                    relays=tuple(self._renamed(relay, turn, "name") for relay in one.relays),
                )
                for one in reading.statements
            ),
            mentions=tuple(self._renamed(one, turn, "name") for one in reading.mentions),
            times=reading.times,
            furniture=reading.furniture,
        )

    def _renamed(self, record: Any, turn: int, *fields: str) -> Any:
        if record is None or not turn:
            return record
        told = {name: value and self.text(value, turn) for name in fields if (value := getattr(record, name))}
        return msgspec.structs.replace(record, **told)

    def text(self, text: str, turn: int) -> str:
        """Other words, each as long as the one it stands for."""
        parts, at = [], 0
        for start, end in (self._of_name if len(text) <= _NAME else self._changed)(text):
            parts += [text[at:start], self.word(text[start:end], turn)]
            at = end
        parts.append(text[at:])
        return "".join(parts)

    def _changed(self, text: str) -> list[tuple[int, int]]:
        """Where the words stand that do not stay."""
        tokens = tokenize(text)
        places = zip(tokens.starts, tokens.ends, self.fixed(tokens.raws), strict=True)
        return [(start, end) for start, end, fixed in places if not fixed]

    def fixed(self, raws: Sequence[str]) -> list[bool]:
        """Which words of a text stay, whatever would become of each by itself: they name a country or a medium."""
        words = self._lexicon.words(raws)
        found, last = [], 0
        for number, word in enumerate(words):
            if number >= last and word.phrases:
                match = self._lexicon.match(words, number, _FIXED)
                last = match.last if match is not None else last
            found.append(number < last)
        return found

    def _other_word(self, raw: str, turn: int) -> str:
        if raw.isascii() and raw.isdigit():
            dice = random.Random(f"{raw} {turn}")
            return str(dice.randrange(10 ** (len(raw) - 1), 10 ** len(raw)))
        found = self._standing(raw)
        if found is None:
            return raw
        at, band, place = found
        factor, moved = self._steps(band, turn)
        members = self._bands[band]
        other = members[(place * factor + moved) % len(members)]
        return raw[:at] + other + raw[at + len(other) :]

    def _stands(self, raw: str) -> tuple[int, tuple[int, int, bool], int] | None:
        """Where in a word its stem begins, and which of its band that is; None where no other word may stand for it."""
        (word,) = self._lexicon.words([raw])
        at = word.norm.find(word.stem)
        if not is_open(word) or len(word.norm) != len(raw) or at < 0 or word.stem not in self._place:
            return None
        return at, *self._place[word.stem]

    def _step(self, band: tuple[int, int, bool], turn: int) -> tuple[int, int]:
        """A way to put the words of a band in another order: by a factor without a common divisor, and a move."""
        size = len(self._bands[band])
        dice = random.Random(f"{band} {turn}")
        factors = (dice.randrange(1, size + 1) for _ in range(1000))
        return next((factor for factor in factors if gcd(factor, size) == 1), 1), dice.randrange(size)


class Facts(msgspec.Struct, frozen=True):
    """What must be known of all readings before one can be copied: ``articles`` are their ids and days."""

    stems: dict[str, int]
    first: str
    last: str
    files: dict[str, int]
    size: int
    articles: list[tuple[str, str | None]]

    def places(self) -> list[int]:
        """The place of each article in the order of their days; one without a day stands behind the one before it."""
        order, last = list[tuple[str, int]](), ""
        for number, (_, day) in enumerate(self.articles):
            last = day or last
            order.append((last, number))
        places = [0] * len(order)
        for place, (_, number) in enumerate(sorted(order)):
            places[number] = place
        return places

    def idents(self) -> frozenset[str]:
        """The ids of the articles that are no copies."""
        return frozenset(ident for ident, _ in self.articles)


def facts_of(folder: Path) -> Facts:
    """The facts of the readings kept in a folder; counted once and kept beside them."""
    from evaluation.kept import load

    paths = sorted(folder.glob("*.msgpack"))
    told = folder / f"known-{len(paths)}.json"
    if not told.exists():
        stems: Counter[str] = Counter()
        files: dict[str, int] = {}
        articles = list[tuple[str, str | None]]()
        size = 0
        for path in paths:
            readings = [*load(path)]
            stems += count_stems(readings)
            files[path.name] = len(readings)
            articles += [(one.article.id, one.article.date) for one in readings]
            size += sum(len(one.article.text.encode()) for one in readings)
        days = {day for _, day in articles if day}
        facts = Facts(dict(stems), min(days), max(days), files, size, articles)
        told.write_bytes(msgspec.json.encode(facts))
    return msgspec.json.decode(told.read_bytes(), type=Facts)


def is_across(own: Container[str], one: str, other: str) -> bool:
    """Whether two statements, by their keys, are of two copies; ``own`` are the ids of articles that are none."""
    copies = []
    for key in (one, other):
        article = key.rsplit(":", 3)[0]
        copies.append("" if article in own else article.rpartition("-")[2])
    return copies[0] != copies[1]

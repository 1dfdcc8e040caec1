"""Samples of meeting places: copies of statements are those of copied articles, and all samples together are all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path

import pytest

pytest.importorskip("numpy")

import numpy as np
from evaluation.multiply import Copier, Days, facts_of
from evaluation.picking import beside, hash_of, sample_of

from evaluation import kept, sampled
from musnad.batch.engine import LocalEngine
from musnad.lang.pack import load_pack
from musnad.model import Article
from musnad.reading.reader import Reader
from musnad.resolution.claims import Told, find_links, told
from musnad.resolution.meeting import meeting_keys, meeting_points, meeting_words, place_of, whole_place
from musnad.resolution.weights import key_weight

TEXTS = (
    ("2026-03-01", "قال وزير الري حازم الغدير إن سد العقيق لن يجف هذا الصيف. وأعلنت بلدية الزيتون إغلاق جسر المرفأ."),
    ("2026-03-02", "أكد وزير الري حازم الغدير أن سد العقيق لن يجف هذا الصيف. وقالت ندى المنارة إن جسر المرفأ سيغلق."),
    (None, "نفى وزير الري حازم الغدير أن سد العقيق سيجف هذا الصيف. وقال سامر الوادي إن جسر المرفأ سيغلق ثلاثة أشهر."),
    ("2026-03-04", "قال سامر الوادي لوكالة رويترز إن جسر المرفأ سيغلق ثلاثة أشهر، وإن مصر أرسلت 12 خبيرا."),
)


@pytest.fixture
def given(tmp_path: Path) -> Iterator[Path]:
    """A corpus of four articles, read."""
    articles = [
        Article(id=f"t:{n}", text=text, date=day, outlet="Gazette", language="ar")
        for n, (day, text) in enumerate(TEXTS)
    ]
    kept.readings(articles, Reader(load_pack("ar")), kept.file_of(tmp_path, 0))
    yield tmp_path
    sampled.forget()


def making(given: Path, every: int, even: bool = False, compared: int = 1) -> sampled.Making:
    return sampled.Making(str(given), 30, even, every, compared)


def whole(given: Path, turns: Iterable[int]) -> list[Told]:
    """The statements of copies of whole readings."""
    facts, pack = facts_of(given), load_pack("ar")
    copier = Copier(facts.stems, Days(30, facts.first, facts.last))
    readings = [*kept.load(kept.file_of(given, 0))]
    return [one for turn in turns for reading in readings for one in told(copier.copy(reading, turn), pack)]


def meetings(given: Path, every: int, turns: int) -> dict[int, dict[int, set[str]]]:
    """For each sample who meets at each of its places."""
    found: dict[int, dict[int, set[str]]] = {}
    for part in range(sampled.PARTS):
        found[part] = defaultdict(set)
        for turn in range(turns):
            for said, _, meets in sampled.multiplied(making(given, every), 4 * turns, part, turn):
                for place in (place for place, sampled_ in meets.items() if sampled_):
                    found[part][place].add(said.key)
    return found


@pytest.mark.parametrize("turn", [0, 1, 7])
def test_a_copied_statement_is_that_of_the_copied_article(given: Path, turn: int) -> None:
    pack, copies = load_pack("ar"), {one.key: one for one in whole(given, [turn])}
    made = {
        said.key: (said, one, meets)
        for part in range(sampled.PARTS)
        for said, one, meets in sampled.multiplied(making(given, 1), 32, part, turn)
    }
    assert len(made) > 4
    for key, (said, one, meets) in made.items():
        assert meets.keys() == meeting_keys(copies[key])
        again = said.told(pack)
        assert (again.keys, again.speaker_terms, again.day) == (one.keys, one.speaker_terms, one.day)
        assert (again.proposition, again.speaker, again.day, again.weighs) == (
            copies[key].proposition, copies[key].speaker, copies[key].day, copies[key].weighs,
        )  # fmt: skip


def test_whoever_shares_a_place_with_another_is_there(given: Path) -> None:
    wanted = defaultdict[int, set[str]](set)
    for one in whole(given, range(3)):
        for place in meeting_keys(one):
            wanted[place].add(one.key)
    every = {place: keys for found in meetings(given, 1, 3).values() for place, keys in found.items()}
    assert every == {place: keys for place, keys in wanted.items() if len(keys) > 1}


def test_all_samples_together_find_what_a_ledger_finds(given: Path, tmp_path: Path) -> None:
    links = find_links(whole(given, (0, 1)), load_pack("ar"))
    assert len(links) > 4
    places = []
    for part in range(sampled.PARTS):
        engine = LocalEngine(tmp_path / f"work{part}", 1, 4, lambda step, done, total: None)
        places.append(sampled.compare_sample(engine, making(given, 1), 8, part))
    found, error = sampled.estimate(making(given, 1), places)
    assert found.pairs >= len(links) == found.links
    same = [(a, b) for a, b, link in links if link.relation == "same"]
    across = [one for one in same if len({key.split(":")[1][1:] for key in one}) == 2]  # "t:0" and "t:0-1"
    assert (found.same, found.same_across) == (len(same), len(across))
    assert 0 < len(across) < len(same)
    assert error == sampled.Found(0, 0, 0, 0, 0)  # all there is was seen


def test_of_some_samples_it_is_told_how_far_they_may_be_off(given: Path) -> None:
    seen = [[sampled.Found(3, 1, 0, 1, 0), sampled.Found(1, 0, 1, 0, 0)], []]
    every = 16 // sampled.PARTS  # two of sixteen samples, an eighth of all places
    found, error = sampled.estimate(making(given, every, compared=2), seen)
    assert found == sampled.Found(32, 16, 8, 16, 0)
    assert error.pairs == pytest.approx((10 * 7 / 8) ** 0.5 * 8)
    assert error.links == pytest.approx((4 * 7 / 8) ** 0.5 * 8)


def test_of_pairs_some_are_compared(given: Path, tmp_path: Path) -> None:
    asked: dict[int, set[tuple[bytes, bytes]]] = {1: set(), 2: set()}
    for compared, part in product(asked, range(sampled.PARTS)):
        engine = LocalEngine(tmp_path / f"{compared}-{part}", 1, 4, lambda step, done, total: None)
        sampled.compare_sample(engine, making(given, 1, compared=compared), 16, part)
        asked[compared] |= {*engine.records("meetings/ask")}
    assert 0 < len(asked[2]) < len(asked[1])
    assert asked[2] < asked[1]


def test_a_smaller_sample_is_a_part_of_the_places(given: Path) -> None:
    every, samples = 3, 3 * sampled.PARTS
    wanted = defaultdict[int, set[str]](set)
    for one in whole(given, range(3)):
        weights = {key: key_weight(key, load_pack("ar")) for key in one.keys}
        places = {place_of(words): hash_of(words) for words in meeting_words(weights)}
        places |= {whole_place(point): hash_of(point) for point in meeting_points(one)}
        for place, hashed in places.items():
            if sample_of(hashed, samples) == 1:
                wanted[place].add(one.key)
    found = meetings(given, every, 3)[1]
    assert found == {place: keys for place, keys in wanted.items() if len(keys) > 1}
    assert 0 < len(found) < sum(map(len, meetings(given, 1, 3).values())) / 2


def test_places_of_statements_too_many_days_apart_are_left_out() -> None:
    places, days = np.array([7, 7, 7, 8, 8, 9], np.uint64), np.array([1, 31, 62, 5, 5, 5])
    assert beside(places, days).tolist() == [True, True, False, True, True, False]


def test_statements_are_counted_with_those_of_the_last_copy(given: Path) -> None:
    each = [len(reading.statements) for reading in kept.load(kept.file_of(given, 0))]
    assert sampled.statements_of(making(given, 2), 10) == 2 * sum(each) + sum(each[:2])


def test_even_days_bring_as_many_articles_each(given: Path) -> None:
    days = {
        one.article: one.day
        for part in range(sampled.PARTS)
        for _, one, _ in sampled.multiplied(making(given, 1, even=True), 8, part, 1)
    }
    assert sorted(map(str, days.values())) == ["2026-03-01", "2026-03-08", "2026-03-16", "2026-03-23"]
    assert str(days["t:2-1"]) > str(days["t:1-1"])

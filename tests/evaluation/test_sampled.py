"""Samples of meeting places: copies of statements are those of copied articles, and all samples together are all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("numpy")

from evaluation.multiply import Copier, Days, facts_of
from evaluation.picking import sample_of

from evaluation import kept, sampled
from musnad.batch.engine import LocalEngine
from musnad.lang.pack import load_pack
from musnad.model import Article
from musnad.reading.reader import Reader
from musnad.resolution.claims import find_links, is_article, meeting_keys, meeting_words, place_of, told
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


def making(given: Path, every: int, even: bool = False) -> sampled.Making:
    return sampled.Making(str(given), 30, even, every)


@pytest.mark.parametrize("turn", [0, 1, 7])
def test_a_copied_statement_is_that_of_the_copied_article(given: Path, turn: int) -> None:
    facts, pack = facts_of(given), load_pack("ar")
    copier = Copier(facts.stems, Days(30, facts.first, facts.last))
    whole = {
        one.key: one for reading in kept.load(kept.file_of(given, 0)) for one in told(copier.copy(reading, turn), pack)
    }
    made = {said.key: (said, one, meets) for said, one, meets in sampled.multiplied(making(given, 1), turn, 4)}
    assert made.keys() == whole.keys()
    for key, (said, one, meets) in made.items():
        assert meets.keys() == meeting_keys(whole[key])
        again = said.told(pack)
        assert (again.keys, again.speaker_terms, again.day) == (one.keys, one.speaker_terms, one.day)
        assert (again.proposition, again.speaker, again.day, again.weighs) == (
            whole[key].proposition, whole[key].speaker, whole[key].day, whole[key].weighs,
        )  # fmt: skip


def test_all_samples_together_find_what_a_ledger_finds(given: Path, tmp_path: Path) -> None:
    facts, pack = facts_of(given), load_pack("ar")
    copier = Copier(facts.stems, Days(30, facts.first, facts.last))
    readings = [*kept.load(kept.file_of(given, 0))]
    links = find_links(
        [one for turn in (0, 1) for reading in readings for one in told(copier.copy(reading, turn), pack)], pack
    )
    assert len(links) > 4
    engine = LocalEngine(tmp_path / "work", 1, 4, lambda step, done, total: None)
    found = sampled.compare_samples(engine, making(given, 1), 8)
    assert len(found) == sampled.PARTS
    assert sum(one.pairs for one in found) >= len(links) == sum(one.links for one in found)
    same = [(a, b) for a, b, link in links if link.relation == "same"]
    across = [one for one in same if len({key.split(":")[1][1:] for key in one}) == 2]  # "t:0" and "t:0-1"
    assert (sum(one.same for one in found), sum(one.same_across for one in found)) == (len(same), len(across))
    assert 0 < len(across) < len(same)


@pytest.mark.parametrize("turn", [0, 3])
def test_a_smaller_sample_is_a_part_of_the_places(given: Path, turn: int) -> None:
    every = 5
    places = {
        place: part for *_, meets in sampled.multiplied(making(given, 1), turn, 4) for place, part in meets.items()
    }
    assert set(places.values()) == set(range(sampled.PARTS))
    chosen = {
        place
        for *_, meets in sampled.multiplied(making(given, every), turn, 4)
        for place, part in meets.items()
        if part < sampled.PARTS
    }
    assert 0 < len(chosen) < len(places) / 2
    assert chosen < places.keys()
    facts, pack = facts_of(given), load_pack("ar")
    copier = Copier(facts.stems, Days(30, facts.first, facts.last))
    wanted = set[int]()
    for reading in kept.load(kept.file_of(given, 0)):
        for one in told(copier.copy(reading, turn), pack):
            weights = {key: key_weight(key, pack) for key in one.keys}
            samples = [*meeting_words(weights)]
            wanted |= {place_of(words) for words in samples if sample_of(words, every * sampled.PARTS) < sampled.PARTS}
            if sample_of([one.article], every * sampled.PARTS) < sampled.PARTS:
                wanted |= {place for place in meeting_keys(one) if is_article(place)}
    assert chosen == wanted


def test_statements_are_counted_with_those_of_the_last_copy(given: Path) -> None:
    each = [len(reading.statements) for reading in kept.load(kept.file_of(given, 0))]
    assert sampled.statements_of(making(given, 2), 10) == 2 * sum(each) + sum(each[:2])


def test_even_days_bring_as_many_articles_each(given: Path) -> None:
    days = {one.article: one.day for _, one, _ in sampled.multiplied(making(given, 1, even=True), 1, 4)}
    assert sorted(map(str, days.values())) == ["2026-03-01", "2026-03-08", "2026-03-16", "2026-03-23"]
    assert str(days["t:2-1"]) > str(days["t:1-1"])

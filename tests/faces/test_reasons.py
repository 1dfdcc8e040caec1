"""Reasons are worded in the language of the page, whichever rule they come from."""

from __future__ import annotations

import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import musnad
from musnad.faces.reasons import ground_in, reason_in
from musnad.faces.wording import languages, load_wording
from musnad.intake import read_articles
from musnad.model import Reading, Reason
from musnad.resolution.grounds import GROUNDS, say

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
OTHERS = [code for code in languages() if code != "en"]  # the sentences themselves are English


def fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.fixture(scope="module")
def samples() -> list[Reading]:
    reader = musnad.Reader(musnad.load_pack("ar"))
    return [reader.read(article) for article in read_articles([str(SAMPLES)], on_problem=pytest.fail)]


def all_reasons(samples: list[Reading]) -> Iterator[tuple[Reason, musnad.Statement]]:
    for reading in samples:
        for statement in reading.statements:
            for reason in statement.why:
                yield reason, statement


@pytest.mark.parametrize("code", OTHERS)
def test_every_ground_has_its_words(code: str) -> None:
    words = load_wording(code)["grounds"]
    assert set(words) == set(GROUNDS)
    for rule, sentence in GROUNDS.items():
        assert fields(words[rule]) == fields(sentence), rule


@pytest.mark.parametrize("code", OTHERS)
def test_every_reason_of_the_samples_is_worded(code: str, samples: list[Reading]) -> None:
    words = load_wording(code)
    seen = set()
    for reason, statement in all_reasons(samples):
        said = reason_in(words, reason, statement)
        assert said, reason.rule
        assert reason.note not in said, f"{reason.rule}: {said}"
        assert not set(said) & set(string.ascii_letters), f"{reason.rule}: {said}"
        seen.add(reason.rule.partition("/")[0])
    assert {"cue", "content", "speaker", "relay"} <= seen


def test_english_says_what_the_reason_says(samples: list[Reading]) -> None:
    reason, statement = next(all_reasons(samples))
    assert reason_in(load_wording("en"), reason, statement) is None
    assert ground_in(load_wording("en"), say("account/copy")) is None


def test_values_stand_in_the_words_and_turn_nothing() -> None:
    said = ground_in(load_wording("ar"), say("alike/words", words="{x} 12%"))
    assert said is not None
    assert "\u2068{x} 12%\u2069" in said
    said = ground_in(load_wording("ar"), say("alike/words", words="a=a, b=c, d"))
    assert said is not None
    assert said.endswith("\u2068a\u2069، \u2068b\u2069 = \u2068c\u2069، \u2068d\u2069")
    assert ground_in(load_wording("ar"), "some other sentence") is None

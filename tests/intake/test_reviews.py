"""Fact checks in the forms they are published in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from musnad.intake import read_articles
from musnad.intake.reviews import reviews_in, stored_reviews
from musnad.model import Review

MARKUP: dict[str, Any] = {
    "@context": "https://schema.org", "@type": "ClaimReview", "claimReviewed": "الجسر القديم  انهار",
    "url": "https://tahaqquq.example/1", "datePublished": "2016-09-01T10:00:00Z",
    "author": {"@type": "Organization", "name": "تحقق مرفأ"}, "inLanguage": "ar",
    "reviewRating": {"@type": "Rating", "ratingValue": 1, "bestRating": 5, "alternateName": "زائف"},
    "itemReviewed": {"@type": "Claim", "author": {"name": "قمر النجار"}, "datePublished": "2016-08-30"},
}  # fmt: skip
ANSWER = {"claims": [{
    "text": "الجسر القديم انهار", "claimant": "قمر النجار", "claimDate": "2016-08-30T00:00:00Z",
    "claimReview": [{"publisher": {"name": "تحقق مرفأ", "site": "tahaqquq.example"}, "url": "https://tahaqquq.example/1",
                     "title": "هل انهار الجسر؟", "reviewDate": "2016-09-01T10:00:00Z", "textualRating": "زائف",
                     "languageCode": "ar"}],
}]}  # fmt: skip


def test_markup_left_in_a_fact_check_is_taken_out() -> None:
    rating = {"alternateName": "<b>زائف</b>"}
    (one,) = reviews_in(
        {**MARKUP, "claimReviewed": "الجسر &quot;القديم&quot; <i>انهار</i> &amp; أغلق", "reviewRating": rating}
    )
    assert (one.claim, one.rating) == ('الجسر "القديم" انهار & أغلق', "زائف")
    (one,) = reviews_in({**MARKUP, "claimReviewed": "3 < 5 AT&T"})
    assert one.claim == "3 < 5 AT&T"


@pytest.mark.parametrize(
    "value",
    [
        MARKUP, [MARKUP, MARKUP], {"@graph": [{"@type": "WebPage"}, MARKUP]}, ANSWER,
        {"@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": [MARKUP]}]},
        {**MARKUP, "@type": ["Thing", "http://schema.org/ClaimReview"], "author": [MARKUP["author"]]},
    ],
)  # fmt: skip
def test_every_form(value: Any) -> None:
    (one,) = reviews_in(value)
    assert (one.claim, one.publisher, one.rating) == ("الجسر القديم انهار", "تحقق مرفأ", "زائف")
    assert (one.claimant, one.claimed_on, one.reviewed_on) == ("قمر النجار", "2016-08-30", "2016-09-01")
    assert one.id == reviews_in(ANSWER)[0].id


@pytest.mark.parametrize(
    "change",
    [
        {"claimReviewed": None}, {"claimReviewed": 7}, {"reviewRating": None}, {"reviewRating": {"ratingValue": " "}},
        {"url": None, "author": None}, {"@type": "Review"},
    ],
)  # fmt: skip
def test_what_does_not_say_what_of_what_is_none(change: dict[str, Any]) -> None:
    assert reviews_in({**MARKUP, **change}) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"claimReviewed": None}, "which claim it reviews"), ({"reviewRating": None}, "its verdict"),
        ({"url": None, "author": None}, "whose it is"),
    ],
)  # fmt: skip
def test_what_a_fact_check_lacks_is_told(change: dict[str, Any], said: str, tmp_path: Path) -> None:
    (tmp_path / "r.json").write_text(json.dumps({"@graph": [{**MARKUP, **change}, MARKUP]}))
    article = {"id": "a", "text": "قال الوزير إن الجسر آمن.", "reviews": [{**MARKUP, **change}, MARKUP]}
    (tmp_path / "a.jsonl").write_text(json.dumps(article))
    for name in ("r.json", "a.jsonl"):
        problems: list[Any] = []
        found: list[Review] = []
        read = list(read_articles([str(tmp_path / name)], on_problem=problems.append, on_review=found.append))
        assert len(found) + sum(len(one.extra["reviews"]) for one in read) == 1
        assert [said in str(one) for one in problems] == [True]


def test_a_verdict_in_numbers_stays_on_its_scale_and_addresses_that_are_none_are_left_out() -> None:
    (one,) = reviews_in({**MARKUP, "url": "javascript:alert(1)", "reviewRating": {"ratingValue": 1, "bestRating": 5}})
    assert (one.rating, one.url) == ("1 / 5", "")


def test_deep_nonsense_is_passed_over() -> None:
    value: Any = MARKUP
    for _ in range(500):
        value = {"@graph": [value]}
    assert reviews_in(value) == []


def test_stored_reviews_of_a_field() -> None:
    told = stored_reviews([MARKUP, {"nonsense": 1}, 7])
    assert told == stored_reviews(told)
    assert len(told) == 1
    assert stored_reviews("x") == []


def test_a_file_of_fact_checks(tmp_path: Path) -> None:
    (tmp_path / "r.json").write_text(json.dumps(ANSWER))
    (tmp_path / "r.jsonl").write_text(json.dumps(MARKUP) + "\n")
    problems: list[Any] = []
    found: list[Review] = []
    paths = [str(tmp_path / "r.json"), str(tmp_path / "r.jsonl")]
    assert list(read_articles(paths, on_problem=problems.append, on_review=found.append)) == []
    assert len(found) == 2
    assert not problems
    assert list(read_articles(paths, on_problem=problems.append)) == []
    assert [str(one).split(": ")[1].split(" (")[0] for one in problems] == ["is a fact check, not an article"] * 2

"""Fact checks: attached to the claims they review, shown as somebody else's word, gone when they go."""

from __future__ import annotations

import msgspec
import pytest

from musnad.ledger.reviews import add_reviews, list_reviews, remove_review
from musnad.ledger.store import Ledger
from musnad.ledger.views import list_claims, show_claim
from musnad.model import Article, Review
from musnad.reading.reader import Reader

TEXTS = {
    "a": "قال وزير النقل سامر الوادي إن الجسر القديم في مرفأ الزيتون انهار فجر الثلاثاء.",
    "b": "أعلن مدير السوق طارق المنارة أن أسعار السمك ارتفعت بنسبة عشرين في المئة هذا الموسم.",
}
REVIEW = Review(
    id="r1", claim="الجسر القديم في مرفأ الزيتون انهار", publisher="تحقق مرفأ", url="https://tahaqquq.example/1",
    rating="زائف", claimed_on="2026-11-12", language="ar",
)  # fmt: skip


def readings(reader: Reader, *, reviews: list[Review] | None = None) -> list:
    extra = {"reviews": msgspec.to_builtins(reviews)} if reviews else {}
    return [
        reader.read(Article(text=text, id=ident, date="2026-11-10", outlet=ident, extra=extra if ident == "a" else {}))
        for ident, text in TEXTS.items()
    ]


def reviewed(book: Ledger) -> list[tuple[str, list[str]]]:
    """Each claim's text with the ratings shown beside it."""
    shown = (show_claim(book, one["id"]) for one in list_claims(book))
    return sorted((one["evidence"][0]["article"], [each["rating"] for each in one["reviews"]]) for one in shown)


@pytest.mark.parametrize("first", [True, False])
def test_attached_to_its_claim_whichever_came_first(fresh: str, reader: Reader, first: bool) -> None:
    with Ledger(fresh) as book:
        if first:
            assert add_reviews(book, [REVIEW]) == 1
        book.add(readings(reader))
        before = list_claims(book)
        if not first:
            add_reviews(book, [REVIEW, REVIEW])
        assert reviewed(book) == [("a", ["زائف"]), ("b", [])]
        assert list_claims(book) == before  # what it says changes nothing that is counted
        (one,) = list_reviews(book)
        assert len(one["claims"]) == 1
        assert one["why"]
        assert (one["publisher"], one["url"], one["article"]) == (REVIEW.publisher, REVIEW.url, None)


def test_removed_with_its_article(fresh: str, reader: Reader) -> None:
    with Ledger(fresh) as book:
        book.add(readings(reader, reviews=[REVIEW]))
        assert reviewed(book) == [("a", ["زائف"]), ("b", [])]
        assert not remove_review(book, "r1")  # it is the article's
        book.remove("a")
        assert list_reviews(book) == []
        assert book.db.execute("SELECT count(*) FROM review_links").fetchone()[0] == 0


def test_removed_by_itself_and_kept_when_the_reviewed_article_goes_and_comes_back(fresh: str, reader: Reader) -> None:
    with Ledger(fresh) as book:
        add_reviews(book, [REVIEW])
        book.add(readings(reader))
        book.remove("a")
        assert list_reviews(book)[0]["claims"] == []
        book.add(readings(reader))
        assert reviewed(book) == [("a", ["زائف"]), ("b", [])]
        assert remove_review(book, "r1")
        assert not remove_review(book, "r1")
        assert reviewed(book) == [("a", []), ("b", [])]


def test_a_corrected_article_loses_the_review_of_what_it_no_longer_says(fresh: str, reader: Reader) -> None:
    with Ledger(fresh) as book:
        add_reviews(book, [REVIEW])
        book.add(readings(reader))
        book.add([reader.read(Article(text=TEXTS["b"], id="a", date="2026-11-10", outlet="a"))])
        assert list_reviews(book)[0]["claims"] == []


@pytest.mark.parametrize(
    "change",
    [{"claimed_on": "2025-01-01"}, {"claim": "The old bridge collapsed", "language": "en"}, {"claim": "انهار"}],
)
def test_what_reviews_something_else_is_attached_to_nothing(reader: Reader, change: dict[str, str]) -> None:
    with Ledger(":memory:") as book:
        book.add(readings(reader))
        add_reviews(book, [msgspec.structs.replace(REVIEW, **change)])
        assert [one["claims"] for one in list_reviews(book)] == [[]]

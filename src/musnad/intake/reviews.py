"""Fact checks (schema.org ClaimReview): from JSON-LD, from the Fact Check Tools API's answers, from its data feed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from hashlib import blake2b
from typing import Any, Final

import msgspec

from musnad.intake.addresses import address_key, host_of, is_address
from musnad.intake.days import iso_day, mail_day
from musnad.intake.markup import one_line
from musnad.model import Review

_DEEPEST: Final = 12  # levels of nesting that are looked into
_LONGEST: Final = 2000  # characters of a claim or a verdict
_WITHIN: Final = ("@graph", "dataFeedElement", "item", "itemListElement", "mainEntity", "hasPart", "review", "claims")
Lacking = Callable[[str], object]  # is told what a fact check lacks that is left out


def reviews_in(value: object, lacking: Lacking = str) -> list[Review]:
    """The fact checks a JSON value holds, each once; nonsense is passed over."""
    found = {review.id: review for review in _find(value, 0, lacking)}
    return list(found.values())


def stored_reviews(value: object, lacking: Lacking = str) -> list[dict[str, Any]]:
    """The fact checks of an article's field ``reviews``, as plain data; what is none is left out."""
    found = []
    for one in value if isinstance(value, list | tuple) else ():
        try:
            found.append(msgspec.to_builtins(msgspec.convert(one, Review)))
        except msgspec.ValidationError:
            found += [msgspec.to_builtins(review) for review in reviews_in(one, lacking)]
    return found


def _find(value: object, depth: int, lacking: Lacking) -> Iterator[Review]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list | tuple):
        for one in value:
            yield from _find(one, depth + 1, lacking)
        return
    if not isinstance(value, Mapping):
        return
    if "ClaimReview" in _types(value):
        review = _from_markup(value, lacking)
        if review is not None:
            yield review
        return
    if isinstance(value.get("claimReview"), list) and _text(value, "text"):
        yield from _from_answer(value, lacking)
        return
    for name in _WITHIN:
        if name in value:
            yield from _find(value[name], depth + 1, lacking)


def _types(value: Mapping[str, Any]) -> set[str]:
    told = value.get("@type")
    return {str(one).rpartition("/")[2] for one in (told if isinstance(told, list) else [told])}


def _from_markup(value: Mapping[str, Any], lacking: Lacking) -> Review | None:
    """A ClaimReview as pages embed it."""
    about = _object(value.get("itemReviewed"))
    claim = _text(value, "claimReviewed") or _text(about, "name") or _text(about, "text")
    publisher = _object(value.get("author") or value.get("publisher"))
    rating = _object(value.get("reviewRating"))
    verdict = _text(rating, "alternateName") or _text(rating, "name") or _scale(rating)
    url = _address(value.get("url")) or _address(value.get("@id"))
    return _review(
        lacking, claim=claim, publisher=_text(publisher, "name") or host_of(url), url=url, rating=verdict,
        title=_text(value, "headline") or _text(value, "name") or None,
        claimant=_text(_object(about.get("author")), "name") or None,
        claimed_on=_day(about.get("datePublished")), reviewed_on=_day(value.get("datePublished")),
        language=_text(value, "inLanguage") or None,
    )  # fmt: skip


def _from_answer(value: Mapping[str, Any], lacking: Lacking) -> Iterator[Review]:
    """A claim with its reviews as the Fact Check Tools API gives them."""
    for one in value["claimReview"]:
        if not isinstance(one, Mapping):
            continue
        publisher = _object(one.get("publisher"))
        url = _address(one.get("url"))
        review = _review(
            lacking, claim=_text(value, "text"),
            publisher=_text(publisher, "name") or _text(publisher, "site") or host_of(url),
            url=url, rating=_text(one, "textualRating"), title=_text(one, "title") or None,
            claimant=_text(value, "claimant") or None, claimed_on=_day(value.get("claimDate")),
            reviewed_on=_day(one.get("reviewDate")), language=_text(one, "languageCode") or None,
        )  # fmt: skip
        if review is not None:
            yield review


def _review(lacking: Lacking, *, claim: str, publisher: str, url: str, rating: str, **fields: Any) -> Review | None:
    """A review, if it says what of what: its id depends on its address and the claim."""
    told = {"which claim it reviews": claim, "its verdict": rating, "whose it is": url or publisher}
    missing = [what for what, there in told.items() if not there]
    if missing:
        lacking(f"a fact check is left out: it does not tell {' or '.join(missing)}")
        return None
    named = f"{address_key(url) if url else publisher}\0{claim}"
    ident = "r" + blake2b(named.encode(), digest_size=6).hexdigest()
    return Review(id=ident, claim=claim, publisher=publisher, url=url, rating=rating, **fields)


def _object(value: object) -> Mapping[str, Any]:
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, str):
        return {"name": value}
    return value if isinstance(value, Mapping) else {}


def _text(value: Mapping[str, Any], name: str) -> str:
    found = value.get(name)
    if isinstance(found, list) and found:
        found = found[0]
    return one_line(found)[:_LONGEST] if isinstance(found, str) else ""


def _address(value: object) -> str:
    return value.strip() if isinstance(value, str) and is_address(value.strip()) else ""


def _scale(rating: Mapping[str, Any]) -> str:
    """A verdict in numbers, where there are no words: as it stands on the publisher's own scale."""
    value, best = rating.get("ratingValue"), rating.get("bestRating")
    if not isinstance(value, int | float | str) or not str(value).strip():
        return ""
    return f"{value} / {best}" if isinstance(best, int | float | str) and str(best).strip() else str(value)


def _day(value: object) -> str | None:
    return (iso_day(value) or mail_day(value)) if isinstance(value, str) else None

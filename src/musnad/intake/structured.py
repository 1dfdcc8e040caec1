"""What a page says of itself for machines: JSON-LD, ``<meta>``, ``<time>``, ``<link>``; and the day it shows."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

import msgspec

from musnad.intake.days import shown_day, written_day
from musnad.intake.markup import one_line
from musnad.intake.reviews import reviews_in
from musnad.model import Review

_MOST: Final = 40  # scripts, dates and elements of a page that are looked at
_DEEPEST: Final = 8
_ARTICLES: Final = re.compile(r"(?:\w*Article|BlogPosting|LiveBlogPosting|Report|ClaimReview)$")
_PUBLISHED: Final = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "dc.date.issued",
    "dcterms.issued", "dc.date", "dcterms.date", "dcterms.created", "dc.date.created", "parsely-pub-date",
    "sailthru.date", "cxenseparse:recs:publishtime", "publish-date", "publishdate", "publish_date", "publication_date",
    "pubdate", "article_date_original", "article.published", "date",
)  # fmt: skip
_ASIDE: Final = frozenset({"aside", "nav", "footer"})
_DATED: Final = re.compile(r"date|time|publish|posted|meta\b|byline", re.IGNORECASE)
_OTHERS: Final = re.compile(r"related|sidebar|widget|comment|footer|menu|nav\b|most|latest|update|modif", re.IGNORECASE)


class Facts(msgspec.Struct, kw_only=True):
    """What a page says of itself; what it does not is None. ``lacking`` tells of fact checks that are left out."""

    title: str | None = None
    day: str | None = None
    canonical: str | None = None
    site: str | None = None
    author: str | None = None
    reviews: list[Review] = []
    lacking: list[str] = []


def facts_of(tree: Any, language: str) -> Facts:
    """What a parsed page says of itself.

    Args:
        tree: the root element as lxml parses it.
        language: whose grammar reads a day in words. A day is never guessed: it is told for machines, or shown
            near the headline with its month and year.
    """
    meta = _meta(tree)
    linked = [*_linked_data(tree)]
    objects = [one for value in linked for one in _objects(value, 0)]
    articles = [one for one in objects if any(_ARTICLES.match(kind) for kind in _kinds(one))]
    lacking = dict[str, None]()
    reviews = {review.id: review for value in linked for review in reviews_in(value, lacking.setdefault)}
    headings = [_words(one) for one in tree.iter("h1")][:_MOST]
    headings = [one for one in headings if one]
    articles.sort(key=lambda one: (not _heads(_string(one.get("headline")), headings), not one.get("datePublished")))
    main = next(iter(articles), {})
    title = headings[0] if len(headings) == 1 else _string(main.get("headline")) or meta.get("og:title")
    return Facts(
        title=title or next(iter(headings), None) or _words(tree.find(".//title")) or None,
        day=_told_day(main, objects, meta, language) or _time_day(tree, language) or _shown_day(tree, language),
        canonical=_canonical(tree) or meta.get("og:url"),
        site=meta.get("og:site_name") or _name(main.get("publisher")),
        author=_name(main.get("author")) or meta.get("author"),
        reviews=list(reviews.values()),
        lacking=list(lacking),
    )


def _heads(headline: str | None, headings: Sequence[str | None]) -> bool:
    """Whether a headline told for machines is one of those shown; the site's name may be added to either."""
    return headline is not None and any(headline in one or one in headline for one in headings if headline and one)


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in tree.iter("meta"):
        name = (one.get("property") or one.get("name") or one.get("itemprop") or "").strip().lower()
        value = " ".join((one.get("content") or "").split())
        if name and value:
            found.setdefault(name, value[:2000])
    return found


def _linked_data(tree: Any) -> Iterator[Any]:
    """The values of the JSON-LD scripts; one that is broken is passed over, as browsers do."""
    scripts = (one for one in tree.iter("script") if "ld+json" in (one.get("type") or "").lower())
    for _, one in zip(range(_MOST), scripts, strict=False):
        text = (one.text or "").strip().removeprefix("<!--").removesuffix("-->").strip()
        try:
            yield json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue


def _objects(value: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    """The objects of a JSON-LD value: listed, in a graph, or as what the page is about."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for one in value[:_MOST]:
            yield from _objects(one, depth + 1)
    elif isinstance(value, Mapping):
        yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            if isinstance(value.get(name), list | Mapping):
                yield from _objects(value[name], depth + 1)


def _kinds(one: Mapping[str, Any]) -> list[str]:
    told = one.get("@type")
    return [str(kind).rpartition("/")[2] for kind in (told if isinstance(told, list) else [told])]


def _string(value: object) -> str | None:
    return one_line(value) or None if isinstance(value, str) else None


def _name(value: object) -> str | None:
    """The name of a person or body, or the names of several."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_name, value[:5]))) or None
    if isinstance(value, Mapping):
        return _name(value.get("name"))
    return _string(value)


def _words(element: Any) -> str:
    return "" if element is None else " ".join("".join(element.itertext()).split())[:1000]


def _told_day(
    main: Mapping[str, Any], objects: list[Mapping[str, Any]], meta: Mapping[str, str], language: str
) -> str | None:
    told = [main.get("datePublished"), main.get("dateCreated")]
    told += [meta.get(name) for name in _PUBLISHED]
    told += [one.get("datePublished") for one in objects if not {"ImageObject", "Comment"} & set(_kinds(one))]
    days = (written_day(one, language)[0] for one in told if isinstance(one, str))
    return next(filter(None, days), None)


def _time_day(tree: Any, language: str) -> str | None:
    """The day of a ``<time>``: one marked as the page's own, else the first that follows the headline."""
    times = [one for _, one in zip(range(_MOST), tree.iter("time"), strict=False) if not _beside(one)]
    own = [one for one in times if one.get("itemprop") == "datePublished" or one.get("pubdate") is not None]

    def told(one: Any) -> str | None:
        return written_day(one.get("datetime") or "", language)[0] or shown_day(_words(one), language)

    return next(filter(None, map(told, own)), None) or _first_day(tree, times, told)


def _shown_day(tree: Any, language: str) -> str | None:
    """The day in an element that is named for one, the first that follows the headline."""
    dated = []
    for one in tree.iter("span", "div", "p", "li", "small", "em", "i", "b", "td", "h2", "h3", "h4", "h5", "h6"):
        named = f"{one.get('class') or ''} {one.get('id') or ''} {one.get('itemprop') or ''}"
        if _DATED.search(named) and not _OTHERS.search(named) and not _beside(one):
            dated.append(one)
            if len(dated) >= _MOST:
                break
    return _first_day(tree, dated, lambda one: shown_day(_words(one), language))


def _first_day(tree: Any, elements: list[Any], told: Callable[[Any], str | None]) -> str | None:
    """The first day after the headline, else the first: above it many a site shows today's.

    Of days side by side the earliest: the others are of changes.
    """
    headline = tree.find(".//h1")
    before = set(headline.itersiblings(preceding=True)) if headline is not None else set()
    for one in headline.iterancestors() if headline is not None else ():
        before.update(one.itersiblings(preceding=True))
    above = [one for one in elements if before and not before.isdisjoint((one, *one.iterancestors()))]
    for one in (*(one for one in elements if one not in above), *above):
        if told(one) is not None:
            inner = [each for each in elements if one in each.iterancestors() and told(each) is not None]
            return min(filter(None, map(told, _beside_it(inner[-1] if inner else one, elements))))
    return None


def _beside_it(one: Any, elements: list[Any]) -> list[Any]:
    """An element and those of some that stand next to it, with no more than one other between (a stroke)."""
    found = [one]
    for preceding in (True, False):
        apart = 0
        for other in one.itersiblings(preceding=preceding):
            apart = 0 if other in elements else apart + 1
            if apart > 1:
                break
            if not apart:
                found.append(other)
    return found


def _beside(element: Any) -> bool:
    """Whether an element stands beside the article: in a margin, a menu, a list of other articles."""
    return any(
        one.tag in _ASIDE or _OTHERS.search(f"{one.get('class') or ''} {one.get('id') or ''}")
        for one in element.iterancestors()
        if one.tag not in ("html", "body")
    )


def _canonical(tree: Any) -> str | None:
    for one in tree.iter("link"):
        if "canonical" in (one.get("rel") or "").lower().split() and (one.get("href") or "").strip():
            return str(one.get("href")).strip()[:8000]
    return None

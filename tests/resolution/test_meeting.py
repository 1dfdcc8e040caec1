"""By what statements meet."""

from __future__ import annotations

import pytest

from musnad.lang.pack import load_pack
from musnad.model import Article
from musnad.reading.reader import Reader
from musnad.resolution.claims import Told, find_links, told
from musnad.resolution.meeting import is_whole, meeting_keys, meeting_words, meets

READER = Reader(load_pack("ar"))


def said(text: str, article: str, day: str | None = "2026-11-10") -> Told:
    """The first statement of a one-sentence article."""
    return told(READER.read(Article(id=article, text=text, date=day)), READER.pack)[0]


def test_statements_of_one_article_meet_whatever_their_words() -> None:
    text = "قال الوزير سامر الوادي إن الجسر مغلق. وقالت الطبيبة ندى المنارة إن السمك كثير."
    one, other = told(READER.read(Article(id="a", text=text, date="2026-11-10")), READER.pack)
    assert meeting_keys(one) & meeting_keys(other)
    assert not meeting_keys(one) & meeting_keys(said("قالت هدى النجار إن السمك كثير.", "b"))


MINISTER = "قال الوزير سامر الوادي إن الجسر مغلق."
FISH = "قال سامر الوادي إن السمك كثير."


@pytest.mark.parametrize(
    ("text", "day", "together"),
    [
        (FISH, "2026-11-10", True),
        (FISH, "2026-11-11", True),
        (FISH, "2026-11-09", True),
        (FISH, "2026-11-12", False),
        (FISH, None, False),
        ("قالت الطبيبة ندى المنارة إن السمك كثير.", "2026-11-10", False),
    ],
    ids=["that day", "the next", "the last", "two days on", "no day", "somebody else"],
)
def test_what_one_says_on_a_day_and_the_next_meets(text: str, day: str | None, together: bool) -> None:
    one, other = said(MINISTER, "a"), said(text, "b", day)
    shared = meeting_keys(one) & meeting_keys(other)
    assert bool(shared) == together
    assert all(map(is_whole, shared))
    assert not shared or meets(99, 99, shared)


def test_a_country_and_its_ministry_meet_on_a_day() -> None:
    one = said("قالت فرنسا إن الجسر مغلق.", "a")
    other = said("قالت وزارة الخارجية الفرنسية إن السمك كثير.", "b")
    assert meeting_keys(one) & meeting_keys(other)


def test_the_opening_of_a_long_statement_is_found_again_by_who_said_it() -> None:
    opening = "قال المتحدث سامر الوادي إن على رجال الأعمال ضرورة العمل بالتعليمات"
    rest = " وتسليم البراميل الخشبية والأشرعة المطرزة والمناظير النحاسية والبوصلات إلى المرفأ"
    long, short = said(f"{opening}{rest}.", "a"), said(f"{opening}.", "b")
    words = [frozenset(meeting_words({t.known_by: t.weight for t in one.proposition.terms})) for one in (long, short)]
    assert words[0].isdisjoint(words[1])
    assert [row[2].relation for row in find_links([long, short], READER.pack)] == ["same"]
    late = said(f"{opening}.", "b", "2026-11-20")
    assert find_links([long, late], READER.pack) == []

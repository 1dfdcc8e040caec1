"""Articles of web pages: their text, and the days they tell for machines or show."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from musnad.intake.pages import from_page
from musnad.intake.run import Run
from musnad.intake.structured import facts_of
from musnad.model import Article

pytest.importorskip("trafilatura", exc_type=ImportError)
document_fromstring = pytest.importorskip("lxml.html").document_fromstring
Page = Callable[..., str]


def one(page: str, url: str | None = None, **options: Any) -> Article:
    problems: list[Any] = []
    (article,) = from_page(Run(on_problem=problems.append, **options), "p.html", page, url=url, name="p")
    assert not problems
    return article


def linked(value: Any) -> str:
    return f'<script type="application/ld+json">{json.dumps(value, ensure_ascii=False)}</script>'


def test_the_story_and_nothing_else(page: Page) -> None:
    article = one(page(tail="<aside>اقرأ أيضا: خبر آخر</aside><footer>جميع الحقوق محفوظة</footer>"))
    assert article.text.count("\n") == 2
    assert article.text.startswith("قال وزير النقل")
    assert (article.id, article.title, article.date) == ("p", "الوزير: الجسر آمن", None)


@pytest.mark.parametrize(
    "head",
    [
        linked({"@type": "NewsArticle", "datePublished": "2016-08-30T23:10:00+03:00", "dateModified": "2016-09-02"}),
        linked({"@graph": [{"@type": "WebSite"}, {"@type": ["Article"], "datePublished": "2016-08-30"}]}),
        linked([{"@type": "WebPage", "mainEntity": {"@type": "Article", "datePublished": "2016/08/30"}}]),
        linked({"@type": "WebPage", "datePublished": "2016-08-30", "dateModified": "2017-01-01"}),
        '<meta property="article:published_time" content="2016-08-30T10:00Z">',
        '<meta name="date" content="Tue, 30 Aug 2016 10:00:00 GMT">',
        '<meta itemprop="datePublished" content="30 آب 2016">',
        '<meta name="date" content="August 30, 2016">',
        '<meta name="date" content="Aug 30, 2016 10:00 AM">',
        '<script type="application/ld+json">{"broken": </script><meta name="pubdate" content="2016-08-30">',
    ],
)
def test_days_told_for_machines(page: Page, head: str) -> None:
    assert one(page(head, shown='<span class="date">12 كانون الثاني 2015</span>')).date == "2016-08-30"


@pytest.mark.parametrize(
    ("shown", "day"),
    [
        ('<time datetime="2016-08-30T10:00">أمس</time>', "2016-08-30"),
        ("<time>30 آب 2016</time>", "2016-08-30"),
        ('<div class="post-date">الثلاثاء 30 آب 2016 - 10:20</div>', "2016-08-30"),
        ('<div class="date">نشر في 30 أوت 2016</div>', "2016-08-30"),
        ('<div class="date">14 جويلية 2016</div>', "2016-07-14"),
        ('<div class="date">3 غشت 2016</div>', "2016-08-03"),
        ('<div class="date">2 شتنبر 2016</div>', "2016-09-02"),
        ('<div class="date">5 تشرين الثاني/نوفمبر 2016</div>', "2016-11-05"),
        ('<div class="date">١٢ كانون الأول ٢٠١٦</div>', "2016-12-12"),
        ('<div class="date">20 جانفي 2016</div>', "2016-01-20"),
        ('<div class="date">25/08/2016</div>', "2016-08-25"),
        ('<div class="date">05/08/2016</div>', None),
        ('<div class="date">٣٠\u200f/٨\u200f/٢٠١٦</div>', "2016-08-30"),  # as browsers write it
        ('<div class="date">٢٠١٦/٠٨/٣٠</div>', "2016-08-30"),
        ('<div class="date">آب 30, 2016</div>', "2016-08-30"),  # as a site's programme writes it in any language
        ('<div class="date">الثلاثاء تشرين الأول 4، 2016 - 10:20</div>', "2016-10-04"),
        ('<div class="date">آب 30 مقالا في 2016</div>', None),
        ('<div class="date">30 آب</div>', None),
        ('<div class="date">آب 2016</div>', None),
        ('<div class="related-date">30 آب 2016</div>', None),
        ('<p>افتتح الجسر في 30 آب 2016 بحضور سكان المدينة وزوارها والتجار وأصحاب المحال القريبة من الميناء.</p>', None),
    ],
)  # fmt: skip
def test_days_shown_in_the_words_of_any_region(page: Page, shown: str, day: str | None) -> None:
    assert one(page(shown=shown)).date == day


@pytest.mark.parametrize(
    "above",
    ['<div class="date">الجمعة 2 أيلول 2016</div>', '<header><time datetime="2016-09-02">اليوم</time></header>'],
)
def test_a_day_below_the_headline_is_the_articles(page: Page, above: str) -> None:
    shown = above.replace("الجمعة 2 أيلول", "30 آب").replace("2016-09-02", "2016-08-30")
    assert one(page(shown=shown).replace("<nav>", f"{above}<nav>")).date == "2016-08-30"
    assert one(page().replace("<h1>", f"{shown}<h1>")).date == "2016-08-30"  # the only one


def test_of_days_side_by_side_the_earliest_is_the_first_edition(page: Page) -> None:
    first, changed = '<p class="date">نشر: 30 آب 2016</p>', '<p class="date">آخر تحديث: 2 أيلول 2016</p>'
    for shown in (first + changed, changed + first, f'<div class="meta">{changed}{first}</div>'):
        assert one(page(shown=shown)).date == "2016-08-30"
    later = '<div class="list"><p class="date">3 آذار 2014</p></div>'
    assert one(page(shown=changed, tail=later)).date == "2016-09-02"


def test_of_articles_told_for_machines_the_one_with_the_headline(page: Page) -> None:
    told = [
        {"@type": "NewsArticle", "headline": "خبر آخر", "datePublished": "2014-03-03"},
        {"@type": "NewsArticle", "headline": "الوزير: الجسر آمن", "datePublished": "2016-08-30"},
    ]
    assert one(page(linked(told))).date == "2016-08-30"
    assert one(page(linked(told[:1]))).date == "2014-03-03"


def test_a_page_laid_out_with_tables() -> None:
    story = (
        "قال وزير النقل سامر الوادي إن الجسر القديم آمن ولا يحتاج إلى ترميم في الوقت الحاضر، بحسب وكالة مرام.",
        "وأضاف الوزير أن السوق مفتوح أمام الزوار كل يوم حتى المساء، وأن البلدية ستعلن المواعيد الجديدة لاحقا.",
        "ورفض متحدث باسم البلدية التعليق على هذا الكلام، وقال إن البيان سيصدر بعد انتهاء الاجتماع.",
    )
    figures = "<table><tr><td>الجسر</td><td>12</td></tr><tr><td>السوق</td><td>15</td></tr></table>"
    cell = f"<b>الجسر آمن</b><br>الثلاثاء 30 آب 2016<br><br>{'<br><br>'.join(story)}{figures}"
    row = f"<tr><td>{cell}</td></tr>"
    for rows in (row, f"<tr><td><table>{row}</table></td><td>إعلان</td></tr>"):
        article = one(f"<html><title>الجسر</title><body><table>{rows}</table></body></html>")
        lines = article.text.splitlines()
        assert set(story) <= set(lines)
        assert "| الجسر | 12 |" in article.text  # a table of figures is one still
        assert article.date == "2016-08-30"


def test_days_beside_the_article_are_not_its_own(page: Page) -> None:
    tail = '<aside><time datetime="2015-01-01">x</time></aside><div class="most-read"><time>3 أيار 2014</time></div>'
    assert one(page(tail=tail)).date is None
    assert one(page(tail=tail), date="2020-01-01").date == "2020-01-01"


def test_address_outlet_and_credit(page: Page) -> None:
    head = (
        '<link rel="canonical" href="/n/1"><meta name="author" content="أ ف ب">'
        '<meta property="og:site_name" content="رويترز">'
    )
    article = one(page(head), url="https://m.marfa.example/n/1/amp?utm_source=x")
    assert article.url == "https://m.marfa.example/n/1"
    assert article.id == one(page(), url="http://www.marfa.example/n/1/").id
    assert article.outlet == "marfa.example"  # what a page says of itself does not make it somebody else
    assert article.text.endswith("\nأ ف ب")
    assert one(page(), url="https://www.aljazeera.net/news/1").outlet == "الجزيرة"


def test_markup_left_in_what_a_page_tells_for_machines(page: Page) -> None:
    told = {"@type": "NewsArticle", "headline": "الوزير: &quot;الجسر آمن&quot;", "author": {"name": "سعد &amp; ليلى"}}
    article = one(page(linked(told), shown="<h1>مرفأ</h1>"))
    assert article.title == 'الوزير: "الجسر آمن"'
    assert article.extra["author"] == "سعد & ليلى"


def test_a_page_without_an_address_has_the_outlet_it_names(page: Page) -> None:
    head = '<meta property="og:site_name" content="{}">'
    assert one(page(head.format("قناة  الجزيرة")), outlet="mine").outlet == "الجزيرة"
    assert one(page(head.format("أخبار مرفأ"))).outlet == "أخبار مرفأ"
    assert one(page(linked({"@type": "NewsArticle", "publisher": {"name": "رويترز"}}))).outlet == "رويترز"
    assert one(page(), outlet="mine").outlet == "mine"
    told = one(page(head.format("أخبار مرفأ")), url="https://marfa.example/1")
    assert (told.outlet, told.extra["site"]) == ("marfa.example", "أخبار مرفأ")


@pytest.mark.parametrize(
    "told", ["https://other.example/n/1", "https://marfa.example/", "javascript:alert(1)", "http://[", ""]
)
def test_a_canonical_address_that_cannot_be_is_not_believed(page: Page, told: str) -> None:
    url = "https://marfa.example/n/1"
    assert one(page(f'<link rel="canonical" href="{told}">'), url=url).url == url


def test_fact_checks_in_a_page_come_with_its_article(page: Page) -> None:
    review = {
        "@type": "ClaimReview", "claimReviewed": "الجسر القديم انهار", "url": "https://tahaqquq.example/1",
        "author": {"@type": "Organization", "name": "تحقق مرفأ"}, "datePublished": "2016-09-01",
        "reviewRating": {"@type": "Rating", "ratingValue": 1, "bestRating": 5, "alternateName": "زائف"},
        "itemReviewed": {"@type": "Claim", "author": {"@type": "Person", "name": "قمر النجار"}},
    }  # fmt: skip
    (found,) = one(page(linked({"@graph": [review]}))).extra["reviews"]
    assert (found["claim"], found["rating"], found["publisher"]) == ("الجسر القديم انهار", "زائف", "تحقق مرفأ")
    assert found["claimant"] == "قمر النجار"


@pytest.mark.parametrize("page", ["<" * 5000, "<div>" * 3000 + "نص", "<p>\x01\x02", "]]>" * 99])
def test_pages_of_nonsense_are_one_problem(page: str) -> None:
    problems: list[Any] = []
    assert list(from_page(Run(on_problem=problems.append), "p.html", page, name="p")) == []
    assert len(problems) == 1


def test_a_page_in_windows_1256_that_says_utf_8(tmp_path: Path, page: Page, read: Any) -> None:
    (tmp_path / "a.html").write_bytes(page('<meta charset="utf-8">').encode("windows-1256"))
    (article,), problems = read("a.html")
    assert article.text.startswith("قال وزير النقل")
    assert not problems


@pytest.mark.parametrize(
    ("shown", "told"),
    [
        ("<nav><a>Home</a> <a>About us</a></nav>", "only 'Home About us'"),
        ("<p>You need to enable JavaScript to run this app.</p>", "only 'You need to enable JavaScript"),
        ("<ul><li>الرئيسية</li><li>من نحن</li></ul>", "only 'الرئيسية من نحن'"),
    ],
)
def test_a_page_without_an_article_is_no_text_in_another_language(
    tmp_path: Path, read: Any, shown: str, told: str
) -> None:
    (tmp_path / "a.html").write_text(f"<html><head><title>مرفأ</title></head><body>{shown}</body></html>")
    articles, (problem,) = read("a.html")
    assert not articles
    assert problem.startswith("a.html: no article text found in the HTML (")
    assert told in problem


def test_a_full_article_is_told_before_a_bare_one_of_the_same_headline() -> None:
    told = (
        '[{"@type":"Article","headline":"الجسر مغلق"},'
        '{"@type":"NewsArticle","headline":"الجسر مغلق | المرفأ","datePublished":"2026-11-10",'
        '"author":{"name":"هدى النبع"}}]'
    )
    facts = facts_of(
        document_fromstring(f"<h1>الجسر مغلق</h1><script type='application/ld+json'>{told}</script>"), "ar"
    )
    assert (facts.day, facts.author) == ("2026-11-10", "هدى النبع")


def test_a_day_further_on_is_not_of_the_article() -> None:
    beside = "<time datetime='2026-11-10'></time><b>|</b><time datetime='2026-11-12'></time>"
    page = f"<div><h1>الجسر مغلق</h1>{beside}<p>نص</p><p>نص</p><time datetime='2014-01-01'></time></div>"
    assert facts_of(document_fromstring(page), "ar").day == "2026-11-10"

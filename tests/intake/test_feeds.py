"""Articles of feeds: whose they are, whom they credit, when they appeared."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("feedparser")
RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>مرفأ</title><link>https://marfa.example/</link>
<item><title>الوزير: الجسر &quot;آمن&quot;</title><link>https://marfa.example/n/1?utm_source=rss</link>
<pubDate>Tue, 30 Aug 2016 23:30:00 +0300</pubDate><dc:creator>رويترز</dc:creator>
<source url="https://www.aljazeera.net/feed">Al Jazeera</source><media:credit>مصور مرام</media:credit>
<description>&lt;p&gt;مرفأ الزيتون (مرام) - قال سامر الوادي إن الجسر آمن.&lt;/p&gt;&lt;p&gt;وأضاف أن السوق
مفتوح.&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;</description></item>
<item><title>ثان</title><guid isPermaLink="false">x2</guid><pubDate>30 آب 2016</pubDate>
<content:encoded><![CDATA[<div>قال <b>طارق المنارة</b> إن السوق مفتوح.</div>]]></content:encoded>
<source url="https://unknown.example">جريدة المنارة</source></item>
<item><title>فارغ</title></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><id>urn:x</id><updated>2016-09-01T00:00:00Z</updated>
<entry><title type="html">&lt;b&gt;عنوان&lt;/b&gt;</title><id>urn:1</id><link href="https://a.example/x"/>
<published>2016-08-30T01:00:00+03:00</published><updated>2016-09-03T00:00:00Z</updated><author><name>سامر</name></author>
<source><title>وكالة مرام</title><id>https://maram.example/</id></source>
<content type="text">قال سامر &lt;إن&gt;
السوق مفتوح.</content></entry></feed>"""


def test_rss(tmp_path: Path, read: Any) -> None:
    (tmp_path / "f.rss").write_text(RSS)
    (first, second), problems = read("f.rss")
    lines = ["مرفأ الزيتون (مرام) - قال سامر الوادي إن الجسر آمن.", "وأضاف أن السوق مفتوح.", "رويترز / مصور مرام"]
    assert first.text.split("\n") == lines
    assert (first.title, first.date, first.outlet) == ('الوزير: الجسر "آمن"', "2016-08-30", "الجزيرة")
    assert (second.text, second.id, second.date) == ("قال طارق المنارة إن السوق مفتوح.", "x2", "2016-08-30")
    assert second.outlet == "جريدة المنارة"
    assert problems == ["f.rss:entry 3: has no text"]


def test_atom(tmp_path: Path, read: Any) -> None:
    (tmp_path / "f.xml").write_text(ATOM)
    (one,), problems = read("f.xml")
    assert (one.text, one.title) == ("قال سامر <إن>\nالسوق مفتوح.", "عنوان")
    assert (one.date, one.outlet, one.url) == ("2016-08-30", "وكالة مرام", "https://a.example/x")
    assert not problems


def test_a_feed_in_windows_1256_that_says_utf_8(tmp_path: Path, read: Any) -> None:
    (tmp_path / "f.xml").write_bytes(RSS.encode("windows-1256"))
    assert len(read("f.xml")[0]) == 2


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ("<urlset><url/></urlset>", "is no RSS or Atom feed"),
        ("", "is no RSS or Atom feed"),
        ("<rss version='2.0'><channel></channel></rss>", "is a feed without entries"),
        ("<rss><chan", "is a feed without entries"),
        ("\0\1", "is binary"),
    ],
)
def test_what_is_no_feed(tmp_path: Path, read: Any, data: str, problem: str) -> None:
    (tmp_path / "f.xml").write_text(data)
    articles, (told,) = read("f.xml")
    assert not articles
    assert told.startswith(f"f.xml: {problem}")


def test_entities_do_not_blow_up_or_read_files(tmp_path: Path, read: Any) -> None:
    (tmp_path / "secret").write_text("قال السر إن")
    nested = "".join(f'<!ENTITY e{k} "{f"&e{k - 1};" * 10}">' for k in range(1, 12))
    bomb = f'<!DOCTYPE r [<!ENTITY e0 "x">{nested}<!ENTITY f SYSTEM "file://{tmp_path}/secret">]>'
    (tmp_path / "f.xml").write_text(bomb + RSS.split("?>", 1)[1].replace("السوق", "&e11;&f;"))
    articles, _ = read("f.xml")
    assert all("السر" not in one.text and len(one.text) < 1000 for one in articles)


def test_without_its_package(tmp_path: Path, read: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    from musnad.errors import MusnadError

    monkeypatch.setitem(sys.modules, "feedparser", None)
    (tmp_path / "f.xml").write_text(RSS)
    with pytest.raises(MusnadError, match=r"pip install 'musnad\[feeds\]'"):
        read("f.xml")

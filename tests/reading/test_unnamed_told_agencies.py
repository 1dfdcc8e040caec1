"""Somebody unnamed who told it to an agency: he speaks, whatever the agency is called."""

from __future__ import annotations

import pytest

from musnad.lang.pack import load_pack
from musnad.model import Article
from musnad.reading.reader import Reader

READER = Reader(load_pack("ar"))


@pytest.mark.parametrize(
    ("text", "name", "relays"),
    [
        ("قال مصدر مطلع طلب عدم ذكر اسمه لوكالة أنباء سهى إن الجسر لن يغلق.", "مصدر مطلع", ["وكالة أنباء سهى"]),
        ("قال دبلوماسي فضل عدم الكشف عن اسمه لوكالة سهى إن المحادثات فشلت.", "دبلوماسي", ["وكالة سهى"]),
    ],
)
def test_an_agency_called_like_somebody_is_no_speaker(text: str, name: str, relays: list[str]) -> None:
    (one,) = READER.read(Article(id="a", text=text, date="2026-11-02")).statements
    assert one.speaker is not None
    assert (one.speaker.name, one.speaker.kind) == (name, "anonymous")
    assert [relay.name for relay in one.relays] == relays


def test_a_description_loses_the_objects_ending() -> None:
    text = "ذكرت وكالة أنباء سهى أن مصدرا مطلعا قال إن الجسر لن يغلق."
    speakers = [one.speaker for one in READER.read(Article(id="a", text=text, date="2026-11-02")).statements]
    assert "مصدر مطلع" in [who.name for who in speakers if who is not None]

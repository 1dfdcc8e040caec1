"""Reports and articles as channels: an article is no report; a report named later was not what told all before it."""

from __future__ import annotations

import musnad


def _channels(text: str) -> list[str | None]:
    reading = musnad.read(text, date="2018-05-10")
    return [s.channel.kind if s.channel else None for s in reading.statements]


def test_what_somebody_writes_in_a_paper_is_no_report() -> None:
    text = "وقال سالم البدري في مقال نشرته صحيفة النهار إن الطريق مغلق."
    reading = musnad.read(text, date="2018-05-10")
    assert _channels(text) == [None]
    assert [r.name for r in reading.statements[0].relays] == ["صحيفة النهار"]


def test_a_report_does_not_reach_back_and_a_statement_does() -> None:
    lead = "قالت وزارة الزراعة إن المحصول جيد.\nوأضافت الوزارة في {} أن المطر غزير."
    assert _channels(lead.format("تقرير سنوي")) == [None, "report"]
    assert _channels(lead.format("بيان")) == ["written_statement", "written_statement"]


def test_words_that_go_with_a_post_are_no_speech() -> None:
    text = 'وغرد سالم البدري، في حسابه، بكلمات مصاحبة للصورة، قائلا: "تحية إلى كل صانع".'
    assert _channels(text) == ["social_media"]

"""Texts that end anywhere: none makes the reader fail."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from musnad.lang.pack import load_pack
from musnad.model import Article
from musnad.reading.reader import Reader

SAMPLES = Path(__file__).parents[2] / "samples"
READER = Reader(load_pack("ar"))
LINES = (SAMPLES / "news.jsonl").read_text(encoding="utf-8").splitlines()
MOST = 70  # words from an article's start up to which it is cut


@pytest.mark.parametrize("line", LINES, ids=[json.loads(line)["id"] for line in LINES])
def test_an_article_cut_behind_any_word_is_read(line: str) -> None:
    text = json.loads(line)["text"]
    for word in list(re.finditer(r"\S+", text))[:MOST]:
        cut = text[: word.end()]
        reading = READER.read(Article(id="cut", text=cut))
        assert all(span.end <= len(cut) for one in reading.statements for span in one.content)


@pytest.mark.parametrize(
    "text",
    [
        "انهار الجسر القديم في المرفأ، وفق ما أفاد",
        "أعلن الوزير سامر الوادي أن الوزن ما بين",
        'ونشر تنظيم أنصار المرفأ في مرام " القاعدة',
        "قال الوزير سامر الوادي إن الجسر آمن، وهو ما يكشف",
        "وقالت وكالة أنباء مرام إن الجسر آمن بحسب تصريح",
        "نقلت عنه",
        "قال",
        "وقوله",
        "بحسب",
    ],
)
def test_a_text_may_end_where_a_source_is_waited_for(text: str) -> None:
    assert READER.read(Article(id="cut", text=text)).article.text == text

"""A text may end anywhere, without a stop: it is read, whatever its last word is."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from musnad.lang.pack import load_pack
from musnad.model import Article
from musnad.reading.reader import Reader

CASES = sorted((Path(__file__).parent / "cases").glob("*.toml"))
ENDS = (
    "الجسر القديم آمن للمارة جميعا، وهو ما نفته",
    "الجسر القديم آمن للمارة جميعا، بحسب ما وأكد",
    "اشترت البلدية سفينة يقدر ثمنها بـ",
    "واتهم الوزير الشركة بأن لديها سفينة يقدر ثمنها بـ",
    "انهار الجسر القديم في المرفأ، وفق ما أفاد",
    "أعلن الوزير سامر الوادي أن الوزن ما بين",
    'ونشر تنظيم أنصار المرفأ في مرام " القاعدة',
    "قال الوزير سامر الوادي إن الجسر آمن، وهو ما يكشف",
    "نقلت عنه",
    "قال",
    "وقوله",
    "بحسب",
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(load_pack("ar"))


@pytest.mark.parametrize("text", ENDS, ids=range(len(ENDS)))
def test_a_text_ends_where_more_is_expected(reader: Reader, text: str) -> None:
    assert reader.read(Article(text=text)).article.text == text


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_cases_are_read_wherever_they_are_cut(reader: Reader, path: Path) -> None:
    cut = 0
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
        words = case["text"].split()
        for size in range(max(1, len(words) - 8), len(words)):
            text = " ".join(words[:size]).rstrip('.،؛:؟!»"')
            for one in reader.read(Article(text=text)).statements:
                assert one.cue.span.end <= len(text)
            cut += 1
    assert cut > 10

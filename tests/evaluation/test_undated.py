"""Articles without a day meet those of all days; others those of their month."""

from __future__ import annotations

from evaluation.undated import count_pairs, put_forward

from musnad.lang.pack import load_pack
from musnad.model import Article
from musnad.reading.reader import Reader

TEXT = "قال وزير الري حازم الغدير إن سد العقيق لن يجف هذا الصيف."


def test_pairs_grow_with_the_articles_without_a_day() -> None:
    reader = Reader(load_pack("ar"))
    articles = put_forward([reader.read(Article(id=f"t{n}", text=TEXT, language="ar")) for n in range(6)])
    assert count_pairs(articles, 1, 0.0) == 15  # each with each
    assert count_pairs(articles, 600, 0.0) == 0  # a hundred days between any two
    assert count_pairs(articles, 600, 0.5) == 3 + 3 * 3
    assert count_pairs(articles, 600, 1.0) == 15

"""Articles that changed: both versions kept, with what changed in who said what."""

from __future__ import annotations

from musnad.ledger.store import Ledger
from musnad.ledger.versions import list_changes, old_version
from musnad.model import Article
from musnad.reading.reader import Reader

ONE = "قال وزير النقل سامر الوادي إن الجسر القديم في مرفأ الزيتون آمن. وأعلن طارق المنارة أن السوق مفتوح."
TWO = "قال وزير النقل سامر الوادي إن الجسر القديم في مرفأ الزيتون غير آمن. وأعلن طارق المنارة أن السوق مفتوح."


def test_both_versions_are_kept_and_go_with_the_article(fresh: str, reader: Reader) -> None:
    with Ledger(fresh) as book:
        for text in (ONE, ONE, TWO, TWO):
            book.add([reader.read(Article(text=text, id="a", date="2026-11-10", title="الجسر"))])
        (row,) = list_changes(book, "a")
        assert (row["article"], row["title"]) == ("a", "الجسر")
        (change,) = row["changes"]
        assert (change["kind"], list(change["what"])) == ("changed", ["words"])
        assert change["before"]["speaker"] == change["after"]["speaker"] == "سامر الوادي"
        old = old_version(book, row["number"])
        assert old is not None
        assert old.article.text == ONE
        assert book.article("a").text == TWO
        assert list_changes(book, "b") == []
        book.remove("a")
        assert list_changes(book) == []
        assert old_version(book, row["number"]) is None

"""What changed in who said what."""

from __future__ import annotations

import pytest

from musnad.model import Article
from musnad.reading.reader import Reader
from musnad.resolution.revisions import compare_versions

ONE = "قال وزير النقل سامر الوادي إن الجسر القديم في مرفأ الزيتون آمن."
TWO = "وأعلن مدير السوق طارق المنارة أن السوق مفتوح للزوار كل يوم."


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (ONE, ONE, []),
        (f"{ONE}\n{TWO}", f"{TWO}\n{ONE}", []),
        (ONE, f"مقدمة قصيرة عن الميناء.\n{ONE}", []),
        (ONE, f"{ONE}\n{TWO}", [("added", [])]),
        (f"{ONE}\n{TWO}", TWO, [("removed", [])]),
        (ONE, ONE.replace("آمن", "غير آمن"), [("changed", ["words"])]),
        (ONE, ONE.replace("سامر الوادي", "كمال الناعم"), [("changed", ["speaker"])]),
        (ONE, ONE.replace("قال", "نفى").replace("إن", "أن"), [("changed", ["act", "words"])]),
        (ONE, TWO, [("added", []), ("removed", [])]),
    ],
)
def test_changes(reader: Reader, old: str, new: str, found: list[tuple[str, list[str]]]) -> None:
    first, second = (reader.read(Article(text=text, id="a", date="2026-11-10")) for text in (old, new))
    assert [(one.kind, list(one.what)) for one in compare_versions(first, second)] == found

from __future__ import annotations

import pytest

from musnad.lang.pack import load_pack
from musnad.model import Article
from musnad.reading.occasions import carrying
from musnad.reading.reader import Reader

SENTENCE = "قال وزير الري حازم الغدير أمس في مؤتمر صحافي إن سد العقيق لن يجف هذا الصيف. "


def test_what_one_speaker_says_without_end_is_looked_back_over_only_so_far(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    apart = carrying._apart
    monkeypatch.setattr(carrying, "_apart", lambda earlier, draft: asked.append(draft) or apart(earlier, draft))
    reader = Reader(load_pack("ar"))
    counts = []
    for times in (150, 300):
        asked.clear()
        assert len(reader.read(Article(text=SENTENCE * times, id="a", date="2026-11-20")).statements) == times
        counts.append(len(asked))
    assert 0 < counts[1] < 2.5 * counts[0]

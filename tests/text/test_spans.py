from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.model import Span
from musnad.text.spans import contains, cover, overlaps, trim

spans = st.tuples(st.integers(0, 30), st.integers(1, 30)).map(lambda p: Span(p[0], p[0] + p[1]))


@given(a=spans, b=spans)
def test_overlaps_is_a_shared_point(a: Span, b: Span) -> None:
    shared = set(range(a.start, a.end)) & set(range(b.start, b.end))
    assert overlaps(a, b) == overlaps(b, a) == bool(shared)


@given(st.lists(spans, min_size=1))
def test_cover_contains_all(items: list[Span]) -> None:
    whole = cover(items)
    assert all(contains(whole, item) for item in items)


def test_cover_of_none_is_an_error() -> None:
    with pytest.raises(ValueError):
        cover([])


def test_touching_spans_do_not_overlap() -> None:
    assert not overlaps(Span(0, 3), Span(3, 5))


@pytest.mark.parametrize(
    ("text", "want"), [("  «قال» ", "قال"), ("«»", ""), ("", ""), ("قال", "قال")], ids=["edges", "all", "none", "bare"]
)
def test_trim(text: str, want: str) -> None:
    assert trim(text, Span(0, len(text)), "«»").of(text) == want

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.lang.pack import load_pack
from musnad.text.quotes import Quote, pair_quotes, quote_marks
from musnad.text.tokens import tokenize

MARKS = load_pack("ar").marks


def quotes(text: str) -> tuple[Quote, ...]:
    return pair_quotes(tokenize(text), MARKS)


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ('قال "ذلك صحيح" اليوم', ["ذلك صحيح"]),
        ("قال «ذلك صحيح» اليوم", ["ذلك صحيح"]),
        ("قال »ذلك صحيح« اليوم", ["ذلك صحيح"]),
        ("قال “ذلك صحيح” اليوم", ["ذلك صحيح"]),
        ("قال ”ذلك صحيح“ اليوم", ["ذلك صحيح"]),
        ("قال ''ذلك صحيح'' اليوم", ["ذلك صحيح"]),
        ("قال „ذلك صحيح” اليوم", ["ذلك صحيح"]),
        ("قال ” ذلك صحيح” اليوم", [" ذلك صحيح"]),
        ('قال «نقرأ "كتاب النور" غداً» اليوم', ['نقرأ "كتاب النور" غداً', "كتاب النور"]),
        ('قال "واحد" ثم "اثنان"', ["واحد", "اثنان"]),
        ("don't", []),
        ("", []),
    ],
    ids=["straight", "guillemets", "turned round", "curly", "curly turned", "doubled", "low", "one for both", "nested",
         "two", "apostrophe", "empty"],
)  # fmt: skip
def test_pair_quotes(text: str, inner: list[str]) -> None:
    assert [text[q.inner_start : q.inner_end] for q in quotes(text)] == inner


def test_left_open_ends_with_its_line() -> None:
    text = 'قال "ذلك صحيح\nوعاد'
    (quote,) = quotes(text)
    assert not quote.closed
    assert text[quote.inner_start : quote.end] == "ذلك صحيح"


def test_runs_over_paragraphs() -> None:
    text = "قال «ذلك صحيح\nوسنعود غداً» ثم ذهب"
    (quote,) = quotes(text)
    assert quote.closed
    assert text[quote.inner_start : quote.inner_end] == "ذلك صحيح\nوسنعود غداً"


def test_never_opened_loses_nothing() -> None:
    text = 'ذلك صحيح" قال. "نعم" أضاف'
    assert "نعم" in [text[q.inner_start : q.inner_end] for q in quotes(text)]


@given(st.text(alphabet="اب \"«»“”„()'\n.", max_size=80))
def test_quotes_stay_in_the_text(text: str) -> None:
    found = quotes(text)
    assert list(found) == sorted(found, key=lambda q: (q.start, -q.end))
    for q in found:
        assert 0 <= q.start < q.inner_start <= q.inner_end <= q.end <= len(text)


def test_no_marks_no_quotes() -> None:
    assert pair_quotes(tokenize('"a"'), quote_marks({})) == ()

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.text.tokens import tokenize


@pytest.mark.parametrize(
    ("text", "raws"),
    [
        ("قال الوزير.", ["قال", "الوزير", "."]),
        ("وكالة أ.ف.ب قالت", ["وكالة", "أ.ف.ب", "قالت"]),
        ("3.5 مليون", ["3.5", "مليون"]),
        ("#مدينة_النور", ["#", "مدينة", "_", "النور"]),
        ("مضيفاً، أن", ["مضيفاً", "،", "أن"]),
        ("لا... نعم", ["لا", "...", "نعم"]),
        ("''قال''", ["''", "قال", "''"]),
        ("", []),
        (" \n ", []),
    ],
    ids=["stop", "abbreviation", "decimal", "hashtag", "tanwin", "dots", "doubled mark", "empty", "white space"],
)
def test_tokenize(text: str, raws: list[str]) -> None:
    assert tokenize(text).raws == raws


def test_a_conjunction_set_apart_is_one_token_with_its_word() -> None:
    text = "العمل و  البيئة و 3 و، و"
    assert tokenize(text, ("و",)).raws == ["العمل", "و  البيئة", "و", "3", "و", "،", "و"]
    assert "و" in tokenize(text).raws[1:2]
    assert tokenize("هو\nو\nهي", ("و",)).raws == ["هو", "و", "هي"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("ذهب. عاد.", 2),
        ("قالت أ.ف.ب إن ذلك صحيح.", 1),
        ("بلغ 3.5 مليون.", 1),
        ("هل عاد؟! نعم.", 2),
        ('"ذهب." عاد.', 2),
        ("ذهب\nعاد", 2),
        ("ذهب... عاد", 1),
        ("قال لقناة (بي.اف.ام) إنه عاد.", 1),
        ("قال لقناة بي. اف. ام إنه عاد.", 1),
        ("قال لي. هو لم يعد.", 2),
        ("ذهب.ثم عاد.قال", 3),
    ],
    ids=[
        "stops",
        "abbreviation",
        "decimal",
        "question",
        "closing mark",
        "lines",
        "pause",
        "spelt letters",
        "spelt apart",
        "two short words",
        "no space",
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(tokenize(text).sentences) == count


@given(st.text(max_size=300), st.sampled_from([(), ("و",), ("a", "b")]))
def test_tokens_are_slices_in_order(text: str, joining: tuple[str, ...]) -> None:
    tokens = tokenize(text, joining)
    assert all(text[a:b] == raw for a, b, raw in zip(tokens.starts, tokens.ends, tokens.raws, strict=True))
    assert all(end <= start for end, start in zip(tokens.ends, tokens.starts[1:], strict=False))
    assert len(tokens.sentence) == len(tokens.line) == len(tokens)


@given(st.text(max_size=300))
def test_sentences_and_lines_part_the_tokens(text: str) -> None:
    tokens = tokenize(text)
    for ranges, number in ((tokens.sentences, tokens.sentence), (tokens.lines, tokens.line)):
        assert [k for first, last in ranges for k in range(first, last)] == list(range(len(tokens)))
        assert all(number[k] == n for n, (first, last) in enumerate(ranges) for k in range(first, last))


@given(st.text(max_size=200))
def test_no_visible_letter_is_lost(text: str) -> None:
    tokens = tokenize(text)
    held = {p for a, b in zip(tokens.starts, tokens.ends, strict=True) for p in range(a, b)}
    assert not [c for k, c in enumerate(text) if c.isalnum() and k not in held]


def test_at_and_between() -> None:
    tokens = tokenize("قال الوزير إن")
    assert tokens.at(4) == 1
    assert tokens.at(99) == 3
    assert tokens.between(4, 13) == (1, 3)


def test_a_sentence_without_an_end_ends_somewhere() -> None:
    tokens = tokenize("كلمة " * 5000)
    assert max(last - first for first, last in tokens.sentences) < 500
    assert [k for first, last in tokens.sentences for k in range(first, last)] == list(range(5000))
    assert len(tokens.sentence) == 5000

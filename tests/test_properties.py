"""The laws of a reading (SPEC, section 1), over any text at all."""

from __future__ import annotations

import pickle

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from musnad.errors import BadArticle
from musnad.model import Article, Reading, Span

# Own words, put together in any order: cues, names, marks, times, and hostile characters.
WORDS = [
    "قال",
    "قالت",
    "وأضاف",
    "أن",
    "إن",
    "بأن",
    "إنه",
    "نفى",
    "نفت",
    "الوزير",
    "وزير",
    "الخارجية",
    "المتحدث",
    "باسم",
    "الوكالة",
    "نقلت",
    "عن",
    "مصدر",
    "قوله",
    "بحسب",
    "البيان",
    "وفقا",
    "لـ",
    "أكدت",
    "مؤكدا",
    "مشيرا",
    "إلى",
    "على",
    "لم",
    "لا",
    "غير",
    "صحيح",
    "سمير",
    "العلي",
    "ليلى",
    "حداد",
    "مجلس",
    "المدينة",
    "أمس",
    "الاثنين",
    "12",
    "مايو",
    "2019",
    "في",
    "مؤتمر",
    "صحافي",
    "تصريحات",
    "رويترز",
    "خلال",
    "يوم",
    "الجمعة",
    "الماضي",
    "،",
    ".",
    ":",
    "؛",
    "؟",
    '"',
    "«",
    "»",
    "“",
    "”",
    "(",
    ")",
    "'",
    "''",
    "…",
    "...",
    "#",
    "_",
    "#مدينة_النور",
    "//",
    "\u200f",
    "\u202e",
    "\x00",
    "\ud7ff",
    "😀",
    "أ.ف.ب",
    "(CNN)",
    "--",
    "\u200f",
    "\u202e",
    "\ufeff",
]
news = st.lists(st.sampled_from([*WORDS, "\n", "\r\n", "\t"]), max_size=120).map(" ".join)
texts = st.one_of(st.text(max_size=300), news)
dates = st.sampled_from([None, "2016-08-30", "2018-02-28", "2020-02-29", "not a date", "2018-13-45", ""])


def spans_of(reading: Reading) -> list[Span]:
    out: list[Span] = []
    for s in reading.statements:
        out += [s.cue.span, *s.content, *(r.span for r in s.relays)]
        out += [s.source] if s.source else []
        out += [s.channel.span] if s.channel and s.channel.span else []
        out += [span for reason in s.why for span in reason.spans]
    out += [m.span for m in reading.mentions] + [t.span for t in reading.times]
    return out + [f.span for f in reading.furniture]


def read(reader, article: Article) -> Reading:
    """A reading; of a text that is refused (empty, another language) an empty one."""
    try:
        return reader.read(article)
    except BadArticle:
        return Reading(article=article)


def check(reading: Reading, article: Article) -> None:
    size = len(article.text)
    assert reading.article.text == article.text
    assert reading.article.id == article.id
    for span in spans_of(reading):
        assert 0 <= span.start <= span.end <= size, span
    ids = [s.id for s in reading.statements]
    assert len(set(ids)) == len(ids)
    for s in reading.statements:
        assert s.parent is None or (s.parent in ids and s.parent != s.id)
        assert 0.0 <= s.confidence <= 1.0
        assert s.content, "a statement has content"
        assert all(span.start < span.end for span in s.content)
        assert list(s.content) == sorted(s.content), "pieces in order"
        assert s.why, "a statement says why"


@given(text=texts, date=dates)
def test_reader_reads_any_text(reader, text, date) -> None:
    article = Article(text=text, id="x", date=date)
    check(read(reader, article), article)


@given(text=news)
def test_reader_nesting_has_no_cycle(reader, text) -> None:
    parents = {s.id: s.parent for s in read(reader, Article(text=text)).statements}
    for start in parents:
        seen, at = set(), start
        while at is not None:
            assert at not in seen
            seen.add(at)
            at = parents[at]


@given(text=texts)
def test_reading_survives_pickle_and_json(reader, text) -> None:
    assume(not any("\ud800" <= c <= "\udfff" for c in text))
    reading = read(reader, Article(text=text, id="x", date="2018-05-01"))
    assert pickle.loads(pickle.dumps(reading)) == reading
    assert msgspec.json.decode(msgspec.json.encode(reading), type=Reading) == reading


@given(first=news, second=news)
def test_reader_does_not_remember(reader, first, second) -> None:
    a, b = Article(text=first, date="2018-05-01"), Article(text=second, date="2018-05-02")
    forth = [read(reader, a), read(reader, b)]
    back = [read(reader, b), read(reader, a)]
    assert forth == back[::-1]


def test_reader_pickles(reader) -> None:
    text = "قال سمير العلي إن المدرسة ستفتح أبوابها غداً."
    article = Article(text=text, date="2018-05-01")
    assert read(pickle.loads(pickle.dumps(reader)), article) == read(reader, article)


HOSTILE = {
    "empty": "",
    "white space": " \n\t\r\n ",
    "open marks": '"' * 10_000,
    "open guillemets": "قال «" * 2_000,
    "open brackets": "(" * 10_000,
    "nested marks": "«" * 500 + "قال" + "»" * 500,
    "NUL": "قال\0 الوزير\0 إن\0 ذلك\0 صحيح.",
    "bidi tricks": "\u202e\u2066قال\u2069 الوزير\u202c إن ذلك \u200fصحيح.",
    "one long word": "ا" * 100_000,
    "many dots": "." * 50_000,
    "many marks over one letter": "ق" + "\u064e" * 50_000,
    "many cues": "قال " * 5_000,
    "many complementisers": "أن " * 5_000,
    "many commas": "، " * 10_000,
    "many names": "سمير العلي " * 3_000,
    "many colons": "الوزير: " * 3_000,
    "many numbers": "12 " * 5_000,
    "many months": "5 مايو " * 3_000,
    "hash tags": "#كلمة_أخرى" * 3_000,
    "lone surrogates": "قال \ud800 إن \udfff",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_reader_takes_hostile_text(reader, text) -> None:
    article = Article(text=text, id="x", date="2018-05-01")
    check(read(reader, article), article)


@pytest.mark.parametrize(
    "text",
    ['قال الوزير: "ذلك غير صحيح.', 'قال الوزير: ذلك غير صحيح".', 'قال "الوزير" "إن ذلك" صحيح"'],
    ids=["never closed", "never opened", "odd number"],
)
def test_unbalanced_marks_lose_no_statement(reader, text) -> None:
    rest = "\nوأكدت ليلى حداد أن المجلس وافق على الخطة."
    reading = read(reader, Article(text=text + rest))
    last = [s for s in reading.statements if s.cue.span.start > len(text)]
    assert last, "the statement after the faulty quotation is found"

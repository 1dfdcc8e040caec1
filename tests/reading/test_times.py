from __future__ import annotations

import sys
import tomllib
from datetime import date
from importlib import resources
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.errors import BadPack
from musnad.lang.affixes import Affixes
from musnad.lang.lexicon import Lexicon
from musnad.lang.pack import load_pack
from musnad.model import Time
from musnad.reading.days.calendar import nearest_year, weekday_by
from musnad.reading.times import find_times, load_calendar
from musnad.text.fold import fold_table
from musnad.text.tokens import tokenize

PACK = load_pack("ar")
CALENDAR = load_calendar(PACK.calendar, PACK.fold)
THURSDAY = "2016-05-12"  # the article's day where a case names none


def times(text: str, day: str | None = THURSDAY) -> tuple[Time, ...]:
    tokens = tokenize(text)
    return find_times(tokens, PACK.lexicon.words(tokens.raws), day, CALENDAR)


def line(text: str, t: Time) -> str:
    """An expression as ``words | first day [.. last day] | granularity``."""
    days = "-" if t.value is None else t.value if t.value == t.until else f"{t.value}..{t.until}"
    return f"{t.span.of(text)} | {days} | {t.granularity}"


def told(text: str, day: str | None = THURSDAY) -> list[str]:
    return [line(text, t) for t in times(text, day)]


@pytest.mark.parametrize("day", ["0001-01-01", "0150-06-01", "9850-06-01", "9999-12-31"])
@pytest.mark.parametrize(
    "words",
    [
        "أمس",
        "غدا",
        "بعد غد",
        "الاثنين الماضي",
        "الأسبوع المقبل",
        "الأسبوع الماضي",
        "في الشتاء المقبل",
        "قبل مئة عام",
        "القرن المقبل",
    ],
)
def test_a_day_at_the_ends_of_the_calendar_tells_of_no_other(day: str, words: str) -> None:
    assert all(t.value is None for t in times(f"قال {words} إن السد امتلأ", day))


WEEKDAYS = [
    ("قال الوزير الاثنين إن", ["الاثنين | 2016-05-09 | day"]),
    ("قال الوزير الإثنين إن", ["الإثنين | 2016-05-09 | day"]),
    ("يوم الثلاثاء", ["يوم الثلاثاء | 2016-05-10 | day"]),
    ("قال الاربعاء", ["الاربعاء | 2016-05-11 | day"]),
    ("أعلن الخميس", ["الخميس | 2016-05-12 | day"]),
    ("أعلن الجمعة", ["الجمعة | 2016-05-06 | day"]),
    ("والأحد أيضا", ["الأحد | 2016-05-08 | day"]),
    ("الأحد الماضي", ["الأحد الماضي | 2016-05-08 | day"]),
    ("الخميس الماضي", ["الخميس الماضي | 2016-05-05 | day"]),
    ("الخميس المقبل", ["الخميس المقبل | 2016-05-19 | day"]),
    ("السبت القادم", ["السبت القادم | 2016-05-14 | day"]),
    ("يوم السبت المنصرم", ["يوم السبت المنصرم | 2016-05-07 | day"]),
    ("الجمعة الماضية", ["الجمعة الماضية | 2016-05-06 | day"]),
    ("مساء الأحد", ["مساء الأحد | 2016-05-08 | day"]),
    ("فجر الخميس", ["فجر الخميس | 2016-05-12 | day"]),
    ("في ساعة متأخرة من ليل الأحد", ["ساعة متأخرة من ليل الأحد | 2016-05-08 | day"]),
    ("ليل الأحد الاثنين", ["ليل الأحد الاثنين | 2016-05-08..2016-05-09 | day"]),
    ("ليل السبت - الأحد", ["ليل السبت - الأحد | 2016-05-07..2016-05-08 | day"]),
    ("ليل الخميس الجمعة", ["ليل الخميس الجمعة | 2016-05-12..2016-05-13 | day"]),
    ("بعد منتصف ليل الخميس الجمعة", ["بعد منتصف ليل الخميس الجمعة | 2016-05-13 | day"]),
    ("ليلة السبت/الأحد", ["ليلة السبت/الأحد | 2016-05-07..2016-05-08 | day"]),
    ("يومي السبت والأحد", ["يومي السبت والأحد | 2016-05-07..2016-05-08 | day"]),
    ("هذا الأحد", ["هذا الأحد | 2016-05-08 | day"]),
    ("الخميس قبل الماضي", ["الخميس قبل الماضي | 2016-04-28 | day"]),
    ("الأحد مساء", ["الأحد مساء | 2016-05-08 | day"]),
]

RELATIVE = [
    ("قال أمس إن", ["أمس | 2016-05-11 | day"]),
    ("وبالأمس قال", ["الأمس | 2016-05-11 | day"]),
    ("يوم أمس", ["يوم أمس | 2016-05-11 | day"]),
    ("أمس الأول", ["أمس الأول | 2016-05-10 | day"]),
    ("أول أمس", ["أول أمس | 2016-05-10 | day"]),
    ("أول من أمس", ["أول من أمس | 2016-05-10 | day"]),
    ("مساء أول من أمس", ["مساء أول من أمس | 2016-05-10 | day"]),
    ("البارحة", ["البارحة | 2016-05-11 | day"]),
    ("مساء أمس", ["مساء أمس | 2016-05-11 | day"]),
    ("أكد اليوم أن", ["اليوم | 2016-05-12 | day"]),
    ("صباح اليوم", ["صباح اليوم | 2016-05-12 | day"]),
    ("صباح اليوم الخميس", ["صباح اليوم الخميس | 2016-05-12 | day"]),
    ("في اليوم نفسه", ["اليوم نفسه | - | day"]),
    ("في اليوم التالي", ["اليوم التالي | - | day"]),
    ("يصل غدا إلى", ["غدا | 2016-05-13 | day"]),
    ("غداً الجمعة", ["غداً الجمعة | 2016-05-13 | day"]),
    ("يوم غد", ["يوم غد | 2016-05-13 | day"]),
    ("بعد غد", ["بعد غد | 2016-05-14 | day"]),
    ("بعد غد السبت", ["بعد غد السبت | 2016-05-14 | day"]),
    ("أمس الأربعاء", ["أمس الأربعاء | 2016-05-11 | day"]),
    ("أمس (الأربعاء)", ["أمس (الأربعاء) | 2016-05-11 | day"]),
    ("أمس الثلاثاء", ["أمس الثلاثاء | 2016-05-10 | day"]),
    ("الليلة الماضية", ["الليلة الماضية | 2016-05-11 | day"]),
]

DATES = [
    ("12 مايو 2016", ["12 مايو 2016 | 2016-05-12 | day"]),
    ("١٢ مايو ٢٠١٥", ["١٢ مايو ٢٠١٥ | 2015-05-12 | day"]),
    ("في 3 آذار", ["3 آذار | 2016-03-03 | day"]),
    ("الثاني عشر من مايو", ["الثاني عشر من مايو | 2016-05-12 | day"]),
    ("الخامس والعشرين من يناير", ["الخامس والعشرين من يناير | 2016-01-25 | day"]),
    ("الـ25 من يناير", ["الـ25 من يناير | 2016-01-25 | day"]),
    ("فاتح ماي", ["فاتح ماي | 2016-05-01 | day"]),
    ("5 شتنبر 2015", ["5 شتنبر 2015 | 2015-09-05 | day"]),
    ("14 جانفي 2011", ["14 جانفي 2011 | 2011-01-14 | day"]),
    ("25 جويلية", ["25 جويلية | 2015-07-25 | day"]),
    ("12/5/2016", ["12/5/2016 | 2016-05-12 | day"]),
    ("12-5-2016", ["12-5-2016 | 2016-05-12 | day"]),
    ("12.5.2016", ["12.5.2016 | 2016-05-12 | day"]),
    ("2016-05-12", ["2016-05-12 | 2016-05-12 | day"]),
    ("5 و6 مايو", ["5 و6 مايو | 2016-05-05..2016-05-06 | day"]),
    ("من 5 إلى 8 مايو", ["5 إلى 8 مايو | 2016-05-05..2016-05-08 | day"]),
    ("بين 3 و7 مايو", ["3 و7 مايو | 2016-05-03..2016-05-07 | day"]),
    ("28 و3 مايو", ["28 و3 مايو | 2016-05-03..2016-05-28 | day"]),
    ("يومي 5 و6 مايو", ["يومي 5 و6 مايو | 2016-05-05..2016-05-06 | day"]),
    ("5 كانون الثاني/يناير 2015", ["5 كانون الثاني/يناير 2015 | 2015-01-05 | day"]),
    ("5 آذار (مارس) الماضي", ["5 آذار (مارس) الماضي | 2016-03-05 | day"]),
    ("أيلول-سبتمبر 2014", ["أيلول-سبتمبر 2014 | 2014-09-01..2014-09-30 | month"]),
    ("يوم 15 الجاري", ["يوم 15 الجاري | 2016-05-15 | day"]),
    ("5 من الشهر الجاري", ["5 من الشهر الجاري | 2016-05-05 | day"]),
    ("الخامس من الشهر الماضي", ["الخامس من الشهر الماضي | 2016-04-05 | day"]),
    ("20 ديسمبر", ["20 ديسمبر | 2015-12-20 | day"]),
    ("20 ديسمبر المقبل", ["20 ديسمبر المقبل | 2016-12-20 | day"]),
    ("20 مايو الماضي", ["20 مايو الماضي | 2015-05-20 | day"]),
    ("3 يوليو", ["3 يوليو | 2016-07-03 | day"]),
    ("12 مايو من العام الماضي", ["12 مايو من العام الماضي | 2015-05-12 | day"]),
    ("الأحد 8 مايو", ["الأحد 8 مايو | 2016-05-08 | day"]),
    ("يوم الأحد، 8 مايو 2016", ["يوم الأحد، 8 مايو 2016 | 2016-05-08 | day"]),
    ("الخميس 9 يوليو", ["الخميس 9 يوليو | 2015-07-09 | day"]),
    ("15 رمضان 1437 هـ", ["15 رمضان 1437 هـ | 2016-06-20 | day"]),
    ("15 رمضان 1437هـ الموافق 20 يونيو 2016م", ["15 رمضان 1437هـ الموافق 20 يونيو 2016م | 2016-06-20 | day"]),
    ("1/11/1436", ["1/11/1436 | 2015-08-16 | day"]),
    ("رمضان الماضي", ["رمضان الماضي | 2015-06-18..2015-07-16 | month"]),
]

PERIODS = [
    ("في مايو 2015", ["مايو 2015 | 2015-05-01..2015-05-31 | month"]),
    ("مايو الماضي", ["مايو الماضي | 2015-05-01..2015-05-31 | month"]),
    ("شهر نيسان", ["شهر نيسان | 2016-04-01..2016-04-30 | month"]),
    ("في مارس", ["مارس | 2016-03-01..2016-03-31 | month"]),
    ("بين فبراير ومارس 2016", ["فبراير ومارس 2016 | 2016-02-01..2016-03-31 | month"]),
    ("الأسبوع الماضي", ["الأسبوع الماضي | 2016-05-01..2016-05-07 | week"]),
    ("هذا الأسبوع", ["هذا الأسبوع | 2016-05-08..2016-05-14 | week"]),
    ("الشهر الجاري", ["الشهر الجاري | 2016-05-01..2016-05-31 | month"]),
    ("الشهر المقبل", ["الشهر المقبل | 2016-06-01..2016-06-30 | month"]),
    ("العام الماضي", ["العام الماضي | 2015-01-01..2015-12-31 | year"]),
    ("السنة الجارية", ["السنة الجارية | 2016-01-01..2016-12-31 | year"]),
    ("عام 2011", ["عام 2011 | 2011-01-01..2011-12-31 | year"]),
    ("لعام 2011", ["عام 2011 | 2011-01-01..2011-12-31 | year"]),
    ("العام 2015", ["العام 2015 | 2015-01-01..2015-12-31 | year"]),
    ("في 2014 أعلن", ["2014 | 2014-01-01..2014-12-31 | year"]),
    ("العام الماضي 2014 سجل", ["العام الماضي 2014 | 2014-01-01..2014-12-31 | year"]),
    ("عامي 2012 و2013", ["عامي 2012 و2013 | 2012-01-01..2013-12-31 | year"]),
    ("بين 2011 و2013", ["2011 و2013 | 2011-01-01..2013-12-31 | year"]),
    ("عام 1436 هـ", ["عام 1436 هـ | 2014-10-25..2015-10-13 | year"]),
    ("منتصف الشهر الجاري", ["منتصف الشهر الجاري | 2016-05-11..2016-05-20 | week"]),
    ("نهاية مارس", ["نهاية مارس | 2016-03-21..2016-03-31 | week"]),
    ("مطلع شباط/فبراير", ["مطلع شباط/فبراير | 2016-02-01..2016-02-10 | week"]),
    ("أواخر 2015", ["أواخر 2015 | 2015-09-01..2015-12-31 | month"]),
    ("أوائل عام 2015", ["أوائل عام 2015 | 2015-01-01..2015-04-30 | month"]),
    ("نهاية العام", ["نهاية العام | 2016-09-01..2016-12-31 | month"]),
    ("الربع الأول من 2016", ["الربع الأول من 2016 | 2016-01-01..2016-03-31 | month"]),
    ("صيف 2014", ["صيف 2014 | 2014-06-01..2014-08-31 | season"]),
    ("الصيف الماضي", ["الصيف الماضي | 2015-06-01..2015-08-31 | season"]),
    ("شتاء 2014", ["شتاء 2014 | - | season"]),
    ("تسعينيات القرن الماضي", ["تسعينيات القرن الماضي | 1990-01-01..1999-12-31 | year"]),
    ("القرن التاسع عشر", ["القرن التاسع عشر | 1801-01-01..1900-12-31 | year"]),
]

AGO_AND_CLOCK = [
    ("قبل يومين", ["قبل يومين | 2016-05-10 | day"]),
    ("قبل ثلاثة أيام", ["قبل ثلاثة أيام | 2016-05-09 | day"]),
    ("قبل 3 أيام", ["قبل 3 أيام | 2016-05-09 | day"]),
    ("قبل أسبوع", ["قبل أسبوع | 2016-05-01..2016-05-07 | week"]),
    ("قبل شهرين", ["قبل شهرين | 2016-03-01..2016-03-31 | month"]),
    ("قبل خمس سنوات", ["قبل خمس سنوات | 2011-01-01..2011-12-31 | year"]),
    ("منذ أسبوع", ["منذ أسبوع | - | week"]),
    ("قبل أيام", ["قبل أيام | - | day"]),
    ("قبل نحو شهرين", ["قبل نحو شهرين | - | month"]),
    ("قبل يومين من الانتخابات", ["قبل يومين | - | day"]),
    ("منذ أربع سنوات", ["منذ أربع سنوات | - | year"]),
    ("قبل يوم الخميس", ["يوم الخميس | 2016-05-12 | day"]),
    ("منذ عام 2011", ["عام 2011 | 2011-01-01..2011-12-31 | year"]),
    ("الساعة العاشرة صباحا", ["الساعة العاشرة صباحا | - | time"]),
    ("عند الثالثة فجرا", ["الثالثة فجرا | - | time"]),
    ("(15:30 بتوقيت غرينتش)", ["15:30 بتوقيت غرينتش | - | time"]),
    ("(15,30 ت غ)", ["15,30 ت غ | - | time"]),
    ("العاشرة من صباح اليوم", ["العاشرة من صباح اليوم | 2016-05-12 | time"]),
    ("الثامنة والنصف من مساء أمس", ["الثامنة والنصف من مساء أمس | 2016-05-11 | time"]),
    ("الأحد عند الساعة 10:30", ["الأحد عند الساعة 10:30 | 2016-05-08 | time"]),
    ("أمس الساعة الواحدة بعد الظهر", ["أمس الساعة الواحدة بعد الظهر | 2016-05-11 | time"]),
]

NO_TIMES = [
    "قال أحد المسؤولين",
    "أحد عشر قتيلا",
    "اجتمع اثنين من الوزراء",
    "صحيفة اليوم السابع المصرية",
    "قناة روسيا اليوم",
    "اليوم العالمي للصحافة",
    "اليوم الأول من المحادثات",
    "مارس ضغوطا على الحكومة",
    "على من مارس العنف",
    "قال أب لثلاثة أطفال",
    "رئيسة الوزراء تيريزا ماي",
    "الرئيس رجب طيب أردوغان",
    "فاز 3 صفر",
    "قوى 14 آذار",
    "ثورة 25 يناير",
    "في 2000 قرية",
    "كأس العالم 2018",
    "رؤية 2030",
    "الأمين العام الحالي للأمم المتحدة",
    "على مدار الساعة",
    "من قبل وزير الداخلية",
    "موديل نيسان",
    "الربيع العربي",
    "نهاية المطاف",
    "بنسبة 12.5 في المئة",
    "القرار 2231",
    "ظهر 3 رجال",
    "31 فبراير 2016",
    "نسبة 2:1",
    "الفترة الماضية",
    "فتاة في العشرينيات",
    "بدء السنة الدراسية",
    "في مثل هذا اليوم",
    "نحو غد أفضل",
    "كل شيء على ما يرام",
]

WITHOUT_DATE = [
    ("قال الاثنين", ["الاثنين | - | day"]),
    ("قال أمس الأحد", ["أمس الأحد | - | day"]),
    ("12 مايو", ["12 مايو | - | day"]),
    ("12 مايو 2016", ["12 مايو 2016 | 2016-05-12 | day"]),
    ("مايو الماضي", ["مايو الماضي | - | month"]),
    ("العام الماضي", ["العام الماضي | - | year"]),
    ("نهاية الشهر", ["نهاية الشهر | - | week"]),
    ("عام 2011", ["عام 2011 | 2011-01-01..2011-12-31 | year"]),
    ("قبل يومين", ["قبل يومين | - | day"]),
    ("الصيف الماضي", ["الصيف الماضي | - | season"]),
    ("يوم 15 الجاري", ["يوم 15 الجاري | - | day"]),
]


@pytest.mark.parametrize(("text", "expected"), WEEKDAYS + RELATIVE + DATES + PERIODS + AGO_AND_CLOCK)
def test_time_is_found_and_resolved(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize("text", NO_TIMES)
def test_what_only_looks_like_a_time(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(("text", "expected"), WITHOUT_DATE)
def test_nothing_is_guessed_without_the_day_of_the_article(text: str, expected: list[str]) -> None:
    assert told(text, None) == expected


@pytest.mark.parametrize("day", ["2016-05-12T08:30:00Z", "2016-05-12 08:30"])
def test_time_stamp_counts_as_its_day(day: str) -> None:
    assert told("أمس", day) == ["أمس | 2016-05-11 | day"]


def test_day_that_is_no_day_counts_as_none() -> None:
    assert told("أمس", "12 May") == ["أمس | - | day"]


def test_text_order_and_rules() -> None:
    found = times("قال الأحد إن اجتماع 5 مايو 2016 أرجئ إلى الأسبوع المقبل.\nوأضاف أمس")
    assert [t.rule for t in found] == ["day", "month-day", "period", "day"]


def test_expression_ends_with_its_line() -> None:
    assert told("في 5\nمايو 2016") == ["مايو 2016 | 2016-05-01..2016-05-31 | month"]


@pytest.mark.parametrize(
    ("month", "shift", "year"), [(3, None, 2016), (7, None, 2016), (8, None, 2015), (5, None, 2016), (5, -1, 2015),
                                 (4, -1, 2016), (5, 1, 2017), (6, 1, 2016), (12, 1, 2016)],
)  # fmt: skip
def test_nearest_year(month: int, shift: int | None, year: int) -> None:
    assert nearest_year("g", month, None, shift, date(2016, 5, 12)) == year


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.integers(1, 7))
def test_weekday_stays_within_its_week(today: date, number: int) -> None:
    bare, past, following = (weekday_by(number, today, shift) for shift in (None, -1, 1))
    assert bare.isoweekday() == past.isoweekday() == following.isoweekday() == number
    assert past < today < following
    assert 0 <= (today - bare).days <= 6
    assert (following - past).days in (7, 14)


@given(st.lists(st.sampled_from(
    ["5", "مايو", "و", "من", "إلى", "الأحد", "أمس", "عام", "2016", "/", "-", "(", ")", "الساعة", ":", "30", "قبل",
     "يوم", "الماضي", "نهاية", "\n", "،", "هـ", "رمضان", "مساء", "الشهر", "ليل", "الجاري", "منذ", "ٍ", "ـ", "31",
     "صباحا"]
), max_size=40))  # fmt: skip
def test_any_row_of_time_words_gives_ordered_spans(words: list[str]) -> None:
    text = " ".join(words)
    last = 0
    for t in times(text):
        assert last <= t.span.start < t.span.end <= len(text)
        assert t.span.of(text).strip() == t.span.of(text)
        assert (t.value is None) == (t.until is None)
        assert t.value is None or (t.until is not None and t.value <= t.until)
        last = t.span.end


def test_the_work_grows_with_the_text_and_not_faster() -> None:
    def lines_run(n: int) -> int:
        """How many lines of code are run over a text of *n* parts: the same count on every machine."""
        tokens = tokenize("5 و6 - 7 إلى 8 مايو الأحد " * n)
        words = PACK.lexicon.words(tokens.raws)
        counted = 0

        def count(frame: FrameType, event: str, arg: object) -> Any:
            nonlocal counted
            counted += event == "line"
            return count

        before = sys.gettrace()
        sys.settrace(count)
        try:
            find_times(tokens, words, THURSDAY, CALENDAR)
        finally:
            sys.settrace(before)
        return counted

    assert lines_run(400) < 4.5 * lines_run(100)


ENGLISH = [
    ("he said on Monday that", ["Monday | 2016-05-09 | day"]),
    ("last Thursday", ["last Thursday | 2016-05-05 | day"]),
    ("next Friday evening", ["next Friday evening | 2016-05-13 | day"]),
    ("yesterday", ["yesterday | 2016-05-11 | day"]),
    ("May 5, 2015", ["May 5, 2015 | 2015-05-05 | day"]),
    ("on the 5th of May", ["5th of May | 2016-05-05 | day"]),
    ("20 December", ["20 December | 2015-12-20 | day"]),
    ("Monday, 9 May 2016", ["Monday, 9 May 2016 | 2016-05-09 | day"]),
    ("last week", ["last week | 2016-05-02..2016-05-08 | week"]),
    ("three days ago", ["three days ago | 2016-05-09 | day"]),
    ("in 2014 he", ["2014 | 2014-01-01..2014-12-31 | year"]),
    ("late March", ["late March | 2016-03-21..2016-03-31 | week"]),
    ("at 10:30 am", ["10:30 am | - | time"]),
    ("he may march on the city", []),
    ("Theresa May said", []),
]


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_other_language_needs_data_only(text: str, expected: list[str]) -> None:
    data = tomllib.loads((resources.files("musnad.lang") / "en" / "calendar.toml").read_text(encoding="utf-8"))
    calendar = load_calendar(data, str.lower)
    tokens = tokenize(text)
    words = Lexicon((), (), (), Affixes(), fold_table({}), "").words(tokens.raws)
    found = find_times(tokens, words, THURSDAY, calendar)
    assert [line(text, t) for t in found] == expected


def test_calendar_that_is_wrong_is_told() -> None:
    with pytest.raises(BadPack, match="weekdays"):
        load_calendar({"weekdays": {"1": ["x"]}}, str)
    with pytest.raises(BadPack, match="Monday"):
        load_calendar({"weekday": {"Monday": ["x"]}}, str)


def test_empty_calendar_knows_numbers() -> None:
    tokens = tokenize("2016-05-12")
    found = find_times(tokens, PACK.lexicon.words(tokens.raws), None, load_calendar({}, str))
    assert [t.value for t in found] == ["2016-05-12"]

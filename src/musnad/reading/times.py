"""Time expressions of an article and the days they stand for.

A small grammar over the time words of the pack (``reading/calendar.py``): each rule reads one kind of
expression from a token on; the longest reading wins; neighbours that speak of one time are joined
(clock and day, relative day and weekday, weekday and date). What the text does not settle — a weekday
in an article without a date, "days ago" — stays None.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

import msgspec

from musnad.lang.lexicon import Word
from musnad.model import Granularity, Span, Time
from musnad.reading.calendar import (
    Calendar,
    Days,
    Symbol,
    load_calendar,
    century,
    month_days,
    month_of,
    nearest_year,
    parse_day,
    period,
    season_days,
    slice_of,
    weekday_by,
    weekday_near,
    year_days,
)  # fmt: skip
from musnad.text.tokens import Tokens

__all__ = ["Calendar", "find_times", "load_calendar"]

_DASHES = frozenset({"-", "–", "—", "ـ", "/"})
_COMMAS = frozenset({",", "،"})
_LONGEST_LIST = 8  # numbers before a month: bounds what one rule reads ahead
_FINE: dict[str, Granularity] = {"hour": "time", "day": "day", "week": "week", "month": "month"}


class Found(msgspec.Struct, frozen=True):
    """An expression at tokens ``first`` to ``last`` (half-open); ``days`` None where unsettled.

    ``kind`` is what joins ask for: relative, weekday, date, clock, or other. ``weekday`` and
    ``choices`` let a weekday beside a date without a year choose the year.
    """

    first: int
    last: int
    days: Days | None
    granularity: Granularity
    kind: str = "other"
    rule: str = ""
    weekday: int = 0
    choices: tuple[date, ...] = ()


class _Month(msgspec.Struct, frozen=True):
    system: str
    number: int
    last: int
    doubtful: bool


class _View(msgspec.Struct, frozen=True):
    """One line of the article, its time words by token, and the day of the article."""

    words: Sequence[Word]
    calendar: Calendar
    today: date | None
    first: int
    end: int
    symbols: dict[int, dict[str, Symbol]]

    def get(self, at: int, kind: str) -> Symbol | None:
        """The time word of a kind that starts at a token."""
        found = self.symbols.get(at)
        return found.get(kind) if found else None

    def has(self, at: int, *kinds: str) -> bool:
        """Whether a time word of one of the kinds starts at a token."""
        found = self.symbols.get(at)
        return found is not None and any(kind in found for kind in kinds)

    def is_link(self, at: int, value: str) -> bool:
        """Whether a token is a link word (of, and, to …) of that sense."""
        return self.has(at, f"link.{value}")

    def norm(self, at: int) -> str:
        """The folded word at a token; "" outside the line."""
        return self.words[at].norm if self.first <= at < self.end else ""

    def skip(self, at: int, kind: str) -> int:
        """The token after a word of a kind, or the same token."""
        found = self.get(at, kind)
        return found.last if found else at

    def number(self, at: int) -> int | None:
        """The whole number written in digits at a token."""
        norm = self.norm(at)
        return int(norm) if norm.isdecimal() and norm.isascii() and len(norm) <= 4 else None


Rule = Callable[[_View, int], Found | None]


def _opening(view: _View, at: int) -> tuple[int, str, bool]:
    """Past "morning (of)" and "day": the token after them, the part of the day, whether "day" stood."""
    part = view.get(at, "daypart")
    if part:
        at = part.last + view.is_link(part.last, "of")
    word = view.get(at, "day_word")
    return (word.last if word else at), (str(part.value) if part else ""), word is not None


def _closing(view: _View, at: int) -> int:
    """Past an adverb of the part of the day ("in the evening") that closes a day."""
    adverb = view.get(at, "daypart_adverb")
    if adverb is None or any(view.get(adverb.last, kind) for kind in ("relative_day", "day_word", "weekday")):
        return at
    return adverb.last


def _day_number(view: _View, at: int) -> tuple[int, int] | None:
    """A day of the month in digits or as an ordinal, and the token after it."""
    at += view.is_link(at, "article")
    number = view.number(at)
    if number is not None:
        return (number, view.skip(at + 1, "number_suffix")) if 1 <= number <= 31 and len(view.norm(at)) < 3 else None
    ordinal = view.get(at, "ordinal")
    return (ordinal.value, ordinal.last) if ordinal else None


def _month(view: _View, at: int) -> _Month | None:
    """The name of a month, with a second name of the same month after a stroke or in brackets."""
    month: _Month | None = None
    for kind in ("month", "hijri_month", "month_doubtful", "hijri_doubtful"):
        found = view.get(at, kind)
        if found and (month is None or found.last > month.last):
            month = _Month(kind[0] if kind[0] == "h" else "g", found.value, found.last, kind.endswith("doubtful"))
    if month is None:
        return None
    bracket = view.norm(month.last) == "("
    second = view.get(month.last + (bracket or view.norm(month.last) in _DASHES), "month")
    if second is None or month.system != "g" or second.value != month.number:
        return month
    last = second.last
    if bracket:
        if view.norm(last) != ")":
            return month
        last += 1
    return _Month("g", month.number, last, False)


def _year(view: _View, at: int, system: str = "g") -> tuple[int | None, str, int] | None:
    """A year: four digits, with or without the word for year, or "last year". Year, calendar, token after.

    The year is None where it hangs on an unknown day of the article.
    """
    gap = at + (view.norm(at) in _COMMAS or view.norm(at) in _DASHES)
    at = gap + view.is_link(gap, "of")
    unit = view.get(at, "unit")
    if unit and unit.value == "year":
        shift = view.get(unit.last, "shift")
        if shift and unit.definite:
            year = month_of(system, view.today)[0] + shift.value if view.today else None
            return year, system, shift.last
        at = unit.last
    elif at > gap:
        return None
    number = view.number(at)
    if number is None or len(view.norm(at)) != 4:
        return None
    era = view.get(at + 1, "era")
    if era:
        system = str(era.value)
    elif 1300 <= number <= 1500 and (system == "h" or unit):
        system = "h"
    if not (1300 <= number <= 1500 if system == "h" else 1900 <= number <= 2100):
        return None
    return number, system, era.last if era else at + 1


def _when(view: _View, at: int, month: _Month, day: int | None) -> tuple[int | None, int, bool]:
    """The year of a month from what follows it: year, token after, whether the text says it."""
    given = _year(view, at, month.system)
    if given and given[1] == month.system:
        return given[0], given[2], True
    shift = view.get(at, "shift")
    if view.today is None:
        return None, shift.last if shift else at, shift is not None
    step = shift.value if shift else None
    return (
        nearest_year(month.system, month.number, day, step, view.today), shift.last if shift else at, shift is not None
    )


def _date_of(system: str, year: int | None, month: int, day: int) -> date | None:
    days = month_days(system, year, month) if year is not None else None
    if days is None or not 1 <= day <= (days[1] - days[0]).days + 1:
        return None
    return days[0] + timedelta(days=day - 1)


def month_day(view: _View, at: int) -> Found | None:
    """Days of a named month: "12 May (2016)", "the twelfth of May", "5 and 6 May", "5 to 8 May"."""
    start, (at, _, said_day) = at, _opening(view, at)
    month: _Month | None = None
    if view.calendar.month_first and (month := _month(view, at)):
        if month.doubtful and not view.number(month.last):
            return None
        number = _day_number(view, month.last)
        if number is None:
            return None
        numbers, at = [number[0]], number[1]
        year, last, said = _when(view, at, month, number[0])
        return _days_found(view, start, last, numbers, month, year, said)
    number = _day_number(view, at)
    numbers = []
    while number and len(numbers) < _LONGEST_LIST:
        numbers.append(number[0])
        at = number[1]
        joined = view.is_link(at, "and") or view.is_link(at, "to") or view.norm(at) in _DASHES
        number = _day_number(view, at + 1) if joined else None
    if not numbers:
        return None
    elliptic = view.get(at, "elliptic_shift")
    of = at + (view.is_link(at, "of") or view.norm(at) in _DASHES)
    unit = view.get(of, "unit")
    named = unit is not None and unit.value == "month"
    month = _month(view, unit.last if unit and named else of)
    if month is not None:
        year, last, said = _when(view, month.last, month, numbers[0])
        if month.doubtful and month.system == "h" and not (said or named):
            return None
        if not said and start and view.get(start - 1, "namer"):
            return None
        return _days_found(view, start, last, numbers, month, year, said)
    shift = view.get(unit.last, "shift") if unit and named and unit.definite else None
    if shift is None and elliptic and (said_day or elliptic.value == 0):
        shift = elliptic
    if shift is None:
        return None
    if view.today is None:
        return Found(start, shift.last, None, "day", "date")
    days = period("month", view.today, shift.value, 1)
    assert days is not None
    month = _Month("g", days[0].month, shift.last, False)
    return _days_found(view, start, shift.last, numbers, month, days[0].year, True)


def _days_found(
    view: _View, start: int, last: int, numbers: list[int], month: _Month, year: int | None, said: bool
) -> Found | None:
    """Days of one month as an expression; None where the month has no such day."""
    last = _closing(view, last)
    if year is None:
        return Found(start, last, None, "day", "date") if max(numbers) <= 31 else None
    days = [_date_of(month.system, year, month.number, n) for n in numbers]
    known = [day for day in days if day]
    if len(known) < len(days):
        return None
    others = (_date_of(month.system, y, month.number, numbers[0]) for y in (year - 1, year, year + 1))
    choices = () if said or len(numbers) > 1 else tuple(d for d in others if d)
    return Found(start, last, (known[0], known[-1]), "day", "date", choices=choices)


def numeric_date(view: _View, at: int) -> Found | None:
    """Dates in digits: 12/5/2016, 2016-05-12, 12.5.2016, and Hijri ones by their year."""
    start, (at, _, _) = at, _opening(view, at)
    norm = view.norm(at)
    if norm.count(".") == 2:
        parts, last = norm.split("."), at + 1
    else:
        sign = view.norm(at + 1)
        if sign not in _DASHES or view.norm(at + 3) != sign:
            return None
        parts, last = [norm, view.norm(at + 2), view.norm(at + 4)], at + 5
    if not all(p.isdecimal() and p.isascii() and len(p) in (1, 2, 4) for p in parts):
        return None
    numbers = [int(p) for p in parts]
    if len(parts[0]) == 4:
        year, month, day = numbers
    elif len(parts[2]) == 4:
        order = view.calendar.numeric_order
        day, month, year = numbers[order.index("d")], numbers[order.index("m")], numbers[2]
    else:
        return None
    if month > 12:
        day, month = month, day
    era = view.get(last, "era")
    system = "h" if 1300 <= year <= 1500 else "g"
    if not 1 <= month <= 12 or (system == "g" and not 1900 <= year <= 2100):
        return None
    found = _date_of(system, year, month, day)
    return Found(start, era.last if era else last, (found, found), "day", "date") if found else None


def month(view: _View, at: int) -> Found | None:
    """A whole month, or months in a row; its bare name only where something says that it is one."""
    start = at
    unit = view.get(at, "unit") or view.get(at, "pair") or view.get(at, "units")
    sure = unit is not None and unit.value == "month"
    if unit and sure:
        at = unit.last
    months: list[_Month] = []
    found = _month(view, at)
    while found and len(months) < _LONGEST_LIST:
        months.append(found)
        at = found.last
        joined = view.is_link(at, "and") or view.is_link(at, "to") or view.norm(at) in _DASHES
        found = _month(view, at + 1) if joined else _joined_month(view, at)
    if not months:
        return None
    final = months[-1]
    year, last, said = _when(view, at, final, None)
    before = view.is_link(start - 1, "in_month")
    if not (sure or said or (before and not final.doubtful)):
        return None
    if year is None:
        return Found(start, last, None, "month")
    first, end = month_days(final.system, year, months[0].number), month_days(final.system, year, final.number)
    if first and end and months[0].number > final.number:
        first = month_days(final.system, year - 1, months[0].number)
    return Found(start, last, (first[0], end[1]), "month") if first and end else None


def _joined_month(view: _View, at: int) -> _Month | None:
    """A month with the conjunction written onto it."""
    return next(
        (_month(view, at) for kind in ("month", "hijri_month") if (s := view.get(at, kind)) and s.before), None
    )


def day(view: _View, at: int) -> Found | None:
    """Days by the article's: yesterday, this morning, Sunday evening, the night from Sunday to Monday."""
    start, (at, part, said_day) = at, _opening(view, at)
    same = view.get(start, "anaphoric_day") or view.get(at, "anaphoric_day")
    relative = view.get(start, "relative_day") or view.get(at, "relative_day")
    if same:
        return Found(start, _closing(view, same.last), None, "day", "relative")
    if relative:
        follower = view.get(relative.last, "ordinal")
        if relative.value == 0 and follower and follower.definite and not said_day:
            return None
        value = view.today + timedelta(days=relative.value) if view.today else None
        return Found(start, _closing(view, relative.last), (value, value) if value else None, "day", "relative")
    first = view.get(at, "weekday")
    if first is None or not (first.definite or said_day):
        return None
    names = [first]
    while len(names) < _LONGEST_LIST:
        last = names[-1].last
        sign = view.norm(last) in _DASHES
        follower = view.get(last + sign, "weekday")
        listed = follower is not None and follower.before and said_day and not sign
        if follower is None or not follower.definite or not (listed or part == "night"):
            break
        names.append(follower)
    at = names[-1].last
    shift = view.get(at, "shift")
    step = shift.value if shift else None
    at = _closing(view, shift.last if shift else at)
    if view.today is None:
        return Found(start, at, None, "day", "weekday", weekday=first.value)
    end = weekday_by(names[-1].value, view.today, step)
    begin = end - timedelta(days=(end.isoweekday() - first.value) % 7)
    return Found(start, at, (begin, end), "day", "weekday", weekday=first.value)


def ago(view: _View, at: int) -> Found | None:
    """"Two days ago"; "since a week" and "about three months ago" are told but not settled."""
    start = at
    before = view.is_link(at, "ago")
    since = view.is_link(at, "since")
    if before or since:
        at += 1
    about = view.get(at, "approximate")
    at = about.last if about else at
    pair, number = view.get(at, "pair"), view.get(at, "cardinal")
    digits = view.number(at)
    count: int | None
    if pair and not pair.definite:
        count, unit, at = 2, str(pair.value), pair.last
    elif number or digits is not None:
        at = number.last if number else at + 1
        name = view.get(at, "units") or view.get(at, "unit")
        if name is None or (view.calendar.article and name.definite):
            return None
        count, unit, at = (number.value if number else digits), str(name.value), name.last
    else:
        name = view.get(at, "unit") or view.get(at, "units")
        if name is None or (view.calendar.article and name.definite):
            return None
        count, unit, at = (1 if name.kind == "unit" else None), str(name.value), name.last
        if view.number(at) is not None or _month(view, at) or any(
            view.get(at, kind) for kind in ("weekday", "relative_day", "month", "shift")
        ):
            return None
        single = view.get(at, "cardinal")
        at = single.last if single and single.value == 1 else at
    if not (before or since):
        if not view.is_link(at, "ago_after"):
            return None
        at += 1
    granularity = _FINE.get(unit, "year")
    now = at + 1 if view.is_link(at, "of") and view.get(at + 1, "now") else at
    unsettled = since or about is not None or count is None or unit == "hour"
    unsettled = unsettled or (now == at and view.is_link(at, "of")) or view.today is None
    if unsettled or view.today is None or count is None:
        return Found(start, now, None, granularity)
    days = period(unit, view.today, -count, view.calendar.week_start)
    return Found(start, now, days, granularity)


def span_of_time(view: _View, at: int) -> Found | None:
    """Last week, this month, the current year, the nineteenth century, the nineties."""
    start = at
    decade = view.get(at, "decade")
    if decade:
        first, last = year_days("g", decade.value), year_days("g", decade.value + 9)
        tail = view.get(decade.last, "unit")
        shift = view.get(tail.last, "shift") if tail and tail.value == "century" else None
        assert first is not None
        assert last is not None
        return Found(start, shift.last if shift else decade.last, (first[0], last[1]), "year")
    this = view.get(at, "this")
    unit = view.get(this.last if this else at, "unit")
    if unit is None or unit.value in ("day", "hour") or not unit.definite:
        return None
    shift = view.get(unit.last, "shift")
    ordinal = _day_number(view, unit.last) if unit.value == "century" else None
    if ordinal:
        return Found(start, ordinal[1], century(ordinal[0]), "year")
    if shift is None and this is None:
        return None
    days = period(str(unit.value), view.today, shift.value if shift else 0, view.calendar.week_start) if view.today else None
    return Found(start, shift.last if shift else unit.last, days, _FINE.get(str(unit.value), "year"))


def year(view: _View, at: int) -> Found | None:
    """A year by number: after the word for year, or bare after a preposition where nothing is counted."""
    start = at
    unit = view.get(at, "unit") or view.get(at, "pair") or view.get(at, "units")
    if unit and unit.value == "year":
        at = unit.last
    elif not view.is_link(at - 1, "in_year") or view.number(at) is None:
        return None
    else:
        unit = None
    begin = _year(view, at) if not unit or unit.kind != "unit" else _year(view, start)
    if begin is None or begin[0] is None or view.number(begin[2] - 1) is None and not view.get(begin[2] - 1, "era"):
        return None
    number, system, last = begin
    end = number
    while view.is_link(last, "and") or view.norm(last) in _DASHES or view.is_link(last, "to"):
        follower = _year(view, last + 1, system)
        if follower is None or follower[0] is None:
            break
        end, last = follower[0], follower[2]
    if unit is None and view.get(last, "counted"):
        return None
    first, final = year_days(system, number), year_days(system, end)
    return Found(start, last, (first[0], final[1]), "year") if first and final else None


def season(view: _View, at: int) -> Found | None:
    """Summer 2014, last summer; winter of a year may be either end of it and stays open."""
    found = view.get(at, "season")
    if found is None:
        return None
    given = _year(view, found.last)
    if given and given[1] == "g":
        days = season_days(found.value, given[0]) if given[0] is not None and found.value != 12 else None
        return Found(at, given[2], days, "season")
    shift = view.get(found.last, "shift")
    if shift is None or not found.definite:
        return None
    days = None
    if view.today is not None:
        around = [season_days(found.value, view.today.year + k) for k in (-2, -1, 0, 1, 2)]
        past = [d for d in around if d and d[1] < view.today]
        now = [d for d in around if d and d[0] <= view.today <= d[1]]
        future = [d for d in around if d and d[0] > view.today]
        days = past[-1] if shift.value == -1 else future[0] if shift.value == 1 else now[0] if now else None
    return Found(at, shift.last, days, "season")


def part(view: _View, at: int) -> Found | None:
    """The beginning, middle or end of a month, year or week; a quarter or half of a year."""
    found = view.get(at, "part")
    if found is None:
        return None
    inner_at = found.last + view.is_link(found.last, "of")
    inner = span_of_time(view, inner_at) or year(view, inner_at)
    if inner is None:
        inner = _month_inside(view, inner_at) or _year_inside(view, inner_at) or _unit_inside(view, inner_at)
    if inner is None:
        return None
    nth, _, parts = str(found.value).partition("/")
    days = slice_of(inner.days, int(nth), int(parts)) if inner.days else None
    finer: dict[str, Granularity] = {"year": "month", "month": "week", "week": "day"}
    return Found(at, inner.last, days, finer.get(inner.granularity, inner.granularity))


def _month_inside(view: _View, at: int) -> Found | None:
    """A month by its bare name, which "the end of" vouches for."""
    whole = month(view, at)
    name = _month(view, at)
    if whole or name is None or name.doubtful:
        return whole
    number, last, _ = _when(view, name.last, name, None)
    days = month_days(name.system, number, name.number) if number is not None else None
    return Found(at, last, days, "month")


def _year_inside(view: _View, at: int) -> Found | None:
    given = _year(view, at)
    if given is None:
        return None
    return Found(at, given[2], year_days(given[1], given[0]) if given[0] is not None else None, "year")


def _unit_inside(view: _View, at: int) -> Found | None:
    """A bare "the month" after "the end of": the current one."""
    unit = view.get(at, "unit")
    if unit is None or not unit.definite or unit.value not in ("week", "month", "year"):
        return None
    days = period(str(unit.value), view.today, 0, view.calendar.week_start) if view.today else None
    return Found(at, unit.last, days, _FINE.get(str(unit.value), "year"))


def clock(view: _View, at: int) -> Found | None:
    """A time of day: "(at) ten in the morning", "15:30 GMT". Its day comes from a neighbour."""
    start = at
    head = view.get(at, "clock")
    at = head.last if head else at
    at += view.is_link(at, "article")
    hour, number, sure = view.get(at, "clock_hour"), view.number(at), head is not None and head.definite
    if number is not None and number <= 24 and view.norm(at + 1) == ":" and len(view.norm(at + 2)) == 2:
        minutes = view.number(at + 2)
        if minutes is None or minutes > 59:
            return None
        at += 3
        sure = sure or view.norm(start - 1) == "(" or view.is_link(start - 1, "at")
    elif number is not None and number <= 24 and number > 0:
        at += 1
    elif hour and (hour.definite or sure):
        at = hour.last
    elif _decimal_time(view.norm(at)):
        at += 1
        sure = False
    else:
        return None
    at = view.skip(at, "clock_minutes")
    adverb = view.get(at, "daypart_adverb")
    at = adverb.last if adverb else at
    zone = view.get(at, "zone")
    at = zone.last if zone else at
    following = None if adverb else view.get(at + view.is_link(at, "of"), "daypart")
    beside = following is not None and view.has(following.last, "relative_day", "day_word", "weekday")
    if not (sure or adverb or zone or beside):
        return None
    return Found(start, at, None, "time", "clock")


def _decimal_time(norm: str) -> bool:
    """Whether a number reads as hours and minutes (15.30)."""
    hours, sign, minutes = norm.replace(",", ".").partition(".")
    known = bool(sign) and hours.isdecimal() and minutes.isdecimal() and len(minutes) == 2
    return known and int(hours) <= 24 and int(minutes) < 60


# In order of preference where two rules read equally far. The names are what ``Time.rule`` tells.
RULES: tuple[tuple[str, Rule], ...] = (
    ("numeric-date", numeric_date),
    ("month-day", month_day),
    ("day", day),
    ("part", part),
    ("month", month),
    ("season", season),
    ("period", span_of_time),
    ("year", year),
    ("ago", ago),
    ("clock", clock),
)
_DAYS = frozenset({"relative", "weekday", "date"})


def find_times(
    tokens: Tokens, words: Sequence[Word], date: str | None, calendar: Calendar
) -> tuple[Time, ...]:
    """The time expressions of an article in text order, none over another.

    Args:
        tokens: the article's tokens.
        words: their words, one per token.
        date: the day the article appeared (ISO 8601, a time after it is left out), or None.
        calendar: the time words of its language.
    """
    today = parse_day(date)
    times: list[Time] = []
    for first, end in tokens.lines:
        symbols = {at: found for at in range(first, end) if (found := calendar.symbols(words, at, end))}
        view = _View(words, calendar, today, first, end, symbols)
        times += [_time(view, tokens, found) for found in _joined(view, _scan(view))]
    return tuple(times)


def _scan(view: _View) -> list[Found]:
    """The expressions of a line, from its first token on, the longest at each place."""
    out: list[Found] = []
    at = view.first
    while at < view.end:
        best: Found | None = None
        stop = view.get(at, "stop")
        if stop is None and (at in view.symbols or view.words[at].kind == "number"):
            for name, rule in RULES:
                found = rule(view, at)
                if found and (best is None or found.last > best.last):
                    best = msgspec.structs.replace(found, rule=name)
        if best:
            out.append(best)
        at = best.last if best else stop.last if stop else at + 1
    return out


def _joined(view: _View, found: list[Found]) -> list[Found]:
    """Neighbours that speak of one time made one."""
    out: list[Found] = []
    for right in found:
        left = out[-1] if out else None
        last = _bridge(view, left, right) if left else None
        both = _join(view, left, right) if left and last else None
        if both and last:
            out[-1] = msgspec.structs.replace(both, first=left.first if left else both.first, last=last)
        else:
            out.append(right)
    return out


def _bridge(view: _View, left: Found, right: Found) -> int | None:
    """Where a join of two neighbours ends: nothing, a comma, "of" or an open bracket may part them."""
    gap = right.first - left.last
    if gap == 0:
        return right.last
    sign = view.norm(left.last)
    if gap > 1:
        link = view.get(left.last, "link.corresponding")
        return right.last if link and link.last == right.first else None
    if sign == "(":
        return right.last + 1 if view.norm(right.last) == ")" else None
    links = ("link.of", "link.at", "link.corresponding", "clock")
    return right.last if sign in _COMMAS or sign in _DASHES or view.has(left.last, *links) else None


def _join(view: _View, left: Found, right: Found) -> Found | None:
    """One expression of two, or None where they speak of different times."""
    kinds = left.kind, right.kind
    if "clock" in kinds and (kinds[0] in _DAYS or kinds[1] in _DAYS):
        known = right if left.kind == "clock" else left
        return msgspec.structs.replace(known, granularity="time", kind="clock", rule="clock")
    if kinds == ("relative", "weekday"):
        if left.days is None:
            return left
        found = weekday_near(right.weekday, left.days[0])
        return msgspec.structs.replace(left, days=(found, found))
    if right.kind == "date" and left.kind in ("relative", "weekday"):
        fits = [d for d in right.choices if left.weekday and d.isoweekday() == left.weekday]
        fits = [d for d in fits if view.today and -305 <= (d - view.today).days <= 62] or fits
        return msgspec.structs.replace(right, days=(fits[0], fits[0])) if len(fits) == 1 else right
    if kinds == ("date", "date") and left.days and right.days and view.has(left.last, "link.corresponding"):
        return right if abs((left.days[0] - right.days[0]).days) <= 1 else None
    return None


def _time(view: _View, tokens: Tokens, found: Found) -> Time:
    """The record of an expression; conjunctions and prepositions written onto its first word stay out."""
    start = tokens.starts[found.first]
    symbols = view.symbols.get(found.first, {}).values()
    before = min((s.before for s in symbols), key=len, default=())
    if before and before[-1] == view.calendar.article:
        before = before[:-1]
    drop = sum(map(len, before))
    raw = tokens.raws[found.first]
    while drop > 0:  # marks over the clitics belong to them
        drop -= raw[:1].isalpha()
        raw = raw[1:]
        start += 1
    while raw and not raw[0].isalnum():
        raw = raw[1:]
        start += 1
    value, until = (d.isoformat() for d in found.days) if found.days else (None, None)
    return Time(
        span=Span(start, tokens.ends[found.last - 1]), value=value, until=until, granularity=found.granularity,
        rule=found.rule,
    )

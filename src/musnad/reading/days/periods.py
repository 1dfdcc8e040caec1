"""Rules for longer and shorter times than a day: weeks, years, parts of them, time ago, the clock."""

from __future__ import annotations

from musnad.model import Granularity
from musnad.reading.days.calendar import century, month_days, period, season_days, slice_of, year_days
from musnad.reading.days.dates import month
from musnad.reading.days.timewords import COMMAS, DASHES, GRANULARITY, Found, View, day_number, month_at, when, year_at


def ago(view: View, at: int) -> Found | None:
    """ "Two days ago"; "since a week" and "about three months ago" are told but not settled."""
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
        if (
            view.number(at) is not None
            or month_at(view, at)
            or any(view.get(at, kind) for kind in ("weekday", "relative_day", "month", "shift"))
        ):
            return None
        single = view.get(at, "cardinal")
        at = single.last if single and single.value == 1 else at
    if not (before or since):
        if not view.is_link(at, "ago_after"):
            return None
        at += 1
    granularity = GRANULARITY.get(unit, "year")
    now = at + 1 if view.is_link(at, "of") and view.get(at + 1, "now") else at
    unsettled = since or about is not None or count is None or unit == "hour"
    unsettled = unsettled or (now == at and view.is_link(at, "of")) or view.today is None
    if unsettled or view.today is None or count is None:
        return Found(start, now, None, granularity)
    days = period(unit, view.today, -count, view.calendar.week_start)
    return Found(start, now, days, granularity)


def span_of_time(view: View, at: int) -> Found | None:
    """Last week, this month, the current year, the nineteenth century, the nineties."""
    start = at
    decade = view.get(at, "decade")
    if decade:
        first, last = year_days("g", decade.value), year_days("g", decade.value + 9)
        tail = view.get(decade.last + view.is_link(decade.last, "of"), "unit")
        shift = view.get(tail.last, "shift") if tail and tail.value == "century" else None
        if first is None or last is None or shift is None:  # "in her twenties" is no time
            return None
        return Found(start, shift.last, (first[0], last[1]), "year")
    this = view.get(at, "this")
    unit = view.get(this.last if this else at, "unit")
    if unit is None or unit.value in ("day", "hour") or not unit.definite:
        return None
    shift = view.get(unit.last, "shift")
    ordinal = day_number(view, unit.last) if unit.value == "century" else None
    if ordinal:
        return Found(start, ordinal[1], century(ordinal[0]), "year")
    if shift is None and this is None:
        return None
    numbered = year_at(view, unit.last if shift is None else shift.last) if unit.value == "year" else None
    if shift and numbered and numbered[0] is not None and view.number(shift.last) == numbered[0]:
        return Found(start, numbered[2], year_days(numbered[1], numbered[0]), "year")  # "last year 2014"
    step = shift.value if shift else this.value if this else 0
    days = period(str(unit.value), view.today, step, view.calendar.week_start) if view.today else None
    return Found(start, shift.last if shift else unit.last, days, GRANULARITY.get(str(unit.value), "year"))


def year(view: View, at: int) -> Found | None:
    """A year by number: after the word for year, or bare after a preposition where nothing is counted."""
    start = at
    unit = view.get(at, "unit") or view.get(at, "pair") or view.get(at, "units")
    if unit and unit.value == "year":
        at = unit.last
    elif not view.is_link(at - 1, "in_year") or view.number(at) is None:
        return None
    else:
        unit = None
    number, system, last = year_at(view, start if unit and unit.kind == "unit" else at) or (None, "", at)
    if number is None or not (view.number(last - 1) or view.get(last - 1, "era")):  # not "last year"
        return None
    end = number
    several = unit is None or unit.kind != "unit"
    while (several and view.is_link(last, "and")) or view.norm(last) in DASHES or view.is_link(last, "to"):
        follower = year_at(view, last + 1, system)
        if follower is None or follower[0] is None:
            break
        end, last = follower[0], follower[2]
    if unit is None and view.get(last, "counted"):
        return None
    first, final = year_days(system, min(number, end)), year_days(system, max(number, end))
    return Found(start, last, (first[0], final[1]), "year") if first and final else None


def season(view: View, at: int) -> Found | None:
    """Summer 2014, last summer; winter of a year may be either end of it and stays open."""
    found = view.get(at, "season")
    if found is None:
        return None
    given = year_at(view, found.last)
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


def part(view: View, at: int) -> Found | None:
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


def _month_inside(view: View, at: int) -> Found | None:
    """A month by its bare name, which "the end of" vouches for."""
    whole = month(view, at)
    name = month_at(view, at)
    if whole or name is None:
        return whole
    number, last, _ = when(view, name.last, name, None)
    days = month_days(name.system, number, name.number) if number is not None else None
    return Found(at, last, days, "month")


def _year_inside(view: View, at: int) -> Found | None:
    given = year_at(view, at)
    if given is None:
        return None
    return Found(at, given[2], year_days(given[1], given[0]) if given[0] is not None else None, "year")


def _unit_inside(view: View, at: int) -> Found | None:
    """A bare "the month" after "the end of": the current one."""
    unit = view.get(at, "unit")
    if unit is None or not unit.definite or unit.value not in ("week", "month", "year"):
        return None
    if unit.last < view.end and view.words[unit.last].definite and view.calendar.article:
        return None  # "the school year" is not the year
    days = period(str(unit.value), view.today, 0, view.calendar.week_start) if view.today else None
    return Found(at, unit.last, days, GRANULARITY.get(str(unit.value), "year"))


def clock(view: View, at: int) -> Found | None:
    """A time of day: "(at) ten in the morning", "15:30 GMT". Its day comes from a neighbour."""
    start = at
    head = view.get(at, "clock")
    at = head.last if head else at
    at += view.is_link(at, "article")
    hour, number, sure = view.get(at, "clock_hour"), view.number(at), head is not None and head.definite
    sign = view.norm(at + 1)
    written = sign == ":" or (sign in COMMAS and view.has(at + 3, "zone"))
    if number is not None and number <= 24 and written and len(view.norm(at + 2)) == 2:
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

"""Rules for days and months: dates in words and digits, weekdays, days counted from the article's."""

from __future__ import annotations

from datetime import timedelta

from musnad.reading.days.calendar import month_days, period, weekday_by
from musnad.reading.days.timewords import (
    DASHES,
    LONGEST_LIST,
    Found,
    Month,
    View,
    closing,
    date_of,
    day_number,
    month_at,
    opening,
    when,
)  # fmt: skip

_LATE = "after_midnight"  # that part of a night is of its second day
_NIGHTS = ("night", _LATE)


def month_day(view: View, at: int) -> Found | None:
    """Days of a named month: "12 May (2016)", "the twelfth of May", "5 and 6 May", "5 to 8 May"."""
    start, (at, _, said_day) = at, opening(view, at)
    month: Month | None = None
    if view.calendar.month_first and (month := month_at(view, at)):
        if month.doubtful and not view.number(month.last):
            return None
        number = day_number(view, month.last)
        if number is None:
            return None
        numbers, at = [number[0]], number[1]
        year, last, said = when(view, at, month, number[0])
        return _days_found(view, start, last, numbers, month, year, said)
    number = day_number(view, at)
    numbers = []
    while number and len(numbers) < LONGEST_LIST:
        numbers.append(number[0])
        at = number[1]
        joined = view.is_link(at, "and") or view.is_link(at, "to") or view.norm(at) in DASHES
        number = day_number(view, at + 1) if joined else None
    if not numbers:
        return None
    elliptic = view.get(at, "elliptic_shift")
    of = at + (view.is_link(at, "of") or view.norm(at) in DASHES)
    unit = view.get(of, "unit")
    named = unit is not None and unit.value == "month"
    month = month_at(view, unit.last if unit and named else of)
    if month is not None:
        year, last, said = when(view, month.last, month, numbers[0])
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
    month = Month("g", days[0].month, shift.last, False)
    return _days_found(view, start, shift.last, numbers, month, days[0].year, True)


def _days_found(
    view: View, start: int, last: int, numbers: list[int], month: Month, year: int | None, said: bool
) -> Found | None:
    """Days of one month as an expression; None where the month has no such day."""
    last = closing(view, last)
    if year is None:
        return Found(start, last, None, "day", "date") if max(numbers) <= 31 else None
    days = [date_of(month.system, year, month.number, n) for n in numbers]
    known = [day for day in days if day]
    if len(known) < len(days):
        return None
    others = (date_of(month.system, y, month.number, numbers[0]) for y in (year - 1, year, year + 1))
    choices = () if said or len(numbers) > 1 or month.system == "h" else tuple(d for d in others if d)
    return Found(start, last, (min(known), max(known)), "day", "date", choices=choices)


def numeric_date(view: View, at: int) -> Found | None:
    """Dates in digits: 12/5/2016, 2016-05-12, 12.5.2016, and Hijri ones by their year."""
    start, (at, _, _) = at, opening(view, at)
    norm = view.norm(at)
    if norm.count(".") == 2:
        parts, last = norm.split("."), at + 1
    else:
        sign = view.norm(at + 1)
        if sign not in DASHES or view.norm(at + 3) != sign:
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
    found = date_of(system, year, month, day)
    return Found(start, era.last if era else last, (found, found), "day", "date") if found else None


def month(view: View, at: int) -> Found | None:
    """A whole month, or months in a row; its bare name only where something says that it is one."""
    start = at
    unit = view.get(at, "unit") or view.get(at, "pair") or view.get(at, "units")
    sure = unit is not None and unit.value == "month"
    if unit and sure:
        at = unit.last
    months: list[Month] = []
    found = month_at(view, at)
    while found and len(months) < LONGEST_LIST:
        months.append(found)
        at = found.last
        joined = view.is_link(at, "and") or view.is_link(at, "to") or view.norm(at) in DASHES
        found = month_at(view, at + 1) if joined else _joined_month(view, at)
    number = view.number(start - 1)
    if not months or (number is not None and 1 <= number <= 31):
        return None  # a number before it: the month has no such day, or the date is a name
    final = months[-1]
    year, last, said = when(view, at, final, None)
    before = view.is_link(start - 1, "in_month")
    if not (sure or said or (before and not final.doubtful)):
        return None
    if year is None:
        return Found(start, last, None, "month")
    first, end = month_days(final.system, year, months[0].number), month_days(final.system, year, final.number)
    if first and end and months[0].number > final.number:
        first = month_days(final.system, year - 1, months[0].number)
    return Found(start, last, (first[0], end[1]), "month") if first and end else None


def _joined_month(view: View, at: int) -> Month | None:
    """A month with the conjunction written onto it."""
    return next(
        (month_at(view, at) for kind in ("month", "hijri_month") if (s := view.get(at, kind)) and s.before), None
    )


def day(view: View, at: int) -> Found | None:
    """Days by the article's: yesterday, this morning, Sunday evening, the night from Sunday to Monday."""
    start, (at, part, said_day) = at, opening(view, at)
    same = view.get(start, "anaphoric_day") or view.get(at, "anaphoric_day")
    relative = view.get(start, "relative_day") or view.get(at, "relative_day")
    if same:
        return Found(start, closing(view, same.last), None, "day", "relative")
    if relative:
        follower = view.get(relative.last, "ordinal")
        if relative.value == 0 and follower and follower.definite and not said_day:
            return None
        value = view.today + timedelta(days=relative.value) if view.today else None
        return Found(start, closing(view, relative.last), (value, value) if value else None, "day", "relative")
    this = view.get(at, "this")
    first = view.get(this.last if this else at, "weekday")
    if first is None or not (first.definite or said_day):
        return None
    names = [first]
    while len(names) < LONGEST_LIST:
        last = names[-1].last
        sign = view.norm(last) in DASHES
        follower = view.get(last + sign, "weekday")
        listed = follower is not None and follower.before and said_day and not sign
        if follower is None or not follower.definite or not (listed or part in _NIGHTS):
            break
        names.append(follower)
    at = names[-1].last
    shift = view.get(at, "shift")
    step = shift.value if shift else this.value if this else None
    at = closing(view, shift.last if shift else at)
    if view.today is None:
        return Found(start, at, None, "day", "weekday", weekday=first.value)
    if part in _NIGHTS and len(names) == 2:  # the night begins by the article's day, and may end after it
        begin = weekday_by(first.value, view.today, step)
        end = begin + timedelta(days=(names[-1].value - first.value) % 7)
        return Found(start, at, (end if part == _LATE else begin, end), "day", "weekday", weekday=first.value)
    end = weekday_by(names[-1].value, view.today, step)
    begin = end - timedelta(days=(end.isoweekday() - first.value) % 7)
    return Found(start, at, (begin, end), "day", "weekday", weekday=first.value)

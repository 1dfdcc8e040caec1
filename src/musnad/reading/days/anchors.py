"""The day an undated article was written, as its words tell: "today, Tuesday 21 May", "yesterday, 9 May 2016"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from statistics import median_low

import msgspec

from musnad.reading.days.timewords import Found, View

_GAP = 2  # tokens between neighbours that tell one day
_YEARS = range(1990, 2100)  # what a number of four digits may be
_AROUND = 8  # years before and after those an article mentions

Rule = Callable[[View, int], Found | None]


def told_today(lines: Sequence[tuple[View, Sequence[Found]]], rule: Rule) -> date | None:
    """The day an article was written, by the first of its days that is both counted from it and told as a date.

    A date without a year is of the year nearest to those the article mentions in which it is the weekday told beside
    it. ``rule`` reads the days of months.
    """
    years: list[int] | None = None
    for view, found in lines:
        for number, left in enumerate(found):
            offset = _offset(view, left)
            if offset is None:
                continue
            weekday, told = _beside(found, number)
            if told is None:
                continue
            day = told.days[0] if told.days else None
            if day is None and weekday is not None:
                years = _years(lines) if years is None else years
                day = _in_year(view, told, weekday, years, rule)
            if day is not None:
                return day - timedelta(days=offset)
    return None


def _offset(view: View, found: Found) -> int | None:
    """How many days after the article's an expression is ("yesterday": -1)."""
    if found.kind != "relative":
        return None
    symbols = (view.get(at, "relative_day") for at in range(found.first, found.last))
    return next((symbol.value for symbol in symbols if symbol is not None), None)


def _beside(found: Sequence[Found], number: int) -> tuple[int | None, Found | None]:
    """The weekday and the date told right behind an expression."""
    weekday, last = None, found[number].last
    for right in found[number + 1 : number + 3]:
        if right.first - last > _GAP:
            break
        if right.kind == "date":
            return weekday, right
        if right.kind != "weekday" or weekday is not None:
            break
        weekday, last = right.weekday, right.last
    return None, None


def _years(lines: Iterable[tuple[View, Sequence[Found]]]) -> list[int]:
    """The years that the numbers of an article may be."""
    numbers = (view.number(at) for view, _ in lines for at in range(view.first, view.end))
    return sorted(number for number in numbers if number is not None and number in _YEARS)


def _in_year(view: View, told: Found, weekday: int, years: Sequence[int], rule: Rule) -> date | None:
    """The day of a date without a year that falls on a weekday, in the year nearest to those mentioned."""
    if not years:
        return None
    middle = median_low(years)
    fits: list[date] = []
    for year in range(middle - _AROUND, middle + _AROUND + 1):
        again = rule(msgspec.structs.replace(view, today=date(year, 7, 1)), told.first)
        days = (*again.choices, *(again.days or ())) if again is not None else ()
        fits += [day for day in days if day.year == year and day.isoweekday() == weekday]
    # of two as near the later: what an article mentions is mostly over
    return min(fits, key=lambda day: (abs(day.year - middle), -day.year), default=None)


__all__ = ["told_today"]

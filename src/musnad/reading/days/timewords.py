"""What the rules for time expressions read with: a line's time words, and the pieces dates are made of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import msgspec

from musnad.lang.lexicon import Word
from musnad.model import Granularity
from musnad.reading.days.calendar import Calendar, Days, Symbol, month_days, month_of, nearest_year

DASHES = frozenset({"-", "–", "—", "/", ""})  # a lone tatweel, met as a dash, folds to ""
COMMAS = frozenset({",", "\u060c"})
LONGEST_LIST = 8  # numbers before a month: bounds what one rule reads ahead
GRANULARITY: dict[str, Granularity] = {"hour": "time", "day": "day", "week": "week", "month": "month"}


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


class Month(msgspec.Struct, frozen=True):
    system: str
    number: int
    last: int
    doubtful: bool


class View(msgspec.Struct, frozen=True):
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
        """The folded word at a token; a line break outside the line."""
        return self.words[at].norm if self.first <= at < self.end else "\n"

    def skip(self, at: int, kind: str) -> int:
        """The token after a word of a kind, or the same token."""
        found = self.get(at, kind)
        return found.last if found else at

    def number(self, at: int) -> int | None:
        """The whole number written in digits at a token."""
        norm = self.norm(at)
        return int(norm) if norm.isdecimal() and norm.isascii() and len(norm) <= 4 else None


def opening(view: View, at: int) -> tuple[int, str, bool]:
    """Past "morning (of)" and "day": the token after them, the part of the day, whether "day" stood."""
    part = view.get(at, "daypart")
    if part:
        at = part.last + view.is_link(part.last, "of")
    word = view.get(at, "day_word")
    if word and word.definite and view.calendar.article:  # "the day" is today, not "day" before a name
        word = None
    return (word.last if word else at), (str(part.value) if part else ""), word is not None


def closing(view: View, at: int) -> int:
    """Past an adverb of the part of the day ("in the evening") that closes a day."""
    adverb = view.get(at, "daypart_adverb")
    if adverb is None or any(view.get(adverb.last, kind) for kind in ("relative_day", "day_word", "weekday")):
        return at
    return adverb.last


def day_number(view: View, at: int) -> tuple[int, int] | None:
    """A day of the month in digits or as an ordinal, and the token after it."""
    at += view.is_link(at, "article")
    number = view.number(at)
    if number is not None:
        return (number, view.skip(at + 1, "number_suffix")) if 1 <= number <= 31 and len(view.norm(at)) < 3 else None
    ordinal = view.get(at, "ordinal")
    return (ordinal.value, ordinal.last) if ordinal else None


def month_at(view: View, at: int) -> Month | None:
    """The name of a month, with a second name of the same month after a stroke or in brackets."""
    month: Month | None = None
    for kind in ("month", "hijri_month", "month_doubtful", "hijri_doubtful"):
        found = view.get(at, kind)
        if found and (month is None or found.last > month.last):
            month = Month(kind[0] if kind[0] == "h" else "g", found.value, found.last, kind.endswith("doubtful"))
    if month is None:
        return None
    bracket = view.norm(month.last) == "("
    second = view.get(month.last + (bracket or view.norm(month.last) in DASHES), "month")
    if second is None or month.system != "g" or second.value != month.number:
        return month
    last = second.last
    if bracket:
        if view.norm(last) != ")":
            return month
        last += 1
    return Month("g", month.number, last, False)


def year_at(view: View, at: int, system: str = "g") -> tuple[int | None, str, int] | None:
    """A year: four digits, with or without the word for year, or "last year". Year, calendar, token after.

    The year is None where it hangs on an unknown day of the article.
    """
    gap = at + (view.norm(at) in COMMAS or view.norm(at) in DASHES)
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


def when(view: View, at: int, month: Month, day: int | None) -> tuple[int | None, int, bool]:
    """The year of a month from what follows it: year, token after, whether the text says it."""
    given = year_at(view, at, month.system)
    if given and given[1] == month.system:
        return given[0], given[2], True
    shift = view.get(at, "shift")
    if view.today is None:
        return None, shift.last if shift else at, shift is not None
    step = shift.value if shift else None
    return (
        nearest_year(month.system, month.number, day, step, view.today),
        shift.last if shift else at,
        shift is not None,
    )


def date_of(system: str, year: int | None, month: int, day: int) -> date | None:
    days = month_days(system, year, month) if year is not None else None
    if days is None or not 1 <= day <= (days[1] - days[0]).days + 1:
        return None
    return days[0] + timedelta(days=day - 1)

"""The time words of a language, and the arithmetic of days, months and years in two calendars.

The words are data (``calendar.toml`` of the pack): one table per kind, value → spellings. Nothing
here knows a language; a language with the article written onto words names it in ``article``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import msgspec

from musnad.errors import BadPack
from musnad.lang.lexicon import Word

# Kind of time word → whether its value is a number. A table of another name is an error of the pack.
KINDS = {
    "weekday": True, "relative_day": True, "anaphoric_day": False, "day_word": False, "daypart": False,
    "daypart_adverb": False, "season": True,
    "month": True, "month_doubtful": True, "hijri_month": True, "hijri_doubtful": True,
    "ordinal": True, "cardinal": True, "number_suffix": False, "unit": False, "pair": False, "units": False,
    "decade": True, "shift": True, "elliptic_shift": True, "this": True, "part": False, "clock": False,
    "clock_hour": True, "clock_minutes": True, "zone": False, "era": False, "link": False, "approximate": False,
    "now": False, "namer": False, "counted": False, "stop": False,
}  # fmt: skip
# What a word joins, by the key of its table ``link``.
_LINKS = ("of", "and", "to", "in_month", "in_year", "at", "ago", "ago_after", "since", "corresponding", "article")
# No expression starts with a word that is nothing but these.
INNER_KINDS = frozenset(f"link.{key}" for key in _LINKS if key not in ("ago", "since", "article")) | {
    "number_suffix", "shift", "elliptic_shift", "zone", "era", "approximate", "now", "namer", "counted",
    "clock_minutes",
}  # fmt: skip
Days = tuple[date, date]
_MEMO_LIMIT = 50_000  # spellings kept before the memo starts afresh


class Entry(msgspec.Struct, frozen=True):
    """A time word or phrase: folded words, kind, value."""

    words: tuple[str, ...]
    kind: str
    value: int | str


Start = tuple[Entry, tuple[str, ...], bool]  # an entry, the clitics before its first word, whether that is definite


class Symbol(msgspec.Struct, frozen=True):
    """An entry found at tokens ``first`` to ``last`` (half-open), with the clitics written before it."""

    kind: str
    value: Any
    first: int
    last: int
    before: tuple[str, ...]
    definite: bool


class Calendar(msgspec.Struct, frozen=True):
    """The time words of a language by their first word, longest first, and its habits.

    ``week_start`` is the first day of a week (ISO: 1 Monday … 7 Sunday); ``numeric_order`` the order
    of an all-number date; ``month_first`` whether "May 5" is written; ``seen`` a bounded memo of words.
    """

    starts: dict[str, tuple[Entry, ...]]
    article: str
    week_start: int
    numeric_order: str
    month_first: bool
    seen: dict[str, tuple[Start, ...]] = {}

    def symbols(self, words: Sequence[Word], first: int, end: int) -> dict[int, dict[str, Symbol]]:
        """The numbers among the tokens from ``first`` on, and those where time words start that end before ``end``.

        In order, each with the longest time word of each kind.
        """
        seen, found = self.seen, {}
        for at in range(first, end):
            word = words[at]
            starts = seen.get(word.norm)
            if starts is None:
                starts = self._starting(word)
            if starts and (here := _fitting(starts, words, at, end)):
                found[at] = here
            elif word.kind == "number":
                found[at] = {}
        return found

    def _starting(self, word: Word) -> tuple[Start, ...]:
        """The entries that may start at a word; remembered by its spelling."""
        out: list[Start] = []
        readings = word.stems.items() if word.kind == "word" else ((word.norm, None),)
        for stem, peel in readings:
            if peel is None or peel.after is None:
                before = peel.before if peel is not None else ()
                definite = not self.article or self.article in before or stem.startswith(self.article)
                out += [(entry, before, definite) for entry in self.starts.get(stem, ())]
        if len(self.seen) > _MEMO_LIMIT:
            self.seen.clear()
        return self.seen.setdefault(word.norm, tuple(out))


def _fitting(starts: Sequence[Start], words: Sequence[Word], at: int, end: int) -> dict[str, Symbol]:
    """Those entries whose further words follow too, the longest of each kind."""
    found: dict[str, Symbol] = {}
    for entry, before, definite in starts:
        size = len(entry.words)
        old = found.get(entry.kind)
        if at + size > end or (old is not None and old.last - at >= size):
            continue
        if size == 1 or all(words[at + k].norm == entry.words[k] for k in range(1, size)):
            found[entry.kind] = Symbol(entry.kind, entry.value, at, at + size, before, definite)
    return found


def load_calendar(data: dict[str, Any], fold: Callable[[str], str]) -> Calendar:
    """The calendar of a pack from its parsed ``calendar.toml``.

    Args:
        data: the tables of the file; ``{}`` gives a calendar that knows numbers only.
        fold: the folding of the pack.

    Raises:
        BadPack: a table of no known kind, or a value that should be a number and is none.
    """
    starts: dict[str, list[Entry]] = {}
    for kind, table in data.items():
        if not isinstance(table, dict):
            continue
        if kind not in KINDS:
            raise BadPack("calendar.toml", f"there is no kind of time word {kind!r}")
        for key, spellings in table.items():
            if kind == "link" and key not in _LINKS:
                raise BadPack("calendar.toml", f"there is no link {key!r}")
            try:
                value = int(key) if KINDS[kind] else key
            except ValueError:
                raise BadPack("calendar.toml", f"{kind}: {key!r} is not a number") from None
            name = f"{kind}.{key}" if kind == "link" else kind  # one word may link in several senses
            for spelling in spellings:
                words = tuple(fold(word) for word in spelling.split())
                starts.setdefault(words[0], []).append(Entry(words, name, value))
    return Calendar(
        {first: tuple(sorted(entries, key=lambda e: -len(e.words))) for first, entries in starts.items()},
        fold(data.get("article", "")),
        int(data.get("week_start", 1)),
        str(data.get("numeric_order", "dmy")),
        bool(data.get("month_first", False)),
    )


def parse_day(text: str | None) -> date | None:
    """The day of an ISO date or time stamp; None where it is none."""
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


@lru_cache(maxsize=1024)
def month_days(system: str, year: int, month: int) -> Days | None:
    """First and last day of a month, Gregorian (``g``) or Hijri (``h``, Umm al-Qura, 1343–1500)."""
    try:
        if system == "g":
            first = date(year, month, 1)
            return first, date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        from hijridate import Hijri  # late: most articles name no Hijri month

        start = Hijri(year, month, 1)
        first = date(*start.to_gregorian().datetuple())
        return first, first + timedelta(days=start.month_length() - 1)
    except (ValueError, OverflowError):
        return None


def year_days(system: str, year: int) -> Days | None:
    """First and last day of a year."""
    first, last = month_days(system, year, 1), month_days(system, year, 12)
    return (first[0], last[1]) if first and last else None


@lru_cache(maxsize=256)
def month_of(system: str, day: date) -> tuple[int, int, int]:
    """Year, month and day of a day in a calendar."""
    if system == "g":
        return day.year, day.month, day.day
    from hijridate import Gregorian

    try:
        hijri = Gregorian(day.year, day.month, day.day).to_hijri()
    except (ValueError, OverflowError):
        return 0, 1, 1
    return hijri.year, hijri.month, hijri.day


def nearest_year(system: str, month: int, day: int | None, shift: int | None, today: date) -> int:
    """The year of a month that is named without one.

    ``shift`` is what the text says: -1 last, 0 this, 1 next. Without it the date is looked for from
    ten months before to two months after the article: news speaks of what has been, and announces little
    that is further off.
    """
    year, now, now_day = month_of(system, today)
    ahead = (month - now) % 12
    if shift == -1:
        ahead = 0 if ahead == 0 and day is not None and day < now_day else ahead - 12
    elif shift == 1:
        ahead = 0 if ahead == 0 and day is not None and day > now_day else ahead or 12
    elif ahead > 2 or (ahead == 2 and day is not None and day > now_day):
        ahead -= 12
    return year + (now - 1 + ahead) // 12


def period(unit: str, today: date, shift: int, week_start: int) -> Days | None:
    """The week, month, year, decade or century that many away from the one of ``today``."""
    if unit == "day":
        return today + timedelta(days=shift), today + timedelta(days=shift)
    if unit == "week":
        first = today - timedelta(days=(today.isoweekday() - week_start) % 7) + timedelta(weeks=shift)
        return first, first + timedelta(days=6)
    if unit == "month":
        months = today.year * 12 + today.month - 1 + shift
        return month_days("g", months // 12, months % 12 + 1)
    if unit == "year":
        return year_days("g", today.year + shift)
    if unit == "century":
        return century((today.year - 1) // 100 + 1 + shift)
    return None


def century(number: int) -> Days | None:
    """First and last day of a century."""
    first, last = year_days("g", number * 100 - 99), year_days("g", number * 100)
    return (first[0], last[1]) if first and last else None


def season_days(start: int, year: int) -> Days | None:
    """The three months from ``start`` on: meteorological seasons of the northern hemisphere."""
    first = month_days("g", year, start)
    last = month_days("g", year + (start + 1) // 12, (start + 1) % 12 + 1)
    return (first[0], last[1]) if first and last else None


def slice_of(days: Days, part: int, parts: int) -> Days:
    """One of so many equal parts of a stretch of days; of a whole year, in whole months."""
    first, last = days
    if first.day == first.month == 1 and (last.month, last.day) == (12, 31) and first.year == last.year:
        begin = month_days("g", first.year, 12 * (part - 1) // parts + 1)
        end = month_days("g", first.year, 12 * part // parts)
        assert begin is not None
        assert end is not None
        return begin[0], end[1]
    size = (last - first).days + 1
    step = round(size / parts)
    begin_day = first + timedelta(days=step * (part - 1))
    return begin_day, last if part == parts else begin_day + timedelta(days=step - 1)


def weekday_near(number: int, day: date) -> date:
    """The day of that weekday within three days of another."""
    ahead = (number - day.isoweekday()) % 7
    return day + timedelta(days=ahead if ahead <= 3 else ahead - 7)


def weekday_by(number: int, today: date, shift: int | None) -> date:
    """A weekday seen from the article: the latest up to and with its day; -1 before it; 1 after it; 2 a week on."""
    back = (today.isoweekday() - number) % 7
    if shift is not None and shift > 0:
        return today + timedelta(days=7 * shift - back)
    return today - timedelta(days=(back or 7) - 7 * (shift + 1) if shift else back)

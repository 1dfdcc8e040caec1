"""Time expressions of an article and the days they stand for.

A small grammar over the time words of the pack (``reading/days/calendar.py``): each rule reads one kind of
expression from a token on; the longest reading wins; neighbours that speak of one time are joined
(clock and day, relative day and weekday, weekday and date). What the text does not settle — a weekday
in an article without a date, "days ago" — stays None.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from musnad.lang.lexicon import Word
from musnad.model import Span, Time
from musnad.reading.days import dates, periods
from musnad.reading.days.anchors import told_today
from musnad.reading.days.calendar import INNER_KINDS, Calendar, load_calendar, parse_day, weekday_near
from musnad.reading.days.timewords import COMMAS, DASHES, Found, View
from musnad.text.tokens import Tokens

__all__ = ["Calendar", "find_times", "load_calendar"]

Rule = Callable[[View, int], Found | None]

# In order of preference where two rules read equally far. The names are what ``Time.rule`` tells; the kinds those of
# the time words a rule can start with ("number": digits), so that it is tried nowhere else.
_YEARS = range(200, 9800)  # of articles that tell of other days: none of these is beyond the calendar's ends
_NUMBER = frozenset({"number"})
_OPENING = frozenset({"daypart", "day_word"})
_UNITS = frozenset({"unit", "units", "pair"})
_MONTHS = frozenset({"month", "month_doubtful", "hijri_month", "hijri_doubtful"})
RULES: tuple[tuple[str, Rule, frozenset[str]], ...] = (
    ("numeric-date", dates.numeric_date, _NUMBER | _OPENING),
    ("month-day", dates.month_day, _NUMBER | _OPENING | _MONTHS | {"ordinal", "link.article"}),
    ("day", dates.day, _OPENING | {"anaphoric_day", "relative_day", "this", "weekday"}),
    ("part", periods.part, frozenset({"part"})),
    ("month", dates.month, _UNITS | _MONTHS),
    ("season", periods.season, frozenset({"season"})),
    ("period", periods.span_of_time, frozenset({"decade", "this", "unit"})),
    ("year", periods.year, _NUMBER | _UNITS),
    ("ago", periods.ago, _NUMBER | _UNITS | {"link.ago", "link.since", "approximate", "cardinal"}),
    ("clock", periods.clock, _NUMBER | {"clock", "link.article", "clock_hour"}),
)
_DAYS = frozenset({"relative", "weekday", "date"})


def find_times(tokens: Tokens, words: Sequence[Word], date: str | None, calendar: Calendar) -> tuple[Time, ...]:
    """The time expressions of an article in text order, none over another.

    Args:
        tokens: the article's tokens.
        words: their words, one per token.
        date: the day the article appeared (ISO 8601, a time after it is left out), or None: then the text may tell it.
        calendar: the time words of its language.
    """
    today = parse_day(date)
    if today is not None and today.year not in _YEARS:
        today = None
    views = [
        View(words, calendar, today, first, end, symbols)
        for first, end in tokens.lines
        if (symbols := calendar.symbols(words, first, end))
    ]
    lines = [(view, _scan(view)) for view in views]
    written = told_today(lines, dates.month_day) if today is None and date is None else None
    if written is not None:
        views = [msgspec.structs.replace(view, today=written) for view in views]
        lines = [(view, _scan(view)) for view in views]
    return tuple(_time(view, tokens, found) for view, line in lines for found in _joined(view, line))


def _scan(view: View) -> list[Found]:
    """The expressions of a line, from its first token on, the longest at each place."""
    out: list[Found] = []
    done = view.first
    for at, symbols in view.symbols.items():
        if at < done:
            continue
        number = view.words[at].kind == "number"
        stop = symbols.get("stop")
        if stop is not None:
            done = stop.last
        elif number or not symbols.keys() <= INNER_KINDS:
            best: Found | None = None
            for name, rule, kinds in RULES:
                if (number and "number" in kinds) or not kinds.isdisjoint(symbols):
                    found = rule(view, at)
                    if found and (best is None or found.last > best.last):
                        best = msgspec.structs.replace(found, rule=name)
            if best:
                out.append(best)
                done = best.last
    return out


def _joined(view: View, found: list[Found]) -> list[Found]:
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


def _bridge(view: View, left: Found, right: Found) -> int | None:
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
    links = ("link.of", "link.corresponding") + (("link.at",) if "clock" in (left.kind, right.kind) else ())
    return right.last if sign in COMMAS or sign in DASHES or view.has(left.last, *links) else None


def _join(view: View, left: Found, right: Found) -> Found | None:
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


def _time(view: View, tokens: Tokens, found: Found) -> Time:
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
        span=Span(start, tokens.ends[found.last - 1]),
        value=value,
        until=until,
        granularity=found.granularity,
        rule=found.rule,
    )

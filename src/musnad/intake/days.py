"""Days as people and machines write them: ISO 8601, mail and feed headers, digits, and a language's own words."""

from __future__ import annotations

import re
import unicodedata
from datetime import date as Day
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Final

import msgspec

from musnad.lang.pack import Pack, load_pack
from musnad.reading.times import Calendar, find_times, load_calendar
from musnad.text.tokens import tokenize

ISO: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?![0-9])")
_YEAR_FIRST: Final = re.compile(r"([0-9]{4})([/.])([0-9]{1,2})\2([0-9]{1,2})(?![0-9])")
_YEAR_LAST: Final = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})(?![0-9])")
_LONGEST: Final = 200  # characters of what may be a day in words
_LATIN: Final = re.compile(r"[A-Za-z]{3}")
_IN_WORDS: Final = frozenset({"month-day", "clock"})  # rules that need a month's name, or join one with an hour


def iso_day(value: object) -> str | None:
    """The day a value begins with, if it does with one there is."""
    found = ISO.match(value.strip()) if isinstance(value, str) else None
    return _real(found[1]) if found else None


def _real(text: str) -> str | None:
    try:
        return Day.fromisoformat(text).isoformat()
    except ValueError:
        return None


def written_day(value: object, language: str) -> tuple[str | None, str]:
    """The day a field tells, and where it tells none what is wrong with it ("" for no more than that).

    Digits are read only where they can be read in one way: 5/8/2026 is May to some and August to others.
    """
    if isinstance(value, datetime | Day):
        return value.isoformat()[:10], ""
    if not isinstance(value, str):
        return None, ""
    text = _ascii_digits(value.strip())
    if ISO.match(text):
        return iso_day(text), ""
    if found := _YEAR_FIRST.match(text):
        return _real(f"{found[1]}-{int(found[3]):02}-{int(found[4]):02}"), ""
    if found := _YEAR_LAST.match(text):
        one, other, year = int(found[1]), int(found[3]), found[4]
        days = {_real(f"{year}-{month:02}-{day:02}") for day, month in ((one, other), (other, one))} - {None}
        if len(days) > 1:
            return None, "can be read in two ways"
        return (days.pop() if days else None), ""
    return mail_day(text) or day_in_words(text, language), ""


def _ascii_digits(text: str) -> str:
    """The text with the digits of any script as 0 to 9, without the marks that browsers put between them."""
    if text.isascii():
        return text
    kept = (sign for sign in text if unicodedata.category(sign) != "Cf")
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in kept)


def mail_day(text: str) -> str | None:
    """The day of a date as in mail and RSS ("Tue, 30 Aug 2016 10:00:00 GMT"), as its own clock tells it."""
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (TypeError, ValueError, IndexError):
        return None


def day_in_words(text: str, language: str) -> str | None:
    """The first whole date in a short text, told by the language's own grammar; None where there is none.

    Only a day with the name of its month and its year counts: nothing is added to what is written. Programmes write
    English whatever the language of their site.
    """
    if not text.strip() or len(text) > _LONGEST:
        return None
    found = _in_words(text, language)
    return found or (_in_words(text, "en") if language != "en" and _LATIN.search(text) else None)


def _in_words(text: str, language: str) -> str | None:
    pack, calendar = load_pack(language), _calendar(language)
    tokens = tokenize(text)
    words = pack.lexicon.words(tokens.raws)
    for time in find_times(tokens, words, None, calendar):
        if time.rule in _IN_WORDS and time.value is not None and time.value == time.until:
            return time.value
    return None


@lru_cache(maxsize=8)
def _calendar(language: str) -> Calendar:
    pack: Pack = load_pack(language)
    # A site's own programme writes "January 20, 2026" in any language, though nobody would in a sentence.
    return msgspec.structs.replace(load_calendar(pack.calendar, pack.fold), month_first=True)


def shown_day(text: str, language: str) -> str | None:
    """The day a short stretch of a page shows to its readers, in words or in digits that can be read in one way."""
    if len(text) > _LONGEST:
        return None
    found = day_in_words(text, language)
    if found is not None:
        return found
    text = _ascii_digits(text)
    for form in (ISO, _YEAR_FIRST, _YEAR_LAST):
        match = form.search(text)
        if match is not None and not text[: match.start()].endswith(tuple("0123456789")):
            return written_day(match[0], language)[0]
    return None

"""The interface texts of the page (``page/locale``), with what a language needs to say a count or a day."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from importlib import resources
from typing import Any

import msgspec

_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


class Wording(msgspec.Struct, frozen=True):
    """The texts of one language by key; tables are dicts."""

    code: str
    texts: Mapping[str, Any]

    def __getitem__(self, key: str) -> Any:
        return self.texts[key]

    @property
    def direction(self) -> str:
        """``rtl`` or ``ltr``."""
        return str(self.texts["direction"])

    def count(self, what: str, number: int) -> str:
        """A number with its noun in the form it asks for (``[counts]``)."""
        forms = self.texts["counts"][what]
        return str(forms.get(_form(number, len(forms)), forms["other"])).format(n=number)

    def spread(self, least: int, most: int) -> str:
        """A count with the least and the most it can be."""
        return str(least) if least == most else str(self.texts["dates"]["spread"]).format(least=least, most=most)

    def day(self, iso: str | None) -> str:
        """A day, month or year of ISO 8601 in words; what is none of these stays as it is."""
        if not iso:
            return ""
        parts = iso.split("-")
        try:
            day = date.fromisoformat("-".join([*parts, "01", "01"][:3])[:10])
        except ValueError:
            return iso
        month = self.texts["months"][day.month - 1]
        pattern = ("year", "month", "day")[min(len(parts), 3) - 1]
        return str(self.texts["dates"][pattern]).format(day=day.day, month=month, year=day.year)


def _form(number: int, forms: int) -> str:
    """The plural category of CLDR, of a language with two forms or with six."""
    if forms <= 2:
        return "one" if number == 1 else "other"
    if number <= 2:
        return ("zero", "one", "two")[number]
    rest = number % 100
    return "few" if 3 <= rest <= 10 else "many" if rest >= 11 else "other"


def is_right_to_left(language: str) -> bool:
    """Whether texts of a language, told by its code, are written from right to left."""
    return language.partition("-")[0].lower() in _RIGHT_TO_LEFT


def languages() -> list[str]:
    """The languages there are texts in."""
    folder = resources.files("musnad.faces") / "page" / "locale"
    return sorted(file.name.removesuffix(".toml") for file in folder.iterdir() if file.name.endswith(".toml"))


@lru_cache(maxsize=4)
def load_wording(language: str) -> Wording:
    """The texts of a language.

    Raises:
        ValueError: there are none in that language.
    """
    if language not in languages():
        raise ValueError(f"no interface texts in {language!r} (there are {', '.join(languages())})")
    file = resources.files("musnad.faces") / "page" / "locale" / f"{language}.toml"
    return Wording(language, tomllib.loads(file.read_text(encoding="utf-8")))

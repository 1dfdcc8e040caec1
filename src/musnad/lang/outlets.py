"""The table of outlets: name, country, language, publisher family, kind, domains, other names."""

from __future__ import annotations

import csv
import re
from typing import Final

import msgspec

COLUMNS: Final = ("name", "country", "language", "family", "kind", "domains", "names")
KINDS: Final = frozenset({"", "agency", "newspaper", "television", "radio", "website", "magazine"})
_COUNTRY: Final = re.compile(r"[A-Z]{2}")
_DOMAIN: Final = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")


class Outlet(msgspec.Struct, frozen=True, kw_only=True):
    """An outlet. ``country`` is ISO 3166-1 alpha-2; outlets of one ``family`` are one witness; "" is unknown."""

    name: str
    country: str = ""
    language: str = ""
    family: str = ""
    kind: str = ""
    domains: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


def parse_outlets(text: str, place: str) -> list[Outlet]:
    """The outlets of a table; its first line names the columns, in any order, lines with ``#`` first are comments.

    Raises:
        ValueError: ``place:line``, a tab, and what is wrong there.
    """
    lines = text.splitlines()
    numbered = [(number, line) for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    if not numbered:
        return []
    mark = "\t" if "\t" in numbered[0][1] else ";" if ";" in numbered[0][1] else ","
    rows = csv.reader((line for _, line in numbered), delimiter=mark)
    header = [name.strip().lower() for name in next(rows)]
    strange = [name for name in header if name not in COLUMNS]
    if strange or "name" not in header:
        wrong = f"there is no column {strange[0]!r}" if strange else "has no column 'name'"
        raise ValueError(f"{place}:{numbered[0][0]}\t{wrong}")
    found = []
    for (number, _), row in zip(numbered[1:], rows, strict=False):
        cells = {name: cell.strip().strip("-") for name, cell in zip(header, row, strict=False)}
        problem = _wrong(cells)
        if any(map(str.strip, row[len(header) :])):
            problem = f"has {len(row)} cells where there are {len(header)} columns"
        if problem:
            raise ValueError(f"{place}:{number}\t{problem}")
        lists = {name: tuple(filter(None, map(str.strip, cells.pop(name, "").split("|")))) for name in COLUMNS[-2:]}
        found.append(Outlet(**cells, domains=lists["domains"], names=lists["names"]))
    return found


def _wrong(cells: dict[str, str]) -> str:
    """What is wrong with a row, if anything is."""
    if not cells.get("name"):
        return "has no name"
    if cells.get("country") and not _COUNTRY.fullmatch(cells["country"]):
        return f"{cells['country']!r} is no country of ISO 3166-1 in two capital letters"
    if cells.get("kind", "") not in KINDS:
        return f"there is no kind {cells['kind']!r} (one of {', '.join(sorted(KINDS - {''}))})"
    wrong = next((one for one in cells.get("domains", "").split("|") if one and not _DOMAIN.fullmatch(one.strip())), "")
    return f"{wrong!r} is no domain" if wrong else ""

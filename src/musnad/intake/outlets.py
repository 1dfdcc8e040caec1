"""Facts about outlets: the language's own (``outlets.tsv`` of its pack), and what a user adds to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from musnad.errors import MusnadError
from musnad.intake.addresses import host_of
from musnad.lang.outlets import COLUMNS, Outlet, parse_outlets
from musnad.lang.pack import load_pack


class Outlets:
    """Outlets by name and by domain. Of two that share one, the later holds."""

    def __init__(self, outlets: Iterable[Outlet]) -> None:
        self._all: dict[str, Outlet] = {}
        self._domains: dict[str, Outlet] = {}
        self._names: dict[str, str] = {}
        for outlet in outlets:
            self._all[outlet.name] = outlet
            for name in (*outlet.names, outlet.name):
                self._names[_key(name)] = outlet.name
            for domain in outlet.domains:
                self._domains[domain.lower()] = outlet

    def __iter__(self) -> Iterator[Outlet]:
        return iter(self._all.values())

    @classmethod
    def of_language(cls, language: str, more: Iterable[Outlet] = ()) -> Outlets:
        """The outlets of a language pack, and others after them."""
        return cls([*load_pack(language).outlets, *more])

    def at(self, url: str | None) -> Outlet | None:
        """The outlet of an address: of its host, or of the nearest domain above it."""
        host = host_of(url)
        while "." in host:
            found = self._domains.get(host)
            if found is not None:
                return found
            host = host.partition(".")[2]
        return None

    def name_at(self, url: str | None) -> str | None:
        """What the outlet of an address is called; an unknown one goes by its host."""
        found = self.at(url)
        return found.name if found is not None else host_of(url) or None

    def called(self, name: str | None) -> str | None:
        """An outlet by a name it goes by, as the facts have it; any other name as it is."""
        plain = " ".join((name or "").split())
        return self._names.get(_key(plain), plain) or None


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()


def read_outlets(path: str) -> list[Outlet]:
    """The outlets of a user's file, a table with tabs or commas whose first line names the columns.

    Raises:
        MusnadError: it cannot be read, or a line of it is wrong; the place names file and line.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "is no UTF-8 text"
        raise MusnadError(path, f"cannot be read: {why}") from error
    try:
        return parse_outlets(text, path)
    except ValueError as error:
        place, _, problem = str(error).partition("\t")
        raise MusnadError(place, problem, f"columns are {', '.join(COLUMNS)}; only name is needed") from error

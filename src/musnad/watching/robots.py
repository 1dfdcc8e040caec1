"""What a robots.txt lets a reader fetch, as RFC 9309 has it: the longest rule that fits an address holds.

Python's own ``robotparser`` takes the first that fits, so that after ``Allow: /`` nothing is closed to it, and knows
neither ``*`` nor ``$``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import quote, unquote_to_bytes, urlsplit

import msgspec

_LONGEST: Final = 500 * 1024  # bytes that are looked at
_AGENT: Final = re.compile(r"[a-z_-]+|\*")


class Robots(msgspec.Struct, frozen=True):
    """The rules for one reader: whether each opens or closes, and its pattern; seconds asked for between fetches."""

    rules: tuple[tuple[bool, str], ...] = ()
    delay: float = 0.0

    def allows(self, url: str) -> bool:
        """Whether an address may be fetched."""
        parts = urlsplit(url)
        path = _octets((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
        if path == "/robots.txt":
            return True
        fitting = ((len(pattern), opens) for opens, pattern in self.rules if _fits(pattern, path))
        return max(fitting, default=(0, True))[1]  # of two as long the one that opens


def read_robots(body: bytes, agent: str) -> Robots:
    """What a robots.txt says to an agent: in all groups that name it, or else in those for everybody."""
    groups: dict[str, tuple[list[tuple[bool, str]], list[float]]] = {}
    named: list[str] = []
    inside = False  # a group's rules have begun: the next agent begins another
    for field, value in _lines(body):
        if field == "user-agent":
            if inside:
                named, inside = [], False
            found = _AGENT.match(value.lower())
            named += [found[0]] if found else []
        elif field in ("allow", "disallow"):
            inside = True
            for name in named if value else ():
                groups.setdefault(name, ([], []))[0].append((field == "allow", _octets(value)))
        elif field == "crawl-delay":
            inside = True
            for name in named if re.fullmatch(r"\d{1,9}(\.\d{1,9})?", value, re.ASCII) else ():
                groups.setdefault(name, ([], []))[1].append(float(value))
        for name in named if inside else ():
            groups.setdefault(name, ([], []))  # who is named with nothing closed is not one of everybody
    rules, delays = groups.get(agent.lower()) or groups.get("*") or ([], [])
    return Robots(tuple(rules), max(delays, default=0.0))


def _lines(body: bytes) -> Iterator[tuple[str, str]]:
    """The fields with their values; a line that is cut at the end counts for nothing."""
    text = body[:_LONGEST].decode("utf-8-sig", errors="surrogateescape")
    if len(body) > _LONGEST:
        text = text.rpartition("\n")[0]
    for line in re.split(r"[\r\n]+", text):
        field, colon, value = line.partition("#")[0].partition(":")
        if colon:
            yield field.strip().lower(), value.strip()


def _octets(said: str) -> str:
    """A path or pattern with every sign written as one way is: what need not be escaped is not, the rest is."""
    raw = re.sub(rb"%(?![0-9A-Fa-f]{2})", b"%25", said.encode("utf-8", errors="surrogateescape"))
    parts = re.split(rb"(%[0-9A-Fa-f]{2})", raw)
    return "".join(
        _escape(part) if number % 2 else quote(part, safe="/*$?&=;:@!'()+,~[]%") for number, part in enumerate(parts)
    )


def _escape(said: bytes) -> str:
    """One escaped octet: left so where it means something else than the sign itself (``%2F``, ``%2A``, ``%24``)."""
    sign = unquote_to_bytes(said)
    return sign.decode() if re.fullmatch(rb"[A-Za-z0-9._~-]", sign) else said.decode().upper()


def _fits(pattern: str, path: str) -> bool:
    """Whether a path begins as a pattern has it; ``*`` stands for anything, ``$`` at its end for the path's end.

    Piece by piece from the left, so that no pattern, however many stars it has, costs more than its length times the
    path's.
    """
    ends = pattern.endswith("$")
    first, *rest = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    if not rest:
        return not ends or at == len(path)
    last = rest.pop() if ends else ""
    for piece in rest:
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return not ends or (len(path) - at >= len(last) and path.endswith(last))

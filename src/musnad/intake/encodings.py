"""Bytes become text: the encoding told by the content, and by what a page says of itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from musnad.errors import BadArticle

BOMS: Final = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
WIDE: Final = ("utf-16-le", "utf-16-be")
NARROW: Final = ("windows-1256", "iso-8859-6")
CONTROLS: Final = bytes(range(1, 9)) + bytes(range(14, 32)) + b"\x7f"
MOST_CONTROLS: Final = 0.02  # share of control characters a text may have: systems leave some behind
# The ten commonest letters of Arabic make up two thirds of any text in it.
FREQUENT: Final = frozenset("\u0627\u0644\u064a\u0645\u0648\u0646\u0631\u062a\u0628\u0629")
TWO_SCRIPTS: Final = re.compile(r"[A-Za-z\u00c0-\u017f][\u0621-\u064a]|[\u0621-\u064a][A-Za-z\u00c0-\u017f]")
CHARSET: Final = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?([A-Za-z0-9_.:-]{2,40})""")
DEFAULTS: Final = ("utf-8", "utf8", "iso-8859-1", "latin1", "windows-1252", "us-ascii", "ascii")
_SPEAKING: Final = frozenset((*NARROW, "cp1256", "x-cp1256", "iso8859-6", "iso-8859-6-i", "arabic"))  # of Arabic
MOST_BROKEN: Final = 0.005  # share of letters of a page that may be broken
LEAST_SCORE: Final = 0.25


def decode_text(data: bytes) -> tuple[str, str]:
    """The text that bytes hold and the name of its encoding, told by its content.

    UTF-8 and UTF-16 with or without byte order mark (which is taken off), Windows-1256, ISO-8859-6.

    Raises:
        BadArticle: the bytes are no text, or text in none of these encodings; its place is empty.
    """
    for mark, name in BOMS:
        if data.startswith(mark):
            try:
                text = data[len(mark) :].decode(name)
            except UnicodeDecodeError as error:
                raise BadArticle("", f"marked as {name}, but broken at byte {error.start + len(mark)}") from None
            if _is_binary(text.encode()):
                raise _binary(data)
            return text, name
    if _is_binary(data):  # or two bytes to a letter: one of each two looks like a control character
        found = _best(data, WIDE) if len(data) % 2 == 0 else None
        if found is None:
            raise _binary(data)
        return found
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        broken = error.start
    found = _best(data, NARROW)
    if found is not None:
        return found
    if len(data.decode("utf-8", errors="ignore").encode()) > 0.9 * len(data):
        raise BadArticle("", f"is UTF-8, but broken at byte {broken}")
    raise BadArticle("", "has an unknown encoding", "save it as UTF-8")


def _is_binary(data: bytes) -> bool:
    return b"\0" in data or len(data) - len(data.translate(None, CONTROLS)) > MOST_CONTROLS * len(data)


def _binary(data: bytes) -> BadArticle:
    """What is wrong with bytes that are no text, and where it begins."""
    if b"\0" not in data:
        first = next(place for place, byte in enumerate(data) if byte in CONTROLS)
        return BadArticle("", f"is binary, not text: control characters from byte {first} on")
    few = data.count(0) <= MOST_CONTROLS * len(data) and not _is_binary(data.replace(b"\0", b""))
    hint = "take the zero bytes out, and it can be read" if few else ""
    return BadArticle("", f"is binary, not text: byte {data.index(0)} is zero", hint)


def _best(data: bytes, encodings: Sequence[str]) -> tuple[str, str] | None:
    """The decoding that looks most like Arabic, if any does."""
    found: list[tuple[float, str, str]] = []
    for name in encodings:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        if not _is_binary(text.encode()):
            found.append((_score(text), name, text))
    score, name, text = max(found, key=lambda each: each[0], default=(0.0, "", ""))
    return (text, name) if score >= LEAST_SCORE else None


def _score(text: str) -> float:
    """How much a text looks like Arabic (about 0.8 if it is), or at least like plain Latin (0.4)."""
    signs = Counter(text)
    letters = {sign: count for sign, count in signs.items() if sign.isalpha() or "\x80" <= sign <= "\x9f"}
    worth = 0.0
    for letter, count in letters.items():
        if letter in FREQUENT:
            worth += count
        elif "\u0621" <= letter <= "\u064a" or letter.isascii():
            worth += 0.4 * count
        else:
            worth -= count
    return (worth - len(TWO_SCRIPTS.findall(text))) / max(sum(letters.values()), 1)


def decode_page(data: bytes, charset: str | None = None) -> str:
    """The text of a web page or feed: by its content, else by the charset its server or itself tells.

    A few broken bytes, as servers that cut in the middle of a letter leave them, are shown as such.

    Raises:
        BadArticle: the bytes are no text, or nothing tells in what encoding; its place is empty.
    """
    told = CHARSET.search(data[:4096])
    named = [name.lower() for name in (charset, told[1].decode("ascii") if told else None) if name]
    try:
        text, found = decode_text(data)
    except BadArticle:
        if b"\0" in data:
            raise
        text, found = data.decode("utf-8", errors="replace"), ""
    if found and (found not in NARROW or not _SPEAKING.isdisjoint(named)):
        return text
    for name in named:  # what is told by servers that were never set up says nothing
        try:
            if name not in DEFAULTS or not found:
                return data.decode(name)
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    if not found and text.count("\ufffd") > MOST_BROKEN * len(text):
        raise BadArticle("", "has an unknown encoding", "save it as UTF-8")
    return text

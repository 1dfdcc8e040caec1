"""Plain text, JSON and JSON Lines."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any, BinaryIO, Final

import msgspec

from musnad.intake.run import Run, reason
from musnad.model import Article

# How a stream of JSON begins that has two bytes to a letter.
_WIDE_STARTS: Final = {
    b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"{\0": "utf-16-le", b"\0{": "utf-16-be", b"[\0": "utf-16-le",
    b"\0[": "utf-16-be",
}  # fmt: skip
_UNREADABLE: Final = (OSError, EOFError, zlib.error, UnicodeDecodeError)


def from_text(run: Run, place: str, stem: str, data: bytes) -> Iterator[Article]:
    """The article of a file of plain text."""
    text = run.text_of(place, data)
    if text is not None:
        yield Article(text=text, id=stem, date=run.date, outlet=run.outlet, language=run.language, place=place)


def from_json(run: Run, place: str, stem: str, data: bytes) -> Iterator[Article]:
    """The articles of a JSON object or a list of them; fact checks are handed on."""
    text = run.text_of(place, data)
    value = msgspec.UNSET if text is None else run.json_of(place, text, "one article a line? name it .jsonl")
    if value is msgspec.UNSET:
        return
    if not isinstance(value, list):
        yield from run.from_object(place, stem, value)
        return
    if not value:
        run.problem(place, "is empty")
    for number, item in enumerate(value, 1):
        yield from run.from_object(f"{place}:item {number}", f"{stem}-{number}", item)


def from_lines(run: Run, place: str, stem: str, stream: Any) -> Iterator[Article]:
    """The articles of JSON Lines as they come; the stream may be packed."""
    yield from _from_lines(run, place, stem, _lines(run, place, stream))


def from_stdin(run: Run, place: str, given: BinaryIO) -> Iterator[Article]:
    """JSON or JSON lines if the first sign is a bracket, one article of plain text if not."""
    lines = _lines(run, place, given)
    ahead: list[bytes] = []
    for line in lines:
        ahead.append(line)
        if _bare(line):
            break
    first = _bare(b"".join(ahead))
    ahead += islice(lines, 1)
    if first[:1] == b"{" and (first[-1:] == b"}" or _bare(ahead[-1])[:1] == b"{"):
        yield from _from_lines(run, place, place, chain(ahead, lines))
    else:
        read = from_json if first[:1] in (b"{", b"[") else from_text
        yield from read(run, place, place, b"".join(chain(ahead, lines)))


def _from_lines(run: Run, place: str, stem: str, lines: Iterator[bytes]) -> Iterator[Article]:
    seen, before = 0, run.problems
    for number, line in enumerate(lines, 1):
        if not _bare(line):
            continue
        if not seen and b"\0" in line and _bare(line)[:1] != b"{":
            run.text_of(place, line)  # tells what is wrong with it; a line of JSON with a fault is left out by itself
            return
        seen += 1
        if not run.takes():
            continue
        here = f"{place}:{number}"
        text = run.text_of(here, line)
        value = msgspec.UNSET if text is None else run.json_of(here, text)
        if value is not msgspec.UNSET:
            yield from run.from_object(here, f"{stem}-{number}", value)
    if not seen and run.problems == before:
        run.problem(place, "is empty")


def _lines(run: Run, place: str, given: BinaryIO) -> Iterator[bytes]:
    """The lines of a stream as they come, unpacked if it is packed, UTF-16 turned to UTF-8."""
    wide = None
    stream: Any = given if hasattr(given, "peek") else io.BufferedReader(given)
    try:
        if stream.peek(2)[:2] == b"\x1f\x8b":
            stream = gzip.GzipFile(fileobj=stream)
        wide = _WIDE_STARTS.get(stream.peek(2)[:2])
        if wide:
            stream = io.TextIOWrapper(stream, encoding=wide, newline="\n")
        while line := stream.readline():
            yield line.encode() if wide else line
    except _UNREADABLE as error:
        run.problem(place, reason(error))
    finally:
        if wide:
            stream.detach()


def _bare(line: bytes) -> bytes:
    """The line without mark and blanks at its ends."""
    return line.removeprefix(b"\xef\xbb\xbf").strip()

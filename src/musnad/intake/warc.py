"""Web archives: the HTML pages of a WARC file, one record at a time."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import suppress
from functools import lru_cache
from typing import Any, BinaryIO, Final

import msgspec

from musnad.errors import BadArticle
from musnad.intake.addresses import is_address
from musnad.intake.encodings import decode_page
from musnad.intake.pages import from_page
from musnad.intake.run import Run, package
from musnad.model import Article

_LARGEST: Final = 10_000_000  # bytes of a page that is read
_PACKED: Final = re.compile(rb"\x1f\x8b\x08")
_PIECE: Final = 1 << 20
_AHEAD: Final = 1 << 12  # bytes that tell whether a record begins
_HTML: Final = ("text/html", "application/xhtml+xml")
_LETTERS: Final = 200  # of the language's script that a page must hold outside its links to be looked into
_LINK: Final = re.compile(r"<a\s[^>]{0,2000}>.{0,400}?</a>", re.IGNORECASE | re.DOTALL)
_CHUNK: Final = re.compile(rb"([0-9A-Fa-f]{1,8})[^\r\n]{0,100}\r\n")
_STRANGE: Final = 0.06  # share of letters that the language does not write: above, it is another one


def from_warc(run: Run, place: str, stem: str, stream: BinaryIO) -> Iterator[Article | Future[Any]]:
    """The articles of an archive's pages, in its order; what is no page, or in another script, is passed over.

    Raises:
        MusnadError: the package that archives need is missing.
    """
    warc = package("fastwarc.warc", place, "WARC", "warc")
    number = 0
    for number, record in _records(run, place, warc, stream):
        if not run.takes():
            continue
        url = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
        here = f"{place}:{url[:300]}" if url else f"{place}:record {number}"
        try:
            held = _held(record)
        except EOFError as error:
            run.problem(here, f"its record is broken: {error}")
            continue
        except Exception as error:  # a broken record: the parser raises what it likes; the next ones are read
            run.problem(here, f"its record is broken: {type(error).__name__} {error}"[:200])
            continue
        if held is not None:
            yield from run.apart(_from_held, here, held, url if is_address(url) else None, f"{stem}-{number}")


def _records(run: Run, place: str, warc: Any, stream: BinaryIO) -> Iterator[tuple[int, Any]]:
    """An archive's records of pages, numbered; behind a break those from the next that is packed by itself."""
    nothing = warc.WarcRecordType.unknown  # what an archive ends with that is cut off in a record's first lines
    kinds = warc.WarcRecordType.response | warc.WarcRecordType.resource | nothing
    number, broken = 0, False
    at: int | None = 0
    while at is not None:
        stream.seek(at)
        try:
            for record in warc.ArchiveIterator(stream, record_types=kinds, auto_decode="none"):
                at = record.stream_pos
                if record.record_type == nothing:
                    if _is_cut(record) and not broken:
                        run.problem(place, f"is broken after record {number}: it ends there")
                    continue
                number, broken = number + 1, False
                yield number, record
            break
        except Exception as error:  # the archive itself ends here, or goes on behind what is broken of it
            if not broken:
                run.problem(place, f"is broken after record {number}: {type(error).__name__} {error}"[:200])
            broken = True
        at = _next_packed(stream, (at or 0) + 1)
    if not number and not broken:
        run.problem(place, "holds no pages: it is empty, or no WARC")


def _next_packed(stream: BinaryIO, at: int) -> int | None:
    """Where the next record begins that is packed by itself, as those of an archive are."""
    stream.seek(at)
    held = b""
    while piece := stream.read(_PIECE):
        held += piece
        for found in _PACKED.finditer(held):
            with suppress(zlib.error):
                if zlib.decompressobj(31).decompress(held[found.start() : found.start() + _AHEAD], 5) == b"WARC/":
                    return at + found.start()
        at += max(0, len(held) - _AHEAD)
        held = held[-_AHEAD:]
    return None


class _Held(msgspec.Struct, frozen=True):
    """A record of a page as it lies in the archive."""

    data: bytes
    charset: str | None
    chunked: bool
    coding: str


def _is_cut(record: Any) -> bool:
    """Whether a record's first lines end before they tell its length, as each must."""
    return record.headers.get("Content-Length") is None


def _held(record: Any) -> _Held | None:
    """A record, if it is of a page that was got.

    Raises:
        EOFError: the archive ends inside it.
    """
    if _is_cut(record):
        raise EOFError("the archive ends there")
    http = record.http_headers
    if http is not None and http.status_code is not None and http.status_code != 200:
        return None
    kind = (record.http_content_type or (record.headers.get("Content-Type") if http is None else "") or "").lower()
    if kind.partition(";")[0].strip() not in _HTML:
        return None
    told = {} if http is None else {name.lower(): value.lower().strip() for name, value in http.items()}
    data = record.reader.read(_LARGEST + 1)
    if len(data) < min(record.content_length, _LARGEST):
        raise EOFError(f"the archive ends there, {len(data)} bytes of {record.content_length}")
    chunked = told.get("transfer-encoding") == "chunked"
    return _Held(data, record.http_charset, chunked, told.get("content-encoding", ""))


def _from_held(run: Run, place: str, held: _Held, url: str | None, name: str) -> Iterator[Article]:
    """The article of a record's page, if that is in the run's language as far as its letters tell."""
    try:
        data = _unpacked(held)
    except _Packed as error:
        run.problem(place, f"is packed as {error}", "read are gzip and deflate")
        return
    except (ValueError, zlib.error) as error:
        run.problem(place, f"its record is broken: {type(error).__name__} {error}"[:200])
        return
    if len(data) > _LARGEST:
        run.problem(place, f"is longer than {_LARGEST} bytes")
        return
    try:
        page = decode_page(data, held.charset)
    except BadArticle:
        return  # in none of the encodings the language is written in
    if _in_language(run, page):
        yield from from_page(run, place, page, url=url, name=name)


class _Packed(ValueError):
    """A compression that musnad does not read; its name."""


def _unpacked(held: _Held) -> bytes:
    """The body without chunk marks and compression, where it has any: many archives keep the header, not the form.

    Raises:
        _Packed: the compression is none musnad knows.
        zlib.error: the compressed data are broken.
    """
    data, coding = held.data, held.coding
    if held.chunked and _CHUNK.match(data):
        data = _dechunked(data)
    if data.startswith(b"\x1f\x8b"):
        return zlib.decompressobj(31).decompress(data, _LARGEST + 1)
    if coding == "deflate":
        bare = not (data[:1] and data[0] & 15 == 8 and int.from_bytes(data[:2], "big") % 31 == 0)
        return zlib.decompressobj(-15 if bare else 15).decompress(data, _LARGEST + 1)
    if coding in ("br", "zstd") and b"<" not in data[:200]:
        raise _Packed(coding)
    return data


def _dechunked(data: bytes) -> bytes:
    whole, at = bytearray(), 0
    while found := _CHUNK.match(data, at):
        size = int(found[1], 16)
        if not size:
            break
        whole += data[found.end() : found.end() + size]
        at = found.end() + size + 2
    return bytes(whole)


def _in_language(run: Run, page: str) -> bool:
    """Whether enough of the language's letters stand in a page for an article in it, and few of another's.

    Finding an article costs some thirty times as much as this, most of all where there is none: pages of links.
    Languages that share a script (Arabic, Persian, Urdu) are told apart by letters that only the others write.
    """
    facts = run.pack.facts
    found = Counter(_script(facts.script).findall(_LINK.sub(" ", page)))
    if found.total() < _LETTERS or not facts.letters:
        return found.total() >= _LETTERS
    own = frozenset(facts.letters)
    strange = sum(count for sign, count in found.items() if sign.isalpha() and sign not in own)
    return strange <= _STRANGE * found.total()


@lru_cache(maxsize=8)
def _script(ranges: tuple[tuple[int, int], ...]) -> re.Pattern[str]:
    return re.compile("[" + "".join(f"\\U{low:08x}-\\U{high:08x}" for low, high in ranges) + "]")

"""What a server answers: where it sends the reader on, or a body that is unpacked no further than is wanted."""

from __future__ import annotations

import http.client
import time
import zlib
from collections.abc import Collection, Iterator
from email.utils import parsedate_to_datetime
from typing import Any, Final
from urllib.parse import urljoin

from musnad.errors import FetchFailed
from musnad.fetching.targets import Target
from musnad.fetching.terms import Fetched, Limits, failure, shown

MOVED: Final = (301, 302, 303, 307, 308)
_PIECE: Final = 64 * 1024


def moved(answer: http.client.HTTPResponse, target: Target) -> str:
    """Where a redirect leads."""
    said = answer.getheader("Location") or ""
    if not said.strip():
        raise failure(target.url, f"answers {answer.status} but not where it has moved to")
    said = said.encode("latin-1", errors="replace").decode("utf-8", errors="replace")
    try:
        return urljoin(target.url, said.strip())
    except ValueError:
        raise failure(target.url, f"redirects to what is no address: {said[:100]!r}") from None


def taken(
    answer: http.client.HTTPResponse, target: Target, conditional: bool, types: Collection[str], limits: Limits
) -> Fetched:
    """What the answer holds, if it is of a kind that is taken."""
    if answer.status not in (200, 304) or (answer.status == 304 and not conditional):
        reason = http.client.responses.get(answer.status, "")
        wait = _seconds(answer.getheader("Retry-After"))
        raise FetchFailed(
            shown(target.url), f"answers {answer.status} {reason}".strip(), status=answer.status, retry_after=wait
        )
    kept: dict[str, Any] = {"etag": _field(answer, "ETag"), "last_modified": _field(answer, "Last-Modified")}
    kind = answer.headers.get_content_type() if answer.getheader("Content-Type") else ""
    if answer.status == 304:
        return Fetched(url=target.url, status=304, body=b"", content_type=kind, not_modified=True, **kept)
    if kind not in types:
        raise failure(target.url, f"is {kind or 'of no type'}", f"taken are {', '.join(sorted(types))}")
    told = answer.getheader("Content-Length") or ""
    if told.isascii() and told.isdigit() and int(told[:20]) > limits.size:
        raise failure(target.url, f"is longer than {limits.size} bytes")
    packed = (answer.getheader("Content-Encoding") or "identity").strip().lower()
    body = bytearray()
    for piece in _unpacked(_pieces(answer), packed, target):
        body += piece
        if len(body) > limits.size:
            raise failure(target.url, f"is longer than {limits.size} bytes")
    charset = answer.headers.get_content_charset()
    return Fetched(url=target.url, status=200, body=bytes(body), content_type=kind, charset=charset, **kept)


def _pieces(answer: http.client.HTTPResponse) -> Iterator[bytes]:
    while piece := answer.read(_PIECE):
        yield piece
    if answer.length:  # a length was promised
        raise EOFError("the body ends too early")


def _unpacked(pieces: Iterator[bytes], packed: str, target: Target) -> Iterator[bytes]:
    """The body's bytes, never more at a time than a piece whatever they unpack to."""
    if packed == "identity":
        yield from pieces
        return
    if packed not in ("gzip", "x-gzip", "deflate"):
        raise failure(target.url, f"is packed as {packed[:40]!r}, which was not asked for")
    unpack: Any = None
    for piece in pieces:
        if unpack is None:
            # "deflate" is sent with zlib's head by some and bare by others.
            bare = packed == "deflate" and not (piece[0] & 15 == 8 and int.from_bytes(piece[:2], "big") % 31 == 0)
            unpack = zlib.decompressobj(-15 if bare else 15 if packed == "deflate" else 31)
        waiting = piece
        while waiting and not unpack.eof:
            yield unpack.decompress(waiting, _PIECE)
            waiting = unpack.unconsumed_tail
    if unpack is not None and not unpack.eof:
        while more := unpack.decompress(b"", _PIECE):
            yield more
        if not unpack.eof:
            raise EOFError("the packed body ends too early")


def _field(answer: http.client.HTTPResponse, name: str) -> str | None:
    """A header's value on one line."""
    return " ".join((answer.getheader(name) or "").split())[:1000] or None


def _seconds(said: str | None) -> float | None:
    """How long ``Retry-After`` asks to wait, told in seconds or as a day and time."""
    if not said:
        return None
    if said.strip().isascii() and said.strip().isdigit():
        return float(said.strip()[:9])
    try:
        return max(0.0, parsedate_to_datetime(said).timestamp() - time.time())
    except (ValueError, OverflowError):
        return None

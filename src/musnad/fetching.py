"""One page or feed from the web, fetched as if its server were hostile.

Only ``http`` and ``https``, only public addresses: a host is resolved once for each hop, all its
addresses are judged, and the connection goes to one that was judged, so a name that changes its
address between look-up and connection gains nothing. Redirects are followed by hand and judged
likewise. Time, size, header and redirects are bounded as a whole, not for each read. Proxies of the
environment are not used: they would resolve the name again, out of sight.
"""

from __future__ import annotations

import http.client
import io
import ipaddress
import re
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Collection, Iterator
from email.utils import parsedate_to_datetime
from typing import Any, Final, NamedTuple
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

import msgspec

from musnad import __version__
from musnad.errors import FetchFailed

PAGES: Final = frozenset(("text/html", "application/xhtml+xml", "text/plain"))
FEEDS: Final = frozenset(
    ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml",
     "application/feed+json", "application/json")
)  # fmt: skip
PORTS: Final = {"http": (80, 8080), "https": (443, 8443)}
LONGEST_URL: Final = 8000
_LONGEST_HEAD: Final = 64 * 1024  # bytes of status line and headers
_PIECE: Final = 64 * 1024
_ADDRESSES: Final = 4  # of a host, tried one after another
_MOVED: Final = (301, 302, 303, 307, 308)
_UNSAFE: Final = re.compile(r"[\x00-\x20\x7f\\]")
_SAFE: Final = "!#$%&'()*+,/:;=?@[]~"  # stays as it is in path and query
# Not the open web either, whatever the age of ``ipaddress``: a cloud's own address, protocol assignments,
# relays and translators, documentation.
_INNER: Final = tuple(
    ipaddress.ip_network(each)
    for each in ("168.63.129.16/32", "192.0.0.0/24", "192.88.99.0/24", "64:ff9b:1::/48", "3fff::/20", "5f00::/16")
)
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What one fetch may cost: seconds in all, bytes of the unpacked body, redirects."""

    seconds: float = 20.0
    size: int = 5_000_000
    redirects: int = 5


class Fetched(msgspec.Struct, frozen=True, kw_only=True):
    """An answer: ``url`` is where it came from after redirects; ``etag`` and ``last_modified`` go into the next fetch.

    ``not_modified`` tells that the server has nothing newer than these; ``body`` is empty then.
    """

    url: str
    status: int
    body: bytes
    content_type: str
    charset: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    not_modified: bool = False


class _Target(NamedTuple):
    """An address taken apart: what is said to whom."""

    url: str
    scheme: str
    host: str
    port: int
    path: str


def fetch(
    url: str,
    *,
    etag: str | None = None,
    last_modified: str | None = None,
    limits: Limits | None = None,
    types: Collection[str] = PAGES,
    allow_private: bool = False,
    on_move: Callable[[str], None] | None = None,
) -> Fetched:
    """Fetch a page.

    Args:
        url: ``http://`` or ``https://``, without user and password.
        etag, last_modified: of an earlier answer; the server then sends a body only if there is a newer one.
        limits: in place of the usual ones.
        types: media types that are taken.
        allow_private: also addresses that are not public, and any port: for a server of your own.
        on_move: is told where a redirect leads before it is followed, and may raise FetchFailed; its time does not
            count.

    Raises:
        FetchFailed: the address must not be fetched, cannot be reached in time, or answers with something else.
    """
    limits = limits or Limits()
    until = time.monotonic() + limits.seconds
    earlier = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    at = url
    for _ in range(limits.redirects + 1):
        try:
            target = _target(at, allow_private)
            if at != url and on_move is not None:
                asked = time.monotonic()
                on_move(target.url)
                until += time.monotonic() - asked
            sock = _connect(target, until, limits, allow_private)
            try:
                with _ask(sock, target, earlier, until, limits) as answer:
                    if answer.status not in _MOVED:
                        return _taken(answer, target, bool(etag or last_modified), types, limits)
                    at = _moved(answer, target)
            except TimeoutError:
                raise _failure(target.url, f"took longer than {limits.seconds:g} seconds", deaf=True) from None
            except (http.client.HTTPException, EOFError) as error:
                why = f"gives no proper HTTP answer: {type(error).__name__} {error}"[:200]
                raise _failure(target.url, why) from None
            except (OSError, zlib.error) as error:
                raise _failure(target.url, f"broke off: {error}") from None
            finally:
                sock.close()
        except FetchFailed as failed:
            if at != url:  # where another leads is not what was asked for
                failed.inner = False
                failed.place, failed.problem = _shown(url), f"redirects to {failed.place}: {failed.problem}"
            raise
    raise _failure(url, f"redirects more than {limits.redirects} times")


def is_public(address: str) -> bool:
    """Whether a numeric address is one of the public internet, as far as its number tells."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:  # with a scope: it is of this link
        return False
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            found = found.ipv4_mapped
        elif found in _NAT64:
            found = ipaddress.IPv4Address(int(found) & 0xFFFF_FFFF)
        elif found.sixtofour is not None or found.teredo is not None or found.is_site_local:
            return False
    odd = found.is_private or found.is_multicast or found.is_reserved or found.is_loopback or found.is_link_local
    return found.is_global and not odd and not any(found in each for each in _INNER)


def _target(url: str, allow_private: bool) -> _Target:
    """The address taken apart, if it is one that may be fetched."""
    url = url.strip()
    if len(url) > LONGEST_URL:
        raise _failure(url, f"is longer than {LONGEST_URL} characters")
    if _UNSAFE.search(url):
        raise _failure(url, "is no web address: it holds blanks, control characters or backslashes")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise _failure(url, "is no web address") from None
    if parts.scheme not in PORTS:
        raise _failure(url, "is no web address", "it must begin with http:// or https://")
    if "@" in parts.netloc:
        raise _failure(url, "holds a user or password", "give the address without them")
    try:
        name = host if ":" in host else host.encode("idna").decode("ascii")
    except UnicodeError:
        name = ""
    if not name:
        raise _failure(url, "names no host")
    port = port if port is not None else PORTS[parts.scheme][0]
    if port not in PORTS[parts.scheme] and not allow_private:
        ports = ", ".join(map(str, PORTS[parts.scheme]))
        raise _failure(url, f"asks for port {port}", f"fetched are {ports}", inner=True)
    path = quote(urlunsplit(("", "", parts.path or "/", parts.query, "")), safe=_SAFE)
    own = f"[{name}]" if ":" in name else name
    shown = own if port == PORTS[parts.scheme][0] else f"{own}:{port}"
    return _Target(f"{parts.scheme}://{shown}{path}", parts.scheme, name, port, path)


def _resolve(host: str, port: int) -> list[tuple[Any, ...]]:
    """What the system's resolver says of a host: family, type, protocol, name, address."""
    return list(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))


def _addresses(target: _Target, until: float, limits: Limits, allow_private: bool) -> list[tuple[Any, ...]]:
    """All addresses of the host, each judged; the resolver gets no more time than the rest."""
    found: list[list[tuple[Any, ...]] | OSError | UnicodeError] = []

    def work() -> None:
        try:
            found.append(_resolve(target.host, target.port))
        except (OSError, UnicodeError) as error:
            found.append(error)

    worker = threading.Thread(target=work, daemon=True)
    worker.start()
    worker.join(max(0.0, until - time.monotonic()))
    if not found:
        hint = "its host was still being looked up"
        raise _failure(target.url, f"took longer than {limits.seconds:g} seconds", hint, deaf=True)
    if isinstance(found[0], OSError | UnicodeError):
        why = f"its host cannot be found: {getattr(found[0], 'strerror', None) or found[0]}"
        raise _failure(target.url, why, deaf=True)
    if not allow_private and any(not is_public(each[4][0]) for each in found[0]):
        hint = "musnad fetches from the open web only"
        raise _failure(target.url, "leads to an address that is not public", hint, inner=True)
    return found[0][:_ADDRESSES]


def _connect(target: _Target, until: float, limits: Limits, allow_private: bool) -> socket.socket:
    """A connection to one of the judged addresses, encrypted and its certificate checked for https."""
    problem: OSError | None = None
    for family, kind, protocol, _, address in _addresses(target, until, limits, allow_private):
        sock = socket.socket(family, kind, protocol)
        try:
            sock.settimeout(_left(until))
            sock.connect(address)
            if target.scheme == "https":
                sock.settimeout(_left(until))
                sock = ssl.create_default_context().wrap_socket(sock, server_hostname=target.host)
            return sock
        except OSError as error:
            sock.close()
            problem = error
    if isinstance(problem, TimeoutError):
        raise _failure(target.url, f"took longer than {limits.seconds:g} seconds", "connecting", deaf=True)
    if isinstance(problem, ssl.SSLError):
        raise _failure(
            target.url, f"has no certificate to trust: {getattr(problem, 'verify_message', '') or problem.reason}"
        )
    raise _failure(target.url, f"cannot be reached: {getattr(problem, 'strerror', None) or problem}", deaf=True)


def _left(until: float) -> float:
    """Seconds left, for one wait of a socket."""
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


class _Wire(io.RawIOBase):
    """What a socket receives, each read given only the time left of the whole, and so many bytes in all."""

    def __init__(self, sock: socket.socket, until: float, most: int) -> None:
        self._sock, self._until, self.most = sock, until, most

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._sock.settimeout(_left(self._until))
        got = self._sock.recv_into(buffer)
        self.most -= got
        if self.most < 0:
            raise http.client.HTTPException("too long")
        return got

    def makefile(self, mode: str) -> io.BufferedReader:
        """As a socket has it, for ``HTTPResponse``."""
        return io.BufferedReader(self)


def _ask(
    sock: socket.socket, target: _Target, earlier: dict[str, str | None], until: float, limits: Limits
) -> http.client.HTTPResponse:
    """Ask for the page; the answer's head has been read, its body not."""
    fields = {
        "Host": target.url.split("/")[2],
        "User-Agent": f"musnad/{__version__}",
        "Accept": "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.5",
        "Accept-Encoding": "gzip, deflate",
        "Connection": "close",
    }
    fields |= {name: " ".join(value.split()) for name, value in earlier.items() if value}
    lines = [f"GET {target.path} HTTP/1.1", *(f"{name}: {value}" for name, value in fields.items()), "", ""]
    sock.settimeout(_left(until))
    sock.sendall("\r\n".join(lines).encode("latin-1", errors="replace"))
    wire = _Wire(sock, until, _LONGEST_HEAD)
    answer = http.client.HTTPResponse(wire, method="GET")  # type: ignore[arg-type]
    answer.begin()
    wire.most = limits.size + limits.size // 8 + _LONGEST_HEAD  # with what marks the chunks
    return answer


def _moved(answer: http.client.HTTPResponse, target: _Target) -> str:
    """Where a redirect leads."""
    said = answer.getheader("Location") or ""
    if not said.strip():
        raise _failure(target.url, f"answers {answer.status} but not where it has moved to")
    said = said.encode("latin-1", errors="replace").decode("utf-8", errors="replace")
    try:
        return urljoin(target.url, said.strip())
    except ValueError:
        raise _failure(target.url, f"redirects to what is no address: {said[:100]!r}") from None


def _taken(
    answer: http.client.HTTPResponse, target: _Target, conditional: bool, types: Collection[str], limits: Limits
) -> Fetched:
    """What the answer holds, if it is of a kind that is taken."""
    if answer.status not in (200, 304) or (answer.status == 304 and not conditional):
        reason = http.client.responses.get(answer.status, "")
        wait = _seconds(answer.getheader("Retry-After"))
        raise FetchFailed(
            _shown(target.url), f"answers {answer.status} {reason}".strip(), status=answer.status, retry_after=wait
        )
    kept: dict[str, Any] = {"etag": _field(answer, "ETag"), "last_modified": _field(answer, "Last-Modified")}
    kind = answer.headers.get_content_type() if answer.getheader("Content-Type") else ""
    if answer.status == 304:
        return Fetched(url=target.url, status=304, body=b"", content_type=kind, not_modified=True, **kept)
    if kind not in types:
        raise _failure(target.url, f"is {kind or 'of no type'}", f"taken are {', '.join(sorted(types))}")
    told = answer.getheader("Content-Length") or ""
    if told.isascii() and told.isdigit() and int(told[:20]) > limits.size:
        raise _failure(target.url, f"is longer than {limits.size} bytes")
    packed = (answer.getheader("Content-Encoding") or "identity").strip().lower()
    body = bytearray()
    for piece in _unpacked(_pieces(answer), packed, target):
        body += piece
        if len(body) > limits.size:
            raise _failure(target.url, f"is longer than {limits.size} bytes")
    charset = answer.headers.get_content_charset()
    return Fetched(url=target.url, status=200, body=bytes(body), content_type=kind, charset=charset, **kept)


def _pieces(answer: http.client.HTTPResponse) -> Iterator[bytes]:
    while piece := answer.read(_PIECE):
        yield piece
    if answer.length:  # a length was promised
        raise EOFError("the body ends too early")


def _unpacked(pieces: Iterator[bytes], packed: str, target: _Target) -> Iterator[bytes]:
    """The body's bytes, never more at a time than a piece whatever they unpack to."""
    if packed == "identity":
        yield from pieces
        return
    if packed not in ("gzip", "x-gzip", "deflate"):
        raise _failure(target.url, f"is packed as {packed[:40]!r}, which was not asked for")
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


def _shown(url: str) -> str:
    """The address for a message: not too long, without user and password."""
    return _plain(re.sub(r"//[^/?#]*@", "//", url[:200]))


def _plain(said: str) -> str:
    """Words of a stranger for a message: nothing in them moves a terminal's cursor or turns its line about."""
    return "".join(sign if sign.isprintable() else "?" for sign in said)


def _failure(url: str, problem: str, hint: str = "", inner: bool = False, deaf: bool = False) -> FetchFailed:
    return FetchFailed(_shown(url), _plain(problem), hint, inner=inner, deaf=deaf)

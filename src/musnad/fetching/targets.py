"""Whom a fetch may ask: an address is taken apart, its host looked up, and all that it leads to is judged."""

from __future__ import annotations

import ipaddress
import re
import socket
import threading
import time
from collections.abc import Collection, Iterable
from contextlib import suppress
from typing import Any, Final, NamedTuple
from urllib.parse import quote, urlsplit, urlunsplit

from musnad.errors import FetchFailed
from musnad.fetching.terms import Limits, failure

PORTS: Final = {"http": (80, 8080), "https": (443, 8443)}
LONGEST_URL: Final = 8000
_ADDRESSES: Final = 4  # of a host, tried one after another
_UNSAFE: Final = re.compile(r"[\x00-\x20\x7f\\]")
_SAFE: Final = "!#$%&'()*+,/:;=?@[]~"  # stays as it is in path and query
# Not the open web either, whatever the age of ``ipaddress``: a cloud's own address, protocol assignments,
# relays and translators, documentation.
_INNER: Final = tuple(
    ipaddress.ip_network(each)
    for each in ("168.63.129.16/32", "192.0.0.0/24", "192.88.99.0/24", "64:ff9b:1::/48", "3fff::/20", "5f00::/16")
)
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")


class Target(NamedTuple):
    """An address taken apart: what is said to whom; ``own`` tells a server that need not be public."""

    url: str
    scheme: str
    host: str
    port: int
    path: str
    own: bool = False


def own_hosts(urls: Iterable[str]) -> frozenset[tuple[str, int]]:
    """The hosts and ports of a user's own servers, of their addresses."""
    found = set()
    for url in urls:
        with suppress(FetchFailed):  # told where it is fetched
            parts = _parts(url.strip())
            found.add((parts.host, parts.port))
    return frozenset(found)


def read_target(url: str, own: Collection[tuple[str, int]]) -> Target:
    """The address taken apart, if it is one that may be fetched.

    Args:
        own: hosts that need not be public, and ports of theirs beside the usual ones (:func:`own_hosts`).
    """
    found = _parts(url.strip())
    usual = PORTS[found.scheme]
    if found.port not in usual and (found.host, found.port) not in own:
        raise failure(url, f"asks for port {found.port}", f"fetched are {', '.join(map(str, usual))}", inner=True)
    return found._replace(own=any(found.host == host for host, _ in own))


def _parts(url: str) -> Target:
    """An address taken apart, if it is one of the web."""
    if len(url) > LONGEST_URL:
        raise failure(url, f"is longer than {LONGEST_URL} characters")
    if _UNSAFE.search(url):
        raise failure(url, "is no web address: it holds blanks, control characters or backslashes")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise failure(url, "is no web address") from None
    if parts.scheme not in PORTS:
        raise failure(url, "is no web address", "it must begin with http:// or https://")
    if "@" in parts.netloc:
        raise failure(url, "holds a user or password", "give the address without them")
    try:
        name = host if ":" in host else host.encode("idna").decode("ascii")
    except UnicodeError:
        name = ""
    if not name:
        raise failure(url, "names no host")
    port = port if port is not None else PORTS[parts.scheme][0]
    path = quote(urlunsplit(("", "", parts.path or "/", parts.query, "")), safe=_SAFE)
    host = f"[{name}]" if ":" in name else name
    shown = host if port == PORTS[parts.scheme][0] else f"{host}:{port}"
    return Target(f"{parts.scheme}://{shown}{path}", parts.scheme, name, port, path)


def addresses_of(target: Target, until: float, limits: Limits) -> list[tuple[Any, ...]]:
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
        raise failure(target.url, f"took longer than {limits.seconds:g} seconds", hint, deaf=True)
    if isinstance(found[0], OSError | UnicodeError):
        why = f"its host cannot be found: {getattr(found[0], 'strerror', None) or found[0]}"
        raise failure(target.url, why, deaf=True)
    if not target.own and any(not is_public(each[4][0]) for each in found[0]):
        hint = "musnad fetches from the open web only"
        raise failure(target.url, "leads to an address that is not public", hint, inner=True)
    return found[0][:_ADDRESSES]


def _resolve(host: str, port: int) -> list[tuple[Any, ...]]:
    """What the system's resolver says of a host: family, type, protocol, name, address."""
    return list(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))


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

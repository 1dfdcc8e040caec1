"""The way to a server and back: a connection to a judged address, and what it sends, in the time that is left."""

from __future__ import annotations

import http.client
import io
import socket
import ssl
import time
from typing import Any, Final

from musnad import __version__
from musnad.fetching.targets import Target, addresses_of
from musnad.fetching.terms import Limits, failure

_LONGEST_HEAD: Final = 64 * 1024  # bytes of status line and headers


def connect(target: Target, until: float, limits: Limits) -> socket.socket:
    """A connection to one of the judged addresses, encrypted and its certificate checked for https."""
    problem: OSError | None = None
    for family, kind, protocol, _, address in addresses_of(target, until, limits):
        sock = socket.socket(family, kind, protocol)
        try:
            sock.settimeout(left_of(until))
            sock.connect(address)
            if target.scheme == "https":
                sock.settimeout(left_of(until))
                sock = ssl.create_default_context().wrap_socket(sock, server_hostname=target.host)
            return sock
        except OSError as error:
            sock.close()
            problem = error
    if isinstance(problem, TimeoutError):
        raise failure(target.url, f"took longer than {limits.seconds:g} seconds", "connecting", deaf=True)
    if isinstance(problem, ssl.SSLError):
        raise failure(
            target.url, f"has no certificate to trust: {getattr(problem, 'verify_message', '') or problem.reason}"
        )
    raise failure(target.url, f"cannot be reached: {getattr(problem, 'strerror', None) or problem}", deaf=True)


def left_of(until: float) -> float:
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
        self._sock.settimeout(left_of(self._until))
        got = self._sock.recv_into(buffer)
        self.most -= got
        if self.most < 0:
            raise http.client.HTTPException("too long")
        return got

    def makefile(self, mode: str) -> io.BufferedReader:
        """As a socket has it, for ``HTTPResponse``."""
        return io.BufferedReader(self)


def ask(
    sock: socket.socket, target: Target, earlier: dict[str, str | None], until: float, limits: Limits
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
    sock.settimeout(left_of(until))
    sock.sendall("\r\n".join(lines).encode("latin-1", errors="replace"))
    wire = _Wire(sock, until, _LONGEST_HEAD)
    answer = http.client.HTTPResponse(wire, method="GET")  # type: ignore[arg-type]
    answer.begin()
    wire.most = limits.size + limits.size // 8 + _LONGEST_HEAD  # with what marks the chunks
    return answer

"""Fetching from servers that misbehave, each on loopback and scripted byte by byte."""

from __future__ import annotations

import contextlib
import gzip
import shutil
import socket
import ssl
import subprocess
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from musnad.errors import FetchFailed
from musnad.fetching import FEEDS, Limits, fetch, is_public, targets, wire

Script = Callable[[socket.socket, bytes], None]
QUICK = Limits(seconds=1.0, size=100_000, redirects=3)


def answer(body: bytes, *fields: str, status: str = "200 OK", kind: str = "text/html; charset=utf-8") -> bytes:
    head = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(body)}", *fields, "", ""]
    return "\r\n".join(head).encode() + body


class Server:
    """Says what its script tells, to each who connects; keeps what it was asked."""

    def __init__(self, script: Script | bytes, context: ssl.SSLContext | None = None) -> None:
        self.script, self.context, self.asked = script, context, list[bytes]()
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        self.url = f"http{'s' if context else ''}://127.0.0.1:{self.port}"
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self) -> None:
        while True:
            try:
                sock, _ = self.listening.accept()
            except OSError:
                return
            threading.Thread(target=self.talk, args=(sock,), daemon=True).start()

    def talk(self, sock: socket.socket) -> None:
        with contextlib.suppress(OSError), contextlib.ExitStack() as open_:  # whoever had enough hangs up
            open_.enter_context(sock)
            if self.context is not None:
                sock = open_.enter_context(self.context.wrap_socket(sock, server_side=True))
            asked = b""
            while b"\r\n\r\n" not in asked:
                if not (more := sock.recv(65536)):
                    break
                asked += more
            self.asked.append(asked)
            if callable(self.script):
                self.script(sock, asked)
            else:
                sock.sendall(self.script)
            sock.shutdown(socket.SHUT_WR)
            sock.recv(1)


@pytest.fixture
def serve() -> Iterator[Callable[..., Server]]:
    servers: list[Server] = []

    def start(script: Script | bytes, context: ssl.SSLContext | None = None) -> Server:
        servers.append(Server(script, context))
        return servers[-1]

    yield start
    for each in servers:
        each.listening.close()


def reason(url: str, limits: Limits = QUICK, **options: object) -> str:
    """What is wrong with the address, in the one line that is told."""
    with pytest.raises(FetchFailed) as failed:
        fetch(url, limits=limits, allow_private=True, **options)  # type: ignore[arg-type]
    told = str(failed.value)
    assert "\n" not in told
    assert told.isprintable()
    return told


def test_a_page_comes_with_what_the_next_fetch_needs(serve: Callable[..., Server]) -> None:
    page = "<p>قال الوزير إن الجسر آمن.</p>".encode()
    server = serve(answer(page, 'ETag: "v1"', "Last-Modified: Mon, 23 Nov 2026 08:00:00 GMT"))
    found = fetch(f"{server.url}/a/ب?q=جسر#part", allow_private=True)
    assert (found.status, found.body, found.content_type, found.charset) == (200, page, "text/html", "utf-8")
    assert (found.etag, found.last_modified) == ('"v1"', "Mon, 23 Nov 2026 08:00:00 GMT")
    assert found.url == f"{server.url}/a/%D8%A8?q=%D8%AC%D8%B3%D8%B1"
    assert server.asked[0].startswith(b"GET /a/%D8%A8?q=%D8%AC%D8%B3%D8%B1 HTTP/1.1\r\n")
    assert f"Host: 127.0.0.1:{server.port}\r\n".encode() in server.asked[0]


def test_nothing_new_is_told(serve: Callable[..., Server]) -> None:
    server = serve(b'HTTP/1.1 304 Not Modified\r\nETag: "v1"\r\n\r\n')
    found = fetch(server.url, etag='"v1"', last_modified="Mon\r\n 23", allow_private=True)
    assert found.not_modified
    assert (found.body, found.etag) == (b"", '"v1"')
    assert b'If-None-Match: "v1"\r\nIf-Modified-Since: Mon 23\r\n' in server.asked[0]
    assert "304" in reason(server.url)  # nobody asked for that


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(b"x" * 5000, mtime=0)),
        ("deflate", zlib.compress(b"x" * 5000)),
        ("deflate", zlib.compress(b"x" * 5000, wbits=-15)),
        ("identity", b"x" * 5000),
    ],
    ids=["gzip", "zlib", "deflate", "identity"],
)
def test_packed_bodies_are_unpacked(serve: Callable[..., Server], coding: str, packed: bytes) -> None:
    server = serve(answer(packed, f"Content-Encoding: {coding}"))
    assert fetch(server.url, allow_private=True).body == b"x" * 5000


def test_chunks_are_joined(serve: Callable[..., Server]) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert fetch(serve(head + b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n").url, allow_private=True).body == b"abcde"
    assert "proper" in reason(serve(head + b"3\r\nabc\r\nzz\r\nde\r\n0\r\n\r\n").url)


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0", "10.1.2.3", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.9.9.9", "169.254.169.254",
        "168.63.129.16", "172.16.0.1", "192.0.0.192", "192.168.1.1", "198.18.0.1", "224.0.0.1", "239.1.1.1",
        "240.0.0.1", "255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "fc00::1", "fd00:ec2::254",
        "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::",
        "2001:0:7f00:1::", "2001:db8::1", "localhost", "",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "93.184.216.34", "2606:2800:220:1::1", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "localhost.", "127.1", "2130706433", "0x7f.1", "0177.0.0.1", "[::1]", "0.0.0.0",
             "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "169.254.169.254", "①②⑦.0.0.1"]
)  # fmt: skip
def test_no_address_inside_is_asked(host: str) -> None:
    with pytest.raises(FetchFailed, match=r"not public|cannot be found"):
        fetch(f"http://{host}/latest/meta-data/", limits=QUICK)


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("file:///etc/passwd", "must begin with http"),
        ("ftp://example.org/a", "must begin with http"),
        ("gopher://example.org:70/_", "must begin with http"),
        ("javascript:alert(1)", "must begin with http"),
        ("data:text/html,x", "must begin with http"),
        ("//example.org/", "must begin with http"),
        ("example.org", "must begin with http"),
        ("", "no web address"),
        ("http://", "names no host"),
        ("http:///path", "names no host"),
        ("http://a..b/", "names no host"),
        (f"http://{'x' * 70}.org/", "names no host"),
        ("http://user:secret@example.org/", "user or password"),
        ("http://user@example.org/", "user or password"),
        ("http://example.org\\@127.0.0.1/", "backslashes"),
        ("http://example.org/a\r\nX-Injected: 1", "control characters"),
        ("http://example.org/a b", "blanks"),
        ("http://example.org/\0", "control characters"),
        ("http://example.org:99999/", "no web address"),
        ("http://[::1/", "no web address"),
        ("http://example.org:22/", "port 22"),
        ("https://example.org:80/", "port 80"),
        ("http://example.org/" + "x" * 9000, "longer than"),
    ],
)
def test_what_is_no_web_address(url: str, told: str) -> None:
    with pytest.raises(FetchFailed, match=told) as failed:
        fetch(url, limits=QUICK)
    assert "secret" not in str(failed.value)
    assert len(str(failed.value)) < 400


def test_a_redirect_is_followed(serve: Callable[..., Server]) -> None:
    there = serve(answer(b"there"))
    for status in ("301 Moved", "302 Found", "303 See", "307 Temporary", "308 Permanent"):
        here = serve(answer(b"", f"Location: {there.url}/new", status=status))
        found = fetch(here.url, allow_private=[here.url, there.url])
        assert (found.url, found.body) == (f"{there.url}/new", b"there")


def test_a_relative_redirect_keeps_its_host(serve: Callable[..., Server]) -> None:
    def script(sock: socket.socket, asked: bytes) -> None:
        sock.sendall(answer(b"there") if b"GET /b/c " in asked else answer(b"", "Location: ../b/c", status="302 Found"))

    assert fetch(f"{serve(script).url}/a/x", allow_private=True).body == b"there"


def test_redirects_come_to_an_end(serve: Callable[..., Server]) -> None:
    server = serve(answer(b"", "Location: /again", status="302 Found"))
    assert "redirects more than 3 times" in reason(server.url)
    assert len(server.asked) == 4
    assert "not where" in reason(serve(answer(b"", status="302 Found")).url)
    for bad in ("file:///etc/passwd", "javascript:alert(1)", "http://u:p@example.org/", "http://[::1"):
        assert "address" in reason(serve(answer(b"", f"Location: {bad}", status="302 Found")).url) or "user" in bad


def pretend(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """Make the resolver say these addresses, one list a look-up; all connections go to a list and fail."""
    said, reached = list(answers), list[str]()

    class Refusing(socket.socket):
        def connect(self, address: tuple[str, int]) -> None:  # type: ignore[override]
            reached.append(address[0])
            raise ConnectionRefusedError(111, "Connection refused")

    def resolve(host: str, port: int) -> list[tuple[object, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 0, "", (each, port)) for each in said.pop(0)]

    monkeypatch.setattr(targets, "_resolve", resolve)
    monkeypatch.setattr(wire.socket, "socket", Refusing)
    return reached


def test_the_connection_goes_to_the_address_that_was_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    # A name that answers differently when asked again: it is not asked again.
    reached = pretend(monkeypatch, ["93.184.216.34", "93.184.216.35"], ["127.0.0.1"])
    with pytest.raises(FetchFailed, match="cannot be reached"):
        fetch("http://rebinding.example/", limits=QUICK)
    assert reached == ["93.184.216.34", "93.184.216.35"]
    with pytest.raises(FetchFailed, match="not public"):
        fetch("http://rebinding.example/", limits=QUICK)
    assert len(reached) == 2


def test_one_address_inside_among_public_ones_is_enough_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    reached = pretend(monkeypatch, ["93.184.216.34", "10.0.0.1"])
    with pytest.raises(FetchFailed, match="not public"):
        fetch("http://mixed.example/", limits=QUICK)
    assert not reached


def test_each_redirect_is_judged(serve: Callable[..., Server], monkeypatch: pytest.MonkeyPatch) -> None:
    inside = serve(answer(b"secret"))
    outside = serve(answer(b"", f"Location: http://inside.example:{inside.port}/", status="302 Found"))
    # The first host passes for a public one; the second is what it is.
    judged = {"127.0.0.1": True, "127.0.0.2": False}
    names = {"outside.example": "127.0.0.1", "inside.example": "127.0.0.2"}
    monkeypatch.setattr(targets, "is_public", judged.__getitem__)
    monkeypatch.setattr(targets, "PORTS", {"http": (outside.port, inside.port)})
    real = targets._resolve
    monkeypatch.setattr(targets, "_resolve", lambda host, port: real(names[host], port))
    with pytest.raises(FetchFailed, match="not public") as failed:
        fetch(f"http://outside.example:{outside.port}/", limits=QUICK)
    assert not failed.value.inner, "nobody asked for that address himself"
    assert outside.asked
    assert not inside.asked


def test_a_server_of_ones_own_leads_to_no_other_one(serve: Callable[..., Server]) -> None:
    other = serve(answer(b"secret"))
    moving = serve(answer(b"", f"Location: http://127.0.0.1:{other.port}/", status="302 Found"))
    assert "asks for port" in reason(moving.url), "the same host, but nobody named this port"
    with pytest.raises(FetchFailed, match="not public"):
        fetch("http://127.0.0.2/", limits=QUICK, allow_private=[moving.url])
    assert not other.asked
    assert fetch(moving.url, allow_private=[moving.url, other.url]).body == b"secret"
    with pytest.raises(FetchFailed, match="asks for port"):
        fetch(moving.url, limits=QUICK, allow_private=[other.url])


def test_the_environment_names_no_proxy(serve: Callable[..., Server], monkeypatch: pytest.MonkeyPatch) -> None:
    proxy, server = serve(answer(b"from the proxy")), serve(answer(b"from the server"))
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, proxy.url)
    assert fetch(server.url, allow_private=True).body == b"from the server"


def drip(first: bytes, again: bytes) -> Script:
    def script(sock: socket.socket, _: bytes) -> None:
        sock.sendall(first)
        until = time.monotonic() + 5
        while time.monotonic() < until:
            sock.sendall(again)
            time.sleep(0.05)

    return script


@pytest.mark.parametrize(
    "script",
    [
        drip(b"", b"H"),
        drip(b"HTTP/1.1 200 OK\r\n", b"X"),
        drip(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"x"),
        drip(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
        lambda sock, _: time.sleep(3),
    ],
    ids=["status", "header", "body", "chunks", "silence"],
)
def test_time_is_bounded_as_a_whole(serve: Callable[..., Server], script: Script) -> None:
    assert "took longer than" in reason(serve(script).url, Limits(seconds=0.5))


def test_time_holds_over_all_redirects(serve: Callable[..., Server]) -> None:
    def script(sock: socket.socket, _: bytes) -> None:
        time.sleep(0.3)
        sock.sendall(answer(b"", "Location: /again", status="302 Found"))

    assert "took longer than" in reason(serve(script).url, Limits(seconds=0.7, redirects=50))


def test_a_resolver_that_hangs_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(targets, "_resolve", lambda host, port: time.sleep(2) or [])
    assert "looked up" in reason("http://slow.example/", Limits(seconds=0.2))


def endless(first: bytes, again: bytes) -> Script:
    def script(sock: socket.socket, _: bytes) -> None:
        sock.sendall(first)
        for _ in range(4000):
            sock.sendall(again)

    return script


@pytest.mark.parametrize(
    ("script", "told"),
    [
        (endless(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"x" * 1000), "longer than 100000 bytes"),
        (
            endless(
                b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n",
                b"3e8\r\n" + b"x" * 1000 + b"\r\n",
            ),
            "longer than 100000 bytes",
        ),
        (
            endless(
                b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n",
                b"1;" + b"x" * 1000 + b"\r\nx\r\n",
            ),
            "too long",
        ),
        (endless(b"HTTP/1.1 200 OK\r\n", b"X-Field: " + b"x" * 2000 + b"\r\n"), "proper HTTP answer"),
        (endless(b"HTTP/1.1 200 OK\r\n", b"x" * 2000), "proper HTTP answer"),
        (endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n"), "proper HTTP answer"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 999999999999\r\n\r\nx", "longer than"),
        (answer(gzip.compress(b"\0" * 200_000_000, 1, mtime=0), "Content-Encoding: gzip"), "longer than 100000 bytes"),
        (answer(zlib.compress(b"\0" * 50_000_000, 1), "Content-Encoding: deflate"), "longer than"),
    ],
    ids=["body", "chunks", "chunk extensions", "fields", "field", "continue", "promised", "gzip bomb", "deflate bomb"],
)
def test_size_is_bounded(serve: Callable[..., Server], script: Script | bytes, told: str) -> None:
    assert told in reason(serve(script).url, Limits(seconds=5, size=100_000))


def test_a_bomb_costs_no_memory(serve: Callable[..., Server]) -> None:
    import tracemalloc

    server = serve(answer(gzip.compress(b"\0" * 200_000_000, mtime=0), "Content-Encoding: gzip"))
    tracemalloc.start()
    try:
        reason(server.url, Limits(seconds=5, size=1_000_000))
        assert tracemalloc.get_traced_memory()[1] < 8_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (b"", "proper HTTP answer"),
        (b"SSH-2.0-OpenSSH_9.2\r\n", "proper HTTP answer"),
        (b"\x16\x03\x01\x02\x00\x01\xff", "proper HTTP answer"),
        (b"HTTP/1.1 abc\r\n\r\n", "proper HTTP answer"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 50\r\n\r\nshort", "too early"),
        (answer(gzip.compress(b"x" * 5000, mtime=0)[:-20], "Content-Encoding: gzip"), "too early"),
        (answer(b"no gzip at all", "Content-Encoding: gzip"), "broke off"),
        (answer(b"x", "Content-Encoding: br"), "packed as 'br'"),
        (answer(b"x", "Content-Encoding: gzip, gzip"), "packed as"),
        (answer(b"x", "Content-Encoding: \xe2\x80\xae"), "packed as"),
        (answer(b"x", kind="application/pdf"), "is application/pdf"),
        (answer(b"x", kind="image/svg+xml"), "is image/svg+xml"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx", "of no type"),
        (answer(b"x", status="404 Not Found"), "answers 404 Not Found"),
        (answer(b"x", status="204 No Content"), "answers 204"),
        (answer(b"x", status="206 Partial Content"), "answers 206"),
    ],
)
def test_what_is_no_page_is_told(serve: Callable[..., Server], said: bytes, told: str) -> None:
    assert told in reason(serve(said).url)


def test_a_server_that_asks_to_wait(serve: Callable[..., Server]) -> None:
    for said, least, most in (("120", 120, 120), ("Fri, 01 Jan 2100 00:00:00 GMT", 1e9, 1e10), ("soon", None, None)):
        server = serve(answer(b"x", f"Retry-After: {said}", status="429 Too Many Requests"))
        with pytest.raises(FetchFailed) as failed:
            fetch(server.url, limits=QUICK, allow_private=True)
        wait = failed.value.retry_after
        assert failed.value.status == 429
        assert wait is None if least is None else wait is not None and least <= wait <= most


def test_types_are_the_callers(serve: Callable[..., Server]) -> None:
    server = serve(answer(b"<rss/>", kind="application/rss+xml"))
    assert "taken are" in reason(server.url)
    assert fetch(server.url, types=FEEDS, allow_private=True).body == b"<rss/>"


def test_nobody_listens(serve: Callable[..., Server]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    assert "cannot be reached" in reason(f"http://127.0.0.1:{port}/")


def test_a_certificate_nobody_vouches_for(serve: Callable[..., Server], tmp_path: Path) -> None:
    if not (openssl := shutil.which("openssl")):
        pytest.skip("no openssl here to make a certificate with")
    key, cert = tmp_path / "key.pem", tmp_path / "cert.pem"
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", cert, "-days", "2",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    server = serve(answer(b"x"), context)
    assert "no certificate to trust" in reason(server.url)
    trusting = ssl.create_default_context(cafile=str(cert))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(wire.ssl, "create_default_context", lambda: trusting)
        assert fetch(server.url, allow_private=True).body == b"x"
        assert "no certificate" in reason(f"https://127.0.0.2:{server.port}/") or "reached" in reason(
            f"https://127.0.0.2:{server.port}/"
        )

"""Articles of web archives."""

from __future__ import annotations

import gzip
import resource
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from musnad.errors import MusnadError

pytest.importorskip("fastwarc", exc_type=ImportError)
Page = Callable[..., str]
HTML = "text/html; charset=utf-8"


def record(
    body: bytes,
    url: str,
    kind: str = HTML,
    status: str = "200 OK",
    coding: str = "",
    type: str = "response",
    chunks: bool = False,
) -> bytes:
    coded = f"Content-Encoding: {coding}\r\n" if coding else ""
    coded += "Transfer-Encoding: chunked\r\n" if chunks else ""
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{coded}Content-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: {type}\r\nWARC-Record-ID: <urn:uuid:{zlib.crc32(url.encode()):032x}>\r\n"
        f"WARC-Date: 2016-08-31T00:00:00Z\r\nWARC-Target-URI: {url}\r\n"
        f"Content-Type: application/http; msgtype={type}\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def chunked(body: bytes) -> bytes:
    parts = [body[i : i + 500] for i in range(0, len(body), 500)]
    return b"".join(b"%x\r\n%s\r\n" % (len(one), one) for one in parts) + b"0\r\n\r\n"


def archive(page: Page) -> list[bytes]:
    told = page('<meta name="date" content="2016-08-30">')
    farsi = "<p>" + "وزیر گفت که پل ایمن است و بازار برای بازدیدکنندگان باز است. " * 20
    return [
        record(told.encode(), "https://marfa.example/n/1"),
        record(b"\xff\xd8\xff\xe0" * 50, "https://marfa.example/i.jpg", "image/jpeg"),
        record(b"GET", "https://marfa.example/n/1", type="request"),
        record(told.encode("windows-1256"), "https://marfa.example/n/2?utm_source=x"),
        record(told.encode(), "https://marfa.example/gone", status="404 Not Found"),
        record(b"<html><body><p>" + b"The bridge is open. " * 200, "https://marfa.example/en"),
        record(farsi.encode(), "https://marfa.example/fa"),
        record(gzip.compress(told.encode(), mtime=0), "https://marfa.example/n/3", coding="gzip"),
        record(told.encode(), "https://marfa.example/n/4", coding="gzip"),  # unpacked by the crawler
        record(chunked(zlib.compress(told.encode())), "https://marfa.example/n/5", coding="deflate", chunks=True),
        record(b"<html></html>", "https://marfa.example/empty"),
    ]


@pytest.mark.parametrize("packed", [False, True])
def test_pages_of_an_archive(tmp_path: Path, read: Any, page: Page, packed: bool) -> None:
    name = "a.warc.gz" if packed else "a.warc"
    (tmp_path / name).write_bytes(b"".join(gzip.compress(one, mtime=0) if packed else one for one in archive(page)))
    articles, problems = read(name)
    assert [one.url for one in articles] == [
        "https://marfa.example/n/1", "https://marfa.example/n/2?utm_source=x", "https://marfa.example/n/3",
        "https://marfa.example/n/4", "https://marfa.example/n/5",
    ]  # fmt: skip
    assert {one.date for one in articles} == {"2016-08-30"}
    assert all(one.text.startswith("قال وزير النقل") for one in articles)
    assert problems == []


def test_a_broken_record_does_not_stop_the_others(tmp_path: Path, read: Any, page: Page) -> None:
    whole = page().encode()
    bomb = gzip.compress(b"\xd9\x82" * 20_000_000, mtime=0)
    parts = [
        record(b"\x1f\x8b\x08nonsense", "https://marfa.example/n/1", coding="gzip"),
        record(bomb, "https://marfa.example/n/2", coding="gzip"),
        record(whole, "https://marfa.example/n/3"),
    ]
    (tmp_path / "a.warc.gz").write_bytes(b"".join(map(gzip.compress, parts)))
    articles, problems = read("a.warc.gz")
    assert [one.url for one in articles] == ["https://marfa.example/n/3"]
    assert any("n/2: is longer than" in one for one in problems)
    assert all(one.startswith("a.warc.gz:https://marfa.example/n/") for one in problems)


@pytest.mark.parametrize("at", [30, 0.5, 0.9])
@pytest.mark.parametrize("spoilt", [(1,), (1, 2), (0,), (3,)])
def test_behind_a_break_the_next_records_are_read(
    tmp_path: Path, read: Any, page: Page, spoilt: tuple[int, ...], at: float
) -> None:
    parts = [gzip.compress(record(page().encode(), f"https://marfa.example/n/{n}"), mtime=0) for n in range(4)]
    for n in spoilt:
        broken = int(at if at > 1 else at * len(parts[n]))
        parts[n] = (
            parts[n][:broken] + bytes(255 - byte for byte in parts[n][broken : broken + 9]) + parts[n][broken + 9 :]
        )
    (tmp_path / "a.warc.gz").write_bytes(b"".join(parts))
    articles, problems = read("a.warc.gz")
    assert [one.url for one in articles] == [f"https://marfa.example/n/{n}" for n in range(4) if n not in spoilt]
    assert 1 <= len(problems) <= 2 * len(spoilt)


@pytest.mark.parametrize(("packed", "cut"), [(True, 0.2), (True, 0.33), (True, 0.6), (True, 0.9), (False, 0.9)])
def test_an_archive_that_is_cut_off(tmp_path: Path, read: Any, page: Page, packed: bool, cut: float) -> None:
    one, two = (record(page().encode(), f"https://marfa.example/n/{n}") for n in (1, 2))
    one, two = (gzip.compress(each, mtime=0) if packed else each for each in (one, two))
    name = "a.warc.gz" if packed else "a.warc"
    (tmp_path / name).write_bytes(one + two[: int(cut * len(two))])
    articles, problems = read(name)
    assert [one.url for one in articles] == ["https://marfa.example/n/1"]  # half a page is none
    assert len(problems) == 1
    assert "ends there" in problems[0]
    assert "Error" not in problems[0]


@pytest.mark.parametrize("data", [b"", b"nonsense " * 100, b"\x1f\x8bnonsense"])
def test_what_is_no_archive(tmp_path: Path, read: Any, data: bytes) -> None:
    (tmp_path / "a.warc.gz").write_bytes(data)
    articles, problems = read("a.warc.gz")
    assert not articles
    assert len(problems) == 1


def test_memory_stays_constant(tmp_path: Path) -> None:
    from musnad.intake.run import Run
    from musnad.intake.warc import from_warc

    body = b"<p>" + "قال سامر الوادي إن الجسر آمن. ".encode() * 20_000
    path = tmp_path / "a.warc.gz"
    path.write_bytes(gzip.compress(record(body, "https://m.example/1", "a/b"), mtime=0) * 1500)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with path.open("rb") as stream:
        assert list(from_warc(Run(on_problem=lambda _: None), "a", "a", stream)) == []
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 60_000  # kB; the records unpack to 1.6 GB


def test_a_page_packed_otherwise_is_told(tmp_path: Path, read: Any, page: Page) -> None:
    (tmp_path / "a.warc").write_bytes(record(b"\x1b\x10\x80" * 90, "https://marfa.example/n/1", coding="br"))
    assert read("a.warc")[1] == ["a.warc:https://marfa.example/n/1: is packed as br (read are gzip and deflate)"]


def test_without_its_package(tmp_path: Path, read: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fastwarc.warc", None)
    (tmp_path / "a.warc").write_bytes(b"WARC/1.0\r\n")
    with pytest.raises(MusnadError, match=r"pip install 'musnad\[warc\]'"):
        read("a.warc")


def test_pages_of_links_are_passed_over(tmp_path: Path, read: Any, page: Page) -> None:
    links = "".join(f"<li><a href='/n/{k}'>قال وزير النقل إن الجسر رقم {k} آمن طوال العام</a></li>" for k in range(80))
    front = f"<html><head><title>مرفأ</title></head><body><main><ul>{links}</ul></main></body></html>"
    unclosed = page(shown="<a name='top'>")  # an anchor that is never closed hides nothing
    parts = [record(front.encode(), "https://m.example/"), record(unclosed.encode(), "https://m.example/n/1")]
    (tmp_path / "a.warc").write_bytes(b"".join(parts))
    articles, problems = read("a.warc")
    assert ([one.url for one in articles], problems) == (["https://m.example/n/1"], [])

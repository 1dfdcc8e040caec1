"""Pages taken apart by others: the same articles, problems and fact checks in the same order."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from musnad import intake
from musnad.errors import BadArticle, MusnadError
from musnad.faces.parallel import Processes
from musnad.intake import apart
from musnad.model import Article, Review

pytest.importorskip("trafilatura")
Page = Callable[..., str]
CHECK = (
    '<script type="application/ld+json">{"@type": "ClaimReview", "claimReviewed": "الجسر انهار", "url": '
    '"https://tahaqquq.example/1", "author": {"name": "مرصد مرفأ"}, "reviewRating": {"alternateName": "خطأ"}}</script>'
)


@pytest.fixture
def folder(tmp_path: Path, page: Page) -> Path:
    """Pages, pages that hold none, a fact check, text and a broken page among them; and an archive of pages."""
    for n in range(9):
        (tmp_path / f"{n:02}-a.html").write_text(page(f'<meta name="date" content="2016-08-3{n % 2}">'), "utf-8")
    (tmp_path / "01-b.html").write_text("<html><body><nav>لا شيء</nav></body></html>", "utf-8")
    (tmp_path / "02-b.txt").write_text("قال الوزير سالم الهادي إن الجسر آمن.", "utf-8")
    (tmp_path / "03-b.html").write_bytes(b"\x81\x8d\x00" * 40)
    (tmp_path / "04-b.html").write_text(f"<html><head>{CHECK}</head><body></body></html>", "utf-8")
    (tmp_path / "05-b.json").write_text("{", "utf-8")
    return tmp_path


def met(folder: Path, **options: Any) -> list[Article | str | Review]:
    """All that reading meets, in its order."""
    found: list[Any] = []
    for article in intake.read_articles([str(folder)], on_problem=lambda one: found.append(str(one)), **options):
        found.append(article)
    return found


@pytest.fixture
def slow_first() -> Iterator[Callable[..., Future[Any]]]:
    """Has functions run side by side, the first of all ending last."""
    begun = iter(range(1000))

    def run(function: Callable[..., Any], *given: Any) -> Any:
        time.sleep(0.2 if next(begun) == 0 else 0)
        return function(*given)

    with ThreadPoolExecutor(4) as pool:
        yield lambda function, *given: pool.submit(run, function, *given)


@pytest.mark.parametrize("ahead", [1, 3, 32])
@pytest.mark.parametrize("reviewed", [False, True])
def test_all_comes_in_its_order(
    folder: Path, slow_first: Callable[..., Future[Any]], monkeypatch: pytest.MonkeyPatch, ahead: int, reviewed: bool
) -> None:
    monkeypatch.setattr(apart, "_AHEAD", ahead)
    checks: tuple[list[Review], list[Review]] = [], []
    more: tuple[dict[str, Any], ...] = tuple({"on_review": each.append} if reviewed else {} for each in checks)
    here = met(folder, outlet="مرفأ", **more[0])
    there = met(folder, outlet="مرفأ", submit=slow_first, **more[1])
    assert there == here
    assert checks[0] == checks[1]
    assert len(checks[0]) == reviewed
    assert sum(isinstance(one, Article) for one in here) == 10
    assert sum(isinstance(one, str) for one in here) == (3 if reviewed else 4)


def test_pages_of_an_archive(tmp_path: Path, page: Page, slow_first: Callable[..., Future[Any]]) -> None:
    pytest.importorskip("fastwarc", exc_type=ImportError)
    parts = []
    for n in range(6):
        body = b"\x1f\x8bbroken" if n == 2 else page(f"<title>{n}</title>").encode()
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{n:032x}>\r\nWARC-Date: 2016-08-31T00:00:00Z"
            f"\r\nWARC-Target-URI: https://marfa.example/n/{n}\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(http)}\r\n\r\n"
        )
        parts.append(gzip.compress(head.encode() + http + b"\r\n\r\n"))
    (tmp_path / "a.warc.gz").write_bytes(b"".join(parts))
    here = met(tmp_path)
    assert [type(one) for one in here] == [Article, Article, str, Article, Article, Article]
    assert met(tmp_path, submit=slow_first) == here


def test_other_processes_do_the_same(folder: Path) -> None:
    processes = Processes(2, "ar")
    try:
        assert met(folder, submit=processes.pages) == met(folder)
    finally:
        processes.close()
    assert Processes(1, "ar").pages is None


def test_a_missing_package_ends_the_run_as_it_does_in_one_process(folder: Path) -> None:
    def submit(*given: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_exception(MusnadError("a.html", "HTML cannot be read here", "pip install 'musnad[html]'"))
        return future

    told: list[BadArticle] = []
    with pytest.raises(MusnadError, match=r"musnad\[html\]"):
        list(intake.read_articles([str(folder)], on_problem=told.append, submit=submit))

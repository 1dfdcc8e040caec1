"""Articles from files, folders and standard input, and what is told of those that cannot be read."""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from musnad import intake
from musnad.errors import MusnadError
from musnad.model import Article

TEXT = "قال وزير الخارجية أمس إن بلاده «لن تشارك» في العملية، وأضاف ذلك.\r\nوتابع.\n"
Read = Callable[..., tuple[list[Article], list[str]]]


def line(text: Any = "قال إن", **fields: Any) -> bytes:
    return json.dumps({"text": text, **fields}, ensure_ascii=False).encode() + b"\n"


def test_text_file_as_it_is(tmp_path: Path, read: Read) -> None:
    (tmp_path / "خبر.one.TXT").write_bytes(TEXT.encode("windows-1256"))
    articles, problems = read("خبر.one.TXT", date="2026-11-23T10:00", outlet="o", language="en")
    assert articles == [
        Article(text=TEXT, id="خبر.one", date="2026-11-23", outlet="o", language="en", place="خبر.one.TXT")
    ]
    assert problems == []


@pytest.mark.parametrize("date", ["yesterday", "2026-02-30", "20261123", "٢٠٢٦-١١-٢٣", ""])
def test_given_date_must_be_a_day(read: Read, date: str) -> None:
    with pytest.raises(MusnadError, match="is no day"):
        intake.read_articles(["a.txt"], date=date, on_problem=print)


def test_folder_is_read_in_order_and_to_the_bottom(tmp_path: Path, read: Read) -> None:
    for name in ("in/b.txt", "in/a/z.txt", "in/a/y.json", "in/c.jsonl", "in/.hidden/h.txt", "in/.h.txt", "in/d.docx"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x" if name.endswith("txt") else line("x"))
    articles, problems = read("in")
    assert [one.id for one in articles] == ["y", "z", "b", "c-1"]
    assert problems == []
    (tmp_path / "none").mkdir()
    assert "none: holds no file to read" in read("none")[1][0]


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("a.txt", b"", "a.txt: is empty"),
        ("a.txt", b"\xef\xbb\xbf \r\n", "a.txt: is empty"),
        ("a.txt", b"\0\1\2\3", "a.txt: is binary"),
        ("a.txt", "Он сказал вчера".encode("koi8-r"), "a.txt: has an unknown encoding (save it as UTF-8)"),
        ("a.docx", b"x", "a.docx: the suffix .docx is unknown (read are .txt"),
        ("a", b"x", "a: has no suffix"),
        ("a.json", b"{", "a.json: is no JSON"),
        ("a.json", b"[]", "a.json: is empty"),
        ("a.json", b"7", "a.json: is no object"),
        ("a.json", b"[" * 100_000, "a.json: is no JSON"),
        ("a.jsonl", b"", "a.jsonl: is empty"),
        ("a.jsonl", b"\n \n", "a.jsonl: is empty"),
        ("a.jsonl", b"\x89PNG\0\n\0\n\0\n", "a.jsonl: is binary"),
        ("a.jsonl.gz", gzip.compress(b"", mtime=0), "a.jsonl.gz: is empty"),
        ("a.jsonl.gz", b"\x1f\x8bnonsense", "a.jsonl.gz: "),
    ],
)
def test_one_problem_and_on_to_the_next(tmp_path: Path, read: Read, name: str, data: bytes, problem: str) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "next.txt").write_bytes(b"next")
    articles, problems = read(name, "next.txt")
    assert [one.id for one in articles] == ["next"]
    assert len(problems) == 1
    assert problems[0].startswith(problem)


def test_file_not_found(read: Read) -> None:
    assert read("gone.txt", "gone") == ([], ["gone.txt: not found", "gone: not found"])


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_unreadable_file_and_folder(tmp_path: Path, read: Read) -> None:
    (tmp_path / "a.txt").write_bytes(b"x")
    (tmp_path / "a.txt").chmod(0)
    assert read("a.txt") == ([], ["a.txt: cannot be read: permission denied"])


def test_unreadable_is_told(tmp_path: Path, read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refuse)
    assert read("a.jsonl") == ([], ["a.jsonl: cannot be read: permission denied"])


def test_json_fields(tmp_path: Path, read: Read) -> None:
    (tmp_path / "a.json").write_bytes(
        line(id=7, date="2026-11-23T08:00:00Z", title="t", outlet="o", url="u", language="en", desk=["x"], n=None)
    )
    (one,), problems = read("a.json", date="2020-01-01", outlet="other")
    assert one == Article(
        text="قال إن", id="7", date="2026-11-23", title="t", outlet="o", url="u", language="en",
        extra={"desk": ["x"], "n": None}, place="a.json",
    )  # fmt: skip
    assert problems == []


def test_json_list(tmp_path: Path, read: Read) -> None:
    (tmp_path / "a.json").write_bytes(b"[" + line("x") + b", 3, " + line("y", id="own") + b"]")
    articles, problems = read("a.json", date="2020-01-01", outlet="o", language="en")
    assert [one.id for one in articles] == ["a-1", "own"]
    assert articles[0] == Article(
        text="x", id="a-1", date="2020-01-01", outlet="o", language="en", place="a.json:item 1"
    )
    assert problems == ["a.json:item 2: is no object with an article's fields"]


def test_json_lines_and_their_faults(tmp_path: Path, read: Read) -> None:
    lines = [
        line("one"), b"not json\n", b"[1]\n", b'{"title": "t"}\n', line(5), line(None), line("  "), b"\n",
        line("bad day", date="2026-13-01"), line("no day", date=20261123), line("empty day", date=""),
        line("odd title", title=["t"], url=1), b'{"text": "\\ud800"}\n', b"\xd0\xce\xff{\n", line("last").strip(),
    ]  # fmt: skip
    (tmp_path / "news.jsonl").write_bytes(b"\xef\xbb\xbf" + b"".join(lines))
    articles, problems = read("news.jsonl", date="2020-01-01")
    assert [(one.text, one.id, one.date) for one in articles] == [
        ("one", "news-1", "2020-01-01"),
        ("bad day", "news-9", None),
        ("no day", "news-10", None),
        ("empty day", "news-11", "2020-01-01"),
        ("odd title", "news-12", "2020-01-01"),
        ("last", "news-15", "2020-01-01"),
    ]
    expected = [
        "2: is no JSON", "3: is no object", '4: has no field "text"', '5: the field "text" is no string',
        '6: the field "text" is no string', "7: its text is empty", "9: the date '2026-13-01' is no day",
        "10: the date '20261123' is no day", '12: the field "title" is no string', '12: the field "url" is no string',
        "13: is no JSON", "14: has an unknown encoding",
    ]  # fmt: skip
    assert len(problems) == len(expected)
    for told, wanted in zip(problems, expected, strict=True):
        assert told.startswith(f"news.jsonl:{wanted}")


def test_line_ends_in_json_are_kept(tmp_path: Path, read: Read) -> None:
    (tmp_path / "a.jsonl").write_bytes(line("a\r\nb\u2028c\x85d").replace(b"\n", b"\r\n"))
    assert read("a.jsonl")[0][0].text == "a\r\nb\u2028c\x85d"


def test_packed_lines(tmp_path: Path, read: Read) -> None:
    (tmp_path / "n.JSONL.gz").write_bytes(
        gzip.compress(line("x") + line("y"), mtime=0) + gzip.compress(line("z"), mtime=0)
    )
    articles, problems = read("n.JSONL.gz")
    assert [one.id for one in articles] == ["n-1", "n-2", "n-3"]
    assert problems == []


def test_lines_before_the_cut_are_read(tmp_path: Path, read: Read) -> None:
    packed = gzip.compress(b"".join(line(os.urandom(300).hex()) for _ in range(500)), mtime=0)
    (tmp_path / "n.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    articles, problems = read("n.jsonl.gz")
    assert len(articles) > 200
    assert problems == ["n.jsonl.gz: is cut off: the compressed data ends too early"]


@pytest.mark.parametrize("encoding", ["windows-1256", "utf-16", "utf-16-le", "utf-16-be"])
def test_lines_in_other_encodings(tmp_path: Path, read: Read, encoding: str) -> None:
    (tmp_path / "n.jsonl").write_bytes((line(TEXT) * 2).decode().encode(encoding))
    articles, problems = read("n.jsonl")
    assert [one.text for one in articles] == [TEXT, TEXT]
    assert problems == []


def test_lines_of_ten_megabytes(tmp_path: Path, read: Read) -> None:
    long = "قال إن ذلك " * 500_000
    (tmp_path / "n.jsonl").write_bytes(line(long) + line("x"))
    articles, problems = read("n.jsonl")
    assert [len(one.text) for one in articles] == [len(long), 1]
    assert problems == []


def test_lines_are_read_one_by_one(read: Read) -> None:
    taken = 0

    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, room: Any) -> int:
            nonlocal taken
            taken += 1
            data = line("x")
            room[: len(data)] = data
            return len(data)

    articles = intake.read_articles(["-"], on_problem=print, stdin=Endless())  # type: ignore[arg-type]
    assert [next(articles).id for _ in range(100)][-1] == "stdin-100"
    assert taken < 110


@pytest.mark.parametrize(
    ("data", "ids"),
    [
        (TEXT.encode(), ["stdin"]),
        (TEXT.encode("utf-16"), ["stdin"]),
        (TEXT.encode("windows-1256"), ["stdin"]),
        (line("x"), ["stdin-1"]),
        (b"\xef\xbb\xbf\n\n" + line("x") + line("y"), ["stdin-3", "stdin-4"]),
        (gzip.compress(line("x") + line("y"), mtime=0), ["stdin-1", "stdin-2"]),
        ((line(TEXT) * 2).decode().encode("utf-16-le"), ["stdin-1", "stdin-2"]),
        (json.dumps({"text": "x"}, indent=1).encode(), ["stdin"]),
        (json.dumps([{"text": "x"}] * 2, indent=1).encode(), ["stdin-1", "stdin-2"]),
        (b'{"text": "cut\n' + line("y"), ["stdin-2"]),
        (b"{", []),
        (b"[1", []),
        (b"", []),
        (b"\0\1\2", []),
    ],
)
def test_standard_input_is_told_by_content(read: Read, data: bytes, ids: list[str]) -> None:
    articles, problems = read("-", stdin=io.BytesIO(data))
    assert [one.id for one in articles] == ids
    assert len(problems) == (not ids or b"cut" in data)
    assert all(problem.startswith("stdin") for problem in problems)


def test_standard_input_by_default(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", types.SimpleNamespace(buffer=io.BytesIO(b"x\r\n")))
    assert read("-")[0][0].text == "x\r\n"


def test_html_without_its_package(tmp_path: Path, read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    (tmp_path / "a.html").write_bytes(b"<p>x")
    with pytest.raises(MusnadError, match=r"a\.html: .*pip install 'musnad\[html\]'"):
        read("a.html")


@pytest.mark.parametrize("page", ["<p>", "<html><body></body></html>", "<!-- x -->", "<script>قال</script>"])
def test_html_without_an_article(tmp_path: Path, read: Read, page: str) -> None:
    (tmp_path / "a.htm").write_text(page)
    assert read("a.htm") == ([], ["a.htm: no article text found in the HTML"])


def test_html(tmp_path: Path, read: Read) -> None:
    pytest.importorskip("trafilatura", exc_type=ImportError)
    body = "".join(f"<p>قال الوزير {n} إن الحكومة ستنفذ المشروع في موعده المحدد سلفا.</p>" for n in range(12))
    page = (
        "<html lang='ar'><head><title>عنوان</title><meta property='article:published_time' content='2026-11-20'></head>"
        f"<body><nav><a href='/'>الرئيسية</a></nav><article><h1>عنوان الخبر</h1>{body}</article></body></html>"
    )
    (tmp_path / "a.html").write_bytes(page.encode("windows-1256"))
    (one,), problems = read("a.html", date="2020-01-01")
    assert "قال الوزير 3 إن" in one.text
    assert "الرئيسية" not in one.text
    assert (one.id, one.date) == ("a", "2026-11-20")
    assert problems == []


def test_of_a_batch_only_the_articles_are_read(tmp_path: Path, read: Read) -> None:
    for place in ("out/articles/day=2026-11-23", "out/claims/day=2026-11-23"):
        (tmp_path / place).mkdir(parents=True)
        (tmp_path / place / "part.jsonl").write_text(f'{{"id": "{place.split("/")[1]}", "text": "قال"}}\n')
    (tmp_path / "out" / "_batch.json").write_text("{}")
    (tmp_path / "out" / "problems.txt").write_text("")
    assert [[a.id for a in articles] for articles in read("out")[:1]] == [["articles"]]
    assert read("out")[1] == []
    (tmp_path / "own.jsonl").write_text('{"id": "own", "text": "قال"}\n')
    articles, problems = read(".")
    assert ([a.id for a in articles], problems) == (["own"], [])

"""The command line as a user types it: output, errors, exit statuses."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples" / "news.jsonl"
GOOD = json.dumps({"id": "good", "date": "2026-11-23", "text": "قال سامر الوادي أمس إن الجسر آمن."}, ensure_ascii=False)


def musnad(*args: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "musnad", *args], input=stdin, capture_output=True, check=False, timeout=120
    )


def lines(done: subprocess.CompletedProcess[bytes]) -> list[dict]:
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def test_reads_json_lines_in_order() -> None:
    done = musnad("read", str(SAMPLES))
    assert done.returncode == 0
    assert [one["id"] for one in lines(done)] == ["maram-1", "maram-2", "maram-3", "maram-4"]
    for one in lines(done):
        for statement in one["statements"]:
            for span in (statement["source"], statement["cue"], *statement["content"], *statement["relays"]):
                assert span is None or one["text"][span["start"] : span["end"]] == span["text"]


def test_two_jobs_give_the_same_bytes() -> None:
    assert musnad("read", str(SAMPLES), "--jobs", "2").stdout == musnad("read", str(SAMPLES)).stdout


@pytest.mark.parametrize("format", ["table", "json", "html", "csv", "jsonl"])
def test_every_format(format: str) -> None:
    done = musnad("read", str(ROOT / "samples"), "--format", format)
    assert done.returncode == 0
    assert "الساحلي" in done.stdout.decode()
    assert not done.stderr


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("binary.txt", bytes(range(256)) * 4, ""),
        ("cut.jsonl.gz", gzip.compress((GOOD + "\n").encode() * 50, mtime=0)[:-30], ""),
        ("line.jsonl", b"{no json\n", "line.jsonl:1"),
        ("list.jsonl", b"[1, 2]\n", "no object"),
        ("field.jsonl", b'{"id": "x"}\n', "text"),
        ("number.jsonl", b'{"text": 5}\n', "text"),
        ("date.jsonl", '{"text": "قال الوزير إن الجسر آمن.", "date": "soon"}\n'.encode(), "date"),
        ("english.txt", b"The minister said that the bridge was safe.", "Arabic"),
        ("page.html", b"<html><body></body></html>", ""),
    ],
)
def test_bad_input_is_told_in_one_line_and_the_rest_is_read(
    name: str, data: bytes, reason: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "z.jsonl").write_text(GOOD + "\n", encoding="utf-8")
    done = musnad("read", str(tmp_path))
    told = done.stderr.decode()
    assert done.returncode == 1
    assert any(one["id"] == "good" for one in lines(done))
    assert name in told
    assert reason in told
    assert "Traceback" not in told
    assert len(told.splitlines()) == 1


def test_a_file_that_is_not_there() -> None:
    done = musnad("read", "nowhere.txt")
    assert done.returncode == 1
    assert done.stderr.decode().startswith("musnad: nowhere.txt: ")


@pytest.mark.parametrize(
    "args", [("read", "--format", "xml", "x"), ("read", "--resume", "x"), ("frobnicate",), ("read", "--jobs", "0", "x")]
)
def test_wrong_usage(args: tuple[str, ...]) -> None:
    done = musnad(*args)
    assert done.returncode == 2
    assert len(done.stderr.decode().splitlines()) == 1


def test_standard_input() -> None:
    done = musnad("read", "-", stdin=(GOOD + "\n").encode())
    assert [one["id"] for one in lines(done)] == ["good"]


def test_a_very_long_line_and_open_quotation_marks(tmp_path: Path) -> None:
    text = GOOD[:-2] + " «" * 10_000 + " كلمة" * 50_000 + '"}'
    (tmp_path / "long.jsonl").write_text(text + "\n" + GOOD + "\n", encoding="utf-8")
    done = musnad("read", str(tmp_path / "long.jsonl"))
    assert done.returncode == 0
    assert len(lines(done)) == 2


def test_resume_goes_on_where_the_output_was_cut(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    whole = musnad("read", str(SAMPLES)).stdout
    out.write_bytes(whole[: len(whole) * 2 // 3])
    assert musnad("read", str(SAMPLES), "-o", str(out), "--resume").returncode == 0
    assert out.read_bytes() == whole


def test_explain_shows_the_words() -> None:
    done = musnad("explain", str(SAMPLES), "s1", "--article", "maram-2")
    told = done.stdout.decode()
    assert done.returncode == 0
    assert "تنفي" in told
    assert "cue/nafa" in told
    assert musnad("explain", str(SAMPLES), "s99").returncode == 1


def test_schema_and_packs_and_version() -> None:
    assert json.loads(musnad("schema").stdout)["$schema"].startswith("https://json-schema.org/")
    assert musnad("check-pack", "ar").returncode == 0
    assert musnad("check-pack", "qq").returncode == 1
    assert musnad("--version").stdout.startswith(b"musnad ")

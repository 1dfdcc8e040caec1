"""The command line as a user types it: output, errors, exit statuses."""

from __future__ import annotations

import gzip
import json
import os
import re
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
        ("english.txt", b"The minister said that the bridge was safe.", "not in Arabic (--lang en reads it)"),
        ("page.html", b"<html><body></body></html>", "no article text found"),
        ("one.txt", GOOD.encode() + b"\0", f"byte {len(GOOD.encode())} is zero (take the zero bytes out"),
        ("one.csv", f"id,text\n1,\0\n2,{GOOD[-20:-2]}\n".encode(), "one.csv:2: holds a zero byte"),
        ("turn\u202e.txt", b"", "turn?.txt: is empty"),
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
    assert name.replace("\u202e", "?") in told
    assert reason in told
    assert "Traceback" not in told
    assert len(told.splitlines()) == 1


def test_a_file_that_is_not_there() -> None:
    done = musnad("read", "nowhere.txt")
    assert done.returncode == 1
    assert done.stderr.decode().startswith("musnad: nowhere.txt: ")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("read", "--format", "xml", "x"), "--format: there is no 'xml' (one of table, jsonl, json, html, csv)"),
        (("read", "--resume", "x"), "--resume: "),
        (("frobnicate",), "frobnicate"),
        (("read", "--jobs", "0", "x"), "--jobs: "),
        (("read", "--date", "2026-02-30", "x"), "--date: '2026-02-30' is no day (write it as YYYY-MM-DD)"),
        (("read", "--lang", "xx", "x"), "--lang: there is no 'xx' (one of ar, en)"),
        (("read", "--columns", "body=text", "x"), "--columns: there is no field 'body' (one of "),
        (("read", "--columns", "text=a,text=b", "x"), "--columns: the field 'text' is given twice"),
        (("read", "--columns", "text=a", "--columns", "text=b", "x"), "--columns: the field 'text' is given twice"),
        (("batch", "x", "y", "--master", "local[2]"), "--master: is for --engine spark only"),
        (("check-pack", "qq"), "CODE: there is no 'qq'"),
        (("claims", "--order", "foo"), "--order: there is no 'foo' (one of reported, disputed, denied, one-origin)"),
        (("search", "x", "--stance", "foo"), "--stance: there is no 'foo' (one of asserts, denies, "),
        (("search", "x", "--act", "foo"), "--act: there is no 'foo' (one of state, deny, "),
        (("search", "x", "--since", "soon"), "--since: 'soon' is no day"),
        (("search", ""), "WORDS: give words, or a filter"),
        (("search", "\u060c"), "WORDS: give words, or a filter"),
        (("export", "--format", "pdf"), "--format: there is no 'pdf' (one of jsonl, "),
        (("export", "--format", "parquet"), "--output FILE"),
        (("compare", "x"), "--pairs FILE.csv"),
        (("remove",), "IDS: is missing"),
    ],
)
def test_wrong_usage(args: tuple[str, ...], said: str) -> None:
    done = musnad(*args)
    told = done.stderr.decode()
    assert done.returncode == 2
    assert len(told.splitlines()) == 1
    assert said in told


def test_the_reader_of_the_output_may_go(tmp_path: Path) -> None:
    news = tmp_path / "news.jsonl"
    news.write_text((GOOD + "\n") * 300)
    command = f"{sys.executable} -m musnad read {news} | head -c 10"
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, check=False)
    assert (done.returncode, len(done.stdout), done.stderr) == (0, 10, b"")


def test_a_message_is_on_a_line_of_its_own(tmp_path: Path) -> None:
    news = tmp_path / "news.jsonl"
    news.write_bytes((GOOD + "\n").encode() + b'{"text": "a\0b"}\n' + (GOOD + "\n").encode())
    command = [sys.executable, "-u", "-m", "musnad", "read", str(news)]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    first, told, last = done.stdout.decode().splitlines()
    assert json.loads(first)["id"] == json.loads(last)["id"] == "good"
    assert told == f"musnad: {news}:2: is binary, not text: byte 11 is zero"


@pytest.mark.parametrize(
    ("data", "status", "said"),
    [
        ("", 1, "p.csv: is empty (wanted is a CSV file with the columns s1 and s2)"),
        ("a,b\n1,2\n", 1, "p.csv: has no column 's1' and no column 's2' (it has a, b; "),
        ("s1,s2\n", 0, "p.csv: holds no pairs"),
        ("s1,s2\nx\n,\n", 1, "p.csv:2: the row has too few cells"),
        ("s1;s2\nx;y\n", 0, ""),
    ],
)
def test_pairs(tmp_path: Path, data: str, status: int, said: str) -> None:
    pairs = tmp_path / "p.csv"
    pairs.write_text(data)
    done = musnad("compare", "--pairs", str(pairs))
    assert done.returncode == status
    assert said in done.stderr.decode()
    assert len(done.stdout.splitlines()) == (max(0, data.count("\n") - 1) if "s1" in data else 0)
    assert musnad("compare", "--pairs", "-", stdin=data.encode()).stdout == done.stdout


def test_no_pairs_at_all(tmp_path: Path) -> None:
    for name, said in (("none.csv", "none.csv: not found"), ("", "is a directory")):
        done = musnad("compare", "--pairs", str(tmp_path / name))
        assert done.returncode == 1
        assert said in done.stderr.decode()


def test_each_article_is_read_in_its_own_language(tmp_path: Path) -> None:
    english = {"id": "en", "language": "en", "text": "The minister Samer Wadi said that the old bridge was safe."}
    news = tmp_path / "news.jsonl"
    news.write_text(f"{GOOD}\n{json.dumps(english)}\n" + json.dumps({**english, "language": "xx"}) + "\n")
    for jobs in ("1", "2"):
        done = musnad("read", str(news), "--jobs", jobs)
        assert [(one["language"], len(one["statements"])) for one in lines(done)] == [("ar", 1), ("en", 1)]
        assert "news.jsonl:3: there is no language pack 'xx' (one of ar, en)" in done.stderr.decode()


def test_standard_input() -> None:
    done = musnad("read", "-", stdin=(GOOD + "\n").encode())
    assert [one["id"] for one in lines(done)] == ["good"]


def test_a_very_long_line_and_open_quotation_marks(tmp_path: Path) -> None:
    text = GOOD[:-2] + " «" * 10_000 + " كلمة" * 50_000 + '"}'
    (tmp_path / "long.jsonl").write_text(text + "\n" + GOOD + "\n", encoding="utf-8")
    done = musnad("read", str(tmp_path / "long.jsonl"))
    assert done.returncode == 0
    assert len(lines(done)) == 2


def test_a_folder_does_not_take_in_what_is_made_of_it(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(GOOD)
    out = tmp_path / "out.jsonl"
    for _ in range(2):
        assert musnad("read", str(tmp_path), "-o", str(out)).returncode == 0
        assert out.read_text().count("\n") == 1
    command = f"{sys.executable} -m musnad read {tmp_path} > {out}"
    subprocess.run(["bash", "-c", command], check=True, timeout=60)
    assert out.read_text().count("\n") == 1


def test_a_file_is_not_written_over_while_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(GOOD)
    done = musnad("read", str(path), "-o", str(path))
    assert (done.returncode, path.read_text()) == (1, GOOD)
    assert done.stderr.decode() == f"musnad: {path}: is what is read here (give --output another file)\n"


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


def test_explain_says_what_there_is_to_explain(tmp_path: Path) -> None:
    for args, status, said in (
        (("s1",), 2, "it has maram-1, maram-2, maram-3, maram-4"),
        (("s1", "--article", "maram-9"), 1, "it has maram-1, maram-2, maram-3, maram-4"),
        (("s99", "--article", "maram-2"), 1, "it has s1 to s"),
    ):
        done = musnad("explain", str(SAMPLES), *args)
        assert (done.returncode, done.stdout) == (status, b""), args
        assert said in done.stderr.decode()
    many = tmp_path / "many.jsonl"
    many.write_text("".join(json.dumps({"id": f"n{k}", "text": "x"}) + "\n" for k in range(500)))
    assert "n9, …)" in musnad("explain", str(many), "s1").stderr.decode()


def test_schema_and_packs_and_version() -> None:
    assert json.loads(musnad("schema").stdout)["$schema"].startswith("https://json-schema.org/")
    assert musnad("check-pack", "ar").returncode == 0
    assert musnad("--version").stdout.startswith(b"musnad ")


def test_no_command_is_the_help_and_no_message() -> None:
    done = musnad()
    assert (done.returncode, b"musnad:" in done.stderr) == (2, False)
    assert musnad("read", "-h").stdout == musnad("read", "--help").stdout
    assert b"needs the extra semantic" in b" ".join(musnad("add", "-h").stdout.replace("│".encode(), b"").split())


@pytest.mark.parametrize("closed", [">&-", "2>&-"])
def test_a_closed_output_is_one_that_nobody_reads(closed: str) -> None:
    command = f"exec {sys.executable} -m musnad read {SAMPLES} {closed}"
    done = subprocess.run(["sh", "-c", command], capture_output=True, check=False, timeout=120)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.count(b"\n") == (0 if closed == ">&-" else 4)


def test_no_word_of_the_table_is_broken_in_a_narrow_terminal() -> None:
    text = "قال مدير المرفأ وائل الصخري لصحيفة الساحل في بيان مكتوب أمس إن النقل يبدأ غدا ويستمر ثلاثة أشهر كاملة."
    done = subprocess.run(
        [sys.executable, "-m", "musnad", "read", "-", "--date", "2026-11-23", "--format", "table"],
        input=text.encode(), capture_output=True, check=True, env={**os.environ, "COLUMNS": "80"},
    )  # fmt: skip
    for word in ("through", "when", "written", "statement"):
        assert re.search(rf"\b{word}\b", done.stdout.decode())


def test_interrupted_while_it_is_loaded(tmp_path: Path) -> None:
    (tmp_path / "typer.py").write_text("raise KeyboardInterrupt\n", encoding="utf-8")
    src = Path(__file__).resolve().parents[2] / "src"
    done = subprocess.run(
        [sys.executable, "-m", "musnad", "read", "-"],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{src}"},
    )
    assert (done.returncode, done.stderr) == (130, "musnad: interrupted\n")

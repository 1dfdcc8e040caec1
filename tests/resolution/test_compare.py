"""Comparing propositions: our own sentences, one for each thing that decides."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

import musnad
from musnad.errors import MusnadError
from musnad.faces.cli import app
from musnad.faces.pairs import judged
from musnad.lang.pack import load_pack
from musnad.resolution.aligning import align
from musnad.resolution.features import features
from musnad.resolution.propositions import proposition

SAME = [
    ("ارتفاع أسعار السمك في مرفأ الزيتون", "أسعار السمك ترتفع في مرفأ الزيتون"),
    ("المجلس يوافق على إصلاح الجسر القديم", "موافقة المجلس على إصلاح الجسر القديم"),
    ("افتتاح مدرسة جديدة في جزيرة مرام", "جزيرة مرام تفتتح مدرسة جديدة"),
]
CONTRARY = [
    ("ارتفاع أسعار السمك في مرفأ الزيتون", "انخفاض أسعار السمك في مرفأ الزيتون"),
    ("إصابة 15 بحارا في غرق قارب", "إصابة 40 بحارا في غرق قارب"),
    ("الأردن يوقف استيراد القمح", "تونس توقف استيراد القمح"),
    ("البلدية تؤكد سلامة الجسر", "البلدية تنفي سلامة الجسر"),
    ("فاز فريق النسور بثلاثة أهداف على فريق الصقور", "فاز فريق النسور بهدفين على فريق الصقور"),
    ("افتتحت البلدية المدرسة يوم الأحد", "افتتحت البلدية المدرسة يوم الاثنين"),
]


@pytest.mark.parametrize(("a", "b"), SAME)
def test_rewording_is_the_same(a: str, b: str) -> None:
    assert musnad.compare(a, b).relation == "same"


@pytest.mark.parametrize(("a", "b"), CONTRARY)
def test_what_is_changed_contradicts(a: str, b: str) -> None:
    found = musnad.compare(a, b)
    assert found.relation == "contradicts"
    assert len(found.why) > 1


def test_reasons_name_what_is_at_odds() -> None:
    assert any("15" in why and "40" in why for why in musnad.compare(*CONTRARY[1]).why)
    assert any("JO" in why and "TN" in why for why in musnad.compare(*CONTRARY[2]).why)
    assert any("opposites" in why for why in musnad.compare(*CONTRARY[0]).why)


def test_a_side_on_which_nothing_is_left_is_told_as_that() -> None:
    more = musnad.compare("يغلق الجسر أمام الشاحنات", "لن يغلق الجسر أمام الشاحنات").why
    assert "without an answer: nothing / لن" in more
    assert not any(line.startswith("without an answer") for line in musnad.compare("يغلق الجسر", "يغلق الجسر").why)


def test_nothing_in_common_is_other() -> None:
    found = musnad.compare("افتتاح مدرسة جديدة في جزيرة مرام", "غرق قارب صيد قرب الساحل الجنوبي لبلاد بعيدة")
    assert found.relation != "same"


@pytest.mark.parametrize(("a", "b"), SAME + CONTRARY)
def test_order_does_not_matter(a: str, b: str) -> None:
    pack = load_pack("ar")
    one, other = proposition(a, pack), proposition(b, pack)
    assert features(align(one, other)) == pytest.approx(features(align(other, one)))


def test_empty_text_is_other() -> None:
    assert musnad.compare("", "ارتفاع الأسعار").relation == "other"


def test_language_without_data() -> None:
    with pytest.raises(MusnadError, match="no data to compare"):
        musnad.compare("prices rise", "prices fall", language="en")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_gets_a_judgement(a: str, b: str) -> None:
    found = musnad.compare(a, b)
    assert found.relation in ("same", "contradicts", "other")
    assert 0 <= found.score <= 1


def test_pairs_keep_step_with_rows(tmp_path: Path) -> None:
    path = tmp_path / "pairs.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["s1", "s2"])
        table.writerow(SAME[0])
        table.writerow(["وحيد"])
        table.writerow(CONTRARY[0])
    told: list[str] = []
    lines = list(judged(str(path), "ar", lambda problem: told.append(str(problem))))
    assert [line.split('"')[3] if "null" not in line else "-" for line in lines] == ["same", "-", "contradicts"]
    assert told == [f"{path}:3: the row has too few cells"]


def test_command_line(tmp_path: Path) -> None:
    runner = CliRunner()
    shown = runner.invoke(app, ["compare", *SAME[0]])
    assert shown.exit_code == 0
    assert shown.stdout.startswith('{"relation":"same","score":')
    assert runner.invoke(app, ["compare", "وحيد"]).exit_code == 2
    path = tmp_path / "no.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    assert isinstance(runner.invoke(app, ["compare", "--pairs", str(path)]).exception, MusnadError)


@pytest.mark.parametrize("text", ["الجسر آمن", "الوزارة سترفع الرسوم", "قال مدير المرفأ إن الجسر آمن"])
def test_whoever_repeats_a_claim_says_the_same(text: str) -> None:
    assert musnad.compare(text, text).relation == "same"

"""Rows of the ledger's commands for people."""

from __future__ import annotations

import pytest

from musnad.faces.shell import tell_waiting
from musnad.faces.tables import actor_lines, heading


def test_a_claim_in_a_list_is_cut_between_words() -> None:
    assert heading("الجسر آمن") == "الجسر آمن"
    long = heading("الجسر آمن " * 40)
    assert len(long) <= 122
    assert long.endswith(("آمن …", "الجسر …"))


def test_what_many_report_of_one_day_is_one_position() -> None:
    said = {"day": "2026-11-10", "act": "state", "stance": "asserts", "content": "إن الجسر آمن", "claim": "c1"}
    actor = {
        "id": "a1", "name": "سامر الوادي", "names": [{"name": "سامر الوادي", "times": 1}], "one_because": [],
        "roles": [
            {"role": "وزير النقل", "organization": None, "first": "2026-11-10", "last": "2026-11-10", "articles": 1}
        ],
        "reversals": [], "denies": [], "denied_by": [],
        "positions": [said, said, {**said, "stance": "denies"}, {**said, "day": None, "claim": "c2"}],
    }  # fmt: skip
    lines = list(actor_lines(actor))
    assert lines[1].endswith(", 1 time")
    assert lines[2].endswith("2026-11-10, 1 article")
    assert lines[3] == "positions  4"
    assert [line.split()[1] for line in lines[4:]] == ["asserts", "denies", "asserts"]
    assert lines[4].endswith("c1, 2 times")


def test_a_writer_is_told_once_to_wait(capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(3):
        tell_waiting("turn.db")
    assert capsys.readouterr().err.count("turn") == 2

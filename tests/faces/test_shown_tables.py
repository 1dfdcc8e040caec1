"""Rows of the ledger's commands for people."""

from __future__ import annotations

from musnad.faces.tables import heading


def test_a_claim_in_a_list_is_cut_between_words() -> None:
    assert heading("الجسر آمن") == "الجسر آمن"
    long = heading("الجسر آمن " * 40)
    assert len(long) <= 122
    assert long.endswith(("آمن …", "الجسر …"))

"""Deeds: what their words are, and that every set of the Arabic pack keeps what it says."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from typing import Any

import pytest

from musnad.lang.deeds import DeedsFile, make_deeds
from musnad.lang.inflect import Paradigm
from musnad.lang.pack import decode, load_pack, pack_folder
from musnad.resolution.compare import compare

PACK = load_pack("ar")
FILE = tomllib.loads((pack_folder("ar") / "deeds.toml").read_text(encoding="utf-8"))
DEEDS = {one["about"]: one for one in FILE["deed"]}
TOLD = "{} مجلس الزيتونة مشروع السنديان في برن"


def verbs(deed: dict[str, Any]) -> list[str]:
    return [verb.split()[0] for verb in deed.get("verbs", ())]


def test_there_are_many() -> None:
    assert len(DEEDS) > 150
    assert sum(bool(one.get("against")) for one in DEEDS.values()) > 40


@pytest.mark.parametrize("about", [about for about, one in DEEDS.items() if len(verbs(one)) > 1])
def test_other_verbs_for_one_deed_contradict_nothing(about: str) -> None:
    for one, other in pairwise(verbs(DEEDS[about])):
        assert compare(TOLD.format(one), TOLD.format(other)).relation == "same", (one, other)


PAIRS = [
    (one, other) for one, deed in DEEDS.items() for other in deed.get("against", ())
    if verbs(deed) and verbs(DEEDS[other]) and (one, other) != ("receiving", "handing over")  # two letters apart
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), PAIRS, ids=str)
def test_deeds_that_undo_each_other_contradict(one: str, other: str) -> None:
    told = compare(TOLD.format(verbs(DEEDS[one])[0]), TOLD.format(verbs(DEEDS[other])[0]))
    assert told.relation == "contradicts"


@pytest.mark.parametrize(("form", "of"), [("ألقوا", "ألقى"), ("تلقي", "ألقى"), ("أجرت", "أجرى"), ("يقدمون", "قدم")])
def test_verbs_are_inflected(form: str, of: str) -> None:
    light = PACK.comparison.deeds.light
    assert light[PACK.fold(form)] >= light[PACK.fold(of)]


def test_a_deed_may_be_against_those_only_that_are_told_of() -> None:
    file = decode(pack_folder("ar"), "deeds.toml", DeedsFile)
    paradigm = decode(pack_folder("ar"), "paradigm.toml", Paradigm)
    alone = DeedsFile(deed=tuple(one for one in file.deed if one.about == "arrival"))
    with pytest.raises(ValueError, match="arrival: against 'departure'"):
        make_deeds(alone, paradigm, PACK.fold)

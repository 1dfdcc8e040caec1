"""Clitics: every reading of a word, the plainest first."""

from __future__ import annotations

import pytest

from musnad.lang.affixes import peel
from musnad.lang.inflect import inflect
from musnad.lang.pack import load_pack

PACK = load_pack("ar")


@pytest.mark.parametrize(
    ("word", "before", "stem", "after"),
    [
        ("وقالت", ("و",), "قالت", None),
        ("للوزير", ("ل", "ال"), "وزير", None),
        ("بالبيان", ("ب", "ال"), "بيان", None),
        ("نقلته", (), "نقلت", "ه"),
        ("سيعلن", ("س",), "يعلن", None),
        ("تصريحاتها", (), "تصريحات", "ها"),
        ("وزارته", (), "وزارة", "ه"),
    ],
)
def test_a_reading_is_found(word: str, before: tuple[str, ...], stem: str, after: str | None) -> None:
    readings = peel(PACK.fold(word), PACK.affixes)
    found = {(r.before, r.stem, r.after.form if r.after else None) for r in readings}
    assert (before, PACK.fold(stem), after) in found
    assert readings[0].clitics == 0


@pytest.mark.parametrize("word", ["يتهم", "وون", "ليفي"])
def test_two_letters_of_a_foreign_name_are_no_stem_under_a_clitic(word: str) -> None:
    assert {r.stem for r in peel(word, PACK.affixes) if r.clitics}.isdisjoint(PACK.affixes.fragments)


@pytest.mark.parametrize(
    ("lemma", "form"),
    [
        ("قال", "قالت"), ("قال", "يقول"), ("قال", "قالوا"), ("قال", "يقولون"), ("قال", "قلت"), ("قال", "قائلا"),
        ("نفى", "نفت"), ("نفى", "تنفي"), ("نفى", "نافيا"), ("نفى", "ينف"), ("نفى", "نفيا"), ("أضاف", "أضافا"),
        ("دعا", "دعت"), ("دعا", "يدعو"), ("دعا", "داعيا"), ("أعلن", "أعلنتا"), ("أعلن", "معلنة"),
    ],
)  # fmt: skip
def test_inflection(lemma: str, form: str) -> None:
    from musnad.lang.pack import Paradigm, decode, pack_folder

    paradigm = decode(pack_folder("ar"), "paradigm.toml", Paradigm)
    forms = {
        found
        for cue in PACK.cues
        if cue.kind == "verb" and PACK.fold(cue.lemma) == PACK.fold(lemma)
        for found, _ in inflect(cue, paradigm, PACK.fold)
    }
    assert PACK.fold(form) in forms

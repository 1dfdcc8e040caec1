"""Who is told to have done a deed: our own sentences."""

from __future__ import annotations

import pytest

from musnad.lang.pack import load_pack
from musnad.model import Article
from musnad.reading.reader import Reader
from musnad.resolution.claims import Told, link, told
from musnad.resolution.compare import compare
from musnad.resolution.propositions import pack_words, proposition, unpack_words

PACK = load_pack("ar")
READER = Reader(PACK)
DONE_BY = {
    "جماعة الصقور هي التي قصفت القرية": ("جماعة الصقور", "قصفت"),
    "من أحرق المستودع هو الحارس": ("الحارس", "أحرق"),
    "الذي أحرق المستودع هم الجنود": ("الجنود", "أحرق"),
    "قتل الصياد على يد جاره": ("جاره", "قتل"),
    "قتل الصياد برصاص الشرطة": ("الشرطة", "قتل"),
    "نهر السنديان تلوث من قبل شركة الفجر": ("شركة الفجر", "تلوث"),
    "جماعة الصقور تقف وراء تفجير الجسر": ("جماعة الصقور", "تفجير"),
    "شركة المنار مسؤولة عن انهيار السد": ("شركة المنار", "انهيار"),
}
CHARGES = {
    "جماعة النسور بقصف القرية": ("جماعة النسور", "بقصف"),
    "جماعة النسور بأنها قصفت القرية": ("جماعة النسور", "قصفت"),
    "جماعة النسور بالوقوف وراء قصف القرية": ("جماعة النسور", "قصف"),
    "شركة المرجان مسؤولية انهيار السد": ("شركة المرجان", "انهيار"),
}
NO_POINT = [
    "قصفت جماعة الصقور القرية", "الوزير الذي زار برن هو صاحب الفكرة", "التقرير الذي نشره المجلس هو الأول من نوعه",
    "المجلس هو صاحب القرار",
]  # fmt: skip
OTHERS = [
    ("اتهم العمدة جماعة النسور بقصف القرية", "جماعة الصقور هي التي قصفت القرية"),
    ("اتهمت الحكومة شركة المنار بتلويث النهر", "شركة المرجان هي من لوّث النهر"),
    ("من أحرق المستودع هو الحارس", "الذي أحرق المستودع هو السائق"),
    ("تعرضت البلدة لقصف من قبل جماعة النسور", "قصفت جماعة الصقور البلدة"),
    ("الحارس هو من سرق لوحة المتحف", "سرق السائق لوحة المتحف"),
]
ONE_DOER = [
    ("اتهم سامر الوادي بلدية الزيتونة بقطع المياه", "بلدية الزيتونة قطعت المياه"),
    ("جماعة النسور هي التي فجرت الجسر", "فجرت جماعة النسور الجسر"),
    ("جرى تفجير الجسر من قبل جماعة الصقور", "جماعة الصقور فجرت الجسر"),
]


@pytest.mark.parametrize("text", DONE_BY)
def test_who_did_it_is_told(text: str) -> None:
    read = proposition(text, PACK)
    assert read.deed is not None
    words = [term.text for term in read.terms]
    assert (" ".join(words[at] for at in read.deed.doers), words[read.deed.deed]) == DONE_BY[text]
    assert unpack_words(pack_words(read), "ar") == read


@pytest.mark.parametrize("text", CHARGES)
def test_the_accused_did_it(text: str) -> None:
    read = proposition(text, PACK, accused=True)
    assert read.deed is not None
    words = [term.text for term in read.terms]
    assert (" ".join(words[at] for at in read.deed.doers), words[read.deed.deed]) == CHARGES[text]


@pytest.mark.parametrize("text", NO_POINT)
def test_no_point_is_made_of_it(text: str) -> None:
    assert proposition(text, PACK).deed is None


@pytest.mark.parametrize(("a", "b"), OTHERS)
def test_other_doers_contradict(a: str, b: str) -> None:
    for judged in (compare(a, b), compare(b, a)):
        assert judged.relation == "contradicts"
        assert judged.why[0].startswith("done by others: ")


@pytest.mark.parametrize(("a", "b"), ONE_DOER)
def test_one_doer_told_otherwise_is_the_same(a: str, b: str) -> None:
    assert compare(a, b).relation == "same"


def said(text: str, name: str) -> Told:
    return told(READER.read(Article(id=name, text=text, date="2026-11-10")), PACK)[0]


CHARGE = "اتهم العمدة سامر الوادي جماعة النسور بقصف قرية الزيتونة."


def test_claims_of_other_doers_are_rivals() -> None:
    for other in (
        "قالت المتحدثة لجين الصافي إن جماعة الصقور هي من قصف قرية الزيتونة.",
        "قالت المتحدثة لجين الصافي إن جماعة الصقور قصفت قرية الزيتونة.",
    ):
        found = link(said(CHARGE, "a"), said(other, "b"))
        assert found is not None
        assert found.relation == "rival"
        assert found.why[-1] == "done by others: النسور and الصقور"


def test_claims_of_one_doer_are_one() -> None:
    found = link(said(CHARGE, "a"), said("قال القائد فارس المرج إن جماعة النسور قصفت قرية الزيتونة.", "b"))
    assert found is not None
    assert found.relation == "same"

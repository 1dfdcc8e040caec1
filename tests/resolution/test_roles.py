"""Tests of who does what to whom: two parties in each other's place."""

import pytest

from musnad.lang.pack import load_pack
from musnad.model import Article
from musnad.reading.reader import Reader
from musnad.resolution.aligning import align
from musnad.resolution.claims import find_links, told
from musnad.resolution.compare import compare
from musnad.resolution.moods import led
from musnad.resolution.propositions import proposition
from musnad.resolution.roles import turned_roles

PACK = load_pack("ar")

TURNED = [
    ("اتهمت اليابان الصين بالتجسس", "اتهمت الصين اليابان بالتجسس"),
    ("الصين تهاجم اليابان في المجلس", "اليابان تهاجم الصين في المجلس"),
    ("قصفت القوات اليابانية مواقع للجيش الصيني", "قصفت القوات الصينية مواقع للجيش الياباني"),
    ("هزم فريق النسور فريق الصقور", "هزم فريق الصقور فريق النسور"),
    ("حازم الغدير يتهم سامر البدر بالسرقة", "سامر البدر يتهم حازم الغدير بالسرقة"),
    ("اتهم وزير الري رئيس البلدية بالإهمال", "رئيس البلدية يتهم وزير الري بالإهمال"),
    ("قصفت مدينة تلال مدينة نجمة", "قصفت مدينة نجمة مدينة تلال"),
    ("هاجمت قبيلة بني سهل قرية بني جبل", "هاجمت قبيلة بني جبل قرية بني سهل"),
    ("احتلت مملكة السهل إمارة الصفا", "احتلت إمارة الصفا مملكة السهل"),
]
BY_ANY_NOUN = [
    ("هزمت نجمة تلال في نهائي الكأس", "هزمت تلال نجمة في نهائي الكأس"),
    ("القط يطارد الكلب", "الكلب يطارد القط"),
]
STRAIGHT = {
    "the verb before or behind": ("اتهمت اليابان الصين بالتجسس", "اليابان تتهم الصين بالتجسس"),
    "a list": ("اليابان والصين تطلقان حملة", "الصين واليابان تطلقان حملة"),
    "what two do together": ("التقى وزير الصين وزير اليابان", "التقى وزير اليابان وزير الصين"),
    "a day that moved": ("وصل الوزير طوكيو الخميس", "وصل الوزير الخميس طوكيو"),
    "a title before or behind the name": ("وصل وزير الري حازم الغدير", "وصل حازم الغدير وزير الري"),
    "told from the other side": ("تنظيم النسر يقتل عشرات الجنود", "مقتل عشرات الجنود على يد تنظيم النسر"),
    "a day without a noun of time": ("وصل أمس سامر البدر", "وصل سامر البدر أمس"),
    "a place with its preposition": ("افتتح في تلال سوق", "افتتح سوق في تلال"),
    "taken up by a pronoun": ("يزور رئيس نجمة مدينة تلال", "مدينة تلال يزورها رئيس نجمة"),
    "the same words": ("اتهمت اليابان الصين", "اتهمت اليابان الصين"),
}


def turned(a: str, b: str, language: str = "ar") -> tuple[str, str] | None:
    pack = load_pack(language)
    found = align(proposition(a, pack), proposition(b, pack))
    return turned_roles(found, pack, led(a, pack) | led(b, pack))


@pytest.mark.parametrize(("a", "b"), TURNED + BY_ANY_NOUN, ids=str)
def test_parties_in_each_others_place_are_told(a: str, b: str) -> None:
    found = turned(a, b)
    assert found is not None
    assert turned(b, a) is not None
    judged = compare(a, b)
    assert judged.relation == "contradicts"
    assert judged.score <= 0.9
    assert judged.why[0] == f"in each other's place: {found[0]} / {found[1]}"
    assert compare(b, a).relation == judged.relation


@pytest.mark.parametrize(("a", "b"), BY_ANY_NOUN, ids=str)
def test_any_noun_is_a_party_only_where_prepositions_are_told(a: str, b: str) -> None:
    assert turned_roles(align(proposition(a, PACK), proposition(b, PACK)), PACK) is None


@pytest.mark.parametrize(("a", "b"), STRAIGHT.values(), ids=STRAIGHT)
def test_what_merely_moved_is_in_nobodys_place(a: str, b: str) -> None:
    assert turned(a, b) is None
    assert turned(b, a) is None


def test_a_language_without_settled_order_is_not_asked() -> None:
    assert turned("Japan accuses China", "China accuses Japan", "en") is None


def links(a: str, b: str) -> list[tuple[str, str]]:
    reader = Reader(PACK)
    articles = (Article(id=name, text=text, date="2026-11-02") for name, text in (("a", a), ("b", b)))
    found = find_links([one for article in articles for one in told(reader.read(article), PACK)], PACK)
    return [(one, other) for one, other, _ in found if one[0] != other[0]]


def test_turned_roles_are_another_claim() -> None:
    said = "قال الناطق حازم الغدير إن {} على ملعب العقيق بعد العاصفة."
    straight, turned_round = (said.format(text) for text in TURNED[3])
    assert not links(straight, turned_round)
    assert links(straight, said.format("فريق النسور هزم فريق الصقور"))


def test_who_says_it_of_each_other_makes_two_claims() -> None:
    said = "اتهمت {} {} بالتجسس على سفنها في الميناء."
    assert not links(said.format("اليابان", "الصين"), said.format("الصين", "اليابان"))
    assert links(said.format("اليابان", "الصين"), said.format("فرنسا", "الصين"))

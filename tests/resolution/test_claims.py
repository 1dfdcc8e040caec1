"""Claims: our own sentences about a fictional harbour; and the laws of gathering."""

from __future__ import annotations

import random
from itertools import combinations, pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.lang.pack import load_pack
from musnad.model import Article
from musnad.reading.reader import Reader
from musnad.resolution.claims import Told, find_links, link, told
from musnad.resolution.grouping import gather
from musnad.resolution.meeting import meeting_keys
from musnad.resolution.propositions import pack_words, unpack_words

READER = Reader(load_pack("ar"))


def said(text: str, name: str = "x", day: str = "2026-11-10") -> Told:
    """The first statement of a one-sentence article."""
    reading = READER.read(Article(id=name, text=text, date=day))
    return told(reading, READER.pack)[0]


CLOSED = "أعلن وزير النقل سامر الوادي أن جسر مرفأ الزيتون سيغلق أمام الشاحنات ثلاثة أشهر."


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("قال رئيس البلدية طارق المنارة إن الجسر في مرفأ الزيتون سيغلق ثلاثة أشهر أمام الشاحنات.", "same"),
        ("نفى رئيس البلدية طارق المنارة أن جسر مرفأ الزيتون سيغلق أمام الشاحنات.", "same"),
        ("قال رئيس البلدية طارق المنارة إن جسر مرفأ الزيتون سيغلق أمام الشاحنات 20 يوما فقط بعد 15 حادثا.", "rival"),
        ("قالت مديرة المكتبة هدى النبع إن قاعة الأطفال تضم ألف كتاب مصور.", None),
    ],
)
def test_what_is_linked(text: str, relation: str | None) -> None:
    found = link(said(CLOSED, "a"), said(text, "b"))
    assert (found.relation if found else None) == relation
    if found:
        assert found.why


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        # the other text negates the same
        ("قال رئيس البلدية طارق المنارة إن الصيادين الذين يقولون إنهم لن يغادروا مرفأ الزيتون ينتظرون قرارا.", False),
        # what is negated is told by one alone
        ("قال المتحدث سامر الوادي إن صيادي مرفأ الزيتون مستعدون للحوار مع البلدية حول الرسوم الجديدة.", False),
        ("قال رئيس البلدية طارق المنارة إن الصيادين سيغادرون مرفأ الزيتون.", True),
        # "did not and will not"
        ("قال رئيس البلدية طارق المنارة إن الصيادين الذين يقولون إنهم لم ولن يغادروا مرفأ الزيتون ينتظرون.", False),
    ],
)
def test_a_negation_stands_against_what_it_negates(text: str, linked: bool) -> None:
    one = said(
        "قال المتحدث سامر الوادي إن الصيادين لن يغادروا مرفأ الزيتون، "
        "وهم مستعدون للحوار مع البلدية حول الرسوم الجديدة.", "a",
    )  # fmt: skip
    other = said(text, "b")
    assert one.sign == -other.sign
    assert (link(one, other) is not None) == linked


@pytest.mark.parametrize(
    "text",
    [
        "قال رئيس البلدية طارق المنارة إنه ليس صحيحا أن جسر مرفأ الزيتون سيغلق أمام الشاحنات.",
        "قال رئيس البلدية طارق المنارة إنه لا صحة لما تردد عن إغلاق جسر مرفأ الزيتون أمام الشاحنات.",
        "قال رئيس البلدية طارق المنارة إنه لم يسبق أن أغلق جسر مرفأ الزيتون أمام الشاحنات.",
        "قال رئيس البلدية طارق المنارة إنه لم يتم إغلاق جسر مرفأ الزيتون أمام الشاحنات.",
        "نفى رئيس البلدية طارق المنارة أن جسر مرفأ الزيتون سيغلق أمام الشاحنات التي لم تدفع الرسوم.",
    ],
)
def test_what_is_negated_may_stand_behind_the_word_that_is(text: str) -> None:
    found = link(said(CLOSED, "a"), said(text, "b"))
    assert found is not None
    assert found.relation == "same"


def test_who_tells_that_another_denied_it_does_not_say_it() -> None:
    text = "أشار وزير النقل سامر الوادي إلى أن رئيس البلدية طارق المنارة نفى بشدة معرفته بإغلاق الجسر."
    outer, inner = told(READER.read(Article(id="a", text=text, date="2026-11-10")), READER.pack)
    assert (outer.stance, inner.stance) == ("other", "denies")


def test_who_denies_the_charge_of_not_doing_enough_contradicts_it() -> None:
    text = "اتهم بحارة مرفأ الزيتون البلدية بأنها لا تبذل جهودا كافية لإصلاح الرافعة الشرقية.\nونفت البلدية ذلك."
    one, other = told(READER.read(Article(id="a", text=text, date="2026-11-10")), READER.pack)
    assert (one.sign, other.sign) == (1, -1)
    assert link(one, other) is not None


def test_what_only_negates_must_be_more_alike_than_what_denies() -> None:
    told_by = said("قالت المديرة هدى النبع إن سفن الصيد ستغادر مرفأ الزيتون الذي يغلق في الصيف.", "b")
    negates = said("قال المتحدث سامر الوادي إن مرفأ الزيتون لن يغلق أمام السفن في الشتاء.", "a")
    denies = said("نفى المتحدث سامر الوادي إغلاق مرفأ الزيتون أمام السفن في الشتاء.", "a")
    assert link(negates, told_by) is None
    assert link(denies, told_by) is not None


def test_words_for_the_same_thing_link() -> None:
    one = said("قال المتحدث سامر الوادي إن زورق الصيد تحطم قرب مرفأ الزيتون بعد اجتماع البحارة.", "a")
    other = said("قال المتحدث سامر الوادي إن قارب الصيد سقط قرب مرفأ الزيتون بعد لقاء البحارة.", "b")
    assert one.proposition.terms[0].known_by == other.proposition.terms[0].known_by
    found = link(one, other)
    assert found is not None
    assert found.relation == "same"


def test_statements_of_common_words_alone_meet() -> None:
    words = "قال المتحدث سامر الوادي إن الحكومة تؤكد أهمية العمل مع الدول الأخرى."
    pair = [said(words, "a"), said(words, "b")]
    assert meeting_keys(pair[0])
    assert [row[2].relation for row in find_links(pair, READER.pack)] == ["same"]


def test_other_figures_make_rivals() -> None:
    one = said("قال المتحدث سامر الوادي إن غرق القارب في مرفأ الزيتون أدى إلى إصابة 15 بحارا.", "a")
    other = said("قال المتحدث طارق المنارة إن غرق القارب في مرفأ الزيتون أدى إلى إصابة 40 بحارا.", "b")
    found = link(one, other)
    assert found is not None
    assert found.relation == "rival"
    assert "15" in found.why[-1]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("قال الوزير سامر الوادي إن الجسر القديم سيغلق غدا.", "asserts"),
        ("نفى الوزير سامر الوادي أن الجسر القديم سيغلق غدا.", "denies"),
        ("قال الوزير سامر الوادي إن الجسر القديم لن يغلق غدا.", "denies"),
        ("قال الوزير سامر الوادي إن الجسر القديم لا يزال مفتوحا أمام الجميع.", "asserts"),
        ("أقر الوزير سامر الوادي بأن الجسر القديم تضرر من الفيضان.", "confirms"),
        ("شكك الوزير سامر الوادي في سلامة الجسر القديم بعد الفيضان.", "disputes"),
    ],
)
def test_stance(text: str, stance: str) -> None:
    assert said(text).stance == stance


def test_mourning_is_each_mourners_own() -> None:
    one = said("أعرب الوزير سامر الوادي عن تعازيه لأسر ضحايا غرق القارب في مرفأ الزيتون.", "a")
    other = said("أعرب رئيس البلدية طارق المنارة عن تعازيه لأسر ضحايا غرق القارب في مرفأ الزيتون.", "b")
    assert link(one, other) is None


def test_too_many_days_part_claims() -> None:
    assert link(said(CLOSED, "a"), said(CLOSED, "b", "2027-03-01")) is None


def test_links_do_not_depend_on_the_order() -> None:
    statements = [said(CLOSED.replace("ثلاثة", word), name) for name, word in zip("abcd", ["ثلاثة", "أربعة"] * 2)]  # noqa: B905
    before = find_links(statements, READER.pack)
    random.Random(1).shuffle(statements)
    assert find_links(statements, READER.pack) == before


@given(st.dictionaries(st.tuples(st.integers(0, 9), st.integers(0, 9)), st.floats(0.62, 1)), st.randoms())
def test_groups_do_not_depend_on_the_order(pairs: dict[tuple[int, int], float], chance: random.Random) -> None:
    links = {(str(min(a, b)), str(max(a, b))): score for (a, b), score in pairs.items() if a != b}
    keys = [str(n) for n in range(10)]
    groups = gather(keys, links)
    assert sorted(key for group in groups for key in group) == keys
    shuffled = [*links.items()]
    chance.shuffle(shuffled)
    chance.shuffle(keys)
    assert gather(keys, dict(shuffled)) == groups


def plainly_gathered(keys: list[str], links: dict[tuple[str, str], float]) -> list[list[str]]:
    """Average linkage as it is told: of all pairs of groups the closest is joined, until none is close enough."""
    groups = [[key] for key in keys]
    while True:
        averages = [
            (-sum(links.get((min(a, b), max(a, b)), 0.0) for a in one for b in other) / (len(one) * len(other)), i, j)
            for i, one in enumerate(groups) for j, other in enumerate(groups[:i])
        ]  # fmt: skip
        value, i, j = min(averages, default=(0.0, 0, 0))
        if -value < 0.25:
            return sorted(map(sorted, groups))
        groups[j] += groups.pop(i)


@pytest.mark.parametrize("seed", range(20))
def test_the_closest_are_joined_first(seed: int) -> None:
    chance = random.Random(seed)
    keys = [f"k{n:02}" for n in range(chance.randint(2, 24))]
    links = {
        pair: chance.choice([chance.uniform(0.3, 1), -1.0]) for pair in combinations(keys, 2) if chance.random() < 0.5
    }
    assert gather(keys, links) == plainly_gathered(keys, links)


def test_a_chain_does_not_pull_a_story_into_one_claim() -> None:
    keys = [f"k{n:02}" for n in range(12)]
    chain = dict.fromkeys(pairwise(keys), 0.7)
    assert max(len(group) for group in gather(keys, chain)) < 6


def test_what_must_stay_apart_stays_apart() -> None:
    assert gather("ab", {("a", "b"): -100.0}) == [["a"], ["b"]]
    assert len(gather("abc", {("a", "b"): 0.9, ("b", "c"): 0.9, ("a", "c"): -100.0})) == 2


def test_what_is_packed_comes_back() -> None:
    one = said("قال الوزير سامر الوادي إن فرنسا سترسل 15 قاربا إلى مرفأ الزيتون ولن ترسل مهندسين.")
    assert unpack_words(pack_words(one.proposition), "ar") == one.proposition
    assert {term.place for term in one.proposition.terms} > {""}


def test_a_country_and_its_spokesman_have_one_voice() -> None:
    one = said("طالبت فرنسا بوقف إطلاق النار فورا قرب مرفأ الزيتون.", "a")
    other = said("طالب وزير الخارجية الفرنسي سامر الوادي بوقف إطلاق النار فورا قرب مرفأ الزيتون.", "b")
    stranger = said("طالب وزير الخارجية الإيطالي طارق المنارة بوقف إطلاق النار فورا قرب مرفأ الزيتون.", "c")
    found = link(one, other)
    assert found is not None
    assert found.why[-1] == "said by a country and by somebody who may speak for it"
    assert link(one, stranger) is None  # who demands it himself makes a demand of his own


def test_a_demand_of_somebody_who_is_not_named_may_be_anybodys() -> None:
    demand = said("طالب الوزير سامر الوادي بوقف صيد السردين قرب مرفأ الزيتون.", "a")
    other = said("طالب الوزير طارق المنارة بوقف صيد السردين قرب مرفأ الزيتون.", "b")
    unnamed = msgspec.structs.replace(other, speaker="", speaker_terms=frozenset(), speaks_for="")
    assert link(demand, other) is None
    assert link(demand, unnamed) is not None


def test_a_report_of_what_somebody_demands_is_of_his_demand() -> None:
    demand = said("طالب الوزير سامر الوادي بوقف صيد السردين قرب مرفأ الزيتون.", "a")
    report = said("قال الحارس طارق المنارة إن الوزير سامر الوادي طالب بوقف صيد السردين قرب مرفأ الزيتون.", "b")
    assert demand.own
    assert not report.own
    assert link(demand, report) is not None

"""Copies: our own report of a fictional island, cut, edited, joined, quoted."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from musnad.lang.pack import load_pack
from musnad.model import Article
from musnad.resolution.copies import Copy, find_copies, is_formula, judge_copy
from musnad.resolution.passages import align, sketch

LEAD = (
    "أعلنت بلدية مرفأ الزيتون في جزيرة مرام أن أعمال ترميم الجسر القديم ستبدأ مطلع الشهر المقبل بعد تأخير دام عامين "
    "بسبب نقص المواد وخلاف مع شركة المقاولات حول كلفة الدعامات الجديدة."
)
MIDDLE = (
    "وأوضحت مهندسة البلدية لمى الساحلي أن المرحلة الأولى تشمل إغلاق الممر الشرقي أمام الشاحنات وتحويل السير إلى طريق "
    "الميناء، على أن تفتح عبارة صغيرة لنقل طلاب المدارس صباحا ومساء دون مقابل حتى انتهاء العمل."
)
END = (
    "وكان الصيادون قد احتجوا في الخريف الماضي على إغلاق المرسى المجاور ثلاثة أيام متتالية، فيما وعد رئيس اللجنة طارق "
    "المنارة بتعويض أصحاب القوارب التي تعذر عليها الخروج إلى البحر خلال تلك المدة."
)
OTHER = (
    "افتتحت مكتبة الحي الغربي قاعة للأطفال تضم ألف كتاب مصور ومسرحا للدمى تبرع به نجار متقاعد، وقالت أمينة المكتبة "
    "هدى النبع إن القراءة بصوت مرتفع ستقام كل خميس بعد العصر لمن تجاوزوا الرابعة من العمر."
)


def article(name: str, text: str, date: str | None = None, outlet: str | None = None) -> Article:
    return Article(id=name, text=text, date=date, outlet=outlet)


def pairs(*articles: Article) -> dict[tuple[str, str], Copy]:
    return {(one.a, one.b): one for one in find_copies(articles)}


def test_a_retitled_copy_is_whole_and_the_earlier_comes_first() -> None:
    text = f"{LEAD}\n{MIDDLE}\n{END}"
    found = pairs(
        article("x", text, "2026-11-03", "الساحل"), article("y", "الجسر أخيرا\n" + text, "2026-11-04", "الميناء")
    )
    assert found["x", "y"].kind == "whole"
    assert found["x", "y"].first == "a"


def test_an_edited_copy_is_found_with_offsets_into_both() -> None:
    edited = LEAD.replace("جزيرة مرام", "الجزيرة").replace("دام عامين", "استمر سنتين") + " " + MIDDLE
    one, other = article("x", f"{LEAD}\n{MIDDLE}\n{END}"), article("y", edited)
    (copy,) = find_copies([one, other])
    assert copy.kind == "contains"
    for passage in copy.passages:
        here, there = passage.a.of(one.text).split(), passage.b.of(other.text).split()
        assert here[0] == there[0]
        assert here[-1] == there[-1]


def test_a_joined_text_copies_both_of_its_parts() -> None:
    found = pairs(article("bridge", f"{LEAD}\n{MIDDLE}"), article("books", OTHER), article("both", f"{LEAD}\n{OTHER}"))
    assert set(found) == {("bridge", "both"), ("books", "both")}


def test_two_reporters_at_one_speech_do_not_copy() -> None:
    said = MIDDLE.rstrip(".")
    one = f'قالت لمى الساحلي في مؤتمر صحفي عقدته ظهر أمس: "{said}".'
    other = f'حضر سكان الحي الشرقي اللقاء، ونقلت إذاعة الموج الأبيض عن المهندسة قولها: "{said}"، ثم غادرت.'
    assert not pairs(article("x", one), article("y", other))


def test_other_reports_are_no_copies() -> None:
    assert not pairs(article("x", f"{LEAD}\n{MIDDLE}"), article("y", OTHER))


def test_a_form_filled_every_day_is_no_copy() -> None:
    form = "بلغت حركة مرفأ الزيتون اليوم {} قاربا داخلا و{} خارجا، وأنزل الصيادون {} صندوقا بيعت في المزاد بسعر {} قطعة"
    days = [
        article(f"d{k}", form.format(k + 11, k * 3 + 2, k * 7 + 40, k + 90), f"2026-11-{k + 1:02}") for k in range(8)
    ]
    assert not pairs(*days)


def test_what_comes_back_on_many_days_is_nobodys() -> None:
    assert is_formula(["2026-11-01", "2026-11-03", "2026-11-09", "2026-11-12", "2026-11-20"])
    assert not is_formula(["2026-11-01"] * 20 + ["2026-11-02"] * 20)


def test_an_agency_credit_tells_whose_text_it_was() -> None:
    found = pairs(article("x", f"(رويترز) - {LEAD}\n{MIDDLE}"), article("y", f"{LEAD}\n{MIDDLE}"))
    assert found["x", "y"].first == "رويترز"


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_two_texts_align_within_their_bounds(a: str, b: str) -> None:
    pack = load_pack("ar")
    one, other = sketch(Article(text=a + LEAD), pack), sketch(Article(text=b + LEAD), pack)
    found = align(one, other)
    assert found.shared <= min(len(one.words), len(other.words))
    for passage in found.passages:
        assert 0 <= passage.a.start < passage.a.end <= len(a + LEAD)
        assert 0 <= passage.b.start < passage.b.end <= len(b + LEAD)


def test_either_order_finds_the_same() -> None:
    """Going along the second text, its lead is taken for the first one's, and what follows it stands elsewhere."""
    pack = load_pack("ar")
    told = f"{LEAD} {' '.join(MIDDLE.split()[:5])}"
    one = article("x", f"{told}. {OTHER}", "2026-11-03", "الساحل")
    other = article("y", f"{LEAD} {END} {told}.", "2026-11-04", "الميناء")
    a, b = sketch(one, pack), sketch(other, pack)
    assert [len(align(*both).passages) for both in ((a, b), (b, a))] == [1, 2]
    there, back = judge_copy(one, a, other, b), judge_copy(other, b, one, a)
    assert there is not None
    assert back is not None
    assert (there.share_a, there.share_b) == (back.share_b, back.share_a)
    assert {(p.a, p.b) for p in there.passages} == {(p.b, p.a) for p in back.passages}

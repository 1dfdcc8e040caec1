"""Names of people whom no list knows: told by their place, whatever their words are spelled like."""

from __future__ import annotations

import pytest

from musnad.lang.pack import load_pack
from musnad.model import Article
from musnad.reading.reader import Reader

PACK = load_pack("ar")
READER = Reader(PACK)
SAID = "إن الجسر لن يغلق."


def _last(text: str) -> str | None:
    who = READER.read(Article(id="a", text=text, date="2026-11-02")).statements[-1].speaker
    return who.name if who is not None else None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"قال وزير الزراعة الهولندي برانكو فوكس {SAID}", "برانكو فوكس"),  # a paper is called so too
        (f"قال وزير الزراعة برانكو تراس، الذي زار القرية أمس، {SAID}", "برانكو تراس"),  # a verb is spelled so
        ("ونقلت الوكالة عن مدير المعهد سيغورد هال قوله إن الجسر لن يغلق.", "سيغورد هال"),
        ('"لن يغلق الجسر"، قال رئيس الوزراء فيغارد ستون.', "فيغارد ستون"),
        ("وأكد عبدالخبير فتح وزير الزراعة أن الجسر لن يغلق.", "عبدالخبير فتح"),
        ("فيغارد ستون: الجسر لن يغلق\nقرر وزير الزراعة بناء جسر.", "فيغارد ستون"),
        ("وصل المبعوث الصيني فيغارد ستون إلى المدينة. وأكد المبعوث أن الجسر لن يغلق.", "فيغارد ستون"),
        (f"زار وزير الزراعة برانكو ماس المصنع الجديد. وقال ماس {SAID}", "برانكو ماس"),
        (f"زار وزير الزراعة برانكو فوكس المصنع الجديد. وقال فوكس {SAID}", "برانكو فوكس"),
        (f"قال وزير الزراعة تشان ديونغ-را {SAID}", "تشان ديونغ-را"),  # a hyphen joins halves of a name
    ],
)
def test_a_name_by_its_place(text: str, name: str) -> None:
    assert _last(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"رفض الرئيس محمود سالم فتح المعبر. وقال الرئيس {SAID}", "محمود سالم"),
        (f"حذر الوزير برانكو طهران الأحد من الحرب. وقال برانكو {SAID}", "برانكو"),  # whom he warned
        (f"شجب برانكو الظروف في السجن. وقال برانكو {SAID}", "برانكو"),  # no family name has the article there
        (f"أكد خالد وجود خلاف، وقال {SAID}", "خالد"),  # of what he told
        (f"أعلن الوزير سعيد موعد افتتاح المعرض، وقال {SAID}", "سعيد"),
        (f"قال عبد الجليل ابن سرحان الأمين العام لحزب السنبلة {SAID}", "عبد الجليل ابن سرحان"),
    ],
)
def test_what_is_no_name(text: str, name: str) -> None:
    assert (_last(text) or "").startswith(name.split()[0])
    assert not set((_last(text) or "").split()) - set(name.split())


def test_what_is_to_come_stands_before_verbs_alone() -> None:
    assert PACK.lexicon.words(["ستيسي"])[0].before == ()


def test_a_long_name_is_no_shorter_one_with_a_preposition() -> None:
    assert PACK.lexicon.words(["كلاندر"])[0].before == ()
    assert PACK.lexicon.words(["كيونغ"])[0].before == ()

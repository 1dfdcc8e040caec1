"""Scripture and verse: among words written with all their vowel signs nobody speaks to the press."""

from __future__ import annotations

import pytest

from musnad import read


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        ("كتب على باب المرفأ القديم بخط كبير: نَفَتِ الرِّيَاحُ أَنَّ الْبَحْرَ سَاكِنٌ.", 0),
        ("نَفَتِ الْبَلَدِيَّةُ أَنَّ الْجِسْرَ مُغْلَقٌ.", 1),
        ("تَنفي البلدية إغلاق الجسر القديم.", 1),
        ("تـــنـــفي البلـــديـــة إغلاق الجسر القديم.", 1),
    ],
)
def test_signs_on_all_words(text: str, statements: int) -> None:
    found = [one for one in read(text).statements if one.act == "deny"]
    assert len(found) == statements

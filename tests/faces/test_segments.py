import musnad
from musnad.faces.segments import NONE, Mark, depth, innermost_first, marks_of, segments

TEXT = "قال المدرب سامر الحلو إن الفريق جاهز وأضاف أن الملعب رطب."


def test_each_code_point_once_and_marks_known_where_they_lie():
    marks = [Mark(2, 8, "content", 0), Mark(4, 6, "cue", 1), Mark(6, 8, "content", 1)]
    found = list(segments("abcdefghij", marks, cuts=[9]))
    assert [(start, end) for start, end, _ in found] == [(0, 2), (2, 4), (4, 6), (6, 8), (8, 9), (9, 10)]
    assert [[m.number for m in over] for _, _, over in found] == [[], [0], [0, 1], [0, 1], [], []]
    assert depth(found[3][2]) == 2
    assert [m.number for m in innermost_first(found[2][2])] == [1, 0]


def test_no_text_no_segments():
    assert list(segments("", [])) == []


def test_marks_of_a_reading_stand_in_text_order_and_add_up_to_the_text():
    reading = musnad.read(TEXT)
    marks = marks_of(reading, Mark(0, 3, "title", NONE), Mark(5, 5, "title", NONE))
    assert marks == sorted(marks)
    assert {"source", "cue", "content", "title"} <= {m.kind for m in marks}
    assert all(m.start < m.end for m in marks)
    assert "".join(TEXT[start:end] for start, end, _ in segments(TEXT, marks)) == TEXT

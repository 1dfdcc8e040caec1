"""Words on a terminal: whatever their direction, the lines of a cell keep to their cell."""

from __future__ import annotations

import io

import pytest

from musnad.faces.cells import Cell, isolated, shown_outlet
from musnad.faces.tables import print_rows
from musnad.model import Article

OPEN, CLOSE = "\u2066\u2067\u2068", "\u2069"
LONG = "أن كلفة الترميم بلغت تبرعات ثلاث قرى ولم تطلب اللجنة Marfa Press مالا من أحد حتى مساء أمس"


def printed(cell: Cell, width: int) -> list[str]:
    from rich.console import Console

    out = io.StringIO()
    Console(file=out, width=width, highlight=False).print(cell)
    return out.getvalue().splitlines()


def outside(line: str) -> str:
    """What of a line stands in no isolation."""
    kept, depth = [], 0
    for sign in line:
        depth += (sign in OPEN) - (sign == CLOSE)
        assert depth in (0, 1)
        if not depth and sign != CLOSE:
            kept.append(sign)
    assert not depth
    return "".join(kept)


def test_each_line_of_a_cell_is_isolated_in_the_direction_of_the_whole() -> None:
    lines = printed(Cell(LONG), 20)
    assert len(lines) > 3
    assert {line[0] for line in lines} == {"\u2067"}
    assert " ".join(line.strip()[1:-1] for line in lines) == LONG
    assert {line[0] for line in printed(Cell("Port الميناء القديم في رأس اللجين"), 14)} == {"\u2066"}
    assert printed(Cell("plain words"), 20) == ["plain words"]


def test_a_cell_is_cut_and_cleaned() -> None:
    assert printed(Cell("a\x1b[31mb\u202ec\nd", 0), 40) == ["a [31mb c d"]
    assert printed(Cell("x" * 50, 10), 40) == ["\u2066" + "x" * 9 + "…\u2069"]


def test_no_line_of_a_table_lets_words_run_into_the_next_cell(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [{"id": "s1", "speaker": LONG, "content": LONG}, {"id": "s2", "speaker": "Marfa", "content": LONG}]
    print_rows(rows, [("id", 0), ("speaker", 2), ("content", 5)], "none")
    lines = capsys.readouterr().out.splitlines()
    assert sum("\u2067" in line for line in lines) > 4
    for line in lines:
        assert not any("\u0600" <= sign <= "\u06ff" for sign in outside(line)), line


def test_one_line_in_isolation() -> None:
    assert isolated("a\nb") == "a b"
    assert isolated(" الجسر ") == "\u2068الجسر\u2069"


@pytest.mark.parametrize(
    ("outlet", "site", "shown"),
    [
        ("marfa.example", "أخبار مرفأ", "marfa.example (أخبار مرفأ)"),
        ("marfa.example", "Marfa.Example", "marfa.example"),
        ("marfa.example", " \x1b[2J\n", "marfa.example ([2J)"),
        ("marfa.example", 7, "marfa.example"),
        ("marfa.example", "م" * 99, f"marfa.example ({'م' * 59}…)"),
        (None, "أخبار مرفأ", ""),
    ],
)
def test_what_a_page_calls_itself_stands_beside_its_host(outlet: str | None, site: object, shown: str) -> None:
    assert shown_outlet(Article(text="x", outlet=outlet, extra={"site": site})) == shown

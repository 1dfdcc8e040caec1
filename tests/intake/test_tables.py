"""Articles of tables."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path
from typing import Any

import pytest

from musnad.errors import MusnadError

COLUMNS = {"text": "body", "date": "published", "outlet": "name"}
TABLE = (
    'id;body;published;name;desk\n1;"قال سامر الوادي\nإن الجسر آمن";30 آب 2016;مرفأ;محلي\n2;نص آخر;05/08/2016;;\n'
    "3;نص آخر;25/08/2016;;\n4;;;;\n5;a;b;c;d;e;f\n\n6;نص;;;\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1256"])
@pytest.mark.parametrize("mark", [";", ",", "\t"])
def test_csv(tmp_path: Path, read: Any, encoding: str, mark: str) -> None:
    (tmp_path / "t.csv").write_bytes(TABLE.replace(";", mark).encode(encoding))
    articles, problems = read("t.csv", columns=COLUMNS)
    assert [(one.id, one.date, one.outlet) for one in articles] == [
        ("1", "2016-08-30", "مرفأ"), ("2", None, None), ("3", "2016-08-25", None), ("6", None, None),
    ]  # fmt: skip
    assert articles[0].text == "قال سامر الوادي\nإن الجسر آمن"
    assert articles[0].extra == {"desk": "محلي"}
    assert [one.split(" (")[0] for one in problems] == [
        "t.csv:4: the date '05/08/2016' can be read in two ways",
        "t.csv:6: its text is empty",
        "t.csv:7: has 7 cells where there are 5 columns",
    ]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "is empty"),
        (b"text\n", "has no rows"),
        (b"id,body\n1,x\n", "has no column 'text' (it has id, body; --columns text=NAME names the text's)"),
        (b"\x89PNG\0\0", "is binary, not text: byte 4 is zero"),
    ],
)
def test_what_is_no_table(tmp_path: Path, read: Any, data: bytes, problem: str) -> None:
    (tmp_path / "t.csv").write_bytes(data)
    assert read("t.csv") == ([], [f"t.csv: {problem}"])


def test_a_quotation_mark_that_is_never_closed(tmp_path: Path, read: Any) -> None:
    (tmp_path / "t.csv").write_text('id,text\n1,"قال\nسامر"\n2,"قال سامر\n3,نفى كمال\n4,قال\n')
    articles, problems = read("t.csv")
    assert [one.id for one in articles] == ["1"]
    assert problems == ["t.csv:4: has a quotation mark that is never closed: the rest is left out"]
    (tmp_path / "t.csv").write_text('id,text\n1,جسر 5" وسوق\n2,"قال ""سامر\n"""')
    assert [one.id for one in read("t.csv")[0]] == ["1", "2"]


def test_rows_have_ids_of_their_own_and_the_first_columns_are_the_fields(tmp_path: Path, read: Any) -> None:
    (tmp_path / "t.tsv").write_text("text\tdate\nنص\t2016-08-30\nنص\t\n")
    articles, _ = read("t.tsv")
    assert [one.id for one in articles] == ["t-1", "t-2"]


def test_a_column_for_no_field(read: Any) -> None:
    with pytest.raises(MusnadError, match="no field 'body'"):
        read("t.csv", columns={"body": "text"})


def test_columns_are_fields_of_json_too(tmp_path: Path, read: Any) -> None:
    (tmp_path / "t.jsonl").write_text('{"body": "نص", "text": "x", "desk": 1}\n')
    (one,), _ = read("t.jsonl", columns={"text": "body"})
    assert (one.text, one.extra) == ("نص", {"desk": 1})


def test_a_table_is_read_as_it_comes(tmp_path: Path, read: Any) -> None:
    from musnad.intake import read_articles

    with (tmp_path / "t.csv").open("w") as file:
        file.write("text\n")
        for _ in range(200_000):
            file.write("قال سامر الوادي إن الجسر آمن\n")
    articles = read_articles([str(tmp_path / "t.csv")], on_problem=print)
    assert next(articles).id == "t-1"
    articles.close()  # type: ignore[attr-defined]


def test_parquet(tmp_path: Path, read: Any) -> None:
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    days = [datetime.date(2016, 8, 30), None, datetime.date(2016, 8, 31)]
    pq.write_table(
        pa.table({"body": ["نص", None, "آخر"], "published": days, "n": [1, 2, None]}), tmp_path / "t.parquet"
    )
    articles, problems = read("t.parquet", columns={"text": "body", "date": "published"})
    assert [(one.id, one.date, one.extra) for one in articles] == [
        ("t-1", "2016-08-30", {"n": 1}), ("t-3", "2016-08-31", {}),
    ]  # fmt: skip
    assert problems == ["t.parquet:row 2: its text is empty"]
    (tmp_path / "bad.parquet").write_bytes((tmp_path / "t.parquet").read_bytes()[:-30])
    assert read("bad.parquet")[1][0].startswith("bad.parquet: is no Parquet that can be read")
    assert "has no column 'text'" in read("t.parquet")[1][0]


def test_text_that_a_parquet_file_holds_as_bytes(tmp_path: Path, read: Any) -> None:
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    cells = pa.array(["قال سامر".encode(), b"\xff\xfe"], pa.binary())
    pq.write_table(pa.table({"text": cells, "date": ["٢٠١٦/٠٨/٣٠", None]}), tmp_path / "t.parquet")
    articles, problems = read("t.parquet")
    assert [(one.text, one.date) for one in articles] == [("قال سامر", "2016-08-30")]
    assert problems == ['t.parquet:row 2: the field "text" is no string']


def test_parquet_without_its_package(tmp_path: Path, read: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    (tmp_path / "t.parquet").write_bytes(b"PAR1")
    with pytest.raises(MusnadError, match=r"pip install 'musnad\[parquet\]'"):
        read("t.parquet")

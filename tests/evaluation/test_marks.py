"""Marks without text: what goes in comes out, and nothing of the text goes in."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import msgspec
import pytest
from evaluation.score import GoldArticle, GoldStatement

from evaluation import groups, marks

TITLE = "Vexo denies"
BODY = "Mara Vexo, the harbour master, said that the pier is open. She denied, the Tidal Post wrote, that it sank."
TEXT = f"{TITLE}\n{BODY}"


def span(words: str) -> tuple[int, int]:
    return (TEXT.index(words), TEXT.index(words) + len(words))


def statement(**changes: Any) -> GoldStatement:
    fields: dict[str, Any] = {
        "source": span("Mara Vexo, the harbour master"),
        "cue": span("said"),
        "content": (span("that the pier is open"),),
        "speaker": "Mara Vexo",
        "aliases": ("Vexo", "M. Vexo"),
        "kind": "person",
        "act": "state",
        "quote": "indirect",
    }
    return GoldStatement(**(fields | changes))


def article(*statements: GoldStatement) -> GoldArticle:
    return GoldArticle(
        id="x:1", text=TEXT, title=TITLE, date="2026-01-02", outlet="Gazette", statements=statements or (statement(),)
    )


ROW = marks.Row(id="x:1", title=TITLE, text=BODY, date="2026-01-02T08:00:00+00:00", outlet="Gazette")
DENIAL = statement(
    source=None,
    cue=span("denied"),
    content=(span("that it sank"),),
    act="deny",
    relays=("Tidal Post",),
    channel="interview",
    said_on="2026-01-01",
    parent=0,
)


def test_what_is_packed_is_unpacked() -> None:
    gold = article(statement(), DENIAL)
    assert marks.unpack(marks.pack(gold), ROW) == gold


def test_nothing_of_the_text_is_kept_but_names_not_in_it() -> None:
    kept = marks.msgspec.json.encode(marks.pack(article(statement(), DENIAL))).decode()
    assert '"M. Vexo"' in kept
    for word in ("Mara", "pier", "Tidal", "harbour"):
        assert word not in kept


def test_a_title_the_text_begins_with_is_not_put_before_it() -> None:
    assert marks.whole_text(TITLE, TEXT) == TEXT
    assert marks.whole_text(None, BODY) == BODY


def test_another_text_is_refused() -> None:
    with pytest.raises(ValueError, match="x:1: the corpus holds another text"):
        marks.unpack(marks.pack(article()), msgspec.structs.replace(ROW, text=BODY.replace("open", "shut")))


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"cue": (0, len(TEXT) + 1)}, "no such place"),
        ({"content": ()}, "contents are missing"),
        ({"content": (span("that it sank"), span("that the pier is open"))}, "not in order"),
        ({"content": ((span("that the pier")[0] - 1, span("is open")[1]),)}, "white space"),
        ({"cue": span("pier")}, "inside the content"),
        ({"act": "sing"}, "unknown act"),
        ({"kind": "ship"}, "unknown kind"),
        ({"quote": "loud"}, "unknown quote"),
        ({"channel": "bottle"}, "unknown channel"),
        ({"parent": 0}, "no such parent"),
        ({"speaker": None}, "no speaker"),
        ({"speaker": "a name of more words than any name could ever have"}, "too long for a name"),
    ],
)
def test_broken_marks_are_told(changes: dict[str, Any], fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        marks.pack(article(statement(**changes)))


def test_a_folder_is_packed_and_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(marks, "FOLDER", tmp_path / "marked")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "0.gold.json").write_bytes(marks.msgspec.json.encode(article()))
    assert marks.main(["s", str(tmp_path / "in")]) == 0
    first, further, neither = (tmp_path / name for name in ("articles.jsonl.gz", "bulk.jsonl.gz", "none.jsonl.gz"))
    other = msgspec.structs.replace(ROW, id="x:0")
    first.write_bytes(gzip.compress(msgspec.json.encode(other) + b"\n"))
    further.write_bytes(gzip.compress(msgspec.json.encode(other) + b"\n" + msgspec.json.encode(ROW) + b"\n"))
    assert marks.load_marked([tmp_path / "marked" / "s.jsonl"], [first, further, neither]) == [article()]
    with pytest.raises(ValueError, match="marked articles are not there: x:1"):
        marks.load_marked([tmp_path / "marked" / "s.jsonl"], [first])
    capsys.readouterr()


def test_a_faulty_folder_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(marks, "FOLDER", tmp_path / "marked")
    good, broken = tmp_path / "0.gold.json", tmp_path / "1.gold.json"
    good.write_bytes(marks.msgspec.json.encode(article()))
    broken.write_text("{", encoding="utf-8")
    assert marks.main(["s", str(tmp_path)]) == 1
    assert f"{broken}: " in capsys.readouterr().err
    assert not (tmp_path / "marked").exists()


def test_the_sets_of_the_repository_belong_to_one_group_each_and_hold_only_names() -> None:
    seen: set[str] = set()
    for group in groups.SETS:
        for path in groups.set_files(group):
            packed = marks.read_marks(path)
            ids = {a.article for a in packed}
            assert ids
            assert not ids & seen
            seen |= ids
            names = [n for a in packed for s in a.statements for n in (s.speaker, *s.aliases, *s.relays)]
            assert all(len(n.split()) <= marks.LONGEST_NAME for n in names if isinstance(n, str))

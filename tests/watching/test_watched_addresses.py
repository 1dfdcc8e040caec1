"""What is to be watched."""

from __future__ import annotations

from pathlib import Path

from musnad.watching.addresses import read_addresses

OPML = """<?xml version="1.0"?><opml version="2.0"><body><outline text="مرفأ"><outline type="rss" text="x"
 xmlUrl="https://marfa.example/feed"/></outline><outline xmlUrl="ftp://x"/></body></opml>"""


def test_every_kind_of_source(tmp_path: Path) -> None:
    (tmp_path / "f.opml").write_text(OPML)
    (tmp_path / "list.txt").write_text("# mine\nhttps://a.example/1 # one\n\nnonsense\nhttps://marfa.example/feed\n")
    (tmp_path / "bomb.opml").write_text('<!DOCTYPE x [<!ENTITY a "b">]>' + OPML)
    (tmp_path / "cut.opml").write_text(OPML[:-20])
    (tmp_path / "none.opml").write_text("<opml><body/></opml>")
    problems: list[str] = []
    names = ["f.opml", "list.txt", "bomb.opml", "cut.opml", "none.opml", "gone.opml"]
    sources = [*(str(tmp_path / name) for name in names), "https://b.example/feed"]
    found = read_addresses(sources, lambda problem: problems.append(str(problem)))
    assert found == ["https://marfa.example/feed", "https://a.example/1", "https://b.example/feed"]
    assert [one.removeprefix(f"{tmp_path}/").split(": ")[0] for one in problems] == [
        "list.txt:4", "bomb.opml", "cut.opml", "none.opml", "gone.opml",
    ]  # fmt: skip

"""Facts about outlets: the language's own, and a user's."""

from __future__ import annotations

from pathlib import Path

import pytest

from musnad.errors import MusnadError
from musnad.intake.outlets import Outlets, read_outlets


def test_an_outlet_is_known_by_its_domains() -> None:
    known = Outlets.of_language("ar")
    found = known.at("https://www.aljazeera.net/news/1")
    assert found is not None
    assert (found.name, found.country, found.family) == ("الجزيرة", "QA", "al-jazeera-network")
    assert known.at("https://feeds.sport.aljazeera.net/x") is found
    assert known.at("https://notaljazeera.net/") is None
    assert known.name_at("https://www.unknown.example/x") == "unknown.example"
    assert known.name_at(None) is None
    assert any(one.kind == "agency" for one in known)


@pytest.mark.parametrize("mark", ["\t", ",", ";"])
def test_a_user_adds_and_overrides(tmp_path: Path, mark: str) -> None:
    rows = [
        "# mine", "domains|name|country|family|kind", "marfa.example+m2.example|مرفأ|LB|دار مرفأ|newspaper",
        "aljazeera.net|قناة الجزيرة||-|television",
    ]  # fmt: skip
    path = tmp_path / "mine.tsv"
    path.write_text("\n".join(row.replace("|", mark).replace("+", "|") for row in rows))
    known = Outlets.of_language("ar", read_outlets(str(path)))
    assert known.name_at("https://m2.example/1") == "مرفأ"
    assert known.name_at("https://aljazeera.net/1") == "قناة الجزيرة"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("name\tcolour\n", "mine.tsv:1: there is no column 'colour'"),
        ("domains\nx.example\n", "mine.tsv:1: has no column 'name'"),
        ("name\tcountry\nx\tLebanon\n", "mine.tsv:2: 'Lebanon' is no country"),
        ("#\n\nname\tkind\nx\tblog\n", "mine.tsv:4: there is no kind 'blog'"),
        ("name\tdomains\nx\thttps://x.example\n", "mine.tsv:2: 'https://x.example' is no domain"),
        ("name\tdomains\n\tx.example\n", "mine.tsv:2: has no name"),
        ("name,kind\nx,radio,,\nx, y,radio\n", "mine.tsv:3: has 3 cells where there are 2 columns"),
        ("kind,name\nradio,x, y\n", "mine.tsv:2: has 3 cells where there are 2 columns"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, text: str, problem: str) -> None:
    (tmp_path / "mine.tsv").write_text(text)
    with pytest.raises(MusnadError) as caught:
        read_outlets(str(tmp_path / "mine.tsv"))
    assert str(caught.value).startswith(f"{tmp_path}/{problem}")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(MusnadError, match="cannot be read"):
        read_outlets(str(tmp_path / "no.tsv"))

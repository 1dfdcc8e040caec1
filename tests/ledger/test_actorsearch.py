"""Actors by a part of their name, and claims whose words are their denial."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from musnad.faces.cli import app
from musnad.lang.pack import load_pack
from musnad.ledger.actorsearch import actors_containing
from musnad.ledger.store import Ledger
from musnad.ledger.views import find_actors, list_claims, show_actor, show_claim
from musnad.model import Article
from musnad.reading.reader import Reader

TEXTS = {
    "a": "قال وزير الري حازم الغدير إن السد لم ينهر في العاصفة.",
    "b": "قال الحارس سامر البدر إن البوابة مغلقة. ونفى الحارس سامر البدر سرقة المخزن.",
    "c": "قالت الطبيبة سمر الغدير إن المستشفى يحتاج إلى أدوية.",
}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("ledger") / "small.db")
    reader = Reader(load_pack("ar"))
    with Ledger(path) as ledger:
        ledger.add(reader.read(Article(id=name, text=text, date="2026-11-02")) for name, text in TEXTS.items())
    return path


def run(*args: str) -> Result:
    return CliRunner().invoke(app, list(args))


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("حازم", ["حازم الغدير"]),
        ("الحازم", ["حازم الغدير"]),
        ("سام", ["سامر البدر"]),
        ("ع", []),
        ("%", []),
        ("زيد", []),
    ],
)
def test_a_part_of_a_name(path: str, asked: str, names: list[str]) -> None:
    with Ledger(path) as ledger:
        assert [name for _, name in actors_containing(ledger, asked)] == names


def test_who_shows_the_only_one_and_offers_several(path: str) -> None:
    one = run("who", "حازم", "--ledger", path, "--format", "table")
    assert one.exit_code == 0
    assert "حازم الغدير" in one.stdout
    assert "part of this name only" in one.stderr
    several = str(run("who", "غدي", "--ledger", path).exception)
    assert "it is part of: " in several
    assert "حازم الغدير (a" in several
    assert "سمر الغدير (a" in several
    with Ledger(path) as ledger:
        assert not find_actors(ledger, "غدي")


def test_a_claim_shown_by_the_words_of_its_denial_says_so(path: str) -> None:
    with Ledger(path) as ledger:
        found = {one["text"]: one for one in list_claims(ledger)}
        negated = next(one for text, one in found.items() if "لم ينهر" in text)
        denied = next(one for text, one in found.items() if "سرقة" in text)
        assert show_claim(ledger, negated["id"])["text_denies"]
    assert (negated["standing"], negated["text_denies"]) == ("denied", True)
    assert (denied["standing"], denied["text_denies"]) == ("denied", False)
    assert "denied in these words" in run("claims", "--ledger", path, "--format", "table").stdout
    assert '"standing":"denied"' in run("claims", "--ledger", path, "--format", "jsonl").stdout
    assert "nobody here says the contrary" in run("claim", negated["id"], "--ledger", path, "--format", "table").stdout


def test_a_country_is_found_by_its_name(tmp_path: Path) -> None:
    reading = Reader(load_pack("ar")).read(Article(id="a", text="أعلنت النرويج أن السد سليم.", date="2026-11-02"))
    with Ledger(str(tmp_path / "n.db")) as ledger:
        ledger.add([reading])
        (actor,) = find_actors(ledger, "النرويج")
        assert len(show_actor(ledger, actor)["positions"]) == 1

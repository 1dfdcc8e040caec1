"""The ledger's laws: adding twice is adding once, in any order, and removing undoes it; everything has evidence."""

from __future__ import annotations

import json
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from musnad.errors import MusnadError
from musnad.intake import read_articles
from musnad.lang.pack import load_pack
from musnad.ledger import store
from musnad.ledger.copying import Copyist
from musnad.ledger.corrections import decide, decisions, undo
from musnad.ledger.database import _Sqlite
from musnad.ledger.search import search
from musnad.ledger.store import Ledger
from musnad.ledger.views import ORDERS, find_actors, judge_pair, list_claims, show_actor, show_claim
from musnad.model import Article, Reading
from musnad.reading.reader import Reader
from musnad.resolution.passages import Sketch

ROOT = Path(__file__).resolve().parents[2]
STORY = [
    ("n1", "2026-11-10", "الساحل", "قال وزير النقل سامر الوادي أمس إن جسر مرفأ الزيتون سيغلق أمام الشاحنات ثلاثة أشهر"),
    ("n2", "2026-11-10", "الميناء", "أعلن وزير النقل سامر الوادي أن جسر مرفأ الزيتون سيغلق أمام الشاحنات لثلاثة أشهر."),
    ("n3", "2026-11-11", "البر", "نفى رئيس البلدية طارق المنارة أن جسر مرفأ الزيتون سيغلق أمام الشاحنات ثلاثة أشهر."),
    ("n4", "2026-11-12", "البحر", "أكدت مديرة المكتبة هدى النبع أن قاعة الأطفال تضم ألف كتاب مصور ومسرحا للدمى."),
    ("n5", "2026-11-14", "الساحل", "نفى الوزير سامر الوادي أن جسر مرفأ الزيتون سيغلق أمام الشاحنات ثلاثة أشهر."),
]  # fmt: skip


def readings(rows: list[tuple[str, str, str, str]] = STORY) -> list[Reading]:
    reader = Reader(load_pack("ar"))
    return [reader.read(Article(id=i, date=day, outlet=outlet, text=text)) for i, day, outlet, text in rows]


def shape(ledger: Ledger) -> tuple[object, ...]:
    """What the ledger holds, but for row numbers."""
    db = ledger.db
    for rows, others in (("statements WHERE claim NOT IN", "SELECT id FROM claims"),
                         ("claims WHERE id NOT IN", "SELECT claim FROM statements"),
                         ("profiles WHERE n NOT IN", "SELECT profile FROM sightings")):  # fmt: skip
        assert tuple(db.execute(f"SELECT count(*) FROM {rows} ({others})").fetchone()) == (0,)
    return (
        *(
            [tuple(row) for row in db.execute(query).fetchall()]
            for query in (
                "SELECT tag, claim, stance, content FROM statements ORDER BY tag",
                "SELECT * FROM claims ORDER BY id",
                "SELECT * FROM voices ORDER BY actor, claim",
                "SELECT tag, name, role, country, actor FROM profiles ORDER BY tag",
            )
        ),
        db.execute(
            "SELECT x.id, y.id, c.kind FROM copies c JOIN articles x ON x.n = c.a JOIN articles y ON y.n = c.b"
        ).fetchall(),
    )


@pytest.fixture
def ledger(fresh: str) -> Iterator[Ledger]:
    with Ledger(fresh) as book:
        book.add(readings())
        yield book


def bridge(book: Ledger) -> dict:
    return show_claim(book, list_claims(book, "reported")[0]["id"])


def test_a_claim_gathers_reports_and_its_denial(ledger: Ledger) -> None:
    claim = bridge(ledger)
    assert [(one["article"], one["stance"]) for one in claim["evidence"]] == [
        ("n1", "asserts"), ("n2", "asserts"), ("n3", "denies"), ("n5", "denies"),
    ]  # fmt: skip
    assert claim["standing_by_day"][0]["standing"] == "uncontested"
    assert claim["behind_it"]["reports"] == 2
    assert claim["behind_it"]["origins_named"] == {"least": 1, "most": 2}
    assert [turn["name"] for turn in claim["reversals"]] == ["سامر الوادي"]


def test_every_statement_shows_the_words_it_rests_on(ledger: Ledger) -> None:
    evidence = bridge(ledger)["evidence"]
    assert len(evidence) > 1
    for one in evidence:
        text = ledger.article(one["article"]).text
        for span in (one["cue"], *one["content"]):
            assert text[span["start"] : span["end"]] == span["text"]


def test_adding_again_changes_nothing(ledger: Ledger) -> None:
    before = shape(ledger)
    done = ledger.add(readings())
    assert (done.new, done.replaced, done.known) == (0, 0, 5)
    assert shape(ledger) == before


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_adding_does_not_matter(ledger: Ledger, seed: int) -> None:
    shuffled = readings()
    random.Random(seed).shuffle(shuffled)
    with Ledger(":memory:") as other:
        for one in shuffled:
            other.add([one])
        assert shape(other)[:3] == shape(ledger)[:3]


@pytest.mark.parametrize("seed", range(3))
def test_many_like_statements_settle_the_same_in_any_order(fresh: str, seed: int) -> None:
    """Chains of statements that are half alike: groups split and join again as more of them come."""
    chance = random.Random(seed)
    words = ["جسر", "مرفأ", "قوارب", "شاحنات", "ترميم", "صيادين", "مهندسة", "عبارة", "رصيف", "منارة", "بلدية", "سوق"]
    rows = [
        (f"r{k:02}", f"2026-11-{chance.randint(1, 20):02}", f"outlet {k % 5}",
         "قال وزير النقل سامر الوادي إن " + " و".join("ال" + word for word in chance.sample(words, 5)) + " تعود.")
        for k in range(40)
    ]  # fmt: skip
    with Ledger(fresh) as book, Ledger(":memory:") as other:
        for one in readings(rows):
            book.add([one])
        chance.shuffle(rows)
        other.add(readings(rows))
        assert len(list_claims(book, "reported", 100)) < 40
        assert shape(book)[:3] == shape(other)[:3]
        gone = {row[0] for row in chance.sample(rows, 15)}
        for ident in gone:
            book.remove(ident)
        with Ledger(":memory:") as rest:
            rest.add(readings([row for row in rows if row[0] not in gone]))
            assert shape(book)[:3] == shape(rest)[:3]


def test_removing_undoes_adding(ledger: Ledger) -> None:
    before = shape(ledger)
    more = readings([("n6", "2026-11-13", "الريح", "قال الوزير سامر الوادي إن جسر مرفأ الزيتون سيغلق أمام الشاحنات.")])
    ledger.add(more)
    assert shape(ledger) != before
    assert ledger.remove("n6")
    assert shape(ledger) == before
    assert not ledger.remove("n6")


def test_a_corrected_article_replaces_its_old_self(ledger: Ledger) -> None:
    text = "قال وزير النقل سامر الوادي أمس إن المرسى الشرقي سيفتح للزوار قريبا."
    done = ledger.add(readings([("n1", "2026-11-10", "الساحل", text)]))
    assert done.replaced == 1
    assert [one["article"] for one in bridge(ledger)["evidence"]] == ["n2", "n3", "n5"]


def test_an_id_from_before_still_leads_to_its_claim(ledger: Ledger) -> None:
    claim = bridge(ledger)
    assert len(claim["evidence"]) > 1
    for one in claim["evidence"]:
        assert show_claim(ledger, one["id"])["id"] == claim["id"]


def test_an_actor_shows_roles_positions_and_reversal(ledger: Ledger) -> None:
    actor = show_actor(ledger, find_actors(ledger, "سامر الوادي")[0])
    assert {one["role"] for one in actor["roles"]} >= {"وزير النقل"}
    assert [one["stance"] for one in actor["positions"]] == ["asserts", "asserts", "denies"]
    assert len(actor["reversals"]) == 1


def test_search_sees_through_what_is_written_onto_a_word(ledger: Ledger) -> None:
    assert {one["article"] for one in search(ledger, "شاحنات")} == {"n1", "n2", "n3", "n5"}
    assert {one["article"] for one in search(ledger, "الشاحنات", stance="denies")} == {"n3", "n5"}
    assert {one["article"] for one in search(ledger, "", who="هدى النبع")} == {"n4"}
    ledger.add(readings([("n8", "2026-11-15", "الريح", "قال سامر الوادي إن البلدية كتبت تقريرا عن الميناء.")]))
    assert (
        {one["article"] for one in search(ledger, "تقرير")}
        == {"n8"}
        == {one["article"] for one in search(ledger, "تقريرا")}
    )
    assert search(ledger, chr(34) + " OR ) : شاحنات*") == search(ledger, "OR شاحنات")
    with pytest.raises(MusnadError, match="nothing to search"):
        search(ledger, "")


def test_a_decision_holds_until_it_is_undone(ledger: Ledger) -> None:
    before = shape(ledger)
    number = decide(ledger, "same", "سامر الوادي", "طارق المنارة")
    assert find_actors(ledger, "سامر الوادي") == find_actors(ledger, "طارق المنارة")
    ledger.add(readings([("n7", "2026-11-15", "الريح", "قال سامر الوادي إن المطر سيهطل غدا على المرفأ.")]))
    assert find_actors(ledger, "سامر الوادي") == find_actors(ledger, "طارق المنارة")
    ledger.remove("n7")
    undo(ledger, number)
    assert shape(ledger) == before
    assert decisions(ledger)[0]["undone"]
    with pytest.raises(MusnadError, match="no decision"):
        undo(ledger, number)


def test_a_decision_that_holds_is_not_recorded_again(ledger: Ledger) -> None:
    number = decide(ledger, "same", "سامر الوادي", "طارق المنارة")
    assert decide(ledger, "same", "طارق المنارة", "سامر الوادي") == number
    assert len(decisions(ledger)) == 1
    other = decide(ledger, "different", "سامر الوادي", "طارق المنارة")
    assert find_actors(ledger, "سامر الوادي") != find_actors(ledger, "طارق المنارة")
    assert decide(ledger, "same", "سامر الوادي", "طارق المنارة") not in (number, other)
    assert [one["holds"] for one in decisions(ledger)] == [False, False, True]


def test_every_order_lists(ledger: Ledger) -> None:
    for order in ORDERS:
        for row in list_claims(ledger, order):
            assert row["reports"] >= 1
    with pytest.raises(MusnadError, match="no order"):
        list_claims(ledger, "loudest")


def test_a_pair_is_explained(ledger: Ledger) -> None:
    one, other, *_ = (each["id"] for each in bridge(ledger)["evidence"])
    assert judge_pair(ledger, one, other)["relation"] == "one claim"
    library = search(ledger, "مكتبة كتاب") or search(ledger, "كتاب")
    apart = judge_pair(ledger, one, library[0]["id"])
    assert apart["relation"] == "two claims"
    assert apart["why"]
    assert judge_pair(ledger, one, one) == {"relation": "one statement", "why": []}


def test_an_older_engine_is_known(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not list(ledger.stale())
    assert not ledger.is_stale()
    monkeypatch.setattr(store, "engine", lambda language: "9.9")
    assert ledger.is_stale()
    assert [article.id for article in ledger.stale()] == ["n1", "n2", "n3", "n4", "n5"]
    first, *rest = readings()
    ledger.add([first])
    assert ledger.is_stale()  # the others
    assert ledger.add(rest).replaced == 4
    assert not ledger.is_stale()


def test_samples_tell_one_story_through_several_outlets(tmp_path: Path) -> None:
    problems: list[object] = []
    articles = list(read_articles([str(ROOT / "samples")], on_problem=problems.append))
    assert not problems
    reader = Reader(load_pack("ar"))
    with Ledger(str(tmp_path / "samples.db")) as book:
        book.add(reader.read(one) for one in articles)
        counts = [row["reports"] for row in list_claims(book, "reported")]
    assert counts[0] >= 2


def test_an_interrupt_keeps_what_was_added(fresh: str) -> None:
    path = fresh

    def stopped():
        yield from readings()[:3]
        raise KeyboardInterrupt

    with Ledger(path) as book, pytest.raises(KeyboardInterrupt):
        book.add(stopped())
    with Ledger(path, must_exist=True) as book:
        assert [book.knows(one.article) for one in readings()] == [True, True, True, False, False]
        assert book.add(readings()).new == 2


def test_two_may_make_one_ledger_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = str(tmp_path / "press.db")
    with Ledger(path) as book:
        book.add(readings()[:2])
    done, looked = _Sqlite._done, [0]  # the second looked before the first had made anything

    def before(self: _Sqlite) -> int:
        return looked.pop() if looked else done(self)

    monkeypatch.setattr(_Sqlite, "_done", before)
    with Ledger(path) as book:
        assert book.add(readings()).new == 3


def test_wrong_files_are_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(MusnadError, match="no such ledger"):
        Ledger(str(tmp_path / "none.db"), must_exist=True)
    text = tmp_path / "text.db"
    text.write_text("no database " * 200)
    with pytest.raises(MusnadError, match="no ledger"):
        Ledger(str(text))
    with pytest.raises(MusnadError, match="cannot be opened"):
        Ledger(str(tmp_path / "no" / "folder.db"))
    with pytest.raises(MusnadError, match="is a folder"):
        Ledger(str(tmp_path), must_exist=True)
    with pytest.raises(MusnadError, match="name is empty"):  # SQLite's is a database that is gone at the end
        Ledger("")


@pytest.mark.parametrize("version", [0, 1, 99])
def test_a_database_of_another_program_is_told_and_left_alone(tmp_path: Path, version: int) -> None:
    path = tmp_path / "bookmarks.db"
    with closing(sqlite3.connect(path)) as db:
        db.executescript(f"CREATE TABLE pages (address TEXT); PRAGMA user_version = {version};")
    before = path.read_bytes()
    with pytest.raises(MusnadError, match="is a database, but no ledger"):
        Ledger(str(path))
    assert path.read_bytes() == before


def test_an_address_that_is_none_is_told_without_its_password() -> None:
    for url in ("postgresql://press:hidden@127.0.0.1:port/x", "postgresql://press:hidden@[::1/x"):
        with pytest.raises(MusnadError, match="is no address") as told:
            Ledger(url)
        assert "hidden" not in str(told.value)


def test_a_ledger_cut_short_is_told(tmp_path: Path) -> None:
    path = tmp_path / "press.db"
    with Ledger(str(path)) as book:
        book.add(readings())
        book.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 3])

    def use() -> None:
        with Ledger(str(path)) as book:
            list_claims(book, "reported")
            book.add(readings([("n9", "2026-11-10", "البر", STORY[0][3])]))

    with pytest.raises(MusnadError, match="damaged"):
        use()


def test_readers_read_while_a_writer_writes(fresh: str) -> None:
    path = fresh
    with Ledger(path) as writer:
        writer.add(readings()[:2])
        writer.db.begin()
        with Ledger(path, must_exist=True) as reader:
            assert list_claims(reader, "reported")[0]["reports"] == 2
        writer.db.rollback()


def test_rows_are_json(ledger: Ledger) -> None:
    json.dumps([bridge(ledger), show_actor(ledger, find_actors(ledger, "سامر الوادي")[0]), search(ledger, "جسر")])


@pytest.mark.parametrize("after", [0.4, 0.8, 1.4])
def test_a_killed_writer_loses_nothing_that_was_stored(tmp_path: Path, after: float) -> None:
    path, news = str(tmp_path / "press.db"), tmp_path / "news.jsonl"
    rows = [
        {"id": f"{row[0]}-{k}", "date": row[1], "outlet": f"{row[2]} {k}", "text": row[3]}
        for k in range(60)
        for row in STORY
    ]
    news.write_text("".join(json.dumps(row) + "\n" for row in rows))
    command = [sys.executable, "-m", "musnad", "add", str(news), "--ledger", path]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as child:
        time.sleep(after)
        child.kill()
    if Path(path).is_file():
        with Ledger(path) as book:
            assert book.db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert not book.db.execute("SELECT * FROM dirty_statements").fetchall()
    assert subprocess.run(command, capture_output=True, check=True).returncode == 0
    with Ledger(path, must_exist=True) as book:
        assert book.db.execute("SELECT count(*), count(DISTINCT id) FROM articles").fetchone() == (300, 300)
        tags = book.db.execute("SELECT count(*), count(DISTINCT tag) FROM statements").fetchone()
        assert tags[0] == tags[1] >= 300


def test_two_writers_take_turns(fresh: str) -> None:
    Ledger(fresh).close()
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(_add_one_by_one, [(fresh, 0), (fresh, 1)]))
    with Ledger(fresh, must_exist=True) as both, Ledger(":memory:") as alone:
        alone.add(readings())
        assert shape(both)[:3] == shape(alone)[:3]


def _add_one_by_one(job: tuple[str, int]) -> None:
    path, turn = job
    with Ledger(path) as book:
        for one in readings()[turn::2]:
            book.add([one])


def test_both_databases_hold_the_same(postgres: str, ledger: Ledger) -> None:
    with Ledger(":memory:") as other:
        other.add(readings())
        assert shape(other) == shape(ledger)


def test_an_interrupt_within_an_article_leaves_nothing_of_it(fresh: str, monkeypatch: pytest.MonkeyPatch) -> None:
    add = Copyist.add

    def interrupted(self: Copyist, number: int, article: Article, own: Sketch) -> None:
        if article.id == "n3":
            raise KeyboardInterrupt
        add(self, number, article, own)

    monkeypatch.setattr(Copyist, "add", interrupted)
    with Ledger(fresh) as book, pytest.raises(KeyboardInterrupt):
        book.add(readings())
    monkeypatch.undo()
    with Ledger(fresh, must_exist=True) as book, Ledger(":memory:") as other:
        other.add(readings()[:2])
        assert shape(book) == shape(other)
        assert book.add(readings()).new == 3


def test_outlets_of_one_publisher_are_one_witness(fresh: str) -> None:
    with Ledger(fresh) as book:
        book.add(
            readings([("a", *STORY[0][1:2], "العربية", STORY[0][3]), ("b", *STORY[1][1:2], "العربية نت", STORY[1][3])])
        )
        assert bridge(book)["behind_it"]["witnesses"]["least"] == 1


def test_many_reports_of_one_origin_are_those_that_put_it_forward(ledger: Ledger) -> None:
    def claim_of(rows: list[tuple[str, str, str, str]]) -> list[str]:
        ledger.add(readings(rows))
        return [str(one["id"]) for one in list_claims(ledger, "one-origin")]

    asserted, denied = STORY[0], STORY[2]
    one_report = [
        asserted,
        *((f"d{at}", day, f"صحيفة {at}", text) for at, (_, day, _, text) in enumerate([denied] * 3)),
    ]
    assert claim_of(one_report) == []  # one says it, three articles deny it
    assert len(claim_of([(f"r{at}", *asserted[1:2], f"جريدة {at}", asserted[3]) for at in range(3)])) == 1

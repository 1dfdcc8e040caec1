"""The page and the API over a small ledger: every address answers, as a page and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("fastapi")
pytest.importorskip("httpx2")

from fastapi.testclient import TestClient

import musnad
from musnad.faces.web.app import make_app
from musnad.faces.web.claimview import passed_on

FIRST = "أعلن وزير النقل سامر الوادي أن جسر الزيتون آمن ولا خطر من انهياره."
SECOND = "نفى المهندس جابر الشراع أن يكون جسر الزيتون آمنا، وقال إن خطر انهياره كبير."


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path = tmp_path_factory.mktemp("web") / "press.db"
    reader = musnad.Reader(musnad.load_pack("ar"))
    with musnad.Ledger(str(path)) as ledger:
        ledger.add(
            reader.read(musnad.Article(text=text, id=ident, date=day, outlet=outlet, title=text[:30]))
            for ident, outlet, day, text in (
                ("a1", "صحيفة الساحل", "2026-11-20", FIRST),
                ("b/2 ?#", "إذاعة الموج", "2026-11-21", SECOND),
            )
        )
    with TestClient(make_app(str(path)), base_url="http://127.0.0.1:8000", client=("127.0.0.1", 50000)) as made:
        yield made


def sent(client: TestClient, fields: dict[str, str], **more: Any) -> Any:
    """What the form on the page answers."""
    client.get("/read")
    return client.post("/read", data={**fields, "form": client.cookies["musnad_form"]}, **more)


def first_claim(client: TestClient) -> dict[str, object]:
    found = client.get("/claims.json").json()["claims"]
    return client.get(f"/claim/{found[0]['id']}.json").json()


@pytest.mark.parametrize("path", ["/", "/claims", "/claims?order=denied", "/articles", "/read", "/search"])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_pages_answer_in_both_languages(client: TestClient, path: str, language: str) -> None:
    answer = client.get(path, params={"lang": language})
    assert answer.status_code == 200
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in answer.text


def test_language_is_kept_and_arabic_is_the_first(client: TestClient) -> None:
    client.cookies.clear()
    assert '<html lang="ar"' in client.get("/").text
    client.get("/?lang=en")
    assert '<html lang="en"' in client.get("/").text
    client.cookies.clear()
    assert '<html lang="ar"' in client.get("/?lang=xx").text


def test_a_claim_leads_to_its_words(client: TestClient) -> None:
    claim = first_claim(client)
    page = client.get(f"/claim/{claim['id']}").text
    assert len(claim["evidence"]) > 1
    for one in claim["evidence"]:
        article = client.get(f"/statement/{one['id']}", follow_redirects=True)
        assert article.status_code == 200
        assert f'id="{one["statement"]}"' in article.text
        assert one["statement"] in page


def test_actor_and_exports(client: TestClient) -> None:
    claim = first_claim(client)
    actor = next(one["actor"] for one in claim["evidence"] if one["actor"])
    assert client.get(f"/actor/{actor}").status_code == 200
    for base in (f"/claim/{claim['id']}", f"/actor/{actor}", "/article/b%2F2%20%3F%23"):
        lines = client.get(f"{base}/export.jsonl").text.splitlines()
        assert lines
        assert all(json.loads(line)["type"] == "statement" for line in lines)
        assert client.get(f"{base}/export.csv").text.startswith("\ufeffid,")
        assert client.get(f"{base}/export.annotation").status_code == 200
        assert "<http://www.w3.org/ns/prov#" in client.get(f"{base}/export.prov").text


def test_search_by_words_and_facets(client: TestClient) -> None:
    found = client.get("/search.json", params={"q": "الجسر", "stance": "denies"}).json()
    assert [hit["stance"] for hit in found["hits"]] == ["denies"] * len(found["hits"]) != []
    assert found["facets"]["stance"] == [{"value": "denies", "label": "denies", "count": len(found["hits"])}]
    page = client.get("/search", params={"q": "الجسر"}).text
    assert "stance=denies" in page


@pytest.mark.parametrize(
    ("path", "status"),
    [("/claim/none", 404), ("/actor/none", 404), ("/article/none", 404), ("/statement/none", 404), ("/no/page", 404),
     ("/search?since=2026-02-31", 400), ("/search?act=sing", 422), ("/claims?number=0", 422)],
)  # fmt: skip
def test_what_is_not_there_is_told(client: TestClient, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert 'role="alert"' in answer.text
    before, mark, query = path.partition("?")
    told = client.get(f"{before}.json{mark}{query}")
    assert told.status_code == status
    assert told.json()["error"]["status"] == status


def test_what_is_not_here_is_told_in_the_language_of_the_page(client: TestClient) -> None:
    arabic, english = (client.get("/claim/none", params={"lang": language}).text for language in ("ar", "en"))
    assert "there is no claim" not in arabic
    assert "there is no claim" in english
    assert "musnad search" not in english, "no advice for a command line"
    assert 'href="/search"' in arabic
    data = client.get("/claim/none.json").json()["error"]
    assert data["problem"] == "there is no claim 'none'"


def test_who_was_spoken_to_and_printed_it_is_named_once() -> None:
    assert passed_on({"chain": ["Gulf", "Gulf", "Samer"]}) == ["Samer", "Gulf"]
    assert passed_on({"chain": ["", "Agency", "Samer"]}) == ["Samer", "Agency"]
    assert passed_on({"chain": ["Gulf", "Agency", "Gulf"]}) == ["Gulf", "Agency", "Gulf"]


def test_reading_keeps_nothing_unless_asked(client: TestClient) -> None:
    text = "قالت مديرة المدرسة سلمى العطار إن الدروس تبدأ غدا."
    form = {"text": text, "date": "2026-11-23", "title": "", "outlet": "", "url": ""}
    known = len(client.get("/articles.json").json()["articles"])
    shown = sent(client, form)
    assert shown.status_code == 200
    assert "2026-11-24" in shown.text
    assert len(client.get("/articles.json").json()["articles"]) == known
    kept = sent(client, {**form, "keep": "1"}, follow_redirects=False)
    assert kept.status_code == 303
    assert client.get(kept.headers["location"]).status_code == 200
    assert len(client.get("/articles.json").json()["articles"]) == known + 1
    ident = client.get("/articles.json").json()["articles"][0]["id"]
    from musnad.ledger.store import Ledger

    with Ledger(client.app.state.desk.url) as ledger:
        ledger.remove(ident)


def test_reading_a_file(client: TestClient) -> None:
    lines = "\n".join(json.dumps({"text": text, "id": f"f{n}"}) for n, text in enumerate((FIRST, SECOND)))
    answer = sent(client, {}, files={"file": ("two.jsonl", lines.encode())})
    assert answer.status_code == 200
    assert 'id="r1-s1"' in answer.text
    assert 'id="r2-s1"' in answer.text
    wrong = sent(client, {}, files={"file": ("x.exe", b"MZ")})
    assert wrong.status_code == 400
    assert "suffixes" in wrong.text


def test_api_reads_as_the_command_does(client: TestClient) -> None:
    told = client.post("/api/v1/read", json={"text": FIRST, "date": "2026-11-20"}).json()
    from musnad.contract import to_dict

    article = musnad.Article(text=FIRST, id=told["id"], date="2026-11-20")
    assert told == json.loads(json.dumps(to_dict(musnad.Reader(musnad.load_pack("ar")).read(article))))


def test_hostile_text_is_shown_as_text(client: TestClient, tmp_path: Path) -> None:
    bad = 'قال سامر <script>alert(1)</script> إن "الجسر" آمن <img src=x onerror=alert(1)>.'
    page = sent(client, {"text": bad, "title": "\u202e<b>x", "url": "javascript:alert(1)"}).text
    assert "<script>alert" not in page
    assert "<img" not in page
    assert 'href="javascript' not in page
    assert "\u202e" not in page.partition("<form")[0]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_claim_page_draws_its_chains(client: TestClient, language: str) -> None:
    claim = first_claim(client)
    page = client.get(f"/claim/{claim['id']}", params={"lang": language}).text
    assert page.count("<svg") == 2
    assert 'class="timeline"' in page
    graph = client.get(f"/api/v1/claims/{claim['id']}/graph").json()
    told = {ident for node in graph["nodes"] if node["kind"] == "article" for ident in node["statements"]}
    assert told == {one["id"] for one in claim["evidence"] if one["stance"] != "other"}
    ids = {node["id"] for node in graph["nodes"]}
    assert all({edge["from"], edge["to"]} <= ids for edge in graph["edges"])


def test_front_page_shows_what_was_added_since(tmp_path: Path) -> None:
    path = str(tmp_path / "front.db")
    reader = musnad.Reader(musnad.load_pack("ar"))
    with TestClient(make_app(path), base_url="http://127.0.0.1:8000", client=("127.0.0.1", 50000)) as made:
        empty = made.get("/").text
        for ident, text in (("a1", FIRST), ("a2", SECOND)):
            with musnad.Ledger(path) as ledger:
                ledger.add([reader.read(musnad.Article(text=text, id=ident, title=f"title {ident}"))])
            first, again = made.get("/"), made.get("/")
            assert f"title {ident}" in first.text
            assert (again.text, again.headers["Vary"]) == (first.text, "Cookie")
            assert first.text != empty
        assert "title a2" in made.get("/?lang=en").text
        english = made.get("/").text
        assert '<html lang="en"' in english
        assert english != first.text
        assert "title a2" in english
        with musnad.Ledger(path) as ledger:
            ledger.remove("a2")
        assert "title a2" not in made.get("/").text


def test_actors_by_statements_and_by_name(client: TestClient) -> None:
    known = client.get("/actors.json").json()
    counts = [one["statements"] for one in known["actors"]]
    assert counts == sorted(counts, reverse=True)
    assert min(counts) > 0
    page = client.get("/actors").text
    assert all(f"/actor/{one['id']}" in page for one in known["actors"])
    named = client.get("/actors.json", params={"name": "سامر الوادي"}).json()["actors"]
    assert [one["name"] for one in named] == ["سامر الوادي"]
    assert named[0] in known["actors"]
    assert client.get("/actors.json", params={"name": "لا أحد"}).json()["actors"] == []
    assert client.get("/api/v1/actors").json() == known
    assert client.get("/actors.json?number=2").json()["actors"] == []


@pytest.mark.parametrize(
    ("body", "status", "told"),
    [
        (b'{"text": ', 400, "the body is no JSON: Expecting value (character 9)"),
        (b"\xff{", 400, "the body is no JSON"),
        (b"[" * 100_000, 400, "the body is no JSON"),
        (b"[1]", 422, "the body is no JSON object"),
        (b"", 422, "the body is no JSON object"),
        (b'{"text": 1}', 422, "text: Input should be a valid string"),
    ],
    ids=["broken", "bytes", "deep", "list", "empty", "number"],
)
def test_a_body_that_is_none_is_told_in_one_line(client: TestClient, body: bytes, status: int, told: str) -> None:
    answer = client.post("/api/v1/read", content=body, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["error"]["problem"]) == (status, told)


BRIDGE = "قال وزير النقل سامر الوادي إن جسر الزيتون {}. وأعلن طارق المنارة أن السوق مفتوح."


def test_an_article_shows_what_changed_in_it(tmp_path: Path) -> None:
    path = str(tmp_path / "changed.db")
    reader = musnad.Reader(musnad.load_pack("ar"))
    with musnad.Ledger(path) as ledger:
        for told in ("آمن ولا خطر من انهياره", "غير آمن وخطر انهياره كبير"):
            ledger.add([reader.read(musnad.Article(text=BRIDGE.format(told), id="a", date="2026-11-20"))])
        ledger.add([reader.read(musnad.Article(text=SECOND, id="b", date="2026-11-20"))])
    with TestClient(make_app(path), base_url="http://127.0.0.1:8000", client=("127.0.0.1", 50000)) as made:
        (version,) = made.get("/article/a.json").json()["changes"]
        assert [(one["kind"], one["what"]) for one in version["changes"]] == [("changed", ["words"])]
        page = made.get("/article/a").text
        old, new = (page.partition(f"<{tag}>")[2].partition(f"</{tag}>")[0] for tag in ("del", "ins"))
        assert "ولا خطر من انهياره" in old
        assert "وخطر انهياره كبير" in new
        assert "السوق" not in old + new
        assert made.get("/article/b.json").json()["changes"] == []
        assert "<del>" not in made.get("/article/b").text


def test_a_fact_check_is_shown_as_its_publishers_word(tmp_path: Path) -> None:
    from musnad.ledger.reviews import add_reviews
    from musnad.model import Review

    path = str(tmp_path / "reviewed.db")
    reader = musnad.Reader(musnad.load_pack("ar"))
    with musnad.Ledger(path) as ledger:
        ledger.add([reader.read(musnad.Article(text=FIRST, id="a", date="2026-11-20"))])
    with TestClient(make_app(path), base_url="http://127.0.0.1:8000", client=("127.0.0.1", 50000)) as made:
        before = first_claim(made)
        assert 'class="reviews"' not in made.get(f"/claim/{before['id']}").text
        review = Review(
            id="r", claim=before["text"], publisher="مرصد <b>مرام", url="javascript:alert(1)", rating="مضلل <script>",
            claimed_on="2026-11-20", language="ar",
        )  # fmt: skip
        with musnad.Ledger(path) as ledger:
            add_reviews(ledger, [review])
        after = first_claim(made)
        assert [(one["publisher"], one["rating"]) for one in after["reviews"]] == [("مرصد <b>مرام", "مضلل <script>")]
        counted = ("reports", "standing", "witnesses_least", "witnesses_most", "behind", "against")
        assert [after[name] for name in counted] == [before[name] for name in counted]
        page = made.get(f"/claim/{before['id']}").text
        section = page.partition('class="reviews"')[2].partition("</section>")[0]
        assert "مضلل &lt;script&gt;" in section
        assert "مرصد &lt;b&gt;مرام" in section
        assert "javascript" not in section
        assert "لا يأخذ به مُسنَد" in section


def test_reasons_are_told_in_the_language_of_the_page(client: TestClient) -> None:
    page = client.get("/article/a1", params={"lang": "ar"}).text
    why = page.partition("<details>")[2].partition("</details>")[0]
    assert "من ألفاظ الإسناد" in why
    assert 'lang="en"' not in why
    assert "the source gives the name" in client.get("/article/a1", params={"lang": "en"}).text


def test_a_heading_leaves_out_that_and_the_words_keep_it(client: TestClient) -> None:
    client.cookies.clear()
    claim = next(one for one in client.get("/claims.json").json()["claims"] if one["text"].startswith("أن "))
    page = client.get(f"/claim/{claim['id']}").text
    assert f"<h1><bdi>{claim['text'].removeprefix('أن ')}" in page
    assert claim["text"] in page.partition('id="h-evidence"')[2]

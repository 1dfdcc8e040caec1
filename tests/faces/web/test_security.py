"""Each threat of ``docs/security.md`` that needs no browser, tried on the application itself."""

from __future__ import annotations

import asyncio
import gzip
import json
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("fastapi")
pytest.importorskip("httpx2")

from fastapi.testclient import TestClient

from musnad.errors import MusnadError
from musnad.faces.web import security
from musnad.faces.web.app import make_app
from musnad.faces.web.security import FORM, Guard, Rates, is_local
from musnad.faces.web.settings import Settings

TEXT = "قال وزير النقل سامر الوادي إن الجسر آمن."
TOKEN = "a long token nobody guesses"
HERE, THERE = ("127.0.0.1", 50000), ("203.0.113.7", 50000)
Open = Callable[..., TestClient]


@pytest.fixture
def open_(tmp_path: Path) -> Iterator[Open]:
    made: list[TestClient] = []

    def start(base: str = "http://127.0.0.1:8000", client: tuple[str, int] = HERE, **told: Any) -> TestClient:
        app = make_app(str(tmp_path / "press.db"), Settings(**told))
        made.append(TestClient(app, base_url=base, client=client, follow_redirects=False))
        made[-1].__enter__()
        return made[-1]

    yield start
    for each in made:
        each.__exit__()


def form(client: TestClient, **fields: str) -> dict[str, str]:
    client.get("/read")
    return {**fields, "form": client.cookies[FORM]}


# --- what a browser may do with an answer ---------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/", "/read", "/claims.json", "/api/v1/openapi.json", "/static/page.css", "/none"])
def test_every_answer_tells_the_browser_its_limits(open_: Open, path: str) -> None:
    headers = open_().get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "frame-ancestors 'none'" in policy
    assert "base-uri 'none'" in policy
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "access-control-allow-origin" not in headers


def test_only_the_card_may_be_framed(open_: Open) -> None:
    headers = open_().get("/claim/none/card").headers
    assert "frame-ancestors *" in headers["content-security-policy"]
    assert "x-frame-options" not in headers
    for path in ("/claim/none", "/claim/none/card/", "/claim/a/b/card", "/claim/none/card.json"):
        assert "frame-ancestors 'none'" in open_().get(path).headers["content-security-policy"]


def test_errors_of_ours_tell_nothing_and_are_dressed(open_: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    client = open_()
    monkeypatch.setattr("musnad.faces.web.front.front", lambda ledger: 1 / 0)
    for path in ("/", "/index.json"):
        answer = client.get(path)
        assert answer.status_code == 500
        assert "ZeroDivision" not in answer.text
        assert "Traceback" not in answer.text
        assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_no_page_holds_inline_code_or_style(open_: Open) -> None:
    client = open_()
    client.post("/api/v1/articles", json={"text": TEXT, "date": "2026-11-23"})
    article = client.get("/articles.json").json()["articles"][0]["id"]
    claim = client.get("/claims.json").json()["claims"][0]["id"]
    actor = client.get(f"/claim/{claim}.json").json()["evidence"][0]["actor"]
    paths = ("/", "/read", "/claims", "/articles", "/search?q=x", f"/article/{article}", f"/claim/{claim}",
             f"/claim/{claim}/card", f"/actor/{actor}", "/signin", "/none")  # fmt: skip
    for path in paths:
        html = client.get(path).text
        assert "<html" in html
        assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:|<script(?![^>]* src=)", html), path


# --- names and origins ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8000", 200), ("localhost:8000", 200), ("LOCALHOST", 200), ("[::1]:8000", 200), ("10.0.0.3", 200),
        ("rebinding.example:8000", 421), ("localhost.example", 421), ("127.0.0.1.example", 421), ("", 421),
        ("a@localhost", 421), ("localhost/x", 421), ("localhost:8000:1", 421), ("[::1", 421),
    ],
)  # fmt: skip
def test_a_name_that_was_bound_to_this_machine_is_refused(open_: Open, host: str, status: int) -> None:
    token = {"Authorization": f"Bearer {TOKEN}"}  # what is asked by a number other than the machine's own wants it
    assert open_(token=TOKEN).get("/claims.json", headers={"Host": host, **token}).status_code == status


def test_names_the_server_is_given_are_its_own(open_: Open) -> None:
    client = open_(hosts=("press.example",), token=TOKEN, public=True)
    assert client.get("/", headers={"Host": "press.example"}).status_code == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "none"}, 403),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "http://127.0.0.1:8000"}, 200),
        ({"Origin": "http://127.0.0.1:8000"}, 200),
        ({"Origin": "http://127.0.0.1:9999"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "http://127.0.0.1:8000.evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Referer": "http://127.0.0.1:8000/read"}, 200),
        ({"Referer": "https://evil.example/127.0.0.1:8000"}, 403),
    ],
)
def test_what_another_site_makes_a_browser_send_is_refused(open_: Open, headers: dict[str, str], status: int) -> None:
    client = open_()
    assert client.post("/api/v1/read", json={"text": TEXT}, headers=headers).status_code == status
    assert client.post("/read", data=form(client, text=TEXT), headers=headers).status_code == status


def test_a_form_without_the_cookies_secret_is_refused(open_: Open) -> None:
    client = open_()
    for fields in ({"text": TEXT}, {"text": TEXT, "form": ""}, {"text": TEXT, "form": "x" * 32}):
        client.cookies.clear()
        assert client.post("/read", data=fields).status_code == 403
        client.get("/read")
        assert client.post("/read", data=fields).status_code == 403
    assert client.post("/read", data=form(client, text=TEXT)).status_code == 200
    assert client.get("/articles.json").json()["articles"] == []


def test_forms_carry_the_secret_and_the_cookie_is_kept_from_scripts(open_: Open) -> None:
    answer = open_().get("/read")
    told = answer.headers["set-cookie"]
    secret = re.search(rf"{FORM}=([\w-]+)", told)
    assert secret
    assert answer.text.count(f'name="form" value="{secret[1]}"') == 1
    assert "HttpOnly" in told
    assert "SameSite=Strict" in told


def test_the_card_sets_no_cookie(open_: Open) -> None:
    assert "set-cookie" not in open_().get("/claim/none/card").headers


# --- who may do what ------------------------------------------------------------------------------------------------


def test_nothing_is_open_to_others_without_a_token(tmp_path: Path) -> None:
    for host in ("0.0.0.0", "::", "192.168.1.5", "press.example"):
        with pytest.raises(MusnadError, match="no token"):
            make_app(str(tmp_path / "x.db"), Settings(host=host))


def test_which_hosts_are_local() -> None:
    assert all(map(is_local, ("localhost", "LOCALHOST.", "127.0.0.1", "127.8.8.8", "::1", "[::1]")))
    assert not any(map(is_local, ("0.0.0.0", "::", "10.0.0.1", "localhost.example", "", "example.org")))


def outside(open_: Open, **told: Any) -> TestClient:
    return open_("http://192.0.2.1:8000", THERE, host="0.0.0.0", token=TOKEN, **told)


@pytest.mark.parametrize("public", [False, True])
def test_others_need_the_token_to_write_and_unless_public_to_look(open_: Open, public: bool) -> None:
    client = outside(open_, public=public)
    right, wrong = {"Authorization": f"Bearer {TOKEN}"}, {"Authorization": f"Bearer {TOKEN}x"}
    for path in ("/api/v1/articles", "/api/v1/read"):
        for headers in ({}, wrong, {"Authorization": TOKEN}, {"Authorization": "Bearer"}, {"Authorization": "Basic x"}):
            answer = client.post(path, json={"text": TEXT}, headers=headers)
            assert answer.status_code == 401
            assert answer.headers["www-authenticate"] == "Bearer"
        assert client.post(path, json={"text": TEXT}, headers=right).is_success
    assert client.post("/read", data={"text": TEXT}).status_code == 401
    for path in ("/claims.json", "/api/v1/claims"):
        assert client.get(path).status_code == (200 if public else 401)
        assert client.get(path, headers=right).status_code == 200
    page = client.get("/search?q=%D8%A8&act=deny")
    assert page.status_code == (200 if public else 303)
    if not public:
        assert page.headers["location"] == "/signin?next=%2Fsearch%3Fq%3D%25D8%25A8%26act%3Ddeny"


def test_a_token_is_wanted_for_writing_here_too_once_there_is_one(open_: Open) -> None:
    client = open_(token=TOKEN)
    assert client.get("/claims.json").status_code == 200
    assert client.post("/api/v1/articles", json={"text": TEXT}).status_code == 401


@pytest.mark.parametrize("name", ["Forwarded", "X-Forwarded-For", "X-Real-IP", "Via"])
def test_whoever_comes_through_a_proxy_is_not_local(open_: Open, name: str) -> None:
    client = open_()
    answer = client.post("/api/v1/articles", json={"text": TEXT}, headers={name: "127.0.0.1"})
    assert answer.status_code == 403
    assert client.get("/claims.json", headers={name: "127.0.0.1"}).status_code == 403


def test_whoever_calls_from_elsewhere_is_not_local(open_: Open) -> None:
    assert open_(client=THERE).post("/api/v1/articles", json={"text": TEXT}).status_code == 403
    assert open_(client=THERE).get("/").status_code == 403


def test_signing_in(open_: Open) -> None:
    client = outside(open_)
    page = client.get("/signin?next=/claims")
    assert page.status_code == 200
    fields = {"form": client.cookies[FORM], "next": "/claims?order=denied"}
    assert client.post("/signin", data={**fields, "token": "wrong"}).status_code == 403
    assert client.get("/claims").status_code == 303
    assert client.post("/signin", data={**fields, "token": TOKEN, "form": "other"}).status_code == 403
    answer = client.post("/signin", data={**fields, "token": TOKEN})
    assert (answer.status_code, answer.headers["location"]) == (303, "/claims?order=denied")
    told = answer.headers["set-cookie"]
    assert "HttpOnly" in told
    assert "samesite=strict" in told.lower()
    assert TOKEN not in told
    assert client.get("/claims").status_code == 200
    assert client.post("/read", data=form(client, text=TEXT)).status_code == 200


@pytest.mark.parametrize(
    "there", ["//evil.example/", "https://evil.example", "/\\evil.example", "javascript:1", "/\r\nX: 1"]
)
def test_signing_in_leads_nowhere_else(open_: Open, there: str) -> None:
    client = outside(open_)
    client.get("/signin")
    answer = client.post("/signin", data={"form": client.cookies[FORM], "next": there, "token": TOKEN})
    assert answer.headers["location"] == "/"


def test_secrets_are_compared_in_constant_time(open_: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[bytes, bytes]] = []
    real = security.hmac.compare_digest
    monkeypatch.setattr(security.hmac, "compare_digest", lambda a, b: seen.append((a, b)) or real(a, b))
    client = outside(open_)
    client.post("/api/v1/read", json={"text": TEXT}, headers={"Authorization": "Bearer guess"})
    assert (b"guess", TOKEN.encode()) in seen
    client.get("/claims", headers={"Cookie": "musnad_session=guess"})
    assert seen[-1][0] == b"guess"
    client.post("/api/v1/read", json={"text": TEXT}, headers={"Authorization": "Bearer \xe9".encode("latin-1")})


# --- how often and how much -----------------------------------------------------------------------------------------


def test_rates_fill_up_again() -> None:
    rates = Rates(burst=2, minute=60)
    assert [rates.wait("a", 0.0), rates.wait("a", 0.0)] == [0.0, 0.0]
    assert rates.wait("a", 0.0) == pytest.approx(1.0)
    assert rates.wait("b", 0.0) == 0.0
    assert rates.wait("a", 0.5) == pytest.approx(0.5)
    assert rates.wait("a", 1.1) == 0.0


def test_rates_do_not_remember_everybody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(security, "_CLIENTS", 100)
    rates = Rates(burst=1, minute=1)
    for number in range(1000):
        rates.wait(str(number), 0.0)
    assert len(rates._left) == 100


def test_whoever_asks_too_often_is_told_to_wait(open_: Open) -> None:
    client = open_(burst=3, minute=1)
    answers = [client.post("/api/v1/read", json={"text": TEXT}) for _ in range(4)]
    assert [one.status_code for one in answers] == [200, 200, 200, 429]
    assert 0 < int(answers[-1].headers["retry-after"]) <= 61
    assert client.get("/claims.json").status_code == 200
    guessing = outside(open_)
    guessing.get("/signin")
    fields = {"form": guessing.cookies[FORM], "token": "guess"}
    assert [guessing.post("/signin", data=fields).status_code for _ in range(6)] == [403] * 5 + [429]


def test_what_is_too_large_is_told(open_: Open) -> None:
    client = open_(body=200_000, text=1000)
    big = "قال الوزير إن الجسر آمن. " * 10_000
    for answer in (
        client.post("/api/v1/read", json={"text": big}),
        client.post("/api/v1/read", content=iter([b'{"text": "', b"x" * 150_000, b"y" * 150_000, b'"}'])),
        client.post("/read", data=form(client, text=big)),
        client.post("/read", data=form(client), files={"file": ("a.txt", big.encode())}),
        client.post("/read", data=form(client), files={"file": ("a.jsonl.gz", gzip.compress(b"x" * 300_000, mtime=0))}),
        client.post("/api/v1/read", json={"text": TEXT * 100}),
        client.post("/read", data=form(client, text=TEXT * 100)),
    ):
        assert answer.status_code == 413, answer.text
        assert "Traceback" not in answer.text
    assert client.post("/api/v1/read", json={"text": TEXT}).status_code == 200


def test_a_paste_of_five_megabytes_is_told_in_words(open_: Open) -> None:
    client = open_()
    big = "قال الوزير إن الجسر آمن. " * 115_000
    assert len(big.encode()) > 5_000_000
    answer = client.post("/read", data=form(client, text=big), files={"file": ("", b"")})
    assert answer.status_code == 413
    assert "أكبر مما يقبله" in answer.text
    answer = client.post("/api/v1/read", json={"text": big})
    assert answer.status_code == 413
    assert len(answer.text) < 500


def test_a_body_that_does_not_come_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(security, "_WAIT", 0.2)

    async def app(scope: Any, receive: Any, send: Any) -> None:
        while (await receive()).get("more_body"):
            pass
        raise AssertionError("the body never ends")

    async def never() -> dict[str, Any]:
        await asyncio.sleep(10)
        return {}

    sent: list[dict[str, Any]] = []

    async def send(message: Any) -> None:
        sent.append(message)

    from starlette.responses import PlainTextResponse

    guard = Guard(app, Settings(), lambda request, status, reason: PlainTextResponse(reason, status))
    headers = [(b"host", b"localhost"), (b"content-length", b"50")]
    scope = {"type": "http", "method": "POST", "path": "/api/v1/read", "headers": headers, "query_string": b"",
             "client": HERE, "scheme": "http", "server": ("127.0.0.1", 8000)}  # fmt: skip
    # In a thread of its own: the browser's tests leave a loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(asyncio.wait_for(guard(scope, never, send), 5))).result()
    assert [one.get("status") for one in sent] == [408, None]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("deep.json", b"[" * 100_000 + b"]" * 100_000),
        ("deep.jsonl", b'{"text":' * 50_000),
        ("deep.html", b"<div>" * 50_000 + TEXT.encode()),
        ("nul.txt", b"\0" * 1000),
        ("cut.jsonl.gz", gzip.compress(b"x" * 10_000, mtime=0)[:-10]),
        ("../../etc/passwd", b"x"),
        ("<img src=x onerror=alert(1)>.txt", b"\0"),
        ("x.jsonl", json.dumps({"text": TEXT, "url": "javascript:alert(1)", "id": "../../x"}).encode()),
    ],
)
def test_hostile_files_are_told_or_read(open_: Open, name: str, data: bytes) -> None:
    client = open_()
    answer = client.post("/read", data=form(client), files={"file": (name, data)})
    assert answer.status_code in (200, 400)
    assert "<img src=x" not in answer.text
    assert 'href="javascript' not in answer.text


def test_the_web_socket_is_closed(open_: Open) -> None:
    from starlette.websockets import WebSocketDisconnect

    client = open_()
    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/"):
        pass


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/", "http://169.254.169.254/latest/", "http://localhost/", "file:///etc/passwd",
            "http://[::1]/", "gopher://127.0.0.1/", "http://u:p@example.org/"]
)  # fmt: skip
def test_the_page_fetches_nothing_inside(open_: Open, url: str) -> None:
    client = open_()
    answer = client.post("/read", data=form(client, url=url))
    assert answer.status_code == 400
    assert client.post("/api/v1/read", json={"url": url}).status_code in (400, 422)

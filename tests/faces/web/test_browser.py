"""The page in a real browser: each page in both languages and widths, what people do with it, what articles try.

The fixture ``visit`` also fails a test on any error in the console and on any request to elsewhere.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from tests.faces.web.conftest import CHANGED, SAMPLES, Served, Visit, kept, serving

pytest.importorskip("fastapi")
pytest.importorskip("playwright")

from musnad.model import Article

WIDTHS = {"wide": 1280, "phone": 360}
STORY = CHANGED  # an article of the samples
MINISTER = "عماد الصواري"
TEXT = "قال وزير النقل سامر الوادي أمس إن الجسر آمن. ونفى المهندس جابر الشراع أن يكون الجسر آمنا."
CHECKED = (("ar", 1280), ("en", 360))  # where axe looks, so that each page is seen in each language and width
PARTS = {"claim": (".reviews li", ".timeline", "svg"), "article": (".changes del", ".changes ins")}  # of a kind of page
GRAVE = ("serious", "critical")


def get(page: Any, url: str) -> Any:
    """What the page's server answers as JSON."""
    return page.request.get(url).json()


@pytest.fixture(scope="session")
def addresses(press: Served) -> dict[str, str]:
    """An address for each kind of page."""
    from musnad.ledger.store import Ledger
    from musnad.ledger.views import find_actors, list_claims

    with Ledger(press.ledger) as ledger:
        claim = list_claims(ledger, "reported", 1)[0]["id"]
        actor = find_actors(ledger, MINISTER)[0]
    return {
        "front": "/", "read": "/read", "claims": "/claims?order=one-origin", "claim": f"/claim/{claim}",
        "card": f"/claim/{claim}/card", "actors": "/actors", "articles": "/articles", "article": f"/article/{STORY}",
        "actor": f"/actor/{actor}", "search": "/search?q=%D8%A7%D9%84%D9%85%D8%AD%D8%B7%D8%A9", "signin": "/signin",
    }  # fmt: skip


KINDS = ("front", "read", "claims", "claim", "card", "actors", "articles", "article", "actor", "search", "signin")


def grave(page: Any) -> list[str]:
    """What axe finds that keeps somebody from using the page."""
    source = (resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
    session = page.context.new_cdp_session(page)
    session.send("Runtime.evaluate", {"expression": source})
    run = "axe.run(document, {resultTypes: ['violations']}).then(found => JSON.stringify(found.violations))"
    found = session.send("Runtime.evaluate", {"expression": run, "awaitPromise": True, "returnByValue": True})
    session.detach()
    return [
        f"{each['id']}: {node['target']} {node.get('failureSummary', '')}"
        for each in json.loads(found["result"]["value"])
        if each["impact"] in GRAVE
        for node in each["nodes"][:3]
    ]


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_page(press: Served, visit: Visit, addresses: dict[str, str], kind: str, language: str) -> None:
    page = visit(press.url + addresses[kind], language)
    root = page.locator("html")
    assert root.get_attribute("lang") == language
    assert root.get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    assert page.locator("h1").count() == 1
    for part in {"claim": (".reviews li", ".timeline", "svg"), "article": (".changes del", ".changes ins")}.get(
        kind, ()
    ):
        assert page.locator(part).count() > 0, part
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('16px \"IBM Plex Sans Arabic\"'))")
    for width in WIDTHS.values():
        page.set_viewport_size({"width": width, "height": 900})
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{wide} px wider than a window of {width}"
        if (language, width) in CHECKED:
            assert grave(page) == []
            if language == "ar":
                page.emulate_media(color_scheme="dark")
                assert grave(page) == []


@pytest.mark.parametrize("kind", ["claim", "article"])
def test_print(press: Served, visit: Visit, addresses: dict[str, str], kind: str) -> None:
    page = visit(press.url + addresses[kind])
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 720, "height": 1000})  # a sheet of A4 between its margins
    for gone in ("header nav", ".find", ".tongue", ".exports", ".foot a"):
        assert not page.locator(gone).first.is_visible(), gone
    assert page.locator("h1").first.is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    sheet = page.locator(".text, .chains.wide").first.bounding_box()
    assert sheet["x"] >= 0
    assert sheet["x"] + sheet["width"] <= 720
    if kind == "article":  # who said what is all on paper, not in a box that scrolls
        last = page.locator(".card").last.bounding_box()
        assert last["y"] > sheet["y"] + sheet["height"]
    printed = page.pdf(format="A4", print_background=True)
    assert printed.startswith(b"%PDF")
    assert len(printed) > 10_000


# --- reading --------------------------------------------------------------------------------------------------------


def answers(page: Any) -> None:
    """Words and statement answer each other, and the reasons open."""
    piece = page.locator(".text [data-s]").first
    number = piece.get_attribute("data-s").split()[0]
    piece.click()
    card = page.locator(f'.card[data-s="{number}"]')
    assert "chosen" in card.get_attribute("class")
    other = page.locator(".card").last
    other.locator(".said").first.click()
    assert "chosen" in other.get_attribute("class")
    assert "chosen" not in card.get_attribute("class") or page.locator(".card").count() == 1
    assert page.locator(f'.text [data-s~="{other.get_attribute("data-s")}"].chosen').count() > 0
    other.locator("summary").first.click()
    assert other.locator("details").first.get_attribute("open") is not None


@pytest.mark.parametrize("language", ["ar", "en"])
def test_reading_by_paste(press: Served, visit: Visit, language: str) -> None:
    page = visit(f"{press.url}/read", language)
    page.fill("#text", TEXT)
    page.fill("#date", "2026-11-23")
    page.locator("form.give button").first.click()
    assert page.locator(".card").count() == 2
    assert page.locator(".text").first.inner_text().split() == TEXT.split()
    answers(page)


def test_reading_by_file_and_keeping(tmp_path: Path, visit: Visit) -> None:
    with serving(kept(tmp_path / "own.db", [])) as own:
        page = visit(f"{own.url}/read")
        page.set_input_files("#file", str(SAMPLES / "school.txt"))
        page.locator("form.give button").first.click()
        assert page.locator(".card").count() > 10
        assert get(page, f"{own.url}/articles.json")["articles"] == []
        page.locator("form.keep button").click()
        page.wait_for_url("**/article/**")
        answers(page)
        assert len(get(page, f"{own.url}/articles.json")["articles"]) == 1


def test_dropping_a_file(press: Served, visit: Visit) -> None:
    page = visit(f"{press.url}/read")
    form = page.locator("form.give")
    data = page.evaluate_handle(
        """text => {
            const data = new DataTransfer();
            data.items.add(new File([text], "drop.txt", { type: "text/plain" }));
            return data;
        }""",
        TEXT,
    )
    page.dispatch_event("body", "dragover", {"dataTransfer": data})
    assert "over" in form.get_attribute("class").split()
    page.dispatch_event("body", "dragleave", {"dataTransfer": data})
    assert "over" not in form.get_attribute("class").split()
    page.dispatch_event("body", "dragenter", {"dataTransfer": data})
    page.dispatch_event("body", "drop", {"dataTransfer": data})
    assert "over" not in form.get_attribute("class").split()
    assert page.evaluate("document.querySelector('#file').files[0].name") == "drop.txt"
    assert page.url == f"{press.url}/read", "the browser itself opened what was dropped"
    page.locator("form.give button").first.click()
    assert page.locator(".card").count() == 2


def test_reading_by_address(press: Served, visit: Visit, elsewhere: Callable[[str, bytes], str]) -> None:
    html = f"<!doctype html><html lang=ar><title>الجسر</title><article><h1>الجسر</h1><p>{TEXT}</p></article></html>"
    there = elsewhere("text/html; charset=utf-8", html.encode())
    page = visit(f"{press.url}/read")
    page.fill("#url", there)
    page.locator("form.give button").first.click()
    assert page.locator(".card").count() == 2
    page = visit(f"{press.url}/read", errors=False)
    page.fill("#url", elsewhere("application/pdf", b"%PDF"))
    with page.expect_response("**/read") as answer:
        page.locator("form.give button").first.click()
    assert answer.value.status == 400


# --- finding one's way ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_from_the_front_page_to_the_words(press: Served, visit: Visit, width: int) -> None:
    page = visit(press.url, width=width)
    page.locator('main a[href^="/claim/s"]').first.click()
    page.wait_for_url("**/claim/*")
    page.locator('#main .hit a[href^="/article/"]').first.click()
    page.wait_for_url("**/article/*#*")
    card = page.locator(".card.chosen")
    assert card.count() == 1
    assert page.locator(f'.text [data-s~="{card.get_attribute("data-s")}"]').first.is_visible()
    assert page.locator(".text .chosen").count() > 0


def test_from_the_claim_to_the_actor_and_back(press: Served, visit: Visit, addresses: dict[str, str]) -> None:
    page = visit(press.url + addresses["actor"])
    assert MINISTER in page.locator("h1").inner_text()
    page.locator('#main a[href^="/claim/"]').first.click()
    page.wait_for_url("**/claim/*")
    page.locator('#main a[href^="/actor/"]').first.click()
    page.wait_for_url("**/actor/*")


def test_search_keeps_its_place_in_the_address(press: Served, visit: Visit) -> None:
    page = visit(press.url)
    page.fill("#find", "المحطة")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?*")
    assert page.locator("#main").inner_text().count("المحطة") > 0
    facet = page.locator('#main a[href*="stance=denies"], #main a[href*="act=deny"]').first
    facet.click()
    page.wait_for_url("**/search?*den*")
    there = page.url
    shown = page.locator("#main").inner_text()
    page.goto(press.url)
    page.goto(there)
    assert page.locator("#main").inner_text() == shown
    page.go_back()
    page.go_forward()
    assert page.url == there


def test_the_language_is_kept(press: Served, visit: Visit) -> None:
    page = visit(f"{press.url}/claims")
    page.locator("a.tongue").click()
    page.wait_for_url("**lang=en**")
    page.goto(f"{press.url}/articles")
    assert page.locator("html").get_attribute("lang") == "en"


def test_everything_by_keyboard(press: Served, visit: Visit, addresses: dict[str, str]) -> None:
    page = visit(press.url)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.classList.contains('skip')")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    for _ in range(15):
        page.keyboard.press("Tab")
        if page.evaluate("(document.activeElement.getAttribute('href') || '').startsWith('/claim/s')"):
            break
    else:
        raise AssertionError("no claim can be reached by Tab")
    ring = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert ring != "none", "where the keyboard is cannot be seen"
    page.keyboard.press("Enter")
    page.wait_for_url("**/claim/*")
    page.goto(press.url + addresses["article"])
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.locator(".card.chosen").count() == 1
    assert page.locator(".card.chosen").get_attribute("data-s") == page.locator(".card").nth(1).get_attribute("data-s")
    page.keyboard.press("k")
    assert page.locator(".card.chosen").get_attribute("data-s") == page.locator(".card").first.get_attribute("data-s")
    page.locator(".card summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator(".card details").first.get_attribute("open") is not None


def test_reading_by_keyboard(press: Served, visit: Visit) -> None:
    page = visit(f"{press.url}/read")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "text":
            break
    page.keyboard.insert_text(TEXT)
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('form.give button')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_selector(".card")
    assert page.locator(".card").count() == 2


def test_without_scripts_everything_is_there(press: Served, visit: Visit, addresses: dict[str, str]) -> None:
    for kind in ("front", "claim", "article", "actor", "search"):
        page = visit(press.url + addresses[kind], java_script_enabled=False)
        assert page.locator("h1").count() == 1
        assert page.locator("#main a").count() > 0


def test_without_styles_of_motion(press: Served, visit: Visit, addresses: dict[str, str]) -> None:
    page = visit(press.url + addresses["article"], reduced_motion="reduce")
    page.locator(".text [data-s]").last.click()
    assert page.locator(".card.chosen").count() == 1


# --- what articles try ----------------------------------------------------------------------------------------------

ATTACKS = (
    "<script>window.pwned=1;alert(1)</script>",
    "<img src=x onerror='window.pwned=1;alert(2)'>",
    "<svg onload=alert(3)><a xlink:href='javascript:alert(4)'><text>x</text></a></svg>",
    "<style>body{display:none}</style><link rel=stylesheet href=//evil.example/x.css>",
    "<iframe src='javascript:alert(5)'></iframe><base href='//evil.example/'>",
    "\"><input autofocus onfocus=alert(6)>' onmouseover='alert(7)",
    "</textarea></script><script>alert(8)</script>",
    "{{7*7}}{% raw %}${alert(9)}",
    "<form action='//evil.example/'><button>x</button></form><meta http-equiv=refresh content='0;url=//evil.example/'>",
    "<!--<b>--!><![CDATA[<script>alert(10)</script>]]>",
)
TURNED = "\u202eمقلوب\u2066<b>\u202dx\u2069\u200f"


def hostile() -> list[Article]:
    made = []
    for number, attack in enumerate(ATTACKS):
        text = (
            f"قال وزير النقل سامر {attack} الوادي إن الجسر {attack} آمن.\n"
            f"ونفى المهندس جابر الشراع أن يكون الجسر {attack} آمنا، بحسب وكالة {attack} مرام.\n"
        )
        made.append(
            Article(text=text, id=f"x{number}/{attack}", title=f"{TURNED}{attack}", outlet=f"صحيفة {attack}",
                    date="2026-11-20", url=f"javascript:alert({number})")
        )  # fmt: skip
    return made


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(kept(tmp_path_factory.mktemp("hostile") / "x.db", hostile()), burst=1000, minute=1e6) as served:
        yield served


def unharmed(page: Any) -> None:
    assert page.evaluate("window.pwned") is None
    assert page.evaluate("getComputedStyle(document.body).display") != "none"
    alien = "[onerror], [onload], [onfocus], [onmouseover], iframe, object, embed, base, meta[http-equiv], main link"
    assert page.locator(alien).count() == 0
    leading = "all => all.map(one => one.getAttribute('href') || one.getAttribute('action') || '')"
    for there in page.eval_on_selector_all("a[href], form[action]", leading):
        assert there.startswith(("/", "#", "http://127.0.0.1")), there
    assert page.locator("script:not([src])").count() == 0


def test_hostile_articles_are_text(attacked: Served, visit: Visit) -> None:
    page = visit(attacked.url)
    unharmed(page)
    claims = get(page, f"{attacked.url}/claims.json")["claims"]
    articles = get(page, f"{attacked.url}/articles.json")["articles"]
    assert len(articles) == len(ATTACKS)
    evidence = get(page, f"{attacked.url}/claim/{claims[0]['id']}.json")["evidence"]
    actor = next(one["actor"] for one in evidence if one["actor"])
    paths = ["/claims", "/articles", f"/claim/{claims[0]['id']}", f"/claim/{claims[0]['id']}/card", f"/actor/{actor}"]
    for path in paths:
        page.goto(attacked.url + path)
        unharmed(page)
    page.goto(f"{attacked.url}/articles")
    links = page.eval_on_selector_all('main a[href^="/article/"]', "all => all.map(one => one.getAttribute('href'))")
    assert len(set(links)) == len(ATTACKS)
    for link in dict.fromkeys(links):
        page.goto(attacked.url + link)
        unharmed(page)
        assert page.locator(".text").inner_text().count("سامر") == 1
    page.goto(f"{attacked.url}/search")
    for attack in ATTACKS[:5]:
        page.fill("#find", attack)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        unharmed(page)


def test_hostile_pastes_are_text(press: Served, visit: Visit) -> None:
    page = visit(f"{press.url}/read")
    page.fill("#text", "\n".join(f"قال وزير النقل سامر الوادي إن الجسر {attack} آمن." for attack in ATTACKS))
    page.fill("#title", "".join(ATTACKS))
    page.fill("#outlet", ATTACKS[0])
    page.locator("form.give button").first.click()
    page.wait_for_selector(".card")
    unharmed(page)


def test_a_title_turns_nothing_about(attacked: Served, visit: Visit) -> None:
    page = visit(f"{attacked.url}/articles")
    turning = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    assert not set(page.locator("body").inner_text()) & set(turning)
    assert not set(page.title()) & set(turning)
    page.locator('main a[href^="/article/"]').first.click()
    page.wait_for_url("**/article/**")
    assert not set(page.title()) & set(turning)
    assert not set(page.locator("h1").inner_text()) & set(turning)


def test_a_paste_of_five_megabytes_is_told(press: Served, visit: Visit) -> None:
    page = visit(f"{press.url}/read", errors=False)  # the browser itself notes an answer of 413 in the console
    with page.expect_response("**/read", timeout=60_000) as answer:
        page.evaluate(
            """() => {
                document.querySelector("#text").style.display = "none";  // laying it out is the browser's matter
                document.querySelector("#text").value = "قال الوزير إن الجسر آمن.\\n".repeat(115000);
                document.querySelector("form.give").requestSubmit();
            }"""
        )
    assert answer.value.status == 413
    assert "أكبر مما يقبله" in page.locator("main").inner_text()


def test_a_file_larger_than_any_is_told(press: Served, visit: Visit, tmp_path: Path) -> None:
    (tmp_path / "big.txt").write_bytes(b"x" * 12_000_000)
    page = visit(f"{press.url}/read", errors=False)
    page.set_input_files("#file", str(tmp_path / "big.txt"))
    with page.expect_response("**/read") as answer:
        page.locator("form.give button").first.click()
    assert answer.value.status == 413
    assert "أكبر مما يقبله" in page.locator("main").inner_text()


def test_no_request_leaves_the_server(press: Served, visit: Visit, addresses: dict[str, str]) -> None:
    page = visit(press.url, color_scheme="light")  # a browser that has loaded nothing yet
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for kind in KINDS:
        page.goto(press.url + addresses[kind])
        page.evaluate("document.fonts.ready.then(() => true)")
    assert len(asked) > 2 * len(KINDS)
    assert [one for one in asked if not one.startswith(press.url + "/")] == []


# --- other sites ----------------------------------------------------------------------------------------------------


def test_the_card_shows_in_another_site_and_the_claim_does_not(
    press: Served, visit: Visit, addresses: dict[str, str], elsewhere: Callable[[str, bytes], str]
) -> None:
    for kind, shown in (("card", True), ("claim", False)):
        html = (
            f"<!doctype html><title>x</title><iframe src='{press.url}{addresses[kind]}' width=600 height=300></iframe>"
        )
        page = visit(elsewhere("text/html", html.encode()), errors=False, others=True)
        page.wait_for_load_state("networkidle")
        inner = page.frames[1]
        assert inner.url.startswith(press.url if shown else "chrome-error:")
        assert not shown or inner.locator("h1").count() == 1


def test_another_site_cannot_send_the_form(press: Served, visit: Visit, elsewhere: Callable[[str, bytes], str]) -> None:
    html = f"""<!doctype html><title>x</title><form method=post action='{press.url}/read' enctype='multipart/form-data'>
        <input name=text value='{TEXT}'><input name=keep value=1><button>x</button></form>"""
    page = visit(f"{press.url}/read", errors=False, others=True)  # the cookies are there
    before = len(get(page, f"{press.url}/articles.json")["articles"])
    other = page.context.new_page()
    other.goto(elsewhere("text/html; charset=utf-8", html.encode()))
    with other.expect_response("**/read") as answer:
        other.locator("button").click()
    assert answer.value.status == 403
    assert len(get(page, f"{press.url}/articles.json")["articles"]) == before

"""Which web addresses lead to one page."""

from __future__ import annotations

import pytest

from musnad.intake.addresses import address_id, address_key, canonical, host_of

PLAIN = "https://marfa.example/news/1?id=3"


@pytest.mark.parametrize(
    "url",
    [
        "http://marfa.example/news/1?id=3", "https://www.marfa.example/news/1/?id=3", "HTTPS://MARFA.example:443/news/1?id=3",
        "https://m.marfa.example/news/1?id=3#comments", "https://marfa.example/news/1?utm_source=x&id=3&utm_medium=y",
        "https://marfa.example/news/1/amp/?id=3", "https://marfa.example/amp/news/1?id=3&fbclid=abc",
        "https://amp.marfa.example/news/1?outputType=amp&id=3", "https://marfa.example//news/1?id=3&ref=home",
        " https://marfa.example/news/1?id=3&gclid=1&at_medium=RSS ",
    ],
)  # fmt: skip
def test_one_page_whatever_hangs_on_its_address(url: str) -> None:
    assert address_id(url) == address_id(PLAIN)


@pytest.mark.parametrize(
    "url",
    [
        "https://marfa.example/news/2?id=3", "https://marfa.example/news/1?id=4", "https://marfa.example/news/1",
        "https://other.example/news/1?id=3", "https://sport.marfa.example/news/1?id=3", "https://marfa.example/News/1?id=3",
        "https://marfa.example/news/1?id=3#!/2", "https://marfa.example:8080/news/1?id=3", "https://m.example/news/1?id=3",
    ],
)  # fmt: skip
def test_other_pages_are_others(url: str) -> None:
    assert address_id(url) != address_id(PLAIN)


def test_more_variants() -> None:
    assert address_key("https://a.example/%D8%AE%D8%A8%D8%B1/") == address_key("https://a.example/خبر")
    assert address_key("https://a.example/?s=1&p=2") == address_key("https://a.example/?p=2&s=1")
    assert address_key("https://a.example/x.amp.html") == address_key("https://a.example/x.html")
    assert address_key("https://a.example/x/index.html") == address_key("https://a.example/x")
    assert address_key("http://[") == "http://["
    assert host_of("https://www.m.example/") == "m.example"
    assert host_of("http://[") == host_of(None) == ""


def test_canonical() -> None:
    assert canonical("https://m.a.example/1?x=1", "/1") == "https://m.a.example/1"
    assert canonical("https://amp.a.example/1", "https://www.a.example/1") == "https://www.a.example/1"
    assert canonical("https://a.example/1", "https://a.example") == "https://a.example/1"
    assert canonical("", "https://a.example/1") == "https://a.example/1"

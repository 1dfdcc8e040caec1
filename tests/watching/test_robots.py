"""robots.txt as RFC 9309 reads it."""

from __future__ import annotations

import pytest

from musnad.watching.robots import read_robots

HOST = "https://press.example"
SITE = b"""\xef\xbb\xbf# ours
User-agent: *
Allow: /
Disallow: /private/
Allow: /private/press
Disallow: /*.pdf$
Disallow: /*?print=   # the same once more
Disallow: /%D9%82%d8%af
Crawl-delay: 2.5
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("", True),
        ("/n/1", True),
        ("/private/x", False),
        ("/private/press/1", True),
        ("/n/paper.pdf", False),
        ("/n/paper.pdf?page=1", True),
        ("/n/1?print=1", False),
        ("/n/1?id=4&print=1", True),
        ("/قديم", False),
        ("/%d9%82%D8%AF%D9%8A%D9%85", False),
        ("/priv%61te/x", False),
        ("/private%2Fx", True),
    ],
)
def test_the_longest_rule_that_fits_holds(path: str, allowed: bool) -> None:
    assert read_robots(SITE, "musnad").allows(HOST + path) is allowed


def test_a_delay_may_have_a_fraction() -> None:
    assert read_robots(SITE, "musnad").delay == 2.5
    assert read_robots(b"User-agent: *\nCrawl-delay: soon", "musnad").delay == 0


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("User-agent: other\nDisallow: /", True),
        ("User-agent: MUSNAD/2\nDisallow: /", False),
        ("User-agent: other\nUser-agent: musnad\nDisallow: /", False),
        ("User-agent: musnad\nDisallow:\n\nUser-agent: *\nDisallow: /", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: musnad\nAllow: /n", True),
        ("User-agent: musnad\nAllow: /a\n\nUser-agent: musnad\nDisallow: /n", False),
        ("Disallow: /", True),  # of no group
        ("User-agent: *\rDisallow: /n\rAllow: /n", True),
        ("User-agent: *\nDisallow: *1$", False),
        ("User-agent: *\nDisallow: /n/1*1$", True),
        ("<html><p>Disallow: /", True),
    ],
)
def test_whom_a_group_is_for(text: str, allowed: bool) -> None:
    assert read_robots(text.encode(), "musnad").allows(f"{HOST}/n/1") is allowed


def test_many_stars_cost_nothing() -> None:
    robots = read_robots(b"User-agent: *\nDisallow: /" + b"*a" * 3000 + b"b$\n" + b"x" * 600_000, "musnad")
    assert robots.allows(f"{HOST}/{'a' * 7000}")
    assert not robots.allows(f"{HOST}/{'a' * 7000}b")

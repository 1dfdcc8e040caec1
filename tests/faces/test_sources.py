"""How the commands fetch: a refusal names the option that would lift it, and only where it would."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from musnad.errors import FetchFailed
from musnad.faces.sources import fetching
from musnad.fetching import wire

OPTION = "--allow-private"


def hint(fetch: Callable[..., object], url: str) -> str:
    with pytest.raises(FetchFailed) as failed:
        fetch(url)
    return failed.value.hint


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/", "http://127.0.0.1", "http://10.0.0.7:8080/x", "https://press.example:9/"]
)
def test_an_address_of_ones_own_is_let_through_by_an_option(url: str) -> None:
    assert OPTION in hint(fetching(False, [url]), url)
    assert OPTION not in hint(fetching(False, ["http://press.example/"]), url), "another's page leads there"


@pytest.mark.parametrize(
    "url", ["ftp://press.example/", "http://reader:word@127.0.0.1/", "http:///x", "http://a b.example/"]
)
def test_what_no_option_lets_through_names_none(url: str) -> None:
    assert OPTION not in hint(fetching(False, [url]), url)


def test_with_the_option_no_host_that_was_named_is_refused_for_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise ConnectionRefusedError(111, "refused")

    monkeypatch.setattr(wire.socket.socket, "connect", refuse)
    with pytest.raises(FetchFailed, match="cannot be reached"):
        fetching(True, ["http://127.0.0.1:9/feed"])("http://127.0.0.1:9/")
    with pytest.raises(FetchFailed, match="not public"):
        fetching(True, ["http://127.0.0.1:9/feed"])("http://127.0.0.2/")

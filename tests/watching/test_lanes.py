"""Lanes: side by side between hosts, in order within one."""

from __future__ import annotations

import threading
from functools import partial

import pytest

from musnad.errors import FetchFailed
from musnad.fetching import Fetched
from musnad.watching.lanes import Errand, Lanes


def _fails(name: str) -> Fetched:
    raise FetchFailed(name, "answers 500")


def test_one_host_in_order_and_each_begun_when_those_before_it_are_done() -> None:
    told: list[str] = []
    lanes = Lanes()

    def begin(name: str) -> Errand | None:
        told.append(f"begin {name}")
        if name == "none":
            return None
        return Errand(partial(_fails, name), lambda came: told.append(str(came)))

    for name in ("one", "none", "two"):
        lanes.add("host", partial(begin, name))
    lanes.run()
    assert told == ["begin one", "one: answers 500", "begin none", "begin two", "two: answers 500"]


def test_what_is_added_while_they_run_is_done_too() -> None:
    told: list[str] = []
    lanes = Lanes()

    def again(came: Fetched | FetchFailed) -> None:
        told.append("first")
        lanes.add("b", lambda: Errand(partial(_fails, "x"), lambda _: told.append("second")))

    lanes.add("a", lambda: Errand(partial(_fails, "x"), again))
    lanes.run()
    assert told == ["first", "second"]


def test_no_more_at_once_than_said() -> None:
    under_way, most, lock = 0, 0, threading.Lock()

    def fetch() -> Fetched:
        nonlocal under_way, most
        with lock:
            under_way += 1
            most = max(most, under_way)
        threading.Event().wait(0.01)
        with lock:
            under_way -= 1
        raise FetchFailed("x", "answers 500")

    lanes = Lanes(most=2)
    for n in range(6):
        lanes.add(f"host {n}", lambda: Errand(fetch, lambda _: None))
    lanes.run()
    assert most == 2


def test_an_error_of_ours_is_raised_where_the_lanes_are_run() -> None:
    def broken() -> Fetched:
        raise ZeroDivisionError

    lanes = Lanes()
    lanes.add("a", lambda: Errand(broken, lambda _: None))
    with pytest.raises(ZeroDivisionError):
        lanes.run()

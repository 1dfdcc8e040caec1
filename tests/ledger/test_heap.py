"""What a ledger holds in memory is looked through once, and garbage goes all the same."""

from __future__ import annotations

import gc
import weakref

import pytest

from musnad.ledger.heap import looked_through_once


class _Ring:
    def __init__(self) -> None:
        self.itself = self


def test_what_was_there_is_kept_apart_and_garbage_goes() -> None:
    before = gc.get_threshold()
    with looked_through_once() as look:
        old = gc.get_freeze_count()
        assert old > 0
        gone = weakref.ref(_Ring())
        kept = _Ring()
        look()
        assert gone() is None
        assert gc.get_freeze_count() > 0
        assert not any(one is kept for one in gc.get_objects())  # nor looked through again
    assert gc.get_freeze_count() == 0
    assert gc.get_threshold() == before
    assert any(one is kept for one in gc.get_objects())


def test_all_is_as_before_where_something_goes_wrong() -> None:
    before = gc.get_threshold()
    with pytest.raises(ValueError, match="full"), looked_through_once():
        raise ValueError("full")
    assert (gc.get_freeze_count(), gc.get_threshold()) == (0, before)


def test_a_program_that_sees_to_it_itself_is_left_alone() -> None:
    gc.freeze()
    try:
        held = gc.get_freeze_count()
        with looked_through_once() as look:
            look()
        assert gc.get_freeze_count() == held
    finally:
        gc.unfreeze()
    gc.disable()
    try:
        with looked_through_once() as look:
            look()
            assert gc.get_freeze_count() == 0
    finally:
        gc.enable()

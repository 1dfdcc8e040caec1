"""Keeping Python's search for garbage away from what stays: it looks through all that lives, and a ledger that is added
to holds millions of records in memory, nearly all of which stay.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_YOUNG = 500_000  # objects more than there were: then those are looked through that are new


@contextmanager
def looked_through_once() -> Iterator[Callable[[], None]]:
    """What is given back looks through what was made since it was last called; nothing older is looked through again.

    At the end all is as before: what lives is looked through when Python sees fit. Where a program keeps things from
    being looked through already, or has no search at all, that is left as it is.
    """
    young, *older = gc.get_threshold()
    if not gc.isenabled() or not young or gc.get_freeze_count():
        yield _nothing
        return
    gc.freeze()
    gc.set_threshold(max(young, _YOUNG), *older)
    try:
        yield _look
    finally:
        gc.set_threshold(young, *older)
        gc.unfreeze()


def _look() -> None:
    gc.collect()
    gc.freeze()


def _nothing() -> None:
    """For a program that sees to it itself."""

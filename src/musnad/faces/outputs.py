"""Files that a command writes: never one that it reads, and whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from musnad.errors import MusnadError

STDOUT = 1  # the descriptor of the file that a shell has standard output written to, where it is one


def spare(output: Path, read: Iterable[str]) -> None:
    """See to it that writing a file takes nothing from what is read.

    Raises:
        MusnadError: the file is one of those.
    """
    for path in read:
        if os.path.isfile(path) and output.exists() and os.path.samefile(path, output):
            raise MusnadError(str(output), "is what is read here", "give --output another file")


@contextmanager
def whole(output: Path) -> Iterator[Path]:
    """A path to write to, beside the file; it takes the file's place when all is written, else it goes.

    What is no plain file (a device, a pipe) is written to as it is.
    """
    if output.exists() and not output.is_file():
        yield output
        return
    target = output.resolve()  # a link stays a link
    part = target.with_name(f".{target.name}.part")
    try:
        yield part
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)

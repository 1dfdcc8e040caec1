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
def named(output: Path) -> Iterator[None]:
    """What goes wrong in writing is told of this file or folder, which the user named, not of what is written for it.

    Raises:
        MusnadError: it cannot be written, or what it lies on is full.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        if error.filename is not None and not _is_for(Path(os.fsdecode(error.filename)).resolve(), output.resolve()):
            raise  # of something else
        why = os.strerror(error.errno) if error.errno else str(error)
        raise MusnadError(str(output), f"cannot be written: {why.lower()}") from error


def _is_for(path: Path, target: Path) -> bool:
    """Whether a path is written on the way to a file or folder: itself, in it, above it, or what will become it."""
    return path.is_relative_to(target) or target.is_relative_to(path) or path == _part(target)


def _part(target: Path) -> Path:
    return target.with_name(f".{target.name}.part")


@contextmanager
def whole(output: Path) -> Iterator[Path]:
    """A path to write to, beside the file; it takes the file's place when all is written, else it goes.

    What is no plain file (a device, a pipe) is written to as it is.
    """
    if output.exists() and not output.is_file():
        with named(output):
            yield output
        return
    target = output.resolve()  # a link stays a link
    part = _part(target)
    with named(output):
        try:
            yield part
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)

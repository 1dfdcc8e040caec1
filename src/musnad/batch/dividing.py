"""How the input of a batch is divided into tasks. A folder is listed once, here: a task is told its own files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from musnad.batch.records import Given, Shard
from musnad.errors import MusnadError
from musnad.intake.files import below, is_streamed

_TASK = 2 << 20  # bytes of input to a task, as they lie on the disk
_ARCHIVE = 64 << 20  # the same of a web archive, which is mostly other things, and which each task unpacks
_SMALL, _SMALL_ARCHIVE = 1 << 16, 8 << 20  # the least to a task, so that small inputs too keep many processes busy
_MANY, _MANY_ARCHIVE = 32, 8  # tasks that are made of a small input


class Divided(msgspec.Struct, frozen=True):
    """Inputs with their sizes, the tasks that read them, and what folders could not be looked into."""

    inputs: tuple[tuple[str, int], ...]
    shards: tuple[Shard, ...]
    problems: tuple[str, ...]


def divide(paths: Sequence[str], given: Given, written: str | None = None) -> Divided:
    """The tasks for some files and folders, without what lies in ``written``, the folder of results.

    Raises:
        MusnadError: there is no such file or folder.
    """
    inputs: list[tuple[str, int]] = []
    shards: list[Shard] = []
    problems: list[str] = []

    def tell(place: str, problem: str, hint: str = "") -> None:
        problems.append(str(MusnadError(place, problem, hint)))

    for number, path in enumerate(map(os.path.abspath, paths)):
        if not os.path.exists(path):
            raise MusnadError(path, "no such file or folder")
        files = list(_without(below(path, tell), written)) if os.path.isdir(path) else [path]
        sizes = [(file, os.path.getsize(file)) for file in files if os.path.exists(file)]
        inputs.append((path, sum(size for _, size in sizes)))
        at = 0
        for part, of, together in _tasks(sizes):
            shards.append(Shard(together, number, at, part, of, given))
            at += len(together) if part == of - 1 else 0
    return Divided(tuple(inputs), tuple(shards), tuple(problems))


def _without(files: Iterable[str], folder: str | None) -> Iterator[str]:
    """The files that do not lie in a folder."""
    inside = os.path.join(os.path.realpath(folder), "") if folder is not None else None
    return (file for file in files if inside is None or not os.path.realpath(file).startswith(inside))


def _tasks(sizes: Sequence[tuple[str, int]]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Which part of how many each task reads, and of which files: many small ones, or a part of a large one."""
    archives = sum(size for file, size in sizes if _is_archive(file))
    others = sum(size for _, size in sizes) - archives
    large = min(max(archives // _MANY_ARCHIVE, _SMALL_ARCHIVE), _ARCHIVE)
    small = min(max(others // _MANY, _SMALL), _TASK)
    held: list[str] = []
    weight = 0.0
    for file, size in sizes:
        share = size / (large if _is_archive(file) else small)
        if held and weight + share > 1:
            yield 0, 1, tuple(held)
            held, weight = [], 0.0
        if share > 1 and is_streamed(file):
            of = -int(-share // 1)
            yield from ((part, of, (file,)) for part in range(of))
            continue
        held.append(file)
        weight += share
    if held:
        yield 0, 1, tuple(held)


def _is_archive(file: str) -> bool:
    return file.lower().endswith((".warc", ".warc.gz"))

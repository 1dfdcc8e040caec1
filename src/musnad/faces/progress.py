"""How far a long command is: a bar on standard error, where that is a terminal."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

_LINES = (".jsonl", ".ndjson")
_CHUNK = 1 << 20


def expected(paths: Iterable[str]) -> int | None:
    """About how many articles there are in files and folders: one a line of JSON Lines, else one a file.

    None where that is not to be known without reading: standard input, archives, files that cannot be read.
    """
    total = 0
    for path in map(Path, paths):
        try:
            files = sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path]
            total += sum(map(_articles, files))
        except OSError:
            return None
    return total


def _articles(file: Path) -> int:
    zipped = file.suffix == ".gz"
    if (file.with_suffix("") if zipped else file).suffix not in _LINES:
        file.stat()
        return 1
    with gzip.open(file) if zipped else file.open("rb") as opened:
        return sum(chunk.count(b"\n") for chunk in iter(lambda: opened.read(_CHUNK), b""))


def _bar(transient: bool = False) -> Any:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
        TextColumn("left"), TimeRemainingColumn(),
    )  # fmt: skip
    return Bar(*columns, console=Console(stderr=True), transient=transient)


class Progress:
    """A bar with the articles that are done, on standard error, if that is a terminal.

    Args:
        quiet: nothing else is printed meanwhile; else it is shown only where the output goes elsewhere.
        paths: what is read, to tell how much there is; without it only a count is shown.
    """

    def __init__(self, quiet: bool = False, paths: Iterable[str] | None = None) -> None:
        self._bar: Any = None
        if not sys.stderr.isatty() or not (quiet or not sys.stdout.isatty()):
            return
        self._bar = _bar()
        self._task = self._bar.add_task("articles", total=expected(paths) if paths else None)
        self._bar.start()

    def step(self) -> None:
        """One article more is done."""
        if self._bar is not None:
            self._bar.advance(self._task)

    def close(self) -> None:
        """Leave the bar as it stands."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None


class Stages:
    """How far a work of several stages is: a bar that names stage and step on a terminal, else a line a stage.

    Args:
        names: of the stages, in their order.
        tell: prints a line.
    """

    def __init__(self, names: Iterable[str], tell: Callable[[str], None]) -> None:
        self._names, self._tell, self._now = list(names), tell, ""
        self._bar: Any = None
        if sys.stderr.isatty():
            self._bar = _bar(transient=True)
            self._task = self._bar.add_task("", total=None)
            self._bar.start()

    def step(self, stage: str, step: str, done: int, total: int) -> None:
        """So many tasks of a step are done."""
        named = f"stage {self._names.index(stage) + 1} of {len(self._names)}: {stage}"
        if self._bar is not None:
            self._bar.update(self._task, description=f"{named}, {step}", completed=done, total=total)
        elif stage != self._now:
            self._tell(named)
        self._now = stage

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None

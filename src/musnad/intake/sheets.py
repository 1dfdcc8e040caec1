"""CSV files as spreadsheets write them: whatever the encoding, with commas, semicolons, tabs or bars."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO, Final

from musnad.errors import BadArticle
from musnad.intake.encodings import decode_text
from musnad.intake.run import reason

_AHEAD: Final = 1 << 16  # bytes by which the encoding is told
_WIDEST: Final = 1 << 26  # characters of a cell
_MARKS: Final = ("\t", ";", "|", ",")
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")


class Sheet:
    """The rows of a CSV file as they come; ``names`` are its first line, which names the columns.

    Used as a context manager, it leaves its stream open.

    Args:
        stream: can be sought in.

    Raises:
        BadArticle: it is empty or no text; its place is empty.
    """

    def __init__(self, stream: BinaryIO) -> None:
        ahead = stream.read(_AHEAD)
        if not ahead.strip():
            raise BadArticle("", "is empty")
        stream.seek(0)
        self._lines = io.TextIOWrapper(stream, encoding=_encoding(ahead), newline="")
        csv.field_size_limit(_WIDEST)
        head = self._lines.readline()
        self._ended = False
        self._mark = max(_MARKS, key=head.count) if any(map(head.count, _MARKS)) else ","
        self.names = next(csv.reader([head], delimiter=self._mark))

    def __enter__(self) -> Sheet:
        return self

    def __exit__(self, *raised: object) -> None:
        self._lines.detach()

    def rows(self) -> Iterator[tuple[int, list[str] | BadArticle]]:
        """Each row with the number of its last line, or what is wrong there; empty lines are passed over."""
        rows = csv.reader(self._running(), delimiter=self._mark)
        try:
            while (begun := rows.line_num + 2) and (row := next(rows, None)) is not None:
                if not row:
                    continue
                if self._ended:  # within a cell: what follows its mark was swallowed
                    yield begun, BadArticle("", "has a quotation mark that is never closed: the rest is left out")
                    continue
                if len(row) > len(self.names):
                    wrong = f"has {len(row)} cells where there are {len(self.names)} columns"
                    yield rows.line_num + 1, BadArticle("", wrong)
                elif any("\0" in cell for cell in row):
                    yield rows.line_num + 1, BadArticle("", "holds a zero byte, as text does not")
                else:
                    yield rows.line_num + 1, row
        except csv.Error as error:
            yield rows.line_num + 1, BadArticle("", f"is no CSV: {error}")
        except (OSError, UnicodeDecodeError) as error:
            yield rows.line_num + 1, BadArticle("", reason(error))

    def _running(self) -> Iterator[str]:
        """The lines; it is noted when somebody asks for one more than there are."""
        for line in self._lines:  # noqa: UP028 - "yield from" would close them with itself
            yield line
        self._ended = True


def _encoding(ahead: bytes) -> str:
    """The encoding of a file that begins so; a few zero bytes in it spoil their rows only."""
    cut = ahead.rfind(b"\n") + 1 if len(ahead) == _AHEAD else 0
    begun = ahead[:cut] if cut else ahead
    try:
        _, encoding = decode_text(begun)
    except BadArticle:
        if b"\0" in begun.partition(b"\n")[0]:
            raise
        _, encoding = decode_text(begun.replace(b"\0", b""))
    return {"utf-8": "utf-8-sig"}.get(encoding, "utf-16" if ahead.startswith(_UTF_16) else encoding)

"""Articles from files, folders and standard input, for the faces.

Bytes become text here and nowhere else; no line end is translated, so offsets fit the file. A
problem with one article is handed to the caller and reading goes on with the next.
"""

from __future__ import annotations

import gzip
import io
import os
import re
import stat
import sys
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date as Day
from itertools import chain, islice
from pathlib import Path
from typing import Any, BinaryIO, Final

import msgspec

from musnad.errors import BadArticle, MusnadError
from musnad.model import Article

SUFFIXES: Final = (".txt", ".html", ".htm", ".json", ".jsonl", ".jsonl.gz")
STDIN: Final = "-"
FIELDS: Final = frozenset(("id", "date", "title", "text", "outlet", "url", "language"))
DAY: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?![0-9])")

BOMS: Final = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
WIDE: Final = ("utf-16-le", "utf-16-be")
NARROW: Final = ("windows-1256", "iso-8859-6")
CONTROLS: Final = bytes(range(1, 9)) + bytes(range(14, 32)) + b"\x7f"
MOST_CONTROLS: Final = 0.02  # share of control characters a text may have: systems leave some behind
# The ten commonest letters of Arabic make up two thirds of any text in it.
FREQUENT: Final = frozenset("\u0627\u0644\u064a\u0645\u0648\u0646\u0631\u062a\u0628\u0629")
TWO_SCRIPTS: Final = re.compile(r"[A-Za-z\u00c0-\u017f][\u0621-\u064a]|[\u0621-\u064a][A-Za-z\u00c0-\u017f]")
LEAST_SCORE: Final = 0.25
# How a stream of JSON begins that has two bytes to a letter.
WIDE_STARTS: Final = {
    b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"{\0": "utf-16-le", b"\0{": "utf-16-be", b"[\0": "utf-16-le",
    b"\0[": "utf-16-be",
}  # fmt: skip
UNREADABLE: Final = (OSError, EOFError, zlib.error, UnicodeDecodeError)


def decode_text(data: bytes) -> tuple[str, str]:
    """The text that bytes hold and the name of its encoding, told by its content.

    UTF-8 and UTF-16 with or without byte order mark (which is taken off), Windows-1256, ISO-8859-6.

    Raises:
        BadArticle: the bytes are no text, or text in none of these encodings; its place is empty.
    """
    for mark, name in BOMS:
        if data.startswith(mark):
            try:
                text = data[len(mark) :].decode(name)
            except UnicodeDecodeError as error:
                raise BadArticle("", f"marked as {name}, but broken at byte {error.start + len(mark)}") from None
            if _is_binary(text.encode()):
                raise BadArticle("", "is binary, not text")
            return text, name
    if _is_binary(data):  # or two bytes to a letter: one of each two looks like a control character
        found = _best(data, WIDE) if len(data) % 2 == 0 else None
        if found is None:
            raise BadArticle("", "is binary, not text")
        return found
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        broken = error.start
    found = _best(data, NARROW)
    if found is not None:
        return found
    if len(data.decode("utf-8", errors="ignore").encode()) > 0.9 * len(data):
        raise BadArticle("", f"is UTF-8, but broken at byte {broken}")
    raise BadArticle("", "has an unknown encoding", "save it as UTF-8")


def _is_binary(data: bytes) -> bool:
    return b"\0" in data or len(data) - len(data.translate(None, CONTROLS)) > MOST_CONTROLS * len(data)


def _best(data: bytes, encodings: Sequence[str]) -> tuple[str, str] | None:
    """The decoding that looks most like Arabic, if any does."""
    found: list[tuple[float, str, str]] = []
    for name in encodings:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        if not _is_binary(text.encode()):
            found.append((_score(text), name, text))
    score, name, text = max(found, key=lambda each: each[0], default=(0.0, "", ""))
    return (text, name) if score >= LEAST_SCORE else None


def _score(text: str) -> float:
    """How much a text looks like Arabic (about 0.8 if it is), or at least like plain Latin (0.4)."""
    signs = Counter(text)
    letters = {sign: count for sign, count in signs.items() if sign.isalpha() or "\x80" <= sign <= "\x9f"}
    worth = 0.0
    for letter, count in letters.items():
        if letter in FREQUENT:
            worth += count
        elif "\u0621" <= letter <= "\u064a" or letter.isascii():
            worth += 0.4 * count
        else:
            worth -= count
    return (worth - len(TWO_SCRIPTS.findall(text))) / max(sum(letters.values()), 1)


def read_articles(
    paths: Sequence[str],
    *,
    date: str | None = None,
    outlet: str | None = None,
    language: str = "ar",
    on_problem: Callable[[BadArticle], None],
    stdin: BinaryIO | None = None,
) -> Iterator[Article]:
    """The articles of files, folders (with all below them) and, for ``-``, standard input.

    Args:
        paths: what to read; a file's suffix tells its form, standard input's first sign does.
        date: the day the articles appeared, for those that do not tell theirs; likewise ``outlet``
            and ``language``.
        on_problem: called with each article or file that cannot be read; reading goes on.
        stdin: read for ``-`` in place of ``sys.stdin``.

    Raises:
        MusnadError: ``date`` is no day, or HTML is to be read without what that needs.
    """
    day = None if date is None else _day(date)
    if date is not None and day is None:
        raise MusnadError("date", f"{date!r} is no day", "write it as YYYY-MM-DD")
    return _Intake(day, outlet, language, on_problem).read(paths, stdin)


def _day(value: object) -> str | None:
    """The day a value begins with, if it does with one there is."""
    found = DAY.match(value.strip()) if isinstance(value, str) else None
    try:
        return Day.fromisoformat(found[1]).isoformat() if found else None
    except ValueError:
        return None


def _stem(path: str) -> str:
    """The file's name without its suffix, whole if it has none of ours."""
    name = os.path.basename(path)
    return name[: len(name) - len(_suffix(name))]


def _suffix(path: str) -> str:
    """The longest of our suffixes the name has, or an empty string."""
    return max((suffix for suffix in SUFFIXES if path.lower().endswith(suffix)), key=len, default="")


def _reason(error: Exception) -> str:
    """What keeps a file from being read, in words."""
    if isinstance(error, FileNotFoundError):
        return "not found"
    if isinstance(error, EOFError):
        return "is cut off: the compressed data ends too early"
    if isinstance(error, zlib.error | gzip.BadGzipFile):
        return f"has broken compressed data: {error}"
    if isinstance(error, UnicodeDecodeError):
        return f"is {error.encoding}, but broken"
    return f"cannot be read: {getattr(error, 'strerror', None) or error}"


def _bare(line: bytes) -> bytes:
    """The line without mark and blanks at its ends."""
    return line.removeprefix(b"\xef\xbb\xbf").strip()


class _Intake:
    """One run over the given paths, with what holds for all of their articles."""

    def __init__(
        self, date: str | None, outlet: str | None, language: str, on_problem: Callable[[BadArticle], None]
    ) -> None:
        self.date, self.outlet, self.language = date, outlet, language
        self.on_problem, self.problems = on_problem, 0

    def problem(self, place: str, reason: str, hint: str = "") -> None:
        self.problems += 1
        self.on_problem(BadArticle(place, reason, hint))

    def read(self, paths: Sequence[str], stdin: BinaryIO | None) -> Iterator[Article]:
        for path in paths:
            if path == STDIN:
                yield from self.from_stdin(stdin or sys.stdin.buffer)
            elif os.path.isdir(path):
                for found in self.below(path):
                    yield from self.from_file(found)
            elif _suffix(path) or not os.path.exists(path):
                yield from self.from_file(path)
            else:
                suffix = Path(path).suffix
                what = f"the suffix {suffix} is unknown" if suffix else "has no suffix to tell its form"
                self.problem(path, what, f"read are {', '.join(SUFFIXES)}")

    def below(self, folder: str) -> list[str]:
        """The files of a folder, sorted; hidden ones and those of other suffixes are passed over."""
        found: list[Path] = []
        failed: list[OSError] = []
        for here, folders, names in os.walk(folder, onerror=failed.append):
            folders[:] = [name for name in folders if not name.startswith(".")]
            found += [Path(here, name) for name in names if _suffix(name) and not name.startswith(".")]
        for error in failed:
            self.problem(str(error.filename or folder), _reason(error))
        if not found and not failed:
            self.problem(folder, "holds no file to read", f"read are {', '.join(SUFFIXES)}")
        return [str(path) for path in sorted(found) if not path.exists() or stat.S_ISREG(path.stat().st_mode)]

    def from_file(self, path: str) -> Iterator[Article]:
        suffix, stem = _suffix(path), _stem(path)
        try:
            stream = open(path, "rb")  # noqa: SIM115 - closed below
        except OSError as error:
            self.problem(path, _reason(error))
            return
        with stream:
            if suffix.startswith(".jsonl"):
                yield from self.from_lines(path, stem, self.lines(path, stream))
                return
            try:
                data = stream.read()
            except OSError as error:
                self.problem(path, _reason(error))
                return
        read = {".txt": self.from_text, ".json": self.from_json}.get(suffix, self.from_html)
        yield from read(path, stem, data)

    def from_stdin(self, given: BinaryIO) -> Iterator[Article]:
        """JSON or JSON lines if the first sign is a bracket, one article of plain text if not."""
        place = "stdin"
        lines = self.lines(place, given)
        ahead: list[bytes] = []
        for line in lines:
            ahead.append(line)
            if _bare(line):
                break
        first = _bare(b"".join(ahead))
        ahead += islice(lines, 1)
        if first[:1] == b"{" and (first[-1:] == b"}" or _bare(ahead[-1])[:1] == b"{"):
            yield from self.from_lines(place, place, chain(ahead, lines))
        else:
            read = self.from_json if first[:1] in (b"{", b"[") else self.from_text
            yield from read(place, place, b"".join(chain(ahead, lines)))

    def lines(self, place: str, given: BinaryIO) -> Iterator[bytes]:
        """The lines of a stream as they come, unpacked if it is packed, UTF-16 turned to UTF-8."""
        wide = None
        stream: Any = given if hasattr(given, "peek") else io.BufferedReader(given)
        try:
            if stream.peek(2)[:2] == b"\x1f\x8b":
                stream = gzip.GzipFile(fileobj=stream)
            wide = WIDE_STARTS.get(stream.peek(2)[:2])
            if wide:
                stream = io.TextIOWrapper(stream, encoding=wide, newline="\n")
            while line := stream.readline():
                yield line.encode() if wide else line
        except UNREADABLE as error:
            self.problem(place, _reason(error))
        finally:
            if wide:
                stream.detach()

    def text_of(self, place: str, data: bytes) -> str | None:
        """The text in the bytes; None, with the problem told, if there is none."""
        try:
            text, _ = decode_text(data)
        except BadArticle as error:
            self.problem(place, error.problem, error.hint)
            return None
        if not text.strip():
            self.problem(place, "is empty")
            return None
        return text

    def from_text(self, place: str, stem: str, data: bytes) -> Iterator[Article]:
        text = self.text_of(place, data)
        if text is not None:
            yield Article(text=text, id=stem, date=self.date, outlet=self.outlet, language=self.language, place=place)

    def from_html(self, place: str, stem: str, data: bytes) -> Iterator[Article]:
        try:
            import trafilatura
        except ImportError as error:
            raise MusnadError(place, f"HTML cannot be read here: {error}", "pip install 'musnad[html]'") from error
        page = self.text_of(place, data)
        if page is None:
            return
        found = trafilatura.extract(
            page,
            output_format="json",
            with_metadata=True,
            include_comments=False,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
        told = msgspec.json.decode(found) if found else {}
        if not (told.get("text") or "").strip():
            self.problem(place, "no article found in the HTML")
            return
        names = {"title": "title", "date": "date", "text": "text", "outlet": "source-hostname", "url": "source"}
        fields = {name: told.get(key) or None for name, key in names.items()}
        yield from self.from_fields(place, stem, fields)

    def from_json(self, place: str, stem: str, data: bytes) -> Iterator[Article]:
        text = self.text_of(place, data)
        if text is None:
            return
        try:
            value = msgspec.json.decode(text)
        except (msgspec.DecodeError, RecursionError) as error:
            self.problem(place, f"is no JSON: {error}", "one article a line? name it .jsonl")
            return
        if not isinstance(value, list):
            yield from self.from_fields(place, stem, value)
            return
        if not value:
            self.problem(place, "is empty")
        for number, item in enumerate(value, 1):
            yield from self.from_fields(f"{place}:item {number}", f"{stem}-{number}", item)

    def from_lines(self, place: str, stem: str, lines: Iterator[bytes]) -> Iterator[Article]:
        seen, before = 0, self.problems
        for number, line in enumerate(lines, 1):
            if not _bare(line):
                continue
            if not seen and b"\0" in line:
                self.problem(place, "is binary, not text")
                return
            seen += 1
            here = f"{place}:{number}"
            text = self.text_of(here, line)
            if text is None:
                continue
            try:
                value = msgspec.json.decode(text)
            except (msgspec.DecodeError, RecursionError) as error:
                self.problem(here, f"is no JSON: {error}")
                continue
            yield from self.from_fields(here, f"{stem}-{number}", value)
        if not seen and self.problems == before:
            self.problem(place, "is empty")

    def from_fields(self, place: str, name: str, fields: object) -> Iterator[Article]:
        """The article of a JSON object; a field that is wrong is told and left out, but for the text."""
        if not isinstance(fields, Mapping):
            self.problem(place, "is no object with an article's fields")
            return
        text = fields.get("text")
        if not isinstance(text, str):
            missing = "text" not in fields
            self.problem(place, 'has no field "text"' if missing else 'the field "text" is no string')
            return
        if not text.strip():
            self.problem(place, "its text is empty")
            return
        own = {field: self.string(place, fields, field) for field in ("id", "title", "outlet", "url", "language")}
        yield Article(
            text=text,
            id=own["id"] or name,
            title=own["title"],
            date=self.day(place, fields.get("date")),
            outlet=own["outlet"] or self.outlet,
            url=own["url"],
            language=own["language"] or self.language,
            extra={field: value for field, value in fields.items() if field not in FIELDS},
            place=place,
        )

    def string(self, place: str, fields: Mapping[str, Any], field: str) -> str | None:
        value = fields.get(field)
        if field == "id" and isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if value is None or isinstance(value, str):
            return value
        self.problem(place, f'the field "{field}" is no string', "read without it")
        return None

    def day(self, place: str, value: object) -> str | None:
        if value is None or value == "":
            return self.date
        day = _day(value)
        if day is None:
            self.problem(
                place, f"the date {str(value)[:40]!r} is no day", "write it as YYYY-MM-DD; read without a date"
            )
        return day

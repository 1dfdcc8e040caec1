"""One run over what is to be read: what holds for all its articles, its problems, how fields become an article."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, TypedDict, Unpack

import msgspec

from musnad.errors import BadArticle, MusnadError
from musnad.intake.days import iso_day, written_day
from musnad.intake.encodings import decode_text
from musnad.intake.outlets import Outlets
from musnad.intake.reviews import reviews_in, stored_reviews
from musnad.lang.pack import Pack, load_pack
from musnad.model import Article, Review

if TYPE_CHECKING:
    from musnad.fetching import Fetched

FIELDS: Final = frozenset(("id", "date", "title", "text", "outlet", "url", "language", "reviews"))


def reason(error: Exception) -> str:
    """What keeps a file from being read, in words."""
    if isinstance(error, FileNotFoundError):
        return "not found"
    if isinstance(error, EOFError):
        return "is cut off: the compressed data ends too early"
    if isinstance(error, zlib.error | gzip.BadGzipFile):
        return f"has broken compressed data: {error}"
    if isinstance(error, UnicodeDecodeError):
        return f"is {error.encoding}, but broken"
    return f"cannot be read: {(getattr(error, 'strerror', None) or str(error)).lower()}"


def package(name: str, place: str, what: str, extra: str) -> Any:
    """The module of a package that reads some form.

    Raises:
        MusnadError: it is missing; the place is what it was wanted for, the hint names the extra that brings it.
    """
    try:
        return import_module(name)
    except ImportError as error:
        raise MusnadError(place, f"{what} cannot be read here: {error}", f"pip install 'musnad[{extra}]'") from error


class Part(msgspec.Struct):
    """Of the items of a run (files, or the lines, rows and records of one) each ``of``-th from ``part`` is read.

    ``at`` is the number of the item last met, over all that is read.
    """

    part: int
    of: int
    at: int = -1


class Options(TypedDict, total=False):
    """What holds for all articles of a run."""

    date: str | None  # the day the articles appeared, of those that do not tell theirs
    outlet: str | None  # likewise
    language: str  # likewise; "ar" without it
    on_review: Callable[[Review], None] | None  # gets each fact check without an article; else they are problems
    columns: Mapping[str, str] | None  # a field of an article → the column or JSON field that holds it
    outlets: Outlets | None  # facts about outlets, in place of the language's own
    part: Part | None  # which items are read; all without it
    fetch: Callable[..., Fetched] | None  # gets what is on the web, in place of musnad.fetching.fetch
    submit: Callable[..., Future[Any]] | None  # has a function run by another process, with its arguments


class Run:
    """One run over the given sources.

    Args:
        on_problem: called with each article or file that cannot be read; reading goes on.
        options: what holds for all articles.

    Raises:
        MusnadError: ``date`` is no day, or a column is for no field.
    """

    def __init__(self, *, on_problem: Callable[[BadArticle], None], **options: Unpack[Options]) -> None:
        date = options.get("date")
        self.date, self.outlet, self.language = iso_day(date), options.get("outlet"), options.get("language", "ar")
        if date is not None and self.date is None:
            raise MusnadError("date", f"{date!r} is no day", "write it as YYYY-MM-DD")
        self.columns = dict(options.get("columns") or {})
        wrong = sorted(self.columns.keys() - FIELDS)
        if wrong:
            raise MusnadError("columns", f"there is no field {wrong[0]!r}", f"fields are {', '.join(sorted(FIELDS))}")
        self.problems, self._on_problem, self._on_review = 0, on_problem, options.get("on_review")
        self._outlets, self._fetch, self._part = options.get("outlets"), options.get("fetch"), options.get("part")
        self._submit = options.get("submit")

    @property
    def pack(self) -> Pack:
        """The language's pack; loaded when something asks for it."""
        return load_pack(self.language)

    @property
    def outlets(self) -> Outlets:
        """The facts about outlets; the language's own where none were given."""
        if self._outlets is None:
            self._outlets = Outlets.of_language(self.language)
        return self._outlets

    @property
    def fetch(self) -> Callable[..., Fetched]:
        """Gets what is on the web."""
        if self._fetch is None:
            from musnad.fetching import fetch

            self._fetch = fetch
        return self._fetch

    def takes(self) -> bool:
        """Whether the next item is one to read; asked once for each, before it is taken apart."""
        if self._part is None:
            return True
        self._part.at += 1
        return self._part.at % self._part.of == self._part.part

    def apart(self, read: Callable[..., Iterator[Article]], *given: object) -> Iterator[Article | Future[Any]]:
        """The articles that ``read(run, *given)`` finds, or the promise of what another process meets in doing so."""
        if self._submit is None:
            yield from read(self, *given)
        else:
            options = Options(date=self.date, outlet=self.outlet, language=self.language, outlets=self._outlets)
            yield self._submit(elsewhere, options, self._on_review is not None, read, given)

    def problem(self, place: str, reason: str, hint: str = "") -> None:
        """Tell what cannot be read; reading goes on."""
        self.problems += 1
        self._on_problem(BadArticle(place, reason, hint))

    def review(self, place: str, review: Review) -> None:
        """Hand on a fact check."""
        if self._on_review is None:
            self.problem(place, "is a fact check, not an article", "musnad add attaches it to the claims it reviews")
        else:
            self._on_review(review)

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

    def json_of(self, place: str, text: str, hint: str = "") -> Any:
        """The value of a JSON text; :data:`msgspec.UNSET`, with the problem told, if it is none."""
        try:
            return msgspec.json.decode(text)
        except (msgspec.DecodeError, RecursionError) as error:
            self.problem(place, f"is no JSON: {error}", hint)
            return msgspec.UNSET

    def from_object(self, place: str, name: str, value: object) -> Iterator[Article]:
        """The article of a JSON object, or the fact checks that it holds."""
        if not isinstance(value, Mapping) or "text" in value:
            yield from self.from_fields(place, name, value)
            return
        lacking = dict[str, None]()
        found = reviews_in(value, lacking.setdefault)
        for problem in lacking:
            self.problem(place, problem)
        if not found and not lacking:
            yield from self.from_fields(place, name, value)
        for review in found:
            self.review(place, review)

    def from_fields(self, place: str, name: str, fields: object) -> Iterator[Article]:
        """The article of named fields; a field that is wrong is told and left out, but for the text."""
        if not isinstance(fields, Mapping):
            self.problem(place, "is no object with an article's fields")
            return
        if self.columns:
            fields = self._renamed(fields)
        text = fields.get("text")
        if not isinstance(text, str):
            missing = "text" not in fields
            self.problem(place, 'has no field "text"' if missing else 'the field "text" is no string')
            return
        if not text.strip():
            self.problem(place, "its text is empty")
            return
        own = {field: self._string(place, fields, field) for field in ("id", "title", "outlet", "url", "language")}
        extra = {field: value for field, value in fields.items() if field not in FIELDS}
        reviews = stored_reviews(fields.get("reviews"), partial(self.problem, place))
        if reviews:
            extra["reviews"] = reviews
        yield Article(
            text=text, id=own["id"] or name, title=own["title"], date=self._day(place, fields.get("date")),
            outlet=own["outlet"] or self.outlet, url=own["url"], language=own["language"] or self.language,
            extra=extra, place=place,
        )  # fmt: skip

    def _renamed(self, fields: Mapping[str, Any]) -> dict[str, Any]:
        """The fields under an article's own names; a column keeps its name where no field asks for it."""
        taken = set(self.columns.values()) | self.columns.keys()
        kept = {name: value for name, value in fields.items() if name not in taken}
        return {**kept, **{own: fields[column] for own, column in self.columns.items() if column in fields}}

    def _string(self, place: str, fields: Mapping[str, Any], field: str) -> str | None:
        value = fields.get(field)
        if field == "id" and isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if value is None or isinstance(value, str):
            return value
        self.problem(place, f'the field "{field}" is no string', "read without it")
        return None

    def _day(self, place: str, value: object) -> str | None:
        if value is None or value == "":
            return self.date
        day, doubt = written_day(value, self.language)
        if day is None:
            what = doubt or "is no day"
            self.problem(place, f"the date {str(value)[:40]!r} {what}", "write it as YYYY-MM-DD; read without a date")
        return day


def elsewhere(
    options: Options, reviewed: bool, read: Callable[..., Iterator[Article]], given: tuple[object, ...]
) -> list[Article | BadArticle | Review]:
    """What a run of another process meets in its order; ``reviewed`` tells whether fact checks are wanted."""
    met: list[Article | BadArticle | Review] = []
    options["on_review"] = met.append if reviewed else None
    run = Run(on_problem=met.append, **options)
    for article in read(run, *given):
        met.append(article)
    return met

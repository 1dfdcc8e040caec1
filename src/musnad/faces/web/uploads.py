"""Articles out of what people hand in: a text, a file's bytes, an address."""

from __future__ import annotations

import asyncio
import gzip
import io
import tempfile
import zlib
from collections.abc import Callable, Mapping
from datetime import date as Day
from functools import partial
from itertools import islice
from pathlib import Path

import msgspec

from musnad.errors import BadArticle, MusnadError
from musnad.faces.ids import by_its_words
from musnad.faces.web.settings import Settings
from musnad.intake import read_articles
from musnad.intake.addresses import address_id, is_address
from musnad.lang.pack import installed_packs
from musnad.model import Article


class TooLong(BadArticle):
    """An article, or a packed file, longer than is read here."""


_STEM = "upload"  # of the file that bytes are read from; an id that starts so was not given
_SUFFIXES = (".txt", ".html", ".htm", ".json", ".jsonl", ".jsonl.gz")  # of files that are taken from strangers


def pasted(text: str, about: Mapping[str, str], settings: Settings, url: str = "", ident: str = "") -> Article:
    """The article of a text, under the id given, else one made of its address, else of what it says.

    Raises BadArticle: it is empty or too long; MusnadError: its day or language is none.
    """
    if not text.strip():
        raise BadArticle("", "no text was given")
    text = text.replace("\r\n", "\n")  # forms send line ends so
    day, language = _day(about), _language(about, settings)
    article = Article(
        text=text, title=about["title"] or None, date=day, outlet=about["outlet"] or None, url=url or None,
        language=language, id=ident or (address_id(url) if is_address(url) else ""),
    )  # fmt: skip
    return _fit(_identified(article), settings)


def articles_in(
    data: bytes, name: str, about: Mapping[str, str], settings: Settings, on_problem: Callable[[BadArticle], None]
) -> list[Article]:
    """The articles of a file, told by its suffix. Raises MusnadError: the suffix is unknown, a day is none."""
    suffix = max((one for one in _SUFFIXES if name.lower().endswith(one)), key=len, default="")
    if not suffix:
        raise BadArticle(name[:80], "has none of the suffixes that are read", ", ".join(_SUFFIXES))
    day, language = _day(about), _language(about, settings)

    def told(problem: BadArticle) -> None:
        place = problem.place.rpartition(f"{_STEM}{suffix}")[2]
        on_problem(BadArticle(f"{name[:80]}{place}", problem.problem, problem.hint))

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"{_STEM}{suffix}")
        path.write_bytes(_unpacked(data, name, settings))
        found = read_articles([str(path)], date=day, outlet=about["outlet"] or None, language=language, on_problem=told)
        articles = list(islice(found, settings.articles + 1))
    return _kept(articles, name, about, settings, on_problem)


async def fetched_articles(
    url: str, about: Mapping[str, str], settings: Settings, on_problem: Callable[[BadArticle], None]
) -> list[Article]:
    """The article of a page at an address, or the articles of a feed; what cannot be fetched is a problem."""
    from musnad.fetching import fetch

    day, language = _day(about), _language(about, settings)

    def found() -> list[Article]:
        read = read_articles(
            [], date=day, outlet=about["outlet"] or None, language=language, on_problem=on_problem, urls=[url],
            fetch=partial(fetch, allow_private=settings.fetch_private),
        )  # fmt: skip
        return _kept(list(islice(read, settings.articles + 1)), url, about, settings, on_problem)

    return await asyncio.to_thread(found)


def _kept(
    articles: list[Article],
    place: str,
    about: Mapping[str, str],
    settings: Settings,
    on_problem: Callable[[BadArticle], None],
) -> list[Article]:
    """The articles that fit, under ids of their own; a title that was given goes to the only one that has none."""
    if len(articles) > settings.articles:
        on_problem(BadArticle(place[:80], f"holds more than {settings.articles} articles", "the others are left out"))
    if len(articles) == 1 and about["title"] and not articles[0].title:
        articles = [msgspec.structs.replace(articles[0], title=about["title"])]
    kept = []
    for article in articles[: settings.articles]:
        try:
            kept.append(_fit(_identified(article), settings))
        except TooLong:
            if len(articles) == 1:
                raise
            on_problem(BadArticle(place[:80], f"the text of {article.id[:40]} is too long"))
        except MusnadError as problem:
            on_problem(BadArticle(place[:80], problem.problem, problem.hint))
    return kept


def _unpacked(data: bytes, name: str, settings: Settings) -> bytes:
    """The bytes, once it is known that they do not unpack to more than is read here."""
    if data[:2] != b"\x1f\x8b":
        return data
    try:
        with gzip.open(io.BytesIO(data)) as stream:
            whole = stream.read(settings.body + 1)
    except (OSError, EOFError, zlib.error):
        return data  # whoever reads it tells what is wrong
    if len(whole) > settings.body:
        raise TooLong(name[:80], f"unpacks to more than {settings.body} bytes", "hand it in in parts")
    return data


def _identified(article: Article) -> Article:
    """The article; one that tells no id of its own gets one made of what it says."""
    if article.id and article.id.partition("-")[0] != _STEM:
        return article
    return by_its_words(article)


def _fit(article: Article, settings: Settings) -> Article:
    if len(article.text) > settings.text:
        raise TooLong("", f"the text is longer than {settings.text} characters", "read it in parts")
    if article.language not in installed_packs():
        raise BadArticle("", f"there is no language {article.language[:20]!r}", ", ".join(installed_packs()))
    return msgspec.structs.replace(article, place="")


def _day(about: Mapping[str, str]) -> str | None:
    try:
        return Day.fromisoformat(about["date"]).isoformat() if about["date"] else None
    except ValueError:
        raise MusnadError("", f"{about['date'][:40]!r} is no day", "write it as YYYY-MM-DD") from None


def _language(about: Mapping[str, str], settings: Settings) -> str:
    return about["language"] or settings.language

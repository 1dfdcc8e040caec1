"""First steps of a batch: articles are read in shards, each once; what later steps compare goes out by its keys."""

from __future__ import annotations

from collections.abc import Iterator

from musnad.batch.engine import Row
from musnad.batch.linking import meeting_value
from musnad.batch.naming import Seen
from musnad.batch.records import Given, Said, Shard, Stored, of_kind, packed, unpacked
from musnad.errors import BadArticle, of_ours
from musnad.intake import read_articles
from musnad.intake.outlets import Outlets
from musnad.intake.run import Part
from musnad.lang.pack import load_pack
from musnad.ledger.packing import pack_article, pack_reading, unpack_article, unpack_reading
from musnad.ledger.sightings import profile_key, seen_names
from musnad.model import Article, Reading
from musnad.reading.reader import reader_of
from musnad.resolution.claims import statement_keys, told
from musnad.resolution.meeting import meeting_keys
from musnad.resolution.passages import sketch

ORDER = 16  # bytes before an article that tell where it stands in all that is read


def _outlets(given: Given) -> Outlets | None:
    return Outlets.of_language(given.language, given.outlets) if given.outlets else None


def read_shard(item: bytes) -> Iterator[Row]:
    """Read a shard's articles: ``article`` by id, ``problem`` by place."""
    shard = unpacked(item, Shard)
    problems: list[BadArticle] = []
    for number, file in enumerate(shard.files, shard.first):
        yield from _read_file(shard, number, file, problems)
    for problem in problems:
        yield "problem", problem.place.encode(), str(problem).encode()


def _read_file(shard: Shard, number: int, file: str, problems: list[BadArticle]) -> Iterator[Row]:
    own, met, among, given = Part(shard.part, shard.of), -1, 0, shard.given
    articles = read_articles(
        [file], date=given.date, outlet=given.outlet, language=given.language, columns=given.columns,
        outlets=_outlets(given), on_problem=problems.append, part=own,
    )  # fmt: skip
    for article in articles:
        met, among = own.at, (among + 1 if own.at == met else 0)
        try:
            reading = reader_of(article.language).read(article)
        except BadArticle as unfit:
            problems.append(unfit)
            continue
        except Exception as error:
            problems.append(of_ours(article.place or article.id, error))
            continue
        order = b"".join(each.to_bytes(4, "big") for each in (shard.number, number, met, among))
        yield "article", article.id.encode(), order + packed((pack_article(article), pack_reading(reading)))


def spread(key: bytes, values: Iterator[bytes]) -> Iterator[Row]:
    """Of articles with one id the last stays; what it shows goes out.

    ``store`` and ``use`` by article, ``print`` by runs of words, ``meet`` by pairs of rare words, ``said`` by
    statement, ``name`` by profile.
    """
    last = b""
    for value in values:
        last = value
    article_bytes, reading_bytes = unpacked(last[ORDER:], tuple[bytes, bytes])
    article = unpack_article(article_bytes)
    reading = unpack_reading(reading_bytes, article)
    pack = load_pack(article.language)
    own = sketch(article, pack)
    for run in own.prints:
        yield "print", run.to_bytes(8, "big"), packed((article.id, article.date, len(own.prints)))
    stance: dict[str, tuple[str, str | None]] = {}
    for one in told(reading, pack):
        stance[one.statement] = one.stance, one.day
        yield "said", one.key.encode(), of_kind(0, packed(Said.of(one, article.language)))
        keys = meeting_keys(one)
        meeting = meeting_value(one, keys, pack)
        for meet in keys:
            yield "meet", meet.to_bytes(8, "big"), meeting
    ids = statement_keys(reading)
    sides = tuple(
        (ids[one.id], *stance.get(one.id, ("other", one.said_on or article.date))) for one in reading.statements
    )
    credited = tuple(sorted(own.credits))
    yield "store", key, of_kind(0, packed(Stored(article_bytes, reading_bytes, credited, sides)))
    for name, _, times in seen_names(reading, credited):
        profile = profile_key(name, article.language).encode()
        yield "name", profile, packed(Seen(name.name, name.kind, name.role, name.country, times))
        yield "use", profile, of_kind(1, key)


def stored(data: bytes) -> tuple[Stored, Article, Reading]:
    """A stored article, unpacked. ``data`` is a value of ``store``."""
    kept = unpacked(data[1:], Stored)
    article = unpack_article(kept.article)
    return kept, article, unpack_reading(kept.reading, article)

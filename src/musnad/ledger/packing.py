"""Records as the ledger keeps them: packed bytes, public tags, the name of the engine that read them."""

from __future__ import annotations

import json
import zlib
from functools import lru_cache
from hashlib import blake2b
from typing import Any

import msgspec

from musnad import __version__
from musnad.lang.pack import pack_folder
from musnad.model import Article, Reading, Review, Span, Statement
from musnad.resolution.claims import DECIDED

JOINT = " … "  # between the contents of one statement
_READING = msgspec.msgpack.Decoder(Reading)
_ARTICLE = msgspec.msgpack.Decoder(Article)
_REVIEW = msgspec.msgpack.Decoder(Review)
_ENCODER = msgspec.msgpack.Encoder()


def pack_article(article: Article) -> bytes:
    """The article as bytes."""
    return zlib.compress(_ENCODER.encode(article), 6)


def unpack_article(data: bytes) -> Article:
    """The article of :func:`pack_article`."""
    return _ARTICLE.decode(zlib.decompress(data))


def pack_reading(reading: Reading) -> bytes:
    """The reading as bytes, without its article."""
    return zlib.compress(_ENCODER.encode(msgspec.structs.replace(reading, article=Article(text=""))), 6)


def unpack_reading(data: bytes, article: Article) -> Reading:
    """The reading of :func:`pack_reading`, of this article."""
    return msgspec.structs.replace(_READING.decode(zlib.decompress(data)), article=article)


def pack_review(review: Review) -> bytes:
    """The review as bytes."""
    return _ENCODER.encode(review)


def unpack_review(data: bytes) -> Review:
    """The review of :func:`pack_review`."""
    return _REVIEW.decode(data)


def pack_spans(one: Statement, text: str) -> str:
    """Where the words stand that a statement rests on: its cue, its source and its contents in its article."""

    def told(span: Span | None) -> list[Any] | None:
        return [span.start, span.end, span.of(text)] if span is not None else None

    contents = [[span.start, span.end] for span in one.content]
    return json.dumps([told(one.cue.span), told(one.source), contents], ensure_ascii=False)


def unpack_spans(data: str, content: str) -> dict[str, Any]:
    """The spans of :func:`pack_spans` as they are shown; ``content`` are the words of the contents as stored."""
    cue, source, contents = json.loads(data)
    shown = []
    at = 0
    for start, end in contents:
        shown.append({"start": start, "end": end, "text": content[at : at + end - start]})
        at += end - start + len(JOINT)
    names = ("start", "end", "text")
    return {
        "source": dict(zip(names, source, strict=True)) if source is not None else None,
        "cue": dict(zip(names, cue, strict=True)), "content": shown,
    }  # fmt: skip


def tag(letter: str, *parts: str) -> str:
    """A short public id that depends on nothing but the parts."""
    return letter + blake2b("\0".join(parts).encode(), digest_size=6).hexdigest()


def fingerprint(article: Article) -> str:
    """What changes when an article is corrected: its text, title, day or outlet."""
    parts = (article.text, article.title or "", article.date or "", article.outlet or "", article.language)
    return blake2b("\0".join(parts).encode(), digest_size=16).hexdigest()


@lru_cache(maxsize=8)
def engine(language: str) -> str:
    """Version of musnad and of the language's data: another one may read or link the same article otherwise."""
    digest = blake2b(str(DECIDED).encode(), digest_size=6)
    todo = [pack_folder(language)]
    while todo:
        for path in sorted(todo.pop().iterdir(), key=lambda each: each.name):
            if path.is_dir() and not path.name.startswith("_"):
                todo.append(path)
            elif path.name.endswith((".toml", ".tsv")):
                digest.update(path.read_bytes())
    return f"{__version__}+{digest.hexdigest()}"

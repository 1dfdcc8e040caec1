"""The published form of a reading: plain dicts, one JSON line, its JSON Schema, and CSV rows.

``docs/contract.md`` tells the meaning of each field. Records hold offsets; here the words are
sliced from the text beside them, so that a reader of the output needs no arithmetic.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, TypeVar, get_args

import msgspec

from musnad.errors import BadArticle
from musnad.model import (
    SCHEMA_VERSION,
    Act,
    Article,
    Channel,
    ChannelKind,
    Cue,
    Furniture,
    Granularity,
    Mention,
    QuoteKind,
    Reading,
    Reason,
    Relay,
    Span,
    Speaker,
    SpeakerKind,
    Statement,
    Time,
)

T = TypeVar("T")

ARTICLE_FIELDS: Final = ("id", "title", "date", "outlet", "url", "language", "text")
PARTS: Final = ("statements", "mentions", "times", "furniture")
TOP_FIELDS: Final = ("schema", *ARTICLE_FIELDS, *PARTS)
CSV_FIELDS: Final[tuple[str, ...]] = (
    "article", "id", "speaker", "kind", "role", "act", "cue", "source", "content", "quote", "relays", "channel",
    "said_on", "parent", "confidence",
)  # fmt: skip
BETWEEN: Final = " | "  # what parts the pieces of one CSV cell
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet runs a cell that starts so


# Writing -----------------------------------------------------------------------------------------


def to_dict(reading: Reading) -> dict[str, Any]:
    """The reading as plain dicts and lists; extra fields of the article stand at the top level."""
    article = reading.article
    text = article.text
    out: dict[str, Any] = {"schema": SCHEMA_VERSION}
    out.update((name, getattr(article, name)) for name in ARTICLE_FIELDS)
    out["statements"] = [_statement(one, text) for one in reading.statements]
    out["mentions"] = [
        {**_span(one.span, text), "actor": one.actor, "kind": one.kind, "name": one.name} for one in reading.mentions
    ]
    out["times"] = [
        {**_span(one.span, text), "value": one.value, "until": one.until, "granularity": one.granularity}
        for one in reading.times
    ]
    out["furniture"] = [{**_span(one.span, text), "kind": one.kind} for one in reading.furniture]
    out.update((name, value) for name, value in article.extra.items() if name not in TOP_FIELDS)
    return out


def to_json(reading: Reading) -> bytes:
    """The reading as one line of JSON in UTF-8, without a line end."""
    return msgspec.json.encode(to_dict(reading))


def _span(span: Span, text: str) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.of(text)}


def _statement(one: Statement, text: str) -> dict[str, Any]:
    return {
        "id": one.id,
        "source": None if one.source is None else _span(one.source, text),
        "cue": {**_span(one.cue.span, text), "lemma": one.cue.lemma},
        "content": [_span(part, text) for part in one.content],
        "speaker": None if one.speaker is None else msgspec.structs.asdict(one.speaker),
        "act": one.act,
        "quote": one.quote,
        "relays": [{**_span(each.span, text), "name": each.name, "actor": each.actor} for each in one.relays],
        "channel": None if one.channel is None else _channel(one.channel, text),
        "said_on": one.said_on,
        "parent": one.parent,
        "confidence": one.confidence,
        "why": [_why(reason, text) for reason in one.why],
    }


def _channel(channel: Channel, text: str) -> dict[str, Any]:
    place = {"start": None, "end": None, "text": None} if channel.span is None else _span(channel.span, text)
    return {"kind": channel.kind, **place}


def _why(reason: Reason, text: str) -> str:
    line = ": ".join(part for part in (reason.rule, reason.note) if part)
    words = " ".join(f"“{span.of(text)}”" for span in reason.spans)
    return f"{line} [{words}]" if words else line


def to_rows(reading: Reading) -> Iterator[dict[str, str]]:
    """One row of :data:`CSV_FIELDS` for each statement, safe to open in a spreadsheet."""
    text = reading.article.text
    for one in reading.statements:
        speaker = one.speaker
        row = {
            "article": reading.article.id,
            "id": one.id,
            "speaker": speaker.name if speaker else "",
            "kind": speaker.kind if speaker else "",
            "role": (speaker.role or "") if speaker else "",
            "act": one.act,
            "cue": one.cue.span.of(text),
            "source": one.source.of(text) if one.source else "",
            "content": BETWEEN.join(part.of(text) for part in one.content),
            "quote": one.quote,
            "relays": BETWEEN.join(each.name for each in one.relays),
            "channel": one.channel.kind if one.channel else "",
            "said_on": one.said_on or "",
            "parent": one.parent or "",
            "confidence": f"{one.confidence:.2f}",
        }
        yield {name: f"'{cell}" if cell.startswith(FORMULA) else cell for name, cell in row.items()}

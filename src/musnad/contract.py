"""The published form of a reading: plain dicts, one JSON line, its JSON Schema, and CSV rows.

``docs/contract.md`` tells the meaning of each field. Records hold offsets; here the words are
sliced from the text beside them, so that a reader of the output needs no arithmetic.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, TypeVar, get_args

import msgspec

from musnad.errors import BadArticle
from musnad.model import SCHEMA_VERSION, Act, Article, Channel, ChannelKind, Cue, Furniture, Granularity, Mention
from musnad.model import QuoteKind, Reading, Reason, Relay, Span, Speaker, SpeakerKind, Statement, Time

T = TypeVar("T")

ARTICLE_FIELDS: Final = ("id", "title", "date", "outlet", "url", "language", "text")
SPAN_FIELDS: Final = ("start", "end", "text")
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
    place = {
        name: {"type": [of, "null"]} for name, of in zip(SPAN_FIELDS, ("integer", "integer", "string"), strict=True)
    }
    place = {
        name: {"type": [type_, "null"]}
        for name, type_ in (("start", "integer"), ("end", "integer"), ("text", "string"))
    }
    channel = {"kind": _values(ChannelKind, "The way it was said."), **place}
    statement = {
        "id": _text("Its name within this article."),
        "source": _or_null(_spanned("The words that name the speaker; null where the verb holds its subject.")),
        "cue": _spanned("The words that signal the attribution.", lemma=_text("Lemma of the cue's entry.")),
        "content": _list_of(_spanned("A stretch of what was said."), "What was said; in parts where it is broken up."),
        "speaker": _or_null(_object("Who it is, resolved over the article; null where nobody can be told.", speaker)),
        "act": _values(Act, "What the speaker does by saying it."),
        "quote": _values(QuoteKind, "Whether the content stands in quotation marks, wholly or in part."),
        "relays": _list_of(
            _spanned("One that carried the words.", name=_text("Its name."), actor=actor),
            "Who carried the words from the speaker to this article, nearest the article first.",
        ),
        "channel": _or_null(_object("How it was said; the span parts are null if no phrase tells.", channel)),
        "said_on": _text_or_null("The day the words were said, where the text settles it.", format="date"),
        "parent": _text_or_null("Id of the statement inside whose content this one is told."),
        "confidence": {
            "type": "number", "minimum": 0, "maximum": 1,
            "description": "Calibrated: of the statements given 0.9, nine in ten should be right.",
        },
        "why": _list_of({"type": "string"}, "The rules that made it, each as: rule: note [“words”]."),
    }  # fmt: skip
    top = {
        "schema": _text("Version of this form, major.minor; a new minor only adds.", pattern=r"^\d+\.\d+$"),
        "id": _text("The article's id."),
        "title": _text_or_null("Its headline."),
        "date": _text_or_null("The day it appeared, YYYY-MM-DD.", format="date"),
        "outlet": _text_or_null("Who published it."),
        "url": _text_or_null("Where it was found."),
        "language": _text("The language pack it was read with."),
        "text": _text("The text as given; all offsets count its Unicode code points."),
        "statements": _list_of(
            _object("One cue, its content and its source.", statement), "The attributed statements."
        ),
        "mentions": _list_of(
            _spanned("A place where somebody is named.", actor=actor, kind=kind, name=_text("The actor's name.")),
            "Where the article names actors.",
        ),
        "times": _list_of(
            _spanned(
                "A time expression.",
                value=_text_or_null("First day, ISO 8601; null where the text does not settle it."),
                until=_text_or_null("Last day, ISO 8601; null likewise."),
                granularity=_values(Granularity, "How fine it is."),
            ),
            "Time expressions, resolved against the article's date.",
        ),
        "furniture": _list_of(
            _spanned("Text that is not the report.", kind=_text("What it is: dateline, byline, caption …")),
            "Stretches that are not the report itself.",
        ),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:musnad:reading:{SCHEMA_VERSION}",
        "title": "Reading",
        **_object(
            "One article and the attributed statements found in it; extra fields of the article pass through.", top
        ),
    }

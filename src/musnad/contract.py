"""The published form of a reading: plain dicts, one JSON line, its JSON Schema, and CSV rows.

``docs/contract.md`` tells the meaning of each field. Records hold offsets; here the words are
sliced from the text beside them, so that a reader of the output needs no arithmetic.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, TypeVar, get_args

import msgspec

from musnad import model
from musnad.errors import BadArticle
from musnad.model import SCHEMA_VERSION, Reading, Span, Statement

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


def _channel(channel: model.Channel, text: str) -> dict[str, Any]:
    place = dict.fromkeys(SPAN_FIELDS) if channel.span is None else _span(channel.span, text)
    return {"kind": channel.kind, **place}


def _why(reason: model.Reason, text: str) -> str:
    line = ": ".join(part for part in (reason.rule, reason.note) if part)
    words = " ".join(f"“{span.of(text)}”" for span in reason.spans)
    return f"{line} [{words}]" if words else line


def to_rows(reading: Reading) -> Iterator[dict[str, str]]:
    """One row of :data:`CSV_FIELDS` for each statement, safe to open in a spreadsheet."""
    text = reading.article.text
    for one in reading.statements:
        speaker = one.speaker
        cells = (
            reading.article.id,
            one.id,
            speaker.name if speaker else "",
            speaker.kind if speaker else "",
            speaker.role or "" if speaker else "",
            one.act,
            one.cue.span.of(text),
            one.source.of(text) if one.source else "",
            BETWEEN.join(part.of(text) for part in one.content),
            one.quote,
            BETWEEN.join(each.name for each in one.relays),
            one.channel.kind if one.channel else "",
            one.said_on or "",
            one.parent or "",
            f"{one.confidence:.2f}",
        )
        safe = (f"'{cell}" if cell.startswith(FORMULA) else cell for cell in cells)
        yield dict(zip(CSV_FIELDS, safe, strict=True))


def from_dict(data: object) -> Reading:
    """The reading that :func:`to_dict` wrote, here or in an earlier version.

    Keys it does not know are passed over (at the top level: kept in ``article.extra``) and optional
    ones may be missing. A line of ``why`` comes back as rule and note, its words inside the note.

    Raises:
        BadArticle: a value has the wrong type or is none of its kind; the place names it.
    """
    top = _Node(data, "reading")
    version = top.take("schema", str, SCHEMA_VERSION)
    if version.partition(".")[0] != SCHEMA_VERSION.partition(".")[0]:
        raise BadArticle("reading.schema", f"is {version}; this musnad reads {SCHEMA_VERSION}", "update musnad")
    text = top.take("text", str)
    article = model.Article(
        text=text,
        id=top.take("id", str, ""),
        title=top.maybe("title", str),
        date=top.maybe("date", str),
        outlet=top.maybe("outlet", str),
        url=top.maybe("url", str),
        language=top.take("language", str, "ar"),
        extra={name: value for name, value in top.fields.items() if name not in TOP_FIELDS},
    )
    return Reading(
        article=article,
        statements=tuple(_read_statement(node, text) for node in top.nodes("statements")),
        mentions=tuple(_read_mention(node, text) for node in top.nodes("mentions")),
        times=tuple(_read_time(node, text) for node in top.nodes("times")),
        furniture=tuple(
            model.Furniture(span=node.span(text), kind=node.take("kind", str)) for node in top.nodes("furniture")
        ),
    )


def _read_statement(node: _Node, text: str) -> Statement:
    cue, source, speaker, channel = (node.node(name) for name in ("cue", "source", "speaker", "channel"))
    if cue is None:
        raise node.wrong("cue", "is missing")
    return Statement(
        id=node.take("id", str),
        source=source.span(text) if source else None,
        cue=model.Cue(span=(span := cue.span(text)), lemma=cue.take("lemma", str, span.of(text))),
        content=tuple(part.span(text) for part in node.nodes("content")),
        speaker=_read_speaker(speaker) if speaker else None,
        act=node.one_of("act", model.Act),
        quote=node.one_of("quote", model.QuoteKind),
        relays=tuple(_read_relay(each, text) for each in node.nodes("relays")),
        channel=_read_channel(channel, text) if channel else None,
        said_on=node.maybe("said_on", str),
        parent=node.maybe("parent", str),
        confidence=node.number("confidence", 0.5),
        why=tuple(_read_reason(line) for line in node.strings("why")),
    )


def _read_speaker(node: _Node) -> model.Speaker:
    return model.Speaker(
        name=node.take("name", str),
        kind=node.one_of("kind", model.SpeakerKind),
        role=node.maybe("role", str),
        organization=node.maybe("organization", str),
        country=node.maybe("country", str),
        actor=node.take("actor", str, ""),
    )


def _read_relay(node: _Node, text: str) -> model.Relay:
    span = node.span(text)
    return model.Relay(span=span, name=node.take("name", str, span.of(text)), actor=node.take("actor", str, ""))


def _read_channel(node: _Node, text: str) -> model.Channel:
    told = any(node.fields.get(name) is not None for name in SPAN_FIELDS)
    return model.Channel(kind=node.one_of("kind", model.ChannelKind), span=node.span(text) if told else None)


def _read_reason(line: str) -> model.Reason:
    rule, parted, note = line.partition(": ")
    return model.Reason(rule, note) if parted else model.Reason("", line)


def _read_mention(node: _Node, text: str) -> model.Mention:
    span, kind = node.span(text), node.one_of("kind", model.SpeakerKind)
    name, actor = node.take("name", str, span.of(text)), node.take("actor", str, "")
    return model.Mention(span=span, actor=actor, kind=kind, name=name)


def _read_time(node: _Node, text: str) -> model.Time:
    return model.Time(
        span=node.span(text),
        value=node.maybe("value", str),
        until=node.maybe("until", str),
        granularity=node.one_of("granularity", model.Granularity, "day"),
    )


class _Node:
    """An object of the data, with its place for the errors."""

    def __init__(self, value: object, place: str) -> None:
        if not isinstance(value, Mapping):
            raise BadArticle(place, f"is {_called(value)}, not an object")
        self.fields: Mapping[str, Any] = value
        self.place = place

    def wrong(self, name: str, problem: str) -> BadArticle:
        return BadArticle(f"{self.place}.{name}", problem)

    def maybe(self, name: str, kind: type[T]) -> T | None:
        value = self.fields.get(name)
        if value is not None and (not isinstance(value, kind) or isinstance(value, bool)):
            raise self.wrong(name, f"is {_called(value)}, not {NAMES[kind]}")
        return value

    def take(self, name: str, kind: type[T], default: T | None = None) -> T:
        value = self.maybe(name, kind)
        value = default if value is None else value
        if value is None:
            raise self.wrong(name, "is null" if name in self.fields else "is missing")
        return value

    def one_of(self, name: str, literal: Any, default: str | None = None) -> Any:
        value = self.take(name, str, default)
        if value not in get_args(literal):
            raise self.wrong(name, f"is {value!r}, none of {', '.join(get_args(literal))}")
        return value

    def number(self, name: str, default: float) -> float:
        value = self.fields.get(name)
        whole = isinstance(value, int) and not isinstance(value, bool)
        return float(value) if whole and value is not None else self.take(name, float, default)

    def node(self, name: str) -> _Node | None:
        value = self.fields.get(name)
        return None if value is None else _Node(value, f"{self.place}.{name}")

    def items(self, name: str) -> Sequence[Any]:
        value = self.fields.get(name)
        if value is not None and not isinstance(value, list | tuple):
            raise self.wrong(name, f"is {_called(value)}, not a list")
        return value or ()

    def nodes(self, name: str) -> Iterator[_Node]:
        return (_Node(value, f"{self.place}.{name}[{at}]") for at, value in enumerate(self.items(name)))

    def strings(self, name: str) -> Iterator[str]:
        for at, value in enumerate(self.items(name)):
            if not isinstance(value, str):
                raise self.wrong(f"{name}[{at}]", f"is {_called(value)}, not a string")
            yield value

    def span(self, text: str) -> Span:
        start, end, words = self.take("start", int), self.take("end", int), self.maybe("text", str)
        if not 0 <= start <= end <= len(text):
            raise BadArticle(self.place, f"{start} to {end} is no stretch of a text of {len(text)} characters")
        if words is not None and words != text[start:end]:
            raise BadArticle(self.place, "its words are not those of the text there", "offsets count code points")
        return Span(start, end)


NAMES: Final[dict[type, str]] = {str: "a string", int: "a whole number", float: "a number"}


def _called(value: object) -> str:
    """What JSON calls a value's type."""
    if value is None or isinstance(value, bool):
        return msgspec.json.encode(value).decode()
    if isinstance(value, Mapping):
        return "an object"
    return "a list" if isinstance(value, list | tuple) else NAMES.get(type(value), type(value).__name__)


def _values(literal: Any, about: str) -> dict[str, Any]:
    return {"enum": list(get_args(literal)), "description": about}


def _text(about: str, **more: Any) -> dict[str, Any]:
    return {"type": "string", "description": about, **more}


def _text_or_null(about: str, **more: Any) -> dict[str, Any]:
    return {"type": ["string", "null"], "description": about, **more}


def _list_of(items: dict[str, Any], about: str) -> dict[str, Any]:
    return {"type": "array", "items": items, "description": about}


def _object(about: str, properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "description": about, "properties": properties, "required": list(properties)}


def _spanned(about: str, **more: Any) -> dict[str, Any]:
    """An object that is a stretch of the text and, mostly, something besides."""
    place = {
        "start": {"type": "integer", "minimum": 0, "description": "First code point in the article's text."},
        "end": {"type": "integer", "minimum": 0, "description": "The code point after the last."},
        "text": _text("The words there: text[start:end]."),
    }
    return _object(about, {**place, **more})


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    return {**schema, "type": ["object", "null"]}


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of what :func:`to_dict` gives."""
    actor = _text("Stable id of the actor, made of name and kind.")
    kind = _values(model.SpeakerKind, "What the actor is.")
    speaker = {
        "name": _text("Fullest name the article gives, without title or function; a description if anonymous."),
        "kind": kind,
        "role": _text_or_null("Title or function, as the article words it."),
        "organization": _text_or_null("Whom the speaker speaks for."),
        "country": _text_or_null("ISO 3166-1 alpha-2.", pattern="^[A-Z]{2}$"),
        "actor": actor,
    }
    place = {
        "start": {"type": ["integer", "null"]},
        "end": {"type": ["integer", "null"]},
        "text": _text_or_null("Words."),
    }
    channel = {"kind": _values(model.ChannelKind, "The way it was said."), **place}
    statement = {
        "id": _text("Its name within this article."),
        "source": _or_null(_spanned("The words that name the speaker; null where the verb holds its subject.")),
        "cue": _spanned("The words that signal the attribution.", lemma=_text("Lemma of the cue's entry.")),
        "content": _list_of(_spanned("A stretch of what was said."), "What was said; in parts where it is broken up."),
        "speaker": _or_null(_object("Who it is, resolved over the article; null where nobody can be told.", speaker)),
        "act": _values(model.Act, "What the speaker does by saying it."),
        "quote": _values(model.QuoteKind, "Whether the content stands in quotation marks, wholly or in part."),
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
                granularity=_values(model.Granularity, "How fine it is."),
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

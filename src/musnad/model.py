"""The records of a reading (``docs/contract.md`` tells each field's meaning).

Records hold offsets only: Unicode code points into ``Article.text``, half-open. The words of a
span are sliced from the text when they are written out, so evidence cannot differ from the article.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

SCHEMA_VERSION = "1.0"

Act = Literal[
    "state", "deny", "confirm", "admit", "accuse", "condemn", "demand", "promise", "warn", "welcome", "reject", "ask"
]
Stance = Literal["asserts", "denies", "confirms", "disputes", "other"]
QuoteKind = Literal["direct", "mixed", "indirect"]
SpeakerKind = Literal["person", "organization", "country", "group", "anonymous"]
ChannelKind = Literal[
    "press_conference",
    "briefing",
    "written_statement",
    "interview",
    "speech",
    "call",
    "meeting",
    "social_media",
    "report",
    "court",
    "parliament",
]
Granularity = Literal["day", "week", "month", "season", "year", "time"]


class Span(msgspec.Struct, frozen=True, order=True):
    """A stretch of text: code points ``start`` (inclusive) to ``end`` (exclusive)."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words of this span in its article's text."""
        return text[self.start : self.end]


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """One article as given. ``text`` is never altered; all offsets point into it.

    ``place`` is where it was read from (file, or file:line), for messages; it is not written out.
    ``date`` is the day it appeared (``YYYY-MM-DD``) or None; ``extra`` holds the fields that were
    given with it and are passed through unread.
    """

    text: str
    id: str = ""
    title: str | None = None
    date: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str = "ar"
    extra: dict[str, Any] = msgspec.field(default_factory=dict)
    place: str = ""


class Review(msgspec.Struct, frozen=True, kw_only=True):
    """A fact checker's word on a claim (schema.org ClaimReview): shown as theirs, never taken over.

    ``claim`` is the claim as they put it, ``rating`` their verdict in their own words; ``claimed_on`` and
    ``reviewed_on`` are days.
    """

    id: str
    claim: str
    publisher: str
    url: str
    rating: str
    title: str | None = None
    claimant: str | None = None
    claimed_on: str | None = None
    reviewed_on: str | None = None
    language: str | None = None


class Reason(msgspec.Struct, frozen=True):
    """Why something came out as it did: the rule, a sentence, and the spans that met."""

    rule: str
    note: str
    spans: tuple[Span, ...] = ()


class Speaker(msgspec.Struct, frozen=True, kw_only=True):
    """Who it is, resolved over the article: fullest name without title or function.

    ``country`` is ISO 3166-1 alpha-2. ``actor`` is a stable id of name and kind.
    """

    name: str
    kind: SpeakerKind
    role: str | None = None
    organization: str | None = None
    country: str | None = None
    actor: str = ""


class Relay(msgspec.Struct, frozen=True, kw_only=True):
    """Who carried the words between the speaker and this article; nearest the article first in a list."""

    span: Span
    name: str
    actor: str = ""


class Channel(msgspec.Struct, frozen=True, kw_only=True):
    """How it was said; ``span`` is the phrase that tells."""

    kind: ChannelKind
    span: Span | None = None


class Cue(msgspec.Struct, frozen=True, kw_only=True):
    """The word or words that signal the attribution, and the lemma of their entry."""

    span: Span
    lemma: str


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """One cue with the content it governs and the source it is attributed to."""

    id: str
    source: Span | None
    cue: Cue
    content: tuple[Span, ...]
    speaker: Speaker | None
    act: Act
    quote: QuoteKind
    relays: tuple[Relay, ...] = ()
    channel: Channel | None = None
    said_on: str | None = None
    parent: str | None = None
    confidence: float = 0.5
    why: tuple[Reason, ...] = ()


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """A place where the article names somebody."""

    span: Span
    actor: str
    kind: SpeakerKind
    name: str


class Time(msgspec.Struct, frozen=True, kw_only=True):
    """A time expression: first and last day (ISO 8601) and how fine it is, TIMEX3-like.

    ``value`` and ``until`` are None where the text does not settle them: nothing is guessed.
    """

    span: Span
    value: str | None
    until: str | None
    granularity: Granularity
    rule: str = ""


class Furniture(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch that is not the report itself: dateline, byline, caption, share bar …"""

    span: Span
    kind: str


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """All that musnad finds in one article."""

    article: Article
    statements: tuple[Statement, ...] = ()
    mentions: tuple[Mention, ...] = ()
    times: tuple[Time, ...] = ()
    furniture: tuple[Furniture, ...] = ()

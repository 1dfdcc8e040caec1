"""The shapes of readings as the REST API answers them, and of what is to be read."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from musnad.faces.web.models import Standing, Words
from musnad.model import Act, ChannelKind, Granularity, QuoteKind, SpeakerKind, Stance


class CueWords(Words):
    """The words that signal an attribution."""

    lemma: str


class SpeakerTold(BaseModel):
    """Who said it, resolved over the article."""

    name: str
    kind: SpeakerKind
    role: str | None
    organization: str | None
    country: str | None
    actor: str


class RelayTold(Words):
    """Who carried the words."""

    name: str
    actor: str


class ChannelTold(BaseModel):
    """How it was said."""

    kind: ChannelKind
    start: int | None
    end: int | None
    text: str | None


class Statement(BaseModel):
    """One cue with its content and its source."""

    id: str
    source: Words | None
    cue: CueWords
    content: list[Words]
    speaker: SpeakerTold | None
    act: Act
    quote: QuoteKind
    relays: list[RelayTold]
    channel: ChannelTold | None
    said_on: str | None
    parent: str | None
    confidence: float
    why: list[str]


class MentionTold(Words):
    """A place where somebody is named."""

    actor: str
    kind: SpeakerKind
    name: str


class TimeTold(Words):
    """A time expression with its first and last day."""

    value: str | None
    until: str | None
    granularity: Granularity


class FurnitureTold(Words):
    """A stretch that is not the report itself."""

    kind: str


class Reading(BaseModel):
    """An article and the statements found in it; further fields of the article pass through."""

    model_config = ConfigDict(extra="allow", populate_by_name=True, serialize_by_alias=True)

    schema_: str = Field(alias="schema")
    id: str
    title: str | None
    date: str | None
    outlet: str | None
    url: str | None
    language: str
    text: str
    statements: list[Statement]
    mentions: list[MentionTold]
    times: list[TimeTold]
    furniture: list[FurnitureTold]


class InLedger(BaseModel):
    """What the ledger says of a statement of an article."""

    local: str
    id: str
    claim: str
    stance: Stance
    standing: Standing
    reports: int
    actor: str | None


class CopyRow(BaseModel):
    """An article that shares another's text; ``first`` is whose it was: this, other, an agency, or nothing."""

    id: str
    title: str | None
    outlet: str | None
    day: str | None
    kind: str
    share: float
    first: str


class ToldOtherwise(BaseModel):
    """One statement that is new, is gone, or is told otherwise: ``what`` of it; it was ``before``, is ``after``."""

    kind: Literal["added", "removed", "changed"]
    what: list[str]
    before: dict[str, Any] | None
    after: dict[str, Any] | None


class VersionRow(BaseModel):
    """A change of an article: when it was seen, and what changed in who said what."""

    number: int
    seen: str
    changes: list[ToldOtherwise]


class StoredReading(BaseModel):
    """A reading with what the ledger makes of it."""

    reading: Reading
    statements: list[InLedger]
    copies: list[CopyRow]
    changes: list[VersionRow] = Field(description="What the article was before, the latest change first.")


class ToRead(BaseModel):
    """An article to be read: its text, or the address it is fetched from."""

    model_config = ConfigDict(extra="forbid")

    text: str | None = Field(None, min_length=1)
    url: str | None = Field(None, max_length=2000)
    id: str | None = Field(None, max_length=300, description="Its id; else one is made of its address or its text.")
    title: str | None = Field(None, max_length=1000)
    date: str | None = Field(None, description="Day it appeared, YYYY-MM-DD.", max_length=10)
    outlet: str | None = Field(None, max_length=300)
    language: str | None = Field(None, max_length=8)


class Added(BaseModel):
    """What became of an article handed to the ledger."""

    id: str
    outcome: Literal["new", "replaced", "known"]
    statements: int

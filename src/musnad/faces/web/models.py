"""The shapes of what the REST API answers, and of what it is asked; they make its OpenAPI description."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from musnad.model import Act, ChannelKind, SpeakerKind, Stance

Standing = Literal["uncontested", "denied", "contested", "confirmed", "withdrawn"]
Order = Literal["reported", "disputed", "denied", "one-origin"]
ExportFormat = Literal["csv", "jsonl", "annotation", "prov"]


class Problem(BaseModel):
    """What was wrong."""

    status: int
    problem: str
    hint: str


class Trouble(BaseModel):
    """An answer that is none."""

    error: Problem


class Words(BaseModel):
    """A stretch of an article's text: code points, end exclusive."""

    start: int
    end: int
    text: str


class Counted(BaseModel):
    """The least and the most that something can be, as far as the articles tell."""

    least: int
    most: int


class ClaimRow(BaseModel):
    """A claim in a list."""

    id: str
    text: str
    standing: Standing
    reports: int
    outlets: int
    witnesses_least: int
    witnesses_most: int
    origins_least: int
    origins_most: int
    behind: int = Field(description="Statements that put it forward or confirm it.")
    against: int = Field(description="Statements that deny or dispute it.")
    first_day: str | None
    last_day: str | None
    denied_day: str | None
    statements: int
    text_denies: bool = Field(False, description="The text itself says that it is not so; nobody says that it is.")


class ArticleRow(BaseModel):
    """An article in a list."""

    id: str
    title: str
    outlet: str | None
    day: str | None
    url: str | None
    statements: int


class Front(BaseModel):
    """The front page."""

    denied: list[ClaimRow] = Field(description="Newly denied.")
    disputed: list[ClaimRow] = Field(description="Most disputed.")
    one_origin: list[ClaimRow] = Field(description="Many reports that go back to one origin.")
    reported: list[ClaimRow] = Field(description="Most reported.")
    articles: list[ArticleRow] = Field(description="Latest readings.")


class Claims(BaseModel):
    """A list of claims."""

    order: Order
    page: int
    more: bool
    claims: list[ClaimRow]


class Articles(BaseModel):
    """A list of articles."""

    page: int
    more: bool
    articles: list[ArticleRow]


class Evidence(BaseModel):
    """A statement of a claim with the words it rests on."""

    model_config = ConfigDict(extra="allow")

    id: str
    stance: Stance
    act: Act
    day: str | None
    said_on: str | None
    speaker: str
    kind: SpeakerKind
    actor: str | None
    chain: list[str] = Field(description="Outlet, relays nearest the article first, speaker; empty where not told.")
    outlet: str | None
    article: str
    title: str | None
    url: str | None
    published: str | None
    statement: str = Field(description="Its name within its article.")
    channel: ChannelKind | None
    confidence: float
    source: Words | None
    cue: Words
    content: list[Words]


class JoinedBy(BaseModel):
    """Why two statements are one origin, or were heard by one witness."""

    of: str
    one: str
    other: str
    why: str


class Side(BaseModel):
    """What stands behind a claim, or against it."""

    reports: int
    outlets: Counted
    witnesses: Counted
    origins_named: Counted
    origins_anonymous: Counted
    groups: list[list[str]] = Field(description="Statements of each origin.")
    joins: list[JoinedBy]


class Standpoint(BaseModel):
    """How a claim stands from a day on."""

    day: str
    standing: Standing


class Pair(BaseModel):
    """Two articles one of which copies the other."""

    a: str
    b: str


class Turn(BaseModel):
    """An actor on both sides of a claim, one after the other."""

    actor: str
    name: str
    first: str
    then: str


class Together(BaseModel):
    """Why two statements belong to one claim."""

    one: str
    other: str
    score: float
    why: list[str]


class Near(BaseModel):
    """A claim that comes near and is another."""

    id: str
    text: str
    reports: int
    score: float
    apart_because: str
    why: list[str]


class ReviewRow(BaseModel):
    """A fact check by somebody else: their words and their verdict, shown as theirs."""

    model_config = ConfigDict(extra="allow")

    id: str
    claim: str = Field(description="The claim as they put it.")
    publisher: str
    url: str
    rating: str = Field(description="Their verdict in their own words.")
    title: str | None
    claimant: str | None
    claimed_on: str | None
    reviewed_on: str | None
    score: float | None = Field(description="How surely it is of this claim.")
    why: list[str]


class Claim(ClaimRow):
    """A claim with all its evidence."""

    model_config = ConfigDict(extra="allow")

    evidence: list[Evidence]
    behind_it: Side | None
    against_it: Side | None
    copies: list[Pair]
    standing_by_day: list[Standpoint]
    reversals: list[Turn]
    together_because: list[Together]
    nearest: list[Near]
    reviews: list[ReviewRow] = Field(description="Fact checks by others; nothing that is counted depends on them.")


class NameSeen(BaseModel):
    """A name seen for an actor."""

    name: str
    times: int


class RoleSeen(BaseModel):
    """A role an actor was given, with the first and last day."""

    role: str
    organization: str
    first: str | None
    last: str | None
    articles: int


class OneActor(BaseModel):
    """Why two names are one actor's."""

    one: str
    other: str
    score: float
    why: list[str]


class TurnIn(BaseModel):
    """A reversal in a claim."""

    claim: str
    first: str
    then: str


class Opponent(BaseModel):
    """Another actor on the other side of a claim."""

    actor: str
    name: str
    claim: str


class Position(BaseModel):
    """What an actor said, and which side of the claim that is."""

    statement: str
    claim: str
    stance: Stance
    day: str | None
    content: str
    act: Act | None = None


class Actor(BaseModel):
    """An actor: names, roles, positions, who is on the other side."""

    model_config = ConfigDict(extra="allow")

    id: str
    name: str
    names: list[NameSeen]
    roles: list[RoleSeen]
    one_because: list[OneActor]
    reversals: list[TurnIn]
    denies: list[Opponent]
    denied_by: list[Opponent]
    positions: list[Position]


class ActorRow(BaseModel):
    """An actor in a list."""

    id: str
    name: str
    statements: int


class Actors(BaseModel):
    """Actors, those with the most statements first; or those that go by a name, the most seen first."""

    name: str
    page: int
    more: bool
    actors: list[ActorRow]


class Hit(BaseModel):
    """A statement that was searched for."""

    id: str
    claim: str
    day: str | None
    speaker: str
    act: Act
    stance: Stance
    content: str
    outlet: str | None
    article: str


class FacetValue(BaseModel):
    """One value of a facet and how many of the statements looked at have it."""

    value: str
    label: str
    count: int


class Found(BaseModel):
    """What a search found."""

    page: int
    more: bool
    hits: list[Hit]
    facets: dict[str, list[FacetValue]]
    counted: int = Field(description="How many statements the facets were counted over, the best matches first.")


class Place(BaseModel):
    """A statement with the place where it stands."""

    id: str
    article: str
    local: str = Field(description="Its name within its article.")
    claim: str
    stance: Stance
    act: Act
    day: str | None
    said_on: str | None
    speaker: str
    actor: str | None
    kind: SpeakerKind
    content: str


class GraphNode(BaseModel):
    """An article (or several that copy one another), a relay or an origin."""

    id: str
    kind: Literal["article", "relay", "origin"]
    side: Literal["behind", "against", "both"]
    label: str
    anonymous: bool
    statements: list[str]


class GraphEdge(BaseModel):
    """A step of a chain, and the statements that took it."""

    model_config = ConfigDict(populate_by_name=True, serialize_by_alias=True)

    from_: str = Field(alias="from")
    to: str
    statements: list[str]


class Graph(BaseModel):
    """The chain graph of a claim."""

    nodes: list[GraphNode]
    edges: list[GraphEdge]

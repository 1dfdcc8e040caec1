"""Statements of the ledger as accounts: whose words, through whom, on what occasion."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

import msgspec

from musnad.lang.pack import load_pack
from musnad.ledger.database import Database, in_parts, marks
from musnad.ledger.outlets import family_of, told_outlets
from musnad.resolution.accounts import Account
from musnad.resolution.names import Name
from musnad.text.tokens import tokenize

_MARKS = frozenset("\"“”„«»'‘")  # that open a quotation
_HELD = 1 << 15  # contents whose words are held in memory: claims that many report are summed up often


class Loaded(msgspec.Struct, frozen=True):
    """What some statements come to: their accounts in time order, the pairs of their articles that are copies, and as
    they were asked for their stances, contents and keys."""

    accounts: list[Account]
    copies: list[tuple[str, str]]
    told: list[tuple[str, str, str]]


class _Row(NamedTuple):
    """A statement as it is kept, with what is asked of its article, outlet and speaker."""

    tag: str
    key: str
    ident: str
    article: int
    outlet: str
    day: str | None
    root: str
    relays: str
    said_on: str | None
    channel: str | None
    stance: str
    credits: str
    outlet_name: str | None
    language: str
    content: str
    speaker: str | None
    kind: Any
    role: str | None
    country: str | None


def load_accounts(db: Database, groups: Sequence[Sequence[int]]) -> list[Loaded]:
    """What groups of statements come to, each for itself; they are read all at once.

    Args:
        db: a ledger's database.
        groups: rows of ``statements``.
    """
    rows: dict[int, _Row] = {}
    for part in in_parts([n for group in groups for n in group]):
        for n, *row in db.execute(
            "SELECT s.n, s.tag, s.key, a.id, a.n, coalesce(op.actor, ''), a.day, coalesce(p.actor, ''), s.relays, "
            "s.said_on, s.channel, s.stance, a.credits, a.outlet, a.language, s.content, "
            "p.name, p.kind, p.role, p.country FROM statements s JOIN articles a ON a.n = s.article "
            "LEFT JOIN profiles p ON p.n = s.profile LEFT JOIN profiles op ON op.n = a.outlet_profile "
            f"WHERE s.n IN ({marks(part)})", part,
        ):  # fmt: skip
            rows[n] = _Row(*row)
    actors = _actors(db, {n for row in rows.values() for told in (row.relays, row.credits) for n in _numbers(told)})
    outlets = told_outlets(db)

    @cache
    def family(name: str | None, language: str) -> str:
        return family_of(name, load_pack(language), outlets)

    def account(row: _Row) -> Account:
        speaker = Name(name=row.speaker, kind=row.kind, role=row.role, country=row.country) if row.speaker else None
        return Account(
            key=row.tag, article=row.ident, outlet=row.outlet, day=row.day, root=row.root,
            family=family(row.outlet_name, row.language) or row.outlet, named=bool(row.root),
            relays=tuple(actors[n] for n in _numbers(row.relays) if n in actors), said_on=row.said_on,
            channel=row.channel, stance=row.stance,
            credits=tuple(actors[n] for n in _numbers(row.credits) if n in actors), language=row.language,
            speaker=speaker, **wording_of(row.content, row.language),
        )  # fmt: skip

    several = ({rows[n].article for n in group} for group in groups if len(group) > 1)
    copies = _copies(db, sorted({article for articles in several if len(articles) > 1 for article in articles}))
    found = []
    for group in groups:
        ours = [rows[n] for n in group]
        accounts = sorted(map(account, ours), key=lambda one: (one.said_on or one.day or "9999", one.key))
        articles = {row.article: row.ident for row in ours}
        pairs = [
            (min(one, other), max(one, other))
            for n, one in articles.items()
            for other in (articles[m] for m in copies.get(n, ()) if m in articles)
        ]
        found.append(Loaded(accounts, sorted(pairs), [(row.stance, row.content, row.key) for row in ours]))
    return found


def _numbers(told: str) -> list[int]:
    """A list as a row keeps it; most are empty."""
    return [] if told == "[]" else json.loads(told)


def wording_of(content: str, language: str) -> dict[str, Any]:
    """The words of an account as it is compared with others, and whether they are a quotation."""
    said, quoted = _words(content, language)
    return {"said": said, "quoted": quoted}


@lru_cache(maxsize=_HELD)
def _words(content: str, language: str) -> tuple[tuple[str, ...], bool]:
    tokens = tokenize(content)
    words = sorted({load_pack(language).fold(raw) for raw in tokens.raws if raw[0].isalnum()})
    return tuple(words), bool(tokens.raws) and tokens.raws[0] in _MARKS


def _actors(db: Database, profiles: set[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    numbers = sorted(profiles)
    for part in in_parts(numbers):
        found.update(
            (n, actor) for n, actor in db.execute(f"SELECT n, actor FROM profiles WHERE n IN ({marks(part)})", part)
        )
    return found


def _copies(db: Database, articles: Sequence[int]) -> dict[int, list[int]]:
    """The later articles that copy each of some."""
    found: dict[int, list[int]] = {}
    for part in in_parts(articles):
        for n, other in db.execute(f"SELECT a, b FROM copies WHERE a IN ({marks(part)})", part):
            found.setdefault(n, []).append(other)
    return found

"""Statements of the ledger as accounts: whose words, through whom, on what occasion."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from musnad.lang.pack import load_pack
from musnad.ledger.database import Database, in_parts, marks
from musnad.ledger.outlets import family_of, told_outlets
from musnad.resolution.accounts import Account
from musnad.resolution.names import Name
from musnad.text.tokens import tokenize

_MARKS = frozenset("\"“”„«»'‘")  # that open a quotation
_HELD = 1 << 15  # contents whose words are held in memory: claims that many report are summed up often


def load_accounts(db: Database, numbers: Sequence[int]) -> tuple[list[Account], list[tuple[str, str]]]:
    """The accounts of some statements in time order, and the pairs of their articles that are copies.

    Args:
        db: a ledger's database.
        numbers: rows of ``statements``.
    """
    rows = []
    for part in in_parts(numbers):
        rows += db.execute(
            "SELECT s.tag, a.id, a.n, coalesce(op.actor, ''), a.day, coalesce(p.actor, ''), s.relays, s.said_on, "
            "s.channel, s.stance, a.credits, a.outlet, a.language, s.content, "
            "p.name, p.kind, p.role, p.country FROM statements s JOIN articles a ON a.n = s.article "
            "LEFT JOIN profiles p ON p.n = s.profile LEFT JOIN profiles op ON op.n = a.outlet_profile "
            f"WHERE s.n IN ({marks(part)})", part,
        ).fetchall()  # fmt: skip
    actors = _actors(db, {n for row in rows for n in (*json.loads(row[6]), *json.loads(row[10]))})
    told = told_outlets(db)
    accounts = [
        Account(
            key=tag, article=article, outlet=outlet, day=day, root=root,
            family=family_of(name, load_pack(language), told) or outlet,
            named=bool(root), relays=tuple(actors[n] for n in json.loads(relays) if n in actors),
            said_on=said_on, channel=channel, stance=stance,
            credits=tuple(actors[n] for n in json.loads(credits) if n in actors), language=language,
            speaker=Name(name=spoken, kind=kind, role=role, country=country) if spoken else None,
            **wording_of(content, language),
        )
        for tag, article, _, outlet, day, root, relays, said_on, channel, stance, credits, name, language,
        content, spoken, kind, role, country in rows
    ]  # fmt: skip
    accounts.sort(key=lambda one: (one.said_on or one.day or "9999", one.key))
    return accounts, _copies(db, {row[2]: row[1] for row in rows})


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


def _copies(db: Database, articles: dict[int, str]) -> list[tuple[str, str]]:
    if len(articles) < 2:
        return []
    pairs = []
    numbers = sorted(articles)
    for part in in_parts(numbers):
        for n, other in db.execute(f"SELECT a, b FROM copies WHERE a IN ({marks(part)})", part):
            if other in articles:
                pairs.append((min(articles[n], articles[other]), max(articles[n], articles[other])))
    return sorted(pairs)

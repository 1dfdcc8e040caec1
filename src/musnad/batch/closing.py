"""Last steps of a batch: accounts go to their claims, claims count their origins, rows go to their tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from musnad.batch.engine import Row
from musnad.batch.linking import LAST_DAY
from musnad.batch.readings import stored
from musnad.batch.records import after, in_order, packed, unpacked
from musnad.contract import to_dict
from musnad.lang.outlets import Outlet
from musnad.lang.pack import load_pack
from musnad.ledger.accounts import wording_of
from musnad.ledger.export import statement_row
from musnad.ledger.outlets import family_of
from musnad.ledger.packing import engine, tag
from musnad.ledger.sightings import body_name, profile_key, speaker_name
from musnad.ledger.sums import claim_sums, count_sides, wording
from musnad.model import Article, Reading
from musnad.resolution.accounts import Account
from musnad.resolution.names import Name
from musnad.resolution.origins import Origins

_BETWEEN = " … "
_SHOWN = 500  # statements of a claim among which the words are chosen that it is shown by


class Voice(msgspec.Struct, array_like=True, frozen=True):
    """An account with its words and the articles that are copies of its own."""

    account: Account
    text: str
    copies: tuple[str, ...]


def tell_claims(outlets: Sequence[Outlet], key: bytes, values: Iterator[bytes]) -> Iterator[Row]:
    """An article with its actors, claims and copies: a ``voice`` for each statement's claim, and a ``row`` each.

    Args:
        outlets: those a user told of; their families hold before the pack's.
    """
    head = next(values)
    if head[0] != 0:
        return
    kept, article, reading = stored(head)
    told: dict[str, dict[str, str]] = {"actor": {}, "claim": {}, "near": {}}
    for value in values:
        what, whose, value_told = unpacked(value[1:], tuple[str, str, str])
        told[what][whose] = value_told
    actors, claims, copies = told["actor"], told["claim"], tuple(sorted(told["near"]))

    def actor(name: Name | None) -> str:
        return actors.get(profile_key(name, article.language), "") if name is not None else ""

    outlet = actor(body_name(article.outlet)) if article.outlet else ""
    family = family_of(article.outlet, load_pack(article.language), outlets) or outlet
    credits = tuple(actor(body_name(name)) for name in kept.credits)
    yield "row", packed(("articles", article.date or "")), in_order(article.id, packed(_article_row(article, reading)))
    for number, (one, (ident, stance, day)) in enumerate(zip(reading.statements, kept.sides, strict=True)):
        public = tag("s", ident)
        claim, root = claims.get(ident, public), actor(speaker_name(one))
        relays = tuple(actor(body_name(relay.name)) for relay in one.relays)
        text = _BETWEEN.join(span.of(article.text) for span in one.content)
        account = Account(
            key=public, article=article.id, outlet=outlet, family=family, day=article.date, root=root,
            named=bool(root), relays=relays, said_on=one.said_on,
            channel=one.channel.kind if one.channel else None, stance=stance, credits=credits,
            speaker=speaker_name(one) if root else None, language=article.language,
            **wording_of(text, article.language),
        )  # fmt: skip
        yield "voice", claim.encode(), in_order(f"{day or LAST_DAY} {ident}", packed(Voice(account, text, copies)))
        row = statement_row(article, one) | {
            "id": public, "claim": claim, "stance": stance, "actor": root or None, "relay_actors": relays, "day": day,
        }  # fmt: skip
        yield "row", packed(("statements", article.date or "")), in_order(f"{article.id} {number:06}", packed(row))


def _article_row(article: Article, reading: Reading) -> dict[str, Any]:
    read = to_dict(reading)
    return {
        **{name: read.pop(name) for name in ("id", "title", "date", "outlet", "url", "language", "text")},
        "engine": engine(article.language), "statements": len(reading.statements),
        "reading": msgspec.json.encode(read).decode(),
    }  # fmt: skip


def sum_claims(key: bytes, values: Iterator[bytes]) -> Iterator[Row]:
    """The voices of a claim in time order: a ``row`` for the claim, and one for each of its origins."""
    voices = [unpacked(after(value), Voice) for value in values]
    accounts = sorted((one.account for one in voices), key=lambda one: (one.said_on or one.day or LAST_DAY, one.key))
    articles = {one.article for one in accounts}
    copies = sorted({
        (min(one.account.article, other), max(one.account.article, other))
        for one in voices for other in one.copies if other in articles
    })  # fmt: skip
    claim = key.decode()
    words = wording((one.account.stance, one.text, one.account.key) for one in voices[:_SHOWN])
    sides = count_sides(accounts, copies)
    sums = claim_sums(claim, words, accounts, sides)
    day = sums["first_day"] or ""
    yield "row", packed(("claims", day)), in_order(claim, packed(sums))
    for side, found in (("behind", sides.behind), ("against", sides.against)):
        if found is not None:
            for number, row in enumerate(_origin_rows(claim, side, accounts, found)):
                yield "row", packed(("origins", day)), in_order(f"{claim} {side} {number:06}", packed(row))


def _origin_rows(claim: str, side: str, accounts: list[Account], found: Origins) -> Iterator[dict[str, Any]]:
    by_key = {one.key: one for one in accounts}
    for group in found.groups:
        members = [by_key[key] for key in group]
        roots = sorted({one.root for one in members if one.named})
        yield {
            "claim": claim, "side": side, "named": bool(roots), "actors": roots, "statements": list(group),
            "articles": sorted({one.article for one in members}),
            "why": [f"{join.one} = {join.other}: {join.why}" for join in found.joins
                    if join.of == "origin" and join.one in group and join.other in group],
        }  # fmt: skip

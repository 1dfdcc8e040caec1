"""How many independent origins and witnesses stand behind a claim, and how it stands at any day.

An origin is a root speaker on one occasion; a witness is whoever heard it and did not copy or pass on another's
account. Both are counted with the least and the most they can be where the articles leave it open, and every join
says why. This measures independence, not truth.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from musnad.resolution.accounts import Account
from musnad.resolution.joining import Copied, Groups, Pair, may_be_one, origin_ties, witness_ties, worded_alike

BEHIND = frozenset({"asserts", "confirms"})
AGAINST = frozenset({"denies", "disputes"})
_ROOTS = 60  # roots among which it is asked which may be one


class Count(msgspec.Struct, frozen=True):
    """The least and the most that something can be, as far as the articles tell."""

    least: int
    most: int


class Join(msgspec.Struct, frozen=True):
    """Why two accounts are one origin (``of`` origin) or were heard by one witness (``of`` witness)."""

    of: str
    one: str
    other: str
    why: str


class Origins(msgspec.Struct, frozen=True):
    """What stands behind one side of a claim; ``groups`` are the accounts of each origin, the first named first.

    ``heard`` is the likeliest number of witnesses.
    """

    reports: int
    outlets: Count
    witnesses: Count
    heard: int
    named: Count
    anonymous: Count
    groups: tuple[tuple[str, ...], ...]
    joins: tuple[Join, ...]


def count_origins(accounts: Sequence[Account], copies: Iterable[tuple[str, str]]) -> Origins:
    """Count the origins and witnesses of one side of a claim.

    Args:
        accounts: the statements of that side.
        copies: pairs of article ids one of which copies the other.
    """
    ordered = sorted(accounts, key=lambda one: one.key)
    joins: list[Join] = []
    usual, most = (Groups(one.key for one in ordered) for _ in range(2))
    copied = {(min(pair), max(pair)) for pair in copies}
    worded = [*worded_alike(ordered)]
    for tie in origin_ties(ordered, copied, worded):
        one, other = sorted((tie.one.key, tie.other.key))
        if usual.join(one, other):
            joins.append(Join("origin", one, other, tie.why))
        if tie.sure:
            most.join(one, other)
    groups = usual.of(one.key for one in ordered)
    by_key = {one.key: one for one in ordered}
    whose = [(_named(group, by_key), group) for group in groups.values()]
    named = [who for who, _ in whose if who]
    anonymous = len(groups) - len(named)
    actors = _surely_different(named)
    split = most.of(one.key for one in ordered)
    split_named = sum(bool(_named(group, by_key)) for group in split.values())
    witnesses, heard, shared = _witnesses(ordered, copied, worded)
    return Origins(
        reports=len({one.article for one in ordered}),
        outlets=_outlets(ordered),
        witnesses=witnesses,
        heard=heard,
        # Whoever is not named may be one of those who are, or all of them one.
        named=Count(min(actors, len(named)), split_named),
        anonymous=Count(0 if named else min(1, anonymous), len(split) - split_named),
        groups=tuple(tuple(group) for _, group in sorted(whose, key=lambda one: (not one[0], one[1]))),
        joins=(*joins, *shared),
    )


def _named(group: Iterable[str], by_key: Mapping[str, Account]) -> list[Account]:
    """The accounts of an origin that name its root: who only carries what an unnamed one said is not that."""
    members = [by_key[key] for key in group]
    carriers = {who for one in members if not one.named for who in (*one.relays, *one.credits)}
    return [one for one in members if one.named and one.root not in carriers]


def _surely_different(named: Iterable[Sequence[Account]]) -> int:
    """How many named roots there are at least: those whose names may be one's count as one."""
    roots: dict[str, Account] = {}
    together = Groups(())
    for members in named:
        for one in members:
            roots.setdefault(one.root, one)
            together.join(members[0].root, one.root)
    known = sorted(roots)[:_ROOTS]
    for at, root in enumerate(known):
        for other in known[:at]:
            if together.find(root) != together.find(other) and may_be_one(roots[root], roots[other]):
                together.join(root, other)
    return len(together.of(sorted(roots)))


def _outlets(accounts: Sequence[Account]) -> Count:
    known = {one.outlet for one in accounts if one.outlet}
    unknown = {one.article for one in accounts if not one.outlet}
    return Count(max(len(known), min(1, len(unknown))), len(known) + len(unknown))


def _witnesses(accounts: Sequence[Account], copied: Copied, worded: Sequence[Pair]) -> tuple[Count, int, list[Join]]:
    """Who heard it: accounts that are no copies and were not passed on; agencies stand for all that run them."""
    least, usual, most = (Groups(()) for _ in range(3))
    joins: list[Join] = []
    for tie in witness_ties(accounts, copied, worded):
        one, other = sorted((tie.one, tie.other), key=lambda each: each.key)
        if one.article == other.article:
            continue
        least.join(one.article, other.article)
        if tie.may:
            continue
        if usual.join(one.article, other.article):
            joins.append(Join("witness", one.key, other.key, tie.why))
        if tie.sure:
            most.join(one.article, other.article)
    articles = sorted({one.article for one in accounts})
    return Count(len(least.of(articles)), len(most.of(articles))), len(usual.of(articles)), joins


def standing(accounts: Iterable[Account]) -> tuple[tuple[str, str], ...]:
    """How a claim stands, from each day on which that changes: (day, standing), oldest first.

    uncontested: nobody denies it; confirmed: another actor than the first confirms or asserts it; denied: it was
    denied and nobody has put it forward since; contested: put forward and denied by others; withdrawn: whoever put
    it forward denies it later. Accounts without any day are left out.
    """
    dated = sorted((one.said_on or one.day or "", one.key, one) for one in accounts)
    behind: dict[str, str] = {}
    against: dict[str, str] = {}
    confirmed = False
    found: list[tuple[str, str]] = []
    for day, _, one in dated:
        if not day:
            continue
        who = one.root or one.key
        if one.stance in BEHIND:
            confirmed = confirmed or (one.stance == "confirms" and bool(behind) and who not in behind)
            behind[who] = day
        elif one.stance in AGAINST:
            against[who] = day
        else:
            continue
        now = _standing(behind, against, confirmed)
        if not found or found[-1][1] != now:
            if found and found[-1][0] == day:
                found.pop()
            if not found or found[-1][1] != now:
                found.append((day, now))
    return tuple(found)


def _standing(behind: Mapping[str, str], against: Mapping[str, str], confirmed: bool) -> str:
    if not against:
        return "confirmed" if confirmed else "uncontested"
    if not behind:
        return "denied"
    if all(who in against and against[who] > day for who, day in behind.items()):
        return "withdrawn"
    return "denied" if max(against.values()) > max(behind.values()) and len(behind) == 1 else "contested"


def reversals(accounts: Iterable[Account]) -> tuple[tuple[str, str, str], ...]:
    """Actors on both sides of a claim: (actor, key of the earlier statement, key of the later one).

    Within one article and one day nobody changes position: two sides there are one way of putting it, or an error, and
    tell of neither.
    """
    told: dict[tuple[str, str, str], list[Account]] = {}
    for one in sorted(accounts, key=lambda one: (one.said_on or one.day or "", one.article, one.key)):
        if one.named and one.stance in BEHIND | AGAINST:
            told.setdefault((one.root, one.article, one.said_on or one.day or ""), []).append(one)
    last: dict[str, Account] = {}
    found = []
    for group in told.values():
        if len({one.stance in BEHIND for one in group}) > 1:
            continue
        before = last.get(group[0].root)
        if before is not None and (before.stance in BEHIND) != (group[0].stance in BEHIND):
            found.append((group[0].root, before.key, group[0].key))
        last[group[0].root] = group[-1]
    return tuple(found)

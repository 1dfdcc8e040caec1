"""How many independent origins and witnesses stand behind a claim, and how it stands at any day.

An origin is a root speaker on one occasion; a witness is whoever heard it and did not copy or pass on another's
account. Both are counted with the least and the most they can be where the articles leave it open, and every join
says why. This measures independence, not truth.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

BEHIND = frozenset({"asserts", "confirms"})
AGAINST = frozenset({"denies", "disputes"})


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """One statement as its chain tells it.

    ``root`` is the speaker's actor ("" where nobody is named, ``named`` False for a description); ``relays`` the
    actors that carried it, nearest the article first; ``outlet`` and ``family`` who published it; ``day`` when the
    article appeared, ``said_on`` and ``channel`` the occasion where it is told.
    """

    key: str
    article: str
    outlet: str
    family: str
    day: str | None
    root: str
    named: bool
    relays: tuple[str, ...]
    said_on: str | None
    channel: str | None
    stance: str
    credits: tuple[str, ...] = ()


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
    """What stands behind one side of a claim; ``groups`` are the accounts of each origin, the first named first."""

    reports: int
    outlets: Count
    witnesses: Count
    named: Count
    anonymous: Count
    groups: tuple[tuple[str, ...], ...]
    joins: tuple[Join, ...]


class _Groups:
    """Disjoint sets of keys, each known by its smallest."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._root = {key: key for key in keys}

    def find(self, key: str) -> str:
        root = self._root.setdefault(key, key)
        while root != self._root[root]:
            root = self._root[root]
        self._root[key] = root
        return root

    def join(self, one: str, other: str) -> bool:
        a, b = sorted((self.find(one), self.find(other)))
        self._root[b] = a
        return a != b

    def of(self, keys: Iterable[str]) -> dict[str, list[str]]:
        groups: dict[str, list[str]] = {}
        for key in keys:
            groups.setdefault(self.find(key), []).append(key)
        return groups


def count_origins(accounts: Sequence[Account], copies: Iterable[tuple[str, str]]) -> Origins:
    """Count the origins and witnesses of one side of a claim.

    Args:
        accounts: the statements of that side.
        copies: pairs of article ids one of which copies the other.
    """
    ordered = sorted(accounts, key=lambda one: one.key)
    copied = {frozenset(pair) for pair in copies}
    joins: list[Join] = []
    usual, most = (_Groups(one.key for one in ordered) for _ in range(2))
    for i, one in enumerate(ordered):
        for other in ordered[:i]:
            why, sure = _one_origin(other, one, copied)
            if why:
                if usual.join(other.key, one.key):
                    joins.append(Join("origin", other.key, one.key, why))
                if sure:
                    most.join(other.key, one.key)
    groups = usual.of(one.key for one in ordered)
    by_key = {one.key: one for one in ordered}
    named = [group for group in groups.values() if any(by_key[key].named for key in group)]
    anonymous = len(groups) - len(named)
    actors = {by_key[key].root for group in named for key in group if by_key[key].named}
    split = most.of(one.key for one in ordered)
    split_named = sum(any(by_key[key].named for key in group) for group in split.values())
    witnesses, heard = _witnesses(ordered, copied)
    return Origins(
        reports=len({one.article for one in ordered}),
        outlets=_outlets(ordered),
        witnesses=witnesses,
        # Whoever is not named may be one of those who are, or all of them one.
        named=Count(min(len(actors), len(named)), split_named),
        anonymous=Count(0 if named else min(1, anonymous), len(split) - split_named),
        groups=tuple(tuple(group) for group in sorted(groups.values(), key=lambda g: (not by_key[g[0]].named, g))),
        joins=(*joins, *heard),
    )


def _one_origin(one: Account, other: Account, copied: set[frozenset[str]]) -> tuple[str, bool]:
    """Why two accounts go back to one origin ("" where they do not), and whether that is sure."""
    if one.article == other.article and one.root == other.root:
        return "told twice in one article", True
    if frozenset((one.article, other.article)) in copied and (
        one.root == other.root or not (one.named and other.named)
    ):
        return "one article is a copy of the other", True
    if one.named and other.named and one.root == other.root:
        if _set_apart(one, other):
            return "", False
        told = one.said_on is not None and one.said_on == other.said_on
        return "the same speaker" + (" on the same day" if told else ", and nothing sets two occasions apart"), told
    for a, b in ((one, other), (other, one)):
        carriers = {*a.relays, *a.credits}
        if b.outlet and b.outlet in carriers:
            return "one account came through the other's outlet", True
        if b.root and b.root in a.relays:
            return "one account came through the other's source", True
    if not one.named and not other.named:
        vouchers = _vouchers(one) & _vouchers(other)
        if vouchers and not _set_apart(one, other):
            return "an unnamed source that the same outlet or agency vouches for", True
    return "", False


def _set_apart(one: Account, other: Account) -> bool:
    """Whether day or channel tell of two occasions."""
    if one.said_on and other.said_on and one.said_on != other.said_on:
        return True
    return bool(one.channel and other.channel and one.channel != other.channel)


def _vouchers(one: Account) -> set[str]:
    """Who vouches for an unnamed source: the one that heard it."""
    return {one.relays[-1]} if one.relays else set(one.credits) or {one.family or one.outlet or one.article}


def _outlets(accounts: Sequence[Account]) -> Count:
    known = {one.outlet for one in accounts if one.outlet}
    unknown = {one.article for one in accounts if not one.outlet}
    return Count(max(len(known), min(1, len(unknown))), len(known) + len(unknown))


def _witnesses(accounts: Sequence[Account], copied: set[frozenset[str]]) -> tuple[Count, list[Join]]:
    """Who heard it: accounts that are no copies and were not passed on; agencies stand for all that run them."""
    surely, hardly = _Groups(()), _Groups(())
    joins: list[Join] = []
    heard = {one.key: sorted(_vouchers(one))[0] for one in accounts}
    for i, one in enumerate(accounts):
        for other in accounts[:i]:
            why = ""
            if frozenset((one.article, other.article)) in copied:
                why = "one article is a copy of the other"
            elif heard[one.key] == heard[other.key]:
                why = "both came through the same outlet or agency"
            if why and one.article != other.article:
                if surely.join(one.article, other.article):
                    joins.append(Join("witness", other.key, one.key, why))
                if "copy" in why or one.relays or other.relays:
                    hardly.join(one.article, other.article)
    articles = sorted({one.article for one in accounts})
    return Count(len(surely.of(articles)), len(hardly.of(articles))), joins


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
    """Actors on both sides of a claim: (actor, key of the earlier statement, key of the later one)."""
    last: dict[str, Account] = {}
    found = []
    for one in sorted(accounts, key=lambda one: (one.said_on or one.day or "", one.key)):
        if not one.named or one.stance not in BEHIND | AGAINST:
            continue
        before = last.get(one.root)
        if before is not None and (before.stance in BEHIND) != (one.stance in BEHIND):
            found.append((one.root, before.key, one.key))
        last[one.root] = one
    return tuple(found)

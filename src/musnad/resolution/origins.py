"""How many independent origins and witnesses stand behind a claim, and how it stands at any day.

An origin is a root speaker on one occasion; a witness is whoever heard it and did not copy or pass on another's
account. Both are counted with the least and the most they can be where the articles leave it open, and every join
says why. This measures independence, not truth.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from musnad.resolution.grounds import say
from musnad.resolution.names import Name, compare_names

BEHIND = frozenset({"asserts", "confirms"})
AGAINST = frozenset({"denies", "disputes"})
_ALIKE = 0.6  # share of the words of two accounts that makes them one wording
_ROOTS = 60  # roots among which it is asked which may be one


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """One statement as its chain tells it.

    ``root`` is the speaker's actor ("" where nobody is named, ``named`` False for a description); ``relays`` the
    actors that carried it, nearest the article first; ``outlet`` and ``family`` who published it; ``day`` when the
    article appeared, ``said_on`` and ``channel`` the occasion where it is told. ``speaker`` is the root's name in its
    ``language``, ``said`` the folded words, ``quoted`` whether they are a quotation.
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
    speaker: Name | None = None
    language: str = "ar"
    said: tuple[str, ...] = ()
    quoted: bool = False


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
    actors = _surely_different(groups.values(), by_key)
    split = most.of(one.key for one in ordered)
    split_named = sum(any(by_key[key].named for key in group) for group in split.values())
    witnesses, heard, shared = _witnesses(ordered, copied)
    return Origins(
        reports=len({one.article for one in ordered}),
        outlets=_outlets(ordered),
        witnesses=witnesses,
        heard=heard,
        # Whoever is not named may be one of those who are, or all of them one.
        named=Count(min(actors, len(named)), split_named),
        anonymous=Count(0 if named else min(1, anonymous), len(split) - split_named),
        groups=tuple(tuple(group) for group in sorted(groups.values(), key=lambda g: (not by_key[g[0]].named, g))),
        joins=(*joins, *shared),
    )


def _one_origin(one: Account, other: Account, copied: set[frozenset[str]]) -> tuple[str, bool]:
    """Why two accounts go back to one origin ("" where they do not), and whether that is sure."""
    if one.article == other.article and one.root == other.root:
        return say("account/article"), True
    if frozenset((one.article, other.article)) in copied and (
        one.root == other.root or not (one.named and other.named)
    ):
        return say("account/copy"), True
    alike = _alike(one, other)
    if alike and frozenset((one.article, other.article)) in copied:
        return say("account/copied-words"), True
    if one.named and other.named and one.root == other.root:
        if _set_apart(one, other):
            return "", False
        told = one.said_on is not None and one.said_on == other.said_on
        return say("account/day" if told else "account/speaker"), told
    if alike and not _set_apart(one, other) and _may_be_one(one, other):
        return say("account/words"), False
    for a, b in ((one, other), (other, one)):
        carriers = {*a.relays, *a.credits}
        if b.outlet and b.outlet in carriers:
            return say("account/outlet"), True
        if b.root and b.root in a.relays:
            return say("account/source"), True
    if not one.named and not other.named:
        vouchers = _vouchers(one) & _vouchers(other)
        if vouchers and not _set_apart(one, other):
            return say("account/unnamed"), True
    return "", False


def _alike(one: Account, other: Account) -> bool:
    """Whether two accounts are worded much the same."""
    ours, theirs = frozenset(one.said), frozenset(other.said)
    return bool(ours) and len(ours & theirs) >= _ALIKE * len(ours | theirs)


def _may_be_one(one: Account, other: Account) -> bool:
    """Whether two roots may be one: nobody is named, the names leave it open, or one is the other's country."""
    a, b = one.speaker, other.speaker
    if not (one.named and other.named) or one.root == other.root:
        return True
    if a is None or b is None or one.language != other.language:
        return False
    if "country" in (a.kind, b.kind) and a.country is not None and a.country == b.country:
        return True  # a country and whoever speaks for it
    return compare_names(a, b, language=one.language).relation != "different"


def _surely_different(groups: Iterable[Sequence[str]], by_key: Mapping[str, Account]) -> int:
    """How many named roots there are at least: those whose names may be one's count as one."""
    roots: dict[str, Account] = {}
    together = _Groups(())
    for group in groups:
        members = [by_key[key] for key in group if by_key[key].named]
        for one in members:
            roots.setdefault(one.root, one)
            together.join(members[0].root, one.root)
    known = sorted(roots)[:_ROOTS]
    for at, root in enumerate(known):
        for other in known[:at]:
            if together.find(root) != together.find(other) and _may_be_one(roots[root], roots[other]):
                together.join(root, other)
    return len(together.of(sorted(roots)))


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


def _witnesses(accounts: Sequence[Account], copied: set[frozenset[str]]) -> tuple[Count, int, list[Join]]:
    """Who heard it: accounts that are no copies and were not passed on; agencies stand for all that run them.

    Two that tell it in one wording of their own, outside quotations, mostly have it from one agency.
    """
    least, usual, most = (_Groups(()) for _ in range(3))
    joins: list[Join] = []
    heard = {one.key: sorted(_vouchers(one))[0] for one in accounts}
    for i, one in enumerate(accounts):
        for other in accounts[:i]:
            alike = _alike(one, other)
            if frozenset((one.article, other.article)) in copied:
                why, sure = say("account/copy"), alike or not (one.said and other.said)
            elif heard[one.key] == heard[other.key]:
                why, sure = say("account/voucher"), bool(one.relays or other.relays)
            elif alike:
                why, sure = say("account/wording"), False
                least.join(one.article, other.article)
                if one.quoted or other.quoted:
                    continue  # words of one speech
            else:
                continue
            if one.article != other.article:
                least.join(one.article, other.article)
                if usual.join(one.article, other.article):
                    joins.append(Join("witness", other.key, one.key, why))
                if sure:
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

"""Why accounts are joined: which go back to one origin, and which were heard by one witness.

What holds between any two accounts of a kind is told once for the kind, so that many reports of one claim cost little
more than they are: the joins told connect what all pairs would.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations, pairwise

import msgspec

from musnad.resolution.accounts import Account, untold, vouchers
from musnad.resolution.grounds import say
from musnad.resolution.names import Name, compare_names
from musnad.resolution.wordings import alike, alike_pairs

Copied = Collection[tuple[str, str]]
Pair = tuple[Account, Account]
_Kind = tuple[object, ...]


class Tie(msgspec.Struct, frozen=True):
    """Why two accounts belong together, whether that is sure, and whether it only ``may`` be so."""

    one: Account
    other: Account
    why: str
    sure: bool
    may: bool = False


class Groups:
    """Disjoint sets of keys, each known by its smallest."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._root = {key: key for key in keys}

    def find(self, key: str) -> str:
        """By which key the set of a key is known."""
        root = self._root.setdefault(key, key)
        while root != self._root[root]:
            root = self._root[root]
        while key != root:
            self._root[key], key = root, self._root[key]
        return root

    def join(self, one: str, other: str) -> bool:
        """Make one set of two; False where they were one."""
        a, b = sorted((self.find(one), self.find(other)))
        self._root[b] = a
        return a != b

    def of(self, keys: Iterable[str]) -> dict[str, list[str]]:
        """The sets of some keys."""
        groups: dict[str, list[str]] = {}
        for key in keys:
            groups.setdefault(self.find(key), []).append(key)
        return groups


def origin_ties(accounts: Sequence[Account], copied: Copied, worded: Iterable[Pair]) -> Iterator[Tie]:
    """Why accounts go back to one origin, what is sure first.

    Args:
        accounts: in any fixed order.
        copied: pairs of article ids one of which copies the other.
        worded: what :func:`worded_alike` finds among them.
    """
    for group in _by(accounts, lambda one: (one.article, one.root)).values():
        yield from _chain(group, say("account/article"), True)
    yield from _through_copies(accounts, copied)
    yield from _one_speaker(accounts)
    yield from _carried(accounts)
    yield from _unnamed(accounts)
    for one, other in worded:
        if not set_apart(one, other) and may_be_one(one, other):
            yield Tie(one, other, say("account/words"), False)


def witness_ties(accounts: Sequence[Account], copied: Copied, worded: Iterable[Pair]) -> Iterator[Tie]:
    """Why the articles of accounts were heard by one witness, what is sure first.

    Two that tell it in one wording of their own, outside quotations, mostly have it from one agency; whoever does not
    tell how he heard it may have it from the carrier that another names: told last.
    """
    for one, other in _of_copies(accounts, copied):
        sure = not (one.said and other.said) or alike(frozenset(one.said), frozenset(other.said))
        yield Tie(one, other, say("account/copy"), sure)
    for group in _by(accounts, lambda one: (min(vouchers(one)),)).values():
        # Through whom an account came is told by its relays: one that tells it vouches for those that do not.
        hub = next((one for one in group if one.relays), None)
        pairs = pairwise(group) if hub is None else ((hub, one) for one in group if one is not hub)
        for one, other in pairs:
            yield Tie(one, other, say("account/voucher"), hub is not None)
    for one, other in worded:
        yield Tie(one, other, say("account/wording"), False, one.quoted or other.quoted)
    yield from _untold(accounts)


def set_apart(one: Account, other: Account) -> bool:
    """Whether day or channel tell of two occasions."""
    if one.said_on and other.said_on and one.said_on != other.said_on:
        return True
    return bool(one.channel and other.channel and one.channel != other.channel)


def may_be_one(one: Account, other: Account) -> bool:
    """Whether two roots may be one: nobody is named, the names leave it open, or one is the other's country."""
    a, b = one.speaker, other.speaker
    if not (one.named and other.named) or one.root == other.root:
        return True
    if a is None or b is None or one.language != other.language:
        return False
    if "country" in (a.kind, b.kind) and a.country is not None and a.country == b.country:
        return True  # a country and whoever speaks for it
    return _names_meet(a, b, one.language)


@lru_cache(maxsize=1 << 15)
def _names_meet(a: Name, b: Name, language: str) -> bool:
    return compare_names(a, b, language=language).relation != "different"


def _by(accounts: Iterable[Account], kind: Callable[[Account], _Kind]) -> dict[_Kind, list[Account]]:
    found: dict[_Kind, list[Account]] = {}
    for one in accounts:
        found.setdefault(kind(one), []).append(one)
    return found


def _occasion(one: Account) -> _Kind:
    return (one.said_on, one.channel)


def _chain(group: Sequence[Account], why: str, sure: bool) -> Iterator[Tie]:
    return (Tie(one, other, why, sure) for one, other in pairwise(group))


def _of_copies(accounts: Sequence[Account], copied: Copied) -> Iterator[Pair]:
    of = _by(accounts, lambda one: (one.article,))
    for a, b in sorted({(min(pair), max(pair)) for pair in copied}):
        for one in of.get((a,), ()):
            for other in of.get((b,), ()):
                yield one, other


def _untold(accounts: Sequence[Account]) -> Iterator[Tie]:
    """Who does not tell how he heard it, tied to one carrier of the same speaker: two carriers stay two."""
    for group in _by(accounts, lambda one: (one.root,)).values():
        carriers = _by((one for one in group if one.relays or one.credits), _occasion)
        for one in filter(untold, group):
            carried = next((first for first, *_ in carriers.values() if not set_apart(first, one)), None)
            if carried is not None:
                yield Tie(carried, one, say("account/untold"), False, may=True)


def _through_copies(accounts: Sequence[Account], copied: Copied) -> Iterator[Tie]:
    for one, other in _of_copies(accounts, copied):
        if one.root == other.root or not (one.named and other.named):
            yield Tie(one, other, say("account/copy"), True)
        elif alike(frozenset(one.said), frozenset(other.said)):
            yield Tie(one, other, say("account/copied-words"), True)


def _one_speaker(accounts: Sequence[Account]) -> Iterator[Tie]:
    known = (one for one in accounts if one.named)
    for group in _by(known, lambda one: (one.root,)).values():
        occasions = _by(group, _occasion)
        for same in occasions.values():
            yield from (_of_speaker(one, other) for one, other in pairwise(same))
        for one, other in combinations([same[0] for same in occasions.values()], 2):
            if not set_apart(one, other):
                yield _of_speaker(one, other)


def _of_speaker(one: Account, other: Account) -> Tie:
    told = one.said_on is not None and one.said_on == other.said_on
    return Tie(one, other, say("account/day" if told else "account/speaker"), told)


def _carried(accounts: Sequence[Account]) -> Iterator[Tie]:
    """Accounts that came through another's outlet, or through whoever is another's source."""
    asking: dict[str, list[Account]] = {}
    for one in accounts:
        for carrier in sorted({*one.relays, *one.credits} - {""}):
            asking.setdefault(carrier, []).append(one)
    for why, carried, of in (
        (say("account/outlet"), asking, _by(accounts, lambda one: (one.outlet,))),
        (say("account/source"),
         {who: [one for one in group if who in one.relays] for who, group in asking.items()},
         _by(accounts, lambda one: (one.root,))),
    ):  # fmt: skip
        for carrier in sorted(carried):
            yield from _between(carried[carrier], of.get((carrier,), ()), why)


def _between(some: Sequence[Account], others: Sequence[Account], why: str) -> Iterator[Tie]:
    """Ties of each of some with each of others, but one speaker's on two occasions; each kind by its first."""
    ours, theirs = _by(some, _spoken), _by(others, _spoken)
    if not others:
        return
    firsts = [group[0] for group in theirs.values()]
    tried = [(one, other) for one in some for other in firsts]
    tried += [(group[0], other) for other in others for group in ours.values()]
    for one, other in tried:
        one_speaker = one.named and other.named and one.root == other.root
        if one.key != other.key and not (one_speaker and set_apart(one, other)):
            yield Tie(one, other, why, True)


def _spoken(one: Account) -> _Kind:
    return (one.root if one.named else "", one.said_on, one.channel)


def _unnamed(accounts: Sequence[Account]) -> Iterator[Tie]:
    why = say("account/unnamed")
    heard: dict[str, list[Account]] = {}
    for one in accounts:
        if not one.named:
            for voucher in sorted(vouchers(one)):
                heard.setdefault(voucher, []).append(one)
    for voucher in sorted(heard):
        occasions = _by(heard[voucher], _occasion)
        for same in occasions.values():
            yield from _chain(same, why, True)
        for one, other in combinations([same[0] for same in occasions.values()], 2):
            if not set_apart(one, other):
                yield Tie(one, other, why, True)


def worded_alike(accounts: Sequence[Account]) -> Iterator[Pair]:
    """Pairs of accounts worded much the same, of those alike in all that is asked here only neighbours."""
    kinds = _by((one for one in accounts if one.said), _worded)
    for same in kinds.values():
        yield from pairwise(same)
    of: dict[frozenset[str], list[Account]] = {}
    for same in kinds.values():
        of.setdefault(frozenset(same[0].said), []).append(same[0])
    for firsts in of.values():
        yield from combinations(firsts, 2)
    wordings = list(of)
    for i, j in alike_pairs(wordings):
        for one in of[wordings[i]]:
            for other in of[wordings[j]]:
                yield one, other


def _worded(one: Account) -> _Kind:
    return (one.said, one.quoted, *_spoken(one), one.speaker, one.language)

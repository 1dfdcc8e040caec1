"""Ties told once for a kind connect the same accounts as all pairs of accounts would."""

from __future__ import annotations

from itertools import combinations, permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from musnad.resolution.accounts import Account, untold, vouchers
from musnad.resolution.grounds import say
from musnad.resolution.joining import Groups, Tie, may_be_one, origin_ties, set_apart, witness_ties, worded_alike
from musnad.resolution.wordings import alike

_OUTLETS = ["", "o", "p", "r"]
accounts = st.builds(
    lambda n, article, root, relays, credits, day, channel, outlet, said, quoted: Account(
        key=f"{n:02}", article=f"article-{article}", outlet=outlet, family=outlet, day="2026-11-10", root=root,
        named=bool(root), relays=tuple(relays), said_on=day, channel=channel, stance="asserts",
        credits=tuple(credits), said=tuple(sorted(said)), quoted=quoted,
    ),
    st.integers(0, 99), st.integers(0, 6), st.sampled_from(["", "m", "n", "r"]),
    st.lists(st.sampled_from(["r", "s", "o"]), max_size=2), st.lists(st.sampled_from(["r", "t"]), max_size=1),
    st.sampled_from([None, "2026-11-01", "2026-11-02"]), st.sampled_from([None, "tv", "press"]),
    st.sampled_from(_OUTLETS), st.frozensets(st.sampled_from("abcd"), max_size=4), st.booleans(),
)  # fmt: skip
SIDES = st.lists(accounts, max_size=9, unique_by=lambda one: one.key)
_PAIRS = st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(lambda pair: pair[0] < pair[1])
COPIES = st.frozensets(_PAIRS, max_size=2)


def _origin(one: Account, other: Account, copied: set[tuple[str, str]]) -> tuple[bool, bool]:
    """Whether two accounts are of one origin, and whether surely, each rule asked for each pair."""
    one_speaker = one.named and other.named and one.root == other.root
    is_copy = (min(one.article, other.article), max(one.article, other.article)) in copied
    worded = alike(frozenset(one.said), frozenset(other.said))
    if one.article == other.article and one.root == other.root:
        return True, True
    if is_copy and (worded or one.root == other.root or not (one.named and other.named)):
        return True, True
    if one_speaker and set_apart(one, other):
        return False, False
    carried = any(
        (b.outlet and b.outlet in {*a.relays, *a.credits}) or (b.root and b.root in a.relays)
        for a, b in ((one, other), (other, one))
    )
    told = one_speaker and one.said_on is not None and one.said_on == other.said_on
    unnamed = not one.named and not other.named and vouchers(one) & vouchers(other) and not set_apart(one, other)
    sure = bool(carried or told or unnamed)
    return sure or one_speaker or (worded and not set_apart(one, other) and may_be_one(one, other)), sure


def _sets(keys: list[str], pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    groups = Groups(keys)
    for one, other in pairs:
        groups.join(one, other)
    return groups.of(keys)


def _keys(ties: list[Tie], sure: bool) -> list[tuple[str, str]]:
    return [(tie.one.key, tie.other.key) for tie in ties if tie.sure or not sure]


@settings(max_examples=300)
@given(SIDES, COPIES)
def test_origins_are_those_of_all_pairs(some: list[Account], numbers: frozenset[tuple[int, int]]) -> None:
    copied = {(f"article-{a}", f"article-{b}") for a, b in numbers}
    some.sort(key=lambda one: one.key)
    keys = [one.key for one in some]
    ties = list(origin_ties(some, copied, worded_alike(some)))
    judged = [(one.key, other.key, *_origin(one, other, copied)) for one, other in combinations(some, 2)]
    assert _sets(keys, _keys(ties, False)) == _sets(keys, [(a, b) for a, b, one, _ in judged if one])
    assert _sets(keys, _keys(ties, True)) == _sets(keys, [(a, b) for a, b, _, sure in judged if sure])


@settings(max_examples=300)
@given(SIDES)
def test_witnesses_are_those_of_all_pairs(some: list[Account]) -> None:
    some.sort(key=lambda one: one.key)
    articles = sorted({one.article for one in some})
    heard = {one.key: min(vouchers(one)) for one in some}
    told = list(witness_ties(some, set(), worded_alike(some)))
    ties = [tie for tie in told if tie.why != say("account/untold")]
    pairs = list(combinations(some, 2))
    least = [
        (one.article, other.article) for one, other in pairs
        if heard[one.key] == heard[other.key] or alike(frozenset(one.said), frozenset(other.said))
    ]  # fmt: skip
    most = [
        (one.article, other.article) for one, other in pairs
        if heard[one.key] == heard[other.key] and (one.relays or other.relays)
    ]  # fmt: skip
    assert _sets(articles, [(tie.one.article, tie.other.article) for tie in ties]) == _sets(articles, least)
    assert _sets(articles, [(tie.one.article, tie.other.article) for tie in ties if tie.sure]) == _sets(articles, most)
    carriers = {one.key for one in some if one.relays or one.credits}
    tied = {tie.other.key for tie in told if tie.why == say("account/untold")}
    assert tied == {
        one.key for one, other in permutations(some, 2)
        if untold(one) and other.key in carriers and one.root == other.root and not set_apart(one, other)
    }  # fmt: skip
    assert not tied & carriers

"""Groups that links hold together: of statements one claim, of names one actor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from heapq import heapify, heappop, heappush
from typing import TypeVar

K = TypeVar("K", int, str)
_AVERAGE = 0.25  # of the links between two groups, for them to be one
_Wait = tuple[float, int, int, int]  # how near, of which two groups, and which of them waits for it
_Near = Mapping[int, Mapping[int, float]]


def gather(keys: Iterable[str], links: Mapping[tuple[str, str], float]) -> list[list[str]]:
    """The groups that links hold together, each sorted, in the order of their first keys.

    Within what is connected, groups are joined closest first, by the average of their links (Sokal and Michener
    1958), so that a chain of half-alike statements does not pull a whole story into one claim. The result does
    not depend on any order.

    Args:
        keys: of all statements.
        links: (smaller key, larger key) → how surely the two are of one claim; below 0 what must stay apart.
    """
    ordered = sorted(keys)
    rank = {key: at for at, key in enumerate(ordered)}
    near: dict[int, dict[int, float]] = {at: {} for at in range(len(ordered))}
    for (one, other), score in links.items():
        near[rank[one]][rank[other]] = near[rank[other]][rank[one]] = score
    return [[ordered[at] for at in group] for group in gather_near(near)]


def gather_near(near: _Near) -> list[list[int]]:
    """The groups of :func:`gather` by the places of keys in their order; ``near`` tells what each is linked to."""
    groups: list[list[int]] = []
    seen: set[int] = set()
    for key in sorted(near):
        if key not in seen:
            members = connected(key, near)
            seen.update(members)
            groups += _averaged(members, near)
    return sorted(groups)


def connected(key: K, near: Mapping[K, Mapping[K, float]]) -> list[K]:
    """All keys that links lead to from one, sorted."""
    found, todo = {key}, [key]
    while todo:
        for other, score in near[todo.pop()].items():
            if score > 0 and other not in found:
                found.add(other)
                todo.append(other)
    return sorted(found)


def _averaged(members: list[int], near: _Near) -> list[list[int]]:
    """Average linkage within what is connected; a missing link counts as none.

    Each group waits with the one nearest to it (Müllner 2011). An average with what two were joined to is between
    those with the two, so nothing grows nearer to a group than what it waits with, but for the group just joined,
    which is looked at anew.
    """
    if len(members) == 1:
        return [members]
    groups = {key: [key] for key in members}
    sums = {key: {other: score for other, score in near[key].items() if other in groups} for key in members}
    heap = [wait for key in members if (wait := _nearest(key, sums[key], groups)) is not None]
    heapify(heap)
    while heap:
        value, one, other, waiting = heappop(heap)
        if waiting not in groups:
            continue
        if one in groups and other in groups and -value == sums[one][other] / (len(groups[one]) * len(groups[other])):
            groups[one] += groups.pop(other)
            sums[one].pop(other)
            for third, score in sums.pop(other).items():
                if third != one:
                    sums[third].pop(other)
                    sums[one][third] = sums[third][one] = sums[one].get(third, 0.0) + score
            waiting = one
        wait = _nearest(waiting, sums[waiting], groups)  # where a join has changed it, it is asked for again
        if wait is not None:
            heappush(heap, wait)
    return [sorted(group) for group in groups.values()]


def _nearest(key: int, sums: Mapping[int, float], groups: Mapping[int, list[int]]) -> _Wait | None:
    """The group nearest to one, if any is near enough: how near, the two in order, and which waits."""
    best: _Wait | None = None
    least, ours = _AVERAGE, len(groups[key])
    for other, score in sums.items():
        average = score / (ours * len(groups[other]))
        if average >= least:
            found = (-average, key, other, key) if key < other else (-average, other, key, key)
            if best is None or found < best:
                best, least = found, average
    return best

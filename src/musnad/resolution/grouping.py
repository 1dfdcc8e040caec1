"""Groups that links hold together: of statements one claim, of names one actor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from heapq import heapify, heappop, heappush

_AVERAGE = 0.25  # of the links between two groups, for them to be one


def gather(keys: Iterable[str], links: Mapping[tuple[str, str], float]) -> list[list[str]]:
    """The groups that links hold together, each sorted, in the order of their first keys.

    Within what is connected, groups are joined closest first, by the average of their links (Sokal and Michener
    1958), so that a chain of half-alike statements does not pull a whole story into one claim. The result does
    not depend on any order.

    Args:
        keys: of all statements.
        links: (smaller key, larger key) → how surely the two are of one claim; below 0 what must stay apart.
    """
    near: dict[str, dict[str, float]] = {key: {} for key in keys}
    for (one, other), score in links.items():
        near[one][other] = near[other][one] = score
    groups: list[list[str]] = []
    seen: set[str] = set()
    for key in sorted(near):
        if key not in seen:
            members = connected(key, near)
            seen.update(members)
            groups += _averaged(members, near)
    return sorted(groups)


def connected(key: str, near: Mapping[str, Mapping[str, float]]) -> list[str]:
    """All keys that links lead to from one, sorted."""
    found, todo = {key}, [key]
    while todo:
        for other, score in near[todo.pop()].items():
            if score > 0 and other not in found:
                found.add(other)
                todo.append(other)
    return sorted(found)


def _averaged(members: list[str], near: Mapping[str, Mapping[str, float]]) -> list[list[str]]:
    """Average linkage within what is connected; a missing link counts as none."""
    groups = {key: [key] for key in members}
    sums = {key: {other: score for other, score in near[key].items() if other in groups} for key in members}
    heap = [
        (-score, one, other)
        for one in members for other, score in sums[one].items() if one < other and score >= _AVERAGE
    ]  # fmt: skip
    heapify(heap)
    while heap:
        value, one, other = heappop(heap)
        if one not in groups or other not in groups:
            continue
        if -value != sums[one][other] / (len(groups[one]) * len(groups[other])):
            continue  # a join has changed it since; the new value waits further down
        groups[one] += groups.pop(other)
        sums[one].pop(other)
        for third, score in sums.pop(other).items():
            if third != one:
                sums[third].pop(other)
                sums[one][third] = sums[third][one] = sums[one].get(third, 0.0) + score
        ours = len(groups[one])
        for third, score in sums[one].items():
            average = score / (ours * len(groups[third]))
            if average >= _AVERAGE:  # less never joins them; another join that makes it more is weighed then
                heappush(heap, (-average, one, third) if one < third else (-average, third, one))
    return [sorted(group) for group in groups.values()]

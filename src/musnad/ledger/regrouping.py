"""Which statements make one claim after some have changed, without looking at all that links lead to.

Within what is connected, groups are joined closest first (``resolution.grouping``), and what is connected grows with
the ledger. But two groups that were apart stay apart, and what neither of them was joined from or linked to changes
nothing in them: so the changed statements are gathered together with the claims that they and their claims are linked
to, part by part. Where one of these comes out as it was, nothing can have happened behind it either; where it does not,
it counts as changed, and what it is linked to is looked at too. The outcome is that of gathering everything anew.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from musnad.ledger.database import Database, in_parts, marks
from musnad.resolution.grouping import gather_near


class Row(msgspec.Struct, frozen=True):
    """What of a statement is asked: its public id, its place in time, the claim it was in."""

    tag: str
    order: str
    claim: str


class _Around:
    """The statements and links looked at so far, by the claims they were in."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self.rows: dict[int, Row] = {}
        self.members: dict[str, set[int]] = {}
        self.near: dict[int, dict[int, float]] = {}

    def claims_of(self, numbers: Iterable[int]) -> set[str]:
        """The claims that statements were in; all statements of these are known then."""
        missing = sorted({n for n in numbers if n not in self.rows})
        asked: set[str] = set()
        for part in in_parts(missing):
            asked.update(
                claim for (claim,) in self._db.execute(f"SELECT claim FROM statements WHERE n IN ({marks(part)})", part)
            )
        for names in in_parts(sorted(asked)):
            for n, tag, day, key, claim in self._db.execute(
                f"SELECT n, tag, day, key, claim FROM statements WHERE claim IN ({marks(names)})", names
            ):
                self.rows[n] = Row(tag, f"{day or '9999'} {key}", claim)
                self.members.setdefault(claim, set()).add(n)
        return {self.rows[n].claim for n in numbers if n in self.rows}

    def link(self, numbers: Iterable[int]) -> None:
        """Learn the links of statements."""
        missing = sorted({n for n in numbers if n not in self.near})
        self.near.update((n, {}) for n in missing)
        for part in in_parts(missing):
            for one, other in (("a", "b"), ("b", "a")):
                for n, met, score in self._db.execute(
                    f"SELECT {one}, {other}, score FROM links WHERE {one} IN ({marks(part)}) AND relation = 'same'",
                    part,
                ):
                    self.near[n][met] = score


def regroup(db: Database, dirty: set[int]) -> tuple[dict[int, Row], list[list[int]]]:
    """The groups that statements make now that some have changed.

    Args:
        db: a ledger's database; but for what changed, its statements are in the claims they belong to.
        dirty: the rows of statements that are new, or of which a link or a fellow of their claim has changed.

    Returns:
        The statements that were looked at by their rows, and the groups they make: each of them is whole.
    """
    around = _Around(db)
    gathered = _Gathered(around)
    inside = around.claims_of(dirty)
    groups: list[list[int]] = []
    fresh = set(inside)
    while fresh:
        gathered.look(fresh)
        groups = gathered.groups(inside)
        fresh = {claim for group in groups for claim in gathered.turned(group)} - inside
        inside |= fresh
    return {n: around.rows[n] for group in groups for n in group}, groups


class _Gathered:
    """The groups of changed claims and of those beside them, part by part.

    A part is what changed claims hold together: those linked to each other, or to the same claim beside them. Links
    between claims that are only beside changed ones hold nothing together: both come out as they were, or count as
    changed next time. So a part stays small, and is gathered again only where it has grown.
    """

    def __init__(self, around: _Around) -> None:
        self._around = around
        self._beside: dict[str, set[str]] = {}
        self._known: dict[frozenset[str], list[list[int]]] = {}

    def look(self, fresh: Iterable[str]) -> None:
        """Learn what lies beside claims that have changed."""
        around = self._around
        ours = {claim: around.members[claim] for claim in fresh}
        around.link(n for members in ours.values() for n in members)
        around.claims_of({met for members in ours.values() for n in members for met in around.near[n]})
        for claim, members in ours.items():
            beside = {around.rows[met].claim for n in members for met in around.near[n]}
            self._beside.setdefault(claim, set()).update(beside)
            for other in beside:
                self._beside.setdefault(other, set()).add(claim)
        around.link(n for claim in ours for other in self._beside[claim] for n in around.members[other])

    def groups(self, inside: Iterable[str]) -> list[list[int]]:
        """The groups of claims that have changed and of those beside them, in the order of their first tags."""
        found: list[list[int]] = []
        seen: set[str] = set()
        for start in inside:
            if start in seen:
                continue
            part, todo = {start}, [start]
            while todo:
                others = self._beside[todo.pop()] - part
                part |= others
                todo += others
            seen |= part
            key = frozenset(part)
            if key not in self._known:
                self._known[key] = self._gather(part)
            found += self._known[key]
        return sorted(found, key=lambda group: self._around.rows[group[0]].tag)

    def _gather(self, part: Iterable[str]) -> list[list[int]]:
        """The groups of the statements of some claims by the links among them."""
        rows, near = self._around.rows, self._around.near
        ordered = sorted((n for claim in part for n in self._around.members[claim]), key=lambda n: rows[n].tag)
        if len(ordered) == 1:
            return [ordered]
        rank = {n: at for at, n in enumerate(ordered)}
        inside = {
            at: {rank[met]: score for met, score in near[n].items() if met in rank} for n, at in rank.items()
        }  # fmt: skip
        return [[ordered[at] for at in group] for group in gather_near(inside)]

    def turned(self, group: list[int]) -> set[str]:
        """The claims that a group's statements were in, where it is none of them as it was."""
        rows = self._around.rows
        claims = {rows[n].claim for n in group}
        if len(claims) == 1 and len(group) == len(self._around.members[rows[group[0]].claim]):
            return set()
        return claims

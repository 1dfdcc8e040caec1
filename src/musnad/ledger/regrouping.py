"""Which statements make one claim after some have changed, without looking at all that links lead to.

Within what is connected, groups are joined closest first (``resolution.grouping``), and what is connected grows with
the ledger. But two groups that were apart stay apart, and what neither of them was joined from or linked to changes
nothing in them: so the changed statements are gathered together with the claims that they and their claims are linked
to. Where one of these comes out as it was, nothing can have happened behind it either; where it does not, it counts as
changed, and those that it is linked to are looked at too. The outcome is that of gathering everything anew.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from musnad.ledger.database import Database, in_parts, marks
from musnad.resolution.grouping import gather


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
    inside = around.claims_of(dirty)
    while True:
        numbers = {n for claim in inside for n in around.members[claim]}
        around.link(numbers)
        beside = around.claims_of({met for n in numbers for met in around.near[n]}) - inside
        looked = numbers | {n for claim in beside for n in around.members[claim]}
        around.link(looked)
        rows = {n: around.rows[n] for n in looked}
        groups = _gathered(rows, around.near)
        turned = {
            claim for group in groups if (claims := {rows[n].claim for n in group}) != {rows[group[0]].claim}
            or len(group) != len(around.members[rows[group[0]].claim]) for claim in claims
        }  # fmt: skip
        if turned <= inside:
            return rows, groups
        inside |= turned


def _gathered(rows: dict[int, Row], near: dict[int, dict[int, float]]) -> list[list[int]]:
    """The groups of statements by the links among them."""
    by_tag = {row.tag: n for n, row in rows.items()}
    links = {
        (row.tag, rows[met].tag): score
        for n, row in rows.items()
        for met, score in near[n].items()
        if met in rows and row.tag < rows[met].tag
    }
    return [[by_tag[tag] for tag in group] for group in gather(by_tag, links)]

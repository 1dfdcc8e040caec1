"""Settling: which names are one actor's and which statements one claim's, after something has changed.

Only what links lead to from a change is looked at again; the result is the same whatever came first.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from musnad.ledger.accounts import load_accounts
from musnad.ledger.database import PART, Database, in_parts, marks
from musnad.ledger.digests import make_digest, pack_digest
from musnad.ledger.regrouping import regroup
from musnad.ledger.sightings import asking_names, commonest_name
from musnad.ledger.sums import claim_sums, count_sides, wording
from musnad.ledger.voices import drop_voices, store_voices
from musnad.resolution.grouping import gather
from musnad.resolution.names import Name, compare_names

_SURE = 100.0  # what a person's decision weighs among judgements of 0 to 1


def settle(db: Database) -> None:
    """Bring actors and claims up to date with all that was marked as changed."""
    _settle_actors(db)
    _settle_claims(db)


def _settle_actors(db: Database) -> None:
    dirty = [n for (n,) in db.execute("SELECT profile FROM dirty_profiles")]
    if not dirty:
        return
    changed = [n for n in dirty if _renew(db, n)]
    for n in changed:
        _link_names(db, n)
    _join_names(db, changed)
    db.execute("DELETE FROM dirty_profiles")


def _renew(db: Database, n: int) -> bool:
    """What a name's sightings tell beside it, by majority; whether that is new. A name nobody shows goes."""
    rows = db.execute("SELECT name, '', role, country, times FROM seen WHERE profile = ?", (n,)).fetchall()
    if not rows:
        _forget(db, n)
        return False
    db.execute("UPDATE profiles SET times = ? WHERE n = ?", (sum(row[-1] for row in rows), n))
    found = commonest_name(rows)
    told = (found.name, found.role, found.country)
    *before, settled = db.execute("SELECT name, role, country, settled FROM profiles WHERE n = ?", (n,)).fetchone()
    if tuple(before) == told and settled:
        return False
    db.execute("UPDATE profiles SET name = ?, role = ?, country = ?, settled = 1 WHERE n = ?", (*told, n))
    return True


def _forget(db: Database, n: int) -> None:
    for one, other in (("a", "b"), ("b", "a")):
        db.execute(f"INSERT OR IGNORE INTO dirty_profiles SELECT {other} FROM profile_links WHERE {one} = ?", (n,))
        db.execute(f"DELETE FROM profile_links WHERE {one} = ?", (n,))
    db.execute("DELETE FROM profile_keys WHERE profile = ?", (n,))
    db.execute("DELETE FROM profiles WHERE n = ?", (n,))


def _name_of(db: Database, n: int) -> tuple[Name, str]:
    name, kind, role, country, key = db.execute(
        "SELECT name, kind, role, country, key FROM profiles WHERE n = ?", (n,)
    ).fetchone()
    return Name(name=name, kind=kind, role=role, country=country), key.split(" ", 2)[1]


def _link_names(db: Database, n: int) -> None:
    """Compare a name with those it may be the same as."""
    keys = [key for (key,) in db.execute("SELECT key FROM profile_keys WHERE profile = ?", (n,))]
    asked = asking_names(keys)
    others = db.execute(
        f"SELECT n, name, kind, role, country, key FROM profiles WHERE n != ? AND n IN "
        f"(SELECT profile FROM profile_keys WHERE key IN ({marks(asked)}))", (n, *asked),
    ).fetchall()  # fmt: skip
    db.execute("DELETE FROM profile_links WHERE a = ? OR b = ?", (n, n))
    name, language = _name_of(db, n)
    for other, called, kind, role, country, key in others:
        if key.split(" ", 2)[1] != language:
            continue
        found = compare_names(name, Name(name=called, kind=kind, role=role, country=country), language=language)
        if found.relation == "same":
            a, b = sorted((n, other))
            why = json.dumps(found.features, ensure_ascii=False)
            db.execute("INSERT OR IGNORE INTO profile_links VALUES (?, ?, ?, ?)", (a, b, found.score, why))


def _join_names(db: Database, changed: Iterable[int]) -> None:
    """Gather into actors all names that links or a person's decisions lead to from the changed ones."""
    decided = decisions(db)
    of: dict[int, list[tuple[int, int, float]]] = {}
    for (a, b), score in decided.items():
        for n in (a, b):
            of.setdefault(n, []).append((a, b, score))

    def around(part: Sequence[int]) -> Iterable[tuple[int, int, float]]:
        # Names that were one actor's are settled together, also where nothing links them any more.
        yield from db.execute(
            f"SELECT o.n, p.n, 0 FROM profiles o JOIN profiles p ON p.actor = o.actor WHERE o.n IN ({marks(part)})",
            part,
        )
        for side in ("a", "b"):
            yield from db.execute(f"SELECT a, b, score FROM profile_links WHERE {side} IN ({marks(part)})", part)
        for n in part:
            yield from of.get(n, [])

    numbers, links = _walk(changed, around)
    links.update({pair: score for pair, score in decided.items() if numbers.issuperset(pair)})
    tags: dict[int, str] = {}
    for part in in_parts(sorted(numbers)):
        tags.update(tuple(row) for row in db.execute(f"SELECT n, tag FROM profiles WHERE n IN ({marks(part)})", part))
    by_tag = {tag: n for n, tag in tags.items()}
    named = {
        _pair(tags[a], tags[b]): score
        for (a, b), score in links.items()
        if score and a in tags and b in tags
    }  # fmt: skip
    for group in gather(by_tag, named):
        for tag in group:
            n = by_tag[tag]
            if db.execute("UPDATE profiles SET actor = ? WHERE n = ? AND actor != ?", (group[0], n, group[0])).rowcount:
                _sum_up_again(db, n)


def _sum_up_again(db: Database, profile: int) -> None:
    """Chains may end in another actor, or pass through one: origins are counted again."""
    db.execute("INSERT OR IGNORE INTO dirty_sums SELECT n FROM statements WHERE profile = ?", (profile,))
    db.execute(
        "INSERT OR IGNORE INTO dirty_sums SELECT s.n FROM profiles p JOIN sightings g ON g.profile = p.n "
        "JOIN statements s ON s.article = g.article WHERE p.n = ? AND p.kind != 'person'", (profile,),
    )  # fmt: skip


def decisions(db: Database) -> dict[tuple[int, int], float]:
    """What people decided about names and did not undo: (profile, profile) → weight; the last decision holds."""
    found: dict[tuple[int, int], float] = {}
    for relation, a, b in db.execute("SELECT relation, a, b FROM corrections WHERE undone IS NULL ORDER BY n"):
        ones = [n for (n,) in db.execute("SELECT n FROM profiles WHERE tag = ?", (a,))]
        others = [n for (n,) in db.execute("SELECT n FROM profiles WHERE tag = ?", (b,))]
        for one in ones:
            for other in others:
                found[min(one, other), max(one, other)] = _SURE if relation == "same" else -_SURE
    return found


def _pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)


def _walk(
    start: Iterable[int], around: Callable[[Sequence[int]], Iterable[tuple[int, int, float]]]
) -> tuple[set[int], dict[tuple[int, int], float]]:
    """All rows that links lead to from some, and these links; ``around`` gives the links of rows."""
    found: set[int] = set(start)
    links: dict[tuple[int, int], float] = {}
    todo = sorted(found)
    while todo:
        met: set[int] = set()
        for part in in_parts(todo):
            for a, b, score in around(part):
                links[a, b] = score or links.get((a, b), 0.0)
                met |= {a, b}
        todo = sorted(met - found)
        found.update(todo)
    return found, links


def _settle_claims(db: Database) -> None:
    dirty = {n for (n,) in db.execute("SELECT statement FROM dirty_statements")}
    rows, groups = regroup(db, dirty)
    before = Counter(row.claim for row in rows.values())
    changed: list[tuple[str, list[int]]] = []
    for group in groups:
        members = sorted(group, key=lambda n: rows[n].order)
        ident = rows[members[0]].tag
        as_it_was = before[ident] == len(members) and all(rows[n].claim == ident for n in members)
        if not as_it_was or not dirty.isdisjoint(members):
            changed.append((ident, members))
    # First the rows of all claims that gained or lost a statement go, then those that stand now are written.
    gone = {rows[n].claim for _, members in changed for n in members} | {ident for ident, _ in changed}
    for ident in sorted(gone):
        _forget_claim(db, ident)
    for ident, members in changed:
        moved = [n for n in members if rows[n].claim != ident]
        for part in in_parts(moved):
            db.execute(f"UPDATE statements SET claim = ? WHERE n IN ({marks(part)})", (ident, *part))
    _store_claims(db, changed)  # who speaks in a claim is asked of its statements: all have moved by now
    _sum_up(db, {ident for ident, _ in changed})
    db.execute("DELETE FROM dirty_statements")
    db.execute("DELETE FROM dirty_sums")


def _sum_up(db: Database, done: set[str]) -> None:
    """Sum up again the claims of which no link has changed, but something of what their statements rest on."""
    claims = {
        claim for (claim,) in db.execute(
            "SELECT DISTINCT s.claim FROM dirty_sums d JOIN statements s ON s.n = d.statement"
        )
    }  # fmt: skip
    again = []
    for ident in sorted(claims - done):
        rows = db.execute("SELECT n FROM statements WHERE claim = ? ORDER BY coalesce(day, '9999'), key", (ident,))
        again.append((ident, [n for (n,) in rows]))
        _forget_claim(db, ident)
    _store_claims(db, again)


def _forget_claim(db: Database, ident: str) -> None:
    """Take out a claim's sums."""
    db.execute("DELETE FROM claims WHERE id = ?", (ident,))
    drop_voices(db, ident)


def _store_claims(db: Database, claims: Sequence[tuple[str, list[int]]]) -> None:
    """Write the sums of claims, each with its statements in time order; so many as one query takes are read at once."""
    part: list[tuple[str, list[int]]] = []
    size = 0
    for ident, numbers in claims:
        if part and size + len(numbers) > PART:
            _store_part(db, part)
            part, size = [], 0
        part.append((ident, numbers))
        size += len(numbers)
    _store_part(db, part)


def _store_part(db: Database, claims: Sequence[tuple[str, list[int]]]) -> None:
    for (ident, _), loaded in zip(claims, load_accounts(db, [numbers for _, numbers in claims]), strict=True):
        accounts, copies = loaded.accounts, loaded.copies
        sides = count_sides(accounts, copies)
        row = claim_sums(ident, wording(loaded.told[:PART]), accounts, sides)
        reports = sides.told.reports  # not of those who say otherwise
        one_origin = reports > 2 and row["origins_least"] == 1
        row["contested"] = min(row["behind"], row["against"])  # by these two lists of claims are sorted
        row["spread"] = reports - row["origins_most"] if one_origin else None
        row["digest"] = pack_digest(make_digest(accounts, copies, sides))
        db.execute(f"INSERT INTO claims ({', '.join(row)}) VALUES ({marks([*row])})", [*row.values()])
        if row["contested"]:
            store_voices(db, ident)

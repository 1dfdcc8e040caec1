"""Settling: which names are one actor's and which statements one claim's, after something has changed.

Only what links lead to from a change is looked at again; the result is the same whatever came first.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable

from musnad.ledger.accounts import load_accounts
from musnad.ledger.database import Database, marks
from musnad.ledger.sightings import asking_names
from musnad.resolution.claims import gather
from musnad.resolution.names import Name, compare_names
from musnad.resolution.origins import AGAINST, BEHIND, count_origins, standing

_SURE = 100.0  # what a person's decision weighs among judgements of 0 to 1
_CANDIDATES = 400  # names one is compared with
_PART = 500  # values in one query


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
    rows = db.execute("SELECT name, role, country, sum(times) FROM sightings WHERE profile = ? GROUP BY 1, 2, 3", (n,))
    names, roles, countries = Counter[str](), Counter[str](), Counter[str]()
    for name, role, country, times in rows:
        names[name] += times
        roles.update({role: times} if role else {})
        countries.update({country: times} if country else {})
    if not names:
        _forget(db, n)
        return False
    told = (_commonest(names), _commonest(roles), _commonest(countries))
    *before, settled = db.execute("SELECT name, role, country, settled FROM profiles WHERE n = ?", (n,)).fetchone()
    if tuple(before) == told and settled:
        return False
    db.execute("UPDATE profiles SET name = ?, role = ?, country = ?, settled = 1 WHERE n = ?", (*told, n))
    return True


def _commonest(counts: Counter[str]) -> str | None:
    return min(counts, key=lambda value: (-counts[value], -len(value), value)) if counts else None


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
        f"SELECT DISTINCT k.profile, p.tag FROM profile_keys k JOIN profiles p ON p.n = k.profile "
        f"WHERE k.key IN ({marks(asked)}) AND k.profile != ? ORDER BY p.tag LIMIT {_CANDIDATES}", (*asked, n),
    ).fetchall()  # fmt: skip
    db.execute("DELETE FROM profile_links WHERE a = ? OR b = ?", (n, n))
    name, language = _name_of(db, n)
    for other, _ in others:
        theirs, spoken = _name_of(db, other)
        if spoken != language:
            continue
        found = compare_names(name, theirs, language=language)
        if found.relation == "same":
            a, b = sorted((n, other))
            why = json.dumps(found.features, ensure_ascii=False)
            db.execute("INSERT OR IGNORE INTO profile_links VALUES (?, ?, ?, ?)", (a, b, found.score, why))


def _join_names(db: Database, changed: Iterable[int]) -> None:
    """Gather into actors all names that links or a person's decisions lead to from the changed ones."""
    decided = decisions(db)
    around: dict[int, list[int]] = {}
    for a, b in decided:
        around.setdefault(a, []).append(b)
        around.setdefault(b, []).append(a)
    tags: dict[int, str] = {}
    links: dict[tuple[str, str], float] = {}
    todo = [*changed]
    while todo:
        n = todo.pop()
        if n in tags:
            continue
        row = db.execute("SELECT tag FROM profiles WHERE n = ?", (n,)).fetchone()
        if row is None:
            continue
        tags[n] = row[0]
        todo += around.get(n, [])
        todo += [m for (m,) in db.execute("SELECT p.n FROM profiles o JOIN profiles p ON p.actor = o.actor "
                                          "WHERE o.n = ?", (n,))]  # fmt: skip
        for a, b, score in _around(db, "profile_links", n):
            todo.append(b if a == n else a)
            links[_pair(str(a), str(b))] = score
    for (a, b), score in decided.items():
        if a in tags and b in tags:
            links[_pair(str(a), str(b))] = score
    by_tag = {tag: n for n, tag in tags.items()}
    named = {
        _pair(tags[int(a)], tags[int(b)]): score
        for (a, b), score in links.items() if int(a) in tags and int(b) in tags
    }  # fmt: skip
    for group in gather(by_tag, named):
        for tag in group:
            n = by_tag[tag]
            if db.execute("UPDATE profiles SET actor = ? WHERE n = ? AND actor != ?", (group[0], n, group[0])).rowcount:
                # Chains may end in another actor now: origins are counted again.
                db.execute("INSERT OR IGNORE INTO dirty_statements SELECT n FROM statements WHERE profile = ?", (n,))


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


def _around(db: Database, table: str, n: int) -> list[tuple[int, int, float]]:
    return db.execute(
        f"SELECT a, b, score FROM {table} WHERE a = ? UNION ALL SELECT a, b, score FROM {table} WHERE b = ?", (n, n)
    ).fetchall()


def _settle_claims(db: Database) -> None:
    dirty = {n for (n,) in db.execute("SELECT statement FROM dirty_statements")}
    tags: dict[int, tuple[str, str, str]] = {}
    links: dict[tuple[int, int], float] = {}
    todo = list(dirty)
    while todo:
        n = todo.pop()
        if n in tags:
            continue
        row = db.execute("SELECT tag, day, key, claim FROM statements WHERE n = ?", (n,)).fetchone()
        if row is None:
            continue
        tags[n] = (row[0], f"{row[1] or '9999'} {row[2]}", row[3])
        for a, b, score in db.execute(
            "SELECT a, b, score FROM links WHERE a = ? AND relation = 'same' "
            "UNION ALL SELECT a, b, score FROM links WHERE b = ? AND relation = 'same'", (n, n),
        ):  # fmt: skip
            links[a, b] = score
            todo.append(b if a == n else a)
    by_tag = {tag: n for n, (tag, _, _) in tags.items()}
    before = Counter(claim for _, _, claim in tags.values())
    changed: list[tuple[str, list[int]]] = []
    for group in gather(by_tag, {_pair(tags[a][0], tags[b][0]): score for (a, b), score in links.items()}):
        numbers = sorted((by_tag[tag] for tag in group), key=lambda n: tags[n][1])
        ident = tags[numbers[0]][0]
        as_it_was = before[ident] == len(numbers) and all(tags[n][2] == ident for n in numbers)
        if not as_it_was or not dirty.isdisjoint(numbers):
            changed.append((ident, numbers))
    # First the rows of all claims that gained or lost a statement go, then those that stand now are written.
    gone = {tags[n][2] for _, numbers in changed for n in numbers} | {ident for ident, _ in changed}
    for ident in sorted(gone):
        db.execute("DELETE FROM claims WHERE id = ?", (ident,))
    for ident, numbers in changed:
        _store_claim(db, ident, numbers)
    db.execute("DELETE FROM dirty_statements")


def _store_claim(db: Database, ident: str, numbers: list[int]) -> None:
    """Write a claim's statements and its sums."""
    for start in range(0, len(numbers), _PART):
        part = numbers[start : start + _PART]
        db.execute(f"UPDATE statements SET claim = ? WHERE n IN ({marks(part)})", (ident, *part))
    accounts, copies = load_accounts(db, numbers)
    behind = [one for one in accounts if one.stance in BEHIND]
    against = [one for one in accounts if one.stance in AGAINST]
    side = count_origins(behind or against or accounts, copies)
    steps = standing(accounts)
    days = [one.day for one in accounts if one.day]
    denied = [one.said_on or one.day or "" for one in against]
    db.execute(
        "INSERT INTO claims VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (ident, _wording(db, numbers), min(days, default=None), max(days, default=None), min(denied, default=None),
         len(numbers), len({one.article for one in accounts}), len({one.outlet for one in accounts if one.outlet}),
         side.witnesses.least, side.witnesses.most, max(1, side.named.least + side.anonymous.least),
         side.named.most + side.anonymous.most, len(behind), len(against), steps[-1][1] if steps else "uncontested"),
    )  # fmt: skip


def _wording(db: Database, numbers: list[int]) -> str:
    """The words a claim is shown by: of the statements that put it forward, the one of middling length."""
    rows = [
        db.execute("SELECT stance, content, key FROM statements WHERE n = ?", (n,)).fetchone() for n in numbers[:_PART]
    ]
    plain = [row for row in rows if row[0] in BEHIND] or rows
    plain.sort(key=lambda row: (len(row[1]), row[2]))
    return str(plain[len(plain) // 2][1])

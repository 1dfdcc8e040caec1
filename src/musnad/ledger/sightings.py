"""The names an article shows: who spoke, who carried the words, who published them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable

from musnad.lang.pack import load_pack
from musnad.ledger.database import Database
from musnad.ledger.packing import tag
from musnad.model import Reading
from musnad.resolution.names import Name, name_parts, role_words

_Seen = tuple[Name, str | None]  # a name and the organization told beside it


def add_sightings(db: Database, article: int, reading: Reading, credits: Iterable[str]) -> dict[str, int]:
    """Store the names of an article.

    Returns:
        The profile of each statement's speaker by the statement's id, of each relay by its name, and of each
        credited agency by its name. Descriptions of nobody in particular have none.
    """
    language = reading.article.language
    profiles: dict[str, int] = {}
    seen: Counter[tuple[int, Name, str | None]] = Counter()

    def see(name: Name, organization: str | None = None) -> int:
        number = _profile(db, name, language)
        seen[number, name, organization] += 1
        return number

    for one in reading.statements:
        speaker = one.speaker
        if speaker is not None and speaker.kind != "anonymous" and speaker.name.strip():
            name = Name(name=speaker.name, kind=speaker.kind, role=speaker.role, country=speaker.country)
            profiles[one.id] = see(name, speaker.organization)
        for relay in one.relays:
            profiles[relay.name] = see(Name(name=relay.name, kind="organization"))
    for agency in credits:
        profiles.setdefault(agency, see(Name(name=agency, kind="organization")))
    if reading.article.outlet:
        outlet = see(Name(name=reading.article.outlet, kind="organization"))
        db.execute("UPDATE articles SET outlet_profile = ? WHERE n = ?", (outlet, article))
    rows = []
    for (number, name, organization), times in seen.items():
        rows.append((number, article, name.name, name.role, organization, name.country, times))
        db.execute("INSERT OR IGNORE INTO dirty_profiles VALUES (?)", (number,))
    db.executemany("INSERT INTO sightings VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    db.executemany(
        "INSERT INTO seen VALUES (?, ?, ?, ?, ?) ON CONFLICT (profile, name, role, country) "
        "DO UPDATE SET times = seen.times + excluded.times",
        [(number, name.name, name.role or "", name.country or "", times) for (number, name, _), times in seen.items()],
    )
    told = json.dumps([profiles[name] for name in sorted(credits)])
    db.execute("UPDATE articles SET credits = ? WHERE n = ?", (told, article))
    return profiles


def drop_sightings(db: Database, article: int) -> None:
    """Take out the names of an article; they are to be settled anew."""
    db.execute("INSERT OR IGNORE INTO dirty_profiles SELECT profile FROM sightings WHERE article = ?", (article,))
    for number, name, role, country, times in db.execute(
        "SELECT profile, name, coalesce(role, ''), coalesce(country, ''), sum(times) FROM sightings WHERE article = ? "
        "GROUP BY 1, 2, 3, 4", (article,),
    ).fetchall():  # fmt: skip
        where = "profile = ? AND name = ? AND role = ? AND country = ?"
        key = (number, name, role, country)
        db.execute(f"UPDATE seen SET times = times - ? WHERE {where}", (times, *key))
        db.execute(f"DELETE FROM seen WHERE {where} AND times <= 0", key)
    db.execute("DELETE FROM sightings WHERE article = ?", (article,))


def _profile(db: Database, name: Name, language: str) -> int:
    """The profile of a name: one for each name; of a surname alone, one for each function and country beside it."""
    person = name.kind == "person"
    parts = name_parts(name.name, name.kind, language)
    told: list[str] = ["person" if person else "body", language, *parts.words]
    if person and len(parts.words) == 1:
        told += ["|", *role_words(name.role, load_pack(language)), name.country or ""]
    elif not person:
        told += ["|", parts.ident, *sorted(parts.countries)]
    key = " ".join(told)
    row = db.execute("SELECT n FROM profiles WHERE key = ?", (key,)).fetchone()
    if row is not None:
        return int(row[0])
    public = tag("a", key)
    number = db.execute(
        "INSERT INTO profiles (tag, key, name, kind, actor) VALUES (?, ?, ?, ?, ?) RETURNING n",
        (public, key, name.name, name.kind, public),
    ).fetchone()[0]
    db.executemany("INSERT INTO profile_keys VALUES (?, ?)", [(key, number) for key in meeting_names(name, language)])
    return int(number)


def meeting_names(name: Name, language: str) -> list[str]:
    """By what a name meets those it may be the same as (the first word of a key tells its kind)."""
    parts = name_parts(name.name, name.kind, language)
    bones = parts.skeletons
    if not bones:
        return []
    if name.kind != "person":
        return [f"body {parts.ident}"] if parts.ident else ["words " + " ".join(sorted(parts.words))]
    if len(bones) == 1:
        return [f"alone {bones[0]}"]
    return list(dict.fromkeys([
        f"ends {bones[0]} {bones[-1]}", f"starts {bones[0]} {bones[1]}", f"last {bones[-1]}",
        f"near {bones[0]} {bones[-1][:2]}",
    ]))  # fmt: skip


def asking_names(keys: Iterable[str]) -> list[str]:
    """The keys under which those stand that a name with these keys may be the same as."""
    asked = []
    for key in keys:
        kind, _, rest = key.partition(" ")
        if kind == "alone":
            asked += [key, f"last {rest}"]
        elif kind == "last":
            asked.append(f"alone {rest}")
        else:
            asked.append(key)
    return asked

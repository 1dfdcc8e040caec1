"""The names an article shows: who spoke, who carried the words, who published them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable

from musnad.lang.pack import load_pack
from musnad.ledger.database import Database
from musnad.ledger.packing import tag
from musnad.model import Reading, Statement
from musnad.resolution.names import Name, name_parts, role_words


def speaker_name(one: Statement) -> Name | None:
    """The name of a statement's speaker with what is told beside it; None for a description of nobody in particular."""
    speaker = one.speaker
    if speaker is None or speaker.kind == "anonymous" or not speaker.name.strip():
        return None
    return Name(name=speaker.name, kind=speaker.kind, role=speaker.role, country=speaker.country)


def body_name(name: str) -> Name:
    """The name of an outlet or agency."""
    return Name(name=name, kind="organization")


def seen_names(reading: Reading, credits: Iterable[str]) -> list[tuple[Name, str | None, int]]:
    """The names an article shows, the organization told beside each, and how often: of speakers, relays, credited
    agencies and the outlet."""
    seen: Counter[tuple[Name, str | None]] = Counter()
    for one in reading.statements:
        name = speaker_name(one)
        if name is not None and one.speaker is not None:
            seen[name, one.speaker.organization] += 1
        seen.update((body_name(relay.name), None) for relay in one.relays)
    seen.update((body_name(agency), None) for agency in credits)
    if reading.article.outlet:
        seen[body_name(reading.article.outlet), None] += 1
    return [(name, organization, times) for (name, organization), times in seen.items()]


def add_sightings(db: Database, article: int, reading: Reading, credits: Iterable[str]) -> dict[str, int]:
    """Store the names of an article.

    Returns:
        The profile of each statement's speaker by the statement's id, of each relay by its name, and of each
        credited agency by its name. Descriptions of nobody in particular have none.
    """
    language = reading.article.language
    agencies = sorted(credits)
    numbers: dict[Name, int] = {}
    rows = []
    for name, organization, times in seen_names(reading, agencies):
        number = numbers[name] = _profile(db, name, language)
        rows.append((number, article, name.name, name.role, organization, name.country, times))
        db.execute("INSERT OR IGNORE INTO dirty_profiles VALUES (?)", (number,))
    db.executemany("INSERT INTO sightings VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    db.executemany(
        "INSERT INTO seen VALUES (?, ?, ?, ?, ?) ON CONFLICT (profile, name, role, country) "
        "DO UPDATE SET times = seen.times + excluded.times",
        [(number, name, role or "", country or "", times) for number, _, name, role, _, country, times in rows],
    )
    outlet = numbers[body_name(reading.article.outlet)] if reading.article.outlet else None
    told = json.dumps([numbers[body_name(agency)] for agency in agencies])
    db.execute("UPDATE articles SET credits = ?, outlet_profile = ? WHERE n = ?", (told, outlet, article))
    profiles = {name: numbers[body_name(name)] for one in reading.statements for name in (r.name for r in one.relays)}
    for one in reading.statements:
        speaker = speaker_name(one)
        if speaker is not None:
            profiles[one.id] = numbers[speaker]
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


def profile_key(name: Name, language: str) -> str:
    """By what a profile is known: there is one for each name, of a surname alone one for each function and country."""
    person = name.kind == "person"
    parts = name_parts(name.name, name.kind, language)
    told: list[str] = ["person" if person else "body", language, *parts.words]
    if person and len(parts.words) == 1:
        told += ["|", *role_words(name.role, load_pack(language)), name.country or ""]
    elif not person:
        told += ["|", parts.ident, *sorted(parts.countries)]
    return " ".join(told)


def commonest_name(seen: Iterable[tuple[str, str, str | None, str | None, int]]) -> Name:
    """What is told of a profile by majority. ``seen`` are names, kinds, roles, countries, and how often each."""
    names, roles, countries = Counter[str](), Counter[str](), Counter[str]()
    kinds: set[str] = set()
    for name, kind, role, country, times in seen:
        names[name] += times
        roles.update({role: times} if role else {})
        countries.update({country: times} if country else {})
        kinds.add(kind)
    return Name(name=_commonest(names) or "", kind=min(kinds), role=_commonest(roles), country=_commonest(countries))


def _commonest(counts: Counter[str]) -> str | None:
    return min(counts, key=lambda value: (-counts[value], -len(value), value)) if counts else None


def _profile(db: Database, name: Name, language: str) -> int:
    key = profile_key(name, language)
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

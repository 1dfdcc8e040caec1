"""What the ledger answers: claims, one claim with its evidence, one actor; as plain data for every face."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from heapq import nsmallest
from typing import Any, NamedTuple

from musnad.errors import MusnadError, NotFound
from musnad.lang.pack import load_pack
from musnad.ledger.database import in_parts, marks, told_plainly
from musnad.ledger.digests import load_digest
from musnad.ledger.linking import Linker
from musnad.ledger.packing import pack_spans, unpack_spans
from musnad.ledger.positions import actor_positions
from musnad.ledger.reviews import list_reviews
from musnad.ledger.sightings import asking_names, meeting_names
from musnad.ledger.store import Ledger
from musnad.ledger.voices import actor_reversals, opponents
from musnad.model import Reading, Statement
from musnad.resolution.claims import DAYS, barred, day_number, share
from musnad.resolution.grounds import rivalry, say
from musnad.resolution.names import Name, name_parts
from musnad.resolution.origins import Count, Origins
from musnad.resolution.stances import negated

# That something is not so is said of much that nobody said: a denial answers somebody, or is called one.
_ANSWERED = "EXISTS (SELECT 1 FROM statements s WHERE s.claim = claims.id AND s.act = 'deny')"
ORDERS = {
    "reported": ("reports > 0", "reports DESC, statements DESC"),
    "disputed": ("contested > 0", "contested DESC, reports DESC"),
    "denied": (f"denied_day IS NOT NULL AND (behind > 0 OR {_ANSWERED})", "denied_day DESC, reports DESC"),
    "one-origin": ("spread IS NOT NULL", "spread DESC, reports DESC"),
}  # fmt: skip
CLAIM_FIELDS = (
    "id", "text", "standing", "reports", "outlets", "witnesses_least", "witnesses_most", "origins_least",
    "origins_most", "behind", "against", "first_day", "last_day", "denied_day", "statements",
)  # fmt: skip
_NEAREST = 5
_BEYOND = 64  # links to other claims whose claims are asked for at once
_WORDS = 8  # of what two statements share that an explanation names
_WHY = 12  # links that are shown


def list_claims(ledger: Ledger, order: str = "reported", limit: int = 20) -> list[dict[str, Any]]:
    """Claims by one of :data:`ORDERS`, the foremost first.

    Raises:
        MusnadError: there is no such order.
    """
    if order not in ORDERS:
        raise MusnadError("order", f"there is no order {order!r}", f"one of {', '.join(ORDERS)}")
    where, by = ORDERS[order]
    with told_plainly(ledger.url):
        rows = ledger.db.execute(
            f"SELECT {', '.join(CLAIM_FIELDS)} FROM claims WHERE {where} ORDER BY {by}, id LIMIT ?", (limit,)
        ).fetchall()
        return _with_sense(ledger, [dict(zip(CLAIM_FIELDS, row, strict=True)) for row in rows])


def _with_sense(ledger: Ledger, claims: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Claims with ``text_denies``: whether the words one is shown by are themselves its denial ("X did not do Y").

    A claim stands as what it puts forward stands, in its positive form; where nobody puts that forward there are no
    other words to show.
    """
    asked = [one["id"] for one in claims if one["against"] and not one["behind"]]
    found: dict[str, str] = {}
    for part in in_parts(asked):
        found.update(
            ledger.db.execute(f"SELECT tag, language FROM statements WHERE tag IN ({marks(part)})", part).fetchall()
        )
    for one in claims:
        language = found.get(one["id"])
        one["text_denies"] = language is not None and negated(one["text"], load_pack(language))
    return claims


def show_claim(ledger: Ledger, ident: str, limit: int | None = None, offset: int = 0) -> dict[str, Any]:
    """One claim: its statements in time order with their evidence, the counts with their reasons, what is near.

    Args:
        ident: the id of a claim or of any of its statements, also one it had before it was joined to others.
        limit, offset: how many statements are shown and from which on; all the others count.

    Raises:
        MusnadError: there is none.
    """
    db = ledger.db
    with told_plainly(ledger.url):
        row = db.execute("SELECT claim FROM statements WHERE tag = ?", (ident,)).fetchone()
        if row is None:
            raise NotFound(ledger.url, f"there is no claim {ident!r}", "musnad claims and musnad search list them")
        claim = row[0]
        summary = db.execute(f"SELECT {', '.join(CLAIM_FIELDS)} FROM claims WHERE id = ?", (claim,)).fetchone()
        digest = load_digest(db, claim)
        names = actor_names(ledger, {actor for actor, _, _ in digest.reversals})
        shown = digest.order[offset:] if limit is None else digest.order[offset : offset + limit]
        evidence = _evidence(ledger, shown)
        links = _links(ledger, claim)
        together, near = _together(ledger, links), _nearest(ledger, links)
    behind, against = digest.sides.behind, digest.sides.against
    return {
        **_with_sense(ledger, [dict(zip(CLAIM_FIELDS, summary, strict=True))])[0],
        "evidence": evidence,
        "behind_it": _origins(behind) if behind is not None else None,
        "against_it": _origins(against) if against is not None else None,
        "copies": [{"a": a, "b": b} for a, b in digest.copies],
        "standing_by_day": [{"day": day, "standing": now} for day, now in digest.standing],
        "reversals": [
            {"actor": actor, "name": names.get(actor, ""), "first": first, "then": then}
            for actor, first, then in digest.reversals
        ],
        "together_because": together,
        "nearest": near,
        "reviews": list_reviews(ledger, claim),
    }  # fmt: skip


def _origins(found: Origins) -> dict[str, Any]:
    def range_(count: Count) -> dict[str, int]:
        return {"least": count.least, "most": count.most}

    return {
        "reports": found.reports,
        "outlets": range_(found.outlets),
        "witnesses": range_(found.witnesses),
        "origins_named": range_(found.named),
        "origins_anonymous": range_(found.anonymous),
        "groups": [list(group) for group in found.groups],
        "joins": [{"of": j.of, "one": j.one, "other": j.other, "why": j.why} for j in found.joins],
    }


def actor_names(ledger: Ledger, actors: set[str]) -> dict[str, str]:
    """The name each actor is shown by: of those seen for it the commonest, then the longest."""
    found: dict[str, str] = {}
    asked = sorted(actors - {""})
    for part in in_parts(asked):
        for actor, name in ledger.db.execute(
            f"SELECT actor, name FROM profiles WHERE actor IN ({marks(part)}) "
            "ORDER BY times DESC, length(name) DESC, name", part,
        ):  # fmt: skip
            found.setdefault(actor, name)
    return found


def find_statement(ledger: Ledger, ident: str) -> tuple[Reading, Statement]:
    """The reading a statement of this public id stands in, and the statement. Raises MusnadError: there is none."""
    row = ledger.db.execute(
        "SELECT a.id, s.local FROM statements s JOIN articles a ON a.n = s.article WHERE s.tag = ?", (ident,)
    ).fetchone()
    if row is None:
        raise NotFound(ledger.url, f"there is no statement {ident!r}")
    reading = ledger.reading(row[0])
    return reading, next(one for one in reading.statements if one.id == row[1])


def judge_pair(ledger: Ledger, one: str, other: str) -> dict[str, Any]:
    """How two statements are related and why: one claim, linked but apart, rivals with other figures or other
    doers, or neither.

    Where nothing links the two, what they share is told all the same.

    Raises:
        MusnadError: there is no such statement.
    """
    numbers, claims = [], []
    for ident in (one, other):
        row = ledger.db.execute("SELECT n, claim FROM statements WHERE tag = ?", (ident,)).fetchone()
        if row is None:
            raise NotFound(ledger.url, f"there is no statement {ident!r}")
        numbers.append(row[0])
        claims.append(row[1])
    if one == other:
        return {"relation": "one statement", "why": []}
    row = ledger.db.execute("SELECT relation, why FROM links WHERE a = ? AND b = ?", sorted(numbers)).fetchone()
    why = json.loads(row[1]) if row is not None else _unlinked(ledger, sorted(numbers))
    if claims[0] == claims[1]:
        direct = row is not None and row[0] == "same"
        return {"relation": "one claim", "why": why if direct else ["others are linked to both", *why]}
    if row is None:
        return {"relation": "two claims", "why": why}
    rival = f"rivals: {say(rivalry(why))}"
    apart = rival if row[0] == "rival" else "two claims, though alike"
    return {"relation": apart, "why": why}


def _unlinked(ledger: Ledger, numbers: list[int]) -> list[str]:
    """What two statements share that nothing links, and that it is not enough."""
    one, other = (each for _, each in sorted(Linker(ledger.db).told(numbers)))
    if one.language != other.language:
        return ["told in two languages"]
    why = []
    if one.day and other.day and abs(day_number(one.day) - day_number(other.day)) > DAYS:
        why = ["too many days lie between them"]
    elif barred(one, other):
        why = ["one does something by saying it (demands, condemns), the other has not its speaker nor tells of him"]
    shared, found, _ = share(one, other)
    if not found.pairs:
        return [*why, "no word of the one answers a word of the other"]
    ours, theirs = one.proposition.terms, other.proposition.terms
    words = [f"{ours[i].text}={theirs[j].text}" for i, (j, _) in sorted(found.pairs.items())][:_WORDS]
    return [
        *(why or ["too little of what they say is alike"]),
        say("alike/shares", shorter=f"{shared.shorter:.0%}", longer=f"{shared.longer:.0%}"),
        say("alike/words", words=", ".join(words)),
    ]


def _evidence(ledger: Ledger, tags: Sequence[str]) -> list[dict[str, Any]]:
    """Statements by their public ids, in that order, with the words they rest on."""
    found: dict[str, dict[str, Any]] = {}
    carriers: dict[int, str] = {}
    for part in in_parts(tags):
        for tag, article, outlet, day, title, url, local, said_on, act, stance, speaker, kind, relays, channel, sure, \
                content, spans, actor in ledger.db.execute(
            "SELECT s.tag, a.id, a.outlet, a.day, a.title, a.url, s.local, s.said_on, s.act, s.stance, s.speaker, "
            "s.kind, s.relays, s.channel, s.confidence, s.content, s.spans, p.actor FROM statements s "
            "JOIN articles a ON a.n = s.article LEFT JOIN profiles p ON p.n = s.profile "
            f"WHERE s.tag IN ({marks(part)})", part,
        ).fetchall():  # fmt: skip
            carried = []
            for number in json.loads(relays):
                if number not in carriers:
                    carriers[number] = _carrier(ledger, number)
                carried.append(carriers[number])
            found[tag] = {
                "id": tag, "stance": stance, "act": act, "day": said_on or day, "said_on": said_on, "speaker": speaker,
                "kind": kind, "actor": actor, "chain": [outlet or "", *carried, speaker], "outlet": outlet,
                "article": article, "title": title, "url": url, "published": day, "statement": local,
                "channel": channel, "confidence": sure,
                **unpack_spans(spans or _spans(ledger, article, local), content),
            }  # fmt: skip
    return [found[tag] for tag in tags]


def _carrier(ledger: Ledger, profile: int) -> str:
    """The name of an actor that carried words."""
    row = ledger.db.execute("SELECT actor, name FROM profiles WHERE n = ?", (profile,)).fetchone()
    return actor_names(ledger, {row[0]}).get(row[0], row[1]) if row else ""


def _spans(ledger: Ledger, article: str, local: str) -> str:
    """Where the words of a statement stand that an older musnad has stored."""
    reading = ledger.reading(article)
    return pack_spans(next(one for one in reading.statements if one.id == local), reading.article.text)


class _Links(NamedTuple):
    """The links of a claim's statements: score, rows of both, of the other one where it is another claim's."""

    tags: dict[int, str]
    inside: list[tuple[float, int, int]]
    beyond: list[tuple[float, int, int, int]]


def _links(ledger: Ledger, claim: str) -> _Links:
    """The links of a claim's statements, read from an index alone: a large claim has thousands, few are shown."""
    tags = dict(ledger.db.execute("SELECT n, tag FROM statements WHERE claim = ?", (claim,)).fetchall())
    ours = "(SELECT n FROM statements WHERE claim = ?)"
    inside, beyond = [], []
    for a, b, score, relation in ledger.db.execute(
        f"SELECT a, b, score, relation FROM links WHERE a IN {ours}", (claim,)
    ):
        if b not in tags:
            beyond.append((score, a, b, b))
        elif relation == "same":
            inside.append((score, a, b))
    beyond += ledger.db.execute(
        f"SELECT score, a, b, a FROM links WHERE b IN {ours} AND a NOT IN {ours}", (claim, claim)
    ).fetchall()
    return _Links(tags, inside, beyond)


def _together(ledger: Ledger, links: _Links) -> list[dict[str, Any]]:
    """The surest links between a claim's statements."""
    out = []
    for score, a, b in nsmallest(_WHY, links.inside, key=lambda row: (-row[0], links.tags[row[1]], links.tags[row[2]])):
        (why,) = ledger.db.execute("SELECT why FROM links WHERE a = ? AND b = ?", (a, b)).fetchone()
        out.append({"one": links.tags[a], "other": links.tags[b], "score": score, "why": json.loads(why)})
    return out


def _nearest(ledger: Ledger, links: _Links) -> list[dict[str, Any]]:
    """The claims that come nearest without belonging: rivals, and weaker likenesses."""
    db = ledger.db
    beyond = sorted(links.beyond, key=lambda row: -row[0])
    found: dict[str, tuple[float, list[tuple[int, int]]]] = {}
    claims: dict[int, str] = {}
    read = 0
    while read < len(beyond) and len(found) < _NEAREST:
        start, read = read, read + _BEYOND
        while read < len(beyond) and beyond[read][0] == beyond[read - 1][0]:
            read += 1  # what is as near is read with it: of these the first by name are shown
        met = sorted({other for *_, other in beyond[start:read]} - claims.keys())
        for part in in_parts(met):
            claims.update(db.execute(f"SELECT n, claim FROM statements WHERE n IN ({marks(part)})", part).fetchall())
        for score, a, b, other in sorted(beyond[start:read], key=lambda row: (-row[0], claims[row[3]])):
            best, pairs = found.setdefault(claims[other], (score, []))
            if score == best:
                pairs.append((a, b))
    out = []
    for ident, (best, pairs) in [*found.items()][:_NEAREST]:
        why_near = "SELECT relation, why FROM links WHERE a = ? AND b = ?"
        relation, why = min(tuple(db.execute(why_near, pair).fetchone()) for pair in pairs)
        text, reports = ledger.db.execute("SELECT text, reports FROM claims WHERE id = ?", (ident,)).fetchone()
        grounds = json.loads(why)
        what = say(rivalry(grounds) if relation == "rival" else "near/weak")
        out.append({"id": ident, "text": text, "reports": reports, "score": best, "apart_because": what,
                    "why": grounds})  # fmt: skip
    return out


def find_actors(ledger: Ledger, name: str, language: str = "ar") -> list[str]:
    """The actors that go by a name, the most seen first: by id, by the whole name, else by its words.

    Args:
        name: a name in any of its spellings, or an actor's id.
    """
    db = ledger.db
    row = db.execute("SELECT actor FROM profiles WHERE tag = ?", (name,)).fetchone()
    if row is not None:
        return [row[0]]
    wanted: set[str] = set()
    keys: list[str] = []
    for kind in ("person", "organization", "country"):
        parts = name_parts(name, kind, language)
        wanted |= {" ".join(parts.skeletons), parts.ident} - {""}
        keys += asking_names(meeting_names(Name(name=name, kind=kind), language))
    exact: Counter[str] = Counter()
    loose: Counter[str] = Counter()
    spelling = load_pack(language).spelling
    for actor, key, times in db.execute(
        f"SELECT p.actor, p.key, p.times FROM profiles p WHERE p.n IN "
        f"(SELECT profile FROM profile_keys WHERE key IN ({marks(keys)}))", keys,
    ):  # fmt: skip
        kind, _, rest = key.partition(" ")
        named, _, about = rest.partition(" ")[2].partition("|")
        bones = [spelling.skeleton(word) for word in named.split()]
        if " ".join(bones) in wanted or (kind == "body" and about.split()[:1] and about.split()[0] in wanted):
            exact[actor] += int(times or 0)
        elif any(set(one.split()) <= set(bones) for one in wanted):
            loose[actor] += int(times or 0)
    whole = any(len(one.split()) > 1 for one in wanted) and exact
    found = exact if whole else exact + loose
    return [actor for actor, _ in sorted(found.items(), key=lambda item: (-item[1], item[0]))]


def show_actor(ledger: Ledger, actor: str, positions: bool = True) -> dict[str, Any]:
    """One actor: the names seen for it, the roles with their days, its positions, its reversals, who denies whom.

    Args:
        actor: an actor's id, also one it had before it was joined to another's.
        positions: whether all that it said is listed too.

    Raises:
        NotFound: there is none.
    """
    db = ledger.db
    found = db.execute("SELECT actor FROM profiles WHERE tag = ?", (actor,)).fetchone()
    if found is None:
        raise NotFound(ledger.url, f"there is no actor {actor!r}")
    actor = found[0]
    times = (
        "SELECT g.name, CAST(sum(g.times) AS integer) FROM profiles p JOIN seen g ON g.profile = p.n "
        "WHERE p.actor = ? GROUP BY 1 ORDER BY 1"
    )
    names = Counter[str](dict(db.execute(times, (actor,)).fetchall()))
    roles = db.execute(  # the second condition is the index's own: only where a role is told is looked at
        "SELECT coalesce(g.role, ''), coalesce(g.organization, ''), min(a.day), max(a.day), count(*) "
        "FROM profiles p JOIN sightings g ON g.profile = p.n JOIN articles a ON a.n = g.article WHERE p.actor = ? "
        "AND (coalesce(g.role, '') <> '' OR coalesce(g.organization, '') <> '') "
        "AND (g.role IS NOT NULL OR g.organization IS NOT NULL) GROUP BY 1, 2", (actor,),
    ).fetchall()  # fmt: skip
    joined = [
        {"one": one, "other": other, "score": score, "why": json.loads(why)}
        for one, other, score, why in db.execute(
            "SELECT p.name, q.name, l.score, l.why FROM profile_links l JOIN profiles p ON p.n = l.a "
            "JOIN profiles q ON q.n = l.b WHERE p.actor = ? AND q.actor = ? ORDER BY l.score DESC, 1, 2 LIMIT 20",
            (actor, actor),
        )
    ]  # fmt: skip
    denies, denied_by = opponents(db, actor)
    called = actor_names(ledger, {who for who, _ in (*denies, *denied_by)})
    return {
        "id": actor,
        "name": names.most_common(1)[0][0] if names else "",
        "names": [{"name": name, "times": times} for name, times in names.most_common()],
        "roles": [
            {"role": role, "organization": organization, "first": first, "last": last, "articles": articles}
            for role, organization, first, last, articles in sorted(roles, key=lambda row: (-row[4], row[:2]))
        ],
        "one_because": joined, "reversals": actor_reversals(db, actor),
        "denies": [{"actor": who, "name": called.get(who, ""), "claim": claim} for who, claim in denies],
        "denied_by": [{"actor": who, "name": called.get(who, ""), "claim": claim} for who, claim in denied_by],
        **({"positions": actor_positions(db, actor)} if positions else {}),
    }  # fmt: skip

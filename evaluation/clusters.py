"""Event clusters of ``../shared/corpus`` marked by hand: which statements make one claim, and how many stand behind it.

``clusters.jsonl`` keeps article ids, offsets, labels and counts, no text. A statement's ``claim`` is its label in its
cluster (those of one proposition share it, whatever their wording or polarity; a label with a dot stands alone),
``near`` a second one that it also touches: pairs that meet only there count neither way. ``stance`` is null where more
than one would do; ``speaker`` false where the reader names the wrong one (left out of origins). ``unsound`` are
readings that are no statement. Marks were made before the ledger's claims were looked at.

Of every cluster with an even number the errors may be looked at while developing; the others are only scored.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from operator import itemgetter
from pathlib import Path
from typing import Any

import msgspec
from msgspec import structs

from evaluation.corpus import corpus
from musnad.lang.pack import load_pack
from musnad.ledger.accounts import load_accounts
from musnad.ledger.store import Ledger
from musnad.model import Reading, Statement
from musnad.reading.reader import Reader
from musnad.resolution.origins import AGAINST, BEHIND, Origins, count_origins

MARKS = Path(__file__).resolve().parent / "clusters.jsonl"
HALVES = ("look", "scored")
_MOVED = 0.7  # share of a marked content that must still be read for the mark to hold
_LIKE_GOLD = (0.5, 0.25)  # what the scorer of gold asks contents to share, of both: anywhere, and behind the same cue
_ALIKE = 0.8  # share of words two contents have in common, from which their wording is near identical


class Marked(msgspec.Struct, frozen=True, kw_only=True):
    """A statement as it was marked and as the ledger has it now."""

    place: str
    claim: str
    near: str | None
    stance: str | None
    speaker: bool
    words: frozenset[str]
    number: int
    found_claim: str
    found_stance: str


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """The true number of origins and witnesses behind one side of a claim, and what was counted."""

    cluster: str
    claim: str
    origins: int
    witnesses: int | None
    found: Origins
    members: tuple[str, ...]


class Cluster(msgspec.Struct, frozen=True, kw_only=True):
    """A marked cluster: its statements still read, its counts, and how many marks the reader has outgrown.

    ``paired`` are the statements that the scorer of gold would pair with marks, also where a content has changed much;
    ``claims`` the labels of all its marks.
    """

    ident: str
    half: str
    statements: tuple[Marked, ...]
    paired: tuple[Marked, ...]
    claims: tuple[str, ...]
    counted: tuple[Counted, ...]
    outgrown: int


def marked_clusters() -> list[dict[str, Any]]:
    """The rows of ``clusters.jsonl``."""
    return [json.loads(line) for line in MARKS.read_text(encoding="utf-8").splitlines()]


def half_of(row: Mapping[str, Any]) -> str:
    """The half a cluster belongs to, by its number."""
    return HALVES[int(row["cluster"][2:]) % 2]


def load_clusters(semantic: bool = False) -> list[Cluster]:
    """Read the articles of all marked clusters, put them into one ledger in memory, and lay the marks beside it.

    Args:
        semantic: find claims also by meaning (the extra ``musnad[semantic]``).
    """
    rows = marked_clusters()
    wanted = {one["article"] for row in rows for one in (*row["statements"], *row["unsound"])}
    reader = Reader(load_pack("ar"))
    readings = {ident: reader.read(article) for ident, article in sorted(corpus(wanted).items())}
    with Ledger(":memory:") as ledger:
        if semantic:
            ledger.keep_meanings()
        ledger.add(readings.values())
        return [_cluster(row, readings, ledger) for row in rows]


def _cluster(row: dict[str, Any], readings: dict[str, Reading], ledger: Ledger) -> Cluster:
    found = [
        (one, find_marked(one, readings[one["article"]])) for one in row["statements"] if one["article"] in readings
    ]
    statements = tuple(_marked(one, now, readings[one["article"]], ledger) for one, now in found if now is not None)
    counted = []
    for one in row["origins"]:
        side = AGAINST if one["side"] == "against" else BEHIND
        members = [s for s in statements if s.claim == one["claim"] and s.speaker]
        standing = [s for s in members if s.stance in side] or members
        if len(standing) < 2:
            continue
        (loaded,) = load_accounts(ledger.db, [[s.number for s in standing]])
        counted.append(Counted(
            cluster=row["cluster"], claim=one["claim"], origins=one["origins"], witnesses=one["witnesses"],
            found=count_origins(loaded.accounts, loaded.copies), members=tuple(s.place for s in standing),
        ))  # fmt: skip
    return Cluster(
        ident=row["cluster"], half=half_of(row), statements=statements, counted=tuple(counted),
        outgrown=len(row["statements"]) - len(statements), claims=tuple(one["claim"] for one in row["statements"]),
        paired=tuple(_marked(one, now, readings[one["article"]], ledger) for one, now in _paired(row, readings)),
    )  # fmt: skip


def _paired(row: dict[str, Any], readings: Mapping[str, Reading]) -> Iterator[tuple[dict[str, Any], Statement]]:
    """Marks, each with the statement most like it, as the scorer of gold pairs them; none stands for two."""
    best: dict[tuple[str, str], tuple[float, dict[str, Any], Statement]] = {}
    for mark in row["statements"]:
        said = readings[mark["article"]].statements if mark["article"] in readings else []
        likest = max(((_likeness(mark, one), one.id, one) for one in said), key=itemgetter(0, 1), default=None)
        if likest is not None and likest[0] > best.get((mark["article"], likest[1]), (0.0,))[0]:
            best[mark["article"], likest[1]] = likest[0], mark, likest[2]
    for _, mark, now in best.values():
        yield mark, now


def _likeness(mark: dict[str, Any], one: Statement) -> float:
    """How far a statement is the marked one; 0 where it is another."""
    if not one.content or not mark["content"]:
        return 0.0
    (start, end), first, last = mark["content"], one.content[0].start, one.content[-1].end
    share = (min(end, last) - max(start, first)) / max(max(end, last) - min(start, first), 1)
    cue = one.cue.span.start <= mark["cue"] < one.cue.span.end
    return 1 + share + 0.5 * cue if share >= _LIKE_GOLD[cue] else 0.0


def find_marked(mark: dict[str, Any], reading: Reading) -> Statement | None:
    """The statement that was marked, if it is still read with much the same content."""
    for one in reading.statements:
        if one.cue.span.start == mark["cue"] and one.content and mark["content"]:
            start, end = mark["content"]
            shared = min(end, one.content[-1].end) - max(start, one.content[0].start)
            if shared >= _MOVED * max(end - start, one.content[-1].end - one.content[0].start):
                return one
    return None


def _marked(mark: dict[str, Any], now: Statement, reading: Reading, ledger: Ledger) -> Marked:
    text = reading.article.text
    number, claim, stance = ledger.db.execute(
        "SELECT s.n, s.claim, s.stance FROM statements s JOIN articles a ON a.n = s.article "
        "WHERE a.id = ? AND s.local = ?", (reading.article.id, now.id),
    ).fetchone()  # fmt: skip
    words = load_pack("ar").fold(" ".join(span.of(text) for span in now.content)).split()
    return Marked(
        place=f"{reading.article.id}:{now.cue.span.start}", claim=mark["claim"], near=mark.get("near"),
        stance=mark["stance"], speaker=mark.get("speaker", True), words=frozenset(words), number=number,
        found_claim=claim, found_stance=stance,
    )  # fmt: skip


def pairs(clusters: Sequence[Cluster]) -> Iterator[tuple[Marked, Marked, bool | None]]:
    """All pairs of statements within each cluster, and whether they are one claim (None: may be)."""
    for cluster in clusters:
        for one, other in combinations(cluster.statements, 2):
            same = one.claim == other.claim
            touching = {one.claim, one.near} & {other.claim, other.near} - {None}
            yield one, other, same or (None if touching else False)


def alike(one: Marked, other: Marked) -> bool:
    """Whether two statements are worded nearly the same."""
    return len(one.words & other.words) >= _ALIKE * max(len(one.words | other.words), 1)


def opposed(one: str | None, other: str | None) -> bool:
    """Whether two stances are on opposite sides of a claim."""
    return (one in BEHIND and other in AGAINST) or (one in AGAINST and other in BEHIND)


def score_half(clusters: Sequence[Cluster]) -> list[str]:
    """The figures of some clusters, a line each."""
    statements = [one for cluster in clusters for one in cluster.statements]
    outgrown = sum(cluster.outgrown for cluster in clusters)
    lines = [f"{len(clusters)} clusters, {len(statements)} statements; {outgrown} marks no longer read so"]
    for name, plain in (("claims, all pairs", False), ("claims, other wording", True)):
        count: Counter[str] = Counter()
        for one, other, same in pairs(clusters):
            if same is None or (plain and alike(one, other)):
                continue
            linked = one.found_claim == other.found_claim
            count["right"] += same and linked
            count["found"] += linked
            count["wanted"] += same
        lines.append(_figures(name, count))
    lines.append(_all_marks(clusters))
    count = Counter()
    for one, other, same in pairs(clusters):
        if same is None or one.stance is None or other.stance is None:
            continue
        wanted = same and opposed(one.stance, other.stance)
        found = one.found_claim == other.found_claim and opposed(one.found_stance, other.found_stance)
        count["right"] += wanted and found
        count["found"] += found
        count["wanted"] += wanted
    lines.append(_figures("contradicting pairs", count))
    known = [one for one in statements if one.stance is not None]
    right = [one for one in known if one.stance == one.found_stance]
    rare = [one for one in known if one.stance != "asserts"]
    hit = sum(one.stance == one.found_stance for one in rare)
    lines.append(f"stance {len(right) / max(len(known), 1):.3f} of {len(known)}; not asserting: {hit} of {len(rare)}")
    counted = [one for cluster in clusters for one in cluster.counted]
    lines.append(_counts("origins", [(one.origins, *origin_count(one.found)) for one in counted]))
    witnesses = [(one.witnesses, *witness_count(one.found)) for one in counted if one.witnesses is not None]
    lines.append(_counts("witnesses", witnesses))
    return lines


def _all_marks(clusters: Sequence[Cluster]) -> str:
    """The figures of claims over all marks: paired as gold's are, what is not read at all counts as missed."""
    count: Counter[str] = Counter()
    for cluster in clusters:
        count["wanted"] += sum(times * (times - 1) // 2 for times in Counter(cluster.claims).values())
        count["unread"] += len(cluster.claims) - len(cluster.paired)
        for one, other, same in pairs([structs.replace(cluster, statements=cluster.paired)]):
            linked = same is not None and one.found_claim == other.found_claim
            count["found"] += linked
            count["right"] += linked and bool(same)
    return _figures("claims, all marks", count) + f"; {count['unread']} marks not read at all"


def origin_count(found: Origins) -> tuple[int, int, int]:
    """How many origins were counted, and the least and the most there may be."""
    return len(found.groups), max(1, found.named.least + found.anonymous.least), found.named.most + found.anonymous.most


def witness_count(found: Origins) -> tuple[int, int, int]:
    """How many witnesses were counted, and the least and the most there may be."""
    return found.heard, found.witnesses.least, found.witnesses.most


def _figures(name: str, count: Counter[str]) -> str:
    precision = count["right"] / max(count["found"], 1)
    recall = count["right"] / max(count["wanted"], 1)
    return f"{name}: precision {precision:.3f} of {count['found']}, recall {recall:.3f} of {count['wanted']}"


def _counts(name: str, counts: Sequence[tuple[int, int, int, int]]) -> str:
    total = max(len(counts), 1)
    exact = sum(true == usual for true, usual, _, _ in counts)
    inside = sum(least <= true <= most for true, _, least, most in counts)
    several = [one for one in counts if one[0] > 1]
    hit = sum(true == usual for true, usual, _, _ in several)
    return (
        f"{name}: exact {exact / total:.3f}, inside least and most {inside / total:.3f} of {len(counts)} claims; "
        f"more than one: {hit} of {len(several)} exact"
    )

"""The frozen run: what became of every gold statement, committed, so that a change shows what it moved.

Holds ids, offsets and outcomes only, never a word of an article.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from evaluation.score import ArticleScore, GoldArticle

FLAGS = ("found", "tight", "speaker", "act", "quote", "relay", "day")
COLUMNS = ("article", "statement", "cue_start", "cue_end", "content_start", "content_end", *FLAGS)

Row = dict[str, str]
Key = tuple[str, str]


def frozen_rows(gold: Sequence[GoldArticle], scores: Sequence[ArticleScore]) -> list[Row]:
    """A row per gold statement (its number) and per spurious prediction (``+``)."""
    rows = []
    for article, scored in zip(gold, scores, strict=True):
        for k, (g, out) in enumerate(zip(article.statements, scored.outcomes, strict=True)):
            flags = {flag: str(int(getattr(out, flag))) for flag in FLAGS}
            rows.append(_row(article.id, str(k), g.cue, g.content) | flags)
        for j in scored.spurious:
            p = scored.predicted[j]
            rows.append(_row(article.id, "+", p.cue, p.content) | dict.fromkeys(FLAGS, ""))
    return rows


def _row(article: str, number: str, cue: tuple[int, int] | None, content: Sequence[tuple[int, int]]) -> Row:
    places = (*(cue or ("", "")), content[0][0] if content else "", content[-1][1] if content else "")
    return dict(zip(COLUMNS, (article, number, *map(str, places)), strict=False))


def write_frozen(path: Path, rows: Sequence[Row]) -> None:
    """Write the run as CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def read_frozen(path: Path) -> list[Row]:
    """The committed run."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _keyed(rows: Sequence[Row]) -> tuple[dict[Key, Row], Counter[Key]]:
    marked = {(r["article"], f"#{r['statement']}"): r for r in rows if r["statement"] != "+"}
    spurious = Counter((r["article"], f"cue {r['cue_start']}") for r in rows if r["statement"] == "+")
    return marked, spurious


def compare(before: Sequence[Row], after: Sequence[Row]) -> dict[str, tuple[list[Key], list[Key]]]:
    """Gains and losses by kind of error; a statement newly found or lost counts once, as that."""
    old, old_spurious = _keyed(before)
    new, new_spurious = _keyed(after)
    out: dict[str, tuple[list[Key], list[Key]]] = defaultdict(lambda: ([], []))
    for key in sorted(old.keys() & new.keys()):
        a, b = old[key], new[key]
        flags = ("found",) if a["found"] != b["found"] else FLAGS[1:] if b["found"] == "1" else ()
        for flag in flags:
            if a[flag] != b[flag]:
                out[flag][b[flag] == "0"].append(key)
    out["spurious"][0].extend(sorted((old_spurious - new_spurious).elements()))
    out["spurious"][1].extend(sorted((new_spurious - old_spurious).elements()))
    return {kind: out[kind] for kind in (*FLAGS, "spurious") if any(out.get(kind, ()))}


def changes(before: Sequence[Row], after: Sequence[Row], blind: frozenset[str]) -> Iterator[str]:
    """The printed comparison with the frozen run; of blind articles only how many."""
    moved: Mapping[str, tuple[list[Key], list[Key]]] = compare(before, after)
    if not moved:
        yield "against the frozen run: unchanged"
        return
    yield "against the frozen run:        gains   losses"
    for kind, sides in moved.items():
        yield f"  {kind:<26}{len(sides[0]):>8}{len(sides[1]):>9}"
        for sign, keys in zip("+-", sides, strict=True):
            look = " ".join(article + place.replace("cue ", "@") for article, place in keys if article not in blind)
            hidden = sum(article in blind for article, _ in keys)
            if keys:
                yield f"    {sign} {look}{f' ({hidden} blind)' if hidden else ''}"

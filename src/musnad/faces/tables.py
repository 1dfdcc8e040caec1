"""What the ledger's commands print: JSON Lines for machines, tables for people."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from musnad.contract import to_dict
from musnad.faces.cells import Cell, isolated, plain
from musnad.faces.shell import counted
from musnad.model import Article, Reading, Span, Statement
from musnad.resolution.copies import Copy

_HEADING = 120  # characters of a claim in a list
# How a statement is called that is behind its claim by another act than telling it.
_DONE_BY_SAYING = {
    "demand": "demands", "promise": "promises", "warn": "warns", "ask": "asks", "accuse": "accuses",
    "condemn": "condemns", "welcome": "welcomes", "reject": "rejects",
}  # fmt: skip
_JOINS = 20  # reasons for one origin or witness that a terminal shows
_POSITIONS = 40  # of an actor that a terminal shows


def print_lines(rows: Iterable[Mapping[str, Any]]) -> bool:
    """One JSON object a line; whether there was one."""
    some = False
    for row in rows:
        some = True
        sys.stdout.write(msgspec.json.encode(row).decode() + "\n")
    return some


def print_rows(rows: Iterable[Mapping[str, Any]], columns: Sequence[tuple[str, int]], empty: str) -> None:
    """A table of the named fields; a column's number is its share of the width, 0 for as wide as it needs."""
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False, markup=False, emoji=False)
    table = Table(pad_edge=False, expand=True)
    for name, ratio in columns:
        table.add_column(name.replace("_", " "), ratio=ratio or None, no_wrap=not ratio, overflow="fold", min_width=6)
    for row in rows:
        table.add_row(*(_cell(row.get(name)) for name, _ in columns))
    if table.row_count:
        console.print(table)
    else:
        console.print(empty)


def _cell(value: object) -> Cell:
    if isinstance(value, list | tuple):
        value = " · ".join(str(each) for each in value)
    return Cell("" if value is None else str(value))


def copy_row(copy: Copy, articles: Mapping[str, Article]) -> dict[str, Any]:
    """A copy as plain data, its passages with their words from both articles."""

    def piece(span: Span, article: str) -> dict[str, Any]:
        return {"start": span.start, "end": span.end, "text": span.of(articles[article].text)}

    return {
        **{name: getattr(copy, name) for name in ("a", "b", "kind", "share_a", "share_b", "first")},
        "passages": [
            {"a": piece(one.a, copy.a), "b": piece(one.b, copy.b), "words": one.words, "formula": one.formula}
            for one in copy.passages
        ],
        "why": copy.why,
    }


def explained(reading: Reading, statement: Statement) -> dict[str, Any]:
    """A statement as the contract has it, with its reasons, and the article it stands in."""
    article = reading.article
    found = next(one for one in to_dict(reading)["statements"] if one["id"] == statement.id)
    return {"article": article.id, "outlet": article.outlet, "published": article.date, "statement": found}


def minute(moment: str | None) -> str | None:
    """A moment (ISO 8601, UTC) to the minute, short enough for a row."""
    return moment and moment[:16].replace("T", " ")


def heading(text: str) -> str:
    """What a claim says, short enough for a row."""
    line = plain(text)
    return line if len(line) <= _HEADING else line[:_HEADING].rpartition(" ")[0] + " …"


def ranged(row: Mapping[str, Any], table: bool = False) -> dict[str, Any]:
    """A claim's row with its least and most counts in one cell each; in a table its standing tells of which words."""

    def span(name: str) -> str:
        least, most = row[f"{name}_least"], row[f"{name}_most"]
        return str(least) if least == most else f"{least}-{most}"

    stands = f"{row['standing']} in these words" if table and row.get("text_denies") else row["standing"]
    return {**row, "standing": stands, "witnesses": span("witnesses"), "origins": span("origins")}


def claim_lines(claim: Mapping[str, Any], offset: int = 0) -> Iterator[str]:
    """A claim for a terminal, each value in directional isolation; its evidence begins after ``offset`` statements."""
    yield f"claim      {claim['id']}"
    yield f"says       {isolated(claim['text'])}"
    yield f"standing   {claim['standing']}"
    if claim.get("text_denies"):
        yield "           these words are the denial; nobody here says the contrary"
    for step in claim["standing_by_day"]:
        yield f"           {step['day']}  {step['standing']}"
    for title, side in (("behind it", claim["behind_it"]), ("against it", claim["against_it"])):
        if side is not None:
            yield (
                f"{title:<10} reports: {side['reports']}, outlets: {_range(side['outlets'])}, "
                f"witnesses: {_range(side['witnesses'])}, origins: {_range(side['origins_named'])} named, "
                f"{_range(side['origins_anonymous'])} anonymous"
            )
            for join in side["joins"][:_JOINS]:
                yield f"           {join['one']} and {join['other']} are one {join['of']}: {join['why']}"
            if len(side["joins"]) > _JOINS:
                yield f"           and {len(side['joins']) - _JOINS} more reasons (--format jsonl has them all)"
    yield _part(offset, len(claim["evidence"]), claim["statements"])
    for one in claim["evidence"]:
        chain = " ← ".join(isolated(part) for part in one["chain"] if part)
        yield f"  {one['id']}  {one['day'] or '-':<10}  {_side(one):<8}  {chain}"
        words = " … ".join(part["text"] for part in one["content"])
        cue = one["cue"]
        yield f"      {isolated(cue['text'])} {isolated(words)}"
        place = f"{one['article']} [{cue['start']}:{cue['end']}]"
        yield f"      {isolated(place)}"
    if claim["together_because"]:
        yield "one claim because"
    for link in claim["together_because"]:
        yield f"  {link['one']} and {link['other']}, {link['score']:.2f}"
        for line in link["why"]:
            yield f"      {isolated(line)}"
    for turn in claim["reversals"]:
        yield f"reversal   {isolated(turn['name'])}: {turn['first']}, then {turn['then']}"
    for one in claim["reviews"]:
        # Somebody else's word: never taken over into what the ledger counts.
        yield f"reviewed by {isolated(one['publisher'])}: {isolated(one['rating'])}  {one['reviewed_on'] or '-'}"
        yield f"           their wording: {isolated(one['claim'])}"
        yield f"           {isolated(one['url'])}"
    if claim["nearest"]:
        yield "nearest that do not belong"
        for one in claim["nearest"]:
            yield f"  {one['id']}  {isolated(one['text'][:100])}"
            yield f"      {one['apart_because']}: {isolated('; '.join(one['why']))}"


def _side(one: Mapping[str, Any]) -> str:
    """On which side a statement is; what is no report is called what it is: a demand asserts nothing."""
    return _DONE_BY_SAYING.get(one["act"], one["stance"]) if one["stance"] == "asserts" else str(one["stance"])


def _part(offset: int, shown: int, total: int) -> str:
    """The heading of a claim's statements, with what to type for the next ones."""
    if shown == total:
        return "statements"
    end = offset + shown
    which = f"statements {offset + 1} to {end} of {total}" if shown else f"no statements after {offset} of {total}"
    return f"{which} (--offset {end} goes on)" if shown and end < total else which


def _range(count: Mapping[str, int]) -> str:
    least, most = count["least"], count["most"]
    return str(least) if least == most else f"{least} to {most}"


def actor_lines(actor: Mapping[str, Any]) -> Iterator[str]:
    """An actor for a terminal, each value in directional isolation."""
    yield f"actor      {actor['id']}  {isolated(actor['name'])}"
    for one in actor["names"]:
        yield f"name       {isolated(one['name'])}, {counted(one['times'], 'time')}"
    for one in actor["roles"]:
        what = ", ".join(part for part in (one["role"], one["organization"]) if part)
        days = " to ".join(dict.fromkeys((one["first"] or "-", one["last"] or "-")))
        yield f"role       {isolated(what)}  {days}, {counted(one['articles'], 'article')}"
    for one in actor["one_because"]:
        yield f"one actor  {isolated(one['one'])} = {isolated(one['other'])}: {'; '.join(one['why'])}"
    for turn in actor["reversals"]:
        yield f"reversal   in claim {turn['claim']}: {turn['first']}, then {turn['then']}"
    for title, rows in (("denies", actor["denies"]), ("denied by", actor["denied_by"])):
        for one in rows:
            yield f"{title:<10} {isolated(one['name'])} in claim {one['claim']}"
    rows = _told_once(actor["positions"])
    more = f", of {len(rows)} the last {_POSITIONS} (--format jsonl has them all)" if len(rows) > _POSITIONS else ""
    yield f"positions  {len(actor['positions'])}{more}"
    for one, times in rows[-_POSITIONS:]:
        again = f", {times} times" if times > 1 else ""
        yield f"  {one['day'] or '-':<10}  {_side(one):<8}  {isolated(one['content'][:100])}  {one['claim']}{again}"


def _told_once(positions: Iterable[Mapping[str, Any]]) -> list[tuple[Mapping[str, Any], int]]:
    """Positions in order, what many report of one claim on one day once, with how often it is told."""
    rows: dict[tuple[str, str, str], list[Mapping[str, Any]]] = {}
    for one in positions:
        rows.setdefault((one["claim"], one["day"] or "", _side(one)), []).append(one)
    return [(those[0], len(those)) for those in rows.values()]


def change_lines(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """What changed in articles, for a terminal: who said what before, and after."""
    for row in rows:
        yield f"{row['number']}  {row['seen']}  {isolated(row['article'])}  {isolated(row['title'] or '')}"
        if not row["changes"]:
            yield "   the text has changed, but not who said what"
        for change in row["changes"]:
            yield f"   {change['kind']}{': ' if change['what'] else ''}{', '.join(change['what'])}"
            for sign, side in (("-", change["before"]), ("+", change["after"])):
                if side is not None:
                    said = f"{side['speaker']}, {side['act']}: {side['words']}"
                    yield f"     {sign} {isolated(said)}"

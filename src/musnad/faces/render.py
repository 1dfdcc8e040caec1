"""Readings for a terminal: a table of who said what, and the explanation of one statement.

Words are isolated (``cells.py``), so that a terminal with bidirectional text lays each of them out by itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.table import Table
from rich.text import Text

from musnad.faces.cells import Cell, isolated, shown_outlet
from musnad.model import Reading, Span, Statement

_SHOWN = 90  # code points of content a row shows
_THROUGH = 9  # columns of a terminal, at least, for by whom or how something was told


def print_table(reading: Reading, console: Console) -> None:
    """One article as a table: statement, who, act, words, by whom, how, when."""
    article = reading.article
    heading = " · ".join(part for part in (article.id, shown_outlet(article), article.date) if part)
    if heading:
        console.print(Text(isolated(heading), style="bold"), soft_wrap=True)
    title = article.title or article.text.strip().partition("\n")[0]
    console.print(Cell(title, 100))
    if not reading.statements:
        console.print(Text("no attributed statement"), style="dim")
        console.print()
        return
    table = Table(show_lines=False, pad_edge=False, expand=True)
    for name, ratio in (("", 0), ("who", 3), ("act", 0), ("what", 6)):
        table.add_column(name, ratio=ratio or None, no_wrap=not ratio, overflow="fold")
    # Wide enough for its own heading and for a word: a share of what is left would break them in a narrow terminal.
    table.add_column("through", width=max(_THROUGH, console.width // 8), overflow="fold")
    table.add_column("when", no_wrap=True)
    for statement in reading.statements:
        speaker = statement.speaker
        who = "?" if speaker is None else ", ".join(part for part in (speaker.name, speaker.role) if part)
        content = " … ".join(span.of(article.text) for span in statement.content)
        through = [r.name for r in statement.relays] + (
            [statement.channel.kind.replace("_", " ")] if statement.channel else []
        )
        inner = f"{statement.id} in {statement.parent}" if statement.parent else statement.id
        table.add_row(
            Text(inner), Cell(who), Text(statement.act), Cell(content, _SHOWN), Cell(" · ".join(through)),
            Text(statement.said_on or ""),
        )  # fmt: skip
    console.print(table)
    console.print()


def explain(reading: Reading, statement: Statement) -> Iterator[str]:
    """Why a statement came out as it did, line by line."""
    text = reading.article.text

    def words(span: Span | None) -> str:
        return f"{isolated(span.of(text))} [{span.start}:{span.end}]" if span else "-"

    speaker = statement.speaker
    yield f"statement  {statement.id}" + (f", told inside {statement.parent}" if statement.parent else "")
    yield f"cue        {words(statement.cue.span)}"
    yield f"source     {words(statement.source)}"
    for span in statement.content:
        yield f"content    {words(span)}"
    if speaker is None:
        yield "speaker    -"
    else:
        about = ", ".join(part for part in (speaker.kind, speaker.role, speaker.organization, speaker.country) if part)
        yield f"speaker    {isolated(speaker.name)} ({isolated(about)})"
    yield f"act        {statement.act}, {statement.quote}"
    for relay in statement.relays:
        yield f"relay      {isolated(relay.name)}: {words(relay.span)}"
    if statement.channel is not None:
        yield f"channel    {statement.channel.kind}: {words(statement.channel.span)}"
    if statement.said_on:
        yield f"said on    {statement.said_on}"
    yield f"confidence {statement.confidence:.2f}"
    yield "why"
    for reason in statement.why:
        yield f"  {reason.rule}: {reason.note}"
        for span in reason.spans:
            yield f"      {words(span)}"

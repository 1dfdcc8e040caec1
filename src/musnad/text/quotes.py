"""Pairing of quotation marks; never raises, whatever is open, doubled, mixed or reversed.

Which side a mark is on is read from its neighbours first (an opening mark leans on the word after
it), then from its glyph: newspapers use every mark in both directions. Marks pair within a line; one
left open runs on where a later line closes it, else it ends with its sentence and is reported as open.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from musnad.text.tokens import Tokens

_TATWEEL = "\u0640"  # joins a preposition to the mark that opens after it
_MAX_LINES = 8  # a quotation that runs over more paragraphs than this is a lost mark


class Quote(msgspec.Struct, frozen=True):
    """A quotation: from the start of its opening mark to the end of its closing one.

    ``inner_start`` and ``inner_end`` are the offsets of what stands between the marks;
    ``closed`` is False where the closing mark is missing; ``depth`` counts the quotations around it.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    family: str
    closed: bool
    depth: int


class QuoteMarks(msgspec.Struct, frozen=True):
    """A pack's marks: each mark's family, and which side its glyph is meant for."""

    family: Mapping[str, str]
    side: Mapping[str, str]  # "open", "close" or "both"
    pattern: re.Pattern[str]


class _Mark(msgspec.Struct):
    start: int
    end: int
    family: str
    side: str
    spaced: bool = False


def quote_marks(table: Mapping[str, Mapping[str, str]]) -> QuoteMarks:
    """Build the marks from ``{family: {mark: side}}``."""
    family = {mark: name for name, marks in table.items() for mark in marks}
    side = {mark: where for marks in table.values() for mark, where in marks.items()}
    pattern = re.compile("|".join(re.escape(m) for m in sorted(family, key=len, reverse=True)) or r"(?!)")
    return QuoteMarks(family, side, pattern)


def pair_quotes(tokens: Tokens, marks: QuoteMarks) -> tuple[Quote, ...]:
    """All quotations of a text in order of their start, nested ones after the one around them."""
    text = tokens.text
    per_line = [_marks_of_line(text, tokens, line, marks) for line in range(len(tokens.lines))]
    found: list[tuple[_Mark, _Mark | None, int]] = []
    opens: list[list[_Mark]] = []
    closes: list[list[_Mark]] = []
    for line_marks in per_line:
        pairs, left, lone = _pair_line(line_marks)
        found += [(a, b, b.end) for a, b in pairs]
        opens.append(left)
        closes.append(lone)
    for line, left in enumerate(opens):
        for mark in left:
            closing = _running_on(line, mark, per_line, opens, closes)
            if closing is not None:
                found.append((mark, closing, closing.end))
            else:
                last = tokens.sentences[tokens.sentence[tokens.at(mark.start)]][1] - 1
                found.append((mark, None, tokens.ends[last]))
    found.sort(key=lambda f: (f[0].start, -f[2]))
    quotes: list[Quote] = []
    around: list[int] = []
    for mark, close, end in found:
        if end <= mark.end:
            continue
        while around and around[-1] <= mark.start:
            around.pop()
        quotes.append(
            Quote(mark.start, end, mark.end, close.start if close else end, mark.family, close is not None, len(around))
        )
        around.append(end)
    return tuple(quotes)


def _marks_of_line(text: str, tokens: Tokens, line: int, marks: QuoteMarks) -> list[_Mark]:
    first, last = tokens.lines[line]
    low, high = tokens.starts[first], tokens.ends[last - 1]
    out = []
    for match in marks.pattern.finditer(text, low, high):
        start, end = match.span()
        mark = match.group()
        before = text[start - 1] if start > low else " "
        after = text[end] if end < high else " "
        leans_on_next, leans_on_last = _is_word(after), _is_word(before) and before != _TATWEEL
        glyph = marks.side[mark]
        if mark == "'" and leans_on_next and leans_on_last:
            continue  # an apostrophe
        if leans_on_next and not leans_on_last:
            side = "open"
        elif leans_on_last and not leans_on_next:
            side = "close"
        else:
            side = glyph
        # A glyph of one direction, set against its lean only by sloppy spacing, keeps its direction
        # in families whose two marks are never mixed up (brackets).
        if marks.family[mark] == "bracket":
            side = glyph
        out.append(_Mark(start, end, marks.family[mark], side, before.isspace() and after.isspace()))
    return out


def _is_word(char: str) -> bool:
    return char.isalnum() or char in "#@([«…"


def _pair_line(marks: list[_Mark]) -> tuple[list[tuple[_Mark, _Mark]], list[_Mark], list[_Mark]]:
    """Pairs of one line, marks left open, closing marks without an opening one."""
    stack: list[_Mark] = []
    pairs: list[tuple[_Mark, _Mark]] = []
    lone: list[_Mark] = []
    for mark in marks:
        depth = next((k for k in range(len(stack) - 1, -1, -1) if stack[k].family == mark.family), None)
        side = mark.side
        if side == "both":
            side = "open" if depth is None else "close"
        if side == "open":
            stack.append(mark)
        elif depth is None:
            lone.append(mark)
        else:
            pairs.append((stack[depth], mark))
            del stack[depth]
    for close in [m for m in lone if m.spaced]:
        # typed the wrong way round, with spaces on both sides: ” … “
        turned = next((m for m in stack if m.spaced and m.family == close.family and m.start > close.start), None)
        if turned is not None:
            pairs.append((close, turned))
            lone.remove(close)
            stack.remove(turned)
    for close in [m for m in lone if m.spaced]:
        # the closing mark typed for both, a space after the first: ” …”
        end = next((m for m in lone if m.family == close.family and m.start > close.start), None)
        if close in lone and end is not None:
            pairs.append((close, end))
            lone.remove(close)
            lone.remove(end)
    return pairs, stack, lone


def _running_on(
    line: int, mark: _Mark, per_line: list[list[_Mark]], opens: list[list[_Mark]], closes: list[list[_Mark]]
) -> _Mark | None:
    """The closing mark in a later line for a mark left open, taken out of that line's lone marks."""
    for later in range(line + 1, min(line + 1 + _MAX_LINES, len(per_line))):
        for lone in closes[later]:
            if lone.family == mark.family:
                closes[later].remove(lone)
                return lone
        # A paragraph that opens the quotation again carries it on; any other mark of the family ends hope.
        again = next((m for m in per_line[later] if m.family == mark.family), None)
        if again is not None and not (opens[later] and opens[later][0] is again):
            return None
    return None

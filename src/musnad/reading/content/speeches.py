"""Quotations that make up content: further ones after the first, the next paragraphs, one that was never closed."""

from __future__ import annotations

from musnad.reading.document import Document
from musnad.reading.draft import Draft
from musnad.reading.frames.openers import SPOKEN

_ASKING = ("؟", "?")
_LONG = 5  # tokens of a paragraph's quotation that goes on with the speech before it
_MARKS = frozenset({"،", ",", "؛", ";"})


def broken_off(doc: Document, first: int, close: int, by_first: dict[int, Draft]) -> int:
    """Where a quotation that was never closed ends: at the comma before "adding that"; 0 for none."""
    for at in range(first + 2, close):
        other = by_first.get(at)
        if other is None or other.cue.entry.id not in doc.pack.frames.continuing:
            continue
        if other.cue.tense == "participle" and other.opener.frame in SPOKEN and doc.words[at - 1].norm in _MARKS:
            return at - 1
    return 0


def more_quotes(
    doc: Document, pieces: list[tuple[int, int]], limit: int, by_first: dict[int, Draft]
) -> list[tuple[int, int]]:
    """Further quotations that go on with the first: after a conjunction, or as the next paragraphs."""
    words = doc.words
    at = pieces[-1][1]
    while at < min(limit, len(doc)):
        k = at
        while (
            k < limit
            and k - at <= 3
            and k not in doc.opens
            and k not in by_first
            and (
                words[k].norm in _MARKS
                or not words[k].classes.isdisjoint(("contrast", "conjunction", "that", "preposition"))
            )
        ):
            k += 1
        number = doc.opens.get(k)
        if number is None or k - at > 3 or doc.quotes[number].family == "bracket" or k == at:
            break
        pieces.append((k, doc.quote_tokens[number][1]))
        at = pieces[-1][1]
    return _next_paragraphs(doc, pieces)


def _next_paragraphs(doc: Document, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A paragraph that is one quotation without a cue goes on with the speech before it."""
    tokens = doc.tokens
    while True:
        last = pieces[-1][1] - 1
        line = tokens.line[last]
        if tokens.lines[line][1] - (last + 1) > 2 or line + 1 >= len(tokens.lines):
            return pieces
        if any(doc.words[k].kind == "word" for k in range(last + 1, tokens.lines[line][1])):
            return pieces
        first, end = tokens.lines[line + 1]
        number = doc.opens.get(first)
        if number is None or doc.quotes[number].family == "bracket" or doc.quotes[number].depth:
            return pieces
        close = doc.quote_tokens[number][1]
        if close - first < _LONG or any(doc.words[k].kind == "word" for k in range(close, end)):
            return pieces
        pieces.append((first, close))


def asked_on(doc: Document, last: int, by_first: dict[int, Draft]) -> int:
    """Where speech without quotation marks that ended with a question goes on to, in its line; 0 where it does not."""
    end = doc.sentence_end(last - 1)
    if last != end or doc.words[last - 1].norm not in _ASKING or end >= len(doc) or doc.inside[end] >= 0:
        return 0
    if doc.tokens.line[end] != doc.tokens.line[last - 1] or end in by_first or end + 1 in by_first:
        return 0
    return doc.sentence_end(end)


__all__ = ["asked_on", "broken_off", "more_quotes"]

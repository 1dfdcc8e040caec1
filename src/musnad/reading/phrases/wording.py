"""The words of a name as a reading gives them: on one line, without brackets and half quotation marks."""

from __future__ import annotations

import re

from musnad.reading.document import Document
from musnad.reading.phrases.phraseparts import bracketed_name

_BODIES = ("head.organization", "head.ministry", "head.media")
_MARKS = '"“”«»'
_ODD = re.compile(r'[_#"“”«»،,]|[^\S ]|  |^ | $')  # what words on one line do not have


def plain(doc: Document, first: int, last: int) -> str:
    """The words as given on one line, brackets left out; a hashtag reads as its words."""
    while last > first and doc.words[last - 1].kind == "punct" and doc.words[last - 1].norm in ("،", ",", "-", ":"):
        last -= 1
    if last <= first:
        return ""
    text = doc.tokens.text
    start = doc.bare_start(first)
    article = doc.pack.facts.article
    contracted = bool(article) and text[start : start + 1] == article[1:] and article in doc.words[first].before
    joined = _unbracketed(doc, start, first, last) if doc.bracket_at else text[start : doc.tokens.ends[last - 1]]
    if _ODD.search(joined) is not None:
        joined = " ".join(joined.replace("_", " ").replace("#", "").split())
        joined = joined.strip('"“”«»،, ')
        if sum(map(joined.count, _MARKS)) % 2:
            joined = "".join(c for c in joined if c not in _MARKS)  # half of a pair was at its end
    return article[0] + joined if contracted else joined


def _unbracketed(doc: Document, start: int, first: int, last: int) -> str:
    """The text from ``start`` (an offset in token ``first``) on without what stands in brackets after it."""
    text, pieces, at = doc.tokens.text, [], first
    while at < last:
        if at in doc.bracket_at and at > first and doc.bracket_at[at] <= last:
            pieces.append(text[start : doc.tokens.ends[at - 1]])
            if doc.is_a(at - 1, *_BODIES) and not doc.words[at - 1].definite and bracketed_name(doc, at):
                pieces.append(doc.text_of(at + 1, doc.bracket_at[at] - 1))  # the company (X)
            at = doc.bracket_at[at]
            if at >= last:
                return " ".join(pieces)
            start = doc.tokens.starts[at]
            continue
        at += 1
    pieces.append(text[start : doc.tokens.ends[last - 1]])
    return " ".join(pieces)


def name_words(doc: Document, name: str) -> list[str]:
    """The folded words of a name without article, for comparison."""
    article = doc.pack.lexicon.article
    out = []
    for raw in name.replace("-", " ").replace("_", " ").split():
        word = doc.pack.fold("".join(c for c in raw if c.isalnum()))
        if article and word.startswith(article) and len(word) - len(article) >= 3:
            word = word[len(article) :]
        if word:
            out.append(word)
    return out

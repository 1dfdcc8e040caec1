"""The words around a cue that tell how and when it was said: of its sentence what is nobody's content or another's."""

from __future__ import annotations

from musnad.lang.lexicon import CHANNEL
from musnad.reading.document import Document
from musnad.reading.draft import Draft
from musnad.reading.occasions.carrying import nominal
from musnad.reading.phrases.wordkinds import issues

_COMMAS = frozenset({"،", ",", "-", "–"})
_DESCRIBED = 8  # tokens from a kind of channel to the relative clause that describes it


def inside_contents(doc: Document, drafts: list[Draft]) -> list[bool]:
    """Tokens inside the content of some statement."""
    covered = [False] * len(doc)
    for draft in drafts:
        for first, last in draft.content:
            covered[first:last] = [True] * (last - first)
    return covered


def owners_between(drafts: list[Draft]) -> dict[int, int | None]:
    """Who speaks in the words between a cue and its content: what they tell is of no other's statement."""
    owners: dict[int, int | None] = {}
    for draft in drafts:
        begin = draft.content[0][0]
        if draft.parent is None and begin >= draft.cue.last and not nominal(draft):
            owners.update(dict.fromkeys(range(draft.cue.first, begin), draft.speaker))
    return owners


def words_around(doc: Document, draft: Draft, covered: list[bool]) -> list[int]:
    """The tokens around a cue that tell of the saying: its sentence without any content, source left out.

    Inside another's content only what stands between the cue and its own content counts.
    """
    cue, source = draft.cue, draft.source
    first, last = doc.sentence_start(cue.first), doc.sentence_end(cue.first)
    if draft.parent is not None or doc.inside[cue.first] >= 0 or nominal(draft):
        low = min(cue.first, source.first if source else cue.first)
        zone = range(low, max(draft.opener.first, cue.last) if draft.opener.first >= cue.first else cue.last)
        inside = True
    else:
        zone = range(first, last)
        inside = False
    own = set(range(source.first, source.last)) if source is not None else set()
    own_content = {k for a, b in draft.content for k in range(a, b)}
    return [k for k in zone if k not in own and k not in own_content and (inside or not covered[k])]


def relative_clauses(doc: Document, cue: int, source: int, document: bool) -> set[int]:
    """Tokens of the sentence's relative clauses that do not hold the cue: what they tell is of another day.

    Those that describe the occasion itself ("in the statement that was issued yesterday") are left out; with
    ``document`` what speaks is a document, and only its issuing is its occasion.
    """
    out: set[int] = set()
    people = doc.pack.people
    at, last = doc.sentence_start(cue), doc.sentence_end(cue)
    while at < last:
        if doc.is_a(at, "relative"):
            end = next((k for k in range(at, last) if doc.words[k].norm in _COMMAS), last)
            told = any(doc.pack.lexicon.match(doc.words, k, CHANNEL) for k in range(max(at - _DESCRIBED, 0), at))
            if told and document and at + 1 < last:  # the report that the council received on Monday
                word = doc.words[at + 1]
                made = (
                    word.stem in doc.pack.occasions.acts or word.norm in doc.pack.occasions.acts
                )  # that was published
                told = issues(doc, at + 1) or made or word.norm in people.carried or word.stem in people.came
            if at == source and at <= cue < end:
                end = cue  # about whom something was carried from, before what he said
            if not told and not at <= cue < end:
                out.update(range(at, end))
            at = end
        at += 1
    return out

"""The act of a verb that only gives words to what the noun after it names: voiced its rejection of, its thanks to."""

from __future__ import annotations

from musnad.reading.document import Document
from musnad.reading.draft import Draft

_NEAR = 4  # tokens from where content opens to the noun
_FRAMES = ("about", "object")


def voiced(doc: Document, draft: Draft) -> tuple[str, int] | None:
    """The act that the first noun of the content names and its token; none where it names a feeling or a deed."""
    frames, words = doc.pack.frames, doc.words
    if draft.cue.entry.id not in frames.voicing or draft.opener.frame not in _FRAMES:
        return None
    first, last = draft.content[0]
    for at in range(first, min(first + _NEAR, last)):
        word = words[at]
        if word.kind == "punct" or (at == first and "preposition" in word.classes) or word.norm in frames.degree:
            continue
        if word.norm in frames.absence:
            return None  # his not welcoming it
        act = next((frames.voiced[stem] for stem in (word.norm, *word.stems) if stem in frames.voiced), None)
        if act is None:
            nouns = [c.form.entry for c in word.cues if c.form.tense in ("masdar", "noun")]
            act = next((entry.act for entry in nouns), None)
        return (act, at) if act is not None and act != "state" else None
    return None

"""Acts that what follows the verb tells: voiced its rejection of, affirmed the news, counted it as."""

from __future__ import annotations

from musnad.reading.document import Document
from musnad.reading.draft import Draft
from musnad.reading.frames.openers import SPOKEN
from musnad.reading.phrases.wordkinds import is_verb

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


def confirms(doc: Document, draft: Draft) -> bool:
    """Whether what is affirmed is a claim that is about: the truth of it, the news, what the paper told."""
    frames, words = doc.pack.frames, doc.words
    if draft.cue.entry.id not in frames.confirming or draft.opener.frame != "object":
        return False
    first, last = draft.content[0]
    word = words[first]
    if word.norm in frames.truth or any(c.form.tense == "noun" and c.form.entry.act == "state" for c in word.cues):
        return True
    return "what" in word.classes and first + 1 < last and any(c.after is not None for c in words[first + 1].cues)


def considers(doc: Document, draft: Draft) -> bool:
    """Whether a verb spelled like promising only counts something as something: "that" and no deed to come."""
    if draft.cue.entry.id not in doc.pack.frames.counted or draft.opener.frame not in SPOKEN:
        return False
    if draft.cue.tense == "present":
        return True
    first, last = draft.content[0]
    that = doc.words[first]
    bare = "that" in that.classes and not that.before and that.after is None and that.norm in doc.pack.frames.that_bare
    return bare and first + 1 < last and not is_verb(doc, first + 1) and not doc.is_a(first + 1, "negation")

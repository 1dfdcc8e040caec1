"""The stretch between a cue and its content, read piece by piece.

Subject, adjuncts (when, where, to whom), asides and carriers are told apart, until the first place at
which the content of the cue may open.
"""

from __future__ import annotations

import msgspec

from musnad.reading.cues import CueAt
from musnad.reading.document import Document
from musnad.reading.frames import between
from musnad.reading.frames.ahead import bare_speech, far_clause
from musnad.reading.frames.openers import Opener
from musnad.reading.frames.othercues import Zone
from musnad.reading.frames.skipping import far_opener
from musnad.reading.frames.sourcephrase import noun
from musnad.reading.frames.walk import Step, Walk, walk_from
from musnad.reading.phrases.nounphrases import Phrase
from musnad.reading.phrases.phraseends import deed_behind, somebody_behind, thing_after_name
from musnad.reading.phrases.wordkinds import is_verb

_JUDGING = ("condemn", "welcome", "reject")  # acts whose object seldom is anybody

_SAID = 2  # words of the shortest speech in quotation marks

# Asked in this order about each token; the first that makes something of it decides.
_STEPS = (
    between.time,
    between.content,
    between.carried_from,
    between.bracket,
    between.punctuation,
    between.silent,
    between.absence,
    between.adverb,
    between.occasion,
    between.aside,
    between.broadcast,
    between.cue,
    between.relative_clause,
    between.others,
    between.adjunct,
    noun,
)


def zone_after(
    doc: Document,
    cue: CueAt,
    subject_known: bool,
    by_token: dict[int, list[CueAt]],
    subject: Phrase | None = None,
) -> Zone:
    """Read what follows a verb until its content opens."""
    walk = walk_from(doc, cue, subject_known, by_token, subject)
    if not walk.known and bare_speech(doc, cue.last, cue, by_token):
        walk.opens(Opener("clause", cue.last))  # "and said we welcome": speech without a mark
        return walk.zone
    while walk.at < walk.end:
        step = _step(walk)
        if step == "done":
            return walk.zone
        if step == "stop":
            break
    _unopened(walk)
    return walk.zone


def _step(walk: Walk) -> Step:
    for ask in _STEPS:
        if step := ask(walk):
            return step
    if is_verb(walk.doc, walk.at) and walk.commas == 0 and walk.zone.source is not None:
        if walk.doc.words[walk.at].before:
            return "stop"
    return walk.on(walk.at + 1)


def _closing_speech(walk: Walk) -> int:
    """Where a short quotation opens that ends the sentence of a verb of saying, and so is what was said; 0 for none."""
    doc, cue = walk.doc, walk.cue
    close = walk.end - 1
    while close > cue.last and doc.words[close].norm in (".", "!", "؟", "?", "…", ".."):
        close -= 1
    number = doc.closes.get(close)
    if number is None or doc.inside[cue.first] >= 0 or doc.quotes[number].family == "bracket":
        return 0
    first, last = doc.quote_tokens[number]
    named = first + 1 in doc.names or doc.is_a(first - 1, "head.media", "head.organization", "preposition")
    named = named or doc.words[first - 1].norm in doc.pack.frames.naming
    if any(k in walk.by_token for k in range(cue.last, first)):
        return 0  # wrote, asking: "…"
    return first if first >= cue.last and last - first - 2 >= _SAID and not named else 0


def _unopened(walk: Walk) -> Step:
    """Where content opens of which no piece of the stretch told: a clause further on, speech without a mark."""
    doc, cue, end, zone, by_token = walk.doc, walk.cue, walk.end, walk.zone, walk.by_token
    source = zone.source
    if cue.entry.id in doc.pack.frames.quoting and cue.after is None and (last := _closing_speech(walk)):
        if source is not None and source.first < last < source.last:
            zone.source = source = msgspec.structs.replace(source, last=last)
        return walk.opens(Opener("quote", last))
    behind = source.last if source is not None and "clause" in walk.takes else end
    if far := far_clause(doc, behind, end, by_token, walk.takes):
        return walk.opens(Opener("clause", far))
    if source is not None and (found := far_opener(doc, source, end, cue, by_token)) is not None:
        return walk.opens(found)
    if source is not None and "object" in walk.takes and cue.entry.act in _JUDGING:
        stretches = [(source.first, source.last, source.head)]
        stretches += [(first, last, first) for kind, first, last in zone.adjuncts if kind == "pp"]
        for first, last, head in stretches:
            if thing := thing_after_name(doc, first, last, head):
                zone.source = msgspec.structs.replace(source, last=min(source.last, thing))
                return walk.object(thing)  # the director of X in Gizan, then what he condemned
    if source is not None and "object" in walk.takes:
        told = deed_behind(doc, source.first, source.last, source.head)
        if not told and cue.entry.id in doc.pack.frames.transitive:
            told = somebody_behind(doc, source.first, source.last, source.head)
        if told:
            zone.source = msgspec.structs.replace(source, last=told)
            return walk.object(told)
    begin = source.last if source is not None else cue.last
    while any(first == begin for _, first, _ in zone.adjuncts):
        begin = next(last for _, first, last in zone.adjuncts if first == begin)
    if (source is not None or begin > cue.last) and bare_speech(doc, begin, cue, by_token):
        return walk.opens(Opener("clause", begin))
    return None

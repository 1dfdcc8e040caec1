"""Events that a report tells of before somebody speaks at them: their day, who was met, what kind of event it was."""

from __future__ import annotations

from musnad.lang.lexicon import CHANNEL, Match
from musnad.reading.discourse.actors import Cast
from musnad.reading.document import Document
from musnad.reading.draft import Draft, Told
from musnad.reading.occasions.acts import opening_verb
from musnad.reading.occasions.said_on import Days

_SPEECH = "speech"
_BACK = 6  # sentences back in which an event is looked for
_GUEST = 24  # tokens from a reception to who was received
_SHARED = 900  # tokens over which a meeting lasts
_BEFORE = 250  # tokens before it in which the report may have begun with what he said
_PRESS = "press_conference"
_CEREMONIES = ("meeting", _SPEECH)
_PART = 4  # tokens from an event to the part of it at which something was said


def resume_event(doc: Document, draft: Draft, near: list[int], covered: list[bool], days: Days, heading: int) -> None:
    """Give a statement the day of the event it takes up: "during the meeting", after a meeting was held yesterday.

    A speech that is told of without an article is one at the event told right before it. What the event was told to
    be holds: "the conference" is the press conference of before.
    """
    if draft.said_on is not None or draft.parent is not None:
        return
    taken = [match for at in near if (match := _event(doc, at)) is not None and _known(doc, match) and _led(doc, at)]
    gives = draft.channel is not None and draft.channel.value == _SPEECH and draft.channel.first in near
    if not taken and not gives:
        return
    stems = {_stem(doc, match) for match in taken}
    number = doc.tokens.sentence[draft.cue.first]
    for sentence in range(number - 1, max(number - _BACK, 0) - 1, -1):
        first, last = doc.tokens.sentences[sentence]
        if doc.tokens.line[first] <= heading:
            return
        held = [m for at in range(first, last) if not covered[at] and (m := _event(doc, at)) is not None]
        held = [m for m in held if _stem(doc, m) in stems or (gives and _ceremony(doc, m))]
        told = [k for k in range(first, last) if k in doc.time_at and not covered[k]]
        place = held[0].first if held else _met(doc, first, last, covered) if taken else None
        if place is None or not told:
            continue
        at = min(told, key=lambda k: abs(k - place))
        day = days.at(at)
        if day is not None:
            draft.said_on = Told(day, at, doc.time_at[at])
            if draft.channel is not None and any(m.phrase.value == _PRESS for m in held) and taken:
                draft.channel = Told(_PRESS, draft.channel.first, draft.channel.last)
        return


def _met(doc: Document, first: int, last: int, covered: list[bool]) -> int | None:
    """The verb of a sentence that tells of a meeting without its noun: the minister received, the two met."""
    at = opening_verb(doc, first, last)
    met = at is not None and not covered[at] and not doc.pack.occasions.meeting.isdisjoint(doc.forms(at))
    return at if met else None


def _event(doc: Document, at: int) -> Match | None:
    """The noun for an event at a token."""
    match = doc.pack.lexicon.match(doc.words, at, CHANNEL) if doc.words[at].phrases else None
    if match is None or match.phrase.value not in (*doc.pack.occasions.events, _SPEECH):
        return None
    return match


def _known(doc: Document, match: Match) -> bool:
    """Whether a noun for an event takes up one told of: it is definite, or has its pronoun."""
    word = doc.words[match.first]
    return word.definite and word.norm not in doc.pack.occasions.letters


def _ceremony(doc: Document, match: Match) -> bool:
    """Whether speeches are given at an event; a speech is itself none."""
    return match.phrase.value in _CEREMONIES and _stem(doc, match) not in doc.pack.occasions.aired


def _led(doc: Document, at: int) -> bool:
    """Whether something was said at an event: in, during, at the end of the meeting; or right after it."""
    occasions, word = doc.pack.occasions, doc.words[at]
    if not occasions.leads.isdisjoint(word.before):
        return True
    before = {doc.words[at - 1].norm, doc.words[at - 1].stem} if at else set()
    if not before.isdisjoint(occasions.leads | occasions.parts | occasions.closing) or doc.is_a(at - 1, "same"):
        return True
    part = next((k for k in range(at - 1, max(at - _PART, 0), -1) if _event(doc, k) is not None), None)
    return part is not None and _led(doc, part)  # in the second session of the forum


def _stem(doc: Document, match: Match) -> str:
    """What tells an event from another: its noun without article and the ending of an object."""
    stem = doc.words[match.first].stem
    return next((stem[: -len(end)] for end in doc.pack.facts.object_endings if stem.endswith(end)), stem)


def share_meetings(doc: Document, drafts: list[Draft], cast: Cast, covered: list[bool], headline: int) -> None:
    """Give the day of a reception or meeting, told with what its host said, to whoever was received."""
    receptions = doc.pack.occasions.receptions
    for host in drafts:
        if host.said_on is None or host.parent is not None:
            continue
        first, last = doc.sentence_start(host.cue.first), doc.sentence_end(host.cue.first)
        met = next((k for k in range(first, last) if doc.words[k].norm in receptions and not covered[k]), None)
        if met is None or not first <= host.said_on.first < last:
            continue
        guests = _guests(doc, met, last, cast) - {host.speaker}
        for draft in drafts:
            if draft.speaker not in guests or draft.parent is not None or draft.said_on is not None:
                continue
            if (
                -_BEFORE < draft.cue.first - met < _SHARED
                and doc.tokens.line[draft.cue.first] > headline
                and (draft.channel is None or draft.channel == host.channel)
            ):
                draft.said_on, draft.channel = host.said_on, draft.channel or host.channel


def _guests(doc: Document, met: int, last: int, cast: Cast) -> set[int | None]:
    """Who is named behind a noun for receiving somebody, up to what is told or another clause."""
    guests: set[int | None] = set()
    for k in range(met + 1, min(met + _GUEST, last)):
        if doc.is_a(k, "that", "relative", "subordinator") or doc.words[k].norm in ("،", ",", "."):
            break
        index = cast.by_token.get(k)
        if index is not None and cast.actors[index].kind == "person":
            guests.add(index)
    return guests


__all__ = ["resume_event", "share_meetings"]

"""How far the occasion of a saying reaches: relays, channel and day carry on to the speaker's next statements.

What one statement tells holds for the next ones of the same speaker, until another occasion is told or the speaker
has changed. What an agency took from somebody's words is told for those words alone, and for what he adds to them.
"""

from __future__ import annotations

from collections import deque
from itertools import islice

from musnad.reading.discourse.actors import Actor, Cast
from musnad.reading.document import Document
from musnad.reading.draft import Draft, Told
from musnad.reading.occasions.acts import taken_up
from musnad.reading.occasions.sharing import share_medium
from musnad.reading.phrases.wordkinds import is_verb

_EARLIER = 16  # tokens from "had" to what was said
_BESIDE = 4  # tokens from a month at the head of a sentence to the verb of saying
_NEAR = 100  # tokens between what a country or body announced and what its own people say of it
_OPENING = 3  # main statements with which a report opens; only of them the day may be told later
_RECENT = 60  # tellings, last told first, among which a like name is looked for
_UNBROKEN = 60  # statements of one speaker, one after the other, to which one told later still reaches back
_OTHERS = 3  # statements on, beyond which a carrier is no longer the same
_REPORT = "report"  # what somebody says is not all told in the report that he names once
_REACH = 350  # tokens from one statement to the next over which an occasion is still the same

_MEDIA = ("media", "head.media")
_VOICES = {"country": ("organization",), "organization": ("organization", "person", "anonymous", "group")}
_Telling = tuple[int, int | None]  # who tells (an actor), inside which statement


def carry_on(doc: Document, drafts: list[Draft], cast: Cast, covered: list[bool]) -> None:
    """What holds of one statement goes on to the next ones of the same speaker at the same level.

    The day and the carrier that a second statement tells also hold for the one right before it, which
    opened the report (its headline aside); so do relays named late in the same paragraph. Right after
    somebody's statement it goes on to one without a source of its own, and to the speaker's own house.
    """
    last: dict[_Telling, tuple[Draft, int]] = {}
    report: dict[_Telling, deque[Draft]] = {}
    previous: tuple[Draft, _Telling] | None = None
    told = 0  # main statements so far
    passed: dict[_Telling, Told] = {}  # the day of the last statement that is not told as general
    apart: set[_Telling] = set()  # whose last statement had been made before what the report tells of
    headline = heading(doc)
    started: dict[_Telling, int] = {}  # where the unbroken row of somebody's statements begins
    for draft in drafts:
        if draft.speaker is None or (nominal(draft) and not (draft.said_on is not None and draft.source is not None)):
            continue
        key = found = (draft.speaker, draft.parent)
        told += draft.parent is None
        beside, borrowed = previous[0] if previous is not None else None, False
        if beside is not None and draft.parent is None:
            share_medium(doc, beside, draft)
        if draft.parent is None:
            if key not in last:
                lately = islice(reversed(last), _RECENT)
                key = next((k for k in lately if k[1] is None and _alike(doc, cast, k[0], draft.speaker)), key)
            known = key in last and draft.source is not None
            if previous is not None and previous[1] != key and not known and _goes_on(doc, previous[0], draft, cast):
                key, borrowed = previous[1], True
            previous = (draft, key)
        mine = last[found][0].said_on if found in last else None
        before, place = last.pop(key, (None, told))
        last[key] = (draft, told)
        if draft.said_on is not None:
            last[found] = last[key]  # also of whoever was found to speak, named next
        last.setdefault(found, last[key])
        if before is None or told - place > 1:
            report[key] = deque(maxlen=_UNBROKEN)
            started[key] = told
        report.setdefault(found, report[key])
        report[key].append(draft)
        if earlier_saying(doc, draft, covered):
            apart.add(key)
            continue
        if key in apart and before is not None:
            apart.discard(key)
            if told - place > 1:
                continue  # what had been said before ends where others have spoken
        silent = before is not None and doc.tokens.line[before.cue.first] <= headline
        silent = silent and before is not None and not (before.relays or before.channel or before.said_on)
        if before is None or silent or draft.cue.first - before.content[-1][1] >= _REACH:
            if beside is not None and draft.parent is None and _follows(doc, beside, draft, cast, headline):
                documents = doc.pack.occasions.documents
                if beside.channel is not None and beside.channel.value not in documents:
                    draft.channel = draft.channel or beside.channel
                draft.said_on = draft.said_on or beside.said_on
            continue
        if _differ(draft.said_on, before.said_on):
            continue
        if _differ(draft.channel, before.channel):
            document = draft.source is not None and draft.source.cls == "head.document"
            if document and before.said_on is not None:
                passed[key] = before.said_on  # the report says; what he says next goes on with what he said first
            continue
        line = doc.tokens.line[before.cue.first]
        late = bool(draft.relays) and draft.relays[0].first > draft.content[-1][0]
        if told - place <= 1 and line > headline and not (borrowed and draft.source is not None):
            since = headline + 1 if started.get(key, told) <= _OPENING else line  # of a row that opens the report all
            for earlier in reversed(report.get(key, ())):
                if _apart(earlier, draft) or doc.tokens.line[earlier.cue.first] < since:
                    break
                if doc.tokens.line[earlier.cue.first] >= line:
                    earlier.relays = earlier.relays or [relay for relay in draft.relays if relay.how == "spoken"]
                if draft.channel is not None and draft.channel.value not in (*doc.pack.occasions.messages, _REPORT):
                    earlier.channel = earlier.channel or draft.channel
                if place <= _OPENING or (draft.channel is not None and draft.said_on is not None):
                    earlier.said_on = earlier.said_on or draft.said_on
        if late and not before.relays and line == doc.tokens.line[draft.cue.first]:
            before.relays = draft.relays
        if told - place <= _OTHERS and not (before.relays and _ceases(doc, before, draft, told - place)):
            own = cast.actors[draft.speaker].name  # of the paper that says more itself
            draft.relays = draft.relays or [relay for relay in before.relays if relay.name != own]
        if before.channel is not None and _lasts(doc, before.channel, before, draft, told - place):
            draft.channel = draft.channel or before.channel
        if draft.cue.tense == "present":  # what somebody says in general is of no day and ends none
            day = before.said_on or passed.get(key)
            if day is not None:
                passed[key] = day
        elif not _back_then(doc, draft, covered):
            resumed = passed.pop(key, None) if draft.cue.finite else None
            draft.said_on = draft.said_on or before.said_on or resumed or (mine if borrowed else None)
            if borrowed and draft.said_on is not None:
                last[found] = last[key]
    for draft in drafts:
        outer = drafts[draft.parent] if draft.parent is not None else None
        if outer is not None and outer.speaker == draft.speaker and doc.inside[draft.cue.first] < 0:
            draft.said_on = draft.said_on or outer.said_on  # which, he said, …: told by himself in what he tells


def _alike(doc: Document, cast: Cast, one: int, other: int) -> bool:
    """Whether two names may be one's: all words of the one are among the other's (the union, the Union of Students)."""
    a, b = cast.actors[one], cast.actors[other]
    names = [a.words or tuple(a.name.split()), b.words or tuple(b.name.split())]
    ours, theirs = map(set, names)
    if a.kind == b.kind == "group":  # residents of the village, then the residents
        ours, theirs = ({word.removeprefix(doc.pack.facts.article) for word in words} for words in (ours, theirs))
    if a.name == b.name or (a.kind == b.kind and (ours <= theirs or theirs <= ours)):
        return True
    # a family name that another name, the object, was taken together with: described A as …
    return a.kind == b.kind == "person" and len(names[0]) > 1 and len(names[1]) > 1 and names[0][-1] == names[1][0]


def _lasts(doc: Document, channel: Told, before: Draft, draft: Draft, apart: int) -> bool:
    """Whether the channel of one statement is also that of the next of its speaker, ``apart`` statements on."""
    occasions, line = doc.pack.occasions, doc.tokens.line
    if channel.value in occasions.messages and draft.source is not None:
        return line[before.cue.first] == line[draft.cue.first]  # the next paragraph may tell of another
    return apart <= 1 or channel.value not in occasions.apart


def _apart(earlier: Draft, draft: Draft) -> bool:
    """Whether two statements tell of two occasions: a press conference, and what somebody told a channel."""
    spoken = draft.channel is None and bool(draft.relays)
    return _differ(earlier.channel, draft.channel) or (earlier.channel is not None and spoken)


def _ceases(doc: Document, before: Draft, draft: Draft, apart: int) -> bool:
    """Whether a carrier of one statement does not reach the next one of its speaker, ``apart`` statements on.

    What an agency carried ends where a new paragraph names the speaker anew and others have spoken between; told in
    an aside or at the end of the sentence ("…, according to the agency"), it ends with that paragraph. Of a press
    conference, call or speech that goes on it had all.
    """
    relay = before.relays[0]
    if relay.how not in ("carried", "aside") or (apart <= 1 and before.channel is not None and draft.channel is None):
        return False
    sentence, line = doc.tokens.sentence, doc.tokens.line
    end = before.content[-1][1] - 1
    anew = draft.source is not None and line[draft.cue.first] > line[before.cue.first]
    if relay.how == "aside" or (relay.first > end and sentence[relay.first] == sentence[end]):
        return anew or apart > 1
    return anew and apart > 2


def earlier_saying(doc: Document, draft: Draft, covered: list[bool]) -> bool:
    """Whether something had been said before what the report tells of: it has an occasion of its own."""
    if not draft.cue.finite or draft.parent is not None:
        return False
    first, start = draft.cue.first, doc.sentence_start(draft.cue.first)
    words, earlier = doc.words, doc.pack.occasions.earlier
    for k in range(max(start, first - _EARLIER), first):
        if words[k].stem in earlier and not covered[k]:
            if doc.is_a(k - 1, "subordinator", "relative"):
                continue  # whether there was …
            joins = doc.is_a(k, "subordinator", "occasion")
            asked = joins and any(is_verb(doc, m) or doc.is_a(m, "verb3") for m in range(k + 1, first))
            if not asked:  # "when he was asked, he said": the saying is not what the clause tells
                return True
    if draft.said_on is not None:
        return False
    at = start + 1 if doc.is_a(start, "preposition") else start
    return at < first and at in doc.time_at and first - doc.time_at[at] < _BESIDE and _long_ago(doc, at)


def _long_ago(doc: Document, at: int) -> bool:
    """Whether the time told at a token is a month or year: whatever was said in June was not said today."""
    starts = range(doc.tokens.starts[at], doc.tokens.ends[at])
    time = next((t for t in doc.times if t.span.start in starts), None)
    return time is not None and time.granularity not in ("day", "time") and time.value is not None


def _back_then(doc: Document, draft: Draft, covered: list[bool]) -> bool:
    """Whether the sentence of a statement tells of a week, month or year gone by before its cue: it is of that time."""
    today = doc.article.date
    if today is None or not draft.cue.finite:
        return False
    for at in range(doc.sentence_start(draft.cue.first), draft.cue.first):
        if at in doc.time_at and not covered[at] and _long_ago(doc, at):
            offsets = range(doc.tokens.starts[at], doc.tokens.ends[at])
            if any(t.until is not None and t.until < today[:10] for t in doc.times if t.span.start in offsets):
                return not any(doc.is_a(k, "relative") for k in range(doc.sentence_start(at), at))
    return False


def _follows(doc: Document, before: Draft, draft: Draft, cast: Cast, headline: int) -> bool:
    """Whether a statement right after another is of the same occasion though another name stands for its speaker."""
    line = doc.tokens.line[before.cue.first]
    if line <= headline or draft.cue.first - before.cue.first >= _REACH or draft.said_on:
        return False
    if doc.is_a(draft.cue.first - 1, "relative") or taken_up(doc, draft.cue):
        return False  # only described, or told in something of its own
    if draft.source is None and draft.cue.finite:
        return doc.tokens.line[draft.cue.first] - line <= 1
    if before.speaker is None or draft.speaker is None:
        return False
    if draft.order == "antecedent" or draft.cue.tense == "phrase":
        return False  # only described
    if any(relay.how == "spoken" for relay in draft.relays):
        return False  # told to somebody: no part of what was announced
    one, other = cast.actors[before.speaker], cast.actors[draft.speaker]
    if one.kind == other.kind == "organization" and other.words and set(other.words) <= set(one.words):
        return True
    near = draft.cue.first - before.cue.first < _NEAR and one.country == other.country is not None
    sources = (d.source for d in (before, draft) if d.source is not None)
    agency = any(doc.is_a(source.head, *_MEDIA) for source in sources)  # tells what it has heard itself
    if near and draft.channel is None and not agency and other.kind in _VOICES.get(one.kind, ()):
        return True  # what a country or body of it announced, and who speaks of it next
    if one.organization == other.name or (other.organization is not None and other.organization == one.name):
        return True
    return one.kind == "organization" and _heads(one, other)


def _heads(body: Actor, person: Actor) -> bool:
    """Whether somebody's function is of a body, by the words of its name: the ministry of trade, its minister."""
    function = (person.role or "").split()[1:]
    named = body.name.split()[1:]
    return person.kind == "person" and bool(function) and bool(named) and function == named[: len(function)]


def _goes_on(doc: Document, beside: Draft, draft: Draft, cast: Cast) -> bool:
    """Whether a statement goes on with the one right before it, whoever was found to speak: no subject, or a title."""
    if draft.parent is not None or doc.tokens.line[draft.cue.first] - doc.tokens.line[beside.cue.first] > 1:
        return False
    cue = draft.cue
    if cue.entry.id in doc.pack.frames.continuing and draft.source is not None and cue.tense == "past":
        return True
    if draft.source is not None or draft.order != "none" or beside.speaker is None:
        return False
    if doc.is_a(cue.first - 1, "relative") or taken_up(doc, draft.cue):
        return False
    if not cue.finite:
        return doc.tokens.sentence[cue.first] == doc.tokens.sentence[beside.cue.first]
    actor = cast.actors[beside.speaker]
    if actor.gender in ("m", "f") and cue.gender in ("m", "f") and actor.gender != cue.gender:
        return False
    return cue.number == actor.number or actor.number == "-"


def heading(doc: Document) -> int:
    """The number of the line that is a headline: the first, where no full stop ends it; else -1."""
    first = doc.tokens.line[0]
    end = next((at for at in range(len(doc)) if doc.tokens.line[at] != first), len(doc))
    return first if end < len(doc) and doc.words[end - 1].norm != "." else -1


def nominal(draft: Draft) -> bool:
    """A noun of saying (threats, calls) tells of no occasion of its own, unless somebody carried it."""
    return draft.cue.tense in ("noun", "masdar") and not draft.carriers


def _differ(a: Told | None, b: Told | None) -> bool:
    return a is not None and b is not None and a.value != b.value


__all__ = ["carry_on", "earlier_saying", "heading", "nominal"]

"""By whom, how and when words came: relays, channel, day; and how far each reaches.

What one statement tells of its occasion holds for the next ones of the same speaker, until another
relay, channel or day is told, or the speaker has changed. A carrier told late ("his words, which the
agency carried") holds for that speaker's statements of its own paragraph and the one before.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

from musnad.model import Time
from musnad.reading.cast import Cast
from musnad.reading.document import Document
from musnad.reading.draft import Draft, Relayed, Told
from musnad.reading.nounphrases import noun_phrase
from musnad.reading.wordkinds import conjoined

_CHANNEL = frozenset({"channel"})
_MEDIA = ("media", "head.media")
_COMMAS = frozenset({"،", ",", "-", "–"})
_LATE = 120  # tokens between a statement and the clause that tells who carried it
_REACH = 260  # tokens from one statement to the next over which an occasion is still the same


def find_occasions(doc: Document, drafts: list[Draft], cast: Cast) -> None:
    """Fill in relays, channel and day of all drafts (in text order, speakers known)."""
    covered = _covered(doc, drafts)
    days = {time.span.start: time for time in doc.times}
    for draft in drafts:
        near = _zone(doc, draft, covered)
        _own_relays(doc, draft, near, cast)
        apart = _relative_clauses(doc, draft.cue.first)
        near = [at for at in near if at not in apart]
        draft.channel = _channel(doc, draft.cue.first, near) or _written(doc, draft)
        draft.said_on = _day(doc, draft, near, days)
    _told_after(doc, drafts, cast, covered, days)
    _late_carriers(doc, drafts, cast, covered)
    _carry_on(doc, drafts)


def _covered(doc: Document, drafts: list[Draft]) -> list[bool]:
    """Tokens inside the content of some statement."""
    covered = [False] * len(doc)
    for draft in drafts:
        for first, last in draft.content:
            covered[first:last] = [True] * (last - first)
    return covered


def _zone(doc: Document, draft: Draft, covered: list[bool]) -> list[int]:
    """The tokens around a cue that tell of the saying: its sentence without any content, source left out.

    Inside another's content only what stands between the cue and its own content counts.
    """
    cue, source = draft.cue, draft.source
    first, last = doc.sentence_start(cue.first), doc.sentence_end(cue.first)
    if draft.parent is not None or doc.inside[cue.first] >= 0 or _nominal(draft):
        low = min(cue.first, source.first if source else cue.first)
        zone = range(low, max(draft.opener.first, cue.last) if draft.opener.first >= cue.first else cue.last)
        inside = True
    else:
        zone = range(first, last)
        inside = False
    own = set(range(source.first, source.last)) if source is not None else set()
    own_content = {k for a, b in draft.content for k in range(a, b)}
    return [k for k in zone if k not in own and k not in own_content and (inside or not covered[k])]


def _relative_clauses(doc: Document, cue: int) -> set[int]:
    """Tokens of the sentence's relative clauses that do not hold the cue: what they tell is of another day.

    Those that describe the occasion itself ("in the statement that was issued yesterday") are left out.
    """
    out: set[int] = set()
    at, last = doc.sentence_start(cue), doc.sentence_end(cue)
    while at < last:
        if doc.is_a(at, "relative"):
            end = next((k for k in range(at, last) if doc.words[k].norm in _COMMAS), last)
            told = any(doc.pack.lexicon.match(doc.words, k, _CHANNEL) for k in range(max(at - 4, 0), at))
            if not told and not at <= cue < end:
                out.update(range(at, end))
            at = end
        at += 1
    return out


def _own_relays(doc: Document, draft: Draft, near: list[int], cast: Cast) -> None:
    """Carriers the cue itself names, then the medium spoken to."""
    for phrase in draft.carriers:
        for first, last in _each(doc, phrase.first, phrase.last):
            _add_relay(draft, _relayed(cast, first, last, doc))
    if draft.carriers:
        return
    low = draft.cue.first
    high = draft.opener.first if draft.opener.first >= low else draft.cue.last + 14
    if draft.rule == "verb/quote-before":
        high = low + 14
    for at in near:
        if not low <= at < high:
            continue
        found = _medium_spoken_to(doc, at, cast)
        if found is not None and not any(k in (draft.source.first, draft.source.head) for k in (at,) if draft.source):
            _add_relay(draft, found)
            return


def _each(doc: Document, first: int, last: int) -> list[tuple[int, int]]:
    """The media joined in one phrase: the channel and the site."""
    cuts = [at for at in range(first + 1, last) if conjoined(doc, at) and (at in doc.names or doc.is_a(at, *_MEDIA))]
    return list(pairwise([first, *cuts, last]))


def _medium_spoken_to(doc: Document, at: int, cast: Cast) -> Relayed | None:
    """A medium in an adjunct of saying: to the paper, in an interview with the channel, on television."""
    match = doc.names.get(at)
    if match is not None and match.phrase.kind == "media":
        return _relayed(cast, at, match.last, doc)
    return None


def _relayed(cast: Cast, first: int, last: int, doc: Document) -> Relayed:
    index = cast.by_token.get(first)
    if index is None:
        index = next((cast.by_token[t] for t in range(first, last) if t in cast.by_token), None)
    if index is not None:
        speaker = cast.actors[index].speaker()
        return Relayed(speaker.name, speaker.actor, first, last)
    return Relayed(" ".join(doc.text_of(first, last).split()).strip('"«»“”\u0640'), "", first, last)


def _add_relay(draft: Draft, relay: Relayed) -> None:
    if all(r.name != relay.name for r in draft.relays):
        draft.relays = [*draft.relays, relay]


def _channel(doc: Document, anchor: int, near: list[int]) -> Told | None:
    """The channel noun nearest the cue, outside all content."""
    lexicon = doc.pack.lexicon
    best: tuple[int, Told] | None = None
    for at in near:
        if not doc.words[at].phrases:
            continue
        match = lexicon.match(doc.words, at, _CHANNEL)
        if match is None or not _led_in(doc, at):
            continue
        told = Told(str(match.phrase.value), at, match.last)
        distance = abs(at - anchor)
        if best is None or distance < best[0]:
            best = (distance, told)
    return best[1] if best is not None else None


def _written(doc: Document, draft: Draft) -> Told | None:
    """The channel that a document as source is."""
    lexicon, source = doc.pack.lexicon, draft.source
    if source is not None and source.cls == "head.document":
        match = lexicon.match(doc.words, source.head, _CHANNEL)
        if match is not None:
            return Told(str(match.phrase.value), source.head, source.last)
    return None


def _led_in(doc: Document, at: int) -> bool:
    """Whether a channel noun hangs on a preposition or occasion (in a statement, during a call) or is an adverb."""
    word = doc.words[at]
    article = doc.pack.lexicon.article
    conjunctions = doc.pack.affixes.proclitics[0] if doc.pack.affixes.proclitics else ()
    if any(b != article and b not in conjunctions for b in word.before):
        return True
    return at > 0 and not doc.words[at - 1].classes.isdisjoint(("preposition", "occasion"))


def _day(doc: Document, draft: Draft, near: list[int], days: dict[int, Time]) -> Told | None:
    """The day of the time expression nearest the cue, outside all content."""
    best: tuple[int, Told] | None = None
    after = draft.content[-1][1]
    while after < len(doc) and doc.words[after].norm in _COMMAS:
        after += 1
    told = draft.source.last if draft.source is not None and draft.content[-1][1] <= draft.cue.first else -1
    for at in near:
        last = doc.time_at.get(at)
        if last is None or (at > draft.content[0][0] and at > draft.cue.first and at not in (after, told)):
            continue  # later in the sentence, days belong to what is told there
        day = _day_at(doc, at, days)
        if day is None:
            continue
        distance = abs(at - draft.cue.first)
        if best is None or distance < best[0]:
            best = (distance, Told(day, at, last))
    return best[1] if best is not None else None


def _day_at(doc: Document, at: int, days: dict[int, Time]) -> str | None:
    """The single day that a time expression at a token stands for, where something may have been said on it."""
    starts = range(doc.tokens.starts[at], doc.tokens.ends[at])
    time = next((days[offset] for offset in starts if offset in days), None)
    if time is None or time.value is None or time.granularity not in ("day", "time"):
        return None
    if time.until is not None and time.until != time.value:
        return None
    if doc.article.date is not None and time.value > doc.article.date[:10]:
        return None  # nothing is told before it is said
    return time.value


def _told_after(doc: Document, drafts: list[Draft], cast: Cast, covered: list[bool], days: dict[int, Time]) -> None:
    """The occasion told in a sentence of its own ("this came in a speech on Monday"), for what was said before it."""
    people = doc.pack.people
    for first, last in doc.tokens.sentences:
        at = first
        if last - first < 4 or doc.words[at].stem not in people.came or doc.words[at + 1].norm not in people.this:
            continue
        mine: list[Draft] = []
        for draft in reversed(drafts):
            if draft.cue.first >= first or draft.parent is not None or draft.speaker is None:
                continue
            if first - draft.cue.first > _LATE or (mine and draft.speaker != mine[-1].speaker):
                break
            mine.append(draft)
        end = next((k for k in range(at + 2, last) if doc.words[k].norm in people.apart), last)
        near = [k for k in range(at + 2, end) if not covered[k]]
        channel = _channel(doc, first, near)
        day = next(
            (Told(v, k, doc.time_at[k]) for k in near if k in doc.time_at and (v := _day_at(doc, k, days))), None
        )
        relay = next((r for k in near if (r := _medium_spoken_to(doc, k, cast)) is not None), None)
        for draft in mine:
            draft.channel = draft.channel or channel
            draft.said_on = draft.said_on or day
            if relay is not None and not draft.relays and cast.actors[draft.speaker or 0].name != relay.name:
                _add_relay(draft, relay)


def _late_carriers(doc: Document, drafts: list[Draft], cast: Cast, covered: list[bool]) -> None:
    """Carriers in clauses of their own, after or before what they carried."""
    people = doc.pack.people
    firsts = [d.cue.first for d in drafts]
    for at in range(len(doc)):
        word = doc.words[at]
        if covered[at] or word.kind != "word" or (word.norm not in people.carried and word.stem not in people.carried):
            continue
        near = drafts[bisect_left(firsts, at - _LATE) : bisect_left(firsts, at + _LATE)]
        carrier = _carrier(doc, at + 1, cast)
        if carrier is None or any(d.first <= at < d.cue.last for d in near):
            continue
        line = doc.tokens.line[at]
        main = [d for d in near if d.parent is None]
        before = [d for d in main if d.cue.first < at]
        mine = [d for d in main if doc.tokens.line[d.cue.first] == line] or before[-1:]
        speakers = {d.speaker for d in mine}
        mine += [d for d in before[-3:] if d.speaker in speakers and doc.tokens.line[d.cue.first] >= line - 1]
        for draft in mine:
            if not draft.relays and draft.speaker is not None and cast.actors[draft.speaker].name != carrier.name:
                _add_relay(draft, carrier)


def _carrier(doc: Document, first: int, cast: Cast) -> Relayed | None:
    """The medium that follows a verb of carrying within a few tokens."""
    for at in range(first, min(first + 3, len(doc))):
        match = doc.names.get(at)
        if match is not None and match.phrase.kind == "media":
            return _relayed(cast, at, match.last, doc)
        if doc.is_a(at, "head.media"):
            phrase = noun_phrase(doc, at, doc.sentence_end(at), stop_prepositions=doc.pack.frames.relay_from)
            return _relayed(cast, at, phrase.last if phrase is not None else at + 1, doc)
    return None


def _carry_on(doc: Document, drafts: list[Draft]) -> None:
    """What holds of one statement goes on to the next ones of the same speaker at the same level.

    The day and the carrier that a second statement tells also hold for the one right before it, which
    opened the report (its headline aside); so do relays named late in the same paragraph.
    """
    last: dict[tuple[int, int | None], tuple[Draft, int]] = {}
    told = 0  # main statements so far
    headline = _headline(doc)
    for draft in drafts:
        if draft.speaker is None or _nominal(draft):
            continue
        key = (draft.speaker, draft.parent)
        told += draft.parent is None
        before, place = last.get(key, (None, told))
        last[key] = (draft, told)
        if before is None or draft.cue.first - before.cue.first >= _REACH:
            continue
        if _differ(draft.channel, before.channel) or _differ(draft.said_on, before.said_on):
            continue
        line = doc.tokens.line[before.cue.first]
        late = bool(draft.relays) and draft.relays[0].first > draft.content[-1][0]
        if told - place <= 1 and line > headline:
            before.relays = before.relays or draft.relays
            before.said_on = before.said_on or draft.said_on
        elif late and not before.relays and line == doc.tokens.line[draft.cue.first]:
            before.relays = draft.relays
        draft.relays = draft.relays or before.relays
        draft.channel = draft.channel or before.channel
        draft.said_on = draft.said_on or before.said_on


def _headline(doc: Document) -> int:
    """The number of the line that is a headline: the first, where no full stop ends it; else -1."""
    first = doc.tokens.line[0]
    end = next((at for at in range(len(doc)) if doc.tokens.line[at] != first), len(doc))
    return first if end < len(doc) and doc.words[end - 1].norm != "." else -1


def _nominal(draft: Draft) -> bool:
    """A noun of saying (threats, calls) tells of no occasion of its own, unless somebody carried it."""
    return draft.cue.tense in ("noun", "masdar") and not draft.carriers


def _differ(a: Told | None, b: Told | None) -> bool:
    return a is not None and b is not None and a.value != b.value


__all__ = ["find_occasions"]

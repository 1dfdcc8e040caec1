"""By whom, how and when words came: relays, channel, day; and how far each reaches.

What one statement tells of its occasion holds for the next ones of the same speaker, until another
relay, channel or day is told, or the speaker has changed. A carrier told late ("his words, which the
agency carried") holds for that speaker's statements of its own paragraph and the one before.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

import msgspec

from musnad.lang.lexicon import CHANNEL
from musnad.reading.discourse.actors import Cast
from musnad.reading.document import Document
from musnad.reading.draft import Draft, Relayed, Told
from musnad.reading.frames.passing import describes_occasion, describes_source, forum
from musnad.reading.frames.published import published_by
from musnad.reading.occasions.acts import act_before, hosted, issued, issued_here
from musnad.reading.occasions.around import inside_contents, owners_between, relative_clauses, words_around
from musnad.reading.occasions.carrying import carry_on, earlier_saying, heading, nominal
from musnad.reading.occasions.channels import find_channel, lettered, share, written
from musnad.reading.occasions.events import resume_event, share_meetings
from musnad.reading.occasions.medianames import medium_beside, medium_named, own_outlet
from musnad.reading.occasions.mediums import asked, broadcast, medium_at, medium_told
from musnad.reading.occasions.said_on import Days, right_before
from musnad.reading.occasions.sent import received, told_beside
from musnad.reading.occasions.sharing import speaks_itself
from musnad.reading.phrases.nounphrases import noun_phrase
from musnad.reading.phrases.wordkinds import conjoined, issues

_MEDIA = ("media", "head.media")
_MARKS = frozenset('"«»“”()\u0640')
_LATE = 120  # tokens between a statement and the clause that tells who carried it
_BRACKET = 8  # tokens of a medium's name in brackets, brackets included
_FROM_HIM = 10  # tokens from a verb of carrying to "his saying"
_MADE = 12  # tokens from "made" to the remark, with who made it between
_SHORTEST = 4  # tokens of a sentence that tells an occasion


def find_occasions(doc: Document, drafts: list[Draft], cast: Cast) -> None:
    """Fill in relays, channel and day of all drafts (in text order, speakers known)."""
    covered = inside_contents(doc, drafts)
    owners = owners_between(drafts)
    days, headline = Days(doc, cast), heading(doc)
    for draft in drafts:
        near = [at for at in words_around(doc, draft, covered) if owners.get(at, draft.speaker) == draft.speaker]
        _own_relays(doc, draft, near, cast)
        end = draft.source.last if draft.carriers and draft.source else -1
        document = draft.source is not None and draft.source.cls == "head.document"
        apart = relative_clauses(doc, draft.cue.first, end, document)
        beside = set() if document else {at for at in near if right_before(doc, at, draft.content[0][0])}
        near = [at for at in near if at not in apart or at in beside]
        draft.channel = find_channel(doc, draft.cue.first, near, _ends(doc, draft)) or written(doc, draft)
        if (
            draft.channel is not None
            and draft.speaker is not None
            and cast.actors[draft.speaker].kind == "organization"
        ):
            draft.channel = lettered(doc, draft.channel)
        if draft.channel is None and not nominal(draft):
            draft.channel = issued_here(doc, draft, covered)
        draft.said_on = days.told(draft, near)
        resume_event(doc, draft, near, covered, days, headline)
    _told_after(doc, drafts, cast, covered, days)
    _late_carriers(doc, drafts, cast, covered)
    for draft, medium, told in told_beside(doc, drafts, cast, covered):
        if not draft.relays:
            _add_relay(draft, msgspec.structs.replace(_relayed(cast, *medium, doc), how="spoken"))
        draft.channel = draft.channel or find_channel(doc, medium[0], [k for k in told if not covered[k]])
    share(doc, drafts, cast)
    share_meetings(doc, drafts, cast, covered, headline)
    spoke: dict[int | None, Draft] = {}
    sent = {id(d) for d in drafts if _sent(doc, d)}
    spoken = (d for d in drafts if id(d) not in sent and d.cue.tense != "phrase")
    quoting = frozenset(doc.tokens.sentence[d.cue.first] for d in spoken)
    for draft in drafts:
        if id(draft) in sent:
            continue
        if draft.parent is None and not nominal(draft) and doc.tokens.line[draft.cue.first] > doc.tokens.line[0]:
            before = spoke.get(draft.speaker)
            new = before is None and not earlier_saying(doc, draft, covered)
            host = hosted(doc, draft, quoting, cast, headline) if new and not draft.relays else None
            if host is not None:
                _add_relay(draft, msgspec.structs.replace(_relayed(cast, *host[2], doc), how="spoken"))
                day = days.first(host[0], host[1]) or days.first(host[2][1] + 1, host[1])
                draft.said_on = draft.said_on or day
                draft.channel = draft.channel or issued(doc, host[0], host[1])
            act = None
            if new:
                act = act_before(doc, draft, quoting, cast, headline)
            elif before is not None and before.said_on is None and draft.said_on is None:  # told between the two
                act = act_before(doc, draft, quoting, cast, headline)
                if act is not None and act[0] < before.content[-1][1]:
                    act = None
            if act is not None:
                draft.said_on = draft.said_on or days.first(act[0], act[2])
                draft.channel = draft.channel or issued(doc, act[0], act[2])
            spoke[draft.speaker] = draft
    carry_on(doc, drafts, cast, covered)
    for draft in drafts:
        draft.relays = [relay for relay in draft.relays if not speaks_itself(doc, draft, relay, cast)]
    _headline_alone(doc, drafts, headline)


def _headline_alone(doc: Document, drafts: list[Draft], headline: int) -> None:
    """Leave a headline what it tells itself: how and when it was said is told of the report's statements."""
    for draft in drafts:
        if doc.tokens.line[draft.cue.first] > headline:
            break
        draft.relays = [relay for relay in draft.relays if doc.tokens.line[relay.first] <= headline]
        channel, day = draft.channel, draft.said_on
        draft.channel = channel if channel is not None and doc.tokens.line[channel.first] <= headline else None
        draft.said_on = day if day is not None and doc.tokens.line[day.first] <= headline else None


def _sent(doc: Document, draft: Draft) -> bool:
    """Whether a statement is a cable or message that was sent: the occasion of what its sender is quoted with."""
    for at in range(draft.cue.first, draft.cue.last):
        match = doc.pack.lexicon.match(doc.words, at, CHANNEL) if doc.words[at].phrases else None
        if match is not None and draft.rule.startswith("light-verb"):
            draft.channel = draft.channel or Told(str(match.phrase.value), at, match.last)
            return True
    return False


def _own_relays(doc: Document, draft: Draft, near: list[int], cast: Cast) -> None:
    """Carriers the cue itself names, then the medium spoken to."""
    occasions = doc.pack.occasions
    found = medium_told(doc, draft, near) or _vouched(doc, draft) or _published(doc, draft)
    if found is not None and draft.source is not None and doc.words[draft.source.head].stem in occasions.several:
        if issues(doc, found[0] - 1 - (found[0] - 1 in doc.opens)):
            found = None  # reports which the press published: it speaks itself
    _without(doc, draft, found)
    copied = received(doc, near) if found is None and not draft.carriers else None
    if found is None and not draft.carriers and (carrier := _from_him(doc, draft, cast)) is not None:
        _add_relay(draft, msgspec.structs.replace(carrier, how="carried"))
    for phrase in draft.carriers:
        if doc.words[phrase.head].after is not None and phrase.head not in doc.names:
            continue  # on their own site
        spans = _each(doc, phrase.first, phrase.last)
        if (
            found is not None and phrase.first < found[0] <= phrase.last
        ):  # the site of a paper: it is the paper that carried
            spans = [found]
        aside = _aside(draft, phrase.first)
        for first, last in spans:
            relay = _relayed(cast, first, last, doc)
            _add_relay(draft, msgspec.structs.replace(relay, how="aside" if aside else "carried"))
    if copied is not None:
        _add_relay(draft, msgspec.structs.replace(_relayed(cast, *copied, doc), how="carried"))
    if found is not None and not any(r.first < found[1] and found[0] < r.last for r in draft.relays):
        how = "aside" if asked(doc, found[0]) else "broadcast" if broadcast(doc, found[0]) else "spoken"
        for first, last in _each(doc, *found):
            _add_relay(draft, msgspec.structs.replace(_relayed(cast, first, last, doc), how=how))
        if how == "spoken" and (other := medium_beside(doc, found[1])) is not None:
            _add_relay(draft, msgspec.structs.replace(_relayed(cast, *other, doc), how=how))
        verb = next((k for k in near if 0 <= k - found[1] <= 1 and doc.among(k, doc.pack.people.carried)), None)
        carrier = _carrier(doc, verb + 1, cast) if verb is not None else None
        if carrier is not None and all(r.name != carrier.name for r in draft.relays):
            draft.relays = [msgspec.structs.replace(carrier, how=how), *draft.relays]  # which the agency then carried


def _from_him(doc: Document, draft: Draft, cast: Cast) -> Relayed | None:
    """Who carried the words of somebody told only by a pronoun: the agency carried from him his saying that."""
    cue, forms = draft.cue, doc.pack.frames.relay_from
    if cue.after is None or cue.finite:
        return None
    for at in range(cue.first - 1, max(doc.sentence_start(cue.first), cue.first - _FROM_HIM) - 1, -1):
        passed = any(c.form.entry.id in doc.pack.frames.relay_verbs for c in doc.words[at].cues)
        if passed or doc.among(at, doc.pack.people.carried):
            between = range(at + 1, cue.first)
            his = (doc.words[k].norm for k in between if doc.is_a(k, "pronominal"))
            return _carrier(doc, at + 1, cast) if any(norm.startswith(tuple(forms)) for norm in his) else None
    return None


def _without(doc: Document, draft: Draft, medium: tuple[int, int] | None) -> None:
    """Take a medium that was told something off the ends of the source: told "the paper" the minister."""
    source = draft.source
    if medium is None or source is None or not draft.cue.finite or source.head + 1 >= medium[0] > source.head:
        return
    first, last = medium[0] - (medium[0] - 1 in doc.opens), medium[1] + (medium[0] - 1 in doc.opens)
    if first == source.first and last <= source.head:
        draft.source = msgspec.structs.replace(source, first=last)
    elif last == source.last and first > source.head:
        draft.source = msgspec.structs.replace(source, last=first - doc.is_a(first - 1, "preposition"))


def _vouched(doc: Document, draft: Draft) -> tuple[int, int] | None:
    """The medium whose sources somebody speaks for: sources of "the paper" told."""
    source = draft.source
    if source is None or doc.words[source.head].stem not in doc.pack.occasions.vouching:
        return None
    medium = medium_named(doc, source.head + 1)
    return medium if medium is not None and (source.head + 1 not in doc.opens or medium[0] in doc.names) else None


def _published(doc: Document, draft: Draft) -> tuple[int, int] | None:
    """The medium that published what is quoted: the channel aired a speech in which he said."""
    at = published_by(doc, draft.cue.first, draft.cue.last)
    return medium_named(doc, at) if at is not None else None


def _ends(doc: Document, draft: Draft) -> tuple[int, ...]:
    """The tokens after the cue and after its source, and after a day there."""
    ends = (draft.cue.last,) if draft.source is None else (draft.cue.last, draft.source.last)
    return (*ends, *(doc.time_at[at] for at in ends if at in doc.time_at))


def _each(doc: Document, first: int, last: int) -> list[tuple[int, int]]:
    """The media joined in one phrase: the channel and the site; the corporation of television and radio is one."""
    if doc.is_a(first, "head.organization") and first not in doc.names:
        return [(first, last)]
    cuts = [at for at in range(first + 1, last) if conjoined(doc, at) and (at in doc.names or doc.is_a(at, *_MEDIA))]
    return list(pairwise([first, *cuts, last]))


def _relayed(cast: Cast, first: int, last: int, doc: Document) -> Relayed:
    """The medium some tokens name: by the name in it, of the gazetteer or in quotation marks, else by its noun."""
    if last - first == 1 and doc.is_a(first, "head.media") and 0 < doc.bracket_at.get(last, 0) - last <= _BRACKET:
        return Relayed(_plain(doc, first, doc.bracket_at[last]), "", first, doc.bracket_at[last])
    if own_outlet(doc, first) == last:
        return Relayed((doc.article.outlet or "").partition("(")[0].strip(), "", first, last)
    bracketed = _bracketed(doc, first, last)
    if bracketed is not None:
        name, close = bracketed
        index = cast.by_token.get(name)  # the official agency (X): the whole is its name
        actor = cast.actors[index].speaker().actor if index is not None else ""
        return Relayed(_plain(doc, first, close), actor, first, close)
    named = next((k for k in range(first, last) if k in doc.names and doc.names[k].phrase.kind == "media"), None)
    mark = next((k for k in range(first, last) if k in doc.opens), None)
    if named is not None and mark is not None and first < named < mark and doc.is_a(first, "head.media"):
        named = None  # the news network "X": what stands between only describes it
        if doc.words[first].definite and len(doc.words[first].before) > 1:
            first = mark  # "to the" is one sign with the noun
    at = named if named is not None else mark + 1 if mark is not None else first
    if _longer_quoted(doc, at, first, last):
        return Relayed(_plain(doc, first, last), "", first, last)
    index = cast.by_token.get(at)
    if index is None and mark is None:
        index = next((cast.by_token[t] for t in range(first, last) if t in cast.by_token), None)
    called = mark is not None or doc.is_a(first, "head.media")
    if index is not None and called and cast.actors[index].kind == "country":
        index = None  # a paper that is called like a place
    if index is not None and (at not in cast.identities or cast.identities[at].last <= last):
        speaker = cast.actors[index].speaker()
        return Relayed(speaker.name.strip("\u0640"), speaker.actor, first, last)
    if named is not None:
        return Relayed(_plain(doc, named, doc.names[named].last), "", first, last)
    end = doc.quote_tokens[doc.opens[mark]][1] if mark is not None else last
    return Relayed(_plain(doc, first, end), "", first, last)


def _longer_quoted(doc: Document, at: int, first: int, last: int) -> bool:
    """Whether a listed name is only a part of what quotation marks hold: the programme "Good Morning" (a paper)."""
    return at in doc.names and first - 1 in doc.opens and last in doc.closes and doc.names[at].last - at < last - first


def _bracketed(doc: Document, first: int, last: int) -> tuple[int, int] | None:
    """Where the short name begins that stands in brackets or marks behind a medium's full one, and where those end."""
    if not doc.is_a(first, "head.media"):
        return None
    while last < len(doc) and doc.words[last].definite and doc.is_a(last, "adjective"):
        last += 1  # the Turkish news agency, the official, "X"
    for mark in range(first + (1 if first + 1 in doc.bracket_at else 2), min(last + 1, len(doc) - 1)):
        close = doc.bracket_at.get(mark) or (doc.quote_tokens[doc.opens[mark]][1] if mark in doc.opens else 0)
        beside = doc.names.get(mark + 1) if 0 < close - mark <= _BRACKET and close >= last else None
        if beside is not None and beside.phrase.kind == "media":
            return mark + 1, close
    return None


def _plain(doc: Document, first: int, last: int) -> str:
    """Tokens as a name: without the clitics and marks around and in it."""
    span = doc.article.text[doc.bare_start(first) : doc.tokens.ends[last - 1]]
    return " ".join("".join(" " if c in _MARKS else c for c in span).split())


def _add_relay(draft: Draft, relay: Relayed) -> None:
    if all(r.name != relay.name and not r.first <= relay.first < r.last for r in draft.relays):
        draft.relays = [*draft.relays, relay]


def _told_after(doc: Document, drafts: list[Draft], cast: Cast, covered: list[bool], days: Days) -> None:
    """The occasion told in a sentence of its own ("this came in a speech on Monday"), for what was said before it."""
    people, headline = doc.pack.people, heading(doc)
    for first, last in doc.tokens.sentences:
        at = _occasion(doc, first, last)
        if not at:
            continue
        mine: list[Draft] = []
        for draft in reversed(drafts):
            if draft.cue.first >= first or draft.parent is not None or draft.speaker is None:
                continue
            if first - draft.cue.first > _LATE or (mine and draft.speaker != mine[-1].speaker):
                break
            if doc.tokens.line[draft.cue.first] > headline:
                mine.append(draft)
        named = {cast.by_token[k] for k in range(first, at) if k in cast.by_token}
        if doc.is_a(first, "auxiliary") and named and not any(d.speaker in named for d in mine):
            mine = []  # somebody else was speaking, who may be quoted next
        here = {cast.by_token[k] for k in range(first, last) if k in cast.by_token} | {d.speaker for d in mine}
        follower = next((d for d in drafts if d.cue.first >= last and d.parent is None and not nominal(d)), None)
        if follower is not None and follower.speaker in here and follower.cue.first - last < _LATE:
            mine.append(follower)  # it goes on with what he said there
        end = next((k for k in range(at, last) if doc.words[k].norm in people.apart), last)
        told = any(d.cue.tense == "phrase" and d.content[0][0] == first for d in drafts)  # this came in the words of X
        near = [k for k in range(at, end) if not covered[k] or (told and doc.inside[k] < 0)]
        channel = find_channel(doc, first, near)
        day = next((Told(v, k, doc.time_at[k]) for k in near if k in doc.time_at and (v := days.at(k))), None)
        medium = next((m for k in near if (m := medium_at(doc, k, bare=True)) is not None), None)
        relay = _relayed(cast, *medium, doc) if medium is not None else None
        for draft in mine:
            draft.channel = draft.channel or channel
            draft.said_on = draft.said_on or day
            if relay is not None and not draft.relays and cast.actors[draft.speaker or 0].name != relay.name:
                _add_relay(draft, relay)


def _occasion(doc: Document, first: int, last: int) -> int:
    """Where the occasion begins in a sentence of "this came …" or "the words of X came …"; 0 in any other."""
    people, words = doc.pack.people, doc.words
    if last - first < _SHORTEST:
        return 0
    verb = words[first]
    if not people.made.isdisjoint(doc.forms(first)):  # X made this remark in …; "and" before it
        said = (k for k in range(first + 1, min(first + _MADE, last)) if words[k].stem in people.this)
        taken_up = (k for k in said if doc.is_a(k, "demonstrative") or words[k].after or words[k].definite)
        return next((k + 1 for k in taken_up), 0)
    announced = any(c.form.tense == "past" and c.form.entry.act == "state" for c in verb.cues)
    if doc.among(first, people.came) or announced:  # this came in …; the minister announced this when …
        return first + 2 if words[first + 1].norm in people.this else 0
    if doc.is_a(first, "auxiliary"):  # X was speaking at …
        speaking = doc.pack.occasions.speaking
        return next((k + 1 for k in range(first + 1, min(first + _MADE, last)) if words[k].norm in speaking), 0)
    if verb.norm not in people.this:
        return 0
    return next((k + 1 for k in range(first + 1, min(first + _SHORTEST, last)) if words[k].stem in people.came), 0)


def _late_carriers(doc: Document, drafts: list[Draft], cast: Cast, covered: list[bool]) -> None:
    """Carriers in clauses of their own, after or before what they carried."""
    people = doc.pack.people
    firsts = [d.cue.first for d in drafts]
    for at in range(len(doc)):
        word = doc.words[at]
        if covered[at] or word.kind != "word" or not doc.among(at, people.carried) or doc.is_a(at, "head.media"):
            continue  # "radio" is spelled like "broadcast it"
        if word.norm in doc.pack.occasions.airing and not describes_occasion(doc, at):
            continue  # the lies that they broadcast
        near = drafts[bisect_left(firsts, at - _LATE) : bisect_left(firsts, at + _LATE)]
        carrier = _carrier(doc, at + 1, cast)
        if carrier is None or any(
            d.first <= at < d.cue.last or describes_source(doc, d, at) or _aside(d, at) for d in near
        ):
            continue
        line, sentence = doc.tokens.line[at], doc.tokens.sentence[at]
        main = [d for d in near if d.parent is None]
        before = [d for d in main if d.cue.first < at]
        here = [d for d in main if doc.tokens.line[d.cue.first] == line]
        beside = [d for d in here if doc.tokens.sentence[d.cue.first] == sentence] or here
        speaking = {d.speaker for d in beside}  # others in the same paragraph spoke elsewhere
        mine = [d for d in here if d.speaker in speaking]
        if not mine or _occasion(doc, *doc.tokens.sentences[sentence]):
            mine = before[-1:]  # his words, which the agency carried: what stands before
        speakers = {d.speaker for d in mine}
        mine += [d for d in before[-3:] if d.speaker in speakers and doc.tokens.line[d.cue.first] >= line - 1]
        for draft in mine:
            if not draft.relays and draft.speaker is not None and cast.actors[draft.speaker].name != carrier.name:
                _add_relay(draft, carrier)


def _aside(draft: Draft, at: int) -> bool:
    """Whether a token stands in an aside of a statement, between its cue and its content."""
    return any(kind == "aside" and first <= at < last for kind, first, last in draft.adjuncts)


def _carrier(doc: Document, first: int, cast: Cast) -> Relayed | None:
    """The medium that follows a verb of carrying within a few tokens."""
    for at in range(first, min(first + 3, len(doc))):
        if doc.is_a(at, "head.media") and doc.words[at].after is None:
            phrase = noun_phrase(doc, at, doc.sentence_end(at), stop_prepositions=doc.pack.frames.relay_from)
            if forum(doc, at, phrase.last if phrase is not None else at + 1):
                return None  # what everybody passed on
            return _relayed(cast, at, phrase.last if phrase is not None else at + 1, doc)
        near = at in doc.names or (at in doc.opens and all(doc.is_a(k, "pronominal") for k in range(first, at)))
        medium = medium_named(doc, at) if near else None
        if medium is not None:
            return _relayed(cast, *medium, doc)
    return None


__all__ = ["find_occasions"]

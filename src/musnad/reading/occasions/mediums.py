"""The medium that something was said to: to the paper, in an interview with the channel, on television."""

from __future__ import annotations

from musnad.reading.document import Document
from musnad.reading.draft import Draft
from musnad.reading.frames.passing import forum
from musnad.reading.occasions.medianames import headed, medium_named, own_outlet, part_of_name, short_name, tailed, wire
from musnad.reading.phrases.nounphrases import Phrase, noun_phrase

_AFTER = 14  # tokens after a cue in which the medium follows where content stands before the cue
_ASKED = 4  # tokens from a question to the medium that asked
_MEETS = 40  # tokens from the verb of meeting to who was met
_BACK = 12  # tokens from a noun of speaking to the medium spoken to
_OBJECT = 8  # tokens from a verb of telling, or the start of what looks like its content, to the medium told
_CALLED = 4  # tokens of a programme's name without marks, and what ends it
_GUEST = 6  # tokens from the guest to what he was the guest of
_EDITION = 5  # tokens from the noun for an edition to the medium's name
_STOPS = frozenset({"،", ",", ".", "؛", ":", "؟", "!"})
MARKS = frozenset({'"', "“", "”", "«", "»", "‹", "(", "'", "''", "„"})  # between a preposition and a name


def medium_told(doc: Document, draft: Draft, near: list[int]) -> tuple[int, int] | None:
    """The tokens that name the medium spoken to, among those around a cue.

    Between a cue and its content any medium is that; before the cue and after the content only one that hangs on
    a noun of speaking (in an interview with X, she said).
    """
    low = draft.cue.first
    if draft.source is not None and draft.rule == "headline/colon":
        low = min(low, draft.source.first)  # X to the paper: …
    behind = draft.source.last if draft.source is not None and draft.source.first >= low else draft.cue.last
    high = draft.opener.first if draft.opener.first >= low else max(draft.cue.last, behind) + _AFTER
    if draft.rule in ("verb/quote-before", "verb/this"):
        high = low + _AFTER
    if draft.rule == "headline/colon":
        high = max(high, low + _AFTER)
    own = (draft.source.first, draft.source.head) if draft.source is not None else ()
    if draft.source is not None and low < draft.source.first:
        within = (_written_in(doc, draft, k) for k in range(draft.source.head + 2, draft.source.last))
        if (written := next((found for found in within if found is not None), None)) is not None:
            return written
    for at in near:
        if at in own:
            continue
        close = low <= at < high or (at < low and _fronted(doc, at))
        if close and (written := _written_in(doc, draft, at)) is not None:
            return written
        found = medium_at(doc, at, bare=close)
        if found is not None:
            return found
    return _told(doc, draft) or _met(doc, draft) or _programme(doc, draft, near)


def _fronted(doc: Document, at: int) -> bool:
    """Whether the preposition before the medium at a token begins its sentence: to the channel, X said."""
    k, start = at, doc.sentence_start(at)
    while k > start and doc.words[k - 1].norm in MARKS:
        k -= 1
    clitic = not doc.pack.frames.addressee.isdisjoint(doc.words[at].before)
    return k == start if clitic else k == start + 1 and doc.is_a(start, "preposition")


def _written_in(doc: Document, draft: Draft, at: int) -> tuple[int, int] | None:
    """The medium that somebody writes in: wrote in the paper that."""
    if draft.cue.entry.id not in doc.pack.occasions.penned or _lead(doc, at) not in doc.pack.frames.where:
        return None
    return medium_named(doc, at) if doc.is_a(at, "head.media") or at in doc.names else None


def _told(doc: Document, draft: Draft) -> tuple[int, int] | None:
    """The medium that is the object of a verb of telling: X told "the paper" that; had told it before saying."""
    occasions, cue, source = doc.pack.occasions, draft.cue, draft.source
    if cue.finite and doc.among(cue.last - 1, occasions.tells) and draft.content[0][0] >= cue.last:
        end = max(draft.opener.first, draft.content[0][0]) + _OBJECT
        for at in range(cue.last, min(end, doc.sentence_end(cue.first))):
            if at >= draft.content[0][0] and (doc.is_a(at, "that") or doc.inside[at] != doc.inside[cue.first]):
                break
            found = medium_named(doc, at) if _lead(doc, at) not in occasions.to and _sure(doc, at) else None
            if found is not None and not (source is not None and _whose(doc, source, found)):
                return found
    return None


def _whose(doc: Document, source: Phrase, medium: tuple[int, int]) -> bool:
    """Whether a medium is itself who tells something, or its reporter is."""
    reporter = doc.words[source.head].stem in doc.pack.occasions.reporters and source.first <= medium[0] < source.last
    headed = source.head + 1 == medium[0] and doc.words[source.head].number == "s"  # the director of the paper
    return medium[0] <= source.head < medium[1] or reporter or headed


def _programme(doc: Document, draft: Draft, near: list[int]) -> tuple[int, int] | None:
    """The programme that somebody spoke in or was the guest of, where no station is told: in the programme "X"."""
    occasions, source = doc.pack.occasions, draft.source
    own = list(range(source.first, source.last)) if source is not None and draft.cue.finite else []
    for at in sorted((*near, *own)):
        word = doc.words[at]
        guest = word.stem in occasions.invited or word.norm in occasions.invited
        if not guest and not (word.stem in occasions.programmes and _lead(doc, at) in occasions.to):
            continue
        k = at + 1
        while guest and k < min(at + _GUEST, doc.sentence_end(at)) and k not in doc.opens:
            if k in doc.time_at:
                k = doc.time_at[k]
            elif doc.is_a(k, "preposition") or doc.words[k].stem in occasions.programmes:
                k += 1
            else:
                break
        if k in doc.opens and k not in doc.bracket_at:
            last = doc.quote_tokens[doc.opens[k]][1]
            if short_name(doc, k, last) and not forum(doc, k, last):
                return k + 1, last - 1
        elif k < len(doc) and doc.words[k].kind == "word" and k not in doc.names:
            if not doc.words[k].known:
                return k, k + 1
            last = next((m for m in range(k, min(k + _CALLED, len(doc))) if m in doc.time_at or _ends(doc, m)), k)
            if doc.words[k - 1].stem in occasions.programmes and guest and last > k:
                return k, last  # the guest of the programme X, today
    return None


def _ends(doc: Document, at: int) -> bool:
    """Whether the name of a programme without marks ends before a token."""
    return doc.words[at].kind != "word" or doc.is_a(at, "that", "preposition")


def _sure(doc: Document, at: int) -> bool:
    """Whether a token surely names a medium: by the gazetteer, as the article's own outlet, by a noun with a name."""
    if doc.is_a(at, "head.media"):
        if doc.words[at].definite or at in doc.names or at + 1 in doc.names or at + 1 in doc.opens:
            return True
        return at + 1 < len(doc) and (doc.words[at + 1].definite or not doc.words[at + 1].known or wire(doc, at))
    first = at + 1 if at in doc.opens and at not in doc.bracket_at else at
    match = doc.names.get(first)
    if match is None or match.phrase.kind != "media":
        return bool(own_outlet(doc, first))
    return first > at or match.last - first > 1 or not doc.words[first].known


def _met(doc: Document, draft: Draft) -> tuple[int, int] | None:
    """The medium that met, called or asked the speaker before the cue: "the paper" called X, who said."""
    low = draft.source.first if draft.source is not None and draft.source.first < draft.cue.first else draft.cue.first
    meets = doc.pack.occasions.meets
    for at in range(max(doc.sentence_start(low), low - _MEETS), low):
        if not doc.pack.occasions.tells.isdisjoint(doc.forms(at)) and doc.words[at].stem not in meets:
            end = next((k for k in range(at + 1, draft.cue.first) if doc.is_a(k, "that")), draft.cue.first)
            told = (medium_named(doc, k) for k in range(at + 1, min(at + _OBJECT, end)) if _sure(doc, k))
            return next((medium for medium in told if medium is not None), None)
        if not meets.isdisjoint(doc.forms(at)):
            after = medium_named(doc, at + 1)
            if after is not None or at == doc.sentence_start(low):
                return after
            first = next((k for k in range(doc.sentence_start(low), at) if medium_named(doc, k) is not None), None)
            found = medium_named(doc, first) if first is not None else None
            return found if found is not None and at - found[1] <= 1 else None
    return None


def medium_at(doc: Document, at: int, bare: bool) -> tuple[int, int] | None:
    """The medium named from a token on; ``bare`` where it need not hang on a noun of speaking."""
    own = own_outlet(doc, at)
    if own:
        return (at, own) if _spoken_to(doc, at) or (bare and _lead(doc, at) in doc.pack.frames.addressee) else None
    match = doc.names.get(at)
    if match is not None and match.phrase.kind == "media":
        if part_of_name(doc, at, match.last):
            return None
        reached = (bare and _reached(doc, at)) or _spoken_to(doc, at) or _question_of(doc, at)
        return (at, match.last) if reached else None
    word, addressee = doc.words[at], doc.pack.frames.addressee
    if word.stem in doc.pack.occasions.reporters and _lead(doc, at) in addressee | doc.pack.occasions.to:
        return medium_named(doc, at + 1) or _of_reporter(doc, at)  # to the correspondent of the agency
    if word.stem in doc.pack.occasions.reporters and _question_of(doc, at):
        return medium_named(doc, at + 1)  # to questions of reporters of the agency
    if word.stem in doc.pack.occasions.editions and (_spoken_to(doc, at) or (bare and _lead(doc, at) in addressee)):
        found = (medium_named(doc, k) for k in range(at + 1, min(at + _EDITION, doc.sentence_end(at))))
        return next((medium for medium in found if medium is not None), None)  # to the English edition of the paper
    if _posed(doc, at) or _question_of(doc, at):
        return medium_named(doc, at)
    if word.stem in doc.pack.occasions.airs and bare and _lead(doc, at) in doc.pack.occasions.to:
        return medium_named(doc, at + 1)  # on the screen of the station
    if at + 1 < len(doc) and doc.is_a(at + 1, "head.media") and bare and _lead(doc, at) in addressee:
        means = doc.words[at + 1].stem in doc.pack.occasions.press  # the means of information
        if not word.definite and not means and doc.is_a(at, "head.organization", "head.media"):
            return _housed(doc, at)
    media = doc.is_a(at, "head.media")
    led = addressee if word.before else doc.pack.occasions.through if not word.known or at + 1 in doc.opens else ()
    reached = (bare and _lead(doc, at) in led) or _spoken_to(doc, at)
    if not media and reached and (tail := tailed(doc, at)):
        return at, tail
    if media:
        if doc.words[at].after is not None:
            return None  # their own site
        if not (_spoken_to(doc, at) or (bare and _lead(doc, at) in addressee | doc.pack.occasions.through)):
            return None
        return headed(doc, at, to=_lead(doc, at) in addressee)
    if at in doc.opens or at in doc.bracket_at:
        return _quoted(doc, at, bare)
    return None


def _of_reporter(doc: Document, at: int) -> tuple[int, int] | None:
    """The medium that a correspondent is of, though nobody knows it: the name right behind a bare noun for him."""
    first = at + 1
    if doc.words[at].definite or first >= len(doc) or doc.words[at].after is not None:
        return None
    if not doc.is_a(at, "head.person") or _lead(doc, at) not in doc.pack.frames.addressee:
        return None
    last = tailed(doc, first)
    word = doc.words[first]
    if not last and word.kind == "word" and not word.known and not word.before:
        last = first + 1
    return (first, last) if last else None


def _posed(doc: Document, at: int) -> bool:
    """Whether a medium asked a question told of before it: in answer to a question which "the paper" put."""
    k = at - 1
    while k > 0 and doc.words[k].norm in MARKS:
        k -= 1
    occasions = doc.pack.occasions
    if k < 1 or doc.words[k].norm not in occasions.posed:
        return False
    return any(doc.words[j].stem in occasions.questions for j in range(max(k - _ASKED, 0), k + 1))


def _housed(doc: Document, at: int) -> tuple[int, int] | None:
    """A medium named by the body that holds it: the corporation of television and radio, a station of radio."""
    phrase = noun_phrase(doc, at, doc.sentence_end(at), behind_clitic=True)
    return (at, phrase.last) if phrase is not None and phrase.last > at + 1 else None


def _question_of(doc: Document, at: int) -> bool:
    """Whether a bare noun for a question stands right before a token: in answer to a question of the agency."""
    word = doc.words[at - 1] if at else None
    return word is not None and word.stem in doc.pack.occasions.questions and not word.definite and word.after is None


def asked(doc: Document, at: int) -> bool:
    """Whether a medium only asked: what answers its question is told to it, the rest is not."""
    return any(doc.words[k].stem in doc.pack.occasions.questions for k in range(max(at - _ASKED, 0), at))


def broadcast(doc: Document, at: int) -> bool:
    """Whether a verb of carrying leads to the medium at a token: a speech which the channel broadcast."""
    k = next((k for k in range(at - 1, -1, -1) if doc.words[k].norm not in MARKS), 0)
    people = doc.pack.people
    return not addressed(doc, at) and doc.among(k, people.carried)


def addressed(doc: Document, at: int) -> bool:
    """Whether a preposition of speaking leads to the medium at a token: told to it, in an interview with it."""
    lead = _lead(doc, at)
    return lead in doc.pack.occasions.to or lead in doc.pack.frames.addressee


def _reached(doc: Document, at: int) -> bool:
    """Whether a medium beside a cue is told something or carries it, not the subject of another verb."""
    people, occasions = doc.pack.people, doc.pack.occasions
    if addressed(doc, at):
        return True
    k = at - 1
    while k >= 0 and doc.words[k].norm in MARKS:
        k -= 1
    if k < 0:
        return False
    return doc.among(k, people.carried) or doc.among(k, occasions.spoken)


def _quoted(doc: Document, at: int, bare: bool) -> tuple[int, int] | None:
    """A name in quotation marks or brackets that is told something, whatever the gazetteer knows."""
    last = doc.quote_tokens[doc.opens[at]][1] if at in doc.opens else doc.bracket_at[at]
    if not short_name(doc, at, last) or at == 0 or forum(doc, at, last):
        return None
    if at + 1 in doc.names and doc.names[at + 1].phrase.kind == "organization" and not own_outlet(doc, at + 1):
        return None  # joining "the movement", of which he spoke
    if doc.words[at - 1].stem in doc.pack.occasions.questions:
        return at + 1, last - 1  # in answer to a question of "the paper"
    if doc.words[at - 1].kind != "word":
        return None
    if doc.words[at - 1].norm not in doc.pack.frames.addressee:
        person = doc.is_a(at + 1, "name.given", "head.person", "head.honorific")
        spoken = doc.words[at - 1].norm in doc.pack.occasions.held and not person and at not in doc.bracket_at
        return (at + 1, last - 1) if spoken and _spoken_to(doc, at) else None
    if _titled(doc, at):
        return None
    return (at + 1, last - 1) if bare or _spoken_to(doc, at) else None


def _titled(doc: Document, at: int) -> bool:
    """Whether a name in quotation marks ends a title: the general director of "X", which nobody knows for a medium."""
    if own_outlet(doc, at + 1) or (at + 1 in doc.names and doc.names[at + 1].phrase.kind == "media"):
        return False
    k = at - 2
    if k < 1 or not doc.words[k].definite or not doc.is_a(k, "adjective") or doc.is_a(k, "nationality"):
        return False
    return doc.words[k - 1].definite and doc.is_a(k - 1, "head.person")


def _lead(doc: Document, at: int) -> str:
    """The preposition before a token, written onto it or alone, whatever marks stand between."""
    match, article = doc.names.get(at), doc.pack.lexicon.article
    if len(doc.words[at].norm) > 1 and doc.words[at].norm[0] in doc.pack.frames.addressee and own_outlet(doc, at):
        return doc.words[at].norm[0]
    before = match.before if match is not None else doc.words[at].before
    clitics = [b for b in before if b != article]
    if clitics:
        return clitics[-1]
    k = at - 1
    while k >= 0 and doc.words[k].norm in MARKS:
        k -= 1
    word = doc.words[k] if k >= 0 else None
    if word is None:
        return ""
    joined = word.before and set(word.before) <= set(doc.pack.affixes.conjunctions)
    return word.stem if joined else word.norm  # and in: "and" is written onto it


def _spoken_to(doc: Document, at: int) -> bool:
    """Whether a medium hangs on a noun of speaking: in an interview with, in remarks to."""
    occasions = doc.pack.occasions
    if _lead(doc, at) not in occasions.to:
        return False
    for k in range(at - 1, max(at - _BACK, -1), -1):
        word = doc.words[k]
        if word.norm in _STOPS:
            return False
        if not {word.stem, word.norm}.isdisjoint(occasions.spoken | occasions.invited):
            return True
    return False


__all__ = ["MARKS", "addressed", "asked", "broadcast", "medium_at", "medium_told"]

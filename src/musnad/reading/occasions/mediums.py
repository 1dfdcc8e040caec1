"""The medium that something was said to: to the paper, in an interview with the channel, on television."""

from __future__ import annotations

from musnad.reading.document import Document
from musnad.reading.draft import Draft
from musnad.reading.frames.passing import forum
from musnad.reading.phrases.nounphrases import noun_phrase
from musnad.reading.phrases.wordkinds import conjoined, is_verb

_BODIES = ("head.organization", "head.ministry", "head.person", "adjective")
_PLACES = ("country", "capital", "place")
_AFTER = 14  # tokens after a cue in which the medium follows where content stands before the cue
_ASKED = 4  # tokens from a question to the medium that asked
_MEETS = 40  # tokens from the verb of meeting to who was met
_BACK = 8  # tokens from a noun of speaking to the medium spoken to
_OBJECT = 8  # tokens from a verb of telling, or the start of what looks like its content, to the medium told
_GUEST = 6  # tokens from the guest to what he was the guest of
_EDITION = 5  # tokens from the noun for an edition to the medium's name
_LETTERS = 2  # letters of what is spelt, as radio stations are
_NAME = 4  # words a name in quotation marks has at most
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
        close = low <= at < high
        if close and (written := _written_in(doc, draft, at)) is not None:
            return written
        found = medium_at(doc, at, bare=close)
        if found is not None:
            return found
    return _told(doc, draft) or _met(doc, draft) or _programme(doc, draft, near)


def _written_in(doc: Document, draft: Draft, at: int) -> tuple[int, int] | None:
    """The medium that somebody writes in: wrote in the paper that."""
    if draft.cue.entry.id not in doc.pack.occasions.penned or _lead(doc, at) not in doc.pack.frames.where:
        return None
    return medium_named(doc, at) if doc.is_a(at, "head.media") or at in doc.names else None


def _told(doc: Document, draft: Draft) -> tuple[int, int] | None:
    """The medium that is the object of a verb of telling: X told "the paper" that; had told it before saying."""
    occasions, cue = doc.pack.occasions, draft.cue
    if cue.finite and doc.words[cue.last - 1].stem in occasions.tells and draft.content[0][0] >= cue.last:
        end = max(draft.opener.first, draft.content[0][0]) + _OBJECT
        for at in range(cue.last, min(end, doc.sentence_end(cue.first))):
            if at >= draft.content[0][0] and (doc.is_a(at, "that") or doc.inside[at] != doc.inside[cue.first]):
                break
            found = medium_named(doc, at) if _lead(doc, at) not in occasions.to and _sure(doc, at) else None
            if found is not None and not (draft.source is not None and found[0] <= draft.source.head < found[1]):
                return found
    return None


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
            if 0 < last - k - 2 <= _NAME and not forum(doc, k, last):
                return k + 1, last - 1
        elif k < len(doc) and doc.words[k].kind == "word" and not doc.words[k].known and k not in doc.names:
            return k, k + 1
    return None


def _sure(doc: Document, at: int) -> bool:
    """Whether a token surely names a medium: by the gazetteer, as the article's own outlet, by a noun with a name."""
    if doc.is_a(at, "head.media"):
        return doc.words[at].definite or at + 1 in doc.names or at + 1 in doc.opens
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
        if doc.words[at].norm in doc.pack.occasions.tells and doc.words[at].stem not in meets:
            told = (medium_named(doc, k) for k in range(at + 1, min(at + _OBJECT, low)))
            return next((medium for medium in told if medium is not None), None)
        if doc.words[at].norm in meets or doc.words[at].norm[1:] in meets:
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
        if _part_of_name(doc, at, match.last):
            return None
        return (at, match.last) if (bare and _reached(doc, at)) or _spoken_to(doc, at) else None
    word, addressee = doc.words[at], doc.pack.frames.addressee
    if word.stem in doc.pack.occasions.reporters and _lead(doc, at) in addressee | doc.pack.occasions.to:
        return medium_named(doc, at + 1) or _of_reporter(doc, at)  # to the correspondent of the agency
    if word.stem in doc.pack.occasions.editions and (_spoken_to(doc, at) or (bare and _lead(doc, at) in addressee)):
        found = (medium_named(doc, k) for k in range(at + 1, min(at + _EDITION, doc.sentence_end(at))))
        return next((medium for medium in found if medium is not None), None)  # to the English edition of the paper
    if _posed(doc, at):
        return medium_named(doc, at)
    if word.stem in doc.pack.occasions.airs and bare and _lead(doc, at) in doc.pack.occasions.to:
        return medium_named(doc, at + 1)  # on the screen of the station
    media = doc.is_a(at, "head.media")
    if bare and not media and word.before and _lead(doc, at) in addressee and (tail := _tailed(doc, at)):
        return at, tail
    if media:
        if doc.words[at].after is not None:
            return None  # their own site
        if not (_spoken_to(doc, at) or (bare and _lead(doc, at) in addressee | doc.pack.occasions.through)):
            return None
        return _headed(doc, at, to=_lead(doc, at) in addressee)
    if at in doc.opens or at in doc.bracket_at:
        return _quoted(doc, at, bare)
    return None


def _tailed(doc: Document, at: int) -> int:
    """Where a name ends that begins at a token and ends like those of media (Valley News); 0 for none."""
    tails = doc.pack.occasions.tails
    for k in range(at + 1, min(at + _NAME, doc.sentence_end(at))):
        word = doc.words[k]
        if word.norm in tails:
            short = k + 1 < len(doc) and doc.words[k + 1].kind == "word" and len(doc.words[k + 1].norm) <= _LETTERS
            return k + 1 + (short and not doc.is_a(k + 1, "that", "preposition"))  # Valley F M
        if word.kind != "word" or word.before or "preposition" in word.classes:
            return 0
    return 0


def _of_reporter(doc: Document, at: int) -> tuple[int, int] | None:
    """The medium that a correspondent is of, though nobody knows it: the name right behind a bare noun for him."""
    first = at + 1
    if doc.words[at].definite or first >= len(doc) or doc.words[at].after is not None:
        return None
    if not doc.is_a(at, "head.person") or _lead(doc, at) not in doc.pack.frames.addressee:
        return None
    last = _tailed(doc, first)
    word = doc.words[first]
    if not last and word.kind == "word" and not word.known and not word.before:
        last = first + 1
    return (first, last) if last else None


def own_outlet(doc: Document, at: int) -> int:
    """Where the name of the article's own outlet ends that begins at a token, whatever else it may mean; or 0."""
    words, name = doc.words, doc.outlet
    if not name or at + len(name) > len(doc) or any(words[at + k].norm != name[k] for k in range(1, len(name))):
        return 0
    word, article = words[at], doc.pack.lexicon.article
    if word.norm == name[0]:
        return at + len(name)
    clitics = [form for form in doc.pack.frames.addressee if len(form) == 1]
    if any(word.norm == clitic + name[0] for clitic in clitics):
        return at + len(name)
    if article and name[0].startswith(article) and word.before and word.before[0] in clitics:
        return at + len(name) if word.definite and word.stem == name[0][len(article) :] else 0
    return 0


def medium_named(doc: Document, at: int) -> tuple[int, int] | None:
    """The medium that some token begins to name, whatever stands before: by the gazetteer, a noun, quotation marks."""
    if at >= len(doc):
        return None
    match = doc.names.get(at)
    if match is not None and match.phrase.kind == "media":
        return at, match.last
    if doc.is_a(at, "head.media") and doc.words[at].after is None:
        return _headed(doc, at, to=True)
    if at in doc.bracket_at and at + 1 in doc.names and doc.names[at + 1].phrase.kind == "media":
        return at + 1, doc.bracket_at[at] - 1
    if at in doc.opens:
        last = doc.quote_tokens[doc.opens[at]][1]
        return (at + 1, last - 1) if 0 < last - at - 2 <= _NAME and not forum(doc, at, last) else None
    return None


def medium_beside(doc: Document, at: int) -> tuple[int, int] | None:
    """The medium that "and" joins to the one that ends before a token: to the paper and the channel."""
    at += at < len(doc) and doc.words[at].kind == "punct" and at not in doc.opens
    if at + 1 >= len(doc) or not (conjoined(doc, at) or (at in doc.names and doc.names[at].before)):
        alone = at + 1 < len(doc) and at + 1 in doc.opens and doc.words[at].norm in doc.pack.affixes.conjunctions
        return medium_named(doc, at + 1) if alone else None
    return medium_named(doc, at)


def _posed(doc: Document, at: int) -> bool:
    """Whether a medium asked a question told of before it: in answer to a question which "the paper" put."""
    k = at - 1
    while k > 0 and doc.words[k].norm in MARKS:
        k -= 1
    occasions = doc.pack.occasions
    if k < 1 or doc.words[k].norm not in occasions.posed:
        return False
    return any(doc.words[j].stem in occasions.questions for j in range(max(k - _ASKED, 0), k + 1))


def asked(doc: Document, at: int) -> bool:
    """Whether a medium only asked: what answers its question is told to it, the rest is not."""
    return any(doc.words[k].stem in doc.pack.occasions.questions for k in range(max(at - _ASKED, 0), at))


def _part_of_name(doc: Document, first: int, last: int) -> bool:
    """Whether a common word is only a part of a longer name in quotation marks ("Good Morning")."""
    word = doc.words[first]
    if doc.inside[first] < 0 or last - first > 1 or not word.known or word.definite:
        return False
    begin, end = doc.quote_tokens[doc.inside[first]]
    return end - begin - 2 <= _NAME and (begin + 1 < first or last < end - 1)


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
    word = doc.words[k]
    return word.norm in people.carried or word.stem in people.carried or word.stem in occasions.spoken


def _headed(doc: Document, at: int, to: bool = False) -> tuple[int, int] | None:
    """A noun for a medium with its name, in quotation marks or not; nouns that mean other things only with one.

    ``to`` where something is told to it: then any word may be its name, a description ("local media") do for one.
    """
    phrase = noun_phrase(doc, at, doc.sentence_end(at), behind_clitic=True)
    last = phrase.last if phrase is not None else at + 1
    mark = next((k for k in range(at + 1, min(at + 3, len(doc))) if k in doc.opens), None)
    if mark is None:  # the Spanish television channel "X"
        mark = next((k for k in range(at + 3, min(last + 1, len(doc))) if _called(doc, k)), None)
    if mark is not None and (mark == at + 1 or at + 1 not in doc.names) and _name_in(doc, mark, at):
        last = max(last, doc.quote_tokens[doc.opens[mark]][1])
        return (at, last) if not forum(doc, at, last) else None
    if mark is not None and not _name_in(doc, mark, at):
        last = min(last, mark)  # what is quoted
    if at + 1 in doc.names and doc.names[at + 1].phrase.kind in _PLACES and not doc.names[at + 1].before:
        return at, doc.names[at + 1].last  # Radio Monte Carlo, the television of a country
    if forum(doc, at, last) or any(k in doc.names and doc.names[k].phrase.kind != "media" for k in range(at, last)):
        return None
    follower = doc.words[at + 1] if at + 1 < last else None
    proper = follower is not None and (not follower.known or any(c.startswith("name.") for c in follower.classes))
    site = doc.words[at].stem in doc.pack.occasions.site
    named = proper or any(k in doc.names for k in range(at, last)) or (not site and follower is not None)
    if to and follower is not None:
        press, described = doc.pack.occasions.press, doc.is_a(at + 1, "nationality", "head.media")
        described = described and any(doc.is_a(k, "nationality", "adjective") for k in range(at + 1, last))
        placed = (
            not site or bool(doc.words[at].before) or not doc.is_a(at - 1, "preposition")
        )  # to the site of the fire
        named = named or (not follower.definite and (described or follower.stem in press or placed))
        named = named or (follower.definite and site and follower.stem not in press and not doc.is_a(at + 1, *_BODIES))
    if to and site and doc.words[at].definite and last == at + 1:
        named = named or any(doc.words[k].stem == doc.words[at].stem and k + 1 in doc.names for k in range(at))
    if site or not doc.words[at].definite:
        return (at, last) if named else None
    return at, last


def _name_in(doc: Document, mark: int, at: int) -> bool:
    """Whether quotation marks behind a noun for a medium hold its name, no speech."""
    end = doc.quote_tokens[doc.opens[mark]][1]
    speech = mark + 1 < len(doc) and doc.words[at].definite and is_verb(doc, mark + 1)  # on the channel: "…"
    return end - at < _NAME + 6 and not speech


def _called(doc: Document, mark: int) -> bool:
    """Whether a name in quotation marks stands behind a description that ends in an adjective."""
    if mark not in doc.opens or mark in doc.bracket_at or not doc.is_a(mark - 1, "adjective", "nationality"):
        return False
    return doc.quote_tokens[doc.opens[mark]][1] - mark - 2 <= _NAME


def _quoted(doc: Document, at: int, bare: bool) -> tuple[int, int] | None:
    """A name in quotation marks or brackets that is told something, whatever the gazetteer knows."""
    last = doc.quote_tokens[doc.opens[at]][1] if at in doc.opens else doc.bracket_at[at]
    if not 0 < last - at - 2 <= _NAME or at == 0 or forum(doc, at, last):
        return None
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
    return doc.words[k].norm if k >= 0 else ""


def _spoken_to(doc: Document, at: int) -> bool:
    """Whether a medium hangs on a noun of speaking: in an interview with, in remarks to."""
    occasions = doc.pack.occasions
    if _lead(doc, at) not in occasions.to:
        return False
    for k in range(at - 1, max(at - _BACK, -1), -1):
        word = doc.words[k]
        if word.norm in _STOPS:
            return False
        if word.stem in occasions.spoken or word.norm in occasions.spoken:
            return True
    return False


__all__ = ["MARKS", "addressed", "asked", "medium_at", "medium_beside", "medium_named", "medium_told", "own_outlet"]

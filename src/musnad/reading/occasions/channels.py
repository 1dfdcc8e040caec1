"""How something was said: the channel that the words around a cue tell."""

from __future__ import annotations

from musnad.lang.lexicon import CHANNEL, Match
from musnad.reading.discourse.actors import Cast
from musnad.reading.document import Document
from musnad.reading.draft import Draft, Told
from musnad.reading.occasions.medianames import medium_named
from musnad.reading.occasions.mediums import MARKS, addressed
from musnad.reading.phrases.wordkinds import issues

_SPEECH, _WRITTEN, _MEETING, _INTERVIEW = "speech", "written_statement", "meeting", "interview"
_POSTED = "social_media"
_DOCUMENTS = (_WRITTEN, "report")
_SENT = 3  # tokens from a letter or talk to what tells that it is one
_PART = 3  # tokens between the preposition and what took place
_ISSUED = 10  # tokens from what was issued to what takes it up
_APART = 6  # tokens from "before" to the event something was said before
_BESIDE = 16  # tokens after a channel in which is told who was there too
_SEATED = 12  # tokens from a session to the body that sits
_HANGING = 5  # tokens from a speech to the event it was given at
_ISSUER = 4  # tokens from "issued" to who issued it
_SHARED = 600  # tokens over which a joint occasion lasts


def find_channel(doc: Document, anchor: int, near: list[int], after: tuple[int, ...] = ()) -> Told | None:
    """The channel noun nearest a token, outside all content; ``after`` are the tokens after the cue and its source."""
    found: list[Told] = []
    for at in near:
        if not doc.words[at].phrases:
            continue
        match = doc.pack.lexicon.match(doc.words, at, CHANNEL)
        if match is not None and _leads(doc, at, match, after):
            found.append(Told(str(match.phrase.value), at, match.last))
    if not found:
        return None
    found = _governing(doc, found)
    best = min(found, key=lambda told: abs(told.first - anchor))
    if best.value == _SPEECH:  # a speech before parliament: what is said there is told by the place
        best = next((told for told in found if told.value in doc.pack.occasions.places), best)
    return _seated(doc, best) or _otherwise(doc, best)


def _governing(doc: Document, found: list[Told]) -> list[Told]:
    """Those of some channels on which the others hang: a speech at the forum, remarks on the margin of the summit.

    A session, or what somebody said in one, is at what hangs on it.
    """
    kept: list[Told] = []
    occasions = doc.pack.occasions
    for told in sorted(found, key=lambda told: told.first):
        if kept and _hangs_on(doc, kept[-1], told) and told.value not in occasions.places:
            if not _session(doc, kept[-1].first) or told.value not in occasions.events:
                continue
            kept.pop()
        kept.append(told)
    return kept


def _hangs_on(doc: Document, channel: Told, other: Told) -> bool:
    """Whether a channel noun stands a few words behind another one, with no mark, day or verb of issuing between."""
    between, acts = range(channel.last, other.first), doc.pack.occasions.acts
    plain = (doc.words[k].kind == "word" and k not in doc.time_at and not doc.among(k, acts) for k in between)
    return len(between) <= _HANGING and all(plain)


def _otherwise(doc: Document, told: Told) -> Told:
    """A speech that was sent as the letter it is, a meeting with a medium as the interview it is."""
    occasions, word = doc.pack.occasions, doc.words[told.first]
    behind = range(told.last, min(told.last + _SENT, doc.sentence_end(told.first)))
    if told.value == _SPEECH and (word.norm in occasions.letters or word.stem in occasions.letters):
        if any(doc.words[k].norm in occasions.mailed for k in behind):
            return Told(_WRITTEN, told.first, told.last)
    if told.value == _MEETING and (word.norm in occasions.talks or word.stem in occasions.talks):
        if any(addressed(doc, k) and medium_named(doc, k) is not None for k in behind):
            return Told(_INTERVIEW, told.first, told.last)
    return told


def lettered(doc: Document, told: Told) -> Told:
    """What a body says in what may be a speech or a letter: bodies write."""
    word, letters = doc.words[told.first], doc.pack.occasions.letters
    letter = told.value == _SPEECH and word.norm in letters and not word.definite and word.after is None
    behind = told.last < doc.sentence_end(told.first) and doc.words[told.last].kind == "word"
    given = behind and not doc.is_a(told.last, "that", "preposition")  # a speech that was given before somebody
    return Told(_WRITTEN, told.first, told.last) if letter and not given and told.last - told.first == 1 else told


def _seated(doc: Document, told: Told) -> Told | None:
    """The body behind a session or speech: at the monthly session of questions in the council of deputies."""
    occasions = doc.pack.occasions
    if not _session(doc, told.first):
        return None
    end = min(told.first + _SEATED, doc.sentence_end(told.first))
    for at in range(told.last, end):
        if doc.is_a(at, "relative", "that") or at in doc.opens:
            return None
        match = doc.pack.lexicon.match(doc.words, at, CHANNEL) if doc.words[at].phrases else None
        if match is None or match.phrase.value not in occasions.places:
            continue
        lead = doc.words[at].before[:1]
        if at == told.last or (lead and lead[0] in occasions.leads) or doc.words[at - 1].norm in occasions.leads:
            return Told(str(match.phrase.value), told.first, match.last)
    return None


def _session(doc: Document, at: int) -> bool:
    """Whether a word for what a body holds stands at a token: a session, a speech before it."""
    word, sessions = doc.words[at], doc.pack.occasions.sessions
    return word.stem in sessions or word.norm in sessions


def written(doc: Document, draft: Draft) -> Told | None:
    """The channel that a document as source is, or that a verb of posting tells; "the reports" are no one document."""
    source, posting = draft.source, doc.pack.occasions.posting
    verb = range(draft.cue.first, draft.cue.last)
    if draft.cue.tense == "participle":  # posted, saying that
        verb = range(max(doc.sentence_start(draft.cue.first), draft.cue.first - _SEATED), draft.cue.last)
    forms = ((doc.words[k].stem, *doc.forms(k)) for k in verb if doc.inside[k] < 0)
    if any(not posting.isdisjoint(form) for form in forms):
        return Told(_POSTED, draft.cue.first, draft.cue.last)
    if source is None:
        return None
    if doc.words[source.head].stem in doc.pack.occasions.courts and draft.cue.finite:
        return Told("court", source.head, source.last)  # a court speaks in court
    if source.cls != "head.document":
        return None
    match = doc.pack.lexicon.match(doc.words, source.head, CHANNEL)
    word = doc.words[source.head]
    if match is None or (draft.cue.finite and word.definite and word.stem in doc.pack.occasions.several):
        return None
    return _otherwise(doc, Told(str(match.phrase.value), source.head, match.last))


def posted(doc: Document, first: int, last: int) -> Told | None:
    """The channel of a verb of posting among some tokens, which tells it itself; "and" written onto it or not."""
    posting = doc.pack.occasions.posting
    at = next((k for k in range(first, last) if not posting.isdisjoint(doc.forms(k))), None)
    return Told(_POSTED, at, at + 1) if at is not None else None


def share(doc: Document, drafts: list[Draft], cast: Cast) -> None:
    """Give a joint occasion (a press conference with somebody) to the one beside the speaker too."""
    occasions = doc.pack.occasions
    for host in drafts:
        channel = host.channel
        if channel is None or not _told_here(doc, host, channel):
            continue
        joint = channel.value in occasions.joint
        guest = _beside(doc, channel, cast) if joint else _issuer(doc, channel, cast)
        if guest is None or guest == host.speaker:
            continue
        for draft in drafts:
            if draft.speaker == guest and 0 < draft.cue.first - channel.first < _SHARED and draft.parent is None:
                alone = draft.channel is None and draft.said_on is None
                if alone:
                    draft.channel, draft.said_on = channel, host.said_on


def _issuer(doc: Document, channel: Told, cast: Cast) -> int | None:
    """Who issued a document that another is quoted with: the league, in a statement which its secretary issued."""
    at = channel.last + (channel.last < len(doc) and doc.is_a(channel.last, "relative"))
    if channel.value not in _DOCUMENTS or at + 1 >= len(doc) or not issues(doc, at):
        return None
    end = min(at + _ISSUER, doc.sentence_end(at))
    index = next((cast.by_token[k] for k in range(at + 1, end) if k in cast.by_token), None)
    return index if index is not None and cast.actors[index].kind == "person" else None


def _leads(doc: Document, at: int, match: Match, after: tuple[int, ...]) -> bool:
    """Whether a channel noun hangs on a preposition of saying (in a statement, during a call) or is an adverb."""
    occasions, kind = doc.pack.occasions, str(match.phrase.value)
    leads = occasions.leads | occasions.also.get(kind, frozenset())
    word = doc.words[at]
    if any(at < end <= at + _ISSUED and end < len(doc) and doc.words[end].norm in occasions.within for end in after):
        return True  # issued a statement and said in it
    if word.norm in leads or doc.is_a(at, "adverb"):
        return True  # before his followers, by telephone
    article = doc.pack.lexicon.article
    conjunctions = doc.pack.affixes.conjunctions
    clitics = [b for b in word.before if b != article and b not in conjunctions]
    k = at - 1
    while k > 0 and doc.words[k].norm in MARKS:
        k -= 1  # on "the site"
    lead = clitics[-1] if clitics else doc.words[k].stem if k >= 0 else ""
    if k > 0 and not clitics and doc.words[k - 1].norm in occasions.answers:
        return False  # in answer to a message
    if lead in doc.pack.frames.addressee and word.stem in occasions.reporters:
        return False  # to the correspondent, whose word may also be a letter
    if lead not in leads and (k < 0 or leads.isdisjoint(doc.forms(k))):
        if kind not in occasions.events or not _in_part(doc, at, leads):
            return False
    if kind in occasions.events and (lead in occasions.margins or _another(doc, at, match.last)):
        return False
    if kind in occasions.places and lead not in occasions.before and not _session(doc, at):
        return at - (not clitics) in after  # said in parliament
    return True


def _in_part(doc: Document, at: int, leads: frozenset[str]) -> bool:
    """Whether an event hangs on a part of it or on a part taken in it: during the works of, his chairing."""
    parts, conjunctions, article = doc.pack.occasions.parts, doc.pack.affixes.conjunctions, doc.pack.lexicon.article
    for k in range(at - 1, max(at - _PART, 0) - 1, -1):
        word = doc.words[k]
        if word.stem in parts or word.norm in parts:
            clitics = [b for b in word.before if b != article and b not in conjunctions]
            before = doc.words[k - 1] if k else None
            if (clitics and clitics[-1] in leads) or (before and (before.stem in leads or before.norm in leads)):
                return True
        elif not doc.is_a(k, "preposition"):
            return False
    return False


def _another(doc: Document, at: int, last: int) -> bool:
    """Whether an event is another one than that of the saying: before taking part in a meeting, at a former one."""
    if last < len(doc) and doc.words[last].stem in doc.pack.occasions.other:
        return True
    for k in range(at - 1, max(at - _APART, -1), -1):
        if doc.words[k].kind != "word" or doc.pack.lexicon.match(doc.words, k, CHANNEL) is not None:
            return False
        if doc.words[k].norm in doc.pack.people.apart:
            return True
    return False


def _told_here(doc: Document, draft: Draft, channel: Told) -> bool:
    return doc.tokens.sentence[draft.cue.first] == doc.tokens.sentence[channel.first]


def _beside(doc: Document, channel: Told, cast: Cast) -> int | None:
    """Who was at an occasion beside the speaker."""
    end = min(doc.sentence_end(channel.first), channel.last + _BESIDE)
    lead = next((k for k in range(channel.last, end) if doc.words[k].norm in doc.pack.occasions.beside), None)
    if lead is None:
        return None
    return next((cast.by_token[k] for k in range(lead + 1, end) if k in cast.by_token), None)


__all__ = ["find_channel", "lettered", "posted", "share", "written"]

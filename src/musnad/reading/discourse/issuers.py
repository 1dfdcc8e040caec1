"""Who is behind a document that speaks: named in its phrase, told beside it, or who issued it in the text before."""

from __future__ import annotations

from collections.abc import Sequence

from musnad.reading.discourse.actors import Cast
from musnad.reading.discourse.floor import FAR
from musnad.reading.discourse.identity import Identity
from musnad.reading.discourse.topics import speaks
from musnad.reading.document import Document
from musnad.reading.draft import Draft
from musnad.reading.phrases.nounphrases import Phrase
from musnad.reading.phrases.wordkinds import issues, prepositional

_BESIDE = 4  # tokens between a document and the verb that tells who made it, and from there to him


def issuer_of(doc: Document, draft: Draft, earlier: Sequence[Draft], who: Identity, cast: Cast) -> int | None:
    """The actor behind the document or other thing that a statement names as its source; None for none told."""
    source = draft.source
    assert source is not None
    if who.cls == "head.document" and not _counted(doc, source):  # some writers, spelled like a book
        return _issuer(doc, draft, source, earlier, cast)
    some = doc.words[source.head].norm in doc.pack.people.another
    return _made_by(doc, source.first, source.last, cast) if who.cls == "thing" and not some else None


def _counted(doc: Document, source: Phrase) -> bool:
    """Whether a definite singular stands behind one of, some of: then it is a plural that is spelled so."""
    head = doc.words[source.head]
    counted = doc.is_a(source.first, "quantifier") or doc.words[source.first].stem in doc.pack.people.one
    return source.first < source.head and counted and head.definite and head.number == "s"


def _issuer(doc: Document, draft: Draft, source: Phrase, earlier: Sequence[Draft], cast: Cast) -> int | None:
    """The body behind a document: named inside the phrase, else whoever issued it in the text before."""
    stem, people = doc.words[source.head].stem, doc.pack.people
    nobodys = stem in people.unsigned and not source.definite
    inside = _named_in(cast, source.head + 1, source.last)
    if inside and not nobodys:
        # on the site of X: the site is where it is to be read
        return next((k for k in inside if cast.actors[k].cls != "head.media" or cast.actors[k].key), inside[0])
    told = draft.opener.first if draft.opener.first >= source.last else -1  # reports told "of" strife: not whose
    made = _made_by(doc, source.first, source.last, cast, told)
    if made is not None:
        return made
    if nobodys:
        return None
    if draft.order == "antecedent" and draft.cue.tense == "phrase":  # X issued a statement in which it says that …
        by = _named_in(cast, doc.sentence_start(source.first), source.first)
        if by:
            return by[-1]
    if not source.definite or stem in people.unsigned or stem in people.standing:
        return None
    return _told_before(doc, source, stem, earlier, cast)


def _told_before(doc: Document, source: Phrase, stem: str, earlier: Sequence[Draft], cast: Cast) -> int | None:
    """Who issued "the statement" in the text before: who spoke in it or made it, else who spoke last."""
    far = max(0, source.first - FAR)
    near = [
        other
        for other in reversed(earlier)
        if other.speaker is not None and other.cue.first > source.first - FAR and speaks(cast.actors[other.speaker])
    ]
    for at in range(source.first - 1, far - 1, -1):
        if doc.words[at].stem != stem:
            continue
        for other in near:
            if other.first <= at < max(other.last, other.cue.last):
                return other.speaker
        made = _made_by(doc, at, at + 1, cast)
        if made is not None:
            return made
        told = cast.identities.get(at)
        if told is not None:
            end = next((k for k in range(at + 1, told.last) if doc.is_a(k, "preposition")), told.last)
            if within := _named_in(cast, at + 1, end):
                return within[0]  # the report of the ministry; not a letter to it
        for other in earlier:
            if other.source is not None and other.source.first <= at < other.source.last and other.speaker is not None:
                alone = not any(body.cue.first > at for body in near)
                if alone and cast.actors[other.speaker].cls == "head.document":
                    return other.speaker  # a study shows …; the study: nobody is told to have made it
    if near:
        bodies = (other for other in near if other.speaker is not None and cast.actors[other.speaker].kind != "person")
        return next(bodies, near[0]).speaker
    back = _named_in(cast, far, source.first)
    bodies_back = [index for index in back if cast.actors[index].named and cast.actors[index].kind == "organization"]
    return (bodies_back or back)[-1] if back else None


def _made_by(doc: Document, first: int, last: int, cast: Cast, told: int = -1) -> int | None:
    """Who issued or made what stands at tokens ``first`` to ``last``, as told right behind: issued by, conducted by.

    ``told`` is where begins what it says, if that is known.
    """
    end = doc.sentence_end(first) if told < 0 else told
    for at in range(last, min(last + _BESIDE, end)):
        if doc.is_a(at, "that"):
            return None  # the statement added that what X presented …
        if _issuing(doc, at):
            found = next((t for t in range(at, min(at + _BESIDE, end)) if t in cast.by_token), None)
            if found is not None and speaks(cast.actors[cast.by_token[found]]) and not _led_to(doc, at, found):
                return cast.by_token[found]
    return None


def _led_to(doc: Document, verb: int, at: int) -> bool:
    """Whether a preposition stands between a verb and somebody: published on the site of."""
    return any(doc.is_a(k, "preposition") for k in range(verb + 1, at)) or (verb < at and prepositional(doc, at))


def _issuing(doc: Document, at: int) -> bool:
    """Whether a word says who made what is told before: issued by, which X conducted, which X announced."""
    if issues(doc, at):
        return True
    word = doc.words[at]
    told = (c for c in word.cues if c.after is not None and c.after.person == 3 and word.raw.endswith(c.after.form))
    return any(cue.form.entry.act == "state" and cue.form.tense in ("past", "present") for cue in told)


def _named_in(cast: Cast, first: int, last: int) -> list[int]:
    """Those who can speak among the actors named from token ``first`` to ``last``, in text order."""
    found = (cast.by_token.get(at) for at in range(first, last))
    return [index for index in found if index is not None and speaks(cast.actors[index])]

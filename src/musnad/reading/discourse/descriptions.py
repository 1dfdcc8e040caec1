"""Whom a description of a speaker means, told by who spoke before: "the player", "the Yemeni official".

``takingup.py`` ties descriptions to names by the words of titles alone. What it leaves open, or would tie to whoever is
only mentioned nearby, is decided here, where it is known who has the floor.
"""

from __future__ import annotations

from musnad.reading.discourse.actors import Actor, Cast, countries, of_other_countries
from musnad.reading.discourse.identity import Identity
from musnad.reading.discourse.takingup import fits_person, told_since
from musnad.reading.document import Document
from musnad.reading.draft import Draft
from musnad.reading.phrases.wordkinds import HUMAN, is_name, prepositional
from musnad.text.tokens import COMMAS

_WHO = HUMAN | {"name", "nationality"}
_SALIENT = 3  # times somebody is named whom the article is about
_LATELY = 6  # statements back in which a body may have spoken
_SHORT = 4  # words of a description that is no full function
_BARE = 2  # words of "the military spokesman": not for whom he speaks
_FAR = 100  # tokens back beyond which nobody has the floor


def described_speaker(doc: Document, draft: Draft, earlier: list[Draft], who: Identity, cast: Cast) -> int | None:
    """The named person whom a description without a name takes up; None where the description stands for itself.

    An official of no further title is whoever has the floor. Somebody told by a bare function ("the player"), borne
    by nobody the article names, is who has the floor or whom the article is about. A full function ("the coach of
    X") is who has the floor only where his own function was not told.
    """
    people = doc.pack.people
    if draft.source is None or who.number in ("p", "d") or who.cls not in _WHO:
        return None
    head = doc.words[draft.source.head]
    if who.cls == "nationality":
        return _national(doc, draft, _floor(draft, earlier), who, cast)
    if (who.kind != "person" and who.head not in people.superior) or who.head in people.everybody:
        return None
    sure = draft.cue.entry.strength == "sure" and draft.cue.entry.act == "state"
    if who.cls == "name" and "noun" in head.classes and (not sure or draft.cue.gender == "f"):
        return None  # the evidence
    if (
        "quantifier" in doc.words[draft.source.first].classes
        or _name_behind(doc, who.last)
        or prepositional(doc, who.first)
    ):
        return None
    aside = draft.cue.first > 0 and doc.is_a(draft.cue.first - 1, "relative")  # the rumours which the director denied
    floor = _floor(draft, earlier) if not aside else None
    last = cast.actors[floor] if floor is not None else None
    index = cast.by_token[who.first]
    if who.head in people.superior:
        if last is None or not who.definite:
            return None
        # the socialist politician: nobody else is told to be that
        rest = who.features - countries(who.features) - {who.head}
        others = any(rest & actor.features for actor in cast.actors if actor.named and actor.kind == "person")
        return floor if fits_person(doc, last, who) or (rest and not others and _may_be(last, who)) else None
    if cast.actors[index].named or cast.actors[index].at[0] != who.first or who.same:
        return None
    if last is not None and _may_be(last, who):
        if not last.features or (head.definite and who.head in last.heads and not _of_another_body(doc, last, who)):
            return floor
        if head.definite and who.last - who.first <= _SHORT and not _borne(cast, who):
            return floor
    if head.definite and who.features - countries(who.features) == {who.head} and not _borne(cast, who):
        salient = _salient(cast, who)
        nations = countries(who.features)
        if salient is not None and (
            not nations
            or _known(cast.actors[salient])
            or (len(nations) == 1 and nations & cast.actors[salient].features)
        ):
            return salient
        return _untitled(doc, draft, cast, who)
    return None


def _national(doc: Document, draft: Draft, floor: int | None, who: Identity, cast: Cast) -> int | None:
    """Whom a nation alone means ("the Spaniard said"): who has the floor, unless of another, else the one of it."""
    assert draft.source is not None
    alone = doc.words[draft.source.head].definite and who.last - who.first == 1
    if not alone or not draft.cue.finite or draft.cue.gender != who.gender:
        return None
    if floor is not None and _may_be(cast.actors[floor], who):
        return floor
    own = countries(who.features)
    fits = [k for k, actor in enumerate(cast.actors) if _may_be(actor, who) and own & actor.features]
    return fits[0] if len(fits) == 1 else _untitled(doc, draft, cast, who)


def _untitled(doc: Document, draft: Draft, cast: Cast, who: Identity) -> int | None:
    """The only one named shortly before without a word of what he is, as those are whom readers know: the player."""
    since = doc.sentence_start(max(doc.sentence_start(draft.cue.first) - 1, 0))
    near = {cast.by_token[at] for at in range(since, draft.cue.first) if at in cast.by_token}
    fits = [k for k in near if _may_be(cast.actors[k], who) and _known(cast.actors[k])]
    return fits[0] if len(fits) == 1 else None


def _known(actor: Actor) -> bool:
    """Whether somebody is named, more than once, and nowhere told to be anything but of a country."""
    return len(actor.at) > 1 and not actor.features - countries(actor.features)


def described_body(doc: Document, draft: Draft, earlier: list[Draft], who: Identity, cast: Cast) -> int | None:
    """The body that a generic noun takes up ("the world body"): the last that spoke and may be called so.

    Only where nothing of that name was told before; ``None`` where nobody who spoke lately fits.
    """
    source, index = draft.source, cast.by_token[who.first]
    kinds = doc.pack.people.generic.get(who.head)
    if source is None or kinds is None or who.key or who.kind not in ("organization", "group"):
        return None
    told = cast.actors[index]
    if not doc.words[source.head].definite or who.last - who.first > _SHORT - 1 or who.number == "p":
        return None
    if (who.name and told.at[0] != who.first) or prepositional(doc, who.first):
        return None
    if doc.words[source.first].stem in doc.pack.people.one:
        return None  # one of the papers
    spoke = [
        (other.speaker, cast.actors[other.speaker])
        for other in reversed(earlier[-_LATELY:])
        if other.speaker is not None and other.parent == draft.parent and draft.cue.first - other.cue.first <= 2 * _FAR
    ]
    fits = [
        (index, body)
        for index, body in spoke
        if body.named and body.kind in ("organization", "group") and _of_country(body, who)
    ]
    own = next((index for index, body in fits if who.head in body.heads or who.head in body.words), None)
    last = max((at for at in cast.actors[own].at if at < who.first), default=0) if own is not None else 0
    if own is not None and (fresh := told_since(doc, cast, who, last)) is not None:
        return fresh
    if own is None:
        own = next((index for index, body in fits if body.cls in kinds), None)
    return own if own is not None else _marked_name(doc, draft, earlier, cast)


def _marked_name(doc: Document, draft: Draft, earlier: list[Draft], cast: Cast) -> int | None:
    """The last speaker, if his unlisted name stood in brackets or quotation marks, as names of bodies do."""
    last = _floor(draft, earlier)
    for other in reversed(earlier):
        if other.speaker == last and other.source is not None and other.source.first in cast.by_token:
            return last if other.source.first in doc.opens and cast.by_token[other.source.first] == last else None
    return None


def _name_behind(doc: Document, at: int) -> bool:
    """Whether a name follows, be it one that could not be told apart from other words: the singer X said."""
    at += at < len(doc) and doc.words[at].norm in COMMAS
    return at < len(doc) and (is_name(doc, at) or doc.is_a(at, "head.honorific"))


def _floor(draft: Draft, earlier: list[Draft]) -> int | None:
    """The last speaker of the same rank, if the article names him and it was not long ago."""
    for other in reversed(earlier):
        if other.parent != draft.parent or other.speaker is None:
            continue
        near = draft.cue.first - max((last for _, last in other.content), default=other.cue.last) < _FAR
        return other.speaker if near else None
    return None


def _may_be(actor: Actor, who: Identity) -> bool:
    """Whether a named person may be the one described: gender and country agree as far as they are told."""
    if not actor.named or actor.kind != "person":
        return False
    if who.gender in ("m", "f") and actor.gender in ("m", "f") and who.gender != actor.gender:
        return False
    return not of_other_countries(who.features, actor.features)


def _of_another_body(doc: Document, actor: Actor, who: Identity) -> bool:
    """Whether both are told whom they speak for or belong to, in other words: the army's spokesman, the rebels' one."""
    if actor.organization and who.organization:
        return set(actor.organization.split()).isdisjoint(who.organization.split())
    told = who.head in doc.pack.people.spokesman and who.last - who.first > _BARE
    ours, theirs = who.features - {who.head} - countries(who.features), actor.features - {who.head}
    return told and bool(ours) and bool(theirs) and ours.isdisjoint(theirs)


def _of_country(body: Actor, who: Identity) -> bool:
    """Whether a body may be of the country a description names: it is, or nothing tells of which it is."""
    ours = {feature[8:] for feature in countries(who.features)} | ({who.country} if who.country else set())
    theirs = {body.country} if body.country else {feature[8:] for feature in countries(body.features)}
    return not ours or not theirs or bool(ours & theirs)


def _borne(cast: Cast, who: Identity) -> bool:
    """Whether somebody the article names bears the function."""
    return any(actor.named and actor.kind == "person" and who.head in actor.heads for actor in cast.actors)


def _salient(cast: Cast, who: Identity) -> int | None:
    """Whom the article is about: named much more often than anybody else it may be."""
    counts = sorted(((len(a.at), k) for k, a in enumerate(cast.actors) if _may_be(a, who)), reverse=True)
    if not counts or counts[0][0] < _SALIENT:
        return None
    return counts[0][1] if len(counts) == 1 or counts[0][0] >= 2 * counts[1][0] else None

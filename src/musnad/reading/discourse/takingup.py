"""Whom a description without a name takes up: "the minister", "the newspaper", "the source in the palace"."""

from __future__ import annotations

from musnad.reading.discourse.actors import Actor, Cast, add, countries
from musnad.reading.discourse.identity import Identity
from musnad.reading.document import Document
from musnad.reading.phrases.wordkinds import adjunct_preposition, finite, is_verb

_DESCRIBED_BODIES = frozenset({"head.organization", "head.media", "head.ministry", "head.group", "head.country"})


def take_up(doc: Document, cast: Cast, who: Identity, near: list[int], described: dict[tuple[str, str], int]) -> int:
    """Whom a description without a name means: the first of ``near`` it fits, else somebody new."""
    called = _by_surname(doc, cast, who, near)
    if called is not None:
        return called
    if who.cls in ("head.person", "head.honorific", "head.anonymous"):
        if who.kind == "person" or who.definite or who.same:
            fits = (k for k in near if fits_person(doc, cast.actors[k], who))
            first = next(fits, None)
            if first is not None and not cast.actors[first].named and (who.definite or who.kind == "person"):
                first = next((k for k in fits if cast.actors[k].named), first)
            if first is not None and len(who.features) > 1 and who.country is None and cast.actors[first].country:
                # a full title without a country is rather somebody's who bears it without one
                first = next((k for k in fits if who.features <= cast.actors[k].features and _home(cast, k)), first)
            if first is None and who.cls == "head.anonymous" and who.number == "s":
                # "the source in the palace": there is but one source
                alike = [k for k in near if _unnamed_before(cast.actors[k], who)]
                first = alike[0] if len(alike) == 1 else None
            if first is not None:
                return first
    elif who.cls in _DESCRIBED_BODIES and who.definite:
        again = described.get((who.kind, who.text))
        if again in near:
            since = max((at for at in cast.actors[again].at if at < who.first), default=0)
            fresh = told_since(doc, cast, who, since)
            return again if fresh is None else fresh
        for bears in (_bears_head, _generic_for, _holds_head):
            for k in near:
                if _fits_body(cast.actors[k], who) and bears(doc, cast.actors[k], who):
                    described[who.kind, who.text] = k
                    return k
        alike = [k for k in near if who.head in cast.actors[k].heads and _agrees_in_country(cast.actors[k], who)]
        if len(alike) == 1 and cast.actors[alike[0]].named and cast.actors[alike[0]].kind != "person":
            return alike[0]  # "the giant company": there is but one company
    elif who.cls in ("thing", "name") and not who.name and who.definite and who.features == {who.head}:
        for k in near:  # "the programme" for the X Programme
            if cast.actors[k].named and cast.actors[k].kind == "organization" and who.head in cast.actors[k].heads:
                return k
    elif who.cls == "head.document" and who.definite:
        for k in near:
            actor = cast.actors[k]
            if actor.cls == who.cls and who.head in actor.heads and who.features <= actor.features:
                return k
    same = described.get((who.kind, who.text))
    if same is None:
        same = described[who.kind, who.text] = add(cast, who)
    return same


def _by_surname(doc: Document, cast: Cast, who: Identity, near: list[int]) -> int | None:
    """Who is told by his family name where that is spelled like a common word: the engineer "the Director" added."""
    last = doc.words[who.last - 1]
    titled = doc.words[who.first].definite and doc.is_a(who.first, "head.honorific", "head.person")
    led = titled and who.last - who.first == 2
    if (
        not (led or who.last - who.first == 1)
        or last.kind != "word"
        or who.number in ("p", "d")
        or adjunct_preposition(doc, who.last - 1)
    ):
        return None
    fits = [
        k
        for k in near
        if len(cast.actors[k].words) > 1
        and cast.actors[k].kind == "person"
        and cast.actors[k].words[-1] in (last.norm, last.stem)
        and cast.actors[k].gender in ("-", who.gender, "m")
    ]
    return fits[0] if len(fits) == 1 else None


def told_since(doc: Document, cast: Cast, who: Identity, since: int) -> int | None:
    """The body a sentence was about last after a token, told by a noun and its name: the newspaper X wrote."""
    for first in sorted((at for at in cast.by_token if since < at < who.first), reverse=True):
        told = cast.identities.get(first)
        if told is None or not told.name or told.head != who.head or told.text == who.text or told.kind == "person":
            continue
        if told.country and countries(who.features) and f"country:{told.country}" not in who.features:
            continue  # the American agency: not the French one
        opens = first <= doc.sentence_start(first) + 1 or finite(doc, first - 1) or is_verb(doc, first - 1)
        if opens and not adjunct_preposition(doc, first) and not doc.is_a(first - 1, "preposition"):
            return cast.by_token[first]
    return None


def _unnamed_before(actor: Actor, who: Identity) -> bool:
    """Whether somebody unnamed of the same noun was told before, of no other country."""
    if actor.kind != "anonymous" or who.head not in actor.heads or actor.at[0] >= who.first or actor.number != "s":
        return False
    return who.country is None or actor.country in (None, who.country)


def _home(cast: Cast, index: int) -> bool:
    return not countries(cast.actors[index].features)


def fits_person(doc: Document, actor: Actor, who: Identity) -> bool:
    """Whether somebody may be who a description tells of: all its words are among those of his titles."""
    people = doc.pack.people
    if who.number in ("p", "d") and actor.named and actor.kind == "person":
        return False  # the ministers: not the prime minister
    if who.gender in ("m", "f") and actor.gender in ("m", "f") and who.gender != actor.gender:
        return False
    wanted = who.features - {who.head} if who.head in people.superior else who.features
    if who.head in people.envoys and (actor.organization or actor.features & people.undistinguished):
        wanted = wanted - people.undistinguished  # the international envoy: that of the United Nations
    if actor.kind == "anonymous":
        official = actor.cls == "head.anonymous" and who.number == actor.number == "s"
        fits = official and who.definite and who.head in people.superior
        return (fits or who.head in actor.heads) and wanted <= actor.features
    if actor.kind != "person" or not actor.named:
        return actor.kind == "person" and who.features <= actor.features and bool(who.features)
    if who.cls == "head.anonymous" and who.head not in people.superior:
        return False
    if who.head in people.superior and not actor.features:
        return False
    if who.offices and wanted and who.cls == "head.person" and actor.offices and not who.offices & actor.offices:
        if who.head not in people.superior:
            return False  # the king, not his ambassador
    return wanted <= actor.features


def _fits_body(actor: Actor, who: Identity) -> bool:
    if actor.kind in ("person", "anonymous"):
        return False
    rest = who.features - {who.head}
    return rest <= actor.features | {f"country:{actor.country}"}


def _agrees_in_country(actor: Actor, who: Identity) -> bool:
    return actor.country is not None and actor.country == who.country


def _bears_head(doc: Document, actor: Actor, who: Identity) -> bool:
    """Whether the noun is the actor's own: "the movement" for the X Movement."""
    if who.head in actor.heads:
        return True
    held = _holds_head(doc, actor, who)
    if actor.key or actor.cls != "head.media":
        return held
    return held and doc.pack.lexicon.article + who.head not in map(doc.pack.fold, actor.name.split())


def _holds_head(doc: Document, actor: Actor, who: Identity) -> bool:
    """Whether the actor is called something of what the noun means: the site of the body."""
    return actor.named and who.head in actor.features | set(actor.words)


def _generic_for(doc: Document, actor: Actor, who: Identity) -> bool:
    """Whether the noun stands for things of the actor's kind: "the organization"."""
    return actor.named and actor.cls in doc.pack.people.generic.get(who.head, ())

"""The cast of an article: which phrases name the same person, body or country.

Names are joined first, over the whole article (a full name may come late, or only in the title);
then descriptions, in text order, are taken up by the nearest one they fit: every word of "the
Russian minister" must be among the words of that person's titles.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache

import msgspec

from musnad.model import Speaker, SpeakerKind
from musnad.reading.document import Document
from musnad.reading.identity import Identity, identify
from musnad.reading.nounphrases import Phrase, noun_phrase
from musnad.reading.phraseparts import governed
from musnad.reading.wordkinds import HEADS, adjunct_preposition, finite, is_name, is_verb, starts_after_preposition

_RECENT = 60  # actors a description may take up, last named first
_LATER = 30  # actors named only later that it may take up
_DESCRIBED_BODIES = frozenset({"head.organization", "head.media", "head.ministry", "head.group", "head.country"})
_TITLES = frozenset({"head.person", "head.honorific"})
_RUN_ON = 3  # words from which a name may be two
_FUZZY = 5  # letters from which two spellings of a name may differ by one


class Actor(msgspec.Struct):
    """Somebody in the article; grows as phrases are read.

    ``shown`` is the kind a reading tells. ``at`` holds the first tokens of the phrases that name it, in text order;
    ``names`` all word sequences seen for it; ``features`` the words of all its titles.
    """

    kind: SpeakerKind
    name: str
    words: tuple[str, ...]
    names: list[tuple[str, ...]]
    features: set[str]
    heads: set[str]
    gender: str
    number: str
    key: str
    role: str | None
    organization: str | None
    country: str | None
    at: list[int]
    cls: str
    named: bool
    shown: SpeakerKind

    def speaker(self) -> Speaker:
        """The record of a reading."""
        return Speaker(
            name=self.name, kind=self.shown, role=self.role, organization=self.organization, country=self.country,
            actor=actor_id(self.shown, self.key or " ".join(self.words) or self.name),
        )  # fmt: skip


class Cast(msgspec.Struct):
    """All actors, and which of them the phrase at a token names (token of the phrase's start → actor).

    ``by_name`` finds actors by the letters a name word begins with, ``by_body`` by head or gazetteer
    id; both only narrow the search.
    """

    actors: list[Actor]
    by_token: dict[int, int]
    identities: dict[int, Identity]
    by_name: dict[str, list[int]] = {}
    by_body: dict[str, list[int]] = {}


@lru_cache(maxsize=10_000)
def actor_id(kind: str, key: str) -> str:
    """A stable id: kind and a hash of the folded name (recipe 1)."""
    return f"{kind}:{hashlib.blake2b(f'1|{kind}|{key}'.encode(), digest_size=6).hexdigest()}"


def find_cast(doc: Document, sources: Iterable[Phrase], cues: frozenset[int]) -> Cast:
    """Everybody the article names, from all its noun phrases; ``sources`` are taken as they are."""
    phrases = {phrase.first: phrase for phrase in sources}
    for phrase in _scan(doc, phrases, cues):
        phrases.setdefault(phrase.first, phrase)
    identities = _apart({first: identify(doc, phrases[first]) for first in sorted(phrases)})
    cast = Cast([], {}, identities)
    for first, who in _by_fullness(identities):
        if who.name and who.kind == "person":
            cast.by_token[first] = _join_person(cast, who)
        elif who.cls == "quoted" and (known := _known_person(cast, who)) is not None:
            cast.by_token[first] = known
            _insert(cast.actors[known], who)
        elif who.key or (who.name and who.cls != "quoted"):
            cast.by_token[first] = _join_body(cast, who)
    for actor in cast.actors:
        actor.at.sort()
    _take_up_all(doc, cast)
    return cast


def _apart(identities: dict[int, Identity]) -> dict[int, Identity]:
    """Cut names that run on into the next one's: "Anna Berg Holm" where Berg stands alone and another is "Ole Holm"."""
    people = [who.words for who in identities.values() if who.kind == "person" and who.name]
    alone = {words[0] for words in people if len(words) == 1}
    ends: dict[str, list[tuple[str, ...]]] = {}
    for words in people:
        if len(words) > 1:
            ends.setdefault(words[-1], []).append(words)
    for first, who in identities.items():
        words = who.words
        if who.kind != "person" or len(words) < _RUN_ON or words[-2] not in alone:
            continue
        if any(not set(other[:-1]) & set(words) for other in ends[words[-1]]):
            name = who.name.rsplit(" ", 1)[0]
            identities[first] = msgspec.structs.replace(who, name=name, words=words[:-1])
    return identities


def _take_up_all(doc: Document, cast: Cast) -> None:
    """Descriptions, in text order: those named lately first, then those named only later."""
    coming = sorted((actor.at[0], k) for k, actor in enumerate(cast.actors))
    recent: dict[int, None] = {}  # actors, the one named last at the end
    described: dict[tuple[str, str], int] = {}
    ahead = 0
    for first, who in cast.identities.items():
        index = cast.by_token.get(first)
        if index is None:
            while ahead < len(coming) and coming[ahead][0] <= first:
                ahead += 1
            later = [k for at, k in coming[ahead : ahead + _LATER] if k not in recent]
            index = _take_up(doc, cast, who, [*reversed(recent), *later], described)
            cast.by_token[first] = index
            _insert(cast.actors[index], who)
        recent.pop(index, None)
        recent[index] = None
        if len(recent) > _RECENT:
            del recent[next(iter(recent))]


def _by_fullness(identities: dict[int, Identity]) -> list[tuple[int, Identity]]:
    """Longest names first, so that short ones join them; text order within."""
    return sorted(identities.items(), key=lambda item: (-len(item[1].words), item[0]))


def _scan(doc: Document, sources: dict[int, Phrase], cues: frozenset[int]) -> list[Phrase]:
    """Noun phrases outside the sources that may name somebody."""
    found: list[Phrase] = []
    at, size = 0, len(doc)
    called = {doc.words[k].norm for k in range(1, size) if is_name(doc, k) and is_name(doc, k - 1)}
    while at < size:
        word = doc.words[at]
        if at in sources or at in cues or not doc.plain[at]:
            at += 1
            continue
        listed = at in doc.names
        head = not word.classes.isdisjoint(HEADS)
        if not (listed or head or _name_start(doc, at, called)) or at in doc.time_at:
            at += 1
            continue
        if not starts_after_preposition(doc, at):
            at += 1
            continue
        phrase = noun_phrase(doc, at, doc.sentence_end(at), behind_clitic=True, coordinate=False)
        if phrase is None or phrase.cls in ("thing", "quoted"):
            at += 1
            continue
        if phrase.cls in _TITLES and not any(is_name(doc, k) for k in range(phrase.first, phrase.last)):
            # what a title is charged with helps to find the name behind it; without one it tells no more than its noun
            end = next((k for k in range(phrase.head + 1, phrase.last) if governed(doc, k, phrase.first)), phrase.last)
            phrase = msgspec.structs.replace(phrase, last=end)
        found.append(phrase)
        at += 1 if head and not listed else max(phrase.last - at, 1)
    return found


def _name_start(doc: Document, at: int, called: set[str]) -> bool:
    """A personal name that no title announces: listed, followed by another name, or somebody's family name."""
    if not is_name(doc, at) or (at and is_name(doc, at - 1)):
        return False
    if not doc.words[at].classes.isdisjoint(("name.given", "name.family")) or doc.words[at].norm in called:
        return True
    return at + 1 < len(doc) and is_name(doc, at + 1)


def same_words(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether the shorter name is a part of the longer one, one letter of a long word aside."""
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    left = list(long)
    for word in short:
        hit = next((k for k, other in enumerate(left) if _same_word(word, other)), None)
        if hit is None:
            return False
        del left[hit]
    return bool(short)


def _same_word(a: str, b: str) -> bool:
    if a == b:
        return True
    if min(len(a), len(b)) < _FUZZY - 1 or abs(len(a) - len(b)) > 1 or max(len(a), len(b)) < _FUZZY:
        return False
    if a[0] != b[0]:
        return False
    at = next((k for k, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    if a[at + 2 :] == b[at + 2 :] and a[at : at + 2] == b[at : at + 2][::-1]:
        return True  # two letters in the wrong order
    return a[at + 1 :] == b[at + 1 :] or a[at:] == b[at + 1 :] or a[at + 1 :] == b[at:]


def _join_person(cast: Cast, who: Identity) -> int:
    """The actor a named person is, a new one where none fits; the nearest in the text where several do."""
    keys = {word[:2] for word in who.words}
    near = {k for key in keys for k in cast.by_name.get(key, ())}
    fits = [
        k
        for k in sorted(near)
        if any(same_words(who.words, names) for names in cast.actors[k].names) and not _at_odds(cast.actors[k], who)
    ]
    if fits:
        exact = [k for k in fits if who.words in cast.actors[k].names] or fits
        index = min(exact, key=lambda k: min(abs(p - who.first) for p in cast.actors[k].at[-_RECENT:]))
        _insert(cast.actors[index], who)
    else:
        index = _new(cast, who)
    for key in keys:
        found = cast.by_name.setdefault(key, [])
        if index not in found[-_RECENT:]:
            found.append(index)
    return index


def _known_person(cast: Cast, who: Identity) -> int | None:
    """The person whose name stands in quotation marks, if the article names one so."""
    near = {k for word in who.words for k in cast.by_name.get(word[:2], ())}
    return next((k for k in sorted(near) if any(same_words(who.words, n) for n in cast.actors[k].names)), None)


def _at_odds(actor: Actor, who: Identity) -> bool:
    """One word of a name with a title of another country is somebody else."""
    if len(who.words) > 1:
        return False
    countries = {f for f in who.features if f.startswith("country:")}
    theirs = {f for f in actor.features if f.startswith("country:")}
    return bool(countries and theirs and not countries & theirs)


def _join_body(cast: Cast, who: Identity) -> int:
    near = cast.by_body.setdefault(who.key or who.head, [])
    for k in near:
        actor = cast.actors[k]
        if (who.key and actor.key == who.key) or (not who.key and not actor.key and _same_body(actor, who)):
            _insert(actor, who)
            return k
    near.append(_new(cast, who))
    return near[-1]


def _same_body(actor: Actor, who: Identity) -> bool:
    """The same kind of body with all words of the one among those of the other, countries agreeing."""
    if not who.words or actor.kind != who.kind:
        return False
    ours = {f for f in who.features if f.startswith("country:")}
    theirs = {f for f in actor.features if f.startswith("country:")}
    if ours and theirs and not ours & theirs:
        return False
    return who.head in actor.heads and (who.features <= actor.features or set(who.words) <= set(actor.words))


def _take_up(doc: Document, cast: Cast, who: Identity, near: list[int], described: dict[tuple[str, str], int]) -> int:
    """Whom a description without a name means: the first of ``near`` it fits, else somebody new."""
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
    elif who.cls == "thing" and who.definite and who.features == {who.head}:
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
        same = described[who.kind, who.text] = _new(cast, who)
    return same


def told_since(doc: Document, cast: Cast, who: Identity, since: int) -> int | None:
    """The body named last after a token by a noun and its name ("the newspaper X wrote") as the one its sentence is about."""
    for first in sorted((at for at in cast.by_token if since < at < who.first), reverse=True):
        told = cast.identities.get(first)
        if told is None or not told.name or told.head != who.head or told.text == who.text or told.kind == "person":
            continue
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
    return not any(feature.startswith("country:") for feature in cast.actors[index].features)


def fits_person(doc: Document, actor: Actor, who: Identity) -> bool:
    """Whether somebody may be who a description tells of: all its words are among those of his titles."""
    people = doc.pack.people
    if who.gender in ("m", "f") and actor.gender in ("m", "f") and who.gender != actor.gender:
        return False
    wanted = who.features - {who.head} if who.head in people.superior else who.features
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
    held = actor.named and who.head in actor.features | set(actor.words)
    if actor.key or who.cls == "head.ministry":
        return held  # the [ministry of] foreign affairs
    return held and doc.pack.lexicon.article + who.head not in map(doc.pack.fold, actor.name.split())


def _holds_head(doc: Document, actor: Actor, who: Identity) -> bool:
    """Whether the actor is called something of what the noun means: the site of the body."""
    return actor.named and who.head in actor.features | set(actor.words)


def _generic_for(doc: Document, actor: Actor, who: Identity) -> bool:
    """Whether the noun stands for things of the actor's kind: "the organization"."""
    return actor.named and actor.cls in doc.pack.people.generic.get(who.head, ())


def _insert(actor: Actor, who: Identity) -> None:
    """Add what a phrase tells to its actor."""
    actor.at.append(who.first)
    actor.features |= who.features
    actor.heads.add(who.head)
    if who.words and who.words not in actor.names:
        actor.names.append(who.words)
        if len(who.words) > len(actor.words):
            actor.name, actor.words = who.name, who.words
    if actor.gender == "-" and who.cls not in ("name",):
        actor.gender = who.gender
    if actor.named:
        actor.role = actor.role or who.role
    actor.organization = actor.organization or who.organization
    actor.country = actor.country or who.country


def _new(cast: Cast, who: Identity) -> int:
    cast.actors.append(
        Actor(
            kind=who.kind, name=who.name or who.text, words=who.words, names=[who.words] if who.words else [],
            features=set(who.features), heads={who.head}, gender=who.gender, number=who.number, key=who.key,
            role=who.role if who.name else None, organization=who.organization, country=who.country, at=[who.first],
            cls=who.sort, named=bool(who.name), shown=who.shown,
        )
    )  # fmt: skip
    return len(cast.actors) - 1

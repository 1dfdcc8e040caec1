"""The cast of an article: which phrases name the same person, body or country.

Names are joined first, over the whole article (a full name may come late, or only in the title);
then descriptions, in text order, are taken up by the nearest one they fit: every word of "the
Russian minister" must be among the words of that person's titles.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from musnad.reading.discourse.actors import Actor, Cast, add, insert, of_other_countries
from musnad.reading.discourse.identity import Identity, identify
from musnad.reading.discourse.takingup import take_up
from musnad.reading.document import Document
from musnad.reading.phrases.nounphrases import Phrase, noun_phrase
from musnad.reading.phrases.phraseparts import governed
from musnad.reading.phrases.phrasestarts import starts_after_preposition
from musnad.reading.phrases.wordkinds import HEADS, is_name, is_verb

_RECENT = 60  # actors a description may take up, last named first
_LATER = 30  # actors named only later that it may take up
_TITLES = frozenset({"head.person", "head.honorific"})
_RUN_ON = 3  # words from which a name may be two
_FUZZY = 5  # letters from which two spellings of a name may differ by one


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
            insert(cast.actors[known], who)
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
    outer: Identity | None = None
    for first, who in identities.items():
        words = who.words
        if outer is not None and first < outer.last and who.words and who.words == outer.words:
            # the ambassador of the king, X: what he is is told by the first title alone
            identities[first] = who = msgspec.structs.replace(who, offices=frozenset())
        elif who.kind == "person":
            outer = who
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
            index = take_up(doc, cast, who, [*reversed(recent), *later], described)
            cast.by_token[first] = index
            insert(cast.actors[index], who)
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
        if head and _adjunct_of_noun(doc, at):
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


def _adjunct_of_noun(doc: Document, at: int) -> bool:
    """Whether a department's word only describes the noun before it: treasury bonds, the financial data."""
    word, people = doc.words[at], doc.pack.people
    alone = word.before[:1] in ((), (doc.pack.lexicon.article,))
    if at == 0 or not alone or "head.ministry" not in word.classes or word.stem == people.ministry_word:
        return False
    before = doc.words[at - 1]
    noun = "noun" in before.classes and before.classes.isdisjoint(HEADS) and not is_verb(doc, at - 1)
    return noun and before.definite == word.definite


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
        insert(cast.actors[index], who)
    else:
        index = add(cast, who)
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
    return of_other_countries(who.features, actor.features)


def _join_body(cast: Cast, who: Identity) -> int:
    near = cast.by_body.setdefault(who.key or who.head, [])
    for k in near:
        actor = cast.actors[k]
        if (who.key and actor.key == who.key) or (not who.key and not actor.key and _same_body(actor, who)):
            insert(actor, who)
            return k
    near.append(add(cast, who))
    return near[-1]


def _same_body(actor: Actor, who: Identity) -> bool:
    """The same kind of body with all words of the one among those of the other, countries agreeing."""
    if not who.words or actor.kind != who.kind:
        return False
    if of_other_countries(who.features, actor.features):
        return False
    return who.head in actor.heads and (who.features <= actor.features or set(who.words) <= set(actor.words))

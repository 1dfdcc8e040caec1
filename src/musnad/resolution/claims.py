"""Which statements make the same claim, and where each stands on it.

Statements are linked in pairs by what they say: weighed by how rare its words are, enough of the shorter must be
covered by the longer, and no number, place or order of countries may be at odds. Polarity does not part them: a
denial lies beside what it denies. A claim is what links hold together, so the order of adding does not matter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from itertools import accumulate
from typing import Any

import msgspec

from musnad.lang.pack import Pack, load_pack
from musnad.model import Reading, Speaker
from musnad.resolution.aligning import Alignment, Answers, align
from musnad.resolution.contents import put_forward, wraps
from musnad.resolution.grounds import say
from musnad.resolution.likelihood import Sharing, probability
from musnad.resolution.meanings import NEAR_ALIKE
from musnad.resolution.meeting import meeting_keys, meets
from musnad.resolution.opposing import at_odds, is_negated, other_doers
from musnad.resolution.promise import Glanced, Signed, heaviest_told, longest_run, promises, sign_of, signs_of, too_few
from musnad.resolution.propositions import Proposition, Term, proposition
from musnad.resolution.roles import turned_roles
from musnad.resolution.stances import OWN_ACTS, WISHES, stance_of
from musnad.resolution.weights import key_weight, weigh

_LINKED, _LINKED_NEAR = 0.3, 0.45  # probability, without and with a cosine
_LINKED_NEGATED = 0.45  # the same where one only negates what the other tells
_FLOORS = (0.15, 0.35, 0.9)  # of the longer, of the shorter, of the weight: below, nothing is linked
_SETTLED = 0.5  # of the longer: more, and the same countries in another order are only told in another way
DECIDED = 9  # goes up with every change by which statements are linked otherwise: ledgers know by it what is old
LONGEST = 60  # content words compared
_LEAST = 1
_ROUNDED = 1e-9  # more than sums of weights differ by their order
DAYS = 30  # between two statements of one claim


class Told(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A statement as it is compared: what it puts forward, by whom, on what day, and on which side it is.

    ``key`` is of :func:`statement_keys`; ``keys`` tell by what its words are known, in order, and ``weighs`` what
    these weigh together; ``sign`` is -1 where the content is denied or negated; ``date`` is the number of its day;
    ``stance`` towards the claim in its positive form; ``wish`` tells demands and predictions from reports, and
    ``own`` what the speaker does by saying it (condemns, demands, mourns) from what anybody may report.
    """

    key: str
    article: str
    statement: str
    text: str
    proposition: Proposition
    keys: tuple[str, ...]
    weighs: float
    sign: int
    stance: str
    wish: bool
    own: bool
    speaker: str
    speaks_for: str
    speaker_terms: frozenset[str]
    day: str | None
    date: int | None
    language: str

    @classmethod
    def of(
        cls,
        *,
        read: Proposition,
        pack: Pack,
        speaker: str,
        day: str | None,
        seen: Glanced | None = None,
        speaks_for: str = "",
        **fields: Any,
    ) -> Told:
        """A statement with what can be derived from its words; some of it is taken from where it was ``seen``."""
        read = _clipped(read)
        keys = seen.keys if seen is not None else tuple(sorted({term.known_by for term in read.terms}))
        return cls(
            proposition=read, keys=keys, weighs=seen.weighs if seen is not None else weigh(keys, pack), speaker=speaker,
            speaks_for=speaks_for, speaker_terms=seen.speaker_terms if seen is not None else name_keys(speaker, pack),
            day=day, date=day_number(day) if day else None, language=pack.code, **fields,
        )  # fmt: skip


class Link(msgspec.Struct, frozen=True):
    """Why two statements are of one claim, or (``relation`` rival) tell the same thing with other figures."""

    relation: str
    score: float
    why: tuple[str, ...]


def told(reading: Reading, pack: Pack) -> list[Told]:
    """The statements of a reading that put something forward, in order.

    A statement that only wraps others' words takes no stance of its own, unless it denies or confirms them.
    """
    article = reading.article
    found = []
    keys = statement_keys(reading)
    said = put_forward(reading, pack)
    for one in reading.statements:
        words = said.get(one.id, "")
        read = _clipped(proposition(words, pack, accused=one.act == "accuse"))
        if len(read.terms) < _LEAST:
            continue
        sign, stance = stance_of(one, words, pack)
        name = one.speaker.name if one.speaker is not None else ""
        if wraps(one, reading):
            stance = "other"
        own = one.act in OWN_ACTS or pack.fold(one.cue.lemma) in pack.comparison.performs
        found.append(
            Told.of(
                key=keys[one.id], article=article.id, statement=one.id, text=words, read=read, pack=pack, sign=sign,
                stance=stance, wish=one.act in WISHES, own=own, speaker=name,
                speaks_for=speaks_for(one.speaker), day=one.said_on or article.date,
            )
        )  # fmt: skip
    return found


def speaks_for(speaker: Speaker | None) -> str:
    """The country (ISO 3166-1) in whose name a speaker may speak, "" for none and for whoever is not named."""
    return (speaker.country or "") if speaker is not None and speaker.kind != "anonymous" else ""


def statement_keys(reading: Reading) -> dict[str, str]:
    """For each statement's id its key over all articles: the article's id, the offsets of cue and content, a number.

    A better reading of the rest of the article does not change it.
    """
    seen: Counter[str] = Counter()
    keys = {}
    for one in reading.statements:
        key = f"{reading.article.id}:{one.cue.span.start}:{one.content[0].start if one.content else 0}"
        seen[key] += 1
        keys[one.id] = f"{key}:{seen[key]}"
    return keys


def article_of(key: str) -> str:
    """The id of the article that a statement's key (:func:`statement_keys`) begins with."""
    return key.rsplit(":", 3)[0]


def _clipped(read: Proposition) -> Proposition:
    if len(read.terms) <= LONGEST:
        return read
    deed = read.deed if read.deed is not None and max(*read.deed.doers, read.deed.deed) < LONGEST else None
    bound = {i: j for i, j in read.bound.items() if i < LONGEST and j < LONGEST}
    return Proposition(read.terms[:LONGEST], bound, deed)


def name_keys(name: str, pack: Pack) -> frozenset[str]:
    """By what the words of a name are known."""
    return _names(name, pack.code) if name else frozenset()


@lru_cache(maxsize=1 << 14)
def _names(name: str, language: str) -> frozenset[str]:
    from musnad.lang.pack import load_pack

    return frozenset(term.known_by for term in proposition(name, load_pack(language)).terms)


class Glance:
    """A statement made ready to be looked at cheaply beside many: whether a look leaves it open that they are of one
    claim. It does not matter which of two is made ready."""

    def __init__(self, one: Glanced, pack: Pack) -> None:
        self._one = one
        self._weights = {key: key_weight(key, pack) for key in one.keys}
        self._signs = signs_of(one.keys)
        heaviest = sorted(self._weights.values(), reverse=True)
        most = [*accumulate(heaviest, initial=_ROUNDED)]
        spare = len(heaviest) - self._signs.bit_count()  # words of this one that share their bit with another of it
        self._reach = [heaviest_told(shared, one.weighs) for shared in most[spare:]]
        self._told: dict[int, float] = {}  # what the words of each bit weigh
        for key, weight in self._weights.items():
            place = sign_of(key).bit_length()
            self._told[place] = self._told.get(place, 0.0) + weight

    def promising(self, met: Iterable[tuple[int, Signed]]) -> list[int]:
        """Those of some statements by their numbers that are worth comparing.

        Most are told by their signs, which is much cheaper: never away where their words say otherwise.
        """
        own, reach = self._signs, self._reach
        hopeful = [one for one in met if one[1].weighs <= reach[(own & one[1].signs).bit_count()]]
        return [n for n, other in hopeful if self._hopeful(other) and self.worth_comparing(other)]

    def _hopeful(self, other: Signed) -> bool:
        """Whether the words of the bits that another one shares weigh enough, if it has them all."""
        told, both, shared = self._told, self._signs & other.signs, _ROUNDED
        while both:
            place = both.bit_length()
            shared += told[place]
            both ^= 1 << place - 1
        return other.weighs <= heaviest_told(shared, self._one.weighs)

    def may_link(self, other: Glanced) -> bool:
        """Whether the words shared with another one leave it open."""
        one, weights = self._one, self._weights
        both = [weights[key] for key in other.keys if key in weights]  # in order: the same sum from either side
        shared = sum(both)
        if too_few(shared, one, other):
            return False
        run = longest_run(len(both), len(one.keys), len(other.keys))
        return promises(shared, run, one, other, one_voice=one_voice(one, other), days=_days(one, other))

    def worth_comparing(self, other: Glanced) -> bool:
        """Whether all that a look tells leaves it open."""
        return not barred(self._one, other) and self.may_link(other)


def may_link(a: Glanced, b: Glanced, pack: Pack) -> bool:
    """A cheap look at two statements: whether the words they share leave it open that they are of one claim."""
    return Glance(a, pack).may_link(b)


def one_voice(a: Glanced, b: Glanced) -> bool:
    """Whether two statements have one speaker, or a country and whoever may speak for it."""
    ours, theirs = a.speaker_terms, b.speaker_terms
    return not ours.isdisjoint(theirs) or a.speaks_for in theirs or b.speaks_for in ours


def barred(a: Glanced, b: Glanced) -> bool:
    """Whether two statements cannot be of one claim whatever they say: too many days between them, or what one
    speaker does by saying it and something that neither has the same speaker nor tells of him."""
    if _days(a, b) > DAYS:
        return True
    unnamed = a.own and b.own and not (a.speaker_terms and b.speaker_terms)  # who is not told may be whoever did it
    return (a.own or b.own) and not (unnamed or one_voice(a, b) or _tells_of(a, b) or _tells_of(b, a))


def _tells_of(one: Glanced, other: Glanced) -> bool:
    """Whether a statement reports of what another speaker does by saying it."""
    return other.own and not one.own and (not other.speaker_terms.isdisjoint(one.keys) or other.speaks_for in one.keys)


def link(a: Told, b: Told, cosine: float | None = None, ready: Answers | None = None) -> Link | None:
    """How two statements of one language are linked, if they are. The order of the two does not matter.

    Args:
        cosine: of their vectors (``resolution.meanings``), where both have one.
        ready: of one of the two, where that one is held against many.
    """
    if a.key == b.key or a.language != b.language:
        return None
    if a.key > b.key:
        a, b = b, a
    if barred(a, b):
        return None
    shared, found, (left_a, left_b) = share(a, b, ready)
    score = probability(shared, found, cosine)
    reach = (shared.longer, shared.shorter, shared.covered)
    near = cosine is not None and cosine >= NEAR_ALIKE
    if score < (_LINKED if cosine is None else _LINKED_NEAR) or (
        not near and any(value < least for value, least in zip(reach, _FLOORS, strict=True))
    ):
        return None
    ours, theirs = a.proposition.terms, b.proposition.terms
    why = [say("alike/shares", shorter=f"{shared.shorter:.0%}", longer=f"{shared.longer:.0%}")]
    words = [f"{ours[i].text}={theirs[j].text}" for i, (j, _) in sorted(found.pairs.items())][:8]
    why.append(say("alike/words", words=", ".join(words)))
    if cosine is not None and near:
        why.append(say("alike/meaning", near=f"{cosine:.0%}"))
    if shared.voice:
        one_name = not a.speaker_terms.isdisjoint(b.speaker_terms)
        why.append(say("alike/speaker" if one_name else "alike/spokesman"))
    numbers = {t.number for t in left_a if t.number}, {t.number for t in left_b if t.number}
    if numbers[0] and numbers[1]:
        one, other = (", ".join(sorted(each)) for each in numbers)
        why.append(say("alike/numbers", one=one, other=other))
        return Link("rival", score, tuple(why))
    places = {t.place for t in ours if t.place}, {t.place for t in theirs if t.place}
    only = places[0] - places[1], places[1] - places[0]
    if only[0] - b.speaker_terms and only[1] - a.speaker_terms:
        return None
    if not only[0].isdisjoint(b.speaker_terms) and not only[1].isdisjoint(a.speaker_terms):
        return None  # each says it of the other
    order = [t.place for t in ours if t.place], [t.place for t in theirs if t.place]
    reordered = len(places[0]) > 1 and places[0] == places[1] and order[0][0] != order[1][0]
    if reordered and shared.longer < _SETTLED:
        return None
    if turned_roles(found, load_pack(a.language)) is not None:
        return None
    doers = other_doers(found)
    if doers is not None:
        if a.sign != b.sign:
            return None
        why.append(say("alike/doers", one=doers[0], other=doers[1]))
        return Link("rival", score, tuple(why))
    if at_odds(found, a.sign, b.sign, load_pack(a.language)):
        return None
    if a.sign != b.sign:
        if not near and not _denies_the_deed(a, b, found):
            return None
        if score < _LINKED_NEGATED and is_negated((a if a.sign < 0 else b).proposition, load_pack(a.language)):
            return None  # a negation, unlike a verb of denying, need not be of what others say
        why.append(say("alike/denial"))
    return Link("same", score, tuple(why))


def _denies_the_deed(a: Told, b: Told, found: Alignment) -> bool:
    """Whether what is denied on one side is told on the other, and not only of whom: its first word, or its verb."""
    ours = a.sign < 0
    terms = (a if ours else b).proposition.terms
    answered = found.pairs if ours else {j for j, _ in found.pairs.values()}
    idle = load_pack(a.language).comparison.idle  # "was not carried out", "there is no": what is denied is told behind
    first = next((at for at, term in enumerate(terms) if not term.negates and term.forms.isdisjoint(idle)), 0)
    if terms[first].party or terms[first].place:  # it begins with whom it tells of
        return any(at in answered for at, term in enumerate(terms) if not (term.party or term.place or term.negates))
    return first in answered or any(term.verb and at in answered for at, term in enumerate(terms))


def share(a: Told, b: Told, ready: Answers | None = None) -> tuple[Sharing, Alignment, tuple[list[Term], list[Term]]]:
    """What two statements share, how their words answer each other, and the words left over on either side.

    That one names the other's speaker is no difference: he need not name himself.
    """
    found = align(a.proposition, b.proposition, ready)
    ours, theirs, pairs = a.proposition.terms, b.proposition.terms, found.pairs
    covered = sum([near * min(ours[i].weight, theirs[j].weight) for i, (j, near) in pairs.items()])
    rest_a = [ours[i] for i in found.left_a if ours[i].known_by not in b.speaker_terms]
    rest_b = [theirs[j] for j in found.left_b if theirs[j].known_by not in a.speaker_terms]
    total_a = sum([*[ours[i].weight for i in pairs], *[term.weight for term in rest_a]])
    total_b = sum([*[theirs[j].weight for j, _ in pairs.values()], *[term.weight for term in rest_b]])
    longer, shorter = sorted((covered / max(total_a, 0.1), covered / max(total_b, 0.1)))
    shared = Sharing(
        longer=longer, shorter=shorter, covered=covered, length=max(total_a, total_b), voice=one_voice(a, b),
        own=a.own or b.own, days=_days(a, b), article=a.article == b.article, turned=a.sign != b.sign,
    )  # fmt: skip
    return shared, found, (rest_a, rest_b)


@lru_cache(maxsize=1 << 14)
def day_number(day: str) -> int:
    """The number of a day (``YYYY-MM-DD``, whatever time follows it), so that days can be counted between two."""
    return date.fromisoformat(day[:10]).toordinal()


def _days(a: Glanced, b: Glanced) -> int:
    """The days between two; one where that is not known."""
    return 1 if a.date is None or b.date is None else abs(a.date - b.date)


def find_links(statements: Iterable[Told], pack: Pack) -> list[tuple[str, str, Link]]:
    """All links among statements, each pair once (smaller key first), in order; as the ledger finds them."""
    holders: dict[int, list[Told]] = {}
    found: dict[tuple[str, str], Link] = {}
    for one in statements:
        own = meeting_keys(one)
        others: dict[str, Told] = {}
        for meeting in own:
            there = holders.setdefault(meeting, [])
            others.update((other.key, other) for other in there)
            there.append(one)
        ready = Answers(one.proposition)
        for key, other in others.items():
            theirs = meeting_keys(other)
            if not meets(len(own), len(theirs), own & theirs):
                continue
            linked = consider(one, other, pack, ready)
            if linked is not None:
                found[min(one.key, key), max(one.key, key)] = linked
    return [(a, b, found[a, b]) for a, b in sorted(found)]


def consider(a: Told, b: Told, pack: Pack, ready: Answers | None = None) -> Link | None:
    """How two statements that meet are linked, if they are; they are aligned only where that is worth it.

    The order of the two does not matter; ``ready`` is of one of them (:func:`link`).
    """
    return link(a, b, ready=ready) if worth_comparing(a, b, pack) else None


def worth_comparing(a: Glanced, b: Glanced, pack: Pack) -> bool:
    """Whether a glance leaves it open that two statements are of one claim; the order of the two does not matter."""
    return Glance(a, pack).worth_comparing(b)

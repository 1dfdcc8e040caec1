"""Who is meant where the text leaves the subject to the verb: those who agree, ranked by what speaks for each.

Those who agree with the verb and spoke or were named within reach are ranked: each fact about somebody counts for what
section ``candidates`` of the pack's ``weights.toml`` says, by the situation of the verb; a fact it does not name counts
for nothing. ``python -m evaluation.candidates`` shows what fitted weights would be. The facts are those of centering
(who spoke last, who is the subject of the clause before; Grosz, Joshi and Weinstein 1995) and how likely somebody is a
speaker at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import log

from musnad.reading.discourse.actors import Actor, Cast
from musnad.reading.discourse.floor import NOMINAL, last_speaker, sentence_speaker, suits
from musnad.reading.discourse.topics import before_subject, clause_subject, fitting, leads, speaks, subordinate, turned
from musnad.reading.document import Document
from musnad.reading.draft import Draft
from musnad.reading.frames.published import published_by
from musnad.reading.phrases.wordkinds import NAMES, adjunct_preposition, is_name

Facts = dict[str, float]
Table = Mapping[str, Mapping[str, float]]

BACK = 40  # statements back that are looked at
_REACH = 200  # tokens back within which somebody named may be meant
_ORDINALS = ("1st", "2nd", "3rd")
_TOLD = 3  # facts that a reason names

# What a fact says, for the reason; facts that are not here never decide alone.
_SAYS = {
    "last-speaker": "spoke last",
    "clause-subject": "is the subject of the clause before",
    "just-spoke": "has just spoken",
    "rank-1st": "spoke last at this rank",
    "rank-2nd": "spoke before the last at this rank",
    "voice-1st": "spoke last of all",
    "spoke-here": "speaks in this sentence",
    "spoke-in-paragraph": "speaks in this paragraph",
    "named-here": "is named in this sentence",
    "named-before": "is named in the sentence before",
    "named-since": "is named since the last statement",
    "as-subject": "was named last as a subject",
    "as-source": "was named last as a source",
    "subject-here": "is a subject in this sentence",
    "subject-since": "is a subject since the last statement",
    "statements": "has said more",
    "mentions": "is named more often",
    "source": "is named as a source in the article",
    "source-later": "is named as a source later",
    "full-name": "is named in full",
    "titled": "is named with a title",
    "goes-on-inside": "spoke last in what somebody else tells, in the present too",
    "sentence-subject": "is the subject of the sentence that goes on, where nobody has spoken yet",
    "plural-too": "are several, as the verb says",
    "headline": "stands in the headline",
}


class Ranking:
    """The candidates of an article's open statements; reads who speaks in ``drafts`` as far as it is known."""

    def __init__(self, doc: Document, drafts: list[Draft], cast: Cast, table: Table) -> None:
        self.doc, self.drafts, self.cast, self.table = doc, drafts, cast, table
        self._roles: dict[int, str] | None = None
        self._weights: dict[tuple[str, ...], dict[str, float]] = {}
        self._inner: set[int] = set()  # statements that go on inside what somebody else tells
        self._named_as_source: dict[int, int] = {}  # actor: the last statement he is named for
        for number, draft in enumerate(drafts):
            at = draft.source.first if draft.source is not None and draft.order != "pronoun" else None
            if at is not None and at in cast.by_token:
                self._named_as_source[cast.by_token[at]] = number

    def choose(self, number: int, gender: str, plural: bool) -> tuple[int, tuple[str, str]] | None:
        """The likeliest speaker of an open statement, with rule and reason; none where nobody agrees."""
        facts = self.facts(number, gender, plural)
        if not facts:
            return None
        weights = self._of(self.situations(number, plural))
        scores = {k: sum(weights.get(fact, 0.0) * value for fact, value in held.items()) for k, held in facts.items()}
        ranked = sorted(scores, key=lambda k: (-scores[k], -self._last_named(k, number)))
        best = ranked[0]
        if "goes-on-inside" in facts[best]:
            self._inner.add(number)
        rule = "goes-on" if "voice" in facts[best] else "topic" if "clause-subject" in facts[best] else "nearest"
        note = "the subject is left out: nobody else agrees with the verb"
        if len(ranked) > 1:
            second = facts[ranked[1]]
            gains = {f: weights.get(f, 0.0) * (v - second.get(f, 0.0)) for f, v in facts[best].items() if f in _SAYS}
            told = sorted((f for f in gains if gains[f] > 0), key=lambda f: -gains[f])[:_TOLD]
            why = ", ".join(_SAYS[f] for f in told) or "agrees best"
            note = f"the subject is left out: of {len(ranked)} who agree with the verb the likeliest, who {why}"
        return best, (rule, note)

    def situations(self, number: int, plural: bool) -> tuple[str, ...]:
        """What the cue is and where it stands: each fact counts for the sum of what it counts for in these."""
        doc, draft = self.doc, self.drafts[number]
        cue = draft.cue
        form = "finite" if cue.finite else "participle" if cue.tense == "participle" else "nominal"
        found = ["any", form]
        if cue.finite and cue.entry.id in doc.pack.frames.continuing:
            found.append("continuing")
        if doc.sentence_start(cue.first) >= cue.first - 1:
            found.append("opening")
        if doc.inside[cue.first] >= 0:
            found.append("quoted")
        if plural:
            found.append("plural")
        if draft.parent is not None:
            found.append("nested")
        return tuple(found)

    def facts(self, number: int, gender: str, plural: bool) -> dict[int, Facts]:
        """Everybody who may be meant, with what speaks for or against him."""
        doc, draft, cast = self.doc, self.drafts[number], self.cast
        cue, near = draft.cue, self.drafts[max(0, number - BACK) : number]
        aloud = [self.drafts[n] for n in range(max(0, number - BACK), number) if n not in self._inner]
        before = [d for d in near if d.speaker is not None and d.cue.first < cue.first]
        outer = self.drafts[draft.parent].speaker if draft.parent is not None else None
        heads: dict[str, int | None] = {
            "last-speaker": last_speaker(doc, draft, aloud, cast, gender, plural),
            "clause-subject": clause_subject(doc, draft, near, cast, gender, plural),
            "sentence-speaker": sentence_speaker(doc, draft, near, cast, "m" if gender == "-" else gender),
            "outer-speaker": outer,
        }
        if heads["last-speaker"] is None:
            heads["last-speaker-far"] = last_speaker(doc, draft, aloud, cast, gender, plural, len(doc))
        named = self._named_before(cue.first)
        found: dict[int, Facts] = {}
        slips = cue.tense == "participle" and gender == "m"  # "the ministry said …, adding (m.) that"
        for k in self._agreeing(before, named, gender, plural, heads, slips):
            found[k] = {fact: 1.0 for fact, who in heads.items() if who == k}
        carrier = published_by(doc, cue.first, cue.last) if cue.finite and len(found) > 1 else None
        if carrier is not None:  # "the agency published a letter to X in which he said": not the agency
            found.pop(next((cast.by_token[k] for k in (carrier, carrier + 1) if k in cast.by_token), -1), None)
        if cue.finite and not plural:  # "the paper added, quoting sources, that …; it went on": the paper
            for d in before:
                assert d.speaker is not None
                if d.carriers and d.speaker != heads["last-speaker"] and cast.actors[d.speaker].number == "p":
                    if len(found) > 1:
                        found.pop(d.speaker, None)
        ranks = list(dict.fromkeys(d.speaker for d in reversed(aloud) if d.parent == draft.parent and d in before))
        voices = list(dict.fromkeys(d.speaker for d in reversed(before)))
        told = [piece for d in near for piece in d.content if not piece[0] <= cue.first < piece[1]]
        since = max((d.content[-1][1] for d in near if d.content and d.content[-1][1] <= cue.first), default=0)
        inside = self._inside(draft, before)
        here = doc.tokens.sentence[cue.first]
        silent = cue.tense == "participle" and all(doc.tokens.sentence[d.cue.first] != here for d in before)
        for k, held in found.items():
            held.update((fact, 1.0) for fact in self._kind(k, plural))
            if silent and k == heads["clause-subject"] and self._acts(k, named, cue.first):
                held["sentence-subject"] = 1.0
            if k == inside:
                held["goes-on-inside"] = 1.0
            if k not in ranks and k == heads["last-speaker"]:
                held["rank-1st"] = 1.0  # who carried what was said last
            if k in ranks:
                held[f"rank-{_ORDINALS[min(ranks.index(k), 2)]}"] = 1.0
            if k in voices:
                held["voice"] = 1.0
                held[f"voice-{_ORDINALS[min(voices.index(k), 2)]}"] = 1.0
            held.update((fact, 1.0) for fact in self._spoke(k, before, cue.first))
            held.update((fact, 1.0) for fact in self._named(named.get(k, []), told, since, cue.first))
            held["statements"] = log(1 + sum(d.speaker == k for d in before))
            held["mentions"] = log(1 + len(cast.actors[k].at))
            if k in self._named_as_source:
                held["source"] = 1.0
                held["source-later"] = float(self._named_as_source[k] > number)
        return found

    def _of(self, situations: tuple[str, ...]) -> dict[str, float]:
        """What each fact counts for in these situations together."""
        held = self._weights.get(situations)
        if held is None:
            held = self._weights[situations] = {}
            for situation in situations:
                for fact, weight in self.table.get(situation, {}).items():
                    held[fact] = held.get(fact, 0.0) + weight
        return held

    def _named_before(self, first: int) -> dict[int, list[int]]:
        """Actors named within reach before a token, with where; not the country somebody calls his own."""
        doc, cast = self.doc, self.cast
        named: dict[int, list[int]] = {}
        for at in range(max(0, first - _REACH), first):
            k = cast.by_token.get(at)
            if k is not None and (cast.actors[k].named or doc.words[at].norm not in doc.pack.people.homeland):
                named.setdefault(k, []).append(at)
        return named

    def _agreeing(
        self,
        before: list[Draft],
        named: Iterable[int],
        gender: str,
        plural: bool,
        heads: Mapping[str, int | None],
        slips: bool,
    ) -> dict[int, None]:
        """Who spoke before or was named, and agrees; each once, in a fixed order."""
        cast = self.cast
        found: dict[int, None] = {}
        for d in before:
            assert d.speaker is not None
            if suits(self.doc, d, cast, gender, plural):
                found[d.speaker] = None
            for phrase in d.carriers:
                k = cast.by_token.get(phrase.first)
                if k is not None and fitting(cast.actors[k], gender, plural):
                    found[k] = None
        for k in named:
            actor = cast.actors[k]
            if (speaks(actor) or actor.kind == "anonymous") and fitting(actor, gender, plural):
                found[k] = None
        for fact, who in heads.items():
            if who is None or (fact == "sentence-speaker" and not slips):
                continue
            if fact != "outer-speaker" or fitting(cast.actors[who], gender, plural):
                found[who] = None
        return found

    def _acts(self, k: int, named: Mapping[int, list[int]], first: int) -> bool:
        """Whether somebody is the subject of a verb in the sentence of a token; no byline at its beginning."""
        start = self.doc.sentence_start(first)
        return any(at > start and self._role(at) in ("opening", "subject") for at in named.get(k, ()))

    def _inside(self, draft: Draft, before: list[Draft]) -> int | None:
        """Who goes on inside what somebody has told: he said that X rejects …, and demands."""
        last = before[-1] if before else None
        if last is None or last.parent is None or not (draft.cue.tense == last.cue.tense == "present"):
            return None
        same = self.doc.tokens.sentence[draft.cue.first] == self.doc.tokens.sentence[last.cue.first]
        return last.speaker if same and self.drafts[last.parent].cue.tense == "past" else None

    def _spoke(self, k: int, before: list[Draft], first: int) -> Iterator[str]:
        """Facts of somebody's last statement."""
        doc = self.doc
        last = next((d for d in reversed(before) if d.speaker == k), None)
        if last is None:
            return
        sentences = doc.tokens.sentence[first] - doc.tokens.sentence[last.cue.first]
        yield ("spoke-here", "spoke-before", "spoke-earlier")[min(sentences, 2)]
        if doc.tokens.line[last.cue.first] == doc.tokens.line[first]:
            yield "spoke-in-paragraph"
        if last.order == "antecedent":
            yield "spoke-in-relative-clause"
        if last.cue.tense in NOMINAL:
            yield "spoke-by-noun"
        if first - max((end for _, end in last.content if end <= first), default=last.cue.last) <= 2:
            yield "just-spoke"

    def _named(self, at: list[int], told: list[tuple[int, int]], since: int, first: int) -> Iterator[str]:
        """Facts of where somebody was named within reach."""
        if not at:
            yield "not-named-near"
            return
        doc, last = self.doc, at[-1]
        inside = any(begin <= last < end for begin, end in told)
        yield f"as-{self._role(last)}{'-inside' if inside else ''}"  # inside what somebody else says
        sentences = doc.tokens.sentence[first] - doc.tokens.sentence[last]
        yield ("named-here", "named-before", "named-earlier")[min(sentences, 2)]
        if last >= since:
            yield "named-since"
        subjects = [k for k in at if self._role(k) in ("opening", "subject")]
        if any(k >= since for k in subjects):
            yield "subject-since"
        if any(k >= doc.sentence_start(first) for k in subjects):
            yield "subject-here"

    def _kind(self, k: int, plural: bool) -> Iterator[str]:
        """Facts of who somebody is."""
        actor = self.cast.actors[k]
        yield actor.kind
        if actor.cls == "thing" and not any(is_name(self.doc, at) for at in self._tokens(actor)):
            yield "thing"
        if not actor.named:
            yield "unnamed"
        elif actor.kind == "person":
            if actor.features:
                yield "titled"
            if len(actor.words) > 1:
                yield "full-name"
            elif not actor.features:
                yield "one-word"
        if actor.gender == "-":
            yield "gender-open"
        if k not in self._named_as_source and self._doubtful(actor):
            yield "doubtful"
        if actor.number == "p":
            yield "plural-too" if plural else "plural-for-one"
        if any(self.doc.tokens.line[at] == 0 for at in actor.at):
            yield "headline"

    def _doubtful(self, actor: Actor) -> bool:
        """Whether nothing tells that a word taken for a name is one: in no list of names, and with no title."""
        if actor.kind != "person" or not actor.named or actor.features:
            return False
        return not any(not self.doc.words[at].classes.isdisjoint(NAMES) for at in self._tokens(actor))

    def _tokens(self, actor: Actor) -> Iterator[int]:
        """The tokens of the phrases that name somebody."""
        return (at for first in actor.at for at in range(first, self.cast.identities[first].last))

    def _role(self, at: int) -> str:
        """What somebody named at a token is there: source, carrier, behind a preposition, subject, or other."""
        if self._roles is None:
            self._roles = {}
            for draft in self.drafts:
                for phrase in draft.carriers:
                    self._roles.update(dict.fromkeys(range(phrase.first, phrase.last), "carrier"))
                if draft.source is not None and draft.order != "pronoun":
                    self._roles.update(dict.fromkeys(range(draft.source.first, draft.source.last), "source"))
        role = self._roles.get(at)
        if role is None:
            role = self._roles[at] = self._part(at)
        return role

    def _part(self, at: int) -> str:
        doc = self.doc
        before = at - 1 - (at - 1 in doc.opens)
        if adjunct_preposition(doc, at) or (before >= 0 and doc.is_a(before, "preposition")):
            return "prepositional"
        opening = doc.sentence_start(at)
        previous = before_subject(doc, at, opening)
        if at == opening or previous < opening:
            return "opening"
        if not leads(doc, at, previous) or (not turned(doc, previous) and subordinate(doc, previous, 0, self.cast)):
            return "other"
        return "subject"

    def _last_named(self, k: int, number: int) -> int:
        """Where somebody was named last before a statement; decides between equals."""
        first = self.drafts[number].cue.first
        return max((at for at in self.cast.actors[k].at if at < first), default=-1)

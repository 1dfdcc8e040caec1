"""The day on which something was said, as the words around its cue or the sentence before it tell."""

from __future__ import annotations

from musnad.lang.lexicon import CHANNEL
from musnad.model import Time
from musnad.reading.discourse.actors import Cast
from musnad.reading.document import Document
from musnad.reading.draft import Draft, Told
from musnad.reading.frames.passing import came_out
from musnad.reading.occasions.acts import taken_up
from musnad.reading.occasions.medianames import own_outlet
from musnad.reading.occasions.mediums import MARKS, addressed, medium_at
from musnad.reading.phrases.wordkinds import is_name, is_verb, issues, prepositional

_COMMAS = frozenset({"،", ",", "-", "–"})
_CLAUSE = frozenset({"conjunction", "subordinator", "relative", "that", "occasion", "contrast", "auxiliary", "adverb"})
_OBJECT = 7  # tokens from the start of content to a day that belongs to its cue
_TITLE = 5  # tokens from a document's noun to the participle that it was issued
_ASIDE = 9  # tokens of where and how behind who told something
_TAIL = 14  # tokens after content in which the occasion is told (and that in a speech yesterday)


class Days:
    """The time expressions of an article, asked for what may be the day of a saying."""

    def __init__(self, doc: Document, cast: Cast) -> None:
        self.doc, self.cast = doc, cast
        self.times: dict[int, Time] = {time.span.start: time for time in doc.times}

    def at(self, at: int) -> str | None:
        """The single day that a time expression at a token stands for, where something may have been said on it."""
        doc = self.doc
        starts = range(doc.tokens.starts[at], doc.tokens.ends[at])
        time = next((self.times[offset] for offset in starts if offset in self.times), None)
        if time is None or time.value is None or time.granularity not in ("day", "time"):
            return None
        if time.until is not None and time.until != time.value and not self._one_night(at, time):
            return None
        if doc.article.date is not None and time.value > doc.article.date[:10]:
            return None  # nothing is told before it is said
        return None if self._apart(at) else time.value

    def _one_night(self, at: int, time: Time) -> bool:
        """Whether two weekdays in a row are the ends of one night, which is of its first day; not this day and that."""
        doc, joined = self.doc, self.doc.pack.affixes.conjunctions
        told = (doc.words[k] for k in range(at + 1, doc.time_at[at]))
        return time.rule == "day" and not any(b in joined for word in told for b in word.before)

    def _apart(self, at: int) -> bool:
        """Whether a day is another one: of an issue of a paper, a paper's name, the end of a stretch of time."""
        doc, occasions = self.doc, self.doc.pack.occasions
        issued = next((k for k in range(max(at - 2, 0), at) if doc.words[k].stem in occasions.issues), None)
        if issued is not None and not self._document(issued):
            return True  # of a paper, not of a statement
        if at and (at - 1) in doc.opens and medium_at(doc, at - 1, bare=True) is not None:
            return True
        if own_outlet(doc, at) and medium_at(doc, at, bare=True) is not None:
            return True  # to the paper called "Today"
        last = doc.time_at.get(at, at + 1)
        bounds = occasions.bounds
        stretch = last < len(doc) and doc.words[last].norm in occasions.until and last + 1 in doc.time_at
        return stretch or (at > 0 and doc.words[at - 1].norm in bounds) or not bounds.isdisjoint(doc.words[at].before)

    def _document(self, at: int) -> bool:
        """Whether what was issued or published, as the participle at a token tells, is a document: the report on X."""
        doc = self.doc
        for k in range(at - 1, max(at - _TITLE, -1), -1):
            if doc.words[k].kind != "word" or doc.is_a(k, "head.media") or is_verb(doc, k):
                return False
            if doc.words[k].phrases and doc.pack.lexicon.match(doc.words, k, CHANNEL):
                return True
        return False

    def told(self, draft: Draft, near: list[int]) -> Told | None:
        """The day nearest a cue, outside all content."""
        doc = self.doc
        best: tuple[int, Told] | None = None
        after = draft.content[-1][1]
        if draft.source is not None and draft.source.first == after:
            after = draft.source.last  # X said this yesterday, in …
        while after < len(doc) and doc.words[after].norm in _COMMAS:
            after += 1
        source = draft.source.last if draft.source is not None and draft.content[-1][1] <= draft.cue.first else -1
        low = self._clause(draft)
        beside = self._beside(draft)
        # the day on which an agency carried the words, told after them, is the agency's; not where he told it to it
        told = (c for c in draft.carriers if c.first >= draft.content[-1][1])
        carried = {c.last for c in told if not addressed(doc, c.first)}
        bracketed = range(*((draft.source.first, draft.source.last) if draft.source is not None else (0, 0)))
        for at in (*near, *(k for k in bracketed if k - 1 in doc.bracket_at)):
            last = doc.time_at.get(at)
            if last is None or at < low or at in carried or (at < draft.cue.first and self._elsewhere(draft, at)):
                continue
            if at > draft.content[0][0] and at > draft.cue.first and at not in (after, source) and at not in beside:
                if not self._occasion(after, at):
                    continue  # later in the sentence, days belong to what is told there
            if doc.inside[at] >= 0 and doc.inside[at] != doc.inside[draft.cue.first]:
                continue  # part of a name
            day = self.at(at)
            if day is None:
                continue
            distance = abs(at - draft.cue.first)
            if self._described(draft, at):
                distance += len(doc)  # the day of what a clause describes comes last
            if best is None or distance < best[0]:
                best = (distance, Told(day, at, last))
        return best[1] if best is not None else self._among(draft)

    def _among(self, draft: Draft) -> Told | None:
        """The day between whom something is asked of, or what else begins the content, and what is told of it.

        "He warned the government yesterday against …": before it stand only a name or a definite noun, behind it a
        preposition that a cue takes, or commas around it.
        """
        doc, cue = self.doc, draft.cue
        first, last = draft.content[0]
        if (
            not cue.finite
            or first < cue.last
            or draft.opener.frame != "object"
            or doc.inside[first] != doc.inside[cue.first]
        ):
            return None
        at = next((k for k in range(first, min(first + _OBJECT, last)) if k in doc.time_at), None)
        if at is None or at == first or self._eventful(first, at):
            return None
        end = doc.time_at[at]
        closed = end < last and doc.words[end].norm in _COMMAS
        set_off = doc.words[at - 1].norm in _COMMAS and closed
        end += closed
        if end >= last or not (set_off or self._governed(draft, end)):
            return None
        day = self.at(at)
        return Told(day, at, doc.time_at[at]) if day is not None else None

    def _governed(self, draft: Draft, at: int) -> bool:
        """Whether a preposition that the cue takes stands at a token, or one that leads to a medium."""
        word, prepositions = self.doc.words[at], self.doc.pack.frames.prepositions
        taken = {p for name in draft.cue.entry.takes if name in prepositions for p in prepositions[name]}
        return word.norm in taken or not taken.isdisjoint(word.before) or medium_at(self.doc, at, bare=True) is not None

    def _eventful(self, first: int, last: int) -> bool:
        """Whether some tokens tell of something that happened: a verbal noun, an indefinite noun, a clause."""
        doc = self.doc
        for k in range(first, last):
            word = doc.words[k]
            if is_verb(doc, k) or doc.is_a(k, "that", "relative", "masdar", "subordinator") or k in doc.opens:
                return True
            if any(c.form.tense == "masdar" for c in word.cues):
                return True
        named = any(k in doc.names or is_name(doc, k) or doc.words[k].definite for k in range(first, last))
        return not named and doc.words[first].after is None

    def _beside(self, draft: Draft) -> frozenset[int]:
        """Where days may stand beside the source of a phrase after its content: as the agency had it, on Monday."""
        doc, cue = self.doc, draft.cue
        if not draft.rule.startswith("phrase/") or draft.content[0][0] > cue.first:
            return frozenset()
        if draft.source is None:
            return frozenset((cue.last,))
        at, end = draft.source.last, doc.sentence_end(cue.first)
        at += came_out(doc, cue.last, at)  # by a statement that was issued on Monday
        if cue.entry.id not in doc.pack.frames.relay_verbs:  # when the agency carried it is the agency's day
            at = self._behind(at, end)
        while at < end and (doc.words[at].norm in _COMMAS or at in doc.bracket_at or doc.words[at].norm in MARKS):
            at = max(doc.bracket_at.get(at, 0), at + 1)
        last = doc.time_at.get(at, end)
        closed = last >= end or doc.words[last].kind == "punct" or doc.is_a(last, "preposition")
        between = range(cue.last, draft.source.first)
        return frozenset((*between, at)) if closed else frozenset(between)

    def _described(self, draft: Draft, at: int) -> bool:
        """Whether a relative clause leads to a day: to present the report that it made on the vote of Friday."""
        doc = self.doc
        low = draft.cue.last if at > draft.cue.first else doc.sentence_start(at)
        comma = next((k for k in range(at - 1, low - 1, -1) if doc.words[k].norm in _COMMAS), low)
        return any(doc.is_a(k, "relative") for k in range(comma, at))

    def _behind(self, first: int, end: int) -> int:
        """The day behind who told something and where or how: a spokesman for it yesterday, in a statement on Monday.

        Only phrases with prepositions may stand between; else the token itself.
        """
        doc, at = self.doc, first
        while at < min(first + _ASIDE, end):
            if at in doc.time_at:
                return at
            plain = doc.words[at].kind == "word" and not is_verb(doc, at) and not doc.is_a(at, *_CLAUSE)
            begins = doc.is_a(at, "preposition", "pronominal") or prepositional(doc, at)
            if (not plain and doc.words[at].norm not in _COMMAS) or (at == first and plain and not begins):
                return first
            at += 1
        return first

    def _elsewhere(self, draft: Draft, at: int) -> bool:
        """Whether a day before a cue belongs to what happened before: after … had …, or a clause with its own verb."""
        doc, people = self.doc, self.doc.pack.people
        if self._embedded(draft, at):
            return True
        start = doc.sentence_start(draft.cue.first)
        commas = [k for k in range(start, draft.cue.first) if doc.words[k].norm in _COMMAS]
        same = any(self.cast.by_token.get(k) == draft.speaker for k in range(start, at))  # X defended …, and X accused
        joined = draft.cue.joined and draft.source is not None and draft.cue.first > start and not same
        if joined and any(k > at for k in commas):
            fronted = all(doc.is_a(k, "preposition", "conjunction", "contrast", "adverb") for k in range(start, at))
            expected = any(doc.is_a(k, "that") for k in range(start, at))  # it is to meet on Monday, and X said
            return not fronted and (expected or not self._channel(start, at))
        before = [k for k in commas if k < at]
        set_off = before[-1:] == [at - 1] and doc.time_at[at] in commas  # after …, on Thursday, he announced
        clause = max(before[:-1] if set_off else before, default=start - 1) + 1
        for k in range(clause, at - 1):
            if doc.words[k].stem in people.apart and (k + 1 in doc.time_at or doc.is_a(k + 1, "that")):
                return True
        return False

    def _embedded(self, draft: Draft, at: int) -> bool:
        """Whether a cue stands in a clause of its own behind a day: while X promised; a raid on sites it said were …"""
        doc, cue, source = self.doc, draft.cue, draft.source
        if draft.order == "antecedent" and source is not None and source.cls != "head.document":
            return cue.finite and self._thing(draft, at, cue.first - 1)
        before = (cue.first if source is None else min(cue.first, source.first)) - 1
        if source is not None:  # who goes on with no subject does so on the same day: while stressing that
            return doc.is_a(before, "subordinator") and before >= doc.time_at[at]
        if not cue.finite or cue.joined or doc.words[before].kind != "word":
            return False
        describes = doc.is_a(before, "what") or not doc.words[before].classes & _CLAUSE
        if describes and any(is_verb(doc, k) for k in range(doc.time_at[at], before)):
            return True
        return describes and self._thing(draft, at, before)

    def _thing(self, draft: Draft, at: int, before: int) -> bool:
        """Whether a clause describes a thing that something was done to on a day: struck on Monday sites it said were.

        A message that was sent then, or what it says "in it", is of that day.
        """
        doc, word = self.doc, self.doc.words[before]
        if (
            before <= doc.time_at[at]
            or taken_up(doc, draft.cue)
            or word.kind != "word"
            or word.definite
            or word.classes & _CLAUSE
        ):
            return False
        if self._channel(max(before - _TITLE, doc.time_at[at]), before + 1):
            return False
        return any(is_verb(doc, k) for k in range(doc.sentence_start(at), before))

    def _clause(self, draft: Draft) -> int:
        """Where the relative clause of a cue begins; what stands before it is of another day."""
        start = self.doc.sentence_start(draft.cue.first)
        return next(
            (
                k
                for k in range(draft.cue.first - 1, max(draft.cue.first - 4, start) - 1, -1)
                if self.doc.is_a(k, "relative")
            ),
            0,
        )

    def _occasion(self, after: int, at: int) -> bool:
        """Whether the words from the end of content to a day tell how it was said (in a speech on Monday)."""
        doc = self.doc
        if not 0 < at - after <= _TAIL or doc.tokens.sentence[after] != doc.tokens.sentence[at]:
            return False
        lead = doc.words[after]
        clitic = not doc.pack.occasions.leads.isdisjoint(lead.before)
        if not (clitic or lead.norm in doc.pack.occasions.leads or doc.is_a(after, "resumption")):
            return False
        return self._channel(after, at) or (not clitic and self._taken_up(after, at))

    def _taken_up(self, first: int, last: int) -> bool:
        """Whether a verb of saying takes up what was told: as he said it on Wednesday."""
        words = self.doc.words
        verb = last - 1 - (last - 2 > first and self.doc.is_a(last - 1, "pronominal"))
        return verb >= first and any(c.form.tense == "past" and c.after is not None for c in words[verb].cues)

    def _channel(self, first: int, last: int) -> bool:
        """Whether some tokens tell how something was said."""
        doc = self.doc
        return any(
            doc.words[k].stem in doc.pack.occasions.spoken or doc.pack.lexicon.match(doc.words, k, CHANNEL)
            for k in range(first, last)
        )

    def first(self, first: int, last: int) -> Told | None:
        """The first day in a row of tokens, before any relative clause or quotation."""
        for at in range(first, last):
            if self.doc.is_a(at, "relative") or self.doc.inside[at] >= 0:
                return None
            if at in self.doc.time_at:
                day = self.at(at)
                return Told(day, at, self.doc.time_at[at]) if day is not None else None
        return None


def right_before(doc: Document, at: int, begin: int) -> bool:
    """Whether a day stands right before the content: X, who …, yesterday, that. Then it is that of the saying.

    It is not where it tells when something else was done (who arrived yesterday), unless that is the issuing.
    """
    last = doc.time_at.get(at, 0)
    while 0 < last < begin and doc.words[last].norm in _COMMAS:
        last += 1
    return last == begin and (not is_verb(doc, at - 1) or issues(doc, at - 1))


__all__ = ["Days", "right_before"]

"""What kind of statement it is: act, quotation, confidence, and the reasons told with it."""

from __future__ import annotations

from itertools import pairwise

import msgspec

from musnad.model import Act, Channel, Cue, QuoteKind, Reason, Relay, Span, Statement
from musnad.reading.content.claims import claim_spoken_of, denial_spoken_of
from musnad.reading.content.voicing import confirms, considers, voiced
from musnad.reading.discourse.actors import Cast
from musnad.reading.document import Document
from musnad.reading.draft import Draft
from musnad.reading.frames.openers import SPOKEN
from musnad.reading.phrases.wordkinds import conjoined, finite, is_verb

_DENIAL = frozenset({"denial"})
_OPENING = 16  # tokens from the start of content in which a phrase of denial makes it one
_NAME = 4  # tokens a name in quotation marks may have
_BARE_THAT = 2  # letters of "that" without a pronoun
_DENYING = 3  # tokens before it in which a negation takes it back
_WORD = 5  # and in which a single word does


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``weights.toml``: factors of the raw score, and the table from raw score to confidence.

    ``candidates``: what the facts about who may be meant by a left-out subject count for, by situation.
    """

    class Confidence(msgspec.Struct, frozen=True):
        """Breakpoints (raw score, share of right ones), written by ``evaluation/gate.py --calibrate``."""

        points: tuple[tuple[float, float], ...] = ()

    rules: dict[str, float] = {}
    speakers: dict[str, float] = {}
    weak: float = 1.0
    candidates: dict[str, dict[str, float]] = {}
    confidence: Confidence = Confidence()


def judge(doc: Document, drafts: list[Draft], cast: Cast, weights: Weights) -> tuple[Statement, ...]:
    """The statements of an article from its finished drafts (in text order)."""
    return tuple(_statement(doc, draft, number, cast, weights) for number, draft in enumerate(drafts))


def _statement(doc: Document, draft: Draft, number: int, cast: Cast, weights: Weights) -> Statement:
    speaker = cast.actors[draft.speaker].speaker() if draft.speaker is not None else None
    source = draft.source if draft.order != "pronoun" else None
    content = tuple(doc.span(first, last) for first, last in draft.content)
    if (
        draft.opener.frame == "before"
        and conjoined(doc, draft.content[0][0])
        and len(content[0].of(doc.tokens.text)) > 2
    ):
        content = (
            Span(content[0].start + 1, content[0].end),
            *content[1:],
        )  # "and" joins the sentence, not what it says
    act, reason = _act(doc, draft)
    told = draft.channel
    return Statement(
        id=f"s{number + 1}",
        source=Span(doc.bare_start(source.first), doc.tokens.ends[source.last - 1]) if source is not None else None,
        cue=Cue(span=_cue_span(doc, draft), lemma=draft.cue.entry.lemma),
        content=content,
        speaker=speaker,
        act=act,
        quote=_quote(doc, draft),
        relays=tuple(Relay(span=doc.span(r.first, r.last), name=r.name, actor=r.actor) for r in draft.relays),
        channel=Channel(kind=told.value, span=doc.span(told.first, told.last)) if told else None,  # type: ignore[arg-type]
        said_on=draft.said_on.value if draft.said_on else None,
        parent=f"s{draft.parent + 1}" if draft.parent is not None else None,
        confidence=_confidence(draft, weights),
        why=_why(doc, draft, content, reason),
    )


def _cue_span(doc: Document, draft: Draft) -> Span:
    """The cue's offsets, without a conjunction written onto its first word."""
    span = doc.span(draft.cue.first, draft.cue.last)
    if draft.cue.joined:
        raw = doc.words[draft.cue.first].raw
        if len(raw) > 2:
            return Span(span.start + len(raw) - len(raw[1:].lstrip()), span.end)
    return span


def _act(doc: Document, draft: Draft) -> tuple[Act, Reason | None]:
    """The act of the entry, or of the noun it voices; a neutral cue whose content opens with a denial denies."""
    act: Act = draft.cue.entry.act  # type: ignore[assignment]
    if draft.negates:
        return "state", None
    if considers(doc, draft):
        return "state", Reason("act/considers", "with such a clause it is spelled like considering")
    if confirms(doc, draft):
        return "confirm", Reason("act/confirms", "what is affirmed is a claim", (doc.span(*draft.content[0]),))
    named = voiced(doc, draft)
    if named is not None:
        noun = Reason("act/voiced", "the noun tells the act", (doc.span(named[1], named[1] + 1),))
        return named[0], noun  # type: ignore[return-value]
    if act == "state":
        first, last = draft.content[0]
        words = doc.words
        at = first
        while (
            at < last
            and at - first < 3
            and (words[at].kind == "punct" or not words[at].classes.isdisjoint(("that", "preposition")))
        ):
            at += 1
        told = at < last and "what" in words[at].classes  # what the paper told is …
        told = told or (at + 1 < last and "quantifier" in words[at].classes and "what" in words[at + 1].classes)
        if draft.opener.frame in SPOKEN:
            if denial_spoken_of(doc, first, last):
                return act, None
            told = told or claim_spoken_of(doc, first, last)
        called = _predicate(doc, first, last) if draft.opener.frame == "object" else last  # called … "lies"
        for k in range(at, last if told or called < last else min(at + _OPENING, last)):
            match = doc.pack.lexicon.match(words, k, _DENIAL) if words[k].phrases else None
            if match is None or match.last > last or (match.last - k == 1 and words[k].definite):
                continue  # "these lies": no predicate
            if any("negation" in words[n].classes for n in range(max(at, k - _DENYING), k)):
                continue  # I can neither deny nor affirm
            early = (match.last - k > 1 or k - at < _WORD) and k - at < _OPENING and _said_of(doc, at, k)
            if told or early or 0 <= k - called < _NAME:
                span = doc.span(match.first, match.last)
                return "deny", Reason("act/denial", "the content opens with a denial", (span,))
    return act, None


def _said_of(doc: Document, first: int, at: int) -> bool:
    """Whether a phrase of denial is said of what the content opens with, not of a later clause or a thing in it."""
    if at == first:
        return True
    return not conjoined(doc, at) and not any(
        doc.is_a(k, "contrast", "subordinator") or finite(doc, k) or is_verb(doc, k) for k in range(first, at)
    )


def _predicate(doc: Document, first: int, last: int) -> int:
    """Where what something is called begins ("as being …", a "that" with its pronoun); the end where it is not."""
    for at in range(first, last):
        word = doc.words[at]
        if (
            "that" in word.classes
            and word.before
            and len(word.stem) > _BARE_THAT
            and doc.inside[at] == doc.inside[first]
        ):
            return at + 1
    return last


def _quote(doc: Document, draft: Draft) -> QuoteKind:
    """How much of the content stands in quotation marks, complementiser aside."""
    if draft.opener.frame == "colon":
        return "direct"
    quoted = plain = 0
    for first, last in draft.content:
        at = first
        while (
            at < last
            and doc.inside[at] < 0
            and at not in doc.opens
            and not doc.words[at].classes.isdisjoint(("that", "preposition", "contrast", "conjunction"))
        ):
            at += 1
        bracket = at in doc.bracket_at and (draft.opener.frame == "quote" or doc.bracket_at[at] - at > _NAME + 1)
        for k in range(at, last):
            if doc.words[k].kind not in ("word", "number"):
                continue
            if (doc.inside[k] >= 0 and not _named(doc, doc.inside[k], first, last)) or bracket:
                quoted += 1
            else:
                plain += 1
    if not quoted:
        return "direct" if _first_person(doc, draft) else "indirect"
    return "direct" if not plain else "mixed"


def _first_person(doc: Document, draft: Draft) -> bool:
    """Whether speech without marks begins in the first person: we welcome, that we, we have."""
    if draft.opener.frame not in ("clause", "colon") or doc.inside[draft.cue.first] >= 0:
        return False
    first, last = draft.content[0]
    for at in range(first, min(first + 2, last)):
        word = doc.words[at]
        speaking = any(
            p.after is not None and p.after.person == 1 and len(p.after.form) > 1 for p in word.stems.values()
        )
        if speaking and ("that" in word.classes or "preposition" in word.classes):
            return True
        if any(c.form.person == 1 and c.form.tense == "present" and c.form.number == "p" for c in word.cues):
            return not word.known
    return False


def _named(doc: Document, number: int, first: int, last: int) -> bool:
    """Whether a quotation is a name: in the gazetteer, or a few definite or unlisted words after a bare noun."""
    begin, end = doc.quote_tokens[number]
    size = end - begin - 2
    if begin <= first or end >= last + 1 or not 0 < size <= _NAME:
        return False
    if not doc.quotes[number].closed or doc.quotes[number].depth or begin in doc.name_ends:
        return False
    if begin + 1 in doc.names and doc.names[begin + 1].last >= end - 1:
        return True
    head, word = doc.words[begin - 1], doc.words[begin + 1]
    naming = doc.pack.frames.naming
    if head.norm in naming or (begin - 2 >= first and head.kind == "word" and len(head.norm) == 1
                               and doc.words[begin - 2].norm in naming):  # fmt: skip
        return True  # what goes by the name of "…"
    if head.definite or head.after is not None or "noun" not in head.classes:
        return False
    if any(c.form.tense in ("masdar", "noun") for c in head.cues) or "masdar" in head.classes:
        return False  # the rejecting of "the mistakes": words that are quoted
    if "quantifier" in word.classes:
        return False
    proper = word.definite or not word.known or "name.place" in word.classes
    proper = proper or doc.is_a(end - 2, "name.place") or end - 2 in doc.names
    return proper or doc.words[end - 2].definite or any(doc.words[k].kind == "number" for k in range(begin, end))


def _confidence(draft: Draft, weights: Weights) -> float:
    """The share of statements like this one that are right, read from the calibration table."""
    kind, _, _ = draft.rule.partition("/")
    raw = weights.rules.get(draft.rule, weights.rules.get(kind, 0.7))
    rule = next((r.rule.partition("/")[2] for r in draft.why if r.rule.startswith("speaker/")), "none")
    raw *= weights.speakers.get(rule, 0.5)
    if draft.cue.entry.strength == "weak":
        raw *= weights.weak
    points = weights.confidence.points
    if not points:
        return round(raw, 3)
    if raw <= points[0][0]:
        return points[0][1]
    for (x0, y0), (x1, y1) in pairwise(points):
        if raw <= x1:
            return round(y0 + (y1 - y0) * (raw - x0) / (x1 - x0), 3)
    return points[-1][1]


def _why(doc: Document, draft: Draft, content: tuple[Span, ...], act: Reason | None) -> tuple[Reason, ...]:
    entry = draft.cue.entry
    cue = doc.span(draft.cue.first, draft.cue.last)
    reasons = [
        Reason(f"cue/{entry.id}", entry.note or f"{entry.kind} entry, act {entry.act}", (cue,)),
        Reason(f"content/{draft.rule}", f"content opens as {draft.opener.frame}", content),
        *draft.why,
    ]
    if act is not None:
        reasons.append(act)
    reasons += [
        Reason("relay", f"carried by {relay.name}", (doc.span(relay.first, relay.last),)) for relay in draft.relays
    ]
    for name, told in (("channel", draft.channel), ("said_on", draft.said_on)):
        if told is not None:
            reasons.append(Reason(name, f"{told.value}, told here", (doc.span(told.first, told.last),)))
    return tuple(reasons)

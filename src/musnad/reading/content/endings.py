"""What ends content without another statement: attributions, occasions, the reporter's own words, the main clause."""

from __future__ import annotations

from musnad.lang.lexicon import CHANNEL, PSEUDO
from musnad.reading.document import Document
from musnad.reading.draft import Draft
from musnad.reading.frames.openers import SPOKEN
from musnad.reading.frames.skipping import past_adverb
from musnad.reading.phrases.accounts import account
from musnad.reading.phrases.nounphrases import noun_phrase
from musnad.reading.phrases.phrasestarts import starts_phrase
from musnad.reading.phrases.wordkinds import NOUNS, conjoined, is_verb, prepositional

_SOFT = frozenset({"end.soft"})
_FRONTING = frozenset({"fronting"})
_CUE = frozenset({"cue"})
_CONTRAST = frozenset({"contrast"})
_EVENT = ("about", "to", "by")
_TOLD = 20  # tokens at the end of a sentence that tell to which medium something was said
_SAID = 5  # tokens in which what follows "during" tells where something was said
_FRONT = 12  # tokens from the start of a sentence to a cue in a clause of time
_ASIDE = 12  # tokens an attribution set off by commas has
_DEED = 20  # tokens of a deed after which its occasion may stand
_MARKS = frozenset({"،", ",", "؛", ";"})
_STOPS = frozenset({".", "!", "؟", "?", "…", "،", ","})
_ATTRIBUTING = frozenset({"cue", "pseudo", "end"})


def saying_that(doc: Document, at: int, by_first: dict[int, Draft]) -> bool:
    """Whether what somebody then said follows a deed: condemned the attack, where he said that …"""
    follower = by_first.get(at + 1)
    if follower is None or "occasion" not in doc.words[at].classes:
        return False
    return follower.cue.tense == "past" and follower.opener.frame in SPOKEN and follower.cue.person == 3


def own_words(doc: Document, at: int, limit: int, by_first: dict[int, Draft]) -> bool:
    """Whether "in his words", or "before he went on", stands here without a comma."""
    match = doc.pack.lexicon.match(doc.words, at, _CUE)
    if match is not None and match.phrase.value.place == "source-after" and match.after is not None:
        return True
    soft = doc.pack.lexicon.match(doc.words, at, _SOFT)
    if soft is None or "that" not in doc.words[soft.last - 1].classes or soft.last >= limit:
        return False
    draft = by_first.get(soft.last)
    return draft is not None and draft.cue.finite and draft.opener.frame in SPOKEN


def occasion(doc: Document, first: int, at: int, limit: int, draft: Draft) -> bool:
    """Whether the reporter tells after what the saying came: called for calm after the clashes."""
    if draft.opener.frame in SPOKEN or draft.cue.entry.act == "accuse" or of_event(doc, at, draft):
        return False
    if at + 1 >= limit or at - first > _DEED or at in doc.time_at:
        return False
    word = doc.words[at]
    if "occasion" not in word.classes or not doc.pack.lexicon.match(doc.words, at, _SOFT) or word.after is not None:
        return False
    nxt = doc.words[at + 1]
    event = not nxt.classes.isdisjoint(("masdar", "noun", "that")) or any(c.form.tense == "masdar" for c in nxt.cues)
    if doc.is_a(at - 1, "preposition") or at + 1 in doc.time_at or nxt.kind != "word" or nxt.definite or not event:
        return False
    return not any(doc.is_a(k, "relative", "that", "subordinator") or is_verb(doc, k) for k in range(first + 1, at))


def of_event(doc: Document, at: int, draft: Draft) -> bool:
    """Whether when something came about belongs to what is told: reported the death of two, after clashes.

    So it does where any such thing is denied: denied any contact during the campaign.
    """
    entry, frames, words = draft.cue.entry, doc.pack.frames, doc.words
    first = draft.opener.first
    if entry.act == "deny" and doc.is_a(first, "quantifier") and words[first].stem in frames.questions:
        return not _where_said(doc, at)
    if entry.act != "state" or entry.id in frames.voicing or words[at].norm not in frames.sequel:
        return False
    if draft.opener.frame not in _EVENT and entry.id not in frames.impersonal:
        return False
    return not _where_said(doc, at)


def _where_said(doc: Document, at: int) -> bool:
    """Whether behind "during" at a token a channel stands: during a press conference."""
    words = doc.words
    return any(
        words[k].phrases and doc.pack.lexicon.match(words, k, CHANNEL) is not None
        for k in range(at + 1, min(at + _SAID, len(doc)))
    )


def fronted(doc: Document, draft: Draft) -> bool:
    """Whether the cue stands in a clause or phrase of time set before the main clause."""
    start = doc.sentence_start(draft.cue.first)
    if draft.cue.first - start > _FRONT or doc.inside[draft.cue.first] >= 0:
        return False
    if not (doc.is_a(start, "occasion") or doc.pack.lexicon.match(doc.words, start, _FRONTING) is not None):
        return False
    return not any(doc.words[k].norm in _MARKS for k in range(start, draft.cue.first))


def medium(doc: Document, first: int, at: int, limit: int) -> bool:
    """Whether a phrase tells how it was said: denied it in remarks to …"""
    word = doc.words[at]
    if word.norm not in doc.pack.frames.where or at + 1 >= limit or at - first > _DEED:
        return False
    nxt = doc.words[at + 1]
    said = any(c.form.tense in ("noun", "masdar") and c.form.entry.act == "state" for c in nxt.cues)
    if nxt.definite or (not said and doc.pack.lexicon.match(doc.words, at + 1, CHANNEL) is None):
        return False
    return not any(doc.is_a(k, "relative", "that", "subordinator") or is_verb(doc, k) for k in range(first + 1, at))


def told_in(doc: Document, first: int, at: int, limit: int, by_first: dict[int, Draft]) -> bool:
    """Whether the rest of a sentence, behind a comma, tells where something was said: …, in an interview with X."""
    words, occasions = doc.words, doc.pack.occasions
    led = doc.is_a(at, "preposition", "occasion")
    if at + 2 >= limit or limit - at > _TOLD or words[at].stem not in occasions.leads or not led:
        return False
    word = words[at + 1]
    spoken = word.stem in occasions.interviews or word.norm in occasions.interviews
    channel = doc.pack.lexicon.match(words, at + 1, CHANNEL) if word.phrases else None
    held = channel is not None and channel.phrase.value not in (*occasions.documents, *occasions.places, "meeting")
    if word.definite or not (spoken or held):
        return False
    behind = range(at + 2, limit)
    if any(k in by_first for k in range(first + 1, at)) or any(doc.is_a(k, "that") or k in by_first for k in behind):
        return False
    media = any(doc.is_a(k, "head.media") or (k in doc.names and doc.names[k].phrase.kind == "media") for k in behind)
    return media or any(k in doc.time_at or (spoken and k in doc.opens) for k in behind)


def dots_end(doc: Document, at: int, limit: int) -> bool:
    """Whether dots part clauses: in a headline, and where the reporter goes on with "and" and a verb."""
    if at + 1 >= limit or doc.inside[at] >= 0:
        return False
    if doc.tokens.line[at] == doc.tokens.line[0]:
        return True
    return conjoined(doc, at + 1) and not doc.words[at + 1].definite and is_verb(doc, at + 1)


def resumed(doc: Document, at: int, limit: int) -> bool:
    """Whether the reporter tells where something was said, taking it up: …, and that in a speech to …"""
    if not doc.is_a(at, "resumption") or at + 2 >= limit or doc.words[at + 1].norm not in doc.pack.frames.where:
        return False
    word = doc.words[at + 2]
    told = word.stem in doc.pack.occasions.interviews or doc.pack.lexicon.match(doc.words, at + 2, CHANNEL) is not None
    return told and not word.definite


def remark(doc: Document, at: int, limit: int, draft: Draft) -> bool:
    """Whether the reporter tells what the words meant: …, in a hint at the talks; … and that in a reference to them."""
    if doc.inside[at] != doc.inside[draft.cue.first]:
        return False
    at += doc.is_a(at, "resumption")
    if at + 2 >= limit or doc.words[at].norm not in doc.pack.frames.where:
        return False
    noun = doc.words[at + 1]
    if noun.norm not in doc.pack.frames.remarks or noun.definite:
        return False
    behind = at + 2
    while behind < limit and doc.is_a(behind, "adjective") and not doc.words[behind].definite:
        behind += 1
    if behind >= limit:
        return False
    article = doc.pack.lexicon.article
    return doc.is_a(behind, "preposition") or any(b != article for b in doc.words[behind].before)


def sets_end(doc: Document, at: int, limit: int, kinds: frozenset[str]) -> bool:
    """Whether a set phrase that ends content stands at a token, and not one that goes on: at a later time."""
    match = doc.pack.lexicon.match(doc.words, at, kinds)
    if match is None or any(b not in doc.pack.affixes.conjunctions for b in match.before):
        return False
    if past_adverb(doc, at, limit) or regards(doc, match.last - 1, limit):
        return False
    if "occasion" not in doc.words[at].classes or match.last - match.first > 1 or match.last >= limit:
        return True
    return not doc.is_a(match.last, "preposition", "quantifier")  # "and touched on"; in the course of five days


def regards(doc: Document, at: int, limit: int) -> bool:
    """Whether "as regards" stands at a token, which goes on with what is told."""
    return at + 1 < limit and doc.words[at + 1].norm in doc.pack.frames.regarding


def next_deed(doc: Document, first: int, at: int) -> bool:
    """Whether the reporter goes on with what somebody did after a deed without a verb: ordered the repair, and left."""
    word = doc.words[at]
    past = "past" in word.tenses or "verb3" in word.classes
    if not past or not word.before or not conjoined(doc, at) or word.definite or not word.classes.isdisjoint(NOUNS):
        return False
    return not any(is_verb(doc, k) or doc.is_a(k, "that", "relative") for k in range(first, at - 1))


def attributes(doc: Document, at: int) -> bool:
    """Whether a phrase of attribution stands here: "as X told", not "as it did last year"."""
    match = doc.pack.lexicon.match(doc.words, at, _CUE)
    if match is None:
        return False
    if match.last >= len(doc):
        return True
    if match.phrase.value.place != "verb-after":
        named = noun_phrase(doc, match.last, doc.sentence_end(at)) if starts_phrase(doc, match.last) else None
        return match.after is not None or named is None or named.cls != "thing" or account(doc, named)
    return any(
        cue.form.tense in ("past", "present", "passive") and cue.form.entry.strength != "light"
        for cue in doc.words[match.last].cues
    )


def adverbial_shape(doc: Document, at: int) -> bool:
    """Whether a word looks like a participle that goes on with the reporter's sentence (contradicting …)."""
    shape = doc.pack.frames.adverbial
    norm = doc.words[at].norm
    return (
        bool(shape)
        and norm.startswith(shape[0])
        and norm.endswith(shape[1])
        and len(norm) > 4
        and not (at + 1 < len(doc) and _described(doc, at + 1, shape[1]))
        and (not doc.words[at].before and not doc.words[at].after)
    )


def _described(doc: Document, at: int, ending: str) -> bool:
    """Whether an indefinite adjective in the object case stands at a token, so that a noun stands before it."""
    word = doc.words[at]
    return "adjective" in word.classes and not word.definite and not word.before and word.norm.endswith(ending)


def goes_on_behind(doc: Document, at: int, limit: int, by_first: dict[int, Draft]) -> bool:
    """Whether what is said goes on behind a quotation, in the reporter's words: "no stock of it" in the country."""
    words, frames, lexicon = doc.words, doc.pack.frames, doc.pack.lexicon
    if at + 1 >= limit or at < 2 or at in doc.time_at or at in by_first or doc.bracket_at.get(at - 1) == at:
        return False
    word = words[at]
    if "that" in word.classes and conjoined(doc, at):
        return words[at - 2].norm not in _STOPS  # and that
    clitic = (*word.before, *(doc.names[at].before if at in doc.names else ()))
    led = "preposition" in word.classes or any(b in frames.frame_of for b in clitic)
    if word.kind != "word" or not led or "occasion" in word.classes or words[at - 2].norm in _STOPS:
        return False
    if any(lexicon.match(words, at, kinds) is not None for kinds in (_ATTRIBUTING, _SOFT)):
        return False
    noun = at if clitic else at + 1
    if noun in doc.time_at or noun in by_first or lexicon.match(words, noun, CHANNEL) is not None:
        return False
    to_medium = doc.is_a(noun, "head.media", "head.group") or (
        noun in doc.names and doc.names[noun].phrase.kind == "media"
    )
    return not (to_medium and (word.norm in frames.addressee or not frames.addressee.isdisjoint(clitic)))


def negated_cue(doc: Document, at: int, limit: int) -> bool:
    """Whether the reporter tells what was not said: "and he did not disclose …"."""
    return (
        at + 1 < limit
        and doc.is_a(at, "negation")
        and bool(doc.words[at].before)
        and any(c.form.tense == "present" for c in doc.words[at + 1].cues)
    )


def says_no_more(doc: Document, at: int) -> bool:
    """Whether the reporter tells, joined by "and", that nothing more was said: and he refused to give details."""
    word = doc.words[at]
    if not conjoined(doc, at) or word.definite or doc.inside[at] >= 0 or word.tenses.isdisjoint(("past", "present")):
        return False
    match = doc.pack.lexicon.match(doc.words, at, PSEUDO) if word.phrases else None
    return match is not None and match.phrase.value.id in doc.pack.frames.unsaying


def main_clause(doc: Document, draft: Draft, at: int) -> bool:
    """Whether the main clause begins behind what a noun of saying told ahead of it: despite warnings of X, they went"""
    word = doc.words[at]
    if draft.opener.frame in SPOKEN or not fronted(doc, draft) or word.kind != "word" or conjoined(doc, at):
        return False
    led = prepositional(doc, at) or doc.is_a(at, "preposition", "relative", "that", "adjective", "what", "occasion")
    return not led and draft.cue.tense in ("noun", "masdar")


def answered(doc: Document, draft: Draft, other: Draft | None) -> bool:
    """Whether who was asked speaks behind a question told ahead without a comma: asked whether he ran, X said …"""
    if other is None or draft.cue.entry.act != "ask" or draft.cue.tense not in ("noun", "masdar"):
        return False
    spoken = other.opener.frame in SPOKEN and other.cue.tense == "past" and other.cue.person == 3
    behind = other.first > 0 and doc.is_a(other.first - 1, "what", "relative", "that", "auxiliary")
    return spoken and not behind and not other.cue.joined and fronted(doc, draft)


def parenthetical(doc: Document, draft: Draft, at: int, limit: int) -> bool:
    """Whether an attribution stands between the subject of what is said and its verb: that X, according to Y, sank."""
    first = draft.opener.first
    while first < at and doc.is_a(first, "preposition", "that"):
        first += 1
    if draft.opener.frame != "clause" or first >= at - 1 or doc.words[first - 1].after is not None:
        return False
    subject = noun_phrase(doc, first, at - 1) if starts_phrase(doc, first) else None
    if subject is None or subject.last != at - 1 or not (subject.definite or first in doc.names):
        return False
    close = next((k for k in range(at, min(at + _ASIDE, limit)) if doc.words[k].norm in _MARKS), limit)
    if close + 1 >= limit or conjoined(doc, close + 1):
        return False
    word = doc.words[close + 1]
    negated = "negation" in word.classes
    return negated or is_verb(doc, close + 1) or "pronominal" in word.classes or "present" in word.tenses


def unsaid(doc: Document, at: int, limit: int) -> bool:
    """Whether the reporter tells after a word of contrast what was not said: but he gave no reason."""
    match = doc.pack.lexicon.match(doc.words, at, _CONTRAST) if doc.words[at].phrases else None
    if (match is None and "contrast" not in doc.words[at].classes) or doc.inside[at] >= 0:
        return False
    begin = match.last if match is not None else at + 1
    return any(
        k + 1 < limit
        and doc.is_a(k, "negation")
        and any(c.form.tense == "present" and c.form.person == 3 for c in doc.words[k + 1].cues)
        for k in (begin, begin + 1)
    )


def unfinished(doc: Document, first: int, at: int) -> bool:
    """Whether only an adjunct stands after "that" so far ("that after long talks, …"): its clause is still to come."""
    if "that" not in doc.words[first].classes or first + 1 >= at or conjoined(doc, at):
        return False
    if first + 1 not in doc.time_at and not doc.is_a(first + 1, "occasion", "preposition"):
        return False
    return not any(is_verb(doc, k) or doc.words[k].norm in (",", "،") for k in range(first + 1, at - 1))

"""Nouns of saying: the announcement of X that, his accusing of others, reports of."""

from __future__ import annotations

from typing import Literal

import msgspec

from musnad.reading.cues import CueAt
from musnad.reading.document import Document
from musnad.reading.draft import Draft
from musnad.reading.frames.openers import SPOKEN, Opener, complementiser, enough, opener, owned_object
from musnad.reading.phrases.deeds import bare_deed, deed
from musnad.reading.phrases.nounphrases import Phrase, noun_phrase
from musnad.reading.phrases.phrasestarts import starts_phrase
from musnad.reading.phrases.wordkinds import HEADS, adjunct_preposition, is_verb
from musnad.text.tokens import COMMAS

_AGENT = frozenset({"agent"})
_REACH = 25  # tokens from a noun of saying to what was said
# acts that have somebody they are aimed at
_AIMED = frozenset({"accuse", "condemn", "demand", "warn", "ask", "promise"})
SPEAKING = frozenset({
    "name", "country", "capital", "organization", "media", "head.person", "head.organization", "head.anonymous",
    "head.group", "head.media", "head.honorific", "head.ministry",
})  # fmt: skip

Step = Literal["on", "stop"] | None  # a token is passed; nothing more can be met; it is not this step's business


class _Noun(msgspec.Struct):
    """A noun of saying, and what was met behind it before a token."""

    doc: Document
    cue: CueAt
    at: int
    end: int
    stop: frozenset[str]  # prepositions that open content
    source: Phrase | None = None
    order: str = "none"
    aimed: int | None = None  # where the one accused, warned or called upon is told: part of the content
    behind: int = -1  # where the object of what the source said may open

    def on(self, at: int) -> Step:
        self.at = at
        return "on"

    def speaks(self, phrase: Phrase) -> Step:
        cut = next((k for k in range(phrase.first + 1, phrase.last) if _quoted_deed(self, phrase, k)), phrase.last)
        phrase = msgspec.structs.replace(phrase, last=cut)
        self.source, self.order = phrase, "after"
        return self.on(phrase.last)

    def phrase(self, at: int, clitic: bool = False) -> Phrase | None:
        return noun_phrase(self.doc, at, self.end, stop_prepositions=self.stop, behind_clitic=clitic)


def noun_cue(doc: Document, cue: CueAt) -> Draft | None:
    """Saying as a noun: its source is a pronoun on it, an adjective of nation, or the noun after it."""
    if _no_saying(doc, cue):
        return None
    if _hastened(doc, cue):
        opens = Opener("object", cue.last)
        return Draft(cue=cue, opener=opens, order="none", first=cue.first, last=cue.last, rule=f"{cue.tense}/object")
    if cue.entry.id in doc.pack.frames.pretexts and (pretext := _pretext(doc, cue)) is not None:
        return pretext
    takes, prepositions = set(cue.entry.takes), doc.pack.frames.prepositions
    noun = _Noun(
        doc=doc,
        cue=cue,
        at=cue.last,
        end=min(doc.sentence_end(cue.first), cue.last + _REACH),
        stop=frozenset(p for name in takes & set(prepositions) for p in prepositions[name]),
        order="pronoun" if cue.after is not None else "none",
    )
    if _beside(noun) == "stop":
        return None
    if cue.entry.act == "ask" and noun.order != "none" and cue.first:
        if doc.is_a(cue.first - 1, "preposition", "occasion"):
            return None  # when he was asked: whom it names is the one asked
    noun.behind = noun.source.last if noun.source is not None else -1
    while noun.at < noun.end:
        if noun.at in doc.time_at:
            last = doc.time_at[noun.at]
            noun.behind = last if noun.at == noun.behind else noun.behind
            noun.at = last
            continue
        found = _opens(noun)
        if found is not None:
            return _draft(noun, found)
        if next((step for ask in _STEPS if (step := ask(noun))), "stop") == "stop":
            return None
    return None


def _pretext(doc: Document, cue: CueAt) -> Draft | None:
    """The reason somebody gives, right behind a bare noun with "by" written onto it: on the pretext that."""
    at, by = cue.last, doc.pack.frames.prepositions.get("by", frozenset())
    if not cue.preposition or cue.definite or cue.after is not None or at >= doc.sentence_end(cue.first):
        return None
    if by.isdisjoint(doc.words[cue.first].before):
        return None
    clause = complementiser(doc, at)
    if not clause and not (deed(doc, at) or at in doc.opens):
        return None
    opens = Opener("clause" if clause else "object", at)
    return Draft(cue=cue, opener=opens, order="none", first=cue.first, last=at, rule=f"{cue.tense}/{opens.frame}")


def _no_saying(doc: Document, cue: CueAt) -> bool:
    """Whether what stands before a noun of saying tells that nothing was said, or its own form that it is none."""
    words = doc.words
    if cue.first and words[cue.first - 1].norm in doc.pack.frames.asking:
        return True  # did the minister reveal: spelled like revealing
    if cue.first > 1 and doc.is_a(cue.first - 2, "negation") and is_verb(doc, cue.first - 1):
        return True  # there were no reports of …
    if cue.first and words[cue.first - 1].norm in doc.pack.frames.absence:
        return True  # his not disclosing
    return cue.definite and cue.after is not None  # the proposed one: the ending of an adjective looks like a pronoun


def _beside(noun: _Noun) -> Step:
    """What stands right behind the noun: an adjective of nation or a phrase that is its source, another adjective."""
    doc, cue, at = noun.doc, noun.cue, noun.at
    if at >= noun.end:
        return None
    word = doc.words[at]
    if "nationality" in word.classes and (not word.before or word.definite):
        return noun.speaks(Phrase(at, at + 1, at, "nationality", "-", "-", True))
    if doc.is_a(at, "adjective") and not doc.is_a(at, *HEADS) and not word.definite and at not in doc.names:
        return noun.on(at + 1)
    if cue.after is not None or cue.definite or at in doc.opens or not starts_phrase(doc, at):
        return None
    phrase = noun.phrase(at)
    if phrase is None:
        return None
    if phrase.cls != "thing":
        return noun.speaks(phrase)
    return "stop" if cue.tense == "masdar" else noun.on(phrase.last)


def _opens(noun: _Noun) -> Opener | None:
    """What opens content at the token, if anything does."""
    doc, cue, at, source = noun.doc, noun.cue, noun.at, noun.source
    found = opener(doc, at, cue, object_seen=True)
    if source is not None and at == noun.behind and _quoted_deed(noun, source, at):
        return Opener("object", at)
    if found is None and source is not None and at == noun.behind:
        if _announced(doc, at, cue, source):
            return Opener("object", at)
        if (passed := _placed(doc, at, noun.end)) and _announced(doc, passed, cue, source):
            return Opener("object", passed)
    if found is None and noun.order == "pronoun" and (owned_object(doc, at, cue) or _own_deed(doc, at, cue)):
        return Opener("object", at)
    return found


def _draft(noun: _Noun, found: Opener) -> Draft | None:
    """The statement of a noun whose content opens, or None where it reports nothing."""
    doc, cue = noun.doc, noun.cue
    if not enough(doc, cue, found) or (found.frame == "colon" and cue.definite):
        return None
    if cue.tense == "masdar" and not _reports(noun, found):
        return None
    unsaid = noun.source is None and noun.order != "pronoun"
    if cue.entry.strength == "weak" and found.frame not in SPOKEN and unsaid:
        return None
    if noun.source is None and noun.order == "none" and doc.words[cue.first].stem in doc.pack.people.unsigned:
        # reports, rumours: nobody stands behind them but their own name
        noun.source = Phrase(cue.first, cue.last, cue.first, "head.anonymous", "-", "-", cue.definite)
        noun.order = "after"
    if noun.aimed is not None:
        found = msgspec.structs.replace(found, first=noun.aimed)
    return Draft(
        cue=cue, opener=found, source=noun.source, order=noun.order, first=cue.first, last=noun.at,
        rule=f"{cue.tense}/{found.frame}",
    )  # fmt: skip


def _reports(noun: _Noun, found: Opener) -> bool:
    """Whether a deed of saying ("the announcement of") is reported and not a purpose, a reason or a topic."""
    frames, cue = noun.doc.pack.frames, noun.cue
    owned = noun.source is not None or cue.after is not None
    purpose = cue.preposition and cue.entry.id in frames.purposes  # marched to demand
    if cue.preposition and not owned and cue.entry.id not in frames.merging and not purpose:
        return False  # "in order to point out that": a purpose
    if found.frame == "quote" and cue.after is None:
        return False  # what is quoted after "the announcement of X" is told of it
    if found.frame == "object" and cue.entry.act == "state" and owned:
        purpose = purpose or cue.preposition  # surprised them by his announcement the halt of
    if cue.preposition and found.frame not in ("clause", "quote") and not purpose:
        return False  # "for refusing to": a reason, no report
    return purpose or owned or found.frame in SPOKEN


# What may stand between a noun of saying and its content ----------------------------------------


def _apposition(noun: _Noun) -> Step:
    """The comma after an apposition."""
    doc, at, source = noun.doc, noun.at, noun.source
    if source is None or at != source.last or doc.words[at].norm not in COMMAS:
        return None
    if doc.words[at - 1].kind != "word" or at + 1 >= noun.end:
        return None
    return noun.on(at + 1) if opener(doc, at + 1, noun.cue, object_seen=True) is not None else None


def _closed(noun: _Noun) -> Step:
    """Punctuation, another verb: nothing more can be met."""
    doc, at = noun.doc, noun.at
    return "stop" if (doc.words[at].kind == "punct" and at not in doc.bracket_at) or is_verb(doc, at) else None


def _raised(noun: _Noun) -> Step:
    """The accusations raised against her."""
    doc, at = noun.doc, noun.at
    return noun.on(at + 1) if "pronominal" in doc.words[at].classes and doc.words[at - 1].definite else None


def _agent(noun: _Noun) -> Step:
    """By whom: on the part of X."""
    doc = noun.doc
    if noun.source is not None or (match := doc.pack.lexicon.match(doc.words, noun.at, _AGENT)) is None:
        return None
    phrase = noun.phrase(match.last)
    return noun.speaks(phrase) if phrase is not None else "stop"


def _aimed(noun: _Noun) -> Step:
    """Whom it is aimed at: the one accused or warned belongs to the content."""
    at = noun.at
    if noun.aimed is not None or noun.cue.entry.act not in _AIMED or not _addressed(noun.doc, at):
        return None
    phrase = noun.phrase(at, clitic=True)
    noun.aimed = at
    return noun.on(phrase.last if phrase is not None else at + 1)


def _adverb(noun: _Noun) -> Step:
    return noun.on(noun.at + 1) if "adverb" in noun.doc.words[noun.at].classes else None


def _where(noun: _Noun) -> Step:
    """Calls in Iran: where."""
    doc, place = noun.doc, noun.at + 1
    if doc.words[noun.at].norm not in doc.pack.frames.where or place not in doc.names:
        return None
    return noun.on(doc.names[place].last) if doc.names[place].phrase.kind in ("country", "capital") else None


def _from(noun: _Noun) -> Step:
    """From whom it comes, behind a preposition."""
    doc, at = noun.doc, noun.at
    if noun.source is not None or not adjunct_preposition(doc, at):
        return None
    written = bool(doc.words[at].before) or at in doc.names
    phrase = noun.phrase(at if written else at + 1, clitic=written)
    if phrase is not None and phrase.cls in ("media", "head.media"):
        before = doc.names[at].before if at in doc.names else doc.words[at].before
        told = not doc.pack.frames.addressee.isdisjoint(before or (doc.words[at].norm,))
        if told and doc.words[noun.cue.first].stem in doc.pack.occasions.spoken:
            return "stop"  # in remarks to the paper: told to it
    return noun.speaks(phrase) if phrase is not None and phrase.cls in SPEAKING else "stop"


def _relating(noun: _Noun) -> Step:
    """The reports relating to: no word of what they say."""
    return "stop" if noun.doc.words[noun.at].norm in noun.doc.pack.frames.relating else None


def _adjective(noun: _Noun) -> Step:
    classes = noun.doc.words[noun.at].classes
    return noun.on(noun.at + 1) if "adjective" in classes or "nationality" in classes else None


def _others(noun: _Noun) -> Step:
    """His accusing others of …"""
    cue, at = noun.cue, noun.at
    owned = cue.tense == "masdar" and cue.after is not None and cue.entry.act in _AIMED
    if not owned or noun.aimed is not None or at != cue.last or not starts_phrase(noun.doc, at):
        return None
    phrase = noun.phrase(at)
    if phrase is None:
        return None
    noun.aimed = at
    return noun.on(phrase.last)


# Asked in this order about each token; what none makes anything of ends the stretch.
_STEPS = (
    _apposition,
    _closed,
    _raised,
    _agent,
    _aimed,
    _adverb,
    _where,
    _from,
    _relating,
    _adjective,
    _others,
)


def _hastened(doc: Document, cue: CueAt) -> bool:
    """Whether a noun of denying hangs on a verb or its like: hastened to the denial of the news."""
    if cue.tense != "masdar" or cue.entry.act != "deny" or cue.definite or cue.after is not None or not cue.first:
        return False
    word, before = doc.words[cue.first], doc.words[cue.first - 1]
    purpose = not doc.pack.frames.addressee.isdisjoint(word.before)
    led = (cue.preposition and not purpose) or (
        "preposition" in before.classes and before.norm in doc.pack.frames.before_that
    )
    led = led or ("that" in before.classes and before.after is None)  # that the denial of it is nonsense
    return led and word.kind == "word" and starts_phrase(doc, cue.last) if cue.last < len(doc) else False


def _announced(doc: Document, at: int, cue: CueAt, source: Phrase) -> bool:
    """Whether the object of a noun of saying begins after its speaker: the ministry's announcement the closing of."""
    word = doc.words[at]
    if cue.tense != "masdar" or "object" not in cue.entry.takes or source.cls not in SPEAKING or word.before:
        return False
    return not word.definite and "noun" in word.classes and starts_phrase(doc, at)


def _placed(doc: Document, at: int, end: int) -> int:
    """Past a phrase that tells where the one who spoke is: the government in exile; 0 for none."""
    if doc.words[at].norm not in doc.pack.frames.where or at + 1 >= end or not starts_phrase(doc, at + 1):
        return 0
    place = noun_phrase(doc, at + 1, end)
    return place.last if place is not None and place.last < end else 0


def _quoted_deed(noun: _Noun, source: Phrase, at: int) -> bool:
    """Whether the deed somebody announced stands in quotation marks: the government's announcement "the end of …"."""
    doc, cue = noun.doc, noun.cue
    if cue.tense != "masdar" or cue.entry.act != "state" or "object" not in cue.entry.takes:
        return False
    return at in doc.opens and source.cls in SPEAKING and at + 1 < noun.end and bare_deed(doc, at + 1)


def _own_deed(doc: Document, at: int, cue: CueAt) -> bool:
    """Whether a deed stands right after a noun of saying with its speaker's pronoun: his announcement the halt of."""
    if cue.tense != "masdar" or cue.after is None or "object" not in cue.entry.takes or at != cue.last:
        return False
    return bare_deed(doc, at)


def _addressed(doc: Document, at: int) -> bool:
    """Whether the preposition of an addressee is written onto the token."""
    match = doc.names.get(at)
    before = match.before if match is not None else doc.words[at].before
    return not doc.pack.frames.addressee.isdisjoint(before)

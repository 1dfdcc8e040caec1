"""Where a cue stands: entries of the lexicon in their surroundings, pseudo cues and negated ones removed."""

from __future__ import annotations

import unicodedata

import msgspec

from musnad.lang.affixes import Enclitic
from musnad.lang.inflect import Cue
from musnad.lang.lexicon import Word
from musnad.reading.document import Document
from musnad.reading.phrases.wordkinds import HEADS, NOUNS, conjoined

FINITE = ("past", "present", "passive")
_PREPOSITION = frozenset({"preposition"})
_ORDER = {"past": 0, "present": 0, "passive": 1, "participle": 2, "noun": 3, "masdar": 4}
_THROUGH = 6  # tokens from a preposition spelled like a verb to what would be told
_MEDIUM = 7  # tokens of a medium's name, marks included
_NAMED_BODIES = frozenset({"head.media", "head.ministry"})
_PHRASES = frozenset({"cue", "pseudo"})
_SIGNS = 2  # vowel signs on a word of a text that writes all of them; newspapers write one where it helps


class CueAt(msgspec.Struct, frozen=True):
    """A cue at tokens ``first`` to ``last``: its entry and the form it has there.

    ``tense`` is past, present, passive, participle, masdar, noun or phrase; ``definite`` says that the
    article is on it, ``joined`` that a conjunction is; ``after`` is a pronoun written onto it;
    ``preposition`` one before it. ``negated``: the words before it negate it.
    """

    first: int
    last: int
    entry: Cue
    tense: str
    person: int
    gender: str
    number: str
    joined: bool
    definite: bool
    preposition: bool
    after: Enclitic | None
    negated: bool
    future: bool = False

    @property
    def finite(self) -> bool:
        """Whether it is a finite verb."""
        return self.tense in FINITE


def find_cues(doc: Document) -> list[list[CueAt]]:
    """All cues in text order; each item holds the readings of one place, the likeliest first."""
    found: list[list[CueAt]] = []
    lexicon, words = doc.pack.lexicon, doc.words
    at, size = 0, len(words)
    while at < size:
        word = words[at]
        if at in doc.names and doc.names[at].last > at + 1:
            at = doc.names[at].last  # a name is no cue, whatever its words are
            continue
        if (not word.cues and not word.phrases) or not doc.plain[at] or at in doc.time_at:
            at += 1
            continue
        if word.phrases:
            match = lexicon.match(words, at, _PHRASES)
            if match is not None:
                if match.phrase.kind == "pseudo":
                    at = match.last
                    continue
                entry: Cue = match.phrase.value
                if entry.place == "headline" or (match.after is not None and match.after.person != 3):
                    at += 1
                    continue
                joined = any(b in doc.pack.affixes.conjunctions for b in match.before) if match.before else False
                found.append(
                    [CueAt(at, match.last, entry, "phrase", 3, "-", "-", joined, False, False, match.after, False)]
                )
                at = match.last
                continue
        if word.cues and at not in doc.names and "occasion" not in word.classes and not _recited(doc, at):
            readings = _readings(doc, at)
            if readings:
                found.append(readings)
        at += 1
    return found


def _recited(doc: Document, at: int) -> bool:
    """Whether a word stands among words written with all their vowel signs: scripture or verse, where nobody speaks.

    Not where the whole text is written so, as for learners.
    """
    near = (doc.words[k] for k in (at - 1, at + 1) if 0 <= k < len(doc))
    if not _signed(doc.words[at]) or not any(_signed(word) for word in near):
        return False
    return 2 * sum(map(_signed, doc.words)) < sum(word.kind == "word" for word in doc.words)


def _signed(word: Word) -> bool:
    return len(word.raw) - len(word.norm) >= _SIGNS and sum(map(bool, map(unicodedata.combining, word.raw))) >= _SIGNS


def _agency(doc: Document, at: int) -> bool:
    """Whether a noun for a medium stands a few words before a token, in the same phrase."""
    for k in range(at - 1, max(at - _MEDIUM, -1), -1):
        if doc.is_a(k, "head.media"):
            return not doc.words[k].definite
        if doc.words[k].kind == "word" and (doc.is_a(k, "preposition", "that") or k in doc.time_at):
            return False
    return False


def _governed(doc: Document, at: int) -> bool:
    """Whether the word before asks for a noun: a preposition, or a bare noun whose genitive this would be."""
    if at == 0 or doc.tokens.sentence[at - 1] != doc.tokens.sentence[at] or conjoined(doc, at):
        return False
    if at - 1 in doc.opens and at > 1:
        return doc.words[at - 2].classes == _PREPOSITION  # of "thanks"
    before = doc.words[at - 1]
    if before.norm in doc.pack.frames.clausal or (
        at > 1 and (doc.words[at - 2].norm, before.norm) in doc.pack.frames.meanwhile
    ):
        return False  # where, when: a clause follows
    if "quantifier" in before.classes and before.definite and at in doc.time_at.values():
        return False  # on Sunday, whose name is spelled like "one"
    if not before.classes.isdisjoint(("preposition", "occasion", "quantifier")) and "that" not in before.classes:
        return before.after is None
    if at in doc.name_ends:
        return False  # Moscow has no genitive
    bare = not before.classes.isdisjoint(("noun", "masdar")) and not before.definite and before.after is None
    owned = any(c.person == 3 for _, c in before.owned) and not before.raw.endswith(doc.pack.affixes.feminine)
    if before.before and owned:
        return False  # in his turn
    if before.norm.endswith(doc.pack.frames.adverbial[-1:]):
        return False  # with the ending of an indefinite accusative no genitive follows
    return bare and before.classes.isdisjoint(("adjective", "nationality", "name.given", "name.family"))


def _other_letters(doc: Document, raw: str, cue: CueAt) -> bool:
    """Whether a verb whose middle letter folding changes is written without any such letter: another word."""
    fold, middle = doc.pack.fold, cue.entry.lemma[1:-1]
    if not cue.finite or cue.tense != "past" or fold(middle) == middle or len(fold(middle)) != len(middle):
        return False
    inner = raw[1:-1]
    return fold(inner) == inner


def _marked(letter: str) -> bool:
    """Whether a letter carries a mark that is part of it (hamza)."""
    return len(unicodedata.normalize("NFD", letter)) > 1


def _spelt_i(doc: Document, raw: str, cue: CueAt) -> bool:
    """Whether the first letter, unlike that of the past it folds to, carries the mark of the first person's present."""
    first, lemma = raw[:1], cue.entry.lemma[:1]
    return (
        cue.tense == "past"
        and cue.person == 3
        and _marked(first)
        and not _marked(lemma)
        and (doc.pack.fold(first) == doc.pack.fold(lemma))
    )


def _called(doc: Document, at: int, cue: CueAt) -> bool:
    """Whether a present that ends in another letter than that of alleging says what somebody is called."""
    stem, raw = cue.entry.present or "", doc.words[at].raw
    if cue.tense != "present" or cue.entry.id not in doc.pack.frames.called or raw[-1:] == stem[-1:]:
        return False
    return raw[-1:] == cue.entry.lemma[-1:] and not (at + 1 < len(doc) and doc.is_a(at + 1, "that"))


def _described(doc: Document, at: int) -> bool:
    """Whether an indefinite noun with its adjective stands at a token: a judicial order, something expected."""
    if at + 1 >= len(doc) or at + 1 in doc.time_at or "noun" not in doc.words[at].classes or doc.words[at].before:
        return False
    word = doc.words[at + 1]
    if (
        word.definite
        or word.before
        or word.after is not None
        or word.gender != "m"
        or not word.classes.isdisjoint(HEADS)
    ):
        return False
    return "adjective" in word.classes and word.classes.isdisjoint(("adverb", "preposition", "name.given"))


def _told_apart(doc: Document, bare: str, entry: Cue) -> bool:
    """Whether a word is spelled as the verb, and its noun otherwise, though both fold to the same."""
    fold = doc.pack.fold
    return bare.endswith(entry.lemma) and any(m != entry.lemma and fold(m) == fold(entry.lemma) for m in entry.masdar)


def _clipped(doc: Document, at: int, cue: CueAt, before: tuple[str, ...]) -> bool:
    """Whether a present is shortened as behind a negation or "let him", and none stands there: is less, lets go."""
    entry, fold = cue.entry, doc.pack.fold
    if cue.tense != "present" or entry.jussive is None or cue.negated:
        return False
    form = doc.words[at].norm.removeprefix("".join(before))
    form = form.removesuffix(cue.after.form) if cue.after is not None else form
    short = form[1:] == fold(entry.jussive) != fold(entry.present or "")
    return short and doc.pack.frames.addressee.isdisjoint(before)


def _under_that(doc: Document, at: int) -> bool:
    """Whether a bare "that" of what is said stands right before a token, and not "after that"."""
    if at < 2 or conjoined(doc, at) or "that" not in doc.words[at - 1].classes or doc.words[at - 1].after is not None:
        return False
    before = doc.words[at - 2]
    return "occasion" not in before.classes and before.norm not in doc.pack.frames.that_blockers


def _through(doc: Document, at: int) -> bool:
    """Whether a medium stands behind a token, with no preposition of saying about it behind that."""
    match = doc.names.get(at + 1)
    if not doc.is_a(at + 1, "head.media") and (match is None or match.phrase.kind != "media"):
        return False
    about, end = doc.pack.frames.prepositions.get("about", ()), min(at + _THROUGH, doc.sentence_end(at))
    return not any(doc.words[k].norm in about for k in range(at + 2, end))


def _readings(doc: Document, at: int) -> list[CueAt]:
    word = doc.words[at]
    article = doc.pack.facts.article
    conjunctions = doc.pack.affixes.conjunctions
    negated = at > 0 and doc.is_a(at - 1, "negation")
    out = []
    for reading in word.cues:
        form = reading.form
        finite = form.tense in FINITE
        prepositional = any(b != article and b not in conjunctions for b in reading.before) and not finite
        cue = CueAt(
            at, at + 1, form.entry, form.tense, form.person, form.gender, form.number,
            any(b in conjunctions for b in reading.before), article in reading.before, prepositional,
            reading.after, negated, any(b in doc.pack.affixes.future for b in reading.before),
        )  # fmt: skip
        if not _clipped(doc, at, cue, reading.before):
            out.append(cue)
    if at and doc.words[at - 1].kind == "number" and not conjoined(doc, at):
        out = [c for c in out if c.finite and c.number != "d"]  # counted: twenty centres, not "centring on"
    begins = not at or doc.words[at - 1].kind == "punct"
    if begins and "preposition" in word.classes and at + 1 < len(doc) and _through(doc, at):
        out = [c for c in out if not c.finite]  # X, on the channel, said
    if word.raw.endswith(doc.pack.affixes.feminine):
        out = [c for c in out if c.after is None]  # several, the return: the ending only looks like a pronoun
    elif at and "preposition" in doc.words[at - 1].classes:
        out = [c for c in out if c.tense != "participle" or (c.gender, c.number) != ("f", "s")]  # of his hope
    if at and not word.known and "name.given" in doc.words[at - 1].classes:
        out = [c for c in out if c.after is None]  # a family name that ends like a pronoun
    if "name.given" in word.classes:
        out = [c for c in out if not c.finite or c.person == 3]  # somebody's name, not "we insist"
    if "adverb" in word.classes:
        out = [c for c in out if not c.finite or word.raw.endswith(c.entry.lemma)]
    if not word.classes.isdisjoint(HEADS):
        # a witness, a correspondent: a participle only with its adverbial ending
        ending = doc.pack.frames.adverbial[-1:]
        out = [c for c in out if c.tense != "participle" or word.norm.endswith(ending)]
    if at and not doc.words[at - 1].definite and not doc.words[at - 1].classes.isdisjoint(_NAMED_BODIES):
        out = [c for c in out if c.tense not in ("noun", "masdar")]  # a news agency, a ministry of information
    if word.definite and any(c.preposition for c in out) and _agency(doc, at):
        out = [c for c in out if c.tense not in ("noun", "masdar")]  # the agency X for news
    if doc.inside[at] >= 0:
        out = [c for c in out if not _spelt_i(doc, word.raw, c)]
    out = [c for c in out if not _other_letters(doc, word.raw, c) and not _called(doc, at, c)]
    if _described(doc, at):
        out = [c for c in out if not (c.finite and c.entry.act == "demand")]  # an order of the court
    if _under_that(doc, at) and any(c.tense == "masdar" for c in out):
        out = [c for c in out if c.tense != "past"]  # that the denial of …: no past verb stands right after "that"
    heads = not word.classes.isdisjoint(NOUNS) and word.classes.isdisjoint(("masdar", "verb3", "present"))
    bare = "".join(c for c in word.raw if c.isalpha())

    def rank(cue: CueAt) -> tuple[int, int, int]:
        spelled = bare.endswith(cue.entry.lemma) and cue.tense == "past"
        order = _ORDER.get(cue.tense, 5)
        if cue.finite and cue.person != 3:
            order += 3
        return (0 if spelled else 1, order, 0 if cue.after is None else 1)

    out.sort(key=rank)
    if at and doc.words[at - 1].classes == _PREPOSITION and doc.words[at - 1].norm not in doc.pack.frames.who:
        out = [c for c in out if c.tense != "present" or c.joined]  # about the moving of people: no verb
    if heads and _governed(doc, at):
        # spelled like a noun and governed like one: "after the refusal of …"
        out = [c for c in out if not c.finite or (c.tense == "past" and _told_apart(doc, bare, c.entry))]
    seen: set[tuple[str, str]] = set()
    unique = []
    for cue in out:
        key = (cue.entry.id, cue.tense)
        if key not in seen:
            seen.add(key)
            unique.append(cue)
    return unique

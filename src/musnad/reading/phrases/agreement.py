"""Whether a phrase may be the subject of a verb: agreement, case endings, and what is rather said than says."""

from __future__ import annotations

from musnad.reading.cues import CueAt
from musnad.reading.document import Document
from musnad.reading.phrases.nounphrases import Phrase
from musnad.reading.phrases.wordkinds import CONTENT_NOUNS, HUMAN, NAMES, is_name, prepositional

_WHO = frozenset({"head.person", "head.organization", "head.ministry", "head.media", "organization", "media"})
_STEM = 5  # letters of a plural adjective with its ending


def agrees(phrase: Phrase, cue: CueAt, *, before: bool) -> bool:
    """Whether a phrase may be the subject of the form: gender always, number only after its subject."""
    if cue.person != 3 or cue.tense in ("masdar", "noun", "phrase"):
        return cue.person == 3
    if phrase.gender in ("m", "f") and cue.gender in ("m", "f") and phrase.gender != cue.gender:
        return phrase.number == "p" and not before
    if not before and cue.finite and cue.number in ("d", "p"):
        return False  # a verb before its subject stands in the singular
    if before and cue.number == "p" and phrase.number == "s" and phrase.cls in ("name", "country", "capital"):
        return False
    return True


def oblique(doc: Document, phrase: Phrase) -> bool:
    """Whether the form of a plural says that it is no subject."""
    word = doc.words[phrase.head]
    if doc.is_a(phrase.first, "quantifier"):
        count = doc.words[phrase.first]
        if count.norm.endswith(doc.pack.frames.adverbial[-1:]) and not count.definite:
            return True  # a number of: the ending of the accusative
        return False  # some of them: the genitive hides the case
    if phrase.number in ("p", "d") and word.norm.endswith(doc.pack.frames.oblique) and phrase.cls != "name":
        return True
    at = phrase.head + 1
    if at >= phrase.last or phrase.number == "s" or phrase.cls == "name" or not word.definite:
        return False
    told = doc.words[at]  # the Yemeni doctors: their adjective has the ending
    described = told.definite and not told.classes.isdisjoint(("adjective", "nationality"))
    return described and told.norm.endswith(doc.pack.frames.oblique) and len(told.stem) > _STEM


def sure_people(doc: Document, phrase: Phrase) -> bool:
    """Whether a plural is people, and the subject whatever follows it, by its ending: the many criticized the plan."""
    word = doc.words[phrase.head]
    some = phrase.last - phrase.first == 1 and word.norm in doc.pack.people.another
    if some and phrase.last < len(doc) and doc.is_a(phrase.last, "quantifier", "that"):
        return False
    asked = some and phrase.last < len(doc) and prepositional(doc, phrase.last)  # some asked for
    return phrase.cls == "thing" and (asked or (word.number == "p" and word.norm.endswith(doc.pack.frames.full[:1])))


def at_odds(phrase: Phrase, cue: CueAt) -> bool:
    """Whether a masculine verb stands before a feminine body or person: by a slip, or as things stand between."""
    gendered = cue.finite and cue.person == 3 and cue.number == "s" and (cue.gender, phrase.gender) == ("m", "f")
    return gendered and phrase.cls in _WHO and phrase.number == "s" and phrase.definite


def subject_after(doc: Document, phrase: Phrase, cue: CueAt) -> bool:
    """Whether a phrase behind its verb may be the subject by its form."""
    if agrees(phrase, cue, before=False) and not oblique(doc, phrase):
        return True
    return "object" not in cue.entry.takes and phrase.first == cue.last and at_odds(phrase, cue)


def people(doc: Document, phrase: Phrase) -> bool:
    """Whether a noun is people, and the subject, by its ending, or as it only counts them on: another, a third."""
    another = phrase.last - phrase.first == 1 and doc.words[phrase.head].norm in doc.pack.people.another
    return phrase.cls == "thing" and (another or doc.words[phrase.head].norm.endswith(doc.pack.frames.nominative))


def accusative(doc: Document, phrase: Phrase) -> bool:
    """Whether an indefinite common noun shows the ending of an object or predicate."""
    word = doc.words[phrase.head]
    if phrase.cls != "thing" or phrase.definite or "adverb" in word.classes:
        return False
    return word.norm.endswith(doc.pack.frames.adverbial[-1:]) and bool(word.classes & CONTENT_NOUNS)


def object_form(doc: Document, phrase: Phrase) -> bool:
    """Whether a thing or document shows the ending of an object or adverb, so that it is no subject: a statement; once.

    Behind "that" a subject has this ending too.
    """
    word, end = doc.words[phrase.head], "".join(doc.pack.frames.adverbial[-1:])
    if phrase.cls not in ("thing", "head.document") or phrase.definite or word.after is not None:
        return False
    if not end or not word.norm.endswith(end) or doc.is_a(phrase.first, "quantifier"):
        return False
    if phrase.first and doc.is_a(phrase.first - 1, "that", "contrast"):
        return False
    return "adverb" in word.classes or doc.pack.lexicon.words([word.norm.removesuffix(end)])[0].known


def person(phrase: Phrase) -> bool:
    """Whether a phrase is a name or title of one person."""
    return phrase.cls in ("name", "head.person", "head.honorific")


def contentlike(doc: Document, phrase: Phrase, takes: set[str]) -> bool:
    """Whether a phrase right after the verb is what was said rather than who said it."""
    word = doc.words[phrase.head]
    if phrase.cls == "quoted" and "object" in takes:
        return not any(is_name(doc, k) or k in doc.names for k in range(phrase.first, phrase.last))
    if phrase.cls == "head.document" and "object" in takes and phrase.last - phrase.first == 1:
        his = word.after is not None and word.after.person == 3
        return his and not (phrase.last < len(doc) and doc.is_a(phrase.last, "that"))  # announced his decision
    if phrase.cls != "thing":
        return False
    if "object" not in takes:
        return "adjective" in word.classes and "noun" not in word.classes and not word.definite
    return bool(word.classes & CONTENT_NOUNS) or "quantifier" in word.classes


def inanimate(doc: Document, source: Phrase) -> bool:
    """A common noun that is no person, body or document."""
    classes = doc.words[source.head].classes
    named = any(cls.startswith("name.") for cls in classes)
    return source.cls == "thing" and not named and not classes.isdisjoint(("noun", "masdar"))


def subject_first(doc: Document, phrase: Phrase, end: int) -> bool:
    """Whether a common noun after its verb is the subject: by its form (a number of them), or a thing told follows it.

    A noun with an article owns nothing: what stands beside it is another phrase, and the verb's object.
    """
    first, following = doc.words[phrase.first], phrase.last
    if phrase.cls != "thing":
        return False
    if sure_people(doc, phrase):
        return True
    if first.norm in doc.pack.frames.several and phrase.last - phrase.first > 1:
        return doc.is_a(phrase.first + 1, "preposition")
    if phrase.last - phrase.first > 1 or not first.definite or following >= end or first.kind != "word":
        return False
    told = doc.words[following]
    if doc.is_a(following, "demonstrative") and not told.before and following + 1 < end:
        return doc.words[following + 1].definite and bool(doc.words[following + 1].classes & CONTENT_NOUNS)
    if told.definite or told.before or not told.classes & CONTENT_NOUNS or following in doc.time_at:
        return False
    if not told.classes.isdisjoint(("adjective", "adverb", "preposition", "nationality", *HUMAN, *NAMES)):
        return False
    return following + 1 < end and doc.words[following + 1].definite and not doc.words[following + 1].before


def mute(doc: Document, phrase: Phrase, cue: CueAt) -> bool:
    """Whether a thing after its verb says nothing: it is told (explained the reason for it), or opens what is told."""
    if people(doc, phrase):
        return False
    if phrase.last - phrase.first == 1 and phrase.cls == "thing" and doc.is_a(phrase.head, "demonstrative", "same"):
        return cue.tense == "past"  # put that down to
    if cue.gender != "m" or phrase.number == "d" or not inanimate(doc, phrase):
        return False
    for at in range(phrase.first, phrase.last):
        word = doc.words[at]
        if word.kind != "word" or is_name(doc, at) or any(cls.startswith("name.") for cls in word.classes):
            return False  # a name, or a number of them
        if word.classes & {"quantifier", "number"}:
            return False
    following = phrase.head + 1
    if phrase.definite and following < phrase.last:
        told = doc.words[following]  # said the (f.) market …
        return told.definite and told.gender == "f" and doc.is_a(following, "adjective", "nationality")
    return not phrase.definite and cue.joined and "object" in cue.entry.takes


def adverb(doc: Document, phrase: Phrase) -> bool:
    """A lone indefinite adjective or accusative is an adverb (again, officially), no object."""
    word = doc.words[phrase.head]
    lone = phrase.last - phrase.first == 1 and "adjective" in word.classes and not word.definite
    return lone and (not word.classes & CONTENT_NOUNS or word.norm.endswith(doc.pack.frames.adverbial[-1:]))


def pronoun_subject(doc: Document, cue: CueAt) -> bool:
    """Whether the subject stands before the verb as a pronoun: that she called upon the kingdom; and he accuses."""
    if cue.joined or not cue.first or not cue.finite:
        return False
    before = doc.words[cue.first - 1]
    he = any(clitic.person == cue.person == 3 for _, clitic in before.owned)
    return "pronoun" in before.classes or ("that" in before.classes and he)

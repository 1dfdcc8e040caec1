"""Where a noun phrase ends though nouns follow: at its verb's object, at another phrase."""

from __future__ import annotations

from musnad.reading.document import Document
from musnad.reading.phrases.deeds import deed
from musnad.reading.phrases.wordkinds import BODIES, HEADS, HUMAN, is_name

_NO_DEED = frozenset({"nationality", *HEADS})
_NAMED = frozenset({"name.place", "name.family", "name.given", "name.surname"})


def going_on(doc: Document, at: int) -> bool:
    """Whether a participle with the ending of an adverb stands here ("saying"): the verb before goes on with it."""
    word = doc.words[at]
    adverbial = word.norm.endswith(doc.pack.frames.adverbial[-1:])
    return adverbial and any(c.form.tense == "participle" for c in word.cues)


def adverb_behind(doc: Document, head: int, at: int) -> bool:
    """Whether an adverb with its ending stands behind a phrase, not beside a definite adjective: scientists lately."""
    word, before = doc.words[at], doc.words[at - 1]
    if "adverb" not in word.classes or word.before or not word.norm.endswith(doc.pack.frames.adverbial[-1:]):
        return False
    return at > head and (not before.definite or at - 1 == head)


def other_number(doc: Document, head: int, at: int, number: str) -> bool:
    """Whether a plural in the object case follows a singular head: another phrase, for it does not agree."""
    word = doc.words[at]
    plural = word.definite and word.number in ("p", "d") and word.norm.endswith(doc.pack.frames.oblique)
    described = doc.words[at - 1].number in ("p", "d")  # of the Indonesian physicians
    return plural and number == "s" and doc.words[head].definite and not described


def unlike_in_gender(doc: Document, head: int, at: int) -> bool:
    """Whether a definite noun right behind a definite one has not its gender, and so is another phrase: its object."""
    word, before = doc.words[at], doc.words[head]
    if at != head + 1 or not before.definite or before.number != "s" or before.gender not in ("m", "f"):
        return False
    if (
        word.number in ("p", "d")
        or word.after is not None
        or not word.classes <= {"noun", "masdar"}
        or not word.classes
    ):
        return False
    feminine = word.norm.endswith(doc.pack.frames.feminine) or word.norm.endswith(doc.pack.frames.feminine_too)
    return before.gender == "f" and not feminine


def others_begin(doc: Document, head: int, at: int, number: str) -> bool:
    """Whether a definite plural in the object case follows a finished singular phrase: whom the deputy received."""
    word, before = doc.words[at], doc.words[at - 1]
    several = word.definite and word.number in ("p", "d") and word.norm.endswith(doc.pack.frames.oblique)
    noun = word.classes.isdisjoint(("adjective", "nationality")) and not word.classes.isdisjoint(("noun", *HEADS))
    return several and noun and number == "s" and at > head + 1 and (before.definite or at in doc.name_ends)


def object_begins(doc: Document, head: int, at: int, gender: str, complete: bool) -> bool:
    """Whether another phrase begins at a definite word or name after a finished one: whom the subject accuses."""
    word, before = doc.words[at], doc.words[at - 1]
    if is_name(doc, at):
        return at in doc.name_ends and at - 1 == head and doc.names[head].phrase.kind in ("country", "capital")
    if not word.definite or word.classes.isdisjoint(("noun", *HEADS[1:])) or _own_name(doc, head, at):
        return False
    local = not doc.words[head].definite and "adjective" in before.classes and not before.definite
    if local and at - 1 > head and before.gender == "f" == gender:
        return True  # local groups, then the police
    if not complete:
        return False
    describes = not word.classes.isdisjoint(("adjective", "nationality", "former", "same", "last"))
    if describes:
        apart = {gender, word.gender} == {"m", "f"} and before.definite and not word.classes.isdisjoint(BODIES)
        return apart and (
            doc.words[head].number == "p" or _no_womans(doc, head, at)
        )  # the inhabitants, then the company
    of_place = at - 1 > head and is_name(doc, at - 1) and not word.classes.isdisjoint(BODIES)  # X town
    return before.definite or "nationality" in before.classes or of_place


def _no_womans(doc: Document, head: int, at: int) -> bool:
    """Whether a feminine body stands behind a man's function, describing nothing: the prime minister, the opposition.

    Behind a feminine noun or a plural of things it may describe that: the leader of the opposing movement.
    """
    word, before = doc.words[at], doc.words[at - 1]
    mine = doc.is_a(head, "head.person") and doc.words[head].gender == "m" and word.gender == "f"
    return mine and word.number == "s" and before.gender == "m" and "head.person" in before.classes


def _own_name(doc: Document, head: int, at: int) -> bool:
    """Whether an honorific stands at a token that leads to the name of whoever bears the title before it."""
    ranked = doc.is_a(at, "head.honorific") or doc.words[at].stem in doc.pack.people.ranks
    if not ranked or not doc.is_a(head, *HUMAN) or any(is_name(doc, k) for k in range(head, at)):
        return False
    name = at + 1
    while name < len(doc) and (doc.is_a(name, "head.honorific") or doc.words[name].norm == "."):
        name += 1
    return name < len(doc) and is_name(doc, name)


def genitive_barred(doc: Document, head: int, at: int, cls: str) -> bool:
    """Whether no genitive can follow at a bare word: after local sources, after users: there the object begins."""
    before = doc.words[at - 1]
    if doc.words[head].definite or at in doc.names:
        return False
    if at == head + 1:
        plural = doc.words[head].number != "s" and doc.words[head].norm.endswith(doc.pack.frames.full[:1])
        return plural and cls in ("thing", *HEADS)
    adjective = not before.classes.isdisjoint(("adjective", "nationality")) and not before.definite
    some = cls in ("head.anonymous", "head.group") and doc.words[head].norm != before.norm
    return some and adjective and before.before == () and at == head + 2


def thing_after_name(doc: Document, first: int, last: int, head: int) -> int:
    """Where, in a long title with its place, a definite common noun follows a name: the object; 0 for none."""
    for at in range(max(first, head) + 2, last):
        word, before = doc.words[at], doc.words[at - 1]
        if not word.definite or word.before[1:] or "noun" not in word.classes or not word.classes.isdisjoint(HEADS):
            continue
        placed = at in doc.name_ends or not before.known or not before.classes.isdisjoint(_NAMED)
        if placed and "nationality" not in word.classes and at not in doc.names and word.norm not in doc.family_names:
            return at
    return 0


def somebody_behind(doc: Document, first: int, last: int, head: int) -> int:
    """Where, in a definite phrase, another definite function begins: whom the president accuses; 0 for none.

    What stands behind a function with an article may describe it as well (the editor responsible), so that this
    is asked only of verbs that always name somebody, where nobody else is named.
    """
    for at in range(last - 1, max(first, head), -1):
        word, before = doc.words[at], doc.words[at - 1]
        nisba = word.norm.endswith(doc.pack.frames.of_tribe)
        if not word.definite or len(word.before) > 1 or nisba or "head.person" not in word.classes:
            continue
        if (before.definite or at in doc.name_ends) and not doc.words[at - 1].before[1:]:
            return at
    return 0


def deed_behind(doc: Document, first: int, last: int, head: int) -> int:
    """Where, in a definite phrase, a definite deed begins that is none of the subject's: taking part in; 0 for none."""
    for at in range(max(first, head) + 1, last):
        word, before = doc.words[at], doc.words[at - 1]
        if not word.definite or len(word.before) > 1 or not word.classes.isdisjoint(_NO_DEED):
            continue
        if doc.inside[at] != doc.inside[first]:
            return 0
        if (before.definite or is_name(doc, at - 1) or at in doc.name_ends) and deed(doc, at):
            return at
    return 0


def owned_noun(doc: Document, at: int) -> bool:
    """Whether a noun with the pronoun of the one named before stands here: his reservation."""
    word = doc.words[at]
    return word.after is not None and word.after.person == 3 and "noun" in word.classes and not word.before


def own_thing(doc: Document, at: int) -> bool:
    """Whether a bare noun that may end with a pronoun follows a definite one: his speech, for it does not agree."""
    word, before = doc.words[at], doc.words[at - 1]
    his = any(clitic.person == 3 for _, clitic in word.owned) and "noun" in word.classes
    named = not before.classes.isdisjoint(("name.family", "name.place"))  # listed with its article, a town
    settled = before.definite or named or at in doc.name_ends
    his = his and settled and not word.before and word.classes.isdisjoint(HEADS)
    return his or owned_noun(doc, at)


def titled_behind(doc: Document, at: int, cls: str) -> bool:
    """Whether a definite function of one person stands at a token."""
    word = doc.words[at]
    function = not word.cues or word.stem in doc.pack.people.spokesman  # not "X, who expects"
    return cls in ("name", *HUMAN) and "head.person" in word.classes and word.number == "s" and function

"""What kind of word stands at a token: name, verb, noun, or the start of a phrase."""

from __future__ import annotations

from musnad.lang.lexicon import Word
from musnad.reading.document import Document
from musnad.reading.phrases.calledby import family_of_nation, function_as_name, of_officer

NOUNS = frozenset({
    "head.person", "head.honorific", "head.anonymous", "head.group", "head.organization", "head.ministry",
    "head.media", "head.document", "head.country", "noun", "masdar", "adjective", "nationality",
    "name.given", "name.family", "name.particle", "quantifier", "former", "same", "last",
})  # fmt: skip
NAMES = frozenset({"name.given", "name.family", "name.particle"})
HEADS = ("head.honorific", "head.person", "head.anonymous", "head.group", "head.organization", "head.media",
         "head.document", "head.ministry", "head.country")  # fmt: skip
HUMAN = frozenset({"head.honorific", "head.person", "head.anonymous", "head.group"})
BODIES = frozenset({"head.organization", "head.ministry", "head.media", "head.country", "head.group"})
STOPS = frozenset({
    "that", "because", "relative", "what", "by_what", "about_what", "from_what",
    "pronoun", "preposition", "pronominal", "occasion", "conjunction",
    "contrast",
    "subordinator", "negation", "auxiliary", "adverb", "verb3", "present", "resumption", "interjection",
})  # fmt: skip
CONTENT_NOUNS = frozenset({"noun", "masdar"})
_FUNCTION = frozenset({"subordinator", "conjunction", "preposition", "pronoun", "that", "because"})
_COMMON = frozenset({"noun", "adjective", "name.surname"})
_STEM = 4  # letters a stem between two clitics has at least
_FINITE = frozenset({"past", "present", "passive"})
_TOLD = frozenset({"past", "present"})
_CUE_ONLY = frozenset({"past", "present", "participle"})
_VERBS = frozenset({"verb3", "present"})
_NAMED = _COMMON | NAMES
_DESCRIBING = frozenset({*HEADS, "adjective", "nationality"})
_THINGS = frozenset({"noun", *HEADS})
_BARRED = NAMES | STOPS | {"name.surname"}
_SET = frozenset({"cue", "pseudo", "end"})  # set phrases: no part of a name
_CLOSING = frozenset({"،", ",", ":", "«", "“", '"', "("})


def is_verb(doc: Document, at: int) -> bool:
    """Whether the token reads as a finite verb and not as a noun."""
    word = doc.words[at]
    if not word.classes.isdisjoint(NOUNS):
        return False
    if not word.classes.isdisjoint(_VERBS):
        return True
    return not word.known and not word.tenses.isdisjoint(_FINITE)


def is_name(doc: Document, at: int) -> bool:
    """Whether the token may be part of a personal name: in the name lists, or in no list at all."""
    told = doc.told_names.get(at)
    if told is None:
        told = doc.told_names[at] = _is_name(doc, at)
    return told


def _is_name(doc: Document, at: int) -> bool:
    words = doc.words
    word = words[at]
    if (
        word.kind != "word"
        or at in doc.names
        or word.norm in doc.pack.frames.passing
        or (word.phrases is not None and set_phrase(doc, at))
    ):
        return False
    classes = word.classes
    if "nationality" in classes and (word.definite or _after_noun(doc, at)):
        return of_officer(doc, at) or family_of_nation(doc, at)
    article = doc.pack.lexicon.article
    if word.norm == article:
        return _of_house(doc, at + 1)
    if at and words[at - 1].norm == article and _of_house(doc, at):
        return True
    if not word.known and len(word.norm) == 1 and not (at + 1 < len(words) and words[at + 1].norm == "."):
        return False  # half a word
    if "name.ending" in classes:
        before = words[at - 1]
        return at > 0 and (not before.known or not before.classes.isdisjoint(NAMES) or _begins_compound(doc, at - 1))
    if _begins_compound(doc, at):
        return True
    if word.definite and function_as_name(doc, at):
        return True
    if not classes.isdisjoint(NAMES):
        if not classes.isdisjoint(_FUNCTION) and not (at and is_name(doc, at - 1)):
            return False  # "in order to", a family name too
        if "noun" in classes and _owns(doc, at):
            return False  # the safety of all lines
        if word.definite and not classes.isdisjoint(HEADS) and ("name.family" not in classes or _functions(doc, at)):
            return False  # the prince, not somebody called so
        if word.definite and "name.family" not in classes and _commissions(doc, at):
            return False  # the High Commissioner for …
        if _heads_title(doc, at):
            return False  # the keeper of a fund
        return not word.before or word.definite or _closes_name(doc, at)
    if after_particle(doc, at):
        return True
    if classes <= _COMMON and (_after_honorific(doc, at) or _after_father(doc, at) or _closes_name(doc, at)):
        return True
    if word.norm in doc.family_names and classes.isdisjoint(STOPS):
        return True
    if classes <= _COMMON and _between_names(doc, at):
        return True
    if _ours(doc, at):
        return True
    return not word.known and not (
        cue_only(doc, at) or _joined_unknown(doc, at) or _describes(doc, at) or _between_clitics(word)
    )


def _ours(doc: Document, at: int) -> bool:
    """Whether a common word ends like "our" where nobody speaks of himself, beside a name: a name that ends so."""
    word = doc.words[at]
    if (
        word.after is None
        or word.after.person != 1
        or word.before
        or not word.classes <= _COMMON
        or doc.inside[at] >= 0
    ):
        return False
    beside = doc.words[at + 1] if at + 1 < len(doc) else None
    unlisted = beside is not None and beside.kind == "word" and not beside.known and not beside.cues
    return unlisted or (at > 0 and not doc.words[at - 1].classes.isdisjoint(("name.given", "head.honorific")))


def _functions(doc: Document, at: int) -> bool:
    """Whether a title that is a family name too has no name before it: the general overseer of."""
    return not at or not is_name(doc, at - 1)


def _commissions(doc: Document, at: int) -> bool:
    """Whether a word describes the definite title before it, and what the title is for follows."""
    title = doc.words[at - 1].definite and doc.is_a(at - 1, "head.person")
    return title and at + 1 < len(doc) and prepositional(doc, at + 1)


def _owns(doc: Document, at: int) -> bool:
    """Whether a name that is a common noun stands between a verb and what it belongs to: "affirmed the peace of"."""
    word = doc.words[at]
    if not at or at + 1 >= len(doc) or word.definite or word.before or not finite(doc, at - 1):
        return False
    nxt = doc.words[at + 1]
    common = nxt.known and nxt.definite and len(nxt.before) == 1 and nxt.classes <= _COMMON
    common = common and nxt.norm not in doc.family_names and "name.given" not in word.classes
    return common or ("quantifier" in nxt.classes and not nxt.before)


def _heads_title(doc: Document, at: int) -> bool:
    """Whether a bare title that is also a given name stands before what it is a title of (secretary general)."""
    word = doc.words[at]
    if word.definite or word.before[1:] or "head.person" not in word.classes or at + 1 >= len(doc):
        return False
    nxt = doc.words[at + 1]
    region = "name.place" in nxt.classes and nxt.classes.isdisjoint(NAMES | {"adjective", "name.surname"})
    placed = not nxt.before[1:] and (at + 1 in doc.names or region or nxt.stem in doc.pack.frames.regions)
    if at and not doc.words[at - 1].classes.isdisjoint(NAMES):
        return placed and "name.particle" not in doc.words[at - 1].classes  # X, emir of the region
    if placed:
        return True
    common = not nxt.definite and not nxt.before and nxt.classes.isdisjoint(_BARRED)
    return at + 1 in doc.names or (common and not nxt.classes.isdisjoint(("noun", "adjective")))


def _between_names(doc: Document, at: int) -> bool:
    """Whether a bare common word stands between a given name and an unknown word or a name."""
    word = doc.words[at]
    if not at or at + 1 >= len(doc.words) or word.definite or word.before or word.cues:
        return False
    given = doc.words[at - 1]
    if "name.given" not in given.classes or not (given.classes.isdisjoint(HEADS) or (at > 1 and is_name(doc, at - 2))):
        return False  # the prince of the region of X: a title that is a given name too
    following = doc.words[at + 1]
    named = not following.known or not following.classes.isdisjoint(("name.given", "name.family"))
    return following.kind == "word" and named and not following.cues


def _of_house(doc: Document, at: int) -> bool:
    """Whether a word names the house somebody is of: after his name and a lone article-like word (Al)."""
    if at < 2 or at >= len(doc) or doc.words[at - 1].norm != doc.pack.lexicon.article or not doc.pack.lexicon.article:
        return False
    word, before = doc.words[at], doc.words[at - 2]
    named = not before.classes.isdisjoint(NAMES) or (before.kind == "word" and not before.known)
    named = named or before.norm in doc.family_names or (at > 2 and "name.particle" in doc.words[at - 3].classes)
    return named and word.kind == "word" and not prepositional(doc, at) and word.classes.isdisjoint(STOPS)


def _begins_compound(doc: Document, at: int) -> bool:
    """Whether a bare word before the second half of compound names stands where a name does: after a title."""
    words = doc.words
    if not at or at + 1 >= len(words) or "name.ending" not in words[at + 1].classes:
        return False
    word, before = words[at], words[at - 1]
    if word.before or word.kind != "word" or not word.classes.isdisjoint(STOPS):
        return False
    return before.definite and not before.classes.isdisjoint(_DESCRIBING)


def _describes(doc: Document, at: int) -> bool:
    """Whether an unlisted definite word with a feminine ending stands behind a definite noun: its adjective."""
    ending = doc.pack.frames.feminine
    if not at or not ending or not doc.words[at].definite or not doc.words[at].norm.endswith(ending):
        return False
    before = doc.words[at - 1]
    thing = "noun" in before.classes and (before.norm.endswith(ending) or before.classes.isdisjoint(HUMAN | NAMES))
    return (before.definite and thing) or (before.definite and "head.group" in before.classes)


def _after_honorific(doc: Document, at: int) -> bool:
    """Whether common words stand where only a name can: a bare one after an honorific, a definite one after that."""
    words = doc.words
    if not words[at].classes <= _COMMON or words[at].cues or words[at].stem in doc.pack.people.rank_words:
        return False
    back = at - 1
    if words[at].definite:
        long = 1 + _nisba(doc, at)
        while back > 0 and at - back <= long and not words[back].definite and words[back].classes <= _NAMED:
            back -= 1
        if back == at - 1:
            return False
    elif words[at].before:
        return False
    elif "name.given" in words[back].classes and _nisba(doc, at + 1):
        back -= 1  # Doctor X son-of-Y of the Z
    people = doc.pack.people
    if back == at - 1 and "noun" in words[at].classes and "head.organization" in words[back].classes:
        return False  # the team, then what it affirms; spelled like a general
    while back > 0 and words[back].stem in people.rank_words:
        if words[back].definite and words[back - 1].stem not in people.ranks:
            break
        back -= 1
    return (
        back >= 0
        and words[back].definite
        and ("head.honorific" in words[back].classes or words[back].stem in people.ranks)
    )


def _nisba(doc: Document, at: int) -> bool:
    """Whether a definite word has the shape of a family name: of the tribe or town of."""
    word = doc.words[at] if at < len(doc) else None
    ending = doc.pack.frames.of_tribe
    return word is not None and bool(ending) and word.definite and word.raw.endswith(ending) and word.classes <= _COMMON


def after_particle(doc: Document, at: int) -> bool:
    """Whether the word before begins a name (son of, father of)."""
    if not at or "name.particle" not in doc.words[at - 1].classes:
        return False
    word, before = doc.words[at], doc.words[at - 1]
    served = "name.given" in before.classes and len(word.before) == 1 and word.definite  # servant of the King
    bare = not word.before and word.after is None and not before.before
    son = "head.person" in word.classes and bare  # X son of (one called) Assistant
    return (served or son or word.classes <= _NAMED) and ("name.given" in before.classes or before.classes <= NAMES)


def _closes_name(doc: Document, at: int) -> bool:
    """Whether a bare common word closes a name: after a title and a given name, before speech, a comma or a title."""
    words = doc.words
    if at < 2 or at + 1 >= len(words) or words[at].definite or not words[at].classes <= _NAMED:
        return False
    first = words[at - 1]
    foreign = first.kind == "word" and not first.known and not first.before and not first.cues
    if words[at].cues or not (foreign or "name.given" in first.classes):
        return False
    if words[at].before and (words[at - 2].norm in _CLOSING or finite(doc, at - 2)):
        return _closed_off(doc, at)  # a family name that begins like a preposition
    if not words[at - 2].definite or words[at - 2].classes.isdisjoint(("head.honorific", "head.person", "nationality")):
        return False
    return _closed_off(doc, at)


def _closed_off(doc: Document, at: int) -> bool:
    """Whether speech, a mark or a bare title follows a word."""
    words = doc.words
    nxt = words[at + 1]
    titled = "head.person" in nxt.classes and not nxt.definite and "adjective" not in words[at].classes
    return "that" in nxt.classes or nxt.norm in _CLOSING or titled


def _after_father(doc: Document, at: int) -> bool:
    """Whether a definite common word follows "X son of Y": the family name."""
    word = doc.words[at]
    if at < 3 or not word.definite or len(word.before) > 1 or not word.classes <= _COMMON or word.cues:
        return False
    return doc.words[at - 2].classes <= NAMES and "name.particle" in doc.words[at - 2].classes


def _after_noun(doc: Document, at: int) -> bool:
    """Whether a noun stands before, so that an adjective of nation is one."""
    if not at:
        return False
    before = doc.words[at - 1]
    titled = not before.classes.isdisjoint(("head.honorific", "head.person"))
    if before.definite and not doc.words[at].definite and (titled or before.stem in doc.pack.people.rank_words):
        return False  # after "the Colonel" stands a name: the adjective would have its article too
    return not before.classes.isdisjoint(_THINGS) and before.classes.isdisjoint(NAMES)


def _joined_unknown(doc: Document, at: int) -> bool:
    """Whether an unlisted word begins like a conjunction: then it joins, and is no name by itself."""
    if doc.words[at].norm[:1] not in doc.pack.affixes.joining:
        return False
    if not at:
        return True
    # right after a verb of saying, a given name, or the first name after a title it is a name after all
    before = doc.words[at - 1]
    first = at > 1 and not before.known and not doc.words[at - 2].classes.isdisjoint(("nationality", *HUMAN))
    return not (finite(doc, at - 1) or "name.given" in before.classes or first)


def _between_clitics(word: Word) -> bool:
    """Whether an unlisted word reads as one with a preposition before and a long pronoun after it: for its giving."""
    return not word.definite and any(
        peel.before and peel.after is not None and len(peel.after.form) > 1 and len(stem) >= _STEM
        for stem, peel in word.stems.items()
    )


def set_phrase(doc: Document, at: int) -> bool:
    """Whether a phrase of attribution or another set phrase starts here."""
    starts = doc.words[at].phrases
    if starts is None or starts.kinds.isdisjoint(_SET):
        return False
    return doc.pack.lexicon.match(doc.words, at, _SET) is not None


def cue_only(doc: Document, at: int) -> bool:
    """An unlisted word that is a finite cue verb (with or without a conjunction) is no name."""
    return not doc.words[at].tenses.isdisjoint(_CUE_ONLY)


def prepositional(doc: Document, at: int) -> bool:
    """Whether a preposition (or the future particle) is written onto the token."""
    before = doc.words[at].before
    if not before:
        return False
    article, known = doc.pack.facts.article, doc.pack.affixes.conjunctions
    found = any(clitic not in known and clitic != article for clitic in before)
    return found and not _closes_name(doc, at)


def conjoined(doc: Document, at: int) -> bool:
    """Whether a conjunction is written onto the token."""
    before = doc.words[at].before
    if not before:
        return False
    conjunctions = doc.pack.affixes.conjunctions
    return any(clitic in conjunctions for clitic in before)


def may_be_named(doc: Document, at: int) -> bool:
    """Whether a name at a token is a person's: after a bare noun or a preposition it is a place's or body's."""
    if at in doc.name_ends:
        return True
    before = doc.words[at - 2 if at > 1 and doc.words[at - 1].norm == "#" else at - 1]
    if before.kind != "word" or not before.classes.isdisjoint(("head.honorific", "nationality", "former")):
        return True
    if before.stem in doc.pack.people.rank_words or "name.place" in before.classes:
        return True
    if "adjective" in before.classes and (before.definite or "noun" not in before.classes):
        return True
    if ("preposition" in before.classes and before.after is None) or doc.words[at].before[:1] not in (
        (),
        (doc.pack.lexicon.article,),
    ):
        return False
    if before.stem in doc.pack.people.kin and not before.definite:
        return before.after is not None
    article = doc.pack.lexicon.article
    definite = before.definite or (bool(article) and before.norm.startswith(article) and before.norm != article)
    return "head.person" in before.classes or definite or before.after is not None or is_name(doc, at - 1)


def finite(doc: Document, at: int) -> bool:
    return not doc.words[at].tenses.isdisjoint(_TOLD)


def adjunct_preposition(doc: Document, at: int) -> bool:
    """Whether a preposition stands at the token, alone or written onto it."""
    word = doc.words[at]
    if not word.classes.isdisjoint(("preposition", "pronominal")):
        return True
    article, conj = doc.pack.facts.article, doc.pack.affixes.conjunctions
    match = doc.names.get(at)
    before = match.before if match is not None else word.before
    return any(b != article and b not in conj for b in before)


def issues(doc: Document, at: int) -> bool:
    """Whether a word tells that somebody made or issued what was named before it: issued by, which X conducted."""
    word, people = doc.words[at], doc.pack.people
    if word.norm in people.issued or word.stem in people.issued:
        return True
    ends = (stem for stem, clitic in word.owned if clitic.person == 3 and word.raw.endswith(clitic.form))
    return not people.issuing.isdisjoint(ends)

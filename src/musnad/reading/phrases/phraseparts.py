"""Whether a word goes on with the noun phrase before it or ends it."""

from __future__ import annotations

from musnad.lang.lexicon import CHANNEL, PSEUDO
from musnad.reading.document import Document
from musnad.reading.phrases.phraseends import going_on, owned_noun
from musnad.reading.phrases.phrasestarts import starts_after_preposition
from musnad.reading.phrases.wordkinds import BODIES, HEADS, HUMAN, NOUNS, STOPS, finite, is_name, is_verb, prepositional
from musnad.text.tokens import COMMAS

_SAYING = frozenset({"masdar", "noun"})
_ADJUNCT = 5  # tokens of an adjunct between a name and what was said
_SHORT = 4  # words of a name in brackets
_TITLE = 12  # words of a title beyond what a noun phrase takes
_OFFICE = 16  # tokens of an office with a name, up to what was said
_SOMEBODY = ("head.honorific", "head.person", "head.group", "head.anonymous")


def bare_name(doc: Document, at: int, limit: int) -> int:
    """The token after bare words that can only be a name: between a title and what was said; 0 for none."""
    k = at
    while k < limit and k - at < 4 and k not in doc.names and k not in doc.time_at:
        word = doc.words[k]
        if word.kind != "word" or word.definite or word.before or not word.classes.isdisjoint(STOPS | set(HEADS)):
            break
        if "demonstrative" in word.classes:
            break  # the minister, this
        if k - at > 1 and word.after is not None:
            break  # what is his follows his name
        k += 1
    if k == at or k >= len(doc):
        return 0
    word = doc.words[k]
    if k - at > 1 and (owned_noun(doc, k) or _that_ahead(doc, k, limit)):
        return k
    return k if "that" in word.classes or word.norm == ":" or (k in doc.opens and k - at <= 3) else 0


def unlisted_name(doc: Document, at: int, limit: int) -> int:
    """The token after a bare noun and words of no list before a comma, behind a verb that takes no object: a name."""
    k = at + 1
    while k < limit and doc.words[k].kind == "word" and not doc.words[k].known and is_name(doc, k):
        k += 1
    word = doc.words[at]
    bare = not word.before and word.after is None and word.number != "p" and word.classes.isdisjoint(STOPS | set(HEADS))
    return k if bare and k > at + 1 and k < len(doc) and doc.words[k].norm in COMMAS else 0


def _that_ahead(doc: Document, at: int, limit: int) -> bool:
    """Whether one adjunct stands between a name and what was said: for his part, that …"""
    if "preposition" not in doc.words[at].classes:
        return False
    for k in range(at + 1, min(limit, at + _ADJUNCT)):
        if "that" in doc.words[k].classes:
            return True
        if doc.words[k].kind != "word" or is_verb(doc, k):
            return False
    return False


def ranked_name(doc: Document, at: int, limit: int, stops: frozenset[str]) -> int:
    """Where the name starts that closes a long title ("… of the east region, Captain X"), with its rank; 0 for none.

    Between the part of the title read so far and the name only words of a title may stand: nouns and
    prepositions that lead to them, none that opens what the cue tells. A name without a rank is one
    whose first word is listed.
    """
    words = doc.words
    for k in range(at, min(at + _TITLE, limit)):
        word = words[k]
        begun = k == at and _rank(doc, k - 1) and _honour(doc, k)
        if (word.kind != "word" and not begun) or k in doc.time_at:
            return 0
        if begun or _rank(doc, k):
            name = k + 1
            while name < limit and (_honour(doc, name) or _rank(doc, name)):
                name += 1
            return name if name < limit and is_name(doc, name) and not wants_genitive(doc, k - 1 - begun) else 0
        if k in doc.names:
            continue
        if k > at and "name.given" in word.classes and not word.before and k + 1 < limit and is_name(doc, k + 1):
            return k if not wants_genitive(doc, k - 1) else 0
        clitics = [b for b in word.before if b not in doc.pack.affixes.conjunctions and b != doc.pack.facts.article]
        key = word.norm if "preposition" in word.classes else clitics[0] if clitics else ""
        if key and (key in stops or key not in doc.pack.frames.titular):
            return 0
        if key and word.phrases and doc.pack.lexicon.match(words, k, CHANNEL) is not None:
            return 0
        if not key and (not word.classes.isdisjoint(STOPS) or is_verb(doc, k) or going_on(doc, k)):
            return 0
    return 0


def bracketed_name(doc: Document, at: int) -> bool:
    """Whether a bracket opens at a token that holds nothing but a name: (X Magazine) wrote."""
    words = range(at + 1, doc.bracket_at.get(at, at) - 1)
    named = any(is_name(doc, k) or k in doc.names for k in words)
    plain = all(doc.words[k].kind == "word" and doc.words[k].classes.isdisjoint(STOPS) for k in words)
    return named and plain and len(words) <= _SHORT and not any(is_verb(doc, k) for k in words)


def _rank(doc: Document, at: int) -> bool:
    word = doc.words[at]
    ranked = "head.honorific" in word.classes or word.stem in doc.pack.people.ranks
    return word.definite and len(word.before) == 1 and ranked


def ranked(doc: Document, at: int) -> bool:
    """Whether a rank ends at a token, with the words that may stand behind it (Brigadier Staff Pilot)."""
    people = doc.pack.people
    while at > 0 and doc.words[at].stem in people.rank_words and doc.words[at].stem not in people.ranks:
        at -= 1
    return doc.words[at].stem in people.ranks


def _honour(doc: Document, at: int) -> bool:
    """Whether a further bare title or its full stop stands between a rank and the name (General D. X)."""
    word = doc.words[at]
    if word.norm == ".":
        return "head.honorific" in doc.words[at - 1].classes
    return not word.definite and (word.stem in doc.pack.people.rank_words or "head.honorific" in word.classes)


def wants_genitive(doc: Document, at: int) -> bool:
    """Whether a bare noun stands here, so that a king or doctor after it gives it its name (the King X Hospital)."""
    if at < 0:
        return False
    word = doc.words[at]
    if word.kind != "word" or word.definite or word.after is not None or at in doc.names or is_name(doc, at):
        return False
    if finite(doc, at) and "noun" not in word.classes:
        return False  # a verb
    return at + 1 not in doc.name_ends and word.classes.isdisjoint(
        ("name.place", "preposition", "former", "same", "last")
    )


def dedicated(doc: Document, at: int) -> bool:
    """Whether a name is that of the king or doctor something is named after: the King X University."""
    while at > 1 and is_name(doc, at - 1):
        at -= 1
    titled = doc.words[at - 1].definite and doc.is_a(at - 1, "head.honorific", "head.person")
    named = at > 1 and wants_genitive(doc, at - 2) and not finite(doc, at - 2)
    return named and titled and not doc.is_a(at - 2, *_SOMEBODY)


def _clause_behind(doc: Document, at: int) -> bool:
    """Whether a clause opens behind a phrase with a preposition, so that the phrase is not what was said."""
    for k in range(at + 1, min(at + _OFFICE, doc.sentence_end(at))):
        if "that" in doc.words[k].classes:
            return True
        if doc.words[k].norm in ("،", ",", ".") or is_verb(doc, k):
            return False
    return False


def governed(doc: Document, i: int, at: int) -> bool:
    """Whether the word before, in a phrase from ``at`` on, asks for the preposition here: the body charged with."""
    word, before = doc.words[i], doc.words[i - 1]
    wanted = doc.pack.people.governs.get(before.stem)
    if wanted is None or i <= at or before.kind != "word" or before.after is not None or i - 1 in doc.time_at:
        return False
    if "pronominal" in word.classes:
        return any(word.norm.startswith(preposition) for preposition in wanted)  # recognized by others
    match = doc.names.get(i)
    clitics = match.before if match is not None else word.before
    joined = next((b for b in clitics if b not in doc.pack.affixes.conjunctions), "")
    key = joined or (word.norm if "preposition" in word.classes else "")
    if key not in wanted:
        return False
    if key in doc.pack.frames.addressee and ((match is not None and match.phrase.kind == "media") or _press(doc, i)):
        return False  # told a paper
    return not (joined and "head.media" in word.classes)


def told_near(doc: Document, at: int, head: int, first: int) -> bool:
    """Whether a name at a token is his to whom a phrase tells somebody to be near: a source close to President X."""
    while at > head + 1 and doc.is_a(at - 1, *HUMAN, "nationality", "former"):
        at -= 1
    at -= doc.is_a(at - 1, "preposition")
    return head < at and governed(doc, at, first)


def owned_part(doc: Document, i: int, at: int) -> bool:
    """Whether a preposition with its pronoun goes on with the phrase: some of them, recognized by others."""
    some = "quantifier" in doc.words[i - 1].classes and doc.words[i].norm[:-1] in doc.pack.frames.parts
    return some or governed(doc, i, at)


def inner_preposition(
    doc: Document, i: int, at: int, head: int, named: bool, stop_prepositions: frozenset[str]
) -> bool:
    """Whether the preposition at a token goes on with the phrase (a source in the police) or leaves it."""
    passed_on = "preposition" in doc.words[i].classes and i + 1 < len(doc.words)
    if passed_on and f"{doc.words[i].norm} {doc.words[i + 1].norm}" in doc.pack.frames.relay_from:
        return False
    if governed(doc, i, at):
        return True
    if head < 0 or head in doc.names:
        return False
    if i == head + 1 and "head.honorific" in doc.words[head].classes and doc.words[head].after is not None:
        return False  # His Highness, to whom he spoke
    words, frames = doc.words, doc.pack.frames
    word = words[i]
    full = word.norm if "preposition" in word.classes else ""
    clitic = "" if full else next((b for b in word.before if b not in doc.pack.affixes.conjunctions), "")
    if full and word.after is not None and word.stem in frames.inner:
        return True  # the spokesman for him, X
    key = full or clitic
    if _of_office(doc, i, head, key, clitic):
        return True
    if clitic and key in frames.at and "head.person" in words[head].classes:
        if (words[i].stem in frames.regions or doc.is_a(i, *BODIES)) and _clause_behind(doc, i):
            return True  # the director of civil defence in the region of X, where content may open so too
    if key in stop_prepositions or (full and key in frames.addressee and _of_medium(doc, i + 1)):
        return False  # to the agency, "to" standing alone before its name
    nxt = i if clitic else i + 1
    member = i == head + 1 and "head.person" in words[head].classes and nxt < len(words) and bodied(doc, nxt, nxt + 1)
    if key not in frames.inner or (key in frames.inner_indefinite and words[head].definite and not member):
        return False
    if nxt >= len(words) or nxt in doc.time_at or nxt in doc.opens:
        return False
    if full and key in frames.place and _interview(doc, nxt):
        return False
    about = key in frames.inner_indefinite and key not in frames.place and not prepositional(doc, i - 1)
    if about and _closed_body(doc, head, i):
        return False  # a report of the ministry, on its work
    if full and key in frames.place and (doc.is_a(nxt, "demonstrative") or doc.is_a(nxt + 1, "same")):
        return False  # in this framework, in the same context
    if any(doc.pack.lexicon.match(words, k, CHANNEL) is not None for k in (i, nxt)):
        # how it was said, but where a member or a body of it is named: the head of the committee in parliament
        member = "head.person" in words[head].classes and "head.organization" in words[nxt].classes
        described = _describing(doc, head, i - 1)
        within = not words[head].definite or bodied(doc, head + 1, i) or described
        if not (member and within) and not (described and clitic and key in frames.addressee):
            return False
    if words[nxt].stem in doc.pack.occasions.parts and nxt + 1 < len(words) and key in frames.place:
        owner = words[nxt + 1].after
        if owner is not None and owner.person == 3:
            return False  # at the end of his statement
        event = doc.pack.lexicon.match(words, nxt + 1, CHANNEL) if words[nxt + 1].phrases else None
        if event is not None and event.phrase.value in doc.pack.occasions.events:
            return False  # in the opening of the conference
    if key in frames.place and any(
        words[k].phrases and doc.pack.lexicon.match(words, k, PSEUDO) is not None
        for k in (nxt, min(nxt + 1, i + 2))
        if k < len(words)
    ):
        return False  # in a first reaction
    if key in frames.place and any(c.form.tense in ("noun", "masdar") for c in words[nxt].cues):
        return False  # in a statement: how it was said
    his = any(clitic.person == 3 for _, clitic in words[nxt].owned)
    if key in frames.place and his and "head.media" in words[head].classes:
        return False  # the magazine, in its latest issue
    if clitic and key in frames.at and not bodied(doc, nxt, nxt + 1) and not doc.is_a(nxt, *BODIES, "name.place"):
        return False
    if clitic and key in frames.addressee:
        # to a newspaper, to journalists: the addressee is not the source
        bare = head == i - 1 and words[head].definite and not words[head].classes.isdisjoint(BODIES - {"head.group"})
        if bare and nxt not in doc.names:
            return False  # the government, to the demands
        match = doc.names.get(nxt)
        whose = not words[head].classes.isdisjoint(BODIES) and _describing(doc, head, i - 1)  # the world body for …
        movement = words[nxt].number == "s" and "head.person" in words[head].classes  # the spokesman of the movement
        some = "head.group" in words[nxt].classes and not whose and not movement
        addressed = "head.media" in words[nxt].classes or some
        if addressed or (match is not None and match.phrase.kind == "media"):
            return False
        unnamed = "head.anonymous" in words[head].classes and "head.person" not in words[head].classes
        if words[nxt].stem in doc.pack.occasions.reporters and (unnamed or _of_medium(doc, nxt + 1)):
            return False  # to the correspondent of the paper
        if _press(doc, nxt) and words[nxt].number != "s":
            return False  # told the reporters
        several = words[nxt].number in ("p", "d") and not _national_body(doc, i - 1)
        if "head.person" in words[nxt].classes and words[nxt].definite and (several or unnamed):
            return False
        if "head.group" in words[head].classes and words[head].number == "p":
            return False  # leaders, to the southerners
        if named or words[head].classes.isdisjoint(
            ("head.person", "head.organization", "head.honorific", "head.group", "head.anonymous", "head.document")
        ):
            return False
    bodies = BODIES - {"head.group"}
    if key in frames.place and words[head].definite and head == i - 1 and not words[head].classes.isdisjoint(bodies):
        if nxt not in doc.names and "name.place" not in words[nxt].classes and words[nxt].stem not in frames.regions:
            return False  # the ministry, in doing something
    headed = not words[head].classes.isdisjoint(HEADS) or not words[head].classes.isdisjoint(("noun", "quantifier"))
    of_some = "quantifier" in words[head].classes and not words[head].definite  # one of its members from …
    if named and "adjective" in words[nxt].classes and not words[nxt].definite and nxt not in doc.names:
        return False  # in a first reaction
    if named and not (headed and key in frames.place and (of_some or words[i - 1].classes & NOUNS)):
        return False
    if nxt < len(words) and not starts_after_preposition(doc, nxt):
        return False
    return headed


def _interview(doc: Document, at: int) -> bool:
    """Whether speaking to a medium is told of here: in an interview with; not in a programme against smuggling."""
    if doc.words[at].definite or doc.words[at].norm not in doc.pack.occasions.spoken or at + 1 >= len(doc):
        return False
    following = doc.words[at + 1]
    return following.kind != "word" or doc.is_a(at + 1, "preposition", "adjective") or prepositional(doc, at + 1)


def _closed_body(doc: Document, head: int, end: int) -> bool:
    """Whether a body is definite by what it is the body of: the ministry of health."""
    return doc.is_a(head, *BODIES) and any(doc.words[k].definite or k in doc.names for k in range(head, end))


def _press(doc: Document, at: int) -> bool:
    """Whether a medium or reporters stand at a token, to whom things are said."""
    word = doc.words[at]
    ends = (*doc.pack.frames.full, *doc.pack.frames.nominative)
    stems = {word.stem, *(word.stem[: -len(end)] for end in ends if word.stem.endswith(end))}
    return "head.media" in word.classes or not stems.isdisjoint(doc.pack.occasions.reporters)


def _national_body(doc: Document, at: int) -> bool:
    """Whether a body with its nation ends at a token: the Saudi board of engineers has whom it is for behind that."""
    return at > 0 and doc.is_a(at, "nationality") and doc.is_a(at - 1, *BODIES)


def _of_medium(doc: Document, at: int) -> bool:
    """Whether a medium is named at a token, whatever stands around its name."""
    return at < len(doc) and (
        doc.is_a(at, "head.media") or at in doc.opens or (at in doc.names and doc.names[at].phrase.kind == "media")
    )


def describes(doc: Document, at: int) -> bool:
    """Whether a definite common word goes on with the definite noun before it: on the sea called the White."""
    word, before = doc.words[at], doc.words[at - 1]
    common = bool(word.classes) and word.classes <= {"noun", "adjective"} and word.norm not in doc.family_names
    return common and word.definite and len(word.before) == 1 and before.definite and at not in doc.names


def _of_office(doc: Document, i: int, head: int, key: str, clitic: str) -> bool:
    """Whether a preposition surely belongs to a title: for the affairs of …, the envoy to a country."""
    words, people = doc.words, doc.pack.people
    if clitic and key in doc.pack.frames.addressee:
        return words[i].stem in people.affairs
    if clitic or key not in doc.pack.frames.addressee or i + 1 not in doc.names:
        return False
    k = i - 1
    while k > 0 and "nationality" in words[k].classes:
        k -= 1
    envoy = words[k].stem in people.envoys or words[head].stem in people.envoys
    return envoy and doc.names[i + 1].phrase.kind in ("country", "capital", "organization")


def _describing(doc: Document, head: int, at: int) -> bool:
    """Whether an adjective that is none of nation stands between a head and its preposition: the leading one in …"""
    word = doc.words[at]
    return at > head and "adjective" in word.classes and "nationality" not in word.classes


def bodied(doc: Document, first: int, last: int) -> bool:
    """Whether a committee or other body is named between two tokens."""
    return any(doc.is_a(k, "head.organization") or k in doc.names for k in range(first, last))


def coordinates(doc: Document, i: int, head: int) -> bool:
    """Whether "and" + this word goes on with the phrase: a noun like the head, and no verb."""
    word = doc.words[i]
    if finite(doc, i) and word.classes.isdisjoint(NOUNS):
        return False
    if word.after is not None and word.classes.isdisjoint(HEADS) and i not in doc.names:
        return False  # "and its seat is …": an aside about the head
    if prepositional(doc, i):
        return False
    if word.classes.isdisjoint(NOUNS) and i not in doc.names:
        return False
    return not is_verb(doc, i) and head >= 0


def saying(doc: Document, at: int, limit: int) -> bool:
    """Whether a noun of saying with a pronoun ("his saying that") stands here: what was said follows."""
    word = doc.words[at]
    if word.tenses.isdisjoint(_SAYING) or at + 1 >= limit:
        return False
    if not any(c.after is not None and c.form.tense in _SAYING for c in word.cues):
        return False
    return doc.is_a(at + 1, "that") or at + 1 in doc.opens or doc.words[at + 1].norm == ":"

"""Which tokens name a medium: by the gazetteer, a noun for one with its name, quotation marks, the article's outlet."""

from __future__ import annotations

from musnad.reading.document import Document
from musnad.reading.frames.passing import forum
from musnad.reading.phrases.nounphrases import noun_phrase
from musnad.reading.phrases.wordkinds import conjoined, is_verb

_BODIES = ("head.organization", "head.ministry", "head.person", "adjective")
_PLACES = ("country", "capital", "place")
_LETTERS = 2  # letters of what is spelt, as radio stations are
LONGEST = 4  # words a name in quotation marks has at most


def own_outlet(doc: Document, at: int) -> int:
    """Where the name of the article's own outlet ends that begins at a token, whatever else it may mean; or 0."""
    words, name = doc.words, doc.outlet
    if not name or at + len(name) > len(doc) or any(words[at + k].norm != name[k] for k in range(1, len(name))):
        return 0
    word, article = words[at], doc.pack.lexicon.article
    if word.norm == name[0]:
        return at + len(name)
    clitics = [form for form in doc.pack.frames.addressee if len(form) == 1]
    if any(word.norm == clitic + name[0] for clitic in clitics):
        return at + len(name)
    if article and name[0].startswith(article) and word.before and word.before[0] in clitics:
        return at + len(name) if word.definite and word.stem == name[0][len(article) :] else 0
    return 0


def medium_named(doc: Document, at: int) -> tuple[int, int] | None:
    """The medium that some token begins to name, whatever stands before: by the gazetteer, a noun, quotation marks."""
    if at >= len(doc):
        return None
    match = doc.names.get(at)
    if match is not None and match.phrase.kind == "media":
        return at, match.last
    if doc.is_a(at, "head.media") and doc.words[at].after is None:
        return headed(doc, at, to=True)
    if at in doc.bracket_at and at + 1 in doc.names and doc.names[at + 1].phrase.kind == "media":
        return at + 1, doc.bracket_at[at] - 1
    if at in doc.opens:
        last = doc.quote_tokens[doc.opens[at]][1]
        return (at + 1, last - 1) if short_name(doc, at, last) and not forum(doc, at, last) else None
    return None


def short_name(doc: Document, first: int, last: int) -> bool:
    """Whether what stands between two marks is as short as a name; what is spelt with stops is one word."""
    words = [k for k in range(first + 1, last - 1) if doc.words[k].kind != "punct" or doc.words[k].norm != "."]
    spelt = len(words) < last - first - 2
    return 0 < len(words) <= LONGEST + spelt


def medium_beside(doc: Document, at: int) -> tuple[int, int] | None:
    """The medium that "and" joins to the one that ends before a token: to the paper and the channel."""
    at += at < len(doc) and doc.words[at].kind == "punct" and at not in doc.opens
    if at + 1 >= len(doc) or not (conjoined(doc, at) or (at in doc.names and doc.names[at].before)):
        alone = at + 1 < len(doc) and at + 1 in doc.opens and doc.words[at].norm in doc.pack.affixes.conjunctions
        return medium_named(doc, at + 1) if alone else None
    return medium_named(doc, at)


def part_of_name(doc: Document, first: int, last: int) -> bool:
    """Whether a common word is only a part of a longer name in quotation marks ("Good Morning")."""
    word = doc.words[first]
    if doc.inside[first] < 0 or last - first > 1 or not word.known or word.definite:
        return False
    begin, end = doc.quote_tokens[doc.inside[first]]
    return end - begin - 2 <= LONGEST and (begin + 1 < first or last < end - 1)


def headed(doc: Document, at: int, to: bool = False) -> tuple[int, int] | None:
    """A noun for a medium with its name, in quotation marks or not; nouns that mean other things only with one.

    ``to`` where something is told to it: then any word may be its name, a description ("local media") do for one.
    """
    phrase = noun_phrase(doc, at, doc.sentence_end(at), behind_clitic=True)
    last = phrase.last if phrase is not None else at + 1
    mark = next((k for k in range(at + 1, min(at + 3, len(doc))) if k in doc.opens), None)
    if mark is None:  # the Spanish television channel "X"
        mark = next((k for k in range(at + 3, min(last + 1, len(doc))) if _called(doc, k)), None)
    if mark is not None and (mark == at + 1 or at + 1 not in doc.names) and _name_in(doc, mark, at):
        last = max(last, doc.quote_tokens[doc.opens[mark]][1])
        return (at, last) if not forum(doc, at, last) else None
    if mark is not None and not _name_in(doc, mark, at):
        last = min(last, mark)  # what is quoted
    if wire(doc, at):  # the news agency of a country
        behind = doc.names.get(at + 2)
        place = behind is not None and behind.phrase.kind in _PLACES and not behind.before
        return at, max(last, behind.last) if behind is not None and place else last
    if at + 1 in doc.names and doc.names[at + 1].phrase.kind in _PLACES and not doc.names[at + 1].before:
        return at, doc.names[at + 1].last  # Radio Monte Carlo, the television of a country
    if forum(doc, at, last) or any(k in doc.names and doc.names[k].phrase.kind != "media" for k in range(at, last)):
        return None
    follower = doc.words[at + 1] if at + 1 < last else None
    proper = follower is not None and (not follower.known or any(c.startswith("name.") for c in follower.classes))
    site = doc.words[at].stem in doc.pack.occasions.site
    named = proper or any(k in doc.names for k in range(at, last)) or (not site and follower is not None)
    if to and follower is not None:
        press, described = doc.pack.occasions.press, doc.is_a(at + 1, "nationality", "head.media")
        described = described and any(doc.is_a(k, "nationality", "adjective") for k in range(at + 1, last))
        placed = (
            not site or bool(doc.words[at].before) or not doc.is_a(at - 1, "preposition")
        )  # to the site of the fire
        named = named or (not follower.definite and (described or follower.stem in press or placed))
        named = named or (follower.definite and site and follower.stem not in press and not doc.is_a(at + 1, *_BODIES))
    if to and site and doc.words[at].definite and last == at + 1:
        named = named or any(doc.words[k].stem == doc.words[at].stem and k + 1 in doc.names for k in range(at))
    if site or not doc.words[at].definite:
        return (at, last) if named else None
    return at, last


def wire(doc: Document, at: int) -> bool:
    """Whether a noun for an agency is told by the noun behind it to be one of news, which it is called by: and more."""
    occasions = doc.pack.occasions
    if doc.words[at].stem not in occasions.site or at + 2 >= len(doc) or doc.words[at].definite:
        return False
    behind, more = doc.words[at + 1], doc.words[at + 2]
    described = not more.classes.isdisjoint(("adjective", "nationality")) or not more.known
    called = more.definite or not behind.definite  # an agency of news "the East"
    named = more.kind == "word" and not doc.is_a(at + 2, "preposition", "that") and (described or called)
    return behind.stem in occasions.wires and named


def _name_in(doc: Document, mark: int, at: int) -> bool:
    """Whether quotation marks behind a noun for a medium hold its name, no speech."""
    end = doc.quote_tokens[doc.opens[mark]][1]
    speech = mark + 1 < len(doc) and doc.words[at].definite and is_verb(doc, mark + 1)  # on the channel: "…"
    return end - at < LONGEST + 6 and not speech


def _called(doc: Document, mark: int) -> bool:
    """Whether a name in quotation marks stands behind a description that ends in an adjective."""
    if mark not in doc.opens or mark in doc.bracket_at or not doc.is_a(mark - 1, "adjective", "nationality"):
        return False
    return doc.quote_tokens[doc.opens[mark]][1] - mark - 2 <= LONGEST


def tailed(doc: Document, at: int) -> int:
    """Where a name ends that begins at a token and ends like those of media (Valley News); 0 for none."""
    tails = doc.pack.occasions.tails
    for k in range(at + 1, min(at + LONGEST, doc.sentence_end(at))):
        word = doc.words[k]
        if k == at + 1 and word.kind == "punct" and k + 1 < len(doc) and doc.words[k + 1].norm in tails:
            last = k + 2
            while last < len(doc) and doc.words[last].kind == "word" and last - k <= LONGEST and last not in doc.closes:
                last += 1
            return last if last in doc.closes else k + 2  # Valley "F M"
        if word.norm in tails:
            short = k + 1 < len(doc) and doc.words[k + 1].kind == "word" and len(doc.words[k + 1].norm) <= _LETTERS
            return k + 1 + (short and not doc.is_a(k + 1, "that", "preposition"))  # Valley F M
        if word.kind != "word" or word.before or "preposition" in word.classes:
            return 0
    return 0


__all__ = [
    "LONGEST",
    "headed",
    "medium_beside",
    "medium_named",
    "own_outlet",
    "part_of_name",
    "short_name",
    "tailed",
    "wire",
]

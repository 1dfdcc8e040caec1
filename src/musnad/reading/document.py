"""The article as the stages see it: tokens, words, quotations, and what starts where."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

import msgspec

from musnad.lang.lexicon import Match, Word
from musnad.lang.pack import Pack
from musnad.model import Article, Furniture, Span, Time
from musnad.text.quotes import Quote
from musnad.text.tokens import Tokens

_COMMAS = frozenset({"،", ","})
_COMMON = frozenset({"noun", "adjective", "name.surname"})
NAMES = frozenset({"country", "capital", "media", "organization"})
_NAMED = _COMMON | {"name.given", "name.family", "name.particle"}
_QUOTES = frozenset({'"', "“", "«", "”"})
_CLOSED = frozenset({'"', "”", "»", ")"})
_FULL, _TITLE = 4, 12  # words of a full name; words from a title's head to its end


class Document(msgspec.Struct, frozen=True):
    """One article analysed for reading. All indexes are token indexes unless called offsets.

    ``opens[i]`` is the quotation (brackets left out) whose mark is token ``i``; ``inside[i]`` the
    innermost quotation around token ``i``; ``closes`` maps the last token of a quotation to its number.
    ``time_at`` and ``bracket_at`` give the token after the time expression or bracket that starts at a
    token; ``in_bracket[i]`` is the token after the bracket around token ``i`` (0 for none). ``names``
    holds the gazetteer match that starts at a token, ``name_ends`` the tokens after one. ``told_names`` remembers
    of which tokens it has been told whether they are part of a personal name (``wordkinds.is_name``).
    """

    article: Article
    pack: Pack
    tokens: Tokens
    words: Sequence[Word]
    quotes: tuple[Quote, ...]
    times: tuple[Time, ...]
    furniture: tuple[Furniture, ...]
    opens: dict[int, int]
    inside: list[int]
    quote_tokens: list[tuple[int, int]]
    time_at: dict[int, int]
    bracket_at: dict[int, int]
    in_bracket: list[int]
    closes: dict[int, int]
    names: dict[int, Match]
    name_ends: frozenset[int]
    family_names: frozenset[str]
    plain: list[bool]
    told_names: dict[int, bool]

    def __len__(self) -> int:
        return len(self.words)

    def span(self, first: int, last: int) -> Span:
        """The offsets of tokens ``first`` to ``last`` (half-open)."""
        return Span(self.tokens.starts[first], self.tokens.ends[last - 1])

    def sentence_end(self, at: int) -> int:
        """The token after the sentence of token ``at``."""
        return self.tokens.sentences[self.tokens.sentence[at]][1]

    def sentence_start(self, at: int) -> int:
        """The first token of the sentence of token ``at``."""
        return self.tokens.sentences[self.tokens.sentence[at]][0]

    def is_a(self, at: int, *classes: str) -> bool:
        """Whether the word at a token is of one of the classes."""
        return not self.words[at].classes.isdisjoint(classes)

    def bare_start(self, at: int) -> int:
        """The offset in token ``at`` after the conjunctions and prepositions written onto it."""
        match, word = self.names.get(at), self.words[at]
        before = match.before if match is not None else word.before
        article = self.pack.lexicon.article
        cut = sum(len(clitic) for clitic in before if clitic != article)
        if not cut or word.kind != "word":
            return self.tokens.starts[at]
        # marks written over the clitic's letters go with it
        offset, letters = 0, 0
        while offset < len(word.raw) and letters < cut:
            letters += bool(self.pack.fold(word.raw[offset]))
            offset += 1
        return self.tokens.starts[at] + offset

    def text_of(self, first: int, last: int) -> str:
        """The words of tokens ``first`` to ``last`` as given."""
        return self.span(first, last).of(self.tokens.text) if last > first else ""


def make_document(
    article: Article,
    pack: Pack,
    tokens: Tokens,
    words: Sequence[Word],
    quotes: tuple[Quote, ...],
    times: tuple[Time, ...],
    furniture: tuple[Furniture, ...],
) -> Document:
    """Index what was found by offset so that it can be asked by token."""
    words = _homographs(words)
    inside_of: list[tuple[int, int, int]] = []
    brackets: list[tuple[int, int, int]] = []
    closes: dict[int, int] = {}
    opens: dict[int, int] = {}
    bracket_at: dict[int, int] = {}
    ranges: list[tuple[int, int]] = []
    for number, quote in enumerate(quotes):
        first, last = tokens.between(quote.start, quote.end)
        ranges.append((first, last))
        if quote.family == "bracket":
            if quote.closed:
                bracket_at[first] = last
                brackets.append((first + 1, last - 1, last))
                opens[first] = number
            continue
        opens[first] = number
        closes[last - 1] = number
        inside_of.append((*tokens.between(quote.inner_start, quote.inner_end), number))
    inside = _painted(inside_of, len(words), -1)
    in_bracket = _painted(brackets, len(words), 0)
    time_at: dict[int, int] = {}
    for time in times:
        first, last = tokens.between(time.span.start, time.span.end)
        if last <= first:  # a time expression behind a clitic starts inside its token
            first = tokens.at(time.span.start)
            last = tokens.between(time.span.start, time.span.end)[1]
        elif first and tokens.ends[first - 1] > time.span.start:
            first -= 1
        if last > first:
            time_at[first] = last
    plain = [True] * len(words)
    for item in furniture:
        first, last = tokens.between(item.span.start, item.span.end)
        plain[first:last] = [False] * (last - first)
    names: dict[int, Match] = {}
    at, lexicon = 0, pack.lexicon
    while at < len(words):
        match = lexicon.match(words, at, NAMES) if words[at].phrases else None
        while match is not None and not _trusted(match, words, inside) and match.last - at > 1:
            match = lexicon.match(words, at, NAMES, match.last - at - 1)
        if match is not None and time_at.get(at, 0) > match.last:
            match = None  # "today, Saturday", not the newspaper
        if match is not None and not _adjective(match, words, pack.lexicon.article) and _trusted(match, words, inside):
            names[at] = match
            at = match.last
        else:
            at += 1
    called = _family_names(words, names, time_at) | _after_title(words, names, time_at, pack.people.governs)
    return Document(
        article, pack, tokens, words, quotes, times, furniture, opens, inside, ranges, time_at, bracket_at, in_bracket,
        closes, names, frozenset(m.last for m in names.values()), called, plain, {},
    )  # fmt: skip


def _painted(ranges: Sequence[tuple[int, int, int]], size: int, empty: int) -> list[int]:
    """For each of *size* tokens the value of the last of the ranges (first, last, value) over it, or *empty*.

    Painted from the last range to the first, passing over what is painted, so that ten thousand quotations that
    are never closed cost no more than the text is long.
    """
    painted = [empty] * size
    free = list(range(size + 1))  # the first token from here on that may be unpainted
    for first, last, value in reversed(ranges):
        at = first
        while at < last:
            if free[at] == at:
                painted[at] = value
                free[at] = max(at + 1, last)
                at += 1
            else:
                free[at], at = max(free[at], last), free[at]
    return painted


def _homographs(words: Sequence[Word]) -> Sequence[Word]:
    """Names spelled like "that" with a preposition, or like "to me": told by what stands around them (Korean names)."""
    found = [
        at
        for at in range(len(words) - 2)
        if (
            "that" in words[at].classes
            and words[at].before
            and all("name.family" in words[k].classes and "noun" not in words[k].classes for k in (at + 1, at + 2))
        )
        or ("pronominal" in words[at].classes and at and _before_name(words[at - 1]) and _foreign(words[at + 1]))
    ]
    if not found:
        return words
    norms = {words[at].norm for at in found}
    found += [at for at in range(1, len(words)) if words[at].norm in norms and words[at - 1].cues]  # and added X that
    again = list(words)
    for at in found:
        again[at] = msgspec.structs.replace(
            words[at], before=(), classes=frozenset({"name.given"}), stem=words[at].norm
        )
    return again


def _before_name(word: Word) -> bool:
    """Whether no preposition with a pronoun can follow: after a preposition, or a definite title of somebody."""
    return "preposition" in word.classes or (word.definite and "head.person" in word.classes)


def _foreign(word: Word) -> bool:
    return word.kind == "word" and not word.known and not word.before and not word.cues


def _adjective(match: Match, words: Sequence[Word], article: str) -> bool:
    """Whether a country's name that is spelled like its adjective stands as one ("the Syrian sources")."""
    word = words[match.first]
    if match.last - match.first > 1 or "nationality" not in word.classes or match.phrase.kind != "country":
        return False
    if article and article in match.before:
        return True
    before = words[match.first - 1] if match.first else None
    if before is None or before.kind != "word":
        return False
    noun = not before.classes.isdisjoint(("noun", "adjective", "nationality")) or any(
        cls.startswith("head.") for cls in before.classes
    )
    if word.norm.startswith(article) and article:  # the article belongs to the name
        return noun and before.definite
    return any(cls.startswith("head.") for cls in before.classes) and not before.definite


def _introduced(words: Sequence[Word], at: int) -> bool:
    """Whether an unlisted word stands where a given name does: after a comma, and two words later a mark."""
    if words[at].known or words[at].kind != "word" or not at or at + 2 >= len(words) or words[at].cues:
        return False
    return words[at - 1].norm in _COMMAS and words[at + 2].kind == "punct"


def _family_names(words: Sequence[Word], names: dict[int, Match], time_at: dict[int, int]) -> frozenset[str]:
    """Words that follow a given name somewhere in the article: family names, though they may be common words."""
    found, said = set(), _said_alone(words)
    for at, word in enumerate(words):
        second = at > 0 and "name.particle" in words[at - 1].classes and "name.family" in word.classes
        if at in names or ("name.given" not in word.classes and not second and not _introduced(words, at)):
            continue
        if word.definite and any(cls.startswith("head.") for cls in word.classes):
            continue  # the secretary, not somebody called so
        nxt = at + 1
        while nxt < len(words) and (
            words[nxt].norm == "_" or not words[nxt].classes.isdisjoint(("name.given", "name.particle", "name.ending"))
        ):
            nxt += 1
        if nxt >= len(words) or nxt in names or nxt in time_at:
            continue
        family = words[nxt]
        if "name.surname" in family.classes and not family.before[:-1]:
            found.add(family.norm)
            continue
        if family.kind != "word" or not family.classes <= _COMMON or not family.classes:
            continue
        honoured = at > 0 and words[at - 1].definite and "head.honorific" in words[at - 1].classes
        titled = _titled(words, nxt) or (honoured and family.definite)
        if family.cues and not titled:
            continue
        if not family.definite and (family.after is not None or _owned(words, nxt + 1)):
            continue
        if "adjective" in family.classes and _bare_head(words, nxt + 1):
            continue  # X, the first woman at the head of …
        if not family.before and nxt + 1 < len(words) and words[nxt + 1].norm in said and not family.cues:
            found.update((family.norm, words[nxt + 1].norm))  # X Y the Z, and later: the Z said
            continue
        genitive = nxt + 1 < len(words) and words[nxt + 1].definite and not titled
        alone = family.before == (family.norm[: len(family.before[0])],) if family.definite else not family.before
        if alone and (family.definite or not genitive):
            found.add(family.norm)
    return frozenset(found)


def _said_alone(words: Sequence[Word]) -> set[str]:
    """Definite common words that stand alone between a verb of saying and "that": somebody's family name, if he has it."""
    return {
        word.norm
        for verb, word, that in zip(words, words[1:], words[2:], strict=False)
        if not verb.tenses.isdisjoint(("past", "present"))
        and word.definite
        and word.classes <= _COMMON
        and "that" in that.classes
        and not that.before
    }


def _bare_head(words: Sequence[Word], at: int) -> bool:
    """Whether a noun of a person or body stands here without article."""
    if at >= len(words) or words[at].definite or words[at].before:
        return False
    return any(cls.startswith("head.") for cls in words[at].classes)


def _after_title(
    words: Sequence[Word], names: dict[int, Match], time_at: dict[int, int], governs: Collection[str]
) -> frozenset[str]:
    """Common words that stand where only a name can: bare, after a full title, with nothing behind that they could own.

    After "the Turkish minister" or "the spokesman of the ministry," two or three bare words before "that", a
    quotation or a comma are his name, be they spelled like nouns.
    """
    found: set[str] = set()
    for at in range(1, len(words) - 2):
        if at in names or at in time_at or not _bare(words[at]) or words[at].cues:
            continue
        back = at - 1
        apposed = words[back].norm in _COMMAS
        back -= apposed
        if apposed and words[back].norm in _CLOSED:
            back = next((k for k in range(back - 1, max(back - _FULL, 0), -1) if words[k].kind != "word"), 0) - 1
        titled = back > 0 and _ends_title(words, names, back, apposed, governs)
        if not titled and not _named_saying(words, at):
            continue
        end = at + 1
        while end < min(at + _FULL, len(words)) and end not in names and end not in time_at and _of_name(words[end]):
            end += 1
        if end - at < 2 or end >= len(words):
            continue
        after = words[end]
        if (after.norm in _COMMAS or after.norm == "(") if apposed else _opens(words, end):
            found.update(words[k].norm for k in range(at, end))
    return frozenset(found)


def _bare(word: Word) -> bool:
    return (
        word.kind == "word" and not word.definite and not word.before and word.after is None and word.classes <= _COMMON
    )


def _of_name(word: Word) -> bool:
    joined = len(word.before) > 1 or (word.before and not word.definite)
    return _bare(word) or (word.kind == "word" and word.classes <= _NAMED and not word.cues and not joined)


def _opens(words: Sequence[Word], at: int) -> bool:
    """Whether what was said begins here, a comma before it or not."""
    at += words[at].norm in _COMMAS and at + 1 < len(words)
    return "that" in words[at].classes or words[at].norm == ":" or words[at].norm in _QUOTES


def _named_saying(words: Sequence[Word], at: int) -> bool:
    """Whether a bare common word and an unlisted one stand between a verb of saying and what was said: X Y that."""
    verb = not words[at - 1].tenses.isdisjoint(("past", "present"))
    unlisted = words[at + 1].kind == "word" and not words[at + 1].known and not words[at + 1].cues
    if not verb or not unlisted:
        return False
    if words[at + 2].norm in _COMMAS and at + 3 < len(words) and _functional(words[at + 3]):
        return True  # X Y, the head of …
    return "that" in words[at + 2].classes and not words[at + 2].before


def _functional(word: Word) -> bool:
    """Whether a word is a function of one person."""
    return "head.person" in word.classes and word.number == "s" and len(word.before) < 2


def _ends_title(
    words: Sequence[Word], names: dict[int, Match], at: int, apposed: bool, governs: Collection[str]
) -> bool:
    """Whether a title of a person that can take no further noun ends with this word (charged with the budget)."""
    word = words[at]
    if word.kind != "word" or not (word.definite or (apposed and at in names)):
        return False
    charged = any(words[k].definite and words[k].stem in governs for k in range(max(at - _FULL, 0), at))
    if not apposed and not charged and word.classes.isdisjoint(("nationality", "head.person")):
        return False
    for k in range(at, max(at - _TITLE, -1), -1):
        if "head.person" in words[k].classes and words[k].number == "s":
            return True
        if words[k].kind != "word" or not words[k].classes.isdisjoint(("that", "relative", "what", "verb3")):
            return False
    return False


def _titled(words: Sequence[Word], at: int) -> bool:
    """Whether a word spelled like a participle of a cue is a name after all: a title follows."""
    if at + 1 >= len(words) or any(cue.form.tense != "participle" for cue in words[at].cues):
        return False
    return words[at + 1].definite and "head.person" in words[at + 1].classes


def _owned(words: Sequence[Word], at: int) -> bool:
    """Whether what follows a noun makes it a thing that is spoken of: any …, its country's …"""
    if at >= len(words) or words[at].kind != "word":
        return False
    word = words[at]
    with_pronoun = any(peel.after is not None and not peel.before for peel in word.stems.values())
    own = with_pronoun and word.classes <= _COMMON and bool(word.classes)
    return own or ("quantifier" in word.classes and not word.before)


def _trusted(match: Match, words: Sequence[Word], inside: list[int]) -> bool:
    """A name that is also an ordinary word counts after a head noun of its kind or in quotation marks."""
    verb = match.last - match.first == 1 and any(
        c.form.entry.strength == "sure" and c.form.tense == "past" for c in words[match.first].cues
    )
    if not match.phrase.value.doubtful and not verb:
        return True
    head = match.first - 1
    while head >= 0 and words[head].kind == "punct":
        head -= 1
    kind = "head.media" if match.phrase.kind == "media" else "head.organization"
    if head >= 0 and (
        kind in words[head].classes or ("nationality" in words[head].classes and match.phrase.kind == "media")
    ):
        return True
    return inside[match.first] >= 0 and any(
        (words[a].kind == "punct" and words[b].kind == "punct") or b == match.last
        for a, b in pairwise((match.first - 1, match.last))
        if a >= 0 and b <= len(words) and words[a].kind == "punct"
    )

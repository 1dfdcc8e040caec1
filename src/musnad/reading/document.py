"""The article as the stages see it: tokens, words, quotations, and what starts where."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec

from musnad.lang.lexicon import Match, Word
from musnad.lang.pack import Pack
from musnad.model import Article, Furniture, Span, Time
from musnad.reading.phrases.nameplaces import Named, names_in_place
from musnad.reading.phrases.strangers import Stranger, strangers
from musnad.reading.phrases.surnames import family_names, names_after_title
from musnad.text.quotes import Quote
from musnad.text.tokens import Tokens

_COMMON = frozenset({"noun", "adjective", "name.surname"})
NAMES = frozenset({"country", "capital", "media", "organization"})


class Document(msgspec.Struct, frozen=True):
    """One article analysed for reading. All indexes are token indexes unless called offsets.

    ``opens[i]`` is the quotation (brackets left out) whose mark is token ``i``; ``inside[i]`` the
    innermost quotation around token ``i``; ``closes`` maps the last token of a quotation to its number.
    ``time_at`` and ``bracket_at`` give the token after the time expression or bracket that starts at a
    token; ``in_bracket[i]`` is the token after the bracket around token ``i`` (0 for none). ``names``
    holds the gazetteer match that starts at a token, ``name_ends`` the tokens after one. ``told_names`` remembers
    of which tokens it has been told whether they are part of a personal name (``wordkinds.is_name``); ``placed``
    holds subjects that end in a name by their place (``nameplaces.py``), by their first token. ``outlet`` is the name
    of the article's own outlet, folded, word by word, without what stands in brackets.
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
    placed: dict[int, Named]
    outlet: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.words)

    def among(self, at: int, some: frozenset[str]) -> bool:
        """Whether token ``at`` is one of some words: as it stands, without its clitics or its conjunction."""
        return self.words[at].stem in some or not some.isdisjoint(self.forms(at))

    def forms(self, at: int) -> tuple[str, str]:
        """Token ``at`` folded, as it stands and without the conjunction that it seems to begin with."""
        norm = self.words[at].norm
        return norm, self.pack.affixes.unjoined(norm)

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
        """Whether the word at a token is of one of the classes; there is none before or after the text."""
        return 0 <= at < len(self.words) and not self.words[at].classes.isdisjoint(classes)

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
        while offset < len(word.raw) and (letters < cut or word.raw[offset].isspace()):
            letters += bool(self.pack.fold(word.raw[offset]).strip())
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
    words = _homographs(words, pack.affixes.conjunctions)
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
        if match is not None and (time_at.get(at, 0) > match.last or _given_name(match, words[at])):
            match = None  # "today, Saturday", not the newspaper
        if match is not None and not _adjective(match, words, pack.lexicon.article) and _trusted(match, words, inside):
            names[at] = match
            at = match.last
        else:
            at += 1
    words = _whole(words, names, pack.lexicon.article)
    strange = strangers(words, names, time_at, tokens, pack)
    for who in strange:
        for at in range(who.first, who.last):
            names.pop(at, None)
    if strange:
        words = _named(words, strange, pack.lexicon.article)
    placed = names_in_place(words, names, time_at, pack)
    if placed:
        words = _named(words, placed.values(), pack.lexicon.article)
    called = family_names(words, names, time_at) | names_after_title(words, names, time_at, pack.people.governs)
    called |= {words[name.last - 1].norm for name in placed.values()}
    return Document(
        article, pack, tokens, words, quotes, times, furniture, opens, inside, ranges, time_at, bracket_at, in_bracket,
        closes, names, frozenset(m.last for m in names.values()), called, plain, {}, placed,
        tuple(pack.fold(word) for word in (article.outlet or "").partition("(")[0].split()),
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


def _homographs(words: Sequence[Word], conjunctions: Collection[str]) -> Sequence[Word]:
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
        or (at and _van(words[at - 1], words[at], words[at + 1]))
        or (at and _joined_name(words[at - 1], words[at], conjunctions))
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


def _van(before: Word, word: Word, nxt: Word) -> bool:
    """Whether "for that" without its sign stands between a verb of saying and a word of no list: van, in a name."""
    verb = any(cue.form.tense == "past" and cue.after is None for cue in before.cues)
    return verb and "that" in word.classes and bool(word.before) and word.raw == word.norm and _foreign(nxt)


def _joined_name(before: Word, word: Word, conjunctions: Collection[str]) -> bool:
    """Whether a word of no list behind "that" begins like a conjunction and an article: nothing is joined there."""
    return (
        "that" in before.classes
        and before.after is None
        and not (word.known or word.cues)
        and word.definite
        and bool(word.before)
        and word.before[0] in conjunctions
    )


def _named(words: Sequence[Word], placed: Iterable[Named | Stranger], article: str) -> Sequence[Word]:
    """The words with those that are names by their place read as such, whatever they are spelled like."""
    again = list(words)
    for name in placed:
        for at in range(name.first, name.last):
            word = words[at]
            if word.kind != "word" or not word.classes.isdisjoint(("name.particle", "name.given")):
                continue
            before = (article,) if word.definite and word.before == (article,) else ()
            again[at] = msgspec.structs.replace(
                word, before=before, stem=word.norm.removeprefix("".join(before)), after=None, values={}, known=True,
                classes=frozenset({"name.given" if at == name.first else "name.family"}),
                definite=bool(before), cues=(), tenses=frozenset(), phrases=None, owned=(),
            )  # fmt: skip
    return again


def _whole(words: Sequence[Word], names: Mapping[int, Match], article: str) -> Sequence[Word]:
    """The words with the names of media read whole that look like a word behind a preposition or conjunction."""
    again = list(words)
    for at, match in names.items():
        word = words[at]
        if match.phrase.kind != "media" or match.before or word.before in ((), (article,)):
            continue
        again[at] = msgspec.structs.replace(
            word, before=(), stem=word.norm, after=None, values={}, known=False, classes=frozenset(), definite=False,
            cues=(), tenses=frozenset(), owned=(),
        )  # fmt: skip
    return again


def _before_name(word: Word) -> bool:
    """Whether no preposition with a pronoun can follow: after a preposition, or a definite title of somebody."""
    return "preposition" in word.classes or (word.definite and "head.person" in word.classes)


def _foreign(word: Word) -> bool:
    return word.kind == "word" and not word.known and not word.before and not word.cues


def _adjective(match: Match, words: Sequence[Word], article: str) -> bool:
    """Whether a country's name that is spelled like its adjective stands as one ("the Syrian sources")."""
    word = words[match.first]
    if match.phrase.kind != "country" or "nationality" not in words[match.last - 1].classes:
        return False
    if match.last - match.first > 1:
        return match.after is not None  # its ending looks like a pronoun on "the state of the Emirates"
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


def _of_nation(words: Sequence[Word], at: int) -> bool:
    """Whether an adjective of nation stands here behind a noun of the press: the Lebanese paper X."""
    press = any("head.media" in words[k].classes for k in (at - 1, at - 2) if k >= 0)
    return press and "nationality" in words[at].classes


def _given_name(match: Match, word: Word) -> bool:
    """Whether a place behind a preposition is a listed name by its letters: like Laos, Klaus."""
    return match.last - match.first == 1 and bool(match.before) and not word.before and "name.given" in word.classes


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
    if head >= 0 and (kind in words[head].classes or (match.phrase.kind == "media" and _of_nation(words, head))):
        return True
    return inside[match.first] >= 0 and match.first > 0 and words[match.first - 1].kind == "punct"

"""What a pack knows about each word and word sequence; each distinct word is analysed once.

A word's classes come from the reading with the fewest clitics that the pack knows; all cue forms of
all readings are kept, for syntax to choose. Entries that fall together when folded are told apart
by the spelling as given, where that decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from musnad.lang.affixes import Affixes, Enclitic, Peel, peel
from musnad.lang.inflect import CueForm
from musnad.text.fold import FoldTable, fold_word

_NEVER_DEFINITE = frozenset({  # function words take no article
    "that", "because", "relative", "what", "pronoun", "demonstrative", "negation", "auxiliary", "preposition",
    "pronominal",
    "conjunction", "subordinator", "contrast",
})  # fmt: skip
_MEMO_LIMIT = 50_000  # words kept before the memo starts afresh: bounds memory over any number of articles


class Entry(msgspec.Struct, frozen=True):
    """One word of a list: its class, agreement, a value, and the spelling it was given in."""

    cls: str
    gender: str = "-"
    number: str = "-"
    value: str = ""
    spelling: str = ""


class Phrase(msgspec.Struct, frozen=True):
    """A sequence of folded words that stands for something: ``kind`` and ``value`` say what."""

    words: tuple[str, ...]
    kind: str
    value: Any = None


class CueReading(msgspec.Struct, frozen=True):
    """A cue form as it stands in a word: with the clitics around it."""

    form: CueForm
    before: tuple[str, ...]
    after: Enclitic | None


class PhraseStart(msgspec.Struct, frozen=True):
    """A phrase that may start at a word, with the clitics before it; ``rank`` tells which of like length is meant."""

    phrase: Phrase
    before: tuple[str, ...]
    rank: int


class PhraseStarts(msgspec.Struct, frozen=True):
    """The phrases that may start at a word: of what kinds, which are the word alone, which go on with what word.

    Those that go on stand under their second word, the longest first.
    """

    kinds: frozenset[str]
    alone: tuple[PhraseStart, ...]
    longer: dict[str, tuple[PhraseStart, ...]]


CHANNEL = frozenset({"channel"})  # words that tell in what something was said
PSEUDO = frozenset({"pseudo"})  # phrases that look like cues and are none
_SHORT = 2  # letters of a noun that is listed with its article
_ADDRESS = 6  # letters from which a word with a stop inside is a web address
_BENT = frozenset({"noun", "adjective", "masdar", "nationality", "former", "same", "last"})  # what has a feminine
_VERBS = frozenset({"verb3", "present", "auxiliary"})
_NAMES = frozenset({"name.given", "name.family", "name.surname"})  # which nobody owns: they take no pronoun
_DASHES = frozenset("\u0640\u2014\u2015\u2012\u2212")  # a lengthening stroke alone is written for a dash


class Word(msgspec.Struct, frozen=True):
    """A distinct word: its normal form, its preferred reading, classes, and possible cues.

    ``kind`` is word, number, dots or punct. ``known`` is False for a word in no list: in news text
    mostly a name. ``tenses`` are those of its cues; ``phrases`` is None where no phrase starts with it;
    ``owned`` gives what it is without the pronoun it may end with.
    """

    raw: str
    norm: str
    kind: str
    before: tuple[str, ...]
    stem: str
    after: Enclitic | None
    classes: frozenset[str]
    gender: str
    number: str
    values: dict[str, str]
    known: bool
    definite: bool
    cues: tuple[CueReading, ...]
    tenses: frozenset[str]
    phrases: PhraseStarts | None
    stems: dict[str, Peel]
    owned: tuple[tuple[str, Enclitic], ...]


class Match(msgspec.Struct, frozen=True):
    """A phrase found at tokens ``first`` to ``last`` (half-open), its clitics before and pronoun after."""

    phrase: Phrase
    first: int
    last: int
    before: tuple[str, ...]
    after: Enclitic | None


class Lexicon:
    """Looks words up. Immutable but for a bounded memo that never changes a result.

    Args:
        entries: (folded stem, entry) of every word list.
        cues: (folded form, cue form) of every cue.
        phrases: all word sequences.
        affixes: the clitics of the language.
        table: the folding table.
        article: the definite article written onto words, or "".
    """

    def __init__(
        self,
        entries: Iterable[tuple[str, Entry]],
        cues: Iterable[tuple[str, CueForm]],
        phrases: Iterable[Phrase],
        affixes: Affixes,
        table: FoldTable,
        article: str,
    ) -> None:
        self._entries: dict[str, list[Entry]] = {}
        for stem, entry in entries:
            self._entries.setdefault(stem, []).append(entry)
        self._cues: dict[str, list[CueForm]] = {}
        for form, cue in cues:
            self._cues.setdefault(form, []).append(cue)
        self._phrases: dict[str, list[Phrase]] = {}
        for phrase in phrases:
            self._phrases.setdefault(phrase.words[0], []).append(phrase)
        for items in self._phrases.values():
            items.sort(key=lambda p: -len(p.words))
        self._affixes, self._table, self._article = affixes, table, article
        self._future = frozenset(affixes.future)
        self.article = article
        self._memo: dict[str, Word] = {}

    def __reduce__(self) -> tuple[Any, ...]:  # the memo need not travel to other processes
        pairs = [(s, e) for s, es in self._entries.items() for e in es]
        cues = [(s, c) for s, cs in self._cues.items() for c in cs]
        phrases = [p for ps in self._phrases.values() for p in ps]
        return (Lexicon, (pairs, cues, phrases, self._affixes, self._table, self._article))

    def words(self, raws: Sequence[str]) -> list[Word]:
        """The words of a text's tokens, in order."""
        memo = self._memo
        if len(memo) > _MEMO_LIMIT:
            memo = self._memo = {}
        out: list[Word] = []
        for raw in raws:
            word = memo.get(raw)
            if word is None:
                word = memo[raw] = self._analyse(raw)
            out.append(word)
        return out

    def fold(self, text: str) -> str:
        """One word or phrase in normal form."""
        return fold_word(text, self._table)

    def _analyse(self, raw: str) -> Word:
        norm = "-" if set(raw) <= _DASHES else fold_word("".join(raw.split()), self._table)
        if not norm or not norm[0].isalpha() or (raw.isascii() and len(raw) > _ADDRESS and "." in raw):
            kind = "number" if norm[:1].isdigit() else "dots" if norm[:2] in ("..", "…", "……") else "punct"
            starts = _starts((phrase, ()) for phrase in self._phrases.get(norm, ()))
            classes = frozenset((kind,))
            return Word(
                raw, norm, kind, (), norm, None, classes, "-", "-", {}, True, False, (), frozenset(), starts, {}, ()
            )  # fmt: skip
        readings = self._spelled(raw, peel(norm, self._affixes))
        stems: dict[str, Peel] = {}
        for reading in readings:
            stems.setdefault(reading.stem, reading)
        best, entries = self._prefer(readings, raw)
        feminine = self._feminine(raw)
        if best.after is not None and feminine:
            best = Peel(best.before, best.stem)
            entries = [Entry(e.cls, "f", e.number, e.value) for e in entries if e.cls in _BENT or e.cls[:5] == "head."]
        cues = tuple(
            CueReading(form, r.before, r.after)
            for r in readings
            for form in self._cues.get(r.stem, ())
            if _possible(form, r, self._affixes) and not (feminine and r.after is not None and form.tense == "present")
        )
        starts = _starts(
            (phrase, reading.before)
            for owned in (False, True)  # with a pronoun only cues of one word
            for reading in readings
            if (reading.after is not None) is owned
            for phrase in self._phrases.get(reading.stem, ())
            if not owned or (len(phrase.words) == 1 and phrase.kind == "cue")
        )
        gender = next((e.gender for e in entries if e.gender != "-"), "-")
        number = next((e.number for e in entries if e.number != "-"), "-")
        return Word(
            raw,
            norm,
            "word",
            best.before,
            best.stem,
            best.after,
            frozenset(e.cls for e in entries),
            gender,
            number,
            {e.cls: e.value for e in entries if e.value},
            bool(entries),
            self._article in best.before or self._grown(raw, best, entries),
            cues,
            frozenset(cue.form.tense for cue in cues),
            starts,
            stems,
            tuple((stem, r.after) for stem, r in stems.items() if r.after is not None and not r.before),
        )

    def _grown(self, raw: str, best: Peel, entries: Sequence[Entry]) -> bool:
        """Whether a noun is listed with its article, as it is too short to be told without (the pilgrimage)."""
        article = self._article
        if not article or not best.stem.startswith(article) or len(best.stem) - len(article) > _SHORT:
            return False
        spelt = "".join(c for c in raw if c.isalpha())[len("".join(best.before)) :].startswith(article)
        return spelt and bool(entries) and all(e.cls in ("noun", "adjective") for e in entries)

    def _spelled(self, raw: str, readings: Sequence[Peel]) -> Sequence[Peel]:
        """The readings without those whose article is spelled as a word's own letters are (Elmar is no "the mar")."""
        article = self._article
        if not article or all(article not in reading.before for reading in readings):
            return readings
        letters = "".join(c for c in raw if c.isalpha())
        return [r for r in readings if article not in r.before or not self._own_letters(letters, r.before)]

    def _own_letters(self, letters: str, before: Sequence[str]) -> bool:
        """Whether the letters that clitics end with only fold to the article."""
        end = len("".join(before))
        spelled = letters[end - len(self._article) : end]
        return spelled != self._article and fold_word(spelled, self._table) == self._article

    def _feminine(self, raw: str) -> bool:
        """Whether the last letter as given is the feminine ending, which folds to the letter of a pronoun."""
        ending = self._affixes.feminine
        return bool(ending) and next((c for c in reversed(raw) if c.isalpha()), "") == ending

    def _prefer(self, readings: Sequence[Peel], raw: str) -> tuple[Peel, list[Entry]]:
        """The known reading with the fewest clitics; else the word as it stands."""
        best, found = readings[0], []
        least = 99
        for reading in readings:
            entries = self._entries.get(reading.stem)
            if entries and self._article in reading.before:
                entries = [e for e in entries if e.cls not in _NEVER_DEFINITE]
            if entries and not self._future.isdisjoint(reading.before):
                entries = [e for e in entries if e.cls in _VERBS]  # what is to come is told by a verb alone
            if entries and reading.before and reading.before[-1] in self._affixes.seldom:
                entries = [e for e in entries if not (e.cls in _NAMES and e.value)]  # no "like Jung": a longer name
            if entries and reading.after is not None:
                entries = [e for e in entries if e.cls not in _NAMES]
            if entries and reading.after is not None and reading.after.verbal:
                entries = [e for e in entries if e.cls not in _BENT and e.cls[:5] != "head."]
            if entries and reading.after is not None and reading.after.nominal:
                entries = [e for e in entries if e.cls not in _VERBS]
            if entries and reading.clitics < least:
                best, found, least = reading, entries, reading.clitics
        if len(found) > 1:
            bare = "".join(c for c in raw if c.isalpha())
            exact = [e for e in found if not e.spelling or bare.endswith(e.spelling)]
            found = exact or found
        if not found and len(readings) > 1:
            # Unknown: only the article is surely peeled, so that an adjective is seen to be definite.
            for reading in readings:
                if reading.after is None and self._article and reading.before[-1:] == (self._article,):
                    return reading, []
        return best, found

    def match(
        self, words: Sequence[Word], at: int, kinds: frozenset[str] | None = None, longest: int = 99
    ) -> Match | None:
        """The longest phrase of one of the kinds that starts at token ``at``; None where there is none.

        ``longest`` bounds the number of its words. The first word may carry clitics before it,
        the last one a pronoun after it.
        """
        first = words[at]
        starts = first.phrases
        if starts is None or (kinds is not None and starts.kinds.isdisjoint(kinds)):
            return None
        room = min(len(words) - at, longest)
        if starts.longer and room > 1:
            second = words[at + 1]
            best = _longest(starts.longer.get(second.norm, ()), words, at, kinds, room)
            if second.owned and (best is None or best[1] == 2):
                best = _with_pronoun(starts.longer, second, kinds, best)
            if best is not None:
                start, size, after = best
                return Match(start.phrase, at, at + size, start.before, after)
        for start in starts.alone:
            if kinds is None or start.phrase.kind in kinds:
                reading = first.stems.get(start.phrase.words[0])
                return Match(start.phrase, at, at + 1, start.before, reading.after if reading else None)
        return None


_Fit = tuple[PhraseStart, int, Enclitic | None]  # a phrase that fits, its length, the pronoun after it


def _starts(phrases: Iterable[tuple[Phrase, tuple[str, ...]]]) -> PhraseStarts | None:
    """Phrases with the clitics before them, filed by their second word; None for none."""
    alone: list[PhraseStart] = []
    longer: dict[str, list[PhraseStart]] = {}
    for rank, (phrase, before) in enumerate(phrases):
        under = alone if len(phrase.words) == 1 else longer.setdefault(phrase.words[1], [])
        under.append(PhraseStart(phrase, before, rank))
    if not alone and not longer:
        return None
    kinds = frozenset(start.phrase.kind for under in (alone, *longer.values()) for start in under)
    by_second = {second: tuple(sorted(under, key=lambda s: -len(s.phrase.words))) for second, under in longer.items()}
    return PhraseStarts(kinds, tuple(alone), by_second)


def _longest(
    starts: Iterable[PhraseStart], words: Sequence[Word], at: int, kinds: frozenset[str] | None, room: int
) -> _Fit | None:
    """The first of these phrases whose words from the third on follow too; the last may carry a pronoun."""
    for start in starts:
        phrase = start.phrase
        size = len(phrase.words)
        if size > room or (kinds is not None and phrase.kind not in kinds):
            continue
        after: Enclitic | None = None
        for k in range(2, size):
            word, want = words[at + k], phrase.words[k]
            if word.norm == want:
                continue
            after = next((pronoun for stem, pronoun in word.owned if stem == want), None) if k == size - 1 else None
            if after is None:
                break
        else:
            return start, size, after
    return None


def _with_pronoun(
    longer: dict[str, tuple[PhraseStart, ...]], second: Word, kinds: frozenset[str] | None, best: _Fit | None
) -> _Fit | None:
    """The phrase of two words whose second carries a pronoun here, if it goes before the best without one."""
    for stem, after in second.owned:
        for start in longer.get(stem, ()):
            if len(start.phrase.words) == 2 and (kinds is None or start.phrase.kind in kinds):
                if best is None or start.rank < best[0].rank:
                    best = start, 2, after
    return best


def _possible(form: CueForm, reading: Peel, affixes: Affixes) -> bool:
    """Whether a form of this tense can carry the clitics before it (``affixes.allowed``)."""
    if reading.after is not None and reading.after.nominal and form.tense in ("past", "present", "passive"):
        return False
    allowed = affixes.allowed.get(form.tense)
    return allowed is None or all(clitic in allowed for clitic in reading.before)

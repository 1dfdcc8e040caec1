"""Language packs: data files under one folder, each decoded into its schema, joined to one lexicon.

A pack is data only. Its schema is the structs below; a wrong field or value is a :class:`BadPack`
that names file, line and entry. Packs of other people are found by the entry point group
``musnad.packs`` (name → package that holds the files).
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

import msgspec

from musnad.errors import BadPack
from musnad.lang.affixes import Affixes
from musnad.lang.comparison import Comparison, ComparisonFile, RelationsFile, make_comparison
from musnad.lang.deeds import Deeds, DeedsFile, make_deeds
from musnad.lang.frames import Frames, FramesFile, make_frames
from musnad.lang.inflect import Cue, Paradigm, inflect
from musnad.lang.lexicon import Entry, Lexicon, Phrase
from musnad.lang.occasions import Occasions, OccasionsFile, make_occasions
from musnad.lang.outlets import Outlet, parse_outlets
from musnad.lang.people import People, SpeakersFile, make_people
from musnad.lang.spelling import Spelling, SpellingFile, make_spelling
from musnad.text.fold import FoldTable, fold_table, fold_word
from musnad.text.quotes import QuoteMarks, quote_marks

T = TypeVar("T")

# Grammar classes whose words are never anything else: no word list may say otherwise.
_PEOPLE = frozenset({"person", "anonymous"})  # heads that are named so
_CLOSED = frozenset({
    "that", "because", "relative", "what", "by_what", "about_what", "from_what", "pronoun", "demonstrative", "negation",
    "auxiliary",
})  # fmt: skip


class PackFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``pack.toml``: facts of the language and its writing."""

    code: str
    name: str
    status: str
    direction: str
    script: tuple[tuple[int, int], ...]
    letters: str
    fold: dict[str, str]
    quotes: dict[str, dict[str, str]]
    article: str = ""
    adjective_endings: tuple[tuple[str, str, str], ...] = ()
    object_endings: tuple[str, ...] = ()  # of a man without article, as an object or behind what governs a clause


class CueFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``cues/*.toml``."""

    cue: tuple[Cue, ...] = ()
    denials: tuple[str, ...] = ()


class Sense(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of thing and the words for it (``channels.toml``, ``furniture.toml``)."""

    kind: str
    words: tuple[str, ...]
    note: str = ""


class SenseFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of senses; ``sense`` in order of preference."""

    sense: tuple[Sense, ...] = ()


class Name(msgspec.Struct, frozen=True):
    """A named thing of the gazetteers: its id, kind, country and canonical name."""

    id: str
    kind: str
    country: str
    name: str
    field: str = "name"
    doubtful: bool = False


class Pack(msgspec.Struct, frozen=True):
    """All a language needs, ready for use. Immutable and picklable."""

    code: str
    facts: PackFile
    table: FoldTable
    marks: QuoteMarks
    affixes: Affixes
    cues: tuple[Cue, ...]
    frames: Frames
    people: People
    occasions: Occasions
    calendar: dict[str, Any]
    furniture: dict[str, Any]
    weights: dict[str, Any]
    lexicon: Lexicon
    countries: dict[str, str]
    light_verbs: dict[str, tuple[tuple[tuple[str, ...], Cue], ...]]
    comparison: Comparison
    spelling: Spelling
    outlets: tuple[Outlet, ...]
    families: dict[str, str]

    def __reduce__(self) -> tuple[Any, ...]:  # other processes load their own
        return (load_pack, (self.code,))

    def fold(self, text: str) -> str:
        """One word in normal form."""
        return fold_word(text, self.table)

    def outlet_key(self, name: str) -> str:
        """By what the name of an outlet is known, however it is spaced and spelt."""
        return self.fold(" ".join(name.split()))

    def in_script(self, text: str) -> bool:
        """Whether at least a fifth of the letters of a text are of this language's script."""
        return _in_script(text, self.facts)


def _in_script(text: str, facts: PackFile) -> bool:
    counts = {c: n for c, n in Counter(text[:20_000]).items() if c.isalpha()}  # each letter is looked at once
    letters = sum(counts.values())
    ours = sum(n for c, n in counts.items() if any(low <= ord(c) <= high for low, high in facts.script))
    return bool(letters) and ours * 5 >= letters


def installed_packs() -> list[str]:
    """The codes of all packs that say they are there."""
    return sorted({point.name for point in metadata.entry_points(group="musnad.packs")})


def packs_for(text: str) -> list[str]:
    """The codes of the packs in whose script a text is."""
    return [code for code in installed_packs() if _in_script(text, decode(pack_folder(code), "pack.toml", PackFile))]


def pack_folder(code: str) -> Traversable:
    """Where a pack's files are. Raises BadPack where there is no such pack."""
    for point in metadata.entry_points(group="musnad.packs"):
        if point.name == code:
            return resources.files(point.value)
    folder = resources.files("musnad.lang") / code
    if not (folder / "pack.toml").is_file():
        raise BadPack(code, "there is no such language pack", "see README, Languages")
    return folder


def decode(folder: Traversable, name: str, schema: type[T], default: bool = False) -> T:
    """One data file as its schema.

    Raises BadPack with file, line where it can be told, and what is wrong.
    """
    path = folder / name
    if default and not path.is_file():
        return schema()
    data = path.read_text(encoding="utf-8")
    try:
        return msgspec.convert(tomllib.loads(data), schema, strict=True)
    except tomllib.TOMLDecodeError as error:
        raise BadPack(f"{folder.name}/{name}", str(error)) from None
    except msgspec.ValidationError as error:
        raise BadPack(_entry_place(f"{folder.name}/{name}", data, str(error)), str(error)) from None


def _entry_place(name: str, data: str, problem: str) -> str:
    """``file:line`` of the entry that a message like ``… at `$.cue[3].act``` speaks of."""
    before, _, index = problem.rpartition("[")
    number = index.partition("]")[0]
    table = before.rpartition(".")[2]
    if not number.isdigit() or not table.isidentifier():
        return name
    heads = [i for i, line in enumerate(data.splitlines(), 1) if line.strip() == f"[[{table}]]"]
    return f"{name}:{heads[int(number)]}" if int(number) < len(heads) else name


def rows(folder: Traversable, name: str, width: int) -> Iterator[list[str]]:
    """The rows of a TSV file, comments and empty lines left out. Raises BadPack for a wrong width."""
    path = folder / name
    if not path.is_file():
        return
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != width:
            raise BadPack(f"{folder.name}/{name}:{number}", f"{len(cells)} cells where there should be {width}")
        yield cells


@lru_cache(maxsize=8)
def load_pack(code: str = "ar") -> Pack:
    """The pack of a language by its code. Raises BadPack where there is none or its data are at fault."""
    folder = pack_folder(code)
    facts = decode(folder, "pack.toml", PackFile)
    table = fold_table(facts.fold)

    def fold(text: str) -> str:
        return fold_word(text, table)

    affixes = decode(folder, "affixes.toml", Affixes, default=True)
    paradigm = decode(folder, "paradigm.toml", Paradigm, default=True)
    cues: list[Cue] = []
    denials: list[str] = []
    cue_folder = folder / "cues"
    for path in sorted(cue_folder.iterdir(), key=lambda p: p.name):
        if path.name.endswith(".toml"):
            file = decode(folder, f"cues/{path.name}", CueFile)
            cues += file.cue
            denials += file.denials
    forms = [pair for cue in cues for pair in inflect(cue, paradigm, fold)]
    countries: dict[str, str] = {}
    spoken = {form for form, cue in forms if cue.tense == "past" and cue.entry.strength == "sure"}
    entries = [*_word_entries(folder, facts, affixes, spoken, fold)]
    phrases = [*_cue_phrases(cues, denials, fold)]
    for stem, thing in _gazetteer(folder, facts, fold, countries):
        if isinstance(thing, Entry):
            entries.append((stem[0], thing))
        else:
            phrases.append(Phrase(stem, thing.field, thing))
    for kind, senses in (("channel", "channels.toml"),):
        for sense in decode(folder, senses, SenseFile, default=True).sense:
            phrases += [Phrase(tuple(map(fold, w.split())), kind, sense.kind) for w in sense.words]
    outlets = _outlets(folder)
    frames = decode(folder, "frames.toml", FramesFile, default=True)
    ends, syntax = frames.ends, frames.syntax
    phrases += [Phrase(tuple(map(fold, text.split())), "agent", text) for text in syntax.agent]
    phrases += [Phrase(tuple(map(fold, text.split())), "fronting", text) for text in syntax.fronting]
    for kind, texts in (
        ("end", ends.after_comma),
        ("end.soft", ends.soft),
        ("contrast", ends.contrast),
        ("back", ends.back),
        ("agent", frames.syntax.agent),
    ):
        phrases += [Phrase(tuple(map(fold, text.split())), kind, text) for text in texts]
    lexicon = Lexicon(entries, forms, phrases, affixes, table, fold(facts.article))
    return Pack(
        code,
        facts,
        table,
        quote_marks(facts.quotes),
        affixes,
        tuple(cues),
        make_frames(frames, fold),
        make_people(
            decode(folder, "speakers.toml", SpeakersFile, default=True), fold,
            [ending for ending, _, _ in facts.adjective_endings], facts.article,
        ),
        make_occasions(decode(folder, "occasions.toml", OccasionsFile, default=True), fold),
        decode(folder, "calendar.toml", dict, default=True),
        decode(folder, "furniture.toml", dict, default=True),
        decode(folder, "weights.toml", dict, default=True),
        lexicon,
        countries,
        _light_verbs(cues, fold),
        make_comparison(
            decode(folder, "comparison.toml", ComparisonFile, default=True),
            decode(folder, "relations.toml", RelationsFile, default=True),
            _deeds(folder, paradigm, fold),
            rows(folder, "rarity.tsv", 2),
            fold,
        ),
        make_spelling(decode(folder, "spelling.toml", SpellingFile, default=True), fold),
        outlets,
        {
            fold(" ".join(name.split())): one.family
            for one in outlets if one.family for name in (one.name, *one.names)
        },
    )  # fmt: skip


def _deeds(folder: Traversable, paradigm: Paradigm, fold: Any) -> Deeds:
    """The deeds a pack tells of, if it does."""
    try:
        return make_deeds(decode(folder, "deeds.toml", DeedsFile, default=True), paradigm, fold)
    except ValueError as error:
        raise BadPack(f"{folder.name}/deeds.toml", str(error)) from error


def _outlets(folder: Traversable) -> tuple[Outlet, ...]:
    """The outlets a pack knows, if it has a table of them."""
    path = folder / "outlets.tsv"
    if not path.is_file():
        return ()
    try:
        return tuple(parse_outlets(path.read_text(encoding="utf-8"), "outlets.tsv"))
    except ValueError as error:
        place, _, problem = str(error).partition("\t")
        raise BadPack(place, problem) from error


def _light_verbs(cues: list[Cue], fold: Any) -> dict[str, tuple[tuple[tuple[str, ...], Cue], ...]]:
    """Light verbs: a verb's id → the nouns (folded words) that make it an act of speech, each with its entry."""
    found: dict[str, list[tuple[tuple[str, ...], Cue]]] = {}
    for cue in cues:
        if cue.place == "light-verb" and cue.verb:
            found.setdefault(cue.verb, []).extend((tuple(map(fold, noun.split())), cue) for noun in cue.noun)
    return {verb: tuple(nouns) for verb, nouns in found.items()}


def _word_entries(
    folder: Traversable, facts: PackFile, affixes: Affixes, spoken: set[str], fold: Any
) -> Iterator[tuple[str, Entry]]:
    """The single-word lists: grammar, heads, common words, names."""
    closed: set[str] = set()
    grammar: set[str] = set()
    for cls, words in decode(folder, "grammar.toml", dict[str, list[str]]).items():
        grammar.update(map(fold, words))
        for word in words:
            yield fold(word), Entry(cls, spelling=word)
            if cls in _CLOSED:
                closed.add(fold(word))
            if cls == "that":  # with a pronoun it is still one word, whatever else its letters may be
                prefixes = ["", *(clitic for order in affixes.proclitics[:2] for clitic in order)]
                closed.update(fold(prefix + word) for prefix in prefixes)
                for enclitic in affixes.enclitics:
                    closed.update(fold(prefix + word + enclitic.form) for prefix in prefixes)
                    yield fold(word + enclitic.form), Entry(cls, spelling=word + enclitic.form)
    for cls, gender, number, text in rows(folder, "heads.tsv", 4):
        yield fold(text), Entry(f"head.{cls}", gender, number, text, text)
        if (gender, number) == ("m", "s") and cls in _PEOPLE:
            for ending in facts.object_endings:
                if fold(text + ending) not in grammar:
                    yield fold(text + ending), Entry(f"head.{cls}", gender, number, text, text + ending)
    for cls, _count, text in rows(folder, "words.tsv", 3):
        if cls == "adjective":
            for ending, gender, number in facts.adjective_endings:
                if fold(text + ending) not in closed and (len(text) > 3 or number == "s"):
                    yield fold(text + ending), Entry(cls, gender, number, spelling=text + ending)
        elif fold(text) not in closed:
            yield fold(text), Entry(cls, spelling=text)
    for kind, _count, text in rows(folder, "names.tsv", 3):
        if fold(text) in closed or fold(text) in spoken:
            continue
        foreign = kind == "foreign"
        yield (
            fold(text),
            Entry("name.given" if foreign else f"name.{kind}", value=kind if foreign else "", spelling=text),
        )


def _gazetteer(
    folder: Traversable, facts: PackFile, fold: Any, countries: dict[str, str]
) -> Iterator[tuple[tuple[str, ...], Name | Entry]]:
    """Countries, media and organizations as phrases; nationality adjectives as word entries."""
    for code, field, text in rows(folder, "countries.tsv", 3):
        if field == "adjective":
            for ending, gender, number in facts.adjective_endings:
                form = fold(text + ending)
                yield (form,), Entry("nationality", gender, number, code)
        elif field == "people":
            yield (fold(text),), Entry("nationality", "m", "p", code)
        else:
            countries.setdefault(code, text)
            yield (
                tuple(map(fold, text.split())),
                Name(code, "country", code, countries[code], "country" if field == "name" else "capital"),
            )
    for file, field in (("media.tsv", "media"), ("organizations.tsv", "organization")):
        canonical: dict[str, str] = {}
        for ident, kind, country, text in rows(folder, file, 4):
            name = canonical.setdefault(ident, text)
            land = "" if country == "-" else country
            words = tuple(fold(w) for w in text.split())
            yield words, Name(ident, kind.rstrip("?"), land, name, field, kind.endswith("?"))


def _cue_phrases(cues: list[Cue], denials: list[str], fold: Any) -> Iterator[Phrase]:
    """The multi-word cues, pseudo cues and denial formulas as phrases."""
    for cue in cues:
        if cue.kind in ("phrase", "pseudo"):
            for words in cue.words:
                yield Phrase(tuple(map(fold, words.split())), "pseudo" if cue.kind == "pseudo" else "cue", cue)
    for text in denials:
        yield Phrase(tuple(map(fold, text.split())), "denial", text)

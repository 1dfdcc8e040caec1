"""Clitics peeled off a word: every reading of it as what is attached before, a stem, what is attached after.

Languages that write conjunctions, prepositions, the article and pronouns onto the word give them in
``affixes.toml``; a language without any gives empty lists and every word has one reading.
"""

from __future__ import annotations

import msgspec


class Enclitic(msgspec.Struct, frozen=True):
    """A pronoun written onto a word, with its agreement: person, gender (m, f or ``-``), number (s, d, p).

    A ``nominal`` one stands on nouns and prepositions only, a ``verbal`` one on no noun.
    """

    form: str
    person: int
    gender: str
    number: str
    nominal: bool = False
    verbal: bool = False


class Affixes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The clitics of a language, in folded spelling.

    ``proclitics`` holds order classes: at most one of each class may stand before the stem, in this
    order. ``rewrites`` undoes contractions: what is written → the clitics it stands for.
    ``before_enclitic`` gives letters that change before a suffix: written → as the stem ends alone.
    ``fragments`` are words of two letters that are no stem under a clitic.
    ``seldom`` are clitics that newspapers hardly write onto a foreign name: it begins with their letter.
    ``feminine`` is an ending that folds to the same letter as a pronoun, as it is spelled.
    ``joining`` are the conjunctions that an unlisted word is taken to begin with.
    ``allowed`` names the clitics that may stand before a cue form of a tense; a tense left out takes all.
    """

    proclitics: tuple[tuple[str, ...], ...] = ()
    rewrites: dict[str, tuple[str, ...]] = {}
    enclitics: tuple[Enclitic, ...] = ()
    before_enclitic: dict[str, str] = {}
    joining: tuple[str, ...] = ()
    future: tuple[str, ...] = ()
    seldom: tuple[str, ...] = ()
    shortest_stem: int = 2
    fragments: frozenset[str] = frozenset()
    feminine: str = ""
    allowed: dict[str, tuple[str, ...]] = {}

    def unjoined(self, norm: str) -> str:
        """A folded word without the conjunction that it seems to begin with."""
        if not norm.startswith(self.conjunctions):
            return norm
        return next((norm[len(sign) :] for sign in self.conjunctions if norm.startswith(sign)), norm)

    @property
    def conjunctions(self) -> tuple[str, ...]:
        """The clitics of the first order class: conjunctions stand before all others."""
        return self.proclitics[0] if self.proclitics else ()


class Peel(msgspec.Struct, frozen=True):
    """One reading: clitics before, the stem, the pronoun after (or None)."""

    before: tuple[str, ...]
    stem: str
    after: Enclitic | None = None

    @property
    def clitics(self) -> int:
        """How many clitics this reading assumes."""
        return len(self.before) + (self.after is not None)


def peel(word: str, affixes: Affixes) -> tuple[Peel, ...]:
    """All readings of a folded word, the one without clitics first."""
    heads: list[tuple[tuple[str, ...], str]] = [((), word)]
    for order in affixes.proclitics:
        for before, rest in tuple(heads):
            for clitic in order:
                if rest.startswith(clitic) and len(rest) - len(clitic) >= affixes.shortest_stem:
                    heads.append(((*before, clitic), rest[len(clitic) :]))
    for written, clitics in affixes.rewrites.items():
        for before, rest in tuple(heads):
            if rest.startswith(written) and len(rest) - len(written) >= affixes.shortest_stem:
                alone = rest[len(written) :]
                heads.append(((*before, *clitics), alone))
                heads.append(((*before, *clitics[:-1]), clitics[-1] + alone))
    found = [Peel(before, rest) for before, rest in heads if not before or rest not in affixes.fragments]
    for before, rest in heads:
        for enclitic in affixes.enclitics:
            stem = rest[: -len(enclitic.form)]
            if not rest.endswith(enclitic.form) or len(stem) < affixes.shortest_stem or stem in affixes.fragments:
                continue
            found.append(Peel(before, stem, enclitic))
            for written, alone in affixes.before_enclitic.items():
                bare = stem[: -len(written)] + alone
                if stem.endswith(written) and bare not in affixes.fragments:
                    found.append(Peel(before, bare, enclitic))
    return tuple(found)

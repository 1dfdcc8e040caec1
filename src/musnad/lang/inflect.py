"""Inflected forms of a cue, generated from its stems by the pack's paradigm.

A pack lists stems, not forms: ten thousand inflected lines cannot be read or corrected.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

import msgspec

Kind = Literal["verb", "noun", "phrase", "pseudo"]


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence that must come out as said, run as a test: its source and content, or a count."""

    text: str
    source: str | None = None
    content: str | None = None
    statements: int | None = None
    act: str | None = None


class Cue(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One entry of ``cues/*.toml``.

    ``takes`` names the frames its content may come in (``frames.toml``); of those in ``needs`` at
    least one must be there for the cue to count; a ``weak`` cue alone is no report of speech unless
    its content is a clause or a quotation; a
    ``light`` one counts with its noun only. The stems are in the language's usual spelling; a stem left
    out is like the one it derives from (see :func:`stems`).
    """

    id: str
    lemma: str
    kind: Kind = "verb"
    act: str = "state"
    takes: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    strength: Literal["sure", "weak", "light"] = "sure"
    note: str = ""
    examples: tuple[Example, ...] = ()
    # verb stems
    past_f: str | None = None
    past_p: str | None = None
    past_c: str | None = None
    present: str | None = None
    present_p: str | None = None
    jussive: str | None = None
    passive: str | list[str] | None = None
    present_passive: str | list[str] | None = None
    participle: str | None = None
    participle_c: str | None = None
    masdar: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    # phrases
    words: tuple[str, ...] = ()
    place: str = ""
    verb: str | None = None
    noun: tuple[str, ...] = ()


class FormRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One line of the paradigm: prefix + stem + suffix, and what the form agrees with."""

    stem: str
    prefix: str = ""
    suffix: str = ""
    tense: str
    person: int
    gender: str
    number: str


class Paradigm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All inflection lines of a language."""

    forms: tuple[FormRule, ...] = ()


class CueForm(msgspec.Struct, frozen=True):
    """One inflected form of a cue. ``tense`` is past, present, passive, participle, masdar or noun."""

    entry: Cue
    tense: str
    person: int = 3
    gender: str = "-"
    number: str = "-"


def stems(cue: Cue) -> dict[str, list[str]]:
    """Every stem of a verb entry by name, with the defaults filled in."""
    past_c = cue.past_c or cue.lemma
    out: dict[str, str | list[str] | None] = {
        "past": cue.lemma,
        "past_f": cue.past_f or cue.lemma,
        "past_p": cue.past_p or cue.lemma,
        "past_c": past_c,
        "present": cue.present,
        "present_p": cue.present_p or cue.present,
        "jussive": cue.jussive or cue.present,
        "passive": cue.passive,
        "present_passive": cue.present_passive,
        "participle": cue.participle,
        "participle_c": cue.participle_c or cue.participle,
    }
    return {name: [value] if isinstance(value, str) else list(value or ()) for name, value in out.items()}


def inflect(cue: Cue, paradigm: Paradigm, fold: Callable[[str], str]) -> Iterator[tuple[str, CueForm]]:
    """All folded forms of an entry without clitics, each with what it agrees with."""
    seen: set[tuple[str, str, int, str, str]] = set()
    if cue.kind == "verb":
        have = stems(cue)
        for rule in paradigm.forms:
            for stem in have[rule.stem]:
                form = fold(rule.prefix + stem + rule.suffix)
                key = (form, rule.tense, rule.person, rule.gender, rule.number)
                if key not in seen:
                    seen.add(key)
                    yield form, CueForm(cue, rule.tense, rule.person, rule.gender, rule.number)
        for masdar in cue.masdar:
            yield fold(masdar), CueForm(cue, "masdar")
    elif cue.kind == "noun":
        yield fold(cue.lemma), CueForm(cue, "noun")
    for form in cue.forms:
        yield fold(form), CueForm(cue, "noun" if cue.kind == "noun" else "past")

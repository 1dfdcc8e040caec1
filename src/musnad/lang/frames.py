"""The syntax of attribution as a pack states it (``frames.toml``), folded and indexed."""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec


class SyntaxFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Section ``[syntax]``: word lists the chunker and the attribution ask for."""

    place_gender: str = "-"
    place_either: tuple[str, ...] = ()
    inner: tuple[str, ...] = ()
    inner_indefinite: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    at: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    agent: tuple[str, ...] = ()
    fronting: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    titular: tuple[str, ...] = ()
    addressee: tuple[str, ...] = ()
    pointing: tuple[str, ...] = ()
    that_blockers: tuple[str, ...] = ()
    that_bare: tuple[str, ...] = ()
    before_that: tuple[str, ...] = ()
    relay_verbs: tuple[str, ...] = ()
    relay_from: tuple[str, ...] = ()
    relay_phrases: tuple[str, ...] = ()
    reporting: tuple[str, ...] = ()
    ascribing: tuple[str, ...] = ()
    merging: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()
    several: tuple[str, ...] = ()
    impersonal: tuple[str, ...] = ()
    deemed: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    measuring: tuple[str, ...] = ()
    clausal: tuple[str, ...] = ()
    meanwhile: tuple[str, ...] = ()
    verbal: tuple[str, ...] = ()
    regarding: tuple[str, ...] = ()
    confirming: tuple[str, ...] = ()
    truth: tuple[str, ...] = ()
    heard: tuple[str, ...] = ()
    transitive: tuple[str, ...] = ()
    continuing: tuple[str, ...] = ()
    renewing: tuple[str, ...] = ()
    renewed: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    voicing: tuple[str, ...] = ()
    degree: tuple[str, ...] = ()
    adverbial: tuple[str, ...] = ()
    who: tuple[str, ...] = ()
    manner: tuple[str, ...] = ()
    passing: tuple[str, ...] = ()
    passing_phrases: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    whether: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    pretexts: tuple[str, ...] = ()
    showing: tuple[str, ...] = ()
    thinking: tuple[str, ...] = ()
    telling: tuple[str, ...] = ()
    absence: tuple[str, ...] = ()
    nearness: tuple[str, ...] = ()
    asking: tuple[str, ...] = ()
    speaking: tuple[str, ...] = ()
    quoting: tuple[str, ...] = ()
    claiming: tuple[str, ...] = ()
    unsaying: tuple[str, ...] = ()
    relating: tuple[str, ...] = ()
    privative: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    everybody: tuple[str, ...] = ()
    sequel: tuple[str, ...] = ()
    naming: tuple[str, ...] = ()
    alleged: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    deeds: tuple[str, ...] = ()
    deed_shapes: tuple[str, ...] = ()
    oblique: tuple[str, ...] = ()
    full: tuple[str, ...] = ()
    nominative: tuple[str, ...] = ()
    feminine: str = ""
    feminine_too: tuple[str, ...] = ()
    feminine_bound: str = ""
    of_tribe: str = ""
    we_shall: str = ""
    then: str = ""


class EndsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Section ``[ends]``: what ends content."""

    after_comma: tuple[str, ...] = ()
    soft: tuple[str, ...] = ()
    contrast: tuple[str, ...] = ()
    back: tuple[str, ...] = ()


class FramesFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``frames.toml``."""

    prepositions: dict[str, tuple[str, ...]] = {}
    plain: dict[str, str] = {}
    syntax: SyntaxFile = SyntaxFile()
    ends: EndsFile = EndsFile()
    voiced: dict[str, tuple[str, ...]] = {}


class Frames(msgspec.Struct, frozen=True):
    """The same, folded: ``frame_of`` maps a preposition to the frames it opens."""

    names: frozenset[str]
    frame_of: dict[str, frozenset[str]]
    prepositions: dict[str, frozenset[str]]
    place_gender: str
    place_either: frozenset[str]
    inner: frozenset[str]
    inner_indefinite: frozenset[str]
    place: frozenset[str]
    at: frozenset[str]
    titular: frozenset[str]
    regions: frozenset[str]
    where: frozenset[str]
    also: frozenset[str]
    events: frozenset[str]
    addressee: frozenset[str]
    pointing: frozenset[str]
    that_blockers: frozenset[str]
    that_bare: frozenset[str]
    before_that: frozenset[str]
    relay_verbs: frozenset[str]
    relay_from: frozenset[str]
    relay_phrases: frozenset[str]
    reporting: frozenset[str]
    ascribing: frozenset[str]
    merging: frozenset[str]
    bare: frozenset[str]
    several: frozenset[str]
    impersonal: frozenset[str]
    deemed: frozenset[str]
    counted: frozenset[str]
    called: frozenset[str]
    measuring: frozenset[str]
    clausal: frozenset[str]
    meanwhile: frozenset[tuple[str, ...]]
    verbal: frozenset[str]
    regarding: frozenset[str]
    confirming: frozenset[str]
    truth: frozenset[str]
    heard: frozenset[str]
    transitive: frozenset[str]
    continuing: frozenset[str]
    renewing: frozenset[str]
    renewed: frozenset[str]
    shown: frozenset[str]
    voicing: frozenset[str]
    degree: frozenset[str]
    adverbial: tuple[str, ...]
    who: frozenset[str]
    manner: frozenset[str]
    passing: frozenset[str]
    passing_phrases: frozenset[tuple[str, ...]]
    questions: frozenset[str]
    whether: frozenset[tuple[str, ...]]
    purposes: frozenset[str]
    pretexts: frozenset[str]
    showing: frozenset[str]
    thinking: frozenset[str]
    telling: frozenset[str]
    absence: frozenset[str]
    nearness: frozenset[str]
    asking: frozenset[str]
    speaking: frozenset[str]
    quoting: frozenset[str]
    claiming: frozenset[str]
    unsaying: frozenset[str]
    relating: frozenset[str]
    privative: frozenset[str]
    parts: frozenset[str]
    others: frozenset[str]
    everybody: frozenset[str]
    sequel: frozenset[str]
    naming: frozenset[str]
    alleged: frozenset[str]
    accounts: frozenset[str]
    remarks: frozenset[str]
    deeds: frozenset[str]
    deed_shapes: re.Pattern[str]
    oblique: tuple[str, ...]
    full: tuple[str, ...]
    nominative: tuple[str, ...]
    feminine: str
    feminine_too: tuple[str, ...]
    feminine_bound: str
    of_tribe: str
    we_shall: str
    then: str
    voiced: dict[str, str]


def make_frames(file: FramesFile, fold: Callable[[str], str]) -> Frames:
    """Fold and index the file."""

    def folded(words: tuple[str, ...]) -> frozenset[str]:
        return frozenset(map(fold, words))

    frame_of: dict[str, set[str]] = {}
    for frame, words in file.prepositions.items():
        for word in words:
            frame_of.setdefault(fold(word), set()).add(frame)
    syntax = file.syntax
    return Frames(
        frozenset((*file.prepositions, *file.plain)),
        {word: frozenset(frames) for word, frames in frame_of.items()},
        {frame: folded(words) for frame, words in file.prepositions.items()},
        syntax.place_gender, folded(syntax.place_either), folded(syntax.inner), folded(syntax.inner_indefinite),
        folded(syntax.place), folded(syntax.at), folded(syntax.titular),
        folded(syntax.regions), folded(syntax.where), folded(syntax.also), folded(syntax.events),
        folded(syntax.addressee), folded(syntax.pointing),
        folded(syntax.that_blockers), folded(syntax.that_bare), folded(syntax.before_that),
        frozenset(syntax.relay_verbs), folded(syntax.relay_from), frozenset(syntax.relay_phrases),
        frozenset(syntax.reporting), frozenset(syntax.ascribing),
        frozenset(syntax.merging), frozenset(syntax.bare), folded(syntax.several),
        frozenset(syntax.impersonal), frozenset(syntax.deemed),
        frozenset(syntax.counted), frozenset(syntax.called), frozenset(syntax.measuring), folded(syntax.clausal),
        frozenset(tuple(fold(w) for w in p.split()) for p in syntax.meanwhile),
        folded(syntax.verbal), folded(syntax.regarding),
        frozenset(syntax.confirming), folded(syntax.truth),
        frozenset(syntax.heard),
        frozenset(syntax.transitive), frozenset(syntax.continuing), frozenset(syntax.renewing),
        folded(syntax.renewed), folded(syntax.shown),
        frozenset(syntax.voicing), folded(syntax.degree),
        tuple(map(fold, syntax.adverbial)), frozenset(map(fold, syntax.who)), folded(syntax.manner),
        folded(syntax.passing), frozenset(tuple(fold(w) for w in p.split()) for p in syntax.passing_phrases),
        folded(syntax.questions), frozenset(tuple(fold(w) for w in p.split()) for p in syntax.whether),
        frozenset(syntax.purposes), frozenset(syntax.pretexts), frozenset(syntax.showing), frozenset(syntax.thinking),
        frozenset(syntax.telling),
        folded(syntax.absence), folded(syntax.nearness), folded(syntax.asking), folded(syntax.speaking),
        frozenset(syntax.quoting), frozenset(syntax.claiming), frozenset(syntax.unsaying),
        folded(syntax.relating), folded(syntax.privative),
        folded(syntax.parts),
        frozenset(map(fold, syntax.others)), folded(syntax.everybody),
        folded(syntax.sequel), folded(syntax.naming), folded(syntax.alleged), folded(syntax.accounts),
        folded(syntax.remarks),
        folded(syntax.deeds),
        re.compile("|".join(map(fold, syntax.deed_shapes)) or "(?!)"),
        tuple(map(fold, syntax.oblique)), tuple(map(fold, syntax.full)),
        tuple(map(fold, syntax.nominative)), fold(syntax.feminine), tuple(map(fold, syntax.feminine_too)),
        fold(syntax.feminine_bound), syntax.of_tribe, fold(syntax.we_shall), fold(syntax.then),
        {fold(word): act for act, words in file.voiced.items() for word in words},
    )  # fmt: skip

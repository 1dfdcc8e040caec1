"""What a pack says about the occasion on which something was said (``occasions.toml``), folded."""

from __future__ import annotations

from collections.abc import Callable

import msgspec


class OccasionsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``occasions.toml``."""

    leads: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    spoken: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    joint: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    bounds: tuple[str, ...] = ()
    until: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    site: tuple[str, ...] = ()
    several: tuple[str, ...] = ()
    press: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    through: tuple[str, ...] = ()
    meets: tuple[str, ...] = ()
    courts: tuple[str, ...] = ()
    out: tuple[str, ...] = ()
    reporters: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    messages: tuple[str, ...] = ()
    tells: tuple[str, ...] = ()
    vouching: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()
    posed: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    guests: tuple[str, ...] = ()
    deeds: tuple[str, ...] = ()
    meeting: tuple[str, ...] = ()
    going_on: tuple[str, ...] = ()
    received: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    speaking: tuple[str, ...] = ()
    sessions: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    invited: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    mailed: tuple[str, ...] = ()
    talks: tuple[str, ...] = ()
    interviews: tuple[str, ...] = ()
    airs: tuple[str, ...] = ()
    tails: tuple[str, ...] = ()
    penned: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    airing: tuple[str, ...] = ()
    aired: tuple[str, ...] = ()
    wires: tuple[str, ...] = ()
    receptions: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    margins: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    posting: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    also: dict[str, tuple[str, ...]] = {}


class Occasions(msgspec.Struct, frozen=True):
    """The same, folded.

    ``leads`` are the prepositions before how something was said, ``also`` adds to them by kind of channel, ``before``
    are those before a body it was said to; ``places`` the kinds of channel that are bodies. A word of ``within``
    after a verb takes up what was issued before. ``spoken`` are nouns for
    speaking to a medium, ``to`` the prepositions between such a noun and the medium. ``beside`` leads to who stood
    beside a speaker at an occasion of the kinds ``joint``. After a word of ``issues`` stands the day of an issue of a
    paper; ``bounds`` stand before an end of a stretch of time, ``until`` between its ends. A word of ``earlier`` puts a
    saying before the others; ``documents`` are kinds of channel that speak only for themselves. ``site`` are nouns for
    media that are also common nouns, ``several`` documents in the plural, which nobody issued as one; words of
    ``press`` make them the press's. ``acts`` are verbs of what is done with a channel: issues, gives, holds.
    ``events`` are kinds of channel that take place; a word of ``other`` after one tells of another one.
    ``through`` leads to a medium that broadcasts, ``meets`` are what a medium does to whoever speaks to it,
    ``courts`` speak in court, ``reporters`` ask for a medium, ``questions`` are what it asks; a word of ``out`` tells
    that a document came out. ``apart`` are kinds of channel that end where somebody else speaks, ``messages`` those
    of which each stands for itself.
    The object of a verb of ``tells`` is whom something is told, ``vouching`` are nouns for those who speak to the
    medium named after them, ``editions`` the nouns for a part of a medium; ``posed`` follow a question, before who
    asked it.
    ``hosts`` are what a medium does with whoever then speaks in it, or meets him, ``guests`` what that one is there.
    ``deeds`` are further verbs at the head of a sentence that tells what somebody did who is quoted next, ``meeting``
    those of deeds that two take part in, ``going_on`` the first letters of verbs that only tell what somebody is doing.
    ``received`` is what a medium did that was sent a statement, ``copies`` what
    takes that up (a copy of it); a word of ``speaking`` after an auxiliary tells where somebody spoke.
    What took place is told by the body named behind a word of ``sessions`` (a session of parliament).
    ``programmes`` are nouns for what a station broadcasts, before its name; ``invited`` are those for whoever is its
    guest. ``parts`` stand between the preposition and what took place: a part of it, or taking part in it; ``letters``
    are speeches that a word of ``mailed`` right after makes letters, ``talks`` meetings, with a medium interviews.
    ``interviews`` are nouns for what is said to a medium, at the end of a sentence no part of it; ``airs`` is on what a
    medium broadcasts, ``tails`` end the names of media, ``penned`` are cues of writing: what is written in a medium.
    ``held`` are the prepositions between a talk and a medium in quotation marks. ``airing`` is what
    a medium does with an occasion told beside it, ``aired`` what it carries of somebody's, ``wires`` what an agency is
    of (news, the press), ``receptions`` are what somebody does with whom he meets, ``closing`` leads to what was over
    right before, ``margins`` to beside what, ``answers`` to what somebody else said, ``posting`` are verbs of writing
    where everybody does. ``offices`` are whoever speaks for somebody else by office.
    """

    leads: frozenset[str]
    before: frozenset[str]
    places: frozenset[str]
    within: frozenset[str]
    spoken: frozenset[str]
    to: frozenset[str]
    beside: frozenset[str]
    joint: frozenset[str]
    issues: frozenset[str]
    bounds: frozenset[str]
    until: frozenset[str]
    earlier: frozenset[str]
    documents: frozenset[str]
    site: frozenset[str]
    several: frozenset[str]
    press: frozenset[str]
    acts: frozenset[str]
    events: frozenset[str]
    other: frozenset[str]
    through: frozenset[str]
    meets: frozenset[str]
    courts: frozenset[str]
    out: frozenset[str]
    reporters: frozenset[str]
    questions: frozenset[str]
    apart: frozenset[str]
    messages: frozenset[str]
    tells: frozenset[str]
    vouching: frozenset[str]
    editions: frozenset[str]
    posed: frozenset[str]
    hosts: frozenset[str]
    guests: frozenset[str]
    deeds: frozenset[str]
    meeting: frozenset[str]
    going_on: frozenset[str]
    received: frozenset[str]
    copies: frozenset[str]
    speaking: frozenset[str]
    sessions: frozenset[str]
    programmes: frozenset[str]
    invited: frozenset[str]
    parts: frozenset[str]
    letters: frozenset[str]
    mailed: frozenset[str]
    talks: frozenset[str]
    interviews: frozenset[str]
    airs: frozenset[str]
    tails: frozenset[str]
    penned: frozenset[str]
    held: frozenset[str]
    airing: frozenset[str]
    aired: frozenset[str]
    wires: frozenset[str]
    receptions: frozenset[str]
    closing: frozenset[str]
    margins: frozenset[str]
    answers: frozenset[str]
    posting: frozenset[str]
    offices: frozenset[str]
    also: dict[str, frozenset[str]]


def make_occasions(file: OccasionsFile, fold: Callable[[str], str]) -> Occasions:
    """Fold the words of the file; kinds of channel stay as they are."""

    def folded(words: tuple[str, ...]) -> frozenset[str]:
        return frozenset(map(fold, words))

    return Occasions(
        folded(file.leads), folded(file.before), frozenset(file.places), folded(file.within),
        folded(file.spoken), folded(file.to),
        folded(file.beside), frozenset(file.joint), folded(file.issues), folded(file.bounds),
        folded(file.until), folded(file.earlier), frozenset(file.documents), folded(file.site), folded(file.several),
        folded(file.press), folded(file.acts), frozenset(file.events), folded(file.other),
        folded(file.through), folded(file.meets), folded(file.courts), folded(file.out), folded(file.reporters),
        folded(file.questions), frozenset(file.apart), frozenset(file.messages),
        folded(file.tells), folded(file.vouching), folded(file.editions), folded(file.posed),
        folded((*file.hosts, *file.meets)), folded(file.guests), folded(file.deeds), folded(file.meeting),
        frozenset(file.going_on),
        folded(file.received), folded(file.copies), folded(file.speaking),
        folded(file.sessions), folded(file.programmes), folded(file.invited),
        folded(file.parts), folded(file.letters), folded(file.mailed), folded(file.talks),
        folded(file.interviews), folded(file.airs), folded(file.tails), frozenset(file.penned),
        folded(file.held), folded(file.airing), folded((*file.interviews, *file.aired)), folded(file.wires),
        folded(file.receptions), folded(file.closing), folded(file.margins), folded(file.answers), folded(file.posting),
        folded(file.offices),
        {kind: folded(words) for kind, words in file.also.items()},
    )  # fmt: skip

"""The deeds that texts report (``deeds.toml``): the words for one deed, what undoes it, and verbs that only carry it.

"Was opened" and "was inaugurated" report one deed; "came" and "went" two that undo each other; of "took his leave" the
verb tells nothing that the noun does not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from musnad.lang.inflect import Cue, Paradigm, inflect

_HOLLOW = 2  # letters of a stem, more than which it has if it may lose one
_PERSON = 3  # reports tell of others
_TOLD_OF = {("m", "s"), ("f", "s"), ("m", "p")}  # the rest is rare, and much of it is spelled like another word


class _Deed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    about: str
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


class _Light(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    verbs: tuple[str, ...]
    nouns: tuple[str, ...]


class _Answers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: tuple[str, ...]
    then: tuple[str, ...]


class DeedsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``deeds.toml``: ``loses`` are the letters that a stem may end with and loses before an ending,
    ``hollow`` those before its last one that it loses after a negation.
    """

    loses: str = ""
    hollow: str = ""
    cleft: tuple[str, ...] = ()
    who: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    answers: tuple[_Answers, ...] = ()
    light: tuple[_Light, ...] = ()
    deed: tuple[_Deed, ...] = ()


class Deeds(msgspec.Struct, frozen=True):
    """The same, inflected and folded.

    ``words`` are those of each deed, as they are listed, and ``forms`` these with every form of its verbs; ``pairs``
    are deeds that undo each other, by their numbers, ``about`` what these pairs are about; ``light`` maps a form of a
    verb to the nouns behind which it tells nothing.

    Of whoever did it: ``cleft`` are pronouns between him and "who" (``who`` are words that are that before a verb),
    ``agents`` what tells him behind a passive, by their first words; ``answers`` maps words for being behind something
    to what follows them; ``of`` are clitics by which an accusation tells of what.
    """

    words: tuple[tuple[str, ...], ...]
    forms: tuple[frozenset[str], ...]
    pairs: tuple[tuple[int, int], ...]
    about: tuple[str, ...]
    light: dict[str, frozenset[str]]
    cleft: frozenset[str]
    who: frozenset[str]
    agents: dict[str, tuple[tuple[str, ...], ...]]
    answers: dict[str, frozenset[str]]
    of: frozenset[str]


def make_deeds(file: DeedsFile, paradigm: Paradigm, fold: Callable[[str], str]) -> Deeds:
    """Inflect, fold and number the deeds. Raises ValueError where one is against a deed that is not told of."""
    numbers = {one.about: number for number, one in enumerate(file.deed)}
    pairs, about, words, forms = [], [], [], []
    for number, one in enumerate(file.deed):
        for other in one.against:
            if other not in numbers:
                raise ValueError(f"{one.about}: against {other!r}, which is no deed of the file")
            pairs.append((number, numbers[other]))
            about.append(f"{one.about} and {other}")
        nouns = [fold(noun) for noun in one.nouns]
        words.append((*nouns, *(fold(word) for verb in one.verbs for word in verb.split())))
        forms.append(frozenset((*nouns, *(form for verb in one.verbs for form in _forms(verb, file, paradigm, fold)))))
    light: dict[str, frozenset[str]] = {}
    for carried in file.light:
        nouns_of = frozenset(map(fold, carried.nouns))
        for verb in carried.verbs:
            for form in _forms(verb, file, paradigm, fold):
                light[form] = light.get(form, frozenset()) | nouns_of
    agents: dict[str, tuple[tuple[str, ...], ...]] = {}
    for text in file.agents:
        phrase = tuple(map(fold, text.split()))
        agents[phrase[0]] = (*agents.get(phrase[0], ()), phrase)
    answers: dict[str, frozenset[str]] = {}
    for told in file.answers:
        for word in map(fold, told.words):
            answers[word] = answers.get(word, frozenset()) | frozenset(map(fold, told.then))
    return Deeds(
        tuple(words), tuple(forms), tuple(pairs), tuple(about), light, frozenset(map(fold, file.cleft)),
        frozenset(map(fold, file.who)), agents, answers, frozenset(file.of),
    )  # fmt: skip


def _forms(verb: str, file: DeedsFile, paradigm: Paradigm, fold: Callable[[str], str]) -> Iterator[str]:
    """The forms in which a verb is told of others, from its past and its present."""
    past, _, told = verb.partition(" ")
    present = told[1:]
    bare, bare_present = (stem[:-1] if stem[-1:] and stem[-1] in file.loses else stem for stem in (past, present))
    short = bare_present
    if len(present) > _HOLLOW and present[-2] in file.hollow:
        short = present[:-2] + present[-1]
    cue = Cue(
        id=past, lemma=past, past_f=bare, past_p=bare, present=present, present_p=bare_present,
        jussive=short,
    )  # fmt: skip
    return (
        form for form, of in inflect(cue, paradigm, fold) if of.person == _PERSON and (of.gender, of.number) in _TOLD_OF
    )

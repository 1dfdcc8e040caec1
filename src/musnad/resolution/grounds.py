"""On what ground two things were put together, or kept apart: a rule and its values, said in one sentence.

The English sentences stand here and nowhere else. The ledger keeps them and the command line prints them; from a
sentence its rule and values can be told again, so that a page can say the same in its own language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

_WORDS = ("the one word", "the last word", "first words", "last words")
_LEVELS = ("agree", "differ", "differ by a letter", "differ in spelling")

GROUNDS: Mapping[str, str] = {
    # Two statements are of one claim, or tell the same thing with other figures.
    "alike/shares": "{shorter} of the one and {longer} of the other are alike, weighed by how rare the words are",
    "alike/words": "alike: {words}",
    "alike/speaker": "said by one speaker",
    "alike/meaning": "{near} near in meaning",
    "alike/languages": "told in two languages",
    "alike/carried": "both tell of {words}",
    "alike/spokesman": "said by a country and by somebody who may speak for it",
    "alike/denial": "one is denied or negated, the other is not",
    "alike/numbers": "other numbers: {one} and {other}",
    "alike/doers": "done by others: {one} and {other}",
    # Two claims are near.
    "near/figures": "other figures",
    "near/doers": "other doers",
    "near/weak": "not alike enough to all of it",
    # Two accounts have one origin, or were heard by one witness.
    "account/article": "told twice in one article",
    "account/copy": "one article is a copy of the other",
    "account/copied-words": "the same words in articles one of which is a copy of the other",
    "account/day": "the same speaker on the same day",
    "account/speaker": "the same speaker, and nothing sets two occasions apart",
    "account/words": "the same words by somebody whose name may be the same",
    "account/outlet": "one account came through the other's outlet",
    "account/source": "one account came through the other's source",
    "account/unnamed": "an unnamed source that the same outlet or agency vouches for",
    "account/voucher": "both came through the same outlet or agency",
    "account/untold": "one names a carrier, the other does not tell how it was heard",
    "account/wording": "both in the same words, as of one agency",
    # Two names are one actor's.
    **{f"name/{what}/{level}".replace(" ", "-"): f"{what} {level}" for what in _WORDS for level in _LEVELS},
    **{f"name/{what}/{now}": f"{what} {now}" for what in ("roles", "countries") for now in ("agree", "differ")},
    "name/between": "the words between agree",
    "name/begins": "one begins the other",
    "name/description": "the same description",
    "name/gazetteer": "the gazetteer knows both as one",
    "name/words": "the words agree",
    "name/few-words": "the words agree, but they are few",
    "name/some-words": "some words agree",
    "name/other-words": "the words differ",
    "name/gazetteer-apart": "the gazetteer tells them apart",
    "name/person": "one is a person",
    "name/nobody": "a description names nobody",
    "name/empty": "a name without a word",
}


def say(rule: str, **values: str) -> str:
    """The sentence of a rule with its values."""
    return GROUNDS[rule].format(**values)


@lru_cache(maxsize=1)
def _sentences() -> tuple[dict[str, str], list[tuple[str, re.Pattern[str]]]]:
    """Rules by their sentences, and those that have values by what matches them."""
    plain = {sentence: rule for rule, sentence in GROUNDS.items() if "{" not in sentence}
    open_ = [
        (rule, re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>.*?)", re.escape(sentence)), re.DOTALL))
        for rule, sentence in GROUNDS.items()
        if "{" in sentence
    ]
    return plain, open_


@lru_cache(maxsize=4096)
def told_ground(sentence: str) -> tuple[str, Mapping[str, str]] | None:
    """The rule and the values of a sentence; None where it is none of these."""
    plain, open_ = _sentences()
    if sentence in plain:
        return plain[sentence], {}
    for rule, pattern in open_:
        found = pattern.fullmatch(sentence)
        if found is not None:
            return rule, found.groupdict()
    return None


def rivalry(grounds: Iterable[str]) -> str:
    """The rule that tells in what two claims rival each other, by the grounds of a link between them."""
    rules = {told[0] for told in map(told_ground, grounds) if told is not None}
    return "near/doers" if "alike/doers" in rules else "near/figures"

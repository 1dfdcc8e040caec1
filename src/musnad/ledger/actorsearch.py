"""Actors whose name contains what was asked for: a first name, a word of a body's name, a piece of a word."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from musnad.lang.pack import load_pack
from musnad.ledger.views import actor_names
from musnad.text.tokens import tokenize

if TYPE_CHECKING:
    from musnad.ledger.store import Ledger

_SHORTEST = 2  # letters of a word that is looked for within others


def actors_containing(ledger: Ledger, name: str, language: str = "ar", limit: int = 7) -> list[tuple[str, str]]:
    """The actors of whose names one contains every word of this one, with the name each is shown by.

    Whole words count before pieces of words, then who is seen more often. Every name is looked at: this is for a
    question that nothing else answers.
    """
    pack = load_pack(language)
    asked = [pack.fold(raw) for raw in tokenize(name).raws if raw[0].isalnum()]
    article = pack.lexicon.article
    bare = [word.removeprefix(article) if len(word) > len(article) + _SHORTEST else word for word in asked]
    if not bare or any(len(word) < _SHORTEST for word in bare):
        return []
    whole: Counter[str] = Counter()
    pieces: Counter[str] = Counter()
    for actor, seen, times in ledger.db.execute("SELECT actor, name, times FROM profiles"):
        folded = pack.fold(seen)
        if not all(word in folded for word in bare):
            continue
        words = {each for word in folded.split() for each in (word, word.removeprefix(article))}
        (whole if words.issuperset(bare) else pieces)[actor] += int(times or 0)
    ranked = [
        actor for found in (whole, pieces) for actor, _ in sorted(found.items(), key=lambda item: (-item[1], item[0]))
    ]
    ranked = list(dict.fromkeys(ranked))[:limit]
    shown = actor_names(ledger, set(ranked))
    return [(actor, shown.get(actor, "")) for actor in ranked]

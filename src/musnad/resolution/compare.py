"""Whether two texts make the same claim, contradict each other, or speak of something else.

Content words are aligned (same word, relatives of one root, the same side of a pair of opposites); what
is left over on either side decides: other numbers, other countries, the opposite side said of the same
thing, one negation too many. The features are weighed by a multinomial logistic regression fitted on the
Arabic News Stance corpus (Khouja 2020) by ``evaluation/compare.py``; its weights are data of the pack.

What is told by how the two are built comes before (``settled``): denials, demands and conditions, who did it.

Cosine similarity sees none of this: "A accuses B" lies beside "B accuses A", which contradicts it.
"""

from __future__ import annotations

import math

from musnad.errors import MusnadError
from musnad.lang.pack import Pack, load_pack
from musnad.resolution.aligning import SAME, Alignment, align
from musnad.resolution.features import bound_sides, features, left_keys, reasons
from musnad.resolution.moods import framed
from musnad.resolution.roles import turned_roles
from musnad.resolution.settled import SURE, Judgement, at_peace, on_condition, settle, weighed

RELATIONS = ("same", "contradicts", "other")
_WORD = 0.5  # what a word told on one side only counts


def compare(a: str, b: str, *, language: str = "ar") -> Judgement:
    """Whether two claims are the same, contradict each other, or are about something else.

    Args:
        a, b: texts of one claim each (a headline, a statement's content); the order does not matter.
        language: the code of a language pack.

    Raises:
        BadPack: there is no such language.
        MusnadError: the language has no data to compare by.
    """
    pack = load_pack(language)
    if not pack.comparison.relations.weights:
        raise MusnadError(f"language {pack.code}", "there is no data to compare propositions by", "relations.toml")
    one, other = framed(a, language), framed(b, language)
    aligned = align(*weighed(one, other, pack))
    found = settle(one, other, aligned, pack) or judge(aligned, pack, one.led | other.led)
    if one.supposes != other.supposes and (found.relation == "same" or on_condition(one, other)):
        return Judgement("other", found.score, ("a condition on one side", *found.why))
    if found.relation == "contradicts" and one.sign < 0 and other.sign < 0:
        if at_peace(aligned):
            return Judgement("other", found.score, ("denied on both sides", *found.why))
    return found


def judge(found: Alignment, pack: Pack, led: frozenset[str] | None = None) -> Judgement:
    """The judgement on two propositions already aligned, by their words alone; ``led`` as for :func:`turned_roles`."""
    model = pack.comparison.relations
    if not found.a.terms or not found.b.terms:
        return Judgement("other", 1.0, ("one of the texts has no content words",))
    if _alike_throughout(found):
        return Judgement("same", 1.0, ("the same words in the same order", *reasons(found, pack)))
    values = features(found)
    scores = {name: model.bias.get(name, 0.0) for name in RELATIONS}
    for name, weights in model.weights.items():
        scores[name] += sum(weights.get(feature, 0.0) * value for feature, value in values.items())
    for key in left_keys(found):
        same, contradicts = model.words.get(key, (0.0, 0.0))
        scores["same"] += _WORD * same
        scores["contradicts"] += _WORD * contradicts
    why = reasons(found, pack)
    turned = turned_roles(found, pack, led)
    if turned is not None:
        scores["same"] = min(scores.values())
        why = (f"in each other's place: {' / '.join(turned)}", *why)
    elif not (found.left_a or found.left_b or bound_sides(found)[0]):
        scores["contradicts"] = min(scores.values())  # every word has its answer
    top = max(scores.values())
    total = sum(math.exp(score - top) for score in scores.values())
    relation = max(RELATIONS, key=lambda name: scores[name])
    score = math.exp(scores[relation] - top) / total
    return Judgement(relation, round(score if turned is None else min(score, SURE), 4), why)


def _alike_throughout(found: Alignment) -> bool:
    """Whether two propositions say the same word for word: nothing is left over, moved, or only alike."""
    return (
        not found.left_a and not found.left_b
        and all(i == j and near == SAME for i, (j, near) in found.pairs.items())
        and all(found.a.terms[i].sides == found.b.terms[i].sides for i in found.pairs)
    )  # fmt: skip

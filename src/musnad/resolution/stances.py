"""On which side a statement stands: what it puts forward is asserted, denied, confirmed, disputed, or neither.

The act of the cue and the negation of the content are taken together; a denial of what is not so asserts it.
"""

from __future__ import annotations

from collections.abc import Sequence

from musnad.lang.lexicon import Word
from musnad.lang.pack import Pack
from musnad.model import Statement
from musnad.text.tokens import tokenize

WISHES = frozenset({"demand", "ask", "promise", "warn"})
OWN_ACTS = WISHES | {"condemn", "welcome", "reject"}
CONTRARY = frozenset({"deny"})
BACKING = frozenset({"confirm", "admit"})
_NEITHER = frozenset({"ask", "welcome"})
_VERBS = frozenset({"verb3", "present"})
_TOLD = frozenset({"past", "present", "passive"})
_BREAKS = frozenset({"subordinator", "because", "contrast"})
_NAMES = frozenset({"country", "capital", "organization", "media"})
_LONG = 5  # words of such a name
_TELLING = frozenset({"state", "confirm", "admit"})
_PARTS = frozenset({"what", "by_what", "from_what", "about_what"})
_REACH = 40  # words from the beginning among which the main clause may be negated
_NEAR = 4  # words after a negation of which one says what is not proven
_EXCEPTED = 10  # words after a negation among which it may be taken back


def stance_of(one: Statement, words: str, pack: Pack) -> tuple[int, str]:
    """The sign of a statement with the content ``words`` (-1 where it is denied or negated) and its stance."""
    negation = "" if any(reason.rule == "act/denial" for reason in one.why) else _negation(words, pack)
    denies = one.act in CONTRARY or (one.act == "reject" and _names(words, pack.comparison.allegations, pack))
    if one.act in OWN_ACTS and not denies:
        negation = ""
    sign = -1 if denies != (negation != "") else 1
    if one.act in _NEITHER:
        return sign, "other"
    if pack.fold(one.cue.lemma) in pack.comparison.doubts:
        return sign, "disputes"
    if negation == "unproven" and not denies:
        return sign, "disputes"
    if sign < 0:
        return sign, "denies"
    return sign, "confirms" if one.act in BACKING | CONTRARY else "asserts"


def negated(text: str, pack: Pack) -> bool:
    """Whether what a text says is negated, or called untrue."""
    return _negation(text, pack) != ""


def _names(text: str, listed: frozenset[str], pack: Pack) -> bool:
    words = pack.lexicon.words(tokenize(text).raws)
    return any(word.norm in listed or word.stem in listed for word in words)


def _negation(text: str, pack: Pack) -> str:
    """How the main clause is negated: "not", "unproven", or "" where it is not.

    The subject may stand before the negation, with a clause of its own ("that which he wrote did not ..."); a verb
    before it, or a clause that opens first, means that it belongs to something else. Who else tells it is passed
    over: in "the council said that they will not leave" they will not.
    """
    rule = pack.comparison
    words = list(pack.lexicon.words(tokenize(text).raws)[:_REACH])
    if _untrue(words, pack):
        return "not"
    opened, described, pending = False, False, 0
    for at, word in enumerate(words):
        if word.kind == "dots" or word.raw in ".!؟;؛" or not word.classes.isdisjoint(_BREAKS):
            return ""
        if word.norm in rule.particles or word.stem in rule.particles:
            if opened and at and word.before and not pending:
                return ""  # joined to something that was said before
            if pending:
                pending -= 1
                continue
            return _kind(words[at + 1 :], pack) if _may_negate(words, at, pack) else ""
        if "that" in word.classes:
            if opened and (described or not _leads(words[:at], rule.seems)):
                return ""
            opened = True
        elif "relative" in word.classes:
            described, pending = True, pending + 1
        elif not word.classes.isdisjoint(_VERBS):
            before = words[at - 1] if at else None
            if before is not None and (before.norm in rule.particles or before.stem in rule.particles):
                continue
            if _tells(word, rule.seems) and _goes_on(words[at + 1 :]):
                continue
            if not pending:
                return ""
            pending -= 1
        elif word.kind != "punct":
            if pending and not word.tenses.isdisjoint(_TOLD) and "noun" not in word.classes:
                pending -= 1  # a verb of saying: the company that announced it did not
            opened = True
    return ""


def _leads(before: Sequence[Word], seems: frozenset[str]) -> bool:
    """Whether what stands before "that" only leads to what is told: a preposition of the cue's, a verb of telling."""
    last = next((at for at in range(len(before) - 1, -1, -1) if before[at].kind != "punct"), None)
    if last is None or _tells(before[last], seems):
        return True
    if "preposition" not in before[last].classes:
        return False
    rest = [word for word in before[:last] if word.kind != "punct"]
    return not rest or _tells(rest[-1], seems)


def _tells(word: Word, seems: frozenset[str]) -> bool:
    """Whether a word may be one by which somebody tells something, or says what it seems."""
    return word.norm in seems or any(cue.form.entry.act in _TELLING for cue in word.cues)


def _goes_on(after: Sequence[Word]) -> bool:
    """Whether "that" follows, or a preposition with it."""
    near = [word for word in after[:3] if word.kind != "punct"]
    at = 1 if near and "preposition" in near[0].classes else 0
    return at < len(near) and "that" in near[at].classes


def _may_negate(words: Sequence[Word], at: int, pack: Pack) -> bool:
    """Whether a negation may be the main clause's: not what describes a bare noun before it, nor that of "at least"."""
    before = next((word for word in reversed(words[:at]) if word.kind != "punct"), None)
    if before is not None and not before.classes.isdisjoint(_PARTS):
        return False
    if before is not None and at > 1 and "preposition" in before.classes:
        return False  # what a preposition leads within the clause: "a state of insecurity"
    if before is None or before.definite or before.before or not before.known or "that" in before.classes:
        return True
    if before.owned and not before.raw.endswith(pack.affixes.feminine):
        return True  # his country will not
    if any((name := pack.lexicon.match(words, k, _NAMES)) and name.last == at for k in range(max(at - _LONG, 0), at)):
        return True  # a country or a body, whatever its name is spelled like
    return (
        any(c.startswith("name") for c in before.classes) or "noun" not in before.classes or "adverb" in before.classes
    )


def _kind(after: Sequence[Word], pack: Pack) -> str:
    rule = pack.comparison
    first = next((word for word in after if word.kind != "punct"), None)
    if first is None or not {first.norm, first.stem}.isdisjoint(rule.still | rule.affirmed):
        return ""
    within = True
    for at, word in enumerate(after[:_EXCEPTED]):
        within = within and word.kind != "punct"
        if within and word.norm in rule.only:
            return ""
        if word.norm in rule.exceptive and not (at + 1 < len(after) and "that" in after[at + 1].classes):
            return ""
    near = [word for word in after if word.kind != "punct"][:_NEAR]
    return "unproven" if any(not {w.norm, w.stem}.isdisjoint(rule.unproven) for w in near) else "not"


def _untrue(words: Sequence[Word], pack: Pack) -> bool:
    """Whether something that is told is called untrue."""
    rule = pack.comparison
    told = next((k for k, word in enumerate(words) if not {word.norm, word.stem}.isdisjoint(rule.allegations)), None)
    if told is None:
        return False
    near = words[told + 1 : told + 6]
    return any(word.norm in rule.untrue or word.stem in rule.untrue for word in near)

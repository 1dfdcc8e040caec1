"""What a statement puts forward, in words: its content, without what is told inside it, or what it refers back to.

"... and added that" opens another statement within a content: its words belong to that one. And a denial of "these
accusations" says nothing by itself: what it denies is the statement before it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from musnad.lang.pack import Pack
from musnad.model import Reading, Statement
from musnad.resolution.propositions import proposition
from musnad.resolution.stances import BACKING, CONTRARY
from musnad.text.tokens import tokenize

_TOLD_INSIDE = 0.6  # share of a content that statements inside it may take; more, and they tell it
_OWN = 5  # words before what is told inside that are a clause of their own
_SHORT = 3  # content words of a statement that only refers back
_BACK = 4  # statements before it that one may refer back to
_WORD = re.compile(r"[^\W_]\S*")
_OPENING = 40  # code points in which a heading's first words stand
_BRIEF = 7  # words of an answer that says again what it answers
_FAR = 8  # statements before it in which one may be accused of what he denies
_MATTER = 2  # words that tell in what he had no part: then he was accused of that ("the fire in the market")
_CLAUSE = 30  # code points of a clause before an answer that is told within it
_AGAIN = 0.6  # of them, how many it has from there
_MAIN = 3  # first content words of a statement, of which one tells what it is about
_OPEN = frozenset({"subordinator", "because"})  # of a clause that another must follow
_JOINTS = frozenset({"contrast", "conjunction", "subordinator"})
_PAUSES = frozenset(",،;؛.")
_POINTERS = frozenset({"demonstrative", "pronoun"})
_ANSWERS = CONTRARY | BACKING | {"reject"}


def put_forward(reading: Reading, pack: Pack) -> dict[str, str]:
    """For each statement's id the words it puts forward; those that have none are left out."""
    text = reading.article.text
    own = {one.id: _own_words(one, reading.statements, text, pack) for one in reading.statements if one.content}
    said = dict(own)
    for at, one in enumerate(reading.statements):
        if one.id not in own or one.act not in _ANSWERS:
            continue
        if _refers(own[one.id], pack) or (one.act not in BACKING and _groundless(own[one.id], pack)):
            meant = (
                _enclosing(one, reading.statements)
                or _antecedent(at, reading.statements)
                or _denied_before(at, reading.statements, said, own)
            )
        elif (teller := _teller(at, reading.statements, own, pack)) is not None:
            meant = teller
        elif one.act in CONTRARY and _clears(own[one.id], pack):
            meant = _accusation(at, reading.statements, own, pack)
        else:
            meant = _repeated(own[one.id], _before(at, reading.statements), own, pack)
        if meant is not None and meant.id in said:
            said[one.id] = said[meant.id]
    return said


def wraps(one: Statement, reading: Reading) -> bool:
    """Whether a statement only tells what others said, a denial with who denies; answers to it are no wrapping."""
    if one.act in CONTRARY | BACKING:
        return False
    total = sum(span.end - span.start for span in one.content)
    inner = 0
    for other in reading.statements:
        if other.parent == one.id and other.speaker != one.speaker:
            told = [*other.content, *([other.source, other.cue.span] if other.act in CONTRARY and other.source else ())]
            inner += sum(span.end - span.start for span in told)
    return inner > _TOLD_INSIDE * total


def as_heading(text: str, pack: Pack) -> str:
    """Words that were said as a heading shows them: without a bare "that" they open with. Nothing else is altered."""
    first = _WORD.search(text, 0, _OPENING)
    if first is None or pack.fold(first[0]) not in pack.frames.that_bare:
        return text  # nearly all: before anything is taken apart
    tokens = tokenize(text[:_OPENING])
    raws = tokens.raws
    at = next((k for k, raw in enumerate(raws) if raw[0].isalnum()), None)
    if at is None or at + 1 >= len(raws):
        return text
    if "negation" in pack.lexicon.words(raws[at + 1 : at + 2])[0].classes:
        return text  # there the same letters may be "if"
    return text[: tokens.starts[at]] + text[tokens.starts[at + 1] :]


def _own_words(one: Statement, others: Sequence[Statement], text: str, pack: Pack) -> str:
    """The content, up to a statement inside it where that is joined to a clause of its own."""
    start = one.content[0].start
    end = one.content[-1].end
    for other in others:
        if other.id == one.id or not start < other.cue.span.start < end or other.content == one.content:
            continue
        opens = other.cue.span.start
        if other.source is not None and start <= other.source.start < opens:
            opens = other.source.start
        if other.content and other.content[0].start > start and _joins(text[start:opens], pack):
            end = min(end, opens)
    kept = [text[span.start : min(span.end, end)] for span in one.content if span.start < end]
    return " … ".join(kept)


def _joins(before: str, pack: Pack) -> bool:
    """Whether what stands before a statement is a clause of its own, to which that is joined."""
    words = pack.lexicon.words(tokenize(before).raws)
    spoken = [word for word in words if word.kind not in ("punct", "dots")]
    if len(spoken) < _OWN or any(not word.classes.isdisjoint(_OPEN) for word in spoken[:2]):
        return False
    return words[-1].raw in _PAUSES or not words[-1].classes.isdisjoint(_JOINTS)


def _refers(words: str, pack: Pack) -> bool:
    """Whether words say no more than "these reports" or "this"."""
    found = pack.lexicon.words([raw for raw in tokenize(words).raws if raw[0].isalnum()])
    pointing = any(not word.classes.isdisjoint(_POINTERS) for word in found)
    rest = [word for word in found if word.classes.isdisjoint(_POINTERS | {"preposition", "that", "quantifier"})]
    called = pack.comparison.allegations | pack.comparison.matters
    named = any({word.norm, word.stem} & called and word.definite for word in rest)
    return len(rest) <= _SHORT + (pointing and named) and (named or (pointing and len(rest) <= 1))


def _groundless(words: str, pack: Pack) -> bool:
    """Whether words say no more than "it has no ground" or "a lie"."""
    rule = pack.comparison
    found = pack.lexicon.words([raw for raw in tokenize(words).raws if raw[0].isalnum()])
    rest = [
        word
        for word in found
        if word.classes.isdisjoint(_POINTERS | {"preposition", "that", "quantifier", "pronominal"})
    ]
    empty = [word for word in rest if {word.norm, word.stem} & (rule.untrue | rule.groundless)]
    # What is told may be called so, or said to be about: "these reports have no ground", "what is told is a lie".
    idle = rule.particles | rule.negations | rule.allegations | rule.told
    others = [word for word in rest if {word.norm, word.stem}.isdisjoint(idle)]
    return bool(empty) and all(word in empty for word in others)


def _clears(words: str, pack: Pack) -> bool:
    """Whether somebody denies in general terms to have had a part in something ("any role in the incident")."""
    terms = [term for term in proposition(words, pack).terms if not term.negates]
    return any(not term.forms.isdisjoint(pack.comparison.involvement) for term in terms)


def _before(at: int, statements: Sequence[Statement]) -> list[Statement]:
    """The statements shortly before one to which it may be an answer, those of its own speaker too."""
    one = statements[at]
    return [
        other
        for other in statements[max(at - _BACK, 0) : at]
        if other.content and other.act not in _ANSWERS and other.content[-1].end <= one.cue.span.start
    ]


def _enclosing(one: Statement, statements: Sequence[Statement]) -> Statement | None:
    """The statement within which somebody else's answer to it is told ("... although he denied that")."""
    outer = next((other for other in statements if other.id == one.parent and other.speaker != one.speaker), None)
    if outer is None or not outer.content or one.cue.span.start - outer.content[0].start < _CLAUSE:
        return None
    return outer


def _accusation(at: int, statements: Sequence[Statement], own: Mapping[str, str], pack: Pack) -> Statement | None:
    """What somebody else had said of the one who denies to have a part in it, an accusation first."""
    one = statements[at]
    if one.speaker is None:
        return None
    name = {term.known_by for term in proposition(one.speaker.name, pack).terms} | {one.speaker.country or ""}
    terms = [term for term in proposition(own[one.id], pack).terms if not term.negates]
    denied = {term.known_by for term in terms}
    matter = {term.known_by for term in terms if term.forms.isdisjoint(pack.comparison.involvement)} - name
    found: list[tuple[bool, bool, int, Statement]] = []
    for k, other in enumerate(statements[max(at - _FAR, 0) : at]):
        if other.speaker == one.speaker or other.id not in own or other.act in _ANSWERS:
            continue
        theirs = {term.known_by for term in proposition(own[other.id], pack).terms}
        if theirs & name and (len(matter) < _MATTER or theirs & matter):
            found.append((other.act == "accuse", bool(theirs & denied), k, other))
    best = max(found, key=lambda each: each[:3], default=None)
    return best[3] if best is not None and (best[0] or best[1]) else None


def _antecedent(at: int, statements: Sequence[Statement]) -> Statement | None:
    """The nearest statement before one that somebody else made, an accusation first."""
    before = _before(at, statements)
    own = statements[at].speaker
    others = [other for other in before if other.speaker is None or other.speaker != own]
    # Nobody answers his own accusation: if it looks so, who speaks was mistaken, not what is answered.
    accusing = [other for other in others if other.act == "accuse"] or [one for one in before if one.act == "accuse"]
    found = accusing or others
    return found[-1] if found else None


def _denied_before(
    at: int, statements: Sequence[Statement], said: Mapping[str, str], own: Mapping[str, str]
) -> Statement | None:
    """The nearest denial before one that says what it denies, where nobody is told to have said that."""
    return next(
        (other for other in reversed(statements[max(at - _BACK, 0) : at])
         if other.act in CONTRARY and other.id in own and said.get(other.id) == own[other.id]), None
    )  # fmt: skip


def _teller(at: int, statements: Sequence[Statement], own: Mapping[str, str], pack: Pack) -> Statement | None:
    """What somebody had said whose word alone is answered ("denied the account of the guard")."""
    rule = pack.comparison
    terms = [term for term in proposition(own[statements[at].id], pack).terms if not term.negates]
    idle = [term for term in terms if not term.forms.isdisjoint(rule.allegations | rule.told | rule.says)]
    name = {term.known_by for term in terms if term not in idle}
    if not idle or not 0 < len(name) <= _SHORT:
        return None
    for other in statements[max(at - _FAR, 0) : at]:  # what matters most is told first
        if other.speaker is None or other.id not in own or other.act in _ANSWERS:
            continue
        if name <= {term.known_by for term in proposition(other.speaker.name, pack).terms} | {other.speaker.country}:
            return other
    return None


def _repeated(words: str, before: Sequence[Statement], own: Mapping[str, str], pack: Pack) -> Statement | None:
    """The nearest statement whose words are said again, in short, by what denies or confirms them."""
    terms = [term for term in proposition(words, pack).terms if not term.negates]
    keys = {term.known_by for term in terms}
    if not 1 < len(keys) <= _BRIEF:
        return None
    named = {term.known_by for term in terms if term.party == "name" or term.place}
    for other in reversed(before):
        theirs = [term.known_by for term in proposition(own.get(other.id, ""), pack).terms]
        if keys.isdisjoint(theirs[:_MAIN]):
            continue  # told in passing there ("a price for the attack")
        if terms[0].known_by not in named and terms[0].known_by not in theirs:
            continue  # what is done is another thing, to the same ("the sale of X", "X will play")
        if len(keys.intersection(theirs)) >= max(_AGAIN * len(keys), 2):
            return other
    return None

"""In what mood a text puts something forward, and on which side: told, denied, demanded, foreseen, made a condition.

"The ministry denied closing the bridge", "called for closing the bridge", "will close the bridge" share the bridge that
is closed with "the ministry closed the bridge", and none of them says it. What frames a text (whoever demands, denies
or tells it) is read as in any article; what frames a verb (will, may, if) by the words that stand before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from musnad.errors import BadArticle
from musnad.lang.lexicon import Word
from musnad.lang.pack import Pack, load_pack
from musnad.model import Article, Span, Statement
from musnad.reading.reader import reader_of
from musnad.resolution.propositions import Proposition, proposition
from musnad.resolution.stances import CONTRARY, negated
from musnad.text.tokens import tokenize

# Told without a verb that says when; by what the verb says; as what ought to be, is meant or likely, depends.
TOLD, NOW, DONE, COMING = "told", "told now", "told as done", "told as coming"
DEMANDED, AHEAD, SUPPOSED = "demanded", "planned or expected", "a condition"
_MOODS = {"demand": DEMANDED, "promise": AHEAD, "warn": AHEAD}
_FRAMING = frozenset(_MOODS) | CONTRARY | {"reject"}
_WRAPS = 0.7  # of the letters of a text, how many a statement must take to be what frames it
_LOOKED_AT = 12  # words from the beginning among which the main verb is looked for
_ENDS = frozenset({"relative", "because", "contrast", "what"})


class Framed(msgspec.Struct, frozen=True):
    """What a text puts forward: its words, these without the verbs that frame it, the mood, -1 where it is not so.

    ``tellers`` are the words of whoever denies, demands or tells it, by what they are known; ``acts`` what the verbs
    do that frame it, ``hints`` what others of its words may do; ``led`` are the words behind a preposition;
    ``inside`` is what is left within all that frames it, ``charge`` the same within an accusation; ``supposes`` tells
    a condition, wherever it stands.
    """

    whole: Proposition
    read: Proposition
    mood: str
    sign: int
    tellers: frozenset[str]
    acts: frozenset[str]
    hints: frozenset[str]
    led: frozenset[str]
    inside: Proposition
    charge: Proposition
    supposes: bool


@lru_cache(maxsize=1 << 10)
def framed(text: str, language: str) -> Framed:
    """Read a claim or a headline as what it puts forward and how."""
    pack = load_pack(language)
    statements = _statements(text, pack)
    frames = _frames(text, statements, pack)
    mood, sign, inside = "", 1, text
    tellers: set[str] = set()
    for one in frames:
        inside = text[one.content[0].start : one.content[-1].end]
        if pack.fold(one.cue.lemma) in pack.comparison.foresees:
            mood = AHEAD
        else:
            mood = _MOODS.get(one.act, mood)
        sign *= -1 if one.act in CONTRARY or one.act == "reject" else 1
        if one.source is not None:
            tellers.update(term.known_by for term in proposition(one.source.of(text), pack).terms)
    if negated(inside, pack):
        sign = -sign
    words = pack.lexicon.words(tokenize(inside).raws)
    mood = mood or _own_mood(words, pack)
    hints = frozenset(hint for word in words for hint in _hints(word, pack))
    plain = _without([one.cue.span for one in frames], text)
    whole = proposition(text, pack)
    read = proposition(_plain(plain, pack) if mood == COMING else plain, pack) if frames or mood == COMING else whole
    within = proposition(inside, pack) if frames else whole
    return Framed(
        whole, read, mood, sign, frozenset(tellers),
        frozenset(one.act for one in frames), hints, led(text, pack),
        within, _charge(text, within, statements, frames, pack),
        any({word.norm, word.stem} & pack.comparison.suppose for word in words),
    )  # fmt: skip


def apart(one: str, other: str) -> bool:
    """Whether what is put forward in two moods is not one claim. A headline's present tense tells of any time."""
    if one == other or {one, other} <= {AHEAD, COMING}:
        return False
    told = {TOLD, NOW, DONE}
    if {one, other} <= told:
        return False
    return COMING not in (one, other) or DONE in (one, other) or not {one, other} & told


def _statements(text: str, pack: Pack) -> Sequence[Statement]:
    try:
        return reader_of(pack.code).read(Article(text=text, language=pack.code)).statements
    except BadArticle:
        return ()


def _frames(text: str, statements: Sequence[Statement], pack: Pack) -> list[Statement]:
    """The statements that frame all of a text, the outermost first; none where it tells more than what is framed."""
    found: list[Statement] = []
    start, end = 0, len(text)
    while True:
        parent = found[-1].id if found else None
        one = next(
            (s for s in statements if s.parent == parent and _takes(s, start, end) and _frames_it(s, text, pack)), None
        )
        if one is None:
            return found
        found.append(one)
        start, end = one.content[0].start, one.content[-1].end


def _charge(
    text: str, within: Proposition, statements: Sequence[Statement], frames: Sequence[Statement], pack: Pack
) -> Proposition:
    """What is left within all that frames a text and an accusation that takes all of the rest."""
    parent = frames[-1].id if frames else None
    start = frames[-1].content[0].start if frames else 0
    end = frames[-1].content[-1].end if frames else len(text)
    accusing = next((s for s in statements if s.parent == parent and s.act == "accuse" and _takes(s, start, end)), None)
    if accusing is None:
        return within
    return proposition(text[accusing.content[0].start : accusing.content[-1].end], pack, accused=True)


def _takes(one: Statement, start: int, end: int) -> bool:
    """Whether a statement takes a stretch of text: its source, its cue and its content are nearly all of it."""
    if not one.content or one.content[0].start < one.cue.span.end:
        return False
    spans = [one.cue.span, *one.content, *([one.source] if one.source is not None else [])]
    return sum(span.end - span.start for span in spans) >= _WRAPS * (end - start)


def _frames_it(one: Statement, text: str, pack: Pack) -> bool:
    """Whether a verb tells how its content is put forward, and not something that is itself told: renewed, accused."""
    if one.act in _FRAMING or pack.fold(one.cue.lemma) in pack.comparison.foresees:
        return True
    first = pack.lexicon.words(tokenize(one.content[0].of(text)).raws)[:1]
    return one.act == "state" and (any("that" in word.classes for word in first) or not one.cue.span.of(text).isalpha())


def _without(spans: Sequence[Span], text: str) -> str:
    for span in sorted(spans, reverse=True):
        text = f"{text[: span.start]} {text[span.end :]}"
    return text


def led(text: str, pack: Pack) -> frozenset[str]:
    """The words of a text that stand right behind a preposition, or are written with one, by what they are known."""
    words = pack.lexicon.words(tokenize(text).raws)
    plain = {*pack.affixes.conjunctions, pack.lexicon.article}
    found = [
        word.raw
        for at, word in enumerate(words)
        if (at and "preposition" in words[at - 1].classes) or not plain.issuperset(word.before)
    ]
    return frozenset(term.known_by for raw in found for term in proposition(raw, pack).terms)


def _plain(text: str, pack: Pack) -> str:
    """A text whose unlisted verbs of the plain future have lost what tells it, so that they are like other forms."""
    tokens = tokenize(text)
    plain, done = [], 0
    for raw, start in zip(tokens.raws, tokens.starts, strict=True):
        (word,) = pack.lexicon.words([raw])
        if not word.known and not word.before and pack.comparison.coming_shapes.fullmatch(word.norm):
            sign = next((sign for sign in pack.affixes.future if raw.startswith(sign)), "")
            plain.append(text[done:start])
            done = start + len(sign)
    return "".join((*plain, text[done:]))


def _own_mood(words: Sequence[Word], pack: Pack) -> str:
    """The mood of a clause, by its verb and what stands before it; TOLD where it has none."""
    rule = pack.comparison
    near = words[:_LOOKED_AT]
    verbless = not any(_tense(word, pack) for word in near)
    for at, word in enumerate(near):
        if word.kind == "dots" or not word.classes.isdisjoint(_ENDS):
            break
        forms = {word.norm, word.stem}
        for mood, listed, first in (
            (SUPPOSED, rule.suppose, rule.suppose), (DEMANDED, rule.oblige, rule.oblige_nouns),
            (AHEAD, rule.ahead, rule.ahead_nouns),
        ):  # fmt: skip
            if forms & listed or (not at and forms & first):
                return mood
        tense = _tense(word, pack)
        if forms & rule.maybe and at + 1 < len(near) and _tense(near[at + 1], pack) == "present":
            return AHEAD
        if forms & rule.coming or (verbless and not word.known and rule.coming_shapes.fullmatch(word.norm)):
            return COMING
        if tense == "present":
            return COMING if set(word.before) & set(pack.affixes.future) else NOW
        if tense:
            return DONE
    return TOLD


def _hints(word: Word, pack: Pack) -> Iterator[str]:
    """What a word may do, and in what mood it may put a clause, wherever it stands."""
    rule = pack.comparison
    for cue in word.cues if not word.definite else ():
        act = cue.form.entry.act
        yield act
        if act in _MOODS:
            yield _MOODS[act]
    forms = {word.norm, word.stem}
    for mood, listed in ((DEMANDED, rule.oblige | rule.oblige_nouns), (AHEAD, rule.ahead | rule.ahead_nouns)):
        if forms & listed:
            yield mood


def _tense(word: Word, pack: Pack) -> str:
    if "present" in word.classes:
        return "present" if pack.comparison.now_shapes.match(word.stem) else "past"
    if "verb3" in word.classes:
        return "past"
    if word.known or word.definite or not word.cues:
        return ""
    return "present" if "present" in word.tenses else "past" if "past" in word.tenses else ""

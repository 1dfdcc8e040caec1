"""How far content runs: to its closing mark, the next cue, a contrast, the reporter's word, the sentence.

The scope terms are ConText's (Harkema et al. 2009): a cue governs forward until something terminates it.
"""

from __future__ import annotations

from musnad.reading.content.claims import judged
from musnad.reading.content.clauses import goes_on_within, participle_within
from musnad.reading.content.endings import (
    adverbial_shape,
    answered,
    attributes,
    dots_end,
    fronted,
    goes_on_behind,
    main_clause,
    medium,
    negated_cue,
    next_deed,
    occasion,
    of_event,
    own_words,
    parenthetical,
    regards,
    remark,
    resumed,
    saying_that,
    says_no_more,
    sets_end,
    told_in,
    unfinished,
    unsaid,
)
from musnad.reading.content.speeches import asked_on, broken_off, more_quotes
from musnad.reading.document import Document
from musnad.reading.draft import Draft
from musnad.reading.frames.openers import SPOKEN, complementiser, needed_at
from musnad.reading.frames.pointing import POINTING
from musnad.reading.phrases.wordkinds import conjoined, is_verb

_END = frozenset({"end"})
_CONTRAST = frozenset({"contrast"})
_SOFT = frozenset({"end.soft"})
_CREDIT = 6  # tokens of a credit in brackets
_WITHIN = 3  # statements after one of which the subject may be that of its clause
_REST = 250  # tokens of a quotation beyond the sentence in which it opens
_LONG = 5  # inner tokens of a quotation after which a comma ends the content it fills
_BEFORE_CUE = frozenset({"conjunction", "auxiliary", "subordinator"})  # "and then he said", "as he said"
_MARKS = frozenset({"،", ",", "؛", ";"})


def find_extents(doc: Document, drafts: list[Draft]) -> None:
    """Fill in the content ranges of all drafts."""
    by_first = {d.first: d for d in drafts}
    for n in range(len(drafts) - 1, -1, -1):
        draft = drafts[n]
        draft.content = _content(doc, draft, by_first)
        for other in drafts[n + 1 : n + 1 + _WITHIN]:
            if other.first < draft.content[-1][1] and (subject := goes_on_within(doc, draft, other)) is not None:
                other.source, other.order = subject, "antecedent"


def enclosing_end(doc: Document, at: int) -> int:
    """Where the quotation around a token ends, else its sentence."""
    number = doc.inside[at]
    if number >= 0:
        quote = doc.quotes[number]
        last = doc.quote_tokens[number][1]
        return last - 1 if quote.closed else last
    return doc.sentence_end(at)


def _content(doc: Document, draft: Draft, by_first: dict[int, Draft]) -> list[tuple[int, int]]:
    first = draft.opener.first
    if draft.opener.frame == POINTING:
        return [(first, first + 1)]
    limit = _limit(doc, draft)
    opening = _quote_at(doc, first, draft)
    if opening is not None:
        if draft.cue.after is not None and draft.opener.frame in ("by", "quote") and draft.cue.finite:
            return [(first, opening)]  # whom he called "…"
        broken = broken_off(doc, first, opening, by_first)
        if broken:
            return [(first, broken)]
        if opening > limit:  # a quotation of several sentences
            limit = doc.sentence_end(opening - 1)
        goes_on = goes_on_behind(doc, opening, limit, by_first)
        if draft.opener.frame == "quote" and goes_on:
            return [(first, _scan(doc, opening, limit, draft, by_first))]
        whole = draft.opener.frame == "quote" and not _clings(doc, first, opening, limit, by_first)
        if whole or _closes(doc, opening, limit, by_first):
            return more_quotes(doc, [(first, opening)], limit, by_first)
    alone = first + 1 < limit and not doc.words[first + 1].definite and not conjoined(doc, first + 1)
    alone = alone and not _needed_behind(doc, first + 1, draft)
    if draft.opener.frame == "object" and alone and doc.words[first].norm in doc.pack.frames.pointing:
        return [(first, first + 1)]  # denies this all along; denies this, speaking of …
    last = _scan(doc, first, limit, draft, by_first)
    needed = -1 if draft.cue.entry.kind != "verb" else needed_at(doc, draft.cue, draft.opener)
    if last <= needed < limit and not any(k in by_first for k in range(last, needed)):
        last = _scan(doc, needed, limit, draft, by_first)  # called his remarks, in an interview with X, absurd
    return _next_clauses(doc, [(first, max(last, first + 1))], draft, by_first)


def _needed_behind(doc: Document, at: int, draft: Draft) -> bool:
    """Whether a preposition that the cue needs stands at a token: puts this down to …"""
    word, frame_of = doc.words[at], doc.pack.frames.frame_of
    needed = set(draft.cue.entry.needs) - {"object", *SPOKEN}
    return any(not needed.isdisjoint(frame_of.get(form, ())) for form in (word.norm, *word.before))


def _limit(doc: Document, draft: Draft) -> int:
    first = draft.opener.first
    limit = enclosing_end(doc, draft.cue.first)
    if doc.inside[draft.cue.first] >= 0:
        limit = min(limit, doc.sentence_end(max(first, draft.cue.first)))
    if first >= limit:
        limit = enclosing_end(doc, first) if doc.inside[first] < 0 else doc.quote_tokens[doc.inside[first]][1]
    bracket = doc.in_bracket[draft.cue.first]
    if bracket:
        limit = min(limit, bracket - 1)
    return limit


def _quote_at(doc: Document, first: int, draft: Draft) -> int | None:
    """The token after a quotation that fills the content from its start (complementiser aside)."""
    words = doc.words
    at = first
    if at not in doc.opens and (
        complementiser(doc, at) or words[at].norm in doc.pack.frames.before_that or "preposition" in words[at].classes
    ):
        at += 1
        if at < len(doc) and "that" in words[at].classes and at not in doc.opens:
            at += 1
    number = doc.opens.get(at) if at < len(doc) else None
    if number is None:
        return None
    token_range = doc.quote_tokens[number]
    if doc.quotes[number].family == "bracket" and token_range[1] - token_range[0] < _LONG:
        return None
    if draft.opener.frame == "clause" and token_range[1] - token_range[0] - 2 < _LONG:
        nxt = token_range[1]
        if nxt < len(doc) and (doc.words[nxt].kind == "word" or doc.words[nxt].norm in _MARKS):
            return None
    return token_range[1]


def _clings(doc: Document, first: int, close: int, limit: int, by_first: dict[int, Draft]) -> bool:
    """Whether a few quoted words are only the beginning of what was said: `"the handing over" to the neighbours`."""
    if close - first > _LONG + 1 or close >= limit or close in by_first or close in doc.time_at:
        return False
    word = doc.words[close]
    article = doc.pack.lexicon.article
    conjunctions = doc.pack.affixes.conjunctions
    return word.kind == "word" and any(b != article and b not in conjunctions for b in word.before) and not word.cues


def _closes(doc: Document, at: int, limit: int, by_first: dict[int, Draft]) -> bool:
    """Whether content that was a quotation ends where the quotation does."""
    if at >= limit:
        return True
    word = doc.words[at]
    if word.kind in ("punct", "dots"):
        return word.kind == "dots" or word.norm in _MARKS or word.norm in (".", "!", "؟", "?", "…", ")", "]")
    return _turns(doc, at, by_first) or ("pronoun" in word.classes and conjoined(doc, at))


def _next_clauses(
    doc: Document, pieces: list[tuple[int, int]], draft: Draft, by_first: dict[int, Draft]
) -> list[tuple[int, int]]:
    """A sentence that begins with "and that" goes on with the clause told before it."""
    first, last = pieces[-1]
    while draft.opener.frame == "colon" and last < len(doc) and (end := asked_on(doc, last, by_first)):
        last = _scan(doc, last, end, draft, by_first)
    while draft.opener.frame == "clause" and last < len(doc) and doc.inside[draft.cue.first] < 0:
        end = doc.sentence_end(last - 1)
        told = all(doc.words[k].kind in ("punct", "dots") for k in range(last, end))
        if not told or end + 1 >= len(doc) or doc.tokens.line[end] != doc.tokens.line[first]:
            break
        if not (complementiser(doc, end) and conjoined(doc, end)) or end in by_first or end + 1 in by_first:
            break
        last = _scan(doc, end, doc.sentence_end(end), draft, by_first)
    return [*pieces[:-1], (first, last)]


def _scan(doc: Document, first: int, limit: int, draft: Draft, by_first: dict[int, Draft]) -> int:
    """Forward from the first content token to the token that terminates it."""
    words = doc.words
    at = first
    begin_quote = doc.inside[first]
    while at < limit:
        number = doc.opens.get(at) if at > first else None
        if number is not None and (doc.quotes[number].closed or doc.quotes[number].family == "bracket"):
            close = doc.quote_tokens[number][1]
            if close > limit and begin_quote < 0 and close - limit < _REST:
                limit = doc.sentence_end(close - 1)
            if close <= limit:
                beyond = close + 1 if close < limit and words[close].norm in _MARKS else close
                if close < beyond < limit and close - at > _LONG and "relative" in words[beyond].classes:
                    return close
                at = close
                continue
        word = words[at]
        if at > first:
            if word.kind in ("punct", "dots") and word.norm in _MARKS:
                if _ends_after(doc, at + 1, limit, draft, by_first):
                    return at
                if draft.opener.frame not in SPOKEN and word.norm == "؛":
                    return at
            elif word.kind == "dots":
                if begin_quote < 0 and draft.opener.frame != "colon" and dots_end(doc, at, limit):
                    return at
            elif (
                (draft.opener.frame not in SPOKEN and medium(doc, first, at, limit))
                or (draft.opener.frame not in SPOKEN and saying_that(doc, at, by_first))
                or (begin_quote == doc.inside[at] and occasion(doc, first, at, limit, draft))
                or (begin_quote == doc.inside[at] and _other_turn(doc, draft, at, by_first))
                or judged(doc, draft, at, by_first)
                or answered(doc, draft, by_first.get(at))
                or remark(doc, at, limit, draft)
                or (begin_quote == doc.inside[at] and draft.opener.frame not in SPOKEN and _which_is(doc, at, limit))
                or (
                    (word.classes & {"contrast"} or (word.phrases and _is_contrast(doc, at)))
                    and _contrast_turns(doc, at, limit, by_first)
                )
                or (word.phrases and begin_quote == doc.inside[at] and own_words(doc, at, limit, by_first))
            ):
                break
        at += 1
    while at > first + 1 and (at - 1) not in doc.bracket_at and _trailing(doc, at - 1):
        at -= 1
    return _without_credit(doc, first, at)


def _without_credit(doc: Document, first: int, last: int) -> int:
    """Content ends before a picture's credit: a closing bracket of foreign letters."""
    for at in range(max(first + 1, last - _CREDIT), last):
        if doc.bracket_at.get(at) == last and all(w.raw.isascii() for w in doc.words[at:last]):
            return at
    return last


def _trailing(doc: Document, at: int) -> bool:
    """Whether a mark at the end of content belongs to the sentence, not to the content."""
    return doc.words[at].norm in (".", "،", ",", "؛", ":", "!", "-", "–", "…") or doc.words[at].kind == "dots"


def _is_contrast(doc: Document, at: int) -> bool:
    return doc.pack.lexicon.match(doc.words, at, _CONTRAST) is not None


def _turns(doc: Document, at: int, by_first: dict[int, Draft]) -> bool:
    """Whether a new statement of the same rank begins at the token: a joined finite cue with content."""
    draft = by_first.get(at)
    word = doc.words[at]
    if draft is None and word.norm in doc.pack.frames.also:
        draft = by_first.get(at + 1)  # and he also pointed out
        if draft is None or doc.inside[at] >= 0 or draft.cue.person != 3:
            return False
        named = draft.order == "after" and draft.opener.frame == "object"  # "as X, too, denies …"
        return draft.cue.tense == "past" or (draft.cue.tense == "present" and named)
    if draft is None and "relative" in word.classes and conjoined(doc, at):
        draft = by_first.get(at + 1)  # and which, he says, …
        return draft is not None and draft.cue.finite and draft.opener.frame in SPOKEN
    if draft is None or doc.inside[at] >= 0:
        return False
    cue = draft.cue
    if _carried(doc, draft, at):
        return True
    if cue.finite and cue.person == 3:
        if cue.last < len(doc) and _refers_back(doc, cue.last):
            return False  # the speech he gave, and in which he threatened
        past = cue.tense == "past" and cue.after is None
        told = draft.opener.frame in SPOKEN or (cue.after is not None and draft.opener.frame in ("by", "on", "to"))
        return cue.joined and (past or told)
    return cue.tense == "participle"


def _refers_back(doc: Document, at: int) -> bool:
    """Whether "in it" or "during it" stands at a token: the pronoun of what a relative clause hangs on."""
    word = doc.words[at]
    if "occasion" in word.classes and word.after is not None:
        return True
    return "pronominal" in word.classes and word.norm[:-1] in doc.pack.frames.where


def _carried(doc: Document, draft: Draft, at: int) -> bool:
    """Whether a statement is carried and begins with "and": and the agency carried his saying that …"""
    if not draft.carriers or draft.cue.tense not in ("masdar", "noun"):
        return False
    conjunctions = doc.pack.affixes.conjunctions
    return any(b in conjunctions for c in doc.words[at].cues if c.form.tense == "past" for b in c.before)


def _other_turn(doc: Document, draft: Draft, at: int, by_first: dict[int, Draft]) -> bool:
    """Whether the statement that begins at the token stands beside the one read, and is not told in its clause."""
    other = by_first.get(at)
    if other is not None and goes_on_within(doc, draft, other) is not None:
        return False
    if other is not None and other.cue.tense == "participle" and participle_within(doc, draft, at, by_first):
        return False
    return _turns(doc, at, by_first) or _in_step(draft, other)


def _in_step(draft: Draft, other: Draft | None) -> bool:
    """Whether a joined verb goes on beside the cue whose content is read: "denies … and accuses …"."""
    if other is None or not (other.cue.finite and other.cue.joined and other.order == "none"):
        return False
    if draft.opener.frame in SPOKEN or other.cue.after is not None:
        return False
    a, b = draft.cue, other.cue
    several = a.number == "s" and b.number == "p" and draft.order == "after"  # a verb before its subject is singular
    return (a.tense, a.person, a.gender) == (b.tense, b.person, b.gender) and (several or a.number == b.number)


def _which_is(doc: Document, at: int, limit: int) -> bool:
    """Whether the reporter says what a saying is: "and it is a proposal that …"."""
    if "pronoun" not in doc.words[at].classes or not conjoined(doc, at) or at + 1 >= limit:
        return False
    return any(c.form.tense in ("noun", "masdar") for c in doc.words[at + 1].cues)


def _contrast_turns(doc: Document, at: int, limit: int, by_first: dict[int, Draft]) -> bool:
    """After a word of contrast a statement of somebody else follows before the next comma."""
    for k in range(at + 1, min(at + 16, limit)):
        if doc.words[k].norm in _MARKS and k > at + 4:
            return False
        draft = by_first.get(k)
        told = draft is not None and draft.cue.finite and draft.cue.person == 3 and draft.order != "antecedent"
        if told and not (doc.is_a(k - 1, "what", "subordinator") and by_first[k].cue.after is not None):
            return True
        if complementiser(doc, k) and doc.words[k - 1].norm != doc.words[at].norm and k > at + 1:
            return False
    return False


def _ends_after(doc: Document, at: int, limit: int, draft: Draft, by_first: dict[int, Draft]) -> bool:
    """Whether content ends at the comma before token ``at``."""
    if at >= limit:
        return True
    words = doc.words
    word = words[at]
    if unfinished(doc, draft.opener.first, at):
        return False
    fact = draft.opener.frame in SPOKEN and draft.cue.entry.act != "deny"  # what is denied, or done, has no sequel
    if word.phrases and (parenthetical(doc, draft, at, limit) or regards(doc, at, limit)):
        return False
    if word.phrases:
        if sets_end(doc, at, limit, _END) or attributes(doc, at) or resumed(doc, at, limit):
            return True
        if not fact and sets_end(doc, at, limit, _SOFT) and not of_event(doc, at, draft):
            return True
        if _is_contrast(doc, at) and (
            not fact or doc.inside[draft.cue.first] >= 0 or _contrast_turns(doc, at, limit, by_first)
        ):
            return True
    if doc.inside[at] < 0 and told_in(doc, draft.opener.first, at, limit, by_first):
        return True
    if (not fact and "contrast" in word.classes and word.after is not None) or unsaid(doc, at, limit):
        return True  # but he; but he gave no reason
    if draft.opener.frame not in SPOKEN and "that" in word.classes and word.before[:1] == (doc.pack.frames.then,):
        return True  # who voiced his hope, then it is …: the main clause
    if _which_is(doc, at, limit) and not words[at + 1].definite:
        return True
    told = draft.cue.after is not None and draft.opener.frame in ("clause", "by")
    if told and draft.cue.first and doc.is_a(draft.cue.first - 1, "what"):
        return True  # what the paper told of it, is a lie
    if main_clause(doc, draft, at):
        return True
    if fronted(doc, draft) and is_verb(doc, at) and not conjoined(doc, at) and word.after is None:
        return True  # after the announcement that …, it played: the main clause begins
    if remark(doc, at, limit, draft) or negated_cue(doc, at, limit) or says_no_more(doc, at):
        return True
    if adverbial_shape(doc, at):
        return not participle_within(doc, draft, at, by_first)
    if draft.opener.frame not in SPOKEN and next_deed(doc, draft.opener.first, at):
        return True
    nxt = by_first.get(at)
    if nxt is None and at + 1 < limit and not words[at].classes.isdisjoint(_BEFORE_CUE):
        nxt = by_first.get(at + 1)
    if nxt is not None:
        if nxt.cue.tense == "participle":
            return not participle_within(doc, draft, nxt.first, by_first)
        if goes_on_within(doc, draft, nxt) is not None:
            return False
        if _carried(doc, nxt, at):
            return True
        if nxt.cue.finite and nxt.cue.person == 3 and nxt.order != "antecedent":
            return not fact or nxt.cue.joined or nxt.order == "after" or nxt.first > at
    # the reporter's "and it was …" after a deed: an auxiliary without a future particle
    joining = doc.pack.affixes.joining
    return (
        not fact
        and doc.inside[at] < 0
        and "auxiliary" in word.classes
        and bool(word.before)
        and all(b in joining for b in word.before)
    )

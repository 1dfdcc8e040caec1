"""Names that are told elsewhere than beside what was said: later, in the report, or behind a long title."""

from __future__ import annotations

from musnad.model import Reason, Span
from musnad.reading.discourse.actors import Actor, Cast, countries, of_other_countries
from musnad.reading.discourse.identity import Identity
from musnad.reading.discourse.topics import fitting
from musnad.reading.document import Document
from musnad.reading.draft import Draft
from musnad.reading.phrases.wordkinds import STOPS, adjunct_preposition, is_verb

_NOMINAL = ("noun", "masdar")
_TITLE = 2  # words of a function that few bear
_LEAD = 2  # lines that the lead may reach to
_BODIES = ("head.media", "head.organization", "head.ministry", "head.group")
_SHARED = 2  # words that a headline and the report share at least


def name_headline(doc: Document, drafts: list[Draft], cast: Cast) -> None:
    """Who is only described in the headline is whoever says the same in the report, if the report names him."""
    for draft in drafts:
        if doc.tokens.line[draft.cue.first] != 0:
            break
        if draft.source is None and draft.cue.tense in _NOMINAL:
            _call_headline(doc, draft, drafts)
            continue
        if draft.speaker is None:
            continue
        actor = cast.actors[draft.speaker]
        if actor.named or actor.kind not in ("person", "anonymous") or actor.number == "p":
            continue
        words = _content_words(doc, draft)
        for other in drafts:
            if doc.tokens.line[other.cue.first] == 0 or other.parent is not None or other.speaker is None:
                continue
            who = cast.actors[other.speaker]
            fits = who.named and who.kind == "person" and fitting(who, actor.gender, False)
            if fits and len(words & _content_words(doc, other)) >= max(_SHARED, len(words) // 2):
                _call(draft, other.speaker, "the report names who says the same", spans(doc, other))
                break


def name_unnamed(doc: Document, drafts: list[Draft], cast: Cast) -> None:
    """Who is told by a bare function ("a Russian general") is the one speaker who bears it, if but one is named.

    Where but one person speaks at all, named later, it is he whatever the lead calls him ("an expert", "an official").
    """
    speaking = {d.speaker for d in drafts if d.speaker is not None and d.source is not None}
    named = [k for k in speaking if cast.actors[k].named and cast.actors[k].kind == "person"]
    told: dict[int, int | None] = {}
    for draft in drafts:
        if draft.speaker is None or draft.source is None:
            continue
        who = cast.identities.get(draft.source.first)
        if who is None or cast.actors[draft.speaker].named or not _somebody(doc, draft, who):
            continue
        fits = [k for k in named if fitting(cast.actors[k], who.gender, False)]
        bearing = [k for k in fits if who.cls == "head.person" and _bears(cast.actors[k], who)]
        if not bearing and doc.tokens.line[who.first] <= _LEAD:
            bearing = [k for k in fits if _told_of(doc, draft, who, k, drafts, cast)]
        told[draft.speaker] = bearing[0] if len(bearing) == 1 else None
    for draft in drafts:
        if draft.speaker is not None and (meant := told.get(draft.speaker)) is not None:
            _call(draft, meant, "the report names but one who is that", spans(doc, draft))


def name_titled(doc: Document, drafts: list[Draft], cast: Cast) -> None:
    """Who is told by a function and a nation ("the Danish minister of transport") is he who bears the function.

    That is, if the article names but one who does, and tells of no other nation of his; a bare title ("the Danish
    ambassador") is only who speaks under it.
    """
    speaking = {d.speaker for d in drafts if d.speaker is not None and d.source is not None}
    for draft in drafts:
        if draft.speaker is None or draft.source is None or cast.actors[draft.speaker].named:
            continue
        who = cast.identities.get(draft.source.first)
        if who is None or who.name or who.cls != "head.person" or who.number != "s" or not countries(who.features):
            continue
        rest = who.features - countries(who.features)
        if _kept_apart(doc, draft) or not rest:
            continue
        bearing = [
            k
            for k, actor in enumerate(cast.actors)
            if actor.named and actor.kind == "person" and rest <= actor.features and fitting(actor, who.gender, False)
        ]
        if len(rest) < _TITLE and not speaking.issuperset(bearing):
            continue
        if len(bearing) == 1 and not of_other_countries(who.features, cast.actors[bearing[0]].features):
            _call(draft, bearing[0], "the article names but one who is that", spans(doc, draft))


def name_documents(doc: Document, drafts: list[Draft], cast: Cast) -> None:
    """A report that the lead only calls so is of the body that is told to have made it later: the report by X says."""
    for number, draft in enumerate(drafts):
        if draft.source is None or draft.speaker is None or cast.actors[draft.speaker].cls != "head.document":
            continue
        head = doc.words[draft.source.head]
        if head.definite or head.number == "p" or head.stem in doc.pack.people.unsigned:
            continue
        for other in drafts[number + 1 :]:
            if other.source is None or other.speaker is None or doc.words[other.source.head].stem != head.stem:
                continue
            maker = cast.actors[other.speaker]
            if maker.named and maker.kind == "organization" and maker.cls != "head.document":
                _call(draft, other.speaker, "the report tells later whose it is", spans(doc, other))
            if maker.named or not doc.words[other.source.head].definite:
                break


def _kept_apart(doc: Document, draft: Draft) -> bool:
    """Whether a source tells one of several, or for whom somebody speaks or whose kin he is."""
    assert draft.source is not None
    people, stem = doc.pack.people, doc.words[draft.source.first].stem
    return stem in people.one | people.spokesman | people.kin or draft.source.head != draft.source.first


def _somebody(doc: Document, draft: Draft, who: Identity) -> bool:
    """Whether a source tells of one person by a function, not for whom he speaks or whose kin he is."""
    assert draft.source is not None
    if who.cls not in ("head.person", "head.anonymous") or who.number != "s" or who.kind != "anonymous":
        return False
    if who.cls == "head.anonymous" and doc.words[draft.source.first].stem not in doc.pack.people.superior:
        return False
    return not _kept_apart(doc, draft)


def _told_of(doc: Document, draft: Draft, who: Identity, index: int, drafts: list[Draft], cast: Cast) -> bool:
    """Whether somebody who is named only later, and is of no other country, speaks of the same things."""
    actor, words = cast.actors[index], _content_words(doc, draft)
    beside = doc.tokens.sentence[actor.at[0]] == doc.tokens.sentence[who.first]  # of whom the one described speaks
    if actor.at[0] < who.first or beside or of_other_countries(who.features, actor.features):
        return False
    own = [d for d in drafts if d.speaker == index]
    alike = countries(who.features) & countries(actor.features) and not who.organization
    least = 1 if alike else max(_SHARED, len(words) // 3)
    return any(len(words & _content_words(doc, d)) >= least for d in own)


def _bears(actor: Actor, who: Identity) -> bool:
    """Whether somebody has the function of a description, and no other country."""
    rest = who.features - countries(who.features) - {who.head}
    borne = who.head in actor.heads or who.head in actor.offices or who.head in actor.features
    return borne and rest <= actor.features and not of_other_countries(who.features, actor.features)


def _call_headline(doc: Document, draft: Draft, drafts: list[Draft]) -> None:
    """Whose call or charge a headline tells without saying whose it is: his who makes it in the report."""
    words = _content_words(doc, draft)
    for other in drafts:
        if doc.tokens.line[other.cue.first] == 0 or other.speaker is None:
            continue
        if len(words & _content_words(doc, other)) >= max(_SHARED, len(words) // 2):
            _call(draft, other.speaker, "the report names who says the same", spans(doc, other))
            break


def name_at_last(doc: Document, draft: Draft, earlier: list[Draft], index: int, cast: Cast) -> None:
    """Give the name to what was said before it: "a general said …; General X added".

    Also where he does not go on: named for the first time under the bare title ("a deputy condemned …; the deputy X
    said"), or in a clause that only says how ("the spokesman denied …, as X said that").
    """
    assert draft.source is not None
    told = next((d for d in reversed(earlier) if d.parent is None and d.speaker is not None), None)
    who, people = cast.identities[draft.source.first], doc.pack.people
    if told is None or told.speaker is None or told.speaker == index or who.head in who.words:
        return
    unnamed = cast.actors[told.speaker]
    if unnamed.named or unnamed.number == "p" or not fitting(unnamed, who.gender, False):
        return
    same = who.head in unnamed.heads
    first = cast.actors[index].at[0]
    new = (first == who.first or doc.tokens.line[first] == 0) and unnamed.kind in ("person", "anonymous")
    says_how = doc.words[draft.cue.first - 1].norm in people.elaborating and draft.cue.first > 0
    says_how = says_how and doc.tokens.sentence[told.cue.first] == doc.tokens.sentence[draft.cue.first]
    bare = same and doc.words[draft.source.head].definite and who.features <= unnamed.features
    alone = new and _called_alone(cast.actors[index]) and told.source is not None and unnamed.kind == "person"
    if not (same and draft.cue.entry.id in doc.pack.frames.continuing) and not (new and (bare or says_how or alone)):
        return
    if alone:
        cast.by_token.update({at: index for at, k in cast.by_token.items() if k == told.speaker})
    for other in earlier:
        if other.speaker == told.speaker:
            _call(other, index, "named only here", (doc.span(who.first, who.last),))


def _call(draft: Draft, speaker: int, said: str, where: tuple[Span, ...]) -> None:
    """Give a statement its speaker, in place of whom it had, with the reason for it."""
    draft.speaker = speaker
    named = Reason("speaker/fuller-name", said, where)
    draft.why = [*(reason for reason in draft.why if not reason.rule.startswith("speaker/")), named]


def _called_alone(actor: Actor) -> bool:
    """Whether somebody goes by one word without a title: nobody is introduced so, he was told of before."""
    return not actor.features and len(actor.words) == 1


def named_beside(doc: Document, draft: Draft, who: Identity, cast: Cast) -> int | None:
    """Whose name stands between a title and what was said, where the title was not read up to it."""
    assert draft.source is not None
    if who.kind not in ("person", "anonymous") or draft.order != "after" or draft.opener.first <= draft.source.last:
        return None
    called = False
    for at in range(draft.source.last, draft.opener.first):
        if doc.words[at].norm in doc.pack.people.called:
            called = True
            continue
        index = cast.by_token.get(at)
        if doc.is_a(at, "relative", "pronoun", "subordinator", "contrast") or is_verb(doc, at):
            return None  # who told of X
        if index is None or not (called or who.kind == "person"):
            continue
        if adjunct_preposition(doc, at) or doc.is_a(at - 1, "preposition") or _of_a_body(doc, at, draft.source.last):
            continue
        actor, own = cast.actors[index], cast.identities[at]
        if own.cls == "name" and own.name and actor.kind == "person" and fitting(actor, who.gender, False):
            return index
    return None


def _of_a_body(doc: Document, at: int, begin: int) -> bool:
    """Whether a name is what a body behind a preposition is called: told to the agency X, to the X news agency."""
    k = at - 1
    while k > begin and doc.is_a(k, "noun") and not doc.words[k].before and doc.words[k].known:
        k -= 1
    return k >= begin and bool(doc.words[k].before) and doc.is_a(k, *_BODIES)


def _content_words(doc: Document, draft: Draft) -> set[str]:
    tokens = (doc.words[at] for first, last in draft.content for at in range(first, last))
    return {word.stem for word in tokens if word.kind == "word" and word.classes.isdisjoint(STOPS)}


def spans(doc: Document, draft: Draft) -> tuple[Span, ...]:
    """Where the source of a statement stands, else its cue."""
    if draft.source is None:
        return (doc.span(draft.cue.first, draft.cue.last),)
    return (doc.span(draft.source.first, draft.source.last),)

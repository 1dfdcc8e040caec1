"""Who is speaking: the actor of each statement, also where the text leaves the subject to the verb.

Named sources come from the cast. A null subject or pronoun is the nearest earlier speaker or subject
that agrees with the form (centering: the subject of the last utterance is taken up first; Grosz,
Joshi and Weinstein 1995). A first person inside a quotation is whoever is quoted.
"""

from __future__ import annotations

from musnad.model import Reason
from musnad.reading.cast import Cast
from musnad.reading.descriptions import described_body, described_speaker
from musnad.reading.document import Document
from musnad.reading.draft import Draft
from musnad.reading.identity import Identity
from musnad.reading.naming import name_at_last, name_headline, named_beside, spans
from musnad.reading.nounphrases import Phrase
from musnad.reading.topics import clause_subject, fitting, speaks
from musnad.reading.wordkinds import adjunct_preposition, conjoined

_NOMINAL = ("noun", "masdar")  # threats and calls are told about somebody, they do not take the floor
_BACK = 40  # statements back that are looked at
_FAR = 160  # tokens back beyond which nothing is taken up


def resolve_speakers(doc: Document, drafts: list[Draft], cast: Cast) -> None:
    """Set ``speaker`` (index into the cast) and add the reason to each draft; drafts are in text order."""
    for number, draft in enumerate(drafts):
        if draft.source is not None and draft.order != "pronoun":
            index, note = _of_source(doc, draft, drafts, number, cast)
        else:
            index, note = _left_open(doc, draft, drafts, number, cast)
        draft.speaker = index
        if index is None:
            continue
        actor = cast.actors[index]
        if note[0] in ("named", "fuller-name") and actor.kind == "person":
            name_at_last(doc, draft, drafts[:number], index, cast)
        if (
            draft.cue.finite
            and draft.cue.person == 3
            and draft.cue.number == "s"
            and draft.order in ("after", "before")
        ):
            if actor.kind == "person" and actor.gender == "-":
                actor.gender = draft.cue.gender
        draft.why.append(Reason(f"speaker/{note[0]}", note[1], spans(doc, draft)))
    name_headline(doc, drafts, cast)


def _of_source(
    doc: Document, draft: Draft, drafts: list[Draft], number: int, cast: Cast
) -> tuple[int | None, tuple[str, str]]:
    """The speaker of a source that the text names here."""
    assert draft.source is not None
    who = cast.identities.get(draft.source.first)
    index = cast.by_token.get(draft.source.first)
    if who is None or index is None:
        return None, ("none", "the source names nobody that could be told")
    if who.cls == "head.document":
        issuer = _issuer(doc, draft, drafts[max(0, number - _BACK) : number], cast)
        if issuer is not None:
            return issuer, ("document", "a document speaks for the body that issued it")
    actor = cast.actors[index]
    if doc.words[draft.source.head].norm in doc.pack.people.homeland:
        home = _homeland(doc, draft, drafts[:number], cast)
        if home is not None:
            return home, ("homeland", "the country of whoever speaks around it or spoke before")
    if (not actor.named or who.cls == "head.honorific") and _points_back(doc, draft.source, who):
        again, note = _left_open(doc, draft, drafts, number, cast)
        if again is not None and cast.actors[again].kind in ("person", "anonymous"):
            return again, (note[0], "the source only points back to whoever spoke before")
    meant = None if who.name else described_speaker(doc, draft, drafts[max(0, number - _BACK) : number], who, cast)
    if meant is None:
        meant = described_body(doc, draft, drafts[max(0, number - _BACK) : number], who, cast)
    if meant is not None and meant != index:
        return meant, ("description", "the description takes up whoever has the floor, or whom the article is about")
    if who.cls == "head.anonymous" and who.definite and actor.at[0] == draft.source.first:
        # "the source", told of nowhere before: whoever spoke last, be it a body or its statement
        last = next((d.speaker for d in reversed(drafts[:number]) if d.parent is None and d.speaker is not None), None)
        several = last is not None and cast.actors[last].number in ("p", "d") and cast.actors[last].kind == "anonymous"
        if who.number != "s" and not several:
            last = None  # officials of another side
        if last is not None and draft.source.last - draft.source.first <= 2 and draft.source.head == draft.source.first:
            return last, ("goes-on", "the source only points back to whoever spoke before")
    if actor.name == who.name:
        return index, ("named", "the source gives the name")
    if who.name:
        return index, ("fuller-name", "the article gives this name in full elsewhere")
    if actor.named:
        return index, ("description", "the description fits the titles of somebody the article names")
    beside = named_beside(doc, draft, who, cast)
    if beside is not None:
        return beside, ("named", "the name stands between the title and what was said")
    return index, ("as-described", "nobody in the article is named who fits the description")


def _homeland(doc: Document, draft: Draft, earlier: list[Draft], cast: Cast) -> int | None:
    """The country that somebody calls his own, as the article names it; else the phrase's own actor under its name."""
    assert draft.source is not None
    around = [earlier[draft.parent]] if draft.parent is not None and draft.parent < len(earlier) else earlier[-1:]
    owner = next((cast.actors[d.speaker] for d in around if d.speaker is not None), None)
    if owner is None or not owner.country:
        return None
    for index, actor in enumerate(cast.actors):
        if actor.kind == "country" and actor.country == owner.country and actor.named:
            return index
    own = cast.actors[cast.by_token[draft.source.first]]
    own.name, own.kind, own.country, own.key = (
        doc.pack.countries[owner.country], "country", owner.country, owner.country,
    )  # fmt: skip
    return cast.by_token[draft.source.first]


def _points_back(doc: Document, source: Phrase, who: Identity) -> bool:
    """Whether a source only takes up the last speaker: "His Excellency", "the same speaker", "the latter"."""
    word = doc.words[source.head]
    if who.cls == "head.honorific":
        return word.after is not None and source.last - source.first == 1
    if who.cls == "head.person" and word.stem in doc.pack.people.spokesman:
        return who.definite and (who.same or source.last - source.first == 1)
    return "last" in word.classes and source.last - source.first == 1


def _issuer(doc: Document, draft: Draft, earlier: list[Draft], cast: Cast) -> int | None:
    """The body behind a document: named inside the phrase, else whoever issued it in the text before."""
    source = draft.source
    assert source is not None
    stem = doc.words[source.head].stem
    nobodys = stem in doc.pack.people.unsigned and not source.definite
    inside = _named_in(cast, source.head + 1, source.last)
    if inside and not nobodys:
        return inside[0]
    # issued by …: right after the phrase
    end = doc.sentence_end(source.first)
    for at in range(source.last, min(source.last + 4, end)):
        if doc.words[at].norm in doc.pack.people.issued or doc.words[at].stem in doc.pack.people.issued:
            found = next((t for t in range(at, min(at + 4, end)) if t in cast.by_token), None)
            if found is not None and speaks(cast.actors[cast.by_token[found]]):
                return cast.by_token[found]
    if nobodys:
        return None
    if draft.order == "antecedent" and draft.cue.tense == "phrase":  # X issued a statement in which it says that …
        by = _named_in(cast, doc.sentence_start(source.first), source.first)
        if by:
            return by[-1]
    if not source.definite or stem in doc.pack.people.unsigned or stem in doc.pack.people.standing:
        return None
    near = [
        other
        for other in reversed(earlier)
        if other.speaker is not None and source.first - other.cue.first < _FAR and speaks(cast.actors[other.speaker])
    ]
    for other in near:  # who spoke in it, then who spoke last
        if any(doc.words[at].stem == stem for at in range(other.first, max(other.last, other.cue.last))):
            return other.speaker
    bodies = [other for other in near if other.speaker is not None and cast.actors[other.speaker].kind != "person"]
    if near:
        return (bodies or near)[0].speaker
    back = _named_in(cast, max(0, source.first - _FAR), source.first)
    return back[-1] if back else None


def _named_in(cast: Cast, first: int, last: int) -> list[int]:
    """Those who can speak among the actors named from token ``first`` to ``last``, in text order."""
    found = (cast.by_token.get(at) for at in range(first, last))
    return [index for index in found if index is not None and speaks(cast.actors[index])]


def _left_open(
    doc: Document, draft: Draft, drafts: list[Draft], number: int, cast: Cast
) -> tuple[int | None, tuple[str, str]]:
    """The speaker where the text gives none at this place."""
    cue = draft.cue
    outer = drafts[draft.parent] if draft.parent is not None else None
    if cue.finite and cue.person == 1 and outer is not None:
        said = _quoted_by(doc, draft, drafts) if doc.inside[cue.first] >= 0 else None
        return outer.speaker if said is None else said, ("first-person", "whoever is quoted speaks of himself")
    gender, plural = _agreement(draft)
    quoted = _of_oneself(doc, draft, drafts)
    if quoted is not None:
        return quoted, ("first-person", "whoever is quoted speaks of himself")
    described = (
        cue.finite
        and cue.first > 0
        and (
            doc.is_a(cue.first - 1, "what")
            or (cue.after is not None and doc.is_a(cue.first - 1, "relative"))
            or _of_himself(doc, cue.first - 1)
        )
    )
    if outer is not None and outer.speaker is not None and described:
        if fitting(cast.actors[outer.speaker], gender, plural):
            return outer.speaker, ("goes-on", "told within what somebody says, in that one's words")
    before = drafts[max(0, number - _BACK) : number]
    candidates = _last_speaker(doc, draft, before, cast, gender, plural)
    goes_on = cue.tense == "participle" and candidates and _same_sentence(doc, cue.first - candidates[0][0], cue.first)
    topic = clause_subject(doc, draft, before, cast, gender, plural) if not goes_on else None
    turned = cue.first > 0 and doc.is_a(cue.first - 1, "contrast") and doc.words[cue.first - 1].after is not None
    beside = _in_sentence(doc, draft, before, cast, gender) if turned else []
    if beside:
        candidates = beside  # "that X welcomes it, but it asks for": the subject of the clause before
    elif topic is not None:
        candidates.append(topic)
    elif cue.tense == "participle" and not goes_on and cue.gender == "m":
        candidates = _in_sentence(doc, draft, before, cast) or candidates
    if not candidates and outer is not None and outer.speaker is not None and cue.finite and cue.joined:
        if fitting(cast.actors[outer.speaker], gender, plural) and not plural:
            candidates = [(0, outer.speaker, "goes-on")]  # "…, and explained that": whoever was telling
    if not candidates:
        candidates = _last_speaker(doc, draft, before, cast, gender, plural, len(doc))
    if not candidates:
        homes = [at for at in cast.by_token if doc.words[at].norm in doc.pack.people.homeland]
        own = {cast.by_token[at] for at in homes if not cast.actors[cast.by_token[at]].named}
        begin = max(0, cue.first - _FAR)
        near = [(at, cast.by_token[at]) for at in range(begin, cue.first) if at in cast.by_token]
        near = [(at, k) for at, k in near if speaks(cast.actors[k]) and fitting(cast.actors[k], gender, plural)]
        near = [(at, k) for at, k in near if k not in own]
        if cue.tense == "participle":  # the subject of its sentence, or who is named last and behind no preposition
            bare = [x for x in near if not adjunct_preposition(doc, x[0]) and not doc.is_a(x[0] - 1, "preposition")]
            near = [(at, k) for at, k in bare if _same_sentence(doc, at, cue.first)][:1] or bare or near
        candidates = [(0, near[-1][1], "nearest")] if near else []
    if not candidates:
        return None, ("none", "nobody before agrees with the verb")
    best = min(candidates)
    notes = {
        "goes-on": "the subject is left out: the last speaker who agrees with the verb goes on",
        "topic": "the subject is left out: it is the subject of the clause before",
        "nearest": "the subject is left out: the nearest one named before who agrees with the verb",
    }
    return best[1], (best[2], notes[best[2]])


def _of_oneself(doc: Document, draft: Draft, drafts: list[Draft]) -> int | None:
    """Who speaks of himself in his own words, by a form that may also be of another person: "but I asked for"."""
    cue = draft.cue
    if doc.inside[cue.first] < 0 or not cue.finite or not cue.first:
        return None
    that = doc.words[draft.opener.first] if draft.opener.frame == "clause" else None
    mine = [word for word in (doc.words[cue.first - 1], that) if word is not None and word.after is not None]
    if not any(w.after is not None and w.after.person == 1 and w.classes & {"that", "contrast"} for w in mine):
        return None
    return _quoted_by(doc, draft, drafts)


def _quoted_by(doc: Document, draft: Draft, drafts: list[Draft]) -> int | None:
    """Whose words the quotation around a cue are: the nearest statement around it that is told from outside."""
    at = draft.cue.first
    for other in reversed(drafts):
        if doc.inside[other.cue.first] != doc.inside[at] and any(first <= at < last for first, last in other.content):
            return other.speaker
    return None


def _last_speaker(
    doc: Document, draft: Draft, earlier: list[Draft], cast: Cast, gender: str, plural: bool, far: int = _FAR
) -> list[tuple[int, int, str]]:
    """The last of the earlier speakers of the same rank who agrees: (distance, actor, rule), or nothing.

    Who speaks only in a relative clause ("the rumours that tell of …, he added") gives way to the speaker of
    the sentence around it. Where who was quoted does not agree, whoever carried his words may.
    """
    cue = draft.cue
    aside: list[tuple[int, int, str]] = []
    for other in reversed(earlier):
        if other.speaker is None or other.cue.first >= cue.first:
            continue
        renewed = other.source is not None and other.first < other.cue.first  # a verb before the noun
        if other.parent != draft.parent or (other.cue.tense in _NOMINAL and not other.carriers and not renewed):
            continue
        distance = cue.first - max(other.cue.first, other.source.first if other.source else 0)
        said = max((last for _, last in other.content if last <= cue.first), default=other.cue.last)
        if cue.first - said > far or (aside and not _same_sentence(doc, other.cue.first, cue.first - aside[0][0])):
            break
        written = other.source is not None and gender == other.source.gender  # the statement, not the ministry
        speaker: int | None = other.speaker
        fits = fitting(cast.actors[other.speaker], gender, plural)
        if fits and not plural and cue.finite and other.carriers and cast.actors[other.speaker].number == "p":
            fits = False  # "the paper added, quoting sources, that …; it went on": the paper, if that agrees
        if not fits and not (plural and _several(doc, other)):
            if not (written and other.source is not None and other.source.cls == "head.document"):
                carriers = (cast.by_token.get(phrase.first) for phrase in other.carriers)
                speaker = next((k for k in carriers if k is not None and fitting(cast.actors[k], gender, plural)), None)
        if speaker is None:
            continue
        if other.order != "antecedent" or other.carriers:
            return [(distance, speaker, "goes-on")]
        aside = aside or [(distance, speaker, "goes-on")]
    return aside


def _in_sentence(
    doc: Document, draft: Draft, earlier: list[Draft], cast: Cast, gender: str = "m"
) -> list[tuple[int, int, str]]:
    """Who speaks in the sentence that a participle goes on with: whoever agrees, of any rank, else by a slip."""
    slip: list[tuple[int, int, str]] = []
    for other in reversed(earlier):
        if not _same_sentence(doc, other.cue.first, draft.cue.first):
            break
        if not other.cue.finite or other.order == "antecedent" or other.speaker is None:
            continue
        said = (draft.cue.first - other.cue.first, other.speaker, "goes-on")
        if other.source is not None and fitting(cast.actors[other.speaker], gender, False):
            return [said]
        slip = slip or ([said] if other.parent == draft.parent else [])
    return slip


def _several(doc: Document, draft: Draft) -> bool:
    """Whether the source names more than one: the country and its allies; X, Y, and Z."""
    phrase = draft.source
    if phrase is None:
        return False
    listed = (
        phrase.last + 1 < len(doc) and doc.words[phrase.last].norm in ("،", ",") and conjoined(doc, phrase.last + 1)
    )
    return listed or any(conjoined(doc, at) for at in range(phrase.first + 1, phrase.last))


def _same_sentence(doc: Document, a: int, b: int) -> bool:
    return doc.tokens.sentence[a] == doc.tokens.sentence[b]


def _of_himself(doc: Document, at: int) -> bool:
    """Whether "that he" stands here: whoever speaks goes on about himself."""
    word = doc.words[at]
    return "that" in word.classes and word.after is not None and word.after.person == 3


def _agreement(draft: Draft) -> tuple[str, bool]:
    """Gender and plurality that the form, or the pronoun on it, asks for."""
    cue = draft.cue
    if draft.order == "pronoun" or cue.tense in ("masdar", "noun", "phrase"):
        if cue.after is not None and cue.after.person == 3:
            return cue.after.gender, cue.after.number == "p"
        return "-", False
    return cue.gender, cue.number == "p"

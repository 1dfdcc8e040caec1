"""Who is speaking: the actor of each statement, also where the text leaves the subject to the verb.

Named sources come from the cast. A null subject or pronoun is the likeliest of those who agree with the form
(``ranking.py``). A first person inside a quotation is whoever is quoted.
"""

from __future__ import annotations

from musnad.lang.lexicon import Word
from musnad.model import Reason
from musnad.reading.discourse.actors import Cast
from musnad.reading.discourse.descriptions import described_body, described_speaker
from musnad.reading.discourse.identity import Identity
from musnad.reading.discourse.issuers import issuer_of
from musnad.reading.discourse.naming import (
    name_at_last,
    name_documents,
    name_headline,
    name_titled,
    name_unnamed,
    named_beside,
    spans,
)
from musnad.reading.discourse.ranking import BACK, Ranking, Table
from musnad.reading.discourse.topics import fitting
from musnad.reading.document import Document
from musnad.reading.draft import Draft
from musnad.reading.phrases.nounphrases import Phrase


def resolve_speakers(doc: Document, drafts: list[Draft], cast: Cast, table: Table) -> None:
    """Set ``speaker`` (index into the cast) and add the reason to each draft; drafts are in text order.

    ``table``: what the facts about a candidate count for, by situation.
    """
    _genders_by_verbs(drafts, cast)
    ranking = Ranking(doc, drafts, cast, table)
    for number, draft in enumerate(drafts):
        if draft.order == "after" and _of_oneself(doc, draft, drafts, cast) is not None:
            draft.source, draft.order = None, "none"  # "I told X that I": X is told
        if draft.source is not None and draft.order != "pronoun":
            index, note = _of_source(doc, draft, drafts, number, cast, ranking)
        else:
            index, note = _left_open(doc, draft, drafts, number, cast, ranking)
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
    name_titled(doc, drafts, cast)
    name_headline(doc, drafts, cast)
    name_unnamed(doc, drafts, cast)
    name_documents(doc, drafts, cast)


def _genders_by_verbs(drafts: list[Draft], cast: Cast) -> None:
    """Whoever is named as subject of a verb is of its gender: surer than a title, which women may bear in either."""
    told: dict[int, int] = {}
    for draft in drafts:
        cue, source = draft.cue, draft.source
        if source is None or draft.order not in ("after", "before") or draft.carriers:
            continue
        index = cast.by_token.get(source.first)
        if index is None or cast.actors[index].kind != "person" or not cast.actors[index].named:
            continue
        own = cast.identities[source.first].gender if source.first in cast.identities else "-"
        if cue.gender == "m" and own == "f":
            continue  # the delegate (m.), the ambassadress X, said (m.)
        if cue.finite and cue.person == 3 and cue.number == "s" and cue.gender in ("m", "f"):
            told[index] = told.get(index, 0) + (1 if cue.gender == "f" else -1)
    for index, more in told.items():
        if more:
            cast.actors[index].gender = "f" if more > 0 else "m"


def _of_source(
    doc: Document, draft: Draft, drafts: list[Draft], number: int, cast: Cast, ranking: Ranking
) -> tuple[int | None, tuple[str, str]]:
    """The speaker of a source that the text names here."""
    assert draft.source is not None
    who = cast.identities.get(draft.source.first)
    index = cast.by_token.get(draft.source.first)
    if who is None or index is None:
        return None, ("none", "the source names nobody that could be told")
    issuer = issuer_of(doc, draft, drafts[max(0, number - BACK) : number], who, cast)
    if issuer is not None:
        return issuer, ("document", "a document speaks for the body that issued it")
    actor = cast.actors[index]
    if doc.words[draft.source.head].norm in doc.pack.people.homeland:
        home = _homeland(doc, draft, drafts[:number], cast)
        if home is not None:
            return home, ("homeland", "the country of whoever speaks around it or spoke before")
    if (not actor.named or who.cls == "head.honorific") and _points_back(doc, draft.source, who):
        alike = _alike_spoke(drafts[:number], who, cast)
        if alike is not None:
            return alike, ("description", "the source takes up who was told by the same noun")
        again, note = _left_open(doc, draft, drafts, number, cast, ranking)
        if again is not None and cast.actors[again].kind in ("person", "anonymous"):
            return again, (note[0], "the source only points back to whoever spoke before")
    meant = None if who.name else described_speaker(doc, draft, drafts[max(0, number - BACK) : number], who, cast)
    if meant is None:
        meant = described_body(doc, draft, drafts[max(0, number - BACK) : number], who, cast)
    if meant is not None and meant != index:
        return meant, ("description", "the description takes up whoever has the floor, or whom the article is about")
    if who.cls == "head.anonymous" and who.definite and actor.at[0] == draft.source.first:
        # "the source", told of nowhere before: whoever spoke last, be it a body or its statement
        last = next((d.speaker for d in reversed(drafts[:number]) if d.parent is None and d.speaker is not None), None)
        several = last is not None and cast.actors[last].number in ("p", "d") and cast.actors[last].kind == "anonymous"
        if who.number != "s" and not several:
            last = None  # officials of another side
        begins = draft.source.head - draft.source.first <= who.same  # the same source, the source itself
        if last is not None and draft.source.last - draft.source.first <= 2 and begins:
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


def _alike_spoke(earlier: list[Draft], who: Identity, cast: Cast) -> int | None:
    """The last speaker who bears the noun of a description himself: a spokesman of X said …; the spokesman added."""
    for other in reversed(earlier):
        if other.speaker is not None and other.source is not None and who.head in cast.actors[other.speaker].heads:
            return other.speaker if fitting(cast.actors[other.speaker], who.gender, False) else None
    return None


def _points_back(doc: Document, source: Phrase, who: Identity) -> bool:
    """Whether a source only takes up the last speaker: "His Excellency", "the same speaker", "the latter"."""
    word = doc.words[source.head]
    if who.cls == "head.honorific":
        return word.after is not None and source.last - source.first == 1
    if who.cls == "head.person" and word.stem in doc.pack.people.spokesman:
        return who.definite and (who.same or source.last - source.first == 1)
    return "last" in word.classes and source.last - source.first == 1


def _left_open(
    doc: Document, draft: Draft, drafts: list[Draft], number: int, cast: Cast, ranking: Ranking
) -> tuple[int | None, tuple[str, str]]:
    """The speaker where the text gives none at this place."""
    cue = draft.cue
    outer = drafts[draft.parent] if draft.parent is not None else None
    if cue.finite and cue.person == 1 and outer is not None:
        said = _quoted_by(doc, draft, drafts) if doc.inside[cue.first] >= 0 else None
        return outer.speaker if said is None else said, ("first-person", "whoever is quoted speaks of himself")
    gender, plural = _agreement(draft)
    quoted = _of_oneself(doc, draft, drafts, cast)
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
    likeliest = None
    if cue.finite and cue.number == "d":  # the two sides affirmed
        likeliest = ranking.choose(number, gender, True)
        if likeliest is not None and cast.actors[likeliest[0]].number != "d":
            likeliest = None
    likeliest = likeliest or ranking.choose(number, gender, plural)
    return likeliest or (None, ("none", "nobody before agrees with the verb"))


def _of_oneself(doc: Document, draft: Draft, drafts: list[Draft], cast: Cast) -> int | None:
    """Who speaks of himself in his own words, by a form that may also be of another person: "but I asked for"."""
    cue = draft.cue
    if doc.inside[cue.first] < 0 or not cue.finite or not cue.first:
        return None
    if draft.source is None and _we(doc, draft):
        return _quoted_by(doc, draft, drafts)
    alike = _first_person(doc, draft)
    if draft.source is None and alike:
        begin = doc.quote_tokens[doc.inside[cue.first]][0]
        quoted = _quoted_by(doc, draft, drafts)
        if quoted is None or cast.actors[quoted].number == "p" or cast.actors[quoted].kind != "person":
            return None
        inner = (cast.by_token.get(at) for at in range(begin, cue.first))
        if not any(k is not None and cast.actors[k].gender == cue.gender for k in inner):
            return quoted  # "I have warned of": nobody else within the quotation agrees
    that = doc.words[draft.opener.first] if draft.opener.frame == "clause" and alike else None
    if not any(_mine(word) for word in (doc.words[cue.first - 1], that) if word is not None):
        return None
    return _quoted_by(doc, draft, drafts)


def _mine(word: Word) -> bool:
    """Whether somebody begins a clause about himself: that I, but I."""
    ends = [clitic for _, clitic in word.owned] + ([word.after] if word.after is not None else [])
    return bool(word.classes & {"that", "contrast"}) and any(clitic.person == 1 for clitic in ends)


def _first_person(doc: Document, draft: Draft) -> bool:
    """Whether a verb is spelled alike of her and of me."""
    cue = draft.cue
    forms = (reading.form for reading in doc.words[cue.first].cues if reading.after is None)
    return cue.tense == "past" and any(f.person == 1 and f.number == "s" and f.entry.id == cue.entry.id for f in forms)


def _we(doc: Document, draft: Draft) -> bool:
    """Whether a verb that names no subject is rather "we asked" than "he asked us", which are spelled alike."""
    cue = draft.cue
    if cue.after is None or cue.after.person != 1 or cue.tense != "past":
        return False
    forms = (reading for reading in doc.words[cue.first].cues if reading.after is None)
    return any(r.form.entry.id == cue.entry.id and r.form.person == 1 and r.form.tense == "past" for r in forms)


def _quoted_by(doc: Document, draft: Draft, drafts: list[Draft]) -> int | None:
    """Whose words the quotation around a cue are: the nearest statement around it that is told from outside."""
    at = draft.cue.first
    for other in reversed(drafts):
        if doc.inside[other.cue.first] != doc.inside[at] and any(first <= at < last for first, last in other.content):
            return other.speaker
    return None


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

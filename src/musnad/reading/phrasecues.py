"""Cues that are no verbs with a frame: phrases of attribution, a speech before its verb, a headline's colon."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from musnad.lang.lexicon import CHANNEL
from musnad.reading.cues import CueAt
from musnad.reading.document import Document
from musnad.reading.draft import Draft
from musnad.reading.extent import enclosing_end
from musnad.reading.frames.headlines import find_headings, find_headline
from musnad.reading.frames.openers import Opener
from musnad.reading.frames.passing import came_out, from_somebody, relayed_from
from musnad.reading.frames.preceding import content_before, quote_before
from musnad.reading.frames.published import publisher_before
from musnad.reading.frames.subjects import subject_before
from musnad.reading.frames.zone import zone_after
from musnad.reading.occasions.addressees import object_told, told_behind, told_to
from musnad.reading.phrases.accounts import account, teller
from musnad.reading.phrases.agreement import agrees
from musnad.reading.phrases.nounphrases import Phrase, noun_phrase
from musnad.reading.phrases.phrasestarts import starts_phrase
from musnad.reading.phrases.wordkinds import is_verb
from musnad.text.tokens import COMMAS

_OUTLET = ("head.media", "media")
_NAME = 4  # words a name in quotation marks has at most
_FEWEST = 2  # tokens of content beside a phrase
_NEAR = 300  # tokens around a phrase in which the statements lie that it may have to do with
_LEAD = 150  # tokens of a headline and the sentences after it


def find_phrase_drafts(doc: Document, places: list[list[CueAt]], drafts: list[Draft]) -> list[Draft]:
    """Drafts of attribution phrases, of verbs after their quotation, and of headline colons.

    A phrase that only names who carried the statement of its sentence becomes that one's relay
    (``carriers``) and no statement of its own.
    """
    by_token = {p[0].first: p for p in places}
    have = {d.cue.first for d in drafts}
    firsts = [d.first for d in drafts]
    made: list[Draft] = []
    for place in places:
        cue = place[0]
        if cue.first in have:
            continue
        low, high = bisect_left(firsts, cue.first - _NEAR), bisect_right(firsts, cue.first + _NEAR)
        near = [*drafts[low:high], *(d for d in made[-8:] if d.first >= cue.first - _NEAR)]
        draft = None
        if cue.tense == "phrase":
            if any(kind == "aside" and a <= cue.first < b for d in near for kind, a, b in d.adjuncts):
                continue
            if relayed_from(doc, cue.first) and any(d.carriers and d.first < cue.first < d.opener.first for d in near):
                continue  # part of how it was carried
            if cue.entry.place not in ("light-verb", "told-in"):
                draft = _phrase(doc, cue, by_token, near)
        elif not any(d.first <= cue.first < d.last for d in near):
            draft = _verb_after_quote(doc, place, near)
        if draft is not None:
            made.append(draft)
    headline = find_headline(doc, [d for d in (*drafts[:20], *made[:20]) if d.first < _LEAD])
    if headline is not None:
        made.insert(0, headline)
    made += find_headings(doc, [*drafts, *made])
    return made


def _phrase(doc: Document, cue: CueAt, by_token: dict[int, list[CueAt]], drafts: list[Draft]) -> Draft | None:
    """`according to X …` and `as X told …`, before, inside or after what they attribute."""
    words = doc.words
    end = min(doc.sentence_end(cue.first), cue.last + 40)
    final, source, at = cue, None, cue.last
    what = next((k for k in range(at, min(at + 2, end)) if doc.is_a(k, "what")), None)
    if what is not None:  # according to [the text of] what X told
        at = what + 1
    if cue.entry.place == "verb-after" or what is not None:
        verb = next((c for c in by_token.get(at, ()) if c.finite and c.entry.strength != "light"), None)
        if verb is None or verb.entry.id in doc.pack.frames.renewing:
            # what was told: a verb with its subject before it is no attribution
            return None
        if any(d.cue.first == verb.first for d in drafts):
            return None  # the verb has content of its own: "as" only joins it to what came before
        final = _joined_cue(cue, verb)
        at = verb.last
        while at < end and (doc.is_a(at, "preposition", "pronominal") or at in doc.time_at):
            at += 1
    if not final.finite and at + 1 < end and words[at].norm in doc.pack.frames.addressee and at + 1 in doc.opens:
        at += 1  # according "to" stands alone before a name in quotation marks
    addressed: list[Phrase] = []
    if final.finite:  # as told to the agency the spokesman; as informed the agency the spokesman
        at, addressed = told_to(doc, at, end, far=False)
        if not addressed and doc.words[final.last - 1].stem in doc.pack.occasions.tells:
            at, addressed = object_told(doc, at, end)
    if final.finite and at > final.last and at < end and words[at].stem in doc.pack.occasions.spoken:
        _as_told(doc, cue, drafts)
        return None
    relays = final.finite and final.entry.id in doc.pack.frames.relay_verbs
    reports = final.finite and final.entry.id in doc.pack.frames.reporting and at < end
    reports = reports and (doc.is_a(at, *_OUTLET) or (at in doc.names and doc.names[at].phrase.kind == "media"))
    stops = frozenset(form.split()[0] for form in doc.pack.frames.relay_from) if relays or reports else frozenset()
    phrase = noun_phrase(doc, at, end, stop_prepositions=stops) if at < end and starts_phrase(doc, at) else None
    clitic = at < end and (words[at].before or (at in doc.names and doc.names[at].before))
    if phrase is None and cue.after is None and clitic:
        phrase = noun_phrase(doc, at, end, behind_clitic=True)
    if phrase is None and cue.after is None:
        return None
    if phrase is not None and not final.finite:
        phrase = teller(doc, phrase, end)
    telling = final.finite and doc.words[final.last - 1].stem in doc.pack.occasions.tells
    if phrase is not None and telling and not addressed and "object" in final.entry.takes:
        phrase, addressed = told_behind(doc, phrase)
    named = (account(doc, phrase) and phrase.definite) or addressed if phrase is not None else None
    if phrase is not None and phrase.cls == "thing" and not named:
        return None  # according to a plan, a schedule: nobody speaks
    if phrase is not None and phrase.cls == "thing" and words[phrase.head].after is not None:
        return None  # in its own words
    if final.entry.strength == "weak" and not _carries(doc, phrase):
        return None  # as the paper had it; a verb that does not always tell of saying
    source, at = phrase, max([phrase.last, *(m.last for m in addressed)]) if phrase else at
    if source is not None and final.finite and not agrees(source, final, before=False):
        spelt = (_joined_cue(cue, c) for c in by_token.get(final.last - 1, ()) if c.finite and c.last == final.last)
        agreeing = next((c for c in spelt if agrees(source, c, before=False)), None)
        if agreeing is None:
            return None
        final = agreeing  # two verbs that are spelled alike
    carriers: list[Phrase] = []
    if source is not None:
        at, carriers = told_to(doc, at, end)
        carriers += addressed
        passed = at < end and (relays or (reports and from_somebody(doc, at)))
        size = relayed_from(doc, at) if passed else 0
        root = noun_phrase(doc, at + size, end) if size else None
        if root is not None and root.cls != "thing":
            carriers, source, at = [source, *carriers], root, root.last  # as the agency carried from the ministry
    start = doc.sentence_start(cue.first)
    lead = all(words[k].kind == "punct" or "conjunction" in words[k].classes for k in range(start, cue.first))
    lead = lead or (cue.joined and at + 1 < end and words[at].norm in COMMAS and _resumes(doc, at + 1))
    if lead:
        draft = _leading(doc, cue, final, source, at, drafts)
        if draft is not None:
            draft.carriers += carriers
        return draft
    if source is not None and final.entry.id in doc.pack.frames.relay_phrases and _chained(drafts, cue, source):
        return None
    main = _statement_around(doc, cue, drafts, tail=_carries(doc, source))
    if main is not None and source is not None:
        office = main.source is not None and doc.inside[cue.first] < 0 and _speaks_for_others(doc, source)
        if _carries(doc, source) or office:
            main.carriers[:0] = [*(carriers if office else ()), source]  # told last, it stands nearest the article
            first, last = main.content[-1]
            if first + 2 < cue.first < last <= at + 1:
                main.content[-1] = (first, cue.first)
            return None
        if final.entry.id in doc.pack.frames.relay_phrases and main.source is not None:
            main.carriers.append(main.source)  # who spoke before only carried it
            main.source = source
            return None
    if main is not None and (source is None or main.source is None or _vague(doc, source)):
        return None
    rest = _after(doc, at, cue)
    if rest and any(rest[0][0] <= d.first < rest[0][1] and d.source is not None and d.cue.finite for d in drafts):
        rest = []  # somebody else speaks after the phrase
    before = content_before(doc, cue, drafts)
    publisher = publisher_before(doc, cue.first) if final.entry.id in doc.pack.frames.relay_phrases else None
    if publisher is not None and source is not None and rest:
        carriers, before = [publisher, *carriers], []  # the paper published, quoting an official, that
    if main is not None and len(before) == 1 and before[0][0] < main.content[0][0] and cue.first < main.content[-1][1]:
        before = [(main.content[0][0], before[0][1])]  # told within what somebody says
    if (
        main is not None
        and before
        and any(
            a <= before[0][0] and before[-1][1] <= b
            for d in drafts
            for a, b in d.content
            if d.first != cue.first and d.first < cue.first
        )
    ):
        return None
    if main is not None and len(before) == 1 and not rest and _anaphoric(doc, *before[0]):
        before = list(main.content)  # "and that as X told": what was told before
    pieces = before + rest
    if main is None and len(pieces) == 1 and _anaphoric(doc, *pieces[0]):
        return None  # this came in his words
    if sum(last - first for first, last in pieces) < _FEWEST:
        return None
    return Draft(
        cue=final, opener=Opener("before", pieces[0][0]), source=source, order="after" if source else "pronoun",
        content=pieces, carriers=carriers, first=cue.first, last=at, rule=f"phrase/{cue.entry.id}",
    )  # fmt: skip


def _as_told(doc: Document, cue: CueAt, drafts: list[Draft]) -> None:
    """End content before "as he told in an interview with …", which is the occasion of what stands before."""
    main = _statement_around(doc, cue, drafts, tail=True)
    if main is None:
        return
    first, last = main.content[-1]
    if first + 2 < cue.first < last:
        main.content[-1] = (first, cue.first - (doc.words[cue.first - 1].norm in COMMAS))


def _resumes(doc: Document, at: int) -> bool:
    """Whether the clause that a phrase leads begins ("and according to X, then …"): with a conjunction and "that"."""
    word = doc.words[at]
    then = word.before[:1] == (doc.pack.frames.then,) and (is_verb(doc, at) or "auxiliary" in word.classes)
    return then or (doc.is_a(at, "that") and bool(word.before))


def _anaphoric(doc: Document, first: int, last: int) -> bool:
    """Whether the tokens only point back ("and that")."""
    return all(doc.is_a(k, "demonstrative", "resumption", "punct") for k in range(first, last))


def _joined_cue(cue: CueAt, verb: CueAt) -> CueAt:
    return CueAt(
        cue.first, verb.last, verb.entry, verb.tense, verb.person, verb.gender, verb.number, cue.joined, False, False,
        verb.after, False,
    )  # fmt: skip


def _leading(
    doc: Document, cue: CueAt, final: CueAt, source: Phrase | None, at: int, drafts: list[Draft]
) -> Draft | None:
    """A phrase at the head of the sentence: its content follows, or it carries the statement that follows."""
    words = doc.words
    end = enclosing_end(doc, cue.first)
    if at < end and doc.is_a(at, "relative"):  # according to the letter that …, …
        at = next((k for k in range(at, end) if words[k].norm in COMMAS), at)
    if source is not None and source.cls == "head.document" and at < end and is_verb(doc, at):
        at = next((k for k in range(at, end) if words[k].norm in COMMAS), at)  # a document they handed in, …
    while at < end and (words[at].norm in ("،", ",", ":") or at in doc.time_at or _dated(doc, at)):
        at = doc.time_at.get(at, at + 1)
        if at < end and doc.is_a(at, "relative"):  # according to X, who …, …
            at = next((k for k in range(at, end) if words[k].norm in COMMAS), end)
    follower = next((d for d in drafts if at <= d.first < end and d.cue.person == 3), None)
    if (
        follower is not None
        and follower.source is not None
        and follower.first <= at + 12
        and follower.order != "antecedent"
    ):
        if _carries(doc, source) and source is not None:
            follower.carriers.append(source)
            return None
    if source is None:
        return None
    if all(words[k].kind in ("punct", "dots") for k in range(at, end)):
        # a sentence of its own ("According to X.") after what it attributes
        told = next((d for d in reversed(drafts) if d.first < cue.first and doc.inside[d.cue.first] < 0), None)
        if told is not None and _carries(doc, source) and doc.tokens.line[told.cue.first] == doc.tokens.line[cue.first]:
            told.carriers.append(source)
        return None
    last = end
    while (
        last > at + 1
        and words[last - 1].kind in ("punct", "dots")
        and words[last - 1].norm in (".", "،", ",", "؛", "…")
    ):
        last -= 1
    return Draft(
        cue=final, opener=Opener("after", at), source=source, order="after", content=[(at, last)], first=cue.first,
        last=at, rule=f"phrase/{cue.entry.id}",
    )  # fmt: skip


def _dated(doc: Document, at: int) -> bool:
    """Whether a preposition leads to a time: on the fourth."""
    return at + 1 in doc.time_at and doc.is_a(at, "preposition")


def _chained(drafts: list[Draft], cue: CueAt, source: Phrase) -> bool:
    """Take up "as X told, citing Y": X of the phrase before only carried what Y said."""
    prior = next((d for d in drafts if d.rule.startswith("phrase/") and d.last <= cue.first <= d.last + 1), None)
    if prior is None or prior.source is None or prior.content[0][1] > cue.first:
        return False
    prior.content = [piece for piece in prior.content if piece[1] <= cue.first]
    prior.carriers.append(prior.source)
    prior.source = source
    return True


def _statement_around(doc: Document, cue: CueAt, drafts: list[Draft], tail: bool) -> Draft | None:
    """The outermost statement of the sentence whose content ends at or runs over the phrase.

    With ``tail`` also one whose content ended at an adjunct of the saying (in a call with …, as the agency told).
    """
    best: Draft | None = None
    for draft in drafts:
        if draft.cue.first >= cue.first or not draft.content:
            continue
        first, last = draft.content[0][0], draft.content[-1][1]
        told = draft.cue.person == 3 and draft.order != "antecedent" and (draft.cue.after is None or draft.carriers)
        reaches = cue.first <= last + 2 or (tail and draft.source is not None and _adjunct(doc, last, cue.first))
        reaches = reaches and doc.tokens.line[last - 1] == doc.tokens.line[cue.first]
        if first < cue.first and reaches and told:
            if best is None or draft.first < best.first:
                best = draft
    return best


def _adjunct(doc: Document, at: int, end: int) -> bool:
    """Whether the tokens after content only tell on what occasion something was said."""
    if at >= len(doc) or doc.tokens.sentence[at] != doc.tokens.sentence[end]:
        return False
    while at < end and doc.words[at].norm in ("،", ",", "-", "–"):
        at += 1
    if at < end and doc.is_a(at, "resumption"):
        return True
    clause = any(doc.is_a(k, "occasion") and doc.is_a(k + 1, "that") for k in range(at, end))
    return at < end and not clause and doc.is_a(at, "occasion", "preposition")


def _carries(doc: Document, source: Phrase | None) -> bool:
    """Whether a source can carry another's words: a medium or one named by the gazetteer as such."""
    if source is None:
        return False
    words, occasions = doc.words, doc.pack.occasions
    if source.cls == "head.document" and words[source.head].stem in occasions.several:
        return any(words[at].stem in occasions.press for at in range(source.head + 1, source.last))  # press reports
    if source.cls == "quoted" and source.last - source.first - 2 <= _NAME:
        return True  # as "the Morning" told: what carries others' words is a medium
    return source.cls in _OUTLET or any(
        at in doc.names and doc.names[at].phrase.kind == "media" for at in range(source.first, source.last)
    )


def _speaks_for_others(doc: Document, source: Phrase) -> bool:
    """Whether a source speaks for somebody by its office: the spokesman of; no "presidential spokesman"."""
    words, offices = doc.words, doc.pack.occasions.offices
    tokens = range(source.first, source.last)
    known = source.definite or any(words[k].definite or k in doc.names for k in tokens)
    return known and any(words[k].stem in offices for k in tokens)


def _vague(doc: Document, source: Phrase) -> bool:
    """The text itself as its own source (the report, a statement on a site): no new statement."""
    if source.cls != "head.document":
        return False
    match = doc.pack.lexicon.match(doc.words, source.head, CHANNEL)
    return doc.words[source.head].definite or (match is not None and match.phrase.value == "written_statement")


def _after(doc: Document, at: int, cue: CueAt) -> list[tuple[int, int]]:
    """What goes on after a phrase set between two halves of its content."""
    words = doc.words
    end = enclosing_end(doc, cue.first)
    if at < end and words[at].norm in COMMAS:
        at += 1
    elif at < end and came_out(doc, cue.last, at):
        return []  # how the report came out that is cited
    elif at < end and (
        at in doc.time_at or "relative" in words[at].classes or (words[at].definite and not _led(doc, at))
    ):
        return []  # the rest of who it is, and when it was said
    while end > at and words[end - 1].kind in ("punct", "dots") and words[end - 1].norm in (".", "،", ",", "؛", "…"):
        end -= 1
    if end - at < 2 or (words[at].kind == "punct" and at not in doc.opens):
        return []
    joined = any(b in doc.pack.affixes.conjunctions for b in words[at].before)
    if joined or any(c.form.tense == "participle" for c in words[at].cues) or doc.is_a(at, "contrast"):
        return []
    adjunct = doc.is_a(at, "occasion", "preposition") and not any(is_verb(doc, k) for k in range(at, end))
    if adjunct:
        return []  # after the meeting: when it was said
    return [(at, end)]


def _led(doc: Document, at: int) -> bool:
    """Whether a preposition or conjunction stands at a token or is written onto it."""
    before = doc.names[at].before if at in doc.names else doc.words[at].before
    return "preposition" in doc.words[at].classes or any(b != doc.pack.lexicon.article for b in before)


def _verb_after_quote(doc: Document, place: list[CueAt], drafts: list[Draft]) -> Draft | None:
    """`"…", the minister said`: the quotation before a verb that has no content after it."""
    cue = next((c for c in place if c.finite and "quote" in c.entry.takes and not c.negated), None)
    if cue is None or cue.joined:
        return None
    subject, order = subject_before(doc, cue)
    if order != "before":
        subject = None
    quote = quote_before(doc, subject.first if subject is not None else cue.first)
    if quote is None or any(a <= quote[0] < b for d in drafts for a, b in d.content):
        return None
    zone = zone_after(doc, cue, subject is not None, {})
    source = subject or zone.source
    return Draft(
        cue=cue, opener=Opener("quote", quote[0]), source=source,
        order="before" if subject else "after" if source else "none", content=[quote], adjuncts=zone.adjuncts,
        first=cue.first, last=cue.last, rule="verb/quote-before",
    )  # fmt: skip

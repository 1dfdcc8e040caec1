"""What a medium published, broadcast or held with somebody, told before the cue: the channel aired a speech in which.

The medium carried what is quoted from it; who speaks is somebody else.
"""

from __future__ import annotations

from musnad.lang.lexicon import CHANNEL
from musnad.reading.document import Document
from musnad.reading.frames.passing import media_between
from musnad.reading.phrases.nounphrases import Phrase
from musnad.text.tokens import COMMAS

_BACK = 40  # tokens from the cue back to the verb of publishing
_VERB = 2  # tokens from such a verb to the medium: with him "the paper"
_TAKEN_UP = 2  # tokens from the cue back to "which", and on to "in it"
_TITLE = 8  # tokens of a verb of publishing and the medium that is its subject
_MEDIA = ("media", "head.media")


def published_by(doc: Document, first: int, last: int) -> int | None:
    """The token at which the medium begins that carried what a cue (its first token, the one behind it) quotes.

    A verb of publishing with the medium as its subject, then a noun for what somebody says (a speech, an interview),
    which the cue takes up: in which he said, that he gave and in which …; or nobody's name stands before it.
    """
    start = max(doc.sentence_start(first), first - _BACK)
    occasions = doc.pack.occasions
    for at in range(first - 1, start - 1, -1):
        if occasions.hosts.isdisjoint((doc.words[at].stem, *doc.forms(at))):
            continue
        medium = next((k for k in range(at + 1, min(at + 1 + _VERB, first)) if _names_medium(doc, k)), None)
        if medium is None:
            continue
        return medium if _speech(doc, medium + 1, first) and _takes_up(doc, medium, first, last) else None
    return None


def publisher_before(doc: Document, first: int) -> Phrase | None:
    """The medium that published what "quoting" at a token attributes: the paper published, quoting X, that."""
    start = doc.sentence_start(first)
    end = first
    while end > start and doc.words[end - 1].norm in COMMAS:
        end -= 1
    end = next((at for at, last in doc.time_at.items() if last == end and at >= start), end)
    occasions = doc.pack.occasions
    for at in range(end - 1, max(start, end - _TITLE) - 1, -1):
        if occasions.hosts.isdisjoint((doc.words[at].stem, *doc.forms(at))):
            continue
        behind = media_between(doc, at + 1, end)
        if len(behind) == 1 and behind[0].first == at + 1 and behind[0].last == end:
            return behind[0]
    if end - 1 > start and not occasions.hosts.isdisjoint((doc.words[end - 1].stem, doc.words[end - 1].norm)):
        ahead = media_between(doc, max(start, end - _TITLE), end - 1)  # the paper published, quoting
        return ahead[-1] if ahead and ahead[-1].last == end - 1 else None
    return None


def _names_medium(doc: Document, at: int) -> bool:
    """Whether a medium is named from a token on: by the gazetteer, a noun for one, or in quotation marks."""
    match = doc.names.get(at)
    if match is not None:
        return match.phrase.kind == "media" and not match.before
    return (doc.is_a(at, *_MEDIA) and doc.words[at].after is None) or at in doc.opens


def _speech(doc: Document, first: int, last: int) -> bool:
    """Whether some tokens name what somebody says to a medium or it carries: an interview, a speech, a recording."""
    occasions = doc.pack.occasions
    for k in range(first, last):
        word = doc.words[k]
        bare = next((word.norm[: -len(end)] for end in doc.pack.facts.object_endings if word.norm.endswith(end)), "")
        if not occasions.aired.isdisjoint((word.stem, word.norm, bare)):
            return True
        match = doc.pack.lexicon.match(doc.words, k, CHANNEL) if word.phrases else None
        if match is not None and match.phrase.value not in occasions.documents:
            return True
    return False


def _takes_up(doc: Document, medium: int, first: int, last: int) -> bool:
    """Whether a cue takes up what was published: in it, in which; or "and said" right behind it."""
    occasions = doc.pack.occasions
    if any(doc.words[k].norm in occasions.within for k in range(last - 1, min(last + _TAKEN_UP, len(doc)))):
        return True
    return first - 1 > medium and _which(doc, first - 1)


def _which(doc: Document, at: int) -> bool:
    """Whether a relative pronoun of a definite noun stands at a token: the speech in which; not "what"."""
    return doc.is_a(at, "relative") and doc.words[at].norm.startswith(doc.pack.lexicon.article)


__all__ = ["published_by", "publisher_before"]

"""The reading of one article: its stages in order."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from musnad.errors import BadArticle
from musnad.lang.pack import Pack, load_pack, packs_for
from musnad.model import Article, Reading
from musnad.reading.attribution import attribute
from musnad.reading.backward import find_told_back
from musnad.reading.cast import find_cast
from musnad.reading.cues import find_cues
from musnad.reading.document import make_document
from musnad.reading.extent import find_extents
from musnad.reading.furniture import find_furniture, load_furniture
from musnad.reading.judging import Weights, judge
from musnad.reading.mentions import find_mentions
from musnad.reading.nesting import nest
from musnad.reading.phrasecues import find_phrase_drafts
from musnad.reading.relays import find_occasions
from musnad.reading.speakers import resolve_speakers
from musnad.reading.times import find_times, load_calendar
from musnad.text.quotes import pair_quotes
from musnad.text.tokens import tokenize


class Reader:
    """Reads articles of one language. Immutable; may be shared and pickled.

    The same article gives the same reading whatever was read before.
    """

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self._calendar = load_calendar(pack.calendar, pack.fold)
        self._furniture = load_furniture(pack.furniture, pack.fold)
        self._weights = msgspec.convert(pack.weights, Weights)

    def __reduce__(self) -> tuple[type[Reader], tuple[Pack]]:
        return Reader, (self.pack,)

    def read(self, article: Article) -> Reading:
        """All attributed statements of an article.

        Raises:
            BadArticle: the text is empty or not in the pack's language.
        """
        pack, text = self.pack, article.text
        if not text.strip():
            raise BadArticle(article.place or article.id, "the text is empty")
        if not pack.in_script(text):
            others = packs_for(text)
            hint = f"--lang {others[0]} reads it" if others else f"this pack reads {pack.code!r}"
            raise BadArticle(article.place or article.id, f"the text is not in {pack.facts.name}", hint)
        tokens = tokenize(text, pack.affixes.joining)
        words = pack.lexicon.words(tokens.raws)
        quotes = pair_quotes(tokens, pack.marks)
        times = find_times(tokens, words, article.date, self._calendar)
        furniture = find_furniture(tokens, words, pack.lexicon, self._furniture)
        doc = make_document(article, pack, tokens, words, quotes, times, furniture)
        places = find_cues(doc)
        drafts = attribute(doc, places)
        find_extents(doc, drafts)
        drafts += find_phrase_drafts(doc, places, drafts)
        drafts = nest([*drafts, *find_told_back(doc, places, drafts)], doc)
        named = [d.source for d in drafts if d.source is not None] + [c for d in drafts for c in d.carriers]
        cast = find_cast(doc, named, frozenset(d.cue.first for d in drafts))
        resolve_speakers(doc, drafts, cast, self._weights.candidates)
        find_occasions(doc, drafts, cast)
        statements = judge(doc, drafts, cast, self._weights)
        return Reading(
            article=article, statements=statements, mentions=find_mentions(doc, cast), times=times, furniture=furniture
        )


@lru_cache(maxsize=8)
def reader_of(language: str) -> Reader:
    """The reader of a language by its code, made once in a process. Raises BadPack where there is none."""
    return Reader(load_pack(language))

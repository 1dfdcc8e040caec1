"""What else a user might run on the same articles, on one core, in the same run: articles a second, and the ratio.

None of them finds statements; each does one part of what reading does. Those that are not installed are passed over
(``pip install 'musnad[bench]'``).
"""

from __future__ import annotations

import importlib
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from musnad.lang.pack import load_pack
from musnad.model import Article
from musnad.reading.reader import Reader
from musnad.text.tokens import tokenize

_LEAST = 3  # articles of which a slow one is timed
_ENOUGH = 4.0  # seconds


def rates(sample: Sequence[Article]) -> Iterator[tuple[str, float | None, str]]:
    """For each tool its name, how many articles a second it does, and a remark; None where it cannot be run."""
    reader = Reader(load_pack("ar"))
    yield "musnad read", _rate(sample, lambda article: reader.read(article)), ""
    for name, module, make in _TOOLS:
        try:
            run = make(importlib.import_module(module))
        except ImportError:
            yield name, None, "not installed"
            continue
        try:
            yield name, _rate(sample, run), ""
        except ValueError as error:
            yield name, None, str(error).splitlines()[0]


def _rate(sample: Sequence[Article], run: Callable[[Article], object]) -> float:
    """Articles a second, after a first one that is not timed; a slow tool is timed on fewer."""
    run(sample[0])
    done = 0
    begin = time.process_time()
    for article in sample:
        run(article)
        done += 1
        if done >= _LEAST and time.process_time() - begin > _ENOUGH:
            break
    return done / (time.process_time() - begin)


def _spacy(spacy: Any) -> Callable[[Article], object]:
    pipeline = spacy.blank("ar")
    return lambda article: pipeline(article.text)


def _simplemma(simplemma: Any) -> Callable[[Article], object]:
    return lambda article: [simplemma.lemmatize(raw, "ar") for raw in tokenize(article.text).raws]


def _dateparser(search: Any) -> Callable[[Article], object]:
    def run(article: Article) -> object:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return search.search_dates(article.text, languages=["ar"])

    return run


def _textacy(extract: Any) -> Callable[[Article], object]:
    pipeline = importlib.import_module("spacy").blank("ar")
    return lambda article: list(extract.direct_quotations(pipeline(article.text)))


_TOOLS: tuple[tuple[str, str, Callable[[Any], Callable[[Article], object]]], ...] = (
    ("spaCy, blank Arabic: tokens alone", "spacy", _spacy),
    ("simplemma: lemmas alone", "simplemma", _simplemma),
    ("dateparser: dates alone", "dateparser.search", _dateparser),
    ("textacy: direct quotations alone", "textacy.extract", _textacy),
)

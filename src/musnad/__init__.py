"""musnad reads news articles: who said what, on whose word, when, and who denies it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from musnad.lang.pack import load_pack as load_pack
    from musnad.ledger.store import Ledger as Ledger
    from musnad.model import Article as Article
    from musnad.model import Reading as Reading
    from musnad.model import Statement as Statement
    from musnad.reading.reader import Reader as Reader
    from musnad.resolution.compare import compare as compare
    from musnad.resolution.copies import Copy as Copy
    from musnad.resolution.copies import find_copies as find_copies
    from musnad.resolution.settled import Judgement as Judgement

__version__ = "0.1.0"
__all__ = [
    "Article", "Copy", "Judgement", "Ledger", "Reader", "Reading", "Statement", "__version__", "compare", "find_copies",
    "load_pack", "read",
]  # fmt: skip

# Public name → the module that holds it, imported on first use: `import musnad` stays light.
_HOMES = {
    "Article": "musnad.model",
    "Copy": "musnad.resolution.copies",
    "Judgement": "musnad.resolution.settled",
    "compare": "musnad.resolution.compare",
    "Ledger": "musnad.ledger.store",
    "find_copies": "musnad.resolution.copies",
    "Reader": "musnad.reading.reader",
    "Reading": "musnad.model",
    "Statement": "musnad.model",
    "load_pack": "musnad.lang.pack",
}


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'musnad' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(home), name)


def read(
    text: str, *, date: str | None = None, title: str | None = None, outlet: str | None = None, language: str = "ar"
) -> Reading:
    """Read one article.

    Args:
        text: the article as published; all offsets of the result are code points into it.
        date: the day it appeared, ``YYYY-MM-DD``; without it, "yesterday" stays unresolved.
        title: its title where that is not part of the text.
        outlet: who published it.
        language: the code of a language pack.

    Raises:
        BadArticle: the text is empty or not in the language.
        BadPack: there is no such language.
    """
    from musnad.model import Article
    from musnad.reading.reader import reader_of

    return reader_of(language).read(Article(text=text, date=date, title=title, outlet=outlet, language=language))

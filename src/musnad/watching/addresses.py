"""What is to be watched: the addresses of an OPML file, of a list, or given as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from xml.etree import ElementTree

from musnad.errors import BadArticle
from musnad.intake.addresses import is_address
from musnad.intake.encodings import decode_page


def read_addresses(sources: Iterable[str], on_problem: Callable[[BadArticle], None]) -> list[str]:
    """The addresses that some sources come to, each once, in order.

    Args:
        sources: web addresses, OPML files, files with an address a line (``#`` begins a comment).
        on_problem: called with each file or line that holds none.
    """
    found: dict[str, None] = {}
    for source in sources:
        if is_address(source):
            found[source.strip()] = None
            continue
        try:
            text = decode_page(Path(source).read_bytes())
        except (OSError, BadArticle) as error:
            why = error.problem if isinstance(error, BadArticle) else (error.strerror or str(error)).lower()
            on_problem(BadArticle(source, why))
            continue
        own = (
            _outlined(source, text, on_problem) if "<opml" in text[:2000].lower() else _listed(source, text, on_problem)
        )
        found.update(dict.fromkeys(own))
    return list(found)


def _listed(place: str, text: str, on_problem: Callable[[BadArticle], None]) -> list[str]:
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        line = line.split(" #")[0].strip()
        if is_address(line):
            found.append(line)
        elif line and not line.startswith("#"):
            on_problem(BadArticle(f"{place}:{number}", f"{line[:60]!r} is no web address"))
    return found


def _outlined(place: str, text: str, on_problem: Callable[[BadArticle], None]) -> list[str]:
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        on_problem(BadArticle(place, "is OPML with a document type, which is not read"))
        return []
    try:
        tree = ElementTree.fromstring(text.encode())
    except ElementTree.ParseError as error:
        on_problem(BadArticle(place, f"is no OPML: {error}"))
        return []
    told = (one.get("xmlUrl") or one.get("xmlurl") or "" for one in tree.iter("outline"))
    found = [url.strip() for url in told if is_address(url.strip())]
    if not found:
        on_problem(BadArticle(place, "tells no feed: no outline has an xmlUrl"))
    return found

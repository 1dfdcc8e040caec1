"""Hand marks kept without the articles' text: where each statement stands, and names.

Usage: python -m evaluation.marks NAME FOLDER     packs FOLDER/*.gold.json into evaluation/marked/NAME.jsonl

A line holds an article's id in ``../shared/corpus``, a hash of its text and its statements. Names that stand
in the text are kept as offsets, others as they are: a name is a fact. Loading takes the text from the corpus.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from evaluation.score import GoldArticle, GoldStatement, Pair

FOLDER = Path(__file__).resolve().parent / "marked"
LONGEST_NAME = 8  # words of a name that does not stand in the text; more would be prose

NAMES = ("speaker", "aliases", "relays")
VALUES: dict[str, set[str | None]] = {
    "kind": {"person", "organization", "country", "group", "anonymous", None},
    "act": {
        *("state", "deny", "confirm", "admit", "accuse", "condemn"),
        *("demand", "promise", "warn", "welcome", "reject", "ask"),
    },
    "quote": {"direct", "mixed", "indirect"},
    "channel": {
        *("press_conference", "briefing", "written_statement", "interview", "speech", "call", "meeting"),
        *("social_media", "report", "court", "parliament", None),
    },
}

Name = Pair | str


class PackedStatement(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A marked statement; as :class:`GoldStatement`, names as offsets where they stand in the text."""

    source: Pair | None = None
    cue: Pair | None = None
    content: tuple[Pair, ...]
    speaker: Name | None = None
    aliases: tuple[Name, ...] = ()
    kind: str | None = None
    act: str
    quote: str
    relays: tuple[Name, ...] = ()
    channel: str | None = None
    said_on: str | None = None
    parent: int | None = None


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """What is needed of a corpus line."""

    id: str
    text: str
    title: str | None = None
    date: str | None = None
    outlet: str | None = None


class PackedArticle(msgspec.Struct, frozen=True, kw_only=True):
    """An article's marks; ``text`` is the hash of the text that the offsets point into."""

    article: str
    text: str
    statements: tuple[PackedStatement, ...]


def text_hash(text: str) -> str:
    """The hash a packed article keeps of its text."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def whole_text(title: str | None, text: str) -> str:
    """The text as marked: the title is its first line."""
    return text if not title or text.startswith(title) else f"{title}\n{text}"


def faults(article: GoldArticle) -> Iterator[str]:
    """What breaks the conventions of ``../shared/gold/README.md``, a line each."""
    for k, s in enumerate(article.statements):
        place = f"{article.id}#{k}"
        spans = [span for span in (s.source, s.cue, *s.content) if span is not None]
        for start, end in spans:
            if not 0 <= start < end <= len(article.text):
                yield f"{place}: no such place in the text: {start} to {end}"
            elif article.text[start:end] != article.text[start:end].strip():
                yield f"{place}: white space at an end of {start} to {end}"
        if not s.content or list(s.content) != sorted(s.content):
            yield f"{place}: contents are missing or not in order"
        if s.cue is None or any(s.cue[0] < end and start < s.cue[1] for start, end in s.content):
            yield f"{place}: the cue is missing or inside the content"
        for field, allowed in VALUES.items():
            if getattr(s, field) not in allowed:
                yield f"{place}: unknown {field}: {getattr(s, field)}"
        if s.parent is not None and (s.parent == k or not 0 <= s.parent < len(article.statements)):
            yield f"{place}: no such parent: {s.parent}"
        if not s.speaker:
            yield f"{place}: no speaker"


def pack(article: GoldArticle) -> PackedArticle:
    """The marks of an article without its text; :class:`ValueError` where they break the conventions."""
    broken = list(faults(article))
    if broken:
        raise ValueError("; ".join(broken))

    def name(words: str) -> Name:
        start = article.text.find(words)
        if start >= 0:
            return (start, start + len(words))
        if len(words.split()) > LONGEST_NAME:
            raise ValueError(f"{article.id}: too long for a name: {words}")
        return words

    packed = [
        PackedStatement(
            **{f: getattr(s, f) for f in PackedStatement.__struct_fields__ if f not in NAMES},
            speaker=name(s.speaker) if s.speaker else None,
            aliases=tuple(name(n) for n in s.aliases),
            relays=tuple(name(n) for n in s.relays),
        )
        for s in article.statements
    ]
    return PackedArticle(article=article.id, text=text_hash(article.text), statements=tuple(packed))


def unpack(packed: PackedArticle, row: Row) -> GoldArticle:
    """The marked article, with its text from the corpus row; :class:`ValueError` where that is another text."""
    text = whole_text(row.title, row.text)
    if text_hash(text) != packed.text:
        raise ValueError(f"{packed.article}: the corpus holds another text than the one that was marked")

    def name(kept: Name) -> str:
        return kept if isinstance(kept, str) else text[kept[0] : kept[1]]

    statements = [
        GoldStatement(
            **{f: getattr(s, f) for f in GoldStatement.__struct_fields__ if f not in NAMES},
            speaker=None if s.speaker is None else name(s.speaker),
            aliases=tuple(name(n) for n in s.aliases),
            relays=tuple(name(n) for n in s.relays),
        )
        for s in packed.statements
    ]
    return GoldArticle(
        id=packed.article,
        text=text,
        outlet=row.outlet,
        date=row.date[:10] if row.date else None,
        title=row.title,
        statements=tuple(statements),
    )


def read_marks(path: Path) -> list[PackedArticle]:
    """The marks of a set."""
    decoder = msgspec.json.Decoder(PackedArticle)
    return [decoder.decode(line) for line in path.read_bytes().splitlines() if line.strip()]


def write_marks(path: Path, packed: Iterable[PackedArticle]) -> None:
    """Write a set, an article a line."""
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"".join(msgspec.json.encode(article) + b"\n" for article in packed))


def load_marked(paths: Sequence[Path], corpora: Sequence[Path]) -> list[GoldArticle]:
    """The articles of some sets, in their order; :class:`ValueError` where the corpora lack one.

    A further corpus is opened only while articles are missing.
    """
    packed = [article for path in paths for article in read_marks(path)]
    wanted = {article.article for article in packed}
    rows: dict[str, Row] = {}
    decoder = msgspec.json.Decoder(Row)
    for corpus in corpora:
        if rows.keys() == wanted:
            break
        with gzip.open(corpus, "rb") as lines:
            rows |= {row.id: row for row in map(decoder.decode, lines) if row.id in wanted}
    missing = sorted(wanted - rows.keys())
    if missing:
        raise ValueError(f"{', '.join(map(str, corpora))}: marked articles are not there: {', '.join(missing)}")
    return [unpack(article, rows[article.article]) for article in packed]


def main(argv: Sequence[str] | None = None) -> int:
    """Pack a folder of marked articles; the result is the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("name", help="the set's name")
    parser.add_argument("folder", type=Path, help="where its *.gold.json are")
    args = parser.parse_args(argv)
    packed, failed = [], 0
    for path in sorted(args.folder.glob("*.gold.json")):
        try:
            packed.append(pack(msgspec.json.decode(path.read_bytes(), type=GoldArticle)))
        except (ValueError, msgspec.MsgspecError) as error:
            print(f"marks: {path}: {error}", file=sys.stderr)
            failed += 1
    if failed or not packed:
        print(f"marks: nothing written: {failed} of {failed + len(packed)} articles are faulty", file=sys.stderr)
        return 1
    write_marks(FOLDER / f"{args.name}.jsonl", packed)
    print(f"marks: {len(packed)} articles, {sum(len(a.statements) for a in packed)} statements in {args.name}.jsonl")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""The ledger in other people's formats. No rating of truth is ever written.

``jsonl`` and ``csv`` are plain; ``parquet`` needs the extra ``musnad[parquet]``; ``prov`` is PROV-O (W3C 2013) as
N-Triples, with relays as ``wasQuotedFrom`` and the speaker's words as ``hadPrimarySource``; ``annotation`` the Web
Annotation model (W3C 2017); ``schema-org`` Claim and Quotation.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any, Literal
from urllib.parse import quote

import msgspec

from musnad.contract import BETWEEN, FORMULA
from musnad.errors import MusnadError, NotFound
from musnad.ledger.store import Ledger
from musnad.ledger.views import CLAIM_FIELDS
from musnad.model import Article, Reading, Span, Statement

_PROV = "http://www.w3.org/ns/prov#"
_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
_DATE = "http://purl.org/dc/terms/date"
_ABOUT = "http://purl.org/dc/terms/isPartOf"
_DAY = "http://www.w3.org/2001/XMLSchema#date"
_STANCE = "urn:musnad:terms:stance"
_CONTEXT = 40  # code points before and after a quotation that tell it from another of the same words
_WEB = re.compile(r"https?://[^\s<>\"{}|\\^`]+\Z")

FIELDS = (
    "id", "claim", "article", "outlet", "published", "url", "said_on", "day", "speaker", "kind", "actor", "act",
    "stance", "quote", "relays", "relay_actors", "channel", "cue", "cue_start", "cue_end", "source", "source_start",
    "source_end", "content", "content_start", "content_end", "confidence",
)  # fmt: skip


class Scope(msgspec.Struct, frozen=True):
    """A part of the ledger: the statements of one claim, one article or one actor."""

    of: Literal["claim", "article", "actor"]
    ident: str

    @property
    def condition(self) -> str:
        """What holds of its rows in a query over statements ``s``, articles ``a`` and profiles ``p``."""
        return {"claim": "s.claim = ?", "article": "a.id = ?", "actor": "p.actor = ?"}[self.of]

    def settled(self, ledger: Ledger) -> Scope:
        """The same by the id it has now. Raises NotFound: there is none."""
        asked = {
            "claim": "SELECT claim FROM statements WHERE tag = ?",
            "article": "SELECT id FROM articles WHERE id = ?",
            "actor": "SELECT actor FROM profiles WHERE tag = ?",
        }[self.of]
        row = ledger.db.execute(asked, (self.ident,)).fetchone()
        if row is None:
            raise NotFound(ledger.url, f"there is no {self.of} {self.ident!r}")
        return Scope(self.of, row[0])


def statement_rows(ledger: Ledger, scope: Scope | None = None) -> Iterator[dict[str, Any]]:
    """A flat row of :data:`FIELDS` for each statement, by article and place; offsets are code points, end exclusive."""
    for one, reading, local in _statements(ledger, scope):
        row = statement_row(reading.article, local) | {name: one[name] for name in _DERIVED}
        row["relay_actors"] = one["relays"]
        yield row


_DERIVED = ("id", "claim", "day", "actor", "stance")


def statement_row(article: Article, local: Statement) -> dict[str, Any]:
    """A flat row of :data:`FIELDS` for a statement of an article; what a ledger derives is None."""
    text, speaker = article.text, local.speaker
    return {
        **dict.fromkeys(FIELDS),
            "article": article.id, "outlet": article.outlet, "published": article.date, "url": article.url,
            "said_on": local.said_on, "speaker": speaker.name if speaker else "",
            "kind": speaker.kind if speaker else "anonymous", "act": local.act, "quote": local.quote,
            "relays": [relay.name for relay in local.relays],
            "channel": local.channel.kind if local.channel else None,
            "cue": local.cue.span.of(text), "cue_start": local.cue.span.start, "cue_end": local.cue.span.end,
            "source": local.source.of(text) if local.source else None,
            "source_start": local.source.start if local.source else None,
            "source_end": local.source.end if local.source else None,
            "content": " … ".join(span.of(text) for span in local.content),
            "content_start": local.content[0].start, "content_end": local.content[-1].end,
            "confidence": local.confidence,
    }  # fmt: skip


def _statements(ledger: Ledger, scope: Scope | None) -> Iterator[tuple[dict[str, Any], Reading, Any]]:
    db = ledger.db
    fields = ("id", "claim", "outlet", "published", "url", "said_on", "day", "speaker", "kind", "act", "stance",
              "actor", "local", "relays")  # fmt: skip
    holds, values = ("", ()) if scope is None else (f" AND {scope.condition}", (scope.ident,))
    articles = (
        "SELECT id FROM articles"
        if scope is None
        else (
            "SELECT DISTINCT a.id FROM statements s JOIN articles a ON a.n = s.article "
            f"LEFT JOIN profiles p ON p.n = s.profile WHERE {scope.condition}"
        )
    )
    for (article,) in db.execute(f"{articles} ORDER BY 1", values).fetchall():
        reading = ledger.reading(article)
        by_id = {one.id: one for one in reading.statements}
        rows = db.execute(
            "SELECT s.tag, s.claim, a.outlet, a.day, a.url, s.said_on, coalesce(s.said_on, s.day), s.speaker, s.kind, "
            "s.act, s.stance, p.actor, s.local, s.relays FROM statements s JOIN articles a ON a.n = s.article "
            f"LEFT JOIN profiles p ON p.n = s.profile WHERE a.id = ?{holds} ORDER BY s.n", (article, *values),
        ).fetchall()  # fmt: skip
        for row in rows:
            one = dict(zip(fields, row, strict=True)) | {"article": article}
            one["relays"] = [
                found[0]
                for n in json.loads(one["relays"])
                if (found := db.execute("SELECT actor FROM profiles WHERE n = ?", (n,)).fetchone())
            ]
            yield one, reading, by_id[one["local"]]


def json_lines(ledger: Ledger, scope: Scope | None = None) -> Iterator[str]:
    """Statements, claims, actors and edges, one JSON object a line; ``type`` tells which. Of a part: statements."""
    db = ledger.db
    for row in statement_rows(ledger, scope):
        yield _json({"type": "statement", **row})
    if scope is not None:
        return
    for values in db.execute(f"SELECT {', '.join(CLAIM_FIELDS)} FROM claims ORDER BY id"):
        yield _json({"type": "claim", **dict(zip(CLAIM_FIELDS, values, strict=True))})
    seen = db.execute("SELECT actor, name, kind, role, country FROM profiles ORDER BY actor, name")
    for actor, profiles in groupby(seen, key=itemgetter(0)):
        names, kinds, roles, countries = zip(*(row[1:] for row in profiles), strict=True)
        told = {"names": names, "kinds": kinds, "roles": roles, "countries": countries}
        yield _json({"type": "actor", "id": actor, **{what: sorted({*of} - {None}) for what, of in told.items()}})
    for one, other, relation, score, why in db.execute(
        "SELECT s.tag, t.tag, l.relation, l.score, l.why FROM links l JOIN statements s ON s.n = l.a "
        "JOIN statements t ON t.n = l.b ORDER BY 1, 2"
    ):
        yield _json({"type": "edge", "of": "statements", "one": one, "other": other, "relation": relation,
                     "score": score, "why": json.loads(why)})  # fmt: skip
    for one, other, kind, first, why in db.execute(
        "SELECT x.id, y.id, c.kind, c.first, c.why FROM copies c JOIN articles x ON x.n = c.a "
        "JOIN articles y ON y.n = c.b ORDER BY 1, 2"
    ):
        yield _json({"type": "edge", "of": "articles", "one": one, "other": other, "relation": "copy", "kind": kind,
                     "first": first, "why": json.loads(why)})  # fmt: skip


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def csv_lines(ledger: Ledger, scope: Scope | None = None) -> Iterator[str]:
    """The statements as CSV, safe to open in a spreadsheet."""
    buffer = io.StringIO()
    table = csv.DictWriter(buffer, FIELDS, lineterminator="\n")
    table.writeheader()
    for row in statement_rows(ledger, scope):
        cells = {name: BETWEEN.join(value) if isinstance(value, list) else value for name, value in row.items()}
        safe = {
            name: f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
            for name, value in cells.items()
        }
        table.writerow(safe)
        yield buffer.getvalue().rstrip("\n")
        buffer.seek(0)
        buffer.truncate()
    rest = buffer.getvalue().rstrip("\n")
    if rest:
        yield rest


def parquet(ledger: Ledger, path: str, batch: int = 5000) -> int:
    """Write the statements to a Parquet file; returns how many.

    Raises:
        MusnadError: pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise MusnadError("parquet", "needs pyarrow", "pip install 'musnad[parquet]'") from error
    kinds = {"relays": pa.list_(pa.string()), "relay_actors": pa.list_(pa.string()), "confidence": pa.float64()}
    kinds |= {name: pa.int64() for name in FIELDS if name.endswith(("_start", "_end"))}
    schema = pa.schema([(name, kinds.get(name, pa.string())) for name in FIELDS])
    written = 0
    with pq.ParquetWriter(path, schema) as out:
        rows: list[dict[str, Any]] = []
        for row in statement_rows(ledger):
            rows.append(row)
            if len(rows) >= batch:
                out.write_table(pa.Table.from_pylist(rows, schema))
                written, rows = written + len(rows), []
        if rows or not written:
            out.write_table(pa.Table.from_pylist(rows, schema))
            written += len(rows)
    return written


def _iri(kind: str, ident: str) -> str:
    return f"urn:musnad:{kind}:{quote(ident, safe='')}"


def _article_iri(article: str, url: str | None) -> str:
    """The article's own address where it has one that is fit for a link, else a name made of its id."""
    return quote(url, safe=":/?#[]@!$&'()*+,;=%~") if url and _WEB.match(url) else _iri("article", article)


def _literal(value: str, kind: str = "") -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"' + (f"^^<{kind}>" if kind else "")


def provenance(ledger: Ledger, scope: Scope | None = None) -> Iterator[str]:
    """PROV-O as N-Triples: article ← accounts of the relays ← the speaker's own words."""
    said: set[str] = set()

    def triple(one: str, verb: str, other: str) -> str:
        return f"<{one}> <{verb}> {other} ."

    def new(*lines: str) -> Iterator[str]:
        for line in lines:
            if line not in said:
                said.add(line)
                yield line

    for row in statement_rows(ledger, scope):
        statement, claim = _iri("statement", row["id"]), _iri("claim", row["claim"])
        article = _article_iri(row["article"], row["url"])
        yield triple(statement, _RDF_TYPE, f"<{_PROV}Entity>")
        yield triple(statement, _PROV + "value", _literal(row["content"]))
        yield triple(statement, _PROV + "wasDerivedFrom", f"<{article}>")
        yield triple(statement, _ABOUT, f"<{claim}>")
        yield triple(statement, _STANCE, _literal(row["stance"]))
        yield from new(triple(article, _RDF_TYPE, f"<{_PROV}Entity>"), triple(claim, _RDF_TYPE, f"<{_PROV}Entity>"))
        if row["published"]:
            yield from new(triple(article, _DATE, _literal(row["published"], _DAY)))
        if row["outlet"]:
            yield from new(triple(article, _PROV + "wasAttributedTo", f"<{_iri('outlet', row['outlet'])}>"),
                           triple(_iri("outlet", row["outlet"]), _RDF_TYPE, f"<{_PROV}Agent>"))  # fmt: skip
        carrier = statement
        for number, (actor, name) in enumerate(zip(row["relay_actors"], row["relays"], strict=False), 1):
            account = _iri("account", f"{row['id']}-{number}")
            yield triple(carrier, _PROV + "wasQuotedFrom", f"<{account}>")
            yield triple(account, _RDF_TYPE, f"<{_PROV}Entity>")
            yield triple(account, _PROV + "wasAttributedTo", f"<{_iri('actor', actor)}>")
            yield from new(triple(_iri("actor", actor), _RDF_TYPE, f"<{_PROV}Agent>"),
                           triple(_iri("actor", actor), _LABEL, _literal(name)))  # fmt: skip
            carrier = account
        words = _iri("words", row["id"])
        yield triple(carrier, _PROV + "hadPrimarySource", f"<{words}>")
        yield triple(words, _RDF_TYPE, f"<{_PROV}Entity>")
        speaker = _iri("actor", row["actor"]) if row["actor"] else _iri("unnamed", row["id"])
        yield triple(words, _PROV + "wasAttributedTo", f"<{speaker}>")
        yield from new(triple(speaker, _RDF_TYPE, f"<{_PROV}Agent>"))
        if row["speaker"]:
            yield from new(triple(speaker, _LABEL, _literal(row["speaker"])))
        if row["said_on"]:
            yield triple(words, _DATE, _literal(row["said_on"], _DAY))


def web_annotations(ledger: Ledger, scope: Scope | None = None) -> Iterator[str]:
    """Web annotations, one JSON-LD object a line: each part of a statement by position and by quotation."""
    for one, reading, local in _statements(ledger, scope):
        text = reading.article.text
        source = _article_iri(one["article"], one["url"])

        def target(span: Span, source: str = source, text: str = text) -> dict[str, Any]:
            return {
                "source": source,
                "selector": [
                    {"type": "TextPositionSelector", "start": span.start, "end": span.end},
                    {"type": "TextQuoteSelector", "exact": span.of(text),
                     "prefix": text[max(0, span.start - _CONTEXT) : span.start],
                     "suffix": text[span.end : span.end + _CONTEXT]},
                ],
            }  # fmt: skip

        tags = {"act": local.act, "stance": one["stance"], "speaker": one["speaker"], "claim": one["claim"]}
        yield _json({
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": _iri("statement", one["id"]),
            "type": "Annotation",
            "motivation": "classifying",
            "body": [
                {"type": "TextualBody", "purpose": "tagging", "value": f"{name}: {value}"}
                for name, value in tags.items() if value
            ],
            "target": [target(span) for span in local.content],
        })  # fmt: skip


def schema_org(ledger: Ledger, scope: Scope | None = None) -> Iterator[str]:
    """schema.org JSON-LD, one object a line: each statement a Quotation, each claim a Claim with its appearances."""
    appearances: dict[str, list[str]] = {}
    for row in statement_rows(ledger, scope):
        article = {"@type": "NewsArticle", "@id": _article_iri(row["article"], row["url"])}
        if row["published"]:
            article["datePublished"] = row["published"]
        quotation: dict[str, Any] = {
            "@context": "https://schema.org", "@type": "Quotation", "@id": _iri("statement", row["id"]),
            "text": row["content"], "isPartOf": article, "about": {"@id": _iri("claim", row["claim"])},
        }  # fmt: skip
        if row["speaker"]:
            kind = "Person" if row["kind"] == "person" else "Organization"
            quotation["creator"] = {"@type": kind, "name": row["speaker"]}
            if row["actor"]:
                quotation["creator"]["@id"] = _iri("actor", row["actor"])
        if row["said_on"]:
            quotation["dateCreated"] = row["said_on"]
        yield _json(quotation)
        appearances.setdefault(row["claim"], []).append(_iri("statement", row["id"]))
    for ident, text, day in ledger.db.execute("SELECT id, text, first_day FROM claims ORDER BY id").fetchall():
        if scope is not None and ident not in appearances:
            continue
        claim: dict[str, Any] = {
            "@context": "https://schema.org", "@type": "Claim", "@id": _iri("claim", ident), "text": text,
            "appearance": [{"@id": each} for each in appearances.get(ident, [])],
        }  # fmt: skip
        if day:
            claim["dateCreated"] = day
        yield _json(claim)


LINES: dict[str, Callable[[Ledger, Scope | None], Iterator[str]]] = {
    "jsonl": json_lines, "csv": csv_lines, "prov": provenance, "annotation": web_annotations, "schema-org": schema_org,
}  # fmt: skip

"""Exports, each read by the standard's own library."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from musnad.lang.pack import load_pack
from musnad.ledger.export import (
    FIELDS,
    csv_lines,
    json_lines,
    parquet,
    provenance,
    schema_org,
    statement_rows,
    web_annotations,
)
from musnad.ledger.store import Ledger
from musnad.model import Article
from musnad.reading.reader import Reader

TEXTS = {
    "n1": "نقلت وكالة أنباء مرام عن وزير النقل سامر الوادي قوله أمس إن جسر مرفأ الزيتون سيغلق ثلاثة أشهر.",
    "=n2": 'نفى رئيس البلدية "طارق المنارة" أن جسر مرفأ الزيتون سيغلق\\ ثلاثة أشهر.',
}
# The terms of the Web Annotation context that are used here (W3C 2017); the published one cannot be fetched offline.
CONTEXT = {
    "@context": {
        "oa": "http://www.w3.org/ns/oa#", "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "id": "@id",
        "type": "@type", "Annotation": "oa:Annotation", "TextualBody": "oa:TextualBody",
        "TextPositionSelector": "oa:TextPositionSelector", "TextQuoteSelector": "oa:TextQuoteSelector",
        "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"}, "classifying": "oa:classifying",
        "tagging": "oa:tagging", "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"}, "body": "oa:hasBody",
        "target": {"@id": "oa:hasTarget", "@type": "@id"}, "source": {"@id": "oa:hasSource", "@type": "@id"},
        "selector": {"@id": "oa:hasSelector", "@type": "@id"}, "start": "oa:start", "end": "oa:end",
        "exact": "oa:exact", "prefix": "oa:prefix", "suffix": "oa:suffix", "value": "rdf:value",
    }
}  # fmt: skip


@pytest.fixture
def ledger() -> Ledger:
    book = Ledger(":memory:")
    reader = Reader(load_pack("ar"))
    url = 'https://news.example/a?x=1&y="<b>'
    book.add(
        reader.read(Article(id=i, date="2026-11-10", outlet="الساحل", url=url if i == "n1" else None, text=text))
        for i, text in TEXTS.items()
    )
    return book


def test_rows_hold_the_words_at_their_offsets(ledger: Ledger) -> None:
    rows = list(statement_rows(ledger))
    assert {row["article"] for row in rows} == set(TEXTS)
    for row in rows:
        text = TEXTS[row["article"]]
        assert tuple(row) == FIELDS
        assert text[row["cue_start"] : row["cue_end"]] == row["cue"]


def test_json_lines(ledger: Ledger) -> None:
    rows = [json.loads(line) for line in json_lines(ledger)]
    assert {row["type"] for row in rows} >= {"statement", "claim", "actor", "edge"}
    actors = {row["id"]: row for row in rows if row["type"] == "actor"}
    speakers = [row for row in rows if row["type"] == "statement" and row["actor"]]
    assert speakers
    for row in speakers:
        actor = actors[row["actor"]]
        assert row["kind"] in actor["kinds"]
    assert any(actor["roles"] for actor in actors.values())


def test_csv_is_safe_in_a_spreadsheet(ledger: Ledger) -> None:
    rows = list(csv.DictReader(io.StringIO("\n".join(csv_lines(ledger)))))
    assert {row["article"] for row in rows} == {"n1", "'=n2"}
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "@"))]


def test_parquet(ledger: Ledger, tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "out.parquet"
    count = parquet(ledger, str(path))
    table = pq.read_table(path)
    assert table.num_rows == count == len(list(statement_rows(ledger)))
    assert table.column_names == list(FIELDS)


def test_provenance_leads_from_the_article_through_the_relay_to_the_speaker(ledger: Ledger) -> None:
    rdflib = pytest.importorskip("rdflib")
    graph = rdflib.Graph().parse(data="\n".join(provenance(ledger)), format="nt")
    prov = rdflib.Namespace("http://www.w3.org/ns/prov#")
    quoted = list(graph.subject_objects(prov.wasQuotedFrom))
    assert quoted
    for _, account in quoted:
        (words,) = graph.objects(account, prov.hadPrimarySource)
        (speaker,) = graph.objects(words, prov.wasAttributedTo)
        assert (speaker, rdflib.RDF.type, prov.Agent) in graph
    assert '"<b>' not in "\n".join(provenance(ledger))


def test_annotations_select_by_position_and_by_quotation(ledger: Ledger) -> None:
    jsonld = pytest.importorskip("pyld").jsonld

    def loader(url: str, options: object) -> dict:
        assert url == "http://www.w3.org/ns/anno.jsonld"
        return {"contextUrl": None, "documentUrl": url, "document": CONTEXT}

    for line in web_annotations(ledger):
        data = json.loads(line)
        (expanded,) = jsonld.expand(data, {"documentLoader": loader})
        assert expanded["@type"] == ["http://www.w3.org/ns/oa#Annotation"]
        for target in data["target"]:
            position, quotation = target["selector"]
            found = [text[position["start"] : position["end"]] for text in TEXTS.values()]
            assert quotation["exact"] in found


def test_schema_org_names_claims_and_gives_no_rating(ledger: Ledger) -> None:
    jsonld = pytest.importorskip("pyld").jsonld

    def loader(url: str, options: object) -> dict:
        return {"contextUrl": None, "documentUrl": url, "document": {"@context": {"@vocab": "https://schema.org/"}}}

    kinds = set()
    for line in schema_org(ledger):
        (expanded,) = jsonld.expand(json.loads(line), {"documentLoader": loader})
        kinds.update(expanded["@type"])
        assert "Rating" not in line
    assert kinds == {"https://schema.org/Quotation", "https://schema.org/Claim"}

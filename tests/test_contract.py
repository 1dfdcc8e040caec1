"""The published form: what goes out comes back, fits its schema, and is safe in a spreadsheet."""

from __future__ import annotations

import copy
import json
from typing import Any, get_args

import msgspec
import pytest

from musnad import contract, model
from musnad.errors import BadArticle
from musnad.model import Article, Channel, Cue, Reading, Reason, Relay, Span, Speaker, Statement

TEXT = "قال المدير فلان الفلاني لوكالة كذا أمس إن «العمل بدأ». وأضاف أن الأمر تم.\r\nتصوير 😀 فلان"


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


@pytest.fixture
def reading() -> Reading:
    speaker = Speaker(name="فلان الفلاني", kind="person", role="المدير", country="EG", actor="person:1")
    return Reading(
        article=Article(
            text=TEXT, id="a1", title="عنوان", date="2026-11-23", url="https://x.example/1", extra={"desk": [1]}
        ),
        statements=(
            Statement(
                id="s1", source=at("المدير فلان الفلاني"), cue=Cue(span=at("قال"), lemma="قال"),
                content=(at("العمل"), at("بدأ")), speaker=speaker, act="state", quote="direct",
                relays=(Relay(span=at("وكالة كذا"), name="وكالة كذا", actor="organization:1"),),
                channel=Channel(kind="interview", span=at("لوكالة كذا")), said_on="2026-11-22", confidence=0.9,
                why=(Reason("cue/qal", "a note: with a colon", (at("قال"), at("بدأ"))), Reason("bare", "a note")),
            ),
            Statement(
                id="s2", source=None, cue=Cue(span=at("أضاف"), lemma="أضاف"), content=(at("أن الأمر تم"),),
                speaker=None, act="confirm", quote="indirect", channel=Channel(kind="speech"), parent="s1",
            ),
        ),
        mentions=(model.Mention(span=at("المدير"), actor="person:1", kind="person", name="فلان الفلاني"),),
        times=(model.Time(span=at("أمس"), value="2026-11-22", until="2026-11-22", granularity="day"),),
        furniture=(model.Furniture(span=at("تصوير 😀 فلان"), kind="caption"),),
    )  # fmt: skip


def spans(value: Any) -> list[dict[str, Any]]:
    """Every span in the output, however deep."""
    if isinstance(value, list):
        return [span for item in value for span in spans(item)]
    if not isinstance(value, dict):
        return []
    own = [value] if value.get("start") is not None else []
    return own + [span for item in value.values() for span in spans(item)]


def test_form_is_that_of_the_spec(reading: Reading) -> None:
    out = contract.to_dict(reading)
    assert out["schema"] == model.SCHEMA_VERSION
    assert {name: out[name] for name in ("id", "title", "date", "outlet", "url", "language", "text")} == {
        "id": "a1", "title": "عنوان", "date": "2026-11-23", "outlet": None, "url": "https://x.example/1",
        "language": "ar", "text": TEXT,
    }  # fmt: skip
    first, second = out["statements"]
    assert list(first) == [
        "id", "source", "cue", "content", "speaker", "act", "quote", "relays", "channel", "said_on", "parent",
        "confidence", "why",
    ]  # fmt: skip
    assert first["cue"] == {"start": 0, "end": 3, "text": "قال", "lemma": "قال"}
    assert [part["text"] for part in first["content"]] == ["العمل", "بدأ"]
    assert first["speaker"] == {
        "name": "فلان الفلاني", "kind": "person", "role": "المدير", "organization": None, "country": "EG",
        "actor": "person:1",
    }  # fmt: skip
    assert set(first["relays"][0]) == {"start", "end", "text", "name", "actor"}
    assert first["channel"]["kind"] == "interview"
    assert first["channel"]["text"] == "لوكالة كذا"
    assert first["why"] == ["cue/qal: a note: with a colon [“قال” “بدأ”]", "bare: a note"]
    assert second["source"] is None
    assert second["speaker"] is None
    assert second["channel"] == {"kind": "speech", "start": None, "end": None, "text": None}
    assert set(out["mentions"][0]) >= {"start", "end", "text", "actor", "kind"}
    assert set(out["times"][0]) == {"start", "end", "text", "value", "until", "granularity"}
    assert set(out["furniture"][0]) == {"start", "end", "text", "kind"}
    assert len(spans(out)) == 11
    assert all(TEXT[span["start"] : span["end"]] == span["text"] for span in spans(out))


def test_extra_fields_pass_through_but_never_over_our_own(reading: Reading) -> None:
    article = msgspec.structs.replace(reading.article, extra={"desk": 7, "statements": "theirs", "schema": "9"})
    out = contract.to_dict(msgspec.structs.replace(reading, article=article))
    assert out["desk"] == 7
    assert out["schema"] == model.SCHEMA_VERSION
    assert len(out["statements"]) == 2


def test_json_is_one_line_of_utf8(reading: Reading) -> None:
    line = contract.to_json(reading)
    assert b"\n" not in line
    assert b"\r" not in line
    assert "فلان" in line.decode("utf-8")
    assert json.loads(line) == contract.to_dict(reading)


def test_round_trip(reading: Reading) -> None:
    out = contract.to_dict(reading)
    back = contract.from_dict(json.loads(contract.to_json(reading)))
    assert contract.to_dict(back) == out
    assert back.article == reading.article
    assert back.statements[0].why[0] == Reason("cue/qal", "a note: with a colon [“قال” “بدأ”]")
    without = [msgspec.structs.replace(one, why=()) for one in back.statements]
    assert without == [msgspec.structs.replace(one, why=()) for one in reading.statements]
    assert (back.mentions, back.times, back.furniture) == (reading.mentions, reading.times, reading.furniture)


def test_round_trip_of_what_the_reader_reads(reader: Any) -> None:
    text = "قال وزير الخارجية المصري سامح شكري أمس في مؤتمر صحافي إن «بلاده لن تشارك في العملية»."
    out = contract.to_dict(reader.read(Article(text=text, id="x", date="2026-11-24")))
    assert out["statements"]
    assert contract.to_dict(contract.from_dict(out)) == out
    pytest.importorskip("jsonschema").validate(out, contract.json_schema())


def test_reading_back_needs_little_and_passes_over_the_unknown() -> None:
    data = {
        "text": "قال إن",
        "later": 1,
        "statements": [
            {
                "id": "s1",
                "cue": {"start": 0, "end": 3, "new": 1},
                "act": "state",
                "quote": "direct",
                "confidence": 1,
                "n": 2,
            }
        ],
        "mentions": [{"start": 0, "end": 3, "kind": "person"}],
        "times": [{"start": 0, "end": 3}],
    }
    back = contract.from_dict(data)
    assert back.article == Article(text="قال إن", extra={"later": 1})
    one = back.statements[0]
    assert (one.cue.lemma, one.content, one.speaker, one.channel, one.confidence) == ("قال", (), None, None, 1.0)
    assert back.mentions[0].name == "قال"
    assert back.times[0].granularity == "day"
    assert contract.from_dict({"text": "", "schema": "1.9"}).statements == ()


def put(data: dict[str, Any], path: str, value: Any) -> None:
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    for step in way:
        data = data[step]
    data[last] = value


@pytest.mark.parametrize(
    ("path", "value", "place", "problem"),
    [
        ("text", None, "reading.text", "is null"),
        ("text", 5, "reading.text", "is a whole number, not a string"),
        ("title", ["a"], "reading.title", "is a list, not a string"),
        ("schema", "2.0", "reading.schema", "this musnad reads"),
        ("statements", {}, "reading.statements", "is an object, not a list"),
        ("statements.0", "s", "reading.statements[0]", "is a string, not an object"),
        ("statements.0.cue", None, "reading.statements[0].cue", "is missing"),
        ("statements.0.cue.start", "0", "reading.statements[0].cue.start", "is a string, not a whole number"),
        ("statements.0.cue.start", True, "reading.statements[0].cue.start", "is true, not a whole number"),
        ("statements.0.cue.end", 10**9, "reading.statements[0].cue", "no stretch of a text"),
        ("statements.0.cue.text", "other", "reading.statements[0].cue", "not those of the text"),
        ("statements.0.act", "shout", "reading.statements[0].act", "none of state, deny"),
        ("statements.0.confidence", "high", "reading.statements[0].confidence", "is a string, not a number"),
        ("statements.0.why", [1], "reading.statements[0].why[0]", "is a whole number, not a string"),
        ("statements.0.speaker.kind", "dog", "reading.statements[0].speaker.kind", "none of person"),
        ("statements.0.channel.kind", None, "reading.statements[0].channel.kind", "is null"),
        ("statements.0.relays.0.actor", 1.5, "reading.statements[0].relays[0].actor", "is a number, not a string"),
        ("times.0.granularity", "eon", "reading.times[0].granularity", "none of day"),
        ("furniture.0.kind", False, "reading.furniture[0].kind", "is false, not a string"),
    ],
)
def test_wrong_types_are_told_with_their_place(
    reading: Reading, path: str, value: Any, place: str, problem: str
) -> None:
    data = copy.deepcopy(contract.to_dict(reading))
    put(data, path, value)
    with pytest.raises(BadArticle) as caught:
        contract.from_dict(data)
    assert caught.value.place == place
    assert problem in caught.value.problem


@pytest.mark.parametrize("data", [None, [], "x", 3, {}])
def test_what_is_no_reading(data: object) -> None:
    with pytest.raises(BadArticle):
        contract.from_dict(data)


def test_schema_holds_what_goes_out(reading: Reading) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = contract.json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    check = jsonschema.Draft202012Validator(schema)
    assert not list(check.iter_errors(contract.to_dict(reading)))
    assert not list(check.iter_errors(contract.to_dict(Reading(article=Article(text="")))))
    for path, value in [("statements.0.act", "shout"), ("text", None), ("mentions.0.start", "0"), ("times.0.until", 1)]:
        wrong = copy.deepcopy(contract.to_dict(reading))
        put(wrong, path, value)
        assert list(check.iter_errors(wrong)), path


def test_schema_and_output_name_the_same_fields(reading: Reading) -> None:
    def same(out: Any, schema: dict[str, Any], place: str) -> None:
        assert schema.get("description") or place.endswith(("start", "end", "why[]")), place
        if isinstance(out, list):
            for item in out:
                same(item, schema["items"], f"{place}[]")
        elif isinstance(out, dict):
            assert list(out) == schema["required"] == list(schema["properties"]), place
            for name, value in out.items():
                same(value, schema["properties"][name], f"{place}.{name}")

    article = msgspec.structs.replace(reading.article, extra={})
    schema = contract.json_schema()
    same(contract.to_dict(msgspec.structs.replace(reading, article=article)), schema, "top")
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    statement = schema["properties"]["statements"]["items"]["properties"]
    assert statement["act"]["enum"] == list(get_args(model.Act))
    assert statement["channel"]["properties"]["kind"]["enum"] == list(get_args(model.ChannelKind))


def test_rows(reading: Reading) -> None:
    first, second = contract.to_rows(reading)
    assert tuple(first) == tuple(second) == contract.CSV_FIELDS
    assert first["article"] == "a1"
    assert first["content"] == "العمل | بدأ"
    assert first["relays"] == "وكالة كذا"
    assert first["confidence"] == "0.90"
    assert (second["speaker"], second["source"], second["parent"], second["channel"]) == ("", "", "s1", "speech")
    assert all(isinstance(cell, str) for cell in (*first.values(), *second.values()))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_rows_hold_no_formula(reading: Reading, start: str) -> None:
    article = msgspec.structs.replace(reading.article, id=f"{start}1+1")
    row = next(contract.to_rows(msgspec.structs.replace(reading, article=article)))
    assert row["article"] == f"'{start}1+1"

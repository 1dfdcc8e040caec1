"""Own short articles, one phenomenon each: every statement that must come out, and no other.

A case (``cases/*.toml``) has ``text``, ``date``, ``outlet`` and the statements in order; of a statement only the
fields that are given are compared. All names and places are fictional.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from musnad.model import Article, Statement

FILES = sorted((Path(__file__).parent / "cases").glob("*.toml"))
CASES = [
    pytest.param(case, id=f"{path.stem}-{case['name']}")
    for path in FILES
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]


def told(statement: Statement, text: str) -> dict[str, Any]:
    return {
        "source": statement.source.of(text) if statement.source else "",
        "cue": statement.cue.span.of(text),
        "content": " … ".join(c.of(text) for c in statement.content),
        "speaker": statement.speaker.name if statement.speaker else "",
        "kind": statement.speaker.kind if statement.speaker else "",
        "role": (statement.speaker.role if statement.speaker else None) or "",
        "act": statement.act,
        "quote": statement.quote,
        "relays": [r.name for r in statement.relays],
        "channel": statement.channel.kind if statement.channel else "",
        "said_on": statement.said_on or "",
        "parent": statement.parent or "",
    }


@pytest.mark.parametrize("case", CASES)
def test_case(case: dict[str, Any], reader) -> None:
    text = case["text"]
    found = [
        told(s, text)
        for s in reader.read(Article(text=text, date=case.get("date"), outlet=case.get("outlet"))).statements
    ]
    wanted = case.get("statement", [])
    assert len(found) == len(wanted), found
    for got, want in zip(found, wanted, strict=True):
        assert {key: got[key] for key in want} == want

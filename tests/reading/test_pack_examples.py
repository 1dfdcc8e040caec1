"""Every example of every cue entry of every pack, read by the whole engine."""

from __future__ import annotations

import pytest

from musnad.lang.inflect import Cue, Example
from musnad.lang.pack import installed_packs, load_pack
from musnad.model import Article
from musnad.reading.reader import Reader

READERS = {code: Reader(load_pack(code)) for code in installed_packs()}
CASES = [
    pytest.param(code, cue, example, id=f"{code}-{cue.id}-{number}")
    for code, reader in READERS.items()
    for cue in reader.pack.cues
    for number, example in enumerate(cue.examples)
]


@pytest.mark.parametrize(("code", "cue", "example"), CASES)
def test_example_comes_out_as_said(code: str, cue: Cue, example: Example) -> None:
    found = READERS[code].read(Article(text=example.text)).statements
    told = [
        (s.source.of(example.text) if s.source else None, " … ".join(c.of(example.text) for c in s.content), s.act)
        for s in found
    ]
    if example.statements is not None:
        assert len(found) == example.statements, told
        return
    assert any(
        (example.content is None or content == example.content)
        and (example.source is None or source == example.source)
        and act == (example.act or cue.act)
        for source, content, act in told
    ), told

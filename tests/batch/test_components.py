"""What links connect."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from musnad.batch.components import ROOT, connect
from musnad.batch.engine import LocalEngine, Row
from musnad.resolution.grouping import connected


def links(graph: dict[str, set[str]], item: bytes) -> Iterator[Row]:
    node = item.decode()
    for other in graph[node]:
        yield "edge", node.encode(), other.encode()


@pytest.mark.parametrize("seed", range(4))
def test_connect_finds_what_links_lead_to(seed: int, tmp_path: Path) -> None:
    dice = random.Random(seed)
    nodes = [f"n{i:02}" for i in range(40)]
    graph: dict[str, set[str]] = {node: set() for node in nodes}
    pairs = [(f"n{i:02}", f"n{i + 1:02}") for i in range(12)] if seed == 0 else []  # a long chain
    pairs += [tuple(dice.sample(nodes[13:], 2)) for _ in range(18)]
    for one, other in pairs:
        graph[one].add(other)
        graph[other].add(one)
    engine = LocalEngine(tmp_path, 1, 3, lambda step, done, total: None)
    engine.source("made", [node.encode() for node in nodes], partial(links, graph))
    found = {key.decode(): value[1:].decode() for key, value in engine.records(connect(engine, "c", "made/edge"))}
    near = {node: dict.fromkeys(others, 1.0) for node, others in graph.items()}
    assert found == {node: connected(node, near)[0] for node in nodes if graph[node]}


def test_nothing_linked_is_nothing_found(tmp_path: Path) -> None:
    engine = LocalEngine(tmp_path, 1, 3, lambda step, done, total: None)
    engine.source("made", [b"a"], partial(links, {"a": set()}))
    assert list(engine.records(connect(engine, "c", "made/edge"))) == []
    assert ROOT == 2

"""What links connect, by alternating large and small stars (Kiveris et al. 2014): each round is two group steps, and
the number of rounds grows with the logarithm of the longest chain."""

from __future__ import annotations

from collections.abc import Iterator

from musnad.batch.engine import Engine, Row
from musnad.batch.records import of_kind

ROOT = 2  # the kind of value that tells a root


def connect(engine: Engine, name: str, edges: str) -> str:
    """Find what is connected.

    Args:
        engine: runs the steps, which are called ``name`` and a number.
        edges: an output with a record (node, node) for each link, in both directions.

    Returns:
        An output with a record (node, smallest node connected with it) for each node that has a link; values are of
        kind :data:`ROOT`.
    """
    rounds = 0
    while True:
        large, small = f"{name}-{rounds:02d}-large", f"{name}-{rounds:02d}-small"
        engine.group(large, [edges], large_star)
        engine.group(small, [f"{large}/edge"], small_star)
        if not engine.count(f"{large}/changed") and not engine.count(f"{small}/changed"):
            break
        edges, rounds = f"{small}/both", rounds + 1
    engine.group(f"{name}-roots", [f"{small}/both"], to_root)
    return f"{name}-roots/root"


def large_star(key: bytes, values: Iterator[bytes]) -> Iterator[Row]:
    """Larger neighbours are linked to the smallest neighbour instead."""
    near = sorted(set(values))
    least = min(key, near[0])
    moved = False
    for node in near:
        if node > key:
            moved = moved or least < key
            yield "edge", node, least
    if moved:
        yield "changed", b"", b""


def small_star(key: bytes, values: Iterator[bytes]) -> Iterator[Row]:
    """Smaller neighbours, and the node itself, are linked to the smallest of them."""
    near = sorted(set(values))
    least = near[0]
    for node in (*near[1:], key):
        yield "both", node, least
        yield "both", least, node
    if len(near) > 1:
        yield "changed", b"", b""


def to_root(key: bytes, values: Iterator[bytes]) -> Iterator[Row]:
    """Stars: a leaf has one neighbour, its root, which is smaller."""
    yield "root", key, of_kind(ROOT, min(key, *values))

"""What links connect, by alternating large and small stars (Kiveris et al. 2014): each round is two group steps, and
the number of rounds grows with the logarithm of the longest chain. What is connected then meets under its root."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from musnad.batch.engine import Engine, Row
from musnad.batch.records import of_kind, packed, unpacked
from musnad.ledger.packing import tag

NODE, LINK, ROOT = 0, 1, 2  # kinds of values that meet under a node: what is told of it, a link of it, its root


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


def bring_to_root(tell: Callable[[bytes], bytes], lone: bool, key: bytes, values: Iterator[bytes]) -> Iterator[Row]:
    """A node and its links go as ``member`` to what is connected with it, known by its root.

    Args:
        tell: what a member tells of itself, of what is told of the node.
        lone: whether a node without links is a root of its own; else it goes nowhere.
    """
    about, links, root = b"", list[tuple[str, float]](), key if lone else b""
    for value in values:
        if value[0] == NODE:
            about = value[1:]
        elif value[0] == ROOT:
            root = value[1:]
        else:
            links.append(unpacked(value[1:], tuple[str, float]))
    if not root:
        return
    yield "member", root, of_kind(NODE, packed((key.decode(), tell(about))))
    for other, score in links:
        yield "member", root, of_kind(LINK, packed((key.decode(), other, score)))


def met(sort: str, values: Iterator[bytes]) -> tuple[dict[str, tuple[str, bytes]], dict[tuple[str, str], float]]:
    """The members that meet under a root, by their public ids: each one's key and what it tells; and their links."""
    members: dict[str, tuple[str, bytes]] = {}
    links: dict[tuple[str, str], float] = {}
    for value in values:
        if value[0] == NODE:
            member = unpacked(value[1:], tuple[str, bytes])
            members[tag(sort, member[0])] = member
        else:
            one, other, score = unpacked(value[1:], tuple[str, str, float])
            a, b = sorted((tag(sort, one), tag(sort, other)))
            links[a, b] = score
    return members, links

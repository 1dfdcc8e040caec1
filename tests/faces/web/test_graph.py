"""The chain graph: copies fold, nothing overlaps, everything leads to its words, with sixty articles too."""

from __future__ import annotations

from itertools import combinations
from typing import Any
from xml.etree import ElementTree

import pytest

pytest.importorskip("fastapi")

from musnad.faces.web.graph import NARROW, WIDE, Form, chain_rows, draw, nodes_and_edges
from musnad.faces.web.labels import breadth, broken
from musnad.faces.web.svg import svg
from musnad.faces.wording import load_wording

NAMES = ("articles", "relays", "origins")
ALLOWED = {
    "class", "viewBox", "width", "height", "direction", "role", "aria-label", "x", "y", "d", "href", "rx", "cx",
    "cy", "r", "text-anchor",
}  # fmt: skip


def told(number: int, relays: tuple[str, ...] = (), speaker: str = "Samer", stance: str = "asserts") -> dict[str, Any]:
    return {
        "id": f"s{number}", "article": f"a{number}", "statement": "s1", "outlet": f"outlet {number}", "title": None,
        "published": f"2026-11-{number % 28 + 1:02}", "speaker": speaker, "actor": f"actor-{speaker}", "stance": stance,
        "chain": [f"outlet {number}", *relays, speaker],
    }  # fmt: skip


def claim(evidence: list[dict[str, Any]], copies: tuple[tuple[str, str], ...] = ()) -> dict[str, Any]:
    def side(stance: str) -> dict[str, Any] | None:
        groups: dict[str, list[str]] = {}
        for one in evidence:
            if one["stance"] == stance:
                groups.setdefault(one["speaker"], []).append(one["id"])
        return {"groups": list(groups.values())} if groups else None

    pairs = [{"a": a, "b": b} for a, b in copies]
    return {"evidence": evidence, "copies": pairs, "behind_it": side("asserts"), "against_it": side("denies")}


def test_copies_of_one_chain_are_one_box() -> None:
    evidence = [told(n, ("Agency",)) for n in range(4)] + [told(4)]
    rows = chain_rows(claim(evidence, (("a0", "a1"), ("a1", "a2"), ("a3", "a4"))))
    assert sorted(len(row.told) for row in rows) == [1, 1, 3]
    drawing = draw(claim(evidence, (("a0", "a1"), ("a1", "a2"))), WIDE, True, NAMES)
    assert drawing is not None
    folded = next(box for box in drawing.boxes if box.dots)
    assert [dot.href for dot in folded.dots] == [f"/article/a{n}#s1" for n in range(3)]


def test_a_relay_of_both_sides_is_one_box() -> None:
    evidence = [told(1, ("Agency",)), told(2, ("Agency",), "Huda", "denies")]
    graph = nodes_and_edges(claim(evidence))
    relays = [node for node in graph["nodes"] if node["kind"] == "relay"]
    assert [(one["side"], sorted(one["statements"])) for one in relays] == [("both", ["s1", "s2"])]
    assert len(graph["edges"]) == 4


def test_nothing_is_drawn_of_nothing() -> None:
    assert draw(claim([]), WIDE, False, NAMES) is None


@pytest.mark.parametrize("form", [WIDE, NARROW])
@pytest.mark.parametrize("right_to_left", [True, False])
def test_sixty_articles_stay_readable(form: Form, right_to_left: bool) -> None:
    evidence = [told(n, ("Agency",) if n % 3 else ("Agency", "Paper"), f"speaker {n % 7}") for n in range(45)]
    evidence += [told(n, (), f"other {n % 4}", "denies") for n in range(45, 60)]
    drawing = draw(claim(evidence), form, right_to_left, NAMES)
    assert drawing is not None
    assert drawing.left_out == 0
    assert sum(box.kind == "article" for box in drawing.boxes) == 60
    for box in drawing.boxes:
        assert box.x >= 0
        assert box.x + box.width <= drawing.width
        assert box.y + box.height <= drawing.height
        assert box.href.startswith("/article/")
        assert len(box.shown) <= form.most
        assert all(breadth(line) * form.letter <= box.width - form.pad for line in box.shown)
        assert "".join(box.shown).replace(" ", "") == box.label.replace(" ", ""), "nothing is cut that has room"
        assert all(box.y < dot.y < box.y + box.height for dot in box.dots)
    for one, other in combinations(drawing.boxes, 2):
        apart = one.x + one.width <= other.x or other.x + other.width <= one.x
        assert apart or one.y + one.height <= other.y or other.y + other.height <= one.y, (one.id, other.id)
    across = [box.x for kind in ("article", "relay", "origin") for box in drawing.boxes if box.kind == kind]
    assert (across[0] > across[-1]) is right_to_left


@pytest.mark.parametrize("form", [WIDE, NARROW])
@pytest.mark.parametrize("right_to_left", [True, False])
def test_a_line_goes_through_no_box_it_does_not_belong_to(form: Form, right_to_left: bool) -> None:
    evidence = [told(n, (f"Agency {n % 4}",) if n % 3 else ()) for n in range(24)]
    drawing = draw(claim(evidence), form, right_to_left, NAMES)
    assert drawing is not None
    relays = [box for box in drawing.boxes if box.kind == "relay"]
    past = [line for line in drawing.lines if "H" in line.path]
    assert len(relays) == 4
    assert len(past) == 8
    for line in past:
        height = int(line.path.partition("H")[0].rpartition(" ")[2])
        assert not any(box.y <= height <= box.y + box.height for box in relays)


@pytest.mark.parametrize(
    ("text", "most", "lines"),
    [
        ("Port", 2, ("Port",)),
        ("Evening Herald", 2, ("Evening", "Herald")),
        ("The Evening Herald", 2, ("The", "Evening H…")),
        ("The Evening Herald", 3, ("The", "Evening", "Herald")),
        ("A Port of All", 3, ("A Port of", "All")),
        ("Constantinople", 3, ("Constanti…",)),
        ("وكالة أنباء مرام", 2, ("وكالة أنباء", "مرام")),
    ],
)
def test_a_label_breaks_between_words_and_is_cut_only_where_there_is_no_room(
    text: str, most: int, lines: tuple[str, ...]
) -> None:
    assert broken(text, 10, most) == lines


def test_marks_above_letters_take_no_room() -> None:
    assert breadth("مُسنَد") == breadth("مسند") < breadth("abcd")


@pytest.mark.parametrize("kind", ["wide", "narrow"])
def test_what_articles_say_is_escaped_in_the_drawing(kind: str) -> None:
    hostile = '"><script>x</script>'
    evidence = [{**told(n, (hostile,), hostile), "outlet": hostile, "statement": hostile} for n in range(2)]
    drawing = draw(claim(evidence, (("a0", "a1"),)), {"wide": WIDE, "narrow": NARROW}[kind], True, (hostile,) * 3)
    assert drawing is not None
    made = svg(drawing, kind, load_wording("ar"))
    assert "<script" not in made
    root = ElementTree.fromstring(str(made))
    assert {node.tag for node in root.iter()} <= {"svg", "text", "path", "a", "title", "rect", "circle"}
    assert all(set(node.attrib) <= ALLOWED for node in root.iter())
    assert len(root.findall(".//circle")) == (2 if kind == "wide" else 0)

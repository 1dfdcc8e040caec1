"""The chain graph of a claim: articles, the relays that carried the words, the origins they go back to.

Copies of one text that tell the same chain are folded into one box. Boxes stand in columns, articles first, in the
reading direction of the page; what belongs to one origin stays together, so that few lines cross. Only places and
labels are made here; the template draws them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from musnad.faces.web.labels import broken
from musnad.faces.web.view import article_path, plain

_MOST = 120  # boxes of articles that are drawn
_RELAYS = 3  # of a chain that are drawn
_DOTS = 12  # articles of a box that have a dot of their own
_GAP = 6  # between one box and the next below
_NOTE = 118  # width of a day in words


class Form(msgspec.Struct, frozen=True):
    """Measures of a drawing: widths of the columns, gaps, height of a row and of a further line in it, how wide a
    letter is; how many lines a label has at most; whether days show."""

    article: int
    relay: int
    origin: int
    gap: int
    row: int
    line: int
    letter: float
    pad: int
    most: int
    notes: bool


WIDE = Form(article=330, relay=190, origin=270, gap=84, row=34, line=19, letter=7.4, pad=12, most=2, notes=True)
NARROW = Form(article=118, relay=76, origin=104, gap=21, row=30, line=16, letter=6.2, pad=6, most=3, notes=False)


class Dot(msgspec.Struct, frozen=True):
    """One article of a folded box."""

    x: int
    y: int
    href: str
    title: str


class Box(msgspec.Struct, kw_only=True):
    """A node as it is drawn; ``text_x`` is where the lines of its label start in the reading direction, ``text_y`` the
    middle of the first, ``note_x`` where a note ends that stands in the middle of the box."""

    id: str
    kind: str
    side: str
    label: str
    title: str
    href: str
    column: int
    weight: int = 1
    note: str = ""
    anonymous: bool = False
    dots: tuple[Dot, ...] = ()
    x: int = 0
    y: int = 0
    width: int = 0
    height: int = 0
    text_x: int = 0
    text_y: int = 0
    note_x: int = 0
    shown: tuple[str, ...] = ()
    more: str = ""


class Line(msgspec.Struct, frozen=True):
    """A line from a box to the next of its chain."""

    path: str
    side: str
    weight: int


class Drawing(msgspec.Struct, frozen=True):
    """A graph as it is drawn; ``left_out`` are boxes of articles there was no room for."""

    form: Form
    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    columns: tuple[tuple[str, int], ...]
    left_out: int


class _Row(msgspec.Struct):
    """Statements that are one box: copies of one text with one chain."""

    side: str
    origin: int
    relays: tuple[str, ...]
    told: list[Mapping[str, Any]]


def chain_rows(claim: Mapping[str, Any]) -> list[_Row]:
    """The statements of a claim folded: one row for all copies that tell one chain; those of one origin together."""
    one_text = _texts(claim["copies"])
    by_id = {one["id"]: one for one in claim["evidence"]}
    rows: dict[tuple[Any, ...], _Row] = {}
    origin = -1
    for side in ("behind", "against"):
        found = claim[f"{side}_it"]
        for group in found["groups"] if found else ():
            origin += 1
            for one in (by_id[ident] for ident in group if ident in by_id):
                relays = tuple(plain(name) for name in one["chain"][1:-1] if name)[:_RELAYS]
                key = (origin, relays, one_text.get(one["article"], one["article"]))
                rows.setdefault(key, _Row(side, origin, relays, [])).told.append(one)
    sizes: dict[int, int] = {}
    for row in rows.values():
        row.told.sort(key=lambda one: (one["published"] or "9999", one["id"]))
        sizes[row.origin] = sizes.get(row.origin, 0) + len(row.told)
    return sorted(
        rows.values(),
        key=lambda row: (row.side == "against", -sizes[row.origin], row.origin, row.relays[::-1],
                         -len(row.told), row.told[0]["published"] or "9999", row.told[0]["id"]),
    )  # fmt: skip


def _texts(copies: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """For each article that is a copy the one its text is known by."""
    root: dict[str, str] = {}

    def find(ident: str) -> str:
        while root.setdefault(ident, ident) != ident:
            ident = root[ident]
        return ident

    for pair in copies:
        a, b = sorted((find(pair["a"]), find(pair["b"])))
        root[b] = a
    return {ident: find(ident) for ident in list(root)}


def nodes_and_edges(claim: Mapping[str, Any]) -> dict[str, Any]:
    """The graph as plain data: nodes with the statements they stand for, edges from article to origin."""
    boxes, edges, _ = _boxes(chain_rows(claim))
    statements: dict[str, list[str]] = {box: [] for box in boxes}
    for (one, other), told in edges.items():
        for end in (one, other):
            statements[end] += [each for each in told if each not in statements[end]]
    return {
        "nodes": [
            {"id": box.id, "kind": box.kind, "side": box.side, "label": box.label, "anonymous": box.anonymous,
             "statements": statements[box.id]}
            for box in boxes.values()
        ],
        "edges": [{"from": one, "to": other, "statements": told} for (one, other), told in edges.items()],
    }  # fmt: skip


def _boxes(rows: list[_Row]) -> tuple[dict[str, Box], dict[tuple[str, str], list[str]], int]:
    """Boxes by id in the order of the rows, edges with the statements that run along them, how many relay columns."""
    boxes: dict[str, Box] = {}
    edges: dict[tuple[str, str], list[str]] = {}
    deepest = max((len(row.relays) for row in rows), default=0)

    def box(ident: str, kind: str, label: str, row: _Row, column: int, **more: Any) -> str:
        first = row.told[0]
        if ident not in boxes:
            href = article_path(first["article"], first["statement"])
            boxes[ident] = Box(id=ident, kind=kind, side=row.side, label=label, title=label, href=href, column=column,
                               weight=0, **more)  # fmt: skip
        boxes[ident].weight += len(row.told)
        if boxes[ident].side != row.side:
            boxes[ident].side = "both"
        return ident

    for number, row in enumerate(rows):
        first = row.told[0]
        outlets = list(dict.fromkeys(plain(one["outlet"] or one["title"] or one["article"]) for one in row.told))
        at = box(f"article-{number}", "article", outlets[0], row, 0, note=first["published"] or "")
        boxes[at].title = " · ".join(outlets)
        chain = [box(f"relay-{n}-{name}", "relay", name, row, n) for n, name in enumerate(row.relays, 1)]
        label = plain(first["speaker"]) or "?"
        unnamed = all(not one["actor"] for one in row.told)
        chain.append(box(f"origin-{row.origin}", "origin", label, row, deepest + 1, anonymous=unnamed))
        for after in chain:
            edges.setdefault((at, after), []).extend(one["id"] for one in row.told)
            at = after
    return boxes, edges, deepest


def draw(claim: Mapping[str, Any], form: Form, right_to_left: bool, names: tuple[str, str, str]) -> Drawing | None:
    """The graph of a claim in this form; None where there is nothing to draw.

    Args:
        names: what the columns of articles, relays and origins are headed.
    """
    rows = chain_rows(claim)
    if not rows:
        return None
    boxes, edges, deepest = _boxes(rows[:_MOST])
    form = _fitted(form, deepest)
    lefts, width = _columns(form, deepest)
    head = form.row
    for box in boxes.values():
        _size(box, form)
    _place(boxes, edges, head)
    height = max(box.y + box.height for box in boxes.values()) + form.pad
    for box in boxes.values():
        box.x = lefts[box.column]
        if right_to_left:
            box.x = width - box.x - box.width
        box.text_x = box.x + box.width - form.pad if right_to_left else box.x + form.pad
        box.text_y = box.y + box.height // 2 - form.line * (_lines_in(box, form) - 1) // 2
        box.note_x = box.x + form.pad if right_to_left else box.x + box.width - form.pad
    for number, row in enumerate(rows[:_MOST]):
        if len(row.told) > 1 and form.notes:
            more = len(row.told) - _DOTS
            boxes[f"article-{number}"].more = f"+{more}" if more > 0 else ""
            boxes[f"article-{number}"].dots = _dots(boxes[f"article-{number}"], row, form, right_to_left)
    heads = []
    for column, left in enumerate(lefts):
        name = names[0] if column == 0 else names[2] if column == deepest + 1 else names[1]
        heads.append((name, width - left if right_to_left else left))
    lines = _lines(boxes, edges, form.gap, right_to_left)
    return Drawing(form, width, height, tuple(boxes.values()), lines, tuple(heads), len(rows[_MOST:]))


def _fitted(form: Form, deepest: int) -> Form:
    """The form with the room that relays would take, where there are none, given to articles and origins."""
    spare = form.relay if deepest == 0 else 0
    return msgspec.structs.replace(form, article=form.article + spare * 2 // 3, origin=form.origin + spare // 3)


def _columns(form: Form, deepest: int) -> tuple[list[int], int]:
    """Where each column begins, and the width of all."""
    lefts = [0]
    for column in range(deepest + 1):
        lefts.append(lefts[-1] + (form.article if column == 0 else form.relay) + form.gap)
    return lefts, lefts[-1] + form.origin


def _place(boxes: Mapping[str, Box], edges: Mapping[tuple[str, str], list[str]], head: int) -> None:
    """Heights: articles one below the other, all others at the middle of the statements that lead to them,
    none upon another."""
    before: dict[str, list[tuple[Box, int]]] = {}
    for (one, other), told in edges.items():
        before.setdefault(other, []).append((boxes[one], len(told)))

    def middle(box: Box) -> float:
        return sum((each.y + each.height / 2) * n for each, n in before[box.id]) / sum(n for _, n in before[box.id])

    for column in range(max(box.column for box in boxes.values()) + 1):
        below = head
        mine = [box for box in boxes.values() if box.column == column]
        if column:
            mine.sort(key=middle)
        for box in mine:
            box.y = max(below, round(middle(box) - box.height / 2)) if column else below
            below = box.y + box.height + _GAP


def _size(box: Box, form: Form) -> None:
    """How wide a box is, its label in lines, how high these make it."""
    box.width = {"article": form.article, "relay": form.relay, "origin": form.origin}[box.kind]
    room = box.width - 2 * form.pad
    if box.kind == "article" and form.notes:
        room -= _NOTE
    elif box.weight > 1:
        room -= 24 if form.notes else 16
    box.shown = broken(box.label, room / form.letter, form.most)
    box.height = form.row + form.line * (_lines_in(box, form) - 1) - (_GAP if box.kind != "origin" else 0)


def _lines_in(box: Box, form: Form) -> int:
    """The lines of a label, and one for the dots below it."""
    return len(box.shown) + (box.kind == "article" and form.notes and box.weight > 1)


def _dots(box: Box, row: _Row, form: Form, right_to_left: bool) -> tuple[Dot, ...]:
    start = box.text_x - 5 if right_to_left else box.text_x + 5
    step = -11 if right_to_left else 11
    below = box.text_y + form.line * len(box.shown)
    return tuple(
        Dot(start + n * step, below, article_path(one["article"], one["statement"]),
            plain(one["outlet"] or one["title"] or one["article"]))
        for n, one in enumerate(row.told[:_DOTS])
    )  # fmt: skip


def _lines(
    boxes: Mapping[str, Box], edges: Mapping[tuple[str, str], list[str]], gap: int, right_to_left: bool
) -> tuple[Line, ...]:
    found = []
    ahead = -gap if right_to_left else gap
    for (one, other), told in edges.items():
        a, b = boxes[one], boxes[other]
        x1, x2 = (a.x, b.x + b.width) if right_to_left else (a.x + a.width, b.x)
        y1, y2 = a.y + a.height // 2, b.y + b.height // 2
        between = [box for box in boxes.values() if a.column < box.column < b.column]
        if between:  # past those it does not go through
            lane = _lane(y1, between)
            path = f"M{x1} {y1}{_bend(x1, y1, x1 + ahead, lane)}H{x2 - ahead}{_bend(x2 - ahead, lane, x2, y2)}"
        else:
            path = f"M{x1} {y1}{_bend(x1, y1, x2, y2)}"
        weight = 1 if len(told) < 3 else 2 if len(told) < 8 else 3
        found.append(Line(path, a.side if a.kind == "article" else b.side, weight))
    return tuple(found)


def _bend(x1: int, y1: int, x2: int, y2: int) -> str:
    middle = (x1 + x2) // 2
    return f"C{middle} {y1} {middle} {y2} {x2} {y2}"


def _lane(y: int, between: Iterable[Box]) -> int:
    """The height next to this at which a line meets none of these boxes: they leave room between them."""
    for box in between:
        if box.y - 2 < y < box.y + box.height + 2:
            above = y - box.y < box.height / 2
            return box.y - _GAP // 2 if above else box.y + box.height + _GAP // 2
    return y

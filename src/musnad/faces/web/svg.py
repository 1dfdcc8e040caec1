"""A drawing of the chain graph as SVG; every text of it is escaped."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup, escape

from musnad.faces.web.graph import Box, Drawing
from musnad.faces.wording import Wording

_ISOLATED = "\u2068{}\u2069"
_BELOW = {"wide": 5, "narrow": 4}  # from the middle of a line to where its letters stand


def svg(drawing: Drawing, kind: str, words: Wording) -> Markup:
    """The drawing as an element.

    Args:
        kind: ``wide`` or ``narrow``, as the style sheet knows it.
        words: the texts of the page.
    """
    return Markup("\n".join(_parts(drawing, kind, words)))


def _parts(drawing: Drawing, kind: str, words: Wording) -> Iterator[str]:
    wide, high = drawing.width, drawing.height
    yield (
        f'<svg class="chains {kind}" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}" '
        f'direction="{words.direction}" role="group" aria-label="{escape(words["claim"]["graph"])}">'
    )
    for name, x in drawing.columns:
        yield f'<text class="column" x="{x}" y="18">{escape(name)}</text>'
    for line in drawing.lines:
        yield f'<path class="line is-{line.side} w{line.weight}" d="{line.path}"/>'
    for box in drawing.boxes:
        yield from _box(box, drawing, kind, words)
    yield "</svg>"


def _box(box: Box, drawing: Drawing, kind: str, words: Wording) -> Iterator[str]:
    day = words.day(box.note)
    dated = box.kind == "article" and kind == "wide"
    note = day if dated else str(box.weight) if box.weight > 1 else ""
    label = " ".join(box.shown)
    name = f"{label} {note} · {words['claim']['node'][box.kind]}" + (f" · {box.title}" if box.title != label else "")
    title = f"{box.title} · {day}" if day else box.title
    below = _BELOW[kind]
    yield f'<a href="{escape(box.href)}" aria-label="{escape(name)}"><title>{escape(title)}</title>'
    unnamed = " unnamed" if box.anonymous else ""
    yield (
        f'<rect class="box {box.kind} is-{box.side}{unnamed}" x="{box.x}" y="{box.y}" '
        f'width="{box.width}" height="{box.height}" rx="6"/>'
    )
    for number, line in enumerate(box.shown):
        y = box.text_y + drawing.form.line * number + below
        yield f'<text class="label" x="{box.text_x}" y="{y}">{_ISOLATED.format(escape(line))}</text>'
    if note:
        y = (box.text_y if box.dots else box.y + box.height // 2) + below
        yield f'<text class="note" text-anchor="end" x="{box.note_x}" y="{y}">{escape(note)}</text>'
    yield "</a>"
    for dot in box.dots:
        said = escape(dot.title)
        yield (
            f'<a href="{escape(dot.href)}" aria-label="{said}"><title>{said}</title>'
            f'<circle class="dot is-{box.side}" cx="{dot.x}" cy="{dot.y}" r="4.5"/></a>'
        )
    if box.more:
        last = box.dots[-1]
        x = last.x - 9 if words.direction == "rtl" else last.x + 9
        yield f'<text class="note" x="{x}" y="{last.y + below}">{box.more}</text>'

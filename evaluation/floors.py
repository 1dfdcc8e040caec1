"""The floors of the gate: figures pinned per group, each under the fingerprint of its marked articles."""

from __future__ import annotations

import datetime
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from evaluation import score
from evaluation.groups import PINNED, fingerprint
from evaluation.score import GoldArticle

FLOORS = Path(__file__).resolve().parent / "floors.json"

# Scoring is deterministic; a figure differs from its pinned value only by the rounding of floors.json to
# four digits. One flipped statement moves a figure by about .001 (all) to .005 (blind): ten times more.
EPSILON = 0.0001

Counts = Mapping[str, Counter[str]]
Loaded = Mapping[str, Sequence[GoldArticle]]


def check_floors(counts: Counts, loaded: Loaded) -> list[str]:
    """What is wrong against ``floors.json``: changed marks, or figures below their floors."""
    if not FLOORS.is_file():
        return ["no floors are pinned yet: run the gate with --update"]
    pinned = json.loads(FLOORS.read_text(encoding="utf-8"))
    changed = []
    for name in (n for n in PINNED if n in loaded):
        was = pinned["marks"].get(name)
        if was is None or was["fingerprint"] != fingerprint(loaded[name]):
            since = f"{was['date']}, {was['statements']} statements" if was else "never"
            changed.append(f"{name}: the marks have changed since the floors were pinned ({since}): use --update")
    return changed or [
        f"{group}: {name} fell to {value:.4f}, its floor is {pinned['floors'][group][name]:.4f}"
        for group in counts
        for name, value in score.headline(counts[group]).items()
        if value < pinned["floors"][group][name] - EPSILON
    ]


def pin(counts: Counts, loaded: Loaded) -> None:
    """Write the present figures as floors; what was not scored keeps its own."""
    old: dict[str, Any] = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.is_file() else {}
    marks = dict(old.get("marks", {}))
    for name in (n for n in PINNED if n in loaded):
        marks[name] = {
            "date": datetime.date.today().isoformat(),
            "fingerprint": fingerprint(loaded[name]),
            "articles": counts[name]["articles"],
            "statements": counts[name]["gold"],
        }
    floors = {g: {name: round(v, 4) for name, v in score.headline(counts[g]).items()} for g in counts}
    for group, name in ((g, n) for g in floors for n in floors[g]):
        was, now = old.get("floors", {}).get(group, {}).get(name), floors[group][name]
        if was != now:
            print(f"  floor of {group}: {name}: {was} -> {now}")
    pinned = {"marks": marks, "floors": old.get("floors", {}) | floors}
    FLOORS.write_text(json.dumps(pinned, indent=1) + "\n", encoding="utf-8")

"""The groups of hand-marked articles that the gate scores, and where they come from.

``look`` and ``blind`` are the articles of ``../shared/gold/dev``, together ``all``; ``marked`` and ``fresh`` are sets
of ``evaluation/marked`` with their texts in ``../shared/corpus``. ``split.json`` says what belongs where. Nobody looks
at a single article of ``blind`` or ``fresh``: they are only ever scored.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from evaluation import marks, score
from evaluation.corpus import FILES
from evaluation.score import GoldArticle

HERE = Path(__file__).resolve().parent
SPLIT = HERE / "split.json"
GROUPS = ("all", "look", "blind", "marked", "fresh")
SETS = ("marked", "fresh")
READABLE = ("look", "marked")
PINNED = ("all", *SETS)  # what carries a fingerprint of its own


def set_files(group: str) -> list[Path]:
    """The files of marks that make up a group."""
    return [marks.FOLDER / f"{name}.jsonl" for name in json.loads(SPLIT.read_text(encoding="utf-8"))[group]]


def load_groups(shared: Path) -> dict[str, list[GoldArticle]]:
    """The marked articles under ``all``, ``marked`` and ``fresh``, as far as their texts are there."""
    gold = score.load_gold(shared / "gold" / "dev") if (shared / "gold" / "dev").is_dir() else []
    corpora = [shared / "corpus" / name for name in FILES]
    loaded = {"all": gold} if gold else {}
    if all(corpus.is_file() for corpus in corpora):
        loaded |= {group: marks.load_marked(set_files(group), corpora) for group in SETS if set_files(group)}
    return loaded


def membership(loaded: Mapping[str, Sequence[GoldArticle]]) -> dict[str, str]:
    """Each article's own group; those of ``all`` are divided into ``look`` and ``blind``."""
    blind = blind_ids()
    own = {a.id: group for group in SETS for a in loaded.get(group, ())}
    return own | {a.id: "blind" if a.id in blind else "look" for a in loaded.get("all", ())}


def within(group: str, own: str) -> bool:
    """Whether an article whose own group is ``own`` counts in ``group``."""
    return group == own or (group == "all" and own in ("look", "blind"))


def blind_ids() -> frozenset[str]:
    """The articles of ``../shared/gold/dev`` nobody looks at."""
    return frozenset(json.loads(SPLIT.read_text(encoding="utf-8"))["blind"])


def fingerprint(gold: Iterable[GoldArticle]) -> str:
    """A hash of the articles' ids, texts and statements: figures compare only under the same one."""
    digest = hashlib.sha256()
    for article in sorted(gold, key=lambda a: a.id):
        digest.update(msgspec.json.encode([article.id, article.date, article.text, article.statements]))
    return digest.hexdigest()[:16]

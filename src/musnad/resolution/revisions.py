"""What changed in who said what, from one version of an article to the next."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Any

import msgspec

from musnad.model import Reading, Statement

_ALIKE = 0.5  # of their words: two statements are one that was changed
_SPOKEN = 0.2  # what one speaker and one act add to that


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One statement that is new, is gone, or is told otherwise.

    ``kind`` is added, removed or changed; ``what`` names what is told otherwise: speaker, act, words, day, relays,
    channel. ``before`` and ``after`` are the statement as plain data, None where there is none.
    """

    kind: str
    what: tuple[str, ...] = ()
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None


def compare_versions(old: Reading, new: Reading) -> list[Change]:
    """The changes in who said what, in the order of the new version, what is gone after them.

    A statement that only moved is no change. Statements are paired off, the most alike first.
    """
    before = [_plain(one, old) for one in old.statements]
    after = [_plain(one, new) for one in new.statements]
    pairs = _pairs(before, after)
    answered = {i for i, _ in pairs}
    by_new = {j: i for i, j in pairs}
    changes = []
    for j, one in enumerate(after):
        if j not in by_new:
            changes.append(Change(kind="added", after=one))
            continue
        was = before[by_new[j]]
        what = tuple(name for name in _COMPARED if was[name] != one[name])
        if what:
            changes.append(Change(kind="changed", what=what, before=was, after=one))
    return changes + [Change(kind="removed", before=was) for i, was in enumerate(before) if i not in answered]


_COMPARED = ("speaker", "act", "words", "day", "relays", "channel")


def _plain(one: Statement, reading: Reading) -> dict[str, Any]:
    text = reading.article.text
    return {
        "statement": one.id, "speaker": one.speaker.name if one.speaker is not None else "", "act": one.act,
        "words": " … ".join(" ".join(span.of(text).split()) for span in one.content), "day": one.said_on,
        "relays": [relay.name for relay in one.relays], "channel": one.channel.kind if one.channel else None,
        "cue": {"start": one.cue.span.start, "end": one.cue.span.end, "text": one.cue.span.of(text)},
    }  # fmt: skip


def _pairs(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> list[tuple[int, int]]:
    """Which old statement each new one is: first those that are told alike, then the closest of the rest."""
    pairs: list[tuple[int, int]] = []
    left: dict[tuple[Any, ...], list[int]] = {}
    for i, was in enumerate(before):
        left.setdefault(_key(was), []).append(i)
    rest = []
    for j, one in enumerate(after):
        same = left.get(_key(one))
        if same:
            pairs.append((same.pop(0), j))
        else:
            rest.append(j)
    olds = sorted(i for rows in left.values() for i in rows)
    scored = [(-score, i, j) for i in olds for j in rest if (score := _likeness(before[i], after[j])) >= _ALIKE]
    taken: set[int] = set()
    answered: set[int] = set()
    for _, i, j in sorted(scored):
        if i not in answered and j not in taken:
            answered.add(i)
            taken.add(j)
            pairs.append((i, j))
    return pairs


def _key(one: dict[str, Any]) -> tuple[Any, ...]:
    return (*(one[name] for name in _COMPARED if name != "relays"), *one["relays"])


def _likeness(was: dict[str, Any], one: dict[str, Any]) -> float:
    words: float = SequenceMatcher(None, was["words"].split(), one["words"].split(), autojunk=False).ratio()
    spoken = was["speaker"] == one["speaker"] and was["act"] == one["act"]
    return words + (_SPOKEN if spoken else 0.0)

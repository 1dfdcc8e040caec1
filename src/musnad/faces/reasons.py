"""Reasons in the language of a page: a reason is a rule and what it met, and the texts of a language word the rules.

Where a language has no words for a rule, the English sentence of the reason itself is what is shown.
"""

from __future__ import annotations

from collections.abc import Mapping

from musnad.faces.wording import Wording
from musnad.model import Reason, Statement
from musnad.resolution.grounds import told_ground

_FSI, _PDI = "\u2068", "\u2069"  # around a value: it turns nothing about


def reason_in(words: Wording, reason: Reason, statement: Statement) -> str | None:
    """A reason of a statement; None where the language has no words for its rule, nor for what that is a case of."""
    rules: Mapping[str, str] = words["rules"]
    rule = reason.rule
    while rule and rule not in rules:
        rule = rule.rpartition("/")[0]
    if not rule:
        return None
    frame = reason.rule.rpartition("/")[2]
    channel = statement.channel.kind if statement.channel is not None else ""
    return rules[rule].format(
        lemma=_isolated(statement.cue.lemma), act=words["act"][statement.act], day=words.day(statement.said_on),
        channel=words["channel_kind"].get(channel, ""), frame=words["frames"].get(frame, words["frames"]["other"]),
    )  # fmt: skip


def ground_in(words: Wording, sentence: str) -> str | None:
    """What the ledger gives as a ground (``resolution.grounds``); None where the language has no words for it."""
    found = told_ground(sentence)
    said = words["grounds"].get(found[0]) if found is not None else None
    if found is None or said is None:
        return None
    values = {name: _isolated(value) for name, value in found[1].items()}
    if "words" in values:
        values["words"] = words["comma"].join(map(_pair, found[1]["words"].split(", ")))
    return str(said).format(**values)


def _pair(words: str) -> str:
    """Two words that answer each other, once where they are the same."""
    one, parted, other = words.partition("=")
    return f"{_isolated(one)} = {_isolated(other)}" if parted and one != other else _isolated(one)


def _isolated(value: str) -> str:
    return f"{_FSI}{value}{_PDI}"

"""Fit what the facts about who may be meant by a left-out subject count for (``musnad.reading.discourse.ranking``).

Usage: python -m evaluation.candidates [--write] [--keep N] [--rounds N]

Learns from the marked articles that may be read, as the reader reads them, and prints how many of their open
statements get the right speaker: now, and with weights fitted without the article (five folds); likewise ``blind`` and
``fresh``, never fitted. What is known of later statements depends on earlier choices: each round reads with the weights
of the last one, and learns from what all rounds met (Ross, Gordon and Bagnell 2011).
"""

from __future__ import annotations

import argparse
import datetime
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import msgspec
import numpy as np

from evaluation.corpus import shared_folder
from evaluation.gate import WEIGHTS, as_article
from evaluation.groups import READABLE, load_groups, membership
from evaluation.score import predicted_of, same_name, score_article
from musnad.reading import speakers
from musnad.reading.discourse.ranking import Facts, Ranking

Weights = dict[tuple[str, str], float]  # what a fact counts for in a situation

KEEP = 60  # weights that stay: as good on articles never fitted as five times as many, and can be read
_PENALTY = 8.0  # of the squares of all weights when choosing which stay; half of it afterwards
_SEEN = 8  # candidates that a fact must be told of
_FOLDS = 5
# Facts of what somebody is count alike wherever the verb stands; his kind by the verb's form, too.
_KINDS = ("person", "organization", "country", "group", "anonymous")
_ALIKE = ("statements", "mentions", "source", "source-later", "unnamed", "titled", "full-name", "one-word",
          "gender-open", "plural-too", "plural-for-one", "headline", "spoke-in-relative-clause", "spoke-by-noun",
          "voice", "thing")  # fmt: skip
_SECTIONS = re.compile(r"^\[candidates\.[^\n]*\n(?:(?!\[).*\n?)*", re.MULTILINE)


class Open(msgspec.Struct, frozen=True):
    """An open statement of a marked article: its candidates' facts, which are right, and which was chosen."""

    group: str
    article: str
    situations: tuple[str, ...]
    facts: tuple[Facts, ...]
    right: tuple[bool, ...]
    chosen: bool


def main(argv: Sequence[str] | None = None) -> int:
    """Print the figures; keep the weights if asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--write", action="store_true", help="put the weights into the pack's weights.toml")
    parser.add_argument("--keep", type=int, default=KEEP, metavar="N", help="how many weights stay")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="how often to read and fit")
    args = parser.parse_args(argv)
    weights: Weights = {}
    pool: list[Open] = []
    for turn in range(args.rounds):
        every = list(open_statements(weights if turn else None))
        if not every:
            print("candidates: no hand-marked articles here")
            return 0
        pool += [one for one in every if one.group in READABLE]
        weights = fit(pool, args.keep, args.rounds)
        print(f"{'group':<8}{'open':>6}{'right one among them':>22}{'chosen':>8}{'fitted':>8}")
        held_out = _held_out(pool, every, args.keep, args.rounds) if turn == args.rounds - 1 else {}
        for group in dict.fromkeys(one.group for one in every):
            held = [one for one in every if one.group == group]
            fitted = held_out.get(group, 0) if group in READABLE else sum(hits(held, weights))
            among, now = sum(any(one.right) for one in held), sum(one.chosen for one in held)
            print(f"{group:<8}{len(held):>6}{among:>22}{now:>8}{fitted or '-':>8}", flush=True)
    if args.write:
        write(WEIGHTS, weights)
        print(f"wrote {len(weights)} weights to {WEIGHTS}")
    return 0


def open_statements(weights: Weights | None) -> Iterator[Open]:
    """The open statements of all marked articles that were found, as the reader, or other weights, rank them."""
    from musnad.lang.pack import load_pack
    from musnad.reading.reader import Reader

    loaded = load_groups(shared_folder())
    own = membership(loaded)
    pack = load_pack("ar")
    if weights is not None:
        table: dict[str, dict[str, float]] = {}
        for (situation, fact), weight in weights.items():
            table.setdefault(situation, {})[fact] = weight
        pack = msgspec.structs.replace(pack, weights=pack.weights | {"candidates": table})
    reader = Reader(pack)
    for article in (article for articles in loaded.values() for article in articles):
        with noted() as notes:
            reading = reader.read(as_article(article))
        scored = score_article(article, predicted_of(reading))
        gold = {out.predicted: k for k, out in enumerate(scored.outcomes) if out.found}
        for number, situations, facts, names in notes:
            if number not in gold:
                continue
            marked, out = article.statements[gold[number]], scored.outcomes[gold[number]]
            right = tuple(same_name(name, [marked.speaker, *marked.aliases]) for name in names)
            yield Open(own[article.id], article.id, situations, facts, right, out.speaker)


@contextmanager
def noted() -> Iterator[list[tuple[int, tuple[str, ...], tuple[Facts, ...], list[str]]]]:
    """While it lasts, the candidates of every open statement are noted, with their names."""
    notes: list[tuple[int, tuple[str, ...], tuple[Facts, ...], list[str]]] = []

    class Noting(Ranking):
        def choose(self, number: int, gender: str, plural: bool) -> tuple[int, tuple[str, str]] | None:
            facts = self.facts(number, gender, plural)
            names = [self.cast.actors[k].name for k in facts]
            notes.append((number, self.situations(number, plural), tuple(facts.values()), names))
            return super().choose(number, gender, plural)

    with patch.object(speakers, "Ranking", Noting):
        yield notes


def _terms(one: Open, facts: Facts) -> Iterator[tuple[tuple[str, str], float]]:
    """A candidate's facts, each in each situation it may count in."""
    for fact, value in facts.items():
        for situation in one.situations:
            by_form = fact in _KINDS and situation in ("finite", "participle", "nominal", "plural")
            if situation == "any" or by_form or (fact not in _ALIKE and fact not in _KINDS):
                yield (situation, fact), value


def fit(opens: Sequence[Open], keep: int, rounds: int) -> Weights:
    """The ``keep`` weights under which the right speakers are likeliest; each statement was met in some rounds."""
    seen: dict[tuple[str, str], int] = {}
    for one in opens:
        for facts in one.facts:
            for term, _ in _terms(one, facts):
                seen[term] = seen.get(term, 0) + 1
    full = _fit(opens, sorted(term for term, times in seen.items() if times >= _SEEN), _PENALTY * rounds)
    best = sorted(full, key=lambda term: (-abs(full[term]), term))[:keep]
    return _fit(opens, sorted(best), _PENALTY * rounds / 2)


def _fit(opens: Sequence[Open], terms: Sequence[tuple[str, str]], penalty: float) -> Weights:
    """Softmax over the candidates of each statement, all right ones taken together, the squares penalized."""
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix

    column = {term: k for k, term in enumerate(terms)}
    learned = [one for one in opens if any(one.right)]
    rows: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    right: list[bool] = []
    starts: list[int] = []
    for one in learned:
        starts.append(len(right))
        for facts, is_right in zip(one.facts, one.right, strict=True):
            for term, value in _terms(one, facts):
                if term in column:
                    rows.append(len(right))
                    columns.append(column[term])
                    values.append(value)
            right.append(is_right)
    inputs = csr_matrix((values, (rows, columns)), shape=(len(right), len(terms)))
    good, sizes = np.array(right, dtype=float), np.diff([*starts, len(right)])
    group = np.repeat(np.arange(len(starts)), sizes)

    def loss(weights: Any) -> tuple[float, Any]:
        scores = inputs @ weights
        likely = np.exp(scores - np.maximum.reduceat(scores, starts)[group])
        whole, part = np.add.reduceat(likely, starts), np.add.reduceat(likely * good, starts)
        slope = inputs.T @ (likely / whole[group] - likely * good / part[group]) + penalty * weights
        return float(np.log(whole / part).sum() + penalty * (weights @ weights) / 2), slope

    best = minimize(loss, np.zeros(len(terms)), jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return {term: round(float(weight), 2) for term, weight in zip(terms, best.x, strict=True)}


def hits(opens: Sequence[Open], weights: Weights) -> list[bool]:
    """Whether the likeliest candidate of each statement is right."""
    out = []
    for one in opens:
        scores = [sum(weights.get(term, 0.0) * value for term, value in _terms(one, facts)) for facts in one.facts]
        out.append(bool(scores) and one.right[scores.index(max(scores))])
    return out


def _held_out(pool: Sequence[Open], last: Sequence[Open], keep: int, rounds: int) -> dict[str, int]:
    """How many of each group's statements come out right by weights fitted without their article."""
    articles = sorted({one.article for one in pool})
    right: dict[str, int] = {}
    for fold in range(_FOLDS):
        held = set(articles[fold::_FOLDS])
        weights = fit([one for one in pool if one.article not in held], keep, rounds)
        tested = [one for one in last if one.article in held]
        for one, good in zip(tested, hits(tested, weights), strict=True):
            right[one.group] = right.get(one.group, 0) + good
    return right


def write(path: Path, weights: Mapping[tuple[str, str], float]) -> None:
    """Put the weights into the sections ``candidates`` of a weights file; other sections stay as they are."""
    lines: list[str] = []
    for situation in dict.fromkeys(["any", *sorted(s for s, _ in weights)]):
        held = sorted(((f, w) for (s, f), w in weights.items() if s == situation and w), key=lambda x: -x[1])
        lines += [f"[candidates.{situation}]"]
        if situation == "any":
            lines += [
                "# Whom a left-out subject means: what each fact about somebody who agrees counts for, always and in",
                f"# some situations of the verb. Written by evaluation/candidates.py on {datetime.date.today()}.",
            ]
        lines += [*(f"{fact} = {weight}" for fact, weight in held), ""]
    rest = _SECTIONS.sub("", path.read_text(encoding="utf-8")).rstrip("\n")
    path.write_text(rest + "\n\n" + "\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())

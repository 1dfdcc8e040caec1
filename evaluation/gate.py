"""The gate: score the Reader on the hand-marked articles and fail where a figure falls below its floor.

Usage: python -m evaluation.gate [--update [--allow-regression]] [--errors N --group look] [--calibrate [SET...]]

The articles are in ``$MUSNAD_SHARED`` (default: ``../shared`` beside the repository); ``evaluation.groups`` says
which. Where they are absent the gate says so and passes: they may not be part of the repository.
"""

from __future__ import annotations

import argparse
import datetime
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from evaluation import calibrate, marks, score
from evaluation.corpus import shared_folder
from evaluation.floors import FLOORS, check_floors, pin
from evaluation.frozen import changes, frozen_rows, read_frozen, write_frozen
from evaluation.groups import GROUPS, READABLE, SETS, blind_ids, fingerprint, load_groups, membership, within
from evaluation.score import ArticleScore, GoldArticle
from musnad.model import Article, Reading

HERE = Path(__file__).resolve().parent
FROZEN = HERE / "frozen.csv"
WEIGHTS = HERE.parent / "src" / "musnad" / "lang" / "ar" / "weights.toml"

# To reach on "blind" (issue 2), and what an afternoon's regular expressions reach on 34 of the articles.
TARGETS = {
    "found F1": (0.87, 0.57),
    "found at .8": (0.75, 0.36),
    "whole F1": (0.75, 0.37),
    "speaker of found": (0.90, 0.69),
    "act of found": (0.94, 0.94),
    "quote kind": (0.92, 0.63),
    "denial F1": (0.88, 0.30),
    "relay F1": (0.80, 0.0),
    "said_on F1": (0.80, 0.0),
    "implicit speakers": (0.80, 0.16),
}


def as_article(gold: GoldArticle) -> Article:
    """The article as a reader gets it: without its marks."""
    return Article(id=gold.id, text=gold.text, title=gold.title, date=gold.date, outlet=gold.outlet)


def read_all(gold: Sequence[GoldArticle], *, raw: bool = False) -> list[Reading]:
    """Readings of all articles; ``raw`` leaves the calibration table out, so confidence is the raw score."""
    from musnad.lang.pack import load_pack
    from musnad.reading.reader import Reader

    pack = load_pack("ar")
    if raw:
        weights = {name: section for name, section in pack.weights.items() if name != "confidence"}
        pack = msgspec.structs.replace(pack, weights=weights)
    reader = Reader(pack)
    return [reader.read(as_article(article)) for article in gold]


def score_all(gold: Sequence[GoldArticle], readings: Sequence[Reading]) -> list[ArticleScore]:
    """A score per article."""
    return [score.score_article(a, score.predicted_of(r)) for a, r in zip(gold, readings, strict=True)]


def group_counts(scores: Sequence[ArticleScore], own: Mapping[str, str]) -> dict[str, Counter[str]]:
    """The counts of each group that has articles; ``own`` is :func:`membership`."""
    present = [group for group in GROUPS if any(within(group, own[s.id]) for s in scores)]
    return {group: score.total(s for s in scores if within(group, own[s.id])) for group in present}


def table(counts: dict[str, Counter[str]]) -> Iterator[str]:
    """The printed figures, per group."""
    groups = list(counts)
    yield f"{'':<40}" + "".join(f"{group:>14}" for group in groups) + f"{'target':>9}{'regex':>8}"
    for name in ("articles", "gold", "predicted"):
        yield f"{name:<40}" + "".join(f"{counts[g][name]:>14}" for g in groups)
    heads = {group: score.headline(counts[group]) for group in groups}
    for name, (target, regex) in TARGETS.items():
        row = "".join(f"{heads[group][name]:>14.3f}" for group in groups)
        reached = "  below" if "blind" in heads and heads["blind"][name] < target else ""
        yield f"{name:<40}{row}{target:>9.2f}{regex:>8.2f}{reached}"
    yield ""
    stages = {group: score.stages(counts[group]) for group in groups}
    for name in stages[groups[0]]:
        row = "".join(_cell(*stages[group][name]) for group in groups)
        yield f"{name:<40}{row}"
    yield ""
    yield "act: right / found / in the gold"
    by_act = {group: score.acts(counts[group]) for group in groups}
    for name in sorted({name for held in by_act.values() for name in held}):
        cells = ("/".join(map(str, by_act[group].get(name, (0, 0, 0)))) for group in groups)
        yield f"  {name:<38}" + "".join(f"{cell:>14}" for cell in cells)
    yield ""
    yield f"{'confidence (stated): right, of how many':<40}" + "".join(f"{g:>14}" for g in groups)
    bins = {g: {row[0]: row for row in score.calibration(counts[g])} for g in groups}
    for low in sorted({low for rows in bins.values() for low in rows}):
        held = [bins[g].get(low) for g in groups]
        high = next(row[1] for row in held if row)
        row = "".join(f"{f'{r[4]:.2f} {r[2]:>4}' if r else '-':>14}" for r in held)
        yield f"  {low:.2f} to {high:.2f}{'':<26}{row}"
    errors = "".join(f"{score.calibration_error(counts[g]):>14.3f}" for g in groups)
    yield f"{'  expected calibration error':<40}{errors}"


def _cell(part: int, whole: int) -> str:
    return f"{f'{score.share(part, whole):.3f} {whole:>4}' if whole else '-':>14}"


def errors(gold: GoldArticle, scored: ArticleScore) -> Iterator[tuple[str, str]]:
    """Each error of an article as (kind, line). Prints article text: never of a group nobody reads."""
    text = gold.text

    def words(spans: Iterable[tuple[int, int]]) -> str:
        return " … ".join(" ".join(text[a:b].split()) for a, b in spans)

    for k, (g, out) in enumerate(zip(gold.statements, scored.outcomes, strict=True)):
        place = f"{gold.id}#{k} {g.cue[0] if g.cue else '-'} [{words([g.cue] if g.cue else [])}]"
        if out.predicted is None:
            yield "missed", f"{place} {g.act} <{g.speaker}> {words(g.content)}"
            continue
        p = scored.predicted[out.predicted]
        if not out.tight:
            yield "loose", f"{place} gold: {words(g.content)}\n        ours: {words(p.content)}"
        if not out.speaker:
            source = words([g.source]) if g.source else "-"
            yield "speaker", f"{place} gold: {g.speaker} ({source})  ours: {p.speaker}"
        for kind, want, got, right in (
            ("act", g.act, p.act, out.act),
            ("quote", g.quote, p.quote, out.quote),
            ("relay", g.relays, p.relays, out.relay),
            ("day", g.said_on, p.said_on, out.day),
        ):
            if not right:
                yield kind, f"{place} gold: {want}  ours: {got}  | {words(g.content)[:80]}"
    for j in scored.spurious:
        p = scored.predicted[j]
        cue = words([p.cue]) if p.cue else ""
        place = f"{gold.id} {p.cue[0] if p.cue else '-'} [{cue}]"
        yield "spurious", f"{place} {p.act} <{p.speaker}> {words(p.content)}"


def calibrate_confidence(loaded: dict[str, list[GoldArticle]], sets: Sequence[str] = ()) -> None:
    """Fit the confidence table on the articles that may be read, and write it to the pack's weights.

    ``sets`` are those of evaluation/marked to fit on alone: best ones that nothing has been mended for yet, since a
    reader is surer than it should be on articles it was developed against.
    """
    own = membership(loaded)
    gold = [article for articles in loaded.values() for article in articles]
    scored = score_all(gold, read_all(gold, raw=True))
    by_article = {
        s.id: [
            (p.confidence or 0.0, any(o.predicted == j and o.speaker and o.act for o in s.outcomes))
            for j, p in enumerate(s.predicted)
        ]
        for s in scored
    }
    within_sets = {packed.article for name in sets for packed in marks.read_marks(marks.FOLDER / f"{name}.jsonl")}
    chosen = {k: v for k, v in by_article.items() if own[k] in READABLE and (not sets or k in within_sets)}
    if not chosen:
        raise SystemExit(f"gate: no articles that may be read in {', '.join(sets)}")
    pairs = [pair for k in chosen for pair in chosen[k]]
    points = calibrate.fit(pairs)
    held = calibrate.cross_validate(chosen)
    shown = [("raw", pairs), ("held out, by article", held)]
    for group in ("blind", "fresh"):
        other = [(calibrate.apply(points, raw), r) for k, v in by_article.items() if own[k] == group for raw, r in v]
        shown += [(f"{group}, never fitted", other)] if other else []
    for name, value in shown:
        error, brier = calibrate.calibration_error(value), calibrate.brier(value)
        print(f"{name:<24} calibration error {error:.3f}  Brier {brier:.3f}  ({len(value)} statements)")
    facts: dict[str, str | int | float] = {
        "fitted": datetime.date.today().isoformat(),
        "gold": fingerprint([article for article in gold if article.id in chosen]),
        "groups": ", ".join(sets) or ", ".join(sorted({own[k] for k in chosen})),
        "statements": len(pairs),
        "held_out_error": round(calibrate.calibration_error(held), 4),
        "held_out_brier": round(calibrate.brier(held), 4),
    }
    calibrate.write_section(WEIGHTS, points, facts)
    print(f"wrote {len(points)} points to {WEIGHTS}")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the gate; the result is the exit status."""
    args = _options().parse_args(argv)
    shared = shared_folder()
    loaded = load_groups(shared)
    if not loaded:
        print(f"gate: skipped, no hand-marked articles at {shared} (set MUSNAD_SHARED); they are not shipped")
        return 0
    if args.calibrate is not None:
        calibrate_confidence(loaded, args.calibrate)
        return 0
    if args.errors and args.group not in READABLE:
        print(f"gate: refused: group {args.group!r} holds articles that are scored and never read")
        return 2
    gold = [article for articles in loaded.values() for article in articles]
    own = membership(loaded)
    scores = score_all(gold, read_all(gold))
    counts = group_counts(scores, own)
    if args.json:
        print(json.dumps({g: score.figures(counts[g]) for g in counts}, ensure_ascii=False, indent=1))
        return 0
    if args.errors:
        _print_errors(gold, scores, own, args)
        return 0
    print("\n".join(table(counts)))
    for name in (n for n in ("all", *SETS) if n not in loaded):
        print(f"gate: {name} skipped, its articles are not at {shared}")
    dev = len(loaded.get("all", ()))
    rows = frozen_rows(gold[:dev], scores[:dev])
    if dev and FROZEN.is_file():
        print()
        print("\n".join(changes(read_frozen(FROZEN), rows, blind_ids())))
    problems = check_floors(counts, loaded)
    if args.update:
        fell = [p for p in problems if " fell to " in p]
        if fell and not args.allow_regression:
            print("\n".join(["", *fell, "gate: refused to lower a floor without --allow-regression"]))
            return 1
        pin(counts, loaded)
        if dev:
            write_frozen(FROZEN, rows)
        print(f"\ngate: pinned {FLOORS.name} and {FROZEN.name}")
        return 0
    if problems:
        print("\n".join(["", *(f"gate: {p}" for p in problems)]))
        return 1
    print("\ngate: every figure is at or above its floor")
    return 0


def _print_errors(
    gold: Sequence[GoldArticle], scores: Sequence[ArticleScore], own: Mapping[str, str], args: argparse.Namespace
) -> None:
    left = args.errors
    for article, scored in zip(gold, scores, strict=True):
        if own[article.id] != args.group or (args.article and article.id != args.article):
            continue
        for kind, line in errors(article, scored):
            if left and (not args.kind or kind == args.kind):
                print(f"{kind:<9}{line}")
                left -= 1


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--update", action="store_true", help="pin the present figures as floors")
    parser.add_argument("--allow-regression", action="store_true", help="let --update lower a floor")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print up to N errors")
    parser.add_argument("--kind", help="of this kind: missed, spurious, loose, speaker, act, quote, relay, day")
    parser.add_argument("--article", help="of this article")
    parser.add_argument("--group", choices=GROUPS, default="look", help="for --errors")
    parser.add_argument("--json", action="store_true", help="print the figures of score.py per group as JSON")
    parser.add_argument(
        "--calibrate", nargs="*", metavar="SET", help="fit confidence into the pack's weights.toml, on some sets alone"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())

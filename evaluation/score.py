"""Score readings against gold statements: the figures of ``../shared/gold/score.py`` and more per stage.

Everything is counted per article into one ``Counter``, so that figures of any group of articles are
those of the sum of their counters. Predictions come as :class:`musnad.model.Reading` objects or as
the JSON dicts of SPEC section 1.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from musnad.model import Reading, Statement

Pair = tuple[int, int]
SCALE = 10**12  # sums of ratios are kept as whole numbers, for a Counter holds whole numbers
BINS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0001)

_TOKEN = re.compile(r"\w+")
# The spellings one name is written in; equal to the table of ../shared/gold/score.py.
_FOLD = str.maketrans(
    {
        **dict.fromkeys("أإآٱ", "ا"),
        "ى": "ي",
        "ة": "ه",
        "ؤ": "و",
        "ئ": "ي",
        **dict.fromkeys(["ـ", "ٰ", *map(chr, range(0x064B, 0x0653))], None),
    }
)
_ARTICLES = ("وال", "بال", "لل", "ال")


class GoldStatement(msgspec.Struct, frozen=True, kw_only=True):
    """A hand-marked statement; the fields are those of the gold's README."""

    source: Pair | None
    cue: Pair | None
    content: tuple[Pair, ...]
    speaker: str | None
    aliases: tuple[str, ...] = ()
    kind: str | None = None
    act: str
    quote: str
    relays: tuple[str, ...] = ()
    channel: str | None = None
    said_on: str | None = None
    parent: int | None = None


class GoldArticle(msgspec.Struct, frozen=True, kw_only=True):
    """An article with all its statements marked."""

    id: str
    text: str
    outlet: str | None = None
    date: str | None = None
    title: str | None = None
    statements: tuple[GoldStatement, ...]


class Predicted(msgspec.Struct, frozen=True, kw_only=True):
    """A predicted statement, reduced to what is scored."""

    id: str = ""
    source: Pair | None = None
    cue: Pair | None = None
    content: tuple[Pair, ...] = ()
    speaker: str | None = None
    kind: str | None = None
    act: str | None = None
    quote: str | None = None
    relays: tuple[str | None, ...] = ()
    channel: str | None = None
    said_on: str | None = None
    parent: str | None = None
    confidence: float | None = None


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one gold statement: the prediction paired with it and what is right in it."""

    predicted: int | None = None
    jaccard: float = 0.0
    found: bool = False
    tight: bool = False
    speaker: bool = False
    act: bool = False
    quote: bool = False
    relay: bool = False
    day: bool = False


class ArticleScore(msgspec.Struct, frozen=True):
    """One article scored: an outcome per gold statement, the predictions left over, and the counts."""

    id: str
    outcomes: tuple[Outcome, ...]
    spurious: tuple[int, ...]
    predicted: tuple[Predicted, ...]
    counts: Counter[str]


def load_gold(folder: Path) -> list[GoldArticle]:
    """All gold articles of a folder in order of their file names."""
    return [msgspec.json.decode(path.read_bytes(), type=GoldArticle) for path in sorted(folder.glob("*.json"))]


def predicted_of(reading: Reading | Mapping[str, Any]) -> tuple[Predicted, ...]:
    """The statements of a reading, given as object or as JSON dict."""
    if isinstance(reading, Reading):
        return tuple(_from_statement(s) for s in reading.statements)
    return tuple(_from_dict(s) for s in reading.get("statements") or ())


def _from_statement(s: Statement) -> Predicted:
    return Predicted(
        id=s.id,
        source=(s.source.start, s.source.end) if s.source else None,
        cue=(s.cue.span.start, s.cue.span.end),
        content=tuple((c.start, c.end) for c in s.content),
        speaker=s.speaker.name if s.speaker else None,
        kind=s.speaker.kind if s.speaker else None,
        act=s.act,
        quote=s.quote,
        relays=tuple(r.name for r in s.relays),
        channel=s.channel.kind if s.channel else None,
        said_on=s.said_on,
        parent=s.parent,
        confidence=s.confidence,
    )


def _from_dict(s: Mapping[str, Any]) -> Predicted:
    def span(value: Any) -> Pair | None:
        return (value["start"], value["end"]) if value else None

    speaker = s.get("speaker") or {}
    channel = s.get("channel")
    return Predicted(
        id=str(s.get("id") or ""),
        source=span(s.get("source")),
        cue=span(s.get("cue")),
        content=tuple((c["start"], c["end"]) for c in s.get("content") or ()),
        speaker=speaker.get("name"),
        kind=speaker.get("kind"),
        act=s.get("act"),
        quote=s.get("quote"),
        relays=tuple(r.get("name") for r in s.get("relays") or ()),
        channel=channel.get("kind") if isinstance(channel, Mapping) else channel,
        said_on=s.get("said_on"),
        parent=s.get("parent"),
        confidence=s.get("confidence"),
    )


def name_tokens(name: str | None) -> set[str]:
    """The words of a name in one spelling, without article."""
    tokens = set()
    for token in _TOKEN.findall(unicodedata.normalize("NFKC", name or "").translate(_FOLD).lower()):
        article = next((a for a in _ARTICLES if token.startswith(a) and len(token) - len(a) >= 3), "")
        tokens.add(token[len(article) :])
    return tokens


def same_name(predicted: str | None, accepted: Iterable[str | None]) -> bool:
    """Whether a name's words hold, or are held by, those of one of the accepted names."""
    got = name_tokens(predicted)
    wanted = (name_tokens(name) for name in accepted)
    return bool(got) and any(want and (want <= got or got <= want) for want in wanted)


def positions(text: str, spans: Iterable[Pair]) -> set[int]:
    """Where the words start that lie in the spans."""
    return {m.start() for start, end in spans for m in _TOKEN.finditer(text, max(start, 0), max(end, 0))}


def overlap(a: Pair | None, b: Pair | None) -> bool:
    """Whether two spans, if both are there, share a code point."""
    return a is not None and b is not None and a[0] < b[1] and b[0] < a[1]


def jaccard(a: set[int], b: set[int]) -> float:
    """Shared words over all words; 0 where there are none."""
    return len(a & b) / len(a | b) if a or b else 0.0


def assign(weights: Sequence[Sequence[float]]) -> list[Pair]:
    """The one-to-one pairing of rows with columns that has the greatest total weight."""
    if not weights or not weights[0]:
        return []
    try:
        from scipy.optimize import linear_sum_assignment
    except ImportError:
        return _assign_greedily(weights)
    rows, columns = linear_sum_assignment([[-w for w in row] for row in weights])
    return [(int(r), int(c)) for r, c in zip(rows, columns, strict=True)]


def _assign_greedily(weights: Sequence[Sequence[float]]) -> list[Pair]:
    cells = sorted(((w, r, c) for r, row in enumerate(weights) for c, w in enumerate(row) if w > 0), reverse=True)
    rows: set[int] = set()
    columns: set[int] = set()
    pairs = []
    for _, r, c in cells:
        if r not in rows and c not in columns:
            rows.add(r)
            columns.add(c)
            pairs.append((r, c))
    return pairs


def pair_statements(
    text: str, gold: Sequence[GoldStatement], predicted: Sequence[Predicted]
) -> list[tuple[int, int, float]]:
    """Pairs (gold, predicted, Jaccard of their contents) that count as found."""
    want = [positions(text, g.content) for g in gold]
    got = [positions(text, p.content) for p in predicted]
    values = [[jaccard(w, p) for p in got] for w in want]
    weights = []
    for g, row in zip(gold, values, strict=True):
        met = [overlap(g.cue, p.cue) for p in predicted]
        weights.append(
            [
                1 + value + 0.5 * cues if value >= 0.5 or (cues and value >= 0.25) else 0.0
                for value, cues in zip(row, met, strict=True)
            ]
        )
    return [(i, j, values[i][j]) for i, j in assign(weights) if weights[i][j] > 0]


def relays_right(gold: Sequence[str], predicted: Sequence[str | None]) -> int:
    """How many gold relays are among the predicted ones, each used once."""
    left = list(predicted)
    hits = 0
    for name in gold:
        at = next((k for k, other in enumerate(left) if same_name(other, [name])), None)
        if at is not None:
            hits += 1
            del left[at]
    return hits


def score_article(article: GoldArticle, predicted: Sequence[Predicted] | None) -> ArticleScore:
    """Score one article; ``None`` for predictions means that there are none for it."""
    gold, text = article.statements, article.text
    n: Counter[str] = Counter(articles=1, missing=int(predicted is None))
    predicted = tuple(predicted or ())
    _count_sides(n, gold, predicted)
    pairs = pair_statements(text, gold, predicted)
    outcomes = [Outcome()] * len(gold)
    gold_of = {j: i for i, j, _ in pairs}
    ids = {p.id: j for j, p in enumerate(predicted) if p.id}
    right: set[int] = set()
    for i, j, value in pairs:
        g, p = gold[i], predicted[j]
        hits = relays_right(g.relays, p.relays)
        outcomes[i] = out = Outcome(
            predicted=j,
            jaccard=value,
            found=True,
            tight=value >= 0.8,
            speaker=same_name(p.speaker, [g.speaker, *g.aliases]),
            act=p.act == g.act,
            quote=p.quote == g.quote,
            relay=hits == len(g.relays) == len(p.relays),
            day=(p.said_on or None) == g.said_on,
        )
        n["relay"] += hits
        _count_pair(n, g, p, out, text)
        if out.speaker and out.act:
            right.add(j)
        if g.parent is not None:
            n["parent_found"] += 1
            n["parent"] += p.parent is not None and gold_of.get(ids.get(p.parent, -1)) == g.parent
        else:
            n["parent_spurious"] += p.parent is not None
    _count_cues(n, text, gold, predicted)
    for j, p in enumerate(predicted):
        if p.confidence is not None:
            _count_confidence(n, p.confidence, j in right)
    spurious = tuple(j for j in range(len(predicted)) if j not in gold_of)
    return ArticleScore(article.id, tuple(outcomes), spurious, predicted, n)


def _count_sides(n: Counter[str], gold: Sequence[GoldStatement], predicted: Sequence[Predicted]) -> None:
    n["gold"], n["predicted"] = len(gold), len(predicted)
    n["gold:cue"] = sum(g.cue is not None for g in gold)
    n["predicted:cue"] = sum(p.cue is not None for p in predicted)
    for g in gold:
        n["gold:deny"] += g.act == "deny"
        n["gold:relay"] += len(g.relays)
        n["gold:day"] += bool(g.said_on)
        n["gold:channel"] += bool(g.channel)
        n["gold:nested"] += g.parent is not None
        n[f"gold:quote {g.quote}"] += 1
        n[f"gold:kind {g.kind}"] += 1
        n[f"gold:act {g.act}"] += 1
        n["gold:explicit" if g.source else "gold:implicit"] += 1
    for p in predicted:
        n["predicted:deny"] += p.act == "deny"
        n["predicted:relay"] += len(p.relays)
        n["predicted:day"] += bool(p.said_on)
        n["predicted:channel"] += bool(p.channel)


def _count_pair(n: Counter[str], g: GoldStatement, p: Predicted, out: Outcome, text: str) -> None:
    n["found"] += 1
    n["jaccard"] += round(out.jaccard * SCALE)
    n["tight"] += out.tight
    n["speaker"] += out.speaker
    n["act"] += out.act
    n["whole"] += out.speaker and out.act
    n["quote"] += out.quote
    n["deny"] += out.act and g.act == "deny"
    n["day"] += bool(g.said_on) and p.said_on == g.said_on
    n["channel"] += bool(g.channel) and p.channel == g.channel
    n["nested"] += g.parent is not None
    n[f"found:quote {g.quote}"] += 1
    n[f"right:quote {g.quote}"] += out.quote
    n[f"found:kind {g.kind}"] += 1
    n[f"speaker:kind {g.kind}"] += out.speaker
    n[f"found:act {g.act}"] += 1
    n[f"right:act {g.act}"] += out.act
    n["speaker_kind"] += p.kind == g.kind
    side = "explicit" if g.source else "implicit"
    n[f"found:{side}"] += 1
    n[side] += out.speaker
    if g.source:
        n["source_overlap"] += overlap(g.source, p.source)
        if p.source:
            value = jaccard(positions(text, [g.source]), positions(text, [p.source]))
            n["source_jaccard"] += round(value * SCALE)
            n["source_exact"] += value == 1.0
    else:
        n["source_null"] += p.source is None


def _count_cues(n: Counter[str], text: str, gold: Sequence[GoldStatement], predicted: Sequence[Predicted]) -> None:
    """Cues found, and what content those have: the stage before, whatever is paired by content."""
    want = [positions(text, g.content) for g in gold]
    got = [positions(text, p.content) for p in predicted]
    weights = [
        [1 + jaccard(w, have) if overlap(g.cue, p.cue) else 0.0 for p, have in zip(predicted, got, strict=True)]
        for g, w in zip(gold, want, strict=True)
    ]
    for i, j in assign(weights):
        if weights[i][j] > 0:
            value = weights[i][j] - 1
            n["cue"] += 1
            n["cue_content_half"] += value >= 0.5
            n["cue_content_tight"] += value >= 0.8
            n["cue_content_exact"] += value > 0.999


def _count_confidence(n: Counter[str], confidence: float, right: bool) -> None:
    bin_ = next((k for k in range(len(BINS) - 1) if confidence < BINS[k + 1]), len(BINS) - 2)
    n[f"bin{bin_}:n"] += 1
    n[f"bin{bin_}:right"] += right
    n[f"bin{bin_}:sum"] += round(confidence * SCALE)
    n["brier"] += round((confidence - right) ** 2 * SCALE)


def total(scores: Iterable[ArticleScore]) -> Counter[str]:
    """The counts of a group of articles."""
    out: Counter[str] = Counter()
    for score in scores:
        out.update(score.counts)
    return out


def prf(hits: int, gold: int, predicted: int) -> tuple[float, float, float]:
    """Precision, recall, F1; 0 where there is nothing to divide by."""
    precision = hits / predicted if predicted else 0.0
    recall = hits / gold if gold else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def share(part: int, whole: int) -> float:
    """A part of a whole; 0 of nothing."""
    return part / whole if whole else 0.0


def figures(n: Counter[str]) -> dict[str, Any]:
    """The figures of ``../shared/gold/score.py --json``, key by key and rounded as there."""

    def of(hits: str, gold: str = "gold", predicted: str = "predicted") -> list[float]:
        return [round(x, 3) for x in prf(n[hits], n[gold], n[predicted])]

    found = n["found"] or 1
    return {
        "articles": n["articles"],
        "articles without predictions": n["missing"],
        "gold": n["gold"],
        "predicted": n["predicted"],
        "found P/R/F1": of("found"),
        "found at content Jaccard >= 0.8 P/R/F1": of("tight"),
        "whole P/R/F1": of("whole"),
        "content Jaccard of found": round(n["jaccard"] / SCALE / found, 3),
        "speaker accuracy of found": round(n["speaker"] / found, 3),
        "implicit speakers right": [n["implicit"], n["gold:implicit"]],
        "act accuracy of found": round(n["act"] / found, 3),
        "quote type accuracy of found": round(n["quote"] / found, 3),
        "denial P/R/F1": of("deny", "gold:deny", "predicted:deny"),
        "relay P/R/F1": of("relay", "gold:relay", "predicted:relay"),
        "said_on P/R/F1": of("day", "gold:day", "predicted:day"),
        "direct found": [n["found:quote direct"], n["gold:quote direct"]],
        "nested found": [n["nested"], n["gold:nested"]],
    }


def headline(n: Counter[str]) -> dict[str, float]:
    """The ten figures that have targets and floors, unrounded."""
    found = n["found"]
    return {
        "found F1": prf(found, n["gold"], n["predicted"])[2],
        "found at .8": prf(n["tight"], n["gold"], n["predicted"])[2],
        "whole F1": prf(n["whole"], n["gold"], n["predicted"])[2],
        "speaker of found": share(n["speaker"], found),
        "act of found": share(n["act"], found),
        "quote kind": share(n["quote"], found),
        "denial F1": prf(n["deny"], n["gold:deny"], n["predicted:deny"])[2],
        "relay F1": prf(n["relay"], n["gold:relay"], n["predicted:relay"])[2],
        "said_on F1": prf(n["day"], n["gold:day"], n["predicted:day"])[2],
        "implicit speakers": share(n["implicit"], n["gold:implicit"]),
    }


def stages(n: Counter[str]) -> dict[str, tuple[int, int]]:
    """Figures per stage, each as (right, of how many), in the order of the reading's stages."""
    found = n["found"]
    out = {
        "cue: precision": (n["cue"], n["predicted:cue"]),
        "cue: recall": (n["cue"], n["gold:cue"]),
        "content of found cues: Jaccard >= .5": (n["cue_content_half"], n["cue"]),
        "content of found cues: Jaccard >= .8": (n["cue_content_tight"], n["cue"]),
        "content of found cues: exact": (n["cue_content_exact"], n["cue"]),
        "statements: precision": (found, n["predicted"]),
        "statements: recall": (found, n["gold"]),
        "source of found: overlaps": (n["source_overlap"], n["found:explicit"]),
        "source of found: exact": (n["source_exact"], n["found:explicit"]),
        "source of found: none where none": (n["source_null"], n["found:implicit"]),
        "speaker of found: explicit": (n["explicit"], n["found:explicit"]),
        "speaker of found: implicit": (n["implicit"], n["found:implicit"]),
    }
    for name in ("person", "organization", "country", "group", "anonymous"):
        out[f"speaker of found: {name}"] = (n[f"speaker:kind {name}"], n[f"found:kind {name}"])
    out["kind of speaker of found"] = (n["speaker_kind"], found)
    for name in ("direct", "mixed", "indirect"):
        out[f"recall: {name}"] = (n[f"found:quote {name}"], n[f"gold:quote {name}"])
    for name in ("direct", "mixed", "indirect"):
        out[f"quote kind of found: {name}"] = (n[f"right:quote {name}"], n[f"found:quote {name}"])
    out["recall: nested"] = (n["nested"], n["gold:nested"])
    out["parent of found: right"] = (n["parent"], n["parent_found"])
    out["parent of found: none where none"] = (
        found - n["parent_found"] - n["parent_spurious"],
        found - n["parent_found"],
    )
    for hit, name in (("deny", "denial"), ("relay", "relay"), ("channel", "channel"), ("day", "said_on")):
        out[f"{name}: precision"] = (n[hit], n[f"predicted:{hit}"])
        out[f"{name}: recall"] = (n[hit], n[f"gold:{hit}"])
    return out


def acts(n: Counter[str]) -> dict[str, tuple[int, int, int]]:
    """Of each act: right, found, in the gold."""
    names = sorted(key[len("gold:act ") :] for key in n if key.startswith("gold:act ") and n[key])
    return {name: (n[f"right:act {name}"], n[f"found:act {name}"], n[f"gold:act {name}"]) for name in names}


def calibration(n: Counter[str]) -> list[tuple[float, float, int, float, float]]:
    """Per bin of confidence: from, to, how many, mean confidence, share that is right."""
    out = []
    for k in range(len(BINS) - 1):
        size = n[f"bin{k}:n"]
        if size:
            mean = n[f"bin{k}:sum"] / SCALE / size
            out.append((BINS[k], min(BINS[k + 1], 1.0), size, mean, n[f"bin{k}:right"] / size))
    return out


def calibration_error(n: Counter[str]) -> float:
    """Expected calibration error: how far stated confidence and share of right are apart on average."""
    table = calibration(n)
    size = sum(row[2] for row in table)
    return sum(row[2] * abs(row[3] - row[4]) for row in table) / size if size else 0.0

"""Count what articles without a day cost: the pairs that are to be compared, with more and more of them.

Usage: python -m evaluation.undated READINGS [--articles N] [--days N]. READINGS is a folder of kept readings, as
``evaluation.scale`` makes one below its own. The articles are put on so many days by chance, then a share of them loses
its day. Pairs are those that meet and leave a link open, by the batch's own step.
"""

from __future__ import annotations

import argparse
import datetime
import random
import sys
from collections import defaultdict
from collections.abc import Sequence
from itertools import chain, islice
from pathlib import Path

import msgspec

from evaluation import kept
from musnad.batch.linking import meet_words, meeting_value
from musnad.lang.pack import load_pack
from musnad.model import Reading
from musnad.resolution.claims import Told, told
from musnad.resolution.meeting import meeting_keys

_SHARES = (0.0, 0.2, 0.5, 1.0)
_FIRST = datetime.date(2026, 1, 1)
Met = list[tuple[Told, frozenset[int]]]


def put_forward(readings: Sequence[Reading]) -> list[Met]:
    """The statements of each article, with the places where each meets others."""
    found = ((reading, load_pack(reading.article.language)) for reading in readings)
    return [[(one, meeting_keys(one)) for one in told(reading, pack)] for reading, pack in found]


def count_pairs(articles: Sequence[Met], days: int, share: float) -> int:
    """The pairs that are to be compared where a share of the articles has no day and the others lie on so many."""
    order = list(range(len(articles)))
    random.Random(3).shuffle(order)
    places: dict[int, list[bytes]] = defaultdict(list)
    for place, statements in zip(order, articles, strict=True):
        dated = place >= share * len(order)
        day = (_FIRST + datetime.timedelta(days=place * days // len(order))).isoformat() if dated else None
        for one, keys in statements:
            value = meeting_value(msgspec.structs.replace(one, day=day, date=None), keys, load_pack(one.language))
            for key in keys:
                places[key].append(value)
    met = (meet_words(key.to_bytes(8, "big"), iter(values)) for key, values in places.items() if len(values) > 1)
    return sum(1 for _ in chain.from_iterable(met))


def main() -> int:
    """Print a line for each share."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("readings", type=Path)
    parser.add_argument("--articles", type=int, default=5000)
    parser.add_argument("--days", type=int, default=600)
    args = parser.parse_args()
    every = chain.from_iterable(map(kept.load, sorted(args.readings.glob("*.msgpack"))))
    articles = put_forward(list(islice(every, args.articles)))
    for share in _SHARES:
        print(
            f"{share:4.0%} of {len(articles)} without a day: {count_pairs(articles, args.days, share)} pairs",
            flush=True,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())

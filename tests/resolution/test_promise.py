"""A glance at two statements: nothing is told away by it that words would leave open."""

from __future__ import annotations

import random

from musnad.resolution.promise import heaviest_told, too_little


def test_what_is_told_away_by_its_weight_is_what_shares_too_little() -> None:
    chance = random.Random(5)
    told = set()
    for _ in range(5000):
        shared, own, other = (chance.uniform(0, most) for most in (3, 20, 25))
        light = other <= heaviest_told(shared, own)
        assert light == (not too_little(shared, own, other))
        told.add(light)
    assert told == {True, False}


def test_a_bound_is_never_rounded_to_the_wrong_side() -> None:
    for own in (1.0, 3.1, 9.7, 15.3):
        for hundredths in range(90, 300):
            shared = hundredths / 100
            for other in (shared / 0.12, shared / 0.3):
                assert too_little(shared, own, other) or other <= heaviest_told(shared, own)

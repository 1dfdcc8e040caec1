"""The steps of a batch find the links that are found among all pairs of its statements."""

from __future__ import annotations

import random
from collections.abc import Iterator

import msgspec
import pytest

from musnad.batch import linking
from musnad.batch.engine import Row, grouped
from musnad.batch.records import Said, after, of_kind
from musnad.lang.pack import load_pack
from musnad.ledger.packing import tag
from musnad.resolution.claims import Told, find_links, link, may_link
from musnad.resolution.meeting import meeting_keys
from musnad.resolution.propositions import proposition

PACK = load_pack("ar")
WORDS = ["الجسر", "المرفأ", "الوادي", "السد", "الطريق", "المستشفى", "المدرسة", "الرمانة", "الصفصاف", "السنديان",
         "المنارة", "القنطرة", "الطاحونة"]  # fmt: skip
VERBS = ["سيفتح يوم الأحد", "لن يغلق", "أغلق بعد انهيار", "يحتاج إلى ترميم عاجل", "رمم العام الماضي", "آمن تماما"]
SPEAKERS = ["سامر الوادي", "كمال الناعم", "هدى الوادي", ""]


def statements(seed: int, count: int) -> list[Told]:
    """Statements of few words, so that many share some, by few speakers within fifty days."""
    dice = random.Random(seed)
    made = []
    for number in range(count):
        words = dice.sample(WORDS, dice.randint(1, 6))
        text = f"إن {' و'.join(words)} {dice.choice(VERBS)}"
        day = None if dice.random() < 0.1 else f"2026-{dice.randint(9, 10):02}-{dice.randint(1, 28):02}"
        made.append(
            Told.of(
                key=f"a{number // 2:03}:{number}:0:1", article=f"a{number // 2:03}", statement=f"s{number}", text="",
                read=proposition(text, PACK), pack=PACK, sign=dice.choice((1, 1, -1)), stance="asserts", wish=False,
                own=dice.random() < 0.2, speaker=dice.choice(SPEAKERS), day=day,
            )
        )  # fmt: skip
    return made


def group(rows: list[Row], outputs: set[str], step: object) -> list[Row]:
    given = sorted((key, value) for output, key, value in rows if output in outputs)
    return list(grouped(given, step))  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", range(3))
def test_links_are_those_of_all_pairs(seed: int) -> None:
    told = statements(seed, 160)
    rows: list[Row] = []
    for one in told:
        rows.append(("said", one.key.encode(), of_kind(0, msgspec.msgpack.encode(Said.of(one, "ar")))))
        keys = meeting_keys(one)
        value = linking.meeting_value(one, keys, PACK)
        rows += [("meet", key.to_bytes(8, "big"), value) for key in keys]
    rows += group(rows, {"meet"}, linking.meet_words)
    rows += group(rows, {"said", "ask"}, linking.bring_words)
    rows += group(rows, {"said", "half"}, linking.link_met)
    links = [msgspec.msgpack.decode(after(value)) for output, _, value in rows if output == "link"]
    found = sorted((row["one"], row["other"], row["relation"], row["score"]) for row in links)
    there = sorted((tag("s", a), tag("s", b), link.relation, link.score) for a, b, link in find_links(told, PACK))
    assert found == there
    assert len({(row["one"], row["other"]) for row in links}) == len(links), "a link is told twice"
    assert len(found) > 100
    asked = sum(output == "half" for output, _, _ in rows)
    assert asked < len(told) ** 2 / 4, "nothing was passed over at the meeting places"


def test_a_cheap_look_passes_nothing_over_that_words_the_same_would_link() -> None:
    told = statements(7, 120)

    def pairs() -> Iterator[tuple[Told, Told]]:
        for at, one in enumerate(told):
            for other in told[:at]:
                yield one, other

    promising = [may_link(one, other, PACK) for one, other in pairs()]
    linked = [link(one, other) is not None for one, other in pairs()]
    assert all(may or not found for may, found in zip(promising, linked, strict=True))
    assert 0 < sum(linked) < sum(promising) < len(promising)
    bare = [
        msgspec.structs.replace(one, speaker_terms=frozenset(), own=False, sign=1, day=None) for one in told if one.keys
    ]
    for one in bare:
        assert may_link(one, msgspec.structs.replace(one, key=f"{one.key}x"), PACK) is (one.weighs >= 0.9)

"""An actor's positions: all of them, and folded by claim, stance and day, a page at a time."""

from __future__ import annotations

from musnad.lang.pack import load_pack
from musnad.ledger.positions import actor_positions, folded_positions
from musnad.ledger.store import Ledger
from musnad.ledger.views import find_actors, show_actor
from musnad.model import Article
from musnad.reading.reader import Reader

SAID = "قال وزير النقل سامر الوادي إن جسر مرفأ الزيتون سيغلق أمام الشاحنات ثلاثة أشهر."
TOLD = [
    ("p1", "2026-11-10", "الساحل", SAID),
    ("p2", "2026-11-10", "الميناء", SAID.replace("قال", "أعلن").replace("إن", "أن")),
    ("p3", "2026-11-12", "البر", "نفى وزير النقل سامر الوادي أن جسر مرفأ الزيتون سيغلق أمام الشاحنات ثلاثة أشهر."),
    ("p4", None, "البحر", "قال وزير النقل سامر الوادي إن قاعة الأطفال في المكتبة تضم ألف كتاب مصور ومسرحا للدمى."),
]  # fmt: skip


def test_positions_fold_by_claim_stance_and_day(fresh: str) -> None:
    reader = Reader(load_pack("ar"))
    with Ledger(fresh) as ledger:
        ledger.add(reader.read(Article(id=i, date=day, outlet=outlet, text=text)) for i, day, outlet, text in TOLD)
        actor = find_actors(ledger, "سامر الوادي")[0]
        whole = actor_positions(ledger.db, actor)
        folded = folded_positions(ledger.db, actor, 10)
        assert len(whole) == 4
        assert [(one["day"], one["stance"], one["told"]) for one in folded] == [
            ("2026-11-12", "denies", 1), ("2026-11-10", "asserts", 2), (None, "asserts", 1),
        ]  # fmt: skip
        first = min(one["statement"] for one in whole if one["day"] == "2026-11-10")
        assert folded[1] == {**next(one for one in whole if one["statement"] == first), "told": 2}
        assert [*folded_positions(ledger.db, actor, 2), *folded_positions(ledger.db, actor, 2, 2)] == folded
        # One by one: of the latest statements too few are read at first, and of the last day read only a part.
        assert [one for at in range(4) for one in folded_positions(ledger.db, actor, 1, at)] == folded
        assert show_actor(ledger, actor)["positions"] == whole
        bridge = {folded[0]["claim"]}
        assert "positions" not in show_actor(ledger, actor, positions=False)
        assert actor_positions(ledger.db, actor, bridge) == [one for one in whole if one["claim"] in bridge]
        assert actor_positions(ledger.db, actor, []) == []

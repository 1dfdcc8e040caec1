"""Origins and witnesses: who stands behind a claim, with the least and the most."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from musnad.resolution.accounts import Account
from musnad.resolution.names import Name
from musnad.resolution.origins import Count, count_origins, reversals, standing


def account(key: str, **told: object) -> Account:
    fields: dict[str, object] = {
        "key": key, "article": f"article-{key}", "outlet": f"outlet-{key}", "family": f"outlet-{key}",
        "day": "2026-11-10", "root": "", "named": False, "relays": (), "said_on": None, "channel": None,
        "stance": "asserts",
    }  # fmt: skip
    fields.update(told)
    return Account(**fields)  # type: ignore[arg-type]


def named(key: str, root: str, **told: object) -> Account:
    return account(key, root=root, named=True, **told)


def test_fifty_seven_reports_of_one_unnamed_source_are_one_origin() -> None:
    found = count_origins([account(f"{k:02}", relays=("agency",)) for k in range(57)], [])
    assert found.reports == 57
    assert found.anonymous == Count(1, 1)
    assert found.witnesses == Count(1, 1)


def test_unnamed_sources_of_two_agencies_may_be_one() -> None:
    found = count_origins([account("a", relays=("one",)), account("b", relays=("other",))], [])
    assert found.anonymous == Count(1, 2)
    assert found.witnesses == Count(2, 2)


def test_two_reporters_at_one_press_conference_are_one_origin_heard_by_two_witnesses() -> None:
    told = {"said_on": "2026-11-09", "channel": "press_conference"}
    found = count_origins([named("a", "minister", **told), named("b", "minister", **told)], [])
    assert found.named == Count(1, 1)
    assert found.witnesses == Count(2, 2)


def test_who_does_not_tell_how_it_was_heard_may_have_it_from_the_carrier_another_names() -> None:
    carried, bare = named("a", "minister", relays=("agency",)), named("b", "minister")
    assert count_origins([carried, bare], []).witnesses == Count(1, 2)
    there = named("b", "minister", channel="press_conference")
    assert count_origins([carried, there], []).witnesses == Count(2, 2)
    other = named("c", "minister", relays=("another agency",))
    assert count_origins([carried, bare, other], []).witnesses == Count(2, 3)


def test_an_agency_that_carries_an_unnamed_source_does_not_name_it() -> None:
    source = account("a", relays=("agency",))
    found = count_origins([source, named("b", "agency")], [])
    assert (found.named, found.anonymous) == (Count(0, 0), Count(1, 1))
    spokesman = named("c", "minister", relays=("agency",))
    assert count_origins([spokesman, named("b", "agency")], []).named.most == 1


def test_an_agency_that_is_itself_the_source_heard_it() -> None:
    agency = Name(name="رويترز", kind="organization")
    reports = [named("a", "reuters", speaker=agency), named("b", "reuters", speaker=agency)]
    found = count_origins(reports, [])
    assert (found.heard, found.witnesses.least) == (1, 1)


def test_two_days_are_two_occasions_of_one_actor() -> None:
    found = count_origins([named("a", "m", said_on="2026-11-08"), named("b", "m", said_on="2026-11-09")], [])
    assert len(found.groups) == 2


def test_an_unknown_day_leaves_it_open() -> None:
    assert count_origins([named("a", "m"), named("b", "m")], []).named == Count(1, 2)


def test_a_copy_is_no_witness_and_no_origin() -> None:
    pair = [account("a"), account("b")]
    found = count_origins(pair, [("article-a", "article-b")])
    assert (found.anonymous, found.witnesses) == (Count(1, 1), Count(1, 1))
    assert {join.why for join in found.joins} == {"one article is a copy of the other"}


def test_what_came_through_the_others_outlet_is_one_origin() -> None:
    found = count_origins([named("a", "m"), account("b", relays=("outlet-a",))], [])
    assert len(found.groups) == 1


def test_standing_follows_the_days() -> None:
    one = named("a", "m", said_on="2026-11-01")
    denial = named("b", "n", said_on="2026-11-03", stance="denies")
    again = named("c", "o", said_on="2026-11-05")
    taken_back = named("d", "m", said_on="2026-11-07", stance="denies")
    assert standing([one]) == (("2026-11-01", "uncontested"),)
    assert standing([denial, one]) == (("2026-11-01", "uncontested"), ("2026-11-03", "denied"))
    assert standing([one, denial, again])[-1] == ("2026-11-05", "contested")
    assert standing([one, taken_back])[-1] == ("2026-11-07", "withdrawn")
    assert standing([one, named("e", "p", said_on="2026-11-02", stance="confirms")])[-1][1] == "confirmed"


def test_a_reversal_is_one_actor_on_both_sides() -> None:
    pair = [named("a", "m", said_on="2026-11-01"), named("b", "m", said_on="2026-11-04", stance="denies")]
    assert reversals(pair) == (("m", "a", "b"),)
    assert not reversals([account("a"), account("b", stance="denies")])


def test_within_one_article_and_day_nobody_changes_position() -> None:
    one = named("a", "m", said_on="2026-11-04", article="x")
    other = named("b", "m", said_on="2026-11-04", stance="denies", article="x")
    assert not reversals([one, other])
    assert reversals([one, named("b", "m", said_on="2026-11-04", stance="denies", article="y")])
    before, after = named("c", "m", said_on="2026-11-01"), named("d", "m", said_on="2026-11-09", stance="denies")
    assert reversals([before, one, other, after]) == reversals([before, other, one, after]) == (("m", "c", "d"),)


accounts = st.builds(
    lambda n, root, relays, day, outlet: account(
        str(n), root=root, named=bool(root), relays=tuple(relays), said_on=day, outlet=outlet, family=outlet
    ),
    st.integers(0, 99), st.sampled_from(["", "m", "n"]), st.lists(st.sampled_from(["r", "s"]), max_size=2),
    st.sampled_from([None, "2026-11-01", "2026-11-02"]), st.sampled_from(["", "o", "p", "r"]),
)  # fmt: skip


@given(st.lists(accounts, max_size=8, unique_by=lambda one: one.key), st.randoms())
def test_the_least_is_never_more_than_the_most(some: list[Account], chance: object) -> None:
    found = count_origins(some, [])
    for count in (found.outlets, found.witnesses, found.named, found.anonymous):
        assert 0 <= count.least <= count.most
    assert found.named.least + found.anonymous.least <= len(found.groups) <= found.named.most + found.anonymous.most
    shuffled = [*some]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert count_origins(shuffled, []) == found


WORDS = ("boat", "harbour", "sank", "storm", "the")


def test_the_same_words_in_a_copied_article_are_one_origin_under_whatever_name() -> None:
    pair = [named("a", "committee", said=WORDS), named("b", "harbour committee", said=WORDS)]
    assert len(count_origins(pair, []).groups) == 2
    assert count_origins(pair, [("article-a", "article-b")]).named == Count(1, 1)


def test_names_that_may_be_one_count_as_one_at_least() -> None:
    short = Name(name="البنك المركزي", kind="organization")
    full = Name(name="البنك المركزي الزيتوني", kind="organization")
    far = Name(name="نادي الصيادين", kind="organization")
    assert count_origins([named("a", "x", speaker=short), named("b", "y", speaker=full)], []).named == Count(1, 2)
    assert count_origins([named("a", "x", speaker=short), named("b", "y", speaker=far)], []).named == Count(2, 2)


def test_one_wording_is_likely_one_witness_but_a_quotation_is_not() -> None:
    told = {"said_on": "2026-11-09", "said": WORDS}
    alike = count_origins([named("a", "m", **told), named("b", "m", **told)], [])
    assert (alike.witnesses, alike.heard) == (Count(1, 2), 1)
    quoted = count_origins([named("a", "m", quoted=True, **told), named("b", "m", quoted=True, **told)], [])
    assert (quoted.witnesses, quoted.heard) == (Count(1, 2), 2)

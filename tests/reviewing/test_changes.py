"""The verdict on a change: each of the seven, which comes first, Holm's correction, and what swapping the periods does."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from measured import BEFORE, LATEST, Q, indicator, measured, two, value

from cxgov.kpis.estimates import Change, estimate_of
from cxgov.kpis.holm import holm
from cxgov.kpis.types import TYPES
from cxgov.model import parse_period
from cxgov.model.indicators import Segment, SeriesBreak, SeriesDefinition
from cxgov.model.organisations import Thresholds
from cxgov.reviewing.changes import changes, changes_of_parts
from cxgov.reviewing.series import Cell

OPPOSITE = {"improved": "worsened", "worsened": "improved", "stable": "stable", "no_clear_change": "no_clear_change"}


def verdict(before, after, kpi=None, **options):
    return changes(two(before, after, kpi, **options), LATEST)["ease"]


@pytest.mark.parametrize(("before", "after", "kind"), [
    (value(5.5), value(5.9), "improved"),
    (value(5.9), value(5.5), "worsened"),
    (value(5.5, 100), value(5.6, 100), "no_clear_change"),  # not sure
    (value(5.5, 40_000), value(5.6, 40_000), "stable"),  # sure, and too small to matter
    (value(5.5, 1500), value(5.65, 1500), "no_clear_change"),  # sure, below the smallest change, perhaps above it
    (value(5.5, 49), value(5.9), "too_few"),
    (value(5.5), value(5.9, 49), "too_few"),
    (value(5.5, 50, variance=0.01), value(5.9, 50, variance=0.01), "improved"),
])
def test_verdict(before, after, kind):
    found = verdict(before, after)
    assert found.kind == kind
    assert (found.period, found.before) == (LATEST, BEFORE)
    assert (found.change is None) == (kind == "too_few")


def test_difference_is_later_minus_earlier_with_its_interval_and_p():
    found = verdict(value(5.9), value(5.5))
    expected = TYPES["ces"].change(indicator(), *(estimate_of(value(v)) for v in (5.9, 5.5)))
    assert found.change == expected
    assert found.change.difference == pytest.approx(-0.4)
    assert found.value == 5.9


def test_first_value_has_nothing_to_be_compared_with():
    found = changes(measured([indicator()], {Q[-1]: [value(5.5, 3)]}), LATEST)["ease"]
    assert (found.kind, found.before, found.family) == ("first", None, 0)


def test_indicator_without_a_value_has_no_verdict():
    made = measured([indicator(), indicator("nps")], {Q[-2]: [value(5.5), value(5, kpi="nps")], Q[-1]: [value(None, None)]})
    assert changes(made, LATEST) == {}


def test_period_before_is_the_latest_of_the_same_length_with_a_value():
    made = measured([indicator()], {
        Q[0]: [value(5.0)], Q[3]: [value(5.9)], "2026-05": [value(1.0)], "2026": [value(1.0)], Q[5]: [value(None, None)], Q[6]: [value(5.5)]})
    found = changes(made, LATEST)["ease"]
    assert (str(found.before), found.kind) == (Q[3], "worsened")


def test_break_comes_before_too_few_answers():
    kpi = indicator(breaks=(SeriesBreak(period=LATEST, reason="new scale"),))
    found = verdict(value(5.5, 3), value(5.9, 3), kpi)
    assert found.kind == "not_comparable"
    assert str(found.reason) == "a new series begins in Q3\N{NO-BREAK SPACE}2026: new scale"


@pytest.mark.parametrize(("at", "comparable"), [(Q[-3], True), (Q[-2], True), (Q[-1], False), ("2027-Q1", True), ("2026-08", False), ("2026-05", False)])
def test_break_between_the_periods_forbids_comparing(at, comparable):
    kpi = indicator(breaks=(SeriesBreak(period=parse_period(at), reason="r"),))
    assert (verdict(value(5.5), value(5.9), kpi).kind == "improved") == comparable


ASKED = SeriesDefinition(type="ces", variant="ces2_agree7_mean", scale=(1.0, 7.0), trigger="transactional", question="a1")


@pytest.mark.parametrize(("change", "reason"), [
    ({"question": "b2"}, "the question changed"), ({"scale": (1.0, 5.0)}, "the answer scale changed"), ({"variant": None}, "the variant changed"),
    ({"trigger": None}, "what the survey follows changed"), ({"type": "mean", "scale": None}, "the type of the indicator changed"),
])
def test_another_definition_forbids_comparing(change, reason):
    found = verdict(value(5.5, definition=ASKED), value(5.9, definition=replace(ASKED, **change)))
    assert (found.kind, str(found.reason)) == ("not_comparable", reason)


def test_value_typed_by_hand_is_taken_to_ask_the_same():
    assert verdict(value(5.5), value(5.9, definition=ASKED)).kind == "improved"


def test_unknown_number_of_answers_is_not_few():
    found = verdict(value(5.5, None), value(5.9))
    assert (found.kind, str(found.reason)) == ("not_comparable", "the number of answers is not on file")


def test_value_without_spread_cannot_be_tested():
    found = verdict(value(5.5, variance=None), value(5.9, variance=None))
    assert found.kind == "not_comparable"
    assert "how sure" in str(found.reason)


def test_weighted_answers_count_as_many_as_they_carry():
    assert verdict(value(5.5, n_effective=49.9), value(5.9)).kind == "too_few"
    assert verdict(value(5.5, n_effective=50.0), value(5.9)).kind != "too_few"


def test_threshold_is_the_organisations():
    assert verdict(value(5.5, 60), value(5.9, 60), thresholds=Thresholds(compare_from=61)).kind == "too_few"
    assert verdict(value(5.5, 20, variance=0.01), value(5.9, 20, variance=0.01), thresholds=Thresholds(compare_from=20)).kind == "improved"


def test_value_that_is_not_shown_is_not_compared():
    assert verdict(value(5.5, 15), value(5.9, 15), thresholds=Thresholds(compare_from=5, suppress_below=20)).kind == "too_few"


@pytest.mark.parametrize(("direction", "before", "after", "kind"), [
    ("lower_better", 5.9, 5.5, "improved"), ("lower_better", 5.5, 5.9, "worsened"),
    ("target_is_best", 5.0, 5.8, "improved"), ("target_is_best", 6.9, 6.3, "improved"), ("target_is_best", 6.1, 6.8, "worsened"),
    ("target_is_best", 5.5, 6.5, "no_clear_change"),  # as far on the other side
])
def test_direction_decides_what_is_better(direction, before, after, kind):
    kpi = indicator(type="mean", variant=None, direction=direction)
    assert verdict(value(before, 4000), value(after, 4000), kpi).kind == kind


def test_without_a_direction_nothing_is_better():
    kpi = indicator(type="mean", variant=None)
    found = verdict(value(5.5), value(5.9), kpi)
    assert found.kind == "no_clear_change"
    assert "which way is better" in str(found.reason)


def several(*differences: float):
    kpis = [indicator(f"k{at}") for at in range(len(differences))]
    return measured(kpis, {Q[-2]: [value(5.0, kpi=k.id) for k in kpis],
                           Q[-1]: [value(5.0 + d, kpi=k.id) for k, d in zip(kpis, differences, strict=True)]})


def test_holm_decides_over_all_indicators_of_the_period():
    """Alone a difference of 0.2 on 400 answers has p = 0.005; beside eleven others it is no longer sure."""
    assert changes(several(0.2), LATEST)["k0"].kind == "improved"
    found = changes(several(0.2, *[0.0] * 11), LATEST)
    assert found["k0"].kind == "no_clear_change"
    assert found["k0"].change.p < 0.05 < found["k0"].p_adjusted
    assert {v.family for v in found.values()} == {12}
    assert [v.p_adjusted for v in found.values()] == holm([v.change.p for v in found.values()])


def test_what_cannot_be_tested_is_not_in_the_family():
    made = several(0.2, 0.0)
    few = [indicator(f"few{at}") for at in range(20)]
    files = tuple(replace(file, measurements=(*file.measurements, *(value(5.0, 12, kpi=k.id) for k in few))) for file in made.measurements)
    found = changes(replace(made, kpis=(*made.kpis, *few), measurements=files), LATEST)
    assert found["k0"].family == 2
    assert found["few0"].kind == "too_few"
    assert found["k0"].kind == "improved"


def test_order_of_files_does_not_matter():
    made = several(0.2, -0.3, 0.0, 0.15)
    turned = replace(made, measurements=tuple(replace(f, measurements=f.measurements[::-1]) for f in made.measurements[::-1]))
    assert changes(made, LATEST) == changes(turned, LATEST)
    assert list(changes(turned, LATEST)) == ["k0", "k1", "k2", "k3"]


# --- parts ---------------------------------------------------------------------------------------------------------


def part(name: str) -> Segment:
    return Segment(column="channel", value=name)


def test_parts_are_not_adjusted_and_name_their_family():
    names = ["app", "branch", "phone"]
    made = measured([indicator()], {Q[-2]: [value(5.0), *(value(5.0, segment=part(n)) for n in names)],
                                    Q[-1]: [value(5.0), value(5.2, segment=part("app")), *(value(5.0, segment=part(n)) for n in names[1:])]})
    found = changes_of_parts(made, LATEST)
    app = found[Cell("ease", ("channel", "app"))]
    assert (app.kind, app.family, app.p_adjusted) == ("improved", 3, None)
    assert set(found) == {Cell("ease", ("channel", n)) for n in names}


def test_parts_ask_what_the_whole_asks():
    """A file says of the value of all what was asked; another question then makes its parts incomparable, too."""
    other = replace(ASKED, question="b2")
    made = measured([indicator()], {Q[-2]: [value(5.0, definition=ASKED), value(5.0, segment=part("app"))],
                                    Q[-1]: [value(5.0, definition=other), value(5.9, segment=part("app"))]})
    (found,) = changes_of_parts(made, LATEST).values()
    assert (found.kind, str(found.reason)) == ("not_comparable", "the question changed")


def test_parts_below_the_privacy_threshold_do_not_appear():
    made = two(value(5.0, 3, segment=part("app")), value(5.5, 4, segment=part("app")))
    assert changes_of_parts(made, LATEST) == {}
    made = two(value(5.0, 4, segment=part("app")), value(5.5, 400, segment=part("app")))
    (found,) = changes_of_parts(made, LATEST).values()
    assert (found.kind, found.change, found.value) == ("too_few", None, None)


# --- properties ----------------------------------------------------------------------------------------------------

LEVEL = st.floats(1, 7).map(lambda x: round(x, 3))
SIZE = st.integers(50, 5000)
LEAST = st.sampled_from([0.0, 0.1, 0.2, 1.0])


@given(LEVEL, LEVEL, SIZE, SIZE, LEAST)
def test_swapping_the_periods_swaps_better_and_worse(first, second, n1, n2, least):
    kpi = indicator(smallest_change=least)
    there, back = verdict(value(first, n1), value(second, n2), kpi), verdict(value(second, n2), value(first, n1), kpi)
    assert back.kind == OPPOSITE[there.kind]
    assert back.change.difference == pytest.approx(-there.change.difference)


@given(LEVEL, LEVEL, SIZE, SIZE)
def test_without_a_smallest_change_nothing_is_stable(first, second, n1, n2):
    assert verdict(value(first, n1), value(second, n2), indicator(smallest_change=0.0)).kind != "stable"


@given(LEVEL, LEVEL, SIZE, LEAST)
def test_clear_change_is_significant_and_large_enough(first, second, n, least):
    found = verdict(value(first, n), value(second, n), indicator(smallest_change=least))
    if found.clear:
        assert found.p_adjusted < 0.05
        assert abs(found.change.difference) >= least - 1e-8
    if found.kind == "stable":
        assert found.change.interval[0] >= -least - 1e-8
        assert found.change.interval[1] <= least + 1e-8


@given(st.lists(st.floats(0, 1), min_size=1, max_size=8))
def test_adjusted_p_is_never_smaller(ps):
    """More indicators looked at never make one of them surer."""
    adjusted = holm(ps)
    assert all(after >= before for before, after in zip(ps, adjusted, strict=True))


def test_target_is_best_without_a_target_is_never_better():
    kpi = indicator(type="mean", variant=None, direction="target_is_best", target="none")
    found = verdict(value(5.0), value(5.9), kpi)
    assert found.kind == "no_clear_change"
    assert "which way is better" in str(found.reason)


def test_record_of_a_change_is_the_types_own(monkeypatch):
    """The verdict asks the type, and nobody else, for difference, interval and p."""
    class Fake:
        @staticmethod
        def change(_kpi, before, after):
            return Change(difference=after.value - before.value, interval=(0.25, 0.55), p=0.001)

    monkeypatch.setattr("cxgov.reviewing.changes.TYPES", {"ces": Fake})
    found = verdict(value(5.5), value(5.9))
    assert (found.kind, found.change.p, found.p_adjusted) == ("improved", 0.001, 0.001)

"""A value adds up, line by line, from what the file of measurements holds: for every type, weighted and not."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from measured import indicator, value
from measuring.organisations import kpi, measured, survey, whole, workspace_of

from cxgov.language import Language
from cxgov.loading import load
from cxgov.measuring.recording import lines as as_entries
from cxgov.measuring.recording import new_file
from cxgov.model import parse_period
from cxgov.reviewing.adding_up import adding_up

PERIOD = "2026-Q3"
HEADER = "nps,five,seven,yes,events,orders,hours,emotion,effort,success,w"
KPIS = {
    "nps": kpi("nps", kind="nps", measure="column: nps", variant="nps_0_10"),
    "top2": kpi("top2", kind="csat", measure="column: five", variant="csat5_top2"),
    "boxes": kpi("boxes", kind="csat", measure="column: five, boxes: [5]", variant="csat5_top2"),
    "five": kpi("five", kind="csat", measure="column: five", variant="csat5_mean"),
    "effort": kpi("effort", kind="ces", measure="column: seven", variant="ces2_agree7_mean"),
    "top3": kpi("top3", kind="ces", measure="column: seven", variant="ces2_agree7_top3"),
    "net": kpi("net", kind="ces", measure="column: seven", variant="ces2_agree7_net"),
    "share": kpi("share", kind="share", measure="column: yes, success: [y]", direction="higher_better"),
    "fcr": kpi("fcr", kind="fcr", measure="column: yes, success: [y], only: {five: [1, 2, 3]}"),
    "churn": kpi("churn", kind="churn", measure="column: yes, success: [y]"),
    "kept": kpi("kept", kind="retention", measure="column: yes, success: [y]"),
    "mean": kpi("mean", kind="mean", measure="column: nps"),
    "rate": kpi("rate", kind="rate_per", measure="numerator: {column: events}, denominator: {column: orders}, per: 1000"),
    "ratio": kpi("ratio", kind="ratio", measure="numerator: {column: events}, denominator: {column: orders}"),
    "hours": kpi("hours", kind="duration", measure="column: hours, unit: h"),
    "index": kpi("index", kind="index", measure="emotion: emotion, effort: effort, success: success"),
}
ROW = st.tuples(
    st.integers(0, 10), st.integers(1, 5), st.integers(1, 7), st.sampled_from("yn"), st.integers(0, 3), st.integers(1, 9), st.integers(0, 90),
    *[st.sampled_from(["", *map(str, range(1, 8))])] * 3, st.decimals("0.1", "9", places=2, allow_nan=False))


def steps(of, found):
    say = Language("en").say
    return [(say(line.text), None if line.value is None else float(line.value)) for line in adding_up(of, found)]


@settings(max_examples=8, deadline=None)
@given(st.lists(ROW, min_size=1, max_size=40), st.booleans())
def test_steps_end_at_the_stored_value(rows, weighted):
    """Measured, written to a file and read again: the last figure of the steps is the value of the file."""
    data = "\n".join([HEADER, *(",".join(map(str, row)) for row in rows)]) + "\n"
    with tempfile.TemporaryDirectory() as folder:
        root = survey(Path(folder), data, *KPIS.values(), source="weight: w" if weighted else "")
        found = measured(root)
        text = new_file(parse_period(PERIOD), as_entries(found.measurements[parse_period(PERIOD)]))
        (root / "measurements.yaml").write_text(text, encoding="utf-8")
        workspace = load(root).workspace
    assert workspace is not None
    assert workspace.measurement("nps", parse_period(PERIOD)), "nothing was measured"
    for of in workspace.kpis:
        stored = workspace.measurement(of.id, parse_period(PERIOD))
        if stored is None or stored.value is None:
            continue
        made = steps(of, stored)
        figures = [figure for _, figure in made if figure is not None]
        if not figures:
            assert of.type in ("ratio", "rate_per"), (of.id, made)
            assert "denominator" not in stored.extra
            assert weighted or of.type == "ratio"
            continue
        assert figures[-1] == pytest.approx(stored.value, rel=1e-9, abs=1e-9), (of.id, made)
        assert made[-1][1] is not None, (of.id, made)


@pytest.fixture
def answers(tmp_path):
    """10 promoters of weight 1, 5 passives of weight 2, 5 detractors of weight 4."""
    rows = ["9,1"] * 10 + ["7,2"] * 5 + ["0,4"] * 5

    def of(*, weighted):
        root = survey(tmp_path, "score,w\n" + "\n".join(rows) + "\n", source="weight: w" if weighted else "")
        return steps(workspace_of(root).kpis[0], whole(measured(root)))

    return of


def test_net_promoter_score_in_figures(answers):
    assert answers(weighted=False) == [
        ("promoters (9–10)", 10), ("passives (7–8)", 5), ("detractors (0–6)", 5),
        ("promoters (9–10): 10 / 20 × 100, per cent", 50), ("passives (7–8): 5 / 20 × 100, per cent", 25), ("detractors (0–6): 5 / 20 × 100, per cent", 25),
        ("per cent at the top minus per cent at the bottom: 50 − 25", 25)]


def test_weighted_net_promoter_score_in_figures(answers):
    assert answers(weighted=True) == [
        ("promoters (9–10): answers 10, weighing together", 10), ("passives (7–8): answers 5, weighing together", 10),
        ("detractors (0–6): answers 5, weighing together", 20), ("sum of the weights", 40),
        ("promoters (9–10): 10 / 40 × 100, per cent", 25), ("passives (7–8): 10 / 40 × 100, per cent", 25), ("detractors (0–6): 20 / 40 × 100, per cent", 50),
        ("per cent at the top minus per cent at the bottom: 25 − 50", -25)]


def test_ratio_adds_up_from_its_stored_sums():
    of = indicator(type="ratio", variant=None)
    assert steps(of, value(2.5, n_effective=310.0, extra={"numerator": 50.0, "denominator": 20.0})) == [
        ("sum of the numerators", 50), ("sum of the denominators", 20), ("the first over the second: 50 / 20", 2.5)]


def test_rate_names_its_per():
    of = indicator(type="rate_per", variant=None)
    assert steps(of, value(25.0, extra={"count": 5.0, "exposure": 200.0}))[-1] == ("the first over the second, per 1,000: 5 / 200 × 1,000", 25)


def test_typed_value_has_no_steps():
    assert steps(indicator(), value(5.0, 20, counts={"5": 20}, written_by=None)) == []


def test_missing_weights_are_said_and_nothing_is_added_up_without_them():
    ((said, figure),) = steps(indicator(), value(5.0, 20, n_effective=15.0, counts={"5": 20}))
    assert figure is None
    assert "does not hold" in said


def test_value_that_its_answers_do_not_give_is_said():
    *_, (_, found), (said, _) = steps(indicator(), value(6.0, 20, counts={"5": 20}))
    assert found == 5
    assert re.match("the file holds another value", said)

"""Checks of the order of the cycle: CXG-054 to CXG-059."""

from __future__ import annotations

from datetime import date

import pytest
from checks.pieces import checked, findings, short

YEAR = """\
kind: cycle
id: cycle-{year}
stages:
  - {{stage: S1, started: {year}-01-12, completed: {year}-02-13{inputs}}}
  - {{stage: S2, started: {year}-02-16, completed: {year}-03-06}}
  - {{stage: S3, started: {year}-03-09, completed: {year}-04-10}}
  - {{stage: S4, started: {year}-04-13, completed: {year}-07-31}}
  - {{stage: S5, started: {year}-08-03, completed: {year}-09-25, outputs: [{{id: next-cycle-input, version: 2}}]}}
"""


def cycle(*stages: str, year: int = 2026, more: str = "") -> str:
    return f"kind: cycle\nid: cycle-{year}\n{more}stages:\n" + "".join(f"  - {{stage: {stage}}}\n" for stage in stages)


def year(number: int, inputs: str = "") -> str:
    return YEAR.format(year=number, inputs=f", inputs: [{{{inputs}}}]" if inputs else "")


@pytest.mark.parametrize("code", ["CXG-054", "CXG-055", "CXG-056", "CXG-057"])
def test_no_record_is_no_pass(tmp_path, code):
    assert code in checked(tmp_path, "kind: initiatives\ninitiatives: []\n").not_checked


def test_a_cycle_that_has_not_begun_is_no_pass(tmp_path):
    assert "CXG-054" in checked(tmp_path, year(2026), day=date(2025, 12, 31)).not_checked


@pytest.mark.parametrize("code", ["CXG-054", "CXG-055", "CXG-056"])
def test_a_cycle_in_order_is_clean(tmp_path, code):
    assert short(checked(tmp_path, year(2026)), code) == []


@pytest.mark.parametrize(("stages", "line"), [
    (("S1, started: 2026-01-12, completed: 2026-02-27", "S3, started: 2026-03-09"), 5),
    (("S1, started: 2026-01-12, completed: 2026-02-27", "S2", "S3, started: 2026-03-09"), 5),
    (("S1, started: 2026-01-12, completed: 2026-02-27", "S3, completed: 2026-03-09"), 5),
])
def test_skipped_stage(tmp_path, stages, line):
    [found] = findings(checked(tmp_path, cycle(*stages)), "CXG-054")
    assert (found.about, found.place.line) == ("cycle-2026", line)
    assert str(found.text).startswith("stage S2 “Define the organisation itself” was skipped in cycle-2026: S3 began on 9\u00a0March\u00a02026")


def test_every_skipped_stage_is_named(tmp_path):
    found = findings(checked(tmp_path, cycle("S4, started: 2026-03-09")), "CXG-054")
    assert [str(problem.text)[:8] for problem in found] == ["stage S1", "stage S2", "stage S3"]


def test_a_reason_is_quoted_and_settles_nothing(tmp_path):
    stages = "S1, started: 2026-01-12, completed: 2026-02-27", "S2, reason: The board was new", "S3, started: 2026-03-09"
    [found] = findings(checked(tmp_path, cycle(*stages)), "CXG-054")
    assert str(found.text).endswith("the reason given: The board was new")


@pytest.mark.parametrize(("stages", "why"), [
    (("S1, started: 2026-01-12, completed: 2026-02-27", "S2, started: 2026-02-10"), "but S1 was completed on 27\u00a0February\u00a02026"),
    (("S1, started: 2026-01-12", "S2, started: 2026-02-10"), "but S1 is not completed yet"),
    (("S1, started: 2026-01-12, completed: 2026-10-05", "S2, started: 2026-02-10"), "but S1 is not completed yet"),
    (("S1, started: 2026-01-12, completed: 2026-02-27", "S3, started: 2026-02-10"), "but S1 was completed on 27\u00a0February\u00a02026"),
    (("S1, started: 2026-01-12", "S2, started: 2026-02-10, reason: No time"), "but S1 is not completed yet; the reason given: No time"),
])
def test_stage_begun_too_early(tmp_path, stages, why):
    [found] = findings(checked(tmp_path, cycle(*stages)), "CXG-055")
    assert (found.about, found.place.line, [place.line for place in found.related]) == ("cycle-2026", 5, [4])
    assert str(found.text).endswith(why)


def test_stage_may_begin_on_the_day_the_one_before_ends(tmp_path):
    assert short(checked(tmp_path, cycle("S1, started: 2026-01-12, completed: 2026-02-10", "S2, started: 2026-02-10")), "CXG-055") == []


def test_a_planned_stage_has_not_begun(tmp_path):
    found = checked(tmp_path, cycle("S1, started: 2026-01-12", "S2, started: 2026-10-12", "S4, started: 2026-11-12"))
    assert short(found, "CXG-054") == short(found, "CXG-055") == []


def test_missing_gate_outputs_are_found_on_request(tmp_path):
    stages = "S1, started: 2026-01-12, completed: 2026-02-10, outputs: [{id: touchpoint-inventory}]", "S2, started: 2026-02-12"
    [found] = findings(checked(tmp_path, cycle(*stages), "checks: {CXG-055: {outputs: true}}\n"), "CXG-055")
    assert str(found.text).endswith("but S1 has not handed on “Catalogue of expectations” (expectation-catalogue)")


@pytest.mark.parametrize(("text", "day", "faulty"), [
    (year(2025), date(2026, 10, 25), False),
    (year(2025), date(2026, 10, 26), True),
    (year(2025).replace("stages:", "rhythm: quarterly\ntolerance_days: 0\nstages:"), date(2025, 12, 26), True),
    (year(2025).replace("stages:", "rhythm: two_yearly\nstages:"), date(2026, 12, 31), False),
    (cycle("S1, started: 2025-01-12"), date(2026, 2, 11), False),
    (cycle("S1, started: 2025-01-12"), date(2026, 2, 12), True),
    (year(2025) + "---\n" + cycle("S1, started: 2026-01-12"), date(2026, 10, 26), True),
    (year(2025) + "---\n" + year(2026), date(2026, 10, 26), False),
])
def test_paused_cycle(tmp_path, text, day, faulty):
    assert bool(findings(checked(tmp_path, text, day=day), "CXG-056")) is faulty


@pytest.mark.parametrize(("text", "line", "related"), [
    (year(2025), 8, []),
    (cycle("S1, started: 2025-01-12, completed: 2025-02-13", "S2, started: 2025-02-16"), 5, []),
    (year(2025) + "---\n" + cycle("S1, started: 2026-01-12, completed: 2026-02-13", "S2, started: 2026-02-16"), 5, [8]),
])
def test_a_paused_cycle_is_found_at_the_stage_where_it_stands_still(tmp_path, text, line, related):
    [found] = findings(checked(tmp_path, text, day=date(2026, 10, 26)), "CXG-056")
    assert (found.place.line, [place.line for place in found.related]) == (line, related)


@pytest.mark.parametrize(("inputs", "text"), [
    ("", "stage S1 of cycle-2026 takes over no result of stage S5 of cycle-2025"),
    ("id: touchpoint-inventory, version: 1", "stage S1 of cycle-2026 takes over no result of stage S5 of cycle-2025"),
    ("id: next-cycle-input, version: 1",
     "stage S1 of cycle-2026 takes over next-cycle-input in version 1, but stage S5 of cycle-2025 handed on version 2"),
])
def test_no_feedback_into_the_next_cycle(tmp_path, inputs, text):
    [found] = findings(checked(tmp_path, year(2025) + "---\n" + year(2026, inputs)), "CXG-057")
    assert (found.about, found.place.line, str(found.text)) == ("cycle-2026", 4, text)


@pytest.mark.parametrize("inputs", ["id: next-cycle-input, version: 2", "id: closed-loops, version: 1"])
def test_feedback_into_the_next_cycle(tmp_path, inputs):
    assert short(checked(tmp_path, year(2025) + "---\n" + year(2026, inputs)), "CXG-057") == []


def test_first_cycle_has_nothing_to_learn_from(tmp_path):
    assert "CXG-057" in checked(tmp_path, year(2026)).not_checked


DECISION = "kind: decisions\nperiod: 2026-Q1\ndecisions:\n  - {{id: D-1, text: Larger buttons, {rest}}}\n"


@pytest.mark.parametrize(("rest", "day", "faulty"), [
    ("decision: act, status: done, closed: 2026-03-20", date(2026, 6, 29), False),
    ("decision: act, status: done, closed: 2026-03-20", date(2026, 6, 30), True),
    ("decision: act, status: done, closed: 2025-12-20", date(2026, 3, 31), True),
    ("decision: act, status: done, due: 2026-04-01", date(2026, 6, 30), False),
    ("decision: act, status: done", date(2026, 6, 30), True),
    ("decision: act, status: done, closed: 9999-12-31", date(2026, 6, 30), False),
    ("decision: act, status: done, closed: 2026-03-20, verified: 2026-Q2", date(2026, 6, 30), False),
    ("decision: act, status: done, closed: 2026-03-20, verified: 2026-Q4", date(2026, 6, 30), True),
])
def test_effect_of_a_decision(tmp_path, rest, day, faulty):
    assert short(checked(tmp_path, DECISION.format(rest=rest), day=day), "CXG-058") == ([("D-1", 4)] if faulty else [])


@pytest.mark.parametrize("rest", ["decision: act, status: open", "decision: accept, status: done, closed: 2026-01-20"])
def test_nothing_carried_out_is_no_pass(tmp_path, rest):
    assert "CXG-058" in checked(tmp_path, DECISION.format(rest=rest)).not_checked


def test_quarters_until_the_look_back_are_a_parameter(tmp_path):
    text = DECISION.format(rest="decision: act, status: done, closed: 2026-03-20")
    assert short(checked(tmp_path, text, "checks: {CXG-058: {quarters: 3}}\n"), "CXG-058") == []


def assessed(*levels: int, head: str = "") -> str:
    evidence = "evidence: [{ref: E-1, date: 2026-08-01}]"
    answers = "".join(
        f"  S{stage}.P{n}: {{level: {level}, {evidence}}}\n" for stage, level in enumerate(levels, 1) for n in range(1, 7 if stage == 5 else 6))
    return (f'kind: assessment\nframework_version: "1.0.0"\nperiod: 2026-Q3\n{head}rater: anna-nowak\nstatus: agreed\ndate: 2026-09-20\n'
            f"answers:\n{answers}")


@pytest.mark.parametrize(("levels", "about"), [
    ((1, 2, 2, 2, 2), []), ((1, 2, 3, 2, 4), ["S3", "S5"]), ((0, 2, 2, 2, 3), ["S2", "S3", "S4", "S5"]), ((3, 2, 1, 1, 2), []),
])
def test_stage_far_ahead(tmp_path, levels, about):
    found = findings(checked(tmp_path, assessed(*levels)), "CXG-059")
    assert [problem.about for problem in found] == about
    assert [problem.place.line for problem in found] == [8 + 5 * (int(stage[1]) - 1) for stage in about]


def test_stage_far_ahead_in_a_unit(tmp_path):
    [found] = findings(checked(
        tmp_path, assessed(2, 2) + "---\n" + assessed(0, 2, head="unit: north\n"), "units: [{id: north, name: The North}]\n"), "CXG-059")
    assert str(found.text) == (
        "The North: stage S2 “Define the organisation itself” has 2, but stage S1 “Learn customers’ expectations” before it only 0")


def test_one_scored_stage_is_no_pass(tmp_path):
    assert "CXG-059" in checked(tmp_path, assessed(2)).not_checked

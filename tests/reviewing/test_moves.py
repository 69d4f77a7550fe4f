"""Opening and closing stages: what a gate asks for, what is written, and every refusal with its way out."""

from __future__ import annotations

from datetime import date

import pytest
from checks.organisations import organisation

from cxgov.reviewing.moves import Blocked, Move, closing, framework_of, opening

S1 = "touchpoint-inventory", "expectation-catalogue", "problem-ranking"
FULL = ", ".join(f"{{id: {name}, version: 2}}" for name in S1)
DAY = date(2026, 3, 2)


def cycle(*stages: str, name: str = "c", more: str = "") -> str:
    return f"kind: cycle\nid: {name}\n{more}stages: [{', '.join(f'{{{stage}}}' for stage in stages)}]\n"


def open_(folder, stage, *texts, day=DAY, named=None, **options) -> Move:
    space = organisation(folder, *texts)
    framework, chosen, dimension = framework_of(space, stage, None, named)
    return opening(space, framework, chosen, dimension, day, **options)


def close(folder, stage, outputs, *texts, day=DAY, **options) -> Move:
    space = organisation(folder, *texts)
    framework, chosen, dimension = framework_of(space, stage, None, None)
    return closing(space, framework, chosen, dimension, day, outputs, **options)


def said(blocked) -> list[str]:
    return [str(blocked.value.text), *map(str, blocked.value.details), *map(str, blocked.value.ways_out)]


def test_a_stage_opens_when_the_one_before_is_completed_and_has_handed_on_everything(tmp_path):
    move = open_(tmp_path, "S2", cycle(f"stage: S1, started: 2026-01-12, completed: 2026-02-27, outputs: [{FULL}]"))
    assert (move.started, [(item.id, item.version) for item in move.inputs]) == (DAY, [(name, 2) for name in S1])


def test_the_first_stage_of_the_first_cycle_opens_freely(tmp_path):
    move = open_(tmp_path, "s1", "kind: initiatives\n")
    assert (move.cycle, move.last, move.stage.id, move.started, move.inputs) == (None, None, "S1", DAY, ())


def test_a_missing_output_is_named_with_both_ways_out(tmp_path):
    with pytest.raises(Blocked) as blocked:
        open_(tmp_path, "S2", cycle("stage: S1, started: 2026-01-12, completed: 2026-02-27, outputs: [{id: touchpoint-inventory}, {id: problem-ranking}]"))
    assert said(blocked) == [
        "The gate before stage S2 is not open:", "“Catalogue of expectations” (expectation-catalogue) has not been handed on",
        "finish it first: `cxgov cycle close ORG S1 --output expectation-catalogue`",
        'or open it all the same and say why: --reason "…" (CXG-054 and CXG-055 go on reporting it)']


def test_an_older_version_than_the_one_on_record_is_not_current(tmp_path):
    before = cycle(*(f"stage: {s}, started: 2025-0{n}-01, completed: 2025-0{n}-20, outputs: [{FULL}]" if s == "S1" else
                     f"stage: {s}, started: 2025-0{n}-01, completed: 2025-0{n}-20" for n, s in enumerate(("S1", "S2", "S3", "S4", "S5"), 1)), name="b")
    with pytest.raises(Blocked) as blocked:
        open_(tmp_path, "S2", before, cycle(f"stage: S1, started: 2026-01-12, completed: 2026-02-27, outputs: [{FULL.replace('version: 2', 'version: 1', 1)}]"))
    assert said(blocked)[1] == "“Touchpoint inventory” (touchpoint-inventory) was handed on in version 1, but version 2 is on record already"


@pytest.mark.parametrize(("stages", "why"), [
    ((), "stage S1 has not begun"), (("stage: S1, started: 2026-01-12",), "stage S1 is not completed"),
    (("stage: S1, started: 2026-01-12, completed: 2026-03-20",), "stage S1 is completed only on 20\u00a0March\u00a02026"),
])
def test_an_unfinished_stage_before_keeps_the_gate_shut(tmp_path, stages, why):
    with pytest.raises(Blocked) as blocked:
        open_(tmp_path, "S2", cycle(*stages))
    assert said(blocked)[1] == why


def test_a_reason_opens_the_gate_and_is_recorded(tmp_path):
    move = open_(tmp_path, "S2", cycle("stage: S1, started: 2026-01-12"), reason="No time")
    assert (move.started, move.reason, move.needless) == (DAY, "No time", False)


def test_a_reason_that_nothing_asks_for_is_not_recorded(tmp_path):
    move = open_(tmp_path, "S2", cycle(f"stage: S1, started: 2026-01-12, completed: 2026-02-27, outputs: [{FULL}]"), reason="Why not")
    assert (move.reason, move.needless) == (None, True)


def test_behind_a_skipped_stage_the_nearest_one_hands_on(tmp_path):
    move = open_(tmp_path, "S3", cycle(f"stage: S1, started: 2026-01-12, completed: 2026-02-27, outputs: [{FULL}]"), reason="S2 came to nothing")
    assert [item.id for item in move.inputs] == list(S1)


def test_inputs_on_record_are_left_as_they_are(tmp_path):
    stages = f"stage: S1, started: 2026-01-12, completed: 2026-02-27, outputs: [{FULL}]", "stage: S2, started: 2026-04-01, inputs: [{id: problem-ranking}]"
    move = open_(tmp_path, "S2", cycle(*stages), dated=False)
    assert (move.started, move.inputs) == (DAY, ())


def test_opening_twice_changes_nothing(tmp_path):
    assert open_(tmp_path, "S1", cycle("stage: S1, started: 2026-03-02")).nothing


def test_another_day_than_the_one_on_record_is_refused(tmp_path):
    with pytest.raises(Blocked) as blocked:
        open_(tmp_path, "S1", cycle("stage: S1, started: 2026-03-01"))
    assert said(blocked)[0] == "Stage S1 of c is on record as begun on 1\u00a0March\u00a02026."


def test_a_stage_cannot_begin_after_its_end(tmp_path):
    with pytest.raises(Blocked) as blocked:
        open_(tmp_path, "S1", cycle("stage: S1, completed: 2026-02-01", "stage: S2, started: 2026-02-02"))
    assert "cannot begin after that" in said(blocked)[0]


def test_after_the_last_stage_the_first_begins_a_new_cycle(tmp_path):
    whole = cycle(*(f"stage: S{n}, started: 2025-0{n}-01, completed: 2025-0{n}-20" for n in range(1, 6)))
    with pytest.raises(Blocked) as blocked:
        open_(tmp_path, "S1", whole)
    assert said(blocked)[-2].startswith("finish it first: `cxgov cycle close ORG S5 --output")
    move = open_(tmp_path, "S1", whole, reason="Nothing was measured")
    assert (move.cycle, move.last.id) == (None, "c")


def test_a_prepared_file_is_used_for_the_next_cycle(tmp_path):
    move = open_(tmp_path, "S1", "kind: cycle\nid: prepared\nstages: []\n")
    assert move.cycle.id == "prepared"


def test_closing_writes_the_end_and_the_next_version_of_each_output(tmp_path):
    before = cycle(f"stage: S1, started: 2025-01-01, completed: 2025-02-01, outputs: [{FULL}]", name="b")
    named = dict.fromkeys(S1) | {"problem-ranking": 2}
    move = close(tmp_path, "S1", named, before, cycle("stage: S1, started: 2026-01-12", more="previous: b\n"))
    assert (move.completed, [item.version for item in move.outputs]) == (DAY, [3, 3, 2])


def test_closing_without_an_output_is_refused_and_says_which(tmp_path):
    with pytest.raises(Blocked) as blocked:
        close(tmp_path, "S1", {"touchpoint-inventory": None, "problem-ranking": 1}, cycle("stage: S1, started: 2026-01-12"))
    assert said(blocked) == [
        "Stage S1 has not handed on everything the next one works with:", "“Catalogue of expectations” (expectation-catalogue) has not been handed on",
        "hand it on: `cxgov cycle close ORG S1 --output expectation-catalogue`", 'or close it all the same and say why: --reason "…"']


def test_a_reason_closes_with_something_missing_and_joins_the_one_on_record(tmp_path):
    move = close(tmp_path, "S1", {}, cycle("stage: S1, started: 2026-01-12, reason: Opened late"), reason="Nobody had it")
    assert (move.completed, move.reason) == (DAY, "Opened late; Nobody had it")


def test_a_reason_in_two_languages_is_left_to_its_author(tmp_path):
    with pytest.raises(Blocked, match="in several languages"):
        close(tmp_path, "S1", {}, cycle("stage: S1, started: 2026-01-12, reason: {pl: Późno, en: Late}"), reason="x")


def test_closing_twice_changes_nothing(tmp_path):
    text = cycle(f"stage: S1, started: 2026-01-12, completed: 2026-03-02, outputs: [{FULL}]")
    assert close(tmp_path, "S1", dict.fromkeys(S1), text).nothing


def test_outputs_may_follow_after_the_end(tmp_path):
    move = close(tmp_path, "S1", {"problem-ranking": None}, cycle("stage: S1, started: 2026-01-12, completed: 2026-02-02"), dated=False)
    assert (move.completed, [(item.id, item.version) for item in move.outputs]) == (None, [("problem-ranking", 1)])


@pytest.mark.parametrize(("text", "outputs", "words"), [
    (cycle("stage: S1, started: 2026-04-01"), {}, "it cannot be completed before that"), (cycle("stage: S1, started: 2026-01-12"), {"x": None}, "'x' is no output"),
    (cycle("stage: S2, started: 2026-01-12"), {}, "has not been opened"), (cycle("stage: S1, started: 2026-01-12, completed: 2026-03-01"), {}, "was completed on"),
])
def test_refusals_of_closing(tmp_path, text, outputs, words):
    with pytest.raises(Blocked, match=words):
        close(tmp_path, "S1", outputs, text)


@pytest.mark.parametrize(("stage", "framework", "named", "words"), [
    ("S9", None, None, "There is no stage 'S9'"), ("S1", None, "x", "There is no cycle 'x'"), ("S1", "x", None, "'x' is no framework"),
])
def test_what_does_not_exist_is_refused_with_what_does(tmp_path, stage, framework, named, words):
    with pytest.raises(Blocked, match=words) as blocked:
        framework_of(organisation(tmp_path, cycle("stage: S1, started: 2026-01-12")), stage, framework, named)
    assert str(blocked.value.ways_out[0]).startswith("known: ")



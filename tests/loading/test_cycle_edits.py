"""A stage written into the record of a cycle: what changes, and that nothing else does."""

from __future__ import annotations

from datetime import date

import pytest

from cxgov.loading.cycle_edits import new_cycle, with_stage
from cxgov.loading.edits import NotEditable
from cxgov.loading.source import read_text
from cxgov.model.programme import Handover

ORDER = ("S1", "S2", "S3", "S4", "S5")
A2, B1 = Handover(id="a", version=2), Handover(id="b", version=1)
HEAD = "kind: cycle\nid: c  # żółć 😀\n# above the stages\nstages:\n"


def opened(text: str, stage: str = "S2", **more) -> str:
    return with_stage(text, stage, ORDER, started=date(2026, 3, 2), **more)


def closed(text: str, stage: str = "S1", **more) -> str:
    return with_stage(text, stage, ORDER, completed=date(2026, 3, 2), **more)


def test_a_record_is_put_where_the_order_wants_it_and_written_as_its_neighbours_are():
    text = HEAD + "  - {stage: S1, started: 2026-01-01} # one\n  # about three\n  - {stage: S3, started: 2026-02-01}\n# end\n"
    assert opened(text, inputs=[A2, B1]) == (
        HEAD + "  - {stage: S1, started: 2026-01-01} # one\n  - {stage: S2, started: 2026-03-02, inputs: [{id: a, version: 2}, {id: b, version: 1}]}\n"
        "  # about three\n  - {stage: S3, started: 2026-02-01}\n# end\n")


def test_a_record_is_put_before_the_first():
    assert opened(HEAD + "- {stage: S3}\n") == HEAD + "- {stage: S2, started: 2026-03-02}\n- {stage: S3}\n"


def test_block_style_stays_block_style():
    text = HEAD + "  - stage: S1\n    started: 2026-01-01  # one\n\n# end"
    assert opened(text, inputs=[A2], reason="No: time") == (
        HEAD + "  - stage: S1\n    started: 2026-01-01  # one\n  - stage: S2\n    started: 2026-03-02\n    inputs:\n      - {id: a, version: 2}\n"
        '    reason: "No: time"\n\n# end')


def test_new_keys_stand_in_their_order_and_comments_stay_where_they_are():
    text = HEAD + "  - stage: S1\n    started: 2026-01-01  # one\n    outputs:\n      - {id: a}  # first\n  - stage: S3\n"
    assert closed(text, outputs=[A2, B1], reason="why") == (
        HEAD + "  - stage: S1\n    started: 2026-01-01  # one\n    completed: 2026-03-02\n    outputs:\n      - {id: a, version: 2}  # first\n"
        "      - {id: b, version: 1}\n    reason: why\n  - stage: S3\n")


def test_records_in_brackets_are_changed_in_their_brackets():
    text = "kind: cycle\nid: c\nstages: [{stage: S1, started: 2026-01-01, outputs: [{id: b, version: 3}]}, {stage: S3}] # all\n"
    assert closed(text, outputs=[A2, B1]) == (
        "kind: cycle\nid: c\nstages: [{stage: S1, started: 2026-01-01, completed: 2026-03-02, outputs: [{id: b, version: 1}, {id: a, version: 2}]}, "
        "{stage: S3}] # all\n")
    assert "{id: b, version: 3}]}, {stage: S2, started: 2026-03-02}, {stage: S3}] # all" in opened(text)


@pytest.mark.parametrize(("text", "changed"), [
    ("kind: cycle\r\nid: c\r\nstages: []\r\n# end\r\n", "kind: cycle\r\nid: c\r\nstages:\r\n  - stage: S2\r\n    started: 2026-03-02\r\n# end\r\n"),
    ("kind: cycle\nid: c", "kind: cycle\nid: c\nstages:\n  - stage: S2\n    started: 2026-03-02"),
    ("{kind: cycle, id: c}\n", "{kind: cycle, id: c, stages: [{stage: S2, started: 2026-03-02}]}\n"),
    ("\ufeffkind: cycle\nid: c\n", "\ufeffkind: cycle\nid: c\nstages:\n  - stage: S2\n    started: 2026-03-02\n"),
])
def test_the_first_record_whatever_the_file_looks_like(text, changed):
    assert opened(text) == changed


@pytest.mark.parametrize("text", [
    HEAD + "  - stage: S1\n    completed:\n", HEAD + "  - stage: S1\n    completed: null # soon\n", HEAD + '  - "stage": S1\n    "started": 2026-01-01\n',
    HEAD + "-\n  stage: S1\n", HEAD + "- {stage: S1,\n   # hm\n   started: 2026-01-01, }\n", HEAD + "  - stage: S1\n    outputs: []\n",
    HEAD + "  - stage: S1\n    reason: |\n      in two\n      lines\n\n  - stage: S3\n",
    HEAD + "  - {stage: S1, completed: , started: 2026-01-01}\n",
])
def test_unusual_spellings_read_back_as_asked(text):
    before, after = read_text(text, "").data, read_text(closed(text, outputs=[A2]), "").data
    [first, *rest] = after["stages"]
    assert (first["completed"], first["outputs"]) == ("2026-03-02", [{"id": "a", "version": 2}])
    assert rest == before["stages"][1:]
    assert {k: v for k, v in first.items() if k not in ("completed", "outputs")} == {
        k: v for k, v in before["stages"][0].items() if k not in ("completed", "outputs")}


def test_a_planned_day_gives_way():
    assert opened(HEAD + "- {stage: S2, started: 2026-05-01} # plan\n") == HEAD + "- {stage: S2, started: 2026-03-02} # plan\n"


@pytest.mark.parametrize("reason", ["it's \"quoted\"", "# no comment", "yes", "2026", "- dash", "żółć: 😀", "a\\b"])
def test_every_reason_reads_back_as_it_was_given(reason):
    assert read_text(opened(HEAD + "- {stage: S1}\n", reason=reason), "").data["stages"][1]["reason"] == reason


def test_what_could_not_be_read_again_is_not_written():
    with pytest.raises(NotEditable):
        opened(HEAD + "- {stage: S1}\n", reason="\x1b[31m")


def test_a_file_that_is_no_map_is_refused():
    with pytest.raises(NotEditable):
        opened("- a\n")


def test_a_new_cycle_has_no_stage_and_starts_from_none():
    assert new_cycle("cycle-2026", None, "cem-cycle") == "kind: cycle\nid: cycle-2026\nframework: cem-cycle\nrhythm: yearly\nstages: []\n"

"""New data in an old text: only what differs is written, and it reads back as what was wanted."""

from __future__ import annotations

import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxgov.importing.rewriting import new_text, rewritten
from cxgov.loading.edits import NotEditable
from cxgov.loading.source import read_text

TEXT = """kind: kpis  # the one that counts
kpis:
- {id: a, name: "A: b"}   # short

- id: b
  name: |
    two
    lines
  target: {by: 2026-Q4, value: 6}
"""


def changed(text, change):
    data = copy.deepcopy(read_text(text, "").data)
    change(data)
    return rewritten(text, data)


def test_nothing_to_change_changes_no_byte():
    for text in (TEXT, "\ufeff" + TEXT, TEXT.replace("\n", "\r\n")):
        assert rewritten(text, read_text(text, "").data) == text


def test_a_new_record_stands_behind_the_last():
    assert changed(TEXT, lambda data: data["kpis"].append({"id": "c", "touchpoints": ["p", "q"]})) == TEXT + "- id: c\n  touchpoints: [p, q]\n"


def test_a_value_is_changed_in_its_place():
    assert changed(TEXT, lambda data: data["kpis"][1]["target"].update(value=6.5)) == TEXT.replace("value: 6", "value: 6.5")


def test_keys_are_added_in_brackets_and_in_lines():
    def change(data):
        data["kpis"][0]["unit"] = "points"
        data["kpis"][1]["unit"] = "zł/miesiąc"

    assert changed(TEXT, change) == TEXT.replace('name: "A: b"}', 'name: "A: b", unit: points}') + '  unit: "zł/miesiąc"\n'


def test_line_ends_and_byte_order_mark_stay():
    text = "\ufeff" + TEXT.replace("\n", "\r\n")
    made = changed(text, lambda data: data["kpis"].append({"id": "c"}))
    assert made == text + "- id: c\r\n"


def test_an_empty_list_begins():
    assert changed("kind: kpis\nkpis: []  # none yet\n", lambda data: data["kpis"].append({"id": "c", "name": "C"})).startswith("kind: kpis\nkpis:\n  - id: c\n    name: C")


@pytest.mark.parametrize("text", [
    "kind: journey\nstages:\n- id: a\n  touchpoints: []\n  phase: use\n", "{kind: journey, stages: [{id: a, touchpoints: []}]}\n",
    "kind: journey\nstages: [{id: a}]\n", "kind: journey\nstages:\n  - id: a\n    touchpoints:\n    # none yet\n    phase: use"])
def test_records_within_records_begin_in_any_style(text):
    def change(data):
        data["stages"][0]["touchpoints"] = [{"id": "x", "name": "X"}, {"id": "y", "desired": {"emotion": "calm"}}]
        data["stages"].append({"id": "b", "touchpoints": [{"id": "z"}]})

    wanted = read_text(text, "").data
    change(wanted)
    assert read_text(changed(text, change), "").data == wanted


def test_what_is_taken_away_is_not_editable():
    with pytest.raises(NotEditable):
        changed(TEXT, lambda data: data.pop("kpis"))


VALUES = st.recursive(st.integers(-9, 9) | st.booleans() | st.sampled_from(["x", "yes", "2026-Q4", "2026-01-02", "2026", "a: b", "- c", "#", "„ż”", "''"]),
                      lambda inner: st.lists(st.sampled_from(["p", "q r"]), max_size=3) | st.dictionaries(st.sampled_from(["k", "l"]), inner, max_size=2), max_leaves=4)
RECORDS = st.dictionaries(st.sampled_from(["id", "name", "unit", "goal", "desired"]), VALUES, min_size=1, max_size=5)


@settings(max_examples=150, deadline=None)
@given(st.lists(RECORDS, max_size=3), st.lists(RECORDS, min_size=1, max_size=3))
def test_whatever_is_added_reads_back(first, more):
    text = new_text({"kind": "kpis", "kpis": first})
    wanted = {"kind": "kpis", "kpis": [*({**record, "fresh": "y"} for record in first), *more]}
    assert read_text(rewritten(text, wanted), "").data == wanted

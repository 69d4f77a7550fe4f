"""Changing a list in a user's file: entries go and come as whole lines, and everything else stays as it was."""

from __future__ import annotations

from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxgov.loading.edits import NotEditable, replace_entries
from cxgov.loading.source import read_text

NEW = ["- {kpi: new, value: 1}"]


def ours(entry: object) -> bool:
    return isinstance(entry, dict) and entry.get("written_by") == "measure"


def edited(text: str, added: list[str] = NEW) -> str:
    found = replace_entries(text, "measurements", ours, added)
    assert read_text(found, "").problems == ()
    return found


def test_our_entries_go_and_typed_ones_stay():
    text = dedent("""\
        kind: measurements
        period: 2026-Q3
        measurements:
          - {kpi: a, value: 1, written_by: measure}
          - {kpi: b, value: 2}
          - {kpi: c, value: 3, written_by: measure}
        """)
    assert edited(text) == dedent("""\
        kind: measurements
        period: 2026-Q3
        measurements:
          - {kpi: b, value: 2}
          - {kpi: new, value: 1}
        """)


def test_comments_blank_lines_and_what_follows_the_list_stay():
    """A comment above an entry belongs to it, also where the entry before it goes."""
    text = dedent("""\
        # all of them
        kind: measurements
        measurements:        # in points
          # first ours

          - {kpi: a, value: 1, written_by: measure}
          # typed by Anna

          - kpi: b           # from the ledger
            value: 2
          - kpi: c
            written_by: measure
            value: 3
            # inside ours

        # the end
        period: 2026-Q3
        """)
    assert edited(text) == dedent("""\
        # all of them
        kind: measurements
        measurements:        # in points
          # first ours

          # typed by Anna

          - kpi: b           # from the ledger
            value: 2
          - {kpi: new, value: 1}
            # inside ours

        # the end
        period: 2026-Q3
        """)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("end", ["", "\n"])
def test_line_ends_stay(newline, end):
    text = ("kind: measurements\nmeasurements:\n- {kpi: b, value: 2}\n- {kpi: a, value: 1, written_by: measure}" + end).replace("\n", newline)
    assert edited(text) == "kind: measurements\nmeasurements:\n- {kpi: b, value: 2}\n- {kpi: new, value: 1}\n".replace("\n", newline)


@pytest.mark.parametrize("text", [
    "kind: measurements\nperiod: 2026-Q3\n", "kind: measurements\nperiod: 2026-Q3\nmeasurements: []\n", "kind: measurements\nmeasurements: [] # none yet\nperiod: 2026-Q3\n",
    "kind: measurements\nperiod: 2026-Q3"])  # fmt: skip
def test_a_list_that_is_empty_or_missing(text):
    found = edited(text)
    assert read_text(found, "").data["measurements"] == [{"kpi": "new", "value": 1}]
    assert ("none yet" in found) == ("none yet" in text)
    assert read_text(edited(found, []), "").data["period"] == "2026-Q3" or "period" not in text


@pytest.mark.parametrize("comment", ["", "  # why\n"])
def test_a_list_that_becomes_empty_says_so(comment):
    text = f"kind: measurements\nmeasurements:\n  - {{kpi: a, written_by: measure}}\n{comment}period: 2026-Q3\n"
    found = edited(text, [])
    assert read_text(found, "").data["measurements"] == []
    assert comment in found


@pytest.mark.parametrize("text", [
    "measurements: [{kpi: a}]\n", "measurements:\n  [{kpi: a},\n   {kpi: b}]\n", "{measurements: [{kpi: a}]}\n"])  # fmt: skip
def test_a_list_in_brackets_is_not_touched(text):
    with pytest.raises(NotEditable):
        replace_entries(text, "measurements", ours, NEW)


def test_entries_in_every_shape():
    text = dedent("""\
        measurements:
          -
            kpi: a
            written_by: measure
          - kpi: b
            extra:
              - 1
              - {x: "- y"}
            note: |
              - no entry

              # no comment
          - {kpi: c,
             written_by: measure}
          -   {kpi: d}
        """)
    assert edited(text) == dedent("""\
        measurements:
          - kpi: b
            extra:
              - 1
              - {x: "- y"}
            note: |
              - no entry

              # no comment
          -   {kpi: d}
          - {kpi: new, value: 1}
        """)


ENTRIES = st.lists(st.sampled_from([
    "- {kpi: a, written_by: measure}", "- {kpi: b}", "- kpi: c\n    written_by: measure", "- kpi: d\n    value: 4", "# a comment", ""]), max_size=8)


@given(ENTRIES, st.sampled_from(["\n", "\r\n"]), st.integers(0, 3))
def test_doing_it_again_changes_nothing(entries, newline, new):
    """Typed entries keep their order and every comment is still there."""
    text = newline.join(["kind: measurements", "measurements:" if any(e.startswith("-") for e in entries) else "measurements: []",
                         *(f"  {e}".replace("\n", newline) for e in entries), ""])
    added = [f"- {{kpi: n{i}, written_by: measure}}" for i in range(new)]
    once = edited(text, added)
    assert edited(once, added) == once
    assert once.count("# a comment") == entries.count("# a comment")
    kept = [entry["kpi"] for entry in read_text(once, "").data["measurements"] if not ours(entry)]
    assert kept == [{"- {kpi: b}": "b", "- kpi: d\n    value: 4": "d"}[entry] for entry in entries if entry in ("- {kpi: b}", "- kpi: d\n    value: 4")]

"""A baseline knows the findings of a day; only what is new counts, and lines may move."""

from __future__ import annotations

from collections import Counter

import pytest

from cxgov.checks.baseline import Known, against, as_data, from_data
from cxgov.language import Message
from cxgov.problems import Location, Problem, Severity


def found(code="CXG-020", about="open-locker", line=3, file="acme/journey.yaml"):
    return Problem(code, Severity.ERROR, Location(file, line), Message("text", {}), None, about)


def test_a_known_finding_stays_known_when_its_line_moves():
    compared = against([found(line=90)], from_data(as_data([found(line=3)], "acme")), "acme")
    assert (compared.new, [p.place.line for p in compared.known], compared.gone) == ([], [90], 0)


def test_a_known_finding_stays_known_when_the_folder_is_named_otherwise():
    baseline = from_data(as_data([found(about="")], "acme"))
    assert against([found(about="", file="/tmp/x/journey.yaml")], baseline, "/tmp/x").new == []


def test_more_findings_of_a_kind_than_the_baseline_knows_are_new():
    compared = against([found(line=3), found(line=8)], from_data(as_data([found()], "acme")), "acme")
    assert [p.place.line for p in compared.new] == [8]


def test_another_record_or_another_check_is_new():
    baseline = from_data(as_data([found()], "acme"))
    assert len(against([found(about="unpack"), found(code="CXG-021")], baseline, "acme").new) == 2


def test_what_was_mended_is_counted():
    compared = against([], from_data(as_data([found(), found(line=8), found(about="unpack")], "acme")), "acme")
    assert compared.gone == 3


def test_faults_of_files_are_never_known():
    faulty = found(code="CX051")
    assert as_data([faulty], "acme")["findings"] == []
    assert against([faulty], Counter({Known("CX051", "open-locker", ""): 1}), "acme").new == [faulty]


def test_the_file_is_sorted_and_counts_repetitions():
    data = as_data([found(about="b"), found(about="a"), found(about="a", line=9)], "acme")
    assert data["findings"] == [{"code": "CXG-020", "about": "a", "count": 2}, {"code": "CXG-020", "about": "b"}]


@pytest.mark.parametrize("data", [
    None, [], {}, {"form": "other", "version": 1, "findings": []}, {"form": "cxgov-baseline", "version": 2, "findings": []},
    {"form": "cxgov-baseline", "version": 1, "findings": {}}, {"form": "cxgov-baseline", "version": 1, "findings": [1]},
    {"form": "cxgov-baseline", "version": 1, "findings": [{"code": 1}]},
    {"form": "cxgov-baseline", "version": 1, "findings": [{"code": "CXG-020", "about": "a", "count": 0}]},
    {"form": "cxgov-baseline", "version": 1, "findings": [{"code": "CXG-020", "about": "a", "count": True}]},
])
def test_what_is_no_baseline_is_refused(data):
    with pytest.raises(ValueError, match="cxgov-baseline"):
        from_data(data)

"""Measurements as the text of a file: what is written reads back as the same record, whatever the data held."""

from __future__ import annotations

import tempfile
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxgov.loading import load_file
from cxgov.measuring.files.headers import clean
from cxgov.measuring.recording import lines, new_file, scalar
from cxgov.model import Measurement, parse_period
from cxgov.model.indicators import Segment, SeriesDefinition
from cxgov.problems import Severity, printable

PERIOD = parse_period("2026-Q3")
FULL = Measurement(
    kpi="ease", segment=Segment(column="region", value="A"), value=5.71, n=812, n_effective=700.25, interval=(5.62, 5.8), confidence=0.9, variance=1.5,
    standard_error=0.04, counts={"1": 10, "7": 802}, no_answer=40, not_applicable=3, out_of_range={"8": 2, "n/d: ?": 1}, rejected={"no_date": 4},
    source="survey", fingerprint="0123456789abcdef", written_by="measure",
    definition=SeriesDefinition(type="ces", variant="ces2_agree7_mean", scale=(1.0, 7.0), trigger=None, question="00e1234567ab"),
    extra={"median": 5.0, "open": 3})


def read_back(*measurements: Measurement) -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "measurements.yaml"
        path.write_text(new_file(PERIOD, lines(measurements)), encoding="utf-8")
        record, problems = load_file(path)
    assert [problem for problem in problems if problem.severity is Severity.ERROR] == []
    assert record is not None
    assert record.period == PERIOD
    return [asdict(found) for found in record.measurements]


def test_one_line_a_value_in_one_order():
    assert new_file(PERIOD, lines([FULL, Measurement(kpi="nps", value=None, written_by="measure")])) == """\
kind: measurements
period: 2026-Q3
measurements:
  - {kpi: ease, segment: {column: region, value: A}, value: 5.71, n: 812, n_effective: 700.25, interval: [5.62, 5.8], confidence: 0.9, \
no_answer: 40, not_applicable: 3, variance: 1.5, standard_error: 0.04, counts: {1: 10, 7: 802}, out_of_range: {8: 2, "n/d: ?": 1}, rejected: {no_date: 4}, \
source: survey, fingerprint: "0123456789abcdef", written_by: measure, definition: {type: ces, variant: ces2_agree7_mean, scale: [1, 7], \
question: "00e1234567ab"}, extra: {median: 5, open: 3}}
  - {kpi: nps, value: null, written_by: measure}
"""


def test_every_field_reads_back():
    assert read_back(FULL) == [asdict(FULL)]


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15).map(lambda x: float(f"{x:.12g}") + 0.0))
@settings(max_examples=60)
def test_every_figure_reads_back(value):
    found = replace(FULL, value=value, interval=(value, value))
    if abs(value) >= 1e-8 or value == 0:
        assert read_back(found) == [asdict(found)]
    else:
        assert read_back(found)[0]["value"] == pytest.approx(value, abs=1e-19)


@given(st.text(min_size=1, max_size=20), st.text(max_size=70))
@settings(max_examples=150)
def test_every_text_of_the_data_reads_back(value, odd):
    """Segments are cleaned as columns are, what fits nothing is shown as people may see it; both are data and may hold anything."""
    value, odd = clean(value), printable(clean(odd))
    if value and odd:
        found = replace(FULL, segment=Segment(column=value, value=value), out_of_range={odd: 1}, counts={})
        assert read_back(found) == [asdict(found)]


@pytest.mark.parametrize("text", [
    "null", "yes", "No", "on", "y", "~", "true", "2026-07-01", "007", "1e5", "1_000", "0x10", "1.0", "12:30", "-", "- a", "a: b", "a #b", "#a", "{a}", "[a", "'", '"',
    "\\", "!tag", "&a", "*a", "%a", "@a", "`a", "?", ">", "|", "=", "<<", "NaN", ".inf", "żółć", "a,b", "a\\b", "😀", "\u200d", "Q3 ease"])  # fmt: skip
def test_texts_that_yaml_would_take_for_something_else(text):
    found = Measurement(kpi="ease", segment=Segment(column="region", value=text), value=1.0, out_of_range={text: 1, "other": 2}, written_by="measure")
    if text == "\u200d":
        found = replace(found, out_of_range={}, segment=Segment(column="region", value="x"))
    assert read_back(found) == [asdict(found)]


@pytest.mark.parametrize(("value", "text"), [
    (1e-7, "0.0000001"), (0.1, "0.1"), (100.0, "100"), (-0.5, "-0.5"), (123456789012.5, "123456789012.5"), (True, "true"), (None, "null"), ((), "[]"), ({}, "{}")])
def test_figures_are_written_in_plain_decimal_form(value, text):
    assert scalar(value) == text

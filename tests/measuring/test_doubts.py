"""What the counts make doubtful, and what must not stand in the way of measuring."""

from __future__ import annotations

from pathlib import Path

import pytest
from measuring.organisations import kpi, measured, survey, whole

from cxgov.loading import load
from cxgov.loading.files import find
from cxgov.model import parse_period
from cxgov.problems import Severity

FILMS = "film,asked\n" + "".join(f"{'seen' if i % 3 else ''},yes\n" for i in range(90)) + ",no\n" * 10


def codes(found) -> list[str]:
    return [problem.code for problem in found.problems]


def test_an_empty_box_is_no_answer_unless_it_is_declared(tmp_path: Path):
    """A column of a multiple choice holds its option or nothing: 60 of 60 say yes, and that is said to be doubtful."""
    found = measured(survey(tmp_path, FILMS, kpi("seen", kind="share", measure="column: film, success: [seen]")))
    assert (whole(found, "seen").value, whole(found, "seen").n, whole(found, "seen").no_answer) == (100, 60, 40)
    assert "CX086" in codes(found)


def test_an_empty_box_is_a_no_where_it_is_declared(tmp_path: Path):
    """60 of the 90 who were asked ticked it."""
    found = measured(survey(tmp_path, FILMS, kpi("seen", kind="share", measure='column: film, success: [seen], failure: [""], only: {asked: ["yes"]}')))
    value = whole(found, "seen")
    assert value.value == pytest.approx(100 * 60 / 90)
    assert (value.n, value.no_answer, value.out_of_scope) == (90, 0, 10)
    assert codes(found) == []


def test_a_scale_whose_upper_third_is_never_used_is_doubted(tmp_path: Path):
    """NPS on a column of 1 to 5."""
    found = measured(survey(tmp_path, "score\n" + "".join(f"{1 + i % 5}\n" for i in range(60))))
    (problem,) = found.problems
    assert (problem.code, problem.severity) == ("CX085", Severity.WARNING)
    assert "is 5, on a scale of 0 to 10" in str(problem.text)
    assert whole(found).value == -100


def test_forty_nine_answers_are_too_few_to_doubt(tmp_path: Path):
    assert measured(survey(tmp_path, "score\n" + "5\n" * 49)).problems == []


@pytest.mark.parametrize(("type_", "fields", "measure"), [
    ("index", {"scale": "{min: 1, max: 5}"}, "emotion: a, effort: b, success: c"),
    ("csat", {"variant": "csat5_top2", "scale": "{min: 1, max: 10}"}, "column: a")])
def test_a_scale_that_the_type_cannot_have_is_refused_in_the_definition(tmp_path: Path, type_: str, fields: dict[str, str], measure: str):
    problems = load(survey(tmp_path, "a,b,c\n1,1,1\n", kpi("x", kind=type_, measure=measure, **fields))).problems
    assert [problem.code for problem in problems if problem.severity is Severity.ERROR] == ["CX068"]


def test_several_periods_at_once_write_what_each_alone_would(tmp_path: Path):
    """Further rows of a respondent are told of the period they lie in."""
    rows = "who,when,score\n" + "".join(f"p{i % 40},2026-0{1 + 3 * (i % 2)}-1{i % 9},{i % 11}\n" for i in range(200)) + "x,never,3\n"
    root = survey(tmp_path, rows, source="date: {column: when}\nrespondent: who\nkeep: first", dated=True)
    periods = ("2026-Q1", "2026-Q2")
    together = measured(root, *periods)
    for period in periods:
        assert [repr_of(m) for m in together.measurements[parse_period(period)]] == [
            repr_of(m) for m in measured(root, period).measurements[parse_period(period)]]
    assert whole(together, period="2026-Q1").rejected["repeated"] < whole(together, period="2026-Q1").n + 100
    assert whole(together, period="2026-Q1").rejected["unreadable_date"] == 1


def repr_of(m) -> tuple[object, ...]:
    return (m.kpi, m.value, m.n, dict(m.counts), m.no_answer, dict(m.rejected), m.fingerprint)


def test_an_answer_sheet_that_nobody_filled_in_does_not_stand_in_the_way(tmp_path: Path):
    """Only the kinds of file that measuring needs are looked at."""
    sheet = "kind: assessment\nframework: cem-cycle\nframework_version: 1.0.0\nperiod: 2026-Q3\nrater: anna\nstatus: individual\ndate: 2026-09-20\nanswers:\n"
    root = survey(tmp_path, "score\n9\n", more={"2026-Q3/assessments/anna.yaml": sheet})
    assert load(root).workspace is None
    assert load(root, kinds=frozenset({"organisation", "journey", "kpis", "sources", "measurements"})).workspace is not None
    assert any(path.name == "anna.yaml" for path in find(root)[0])


def test_values_of_an_indicator_that_is_gone_are_a_warning(tmp_path: Path):
    """One for the file, however many segments; a value typed by hand is an error as ever."""
    gone = "".join(f"  - {{kpi: old, segment: {{column: s, value: v{i}}}, value: 1, n: 20, written_by: measure}}\n" for i in range(9))
    head = "kind: measurements\nperiod: 2026-Q3\nmeasurements:\n"
    problems = load(survey(tmp_path, "score\n9\n", more={"2026-Q3/measurements.yaml": head + gone})).problems
    assert [(problem.code, problem.severity) for problem in problems] == [("CXG-064", Severity.WARNING)]
    (tmp_path / "acme/2026-Q3/measurements.yaml").write_text(head + gone + "  - {kpi: older, value: 3}\n", encoding="utf-8")
    assert sorted(problem.severity for problem in load(tmp_path / "acme").problems) == [Severity.WARNING, Severity.ERROR]

"""Checks of the assessment itself: CXG-090 to CXG-095."""

from __future__ import annotations

import pytest
from checks.pieces import checked, findings, short

EVIDENCE = "evidence: [{{ref: E-1{date}}}]"
UNIT = "units: [{id: north, name: The North}]\n"


def assessment(answers: str, status: str = "agreed", rater: str = "anna-nowak", head: str = "") -> str:
    """A file whose first answer stands in line 8."""
    return (f'kind: assessment\nframework_version: "1.0.0"\nperiod: 2026-Q3\nrater: {rater}\nstatus: {status}\ndate: 2026-09-20\n{head}answers:\n'
            + "".join(f"  {answer}\n" for answer in answers.split("; ")))


def individual(rater: str, answers: str) -> str:
    return assessment(answers, "individual", rater)


def together(*documents: str) -> str:
    return "---\n".join(documents)


@pytest.mark.parametrize("code", [f"CXG-09{n}" for n in range(6)])
def test_nothing_assessed_is_no_pass(tmp_path, code):
    assert code in checked(tmp_path, "kind: initiatives\ninitiatives: []\n").not_checked


@pytest.mark.parametrize(("answer", "faulty"), [
    ("S1.P1: 2", True), ("S1.P1: {level: 4}", True), ("S1.P1: 1", False), ("S1.P1: {level: na, reason: None here}", False),
    ("S1.P1: {level: 2, evidence: [{ref: E-1}]}", False),
])
def test_level_without_evidence(tmp_path, answer, faulty):
    assert short(checked(tmp_path, assessment(answer)), "CXG-090") == ([("S1.P1", 8)] if faulty else [])


def test_a_raters_evidence_counts(tmp_path):
    text = together(assessment("S1.P1: 2"), individual("jan-kowal", "S1.P1: {level: 2, evidence: [{ref: E-1}]}"))
    assert short(checked(tmp_path, text), "CXG-090") == []


def test_without_an_agreed_level_the_raters_answer_is_shown(tmp_path):
    [found] = findings(checked(tmp_path, individual("jan-kowal", "S1.P2: 1; S1.P1: 3")), "CXG-090")
    assert (found.about, found.place.line) == ("S1.P1", 9)


def test_units_are_named(tmp_path):
    [found] = findings(checked(tmp_path, together(assessment("S1.P1: 1"), assessment("S1.P1: 2", head="unit: north\n")), UNIT), "CXG-090")
    assert str(found.text) == "The North: S1.P1 “Listening sources”: level 2 is claimed, but there is no evidence"
    assert found.place.line == 9


def test_the_level_that_needs_evidence_is_a_parameter(tmp_path):
    assert short(checked(tmp_path, assessment("S1.P1: 2"), "checks: {CXG-090: {level: 3}}\n"), "CXG-090") == []


@pytest.mark.parametrize(("level", "day", "faulty"), [
    (3, ", date: 2025-07-01", False), (3, ", date: 2025-06-30", True), (3, "", True), (2, ", date: 2024-06-30", False), (4, ", date: 2026-09-01", False),
])
def test_stale_evidence(tmp_path, level, day, faulty):
    answer = f"S1.P1: {{level: {level}, {EVIDENCE.format(date=day)}}}"
    assert short(checked(tmp_path, assessment(answer)), "CXG-091") == ([("S1.P1", 8)] if faulty else [])


def test_age_of_evidence_is_said(tmp_path):
    [found] = findings(checked(tmp_path, assessment("S1.P1: {level: 3, evidence: [{ref: E-1, date: 2025-05-20}]}")), "CXG-091")
    assert "from 20\u00a0May\u00a02025, 5 quarters before" in str(found.text)


def test_age_of_evidence_is_a_parameter(tmp_path):
    text = assessment("S1.P1: {level: 3, evidence: [{ref: E-1, date: 2025-05-20}]}")
    assert short(checked(tmp_path, text, "checks: {CXG-091: {quarters: 5}}\n"), "CXG-091") == []


@pytest.mark.parametrize(("raters", "text"), [
    ((), "there are no individual ratings, so nobody can see how far people agree"),
    (("anna-nowak",), "only 1 person rated, 3 are wanted"),
    (("anna-nowak", "jan-kowal"), "only 2 people rated, 3 are wanted"),
    (("anna-nowak", "ewa-lis", "piotr-mak"), "all 3 raters come from one function: operations"),
    (("anna-nowak", "ewa-lis", "jan-kowal"), None),
    (("anna-nowak", "ewa-lis", "rater-7"), None),
])
def test_raters(tmp_path, raters, text):
    documents = [assessment("S1.P1: 1"), *(individual(rater, "S1.P1: 1") for rater in raters)]
    found = findings(checked(tmp_path, together(*documents)), "CXG-092")
    assert [(p.about, p.place.line, str(p.text)) for p in found] == ([("made", 5, text)] if text else [])


@pytest.mark.parametrize(("levels", "note", "faulty"), [
    ((1, 1, 2), "", False), ((1, 2, 3), "", True), ((1, 2, 3), ", note: Shops differ", False), ((1, "na", 1), "", True),
    ((1, "na", 1), ", note: Counted in marketing", False), ((0, 0, 1, 1, 1), "", False), ((0, 3), "", True),
])
def test_disagreement(tmp_path, levels, note, faulty):
    people = ("anna-nowak", "jan-kowal", "ewa-lis", "piotr-mak", "rater-5")
    own = [individual(who, f"S1.P1: {{level: {level}{', reason: Not here' if level == 'na' else ''}}}")
           for who, level in zip(people, levels, strict=False)]
    found = checked(tmp_path, together(assessment(f"S1.P1: {{level: 1{note}}}"), *own))
    assert short(found, "CXG-093") == ([("S1.P1", 8)] if faulty else [])


def test_disagreement_settled_as_not_applicable(tmp_path):
    text = together(assessment("S1.P1: {level: na, reason: Done by the group}"), individual("anna-nowak", "S1.P1: 1"),
                    individual("jan-kowal", "S1.P1: {level: na, reason: Group}"))
    assert short(checked(tmp_path, text), "CXG-093") == []


def test_disagreement_before_anything_was_agreed(tmp_path):
    text = together(individual("anna-nowak", "S1.P1: 0"), individual("jan-kowal", "S1.P1: 3"))
    assert short(checked(tmp_path, text), "CXG-093") == [("S1.P1", 8)]


def test_agreement_is_a_parameter(tmp_path):
    text = together(assessment("S1.P1: 1"), individual("anna-nowak", "S1.P1: 1"), individual("jan-kowal", "S1.P1: 2"))
    assert short(checked(tmp_path, text, "checks: {CXG-093: {agreement_below: 0.9}}\n"), "CXG-093") == [("S1.P1", 8)]


def test_one_rater_has_nobody_to_disagree_with(tmp_path):
    assert "CXG-093" in checked(tmp_path, together(assessment("S1.P1: 1"), individual("jan-kowal", "S1.P1: 1"))).not_checked


def stage(level: int) -> str:
    return "; ".join(f"S1.P{n}: {level}" for n in range(1, 6))


@pytest.mark.parametrize(("ours", "theirs", "faulty"), [(3, 1, True), (2, 1, False), (1, 3, False)])
def test_self_image_gap(tmp_path, ours, theirs, faulty):
    found = findings(checked(tmp_path, together(assessment(stage(ours)), assessment(stage(theirs), "assessor", "outside"))), "CXG-094")
    assert [(p.about, p.place.line, str(p.text)) for p in found] == (
        [("S1", 8, "stage S1 “Learn customers’ expectations”: 3 by self-assessment, 1 by the assessor")] if faulty else [])


def test_no_assessor_is_no_pass(tmp_path):
    assert "CXG-094" in checked(tmp_path, assessment(stage(3))).not_checked


@pytest.mark.parametrize(("answers", "faulty"), [
    ("S3.P4: {level: na, reason: No}; S3.P5: {level: na, reason: No}", True), ("S3.P4: {level: na, reason: No}; S4.P5: {level: na, reason: No}", False),
])
def test_too_many_not_applicable(tmp_path, answers, faulty):
    found = findings(checked(tmp_path, assessment(answers)), "CXG-095")
    assert [(p.about, p.place.line, [r.line for r in p.related]) for p in found] == ([("S3", 8, [9])] if faulty else [])


def test_how_many_may_not_apply_is_a_parameter(tmp_path):
    text = assessment("S3.P4: {level: na, reason: No}; S3.P5: {level: na, reason: No}")
    assert short(checked(tmp_path, text, "checks: {CXG-095: {most: 2}}\n"), "CXG-095") == []

"""Where an indicator's figures come from: what was used, what was not, and the verdict."""

from __future__ import annotations

import pytest
from measured import LATEST, Q, indicator, measured, two, value

from cxgov.language import Language
from cxgov.model.indicators import SeriesDefinition
from cxgov.reviewing.derivation import explain_kpi


def lines(of, language="en") -> dict[str, float | None]:
    say = Language(language).say
    return {say(line.text): float(line.value) if line.value is not None else None for line in explain_kpi(of, "ease", LATEST).lines}


def test_says_what_was_used_and_what_was_not():
    found = lines(two(value(5.5), value(
        5.9, 400, n_effective=310.5, no_answer=40, not_applicable=3, counts={"5": 150, "6": 250}, out_of_range={"8": 2, "ends_before_start": 3}, out_of_scope=21,
        rejected={"repeated": 4, "curious": 1}, source="survey",
        definition=SeriesDefinition(type="ces", variant="ces2_agree7_mean", scale=(1, 7), trigger="journey", question="ab12"))))
    assert found["answers used (n)"] == 400
    assert found["as weighted, they carry as much as so many unweighted ones (effective n)"] == 310.5
    assert (found["of them answered 5"], found["of them answered 6"]) == (150, 250)
    assert (found["without an answer, left out"], found["not applicable, left out"]) == (40, 3)
    assert found["outside the answer scale (8), left out"] == 2
    assert found["left out: 3 that end before they start"] == 3
    assert found["rows of the period that the indicator does not look at"] == 21
    assert found["rows left out: 4 further rows of respondents"] == 4
    assert found["rows left out: 1 curious"] == 1
    assert "what was measured: ces2_agree7_mean, 1–7, journey, ab12" in found


def test_many_different_answers_are_counted_and_not_listed():
    found = lines(two(value(5.5), value(5.9, counts={str(at): 1 for at in range(400)})))
    assert found["different answers"] == 400
    assert "of them answered 1" not in found


def test_verdict_with_difference_interval_and_both_p():
    found = lines(two(value(5.6), value(5.7)))
    assert found["value of Q2\N{NO-BREAK SPACE}2026"] == 5.6
    assert found["difference"] == pytest.approx(0.1)
    assert found["95% interval of the difference; lower end"] == pytest.approx(-0.0388, abs=1e-4)
    assert found["p, not adjusted"] == found["p after Holm’s correction (indicators: 1)"] == pytest.approx(0.1577, abs=1e-4)
    assert found["smallest change of interest"] == 0.2
    assert "against Q2\N{NO-BREAK SPACE}2026: no clear change" in found


def test_tiny_p_is_not_shown_as_zero():
    found = lines(two(value(3.0), value(5.9)))
    assert "p, not adjusted: below 0.0001" in found
    assert 0.0 not in [of for text, of in found.items() if text.startswith("p")]


def test_where_no_target_is_set_the_status_is_not_called_unknown():
    found = lines(two(value(5.5), value(5.9), indicator(target="none")))
    assert found["measured value: no target"] == 5.9


def test_last_line_is_the_result():
    derivation = explain_kpi(two(value(5.5), value(5.9)), "ease", LATEST)
    assert derivation.lines[-1].value == derivation.result
    assert float(derivation.result) == 5.9


def test_first_value_and_incomparable_value_say_so():
    assert "against the period before: first value" in lines(measured([indicator()], {Q[-1]: [value(5.5)]}))
    found = lines(two(value(5.5, None), value(5.9)))
    assert "against Q2\N{NO-BREAK SPACE}2026: not comparable (the number of answers is not on file)" in found
    assert "difference" not in found


def test_not_measured():
    derivation = explain_kpi(two(value(5.5), value(None, 0, no_answer=7)), "ease", LATEST)
    assert derivation.result is None
    assert str(derivation.reason) == "not measured in Q3\N{NO-BREAK SPACE}2026"
    assert lines(two(value(5.5), value(None, 0, no_answer=7)))["without an answer, left out"] == 7


def test_unknown_indicator():
    with pytest.raises(KeyError):
        explain_kpi(two(value(1), value(2)), "other", LATEST)

"""The published test vectors of the scoring method."""

from fractions import Fraction

import pytest
from makers import STALE, answer, assessment, framework, stages, workspace

from cxgov.scoring import score

CASES = {
    "flat two": (stages(2, 2, 2, 2, 2), [2, 2, 2, 2, 2], [2, 2, 2, 2, 2], 50, 2, []),
    "measuring ahead of knowing": (stages(1, 2, 3, 2, 4), [1, 2, 3, 2, 4], [1, 2, 2, 2, 2], 45, 1, []),
    "stage 1 skipped": (stages(0, 2, 2, 2, 3), [0, 2, 2, 2, 3], [0, 1, 1, 1, 1], 20, 0, ["S1"]),
}


@pytest.mark.parametrize(("answers", "raw", "effective", "index", "level", "skipped"), CASES.values(), ids=CASES.keys())
def test_published_case(answers, raw, effective, index, level, skipped):
    """Raw, effective, index, level and skipped stages come out as published."""
    card = score(workspace(framework(), [assessment(answers)]))
    assert [d.raw for d in card.dimensions] == raw
    assert [d.effective for d in card.dimensions] == effective
    assert (card.index, card.level) == (index, level)
    assert [d.id for d in card.dimensions if d.skipped] == skipped


def test_not_applicable_no_evidence_and_stale():
    """A claimed 3 without evidence counts 1; a claimed 4 with evidence older than four quarters counts 2."""
    given = {k: answer(v) for k, v in stages([3, 2, 3, 1, 2], [2, 3, 2, 3, 2], [3, 3, 2, 2, "na"], [2, 2, 3, 2, 1], [3, 2, 2, 3, 2, 4]).items()}
    given["S3.P2"] = answer(3, ())
    given["S5.P6"] = answer(4, [STALE])
    card = score(workspace(framework(), [assessment(given)]))
    raw = [Fraction(22, 10), Fraction(24, 10), Fraction(2), Fraction(2), Fraction(7, 3)]
    assert [d.raw for d in card.dimensions] == raw
    assert [d.effective for d in card.dimensions] == raw
    assert (card.index, card.level) == (55, 2)
    assert card.practice("S3.P2").claimed == 3
    assert card.practice("S3.P2").evidenced == 1
    assert card.practice("S5.P6").evidenced == 2


@pytest.mark.parametrize(("quarter_old", "counts"), [("2025-07-01", 4), ("2025-06-30", 2)])
def test_evidence_is_stale_after_more_than_four_quarters(quarter_old, counts):
    """Exactly four quarters old is fresh, five is stale."""
    from datetime import date

    from cxgov.model import Evidence

    given = stages(4, 4, 4, 4, 4) | {"S1.P1": answer(4, [Evidence(ref="E", date=date.fromisoformat(quarter_old))])}
    assert score(workspace(framework(), [assessment(given)])).practice("S1.P1").evidenced == counts


def test_undated_evidence_is_stale():
    """Evidence without a date supports level 2 at most."""
    from cxgov.model import Evidence

    given = stages(4, 4, 4, 4, 4) | {"S1.P1": answer(4, [Evidence(ref="E")])}
    assert score(workspace(framework(), [assessment(given)])).practice("S1.P1").evidenced == 2


@pytest.mark.parametrize(("levels", "agreement"), [
    ((2, 3, 3, 4), Fraction(5, 6)), ((2, 2, 3, 3, 3), Fraction(925, 1000)), ((1, 1, 5, 5), Fraction(-1, 3)),
])
def test_agreement(levels, agreement):
    """r*wg on a five-point scale: 0.833, 0.925 and -0.333."""
    from makers import scale

    from cxgov.scoring.raters import agreement as compute

    assert compute([Fraction(level) for level in levels], scale(1, 5)) == agreement


def test_one_rater_has_no_agreement():
    """With one rater agreement is unknown and not 1."""
    card = score(workspace(framework(), [assessment(stages(2, 2, 2, 2, 2), status="individual")]))
    assert card.practice("S1.P1").raters.agreement is None


def test_index_is_rounded_half_up_once():
    """An index of 12.5 is 13."""
    card = score(workspace(framework((1, 1)), [assessment({"S1.P1": 0, "S2.P1": 1})]))
    assert card.index_exact == Fraction(25, 2)
    assert card.index == 13

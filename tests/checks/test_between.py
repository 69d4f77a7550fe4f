"""Findings then and now."""

from __future__ import annotations

import pytest
from checks.organisations import organisation

from cxgov.checks import check
from cxgov.checks.between import between
from cxgov.loading import load_workspace
from cxgov.model import parse_period
from cxgov.resources import examples

BEFORE, AFTER = parse_period("2026-Q2"), parse_period("2026-Q3")


def test_new_and_gone():
    """Evidence that aged is a new finding; a missed target that was acted on is gone; the others stay."""
    found = between(load_workspace(str(examples()["paczkownia"])), BEFORE, AFTER)
    keys = [{(f.code, f.about) for f in group} for group in (found.new, found.fixed, found.staying)]
    assert ("CXG-091", "S1.P2") in keys[0]
    assert ("CXG-066", "complaint-time") in keys[1]
    assert keys[2]
    assert not (keys[0] & keys[1]) | (keys[0] & keys[2]) | (keys[1] & keys[2])


@pytest.mark.parametrize("name", ["bank", "paczkownia", "piekarnia"])
def test_all_findings_of_the_later_period_are_told(name):
    """New, staying and judged for the first time are everything that the checks find; what `check` prints is the same total."""
    space = load_workspace(str(examples()[name]))
    found = between(space, BEFORE, AFTER)
    told = [*found.new, *found.staying, *found.first_judged]
    assert sorted(told, key=repr) == sorted(check(space, period=AFTER).findings, key=repr)


def test_what_could_not_be_judged_before_is_not_called_new():
    found = between(load_workspace(str(examples()["bank"])), BEFORE, AFTER)
    assert [f.code for f in found.first_judged] == ["CXG-094"]
    assert "CXG-094" not in {f.code for f in (*found.new, *found.fixed, *found.staying)}


def test_judged_on_one_side_only(tmp_path):
    """A check that could not be judged then finds nothing new now."""
    made = organisation(tmp_path)
    found = between(made, BEFORE, AFTER)
    assert (found.new, found.fixed) == ((), ())

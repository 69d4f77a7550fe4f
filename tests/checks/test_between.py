"""Findings then and now."""

from __future__ import annotations

from checks.organisations import organisation

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


def test_judged_on_one_side_only(tmp_path):
    """A check that could not be judged then finds nothing new now."""
    made = organisation(tmp_path)
    found = between(made, BEFORE, AFTER)
    assert (found.new, found.fixed) == ((), ())

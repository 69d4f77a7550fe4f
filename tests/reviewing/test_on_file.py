"""What may be reviewed: nothing that lies before or after everything on file."""

from __future__ import annotations

import pytest
from checks.organisations import organisation

from cxgov.model import parse_period
from cxgov.reviewing.on_file import NothingOnFile, periods_on_file, require_on_file

DECISION = "kind: decisions\nperiod: {period}\ndecisions: []\n"
FEEDBACK = "kind: feedback\nitems:\n  - {id: F-1, received: 2026-11-02}\n"


def test_periods_on_file_are_those_of_files_oldest_first(tmp_path):
    """Every period once."""
    measured = "kind: measurements\nperiod: 2026-Q3\nmeasurements: []\n"
    space = organisation(tmp_path, DECISION.format(period="2026-Q3"), measured, DECISION.format(period="2025-Q4"))
    assert [str(period) for period in periods_on_file(space)] == ["2025-Q4", "2026-Q3"]


@pytest.mark.parametrize(("asked", "refused"), [
    ("2025-Q3", True), ("2025-Q4", False), ("2026-Q1", False), ("2026-Q3", False), ("2026-Q4", True), ("2026", False), ("2027", True),
])
def test_only_a_period_outside_what_is_on_file_is_refused(tmp_path, asked, refused):
    """A quarter without files between others is a quarter in which nothing was written down, and may be reviewed as that."""
    space = organisation(tmp_path, DECISION.format(period="2025-Q4"), DECISION.format(period="2026-Q3"))
    if not refused:
        assert require_on_file(space, parse_period(asked)) is None
        return
    with pytest.raises(NothingOnFile) as caught:
        require_on_file(space, parse_period(asked))
    assert str(caught.value.period) == asked
    assert [str(period) for period in caught.value.known] == ["2025-Q4", "2026-Q3"]


def test_a_quarter_under_way_is_on_file_once_anything_came_in(tmp_path):
    space = organisation(tmp_path, DECISION.format(period="2026-Q3"), FEEDBACK)
    assert require_on_file(space, parse_period("2026-Q4")) is None


def test_where_nothing_bears_a_date_nothing_is_refused(tmp_path):
    assert require_on_file(organisation(tmp_path), parse_period("1999-Q1")) is None

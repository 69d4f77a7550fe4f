"""Findings then and now: which are new and which are gone between two periods.

In this room: two runs of all checks, each on the last day of its period, and what tells them apart. A finding is the same
when its check and what it is about are the same. Not here: the checks. Journeys, indicators and owners bear no period: a
finding about them is as the files stand today, for both periods.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cxgov.checks import RULES, Checked, check
from cxgov.model import Period, Workspace
from cxgov.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """What changed among the findings.

    Attributes:
        new: findings of the later period only.
        fixed: findings of the earlier period only.
        staying: findings of both, as of the later.
    """

    new: tuple[Problem, ...]
    fixed: tuple[Problem, ...]
    staying: tuple[Problem, ...]


def between(workspace: Workspace, start: Period, end: Period, later: Checked | None = None, as_of: date | None = None) -> Between:
    """Compares the findings of two periods.

    Args:
        workspace: the organisation.
        start: the earlier period.
        end: the later period.
        later: the findings of the later period, where they are known already.
        as_of: the day the later period is judged by; its last by default.
    """
    then = check(workspace, period=start, as_of=start.end)
    now = later or check(workspace, period=end, as_of=as_of or end.end)
    # A check that could be judged on one side only says nothing about the time between.
    unjudged = then.not_checked.keys() | now.not_checked.keys()
    sides = [{(f.code, f.about): f for f in found.findings if f.code in RULES and f.code not in unjudged} for found in (then, now)]
    return Between(
        new=tuple(f for key, f in sides[1].items() if key not in sides[0]), fixed=tuple(f for key, f in sides[0].items() if key not in sides[1]),
        staying=tuple(f for key, f in sides[1].items() if key in sides[0]))

"""Findings then and now: which are new and which are gone between two periods.

In this room: two runs of all checks, each on the last day of its period, and what tells them apart. A finding is the same
when its check and what it is about are the same; of two such findings where there was one, one is new. Not here: the checks. Journeys, indicators and owners bear no period: a
finding about them is as the files stand today, for both periods.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from cxgov.checks import Checked, check
from cxgov.model import Period, Workspace
from cxgov.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """What changed among the findings; ``new``, ``staying`` and ``first_judged`` are all of the later period.

    Attributes:
        new: findings of the later period only.
        fixed: findings of the earlier period only.
        staying: findings of both, as of the later.
        first_judged: findings of the later period by checks that could not be judged in the earlier one: nobody knows whether they are new.
    """

    new: tuple[Problem, ...]
    fixed: tuple[Problem, ...]
    staying: tuple[Problem, ...]
    first_judged: tuple[Problem, ...] = ()


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
    before = [f for f in then.findings if f.code not in now.not_checked]
    after = [f for f in now.findings if f.code not in then.not_checked]
    new = tuple(_beyond(after, before))
    told = {id(f) for f in new}
    return Between(
        new=new, fixed=tuple(_beyond(before, after)), staying=tuple(f for f in after if id(f) not in told),
        first_judged=tuple(f for f in now.findings if f.code in then.not_checked))


def _beyond(findings: Iterable[Problem], known: Iterable[Problem]) -> Iterator[Problem]:
    """Yields what has no counterpart among the known."""
    left = Counter((f.code, f.about) for f in known)
    for found in findings:
        key = (found.code, found.about)
        if left[key]:
            left[key] -= 1
        else:
            yield found

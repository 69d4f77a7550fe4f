"""Governance checks: what is wrong with the programme, not with the files.

In this room: one module per check (`cxgNNN_…`), the explicit list of them (`registry`), their parameters and
suppressions (`settings`) and the run over all of them. Checks find; they print nothing and change nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cxgov.checks.registry import RULES
from cxgov.checks.rule import NotChecked, Rule, View
from cxgov.checks.settings import Suppressed, settings_of, suppress
from cxgov.language import N_, Message, message
from cxgov.model import Period, Workspace
from cxgov.problems import Location, Problem, Severity, in_order

__all__ = ["RULES", "Checked", "Rule", "check"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What the checks found.

    Attributes:
        findings: findings that count, by place.
        suppressed: findings that are accepted for a while, with the suppression.
        not_checked: code -> why the check could not be judged.
        as_of: the day the checks were made for.
        period: the period they looked at.
        ahead: records of the logs that came in after that day and are left out.
    """

    findings: list[Problem]
    suppressed: list[Suppressed]
    not_checked: dict[str, Message]
    as_of: date
    period: Period | None
    ahead: int = 0


def check(workspace: Workspace, *, period: Period | None = None, as_of: date | None = None) -> Checked:
    """Runs every check.

    A check that crashes becomes a finding of its own (CX099) and the others go on.

    Args:
        workspace: the loaded organisation.
        period: the period to look at; the latest with an assessment by default.
        as_of: the day to judge ages and deadlines by; the last day of the period by default.
    """
    when = period or latest_period(workspace)
    day = as_of or (when.end if when else _newest_day(workspace))
    found: list[Problem] = []
    not_checked: dict[str, Message] = {}
    settings, faults = settings_of(workspace, RULES)
    found += faults
    shared = View(workspace, day, when)
    for code, rule in RULES.items():
        view = View(workspace, day, when, settings[code])
        # The scorecards are computed once and shared; they are the dearest thing a check looks at.
        view.__dict__["scorecards"] = shared.scorecards
        try:
            found += rule.find(view)
        except NotChecked as gap:
            not_checked[code] = gap.reason
        except Exception as error:  # noqa: BLE001 - one broken check must not take the others down
            found.append(Problem("CX099", Severity.WARNING, Location(workspace.name), message(
                N_("check {code} failed: {kind}"), code=code, kind=type(error).__name__), message(
                N_("this is a fault of cxgov; please report it")), code))
    kept, suppressed, expired = suppress(workspace, found, day)
    return Checked(findings=in_order([*kept, *expired]), suppressed=suppressed, not_checked=not_checked, as_of=day, period=when,
                   ahead=0 if day == date.min else sum(record.received > day for records in (workspace.feedback, workspace.complaints) for record in records))


def latest_period(workspace: Workspace) -> Period | None:
    """The latest period with an assessment, a measurement or a decision; ``None`` where there is none."""
    assessed = [a.period for a in workspace.assessments]
    return max(assessed or [*(m.period for m in workspace.measurements), *(d.period for d in workspace.decisions)], default=None)


def _newest_day(workspace: Workspace) -> date:
    """A day to judge by when nothing was assessed: the newest date in journeys and cycle records, else the first of days."""
    days = [journey.date for journey in workspace.journeys]
    days += [day for cycle in workspace.cycles for stage in cycle.stages for day in (stage.started, stage.completed)]
    return max((day for day in days if day), default=date.min)

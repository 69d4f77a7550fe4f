"""What a governance check is: its documentation, its parameters, and the function that finds what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from cxgov.language import N_, Message, message
from cxgov.model import Period, Workspace
from cxgov.problems import Location, Problem, Severity
from cxgov.scoring import NothingToScore, Scorecard, choose, score

GROUPS: dict[str, str] = {
    "strategy": N_("Strategy and mandate"),
    "journey": N_("Journey and touchpoints"),
    "ownership": N_("Ownership"),
    "kpi": N_("Indicators"),
    "voice": N_("Voice of the customer and closed loop"),
    "cycle": N_("Decisions and the cycle"),
    "initiatives": N_("Initiatives"),
    "numbers": N_("Numbers"),
    "people": N_("People and technology"),
    "integrity": N_("Integrity of the assessment"),
}


class NotChecked(Exception):
    """A check cannot be judged from what the files hold; it is reported as such and never passes in silence.

    Attributes:
        reason: what is missing.
    """

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number or list an organisation may set under ``checks:`` for a rule.

    Attributes:
        default: value when nothing is said; its type is the type wanted.
        doc: what it means; a msgid.
        least: lowest allowed number.
        most: highest allowed number.
    """

    default: Any
    doc: str
    least: float = 0
    most: float = 1_000_000


@dataclass(frozen=True)
class View:
    """What a check may look at.

    Attributes:
        workspace: the loaded organisation.
        as_of: the day the check is made for.
        period: the reported period.
        settings: parameter name -> value, defaults filled in.
    """

    workspace: Workspace
    as_of: date
    period: Period | None
    settings: Mapping[str, Any] = field(default_factory=dict)

    def place(self, record: object, key: str | int | None = None) -> Location:
        """Where a record, or an entry of it, stands."""
        return self.workspace.places.of(record, key)

    @cached_property
    def scorecards(self) -> tuple[Scorecard, ...]:
        """The organisation's own scorecard of the period, one per framework; frameworks not assessed are left out."""
        found = []
        for name in self.workspace.organisation.frameworks:
            try:
                framework, period = choose(self.workspace, name, self.period if self._assessed(name) else None)
            except NothingToScore:
                continue
            found.append(score(self.workspace, framework.id, period))
        return tuple(found)

    def _assessed(self, framework: str) -> bool:
        return self.period in self.workspace.assessed_periods(framework)


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A governance check.

    Attributes:
        code: ``CXG-022``.
        group: key of `GROUPS`.
        severity: of its findings.
        title: a short name; a msgid like all texts below.
        what: what it checks.
        why: why it matters.
        grounding: the publication it rests on, by title and publisher, or "cxgov's own judgement".
        example: YAML that has the fault.
        fix: how to put it right.
        parameters: what an organisation may set.
        find: yields findings; may raise `NotChecked`.
    """

    code: str
    group: str
    severity: Severity
    title: str
    what: str
    why: str
    grounding: str
    example: str
    fix: str
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    find: Callable[[View], Iterable[Problem]]


def finding(rule: Rule, place: Location, text: str, /, about: str = "", related: tuple[Location, ...] = (), remedy: str = "", **values: Any) -> Problem:
    """Makes a finding of a rule.

    Args:
        rule: the rule.
        place: where.
        text: one sentence, a msgid with placeholders.
        about: id of the record it is about.
        related: other places that belong to it.
        remedy: what to do about this one, a msgid; the rule's own by default.
        **values: what the placeholders stand for.
    """
    return Problem(rule.code, rule.severity, place, Message(text, values), message(remedy or rule.fix), about, related)

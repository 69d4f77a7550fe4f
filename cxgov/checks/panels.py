"""Who assessed what in the period: the organisation and each unit, the agreed assessment beside its raters; no check by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from weakref import ref

from cxgov.checks.rule import NotChecked, Rule, View
from cxgov.language import N_, Message, Text, message
from cxgov.model import Assessment, Period, Workspace
from cxgov.problems import Location, Problem
from cxgov.scoring import PracticeScore, Scorecard, score


@dataclass(frozen=True)
class Panel:
    """The assessments of one framework and unit in the period.

    Attributes:
        scorecard: what they come to.
        agreed: the agreed assessment; ``None`` before the raters agreed.
        individuals: the individual raters' assessments, in file order.
        assessors: the assessors' assessments.
        name: the unit's name; ``None`` for the whole organisation.
        about: id a finding about the whole panel is about: the unit's, or the organisation's.
    """

    scorecard: Scorecard
    agreed: Assessment | None
    individuals: tuple[Assessment, ...]
    assessors: tuple[Assessment, ...]
    name: Text | None
    about: str

    @property
    def lead(self) -> Assessment:
        """The file in which the result would be mended: the agreed assessment, or else the first of the others."""
        return self.agreed or (*self.individuals, *self.assessors)[0]

    def place(self, view: View, practice: PracticeScore) -> Location:
        """Where a practice is answered: in the agreed assessment, or else by the first who answered it."""
        for assessment in filter(None, (self.agreed, *self.individuals, *self.assessors)):
            answer = assessment.answers.get(practice.practice.id)
            if answer is not None:
                return view.place(answer)
        return view.place(self.lead, "answers")

    def finding(self, rule: Rule, place: Location, said: Message, about: str, related: tuple[Location, ...] = ()) -> Problem:
        """Makes a finding that names the unit, where it is about one."""
        text = said if self.name is None else message(N_("{unit}: {said}"), unit=self.name, said=said)
        return Problem(rule.code, rule.severity, place, text, message(rule.fix), about, related)


@dataclass(frozen=True)
class _Kept:
    workspace: ref[Workspace]
    period: Period | None
    panels: tuple[Panel, ...]


# Seven checks look at the same panels one after the other, and a unit's scorecard is the dearest thing they look at.
_kept: list[_Kept] = []


def panels(view: View) -> tuple[Panel, ...]:
    """Returns the organisation's panel and those of its units, for every framework assessed in the period.

    Raises:
        NotChecked: if nothing was assessed in the period.
    """
    kept = next((k for k in _kept if k.workspace() is view.workspace and k.period == view.period), None)
    if kept is None:
        kept = _Kept(ref(view.workspace), view.period, tuple(_panels(view)))
        _kept[:] = [kept]
    if not kept.panels:
        raise NotChecked(message(N_("nothing was assessed in the period")))
    return kept.panels


def _panels(view: View) -> Iterator[Panel]:
    workspace, period = view.workspace, view.period
    if period is None:
        return
    for name in workspace.organisation.frameworks:
        for unit in (None, *workspace.assessed_units(name, period)):
            assessments = workspace.assessments_of(name, period, unit)
            if name not in workspace.frameworks or not assessments:
                continue
            card = next((c for c in view.scorecards if unit is None and c.framework.id == name and c.period == period), None)
            yield Panel(
                scorecard=card or score(workspace, name, period, unit),
                agreed=next((a for a in assessments if a.status == "agreed"), None),
                individuals=tuple(a for a in assessments if a.status == "individual"),
                assessors=tuple(a for a in assessments if a.status == "assessor"),
                name=workspace.unit_name(unit) if unit else None,
                about=unit or workspace.organisation.id)

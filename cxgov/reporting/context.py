"""What every section of a report works from: one set of numbers, computed once, used everywhere.

A section never computes a score of its own; what two sections show is the same object here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from markupsafe import Markup

from cxgov.checks import Checked, check
from cxgov.language import Language
from cxgov.model import Framework, Period, Workspace
from cxgov.rendering.speaking import Speaking
from cxgov.reviewing.changes import Verdict, changes
from cxgov.reviewing.comparison import Comparison, compare
from cxgov.reviewing.priorities import Recommendation, recommendations
from cxgov.reviewing.roadmap import Roadmap, roadmap
from cxgov.reviewing.whatif import in_years
from cxgov.scoring import NothingToScore, Scorecard, score
from cxgov.scoring.scorecard import PracticeScore
from cxgov.scoring.uncertainty import Interval, Sensitivity, rater_intervals, sensitivity


@dataclass(frozen=True, kw_only=True)
class Context(Speaking):
    """The facts a report is written from.

    Attributes:
        workspace: the loaded organisation.
        language: the report's language.
        card: the scorecard of the reported framework, period and unit.
        as_of: the day ages and deadlines are judged by.
        reported: the reported period, where it is another than that of the latest assessment.
        since: the period to compare with; ``None`` for the assessed period before.
    """

    workspace: Workspace
    language: Language
    card: Scorecard
    as_of: date
    reported: Period | None = None
    since: Period | None = None

    # --- numbers, each computed once -------------------------------------------------------------------------------

    @property
    def framework(self) -> Framework:
        """The reported framework."""
        return self.card.framework

    @property
    def period(self) -> Period:
        """The reported period."""
        return self.reported or self.card.period

    @cached_property
    def previous(self) -> Scorecard | None:
        """The scorecard of the assessed period before; ``None`` where there is none."""
        earlier = [p for p in self.workspace.assessed_periods(self.framework.id, self.card.unit) if p < self.card.period]
        return score(self.workspace, self.framework.id, earlier[-1], self.card.unit) if earlier else None

    @cached_property
    def comparison(self) -> Comparison | None:
        """The assessed period against `since`, or against the assessed period before; ``None`` where there is none."""
        start = self.since or (self.previous.period if self.previous else None)
        return compare(self.workspace, self.framework.id, start, self.card.period, self.card.unit) if start else None

    @cached_property
    def units(self) -> dict[str, Scorecard]:
        """Scorecards of the units assessed on their own in the period, by unit id."""
        if self.card.unit is not None:
            return {}
        found = {}
        for unit in self.workspace.assessed_units(self.framework.id, self.card.period):
            try:
                found[unit] = score(self.workspace, self.framework.id, self.card.period, unit)
            except NothingToScore:
                continue
        return found

    @cached_property
    def checked(self) -> Checked:
        """Findings of the governance checks."""
        return check(self.workspace, period=self.period, as_of=self.as_of)

    @cached_property
    def verdicts(self) -> dict[str, Verdict]:
        """Every measured indicator against the period before, by id."""
        return changes(self.workspace, self.period)

    @cached_property
    def steps(self) -> list[Recommendation]:
        """Recommended steps, best first."""
        return recommendations(self.workspace, self.card)

    @cached_property
    def sensitivity(self) -> Sensitivity | None:
        """What redrawn weights do to the result."""
        return sensitivity(self.card)

    @cached_property
    def rater_intervals(self) -> dict[str, Interval | None]:
        """Interval of each stage over redrawn raters."""
        return rater_intervals(self.card)

    @cached_property
    def to_discuss(self) -> list[PracticeScore]:
        """The practices whose raters disagree enough to talk, in order."""
        return [s for s in self.card.practices() if s.raters.discuss or s.raters.mixed]

    @cached_property
    def ahead(self) -> tuple[Scorecard, Scorecard]:
        """The profile in 12 and in 24 months, one level a practice and year at most."""
        return in_years(self.card, 1), in_years(self.card, 2)

    @cached_property
    def roadmap(self) -> Roadmap:
        """The recommended steps over the next four quarters."""
        return roadmap(self.workspace, self.card, steps=self.steps)

    # --- words -----------------------------------------------------------------------------------------------------

    def level_name(self, level: int | None) -> str:
        """Name of a maturity level; an en dash for none."""
        return "–" if level is None else self.text(self.framework.scale.levels[str(level)].name)

    def stage_short(self, dimension_id: str) -> str:
        """Short name of a stage."""
        dimension = self.card.dimension(dimension_id).dimension
        return self.text(dimension.short or dimension.name)

    def stage_label(self, dimension_id: str) -> str:
        """Number and short name of a stage: ``2 Samookreślenie firmy``."""
        return f"{self.stage_number(dimension_id)}\N{NO-BREAK SPACE}{self.stage_short(dimension_id)}"

    def stage_number(self, dimension_id: str) -> int:
        """Position of a stage, from 1."""
        return next(i for i, d in enumerate(self.card.dimensions, 1) if d.id == dimension_id)

    def narrative(self, section: str) -> Markup | None:
        """The consultant's own words for a section as safe markup; ``None`` where there are none."""
        from cxgov.rendering.markdown import narrative

        text = self.workspace.narrative(self.period, section, self.language.code)
        return narrative(text) if text else None

    # --- money -----------------------------------------------------------------------------------------------------

    @property
    def currency(self) -> str:
        """The currency of all amounts; empty where the organisation names none."""
        return self.workspace.organisation.currency or ""

    def money(self, amount: float) -> str:
        """An amount with its currency."""
        return f"{self.language.number(amount)}\N{NO-BREAK SPACE}{self.currency}" if self.currency else self.language.number(amount)

    # --- people ----------------------------------------------------------------------------------------------------

    @cached_property
    def pseudonyms(self) -> dict[str, str]:
        """Rater id -> ``R1``, ``R2`` …, in the order of the files; names never stand in a report's annex."""
        raters = [*self.card.raters, *self.card.assessors]
        return {rater: f"R{number}" for number, rater in enumerate(dict.fromkeys(raters), 1)}

    def function_of(self, person_id: str) -> str:
        """Name of a person's function; empty where it is not known."""
        person = self.workspace.people.get(person_id)
        return self.text(self.workspace.function_name(person.function)) if person and person.function else ""

    def person(self, person_id: str | None) -> str:
        """A person's name; an en dash for none, the id where it is not declared."""
        if person_id is None:
            return "–"
        found = self.workspace.people.get(person_id)
        return found.name if found else person_id

    def role(self, person_id: str | None) -> str:
        """A person's role, or the name where no role is given; an en dash for none."""
        found = self.workspace.people.get(person_id) if person_id else None
        return self.text(found.role) or found.name if found else self.person(person_id)

"""The workspace: all definition files of one organisation, resolved, immutable, with the questions everyone asks of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from cxgov.language import Text
from cxgov.model.assessments import Assessment
from cxgov.model.fields import Day
from cxgov.model.frameworks import Framework
from cxgov.model.indicators import Kpi, Measurement, Measurements, SegmentNames, Source
from cxgov.model.journeys import Journey, JourneyProblem, Touchpoint
from cxgov.model.organisations import Engagement, Organisation, Person
from cxgov.model.periods import Period
from cxgov.model.programme import Cycle, Decision, Decisions, Initiative, Targets
from cxgov.model.registers import Meeting, Meetings, Training, Trainings
from cxgov.model.voice import Complaint, Complaints, Contacts, Expectation, Expectations, Feedback, FeedbackItem
from cxgov.problems import Location


class Places(Protocol):
    """Where records stand in their files."""

    def file(self, root: object) -> str:
        """Returns the file of a record that is a whole file; empty for any other. Costs nothing, unlike a place."""

    def of(self, record: object, key: str | int | None = None, entry: str | int | None = None) -> Location:
        """Returns the place of a record, of one of its fields, or of an entry of that field's map."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrative:
    """The consultant's own words for one section of a period's report.

    Attributes:
        period: the period whose folder holds it.
        section: the section's name (``summary``, ``S2`` …).
        language: ``pl`` or ``en``; ``None`` for a file that serves every language.
        text: Markdown.
        file: the file, as messages name it.
    """

    period: Period
    section: str
    language: str | None
    text: str
    file: str = ""


@dataclass(frozen=True, kw_only=True)
class Workspace:
    """All definition files of one organisation.

    Records stand in the order of their files (sorted by path) and within a file in its order.

    Attributes:
        name: the folder's name.
        places: tells where a record stands.
        fingerprints: SHA-256 of every file read, by path relative to the folder.
    """

    name: str
    organisation: Organisation
    engagement: Engagement | None = None
    frameworks: Mapping[str, Framework] = field(default_factory=dict)
    journeys: tuple[Journey, ...] = ()
    kpis: tuple[Kpi, ...] = ()
    sources: tuple[Source, ...] = ()
    segment_names: Mapping[str, SegmentNames] = field(default_factory=dict)
    targets: tuple[Targets, ...] = ()
    initiatives: tuple[Initiative, ...] = ()
    decisions: tuple[Decisions, ...] = ()
    cycles: tuple[Cycle, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    measurements: tuple[Measurements, ...] = ()
    expectation_files: tuple[Expectations, ...] = ()
    feedback_files: tuple[Feedback, ...] = ()
    complaint_files: tuple[Complaints, ...] = ()
    meeting_files: tuple[Meetings, ...] = ()
    training_files: tuple[Trainings, ...] = ()
    narratives: tuple[Narrative, ...] = ()
    places: Places
    fingerprints: Mapping[str, str] = field(default_factory=dict)

    # --- people and touchpoints ------------------------------------------------------------------------------------

    @cached_property
    def people(self) -> Mapping[str, Person]:
        """People by id."""
        return {person.id: person for person in self.organisation.people}

    @cached_property
    def touchpoints(self) -> Mapping[str, Touchpoint]:
        """Touchpoints of all journeys by id, in order."""
        return {t.id: t for journey in self.journeys for t in journey.touchpoints()}

    @cached_property
    def problems(self) -> Mapping[str, JourneyProblem]:
        """Known problems of all journeys by id."""
        return {p.id: p for journey in self.journeys for p in journey.problems}

    @cached_property
    def kpis_by_id(self) -> Mapping[str, Kpi]:
        """Indicators by id."""
        return {kpi.id: kpi for kpi in self.kpis}

    def kpis_of(self, touchpoint_id: str) -> tuple[Kpi, ...]:
        """Indicators that measure a touchpoint."""
        return self._kpis_by_touchpoint.get(touchpoint_id, ())

    def function_name(self, function_id: str) -> Text:
        """Name of a function; its id where it has none."""
        return next((f.name for f in self.organisation.functions if f.id == function_id), function_id)

    def channel_name(self, channel_id: str) -> Text:
        """Name of a channel; its id where it has none."""
        return next((c.name for c in self.organisation.channels if c.id == channel_id), channel_id)

    def unit_name(self, unit_id: str) -> Text:
        """Name of a unit; its id where it is not declared."""
        return next((u.name for u in self.organisation.units if u.id == unit_id), unit_id)

    def segment_column_name(self, column: str) -> Text:
        """Name of a column of segments; as it is called in the data where it has none."""
        found = self.segment_names.get(column)
        return found.name if found and found.name is not None else column

    def segment_name(self, column: str, value: str) -> Text:
        """Name of a segment: as declared with the sources, of a channel or unit as the organisation names it, else its value."""
        found = self.segment_names.get(column)
        if found and value in found.values:
            return found.values[value]
        names = {"channel": self.channel_name, "unit": self.unit_name}
        return names[column.casefold()](value) if column.casefold() in names else value

    # --- voice of the customer and registers -----------------------------------------------------------------------
    # The tuples of files tell an empty register from one that is not kept.

    @cached_property
    def expectations(self) -> tuple[Expectation, ...]:
        """Expectations of all files."""
        return tuple(item for file in self.expectation_files for item in file.expectations)

    @cached_property
    def feedback(self) -> tuple[FeedbackItem, ...]:
        """Feedback of all logs."""
        return tuple(item for file in self.feedback_files for item in file.items)

    @cached_property
    def contacts(self) -> tuple[Contacts, ...]:
        """Counts of contacts of all logs."""
        return tuple(item for file in self.feedback_files for item in file.contacts)

    @cached_property
    def complaints(self) -> tuple[Complaint, ...]:
        """Complaints of all logs."""
        return tuple(item for file in self.complaint_files for item in file.complaints)

    @cached_property
    def meetings(self) -> tuple[Meeting, ...]:
        """Meetings of the deciding body, oldest first."""
        return tuple(sorted((item for file in self.meeting_files for item in file.meetings), key=lambda meeting: meeting.date))

    @cached_property
    def trainings(self) -> tuple[Training, ...]:
        """Trainings of all files."""
        return tuple(item for file in self.training_files for item in file.trainings)

    @cached_property
    def decisions_by_id(self) -> Mapping[str, tuple[Decision, Period]]:
        """Decisions by id, with the period they were taken in."""
        return {d.id: (d, file.period) for file in self.decisions for d in file.decisions}

    @cached_property
    def initiatives_by_id(self) -> Mapping[str, Initiative]:
        """Initiatives by id."""
        return {initiative.id: initiative for initiative in self.initiatives}

    @cached_property
    def sources_by_id(self) -> Mapping[str, Source]:
        """Sources by id."""
        return {source.id: source for source in self.sources}

    # --- periods ---------------------------------------------------------------------------------------------------

    def assessed_periods(self, framework_id: str, unit: str | None = None) -> list[Period]:
        """Periods with an assessment of this framework and unit, oldest first."""
        return sorted({a.period for a in self.assessments if a.framework == framework_id and a.unit == unit})

    def assessments_of(self, framework_id: str, period: Period, unit: str | None = None) -> tuple[Assessment, ...]:
        """Assessments of a framework, period and unit, in file order."""
        return tuple(
            a for a in self.assessments if a.framework == framework_id and a.period == period and a.unit == unit)

    def assessed_units(self, framework_id: str, period: Period) -> list[str]:
        """Ids of the units assessed on their own in a period, in the order of the organisation file."""
        found = {a.unit for a in self.assessments if a.framework == framework_id and a.period == period and a.unit}
        declared = [unit.id for unit in self.organisation.units]
        return [unit for unit in declared if unit in found] + sorted(found - set(declared))

    def measurements_of(self, period: Period) -> Iterator[Measurement]:
        """Measured values of a period."""
        for file in self._measurements_by_period.get(period, ()):
            yield from file.measurements

    def measurement(self, kpi_id: str, period: Period) -> Measurement | None:
        """The organisation-level value of an indicator in a period; ``None`` where there is none."""
        return self._whole_values.get((kpi_id, period))

    def decisions_of(self, period: Period) -> Iterator[Decision]:
        """Decisions recorded for a period."""
        for file in self._decisions_by_period.get(period, ()):
            yield from file.decisions

    def open_decisions(self, day: Day) -> tuple[Decision, ...]:
        """Decisions still open, of the periods that have begun by ``day``; later ones are not yet made."""
        return tuple(d for file in self.decisions if file.period.start <= day for d in file.decisions if d.status == "open")

    def targets_of(self, framework_id: str) -> Targets | None:
        """Target levels for a framework."""
        return next((t for t in self.targets if t.framework == framework_id), None)

    def narrative(self, period: Period, section: str, language: str) -> str | None:
        """The consultant's words for a section in a language; a file without a language serves every language."""
        found = {n.language: n.text for n in self.narratives if n.period == period and n.section == section}
        return found.get(language, found.get(None))

    # --- where to look, so that nobody searches all files for one thing ----------------------------------------------

    @cached_property
    def _kpis_by_touchpoint(self) -> Mapping[str, tuple[Kpi, ...]]:
        found: dict[str, list[Kpi]] = {}
        for kpi in self.kpis:
            for touchpoint_id in dict.fromkeys(kpi.touchpoints):
                found.setdefault(touchpoint_id, []).append(kpi)
        return {touchpoint_id: tuple(kpis) for touchpoint_id, kpis in found.items()}

    @cached_property
    def _measurements_by_period(self) -> Mapping[Period, list[Measurements]]:
        found: dict[Period, list[Measurements]] = {}
        for file in self.measurements:
            found.setdefault(file.period, []).append(file)
        return found

    @cached_property
    def _whole_values(self) -> Mapping[tuple[str, Period], Measurement]:
        """Of two values of one period the first."""
        found: dict[tuple[str, Period], Measurement] = {}
        for file in self.measurements:
            for measured in file.measurements:
                if measured.segment is None and measured.touchpoint is None:
                    found.setdefault((measured.kpi, file.period), measured)
        return found

    @cached_property
    def _decisions_by_period(self) -> Mapping[Period, list[Decisions]]:
        found: dict[Period, list[Decisions]] = {}
        for file in self.decisions:
            found.setdefault(file.period, []).append(file)
        return found

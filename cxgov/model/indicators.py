"""Key performance indicators, where their data come from, and what was measured."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from cxgov.language import Text
from cxgov.model.fields import (
    Bounds,
    Day,
    Defines,
    Id,
    KpiRef,
    PersonRef,
    Share,
    SourceRef,
    TouchpointRef,
    Words,
    entry,
    record,
)
from cxgov.model.periods import Period

KpiType = Literal[
    "nps", "csat", "ces", "share", "churn", "retention", "fcr", "ratio", "mean", "duration", "rate_per", "index", "value"
]
Variant = Literal[
    "nps_0_10", "csat5_top2", "csat5_mean", "csat10_mean", "ces1_effort5", "ces2_agree7_mean", "ces2_agree7_top3", "ces2_agree7_net", "ces_agree5_mean"
]
Family = Literal["perception", "behaviour", "operational", "financial", "governance"]
Trigger = Literal["relationship", "transactional", "journey"]
Voice = Literal["survey", "reviews", "complaints", "contact_log", "social", "interviews", "employees", "behaviour", "other"]
Direction = Literal["higher_better", "lower_better", "target_is_best"]
PeriodText = Annotated[str, Words(r"\d{4}(-(Q[1-4]|H[12]|0[1-9]|1[0-2]))?", "period")]
"""A period as the key of a map, as it is written."""
Value = Annotated[str, Bounds(0)] | int | float
"""A code as it stands in data; the empty text is an empty cell."""


@record
class AnswerScale:
    """The answer scale of a survey question."""

    min: float = entry("Lowest answer")
    max: float = entry("Highest answer")
    step: float | None = entry("Distance between answers", default=None)


@record
class Baseline:
    """Where the indicator started."""

    period: Period = entry("Period", example="2025-Q4")
    value: float = entry("Value")


@record
class Target:
    """The promised value: by when, and how close is close enough."""

    by: Period = entry("Period by which it is due", example="2026-Q4")
    value: float = entry("Promised value")
    tolerance: Annotated[float, Bounds(0)] = entry("Width of the tolerance band", default=0.0)


@record
class SeriesBreak:
    """A change after which earlier values cannot be compared: another question, scale, channel or population."""

    period: Period = entry("First period of the new series", example="2026-Q1")
    reason: Text = entry("What changed")


@record
class Columns:
    """A numerator or denominator: a column, the values that count, the rows that enter."""

    column: str | None = entry("Column", default=None)
    success: tuple[Value, ...] = entry("Values that count", default=())
    only: Mapping[str, tuple[Value, ...]] = entry("Rows that enter: column -> values", factory=dict)


@record
class Measure:
    """How an indicator is computed from a source."""

    source: SourceRef | tuple[SourceRef, ...] = entry("Source, or several of which each holds other periods")
    column: str | None = entry("Column with the answer", default=None)
    only: Mapping[str, tuple[Value, ...]] = entry("Rows that enter: column -> values", factory=dict)
    no_answer: tuple[Value, ...] | None = entry("Codes that mean no answer; replaces the source's list", default=None)
    not_applicable: tuple[Value, ...] | None = entry("Codes that mean not applicable; replaces the source's list", default=None)
    boxes: tuple[Value, ...] = entry("Top boxes that count as satisfied", default=())
    success: tuple[Value, ...] | str | None = entry("Values that count as success, or the success column of an index", default=None)
    failure: tuple[Value, ...] = entry('Values that count as failure; absent: every other answer does; "" makes an empty cell one', default=())
    labels: Mapping[str, float] = entry("Answers in words and the numbers they stand for", factory=dict)
    numerator: Columns | str | None = entry("Numerator", default=None)
    denominator: Columns | str | None = entry("Denominator", default=None)
    per: Annotated[float, Bounds(0)] | None = entry("For rate_per: per how many", default=None)
    from_: str | None = entry("For duration: column with the start", default=None, key="from")
    to: str | None = entry("For duration: column with the end", default=None)
    unit: Literal["s", "min", "h", "d", "seconds", "minutes", "hours", "days"] | None = entry("Unit of a duration", default=None)
    format: str | tuple[str, ...] | None = entry("Format of the two times of a duration; absent: that of the source's date", default=None)
    emotion: str | None = entry("For index: column with the emotion question", default=None)
    effort: str | None = entry("For index: column with the effort question", default=None)


@record
class Kpi:
    """An indicator: what it is, who owns it, what it must reach by when."""

    id: Annotated[Id, Defines("kpi")] = entry("Id", example="ease-collect")
    name: Text = entry("Name")
    type: KpiType = entry("Type; fixes the formula")
    variant: Variant | None = entry("Variant; required where the type has variants", default=None)
    family: Family = entry("What kind of thing it measures")
    direction: Direction | None = entry("Which way is better", default=None)
    unit: str | None = entry("Unit", default=None)
    definition: Text | None = entry("The formula in words", default=None)
    question: Text | None = entry("The survey question", default=None)
    scale: AnswerScale | None = entry("Answer scale", default=None)
    trigger: Trigger | None = entry("What the survey follows", default=None)
    touchpoints: tuple[TouchpointRef, ...] = entry("Touchpoints it measures; empty for the whole relationship", default=())
    owner: PersonRef = entry("Owner")
    bonus: Literal["none", "team", "individual"] = entry("Whose pay depends on it", default="none")
    baseline: Baseline | None = entry("Baseline", default=None)
    target: Target | Literal["none"] = entry("Target, or `none`", example={"by": "2026-Q4", "value": 6.0})
    smallest_change: Annotated[float, Bounds(0)] = entry("Smallest change of interest", default=0.0)
    minimum_n: Annotated[int, Bounds(0)] | None = entry("Fewer answers are marked", default=None)
    breaks: tuple[SeriesBreak, ...] = entry("Periods from which on values cannot be compared with earlier ones", default=())
    measure: Measure | None = entry("How it is computed from a source", default=None)


@record
class Kpis:
    """A file of indicators."""

    kpis: tuple[Kpi, ...] = entry("Indicators", default=())


@record
class DateColumn:
    """The column that says when an answer was given."""

    column: str = entry("Column")
    format: str | tuple[str, ...] | None = entry(
        "Format, for example %d/%m/%Y %H:%M, or several; absent: year-month-day, with or without time", default=None)
    zone: str | None = entry("Time zone whose calendar cuts the periods, for example Europe/Warsaw", default=None)
    recorded: str | None = entry("Time zone of the clock in the data where it is another one, for example UTC", default=None)


@record
class TouchpointColumn:
    """The column that says which touchpoint an answer is about."""

    column: str = entry("Column")
    map: Mapping[str, TouchpointRef] = entry("Value -> touchpoint id", factory=dict)


@record
class Source:
    """A survey file or a warehouse table with customers' answers."""

    id: Annotated[Id, Defines("source")] = entry("Id")
    name: Text | None = entry("Name in reports", default=None)
    voice: Voice = entry("What kind of listening it is; only surveys need a path or a table", default="survey")
    trigger: Trigger | None = entry("What the survey follows, where sources of one indicator differ", default=None)
    delivered: Day | None = entry("Day of the last delivery, where nothing on file shows it", default=None)
    path: str | None = entry("File or glob, relative to the organisation's folder", default=None)
    connect: str | None = entry("Where the table lives; credentials come from the environment", default=None)
    table: str | None = entry("Table, also of a SQLite file; sheet of a workbook", default=None)
    format: Literal["csv", "parquet", "jsonl", "xlsx", "sqlite"] | None = entry("What the file is; absent: as its name says", default=None)
    encoding: str = entry("Encoding", default="utf-8")
    delimiter: str = entry("Delimiter", default=",")
    quote: Annotated[str, Bounds(0)] = entry("Quotation mark; empty where the file quotes nothing", default='"')
    skip: Annotated[int, Bounds(0, 1000)] = entry("Lines before the header", default=0)
    header_rows: Annotated[int, Bounds(1, 5)] = entry("Rows of the header", default=1)
    names: Literal["first", "last", "joined"] = entry("Which of several header rows names the columns", default="first")
    decimal: Literal[".", ","] = entry("Decimal mark", default=".")
    malformed: Literal["refuse", "reject"] = entry("Rows with too few or too many fields: refuse the file, or leave them out and count them", default="refuse")
    columns: Mapping[str, str] = entry("Names used here -> names in the file", factory=dict)
    date: DateColumn | None = entry("When an answer was given", default=None)
    period: Period | None = entry("The period, for a file that holds one", default=None)
    weight: str | None = entry("Column with the survey weight", default=None)
    respondent: str | None = entry("Column that identifies the respondent", default=None)
    keep: Literal["first", "last", "all"] | None = entry("Which of a respondent's rows count", default=None)
    no_answer: tuple[Value, ...] = entry("Codes that mean no answer", default=())
    not_applicable: tuple[Value, ...] = entry("Codes that mean not applicable", default=())
    segments: tuple[str, ...] = entry("Columns to report by", default=())
    invited: Mapping[PeriodText, Annotated[int, Bounds(1)]] = entry("Period -> number of people asked to answer, for the response rate", factory=dict)
    touchpoint: TouchpointColumn | None = entry("Touchpoint from the data", default=None)


@record
class SegmentNames:
    """What a column of segments and its codes are called in reports."""

    name: Text | None = entry("Name of the column", example={"pl": "Cel podróży", "en": "Purpose of the journey"}, default=None)
    values: Mapping[str, Text] = entry("Value as it stands in the data -> its name", factory=dict)


@record
class Sources:
    """A file of sources."""

    sources: tuple[Source, ...] = entry("Sources", default=())
    segment_names: Mapping[str, SegmentNames] = entry("Columns of segments -> what they and their values are called", factory=dict)


@record
class Segment:
    """A part of the respondents."""

    column: str = entry("Column")
    value: Value = entry("Value")


@record
class SeriesDefinition:
    """What must stay the same for two values to be comparable. Texts are kept as their fingerprint."""

    type: str = entry("Type")
    variant: str | None = entry("Variant", default=None)
    scale: tuple[float, float] | None = entry("Answer scale", default=None)
    trigger: str | None = entry("What the survey follows", default=None)
    question: str | None = entry("Fingerprint of the question", default=None)


@record
class Measurement:
    """A measured value with what one must know to trust it."""

    kpi: KpiRef = entry("Indicator")
    segment: Segment | None = entry("Part of the respondents; null for all", default=None)
    touchpoint: TouchpointRef | None = entry("Touchpoint; null for all", default=None)
    value: float | None = entry("Value; null when it cannot be given")
    n: Annotated[int, Bounds(0)] | None = entry("Number of respondents", default=None)
    n_effective: Annotated[float, Bounds(0)] | None = entry("Effective number after weighting", default=None)
    interval: tuple[float, float] | None = entry("Interval [low, high]", default=None)
    confidence: Share = entry("Level of the interval", default=0.95)
    invited: Annotated[int, Bounds(0)] | None = entry("People asked to answer", default=None)
    response_rate: Share | None = entry("Share of the people asked who answered, 0 to 1, where the number asked is not known", default=None)
    parts: Mapping[str, Annotated[float, Bounds(0)]] = entry("Parts of a typed value: promoters, passives, detractors, or shares by answer", factory=dict)
    no_answer: Annotated[int, Bounds(0)] = entry("Respondents without an answer", default=0)
    not_applicable: Annotated[int, Bounds(0)] = entry("Respondents it does not apply to", default=0)
    variance: Annotated[float, Bounds(0)] | None = entry("Variance of one answer, in the unit squared", default=None)
    standard_error: Annotated[float, Bounds(0)] | None = entry("Standard error of the value, where it does not follow from variance and n", default=None)
    counts: Mapping[str, Annotated[int, Bounds(0)]] = entry("Answers used: answer -> count", factory=dict)
    weights: Mapping[str, Annotated[float, Bounds(0)]] = entry("What those who gave an answer weigh together, where they are weighted", factory=dict)
    out_of_scope: Annotated[int, Bounds(0)] = entry("Rows of the period that `only` or the denominator leaves out", default=0)
    out_of_range: Mapping[str, Annotated[int, Bounds(0)]] = entry("Values outside the scale: value -> count", factory=dict)
    rejected: Mapping[str, Annotated[int, Bounds(0)]] = entry("Rows not used: reason -> count", factory=dict)
    source: str | None = entry("Source id, or where a typed value comes from", default=None)
    fingerprint: str | None = entry("Fingerprint of the source", default=None)
    written_by: Literal["measure"] | None = entry("`measure` for values cxgov wrote itself", default=None)
    definition: SeriesDefinition | None = entry("What was measured, for comparison with other periods", default=None)
    extra: Mapping[str, Any] = entry("Further figures of the type (median and 90th percentile, open cases)", factory=dict)


@record
class Measurements:
    """A file of measured values of one period."""

    period: Period = entry("Period", example="2026-Q3")
    measurements: tuple[Measurement, ...] = entry("Values", default=())

"""What must hold for sources and for how indicators are measured in them, beyond their shape.

In this room: what can be said from the definitions alone. Not here: looking into the data (`cxgov.measuring`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cxgov.kpis.scales import scale_of
from cxgov.language import N_, Message, Number, message
from cxgov.loading.declared import is_date_format, is_text_encoding
from cxgov.model import Kpi, Source, Workspace
from cxgov.model.indicators import Measure
from cxgov.problems import Location, Problem, Severity, printable

WAREHOUSES = ("postgresql", "postgres", "spark", "trino", "bigquery")
_SECRET_PARAMETER = re.compile(r"\b(password|passwd|pwd|sslpassword|token|secret|api_?key)\s*=", re.IGNORECASE)


def of_sources(workspace: Workspace) -> list[Problem]:
    """Checks every source."""
    return [problem for source in workspace.sources for problem in _of_source(workspace, source)]


def of_measures(workspace: Workspace) -> list[Problem]:
    """Checks how every indicator is measured."""
    return [problem for kpi in workspace.kpis if kpi.measure for problem in _of_measure(workspace, kpi, kpi.measure)]


def _of_source(workspace: Workspace, source: Source) -> Iterator[Problem]:
    def fault(key: str, text: Message, remedy: Message) -> Problem:
        return Problem("CX067", Severity.ERROR, workspace.places.of(source, key), text, remedy, source.id)

    if source.voice != "survey" and source.path is None and source.connect is None:
        yield from _of_listening(workspace, source, fault)
        return
    if (source.path is None) == (source.connect is None):
        yield fault("id", message(N_("source '{id}' needs 'path' or 'connect', one of the two"), id=source.id), message(
            N_("write 'path: data/survey.csv' for a file, 'connect' and 'table' for a warehouse")))
    if source.connect is not None:
        yield from _of_connection(workspace, source, fault)
    elif source.path is not None and (PurePath(source.path).is_absolute() or ".." in PurePath(source.path).parts or re.match(r"[A-Za-z]:[\\/]|\w+://", source.path)):
        yield fault("path", message(N_("'{path}' leads out of the organisation's folder"), path=printable(source.path)), message(
            N_("copy the file into the folder, for example to data/")))
    if (source.date is None) == (source.period is None):
        yield fault("id", message(N_("source '{id}' needs 'date' or 'period', one of the two"), id=source.id), message(
            N_("write 'date: {form}', or 'period: 2026-Q3' for a file that holds one period"), form="{column: …}"))
    if source.keep is not None and source.respondent is None:
        yield fault("keep", message(N_("source '{id}': 'keep' needs 'respondent'"), id=source.id), message(
            N_("name the column that identifies the respondent")))
    if len(source.delimiter) != 1 or len(source.quote) > 1 or source.delimiter == source.quote or {source.delimiter, source.quote} & {"\r", "\n", "\0"}:
        yield fault("delimiter", message(N_("source '{id}': 'delimiter' and 'quote' are one character each"), id=source.id), message(
            N_('for example delimiter: ";"; a tab is "\\t"')))
    if not is_text_encoding(source.encoding):
        yield fault("encoding", message(N_("there is no encoding '{encoding}'"), encoding=printable(source.encoding)), message(
            N_("for example utf-8, cp1250, iso-8859-2, utf-16")))
    yield from _of_date(workspace, source)


def _of_listening(workspace: Workspace, source: Source, fault: Any) -> Iterator[Problem]:
    """A source that is only listed as a way of listening: nothing can be measured in it."""
    for kpi in workspace.kpis:
        named = kpi.measure.source if kpi.measure else ()
        if source.id in ((named,) if isinstance(named, str) else named):
            yield fault("id", message(N_("'{kpi}' is measured in source '{id}', which has neither 'path' nor 'connect'"), kpi=kpi.id, id=source.id), message(
                N_("write 'path: data/survey.csv' for a file, 'connect' and 'table' for a warehouse")))


def _of_connection(workspace: Workspace, source: Source, fault: Any) -> Iterator[Problem]:
    connect = source.connect or ""
    place = workspace.places.of(source, "connect")
    secret = has_secret(connect)
    if secret:
        yield Problem("CX066", Severity.ERROR, Location(place.file, place.line, place.column), message(
            N_("source '{id}': a password stands in the file"), id=source.id), message(
            N_("take it out and change it; the password comes from the environment (for PostgreSQL PGPASSWORD or a password file)")), source.id)
    scheme = connect.partition(":")[0]
    if scheme not in WAREHOUSES and not secret:  # what stands where a scheme should be may be the password
        yield fault("connect", message(N_("no engine for '{scheme}:'"), scheme=printable(scheme, 20)), message(
            N_("known here: {words}"), words=", ".join(WAREHOUSES)))
    if source.table is None:
        yield fault("id", message(N_("source '{id}' needs a 'table'"), id=source.id), message(N_("for example table: voc.responses")))


def has_secret(connect: str) -> bool:
    """Whether a connection text holds a password."""
    try:
        secret = urlsplit(connect).password
    except ValueError:
        secret = None
    return bool(secret) or bool(re.search(r"(://[^/@\s]*|^[^/@\s:]+):[^/@\s][^@\s]*@", connect)) or bool(_SECRET_PARAMETER.search(connect))


def _of_date(workspace: Workspace, source: Source) -> Iterator[Problem]:
    if source.date is None:
        return
    for key in ("zone", "recorded"):
        zone = getattr(source.date, key)
        if zone is not None and not _is_zone(zone):
            yield Problem("CX067", Severity.ERROR, workspace.places.of(source.date, key), message(
                N_("there is no time zone '{zone}'"), zone=printable(zone)), message(N_("for example Europe/Warsaw or UTC")), source.id)
    yield from _of_formats(workspace, source.date, source.date.format, source.id)


def _of_formats(workspace: Workspace, holder: Any, found: str | tuple[str, ...] | None, about: str) -> Iterator[Problem]:
    formats = (found,) if isinstance(found, str) else found or ()
    for layout in formats:
        if not is_date_format(layout):
            yield Problem("CX067", Severity.ERROR, workspace.places.of(holder, "format"), message(
                N_("'{format}' is no format of a date"), format=printable(layout)), message(
                N_("day %d, month %m, year %Y, hour %H, minute %M, second %S; for example {form}"), form='"%d/%m/%Y %H:%M"'), about)
    if len({"%z" in layout for layout in formats}) > 1:
        yield Problem("CX067", Severity.ERROR, workspace.places.of(holder, "format"), message(
            N_("formats with and without an offset (%z) cannot be mixed")), message(N_("split the source in two")), about)


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


_NUMBER = (("column",),)
_SHARE = (("column", "success"), ("numerator",))
_PAIR = (("numerator", "denominator"),)
NEEDS: dict[str, tuple[tuple[str, ...], ...]] = {
    # type -> sets of fields, one of which must be there
    "nps": _NUMBER, "csat": _NUMBER, "ces": _NUMBER, "mean": _NUMBER, "value": _NUMBER,
    "share": _SHARE, "fcr": _SHARE, "churn": _SHARE, "retention": _SHARE, "ratio": _PAIR, "rate_per": _PAIR,
    "duration": (("from_", "to"), ("column",)), "index": (("emotion", "effort", "success"),),
}
_MEANS_SOMETHING: dict[str, frozenset[str]] = {
    "boxes": frozenset({"csat"}), "failure": frozenset({"share", "fcr", "churn", "retention"}), "per": frozenset({"rate_per", "ratio"}),
    "from_": frozenset({"duration"}), "to": frozenset({"duration"}), "unit": frozenset({"duration"}), "format": frozenset({"duration"}),
    "emotion": frozenset({"index"}), "effort": frozenset({"index"}),
    "success": frozenset({"share", "fcr", "churn", "retention", "index"}),
    "numerator": frozenset({"share", "fcr", "churn", "retention", "ratio", "rate_per"}),
    "denominator": frozenset({"share", "fcr", "churn", "retention", "ratio", "rate_per"}),
}


def _of_measure(workspace: Workspace, kpi: Kpi, measure: Measure) -> Iterator[Problem]:
    def given(name: str) -> bool:
        return bool(getattr(measure, name))

    def shown(names: tuple[str, ...]) -> str:
        return " + ".join(name.rstrip("_") for name in names)

    choices = NEEDS[kpi.type]
    if not any(all(given(name) for name in names) for names in choices):
        yield Problem("CX068", Severity.ERROR, workspace.places.of(measure), message(
            N_("KPI '{id}' of type {type} cannot be measured like this"), id=kpi.id, type=kpi.type), message(
            N_("'measure' needs {fields}"), fields=" / ".join(shown(names) for names in choices)), kpi.id)
    for name, types in _MEANS_SOMETHING.items():
        if given(name) and kpi.type not in types:
            yield Problem("CX068", Severity.ERROR, workspace.places.of(measure, name), message(
                N_("KPI '{id}': '{key}' means nothing for type {type}"), id=kpi.id, key=name.rstrip("_"), type=kpi.type), message(
                N_("delete the key, or correct the type")), kpi.id)
    fixed = scale_of(kpi)
    if fixed and kpi.type != "mean" and kpi.scale and (kpi.scale.min, kpi.scale.max) != (fixed.min, fixed.max):
        yield Problem("CX068", Severity.ERROR, workspace.places.of(kpi, "scale"), message(
            N_("KPI '{id}': {what} is asked on a scale of {low} to {high}"), id=kpi.id, what=kpi.variant or kpi.type, low=Number(fixed.min), high=Number(fixed.max)),
            message(N_("correct the scale, or choose the variant or type that fits the question; answers are never converted")), kpi.id)
    if kpi.type == "index" and given("success") and not isinstance(measure.success, str):
        yield Problem("CX068", Severity.ERROR, workspace.places.of(measure, "success"), message(
            N_("KPI '{id}': 'success' of an index is the name of a column"), id=kpi.id), message(N_("write success: q5_done")), kpi.id)
    if kpi.type in _MEANS_SOMETHING["failure"] and isinstance(measure.success, str):
        yield Problem("CX068", Severity.ERROR, workspace.places.of(measure, "success"), message(
            N_("KPI '{id}': 'success' is a list of values"), id=kpi.id), message(N_("write success: [{value}]"), value=printable(measure.success)), kpi.id)
    labelled = {str(label) for label in measure.labels}
    for box in measure.boxes:
        if isinstance(box, str) and box not in labelled and not re.fullmatch(r"-?\d+(\.\d+)?", box):
            yield Problem("CX068", Severity.ERROR, workspace.places.of(measure, "boxes"), message(
                N_("KPI '{id}': the box '{box}' is no number"), id=kpi.id, box=printable(box)), message(
                N_("say under 'labels' which number it stands for")), kpi.id)
    yield from _of_formats(workspace, measure, measure.format, kpi.id)

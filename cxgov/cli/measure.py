"""``cxgov measure``: survey files and warehouse tables become measurements."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from cxgov.cli import options
from cxgov.cli.failures import INPUT_REFUSED, Refused
from cxgov.cli.options import _
from cxgov.cli.progress import Progress
from cxgov.cli.speech import screen_language
from cxgov.cli.tables import aligned
from cxgov.kpis.status import status
from cxgov.kpis.variants import digits_of
from cxgov.language import N_, Language, Number, message
from cxgov.loading.edits import NotEditable, replace_entries
from cxgov.measuring import Measured, measure
from cxgov.measuring.accounts import sentence
from cxgov.measuring.recording import lines, new_file
from cxgov.model import Measurement, Measurements, Period, Workspace
from cxgov.problems import Severity, describe_all
from cxgov.reviewing.changes import Verdict, changes, changes_of_parts
from cxgov.reviewing.derivation import VERDICT_NAMES
from cxgov.reviewing.series import cell_of
from cxgov.writing import write

NEEDED = frozenset({"organisation", "framework", "journey", "kpis", "sources", "measurements"})
"""Kinds of file that measuring rests on; an answer sheet that nobody has filled in yet does not stand in its way."""


@click.command("measure", help=_(N_("""Measure the indicators of the organisation in folder ORG from its sources.

Reads survey files and warehouse tables as `sources` declares them, computes every indicator that has a `measure`, for the
period, each segment and each touchpoint, and writes `<period>/measurements.yaml`. Values typed by hand stay.

\b
Examples:
  cxgov measure examples/lotnisko --period 2017
  cxgov measure . --period 2026-Q2 --period 2026-Q3
  cxgov measure . --kpi ease-collect --dry-run --format json
""")))
@options.organisation()
@click.option("--period", "periods", type=options.PeriodType(), multiple=True,
              help=_(N_("Period, such as 2026-Q3; may be given several times; by default the latest that has data.")))
@click.option("--since", type=options.PeriodType(), help=_(N_("First period of a row of periods that ends with --period.")))
@click.option("--kpi", "kpis", multiple=True, help=_(N_("Id of an indicator; may be given several times; by default all.")))
@click.option("--dry-run", is_flag=True, help=_(N_("Show the values and write nothing.")))
@options.format_option("text", "json")
@options.language_option()
@options.quiet_option()
def command(org: str, periods: tuple[Period, ...], since: Period | None, kpis: tuple[str, ...], dry_run: bool, form: str, lang: str | None,
            quiet: bool) -> int:
    workspace = options.open_organisation(org, quiet=quiet, lang=lang, kinds=NEEDED)
    language = options.language_of(workspace, lang)
    _refuse_unknown(workspace, kpis)
    with Progress(quiet=quiet) as progress:
        found = measure(workspace, Path(org), _wanted(periods, since), kpis=kpis or None, tell=progress.at)
    known = _with(workspace, found)
    if not quiet:
        for books in found.accounts:
            click.echo(sentence(books, language), err=True)
    if found.problems and (not quiet or any(p.severity is Severity.ERROR for p in found.problems)):
        click.echo(describe_all(found.problems, language), err=True)
    if not dry_run:
        for period, entries in found.measurements.items():
            path, kept = _write(workspace, Path(org), period, entries, found)
            if not quiet:
                click.echo(language.say(message(N_("written: {path}"), path=path.as_posix())), err=True)
                for name in kept:
                    click.echo(language.say(message(N_("kept as typed by hand: {kpi}"), kpi=name)), err=True)
    if form == "json":
        click.echo(json.dumps([row for period in found.measurements for row in as_data(known, period, found)], ensure_ascii=False, indent=2))
    else:
        click.echo("\n\n".join("\n".join(as_text(known, period, found, language)) for period in found.measurements))
    return INPUT_REFUSED if options.failing(found.problems, "error") else 0


def _refuse_unknown(workspace: Workspace, kpis: Sequence[str]) -> None:
    measurable = [kpi.id for kpi in workspace.kpis if kpi.measure]
    if not measurable:
        raise Refused(message(N_("No indicator says how it is measured.")), message(
            N_("describe the data under 'sources' and add 'measure' to an indicator; `cxgov source inspect FILE` writes both")))
    for name in kpis:
        if name not in measurable:
            raise click.BadParameter(screen_language().say(message(
                N_("no indicator '{name}' with a 'measure'; known: {known}"), name=name, known=", ".join(measurable))))


def _wanted(periods: tuple[Period, ...], since: Period | None) -> list[Period] | None:
    if since is not None and not periods:
        raise click.UsageError(screen_language().gettext(N_("--since needs --period, the last period of the row")))
    wanted = set(periods)
    if since is not None:
        step = since
        while step < max(periods):
            wanted.add(step)
            step = step.shift(1)
    if len({period.months for period in wanted}) > 1:
        raise click.UsageError(screen_language().gettext(N_("the periods must be of one length")))
    return sorted(wanted) or None


def _with(workspace: Workspace, found: Measured) -> Workspace:
    """The workspace as it is once the values are written: what was typed by hand before what was measured."""
    files = [replace_measurements(file, found) for file in workspace.measurements]
    fresh = [Measurements(period=period, measurements=tuple(entries)) for period, entries in found.measurements.items()]
    return replace(workspace, measurements=(*files, *fresh))


def replace_measurements(file: Measurements, found: Measured) -> Measurements:
    """A file of measurements without the entries that were measured anew."""
    if file.period not in found.measurements:
        return file
    return Measurements(period=file.period, measurements=tuple(m for m in file.measurements if m.written_by is None or m.kpi not in found.kpis))


def _write(workspace: Workspace, org: Path, period: Period, entries: list[Measurement], found: Measured) -> tuple[Path, list[str]]:
    """Writes a period's values; returns the file and the indicators whose typed values stay."""
    typed = {cell_of(m) for m in workspace.measurements_of(period) if m.written_by is None}
    added = lines(m for m in entries if cell_of(m) not in typed)
    kept = list(dict.fromkeys(m.kpi for m in entries if cell_of(m) in typed))
    target = org / str(period) / "measurements.yaml"
    measured = found.kpis | {kpi.id for kpi in workspace.kpis if kpi.measure is None}

    def drop(entry: Any) -> bool:
        return isinstance(entry, dict) and entry.get("written_by") == "measure" and (
            entry.get("kpi") in measured or entry.get("kpi") not in workspace.kpis_by_id)

    for file in workspace.measurements:
        shown = workspace.places.file(file)
        path = org / Path(shown).relative_to(workspace.name) if shown.startswith(f"{workspace.name}/") else org / shown
        if file.period == period and path != target:
            write(path, _edited(path, drop, []))
    if target.exists() or added:
        write(target, _edited(target, drop, added) if target.exists() else new_file(period, added))
    return target, kept


def _edited(path: Path, drop: Any, added: list[str]) -> str:
    text = path.read_bytes().decode("utf-8")  # line ends and a byte order mark stay as they are
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    try:
        return mark + replace_entries(text.removeprefix(mark), "measurements", drop, added)
    except NotEditable:
        raise Refused(message(N_("'{path}': the list of measurements stands in one pair of brackets"), path=path.as_posix()), message(
            N_("write one entry a line, each beginning with a dash"))) from None


def as_data(workspace: Workspace, period: Period, found: Measured) -> list[dict[str, Any]]:
    """The machine form of what was measured in a period."""
    whole, parts = changes(workspace, period), changes_of_parts(workspace, period)
    rows = []
    for m in found.measurements[period]:
        verdict = whole.get(m.kpi) if m.segment is None and m.touchpoint is None else parts.get(cell_of(m))
        change = verdict.change if verdict else None
        rows.append({
            "kpi": m.kpi, "period": str(period), "segment": {"column": m.segment.column, "value": m.segment.value} if m.segment else None,
            "touchpoint": m.touchpoint, "value": m.value, "n": m.n, "n_effective": m.n_effective, "interval": list(m.interval) if m.interval else None,
            "no_answer": m.no_answer, "not_applicable": m.not_applicable, "out_of_range": dict(m.out_of_range), "out_of_scope": m.out_of_scope, "rejected": dict(m.rejected),
            "status": status(workspace.kpis_by_id[m.kpi], m.value), "difference": change.difference if change else None,
            "p": change.p if change else None, "p_adjusted": verdict.p_adjusted if verdict else None, "verdict": verdict.kind if verdict else None,
            "fingerprint": m.fingerprint, "extra": dict(m.extra)})
    return rows


def as_text(workspace: Workspace, period: Period, found: Measured, language: Language) -> list[str]:
    """The values for people: the whole of each indicator, and how many parts were measured beside it."""
    say = language.say
    whole = changes(workspace, period)
    header = [say(N_("Indicator")), say(N_("value")), say(N_("95% interval")), "n", say(N_("no answer")), say(N_("n/a")), say(N_("left out")), say(N_("change")), ""]
    entries = found.measurements[period]
    totals = [m for m in entries if m.segment is None and m.touchpoint is None]
    rows = [header, *(_row(workspace, m, whole.get(m.kpi), language) for m in totals)]
    parts = len(entries) - len(totals)
    tail = [*_times(workspace, totals, language), *([say(message(N_("Values of segments and touchpoints: {n}"), n=parts))] if parts else [])]
    return [f"{language.text(workspace.organisation.name)} · {language.period(period)}", "", *aligned(rows, right=(1, 2, 3, 4, 5, 6, 7)),
            *([""] if tail else []), *tail]


def _row(workspace: Workspace, m: Measurement, verdict: Verdict | None, language: Language) -> list[str]:
    """One indicator; a value of too few answers stands in the file and is not shown."""
    kpi = workspace.kpis_by_id[m.kpi]
    digits = digits_of(kpi)
    left_out = sum(m.out_of_range.values()) + m.out_of_scope
    figures = [language.number(m.n), language.number(m.no_answer), language.number(m.not_applicable), language.number(left_out)]
    if m.n is not None and m.n < workspace.organisation.thresholds.suppress_below:
        return [language.text(kpi.name), "–", "–", *figures, "", language.say(N_("too few answers to show"))]
    interval = f"{language.number(m.interval[0], digits)} … {language.number(m.interval[1], digits)}" if m.interval else "–"
    return [language.text(kpi.name), language.number(m.value, digits), interval, *figures, *_change(verdict, digits, language)]


def _times(workspace: Workspace, totals: Sequence[Measurement], language: Language) -> list[str]:
    """What else is known of durations: the value is their median."""
    return [language.say(message(
        N_("{name}: median; 90th percentile {p90}, mean {mean}; still open: {open}"), name=language.text(workspace.kpis_by_id[m.kpi].name),
        p90=Number(m.extra["p90"], 1), mean=Number(m.extra["mean"], 1), open=round(m.extra.get("open", 0))))
        for m in totals if workspace.kpis_by_id[m.kpi].type == "duration" and {"p90", "mean"} <= m.extra.keys()]


def _change(verdict: Verdict | None, digits: int, language: Language) -> tuple[str, str]:
    if verdict is None:
        return "", ""
    shown = language.number(verdict.change.difference, digits, signed=True) if verdict.change else ""
    return shown, language.say(VERDICT_NAMES[verdict.kind])

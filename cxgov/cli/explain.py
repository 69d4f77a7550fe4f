"""``cxgov explain``: where a number comes from."""

from __future__ import annotations

import difflib
import json

import click

from cxgov.cli import options
from cxgov.cli.failures import Refused
from cxgov.cli.options import _
from cxgov.cli.tables import aligned
from cxgov.language import N_, Language, message
from cxgov.model import Period, Workspace
from cxgov.model.derivations import Derivation
from cxgov.reviewing.derivation import explain_kpi
from cxgov.scoring import Scorecard, score
from cxgov.scoring.explain import explain, numbers


@click.command("explain", help=_(N_("""Say where NUMBER comes from, line by line.

NUMBER is index, level, coverage, a stage (S2), a practice (S2.P3) or an indicator (kpi:ease-collect).

\b
Examples:
  cxgov explain examples/paczkownia index
  cxgov explain examples/paczkownia S2.P3
  cxgov explain examples/paczkownia kpi:ease-collect
""")))
@options.organisation(required=True)
@click.argument("number")
@options.framework_option()
@options.period_option()
@options.unit_option()
@options.format_option("text", "json")
@options.language_option()
@options.quiet_option()
def command(org: str, number: str, framework: str | None, period: Period | None, unit: str | None, form: str, lang: str | None,
            quiet: bool) -> None:
    workspace = options.open_organisation(org, quiet=quiet, lang=lang)
    options.check_unit(workspace, unit)
    kpi = number.lower().removeprefix("kpi:") if number.lower().startswith("kpi:") else None
    if kpi is not None and kpi in workspace.kpis_by_id:
        when = period or _measured(workspace, kpi)
        if when is None:
            raise Refused(message(N_("'{kpi}' has not been measured yet."), kpi=kpi), message(N_("run `cxgov measure`, or write its values by hand")))
        derivation = explain_kpi(workspace, kpi, when)
    else:
        derivation = _derive(score(workspace, framework, period, unit), workspace, number)
    language = options.language_of(workspace, lang)
    if form == "json":
        click.echo(json.dumps(as_data(derivation, language), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(as_text(derivation, language)))


def _measured(workspace: Workspace, kpi: str) -> Period | None:
    """The latest assessed period, as everywhere; where the indicator has no value in it, the latest in which it has one.

    Indicators are measured more often than practices are rated.
    """
    assessed = max((a.period for a in workspace.assessments), default=None)
    measured = [file.period for file in workspace.measurements if any(m.kpi == kpi for m in file.measurements)]
    return assessed if assessed in measured or not measured else max(measured)


def _derive(card: Scorecard, workspace: Workspace, number: str) -> Derivation:
    known = [*numbers(card), *(f"kpi:{kpi.id}" for kpi in workspace.kpis)]
    number = {name.lower(): name for name in known}.get(number.lower(), number)
    if number not in known:
        close = difflib.get_close_matches(number, known, n=1, cutoff=0.5)
        raise Refused(message(N_("There is no number '{number}'."), number=number), message(
            N_("did you mean '{word}'?"), word=close[0]) if close else message(
            N_("write index, level, coverage, a stage, a practice or kpi:<id>")))
    return explain(card, number)


def as_data(derivation: Derivation, language: Language) -> dict[str, object]:
    """The machine form of a derivation."""
    return {
        "number": derivation.id, "title": language.say(derivation.title),
        "result": float(derivation.result) if derivation.result is not None else None,
        "reason": language.say(derivation.reason) if derivation.reason else None,
        "lines": [{"text": language.say(line.text), "value": float(line.value) if line.value is not None else None, "of": line.of}
                  for line in derivation.lines],
    }


def as_text(derivation: Derivation, language: Language) -> list[str]:
    """The derivation for people: one step a line, the result last."""
    rows = [[language.say(line.text), language.number(float(line.value), 4, trim=True) if line.value is not None else ""]
            for line in derivation.lines]
    result = language.number(float(derivation.result), derivation.digits) if derivation.result is not None else (
        language.say(derivation.reason) if derivation.reason else "–")
    return [language.say(derivation.title), "", *aligned([*rows, [language.say(N_("shown as")), result]], right=(1,), indent="  ")]

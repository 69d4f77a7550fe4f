"""``cxgov compare``: one period against another; what moved the index, exactly."""

from __future__ import annotations

import json
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import click

from cxgov.checks.between import Between, between
from cxgov.cli import options
from cxgov.cli.comparison_text import as_text
from cxgov.cli.failures import INPUT_REFUSED
from cxgov.cli.options import _
from cxgov.cli.speech import screen_language
from cxgov.language import N_, Language
from cxgov.model import Period, Workspace
from cxgov.problems import Problem
from cxgov.reviewing.changes import Verdict
from cxgov.reviewing.comparison import Comparison, InitiativeEffect, StageChange, compare
from cxgov.reviewing.practice_changes import PracticeChange


@click.command("compare", help=_(N_("""Compare two assessed periods of the organisation in folder ORG: what moved the index FROM one TO the other.

The parts add up to the difference. A report of the comparison is written to --out with --format html or pdf.

\b
Examples:
  cxgov compare examples/paczkownia 2026-Q2 2026-Q3
  cxgov compare examples/bank 2026-Q2 2026-Q3 --format json
  cxgov compare examples/bank 2026-Q2 2026-Q3 --format pdf --out reports
""")))
@options.organisation(required=True)
@click.argument("start", metavar="FROM", type=options.PeriodType())
@click.argument("end", metavar="TO", type=options.PeriodType())
@options.framework_option()
@options.unit_option()
@options.format_option("text", "json", "html", "pdf")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=Path(), help=_(N_("Folder to write to.")))
@options.language_option()
@options.quiet_option()
def command(org: str, start: Period, end: Period, framework: str | None, unit: str | None, form: str, out: Path, lang: str | None,
            quiet: bool) -> int:
    if start == end:
        raise click.UsageError(screen_language().gettext(N_("FROM and TO are the same period.")))
    if start > end:
        raise click.UsageError(screen_language().gettext(N_("FROM is later than TO; write the earlier period first.")))
    workspace = options.open_organisation(org, quiet=quiet, lang=lang)
    options.check_unit(workspace, unit)
    found = compare(workspace, framework, start, end, unit)
    if form in ("html", "pdf"):
        from cxgov.cli.report import make

        written, complete = make(workspace, (form,), out, profile="compare", framework=framework, period=end, since=start, unit=unit, lang=lang,
                                 quiet=quiet)
        for path in written:
            click.echo(path)
        return 0 if complete else INPUT_REFUSED
    findings, language = between(workspace, start, end), options.language_of(workspace, lang)
    if form == "json":
        click.echo(json.dumps(as_data(workspace, found, findings, language), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(as_text(workspace, found, findings, language)))
    return 0


def as_data(workspace: Workspace, found: Comparison, findings: Between, language: Language) -> dict[str, Any]:
    """The machine form of a comparison; amounts are index points, unrounded."""
    before, after, moved = found.before, found.after, found.moved
    return {
        "organisation": workspace.organisation.id, "unit": after.unit, "framework": found.framework.id, "from": str(found.start), "to": str(found.end),
        "framework_version": {"from": found.versions[0], "to": found.versions[1]}, "index": {"from": before.index, "to": after.index},
        "index_exact": _sides(before.index_exact, after.index_exact), "level": {"from": before.level, "to": after.level},
        "difference": _number(found.difference), "reason": {"from": before.reason, "to": after.reason} if found.difference is None else None,
        "parts": [{"cause": p.cause, "practice": p.practice, "stage": p.stage, "about": p.id, "amount": _number(p.amount)} for p in found.parts],
        "stages": [_stage(stage) for stage in found.stages], "practices": [_practice(change) for change in found.practices],
        "migration": {"renamed": dict(moved.renamed), "dropped": list(moved.dropped), "changed": list(moved.changed), "added": list(moved.added)}
        if moved else None,
        "kpis": [_kpi(kpi, verdict) for kpi, verdict in found.verdicts.items()], "initiatives": [_effect(item) for item in found.effects],
        "findings": {"new": _findings(findings.new, language), "fixed": _findings(findings.fixed, language), "staying": len(findings.staying),
                     "first_judged": _findings(findings.first_judged, language)},
        "trend": [{"period": str(p.period), "index": p.index, "index_exact": _number(p.index_exact), "level": p.level, "reason": p.reason,
                   "framework_version": p.version} for p in found.trend],
    }


def _stage(stage: StageChange) -> dict[str, Any]:
    b, a = stage.before, stage.after
    return {"id": stage.id, "raw": _sides(b.raw if b else None, a.raw if a else None),
            "effective": _sides(b.effective if b else None, a.effective if a else None), "amount": _number(stage.amount)}


def _practice(change: PracticeChange) -> dict[str, Any]:
    b, a = change.before, change.after
    return {
        "id": change.practice.id, "stage": change.stage, "kind": change.kind, "claimed": _sides(b.claimed if b else None, a.claimed if a else None),
        "evidenced": _sides(b.evidenced if b else None, a.evidenced if a else None), "na": {"from": bool(b and b.na), "to": bool(a and a.na)},
        "evidence": {"added": [item.ref for item in change.added], "lost": [item.ref for item in change.lost], "aged": change.aged},
        "amount": _number(change.amount),
    }


def _kpi(kpi: str, verdict: Verdict) -> dict[str, Any]:
    change = verdict.change
    return {"kpi": kpi, "verdict": verdict.kind, "against": str(verdict.before) if verdict.before else None,
            "difference": change.difference if change else None, "interval": list(change.interval) if change else None,
            "p": change.p if change else None, "p_adjusted": verdict.p_adjusted}


def _effect(item: InitiativeEffect) -> dict[str, Any]:
    effect = item.effect
    return {"initiative": item.initiative, "kpi": effect.expected.kpi, "expected": effect.expected.change, "by": str(effect.expected.by),
            "state": effect.state, "difference": effect.difference, "clear": effect.clear,
            "from": str(effect.before) if effect.before else None, "to": str(effect.after) if effect.after else None}


def _findings(found: Sequence[Problem], language: Language) -> list[dict[str, str]]:
    return [{"code": f.code, "severity": f.severity.word, "about": f.about, "message": language.say(f.text)} for f in found]


def _sides(before: Fraction | None, after: Fraction | None) -> dict[str, int | float | None]:
    return {"from": _number(before), "to": _number(after)}


def _number(value: Fraction | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value.denominator == 1 else float(value)

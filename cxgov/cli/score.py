"""``cxgov score``: profile, index and level of an organisation."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

import click

from cxgov.cli import options
from cxgov.cli.options import _
from cxgov.cli.tables import aligned
from cxgov.language import N_, Language, message
from cxgov.model import Period, Workspace
from cxgov.reviewing.comparison import answered_version
from cxgov.scoring import Scorecard, score
from cxgov.scoring.scorecard import REASON_TEXTS, DimensionScore, PracticeScore
from cxgov.scoring.uncertainty import sensitivity


@click.command("score", help=_(N_("""Compute profile, index and level of the organisation in folder ORG.

\b
Examples:
  cxgov score examples/paczkownia
  cxgov score examples/bank --unit digital --period 2026-Q3
  cxgov score examples/bank --format json
""")))
@options.organisation()
@options.framework_option()
@options.period_option()
@options.unit_option()
@options.format_option("text", "json")
@options.language_option()
@options.quiet_option()
def command(org: str, framework: str | None, period: Period | None, unit: str | None, form: str, lang: str | None, quiet: bool) -> None:
    workspace = options.open_organisation(org, quiet=quiet, lang=lang)
    options.check_unit(workspace, unit)
    card = score(workspace, framework, period, unit)
    if form == "json":
        click.echo(json.dumps(as_data(workspace, card), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(as_text(workspace, card, options.language_of(workspace, lang))))


def as_data(workspace: Workspace, card: Scorecard) -> dict[str, Any]:
    """The machine form of a scorecard."""
    sure = sensitivity(card)
    return {
        "organisation": workspace.organisation.id, "unit": card.unit, "framework": card.framework.id,
        "framework_version": card.framework.version, "period": str(card.period), "index": card.index,
        "index_exact": _number(card.index_exact), "level": card.level, "robust": sure.robust if sure else None,
        "coverage": _number(card.coverage), "reason": card.reason,
        "dimensions": [_dimension(d) for d in card.dimensions],
    }


def _dimension(score_: DimensionScore) -> dict[str, Any]:
    return {
        "id": score_.id, "raw": _number(score_.raw), "effective": _number(score_.effective), "claimed": _number(score_.claimed),
        "level": score_.level, "coverage": _number(score_.coverage), "limited_by": score_.limited_by, "skipped": score_.skipped,
        "reason": score_.reason, "practices": [_practice(p) for p in score_.practices],
    }


def _practice(score_: PracticeScore) -> dict[str, Any]:
    raters = score_.raters
    return {
        "id": score_.practice.id, "claimed": _number(score_.claimed), "evidenced": _number(score_.evidenced), "na": score_.na,
        "target": score_.target, "raters": {"n": raters.n, "median_low": _number(raters.median_low), "range": _number(raters.range),
                                            "agreement": _number(raters.agreement)},
    }


def _number(value: Fraction | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value.denominator == 1 else float(value)


def as_text(workspace: Workspace, card: Scorecard, language: Language) -> list[str]:
    """The scorecard for people: facts, then the stages, then what limits them."""
    say = language.say
    levels = card.framework.scale.levels
    head = [language.text(workspace.organisation.name), f"{card.framework.id} {card.framework.version}", language.period(card.period)]
    if card.unit:
        head.insert(1, language.text(workspace.unit_name(card.unit)))
    reason = say(REASON_TEXTS[card.reason]) if card.reason else ""
    facts = [
        [say(N_("Index")), say(message(N_("{index} of 100"), index=card.index)) if card.index is not None else reason],
        [say(N_("Level")), f"{card.level} {language.text(levels[str(card.level)].name)}" if card.level is not None else reason],
        [say(N_("Coverage")), language.percent(float(card.coverage)) if card.coverage is not None else "–"],
        [say(N_("Raters")), language.number(len(card.raters))],
    ]
    version = answered_version(workspace, card.framework.id, card.period, card.unit)
    if version != card.framework.version:
        facts.append([say(N_("Answers")), say(message(N_("carried over from version {version} of the framework"), version=version))])
    sure = sensitivity(card)
    if sure:
        facts.append([say(N_("Robust")), say(message(
            N_("level unchanged in {share} of {n} draws of the weights"), share=language.percent(sure.unchanged), n=sure.draws))])
    header = [say(N_("Stage")), say(N_("raw")), say(N_("effective")), say(N_("claimed")), say(N_("coverage")), ""]
    rows = [header, *(_row(d, language) for d in card.dimensions)]
    return [" · ".join(head), "", *aligned(facts), "", *aligned(rows, right=(1, 2, 3, 4))]


def _row(d: DimensionScore, language: Language) -> list[str]:
    def shown(value: Fraction | None) -> str:
        return language.number(float(value), 1) if value is not None else "–"

    remarks = []
    if d.reason:
        remarks.append(language.say(REASON_TEXTS[d.reason]))
    if d.skipped:
        remarks.append(language.say(N_("skipped")))
    if d.limited_by:
        remarks.append(language.say(message(N_("limited by {id}"), id=d.limited_by)))
    weakest = [p for p in d.practices if p.cap]
    if weakest:
        remarks.append(language.say(message(N_("evidence missing or old: {ids}"), ids=", ".join(p.practice.id for p in weakest))))
    return [f"{d.id} {language.text(d.dimension.short or d.dimension.name)}", shown(d.raw), shown(d.effective), shown(d.claimed),
            language.percent(float(d.coverage)) if d.coverage is not None else "–", "; ".join(remarks)]



"""Annex D: how every number came about, the method in words, and what the report was made from.

Derivations are set tight, one paragraph a number: this annex is looked things up in, not read.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from cxgov.language import N_, Number
from cxgov.model import Framework
from cxgov.model.derivations import Derivation, Line
from cxgov.reporting import advice
from cxgov.reporting.context import Context
from cxgov.reporting.findings import anonymous_path
from cxgov.reporting.readings import NOTES, readings
from cxgov.reporting.section import Page, Section
from cxgov.reviewing.derivation import explain_kpi
from cxgov.scoring.explain import RULE_NAMES, explain, numbers

LINE_DIGITS = 4
FINGERPRINT = 10
SEED = 0
AHEAD = ("ahead-12", "ahead-24")
MONTHS = (12, 24)


def build(context: Context) -> list[Page]:
    """Makes the annex."""
    return [Page(
        id="annex-derivations", title=context.say(N_("How the numbers came about")), short_title=context.say(N_("Derivation of the numbers")),
        template="annex-derivations.html", annex=True, data={
            "method": _method(context), "parts": _parts(context), "version": version("cxgov"),
            "framework": f"{context.framework.id} {context.framework.version}", "seed": str(SEED),
            "files": [{"name": anonymous_path(context, name), "sum": found[:FINGERPRINT]}
                      for name, found in sorted(context.workspace.fingerprints.items())],
        })]


def _parts(context: Context) -> list[dict[str, Any]]:
    card = context.card
    known = numbers(card)
    made = [{"title": context.say(N_("Index, level, coverage")), "items": [_own(context, name) for name in known[:3]]}]
    made += [{"title": context.stage_label(d.id), "items": [_own(context, name) for name in (d.id, *(s.practice.id for s in d.practices))]}
             for d in card.dimensions]
    if context.workspace.kpis:
        made.append({"title": context.say(N_("Indicators")), "items": _indicators(context)})
    made.append({"title": context.say(N_("What lies ahead")), "items": [*_ahead(context), *_effects(context)]})
    return made


def _own(context: Context, number: str) -> dict[str, Any]:
    return _item(context, explain(context.card, number, context.pseudonyms))


def _indicators(context: Context) -> list[dict[str, Any]]:
    made = []
    for reading in readings(context):
        derivation = explain_kpi(context.workspace, reading.kpi.id, context.period)
        if reading.withheld:
            derivation = _without_figures(derivation)
        item = _item(context, derivation)
        if NOTES[reading.note] and reading.note != "none":
            item["reason"] = context.say(NOTES[reading.note])
        made.append(item | {"digits": reading.digits})
    return made


def _without_figures(derivation: Derivation) -> Derivation:
    """The derivation of a value that must not be shown: remarks stay, figures go."""
    return Derivation(id=derivation.id, title=derivation.title, lines=tuple(line for line in derivation.lines if line.value is None),
                      result=None, digits=derivation.digits)


def _ahead(context: Context) -> list[dict[str, Any]]:
    """The index in 12 and 24 months: the same derivation over the changed levels."""
    made = []
    for name, months, card in zip(AHEAD, MONTHS, context.ahead, strict=True):
        derivation = explain(card, "index")
        title = context.say(N_("Index in {n} months"), n=months)
        made.append(_item(context, derivation, linked=False) | {"id": name, "title": title, "before": _gained(context, name)})
    return made


def _gained(context: Context, name: str) -> str:
    years = AHEAD.index(name) + 1
    return context.counted(years, N_("every practice below its target counts {n} level more, up to the target"),
                           N_("every practice below its target counts up to {n} levels more, up to the target"))


def _effects(context: Context) -> list[dict[str, Any]]:
    """What each recommended step does to the index, and what the first ones do together."""
    steps = [*advice.shown(context), *advice.following(context)]
    if not steps or context.card.index_exact is None:
        return [_plain("effects", context.say(N_("Effects of steps")), context.say(N_("cannot be given without an index")))] if steps else []
    lines = [{
        "text": f"{step.score.practice.id} {int(step.score.evidenced or 0)} → {step.level}",
        "value": context.language.number(float(context.card.index_exact + (step.effect or 0)), 2), "of": step.score.practice.id} for step in steps]
    found = [_plain("effects", context.say(N_("Effects of steps")), context.say(
        N_("the exact index of {index} is computed again with one practice one level up; the difference is the effect"),
        index=Number(float(context.card.index_exact), 2))) | {"lines": lines}]
    then = advice.after_first_five(context)
    if then is not None and then.index is not None:
        names = context.join([step.score.practice.id for step in advice.first_five(context)])
        found.append(_item(context, explain(then, "index"), linked=False) | {
            "id": "together", "title": context.say(N_("Index after the first steps together")),
            "before": context.say(N_("one level more each: {names}"), names=names)})
    return found


def _plain(name: str, title: str, said: str) -> dict[str, Any]:
    return {"id": name, "title": title, "lines": [], "result": None, "digits": 0, "reason": "", "before": said}


def _item(context: Context, derivation: Derivation, *, linked: bool = True) -> dict[str, Any]:
    return {
        "id": derivation.id, "title": context.said(derivation.title), "digits": derivation.digits, "before": "",
        "lines": [_line(context, line, linked) for line in derivation.lines],
        "result": None if derivation.result is None else float(derivation.result),
        "reason": context.said(derivation.reason) if derivation.reason else "",
    }


def _line(context: Context, line: Line, linked: bool) -> dict[str, Any]:
    value = "" if line.value is None else context.language.number(float(line.value), LINE_DIGITS, trim=True)
    return {"text": context.said(line.text), "value": value, "of": line.of if linked else None}


def _method(context: Context) -> list[str]:
    """The rules of the framework in words, with its own constants."""
    framework, scoring = context.framework, context.framework.scoring
    said = [context.say(N_("Practice: the agreed level, or without one the {rule} of the raters."), rule=context.say(RULE_NAMES[scoring.combine]))]
    if scoring.evidence is not None:
        said.append(context.say(
            N_("Evidence: without any, a level counts as {none} at most; with the newest piece older than {n} quarters, or undated, as {old} at most."),
            none=scoring.evidence.unverified_cap, n=scoring.evidence.fresh_quarters, old=scoring.evidence.stale_cap))
    said.append(context.say(N_("Stage: {rule} of the practices that apply; not scored when less than {share} of the weight was answered."),
                            rule=context.say(RULE_NAMES[scoring.aggregate]), share=context.language.percent(scoring.min_coverage)))
    if scoring.sequence is not None:
        said.append(context.say(N_("Order: a stage counts at most {allowance} above the weakest stage before it; it is skipped when it lies below {low} while a later one has {high} or more."),
                                allowance=Number(scoring.sequence.lead_allowance), low=Number(scoring.sequence.skipped_below), high=Number(scoring.sequence.while_later)))
    said.append(context.say(N_("Index: {rule} of the stages’ effective scores, from 0 for level {low} to 100 for level {high}, rounded half up once, at the end."),
                            rule=context.say(RULE_NAMES[scoring.overall]), low=framework.scale.min, high=framework.scale.max))
    said.append(_level_rule(context, framework))
    said.append(context.say(
        N_("Sureness: weights redrawn {draws} times (Dirichlet, concentration {alpha}); raters redrawn {raters} times, {confidence} interval."),
        draws=scoring.sensitivity.draws, alpha=Number(scoring.sensitivity.concentration), raters=scoring.bootstrap.draws,
        confidence=context.language.percent(scoring.bootstrap.confidence)))
    return said


def _level_rule(context: Context, framework: Framework) -> str:
    rule = framework.scoring.level
    if rule.rule == "floor":
        return context.say(N_("Overall level: the largest that every stage reaches, with a tolerance of {tolerance}."), tolerance=Number(rule.tolerance))
    if rule.rule == "cut_offs":
        return context.say(N_("Overall level: the number of cuts that the overall score reaches."))
    if rule.rule == "ladder":
        return context.say(N_("Overall level: the highest rung on which, as on all lower ones, enough practices reach their threshold."))
    return context.say(N_("Overall level: the largest whose minimum percentages all stages reach."))


SECTION = Section(name="annex-derivations", build=build)

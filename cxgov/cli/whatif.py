"""``cxgov whatif``: what to do next, and what the profile would be after it."""

from __future__ import annotations

import difflib
import json
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import click

from cxgov.cli import options
from cxgov.cli.failures import Refused
from cxgov.cli.options import _
from cxgov.cli.speech import screen_language
from cxgov.cli.tables import aligned
from cxgov.language import N_, Language, Message, counted, message
from cxgov.model import Period, Workspace
from cxgov.reviewing.paths import NoPathRule, Path, limiting_stage, past_limit, to_level
from cxgov.reviewing.priorities import Recommendation, StepKind, recommendations
from cxgov.reviewing.whatif import limits, with_levels
from cxgov.scoring import Scorecard, score
from cxgov.scoring.scorecard import REASON_TEXTS, PracticeScore

KINDS: dict[StepKind, str] = {StepKind.IMPROVE: "", StepKind.SHOW: N_("show evidence"), StepKind.REFRESH: N_("renew evidence")}


@click.command("whatif", help=_(N_("""Show the profile of the organisation in folder ORG after other levels; without levels, rank the next steps.

LEVELS are practices and the levels they would have: S2.P1=2.

\b
Examples:
  cxgov whatif examples/paczkownia
  cxgov whatif examples/paczkownia S2.P1=2 S2.P2=1
  cxgov whatif examples/paczkownia --path
  cxgov whatif examples/bank --to 4
""")))
@options.organisation(required=True)
@click.argument("levels", nargs=-1)
@click.option("--path", "path", is_flag=True, help=_(N_("The least effort after which the limiting stage limits no more.")))
@click.option("--to", "to", type=int, help=_(N_("The least effort after which the overall level is this one.")))
@options.framework_option()
@options.period_option()
@options.unit_option()
@options.format_option("text", "json")
@options.language_option()
@options.quiet_option()
def command(org: str, levels: tuple[str, ...], path: bool, to: int | None, framework: str | None, period: Period | None, unit: str | None,
            form: str, lang: str | None, quiet: bool) -> None:
    if levels and (path or to is not None):
        raise click.UsageError(screen_language().gettext(N_("Give levels, or ask for a path; not both.")))
    workspace = options.open_organisation(org, quiet=quiet, lang=lang)
    options.check_unit(workspace, unit)
    card = score(workspace, framework, period, unit)
    language = options.language_of(workspace, lang)
    if levels:
        wanted = read_levels(card, levels)
        after, extra, head = with_levels(card, wanted), {"warnings": [language.say(w) for w in warnings(card, wanted)]}, changes_text(card, wanted, language)
    elif path or to is not None:
        found, title = find_path(card, to)
        after, extra, head = found.after, path_data(found), path_text(found, title, language)
    else:
        steps = recommendations(workspace, card)
        click.echo(json.dumps({**_about(workspace, card), "steps": [step_data(s) for s in steps]}, ensure_ascii=False, indent=2) if form == "json"
                   else "\n".join([_heading(workspace, card, language), "", *steps_text(workspace, steps, language)]))
        return
    if form == "json":
        click.echo(json.dumps({**_about(workspace, card), **as_data(card, after), **extra}, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join([_heading(workspace, card, language), "", *head, "", *as_text(card, after, language)]))


# --- what was asked ------------------------------------------------------------------------------------------------


def read_levels(card: Scorecard, given: Sequence[str]) -> dict[str, int]:
    """Reads ``S2.P1=2`` and so on.

    Raises:
        Refused: if something is no such pair, a practice is unknown, given twice or not rated by levels, or a level lies off
            the scale.
    """
    known = {s.practice.id.lower(): s for s in card.practices()}
    scale = card.framework.scale
    found: dict[str, int] = {}
    for pair in given:
        name, sign, text = pair.partition("=")
        name, text = name.strip(), text.strip()
        if not sign:
            raise Refused(message(N_("'{text}' gives no level."), text=pair), message(N_("write a practice and its level: S2.P1=2")))
        if name.lower() not in known:
            close = difflib.get_close_matches(name.lower(), known, n=1, cutoff=0.5)
            raise Refused(message(N_("There is no practice '{id}'."), id=name),
                          message(N_("did you mean '{word}'?"), word=known[close[0]].practice.id) if close else message(
                              N_("`cxgov framework show {id}` lists them"), id=card.framework.id))
        practice = known[name.lower()].practice
        if practice.id in found:
            raise Refused(message(N_("Practice {id} is given twice."), id=practice.id), message(N_("keep one level for each practice")))
        if practice.answers:
            raise Refused(message(N_("Practice {id} has answers of its own instead of levels."), id=practice.id), message(N_("leave it out")))
        if text not in [str(level) for level in range(scale.min, scale.max + 1)]:
            raise Refused(message(N_("{id}: '{text}' is no level of the scale."), id=practice.id, text=text),
                          message(N_("write a whole number from {low} to {high}"), low=scale.min, high=scale.max))
        found[practice.id] = int(text)
    return found


def warnings(card: Scorecard, levels: dict[str, int]) -> list[Message]:
    """What must be said of levels that nobody reaches within a year, or that had none."""
    said: list[Message] = []
    for name, level in levels.items():
        today = card.practice(name).evidenced
        if card.practice(name).na:
            said.append(message(N_("{id} does not apply today; here it counts."), id=name))
        elif today is not None and level - today > 1:
            years = int(level - today)
            said.append(counted(years, N_("{id} rises by {n} level. At one level a practice and year that takes {n} year."),
                                N_("{id} rises by {n} levels. At one level a practice and year that takes {n} years."), id=name))
    return said


def find_path(card: Scorecard, to: int | None) -> tuple[Path, Message]:
    """The cheapest path and what it leads to.

    Raises:
        Refused: if no stage limits another, the level is off the scale, or there is no way.
    """
    scale, stage = card.framework.scale, limiting_stage(card)
    if card.index is None:
        raise Refused(message(N_("There is no overall result yet, so no path leads on from it.")), message(N_("complete the assessment first")))
    try:
        if to is not None:
            if not scale.min <= to <= scale.max:
                raise Refused(message(N_("'{text}' is no level of the scale."), text=str(to)),
                              message(N_("write a whole number from {low} to {high}"), low=scale.min, high=scale.max))
            found, title = to_level(card, to), message(N_("Least effort to level {level}, “{name}”"), level=to, name=scale.levels[str(to)].name)
        elif stage is None:
            raise Refused(message(N_("No stage limits another.")), message(N_("ask for an overall level: --to 3")))
        else:
            found, title = past_limit(card, stage), message(N_("Least effort after which stage {id} limits no other"), id=stage)
    except NoPathRule as rule:
        raise Refused(message(N_("The framework '{id}' counts by the rule '{rule}'; cheapest paths are not computed for it."),
                              id=card.framework.id, rule=str(rule)), message(N_("give levels instead: S2.P1=2"))) from None
    if found is None:
        raise Refused(message(N_("No set of steps leads there: some practices have no level, or cannot rise.")), message(
            N_("`cxgov score` shows what was not answered")))
    return found, title


# --- for people ----------------------------------------------------------------------------------------------------


def _heading(workspace: Workspace, card: Scorecard, language: Language) -> str:
    unit = [language.text(workspace.unit_name(card.unit))] if card.unit else []
    return " · ".join([language.text(workspace.organisation.name), *unit, f"{card.framework.id} {card.framework.version}", language.period(card.period)])


def steps_text(workspace: Workspace, steps: Sequence[Recommendation], language: Language) -> list[str]:
    """The ranked steps, one a line."""
    say = language.say
    if not steps:
        return [say(N_("No practice lies below its target, so there is no next step."))]
    rows = [["", say(N_("Step")), "", say(N_("effect")), say(N_("effort")), say(N_("owner, initiative, condition"))]]
    for number, step in enumerate(steps, 1):
        remarks = [language.gettext(KINDS[step.kind])]
        if step.initiative is not None:
            remarks += [_role(workspace, step.initiative.owner, language), language.text(step.initiative.title)]
        if step.depends_on:
            remarks.append(say(message(N_("after stage {id}"), id=step.depends_on)))
        rows.append([str(number), _step_name(step.score, language), f"{step.level - 1} → {step.level}",
                     language.number(float(step.effect), 1, signed=True) if step.effect is not None else "–", language.number(step.effort),
                     "; ".join(remark for remark in remarks if remark)])
    return [*aligned(rows, right=(0, 3, 4)), "", say(N_("Effect in index points, each step alone; effort: 1 small, 2 medium, 3 large."))]


def _step_name(practice: PracticeScore, language: Language) -> str:
    return f"{practice.practice.id} {language.text(practice.practice.short or practice.practice.name)}"


def _role(workspace: Workspace, person_id: str | None, language: Language) -> str:
    person = workspace.people.get(person_id) if person_id else None
    return (language.text(person.role) or person.name) if person else person_id or ""


def changes_text(card: Scorecard, levels: dict[str, int], language: Language) -> list[str]:
    """The levels asked for against those of today, and what must be said of them."""
    rows = [[_step_name(card.practice(name), language), f"{_level(card.practice(name).evidenced, language)} → {level}"] for name, level in levels.items()]
    said = [language.say(warning) for warning in warnings(card, levels)]
    return [*aligned(rows), *([""] if said else []), *said]


def path_text(path: Path, title: Message, language: Language) -> list[str]:
    """The steps of a path by year."""
    say = language.say
    if not path.steps:
        return [say(title), say(N_("Nothing is needed: it is so already."))]
    lines = [say(title), say(message(N_("{steps}, effort {effort}, {years} at one level a practice and year"), effort=path.effort,
                                     steps=counted(len(path.steps), N_("{n} step"), N_("{n} steps")),
                                     years=counted(path.years, N_("{n} year"), N_("{n} years"))))]
    rows = [[say(N_("year")), say(N_("Step")), "", say(N_("effort")), ""]]
    rows += [[str(step.year), _step_name(step.score, language), f"{step.level - 1} → {step.level}", language.number(step.effort),
              language.gettext(KINDS[step.kind])] for step in path.steps]
    return [*lines, "", *aligned(rows, right=(0, 3))]


def as_text(before: Scorecard, after: Scorecard, language: Language) -> list[str]:
    """Index, level and profile before and after, and what limits what."""
    say = language.say
    facts = [["", say(N_("today")), say(N_("then")), say(N_("change"))],
             [say(N_("Index")), _index(before, language), _index(after, language),
              language.number(after.index - before.index, signed=True) if after.index is not None and before.index is not None else "–"],
             [say(N_("Level")), _overall(before, language), _overall(after, language), ""]]
    # Pairs of columns, each under one word: what the stage scores, what it counts as, its level.
    rows = [[say(N_("Stage")), say(N_("raw")), "", say(N_("effective")), "", say(N_("level")), ""]]
    for now, then in zip(before.dimensions, after.dimensions, strict=True):
        rows.append([f"{now.id} {language.text(now.dimension.short or now.dimension.name)}",
                     _number(now.raw, language), _arrow(now.raw, then.raw, language), _number(now.effective, language),
                     _arrow(now.effective, then.effective, language), _level(now.level, language),
                     "" if then.level == now.level else f"→ {_level(then.level, language)}"])
    return [*aligned(facts), "", *aligned(rows, right=(1, 3, 5)), *_limits_text(before, after, language)]


def _limits_text(before: Scorecard, after: Scorecard, language: Language) -> list[str]:
    now, then = limits(before), limits(after)
    lines = []
    for early in dict.fromkeys(early for early, _later in now):
        freed = [later for cause, later in now if cause == early and (cause, later) not in then]
        kept = [later for cause, later in now if cause == early and (cause, later) in then]
        lines += [language.say(message(N_("{early} no longer limits {later}."), early=early, later=language.join(freed)))] if freed else []
        lines += [language.say(message(N_("{early} still limits {later}."), early=early, later=language.join(kept)))] if kept else []
    for early in dict.fromkeys(early for early, _later in then):
        new = [later for cause, later in then if cause == early and (cause, later) not in now]
        lines += [language.say(message(N_("{early} then limits {later}."), early=early, later=language.join(new)))] if new else []
    return ["", *lines] if lines else []


def _index(card: Scorecard, language: Language) -> str:
    return language.say(message(N_("{index} of 100"), index=card.index)) if card.index is not None else (
        language.say(REASON_TEXTS[card.reason]) if card.reason else "–")


def _overall(card: Scorecard, language: Language) -> str:
    return "–" if card.level is None else f"{card.level} {language.text(card.framework.scale.levels[str(card.level)].name)}"


def _number(value: Fraction | None, language: Language) -> str:
    return language.number(None if value is None else float(value), 1)


def _arrow(now: Fraction | None, then: Fraction | None, language: Language) -> str:
    return "" if now == then else f"→ {_number(then, language)}"


def _level(value: Fraction | int | None, language: Language) -> str:
    return language.number(None if value is None else float(value), 1, trim=True)


# --- for machines --------------------------------------------------------------------------------------------------


def _about(workspace: Workspace, card: Scorecard) -> dict[str, Any]:
    return {"organisation": workspace.organisation.id, "unit": card.unit, "framework": card.framework.id,
            "framework_version": card.framework.version, "period": str(card.period)}


def step_data(step: Recommendation) -> dict[str, Any]:
    """The machine form of a ranked step."""
    return {"practice": step.score.practice.id, "level": step.level, "kind": step.kind.value, "effort": step.effort,
            "effect": float(step.effect) if step.effect is not None else None, "depends_on": step.depends_on,
            "initiative": step.initiative.id if step.initiative else None, "owner": step.initiative.owner if step.initiative else None}


def path_data(path: Path) -> dict[str, Any]:
    """The machine form of a path."""
    return {"effort": path.effort, "years": path.years, "steps": [
        {"practice": step.score.practice.id, "level": step.level, "kind": step.kind.value, "effort": step.effort, "year": step.year} for step in path.steps]}


def as_data(before: Scorecard, after: Scorecard) -> dict[str, Any]:
    """The machine form of two profiles."""
    return {"before": _profile(before), "after": _profile(after),
            "released": [{"stage": early, "limited": later} for early, later in limits(before) if (early, later) not in limits(after)]}


def _profile(card: Scorecard) -> dict[str, Any]:
    def plain(value: Fraction | None) -> float | None:
        return None if value is None else float(value)

    return {"index": card.index, "index_exact": plain(card.index_exact), "level": card.level, "dimensions": [
        {"id": d.id, "raw": plain(d.raw), "effective": plain(d.effective), "level": d.level, "limited_by": d.limited_by} for d in card.dimensions]}

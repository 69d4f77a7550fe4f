"""``cxgov framework``: the maturity frameworks that come with cxgov."""

from __future__ import annotations

import difflib
import json
import textwrap

import click

from cxgov.cli.failures import Refused
from cxgov.cli.options import _, format_option, language_option
from cxgov.cli.rules import WIDTH
from cxgov.cli.speech import screen_language
from cxgov.cli.tables import aligned
from cxgov.language import N_, Language, message
from cxgov.loading import built_in_frameworks
from cxgov.model import Framework, Practice


@click.group("framework", help=_(N_("Show the maturity frameworks that come with cxgov.")))
def command() -> None:
    pass


@command.command("list", help=_(N_("List the frameworks: id, version, name.")))
@format_option("text", "json")
@language_option()
def list_(form: str, lang: str | None) -> None:
    language = screen_language(lang)
    found = [{"id": f.id, "version": f.version, "name": language.text(f.name)} for f in built_in_frameworks().values()]
    if form == "json":
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(aligned([list(row.values()) for row in found])))


@command.command("show", help=_(N_("""Show a framework's stages and practices, or one practice with its levels.

\b
Examples:
  cxgov framework show cem-cycle
  cxgov framework show cem-cycle S2.P1 --lang pl
""")))
@click.argument("framework", default="cem-cycle")
@click.argument("practice", required=False)
@format_option("text", "json")
@language_option()
def show(framework: str, practice: str | None, form: str, lang: str | None) -> None:
    language = screen_language(lang)
    known = built_in_frameworks()
    if framework not in known:
        raise Refused(message(N_("There is no framework '{id}'."), id=framework), message(N_("known here: {words}"), words=", ".join(known)))
    chosen = known[framework]
    if practice is None:
        data, lines = as_data(chosen, language), outline(chosen, language)
    else:
        found = _practice(chosen, practice)
        data, lines = practice_data(found, language), practice_text(chosen, found, language)
    click.echo(json.dumps(data, ensure_ascii=False, indent=2) if form == "json" else "\n".join(lines))


def _practice(framework: Framework, practice: str) -> Practice:
    known = {p.id.lower(): p for p in framework.practices()}
    if practice.lower() in known:
        return known[practice.lower()]
    close = difflib.get_close_matches(practice.lower(), known, n=1)
    raise Refused(message(N_("There is no practice '{id}'."), id=practice),
                  message(N_("did you mean '{word}'?"), word=known[close[0]].id) if close else None)


def as_data(framework: Framework, language: Language) -> dict[str, object]:
    """The machine form of a framework."""
    return {
        "id": framework.id, "version": framework.version, "name": language.text(framework.name),
        "levels": {key: language.text(level.name) for key, level in framework.scale.levels.items()},
        "dimensions": [{"id": d.id, "name": language.text(d.name), "practices": [practice_data(p, language) for p in d.all_practices()]}
                       for d in framework.dimensions],
    }


def practice_data(practice: Practice, language: Language) -> dict[str, object]:
    """The machine form of a practice."""
    return {
        "id": practice.id, "name": language.text(practice.name), "question": language.text(practice.question), "weight": practice.weight,
        "levels": {key: language.text(text) for key, text in practice.levels.items()},
        "improve": {key: {"text": language.text(step.text), "effort": step.effort} for key, step in practice.improve.items()},
        "evidence": [language.text(text) for text in practice.evidence],
    }


def outline(framework: Framework, language: Language) -> list[str]:
    """Stages and practices, one a line."""
    lines = [f"{framework.id} {framework.version}  {language.text(framework.name)}", ""]
    if framework.summary:
        lines += [*textwrap.wrap(language.text(framework.summary), WIDTH), ""]
    for dimension in framework.dimensions:
        lines += [f"{dimension.id}  {language.text(dimension.name)}"]
        lines += aligned([[p.id, language.text(p.name)] for p in dimension.all_practices()], indent="  ")
        lines.append("")
    levels = "  ".join(f"{key} {language.text(level.name)}" for key, level in framework.scale.levels.items())
    return [*lines, levels]


def practice_text(framework: Framework, practice: Practice, language: Language) -> list[str]:
    """A practice with its question, levels, evidence and next steps."""
    def block(heading: str, texts: list[str]) -> list[str]:
        wrapped = [line for text in texts for line in textwrap.wrap(text, WIDTH, initial_indent="  ", subsequent_indent="     ")]
        return ["", language.gettext(heading), *wrapped] if wrapped else []

    levels = [f"{key}  {language.text(framework.scale.levels[key].name)}: {language.text(text)}" for key, text in practice.levels.items()]
    steps = [f"{key} → {int(key) + 1}  {language.text(step.text)}" for key, step in practice.improve.items()]
    return [f"{practice.id}  {language.text(practice.name)}", *textwrap.wrap(language.text(practice.question), WIDTH),
            *block(N_("Why it matters"), [language.text(practice.why)] if practice.why else []), *block(N_("Levels"), levels),
            *block(N_("Evidence, for example"), [f"–  {language.text(text)}" for text in practice.evidence]), *block(N_("Next step"), steps),
            *block(N_("Watch for"), [language.text(practice.watch_for)] if practice.watch_for else [])]

"""``cxgov check``: what is wrong with the files and with the governance."""

from __future__ import annotations

import datetime
import json

import click

from cxgov.checks import Checked, check
from cxgov.cli import options
from cxgov.cli.failures import INPUT_REFUSED
from cxgov.cli.options import _
from cxgov.cli.progress import Progress
from cxgov.cli.sarif import sarif
from cxgov.cli.speech import screen_language, speak
from cxgov.language import N_, Language, counted, message
from cxgov.loading import load
from cxgov.model import Period
from cxgov.problems import SHOWN_TO_PEOPLE, Problem, Severity, describe_all, in_order, severity_name


@click.command("check", help=_(N_("""Check the files and the governance of the organisation in folder ORG.

Files first: while one is wrong, the governance is not judged. Exit code 1 when a finding reaches --fail-on.

\b
Examples:
  cxgov check examples/paczkownia
  cxgov check . --fail-on warning
  cxgov check . --format sarif > findings.sarif
""")))
@options.organisation()
@options.period_option()
@options.as_of_option()
@click.option("--fail-on", type=click.Choice(("error", "warning")), default="error", show_default=True,
              help=_(N_("Severity from which on the exit code is 1.")))
@click.option("--all", "everything", is_flag=True, help=_(N_("Show every finding, not only the first 20.")))
@options.format_option("text", "json", "sarif")
@options.language_option()
@options.quiet_option()
def command(org: str, period: Period | None, as_of: datetime.date | None, fail_on: str, everything: bool, form: str, lang: str | None,
            quiet: bool) -> int:
    with Progress(quiet=quiet) as progress:
        loaded = load(org, progress.at)
    speak("organisation", loaded.language)
    if loaded.workspace is None:
        found, checked, language = loaded.problems, None, screen_language(lang)
    else:
        checked = check(loaded.workspace, period=period, as_of=as_of)
        found = in_order([*loaded.problems, *checked.findings])
        language = options.language_of(loaded.workspace, lang)
    if form == "json":
        click.echo(json.dumps([as_data(problem, language) for problem in found], ensure_ascii=False, indent=2))
    elif form == "sarif":
        click.echo(json.dumps(sarif(found, language), ensure_ascii=False, indent=2))
    elif found:
        click.echo(coloured(describe_all(found, language, None if everything else SHOWN_TO_PEOPLE), language))
    if not quiet:
        for line in summary(found, checked, language):
            click.echo(line, err=True)
    return INPUT_REFUSED if options.failing(found, fail_on) else 0


def as_data(problem: Problem, language: Language) -> dict[str, object]:
    """The machine form of a problem."""
    return {
        "code": problem.code, "severity": problem.severity.word, "file": problem.place.file, "line": problem.place.line,
        "column": problem.place.column, "message": language.say(problem.text),
        "remedy": language.say(problem.remedy) if problem.remedy else None,
    }


def summary(found: list[Problem], checked: Checked | None, language: Language) -> list[str]:
    """How many of each severity, what is suppressed, what could not be judged."""
    say = language.say
    if not found:
        lines = [say(N_("Nothing to object to."))]
    else:
        numbers = {severity: sum(p.severity == severity for p in found) for severity in Severity}
        said = [
            counted(numbers[Severity.ERROR], N_("{n} error"), N_("{n} errors")),
            counted(numbers[Severity.WARNING], N_("{n} warning"), N_("{n} warnings")),
            counted(numbers[Severity.INFO], N_("{n} note"), N_("{n} notes"))]
        lines = [", ".join(say(part) for part in said if part.n)]
    if checked is None:
        lines.append(say(N_("The governance is judged once the files are right.")))
        return lines
    if checked.suppressed:
        lines.append(say(counted(len(checked.suppressed), N_("{n} finding suppressed"), N_("{n} findings suppressed"))))
    lines += [say(message(N_("not checked: {code}: {reason}"), code=code, reason=reason)) for code, reason in checked.not_checked.items()]
    return lines


_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow"}


def coloured(text: str, language: Language) -> str:
    """Marks the severity words; click drops the marks where the output is no terminal."""
    marks = {f": {word}[": f": {click.style(word, fg=colour, bold=True)}["
             for severity, colour in _COLOURS.items() if (word := language.gettext(severity_name(severity)))}
    return "\n".join(_marked(line, marks) for line in text.split("\n"))


def _marked(line: str, marks: dict[str, str]) -> str:
    found = None if line.startswith(" ") else next((mark for mark in marks if mark in line), None)
    return line.replace(found, marks[found], 1) if found else line

"""``cxgov check``: what is wrong with the files and with the governance."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import click

from cxgov.checks import Checked, check
from cxgov.checks.baseline import Compared, against
from cxgov.cli import baselines, options
from cxgov.cli.failures import INPUT_REFUSED
from cxgov.cli.options import _
from cxgov.cli.progress import Progress
from cxgov.cli.sarif import sarif
from cxgov.cli.speech import screen_language, speak
from cxgov.language import N_, Language, counted, message
from cxgov.loading import load
from cxgov.model import Period
from cxgov.problems import SHOWN_TO_PEOPLE, Problem, Severity, describe_all, in_order, printable, severity_name
from cxgov.reviewing.on_file import require_on_file


@click.command("check", help=_(N_("""Check the files and the governance of the organisation in folder ORG.

Files first: while one is wrong, the governance is not judged. Exit code 1 when a finding reaches --fail-on. With a
baseline only findings that it does not know are printed and count: an old programme can start with today's.

\b
Examples:
  cxgov check examples/paczkownia
  cxgov check . --fail-on warning
  cxgov check . --format sarif > findings.sarif
  cxgov check . --write-baseline baseline.json
  cxgov check . --baseline baseline.json
""")))
@options.organisation()
@options.period_option()
@options.as_of_option()
@click.option("--fail-on", type=click.Choice(("error", "warning")), default="error", show_default=True,
              help=_(N_("Severity from which on the exit code is 1.")))
@click.option("--all", "everything", is_flag=True, help=_(N_("Show every finding, not only the first 20.")))
@click.option("--baseline", "known_from", type=click.Path(dir_okay=False, path_type=Path), help=_(N_("Leave out the findings this file knows.")))
@click.option("--write-baseline", "keep_in", type=click.Path(dir_okay=False, path_type=Path), help=_(N_("Write today's findings to this file.")))
@options.format_option("text", "json", "sarif")
@options.language_option()
@options.quiet_option()
def command(org: str, period: Period | None, as_of: datetime.date | None, fail_on: str, everything: bool, known_from: Path | None,
            keep_in: Path | None, form: str, lang: str | None, quiet: bool) -> int:
    baseline = baselines.read(known_from) if known_from else None
    with Progress(quiet=quiet) as progress:
        loaded = load(org, progress.at)
    speak("organisation", loaded.language)
    if loaded.workspace is None:
        found, checked, language = loaded.problems, None, screen_language(lang)
    else:
        if period is not None:
            require_on_file(loaded.workspace, period)
        checked = check(loaded.workspace, period=period, as_of=as_of)
        found = in_order([*loaded.problems, *checked.findings])
        language = options.language_of(loaded.workspace, lang)
        if keep_in:
            baselines.keep(keep_in, found, loaded.workspace.name)
    compared = against(found, baseline, loaded.workspace.name) if baseline is not None and loaded.workspace else None
    found = compared.new if compared else found
    if form == "json":
        click.echo(json.dumps([as_data(problem, language) for problem in found], ensure_ascii=False, indent=2))
    elif form == "sarif":
        click.echo(json.dumps(sarif(found, language), ensure_ascii=False, indent=2))
    elif found:
        click.echo(coloured(describe_all(found, language, None if everything else SHOWN_TO_PEOPLE), language))
    if not quiet:
        lines = summary(found, checked, language, known=bool(compared and compared.known))
        lines += held_against(compared, language) if compared else []
        if keep_in and checked:
            lines.append(language.say(message(N_("today's findings are in {path}"), path=printable(str(keep_in)))))
        click.echo("\n".join(lines), err=True)
    # Whoever writes a baseline has seen what is in it; only files that cannot be judged still fail.
    return INPUT_REFUSED if options.failing(found, fail_on) and not (keep_in and checked) else 0


def as_data(problem: Problem, language: Language) -> dict[str, object]:
    """The machine form of a problem."""
    return {
        "code": problem.code, "severity": problem.severity.word, "file": problem.place.file, "line": problem.place.line,
        "column": problem.place.column, "message": language.say(problem.text),
        "remedy": language.say(problem.remedy) if problem.remedy else None,
    }


def summary(found: list[Problem], checked: Checked | None, language: Language, *, known: bool = False) -> list[str]:
    """How many of each severity, how many of them a report does not count, what is suppressed, what could not be judged."""
    say = language.say
    if not found:
        lines = [say(N_("Nothing new to object to.") if known else N_("Nothing to object to."))]
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
    judged = {id(problem) for problem in checked.findings}
    of_files = sum(id(problem) not in judged for problem in found)
    if of_files:
        lines.append(say(counted(of_files, N_("{n} of them is about the files and stands in no report"), N_("{n} of them are about the files and stand in no report"))))
    if checked.suppressed:
        lines.append(say(counted(len(checked.suppressed), N_("{n} finding suppressed"), N_("{n} findings suppressed"))))
    if checked.ahead:
        lines.append(say(counted(checked.ahead, N_("{n} record of the logs came in after {day} and is left out"),
                                 N_("{n} records of the logs came in after {day} and are left out"), day=checked.as_of)))
    lines += [say(message(N_("not checked: {code}: {reason}"), code=code, reason=reason)) for code, reason in checked.not_checked.items()]
    return lines


def held_against(compared: Compared, language: Language) -> list[str]:
    """What a baseline left out, and what of it has been mended."""
    lines = []
    if compared.known:
        lines.append(language.say(counted(len(compared.known), N_("{n} finding known from the baseline left out"),
                                          N_("{n} findings known from the baseline left out"))))
    if compared.gone:
        lines.append(language.say(counted(
            compared.gone, N_("{n} finding of the baseline is gone; write it again, so that it cannot come back unseen"),
            N_("{n} findings of the baseline are gone; write it again, so that they cannot come back unseen"))))
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

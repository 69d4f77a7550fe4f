"""``cxgov report``: the report as HTML and PDF."""

from __future__ import annotations

import datetime
import time
from pathlib import Path

import click

from cxgov.cli import options
from cxgov.cli.failures import INPUT_REFUSED, Refused
from cxgov.cli.options import _
from cxgov.cli.progress import Progress
from cxgov.language import N_, Language, message
from cxgov.model import Period, Workspace
from cxgov.problems import Problem, describe_all
from cxgov.writing import sweep, write

FORMATS = ("html", "pdf")


class Formats(click.ParamType):  # type: ignore[type-arg]  # generic in new versions of click only
    """A list of formats, joined by commas."""

    name = "formats"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        if isinstance(value, tuple):
            return value
        chosen = tuple(part.strip() for part in str(value).split(",") if part.strip())
        unknown = [part for part in chosen if part not in FORMATS]
        if unknown or not chosen:
            self.fail(_(N_("choose from html and pdf, joined by a comma: html,pdf")), param, ctx)
        return chosen


@click.command("report", help=_(N_("""Write the report of the organisation in folder ORG.

The files go to --out, by default the current folder, and are named after organisation, period and language.

\b
Examples:
  cxgov report examples/paczkownia
  cxgov report examples/bank --lang en --format html --out reports
""")))
@options.organisation()
@click.option("--format", "formats", type=Formats(), default="html,pdf", show_default=True, help=_(N_("html, pdf, or both.")))
@click.option("--profile", default="full", show_default=True, help=_(N_("What kind of report.")))
@options.framework_option()
@options.period_option()
@options.unit_option()
@options.as_of_option()
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=Path(), help=_(N_("Folder to write to.")))
@options.language_option()
@options.quiet_option()
def command(org: str, formats: tuple[str, ...], profile: str, framework: str | None, period: Period | None, unit: str | None,
            as_of: datetime.date | None, out: Path, lang: str | None, quiet: bool) -> int:
    workspace = options.open_organisation(org, quiet=quiet, lang=lang)
    options.check_unit(workspace, unit)
    written, complete = make(workspace, formats, out, profile=profile, framework=framework, period=period, unit=unit, as_of=as_of,
                             lang=lang, quiet=quiet)
    for path in written:
        click.echo(path)
    return 0 if complete else INPUT_REFUSED


def make(workspace: Workspace, formats: tuple[str, ...], out: Path, *, profile: str = "full", framework: str | None = None,
         period: Period | None = None, unit: str | None = None, as_of: datetime.date | None = None, lang: str | None = None,
         quiet: bool = False, since: Period | None = None) -> tuple[list[Path], bool]:
    """Makes the report and writes its files.

    Returns:
        The files written, and whether every section is in them.
    """
    from cxgov.reporting import UnknownProfile, profiles, report

    code = lang or workspace.organisation.languages[0]
    language = options.language_of(workspace, lang)
    plan = profiles().get(profile)
    with Progress(len(plan.sections) + 1 + ("pdf" in formats) if plan else 1, quiet=quiet) as progress:
        try:
            made = report(workspace, formats=formats, language=code, profile=profile, framework=framework, period=period, unit=unit,
                          as_of=as_of, progress=progress.step, since=since)
        except UnknownProfile as error:
            raise Refused(message(N_("There is no report profile '{name}'."), name=str(error)), message(
                N_("known here: {words}"), words=", ".join(profiles()))) from error
    sweep(out, time.time())
    stem = file_stem(workspace, made.period, unit, profile if since is None else f"{profile}-{since}", code)
    written = []
    if "html" in formats:
        written.append(write(out / f"{stem}.html", made.html))
    if made.pdf is not None:
        written.append(write(out / f"{stem}.pdf", made.pdf))
    _tell(made.problems, language)
    return written, not made.problems


def file_stem(workspace: Workspace, period: Period, unit: str | None, profile: str, lang: str) -> str:
    """Name of a report's files without suffix; ids hold nothing a file system minds."""
    parts = [workspace.organisation.id, unit, str(period), None if profile == "full" else profile, lang]
    return "-".join(part for part in parts if part)


def _tell(problems: tuple[Problem, ...], language: Language) -> None:
    if problems:
        click.echo(describe_all(problems, language), err=True)

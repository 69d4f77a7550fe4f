"""``cxgov import``: what groups wrote on canvases and tally sheets goes back into the organisation's files."""

from __future__ import annotations

import datetime
import difflib
import json
from pathlib import Path
from typing import Any

import click

from cxgov.cli import options
from cxgov.cli.failures import INPUT_REFUSED, Refused
from cxgov.cli.options import _
from cxgov.cli.speech import screen_language
from cxgov.language import N_, Language, counted, message
from cxgov.loading import KINDS, built_in_frameworks
from cxgov.model import Framework, Period, Workspace
from cxgov.problems import Severity, describe_all, printable
from cxgov.writing import write, write_all

NEEDED = frozenset(KINDS) - {"assessment"}
"""Kinds of file that must be right: a rating sheet that nobody has filled in yet does not stand in the way of a tally."""
LINES_SHOWN = 12
LINE_WIDTH = 150


@click.command("import", help=_(N_("""Take over what groups wrote on canvases and tally sheets into the files of ORG.

FILE is a CSV sheet (--templates writes empty ones) or a PDF of `cxgov handout --fillable`, filled in. Without --yes nothing is
written: what would change is shown, and whatever is odd, by cell. With --yes all of it is written, or nothing. What is in
already changes nothing; what somebody wrote differently stays, unless --replace is given.

\b
Examples:
  cxgov import --templates sheets
  cxgov import my-company sheets/canvas-journey.csv
  cxgov import my-company sheets/*.csv --period 2026-Q4 --yes
  cxgov import my-company tally.csv --period 2026-Q4 --date 2026-11-20 --yes
""")))
@click.argument("org", required=False, type=click.Path())
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--templates", type=click.Path(file_okay=False, path_type=Path), help=_(N_("Write the empty CSV sheets to this folder.")))
@click.option("--yes", "-y", is_flag=True, help=_(N_("Write; without it nothing is written.")))
@click.option("--period", type=options.PeriodType(), help=_(N_("Period of decisions and ratings, such as 2026-Q4, where the sheet names none.")))
@click.option("--date", "day", type=options.DayType(), help=_(N_("Day of the workshop; by default today.")))
@click.option("--rater", default="", help=_(N_("Whose ratings a sheet with one column holds.")))
@click.option("--status", type=click.Choice(("individual", "agreed")), default="individual", show_default=True, help=_(N_("What those ratings are.")))
@click.option("--replace", is_flag=True, help=_(N_("Take what the sheet says where another value is on record.")))
@click.option("--add-people", is_flag=True, help=_(N_("Add people that are not in organisation.yaml yet.")))
@click.option("--add-channels", is_flag=True, help=_(N_("Add channels, too.")))
@click.option("--add-functions", is_flag=True, help=_(N_("Add functions, too.")))
@options.framework_option()
@options.format_option("text", "json")
@options.language_option()
@options.quiet_option()
def command(org: str | None, files: tuple[Path, ...], templates: Path | None, yes: bool, period: Period | None, day: datetime.date | None, rater: str,
            status: str, replace: bool, add_people: bool, add_channels: bool, add_functions: bool, framework: str | None, form: str, lang: str | None,
            quiet: bool) -> int:
    if templates is not None:
        return _write_templates(templates, org, framework, lang, quiet=quiet)
    if org is None or not files:
        raise click.UsageError(screen_language().gettext(N_("name the organisation's folder and the sheets: cxgov import ORG FILE…")))
    from cxgov.importing import Options, plan

    workspace = options.open_organisation(org, quiet=True, lang=lang, kinds=NEEDED)
    language = options.language_of(workspace, lang)
    wished = (("person", add_people), ("channel", add_channels), ("function", add_functions))
    made = plan(Path(org), workspace, files, Options(
        framework=_framework(workspace, framework), language=Language(language.code), day=day or options.today(), period=period, replace=replace,
        adding=frozenset(kind for kind, wish in wished if wish), rater=rater, agreed=status == "agreed"))
    written = yes and bool(made.edits)
    if written:
        root = Path(org)
        write_all({root / edit.path: edit.after for edit in made.edits},
                  {root / edit.path: None if edit.before is None else edit.before.encode("utf-8") for edit in made.edits})
    if form == "json":
        click.echo(json.dumps(as_data(made, language, written=written), ensure_ascii=False, indent=2))
    else:
        said = as_text(made, language, written=written)
        if not quiet and made.edits and not written:
            said += ["", language.gettext(N_("Nothing is written yet: the same command with --yes writes it."))]
        click.echo("\n".join(said))
        if made.problems and not (quiet and not made.refused):
            click.echo("\n" + describe_all(list(made.problems), language, limit=None), err=True)
    return INPUT_REFUSED if made.refused else 0


def as_text(made: Any, language: Language, *, written: bool) -> list[str]:
    """What is or would be written, by file: records, and the lines that change."""
    if made.refused:
        errors = sum(problem.severity is Severity.ERROR for problem in made.problems)
        return [language.say(counted(errors, N_("Nothing is written: {n} thing stands in the way."), N_("Nothing is written: {n} things stand in the way.")))]
    if not made.edits and made.empty:
        return [language.gettext(N_("Nothing is written on the sheets: nothing to take in."))]
    if not made.edits:
        return [language.gettext(N_("Everything is in already: nothing to change."))]
    lines = [language.say(counted(len(made.edits), N_("Written: {n} file"), N_("Written: {n} files")) if written else counted(
        len(made.edits), N_("Would be written: {n} file"), N_("Would be written: {n} files")))]
    for edit in made.edits:
        lines += ["", f"{edit.path}{'  ' + language.gettext(N_('(new file)')) if edit.before is None else ''}"]
        for change in made.changes:
            if change.path == edit.path:
                mark = "+" if change.new else "~"
                keys = "" if change.new else f": {', '.join(change.keys)}"
                lines.append(f"  {mark} {language.gettext(change.kind)} {change.id}{keys}")
        lines += [f"      {line}" for line in _excerpt(edit.before, edit.after, language)]
    return lines


def as_data(made: Any, language: Language, *, written: bool) -> dict[str, Any]:
    """The machine form of a plan."""
    return {
        "written": written, "refused": made.refused, "sheets": made.sheets,
        "files": [{"path": edit.path, "new": edit.before is None, "records": [
            {"kind": language.gettext(change.kind), "id": change.id, "new": change.new, "keys": list(change.keys)}
            for change in made.changes if change.path == edit.path]} for edit in made.edits],
        "problems": [{"code": problem.code, "severity": problem.severity.word, "file": problem.place.file, "line": problem.place.line,
                      "column": problem.place.column, "text": language.say(problem.text),
                      "remedy": language.say(problem.remedy) if problem.remedy else None} for problem in made.problems]}


def _excerpt(before: str | None, after: str, language: Language) -> list[str]:
    """The lines that go and come, with their numbers; the first dozen of them."""
    old, new = (before or "").splitlines(), after.splitlines()
    lines = []
    for tag, old_from, old_to, new_from, new_to in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            lines += [f"{number + 1:>4} - {old[number]}" for number in range(old_from, old_to)]
            lines += [f"{number + 1:>4} + {new[number]}" for number in range(new_from, new_to)]
    more = len(lines) - LINES_SHOWN
    shown = [printable(line, LINE_WIDTH) for line in lines[:LINES_SHOWN]]
    if more > 0:
        shown.append("     " + language.say(counted(more, N_("… and {n} more line"), N_("… and {n} more lines"))))
    return shown


def _framework(workspace: Workspace, name: str | None) -> Framework:
    name = name or workspace.organisation.frameworks[0]
    if name not in workspace.frameworks:
        raise Refused(message(N_("There is no framework '{name}'."), name=printable(name)), message(
            N_("known here: {words}"), words=", ".join(workspace.frameworks)))
    return workspace.frameworks[name]


def _write_templates(folder: Path, org: str | None, framework: str | None, lang: str | None, *, quiet: bool) -> int:
    """Writes the empty sheets; the tally has the practices of the organisation's framework, or of the one named."""
    from cxgov.importing import templates

    if org is not None:
        workspace = options.open_organisation(org, quiet=quiet, lang=lang, kinds=NEEDED)
        language, chosen = options.language_of(workspace, lang), _framework(workspace, framework)
    else:
        known = built_in_frameworks()
        name = framework or next(iter(known))
        if name not in known:
            raise Refused(message(N_("There is no framework '{name}'."), name=printable(name)), message(
                N_("known here: {words}"), words=", ".join(known)))
        language, chosen = screen_language(lang), known[name]
    practices = {practice.id: language.text(practice.short or practice.name) for practice in chosen.practices()}
    for name, text in templates(language, practices).items():
        click.echo(write(_free(folder / name), text))
    return 0


def _free(path: Path) -> Path:
    """Refuses to write over a sheet that may be filled in.

    Raises:
        Refused: if the file is there.
    """
    if path.exists():
        raise Refused(message(N_("'{path}' is there already and may be filled in."), path=path.as_posix()), message(N_("name an empty folder")))
    return path



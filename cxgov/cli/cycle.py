"""``cxgov cycle``: where the cycle stands, opening and closing its stages, and what is coming up."""

from __future__ import annotations

import datetime
import json
import re
import shlex
import shutil
import sys
from collections.abc import Sequence
from itertools import chain, count
from pathlib import Path
from types import TracebackType

import click

from cxgov.checks import latest_period
from cxgov.cli import options
from cxgov.cli.cycle_views import as_data, as_text, calendar_data, calendar_file, calendar_text
from cxgov.cli.failures import Refused
from cxgov.cli.options import DayType, _
from cxgov.cli.speech import screen_language
from cxgov.language import N_, Language, Message, message
from cxgov.loading import KINDS
from cxgov.loading.cycle_edits import new_cycle, with_stage
from cxgov.loading.edits import NotEditable
from cxgov.model import Cycle, Workspace
from cxgov.reviewing.agenda import agenda
from cxgov.reviewing.clock import clocks
from cxgov.reviewing.moves import Blocked, Move, closing, framework_of, opening
from cxgov.reviewing.passes import after, later
from cxgov.writing import write

NEEDED = frozenset(KINDS) - {"assessment"}
"""Kinds of file that the record of the cycle rests on; an answer sheet that nobody has filled in yet does not stand in its way."""
AHEAD = 12
"""Months ahead that are shown unless told otherwise."""


@click.group("cycle", help=_(N_("Show where the cycle stands; open and close its stages; print what is coming up.")))
def command() -> None:
    pass


@command.command("status", short_help=_(N_("Show where every stage stands today.")), help=_(N_("""Show where every stage of the cycle stands today: since when, by when, what its gate still lacks.

\b
Examples:
  cxgov cycle status examples/paczkownia
  cxgov cycle status examples/bank --as-of 2026-05-20
  cxgov cycle status . --format json
""")))
@options.organisation()
@options.today_option()
@options.format_option("text", "json")
@options.language_option()
@options.quiet_option()
def status(org: str, as_of: datetime.date | None, form: str, lang: str | None, quiet: bool) -> None:
    workspace = options.open_organisation(org, quiet=quiet, lang=lang, kinds=NEEDED)
    day = as_of or options.today()
    found, events = clocks(workspace, day), agenda(workspace, day, later(day, AHEAD))
    language = options.language_of(workspace, lang)
    if form == "json":
        click.echo(json.dumps(as_data(workspace, found, events, day, language), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(as_text(workspace, found, events, day, shlex.quote(org), language)))


@command.command("open", short_help=_(N_("Open a stage.")), help=_(N_("""Open STAGE of the cycle: write its start into the cycle's file.

A stage is opened when the one before is completed and has handed on every output of its gate in its current version, or with a
reason, which is recorded. After the last stage the first one begins a new cycle. Nothing else in the file changes.

\b
Examples:
  cxgov cycle open my-company S1
  cxgov cycle open my-company S3 --date 2026-10-05
  cxgov cycle open my-company S3 --reason "The board asked for standards first"
""")))
@options.organisation(required=True)
@click.argument("stage")
@click.option("--date", "day", type=DayType(), help=_(N_("Day it begins; by default today.")))
@click.option("--reason", help=_(N_("Why it is opened although something is missing.")))
@click.option("--cycle", help=_(N_("Id of the cycle; by default the one under way.")))
@click.option("--framework", help=_(N_("Framework id, where several have such a stage.")))
@click.option("--yes", "-y", is_flag=True, help=_(N_("Ask nothing; begin a new cycle where one is due.")))
@options.language_option()
@options.quiet_option()
def open_(org: str, stage: str, day: datetime.date | None, reason: str | None, cycle: str | None, framework: str | None, yes: bool, lang: str | None,
          quiet: bool) -> None:
    workspace = options.open_organisation(org, quiet=quiet, lang=lang, kinds=NEEDED)
    language = options.language_of(workspace, lang)
    with _Refusals(org, language):
        chosen, named, dimension = framework_of(workspace, stage, framework, cycle)
        move = opening(workspace, chosen, named, dimension, day or options.today(), dated=day is not None, reason=_clean(reason))
    if move.nothing:
        _say(N_("{stage} of {cycle} is open already: nothing to change."), move, language)
        return
    if move.cycle is None and not yes and sys.stdin.isatty():
        click.confirm(language.say(N_("No cycle is under way. Begin a new one?")), default=True, abort=True, err=True)
    name = _record(workspace, Path(org), move, language, quiet=quiet)
    click.echo(language.say(message(N_("{stage} “{title}” of {cycle} is open from {day}."), stage=move.stage.id, title=move.stage.name, cycle=name,
                                    day=move.started)))
    if move.inputs:
        click.echo(language.say(message(N_("Taken over: {items}"), items=", ".join(f"{item.id} ({item.version})" for item in move.inputs))))


@command.command("close", short_help=_(N_("Close a stage.")), help=_(N_("""Close STAGE of the cycle: write its end and what it hands on into the cycle's file.

A stage is closed when it hands on every output of its gate, or with a reason, which is recorded. Without =VERSION an output
gets the next version after the one on record; one carried over unchanged is named with its old version.

\b
Examples:
  cxgov cycle close my-company S1 --output touchpoint-inventory --output expectation-catalogue=2
  cxgov cycle close my-company S5 --date 2026-12-11 --reason "Loops with suppliers stay open"
""")))
@options.organisation(required=True)
@click.argument("stage")
@click.option("--date", "day", type=DayType(), help=_(N_("Day it was completed; by default today.")))
@click.option("--output", "outputs", multiple=True, metavar="ID[=VERSION]", help=_(N_("An output it hands on; may be given several times.")))
@click.option("--reason", help=_(N_("Why it is closed although something is missing.")))
@click.option("--cycle", help=_(N_("Id of the cycle; by default the one under way.")))
@click.option("--framework", help=_(N_("Framework id, where several have such a stage.")))
@options.language_option()
@options.quiet_option()
def close(org: str, stage: str, day: datetime.date | None, outputs: tuple[str, ...], reason: str | None, cycle: str | None, framework: str | None,
          lang: str | None, quiet: bool) -> None:
    workspace = options.open_organisation(org, quiet=quiet, lang=lang, kinds=NEEDED)
    language = options.language_of(workspace, lang)
    with _Refusals(org, language):
        chosen, named, dimension = framework_of(workspace, stage, framework, cycle)
        move = closing(workspace, chosen, named, dimension, day or options.today(), _versions(outputs), dated=day is not None, reason=_clean(reason))
    if move.nothing:
        _say(N_("{stage} of {cycle} is closed already: nothing to change."), move, language)
        return
    name = _record(workspace, Path(org), move, language, quiet=quiet)
    if move.completed:
        click.echo(language.say(message(N_("{stage} “{title}” of {cycle} is completed on {day}."), stage=move.stage.id, title=move.stage.name, cycle=name,
                                        day=move.completed)))
    if move.outputs:
        click.echo(language.say(message(N_("Handed on: {items}"), items=", ".join(f"{item.id} ({item.version})" for item in move.outputs))))


@command.command("calendar", short_help=_(N_("Print what is coming up.")), help=_(N_("""Print what is coming up: meetings, decisions, stages, initiatives, targets, deadlines.

For people it begins today. Where the latest assessed period ended more than a year ago, and in every other form, it begins
the day after that period. As iCalendar (RFC 5545) for Outlook, Google and Apple: reading the file again changes entries and
adds none; a meeting is one entry per week, month, quarter …, as often as the body meets, also when its day moves.

\b
Examples:
  cxgov cycle calendar my-company
  cxgov cycle calendar my-company --from 2026-10-01 --to 2026-12-31
  cxgov cycle calendar my-company --format ics > cx.ics
""")))
@options.organisation()
@click.option("--from", "start", type=DayType(), help=_(N_("First day; by default today or, in a file, the day after the latest assessed period.")))
@click.option("--to", "end", type=DayType(), help=_(N_("Last day; by default a year later.")))
@options.format_option("text", "ics", "json")
@options.language_option()
@options.quiet_option()
def calendar(org: str, start: datetime.date | None, end: datetime.date | None, form: str, lang: str | None, quiet: bool) -> None:
    workspace = options.open_organisation(org, quiet=quiet, lang=lang)
    language = options.language_of(workspace, lang)
    first = start or _first_day(workspace, people=form == "text")
    last = end or later(first, AHEAD)
    if last < first:
        raise click.BadParameter(language.say(message(N_("the last day, {last}, lies before the first, {first}"), last=last, first=first)), param_hint="--to")
    events = [event for event in agenda(workspace, first, last) if event.day >= first]
    if form == "json":
        click.echo(json.dumps(calendar_data(workspace, events, language), ensure_ascii=False, indent=2))
    elif form == "ics":
        click.echo(calendar_file(workspace, events, language), nl=False)  # bytes: line ends are part of the format
    else:
        # A file or a pipe has no edge at which a name would have to break.
        columns = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
        click.echo("\n".join(calendar_text(workspace, events, first, last, language, columns)))


class _Refusals:
    """Turns what stands in the way into a refusal with every way out; the organisation's folder is put where it belongs."""

    def __init__(self, org: str, language: Language) -> None:
        self._org, self._language = org, language

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        del kind, trace
        if isinstance(error, Blocked):
            text = [self._said(error.text), *(f"  - {self._said(detail)}" for detail in error.details)]
            ways = [self._said(way) for way in error.ways_out]
            raise Refused(_as_is("\n".join(text)), _as_is("\n  = ".join(ways)) if ways else None) from None

    def _said(self, said: Message) -> str:
        return self._language.say(Message(said.text, {**said.values, "org": shlex.quote(self._org)}, said.plural, said.n))


def _as_is(text: str) -> Message:
    return Message("{text}", {"text": text})


def _clean(reason: str | None) -> str | None:
    """A reason in one line; a blank one is none."""
    return " ".join(reason.split()) or None if reason else None


def _versions(outputs: Sequence[str]) -> dict[str, int | None]:
    """Reads ``ID[=VERSION]``.

    Raises:
        click.BadParameter: if a version is no number from 1 on.
    """
    found: dict[str, int | None] = {}
    for given in outputs:
        name, sign, version = given.partition("=")
        if sign and not re.fullmatch("[1-9][0-9]{0,8}", version):
            raise click.BadParameter(screen_language().say(message(
                N_("'{given}': a version is a whole number from 1 on, for example {example}"), given=given, example=f"{name}=2")), param_hint="--output")
        found[name] = int(version) if sign else None
    return found


def _record(workspace: Workspace, org: Path, move: Move, language: Language, *, quiet: bool) -> str:
    """Writes a move into the cycle's file, or into that of a new cycle; returns the cycle's id."""
    path, name, text = _file(workspace, org, move.cycle) if move.cycle else _new(workspace, org, move)
    order = [d.id for d in move.framework.dimensions]
    try:
        changed = with_stage(text, move.stage.id, order, started=move.started, completed=move.completed, inputs=move.inputs, outputs=move.outputs,
                             reason=move.reason)
    except NotEditable:
        raise Refused(message(N_("'{path}' is written in a way in which stage {stage} cannot be changed safely; nothing was written."),
                              path=path.as_posix(), stage=move.stage.id), message(N_("change it by hand: {lines}"), lines=_by_hand(move))) from None
    write(path, changed)
    if not quiet:
        click.echo(language.say(message(N_("written: {path}"), path=path.as_posix())), err=True)
        if move.needless:
            click.echo(language.say(N_("The reason was not recorded: nothing asks for one.")), err=True)
    return name


def _file(workspace: Workspace, org: Path, cycle: Cycle) -> tuple[Path, str, str]:
    shown = workspace.places.file(cycle)
    path = org / Path(shown).relative_to(workspace.name) if shown.startswith(f"{workspace.name}/") else org / shown
    return path, cycle.id, path.read_bytes().decode("utf-8")  # line ends and a byte order mark stay as they are


def _new(workspace: Workspace, org: Path, move: Move) -> tuple[Path, str, str]:
    year = (move.started or move.completed or options.today()).year
    taken = {cycle.id for cycle in workspace.cycles}
    names = (f"{year}{ending}" for ending in chain([""], (f"-{number}" for number in count(2))))
    free = next(name for name in names if f"cycle-{name}" not in taken and not (org / "cycles" / f"{name}.yaml").exists())
    path, name = org / "cycles" / f"{free}.yaml", f"cycle-{free}"
    schema = Path(".cxgov/schemas/cycle.json")
    return path, name, new_cycle(name, move.last, move.framework.id, f"../{schema.as_posix()}" if (org / schema).is_file() else None)


def _by_hand(move: Move) -> str:
    """What belongs into the record, as one line of YAML."""
    days = [f"{key}: {day}" for key, day in (("started", move.started), ("completed", move.completed)) if day]
    lists = [f"{key}: [{', '.join(f'{{id: {item.id}, version: {item.version}}}' for item in items)}]"
             for key, items in (("inputs", move.inputs), ("outputs", move.outputs)) if items]
    return "{" + ", ".join([f"stage: {move.stage.id}", *days, *lists, *(["reason: …"] if move.reason else [])]) + "}"


def _say(text: str, move: Move, language: Language) -> None:
    click.echo(language.say(message(text, stage=move.stage.id, cycle=move.cycle.id if move.cycle else "")))


def _first_day(workspace: Workspace, *, people: bool) -> datetime.date:
    """Where the calendar begins: the day after the latest assessed period or, for people in the year after it, today.

    A file must not depend on the day it was written; and of files that end years ago the calendar that followed them is of interest.

    Raises:
        click.UsageError: if there is no period.
    """
    period = latest_period(workspace)
    if period is None:
        raise click.UsageError(screen_language().gettext(N_("nothing has a period yet; name the first day with --from")))
    first = after(period.end, 1)
    today = options.today() if people else first
    return today if first <= today <= later(first, AHEAD) else first

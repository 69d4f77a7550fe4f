"""``cxgov handout``: the workshop set as PDF and HTML."""

from __future__ import annotations

import datetime
import time
from base64 import b64encode
from pathlib import Path

import click

from cxgov.cli import options
from cxgov.cli.failures import Refused
from cxgov.cli.options import _
from cxgov.cli.progress import Progress
from cxgov.cli.report import Formats
from cxgov.cli.speech import screen_language
from cxgov.language import N_, Language, counted, message
from cxgov.loading import built_in_frameworks
from cxgov.loading.files import read_bytes
from cxgov.model import Framework, Workspace
from cxgov.problems import printable
from cxgov.writing import sweep, write

LENGTHS = ("one-day", "half-day", "two-hours")
AUDIENCES = ("participants", "facilitator", "wall")
LOGO_BYTES = 2 << 20
PICTURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


@click.command("handout", help=_(N_("""Print the workshop set for WHAT: the folder of an organisation, or a framework.

Each piece is a file of its own in --out. The same --seed gives the same exercises and answer keys.

\b
Examples:
  cxgov handout cem-cycle --lang en
  cxgov handout examples/paczkownia --set half-day --people 16 --for participants
  cxgov handout my-company --only canvas-journey --fillable
""")))
@click.argument("what", default="cem-cycle")
@click.option("--set", "length", type=click.Choice(LENGTHS), default="one-day", show_default=True, help=_(N_("How long the workshop is.")))
@click.option("--for", "audiences", type=click.Choice(AUDIENCES), multiple=True, help=_(N_("For whom; may be repeated; by default for all.")))
@click.option("--only", "names", multiple=True, help=_(N_("A single piece by name; may be repeated; --list shows the names.")))
@click.option("--list", "listing", is_flag=True, help=_(N_("List the pieces of the set and write nothing.")))
@click.option("--people", type=click.IntRange(8, 24), default=12, show_default=True, help=_(N_("Number of participants.")))
@click.option("--group", "groups", multiple=True, help=_(N_("Name of a group of three to six; repeat it for each.")))
@click.option("--date", "day", type=options.DayType(), help=_(N_("Day of the workshop.")))
@click.option("--start", type=click.DateTime(("%H:%M",)), default="9:00", show_default=True, metavar="HH:MM", help=_(N_("When it begins.")))
@click.option("--venue", default="", help=_(N_("Where it takes place.")))
@click.option("--trainer", default="", help=_(N_("Who leads it.")))
@click.option("--logo", type=click.Path(dir_okay=False, path_type=Path), help=_(N_("A PNG or JPEG picture for the head of the pieces.")))
@click.option("--seed", type=click.IntRange(0, 999_999), default=1, show_default=True, help=_(N_("Another number gives other exercises.")))
@click.option("--level", "difficulty", type=click.Choice(("easy", "medium", "hard")), default="medium", show_default=True, help=_(N_("How hard the exercises are.")))
@click.option("--paper", type=click.Choice(("a3", "a4")), default="a3", show_default=True, help=_(N_("Paper of the canvases.")))
@click.option("--fillable", is_flag=True, help=_(N_("Make PDFs whose fields can be filled in on screen.")))
@click.option("--format", "formats", type=Formats(), default="pdf", show_default=True, help=_(N_("html, pdf, or both.")))
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=Path("handouts"), show_default=True, help=_(N_("Folder to write to.")))
@options.language_option()
@options.framework_option()
@options.quiet_option()
def command(what: str, length: str, audiences: tuple[str, ...], names: tuple[str, ...], listing: bool, people: int, groups: tuple[str, ...],
            day: datetime.date | None, start: datetime.datetime, venue: str, trainer: str, logo: Path | None, seed: int, difficulty: str, paper: str, fillable: bool,
            formats: tuple[str, ...], out: Path, lang: str | None, framework: str | None, quiet: bool) -> None:
    from cxgov.handouts import PIECES, Workshop, chosen, document, file_stem

    workspace, framework_ = _subject(what, framework, lang=lang, quiet=quiet)
    language = options.language_of(workspace, lang) if workspace else screen_language(lang)
    named = _groups(groups, people)
    workshop = Workshop(
        language=Language(language.code), framework=framework_, workspace=workspace, length=length, people=people, named_groups=named,  # type: ignore[arg-type]  # click has seen to the words
        day=day, start=start.time(), venue=venue, trainer=trainer, logo=_picture(logo) if logo else None, seed=seed, difficulty=difficulty,  # type: ignore[arg-type]  # as above
        small=paper == "a4", form=fillable)
    unknown = [name for name in names if name not in PIECES]
    if unknown:
        raise Refused(message(N_("There is no piece '{name}'."), name=printable(unknown[0])), message(
            N_("known here: {words}"), words=", ".join(PIECES)))
    pieces = chosen(workshop, audiences, names)  # type: ignore[arg-type]  # as above
    if listing:
        width = max((len(piece.name) for piece in pieces), default=0)
        for piece in pieces:
            click.echo(f"{piece.name:<{width}}  {language.gettext(piece.title)}")
        return
    sweep(out, time.time())
    with Progress(len(pieces), quiet=quiet) as progress:
        # What counts the pages of all the others comes last.
        for piece in sorted(pieces, key=lambda piece: piece.counts):
            progress.step(piece.name)
            made = document(workshop, piece, pdf="pdf" in formats)
            if made is None:
                continue
            stem = file_stem(piece, language.code)
            if "html" in formats:
                click.echo(write(out / f"{stem}.html", made.html))
            if made.pdf is not None:
                click.echo(write(out / f"{stem}.pdf", made.pdf))
            if made.folded is not None:
                click.echo(write(out / f"{stem}-folded.pdf", made.folded))


def _subject(what: str, framework: str | None, *, lang: str | None, quiet: bool) -> tuple[Workspace | None, Framework]:
    """The organisation and the framework that WHAT names; a folder goes before a framework of the same name."""
    built_in = built_in_frameworks()
    if not Path(what).exists() and what in built_in:
        return None, built_in[what]
    workspace = options.open_organisation(what, quiet=quiet, lang=lang)
    name = framework or workspace.organisation.frameworks[0]
    if name not in workspace.frameworks:
        raise Refused(message(N_("There is no framework '{name}'."), name=printable(name)), message(
            N_("known here: {words}"), words=", ".join(workspace.frameworks)))
    return workspace, workspace.frameworks[name]


def _groups(names: tuple[str, ...], people: int) -> tuple[str, ...]:
    """The names of the groups as given, where so many people can be put in so many groups."""
    from cxgov.handouts.workshop import LEAST_IN_GROUP, MOST_IN_GROUP, group_limits

    told = tuple(" ".join(name.split()) for name in names)
    if not told:
        return ()
    if not all(told):
        raise Refused(message(N_("A group has an empty name.")), message(N_("give each group its name with --group, or none at all")))
    twice = next((name for at, name in enumerate(told) if name.casefold() in {other.casefold() for other in told[:at]}), None)
    if twice is not None:
        raise Refused(message(N_("Two groups are called '{name}'."), name=printable(twice)), message(N_("give each group a name of its own")))
    least, most = group_limits(people)
    if not least <= len(told) <= most:
        remedy = message(N_("name {n} groups of {least} to {most} people, or none at all"), n=str(least), least=LEAST_IN_GROUP, most=MOST_IN_GROUP) if least == most else message(
            N_("name {fewest} to {n} groups of {least} to {most} people, or none at all"), fewest=least, n=str(most), least=LEAST_IN_GROUP, most=MOST_IN_GROUP)
        raise Refused(counted(len(told), N_("{n} group does not fit {people} people."), N_("{n} groups do not fit {people} people."), people=people), remedy)
    return told


def _picture(path: Path) -> str:
    """A picture as ``data:`` URI."""
    data, problem = read_bytes(path, printable(str(path)), LOGO_BYTES)
    if data is None:
        raise Refused(problem.text if problem else message(N_("'{path}' cannot be read"), path=printable(str(path))))
    kind = next((kind for head, kind in PICTURES.items() if data.startswith(head)), None)
    if kind is None:
        raise Refused(message(N_("'{path}' is no PNG or JPEG picture"), path=printable(str(path))))
    return f"data:{kind};base64,{b64encode(data).decode('ascii')}"

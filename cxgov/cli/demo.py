"""``cxgov demo``: an example organisation and its report, to see what comes out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cxgov import resources
from cxgov.cli import options
from cxgov.cli.failures import INPUT_REFUSED, Refused
from cxgov.cli.options import _
from cxgov.cli.report import make
from cxgov.cli.speech import screen_language
from cxgov.language import LANGUAGES, N_, Language, message
from cxgov.loading import load_workspace
from cxgov.writing import write

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable  # noqa: TID251 - the type alone

LOOK_AT = {
    "paczkownia": N_("the wheel on the cover: stage 2 hangs open and limits the three stages after it, although measuring is strong"),
    "bank": N_("the ownership map: a mature programme in which one person answers for nearly everything"),
    "piekarnia": N_("the indicators beside the profile: little on paper, customers content"),
}


@click.command("demo", help=_(N_("""Write an example organisation and its report to a folder.

\b
Examples:
  cxgov demo
  cxgov demo bank --lang en --out try-it
""")))
@click.argument("example", type=click.Choice(sorted(LOOK_AT)), default="paczkownia")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=Path("cxgov-demo"), show_default=True,
              help=_(N_("Folder to write to.")))
@click.option("--lang", type=click.Choice(LANGUAGES), help=_(N_("Language; by default the organisation's first.")))
@options.quiet_option()
@click.option("--yes", "-y", is_flag=True, help=_(N_("Write over what was changed.")))
def command(example: str, out: Path, lang: str | None, quiet: bool, yes: bool) -> int:
    known = resources.examples()
    if example not in known:
        raise Refused(message(N_("There is no example '{name}'."), name=example))
    folder = out / example
    if not yes and (changed := edited(known[example], folder)):
        raise Refused(message(N_("'{path}' has been changed; nothing was written."), path=str(changed)), message(
            N_("choose another folder with --out, or write over it with --yes")))
    copy(known[example], folder)
    workspace = load_workspace(folder)
    language = options.language_of(workspace, lang) if lang else screen_language(lang)
    written, complete = make(workspace, _formats(language, quiet=quiet), out, lang=lang, quiet=quiet)
    click.echo(language.say(message(N_("Organisation: {path}"), path=str(folder))))
    for path in written:
        click.echo(language.say(message(N_("Report:       {path}"), path=str(path))))
    if not quiet:
        click.echo(language.say(message(N_("Look at {what}."), what=message(LOOK_AT[example]))))
        click.echo(language.say(message(N_("Then try: cxgov check {path}; cxgov explain {path} index"), path=str(folder))))
    return 0 if complete else INPUT_REFUSED


def edited(source: Traversable, target: Path) -> Path | None:
    """The first file of an example that stands in ``target`` with other content; ``None`` when there is none."""
    for entry in sorted(source.iterdir(), key=lambda entry: entry.name):
        place = target / entry.name
        if entry.is_dir():
            found = edited(entry, place) if place.is_dir() else None
            if found:
                return found
        elif place.is_file() and place.read_bytes() != entry.read_bytes():
            return place
    return None


def copy(source: Traversable, target: Path) -> None:
    """Copies the files of an example; what is there already is replaced, file by file.

    Raises:
        WritingFailed: if a file cannot be written.
    """
    for entry in sorted(source.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            if not entry.name.startswith(("__", ".")):
                copy(entry, target / entry.name)
        elif entry.name.endswith((".yaml", ".md", ".csv")):
            write(target / entry.name, entry.read_bytes())


def _formats(language: Language, *, quiet: bool) -> tuple[str, ...]:
    """HTML always; PDF where the machine can."""
    from cxgov.cli.doctor import pdf_gap

    if pdf_gap() is None:
        return ("html", "pdf")
    if not quiet:
        click.echo(language.gettext(N_("No PDF: this machine lacks its system libraries. `cxgov doctor` says what to install.")), err=True)
    return ("html",)

"""In which language the screen speaks, and how it corrects a mistyped command."""

from __future__ import annotations

import gettext
import os
from typing import Literal, NoReturn

import click

from cxgov import resources
from cxgov.language import LANGUAGES, N_, Language, message

_said: dict[str, str] = {}
"""What this run was told of its language: ``chosen`` by ``--lang``, ``organisation`` by the files."""


def speak(which: Literal["chosen", "organisation"], code: str | None) -> None:
    """Notes a language for everything that is said from here on, errors included; ``None`` forgets it."""
    _said.pop(which, None)
    if code:
        _said[which] = code


def screen_language(chosen: str | None = None, organisation: tuple[str, ...] = ()) -> Language:
    """Chooses the language of screen output.

    ``--lang``, then the environment variable ``CXGOV_LANG``, then the organisation's first language, then the
    terminal's locale, then English. Files and reports never depend on the environment. What `speak` noted serves where
    nothing is given: a refusal speaks as the result would have done.
    """
    for code in (chosen or _said.get("chosen"), os.environ.get("CXGOV_LANG"), *organisation[:1], _said.get("organisation"), _of_the_terminal()):
        if code in LANGUAGES:
            return Language(str(code))
    return Language("en")


def speak_click() -> None:
    """Lets click's own words ("Usage", "Options") come from our catalogue."""
    code = screen_language().code
    if code == "en":
        return
    os.environ["LANGUAGE"] = code
    gettext.bindtextdomain("cxgov", resources.catalogue_folder())
    gettext.textdomain("cxgov")


def speak_usage(command: click.Command) -> None:
    """Says the usage line of a command, and of those below it, in the screen's language: click does not look it up."""
    language = screen_language()
    command.options_metavar = language.gettext(N_("[OPTIONS]"))
    if isinstance(command, click.Group):
        command.subcommand_metavar = language.gettext(N_("COMMAND [ARGS]..."))
        for inner in command.commands.values():
            speak_usage(inner)


def unknown_command(ctx: click.Context, name: str, known: list[str]) -> NoReturn:
    """Refuses a command that does not exist and names the nearest.

    Raises:
        click.UsageError: always.
    """
    import difflib

    close = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    text = message(N_("There is no command '{name}'. Did you mean '{close}'?"), name=name, close=close[0]) if close else message(
        N_("There is no command '{name}'."), name=name)
    raise click.UsageError(screen_language().say(text), ctx)


def _of_the_terminal() -> str | None:
    value = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return value[:2].lower() or None

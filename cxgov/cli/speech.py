"""In which language the screen speaks, and how it corrects a mistyped command."""

from __future__ import annotations

import gettext
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
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
    """Lets click's own words ("Usage", "Error: Invalid value for") come from our catalogue, in the language that is spoken now."""
    # The standard library looks at this variable each time; English has no catalogue and stays as it is.
    os.environ["LANGUAGE"] = screen_language().code
    gettext.bindtextdomain("cxgov", resources.catalogue_folder())
    gettext.textdomain("cxgov")


@contextmanager
def click_as_it_was() -> Iterator[None]:
    """Undoes what `speak_click` did to the environment."""
    before = os.environ.get("LANGUAGE")
    try:
        yield
    finally:
        if before is None:
            os.environ.pop("LANGUAGE", None)
        else:
            os.environ["LANGUAGE"] = before


def heard(arguments: Sequence[str]) -> bool:
    """Learns the language from the arguments: the one they ask for, else that of the organisation they name or that lies in the current folder.

    For refusals that come before the organisation is opened: they are to speak as everything after them would have done.

    Returns:
        Whether that is another language than the one spoken so far; never where a language was chosen or the organisation is known.
    """
    if _said or os.environ.get("CXGOV_LANG") in LANGUAGES:
        return False
    from cxgov.loading import load

    spoken = screen_language().code
    asked = next((code for option, code in zip(arguments, [*arguments[1:], ""], strict=True) if option == "--lang"), None) or next(
        (argument.removeprefix("--lang=") for argument in arguments if argument.startswith("--lang=")), None)
    if asked in LANGUAGES:
        speak("chosen", asked)
        return screen_language().code != spoken
    place = next((argument for argument in (*arguments, ".") if _holds_organisation(argument)), None)
    if place is None:
        return False
    speak("organisation", load(place, kinds=frozenset({"organisation"})).language)
    return screen_language().code != spoken


def _holds_organisation(argument: str) -> bool:
    try:
        return Path(argument, "organisation.yaml").is_file()
    except (OSError, ValueError):
        return False


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

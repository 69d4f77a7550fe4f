"""Options and arguments that several commands share, and how an organisation is opened from the command line."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import Any, TypeVar

import click

from cxgov.cli.progress import Progress
from cxgov.cli.speech import screen_language, speak
from cxgov.language import LANGUAGES, N_, Language, message
from cxgov.loading import InvalidInput, load
from cxgov.model import Period, Workspace, parse_period
from cxgov.problems import Problem, Severity, describe_all

DAY_FIRST = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
"""A day as it is written in Polish; with full stops it is day first everywhere."""

F = TypeVar("F", bound=Callable[..., Any])


def _(text: str) -> str:
    return screen_language().gettext(text)


class PeriodType(click.ParamType):  # type: ignore[type-arg]  # generic in new versions of click only
    """``2026-Q3``, ``2026-07``, ``2026-H1`` or ``2026``."""

    name = "period"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Period:
        if isinstance(value, Period):
            return value
        try:
            return parse_period(str(value))
        except ValueError:
            self.fail(screen_language().say(message(N_("'{value}' is no period; write 2026-Q3, 2026-07, 2026-H1 or 2026"), value=str(value))), param, ctx)


class DayType(click.ParamType):  # type: ignore[type-arg]  # generic in new versions of click only
    """A day, ``2026-09-30`` or ``30.09.2026``."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime.date:
        if isinstance(value, datetime.date):
            return value
        written = DAY_FIRST.fullmatch(str(value))
        try:
            if written:
                return datetime.date(int(written[3]), int(written[2]), int(written[1]))
            return datetime.date.fromisoformat(str(value))
        except ValueError:
            self.fail(screen_language().say(message(N_("'{value}' is no date; write year-month-day: 2026-09-30"), value=str(value))), param, ctx)


def organisation(*, required: bool = False) -> Callable[[F], F]:
    """The argument ORG: the organisation's folder; the current one where it may be left out."""
    return click.argument("org", type=click.Path(), required=required, default=None if required else ".")


def _speak(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    speak("chosen", value)
    return value


def language_option() -> Callable[[F], F]:
    """``--lang``."""
    return click.option("--lang", type=click.Choice(LANGUAGES), is_eager=True, callback=_speak, help=_(N_("Language; by default the organisation's first.")))


def period_option() -> Callable[[F], F]:
    """``--period``."""
    return click.option("--period", type=PeriodType(), help=_(N_("Period, such as 2026-Q3; by default the latest assessed.")))


def as_of_option() -> Callable[[F], F]:
    """``--as-of``."""
    return click.option("--as-of", type=DayType(), help=_(N_("Day to judge ages and deadlines by; by default the period's last.")))


def today_option() -> Callable[[F], F]:
    """``--as-of`` of the two commands that look at the clock."""
    return click.option("--as-of", type=DayType(), help=_(N_("Day to look at; by default today.")))


def today() -> datetime.date:
    """The day it is where the user is."""
    return datetime.datetime.now().astimezone().date()


def framework_option() -> Callable[[F], F]:
    """``--framework``."""
    return click.option("--framework", help=_(N_("Framework id; by default the organisation's first.")))


def unit_option() -> Callable[[F], F]:
    """``--unit``."""
    return click.option("--unit", help=_(N_("Unit id; by default the organisation as a whole.")))


def format_option(*formats: str) -> Callable[[F], F]:
    """``--format`` with the first one as default."""
    return click.option("--format", "form", type=click.Choice(formats), default=formats[0], show_default=True, help=_(N_("Form of the output.")))


def quiet_option() -> Callable[[F], F]:
    """``--quiet``."""
    return click.option("--quiet", "-q", is_flag=True, help=_(N_("Say nothing but the result.")))


def open_organisation(path: str, *, quiet: bool = False, lang: str | None = None, kinds: frozenset[str] | None = None) -> Workspace:
    """Loads the folder; warnings go to stderr.

    Args:
        path: the folder.
        quiet: say nothing but what refuses.
        lang: the language asked for.
        kinds: the kinds of file that are needed; others are left alone, whatever stands in them.

    Raises:
        InvalidInput: if a file cannot be used.
    """
    with Progress(quiet=quiet) as progress:
        loaded = load(path, progress.at, kinds=kinds)
    speak("organisation", loaded.language)
    if loaded.workspace is None:
        raise InvalidInput(loaded.problems)
    if loaded.problems and not quiet:
        click.echo(describe_all(loaded.problems, language_of(loaded.workspace, lang)), err=True)
    return loaded.workspace


def language_of(workspace: Workspace, lang: str | None) -> Language:
    """The language to print an organisation's results in."""
    return screen_language(lang, workspace.organisation.languages)


def check_unit(workspace: Workspace, unit: str | None) -> None:
    """Refuses a unit the organisation does not have.

    Raises:
        click.BadParameter: naming the nearest.
    """
    known = [u.id for u in workspace.organisation.units]
    if unit is not None and unit not in known:
        raise click.BadParameter(screen_language().say(message(
            N_("there is no unit '{unit}'; known: {known}"), unit=unit, known=", ".join(known) or "–")))


def failing(problems: list[Problem], limit: str) -> bool:
    """Whether a problem reaches the severity that makes a command fail."""
    least = Severity[limit.upper()]
    return any(problem.severity >= least for problem in problems)

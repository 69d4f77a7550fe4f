"""Every way a command can end that is not success: what is said and which exit code it has."""

from __future__ import annotations

import platform
import sys
import traceback
from pathlib import Path

import click

from cxgov.cli.speech import screen_language, speak_click, speak_usage
from cxgov.language import N_, Message, message

INPUT_REFUSED, WRONG_USE, OUR_FAULT, INTERRUPTED, PIPE_CLOSED = 1, 2, 70, 130, 141


class Refused(Exception):
    """The input cannot be used; the message says why and what to do."""

    def __init__(self, text: Message, remedy: Message | None = None) -> None:
        super().__init__(str(text))
        self.text, self.remedy = text, remedy


def exit_code(error: BaseException) -> int:
    """Tells the user what happened and returns the exit code."""
    language = screen_language()
    if isinstance(error, click.exceptions.Exit):
        return error.exit_code
    if isinstance(error, click.Abort | KeyboardInterrupt):
        _say(language.gettext(N_("Interrupted.")))
        return INTERRUPTED
    if isinstance(error, click.ClickException):
        # Whatever language was found since click spoke first: one message, one language.
        speak_click()
        if isinstance(error, click.UsageError) and error.ctx is not None:
            speak_usage(error.ctx.command)
        error.show()
        return error.exit_code
    if isinstance(error, BrokenPipeError):
        # Whoever read our output has had enough; the interpreter must not complain at exit.
        sys.stdout = None
        return PIPE_CLOSED
    if isinstance(error, SystemExit):
        return error.code if isinstance(error.code, int) else 1
    from cxgov.loading import InvalidInput
    from cxgov.problems import describe_all
    from cxgov.reviewing.on_file import NothingOnFile
    from cxgov.scoring import NothingToScore
    from cxgov.writing import WritingFailed

    if isinstance(error, InvalidInput):
        _say(describe_all(error.problems, language))
        return INPUT_REFUSED
    if isinstance(error, NothingToScore):
        known = ", ".join(str(period) for period in error.known) or language.gettext(N_("none"))
        _say(language.say(message(N_("There is no assessment of '{framework}' for {period}{unit}. Assessed periods: {known}."),
                                  framework=error.framework, period=str(error.period or "–"),
                                  unit=f", {error.unit}" if error.unit else "", known=known)))
        return INPUT_REFUSED
    if isinstance(error, NothingOnFile):
        _say(language.say(message(N_("Nothing is on file for {period}. Periods on file: {known}."), period=str(error.period),
                                  known=", ".join(str(period) for period in error.known) or language.gettext(N_("none")))))
        return INPUT_REFUSED
    if isinstance(error, Refused):
        _say(language.say(error.text))
        if error.remedy:
            _say("  = " + language.say(error.remedy))
        return INPUT_REFUSED
    if isinstance(error, WritingFailed):
        _say(language.say(error.reason))
        return INPUT_REFUSED
    if type(error).__name__ == "PdfUnavailable":
        _say(language.say(vars(error)["message"]))
        _say("  = " + language.gettext(N_("`cxgov doctor` says what to install; `--format html` needs none of it")))
        return INPUT_REFUSED
    _say(_bug_report(error))
    return OUR_FAULT


def _bug_report(error: BaseException) -> str:
    """What to paste into an issue; names and values of the user's files are left out."""
    import cxgov

    language = screen_language()
    ours = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
    return "\n".join([
        language.gettext(N_("This is a fault of cxgov, not of your files. Please report these lines; they hold none of your data:")),
        f"  cxgov {cxgov.__version__}, Python {platform.python_version()}, {platform.system()}",
        f"  {type(error).__name__}",
        *(f"  {line}" for line in ours[-8:])])


def _say(text: str) -> None:
    click.echo(text, err=True)

"""The command line: one module per command, no logic. Only this layer writes files and looks at the clock.

Commands are imported when they run; their names and short helps stand in a table here, so that ``cxgov --help`` and
completion import nothing else.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any

import click
from click.shell_completion import CompletionItem

from cxgov.cli.speech import screen_language, speak_click, speak_usage
from cxgov.language import N_

COMMANDS: dict[str, str] = {
    "init": N_("Start an organisation's folder."),
    "demo": N_("Write an example organisation and its report."),
    "status": N_("Say on one screen what needs attention today."),
    "check": N_("Check files and governance; say what is wrong and what to do."),
    "rules": N_("List the governance checks, or explain one."),
    "score": N_("Compute profile, index and level."),
    "measure": N_("Measure indicators from survey files and warehouse tables."),
    "source": N_("Look into a survey file and describe it."),
    "explain": N_("Say where a number comes from."),
    "compare": N_("Compare two periods; say what moved the index."),
    "whatif": N_("Rank the next steps; show the profile after them."),
    "report": N_("Write the report: HTML, PDF."),
    "handout": N_("Print the workshop set: guide, canvases, exercises, cards."),
    "import": N_("Take over what groups wrote: CSV sheets and filled-in PDFs."),
    "schema": N_("Print JSON Schemas of the files, for editors."),
    "cycle": N_("Show where the cycle stands; open and close its stages; print what is coming up."),
    "framework": N_("Show the maturity frameworks."),
    "ci": N_("Print a ready file for continuous integration."),
    "doctor": N_("Say what this machine lacks."),
}

MODULES = {"import": "import_"}
"""Commands whose name is a word of Python -> the name of their module."""

HELP = N_("""Customer experience governance and maturity as plain text.

An organisation is a folder of YAML files. cxgov checks it, scores it, explains every number and writes reports, in Polish
and English, without a network.

\b
  cxgov demo                        see an example and its report
  cxgov init my-company             start your own
  cxgov check my-company            what is wrong, and what to do
  cxgov report my-company           the report, as HTML and PDF
""")


class LazyGroup(click.Group):
    """A group that knows its commands' names and helps without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"cxgov.cli.{MODULES.get(cmd_name, cmd_name)}").command
        speak_usage(command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        language = screen_language()
        with formatter.section(language.gettext(N_("Commands"))):
            formatter.write_dl([(name, language.gettext(text)) for name, text in COMMANDS.items()])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        language = screen_language()
        found = [CompletionItem(name, help=language.gettext(text)) for name, text in COMMANDS.items() if name.startswith(incomplete)]
        return found + (click.Command.shell_complete(self, ctx, incomplete) if incomplete.startswith("-") else [])

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        from cxgov.cli.speech import unknown_command

        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            unknown_command(ctx, args[0], list(COMMANDS))
        return super().resolve_command(ctx, args)


def _print_version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if not value or ctx.resilient_parsing:
        return
    import cxgov

    click.echo(f"cxgov {cxgov.__version__}")
    ctx.exit()


def group() -> LazyGroup:
    """Builds the command group with helps in the screen's language."""
    language = screen_language()
    made = LazyGroup(
        "cxgov", help=language.gettext(HELP), no_args_is_help=True, context_settings={"help_option_names": ["-h", "--help"]},
        params=[click.Option(["--version"], is_flag=True, is_eager=True, expose_value=False, callback=_print_version,
                             help=language.gettext(N_("Show the version.")))],
        epilog=language.gettext(N_('Completion for bash: eval "$(_CXGOV_COMPLETE=bash_source cxgov)"; also zsh_source and fish_source.')))
    speak_usage(made)
    return made


def main(args: list[str] | None = None) -> None:
    """Runs cxgov and exits with its code.

    0 done; 1 input refused, or findings at or above the chosen severity; 2 wrong use; 70 a fault of cxgov; 130
    interrupted.
    """
    # A user's folder may hold any name; printing it must never fail.
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(run(args))


def run(args: list[str] | None = None) -> int:
    """Runs cxgov and returns its exit code."""
    from cxgov.cli import failures
    from cxgov.cli.speech import click_as_it_was, heard, speak

    speak("chosen", None)
    speak("organisation", None)
    color = False if os.environ.get("NO_COLOR") else None
    options: dict[str, Any] = {"color": color} if color is not None else {}

    def call() -> Any:
        speak_click()
        return group().main(args=args, prog_name="cxgov", standalone_mode=False, **options)

    with click_as_it_was():
        try:
            try:
                result = call()
            except click.UsageError:
                # Refused before the organisation was opened, so nothing was done yet: once more, in its language.
                if not heard(sys.argv[1:] if args is None else args):
                    raise
                result = call()
        except BaseException as error:  # noqa: BLE001 - every way out ends in an exit code and words
            return failures.exit_code(error)
    return result if isinstance(result, int) else 0

"""``cxgov rules``: the governance checks and their documentation."""

from __future__ import annotations

import difflib
import json
import textwrap

import click

from cxgov.checks import RULES, Rule
from cxgov.checks.rule import GROUPS
from cxgov.cli import options
from cxgov.cli.failures import Refused
from cxgov.cli.options import _
from cxgov.cli.speech import screen_language
from cxgov.cli.tables import aligned
from cxgov.language import N_, Language, message
from cxgov.problems import severity_name

WIDTH = 100


@click.command("rules", help=_(N_("""List the governance checks, or explain the one named CODE.

\b
Examples:
  cxgov rules
  cxgov rules CXG-022 --lang pl
""")))
@click.argument("code", required=False)
@options.format_option("text", "json")
@options.language_option()
def command(code: str | None, form: str, lang: str | None) -> None:
    language = screen_language(lang)
    if code is None:
        chosen = list(RULES.values())
    elif (full := _full(code)) in RULES:
        chosen = [RULES[full]]
    else:
        close = difflib.get_close_matches(code.upper(), RULES, n=1, cutoff=0.5)
        raise Refused(message(N_("there is no check {code}"), code=code), message(N_("did you mean '{word}'?"), word=close[0]) if close else message(
            N_("`cxgov rules` lists them")))
    if form == "json":
        click.echo(json.dumps([as_data(rule, language) for rule in chosen], ensure_ascii=False, indent=2))
    elif code is None:
        click.echo("\n".join(listing(language)))
    else:
        click.echo("\n".join(documentation(chosen[0], language)))


def _full(code: str) -> str:
    """A code as it is written: ``22`` and ``cxg-22`` are CXG-022."""
    number = code.upper().removeprefix("CXG").lstrip("-")
    return f"CXG-{int(number):03}" if number.isdecimal() and len(number) <= 3 else code.upper()


def as_data(rule: Rule, language: Language) -> dict[str, object]:
    """The machine form of a rule."""
    return {
        "code": rule.code, "severity": rule.severity.word, "group": rule.group, "title": language.gettext(rule.title),
        "what": language.gettext(rule.what), "why": language.gettext(rule.why), "grounding": language.gettext(rule.grounding),
        "example": rule.example, "fix": language.gettext(rule.fix),
        "parameters": {name: {"default": p.default, "doc": language.gettext(p.doc)} for name, p in rule.parameters.items()},
    }


def listing(language: Language) -> list[str]:
    """All rules by group: code, severity, title."""
    lines: list[str] = []
    for group, name in GROUPS.items():
        rows = [[rule.code, language.gettext(severity_name(rule.severity)), language.gettext(rule.title)]
                for rule in RULES.values() if rule.group == group]
        if rows:
            lines += [language.gettext(name), *aligned(rows, indent="  "), ""]
    return lines[:-1]


def documentation(rule: Rule, language: Language) -> list[str]:
    """One rule for people: what it checks, why it matters, an example, how to fix it."""
    parts = [f"{rule.code}  {language.gettext(rule.title)}  ({language.gettext(severity_name(rule.severity))})", ""]
    for heading, text in ((N_("What it checks"), rule.what), (N_("Why it matters"), rule.why), (N_("Grounding"), rule.grounding)):
        parts += [language.gettext(heading), *_wrapped(language.gettext(text)), ""]
    parts += [language.gettext(N_("Example")), *textwrap.indent(textwrap.dedent(rule.example).strip("\n"), "    ").split("\n"), ""]
    parts += [language.gettext(N_("How to fix it")), *_wrapped(language.gettext(rule.fix))]
    if rule.parameters:
        rows = [[name, _shown(p.default, language), language.gettext(p.doc)] for name, p in rule.parameters.items()]
        parts += ["", language.gettext(N_("Parameters (under checks: in the organisation file)")), *aligned(rows, indent="  ")]
    return parts


def _shown(value: object, language: Language) -> str:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ", ".join(value) if isinstance(value, list | tuple) else str(value)
    return language.number(value, 2, trim=True)


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)

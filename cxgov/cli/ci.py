"""``cxgov ci``: ready files that run the checks where the organisation's files are changed."""

from __future__ import annotations

from string import Template

import click

import cxgov
from cxgov import resources
from cxgov.cli.options import _
from cxgov.cli.speech import speak
from cxgov.language import N_
from cxgov.loading import InvalidInput, load

NO_ORGANISATION = ("CX044", "CX045")
"""No such folder, and no organisation in it; what else may be wrong the printed file will tell."""
FILES = {"github": "github.yaml", "gitlab": "gitlab.yaml", "pre-commit": "pre-commit.yaml"}


@click.command("ci", help=_(N_("""Print a ready file that checks the organisation in folder ORG on every change.

\b
Examples:
  cxgov ci github . > .github/workflows/cxgov.yml
  cxgov ci gitlab my-company > .gitlab-ci.yml
  cxgov ci pre-commit . > .pre-commit-config.yaml
""")))
@click.argument("where", metavar="github|gitlab|pre-commit", type=click.Choice(tuple(FILES)))
@click.argument("org", type=click.Path(), default=".")
def command(where: str, org: str) -> None:
    loaded = load(org, kinds=frozenset({"organisation"}))
    speak("organisation", loaded.language)
    missing = [problem for problem in loaded.problems if problem.code in NO_ORGANISATION]
    if missing:
        raise InvalidInput(missing)
    text = resources.templates().joinpath("ci", FILES[where]).read_text(encoding="utf-8")
    click.echo(Template(text).substitute(org=quoted(org), version=cxgov.__version__), nl=False)


def quoted(path: str) -> str:
    """A folder's name as a word of a shell that also stands in a plain line of YAML."""
    plain = path and all(c.isalnum() or c in "._-/" for c in path) and not path.startswith("-")
    return path if plain else "'" + path.replace("'", "'\\''") + "'"

"""``cxgov schema``: JSON Schemas of the files, so that editors complete and check."""

from __future__ import annotations

import json
from pathlib import Path

import click

from cxgov.cli.options import _, quiet_option
from cxgov.language import N_
from cxgov.loading import KINDS, json_schema
from cxgov.writing import write


@click.command("schema", help=_(N_("""Print the JSON Schema of a file KIND; without KIND the list of kinds.

With --out every schema is written to a folder. An editor with a YAML language server uses it through a first line such as
"# yaml-language-server: $schema=.cxgov/schemas/kpis.json"; `cxgov init` writes both.

\b
Examples:
  cxgov schema assessment
  cxgov schema --out .cxgov/schemas
""")))
@click.argument("kind", required=False, type=click.Choice(list(KINDS)))
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help=_(N_("Folder to write all schemas to.")))
@quiet_option()
def command(kind: str | None, out: Path | None, quiet: bool) -> None:
    if out is not None:
        for path in write_schemas(out):
            if not quiet:
                click.echo(path, err=True)
    elif kind is None:
        click.echo("\n".join(KINDS))
    else:
        click.echo(text_of(kind), nl=False)


def text_of(kind: str) -> str:
    """One schema as text."""
    return json.dumps(json_schema(kind), ensure_ascii=False, indent=2) + "\n"


def write_schemas(folder: Path) -> list[Path]:
    """Writes every schema to a folder.

    Raises:
        WritingFailed: if a file cannot be written.
    """
    return [write(folder / f"{kind}.json", text_of(kind)) for kind in KINDS]

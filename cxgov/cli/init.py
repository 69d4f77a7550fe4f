"""``cxgov init``: a folder to start from, with the schemas beside it so that editors help."""

from __future__ import annotations

import datetime
import json
import re
import sys
import unicodedata
from pathlib import Path
from string import Template

import click

from cxgov import resources
from cxgov.cli import options
from cxgov.cli.failures import Refused
from cxgov.cli.options import PeriodType, _
from cxgov.cli.schema import write_schemas
from cxgov.cli.speech import screen_language
from cxgov.language import LANGUAGES, N_, Language, message
from cxgov.loading import built_in_frameworks
from cxgov.loading.files import read_bytes
from cxgov.model import Framework, Period, parse_period
from cxgov.problems import printable
from cxgov.writing import write

SCHEMAS = ".cxgov/schemas"
FRAMEWORK = "cem-cycle"
LEVELS = 3
"""So many folders around a new one are looked at for an organisation."""
MOST_BYTES = 1 << 20


@click.command("init", help=_(N_("""Start an organisation's folder DIR with all the files to fill in.

\b
Examples:
  cxgov init my-company
  cxgov init my-company --name "My Company" --rater "Anna Nowak" --lang en --period 2026-Q4 --yes
""")))
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--name", help=_(N_("Name of the organisation.")))
@click.option("--rater", help=_(N_("Name of the first person who rates.")))
@click.option("--period", type=PeriodType(), help=_(N_("Period to start with; by default the current quarter.")))
@click.option("--lang", type=click.Choice(LANGUAGES), help=_(N_("Language of the files.")))
@click.option("--yes", "-y", is_flag=True, help=_(N_("Ask nothing; take what is given or likely.")))
@options.quiet_option()
def command(folder: Path, name: str | None, rater: str | None, period: Period | None, lang: str | None, yes: bool, quiet: bool) -> None:
    if folder.exists() and any(folder.iterdir()):
        raise Refused(message(N_("'{path}' is not empty; nothing was written."), path=str(folder)), message(
            N_("name a folder that does not exist yet")))
    above = _organisation_above(folder)
    if above is not None:
        raise Refused(message(N_("'{path}' would lie inside the organisation in '{above}'; nothing was written."), path=printable(str(folder)), above=printable(str(above))),
                      message(N_("an organisation holds all files below its folder, so two of them break each other: name a folder beside it")))
    language = screen_language(lang)
    likely = folder.resolve().name.replace("-", " ").replace("_", " ").strip().capitalize() or "Organisation"
    name = _ask(language, N_("Name of the organisation"), name, likely, yes)
    rater = _ask(language, N_("Who rates first (name)"), rater, language.gettext(N_("CX lead")), yes)
    today = datetime.datetime.now(tz=datetime.UTC).date()
    when = period or parse_period(f"{today.year}-Q{(today.month + 2) // 3}")
    written = start(folder, name, rater, when, language.code, today if today in when else when.end)
    if not quiet:
        for path in written:
            click.echo(path)
        click.echo("\n" + _next_steps(folder, written, language), err=True)


def start(folder: Path, name: str, rater: str, period: Period, lang: str, day: datetime.date) -> list[Path]:
    """Writes the starter files.

    Args:
        folder: where to; made where it is missing.
        name: the organisation's name.
        rater: name of the first rater.
        period: the first period.
        lang: language of the files.
        day: day the files are dated with.

    Returns:
        The files to fill in, in the order in which to look at them.

    Raises:
        WritingFailed: if a file cannot be written.
    """
    values = {
        "id": slug(name, "organisation"), "name": _quoted(name), "rater": slug(rater, "rater"), "rater_name": _quoted(rater),
        "period": str(period), "year": str(period.end.year), "end": day.isoformat(), "lang": lang,
        "other": "en" if lang == "pl" else "pl", "target": str(period.shift(4)),
    }
    written = []
    for relative, text in _starter(lang):
        place = Path(Template(relative).substitute(values))
        depth = "../" * len(place.parent.parts)
        kind = re.search(r"^kind: (\w+)", text, re.MULTILINE)
        head = f"# yaml-language-server: $schema={depth}{SCHEMAS}/{kind[1]}.json\n" if kind else ""
        written.append(write(folder / place, head + Template(text).substitute(values)))
    framework = built_in_frameworks()[FRAMEWORK]
    place = Path(str(period), "assessments", f"{values['rater']}.yaml")
    written.append(write(folder / place, answer_sheet(framework, values, Language(lang))))
    write_schemas(folder / SCHEMAS)
    return written


def answer_sheet(framework: Framework, values: dict[str, str], language: Language) -> str:
    """An assessment to fill in: every practice with its question and levels, all answers still marked as comments."""
    say = language.gettext
    lines = [
        f"# yaml-language-server: $schema=../../{SCHEMAS}/assessment.json",
        "kind: assessment", f"framework: {framework.id}", f"framework_version: {framework.version}", f"period: {values['period']}",
        f"rater: {values['rater']}", "status: individual", f"date: {values['end']}", "",
        "# " + say(N_("Take the # away before a practice and write its level; leave what you cannot judge.")),
        "# " + say(N_("Short: S1.P1: 2. With evidence: S1.P1: {level: 2, evidence: [{ref: E-001, date: 2026-09-01}]}")),
        "# " + say(N_("Does not apply: S1.P1: {level: na, reason: …}")), "answers:",
    ]
    for dimension in framework.dimensions:
        lines += ["", f"  # ===== {dimension.id}  {language.text(dimension.name)}"]
        for practice in dimension.all_practices():
            lines += ["", f"  # {practice.id}  {language.text(practice.name)}", f"  # {language.text(practice.question)}"]
            lines += [f"  #   {level}  {language.text(text)}" for level, text in practice.levels.items()]
            lines.append(f"  #{practice.id}: ")
    return "\n".join(line.rstrip() for line in lines) + "\n"


def slug(name: str, fallback: str) -> str:
    """Makes an id of a name: small ASCII letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("ł", "l")).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or fallback


def _organisation_above(folder: Path) -> Path | None:
    """The nearest folder around a new one that is an organisation's, within the same repository."""
    for above in folder.resolve().parents[:LEVELS]:
        if any(_is_organisation(file) for pattern in ("*.yaml", "*.yml") for file in sorted(above.glob(pattern))):
            return above
        if (above / ".git").exists():
            break
    return None


def _is_organisation(file: Path) -> bool:
    data, _problem = read_bytes(file, str(file), MOST_BYTES)
    return data is not None and re.search(rb"^kind:[ \t]*[\"']?organisation\b", data, re.MULTILINE) is not None


def _starter(lang: str) -> list[tuple[str, str]]:
    folder = resources.templates().joinpath("starter", lang)
    names = ("organisation.yaml", "engagement.yaml", "journeys/journey.yaml", "kpis.yaml", "sources.yaml", "targets.yaml", "initiatives.yaml")
    places = {name: name for name in names} | {
        "cycle.yaml": "cycles/$year.yaml", "measurements.yaml": "$period/measurements.yaml", "decisions.yaml": "$period/decisions.yaml"}
    return [(place, folder.joinpath(*name.split("/")).read_text(encoding="utf-8")) for name, place in places.items()]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _ask(language: Language, question: str, given: str | None, likely: str, yes: bool) -> str:
    if given or yes or not sys.stdin.isatty():
        return given or likely
    answer: str = click.prompt(language.gettext(question), default=likely, err=True)
    return answer


def _next_steps(folder: Path, written: list[Path], language: Language) -> str:
    return language.say(message(N_("""Next:
  1. open {sheet} and answer (a # before a practice means: not answered yet)
  2. cxgov check {folder}
  3. cxgov score {folder}
  4. cxgov report {folder}"""), sheet=str(written[-1]), folder=str(folder)))

"""``cxgov source inspect``: what a survey file is, what its columns hold, and what to write about it."""

from __future__ import annotations

import datetime
import json
import textwrap
from collections.abc import Mapping
from typing import Any

import click

from cxgov.cli import options
from cxgov.cli.failures import Refused
from cxgov.cli.options import _
from cxgov.cli.speech import screen_language
from cxgov.cli.tables import aligned, width
from cxgov.language import N_, Language, Message, counted, message
from cxgov.measuring.files import UnreadableFile
from cxgov.measuring.files.headers import clean
from cxgov.measuring.inspecting.notes import in_words, sign_name
from cxgov.measuring.inspecting.proposals import item_of, propose
from cxgov.measuring.inspecting.yaml_text import comment
from cxgov.measuring.isolation import run
from cxgov.problems import printable

WIDTH = 100
MOST_COLUMNS = 60
"""Columns that the table on the screen shows; JSON has all."""
_NAME, _VALUE = 38, 16
_SECONDS = 300.0
_ROLES = {
    "date": N_("date"), "respondent": N_("respondent"), "identifier": N_("identifier"), "rating": N_("rating"), "yes_no": N_("yes/no"),
    "choice": N_("option chosen"),
    "category": N_("category"), "number": N_("number"), "text": N_("free text")}
_FORMATS = {
    "csv": N_("delimited text (CSV)"), "jsonl": N_("JSON lines"), "xlsx": N_("Excel workbook"), "parquet": N_("Parquet"), "sqlite": N_("SQLite database")}
_SURE = {"sure": "", "likely": N_("likely"), "unsure": N_("not sure")}

Facts = Mapping[str, Any]


@click.group("source", help=_(N_("Look at survey files and the sources that describe them.")))
def command() -> None:
    pass


@command.command("inspect", help=_(N_("""Look at the survey file FILE before it is described: what wrote it, what its columns hold, what to look out for,
and a source and indicators to paste into sources.yaml and kpis.yaml. Nothing is written.

\b
Examples:
  cxgov source inspect data/answers.csv
  cxgov source inspect data/answers.xlsx --sheet Form1 --lang pl
  cxgov source inspect data/answers.csv --format json
""")))
@click.argument("file", type=click.Path())
@click.option("--table", "--sheet", "table", help=_(N_("Table of a database, or sheet of a workbook.")))
@click.option("--encoding", help=_(N_("Encoding, such as cp1250, where it was not recognised rightly.")))
@click.option("--delimiter", help=_(N_("Delimiter, where it was not recognised rightly; \\t for a tab.")))
@options.format_option("text", "json")
@options.language_option()
def inspect(file: str, table: str | None, encoding: str | None, delimiter: str | None, form: str, lang: str | None) -> None:
    language = screen_language(lang)
    sign = {"\\t": "\t", "tab": "\t"}.get(delimiter, delimiter) if delimiter else None
    if sign is not None and len(sign) != 1:
        raise click.BadParameter(language.gettext(N_("a delimiter is one character")), param_hint="--delimiter")
    try:
        facts = run("cxgov.measuring.inspection:inspect", {"path": file, "table": table, "encoding": encoding, "delimiter": sign}, seconds=_SECONDS)
    except UnreadableFile as refused:
        place = printable(file, 200) + (f":{refused.line}" if refused.line else "")
        raise Refused(message(N_("{place}: {text}"), place=place, text=refused.text), refused.remedy) from None
    proposal = propose(facts, language)
    if form == "json":
        notes = [{**note, "text": language.say(in_words(note))} for note in facts["notes"]]
        click.echo(json.dumps({**facts, "notes": notes, "proposal": proposal}, ensure_ascii=False, indent=2))
        return
    click.echo("\n".join([*overview(facts, language), "", *columns(facts, language), "", *blocks(proposal, language)]))


def overview(facts: Facts, language: Language) -> list[str]:
    """What the file is, in a few lines, and what to look at."""
    rows = [[language.gettext(N_("File")), printable(facts["file"], 80)], [language.gettext(N_("Form")), _form(facts, language)],
            [language.gettext(N_("Written by")), _tool(facts, language)],
            [language.gettext(N_("Size")), language.say(counted(facts["records"], N_("{n} record, {columns} columns"), N_("{n} records, {columns} columns"),
                                                                     columns=len(facts["columns"])))]]
    if facts["date"]:
        rows.append([language.gettext(N_("Date")), _date(facts["date"], language)])
    if facts["respondent"]:
        rows.append([language.gettext(N_("Respondent")), printable(facts["respondent"])])
    indent = " " * (max(width(row[0]) for row in rows) + 2)
    lines = [part for line in aligned(rows) for part in textwrap.wrap(line, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)]
    if facts["notes"]:
        lines += ["", language.gettext(N_("To look at first"))]
        for note in facts["notes"]:
            lines += textwrap.wrap(language.say(in_words(note)), WIDTH - 4, initial_indent="  - ", subsequent_indent="    ", break_on_hyphens=False)
    return lines


def _form(facts: Facts, language: Language) -> str:
    parts = [language.gettext(_FORMATS[facts["format"]])]
    if facts["compressed"]:
        parts.append("gzip")
    if facts["table"]:
        parts.append(printable(facts["table"]))
    if facts["encoding"]:
        sure = _SURE[facts["encoding_sure"]]
        parts.append(facts["encoding"].upper() + (f" ({language.gettext(sure)})" if sure else ""))
    if facts["delimiter"] and len(facts["columns"]) > 1:
        parts.append(language.say(message(N_("delimiter: {sign}"), sign=sign_name(facts["delimiter"]))))
    if facts["decimal"] == ",":
        parts.append(language.gettext(N_("decimal comma")))
    return ", ".join(parts)


def _tool(facts: Facts, language: Language) -> str:
    name = language.gettext(N_("no known survey tool: a plain table")) if facts["tool"] == "plain" else facts["tool_name"]
    if facts["header_rows"] == 1:
        return name
    return name + ", " + language.say(counted(facts["header_rows"], N_("{n} header row"), N_("{n} header rows")))


def _date(date: Facts, language: Language) -> str:
    text = printable(date["column"])
    if date["earliest"]:
        first, last = (language.short_date(datetime.date.fromisoformat(date[key])) for key in ("earliest", "latest"))
        text += ", " + (first if first == last else f"{first} – {last}")
    if date["formats"] and not date["default"]:
        text += ", " + ", ".join(date["formats"])
    return text + (f", {date['recorded']}" if date["recorded"] else "")


def columns(facts: Facts, language: Language) -> list[str]:
    """The columns as a table; those that the tool adds and empty ones in one line each."""
    listed = [(i, column) for i, column in enumerate(facts["columns"], 1) if column["role"] not in {"metadata", "empty"}]
    titles = [N_("No."), N_("Column"), N_("Likely"), N_("Answers"), N_("Different"), N_("Most frequent")]
    rows = [[language.gettext(title) for title in titles]]
    rows += [[str(i), _short(column), _likely(column, language), language.number(column["answers"]), language.number(column["distinct"]), ""]
             for i, column in listed[:MOST_COLUMNS]]
    taken = sum(max(width(row[k]) for row in rows) for k in range(5)) + 5 * 2
    for row, (_number, column) in zip(rows[1:], listed, strict=False):
        row[5] = _frequent(column, WIDTH - taken, language)
    lines = aligned(rows, right=(0, 3, 4))
    if len(listed) > MOST_COLUMNS:
        lines.append(language.say(counted(len(listed) - MOST_COLUMNS, N_("and {n} more; --format json lists it"), N_("and {n} more; --format json lists all"))))
    lines += _named(facts, "metadata", message(N_("Added by the tool, no questions: {names}"), names=_names(facts, "metadata")), language)
    return lines + _named(facts, "empty", message(N_("Without any answer: {names}"), names=_names(facts, "empty")), language)


def _short(column: Facts) -> str:
    """A column's name cut to the table's width; of a battery's items the part that tells them apart stays."""
    name = column["question"] if column["name"].startswith(column["question"]) else column["name"]
    item = item_of(name)
    if len(name) <= _NAME or item == name:
        return printable(name, _NAME)
    kept = printable(item, _NAME - 8)
    return f"{printable(name, _NAME - len(kept) - 1)} {kept}"


def _names(facts: Facts, role: str) -> str:
    return ", ".join(_short(column) for column in facts["columns"] if column["role"] == role)


def _named(facts: Facts, role: str, text: Message, language: Language) -> list[str]:
    if not any(column["role"] == role for column in facts["columns"]):
        return []
    lines = textwrap.wrap(language.say(text), WIDTH, subsequent_indent="  ", break_on_hyphens=False)
    return lines if len(lines) <= 4 else [*lines[:3], lines[3][: WIDTH - 2] + " …"]


def _likely(column: Facts, language: Language) -> str:
    role = language.gettext(_ROLES[column["role"]])
    if column["scale"]:
        least, most = column["scale"]
        role += f" {least}–{most}" + ("" if column["scale_sure"] else "?")
    return role


def _frequent(column: Facts, room: int, language: Language) -> str:
    """The most frequent values with their counts, as many as fit; of columns where values differ, nothing is learned from them."""
    if column["role"] in {"respondent", "identifier", "text"} or all(n == 1 for _, n in column["values"]):
        return ""
    shown = ""
    for text, n in column["values"]:
        part = f"{printable(clean(text), _VALUE)} ({language.number(n)})"
        if not shown and width(part) > room - 5:
            count = f" ({language.number(n)})"
            return printable(clean(text), max(4, room - width(count))) + count
        if width(shown) + width(part) + 5 > room:
            return shown + ", …"
        shown += (", " if shown else "") + part
    return shown + (", …" if column["distinct"] > len(column["values"]) else "")


def blocks(proposal: Mapping[str, str], language: Language) -> list[str]:
    """The text to paste."""
    lines: list[str] = []
    for name, text in (("sources", proposal["sources"]), ("kpis", proposal["kpis"])):
        if text:
            heading = language.say(message(N_("To paste into {file}"), file=f"{name}.yaml"))
            where = language.say(message(
                N_("In a new {file} this replaces the lines '{kind}' and '{empty}'. Where entries stand already, paste below them only what follows '{list}'."),
                file=f"{name}.yaml", kind=f"kind: {name}", empty=f"{name}: []", list=f"{name}:"))
            lines += [f"# {heading} {'-' * (WIDTH - width(heading) - 3)}", *comment(where, 0), "", *text.rstrip("\n").split("\n"), ""]
    if not proposal["kpis"]:
        lines.append(language.gettext(N_("No column looks like a rating or a yes/no question that an indicator could rest on.")))
    return lines if lines[-1] else lines[:-1]

"""What a person must look at before believing an inspection: the notes of `inspection` in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from cxgov.language import N_, Message, counted, message
from cxgov.problems import printable

_SIGNS = {",": N_("comma"), ";": N_("semicolon"), "\t": N_("tab"), "|": N_("vertical bar")}

Note = Mapping[str, Any]

_NOTES: dict[str, Callable[[Note], Message]] = {
    "broken-bytes": lambda n: message(
        N_("Line {line} holds a byte that is not {encoding}. Measuring will refuse the file: save it again, or mend that line."), line=n["line"], encoding=n["encoding"]),
    "encoding-unsure": lambda n: message(
        N_("The encoding is not sure. As {encoding} some letters read '{mine}', as {other} '{theirs}': take the one that reads right."),
        encoding=n["encoding"], other=n["other"], mine=printable(n["mine"]), theirs=printable(n["theirs"])),
    "separator-line": lambda n: message(N_("The first line says that the delimiter is a {delimiter}; it is skipped."), delimiter=sign_name(n["delimiter"])),
    "titles": lambda n: counted(n["n"], N_("{n} line stands above the header and is skipped."), N_("{n} lines stand above the header and are skipped.")),
    "delimiter-unsure": lambda n: message(
        N_("The delimiter is not sure: records have different numbers of fields. Taken for it: {delimiter}; --delimiter names another."), delimiter=sign_name(n["delimiter"])),
    "misfits": lambda n: counted(
        n["n"], N_("{n} record has another number of fields than the header, in line {line}: {fields} instead of {header}."),
        N_("{n} records have another number of fields than the header, the first in line {line}: {fields} instead of {header}."),
        line=n["line"], fields=n["fields"], header=n["header"]),
    "broken-cells": lambda n: counted(
        n["n"], N_("{n} cell holds an error or a formula without a result: {cells}. Measuring will refuse the sheet."),
        N_("{n} cells hold an error or a formula without a result, for example {cells}. Measuring will refuse the sheet."), cells=printable(n["cells"], 80)),
    "other-tables": lambda n: message(
        N_("Only '{table}' was looked at. The file also holds: {names}; --table chooses another."), table=printable(n["table"]), names=printable(n["names"], 200)),
    "sheet-chosen": lambda n: message(
        N_("'{table}' was looked at, the only sheet that holds a table. The file also holds: {names}; --sheet chooses another."),
        table=printable(n["table"]), names=printable(n["names"], 200)),
    "quote-open": lambda n: message(
        N_("The quotation mark that opens in line {line} is never closed, so all that follows is taken for one answer. Measuring will refuse the file: mend that line."),
        line=n["line"]),
    "quote-fault": lambda n: message(
        N_("In the record that begins in line {line} a quotation mark is not closed, or text follows where it closes; rows may be swallowed. Measuring will refuse the file: mend "
           "that line."), line=n["line"]),
    "not-complete": lambda n: counted(
        n["n"], N_("The file is large: only the first record was looked at."), N_("The file is large: the first {n} records were looked at.")),
    "no-header": lambda n: _fixed(n, N_("The first row looks like answers: the file may have no header. Write one, for columns are found by their names.")),
    "no-date": lambda n: _fixed(n, N_("No column says when an answer was given: say in the source which period the file holds.")),
    "date-unknown": lambda n: message(
        N_("The format of '{column}' was not recognised; it reads for example '{example}'."), column=printable(n["column"]), example=printable(n["example"])),
    "date-mixed": lambda n: message(
        N_("In '{column}' some dates have the day first and others the month, so many of them cannot be told. Put the export right first."), column=printable(n["column"])),
    "date-open": lambda n: message(
        N_("In '{column}' nothing tells whether day or month comes first (for example '{example}'). Choose in the source below."),
        column=printable(n["column"]), example=printable(n["example"])),
    "date-two-kinds": lambda n: message(
        N_("In '{column}' some dates begin with the year and others do not. A spreadsheet that turned some of them into dates may have swapped their day and month: compare a few "
           "with the tool they came from."), column=printable(n["column"])),
    "zone-names": lambda n: message(
        N_("In '{column}' the name of a zone follows the time ({zones}). The formats below take it as plain text, and the clock as local time."),
        column=printable(n["column"]), zones=printable(n["zones"])),
    "zone-in-values": lambda n: message(
        N_("In '{column}' the times carry a zone ({zone}). Write your own under 'zone' in the source, or answers near midnight fall into another day."),
        column=printable(n["column"]), zone=printable(n["zone"])),
    "unread": lambda n: counted(
        n["n"], N_("In '{column}' {n} answer needs a number or the word that it is none: '{answer}'. Measuring will refuse it until then."),
        N_("In '{column}' {n} answers need a number or the word that they are none, most of them '{answer}'. Measuring will refuse them until then."),
        column=printable(n["column"]), answer=printable(n["answer"])),
    "repeated": lambda n: message(
        N_("'{column}' repeats: {rows} rows of {respondents} respondents. Say with 'keep' which row counts."),
        column=printable(n["column"]), rows=n["rows"], respondents=n["respondents"]),
    "no-responses": lambda n: message(
        N_("{rows} of {of} rows are tests, previews or unfinished ({column}: {values})."), rows=n["rows"], of=n["of"], column=printable(n["column"]), values=printable(n["values"])),
}


def in_words(note: Note) -> Message:
    """Says a note."""
    return _NOTES[note["code"]](note)


def sign_name(sign: str) -> Message:
    """The name of a delimiter."""
    return message(_SIGNS[sign]) if sign in _SIGNS else message(N_("{sign}"), sign=printable(sign))


def _fixed(note: Note, text: str) -> Message:
    del note
    return message(text)

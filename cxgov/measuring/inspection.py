"""Looks at a file nobody has described yet and says what it is, what its columns hold, and what a source could say of it.

In this room: the way through the pieces of `inspecting`, from a path to plain data. The function is pure and takes and
returns plain JSON, for it runs in a process of its own (`isolation`). Not here: words on the screen (`cxgov.cli.source`) and
the text to paste (`inspecting.proposals`).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cxgov.measuring.exports import LOOKED_AT, Export, plain, recognise
from cxgov.measuring.inspecting.columns import Column, date_column, decimal_mark, profile, respondent_column
from cxgov.measuring.inspecting.dates import Dates
from cxgov.measuring.inspecting.directions import best_end
from cxgov.measuring.inspecting.tables import Table, looks_like_data, no_answers, open_table

Facts = dict[str, Any]


def inspect(payload: Mapping[str, Any]) -> Facts:
    """Inspects a file; at most its first 200,000 records and 64 MB.

    Args:
        payload: ``path``, and where the user names them ``table`` (or sheet), ``encoding`` and ``delimiter``.

    Returns:
        Plain data: ``file``, ``format``, ``compressed``, ``encoding``, ``delimiter``, ``quote``, ``skip``, ``decimal``,
        ``table``, ``tool``, ``header_rows``, ``names``, ``records``, ``complete``, ``date``, ``respondent``, ``columns`` and ``notes``.

    Raises:
        UnreadableFile: if there is no table of answers in it.
    """
    path = Path(payload["path"])
    table = open_table(path, table=payload.get("table"), encoding=payload.get("encoding"), delimiter=payload.get("delimiter"))
    export = _recognised(table)
    rows = [row for row in table.records[export.header_rows :] if any(map(str.strip, row))]
    if not rows:
        raise no_answers(table, len(export.columns))
    columns = profile(export, rows)
    date, respondent = date_column(export, columns), respondent_column(export, columns)
    return {
        "file": path.name, "format": table.format, "compressed": table.compressed, "encoding": table.encoding.name if table.encoding else None,
        "encoding_sure": table.encoding.sure if table.encoding else None, "delimiter": table.layout.delimiter if table.layout and table.format == "csv" else None,
        "quote": table.layout.quote if table.layout and table.format == "csv" else None, "skip": table.layout.skip if table.layout else 0,
        "decimal": decimal_mark(columns), "table": table.table, "tool": export.tool, "tool_name": export.name, "header_rows": export.header_rows,
        "names": export.names, "records": len(rows), "complete": table.complete, "date": _date(export, date),
        "respondent": respondent.name if respondent else None, "not_applicable": [code for code in export.not_applicable if _occurs(code, columns)],
        "no_answer": [code for code in export.no_answer if _occurs(code, columns)],
        "no_responses": _no_responses(export, rows), "columns": [_as_data(column, date, respondent) for column in columns],
        "notes": [*_notes_on_file(table, export), *_notes_on_columns(export, columns, rows)],
    }


def _recognised(table: Table) -> Export:
    found = recognise(table.records[:LOOKED_AT])
    # Formats with names of their own have no header rows; a title above a table is no tool's.
    return plain.recognise(table.records) if found.header_rows > 1 and table.format not in {"csv", "xlsx"} else found


def _occurs(code: str, columns: list[Column]) -> bool:
    return any(code in column.counts for column in columns)


def _date(export: Export, column: Column | None) -> Facts | None:
    if column is None:
        return None
    dates = column.dates
    upper = column.name.upper()
    recorded = export.recorded or ("UTC" if "(UTC)" in upper or "(GMT)" in upper or upper.endswith((" UTC", "_UTC")) else None) or ("UTC" if dates and dates.utc_clock else None)
    return {
        "column": column.name, "formats": list(dates.formats) if dates else [], "readings": [list(reading) for reading in dates.readings] if dates else [[], []],
        "example": dates.example if dates else "", "default": bool(dates and dates.default), "mixed": bool(dates and dates.mixed), "recorded": recorded,
        "zone_in_values": dates.zone if dates else "", "zone_names": list(dates.zone_names) if dates else [],
        "earliest": dates.earliest.isoformat() if dates and dates.earliest else None, "latest": dates.latest.isoformat() if dates and dates.latest else None}


def _no_responses(export: Export, rows: list[list[str]]) -> list[Facts]:
    """Rows that are no customer's finished response, by the column that says so."""
    found = []
    for name, values in export.no_responses.items():
        place = export.columns.index(name)
        seen: dict[str, int] = {}
        for row in rows:
            seen[row[place].strip()] = seen.get(row[place].strip(), 0) + 1
        wrong = {value: n for value, n in seen.items() if value in values}
        if wrong:
            found.append({"column": name, "values": wrong, "rows": sum(wrong.values()), "keep": [value for value in seen if value not in values and value]})
    return found


def _as_data(column: Column, date: Column | None, respondent: Column | None) -> Facts:
    role = "respondent" if column is respondent else "date" if column is date else column.role
    scale = column.scale
    return {
        "name": column.name, "question": column.question, "answers": column.answers, "empty": column.empty, "distinct": column.distinct,
        "values": [[value, n] for value, n in column.counts.items()], "role": role,
        "scale": [scale.least, scale.most] if scale else None, "scale_sure": scale.sure if scale else None,
        "labels": dict(scale.labels) if scale else {}, "codes": dict(scale.codes) if scale else {}, "words": dict(scale.words) if scale else {},
        "unread": dict(scale.unread) if scale else {}, "best": best_end(f"{column.name} {column.question}", scale.labels) if scale else None,
        "missing": dict(column.missing or {}), "formats": list(column.dates.formats) if column.dates else []}


def _notes_on_file(table: Table, export: Export) -> list[Facts]:
    notes: list[Facts] = []
    encoding, layout = table.encoding, table.layout
    if encoding and encoding.broken:
        notes.append({"code": "broken-bytes", "encoding": encoding.name, "line": encoding.broken})
    if encoding and encoding.sure == "unsure" and encoding.other:
        notes.append({"code": "encoding-unsure", "encoding": encoding.name, "other": encoding.other, "mine": encoding.example[0], "theirs": encoding.example[1]})
    if layout and layout.declared:
        notes.append({"code": "separator-line", "delimiter": layout.delimiter})
    elif layout and layout.skip:
        notes.append({"code": "titles", "n": layout.skip})
    if layout and table.format == "csv" and not layout.sure:
        notes.append({"code": "delimiter-unsure", "delimiter": layout.delimiter})
    if table.quote_fault:
        fault = table.quote_fault
        notes.append({"code": "quote-open" if fault.open else "quote-fault", "line": fault.line})
    if table.misfit:
        line, fields, header = table.misfit
        notes.append({"code": "misfits", "n": table.misfits, "line": line, "fields": fields, "header": header})
    if table.broken_cells:
        notes.append({"code": "broken-cells", "n": len(table.broken_cells), "cells": ", ".join(table.broken_cells[:3])})
    if table.others:
        notes.append({"code": "sheet-chosen" if table.chosen else "other-tables", "table": table.table or "", "names": ", ".join(table.others[:10])})
    if not table.complete:
        notes.append({"code": "not-complete", "n": len(table.records) - export.header_rows})
    if export.tool == "plain" and not (layout and layout.skip) and looks_like_data(table.records):
        notes.append({"code": "no-header"})
    return notes


def _notes_on_columns(export: Export, columns: list[Column], rows: list[list[str]]) -> list[Facts]:
    date, respondent = date_column(export, columns), respondent_column(export, columns)
    notes: list[Facts] = []
    if date is None:
        notes.append({"code": "no-date"})
    elif date.dates is None:
        notes.append({"code": "date-unknown", "column": date.name, "example": next(iter(date.counts), "")})
    elif date.dates.mixed:
        notes.append({"code": "date-mixed", "column": date.name})
    elif any(date.dates.readings):
        notes.append({"code": "date-open", "column": date.name, "example": date.dates.example})
    if date is not None and date.dates is not None:
        notes += _notes_on_clock(date.name, date.dates)
    if respondent is not None and respondent.distinct < respondent.answers:
        notes.append({"code": "repeated", "column": respondent.name, "rows": respondent.answers, "respondents": respondent.distinct})
    notes += [{"code": "no-responses", "column": found["column"], "rows": found["rows"], "of": len(rows), "values": ", ".join(found["values"]) or "–"}
              for found in _no_responses(export, rows)]
    for column in columns:
        if column.scale and column.scale.unread:
            answer = max(column.scale.unread, key=column.scale.unread.__getitem__)
            notes.append({"code": "unread", "column": column.name, "n": sum(column.scale.unread.values()), "answer": answer})
    return notes


def _notes_on_clock(name: str, dates: Dates) -> list[Facts]:
    notes: list[Facts] = []
    if dates.two_kinds and not dates.mixed:
        notes.append({"code": "date-two-kinds", "column": name})
    if dates.zone_names:
        notes.append({"code": "zone-names", "column": name, "zones": ", ".join(dates.zone_names)})
    elif dates.zone:
        notes.append({"code": "zone-in-values", "column": name, "zone": dates.zone})
    return notes

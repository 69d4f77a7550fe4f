"""The tally sheet: levels by practice and rater become assessments, one file for each rater and one for what was agreed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from cxgov.importing.csv_sheets import AGREED
from cxgov.importing.desk import Desk
from cxgov.importing.records import Record, slug
from cxgov.importing.sheets import Cell, Sheet, one_line
from cxgov.importing.values import folded, period
from cxgov.language import LANGUAGES, N_, Language, message
from cxgov.model.frameworks import Practice
from cxgov.problems import printable

_NOT_APPLICABLE = re.compile(r"(?:na|n/a|nd|n/d|nie dotyczy)\b[\s:.,–-]*(.*)", re.IGNORECASE | re.DOTALL)
ONE_COLUMN = frozenset({"level", "poziom", "answer", "odpowiedź", "ocena"})


def take(desk: Desk, sheet: Sheet) -> None:
    """Takes over a tally. An empty cell is no answer; ``na`` needs its reason behind it."""
    when = str(desk.period) if desk.period else desk.read(sheet.period, period) if sheet.period else None
    columns = {key: replace(cell, column=cell.text or key) for key, cell in sheet.raters.items() if any(row.text(key) for row in sheet.rows)}
    if not columns:
        return
    if when is None:
        desk.odd("CX104", sheet.period or Cell("", next(iter(columns.values())).place, "period", N_("Period")), message(N_("no period is named")), message(
            N_("write it on the sheet, or name it with --period") if sheet.period else N_("name it with --period: the sheet has no place for it")))
        return
    known = {practice.id: practice for practice in desk.framework.practices()}
    taken: dict[tuple[str, bool], str] = {}
    for key, head in columns.items():
        named = _rater(desk, head, key)
        if named is None:
            continue
        if named in taken:
            desk.odd("CX108", head, message(N_("two columns hold the answers of '{rater}'"), rater=printable(one_line(head.text)) or named[0]), message(N_("rename or delete one")))
            continue
        taken[named] = key
        answers = {}
        for row in sheet.rows:
            cell = row.cell("practice")
            practice = known.get(cell.text) or next((p for p in known.values() if p.id.casefold() == folded(cell.text)), None)
            if practice is None:
                if key == next(iter(columns)):
                    desk.odd("CX102", cell, message(N_("the framework has no practice '{id}'"), id=printable(cell.text)), message(
                        N_("keep the ids of the empty sheet, such as S1.P1")))
            elif row.text(key):
                cell = replace(row.cell(key), column=head.column)
                answer = _answer(desk, practice, cell)
                if answer is not None:
                    answers[practice.id] = (answer, cell)
        if answers:
            desk.rated.setdefault(when, head.place)
            _assess(desk, when, named, answers)


def _rater(desk: Desk, head: Cell, key: str) -> tuple[str, bool] | None:
    """Whose answers stand in a column, and whether they are the agreed ones."""
    name = one_line(head.text)
    if key == AGREED:
        return AGREED, True
    if folded(name) in ONE_COLUMN or not name:
        if desk.agreed:
            return AGREED, True
        if not desk.rater:
            desk.odd("CX104", head, message(N_("nobody is named above the answers")), message(
                N_("write the name above them, or give it with --rater; for agreed answers --status agreed")))
            return None
        name = desk.rater
    organisation = desk.organisation()
    people = [Record(organisation.path, item) for item in organisation.data.get("people") or []]
    found = desk.named(name, people)
    return (found[0].id if len(found) == 1 else slug(name)), False


def _answer(desk: Desk, practice: Practice, cell: Cell) -> int | str | dict[str, str] | None:
    """A level by digit or name, one of the practice's own answers, or ``na`` with its reason."""
    text = one_line(cell.text)
    found = _NOT_APPLICABLE.fullmatch(text)
    if found:
        if not found[1]:
            desk.odd("CX104", cell, message(N_("“na” for {practice} has no reason"), practice=practice.id), message(
                N_("write why it cannot apply behind it: na: no branches")))
            return None
        return {"level": "na", "reason": found[1]}
    for option in practice.answers:
        if folded(text) in {option.id, *(folded(Language(code).text(option.name)) for code in LANGUAGES)}:
            return option.id
    if not practice.answers:
        for digit, level in desk.framework.scale.levels.items():
            if folded(text) in {digit, *(folded(Language(code).text(level.name)) for code in LANGUAGES)}:
                return int(digit)
    known = [option.id for option in practice.answers] or list(desk.framework.scale.levels)
    desk.odd("CX101", cell, message(N_("'{text}' is no level of {practice}"), text=printable(text), practice=practice.id), message(
        N_("known here: {words}"), words=", ".join([*known, "na"])))
    return None


def _assess(desk: Desk, when: str, named: tuple[str, bool], answers: Mapping[str, tuple[Any, Cell]]) -> None:
    """Puts answers into the rater's assessment of the period, or into a new one."""
    rater, agreed = named
    status = AGREED if agreed else "individual"
    framework = desk.framework
    files = [Record(path, data) for path, data in desk.draft.of_kind("assessment") if str(data.get("period")) == when and data.get(
        "framework", "cem-cycle") == framework.id and data.get("unit") is None and data.get("status", "individual") == status and (
            agreed or data.get("rater") == rater)]
    if files:
        held = files[0]
        desk.note(held, N_("assessment"), f"{rater} {when}")
        if str(held.data.get("framework_version")) != framework.version:
            desk.odd("CX103", next(iter(answers.values()))[1], message(N_("the assessment on record answers version {version} of the framework"),
                     version=str(held.data.get("framework_version"))), message(N_("bring it to version {version} first"), version=framework.version))
            return
        inner = held.inner("answers")
        for id_, (answer, cell) in answers.items():
            _put(desk, inner, id_, answer, cell)
        return
    data = {"kind": "assessment", "framework": framework.id, "framework_version": framework.version, "period": when, "rater": rater, "status": status,
            "date": desk.day.isoformat(), "answers": {id_: answer for id_, (answer, _) in answers.items()}}
    made = Record(desk.draft.start(f"{when}/assessments/{rater}.yaml", data), data)
    for id_, (answer, cell) in answers.items():
        _remember(desk, made.inner("answers"), id_, answer, cell)
    desk.note(made, N_("assessment"), f"{rater} {when}", new=True)


def _put(desk: Desk, answers: Record, id_: str, answer: Any, cell: Cell) -> None:
    """One answer; evidence and notes on record stay."""
    held = answers.data.get(id_)
    if isinstance(held, dict):
        level = answer["level"] if isinstance(answer, dict) else answer
        inner = answers.inner(id_)
        desk.put(inner, "level", level, cell)
        if isinstance(answer, dict):
            desk.put_text(inner, "reason", replace(cell, text=answer["reason"]))
    elif isinstance(answer, dict) and held is not None:
        if desk.may_replace(answers, id_, cell, "na", str(held)):
            desk.put(answers, id_, answer, cell, over=(held,))
            _remember(desk, answers, id_, answer, cell)
    else:
        desk.put(answers, id_, answer, cell)
        if held is None:
            _remember(desk, answers, id_, answer, cell)


def _remember(desk: Desk, answers: Record, id_: str, answer: Any, cell: Cell) -> None:
    """An answer that was put there whole, and so were the keys inside of it."""
    desk.remember(answers, id_, cell)
    for key in answer if isinstance(answer, dict) else ():
        desk.remember(answers.inner(id_), key, cell)

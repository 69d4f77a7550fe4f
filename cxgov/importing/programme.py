"""C7, C8 and C9: improvements, decisions of a period, and the dates of the cycle."""

from __future__ import annotations

import re
from typing import Any

from cxgov.handouts.canvases.choices import DECISIONS, RHYTHMS
from cxgov.importing.desk import Desk
from cxgov.importing.records import Record, slug, texts_of, unique
from cxgov.importing.sheets import Cell, Row, Sheet, one_line
from cxgov.importing.values import choice, day, entries, folded, number, period
from cxgov.language import N_, message
from cxgov.problems import Severity, printable

_NUMBERED = re.compile(r"D-(\d{4})-(\d+)")


# --- C7 ------------------------------------------------------------------------------------------------------------------


def take_improvements(desk: Desk, sheet: Sheet) -> None:
    """Takes over improvement cards."""
    for row in sheet.rows:
        cell = row.cell("title")
        if not desk.need(cell):
            continue
        title = one_line(cell.text)
        known = desk.records("initiatives", "initiatives")
        found = desk.named(title, known, "title")
        if len(found) > 1:
            desk.one(cell, title, known, "title")
            continue
        if found:
            initiative = found[0]
            desk.note(initiative, N_("initiative"), initiative.id)
        else:
            path, data = _file(desk, "initiatives", "initiatives")
            record = {"id": unique(slug(title), {item.id for item in known}), "title": title}
            initiative = desk.add(path, data, "initiatives", record, N_("initiative"))
        _improve(desk, initiative, row)


def _improve(desk: Desk, initiative: Record, row: Row) -> None:
    _signal(desk, initiative, row)
    cell = row.cell("touchpoints")
    desk.put_ids(initiative, "touchpoints", desk.ids(cell, desk.touchpoints()), cell)
    cell = row.cell("practices")
    desk.put_ids(initiative, "practices", _practices(desk, cell), cell)
    for key in ("affected", "cause", "first_step"):
        desk.put_text(initiative, key, row.cell(key))
    desk.put_text(initiative.inner("pilot"), "result", row.cell("pilot"))
    _expected(desk, initiative, row)
    _owner(desk, initiative, row)
    for key in ("start", "end"):
        desk.put(initiative, key, desk.read(row.cell(key), day), row.cell(key))
    _cost(desk, initiative, row)


def _signal(desk: Desk, initiative: Record, row: Row) -> None:
    """What customers said, and where; without its source a signal is hearsay."""
    text, source = row.cell("signal"), row.cell("signal_source")
    if not text.text and not source.text:
        return
    signal = initiative.first("signals")
    if not signal.data and not desk.have_all(N_("what customers said"), N_("write where it comes from: a survey, a complaint, a talk at the till"), source):
        return
    said = one_line(source.text)
    named = desk.named(said, desk.records("sources", "sources")) if said else []
    desk.put(signal, "source", named[0].id if len(named) == 1 else said or None, source)
    desk.put_text(signal, "text", text)


def _expected(desk: Desk, initiative: Record, row: Row) -> None:
    """By how much which indicator is to move by when: all three, or none of them."""
    cells = [row.cell(key) for key in ("kpi", "change", "by")]
    if not any(cell.text for cell in cells):
        return
    if not desk.have_all(N_("the expected change"), N_("name the indicator, the change and the period together"), *cells):
        return
    kpis = desk.ids(cells[0], desk.records("kpis", "kpis"), message(N_("define the indicator first, on its card (C6)")))
    if kpis is not None and len(kpis) > 1:
        desk.odd("CX101", cells[0], message(N_("{n} are named, and only one may be"), n=len(kpis)), message(N_("make a card for each")))
    elif kpis:
        expected = initiative.first("expects")
        desk.put(expected, "kpi", kpis[0], cells[0])
        desk.put(expected, "change", desk.read(cells[1], number, desk.language), cells[1])
        desk.put(expected, "by", desk.read(cells[2], period), cells[2])


def _practices(desk: Desk, cell: Cell) -> list[str] | None:
    """Ids of practices, as S4.P3, or their names."""
    if not cell.text:
        return None
    known = [Record("", {"id": p.id, "name": p.name}) for p in desk.framework.practices()]
    return desk.ids(cell, known)


def _owner(desk: Desk, record: Record, row: Row) -> None:
    cell = row.cell("owner")
    owners = desk.declared(cell, "person")
    if owners and len(owners) > 1:
        desk.odd("CX101", cell, message(N_("{n} are named, and only one may be"), n=len(owners)), message(N_("name the one who answers for it")))
    elif owners:
        desk.put(record, "owner", owners[0], cell)


def _cost(desk: Desk, record: Record, row: Row) -> None:
    cell = row.cell("cost")
    cost = desk.read(cell, number, desk.language)
    if cost is not None and cost < 0:
        desk.odd("CX101", cell, message(N_("a cost cannot be below zero")), message(N_("write the cost without a sign")))
    else:
        desk.put(record, "cost", cost, cell)


# --- C8 ------------------------------------------------------------------------------------------------------------------


def take_decisions(desk: Desk, sheet: Sheet) -> None:
    """Takes over decisions; one is known by its words within its period."""
    for row in sheet.rows:
        if row.own <= {"period"}:
            continue
        when = desk.read(row.cell("period"), period) or (str(desk.period) if desk.period else None)
        if when is None:
            desk.odd("CX104", row.cell("period"), message(N_("no period is named")), message(N_("write it on the sheet, or name it with --period")))
            continue
        if sum(not desk.need(row.cell(key)) for key in ("decision", "text")):
            continue
        decided = desk.read(row.cell("decision"), choice, DECISIONS, desk.language)
        if decided is None:
            continue
        decision = _decision(desk, when, decided, row)
        desk.decided[decision.id] = row
        _about(desk, decision, row.cell("about"))
        _options(desk, decision, row.cell("options"))
        _owner(desk, decision, row)
        cell = row.cell("due")
        desk.put(decision, "due", desk.read(cell, day), cell)
        _cost(desk, decision, row)


def _decision(desk: Desk, when: str, decided: str, row: Row) -> Record:
    """The decision on record, or a new one at the end of the period's file."""
    cell = row.cell("text")
    text = one_line(cell.text)
    files = [(path, data) for path, data in desk.draft.of_kind("decisions") if str(data.get("period")) == when]
    known = [Record(path, item) for path, data in files for item in data.get("decisions") or []]
    found = [record for record in known if folded(text) in map(folded, texts_of(record.data.get("text")))]
    if found:
        desk.note(found[0], N_("decision"), found[0].id)
        desk.put(found[0], "decision", decided, row.cell("decision"))
        return found[0]
    if not files:
        data: dict[str, Any] = {"kind": "decisions", "period": when, "decisions": []}
        files = [(desk.draft.start(f"{when}/decisions.yaml", data), data)]
    path, data = files[0]
    record = {"id": _next(desk, when[:4]), "decision": decided, "text": text}
    made = desk.add(path, data, "decisions", record, N_("decision"))
    desk.remember(made, "decision", row.cell("decision"))
    return made


def _next(desk: Desk, year: str) -> str:
    """The next number of the year, as D-2026-17."""
    taken = [record.id for record in desk.records("decisions", "decisions")]
    numbers = [int(found[2]) for id_ in taken if (found := _NUMBERED.fullmatch(id_)) and found[1] == year]
    return unique(f"D-{year}-{max(numbers, default=0) + 1:02}", taken)


def _about(desk: Desk, decision: Record, cell: Cell) -> None:
    """What a decision is about: whichever record has this name."""
    if not cell.text:
        return
    name = one_line(cell.text)
    practices = [Record("", {"id": p.id, "name": p.name}) for p in desk.framework.practices()]
    problems = [Record(path, item) for path, data in desk.draft.of_kind("journey") for item in data.get("problems") or []]
    kinds = (("kpi", desk.records("kpis", "kpis"), "name"), ("touchpoint", desk.touchpoints(), "name"), ("problem", problems, "text"),
             ("initiative", desk.records("initiatives", "initiatives"), "title"), ("practice", practices, "name"))
    found = [(kind, record) for kind, known, key in kinds for record in desk.named(name, known, key)]
    held = decision.data.get("about")
    if isinstance(held, dict) and any(held.get(kind) == record.id for kind, record in found):
        return
    if len(found) == 1:
        desk.put(decision, "about", {found[0][0]: found[0][1].id}, cell)
    elif found:
        desk.odd("CX108", cell, message(N_("'{name}' is the name of several records: {ids}"), name=printable(name), ids=", ".join(
            record.id for _, record in found)), message(N_("write the id")))
    else:
        desk.odd("CX102", cell, message(N_("nothing on record is called '{name}'"), name=printable(name)), message(
            N_("write the name or the id of an indicator, touchpoint, problem, practice or initiative; or leave the cell empty")))


def _options(desk: Desk, decision: Record, cell: Cell) -> None:
    options = entries(cell.text)
    held = decision.data.get("options") or []
    if options and {folded(option) for option in options} <= {folded(text) for item in held for text in texts_of(item)}:
        return
    desk.put(decision, "options", options or None, cell)


# --- C9 ------------------------------------------------------------------------------------------------------------------


def take_calendar(desk: Desk, sheet: Sheet) -> None:
    """Takes over the dates of a cycle; what is still to begin stays a plan."""
    for row in sheet.rows:
        if row.own <= {"cycle", "rhythm", "stage"} and not row.text("start") and not row.text("due"):
            continue
        cycle = _cycle(desk, row)
        if cycle is None or not desk.need(row.cell("stage")):
            continue
        cell = row.cell("stage")
        stages = [Record("", {"id": d.id, "name": d.name, "short": d.short}) for d in desk.framework.dimensions]
        short = desk.named(one_line(cell.text), stages, "short")
        found = short[0] if len(short) == 1 else desk.one(cell, one_line(cell.text), stages)
        if found is not None:
            _dates(desk, cycle, found.id, row)


def _cycle(desk: Desk, row: Row) -> Record | None:
    cell = row.cell("cycle")
    if not desk.need(cell):
        return None
    known = [Record(path, data) for path, data in desk.draft.of_kind("cycle")]
    name = one_line(cell.text)
    id_ = slug(name)
    found = [record for record in known if record.id in {name.casefold(), id_, f"cycle-{id_}", id_.replace("cykl-", "cycle-")}]
    rhythm = row.cell("rhythm")
    if found:
        if "rhythm" in row.own:
            desk.note(found[0], N_("cycle"), found[0].id)
            desk.put(found[0], "rhythm", desk.read(rhythm, choice, RHYTHMS, desk.language), rhythm)
        return found[0]
    data: dict[str, Any] = {"kind": "cycle", "id": id_, "framework": desk.framework.id, "rhythm": desk.read(rhythm, choice, RHYTHMS, desk.language) or "yearly", "stages": []}
    made = Record(desk.draft.start(f"cycles/{id_.removeprefix('cycle-')}.yaml", data), data)
    desk.note(made, N_("cycle"), id_, new=True)
    return made


def _dates(desk: Desk, cycle: Record, stage: str, row: Row) -> None:
    start, due = row.cell("start"), row.cell("due")
    begins, ends = desk.read(start, day), desk.read(due, day)
    if begins is not None and begins > desk.day.isoformat():
        desk.odd("CX105", start, message(N_("{stage} is to begin on {day}: a plan, which no file holds"), stage=stage, day=begins), message(
            N_("when it begins, `cxgov cycle open` records it")), Severity.INFO)
        begins = None
    records = cycle.data.get("stages") or []
    held = next((item for item in records if item.get("stage") == stage), None)
    if held is None:
        if begins is None and ends is None:
            return
        order = [d.id for d in desk.framework.dimensions]
        record = desk.add(cycle.path, cycle.data, "stages", {"stage": stage}, N_("stage"))
        if [order.index(item["stage"]) for item in cycle.data["stages"] if item["stage"] in order] != sorted(
                order.index(item["stage"]) for item in cycle.data["stages"] if item["stage"] in order):
            desk.odd("CX105", row.cell("stage"), message(N_("{stage} is put behind the stages on record"), stage=stage), None, Severity.INFO)
    else:
        record = Record(cycle.path, held)
        desk.note(record, N_("stage"), stage)
    desk.put(record, "started", begins, start)
    desk.put(record, "due", ends, due)


def _file(desk: Desk, kind: str, key: str) -> tuple[str, dict[str, Any]]:
    for path, data in desk.draft.of_kind(kind):
        return path, data
    fresh: dict[str, Any] = {"kind": kind, key: []}
    return desk.draft.start(f"{key}.yaml", fresh), fresh

"""C6: indicator cards."""

from __future__ import annotations

from typing import Any

from cxgov.handouts.canvases.choices import BONUSES, DIRECTIONS, FAMILIES, TRIGGERS, TYPES, VARIANTS
from cxgov.handouts.canvases.words import UNITS
from cxgov.importing.desk import Desk
from cxgov.importing.records import Record, slug, unique
from cxgov.importing.sheets import Cell, Row, Sheet, one_line
from cxgov.importing.values import choice, folded, number, period, whole
from cxgov.language import N_, message

MANY = 1_000_000
_NONE = frozenset({"none", "no target", "brak", "brak celu", "bez celu", "-", "–"})
_TARGET = N_("a target has a value and the period by which it is due; where there is none, write “none”")
_CHOICES = (("type", TYPES), ("variant", VARIANTS), ("family", FAMILIES), ("direction", DIRECTIONS), ("trigger", TRIGGERS))


def take(desk: Desk, sheet: Sheet) -> None:
    """Takes over indicators; one without a target gets ``none``, which says so."""
    for row in sheet.rows:
        cell = row.cell("name")
        if not desk.need(cell):
            continue
        name = one_line(cell.text)
        known = desk.records("kpis", "kpis")
        found = desk.named(name, known)
        if len(found) > 1:
            desk.one(cell, name, known)
            continue
        fresh = not found
        if found:
            kpi = found[0]
            desk.note(kpi, N_("KPI"), kpi.id)
        else:
            if not desk.have_all(N_("the card"), N_("a new indicator needs its type, what it tells and an owner"), *(
                    row.cell(key) for key in ("type", "family", "owner"))):
                continue
            path, data = _file(desk)
            kpi = desk.add(path, data, "kpis", {"id": unique(slug(name), {item.id for item in known}), "name": name}, N_("KPI"))
        _fill(desk, kpi, row)
        if fresh:
            kpi.data.setdefault("target", "none")


def _fill(desk: Desk, kpi: Record, row: Row) -> None:
    for key, choices in _CHOICES:
        cell = row.cell(key)
        desk.put(kpi, key, desk.read(cell, choice, choices, desk.language), cell)
    cell = row.cell("unit")
    if cell.text:
        codes = {folded(code): code for code in UNITS} | {folded(desk.language.gettext(label)): code for code, label in UNITS.items()}
        desk.put(kpi, "unit", codes.get(folded(cell.text), one_line(cell.text)), cell)
    desk.put_text(kpi, "definition", row.cell("definition"))
    desk.put_text(kpi, "question", row.cell("question"))
    cell = row.cell("touchpoints")
    desk.put_ids(kpi, "touchpoints", desk.ids(cell, desk.touchpoints()), cell)
    cell = row.cell("owner")
    owners = desk.declared(cell, "person")
    if owners and len(owners) > 1:
        desk.odd("CX101", cell, message(N_("{n} are named, and only one may be"), n=len(owners)), message(N_("name the one who answers for it")))
    elif owners:
        desk.put(kpi, "owner", owners[0], cell)
    cell = row.cell("bonus")
    desk.put(kpi, "bonus", desk.read(cell, choice, BONUSES, desk.language), cell, over=(None, "none"), default="none")
    _baseline(desk, kpi, row)
    _target(desk, kpi, row)
    cell = row.cell("smallest_change")
    desk.put(kpi, "smallest_change", desk.read(cell, number, desk.language), cell, over=(None, 0))
    cell = row.cell("minimum_n")
    desk.put(kpi, "minimum_n", desk.read(cell, whole, desk.language, 0, MANY), cell)


def _baseline(desk: Desk, kpi: Record, row: Row) -> None:
    value, by = row.cell("baseline"), row.cell("baseline_period")
    if value.text or by.text:
        _pair(desk, kpi.inner("baseline"), (("period", by, desk.read(by, period)), ("value", value, desk.read(value, number, desk.language))))


def _target(desk: Desk, kpi: Record, row: Row) -> None:
    value, by, tolerance = row.cell("target"), row.cell("target_by"), row.cell("tolerance")
    if folded(value.text) in _NONE:
        desk.put(kpi, "target", "none", value)
        return
    if not value.text and not by.text:
        if tolerance.text:
            desk.have_all(N_("the tolerance"), _TARGET, value)
        return
    if not isinstance(kpi.data.get("target"), dict):
        if not desk.have_all(N_("the target"), _TARGET, by, value):
            return
        parts = {"by": desk.read(by, period), "value": desk.read(value, number, desk.language), "tolerance": desk.read(tolerance, number, desk.language)}
        if parts["by"] is not None and parts["value"] is not None:
            desk.put(kpi, "target", {key: item for key, item in parts.items() if item is not None}, value, over=(None, "none"))
            for key, cell in (("by", by), ("value", value), ("tolerance", tolerance)):
                if parts[key] is not None:
                    desk.remember(kpi.inner("target"), key, cell)
        return
    target = kpi.inner("target")
    desk.put(target, "by", desk.read(by, period), by)
    desk.put(target, "value", desk.read(value, number, desk.language), value)
    desk.put(target, "tolerance", desk.read(tolerance, number, desk.language), tolerance, over=(None, 0))


def _pair(desk: Desk, record: Record, parts: tuple[tuple[str, Cell, Any], ...]) -> None:
    """Two values of which neither says anything without the other; one may be on record already."""
    if desk.have_all(N_("the baseline"), N_("write the value and the period in which it was measured"), *(
            cell for key, cell, _ in parts if record.data.get(key) is None)):
        for key, cell, value in parts:
            desk.put(record, key, value, cell)


def _file(desk: Desk) -> tuple[str, dict[str, Any]]:
    for path, data in desk.draft.of_kind("kpis"):
        return path, data
    data = {"kind": "kpis", "kpis": []}
    return desk.draft.start("kpis.yaml", data), data

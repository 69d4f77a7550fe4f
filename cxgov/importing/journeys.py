"""C1, C2 and C5: journeys, their stages and touchpoints, what a touchpoint is to feel like, and who answers for it."""

from __future__ import annotations

from cxgov.handouts.canvases.choices import EVIDENCE, MOMENTS, PHASES
from cxgov.importing.desk import Desk
from cxgov.importing.records import Record, slug, unique
from cxgov.importing.sheets import Cell, Row, Sheet, one_line
from cxgov.importing.values import choice, flag, whole
from cxgov.language import N_, message
from cxgov.problems import Severity, printable

WORST, BEST = -2, 2
_OF_TOUCHPOINT = frozenset({"touchpoint", "goal", "channels", "emotion", "key"})


def take_map(desk: Desk, sheet: Sheet) -> None:
    """Takes over the journey map: what is missing of journey, stages and touchpoints is added in the order of the sheet."""
    for row in sheet.rows:
        journey = _journey(desk, row)
        if journey is None or not desk.need(row.cell("stage")):
            continue
        stage = _stage(desk, journey, row)
        if row.own & _OF_TOUCHPOINT and desk.have_all(N_("the rest of the row"), N_("name the touchpoint: what happens there"), row.cell("touchpoint")):
            touchpoint = _touchpoint(desk, journey, stage, row.cell("touchpoint"))
            if touchpoint is not None:
                _common(desk, touchpoint, row, emotion="emotion")


def take_card(desk: Desk, sheet: Sheet) -> None:
    """Takes over touchpoint cards; the touchpoint must stand on a journey map."""
    for row in sheet.rows:
        touchpoint = _known(desk, row)
        if touchpoint is None:
            continue
        _common(desk, touchpoint, row, emotion="emotion_today")
        for key in ("emotion", "effort", "success"):
            desk.put_text(touchpoint.inner("desired"), key, row.cell(key))
        cell = row.cell("emotion_desired")
        desk.put(touchpoint, "desired_emotion", desk.read(cell, whole, desk.language, WORST, BEST), cell)
        evidence = row.cell("evidence")
        desk.put(touchpoint, "evidence", desk.read(evidence, choice, EVIDENCE, desk.language), evidence, over=(None, "none"), default="none")
        moment = row.cell("moment")
        desk.put(touchpoint, "moment_of_truth", desk.read(moment, choice, MOMENTS, desk.language), moment)
        _owners(desk, touchpoint, row)
        _measured_by(desk, touchpoint, row.cell("kpi"))


def take_owners(desk: Desk, sheet: Sheet) -> None:
    """Takes over the ownership grid."""
    for row in sheet.rows:
        touchpoint = _known(desk, row)
        if touchpoint is not None:
            _owners(desk, touchpoint, row)
            cell = row.cell("performed_by")
            desk.put_ids(touchpoint, "performed_by", desk.declared(cell, "function"), cell)


def _known(desk: Desk, row: Row) -> Record | None:
    """The touchpoint a row is about."""
    cell = row.cell("touchpoint")
    if not desk.need(cell):
        return None
    found = desk.one(cell, one_line(cell.text), desk.touchpoints(), otherwise=message(
        N_("enter it on the journey map first (C1, canvas-journey), or import both together")))
    if found is not None:
        desk.note(found, N_("touchpoint"), found.id)
    return found


def _common(desk: Desk, touchpoint: Record, row: Row, emotion: str) -> None:
    """What the map and the card both ask for."""
    desk.put_text(touchpoint, "customer_goal", row.cell("goal"))
    cell = row.cell("channels")
    desk.put_ids(touchpoint, "channels", desk.declared(cell, "channel"), cell)
    cell = row.cell(emotion)
    desk.put(touchpoint, "emotion", desk.read(cell, whole, desk.language, WORST, BEST), cell)
    cell = row.cell("key")
    desk.put(touchpoint, "key", flag(cell.text), cell, over=(None, False), default=False)


def _owners(desk: Desk, touchpoint: Record, row: Row) -> None:
    cell = row.cell("accountable")
    desk.put_ids(touchpoint, "accountable", desk.declared(cell, "person"), cell, single=True)
    cell = row.cell("responsible")
    desk.put_ids(touchpoint, "responsible", desk.declared(cell, "person"), cell)


def _measured_by(desk: Desk, touchpoint: Record, cell: Cell) -> None:
    """Notes at the indicators that they measure the touchpoint."""
    known = desk.records("kpis", "kpis")
    for id_ in desk.ids(cell, known, message(N_("define the indicator first, on its card (C6)"))) or []:
        kpi = next(record for record in known if record.id == id_)
        desk.note(kpi, N_("KPI"), id_)
        held = [str(item) for item in kpi.data.get("touchpoints") or []]
        if touchpoint.id not in held:
            desk.put_ids(kpi, "touchpoints", [*held, touchpoint.id], cell)


# --- journey and stages ------------------------------------------------------------------------------------------------


def _journey(desk: Desk, row: Row) -> Record | None:
    """The journey of a row: by name, the only one there is, or a new one."""
    cell = row.cell("journey")
    known = [Record(path, data) for path, data in desk.draft.of_kind("journey")]
    if not cell.text:
        if len(known) == 1:
            return known[0]
        desk.need(cell)
        return None
    name = one_line(cell.text)
    if desk.named(name, known):
        return desk.one(cell, name, known)
    id_ = unique(slug(name), {record.id for record in known})
    data = {"kind": "journey", "id": id_, "name": name, "stages": []}
    made = Record(desk.draft.start(f"journeys/{id_}.yaml", data), data)
    desk.note(made, N_("journey"), id_, new=True)
    return made


def _stage(desk: Desk, journey: Record, row: Row) -> Record:
    cell = row.cell("stage")
    name = one_line(cell.text)
    known = [Record(journey.path, item) for item in journey.data.get("stages") or []]
    found = desk.named(name, known)
    if found:
        stage = found[0]
        desk.note(stage, N_("journey stage"), stage.id)
    else:
        record = {"id": unique(slug(name), {item.id for item in known}), "name": name}
        stage = desk.add(journey.path, journey.data, "stages", record, N_("journey stage"))
    phase = row.cell("phase")
    if "phase" in row.own or not found:
        desk.put(stage, "phase", desk.read(phase, choice, PHASES, desk.language), phase)
    return stage


def _touchpoint(desk: Desk, journey: Record, stage: Record, cell: Cell) -> Record | None:
    name = one_line(cell.text)
    here = [Record(journey.path, item) for item in stage.data.get("touchpoints") or []]
    known = desk.touchpoints()
    found = desk.named(name, here) or desk.named(name, known)
    if len(found) > 1:
        return desk.one(cell, name, known)
    if not found:
        record = {"id": unique(slug(name), {item.id for item in known}), "name": name}
        return desk.add(journey.path, stage.data, "touchpoints", record, N_("touchpoint"))
    if not any(item.data is found[0].data for item in here):
        desk.odd("CX103", cell, message(N_("'{name}' stands in another stage on record and stays there"), name=printable(name)), message(
            N_("move it in {path} by hand, or give the new moment another name"), path=found[0].path), Severity.WARNING)
    desk.note(found[0], N_("touchpoint"), found[0].id)
    return found[0]

"""C3 and C4: what customers expect, and what the organisation promises them."""

from __future__ import annotations

from typing import Any

from cxgov.importing.desk import Desk
from cxgov.importing.records import Record, slug, unique
from cxgov.importing.sheets import Sheet, one_line
from cxgov.importing.values import day
from cxgov.language import N_


def take_expectations(desk: Desk, sheet: Sheet) -> None:
    """Takes over the catalogue; an expectation is known by its words."""
    for row in sheet.rows:
        cell = row.cell("text")
        if not desk.need(cell):
            continue
        text = one_line(cell.text)
        known = desk.records("expectations", "expectations")
        found = desk.named(text, known, "text")
        if found:
            record = found[0]
            desk.note(record, N_("expectation"), record.id)
        else:
            path, data = _catalogue(desk)
            record = desk.add(path, data, "expectations", {"id": unique(slug(text), {item.id for item in known}), "text": text}, N_("expectation"))
        desk.put_text(record, "source", row.cell("source"))
        found_on = row.cell("date")
        desk.put(record, "date", desk.read(found_on, day), found_on)
        desk.put_text(record, "segment", row.cell("segment"))
        touchpoints = row.cell("touchpoints")
        desk.put_ids(record, "touchpoints", desk.ids(touchpoints, desk.touchpoints()), touchpoints)


def _catalogue(desk: Desk) -> tuple[str, dict[str, Any]]:
    for path, data in desk.draft.of_kind("expectations"):
        return path, data
    data = {"kind": "expectations", "expectations": []}
    return desk.draft.start("expectations.yaml", data), data


def take_promise(desk: Desk, sheet: Sheet) -> None:
    """Takes over promise and goals."""
    organisation = desk.organisation()
    desk.note(organisation, N_("organisation"), organisation.id)
    for row in sheet.rows:
        strategy = organisation.inner("strategy")
        if "promise" in row.own:
            desk.put_text(strategy, "promise", row.cell("promise"))
        cell = row.cell("goal")
        if not cell.text:
            if "objective" in row.own:
                desk.have_all(N_("the objective"), N_("name the CX goal that serves it"), cell)
            continue
        text = one_line(cell.text)
        known = [Record(organisation.path, item) for item in strategy.data.get("goals") or []]
        found = desk.named(text, known, "text")
        if found:
            goal = found[0]
            desk.note(goal, N_("goal"), goal.id)
        else:
            goal = Record(organisation.path, {"id": unique(slug(text), {item.id for item in known}), "text": text})
            desk.put(strategy, "goals", [*(strategy.data.get("goals") or []), goal.data], cell, over=(strategy.data.get("goals"),))
            desk.note(goal, N_("goal"), goal.id, new=True)
        desk.put_text(goal, "objective", row.cell("objective"))

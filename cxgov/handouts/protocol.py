"""After the workshop: the photo protocol, so that nothing on the walls gets lost, and the list for the first 30 days.

In this room: which sheets there are to photograph, and the days of the list. Not here: reading canvases back in
(`cxgov.importing`).
"""

from __future__ import annotations

import datetime
from typing import Any

from cxgov.handouts.agenda import agenda
from cxgov.handouts.canvases.definitions import CANVASES
from cxgov.handouts.fields import field_name
from cxgov.handouts.piece import Piece, Sheet
from cxgov.handouts.tally import NAME as TALLY
from cxgov.handouts.words import folder, for_length, words
from cxgov.handouts.workshop import Workshop
from cxgov.language import N_
from cxgov.model import Period
from cxgov.reviewing.answering import limits_of
from cxgov.reviewing.workdays import Workdays


def field(row: int, key: str) -> str:
    """The name of a field of the photo protocol."""
    return field_name("photo-protocol", row, key)


def protocol(workshop: Workshop) -> list[Sheet]:
    """Makes the photo protocol: what to photograph of each group, and a row for each picture; fewer rows on the first page."""
    told = words(workshop, "protocol")["protocol"]
    told["rules"] = for_length(workshop, told["rules"])
    used = {name for slot in agenda(workshop) for name in slot.pieces}
    sheets = [{"number": canvas.number, "name": workshop.say(canvas.title)} for name, canvas in CANVASES.items() if name in used]
    if TALLY in used:
        sheets.append({"number": told["tally"], "name": ""})
    numbers = list(range(1, told["rows"] + 1))
    shared = {"words": told, "columns": told["columns"], "name": workshop.name, "day": workshop.language.date(workshop.day) if workshop.day else ""}
    return [
        Sheet(id="photo-protocol", title=told["title"], template="photo-protocol.html", paper="a4-landscape", data={
            **shared, "groups": list(workshop.groups), "sheets": sheets, "rows": _rows(numbers[:told["first"]], told)}),
        Sheet(id="photo-protocol-2", title=told["title"], template="photo-protocol.html", paper="a4-landscape", data={
            **shared, "groups": [], "sheets": [], "rows": _rows(numbers[told["first"]:], told)})]


def _rows(numbers: list[int], told: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"number": str(number), "fields": [field(number, column["key"]) for column in told["columns"]]} for number in numbers]


def checklist(workshop: Workshop) -> list[Sheet]:
    """Makes the list of tasks after 1, 7, 14 and 30 days, with the dates where the workshop's day is known: working days."""
    told = words(workshop, "protocol")["checklist"]
    facts = _facts(workshop, told)
    workdays = limits_of(workshop.workspace.organisation).workdays if workshop.workspace else Workdays()
    days = [{"name": told["day"].format(n=day["after"]), "title": day["name"],
             "date": workshop.language.date(workdays.on_or_after(workshop.day + datetime.timedelta(days=day["after"]))) if workshop.day else "",
             "tasks": [{"text": task["text"], "command": task.get("command", "").format(**facts)}
                       for task in day["tasks"] if workshop.length in task.get("lengths", (workshop.length,))]} for day in told["days"]]
    return [Sheet(id="checklist", title=told["title"], template="checklist.html", data={"words": told, "days": days, "name": workshop.name})]


def _facts(workshop: Workshop, told: dict[str, Any]) -> dict[str, str]:
    """What commands name: the folder, and the quarter and the day of the workshop, so that they mean the same on whatever day they are typed."""
    day, place = workshop.day, folder(workshop, told["folder"])
    if day is None:
        return {"folder": place, "period": told["period"], "date": told["date"]}
    quarter = Period(day.replace(month=day.month - (day.month - 1) % 3, day=1), 3)
    return {"folder": place, "period": str(quarter), "date": day.isoformat()}


PIECES = (
    Piece(name="photo-protocol", title=N_("Photo protocol"), audience="facilitator", copies="trainer", build=protocol, form=True),
    Piece(name="checklist", title=N_("Checklist of the first 30 days"), audience="participants", copies="person", build=checklist),
)

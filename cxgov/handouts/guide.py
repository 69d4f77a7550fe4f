"""The facilitator's guide, and the agenda as a sheet for the wall.

In this room: the order of the guide and what each of its parts is made of. Not here: the blocks and their clock
(`agenda`), what to bring along and to print (`materials`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from cxgov.handouts.agenda import Slot, agenda, blocks, length_in_minutes, presenting_groups, spoken_time
from cxgov.handouts.materials import materials
from cxgov.handouts.piece import Piece, Sheet
from cxgov.handouts.rated import limiting, rated
from cxgov.handouts.room import room_plan
from cxgov.handouts.words import for_length, words
from cxgov.handouts.workshop import LENGTHS, Length, Workshop
from cxgov.language import N_


def guide(workshop: Workshop) -> list[Sheet]:
    """Makes the guide: aims, room, agenda, every block, objections, remote variant, debrief."""
    said, slots = words(workshop, "guide"), agenda(workshop)
    say = workshop.say
    lengths = [{"name": say(LENGTHS[one["id"]]), "text": one["text"], "chosen": one["id"] == workshop.length} for one in said["lengths"]]
    return [
        Sheet(id="start", title=say(N_("Facilitator guide")), template="guide-start.html", data={
            **facts(workshop), "aims": for_length(workshop, said["aims"]), "use": for_length(workshop, said["use"]), "outcomes": for_length(workshop, said["outcomes"]),
            "lengths": lengths, **_side_by_side(workshop, [one["id"] for one in said["lengths"]])}),
        Sheet(id="room", title=say(N_("Before it begins")), template="guide-room.html", data={
            **facts(workshop), "plan": room_plan(workshop), "before": said["before"], "safety": for_length(workshop, said["safety"])}),
        Sheet(id="agenda", title=say(N_("Agenda")), template="guide-agenda.html", data={
            **facts(workshop), "slots": _rows(workshop, slots), "lengths": lengths}),
        Sheet(id="blocks", title=say(N_("Block by block")), template="guide-blocks.html", data={
            "blocks": [_block(workshop, slot) for slot in slots if slot.block.kind != "break"]}),
        Sheet(id="objections", title=say(N_("What people object, and what to answer")), template="guide-objections.html", flows=True, data={
            "objections": [_objection(workshop, one) for one in said["objections"]], "situations": said["situations"]}),
        Sheet(id="after", title=say(N_("Remote, debrief, afterwards")), template="guide-after.html", flows=True, data={
            "remote": for_length(workshop, said["remote"]), "debrief": said["debrief"], "after": for_length(workshop, said["after"])}),
        Sheet(id="words", title=say(N_("Words and numbers at hand")), template="guide-words.html", flows=True, data={
            "numbers": said["numbers"], "terms": [{"term": workshop.text(one.term), "text": workshop.text(one.text)} for one in
                                                  workshop.framework.glossary.values()]}),
    ]


def sheet(workshop: Workshop) -> list[Sheet]:
    """Makes the agenda for the wall and the participants: one page."""
    rows = [row for row in _rows(workshop, agenda(workshop)) if row["kind"] != "reserve"]
    return [Sheet(id="agenda", title=workshop.say(N_("Agenda")), template="agenda.html", data={**facts(workshop), "slots": rows})]


def facts(workshop: Workshop) -> dict[str, Any]:
    """Who meets where and when, as sentences; empty for what is not known."""
    least, most = min(workshop.group_sizes), max(workshop.group_sizes)
    end = agenda(workshop)[-1].end
    return {
        "name": workshop.name, "venue": workshop.venue, "trainer": workshop.trainer,
        "day": workshop.language.date(workshop.day) if workshop.day else "",
        "hours": f"{spoken_time(workshop.start)}–{spoken_time(end)}", "end": spoken_time(end),
        "length": workshop.say(LENGTHS[workshop.length]),
        "minutes": workshop.counted(length_in_minutes(workshop), N_("{n} minute"), N_("{n} minutes")),
        "people": workshop.counted(workshop.people, N_("{n} participant"), N_("{n} participants")),
        "groups": workshop.counted(len(workshop.groups), N_("{n} group"), N_("{n} groups")),
        "sizes": str(most) if least == most else f"{least}–{most}",
        "drawn": presenting_groups(workshop) < len(workshop.groups), "presenting": presenting_groups(workshop),
    }


def _rows(workshop: Workshop, slots: tuple[Slot, ...]) -> list[dict[str, Any]]:
    """The agenda's rows: time, length, title, what is used."""
    return [{
        "kind": slot.block.kind, "number": str(slot.number or ""), "start": spoken_time(slot.start), "end": spoken_time(slot.end),
        "minutes": slot.minutes, "title": workshop.text(slot.block.title), "aim": workshop.text(slot.block.aim),
        "pieces": _titles(workshop, slot.pieces),
    } for slot in slots]


def _side_by_side(workshop: Workshop, lengths: list[Length]) -> dict[str, Any]:
    """The minutes of every block in each length, for the same people; all breaks and reserves together."""
    made = {length: agenda(replace(workshop, length=length)) for length in lengths}
    names: dict[str, str] = {}
    minutes: dict[str, dict[str, int]] = {}
    for kind, title in (("work", ""), ("reserve", workshop.say(N_("Reserve"))), ("break", workshop.say(N_("Breaks")))):
        for slot_length, slots in made.items():
            for slot in slots:
                if slot.block.kind == kind:
                    key = slot.block.id if kind == "work" else f"{kind}s"
                    names[key] = title or workshop.text(slot.block.title)
                    row = minutes.setdefault(key, dict.fromkeys(lengths, 0))
                    row[slot_length] += slot.minutes
    order = {block.id: at for at, block in enumerate(blocks())}
    keys = sorted(minutes, key=lambda key: order.get(key, len(order)))
    return {"rows": [{"title": names[key], "minutes": [minutes[key][length] or "" for length in lengths]} for key in keys],
            "sums": [sum(row[length] for row in minutes.values()) for length in lengths]}


def _titles(workshop: Workshop, names: tuple[str, ...]) -> list[str]:
    """Titles of the pieces of the workshop's set among the names."""
    from cxgov.handouts import PIECES

    return [workshop.say(PIECES[name].title) for name in names if name in PIECES and workshop.length in PIECES[name].lengths]


def _block(workshop: Workshop, slot: Slot) -> dict[str, Any]:
    """A block as the template takes it."""
    block, text = slot.block, workshop.text
    brought = {material.id: material.name for material in materials(workshop)}
    moments = [{
        "start": spoken_time(moment.start), "minutes": moment.minutes,
        "text": text(moment.text) or _presenting(workshop, slot.presenting), "practices": _practices(workshop) if moment.own else [],
        "reason": _reason(workshop) if moment.own else "",
    } for moment in slot.moments]
    return {
        "kind": block.kind, "number": str(slot.number or ""), "title": text(block.title), "start": spoken_time(slot.start),
        "end": spoken_time(slot.end), "minutes": slot.minutes, "aim": text(block.aim), "moments": moments, "text": text(block.text),
        "say": [text(one) for one in block.say], "ask": [text(one) for one in block.ask], "watch": [text(one) for one in block.watch],
        "close": text(block.close), "next": text(block.next), "remote": text(block.remote), "pieces": _titles(workshop, slot.pieces),
        "materials": [brought[one] for one in block.materials if one in brought],
    }


def _practices(workshop: Workshop) -> list[str]:
    """The practices that all groups rate."""
    return [f"{practice.id} {workshop.text(practice.short or practice.name)}" for practice in rated(workshop)]


def _reason(workshop: Workshop) -> str:
    """Why these practices."""
    stage = limiting(workshop)
    if stage is None:
        return workshop.say(N_("The same for all groups: the first practice of each stage."))
    return workshop.say(N_("The same for all groups: the practices of the stage that holds the others back, “{stage}”."), stage=workshop.text(stage.name))


def _presenting(workshop: Workshop, each: int) -> str:
    """The step in which groups present."""
    groups = presenting_groups(workshop)
    if groups < len(workshop.groups):
        return workshop.counted(each, N_("{groups} groups drawn by lot present, {n} minute each; the others add what is missing."),
                                N_("{groups} groups drawn by lot present, {n} minutes each; the others add what is missing."), groups=groups)
    return workshop.counted(each, N_("The groups present, {n} minute each."), N_("The groups present, {n} minutes each."))


def _objection(workshop: Workshop, one: dict[str, str]) -> dict[str, str]:
    """An objection with its answer and the name of the anti-pattern behind it, where the framework knows it."""
    pattern = workshop.framework.anti_patterns.get(one["pattern"])
    return {"says": one["says"], "answer": one["answer"], "pattern": workshop.text(pattern.name) if pattern else ""}


PIECES = (
    Piece(name="guide", title=N_("Facilitator guide"), audience="facilitator", copies="trainer", build=guide),
    Piece(name="agenda", title=N_("Agenda"), audience="participants", copies="person", build=sheet),
)

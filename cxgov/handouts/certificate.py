"""The certificate of attendance: one landscape page per participant, the name to be written by hand or typed.

In this room: what the certificate certifies; its hours are the agenda's without the breaks. Not here: the agenda itself
(`cxgov.handouts.agenda`).
"""

from __future__ import annotations

from cxgov.handouts.agenda import agenda
from cxgov.handouts.fields import field_name
from cxgov.handouts.piece import Piece, Sheet
from cxgov.handouts.words import words
from cxgov.handouts.workshop import Workshop
from cxgov.language import N_

MINUTES = 60


def working_minutes(workshop: Workshop) -> int:
    """Minutes of the agenda without its breaks."""
    return sum(slot.minutes for slot in agenda(workshop) if slot.block.kind != "break")


def sheets(workshop: Workshop) -> list[Sheet]:
    """Makes the certificate."""
    told, framework = words(workshop, "certificate"), workshop.framework
    held = {slot.block.id for slot in agenda(workshop)}
    taught = [one["text"] for one in told["taught"] if one["block"] in held]
    hours, minutes = divmod(working_minutes(workshop), MINUTES)
    return [Sheet(id="certificate", title=told["title"], template="certificate.html", paper="a4-landscape", data={
        "words": told, "field": field_name("certificate", 1, "name"), "organiser": workshop.name if workshop.workspace else "", "stages": [workshop.text(d.name) for d in framework.dimensions],
        "also": told["practised"].format(list=workshop.join(taught)), "contents": told["contents"] if framework.scoring.sequence else told["areas"], "trainer": workshop.trainer, "logo": workshop.logo or "", "facts": [
            {"name": told["date"], "value": workshop.language.date(workshop.day) if workshop.day else ""}, {"name": told["venue"], "value": workshop.venue},
            {"name": told["hours"], "value": told["part" if minutes else "whole"].format(hours=hours, minutes=minutes)}]})]


PIECES = (
    Piece(name="certificate", title=N_("Certificate of attendance"), audience="participants", copies="person", build=sheets, form=True,
          stock=N_("heavier paper")),
)

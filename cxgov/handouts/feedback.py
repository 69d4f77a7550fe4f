"""The feedback form, and the trainer's page that says how its answers are counted.

In this room: the form's columns and the files that make `cxgov measure` count them; both come from the keys of
``templates/handouts/content/feedback.yaml``. Not here: the counting (`cxgov.measuring`).
"""

from __future__ import annotations

import datetime
import json
from typing import Any

from cxgov.handouts.content import content
from cxgov.handouts.fields import field_name
from cxgov.handouts.piece import Piece, Sheet
from cxgov.handouts.words import folder, words
from cxgov.handouts.workshop import Workshop
from cxgov.language import N_

SOURCE = "workshop-feedback"
DATA = "data/workshop-feedback.csv"
PLACEHOLDER = "your-person-id"
SCALE, RECOMMENDATION = (1, 5), (0, 10)
SAMPLE_DAY = datetime.date(2026, 1, 15)  # where the workshop has no day yet


def field(key: str) -> str:
    """The name of a field of the form: one PDF is one respondent, so its row is 1."""
    return field_name("feedback", 1, key)


def columns() -> tuple[str, ...]:
    """The columns of the CSV file: the day, then the keys of the form in its order."""
    form = content("feedback")["form"]
    return ("date", *(question["key"] for question in form["closed"]), form["recommend"]["key"], *(question["key"] for question in form["open"]))


def sheets(workshop: Workshop) -> list[Sheet]:
    """Makes the form: seven questions from 1 to 5, one from 0 to 10, two open ones."""
    told = words(workshop, "feedback")["form"]
    for question in (*told["closed"], told["recommend"], *told["open"]):
        question["field"] = field(question["key"])
    (low, high), (least, most) = SCALE, RECOMMENDATION
    return [Sheet(id="feedback", title=told["title"], template="feedback.html", data={
        "words": told, "name": workshop.name, "day": _day(workshop), "scale": list(range(low, high + 1)), "recommendation": list(range(least, most + 1))})]


def counting(workshop: Workshop) -> list[Sheet]:
    """Makes the trainer's page: the header of the file, the definitions to save, the command."""
    told = words(workshop, "feedback")["count"]
    owner, day = _owner(workshop), workshop.day or SAMPLE_DAY
    return [Sheet(id="feedback-count", title=told["title"], template="feedback-count.html", data={
        "words": told, "header": ",".join(columns()), "row": ",".join([day.isoformat(), *sample_row()]), "steps": [step.format(path=DATA) for step in told["steps"]],
        "owner": told["owned"] if owner else told["owner"], "files": [
            {"name": "workshop-sources.yaml", "text": sources_text(workshop)}, {"name": "workshop-kpis.yaml", "text": kpis_text(workshop, owner or PLACEHOLDER)}],
        "command": f"cxgov measure {folder(workshop, told['folder'])} --period {quarter_of(day)}"})]


def quarter_of(day: datetime.date) -> str:
    """The quarter of a day, as a command takes it."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def sample_row() -> list[str]:
    """A row as it is typed, without its day: answers where there are some, the open ones in quotation marks."""
    form = content("feedback")["form"]
    return [*(str(SCALE[1] - n % 2) for n, _ in enumerate(form["closed"])), str(RECOMMENDATION[1] - 1), *('"…"' for _ in form["open"])]


def sources_text(workshop: Workshop) -> str:
    """The file that describes the answers to `cxgov measure`."""
    name = _flow(workshop, content("feedback")["count"]["source"])
    return f"kind: sources\nsources:\n  - {{id: {SOURCE}, name: {name}, path: {DATA}, date: {{column: date}}}}\n"


def kpis_text(workshop: Workshop, owner: str) -> str:
    """The file of indicators: the recommendation as NPS, every closed question as CSAT.

    Args:
        workshop: whose language the names are in.
        owner: id of a person of the organisation.
    """
    form = content("feedback")["form"]
    rest = f"family: perception, trigger: transactional, owner: {owner}, target: none"
    asked = [(form["recommend"], "nps", "nps_0_10", RECOMMENDATION), *((question, "csat", "csat5_top2", SCALE) for question in form["closed"])]
    lines = []
    for question, kind, variant, (low, high) in asked:
        lines.append(f"  - {{id: workshop-{question['key']}, name: {_flow(workshop, question['name'])}, type: {kind}, variant: {variant},\n"
                     f"     scale: {{min: {low}, max: {high}}}, {rest},\n     measure: {{source: {SOURCE}, column: {question['key']}}}}}\n")
    return "kind: kpis\nkpis:\n" + "".join(lines)


def _flow(workshop: Workshop, text: Any) -> str:
    """A text as it stands in a YAML flow map; JSON's quotation is YAML's."""
    return json.dumps(workshop.text(text), ensure_ascii=False)


def _owner(workshop: Workshop) -> str | None:
    people = workshop.workspace.organisation.people if workshop.workspace else ()
    return next((person.id for person in people if person.type == "person"), None)


def _day(workshop: Workshop) -> str:
    return workshop.language.date(workshop.day) if workshop.day else ""


PIECES = (
    Piece(name="feedback", title=N_("Feedback form"), audience="participants", copies="person", build=sheets, form=True),
    Piece(name="feedback-count", title=N_("How to count the feedback"), audience="facilitator", copies="trainer", build=counting),
)

"""Faults in the voice of the customer and in the assessment: CXG-040 to 048, 090 to 095."""

from __future__ import annotations

from planted.assessed import FRESH, LEFT_OUT, PRACTICES, path
from planted.planting import COMPLAINTS, ENTERED_FOR_READING, FEEDBACK, fault
from planted.programme import Programme
from planted.text import Flow, Row, Spot, at

# --- voice of the customer ----------------------------------------------------------------------------------------------


@fault("CXG-040")
def customer_at_risk_waits(made):
    del made.record(FEEDBACK, "items", made.id("f040"))["contacted"]
    return made.id("f040"), at(FEEDBACK, f"id: {made.id('f040')}")


@fault("CXG-041")
def one_way_of_listening_less(made):
    made.record("sources.yaml", "sources", made.id("s041"))["voice"] = "complaints"
    return made.id("generated"), at("sources.yaml", "id:")


@fault("CXG-042")
def recurring_cause(made):
    made.initiative("i042")["causes"] = []
    return f"cause-{made.id('c042')}", at(COMPLAINTS, made.id("r042c"))


@fault("CXG-043")
def expectation_of_nobody(made):
    del made.record("expectations.yaml", "expectations", made.id("e043"))["segment"]
    return made.id("e043"), at("expectations.yaml", f"id: {made.id('e043')}")


@fault("CXG-044")
def silent_source(made):
    made.record("sources.yaml", "sources", made.id("s044"))["delivered"] = made.day(3, 30)
    return made.id("s044"), at("sources.yaml", f"id: {made.id('s044')}")


@fault("CXG-045")
def employee_unanswered(made):
    made.record(FEEDBACK, "items", made.id("f045")).pop("contacted")
    return made.id("f045"), at(FEEDBACK, f"id: {made.id('f045')}")


@fault("CXG-046")
def complaint_late(made):
    next(row for row in made.files[COMPLAINTS] if row["id"] == made.id("r046"))["answered"] = None
    return made.id("r046"), at(COMPLAINTS, made.id("r046"))


@fault("CXG-047")
def closed_without_outcome(made):
    del made.record(FEEDBACK, "items", made.id("f047"))["outcome"]
    return made.id("f047"), at(FEEDBACK, f"id: {made.id('f047')}", "closed:")


@fault("CXG-048")
def contacted_too_often(made):
    made.files[FEEDBACK]["contacts"][1]["most"] = 7
    return f"{made.year}-08", at(FEEDBACK, f"period: {made.year}-08", "most:")


# --- integrity of the assessment ----------------------------------------------------------------------------------------


def _agreed(made: Programme, practice: str, change: Row, *without: str) -> tuple[str, Spot]:
    """Edits an agreed answer."""
    file = path(made.period, None, "agreed")
    answer = made.files[file]["answers"][practice]
    answer.update(change)
    for name in without:
        del answer[name]
    return practice, at(file, f"{practice}:")


@fault("CXG-090")
def level_without_evidence(made):
    return _agreed(made, "S2.P2", {}, "evidence")


@fault("CXG-091")
def stale_evidence(made):
    made.files[path(made.period, None, "agreed")]["answers"][FRESH]["evidence"][0]["date"] = made.day(4, 30, -2)
    return _agreed(made, FRESH, {})


@fault("CXG-092")
def too_few_raters(made):
    del made.files[path(made.period, "u092", made.id("r3"))]
    return made.id("u092"), at(path(made.period, "u092", "agreed"), "status:")


@fault("CXG-093")
def dispute_without_a_note(made):
    return _agreed(made, "S3.P2", {}, "note")


@fault("CXG-094")
def self_image_gap(made):
    for practice in PRACTICES:
        if practice.startswith("S4"):
            made.files[path(made.period, None, f"assessor-{made.seed}")]["answers"][practice]["level"] = 0
    return "S4", at(path(made.period, None, "agreed"), "S4.P1:")


@fault("CXG-095")
def too_much_left_out(made):
    file = path(made.period, None, "agreed")
    made.files[file]["answers"][LEFT_OUT[1]] = Flow(level="na", reason={"pl": "Bez własnych badań", "en": "No research of its own"})
    return "S5", at(file, "S5.P5:")


@fault("CXG-095", ENTERED_FOR_READING)
def left_out_without_reason(made):
    file = path(made.period, None, made.id("r2"))
    del made.files[file]["answers"][LEFT_OUT[0]]["reason"]
    return LEFT_OUT[0], at(file, f"{LEFT_OUT[0]}:")

"""Faults in decisions, the cycle and initiatives: CXG-050 to 067."""

from __future__ import annotations

from planted.assessed import PRACTICES, path
from planted.decided import FINISHED
from planted.planting import ENTERED_FOR_READING, INITIATIVES, edited_initiative, fault, journey_of
from planted.programme import Programme
from planted.text import Row, at

# --- decisions and the cycle --------------------------------------------------------------------------------------------


def _decision(made: Programme, role: str, quarter: int) -> tuple[str, Row]:
    file = f"{made.quarter(quarter)}/decisions.yaml"
    return file, made.record(file, "decisions", made.id(role))


@fault("CXG-050")
def nothing_decided(made):
    _decision(made, "D050", 3)[1]["status"] = "dropped"
    return made.id("k050"), at(f"{made.period}/measurements.yaml", f"kpi: {made.id('k050')}", "value:")


@fault("CXG-051")
def decision_without_owner(made):
    file, decision = _decision(made, "D051", 3)
    del decision["owner"]
    return decision["id"], at(file, f"id: {decision['id']}")


@fault("CXG-052")
def problem_ignored(made):
    file, journey = journey_of(made, "j012")
    del journey["problems"][0]["rejected"]
    return journey["problems"][0]["id"], at(file, f"id: {journey['problems'][0]['id']}")


@fault("CXG-053")
def overdue(made):
    file, decision = _decision(made, "D053", 2)
    decision["due"] = made.day(8, 15)
    return decision["id"], at(file, f"id: {decision['id']}", "due:")


def _stage(made: Programme, number: int, cycle: str = "now") -> Row:
    return next(record for record in made.files[f"cycles/{cycle}.yaml"]["stages"] if record["stage"] == f"S{number}")


@fault("CXG-054")
def stage_skipped(made):
    made.files["cycles/now.yaml"]["stages"].remove(_stage(made, 3))
    return made.id("pass-now"), at("cycles/now.yaml", "stage: S4")


@fault("CXG-055")
def order_violated(made):
    _stage(made, 2)["started"] = made.day(2, 20)
    return made.id("pass-now"), at("cycles/now.yaml", "stage: S2", "started:")


@fault("CXG-056")
def cycle_paused(made):
    _stage(made, 5, "before")["completed"] = made.day(7, 20, -1)
    return made.id("pass-now"), at("cycles/now.yaml", "stage: S5")


@fault("CXG-057")
def nothing_taken_over(made):
    del _stage(made, 1)["inputs"]
    return made.id("pass-now"), at("cycles/now.yaml", "stage: S1")


@fault("CXG-058")
def effect_unchecked(made):
    file, decision = _decision(made, "D058", 2)
    del decision["verified"], decision["effect"]
    return decision["id"], at(file, f"id: {decision['id']}", "closed:")


@fault("CXG-059")
def stage_far_ahead(made):
    agreed = path(made.period, "u059", "agreed")
    for file, data in made.files.items():
        if file.startswith(path(made.period, "u059", "")[:-6]):
            for practice in PRACTICES:
                if practice.startswith("S3"):
                    data["answers"][practice]["level"] = 4
    return "S3", at(agreed, "S3.P1:")


# --- initiatives --------------------------------------------------------------------------------------------------------


@fault("CXG-060")
def initiative_without_indicator(made):
    return edited_initiative(made, "i060", {"expects": []}, key="expects")


@fault("CXG-061")
def initiative_without_signal(made):
    return edited_initiative(made, "i061", {"signals": []})


@fault("CXG-062")
def initiative_without_end(made):
    return edited_initiative(made, "i062", {}, "end")


@fault("CXG-063")
def not_evaluated(made):
    return edited_initiative(made, FINISHED[0], {}, "evaluation", key="end")


@fault("CXG-065")
def portfolio_of_customer_service(made):
    """More than half of what is open, but with what is done no more than half of all."""
    running = [i for i in made.records(INITIATIVES, "initiatives") if i["status"] != "done"]
    for number, initiative in enumerate(running[:len(running) // 2 + 1]):
        initiative["owner"] = made.id(f"s{1 + number % 4}")
    return made.id("generated"), at(INITIATIVES, f"id: {running[0]['id']}", "owner:")


@fault("CXG-066")
def off_target_twice(made):
    made.initiative("i066")["status"] = "proposed"
    return made.id("k066"), at(f"{made.period}/measurements.yaml", f"kpi: {made.id('k066')}", "value:")


@fault("CXG-067")
def no_trial(made):
    made.initiative("i067")["pilot"]["done"] = False
    return edited_initiative(made, "i067", {}, key="pilot")


@fault("CXG-064", ENTERED_FOR_READING)
def unknown_indicator(made):
    made.initiative("i064")["expects"][0]["kpi"] = "k-unheard-of"
    return "k-unheard-of", at(INITIATIVES, f"id: {made.id('i064')}", "expects:", "kpi:")

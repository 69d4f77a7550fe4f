"""Faults in strategy and mandate, journeys, ownership, people and technology: CXG-001 to 028, 080 to 083."""

from __future__ import annotations

from planted.organised import general_people
from planted.planting import INITIATIVES, KPIS, ORGANISATION, edited_initiative, edited_touchpoint, fault, journey_of
from planted.programme import Programme
from planted.text import Row, at


def _organisation(made: Programme) -> Row:
    found: Row = made.files[ORGANISATION]
    return found


# --- strategy and mandate -----------------------------------------------------------------------------------------------


@fault("CXG-001")
def no_promise(made):
    del _organisation(made)["strategy"]["promise"]
    return made.id("generated"), at(ORGANISATION, "strategy:", "goals:")


@fault("CXG-002")
def no_sponsor(made):
    del _organisation(made)["governance"]["sponsor"]
    return made.id("generated"), at(ORGANISATION, "governance:", "body:")


@fault("CXG-003")
def too_few_meetings(made):
    del made.records("meetings.yaml", "meetings")[2:4]
    return made.id("generated"), at(ORGANISATION, "body:", "meets:")


@fault("CXG-004")
def goals_of_one_function(made):
    sales = made.record(ORGANISATION, "functions", "sales")
    sales["goals"] = [made.id("k076")]
    return made.id("generated"), at(ORGANISATION, "id: operations", "goals:")


@fault("CXG-005")
def indicators_of_customer_service(made):
    kpis = made.records(KPIS, "kpis")
    for kpi in kpis[:len(kpis) // 2 + 1]:
        kpi["owner"] = made.id("s2")
    return made.id("generated"), at(ORGANISATION, "customer_service:")


@fault("CXG-006")
def wow_without_effort(made):
    made.initiative("i006")["expects"][0]["kpi"] = made.id("k004a")
    return made.id("i006"), at(INITIATIVES, f"id: {made.id('i006')}", "expects:", "kpi:")


@fault("CXG-007")
def goal_without_objective(made):
    del _organisation(made)["strategy"]["goals"][0]["objective"]
    return made.id("g007"), at(ORGANISATION, f"id: {made.id('g007')}")


# --- journey and touchpoints --------------------------------------------------------------------------------------------


@fault("CXG-010")
def channel_as_touchpoint(made):
    return edited_touchpoint(made, "t010", {"name": {"pl": "Infolinia", "en": "Helpline"}}, "customer_goal", key="name")


@fault("CXG-011")
def only_dialogue(made):
    file, journey = journey_of(made, "j011")
    _organisation(made)["channels"] = [{"id": "line", "name": {"pl": "Infolinia", "en": "Helpline"}}]
    for stage in journey["stages"]:
        for touchpoint in stage["touchpoints"]:
            touchpoint["channels"] = ["line"]
    return journey["id"], at(file, "name:")


@fault("CXG-012")
def stage_without_touchpoints(made):
    file, journey = journey_of(made, "j012")
    journey["stages"].append({"id": "renewal", "name": {"pl": "Odnowienie", "en": "Renewal"}, "touchpoints": []})
    return "renewal", at(file, "id: renewal")


@fault("CXG-013")
def old_inventory(made):
    file, journey = journey_of(made, "j013")
    journey["date"] = made.day(8, 31, -1)
    return journey["id"], at(file, "date:")


@fault("CXG-014")
def no_moment_of_truth(made):
    file, journey = journey_of(made, "j014")
    for stage in journey["stages"]:
        for touchpoint in stage["touchpoints"]:
            touchpoint.pop("moment_of_truth", None)
    return journey["id"], at(file, "name:")


def _phase(made: Programme, phase: str, instead: str) -> None:
    for _, journey in made.journeys():
        for stage in journey["stages"]:
            if stage.get("phase") == phase:
                stage["phase"] = instead


@fault("CXG-015")
def nothing_before_purchase(made):
    _phase(made, "pre_purchase", "purchase")
    return made.id("generated"), at(next(made.journeys())[0], "name:")


@fault("CXG-016")
def desired_effort_missing(made):
    del made.touchpoint("t016")[1]["desired"]["effort"]
    return edited_touchpoint(made, "t016", {}, key="desired")


@fault("CXG-017")
def nothing_after_sale(made):
    _phase(made, "after_sales", "use")
    return made.id("generated"), at([*made.journeys()][-1][0], "name:")


@fault("CXG-018")
def same_touchpoint_twice(made):
    first = made.touchpoint("t016")[1]["name"]["en"]
    return edited_touchpoint(made, "t018", {"name": {"pl": "Coś zupełnie innego", "en": first.upper()}}, key="name")


# --- ownership ----------------------------------------------------------------------------------------------------------


@fault("CXG-020")
def nobody_accountable(made):
    return edited_touchpoint(made, "t020", {"accountable": []}, key="accountable")


@fault("CXG-021")
def two_accountable(made):
    first = made.touchpoint("t021")[1]["accountable"][0]
    other = next(person["id"] for person in general_people(made) if person["id"] != first)
    return edited_touchpoint(made, "t021", {"accountable": [first, other]}, key="accountable")


@fault("CXG-022")
def one_owner_of_everything(made):
    """Takes over touchpoints that are no check's own, until it is just more than 30 %."""
    touchpoints = [touchpoint for _, touchpoint in made.touchpoints()]
    owner = made.id("p022")
    free = [t for t in touchpoints if "x" in t["id"].split("-")[0]]
    for touchpoint in free[:3 * len(touchpoints) // 10]:
        touchpoint["accountable"] = [owner]
    return owner, at(ORGANISATION, f"id: {owner}")


@fault("CXG-023")
def one_function_owns(made):
    for person in general_people(made):
        person["function"] = "operations"
    return "operations", at(ORGANISATION, "functions:", "id: operations")


@fault("CXG-024")
def nobody_responsible(made):
    return edited_touchpoint(made, "t024", {"responsible": []}, key="responsible")


@fault("CXG-025")
def owner_is_a_department(made):
    made.person("p025")["type"] = "department"
    return made.id("p025"), at(ORGANISATION, f"id: {made.id('p025')}", "type:")


@fault("CXG-026")
def owner_without_control(made):
    return edited_touchpoint(made, "t026", {"performed_by": ["logistics"]}, key="accountable")


@fault("CXG-027")
def overloaded_owner(made):
    """Owns a touchpoint already; as many decisions as are allowed make one too many."""
    owner = made.id("p027")
    made.records(f"{made.period}/decisions.yaml", "decisions").extend(
        {"id": made.id(f"D027x{number}"), "about": {"practice": "S1.P2"}, "decision": "accept", "text": {"pl": "Zostaje", "en": "It stays"},
         "owner": owner, "status": "open"} for number in range(_organisation(made)["checks"]["CXG-027"]["limit"]))
    return owner, at(ORGANISATION, f"id: {owner}")


@fault("CXG-028")
def owner_who_left(made):
    made.person("p028")["active_until"] = made.day(7, 31)
    return made.id("p028"), at(ORGANISATION, f"id: {made.id('p028')}", "active_until:")


# --- people and technology ----------------------------------------------------------------------------------------------


@fault("CXG-080")
def function_untrained(made):
    made.record("trainings.yaml", "trainings", made.id("w080"))["functions"] = []
    return made.id("f080"), at(ORGANISATION, f"id: {made.id('f080')}")


@fault("CXG-081")
def no_way_to_a_person(made):
    return edited_touchpoint(made, "t081", {}, "human_route")


@fault("CXG-082")
def automation_unmeasured(made):
    made.kpi("k082")["touchpoints"] = []
    return edited_touchpoint(made, "t082", {}, key="automation")


@fault("CXG-083")
def tool_before_strategy(made):
    return edited_initiative(made, "i083", {"goals": [], "expects": []})

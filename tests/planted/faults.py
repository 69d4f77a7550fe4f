"""One fault for every check, to be planted into a generated programme, and what must then be found and where.

A fault edits records of its own, so that faults can be planted together. What it is expected to give is said by the text of
the files: the line that begins in a certain way. Two kinds of fault are refused when files are read (`LOADER`), and while one
is there the governance is not judged: a reference to something unknown (CXG-064) and `na` without a reason (CXG-095). CXG-095 has
a fault among the others too, as too many practices with a reason are a finding of governance. So 79 faults stand together, one
for each check but CXG-064, and the two of reading together in a run of their own.

One couple cannot be told apart: a technology initiative without a goal and an expected change (CXG-083) has no expected change
(CXG-060). It stands in `IMPLIED`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from planted.assessed import FRESH, LEFT_OUT, PRACTICES, path
from planted.decided import FINISHED
from planted.organised import general_people
from planted.programme import Programme
from planted.text import Flow, Row, Spot, at

ORGANISATION, KPIS, INITIATIVES = "organisation.yaml", "kpis.yaml", "initiatives.yaml"
FEEDBACK, COMPLAINTS = "feedback/log.yaml", "complaints/table.csv"


@dataclass(frozen=True)
class Expected:
    """A finding that must be there: its check, the record it is about, and the line."""

    code: str
    about: str
    spot: Spot


Apply = Callable[[Programme], Expected]
PLANTS: dict[str, Apply] = {}
LOADER: dict[str, Apply] = {}
IMPLIED: dict[str, Callable[[Programme], tuple[Expected, ...]]] = {
    "CXG-083": lambda made: (Expected("CXG-060", made.id("i083"), at(INITIATIVES, f"id: {made.id('i083')}", "expects:")),),
}


def plant(made: Programme, code: str) -> list[Expected]:
    """Plants the fault of a check and returns all that must be found for it."""
    return [PLANTS[code](made), *IMPLIED.get(code, lambda _: ())(made)]


def _fault(code: str, faults: dict[str, Apply] = PLANTS) -> Callable[[Callable[[Programme], tuple[str, Spot]]], Apply]:
    """Enters a fault under its code; the function edits the programme and returns what the finding is about and where it stands."""
    def enter(edit: Callable[[Programme], tuple[str, Spot]]) -> Apply:
        def apply(made: Programme) -> Expected:
            return Expected(code, *edit(made))
        faults[code] = apply
        return apply
    return enter


def _organisation(made: Programme) -> Row:
    found: Row = made.files[ORGANISATION]
    return found


# --- strategy and mandate -----------------------------------------------------------------------------------------------


@_fault("CXG-001")
def no_promise(made):
    del _organisation(made)["strategy"]["promise"]
    return made.id("generated"), at(ORGANISATION, "strategy:", "goals:")


@_fault("CXG-002")
def no_sponsor(made):
    del _organisation(made)["governance"]["sponsor"]
    return made.id("generated"), at(ORGANISATION, "governance:", "body:")


@_fault("CXG-003")
def too_few_meetings(made):
    del made.records("meetings.yaml", "meetings")[2:4]
    return made.id("generated"), at(ORGANISATION, "body:", "meets:")


@_fault("CXG-004")
def goals_of_one_function(made):
    sales = made.record(ORGANISATION, "functions", "sales")
    sales["goals"] = [made.id("k076")]
    return made.id("generated"), at(ORGANISATION, "id: operations", "goals:")


@_fault("CXG-005")
def indicators_of_customer_service(made):
    kpis = made.records(KPIS, "kpis")
    for kpi in kpis[:len(kpis) // 2 + 1]:
        kpi["owner"] = made.id("s2")
    return made.id("generated"), at(ORGANISATION, "customer_service:")


@_fault("CXG-006")
def wow_without_effort(made):
    made.initiative("i006")["expects"][0]["kpi"] = made.id("k004a")
    return made.id("i006"), at(INITIATIVES, f"id: {made.id('i006')}", "expects:", "kpi:")


@_fault("CXG-007")
def goal_without_objective(made):
    del _organisation(made)["strategy"]["goals"][0]["objective"]
    return made.id("g007"), at(ORGANISATION, f"id: {made.id('g007')}")


# --- journey and touchpoints --------------------------------------------------------------------------------------------


def _touchpoint(made: Programme, role: str, change: Row, *without: str, key: str | None = None) -> tuple[str, Spot]:
    """Edits a touchpoint; the finding stands at ``key``, or where the touchpoint begins."""
    file, touchpoint = made.touchpoint(role)
    touchpoint.update(change)
    for name in without:
        del touchpoint[name]
    return touchpoint["id"], at(file, f"id: {touchpoint['id']}", *([f"{key}:"] if key else []))


def _journey(made: Programme, role: str) -> tuple[str, Row]:
    file = f"journeys/{made.id(role)}.yaml"
    return file, made.files[file]


@_fault("CXG-010")
def channel_as_touchpoint(made):
    return _touchpoint(made, "t010", {"name": {"pl": "Infolinia", "en": "Helpline"}}, "customer_goal", key="name")


@_fault("CXG-011")
def only_dialogue(made):
    file, journey = _journey(made, "j011")
    _organisation(made)["channels"] = [{"id": "line", "name": {"pl": "Infolinia", "en": "Helpline"}}]
    for stage in journey["stages"]:
        for touchpoint in stage["touchpoints"]:
            touchpoint["channels"] = ["line"]
    return journey["id"], at(file, "name:")


@_fault("CXG-012")
def stage_without_touchpoints(made):
    file, journey = _journey(made, "j012")
    journey["stages"].append({"id": "renewal", "name": {"pl": "Odnowienie", "en": "Renewal"}, "touchpoints": []})
    return "renewal", at(file, "id: renewal")


@_fault("CXG-013")
def old_inventory(made):
    file, journey = _journey(made, "j013")
    journey["date"] = made.day(8, 31, -1)
    return journey["id"], at(file, "date:")


@_fault("CXG-014")
def no_moment_of_truth(made):
    file, journey = _journey(made, "j014")
    for stage in journey["stages"]:
        for touchpoint in stage["touchpoints"]:
            touchpoint.pop("moment_of_truth", None)
    return journey["id"], at(file, "name:")


def _phase(made: Programme, phase: str, instead: str) -> None:
    for _, journey in made.journeys():
        for stage in journey["stages"]:
            if stage.get("phase") == phase:
                stage["phase"] = instead


@_fault("CXG-015")
def nothing_before_purchase(made):
    _phase(made, "pre_purchase", "purchase")
    return made.id("generated"), at(next(made.journeys())[0], "name:")


@_fault("CXG-016")
def desired_effort_missing(made):
    del made.touchpoint("t016")[1]["desired"]["effort"]
    return _touchpoint(made, "t016", {}, key="desired")


@_fault("CXG-017")
def nothing_after_sale(made):
    _phase(made, "after_sales", "use")
    return made.id("generated"), at([*made.journeys()][-1][0], "name:")


@_fault("CXG-018")
def same_touchpoint_twice(made):
    first = made.touchpoint("t016")[1]["name"]["en"]
    return _touchpoint(made, "t018", {"name": {"pl": "Coś zupełnie innego", "en": first.upper()}}, key="name")


# --- ownership ----------------------------------------------------------------------------------------------------------


@_fault("CXG-020")
def nobody_accountable(made):
    return _touchpoint(made, "t020", {"accountable": []}, key="accountable")


@_fault("CXG-021")
def two_accountable(made):
    first = made.touchpoint("t021")[1]["accountable"][0]
    other = next(person["id"] for person in general_people(made) if person["id"] != first)
    return _touchpoint(made, "t021", {"accountable": [first, other]}, key="accountable")


@_fault("CXG-022")
def one_owner_of_everything(made):
    """Takes over touchpoints that are no check's own, until it is just more than 30 %."""
    touchpoints = [touchpoint for _, touchpoint in made.touchpoints()]
    owner = made.id("p022")
    free = [t for t in touchpoints if "x" in t["id"].split("-")[0]]
    for touchpoint in free[:3 * len(touchpoints) // 10]:
        touchpoint["accountable"] = [owner]
    return owner, at(ORGANISATION, f"id: {owner}")


@_fault("CXG-023")
def one_function_owns(made):
    for person in general_people(made):
        person["function"] = "operations"
    return "operations", at(ORGANISATION, "functions:", "id: operations")


@_fault("CXG-024")
def nobody_responsible(made):
    return _touchpoint(made, "t024", {"responsible": []}, key="responsible")


@_fault("CXG-025")
def owner_is_a_department(made):
    made.person("p025")["type"] = "department"
    return made.id("p025"), at(ORGANISATION, f"id: {made.id('p025')}", "type:")


@_fault("CXG-026")
def owner_without_control(made):
    return _touchpoint(made, "t026", {"performed_by": ["logistics"]}, key="accountable")


@_fault("CXG-027")
def overloaded_owner(made):
    """Owns a touchpoint already; as many decisions as are allowed make one too many."""
    owner = made.id("p027")
    made.records(f"{made.period}/decisions.yaml", "decisions").extend(
        {"id": made.id(f"D027x{number}"), "about": {"practice": "S1.P2"}, "decision": "accept", "text": {"pl": "Zostaje", "en": "It stays"},
         "owner": owner, "status": "open"} for number in range(_organisation(made)["checks"]["CXG-027"]["limit"]))
    return owner, at(ORGANISATION, f"id: {owner}")


@_fault("CXG-028")
def owner_who_left(made):
    made.person("p028")["active_until"] = made.day(7, 31)
    return made.id("p028"), at(ORGANISATION, f"id: {made.id('p028')}", "active_until:")


# --- indicators ---------------------------------------------------------------------------------------------------------


def _kpi(made: Programme, role: str, change: Row, *without: str, key: str | None = None) -> tuple[str, Spot]:
    """Edits the card of an indicator; the finding stands at ``key``, or where the card begins."""
    kpi = made.kpi(role)
    kpi.update(change)
    for name in without:
        del kpi[name]
    return kpi["id"], at(KPIS, f"id: {kpi['id']}", *([f"{key}:"] if key else []))


@_fault("CXG-030")
def key_touchpoint_unmeasured(made):
    made.kpi("k030")["touchpoints"] = []
    return _touchpoint(made, "t030", {}, key="key")


@_fault("CXG-031")
def moment_of_truth_unmeasured(made):
    made.kpi("k031")["touchpoints"] = []
    return _touchpoint(made, "t031", {}, key="moment_of_truth")


@_fault("CXG-032")
def no_target(made):
    return _kpi(made, "k032", {"target": "none"}, key="target")


@_fault("CXG-033")
def no_baseline(made):
    return _kpi(made, "k033", {}, "baseline")


@_fault("CXG-034")
def handle_time_as_experience(made):
    return _kpi(made, "k034", {"family": "behaviour"}, key="family")


@_fault("CXG-035")
def nobody_measures_success(made):
    made.kpi("k035")["family"] = "operational"
    file, first = next((file, touchpoint) for file, touchpoint in made.touchpoints() if touchpoint["key"])
    return made.id("generated"), at(file, f"id: {first['id']}", "key:")


@_fault("CXG-036")
def direction_contradicts(made):
    return _kpi(made, "k036", {"direction": "target_is_best"}, key="direction")


@_fault("CXG-037")
def value_out_of_range(made):
    made.measured("k037", 4, -1)["value"] = 120.0
    return made.id("k037"), at(f"{made.quarter(4, -1)}/measurements.yaml", f"kpi: {made.id('k037')}", "value:")


@_fault("CXG-038")
def target_below_baseline(made):
    kpi = made.kpi("k038")
    kpi["target"]["value"] = round(kpi["baseline"]["value"] - 0.1, 2)
    return _kpi(made, "k038", {}, key="target")


@_fault("CXG-039")
def individual_bonus(made):
    return _kpi(made, "k039", {"bonus": "individual"}, key="bonus")


# --- voice of the customer ----------------------------------------------------------------------------------------------


@_fault("CXG-040")
def customer_at_risk_waits(made):
    del made.record(FEEDBACK, "items", made.id("f040"))["contacted"]
    return made.id("f040"), at(FEEDBACK, f"id: {made.id('f040')}")


@_fault("CXG-041")
def one_way_of_listening_less(made):
    made.record("sources.yaml", "sources", made.id("s041"))["voice"] = "complaints"
    return made.id("generated"), at("sources.yaml", "id:")


@_fault("CXG-042")
def recurring_cause(made):
    made.initiative("i042")["causes"] = []
    return f"cause-{made.id('c042')}", at(COMPLAINTS, made.id("r042c"))


@_fault("CXG-043")
def expectation_of_nobody(made):
    del made.record("expectations.yaml", "expectations", made.id("e043"))["segment"]
    return made.id("e043"), at("expectations.yaml", f"id: {made.id('e043')}")


@_fault("CXG-044")
def silent_source(made):
    made.record("sources.yaml", "sources", made.id("s044"))["delivered"] = made.day(3, 30)
    return made.id("s044"), at("sources.yaml", f"id: {made.id('s044')}")


@_fault("CXG-045")
def employee_unanswered(made):
    made.record(FEEDBACK, "items", made.id("f045")).pop("contacted")
    return made.id("f045"), at(FEEDBACK, f"id: {made.id('f045')}")


@_fault("CXG-046")
def complaint_late(made):
    next(row for row in made.files[COMPLAINTS] if row["id"] == made.id("r046"))["answered"] = None
    return made.id("r046"), at(COMPLAINTS, made.id("r046"))


@_fault("CXG-047")
def closed_without_outcome(made):
    del made.record(FEEDBACK, "items", made.id("f047"))["outcome"]
    return made.id("f047"), at(FEEDBACK, f"id: {made.id('f047')}", "closed:")


@_fault("CXG-048")
def contacted_too_often(made):
    made.files[FEEDBACK]["contacts"][1]["most"] = 7
    return f"{made.year}-08", at(FEEDBACK, f"period: {made.year}-08", "most:")


# --- decisions and the cycle --------------------------------------------------------------------------------------------


def _decision(made: Programme, role: str, quarter: int) -> tuple[str, Row]:
    file = f"{made.quarter(quarter)}/decisions.yaml"
    return file, made.record(file, "decisions", made.id(role))


@_fault("CXG-050")
def nothing_decided(made):
    _decision(made, "D050", 3)[1]["status"] = "dropped"
    return made.id("k050"), at(f"{made.period}/measurements.yaml", f"kpi: {made.id('k050')}", "value:")


@_fault("CXG-051")
def decision_without_owner(made):
    file, decision = _decision(made, "D051", 3)
    del decision["owner"]
    return decision["id"], at(file, f"id: {decision['id']}")


@_fault("CXG-052")
def problem_ignored(made):
    file, journey = _journey(made, "j012")
    del journey["problems"][0]["rejected"]
    return journey["problems"][0]["id"], at(file, f"id: {journey['problems'][0]['id']}")


@_fault("CXG-053")
def overdue(made):
    file, decision = _decision(made, "D053", 2)
    decision["due"] = made.day(8, 15)
    return decision["id"], at(file, f"id: {decision['id']}", "due:")


def _stage(made: Programme, number: int, cycle: str = "now") -> Row:
    return next(record for record in made.files[f"cycles/{cycle}.yaml"]["stages"] if record["stage"] == f"S{number}")


@_fault("CXG-054")
def stage_skipped(made):
    made.files["cycles/now.yaml"]["stages"].remove(_stage(made, 3))
    return made.id("pass-now"), at("cycles/now.yaml", "stage: S4")


@_fault("CXG-055")
def order_violated(made):
    _stage(made, 2)["started"] = made.day(2, 20)
    return made.id("pass-now"), at("cycles/now.yaml", "stage: S2", "started:")


@_fault("CXG-056")
def cycle_paused(made):
    _stage(made, 5, "before")["completed"] = made.day(7, 20, -1)
    return made.id("pass-now"), at("cycles/now.yaml", "stage: S5")


@_fault("CXG-057")
def nothing_taken_over(made):
    del _stage(made, 1)["inputs"]
    return made.id("pass-now"), at("cycles/now.yaml", "stage: S1")


@_fault("CXG-058")
def effect_unchecked(made):
    file, decision = _decision(made, "D058", 2)
    del decision["verified"], decision["effect"]
    return decision["id"], at(file, f"id: {decision['id']}", "closed:")


@_fault("CXG-059")
def stage_far_ahead(made):
    agreed = path(made.period, "u059", "agreed")
    for file, data in made.files.items():
        if file.startswith(path(made.period, "u059", "")[:-6]):
            for practice in PRACTICES:
                if practice.startswith("S3"):
                    data["answers"][practice]["level"] = 4
    return "S3", at(agreed, "S3.P1:")


# --- initiatives --------------------------------------------------------------------------------------------------------


def _initiative(made: Programme, role: str, change: Row, *without: str, key: str | None = None) -> tuple[str, Spot]:
    """Edits an initiative; the finding stands at ``key``, or where the initiative begins."""
    initiative = made.initiative(role)
    initiative.update(change)
    for name in without:
        del initiative[name]
    return initiative["id"], at(INITIATIVES, f"id: {initiative['id']}", *([f"{key}:"] if key else []))


@_fault("CXG-060")
def initiative_without_indicator(made):
    return _initiative(made, "i060", {"expects": []}, key="expects")


@_fault("CXG-061")
def initiative_without_signal(made):
    return _initiative(made, "i061", {"signals": []})


@_fault("CXG-062")
def initiative_without_end(made):
    return _initiative(made, "i062", {}, "end")


@_fault("CXG-063")
def not_evaluated(made):
    return _initiative(made, FINISHED[0], {}, "evaluation", key="end")


@_fault("CXG-065")
def portfolio_of_customer_service(made):
    """More than half of what is open, but with what is done no more than half of all."""
    running = [i for i in made.records(INITIATIVES, "initiatives") if i["status"] != "done"]
    for number, initiative in enumerate(running[:len(running) // 2 + 1]):
        initiative["owner"] = made.id(f"s{1 + number % 4}")
    return made.id("generated"), at(INITIATIVES, f"id: {running[0]['id']}", "owner:")


@_fault("CXG-066")
def off_target_twice(made):
    made.initiative("i066")["status"] = "proposed"
    return made.id("k066"), at(f"{made.period}/measurements.yaml", f"kpi: {made.id('k066')}", "value:")


@_fault("CXG-067")
def no_trial(made):
    made.initiative("i067")["pilot"]["done"] = False
    return _initiative(made, "i067", {}, key="pilot")


# --- numbers ------------------------------------------------------------------------------------------------------------


def _value(made: Programme, role: str, change: Row, *without: str, key: str | None = None) -> tuple[str, Spot]:
    """Edits a value of the reported quarter; the finding stands at ``key``, or where the value begins."""
    measured = made.measured(role)
    measured.update(change)
    for name in without:
        del measured[name]
    return measured["kpi"], at(f"{made.period}/measurements.yaml", f"kpi: {measured['kpi']}", *([f"{key}:"] if key else []))


@_fault("CXG-070")
def number_of_answers_missing(made):
    return _value(made, "k070", {}, "n")


@_fault("CXG-071")
def too_few_answers(made):
    return _value(made, "k071", {"n": 24}, key="n")


@_fault("CXG-072")
def change_only_claimed(made):
    file = f"{made.period}/narrative/summary.en.md"
    made.files[file] = made.files[file].replace("shows no clear change", "improved in the quarter")
    return made.id("k072"), at(file, f"The value of `{made.id('k072')}`")


@_fault("CXG-073")
def another_question(made):
    made.measured("k073")["definition"]["question"] = "another"
    return _value(made, "k073", {}, key="definition")


@_fault("CXG-074")
def response_rate_fell(made):
    return _value(made, "k074", {"invited": made.measured("k074")["n"] * 7})


@_fault("CXG-075")
def parts_do_not_add_up(made):
    made.measured("k075")["parts"]["passives"] += 9
    return _value(made, "k075", {}, key="parts")


@_fault("CXG-076")
def time_alone(made):
    del made.measured("k076")["extra"]["p90"]
    return _value(made, "k076", {})


@_fault("CXG-077")
def another_trigger(made):
    made.measured("k077")["definition"]["trigger"] = "relationship"
    return _value(made, "k077", {}, key="definition")


# --- people and technology ----------------------------------------------------------------------------------------------


@_fault("CXG-080")
def function_untrained(made):
    made.record("trainings.yaml", "trainings", made.id("w080"))["functions"] = []
    return made.id("f080"), at(ORGANISATION, f"id: {made.id('f080')}")


@_fault("CXG-081")
def no_way_to_a_person(made):
    return _touchpoint(made, "t081", {}, "human_route")


@_fault("CXG-082")
def automation_unmeasured(made):
    made.kpi("k082")["touchpoints"] = []
    return _touchpoint(made, "t082", {}, key="automation")


@_fault("CXG-083")
def tool_before_strategy(made):
    return _initiative(made, "i083", {"goals": [], "expects": []})


# --- integrity of the assessment ----------------------------------------------------------------------------------------


def _agreed(made: Programme, practice: str, change: Row, *without: str) -> tuple[str, Spot]:
    """Edits an agreed answer."""
    file = path(made.period, None, "agreed")
    answer = made.files[file]["answers"][practice]
    answer.update(change)
    for name in without:
        del answer[name]
    return practice, at(file, f"{practice}:")


@_fault("CXG-090")
def level_without_evidence(made):
    return _agreed(made, "S2.P2", {}, "evidence")


@_fault("CXG-091")
def stale_evidence(made):
    made.files[path(made.period, None, "agreed")]["answers"][FRESH]["evidence"][0]["date"] = made.day(4, 30, -2)
    return _agreed(made, FRESH, {})


@_fault("CXG-092")
def too_few_raters(made):
    del made.files[path(made.period, "u092", made.id("r3"))]
    return made.id("u092"), at(path(made.period, "u092", "agreed"), "status:")


@_fault("CXG-093")
def dispute_without_a_note(made):
    return _agreed(made, "S3.P2", {}, "note")


@_fault("CXG-094")
def self_image_gap(made):
    for practice in PRACTICES:
        if practice.startswith("S4"):
            made.files[path(made.period, None, f"assessor-{made.seed}")]["answers"][practice]["level"] = 0
    return "S4", at(path(made.period, None, "agreed"), "S4.P1:")


@_fault("CXG-095")
def too_much_left_out(made):
    file = path(made.period, None, "agreed")
    made.files[file]["answers"][LEFT_OUT[1]] = Flow(level="na", reason={"pl": "Bez własnych badań", "en": "No research of its own"})
    return "S5", at(file, "S5.P5:")


# --- refused when files are read ----------------------------------------------------------------------------------------


@_fault("CXG-064", LOADER)
def unknown_indicator(made):
    made.initiative("i064")["expects"][0]["kpi"] = "k-unheard-of"
    return "k-unheard-of", at(INITIATIVES, f"id: {made.id('i064')}", "expects:", "kpi:")


@_fault("CXG-095", LOADER)
def left_out_without_reason(made):
    file = path(made.period, None, made.id("r2"))
    del made.files[file]["answers"][LEFT_OUT[0]]["reason"]
    return LEFT_OUT[0], at(file, f"{LEFT_OUT[0]}:")

"""Other forms of a check's fault: many checks look for several things, and each must be found alone and where it is mended."""

from __future__ import annotations

from collections.abc import Callable

from planted.assessed import FRESH, path
from planted.decided import FINISHED
from planted.planting import COMPLAINTS, FEEDBACK, INITIATIVES, KPIS, ORGANISATION, Apply, Expected
from planted.programme import Programme
from planted.text import Flow, Spot, at

VARIANTS: dict[str, Apply] = {}


def _variant(code: str) -> Callable[[Callable[[Programme], tuple[str, Spot]]], Callable[[Programme], tuple[str, Spot]]]:
    """Enters a form of a fault under its code and the name of the function."""
    def enter(edit: Callable[[Programme], tuple[str, Spot]]) -> Callable[[Programme], tuple[str, Spot]]:
        VARIANTS[f"{code}-{edit.__name__}"] = lambda made: Expected(code, *edit(made))
        return edit
    return enter


def _values(made: Programme, years: int = 0, quarter: int = 3) -> str:
    return f"{made.quarter(quarter, years)}/measurements.yaml"


# --- strategy, journeys, ownership --------------------------------------------------------------------------------------


@_variant("CXG-001")
def no_strategy(made):
    del made.files[ORGANISATION]["strategy"]
    made.initiative("i083").pop("goals")
    return made.id("generated"), at(ORGANISATION, "kind:")


@_variant("CXG-002")
def sponsor_left(made):
    sponsor = made.record(ORGANISATION, "people", made.files[ORGANISATION]["governance"]["sponsor"])
    for _, touchpoint in made.touchpoints():
        if sponsor["id"] in touchpoint["accountable"]:
            touchpoint["accountable"] = [made.id("p022")]
    for record in [*made.records(INITIATIVES, "initiatives"), *made.records(KPIS, "kpis"), *(
            decision for quarter in (2, 3) for decision in made.records(f"{made.quarter(quarter)}/decisions.yaml", "decisions"))]:
        if record["owner"] == sponsor["id"]:
            record["owner"] = made.id("p022")
    sponsor["active_until"] = made.day(6, 30)
    return sponsor["id"], at(ORGANISATION, f"id: {sponsor['id']}", "active_until:")


@_variant("CXG-004")
def goals_of_no_function(made):
    for function in made.records(ORGANISATION, "functions"):
        if "goals" in function:
            function["goals"] = [made.id("k076")]
    return made.id("generated"), at(ORGANISATION, "functions:", "id:")


@_variant("CXG-005")
def key_touchpoints_of_customer_service(made):
    keys = [touchpoint for _, touchpoint in made.touchpoints() if touchpoint["key"]]
    for number, touchpoint in enumerate(keys[:len(keys) // 2 + 1]):
        touchpoint["accountable"] = [made.id(f"s{1 + number % 4}")]
        touchpoint["performed_by"] = ["contact-centre"]
    return made.id("generated"), at(ORGANISATION, "customer_service:")


@_variant("CXG-012")
def journey_without_stages(made):
    file = "journeys/zz.yaml"
    made.files[file] = {"kind": "journey", "id": "later", "name": {"pl": "Kiedyś", "en": "Later"}, "date": made.day(6, 1), "stages": []}
    return "later", at(file, "name:")


@_variant("CXG-013")
def inventory_without_a_day(made):
    file = f"journeys/{made.id('j013')}.yaml"
    del made.files[file]["date"]
    return made.id("j013"), at(file, "name:")


@_variant("CXG-014")
def moments_of_truth_everywhere(made):
    file = f"journeys/{made.id('j900')}.yaml"
    touchpoints = [touchpoint for stage in made.files[file]["stages"] for touchpoint in stage["touchpoints"]]
    for touchpoint in touchpoints:
        touchpoint["moment_of_truth"] = "service"
    made.kpi("kj900")["touchpoints"] = [touchpoint["id"] for touchpoint in touchpoints]
    return made.id("j900"), at(file, "name:")


@_variant("CXG-016")
def no_desired_experience(made):
    file, touchpoint = made.touchpoint("t016")
    del touchpoint["desired"]
    return touchpoint["id"], at(file, f"id: {touchpoint['id']}")


@_variant("CXG-025")
def owner_is_everybody(made):
    made.person("p025")["name"] = "Wszyscy"
    return made.id("p025"), at(ORGANISATION, f"id: {made.id('p025')}", "name:")


@_variant("CXG-028")
def owner_of_an_indicator_left(made):
    made.person("s4")["active_until"] = made.day(8, 1)
    made.kpi("k032")["owner"] = made.id("s4")
    return made.id("s4"), at(ORGANISATION, f"id: {made.id('s4')}", "active_until:")


# --- indicators and numbers -----------------------------------------------------------------------------------------------


@_variant("CXG-033")
def no_unit(made):
    del made.kpi("k033")["unit"]
    return made.id("k033"), at(KPIS, f"id: {made.id('k033')}")


@_variant("CXG-037")
def baseline_out_of_range(made):
    made.kpi("k032")["baseline"]["value"] = -3.0
    return made.id("k032"), at(KPIS, f"id: {made.id('k032')}", "baseline:")


@_variant("CXG-037")
def unit_of_another_variant(made):
    made.kpi("k039")["unit"] = "percent"
    return made.id("k039"), at(KPIS, f"id: {made.id('k039')}", "unit:")


@_variant("CXG-037")
def mean_written_as_a_percentage(made):
    made.measured("k074", 4, -1)["value"] = 4.2
    return made.id("k074"), at(_values(made, -1, 4), f"kpi: {made.id('k074')}", "value:")


@_variant("CXG-037")
def interval_out_of_range(made):
    made.measured("k074")["interval"] = [71.0, 104.0]
    return made.id("k074"), at(_values(made), f"kpi: {made.id('k074')}", "interval:")


@_variant("CXG-038")
def target_already_met(made):
    kpi = made.kpi("k038")
    kpi["target"]["value"] = kpi["baseline"]["value"]
    return kpi["id"], at(KPIS, f"id: {kpi['id']}", "target:")


@_variant("CXG-038")
def target_due_before_the_baseline(made):
    made.kpi("k038")["target"]["by"] = made.quarter(2, -1)
    return made.id("k038"), at(KPIS, f"id: {made.id('k038')}", "target:")


@_variant("CXG-072")
def change_claimed_in_polish(made):
    file = f"{made.period}/narrative/summary.pl.md"
    made.files[file] = made.files[file].replace("nie zmieniła się wyraźnie", "wyraźnie się poprawiła")
    return made.id("k072"), at(file, f"Wartość `{made.id('k072')}`")


@_variant("CXG-072")
def change_the_other_way(made):
    file = f"{made.period}/narrative/summary.en.md"
    made.files[file] = made.files[file].replace("improved", "got worse")
    return made.id("k072b"), at(file, f"The value of `{made.id('k072b')}`")


@_variant("CXG-073")
def baseline_before_a_break(made):
    made.kpi("k074")["breaks"] = [{"period": made.quarter(1), "reason": {"pl": "Nowa ankieta", "en": "A new questionnaire"}}]
    return made.id("k074"), at(KPIS, f"id: {made.id('k074')}", "baseline:")


@_variant("CXG-074")
def nobody_knows_how_many_were_asked(made):
    del made.measured("k074")["invited"]
    return made.id("survey"), at("sources.yaml", f"id: {made.id('survey')}")


@_variant("CXG-074")
def nobody_knows_how_many_were_asked_for_a_typed_value(made):
    del made.measured("k074")["invited"], made.measured("k074")["source"]
    return made.period, at(_values(made), "measurements:", "kpi:")


@_variant("CXG-074")
def more_answers_than_people_asked(made):
    made.measured("k074")["invited"] = 50
    return made.id("k074"), at(_values(made), f"kpi: {made.id('k074')}")


@_variant("CXG-075")
def parts_do_not_give_the_value(made):
    made.measured("k075")["value"] += 2
    return made.id("k075"), at(_values(made), f"kpi: {made.id('k075')}", "parts:")


@_variant("CXG-075")
def counts_do_not_give_n(made):
    made.measured("k070")["counts"] = Flow({"4": 100, "5": 90})
    return made.id("k070"), at(_values(made), f"kpi: {made.id('k070')}", "counts:")


@_variant("CXG-076")
def no_open_cases(made):
    del made.measured("k076")["extra"]["open"]
    return made.id("k076"), at(_values(made), f"kpi: {made.id('k076')}")


@_variant("CXG-077")
def source_follows_something_else(made):
    made.record("sources.yaml", "sources", made.id("survey"))["trigger"] = "journey"
    made.kpi("k074")["measure"] = {"source": made.id("survey"), "column": "q1"}
    return made.id("k074"), at(KPIS, f"id: {made.id('k074')}", "trigger:")


# --- voice of the customer ------------------------------------------------------------------------------------------------


@_variant("CXG-040")
def customer_at_risk_waited(made):
    item = made.record(FEEDBACK, "items", made.id("f040"))
    item["received"], item["contacted"] = made.day(7, 3), made.day(9, 20)
    return made.period, at(FEEDBACK, f"id: {made.id('f040')}", "contacted:")


@_variant("CXG-042")
def cause_outlives_its_initiative(made):
    made.initiative("i042")["causes"] = []
    made.initiative(FINISHED[0])["causes"] = [f"cause-{made.id('c042')}"]
    return f"cause-{made.id('c042')}", at(COMPLAINTS, made.id("r042c"))


@_variant("CXG-044")
def source_that_never_brought_anything(made):
    del made.record("sources.yaml", "sources", made.id("s044"))["delivered"]
    return made.id("s044"), at("sources.yaml", f"id: {made.id('s044')}")


@_variant("CXG-045")
def employee_waited(made):
    item = made.record(FEEDBACK, "items", made.id("f045"))
    item["received"], item["contacted"] = made.day(7, 3), made.day(9, 20)
    return made.period, at(FEEDBACK, f"id: {made.id('f045')}", "contacted:")


@_variant("CXG-046")
def complaint_answered_late(made):
    row = next(row for row in made.files[COMPLAINTS] if row["id"] == made.id("r046"))
    row["answered"] = made.day(9, 9)
    return row["id"], at(COMPLAINTS, row["id"])


@_variant("CXG-047")
def closed_without_contact(made):
    del made.record(FEEDBACK, "items", made.id("f047"))["contacted"]
    return made.id("f047"), at(FEEDBACK, f"id: {made.id('f047')}", "closed:")


@_variant("CXG-047")
def closed_before_contact(made):
    made.record(FEEDBACK, "items", made.id("f047"))["contacted"] = made.day(9, 29)
    return made.id("f047"), at(FEEDBACK, f"id: {made.id('f047')}", "closed:")


@_variant("CXG-048")
def customers_who_did_not_agree(made):
    made.files[FEEDBACK]["contacts"][2]["without_consent"] = 4
    return f"{made.year}-09", at(FEEDBACK, f"period: {made.year}-09", "without_consent:")


@_variant("CXG-048")
def one_customer_contacted_again_and_again(made):
    rows = made.files["feedback/table.csv"]
    for day, row in enumerate(rows[:5], 2):
        row.update(customer="K-one", received=made.day(8, 1), contacted=made.day(8, day))
    return "K-one", at("feedback/table.csv", rows[0]["id"])


@_variant("CXG-048")
def one_customer_who_did_not_agree(made):
    row = made.files["feedback/table.csv"][7]
    row["consent"] = False
    return row["id"], at("feedback/table.csv", row["id"])


# --- decisions, the cycle, initiatives --------------------------------------------------------------------------------------


@_variant("CXG-051")
def decision_without_a_day(made):
    file = f"{made.period}/decisions.yaml"
    del made.record(file, "decisions", made.id("D051"))["due"]
    return made.id("D051"), at(file, f"id: {made.id('D051')}")


@_variant("CXG-053")
def initiative_overdue(made):
    made.initiative("i061")["end"] = made.day(9, 29)
    return made.id("i061"), at(INITIATIVES, f"id: {made.id('i061')}", "end:")


@_variant("CXG-054")
def stage_without_a_start(made):
    stage = made.files["cycles/now.yaml"]["stages"][2]
    del stage["started"], stage["completed"]
    stage["reason"] = {"pl": "Brak czasu", "en": "No time"}
    return made.id("pass-now"), at("cycles/now.yaml", "stage: S3")


@_variant("CXG-055")
def begun_before_the_one_before_is_over(made):
    del made.files["cycles/now.yaml"]["stages"][3]["completed"]
    return made.id("pass-now"), at("cycles/now.yaml", "stage: S5", "started:")


@_variant("CXG-057")
def older_version_taken_over(made):
    made.files["cycles/before.yaml"]["stages"][4]["outputs"][0]["version"] = 2
    return made.id("pass-now"), at("cycles/now.yaml", "stage: S1", "inputs:", "id:")


@_variant("CXG-062")
def initiative_without_owner(made):
    del made.initiative("i062")["owner"]
    return made.id("i062"), at(INITIATIVES, f"id: {made.id('i062')}")


@_variant("CXG-067")
def no_word_of_a_trial(made):
    del made.initiative("i067")["pilot"]
    return made.id("i067"), at(INITIATIVES, f"id: {made.id('i067')}")


# --- people and assessment ---------------------------------------------------------------------------------------------------


@_variant("CXG-080")
def training_long_ago(made):
    made.record("trainings.yaml", "trainings", made.id("w080"))["date"] = made.day(6, 1, -1)
    return made.id("f080"), at(ORGANISATION, f"id: {made.id('f080')}")


@_variant("CXG-081")
def way_that_leads_nowhere(made):
    file, touchpoint = made.touchpoint("t081")
    touchpoint["human_route"] = "brak"
    return touchpoint["id"], at(file, f"id: {touchpoint['id']}", "human_route:")


@_variant("CXG-091")
def undated_evidence(made):
    file = path(made.period, None, "agreed")
    del made.files[file]["answers"][FRESH]["evidence"][0]["date"]
    return FRESH, at(file, f"{FRESH}:")


@_variant("CXG-092")
def raters_of_one_function(made):
    """All three of a unit come from where the first does; the other panels have a rater from elsewhere."""
    for role in ("r2", "r3"):
        file = path(made.period, "u092", made.id(role))
        answers = made.files.pop(file)
        other = {"id": made.id(f"{role}b"), "name": made.words.person(), "function": made.person("r1")["function"], "type": "person"}
        made.records(ORGANISATION, "people").append(other)
        made.files[path(made.period, "u092", other["id"])] = {**answers, "rater": other["id"]}
    return made.id("u092"), at(path(made.period, "u092", "agreed"), "status:")


@_variant("CXG-093")
def one_says_not_applicable(made):
    file = path(made.period, None, made.id("r2"))
    made.files[file]["answers"]["S4.P4"] = Flow(level="na", reason={"pl": "Nie widzę tego", "en": "I do not see it"})
    return "S4.P4", at(path(made.period, None, "agreed"), "S4.P4:")

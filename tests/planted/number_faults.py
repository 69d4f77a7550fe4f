"""Faults in indicators and numbers: CXG-030 to 039, 070 to 077."""

from __future__ import annotations

from planted.planting import KPIS, edited_touchpoint, fault
from planted.programme import Programme
from planted.text import Row, Spot, at

# --- indicators ---------------------------------------------------------------------------------------------------------


def _kpi(made: Programme, role: str, change: Row, *without: str, key: str | None = None) -> tuple[str, Spot]:
    """Edits the card of an indicator; the finding stands at ``key``, or where the card begins."""
    kpi = made.kpi(role)
    kpi.update(change)
    for name in without:
        del kpi[name]
    return kpi["id"], at(KPIS, f"id: {kpi['id']}", *([f"{key}:"] if key else []))


@fault("CXG-030")
def key_touchpoint_unmeasured(made):
    made.kpi("k030")["touchpoints"] = []
    return edited_touchpoint(made, "t030", {}, key="key")


@fault("CXG-031")
def moment_of_truth_unmeasured(made):
    made.kpi("k031")["touchpoints"] = []
    return edited_touchpoint(made, "t031", {}, key="moment_of_truth")


@fault("CXG-032")
def no_target(made):
    return _kpi(made, "k032", {"target": "none"}, key="target")


@fault("CXG-033")
def no_baseline(made):
    return _kpi(made, "k033", {}, "baseline")


@fault("CXG-034")
def handle_time_as_experience(made):
    return _kpi(made, "k034", {"family": "behaviour"}, key="family")


@fault("CXG-035")
def nobody_measures_success(made):
    made.kpi("k035")["family"] = "operational"
    file, first = next((file, touchpoint) for file, touchpoint in made.touchpoints() if touchpoint["key"])
    return made.id("generated"), at(file, f"id: {first['id']}", "key:")


@fault("CXG-036")
def direction_contradicts(made):
    return _kpi(made, "k036", {"direction": "target_is_best"}, key="direction")


@fault("CXG-037")
def value_out_of_range(made):
    made.measured("k037", 4, -1)["value"] = 120.0
    return made.id("k037"), at(f"{made.quarter(4, -1)}/measurements.yaml", f"kpi: {made.id('k037')}", "value:")


@fault("CXG-038")
def target_below_baseline(made):
    kpi = made.kpi("k038")
    kpi["target"]["value"] = round(kpi["baseline"]["value"] - 0.1, 2)
    return _kpi(made, "k038", {}, key="target")


@fault("CXG-039")
def individual_bonus(made):
    return _kpi(made, "k039", {"bonus": "individual"}, key="bonus")


# --- numbers ------------------------------------------------------------------------------------------------------------


def _value(made: Programme, role: str, change: Row, *without: str, key: str | None = None) -> tuple[str, Spot]:
    """Edits a value of the reported quarter; the finding stands at ``key``, or where the value begins."""
    measured = made.measured(role)
    measured.update(change)
    for name in without:
        del measured[name]
    return measured["kpi"], at(f"{made.period}/measurements.yaml", f"kpi: {measured['kpi']}", *([f"{key}:"] if key else []))


@fault("CXG-070")
def number_of_answers_missing(made):
    return _value(made, "k070", {}, "n")


@fault("CXG-071")
def too_few_answers(made):
    return _value(made, "k071", {"n": 24}, key="n")


@fault("CXG-072")
def change_only_claimed(made):
    file = f"{made.period}/narrative/summary.en.md"
    made.files[file] = made.files[file].replace("shows no clear change", "improved in the quarter")
    return made.id("k072"), at(file, f"The value of `{made.id('k072')}`")


@fault("CXG-073")
def another_question(made):
    made.measured("k073")["definition"]["question"] = "another"
    return _value(made, "k073", {}, key="definition")


@fault("CXG-074")
def response_rate_fell(made):
    return _value(made, "k074", {"invited": made.measured("k074")["n"] * 7})


@fault("CXG-075")
def parts_do_not_add_up(made):
    made.measured("k075")["parts"]["passives"] += 9
    return _value(made, "k075", {}, key="parts")


@fault("CXG-076")
def time_alone(made):
    del made.measured("k076")["extra"]["p90"]
    return _value(made, "k076", {})


@fault("CXG-077")
def another_trigger(made):
    made.measured("k077")["definition"]["trigger"] = "relationship"
    return _value(made, "k077", {}, key="definition")

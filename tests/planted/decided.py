"""What the generated programme does: initiatives, decisions and the cycle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planted.organised import general_people
from planted.text import Flow, Row

if TYPE_CHECKING:
    from planted.programme import Programme

OPEN = ("i006", "i042", "i060", "i061", "i062", "i064", "i066", "i083")
FINISHED = ("i063", "i067")
STAGES = ("S1", "S2", "S3", "S4", "S5")
# Days of the stages, month and day, and what they hand on.
BEFORE = (((1, 7), (2, 28)), ((3, 3), (4, 11)), ((4, 14), (5, 16)), ((5, 19), (6, 13)), ((6, 20), (12, 10)))
NOW = (((1, 12), (2, 27)), ((3, 2), (4, 10)), ((4, 13), (5, 22)), ((5, 25), (7, 31)), ((8, 3), None))
OUTPUTS = ("touchpoint-inventory", "value-promise", "key-touchpoints", "initiative-portfolio", "next-cycle-input")


def initiatives(made: Programme) -> None:
    """General initiatives first, then those of the checks."""
    found = [_initiative(made, f"i{900 + number}", "in_progress") for number in range(1 + made.size)]
    found += [_initiative(made, role, "in_progress") for role in OPEN]
    found += [_initiative(made, role, "done") for role in (*FINISHED, *(f"i{800 + number}" for number in range(1 + made.size)))]
    made.files["initiatives.yaml"] = {"kind": "initiatives", "initiatives": found}
    problems = [problem["id"] for _, journey in made.journeys() for problem in journey["problems"] if not problem.get("rejected")]
    for initiative, problem in zip([found[n % (1 + made.size)] for n in range(len(problems))], problems, strict=True):
        initiative["problems"].append(problem)
    made.initiative("i006")["tags"] = ["wow"]
    made.initiative("i006")["expects"][0]["kpi"] = made.id("k006")
    made.initiative("i042")["causes"] = [f"cause-{made.id('c042')}"]
    made.initiative("i066")["expects"][0]["kpi"] = made.id("k066")
    made.initiative("i083").update({"goals": [made.id("g083")], "tags": ["technology"]})


def _initiative(made: Programme, role: str, status: str) -> Row:
    owner = made.random.choice(general_people(made))
    kpi = made.random.choice([k for k in made.records("kpis.yaml", "kpis") if k["id"].startswith(("kj", "k1"))])
    over = status == "done"
    found: Row = {
        "id": made.id(role), "title": made.words.text("Uproszczenie {thing}", "Making {thing} simpler"),
        "signals": [{"source": "reviews", "period": made.quarter(1), "text": made.words.text("Gubimy się w obsłudze {thing}", "We get lost in the handling of {thing}")}],
        "problems": [], "expects": [{"kpi": kpi["id"], "change": round(made.random.uniform(0.1, 0.9), 1), "by": made.quarter(2 if over else 4)}],
        "owner": owner["id"], "start": made.day(1, made.random.randint(4, 28)),
        "end": made.day(5, made.random.randint(4, 28)) if over else made.day(12, made.random.randint(4, 28)), "status": status}
    if over:
        found["pilot"] = {"done": True, "result": made.words.text("Mniej pomyłek w sprawie {thing}", "Fewer mistakes with {thing}")}
        found["evaluation"] = {"period": made.quarter(3), "change": 0.2, "text": made.words.text("Mniej pytań w sprawie {thing}", "Fewer questions about {thing}")}
    return found


def decisions(made: Programme) -> None:
    """Decisions of two quarters."""
    spring = [_decision(made, role, "act", {"practice": "S4.P1"}) for role in ("D053", "D058", *(f"D{100 + n}" for n in range(made.size)))]
    for decision in spring[1:]:
        decision |= {"status": "done", "closed": made.day(5, made.random.randint(4, 28)), "verified": made.quarter(3), "effect": "yes"}
    autumn = [
        _decision(made, "D050", "act", {"kpi": made.id("k050")}), _decision(made, "D051", "act", {"practice": "S5.P1"}),
        _decision(made, "D066", "investigate", {"kpi": made.id("k066")}),
        *(_decision(made, f"D{200 + n}", "investigate", {"practice": "S1.P1"}) for n in range(made.size))]
    for quarter, found in ((2, spring), (3, autumn)):
        period = made.quarter(quarter)
        made.files[f"{period}/decisions.yaml"] = {"kind": "decisions", "period": period, "decisions": found}


def _decision(made: Programme, role: str, what: str, about: Row) -> Row:
    return {"id": made.id(role), "about": about, "decision": what, "text": made.words.text("Zmieniamy zasady {thing}", "We change the rules of {thing}"),
            "owner": made.random.choice(general_people(made))["id"], "due": made.day(12, made.random.randint(4, 18)), "status": "open"}


def cycles(made: Programme) -> None:
    """The pass of the year before and the one under way, in its last stage; and the target levels."""
    for role, years, days in (("before", -1, BEFORE), ("now", 0, NOW)):
        stages: list[Row] = []
        for stage, (start, end), output in zip(STAGES, days, OUTPUTS, strict=True):
            record: Row = {"stage": stage, "started": made.day(*start, years)}
            if end:
                record |= {"completed": made.day(*end, years), "outputs": [{"id": output, "version": 1}]}
            stages.append(record)
        made.files[f"cycles/{role}.yaml"] = {"kind": "cycle", "id": made.id(f"pass-{role}"), "rhythm": "yearly", "tolerance_days": 30, "stages": stages}
    made.files["cycles/now.yaml"]["previous"] = made.id("pass-before")
    made.files["cycles/now.yaml"]["stages"][0]["inputs"] = [{"id": "next-cycle-input", "version": 1}]
    made.files["targets.yaml"] = {"kind": "targets", "by": made.quarter(2, 1), "levels": Flow({"S2.P1": 3, "S4.P2": made.random.randint(2, 4)})}

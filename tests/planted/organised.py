"""The organisation of the generated programme, its people, and its journeys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planted.text import Row
from planted.wording import FUNCTIONS

if TYPE_CHECKING:
    from planted.programme import Programme

SERVICE = "contact-centre"
# People of their own for checks of ownership, and who rate.
OWN_PEOPLE = {"p022": "operations", "p025": "sales", "p026": "sales", "p027": "quality", "p028": "digital"}
RATERS = {"r1": "operations", "r2": "digital", "r3": "finance"}
PHASES = ("pre_purchase", "purchase", "delivery", "use", "after_sales")
# Journeys of their own, and the touchpoints with their marks.
OWN_JOURNEYS: dict[str, dict[str, str]] = {
    "j011": {"t010": "", "t016": "key", "t018": ""},
    "j012": {"t020": "key", "t021": "", "t022": ""},
    "j013": {"t024": "", "t025": "", "t026": ""},
    "j014": {"t027": "", "t028": "", "t030": "key"},
    "j031": {"t031": "", "t035": "key", "t080": "key"},
    "j081": {"t081": "automation", "t082": "automation", "t083": ""},
}
TOUCHPOINTS_OF_A_JOURNEY = 6


def people(made: Programme) -> None:
    """Functions and people; `governance` adds the rest of the file."""
    names = [*FUNCTIONS, made.id("f080"), SERVICE]
    made.files["organisation.yaml"] = {
        "kind": "organisation", "id": made.id("generated"), "name": {"pl": f"Wzorcowa {made.seed}", "en": f"Sample {made.seed}"}, "languages": ["pl", "en"],
        "functions": [_function(made, name) for name in names], "customer_service": [SERVICE], "people": []}
    found = made.records("organisation.yaml", "people")
    general = [(f"p{number}", list(FUNCTIONS)[number % len(FUNCTIONS)]) for number in range(1, 7 + 2 * made.size)]
    service = [(f"s{number}", SERVICE) for number in range(1, 5)]
    for role, function in [*general, *service, *OWN_PEOPLE.items(), *RATERS.items()]:
        found.append({"id": made.id(role), "name": made.words.person(), "function": function, "type": "person"})
    found[0]["role"] = {"pl": "W zarządzie", "en": "Member of the board"}


def _function(made: Programme, name: str) -> Row:
    if name in FUNCTIONS:
        return {"id": name, "name": FUNCTIONS[name]._asdict()}
    return {"id": name, "name": {"pl": "Centrum kontaktu", "en": "Contact centre"} if name == SERVICE else {"pl": "Archiwum", "en": "Archive"}}


def general_people(made: Programme) -> list[Row]:
    """The people who are no check's own."""
    own = {made.id(role) for role in (*OWN_PEOPLE, *RATERS)}
    return [person for person in made.records("organisation.yaml", "people") if person["id"] not in own and person["function"] != SERVICE]


def journeys(made: Programme) -> None:
    """Journeys of the checks, then general ones; the first begins before the purchase, every one ends after the sale."""
    owners = general_people(made)
    turn = 0
    for number, (role, own) in enumerate([*OWN_JOURNEYS.items(), *((f"j{900 + n}", {}) for n in range(made.size))]):
        moments = [*own.items(), *((f"t{role[1:]}x{n}", "") for n in range(TOUCHPOINTS_OF_A_JOURNEY - len(own)))]
        stages: list[Row] = []
        for index, phase in enumerate(("pre_purchase", "use", "after_sales") if number % 2 else ("purchase", "delivery", "after_sales")):
            touchpoints = []
            for moment, mark in moments[2 * index:2 * index + 2]:
                touchpoints.append(_touchpoint(made, moment, mark, owners[turn % len(owners)], truth=_truth(moment, role)))
                turn += 1
            stages.append({"id": f"{phase.replace('_', '-')}-{made.seed}", "name": made.words.text("Etap {thing}", "Stage of {thing}"), "phase": phase,
                           "touchpoints": touchpoints})
        stages[-1]["touchpoints"][-1]["channels"] = []  # what customers live through without talking to anybody
        made.files[f"journeys/{made.id(role)}.yaml"] = {
            "kind": "journey", "id": made.id(role), "name": made.words.text("Droga do {thing}", "The way to {thing}"),
            "date": made.day(made.random.randint(1, 6), made.random.randint(1, 28)), "stages": stages, "problems": _problems(made, role, stages)}


def _truth(moment: str, journey: str) -> str | None:
    """One moment of truth in each journey; of one check it is its own."""
    if moment == "t031" or (moment.endswith("x2") and journey != "j031"):
        return "service"
    return None


def _touchpoint(made: Programme, role: str, mark: str, owner: Row, truth: str | None) -> Row:
    own = {"t022": "p022", "t025": "p025", "t026": "p026", "t027": "p027", "t028": "p028"}.get(role)
    holder = made.person(own) if own else owner
    functions = [holder["function"]] if role == "t026" else [holder["function"], "operations"]
    if role == "t080":
        functions.append(made.id("f080"))
    found: Row = {
        "id": made.id(role), "name": made.words.moment(), "customer_goal": made.words.text("Załatwić sprawę {thing}", "Settle the matter of {thing}"),
        "channels": [], "key": mark == "key" or role.endswith("x0"), "accountable": [holder["id"]],
        "responsible": [holder["id"]], "performed_by": list(dict.fromkeys(functions)),
        "desired": {"emotion": {"pl": "spokój", "en": "calm"}, "effort": {"pl": "do 2 minut", "en": "up to 2 minutes"}, "success": {"pl": "sprawa załatwiona", "en": "settled"}},
        "emotion": made.random.randint(-1, 1), "desired_emotion": 2, "evidence": "research"}
    if truth:
        found["moment_of_truth"] = truth
    if mark == "automation":
        found |= {"automation": True, "human_route": {"pl": "Przycisk „Konsultant” na każdym ekranie", "en": "Button “Adviser” on every screen"}}
    return found


def _problems(made: Programme, role: str, stages: list[Row]) -> list[Row]:
    """One problem a journey; nobody does anything about the largest, and says why."""
    largest = role == "j012"
    problem: Row = {
        "id": made.id(f"problem-{role}"), "touchpoint": stages[0]["touchpoints"][0]["id"],
        "text": made.words.text("Klienci nie rozumieją {thing}", "Customers do not understand {thing}"), "signals": 900 if largest else made.random.randint(20, 200)}
    if largest:
        problem["rejected"] = {"pl": "Zniknie wraz z nową umową", "en": "It will vanish with the new contract"}
    return [problem]


def governance(made: Programme) -> None:
    """Sponsor, body, strategy and the parameters of checks; goals of functions name indicators, so they come last."""
    organisation = made.files["organisation.yaml"]
    board = [person["id"] for person in general_people(made)[:3]]
    organisation["units"] = [{"id": made.id(role), "name": made.words.text("Jednostka od {thing}", "Unit for {thing}")} for role in ("u059", "u092")]
    organisation["governance"] = {"sponsor": board[0], "body": {
        "name": {"pl": "Rada CX", "en": "CX board"}, "meets": "quarterly", "members": board}}
    organisation["strategy"] = {"promise": made.words.text("Sprawę {thing} załatwisz za jednym razem", "You settle the matter of {thing} once"), "goals": [
        {"id": made.id(role), "text": made.words.text("Mniej kłopotu przy obsłudze {thing}", "Less trouble with {thing}"),
         "objective": made.words.text("Niższy koszt obsługi {thing}", "Lower cost of {thing}")} for role in ("g007", "g083")]}
    total = sum(1 for _ in made.touchpoints())
    organisation["checks"] = {"CXG-027": {"limit": 3 * total // 10 + 3}, "CXG-041": {"ways": 6}}
    goals = {"operations": "k004a", "sales": "k004b", "digital": "k081"}
    for function in organisation["functions"]:
        if function["id"] in goals:
            function["goals"] = [made.id(goals[function["id"]])]

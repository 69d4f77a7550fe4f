"""The indicators of the generated programme, their sources, and what was measured over four quarters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from planted.organised import SERVICE, general_people
from planted.text import Flow, Row

if TYPE_CHECKING:
    from planted.programme import Programme

QUARTERS = ((4, -1), (1, 0), (2, 0), (3, 0))


@dataclass(frozen=True)
class _Kind:
    """How indicators of a kind are written: the card, a usual baseline, and how far the target lies from it."""

    card: Row
    baseline: float
    gain: float

    @property
    def survey(self) -> bool:
        return self.card["family"] == "perception"


KINDS = {
    "nps": _Kind({"type": "nps", "variant": "nps_0_10", "family": "perception"}, 31.0, 8.0),
    "csat": _Kind({"type": "csat", "variant": "csat5_top2", "family": "perception"}, 62.0, 10.0),
    "ces": _Kind({"type": "ces", "variant": "ces2_agree7_mean", "family": "perception"}, 5.0, 0.6),
    "share": _Kind({"type": "share", "family": "operational", "direction": "higher_better", "unit": "percent"}, 84.0, 6.0),
    "duration": _Kind({"type": "duration", "family": "operational", "direction": "lower_better", "unit": "days"}, 9.0, -3.0),
    "rate": _Kind({"type": "rate_per", "family": "operational", "direction": "lower_better", "unit": "per_1000"}, 3.0, -1.0),
    "retention": _Kind({"type": "retention", "family": "behaviour", "direction": "higher_better", "unit": "percent"}, 71.0, 5.0),
    "success": _Kind({"type": "share", "family": "behaviour", "direction": "higher_better", "unit": "percent"}, 78.0, 6.0),
}
GENERAL = ("nps", "csat", "ces", "share", "rate", "retention")
# Indicators of their own: the kind, and the touchpoint measured, where one must be.
OWN: dict[str, tuple[str, str | None]] = {
    "k004a": ("nps", None), "k004b": ("csat", None), "k006": ("ces", None), "k030": ("csat", "t030"), "k031": ("ces", "t031"), "k032": ("share", None),
    "k033": ("rate", None), "k034": ("duration", None), "k035": ("success", "t035"), "k036": ("csat", None), "k037": ("nps", None), "k038": ("ces", None),
    "k039": ("nps", None), "k050": ("ces", None), "k066": ("csat", None), "k070": ("csat", None), "k071": ("nps", None), "k072": ("csat", None),
    "k072b": ("csat", None), "k073": ("ces", None), "k074": ("csat", None), "k075": ("nps", None), "k076": ("duration", None), "k077": ("nps", None),
    "k081": ("share", "t081"), "k082": ("share", "t082"),
}
NAMES = {
    "k034": {"pl": "Średni czas obsługi", "en": "Average handle time"},
    "k081": {"pl": "Odsetek rozmów przekazanych konsultantowi – zmiana", "en": "Rate of conversations handed over to an adviser, change"},
    "k082": {"pl": "Odsetek rozmów przekazanych konsultantowi – zwrot", "en": "Rate of conversations handed over to an adviser, return"},
}


def indicators(made: Programme) -> None:
    """Cards, sources and values."""
    kpis: list[Row] = []
    for role, (kind, touchpoint) in OWN.items():
        kpis.append(_card(made, role, kind, [made.id(touchpoint)] if touchpoint else []))
    for path, journey in made.journeys():
        wanted = [t["id"] for stage in journey["stages"] for t in stage["touchpoints"] if t["key"] or t.get("moment_of_truth")]
        measured = [name for name in wanted if name not in (made.id("t030"), made.id("t031"))]
        kpis.append(_card(made, path.split("/")[1].split("-")[0].replace("j", "kj"), made.random.choice(GENERAL), measured))
    kpis += [_card(made, f"k{1000 + number}", made.random.choice(GENERAL), []) for number in range(made.size)]
    made.files["kpis.yaml"] = {"kind": "kpis", "kpis": kpis}
    made.files["sources.yaml"] = {"kind": "sources", "sources": [
        {"id": made.id("survey"), "name": made.words.text("Ankieta w sprawie {thing}", "Survey about {thing}"), "voice": "survey", "path": "data/survey-*.csv",
         "date": {"column": "answered_at"}},
        {"id": made.id("s041"), "name": made.words.text("Opinie na temat {thing}", "Reviews of {thing}"), "voice": "reviews", "delivered": made.day(9, made.random.randint(1, 28))},
        {"id": made.id("s044"), "name": made.words.text("Wpisy na temat {thing}", "Posts about {thing}"), "voice": "social", "delivered": made.day(8, made.random.randint(1, 28))}]}
    for number, years in QUARTERS:
        period = made.quarter(number, years)
        made.files[f"{period}/measurements.yaml"] = {"kind": "measurements", "period": period, "measurements": [
            _value(made, kpi, QUARTERS.index((number, years))) for kpi in kpis]}
    _own_values(made)


def _card(made: Programme, role: str, name: str, touchpoints: list[str]) -> Row:
    kind = KINDS[name]
    owners = [*general_people(made), made.person("s1")]
    # The contact centre owns little, but it is there.
    owner = made.random.choice(owners[:-1]) if role != "k076" else owners[-1]
    assert owner["function"] != SERVICE or role == "k076"
    baseline = round(kind.baseline + made.random.randint(0, 9) / 10 * kind.gain / abs(kind.gain), 2)
    card: Row = {"id": made.id(role), "name": NAMES.get(role) or made.words.indicator(), **kind.card}
    if kind.survey:
        card |= {"question": made.words.text("Jak oceniasz obsługę {thing}?", "How do you rate our handling of {thing}?"), "trigger": "transactional"}
    else:
        card["definition"] = made.words.text("Udział spraw dotyczących {thing}, liczony raz na kwartał", "Share of matters about {thing}, counted once a quarter")
    return {**card, "touchpoints": touchpoints, "owner": owner["id"], "bonus": "none", "baseline": {"period": made.quarter(4, -1), "value": baseline},
            "target": {"by": made.quarter(4), "value": round(baseline + kind.gain, 2), "tolerance": round(abs(kind.gain) / 4, 2)}}


def _value(made: Programme, kpi: Row, step: int) -> Row:
    """A value on its way from the baseline to the target, which the last one meets."""
    start, target = kpi["baseline"]["value"], kpi["target"]["value"]
    found: Row = {"kpi": kpi["id"], "value": round(start + (target - start) * (0, 0.6, 1.0, 1.1)[step], 2), "n": made.random.randint(400, 480)}
    if kpi["family"] == "perception":
        found |= {"invited": found["n"] * 4 + made.random.randint(0, 9), "source": made.id("survey")}
    if kpi["type"] in ("ces", "nps"):
        found["variance"] = 2.0 if kpi["type"] == "ces" else 4000.0
    if kpi["type"] == "duration":
        found["extra"] = {"p90": round(2.5 * found["value"], 1), "open": made.random.randint(1, 9)}
    return found


def _own_values(made: Programme) -> None:
    """What values of single checks say beside what all say."""
    missed: dict[str, Any] = {"k050": 3, "k066": 2}
    for role, first in missed.items():
        for quarter in range(first, 4):
            made.measured(role, quarter)["value"] = round(made.kpi(role)["baseline"]["value"] + 0.01 * quarter, 2)
    for number, years in QUARTERS:
        made.measured("k070", number, years)["response_rate"] = 0.31
        made.measured("k071", number, years)["response_rate"] = 0.28
    made.measured("k072")["value"] = round(made.measured("k072", 2)["value"] + 0.4, 2)
    made.measured("k072b", 2)["value"], made.measured("k072b")["value"] = made.kpi("k072b")["baseline"]["value"], 96.0
    for role in ("k073", "k077"):
        for quarter in (2, 3):
            made.measured(role, quarter)["definition"] = Flow(
                type=made.kpi(role)["type"], variant=made.kpi(role)["variant"], trigger="transactional", question=f"q{made.seed}a")
    parts = {"promoters": 240 + made.seed % 7, "passives": 100, "detractors": 60 - made.seed % 7}
    made.measured("k075").update({"value": (parts["promoters"] - parts["detractors"]) / 4, "n": 400, "invited": 1650, "parts": parts})

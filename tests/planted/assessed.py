"""The assessments of the generated programme: two periods, raters and the agreed one, an outside assessor, and two units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planted.organised import RATERS
from planted.text import Flow

if TYPE_CHECKING:
    from planted.programme import Programme

PRACTICES = tuple(f"S{stage}.P{number}" for stage, count in enumerate((5, 5, 5, 5, 6), 1) for number in range(1, count + 1))
FRESH = "S1.P3"  # the one practice of a high level: CXG-091
DISPUTED = "S3.P2"  # raters two levels apart: CXG-093
LEFT_OUT = ("S5.P6", "S5.P5")  # not applicable; the second by CXG-095


def assessments(made: Programme) -> None:
    """All files of kind `assessment`."""
    before, now = made.quarter(4, -1), made.period
    for period, unit in ((before, None), (now, None), (now, "u059"), (now, "u092")):
        for number, role in enumerate(RATERS):
            _assessment(made, period, unit, made.id(role), "individual", _ratings(made, number))
        _assessment(made, period, unit, made.id("r1"), "agreed", _agreed(made, period))
    _assessment(made, now, None, f"assessor-{made.seed}", "assessor", {practice: Flow(level=2) for practice in PRACTICES})


def path(period: str, unit: str | None, name: str) -> str:
    """The file of an assessment."""
    return f"{period}/assessments/{unit}-{name}.yaml" if unit else f"{period}/assessments/{name}.yaml"


def _assessment(made: Programme, period: str, unit: str | None, rater: str, status: str, answers: dict[str, Flow]) -> None:
    name = status if status == "agreed" else rater
    made.files[path(period, unit, name)] = {
        "kind": "assessment", "framework": "cem-cycle", "framework_version": "1.0.0", "period": period, **({"unit": made.id(unit)} if unit else {}),
        "rater": rater, "status": status, "date": f"{period[:4]}-{'09' if period.endswith('3') else '12'}-20", "answers": answers}


def _ratings(made: Programme, number: int) -> dict[str, Flow]:
    """One rater's answers: as the others', and one level apart where the seed says so."""
    apart = (made.seed + number) % 3 == 0
    found = {practice: Flow(level=3 if apart and (made.seed + index) % 5 == 0 else 2) for index, practice in enumerate(PRACTICES)}
    found[DISPUTED] = Flow(level=1 + number)
    found[LEFT_OUT[0]] = Flow(level="na", reason={"pl": "Bez własnej sieci", "en": "No network of its own"})
    return found


def _agreed(made: Programme, period: str) -> dict[str, Flow]:
    day = f"{period[:4]}-{made.random.randint(1, 8):02}-{made.random.randint(1, 28):02}"
    found = {practice: Flow(level=3 if practice == FRESH else 2, evidence=[
        {"ref": f"E-{number:03}", "title": made.words.text("Protokół przeglądu {thing}", "Record of the review of {thing}"), "date": day}])
        for number, practice in enumerate(PRACTICES)}
    found[DISPUTED]["note"] = {"pl": "Spór rozstrzygnęły zapisy rozmów", "en": "Records of calls settled the dispute"}
    found[LEFT_OUT[0]] = Flow(level="na", reason={"pl": "Bez własnej sieci", "en": "No network of its own"})
    return found

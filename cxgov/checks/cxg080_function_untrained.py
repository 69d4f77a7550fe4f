"""CXG-080: a function decides the experience at a key touchpoint, and its people are left out of the training."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cxgov.checks.grounding import CEM_INTERVIEW
from cxgov.checks.inventory import key_touchpoints
from cxgov.checks.owners import IDS_SHOWN
from cxgov.checks.rule import NotChecked, Parameter, Rule, View, finding
from cxgov.language import N_, counted, message
from cxgov.model import Touchpoint, Training, quarter_of
from cxgov.problems import Location, Problem, Severity


def find(view: View) -> Iterator[Problem]:
    """Yields a finding for every function that performs key touchpoints and is in no current training."""
    if not view.workspace.training_files:
        raise NotChecked(message(N_("there is no training plan (a file of kind `trainings`)")))
    performed: dict[str, list[Touchpoint]] = {}
    for touchpoint in key_touchpoints(view):
        for function in dict.fromkeys(touchpoint.performed_by):
            performed.setdefault(function, []).append(touchpoint)
    if not performed:
        raise NotChecked(message(N_("no key touchpoint says which functions perform it (`performed_by`)")))
    within = view.settings["quarters"]
    for function, touchpoints in performed.items():
        trainings = [training for training in view.workspace.trainings if function in training.functions]
        if any(_counts(training, view.as_of, within) for training in trainings):
            continue
        last = max((t.date for t in trainings if t.date is not None and t.participants != 0), default=None)
        text = (N_("function {id} “{name}” performs key touchpoints ({touchpoints}) and is in no training") if last is None
                else N_("function {id} “{name}” performs key touchpoints ({touchpoints}); its last training was on {day}, {ago}"))
        ids = [touchpoint.id for touchpoint in touchpoints]
        place, *others = _places(view, function, touchpoints)
        yield finding(
            RULE, place, text, about=function, related=tuple(others[:IDS_SHOWN]),
            id=function, name=view.workspace.function_name(function),
            touchpoints=", ".join([*ids[:IDS_SHOWN], *(["…"] if len(ids) > IDS_SHOWN else [])]), day=last or view.as_of,
            ago=counted(within, N_("more than {n} quarter ago"), N_("more than {n} quarters ago")))


def _counts(training: Training, day: date, quarters: int) -> bool:
    """Tells whether a training is planned, or was held recently and somebody came."""
    if training.date is None or training.date > day:
        return True
    return training.participants != 0 and quarter_of(day) - quarter_of(training.date) <= quarters


def _places(view: View, function: str, touchpoints: list[Touchpoint]) -> list[Location]:
    """Where the function is declared, if it is, and where the touchpoints say that it performs them."""
    declared = [view.place(f) for f in view.workspace.organisation.functions if f.id == function]
    return declared + [view.place(touchpoint, "performed_by") for touchpoint in touchpoints]


RULE = Rule(
    code="CXG-080",
    group="people",
    severity=Severity.WARNING,
    title=N_("Function left out of training"),
    what=N_("Every function that performs a key touchpoint (`performed_by`) stands under `functions` of a training that is planned or was held within the last "
            "four quarters. A training that nobody attended (`participants: 0`) does not count. It is judged only where there is a training plan."),
    why=N_("Employees make the experience, and not only those who meet customers face to face: a wrong invoice or an outage is an experience too. Whoever does not "
           "know what customers go through cannot make it better."),
    grounding=CEM_INTERVIEW,
    example="""\
kind: journey
id: parcel
name: Receiving a parcel
stages:
  - id: collect
    name: Collection
    touchpoints:
      - {id: open-locker, name: Opening the locker, key: true, performed_by: [operations, maintenance]}
---
kind: trainings
trainings:
  - {id: T-01, title: What customers go through, functions: [operations], date: 2026-05-12, participants: 14}
""",
    fix=N_("plan a training for the function: why the customer matters, which of its work the customer feels, how to solve the customer's problem; enter it in the "
           "training plan"),
    parameters={"quarters": Parameter(4, N_("Quarters after which a training no longer counts"), 0, 40)},
    find=find,
)

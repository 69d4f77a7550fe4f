"""CXG-023: one function holds most of the accountability."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from cxgov.checks.grounding import CX_GOVERNANCE
from cxgov.checks.inventory import touchpoints
from cxgov.checks.owners import accountable
from cxgov.checks.rule import NotChecked, Parameter, Rule, View, finding
from cxgov.language import N_, Number, counted, message
from cxgov.problems import Location, Problem, Severity


def find(view: View) -> Iterator[Problem]:
    """Yields a finding for the function that holds more than the allowed share of all accountabilities."""
    least = view.settings["least_touchpoints"]
    if len(touchpoints(view)) < least:
        raise NotChecked(counted(least, N_("fewer than {n} touchpoint is described"), N_("fewer than {n} touchpoints are described")))
    people = view.workspace.people
    counts = accountable(view, people)
    held: Counter[str] = Counter()
    for name, count in counts.items():
        function = people[name].function
        if function is not None:
            held[function] += count
    if not held:
        raise NotChecked(message(N_("no accountable person has a `function`")))
    # Owners without a function count as others: a share is claimed only where it is certain.
    total = sum(counts.values())
    limit = view.settings["max_share"]
    for function, count in held.items():
        if count > limit * total + 1e-9:
            yield finding(
                RULE, _place(view, function), N_("function {id} “{name}” holds {count} of {total} touchpoint ownerships ({share}%); the limit is {limit}%"),
                about=function, id=function, name=view.workspace.function_name(function), count=count, total=total,
                share=Number(100 * count / total, 1), limit=Number(100 * limit, 1))


def _place(view: View, function: str) -> Location:
    organisation = view.workspace.organisation
    declared = next((f for f in organisation.functions if f.id == function), None)
    return view.place(declared or next(person for person in organisation.people if person.function == function))


RULE = Rule(
    code="CXG-023",
    group="ownership",
    severity=Severity.WARNING,
    title=N_("One function owns the experience"),
    what=N_("No function holds more than half of the accountability for touchpoints. Each accountable person is counted once per touchpoint, under the "
            "`function` the person works in."),
    why=N_("Customer experience cannot be delegated to one department. The others learn that it is not their business, and that department has no say "
           "over most of what customers live through."),
    grounding=CX_GOVERNANCE,
    example="""\
kind: organisation
id: acme
name: Acme
people:
  - {id: anna-nowak, name: Anna Nowak, function: contact-centre}
  - {id: jan-kowal, name: Jan Kowal, function: contact-centre}
  - {id: ewa-lis, name: Ewa Lis, function: digital}
---
kind: journey
id: parcel
name: Receiving a parcel
stages:
  - id: collect
    name: Collection
    touchpoints:
      - {id: arrival-notice, name: Notice that the parcel is waiting, accountable: [anna-nowak]}
      - {id: queue, name: Queue at the locker, accountable: [anna-nowak]}
      - {id: open-locker, name: Opening the locker, accountable: [ewa-lis]}
      - {id: locker-fault, name: The locker does not open, accountable: [jan-kowal]}
      - {id: unpack, name: Unpacking, accountable: [jan-kowal]}
""",
    fix=N_("go through the touchpoints with the heads of the other functions and hand each one to the function whose work decides it"),
    parameters={
        "max_share": Parameter(0.5, N_("Highest share of accountabilities in one function"), 0, 1),
        "least_touchpoints": Parameter(5, N_("Fewer touchpoints are not judged"), 1, 1000),
    },
    find=find,
)

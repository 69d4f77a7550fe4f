"""CXG-022: one person accountable for too large a part of the touchpoints, the lone CX manager."""

from __future__ import annotations

from collections.abc import Iterator

from cxgov.checks.inventory import touchpoints
from cxgov.checks.owners import accountable
from cxgov.checks.rule import NotChecked, Parameter, Rule, View, finding
from cxgov.language import N_, Number, counted
from cxgov.problems import Problem, Severity


def find(view: View) -> Iterator[Problem]:
    """Yields a finding for every person above the limit: the larger of a fixed share and a multiple of a fair share."""
    total = len(touchpoints(view))
    least = view.settings["least_touchpoints"]
    if total < least:
        raise NotChecked(counted(least, N_("fewer than {n} touchpoint is described"), N_("fewer than {n} touchpoints are described")))
    people = {person.id: person for person in view.workspace.organisation.people if person.type == "person"}
    limit = _limit(view)
    for name, count in accountable(view, people).items():
        if count > limit * total + 1e-9:
            yield finding(
                RULE, view.place(people[name]), N_("{name} is accountable for {count} of {total} touchpoints ({share}%); here the limit is {limit}%"),
                about=name, name=people[name].name, count=count, total=total, share=Number(100 * count / total, 1), limit=Number(100 * limit, 1))


def _limit(view: View) -> float:
    """The share one person may hold: in a small firm, where few share everything, a fair share grows and with it the limit."""
    active = sum(person.type == "person" and person.active_on(view.as_of) for person in view.workspace.organisation.people)
    fixed: float = view.settings["max_share"]
    return max(fixed, view.settings["fair_shares"] / active) if active else fixed


RULE = Rule(
    code="CXG-022",
    group="ownership",
    severity=Severity.ERROR,
    title=N_("Everything rests on one person"),
    what=N_("No person is accountable for more than 30% of all touchpoints, or 1.5 times a fair share where that is more. A fair share is one divided "
            "by the number of people in the organisation file who are still in their roles. Fewer than 5 touchpoints are not judged."),
    why=N_("A CX manager who answers for everything has no influence on most of it: no influence brings no results, and no results bring "
           "disappointment. Experience arises in operations, product, finance and service, and it is there that it must be owned."),
    grounding=N_("Article on the difference between customer experience and customer service, and on CX governance (CustomerMatters); the shares are "
                 "cxgov’s own judgement"),
    example="""\
kind: organisation
id: acme
name: Acme
people:
  - {id: anna-nowak, name: Anna Nowak, function: cx}
  - {id: jan-kowal, name: Jan Kowal, function: maintenance}
  - {id: ewa-lis, name: Ewa Lis, function: digital}
  - {id: piotr-mazur, name: Piotr Mazur, function: operations}
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
      - {id: open-locker, name: Opening the locker, accountable: [anna-nowak]}
      - {id: locker-fault, name: The locker does not open, accountable: [anna-nowak]}
      - {id: unpack, name: Unpacking, accountable: [jan-kowal]}
""",
    fix=N_("hand touchpoints to the people who run the processes behind them; a CX manager keeps the rules, the measurement and the meetings"),
    parameters={
        "max_share": Parameter(0.3, N_("Highest share of touchpoints one person may be accountable for"), 0, 1),
        "fair_shares": Parameter(1.5, N_("… or so many fair shares, where that is more"), 1, 100),
        "least_touchpoints": Parameter(5, N_("Fewer touchpoints are not judged"), 1, 1000),
    },
    find=find,
)

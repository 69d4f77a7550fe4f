"""CXG-027: a person who owns more than one can look after."""

from __future__ import annotations

from collections.abc import Iterator

from cxgov.checks.owners import holdings
from cxgov.checks.rule import Parameter, Rule, View, finding
from cxgov.language import N_
from cxgov.problems import Problem, Severity


def find(view: View) -> Iterator[Problem]:
    """Yields a finding for every person in the role whose touchpoints, open initiatives and open decisions exceed the limit."""
    limit = view.settings["limit"]
    for held in holdings(view):
        person, load = held.person, held.load
        if person.type == "person" and person.active_on(view.as_of) and load.total > limit:
            yield finding(
                RULE, view.place(person), N_("{name} looks after {total} things at once, more than {limit} (touchpoints: {touchpoints}, open "
                                             "initiatives: {initiatives}, open decisions: {decisions})"),
                about=person.id, name=person.name, total=load.total, limit=limit, touchpoints=len(load.touchpoints),
                initiatives=len(load.initiatives), decisions=len(load.decisions))


RULE = Rule(
    code="CXG-027",
    group="ownership",
    severity=Severity.WARNING,
    title=N_("Overloaded owner"),
    what=N_("The touchpoints a person is accountable for, the person's initiatives that are not done or stopped, and the decisions still open in the "
            "person's name come to at most 8."),
    why=N_("Overloaded people put out fires: there is no time left to listen to customers and mend causes, and in the end the people burn out."),
    grounding=N_("Article on the difference between customer experience and customer service, and on CX governance (CustomerMatters) for the overload; "
                 "the limit is cxgov’s own judgement"),
    example="""\
kind: journey
id: parcel
name: Receiving a parcel
stages:
  - id: collect
    name: Collection
    touchpoints:
      - {id: choose-locker, name: Picking a locker, accountable: [anna-nowak]}
      - {id: delivery-promise, name: Promised day of delivery, accountable: [anna-nowak]}
      - {id: wait, name: Waiting for the parcel, accountable: [anna-nowak]}
      - {id: arrival-notice, name: Notice that the parcel is waiting, accountable: [anna-nowak]}
      - {id: queue, name: Queue at the locker, accountable: [anna-nowak]}
      - {id: open-locker, name: Opening the locker, accountable: [anna-nowak]}
      - {id: locker-fault, name: The locker does not open, accountable: [anna-nowak]}
      - {id: unpack, name: Unpacking, accountable: [anna-nowak]}
      - {id: complaint, name: Handling of a complaint, accountable: [anna-nowak]}
""",
    fix=N_("let the deciding body say what is dropped, put off or handed on; close what is finished"),
    parameters={"limit": Parameter(8, N_("Most things one person looks after at once"), 1, 1000)},
    find=find,
)
